"""Lays out what is handed in beside the budget: 报送单 with the check list, 核实说明, and what changed since the last 报送."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.book.records import Book
from models.checks.findings import Finding
from models.paper.beside.difference_layout import difference_sheet
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.submission.checklist import CheckGroup, checklist
from models.paper.submission.explained import EXPLANATIONS, explained_findings, explanations_sheet
from models.paper.submission.totals import TableTotal, table_totals
from models.paper.table_layout import add_head_line, add_note
from models.program import PROGRAM, VERSION
from models.published.context import Context
from models.published.head import page_text
from models.years.stage_difference import stage_difference

SUBMISSION: Final = "报送单"
CHANGES: Final = "与上次报送相比"

_WIDTHS: Final = (6.0, 32.0, 10.0, 42.0)
_LAST: Final = len(_WIDTHS)
_SECTION_HEIGHT: Final = 30.0


class Submission(Struct, frozen=True):
    """What 报送单 says beside the book: the day and minute of 报送, its fingerprint and the files that are handed in.

    ``before`` is the book as it was handed in the last time, and ``since`` says when; None without one.
    """

    when: str
    fingerprint: str
    files: Mapping[str, str]
    before: Book | None = None
    since: str = ""


def submission_sheets(
    context: Context, findings: Sequence[Finding], submission: Submission, *, draft: bool
) -> tuple[PrintedSheet, ...]:
    """报送单, 核实说明 where there are any, and the page of changes where there was a 报送 before."""
    explained = explained_findings(context, findings)
    sheets = [submission_sheet(context, findings, submission, draft=draft)]
    if explained:
        sheets.append(explanations_sheet(context, explained, EXPLANATIONS, draft=draft))
    if submission.before is not None:
        sheets.append(_changes_sheet(context, submission, draft=draft))
    return tuple(sheets)


def submission_sheet(context: Context, findings: Sequence[Finding], submission: Submission, *, draft: bool) -> PrintedSheet:
    """报送单: fingerprint, check list, totals, files and versions, and where to sign."""
    book = context.book
    title = f"{book.year}年部门预算公开{SUBMISSION}"
    builder = SheetBuilder(SUBMISSION, title, "portrait", _WIDTHS, draft)
    builder.add_title(title)
    left = page_text(book, context.pack.head["left"])
    add_head_line(builder, (left, f"阶段：{book.stage}" if book.stage else "", f"报送时间：{submission.when}"))
    builder.add(
        PrintedCell(1, "指纹", Style.LABEL, columns=2),
        PrintedCell(3, submission.fingerprint, Style.LABEL, columns=2),
        height=_SECTION_HEIGHT,
    )
    add_note(builder, "指纹由报送的文件算出，哪个文件改了一个字，指纹就不同。电话里核对这十六位数。")
    for group in checklist(context, findings):
        _add_checks(builder, group)
    _add_totals(builder, table_totals(context))
    _add_pairs(builder, "报送的文件（SHA-256）", submission.files)
    _add_pairs(builder, "版本", _versions(context))
    builder.add(height=_SECTION_HEIGHT)
    unit = book.unit
    signed = (f"填表人：{unit.preparer}", f"单位负责人：{unit.head}", f"电话：{unit.phone}")
    builder.add(PrintedCell(1, "　　　".join(signed), Style.PARAGRAPH, columns=_LAST))
    return builder.finish()


def _changes_sheet(context: Context, submission: Submission, *, draft: bool) -> PrintedSheet:
    """What differs from the book that was handed in the last time."""
    before = submission.before or context.book
    difference = stage_difference(before, context.book, context.pack, context.codes)
    titles = f"{context.book.year}年预算{CHANGES}（上次：{submission.since}）"
    return difference_sheet(context.book, context.pack, difference, draft=draft, name=CHANGES, title=titles)


def _add_checks(builder: SheetBuilder, group: CheckGroup) -> None:
    builder.add(PrintedCell(1, group.heading, Style.SECTION, columns=_LAST), height=_SECTION_HEIGHT, keep=True)
    headings = ("序号", "项目", "符合要求", "程序查到的情况")
    builder.add(*(PrintedCell(column, text, Style.HEADING) for column, text in enumerate(headings, 1)), keep=True)
    for number, item in enumerate(group.items, 1):
        builder.add(
            PrintedCell(1, str(number), Style.NUMBER, number),
            PrintedCell(2, item.name, Style.NAME),
            PrintedCell(3, item.meets, Style.TEXT_CENTRE),
            PrintedCell(4, item.found, Style.NAME),
        )


def _add_totals(builder: SheetBuilder, totals: Sequence[TableTotal]) -> None:
    builder.add(PrintedCell(1, "各表合计", Style.SECTION, columns=_LAST), height=_SECTION_HEIGHT, keep=True)
    for number, total in enumerate(totals, 1):
        builder.add(
            PrintedCell(1, str(number), Style.NUMBER, number),
            PrintedCell(2, total.title, Style.NAME),
            PrintedCell(3, total.label, Style.TEXT_CENTRE),
            PrintedCell(4, f"{total.figure} {total.unit}", Style.NAME),
        )
    if not totals:
        add_note(builder, "各表都没有数。")


def _add_pairs(builder: SheetBuilder, heading: str, pairs: Mapping[str, str]) -> None:
    if not pairs:
        return
    builder.add(PrintedCell(1, heading, Style.SECTION, columns=_LAST), height=_SECTION_HEIGHT, keep=True)
    for name, value in pairs.items():
        builder.add(PrintedCell(1, name, Style.NAME, columns=2), PrintedCell(3, value, Style.NAME, columns=2))


def _versions(context: Context) -> Mapping[str, str]:
    pack = context.pack
    return {"程序": f"{PROGRAM} {VERSION}", "版式": f"{pack.title}（{pack.id} {pack.version}）", "科目": pack.codes}
