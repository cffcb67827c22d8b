"""The report of a review as a document: part by part in the order of the published one, as bureaus tick it off.

The same two sheets are written as a workbook, and as a publication in every kind that publications are written in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from models.checks.findings import Severity
from models.pack.forms.publication import PublicationForm
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.sheet_list import SheetEntry, SheetPlan
from models.paper.table_layout import add_headings, add_note
from models.publication.document import Heading, Publication, SheetPart
from models.publication.review.finding import Review, ReviewFinding
from models.publication.review.report.words import WHOLE, coverage_words

PARTS: Final = "逐项结果"
FINDINGS: Final = "问题清单"

_PART_HEADINGS: Final = ("部分", "在哪里", "符合要求", "问题")
_PART_WIDTHS: Final = (46.0, 26.0, 12.0, 46.0)
_HEADINGS: Final = ("序号", "级别", "在哪里", "问题", "两边的数、原文", "应当怎样")
_WIDTHS: Final = (6.0, 8.0, 30.0, 44.0, 44.0, 30.0)
_MOST: Final = 12
"""Values of a finding that the list shows."""


class PartResult(Struct, frozen=True):
    """A part of the document with what was found in it; ``agrees``: nothing but 提示."""

    title: str
    place: str
    findings: tuple[ReviewFinding, ...]

    @property
    def agrees(self) -> bool:
        """Whether it is as it should be."""
        return all(finding.severity is Severity.HINT for finding in self.findings)


def results_of(review: Review) -> tuple[PartResult, ...]:
    """The document as a whole, then every part in its order; parts that only findings name (a sheet) behind them."""
    named: dict[str, list[ReviewFinding]] = {}
    for finding in review.findings:
        named.setdefault(finding.part, []).append(finding)
    places = {part.title: part.place.words() for part in reversed(review.coverage.parts)}
    titles = dict.fromkeys(("", *(part.title for part in review.coverage.parts), *named))
    return tuple(PartResult(title or WHOLE, places.get(title, ""), tuple(named.get(title, ()))) for title in titles)


def report_sheets(name: str, review: Review) -> tuple[PrintedSheet, PrintedSheet]:
    """The two sheets of the report on the file ``name``."""
    return _parts_sheet(name, review), _findings_sheet(name, review)


def report_publication(name: str, review: Review) -> Publication:
    """The report as a document that is written as other publications are."""
    sheets = report_sheets(name, review)
    parts = tuple(SheetPart(sheet.name, _plan(sheet)) for sheet in sheets)
    headings = tuple(Heading(sheet.title, sheet.name, 1) for sheet in sheets)
    read = review.coverage
    return Publication(_title(name), read.unit, read.year, "", "", False, parts, headings, PublicationForm())


def _plan(sheet: PrintedSheet) -> SheetPlan:
    return SheetPlan(SheetEntry(sheet.name, sheet.name, sheet.title, sheet.title), (), lambda *, draft: sheet)  # noqa: ARG005


def _title(name: str) -> str:
    return f"“{name}”核对结果"


def _parts_sheet(name: str, review: Review) -> PrintedSheet:
    builder = SheetBuilder(PARTS, _title(name), "landscape", _PART_WIDTHS, draft=False)
    builder.add_title(_title(name))
    for sentence in coverage_words(name, review.coverage):
        add_note(builder, sentence)
    _add_headings(builder, _PART_HEADINGS)
    for result in results_of(review):
        wrong = [finding for finding in result.findings if finding.severity is not Severity.HINT]
        hints = len(result.findings) - len(wrong)
        words = [*(f"{finding.severity.value}：{finding.message}" for finding in wrong), f"提示 {hints} 处" if hints else ""]
        _add_row(
            builder, (result.title, result.place, "是" if result.agrees else "否", "\n".join(filter(None, words))), centred=(3,)
        )
    return builder.finish()


def _findings_sheet(name: str, review: Review) -> PrintedSheet:
    builder = SheetBuilder(FINDINGS, f"“{name}”{FINDINGS}", "landscape", _WIDTHS, draft=False)
    builder.add_title(builder.title)
    _add_headings(builder, _HEADINGS)
    number = 0
    for result in results_of(review):
        if result.findings:
            builder.add(PrintedCell(1, result.title, Style.TOTAL_NAME, columns=len(_WIDTHS)), keep=True)
        for finding in result.findings:
            number += 1
            place = finding.place.words() or WHOLE
            texts = (str(number), finding.severity.value, place, finding.message, "\n".join(_values(finding)), finding.remedy)
            _add_row(builder, texts, centred=(1, 2))
    if not number:
        add_note(builder, "没有发现问题。")
    return builder.finish()


def _values(finding: ReviewFinding) -> Iterator[str]:
    yield from (f"{name}：{value}" for name, value in finding.values[:_MOST])
    if len(finding.values) > _MOST:
        yield f"另外 {len(finding.values) - _MOST} 个"


def _add_headings(builder: SheetBuilder, headings: Sequence[str]) -> None:
    add_headings(builder, [(text,) for text in headings])


def _add_row(builder: SheetBuilder, texts: Iterable[str], centred: Sequence[int]) -> None:
    cells = enumerate(texts, 1)
    builder.add(*(PrintedCell(at, text, Style.TEXT_CENTRE if at in centred else Style.TEXT) for at, text in cells))
