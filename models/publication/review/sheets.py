"""The 绩效目标表 of a document by the checks of projects, and their money against the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from models.book.records import PROJECT_COLLECTIONS
from models.checks.checker import run_checks
from models.checks.findings import Finding, Severity
from models.incoming.blocks import Place
from models.projects.amounts import project_budget
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import UNREAD, severity_of
from models.publication.review.reading import ReadDocument
from models.published.context import Context
from models.values.amount_style import WAN
from models.values.text import short_name

_OF_A_SHEET: Final = ("K-", "F-", "PC-", "R-9", "R-10", "R-11", "R-12", "R-21", "R-22", "P-11a", "X-24")
_NOT_PRINTED: Final = frozenset({"K-2a", "K-10d", "R-4"})
"""What is asked of a book whose projects all have sheets; a document shows those that it shows."""

_MUCH: Final = 4
"""So many notes on one sheet say that it was hardly understood: it is not checked, for what is found in it may be wrong."""

_SHOWN: Final = 8
_EQUAL: Final = "X-22"
_TITLE: Final = "绩效目标表"


def sheet_findings(read: ReadDocument) -> Iterator[ReviewFinding]:
    """What is wrong with the projects of the sheets, then what of them was not understood."""
    context = read.context()
    if context is None or not read.sheets.projects:
        return
    owners = {line: number for line, number in _owners(read) if not _is_hardly_read(read, number)}
    told: set[tuple[str, str, str]] = set()
    for finding in run_checks(context):
        if finding.code.startswith(_OF_A_SHEET) and finding.code not in _NOT_PRINTED and finding.place.line in owners:
            placed = _placed(read, finding, owners)
            if (placed.code, placed.message, placed.part) not in told:
                told.add((placed.code, placed.message, placed.part))
                yield placed
    yield from _money(read, context)
    yield from _notes(read)


def _owners(read: ReadDocument) -> Iterator[tuple[int, int]]:
    """The line id of each record of a project → the number of its sheet, from 0."""
    for number, project in enumerate(read.sheets.projects):
        yield project.id, number
        yield from ((line.id, number) for name in PROJECT_COLLECTIONS for line in getattr(project, name))


def _is_hardly_read(read: ReadDocument, number: int) -> bool:
    return len(read.sheets.notes_of(number + 1)) >= _MUCH


def _placed(read: ReadDocument, finding: Finding, owners: Mapping[int, int]) -> ReviewFinding:
    number = owners[finding.place.line]
    other = owners.get(finding.other_place.line) if finding.other_place is not None else None
    return ReviewFinding(
        finding.code, finding.severity, finding.message, _place(read, number), _part(read, number),
        _place(read, other) if other not in {None, number} else None, finding.values, finding.remedy,
    )  # fmt: skip


def _place(read: ReadDocument, number: int | None) -> Place:
    return read.sheet_places[number] if number is not None and number < len(read.sheet_places) else Place()


def _part(read: ReadDocument, number: int) -> str:
    return f"{short_name(read.sheets.projects[number].name) or f'第 {number + 1} 个'}{_TITLE}"


def _money(read: ReadDocument, context: Context) -> Iterator[ReviewFinding]:
    """X-22: the projects with sheets have not more money than the tables' 项目支出; as much, where all are published."""
    ref = context.pack.figures.get("project_spending")
    table = next((table for table in read.found.tables if ref is not None and table.id == ref.table), None)
    cell = next((c for c in table.cells if ref and (c.row, c.column) == (ref.row, ref.column)), None) if table else None
    if cell is None or table is None or any(note.sheet for note in read.sheets.notes if "预算数" in note.words):
        return
    total = sum(project_budget(project) for project in read.sheets.projects)
    gap = total - cell.amount
    if abs(gap) * 2 <= cell.step * (len(read.sheets.projects) + 1):
        return
    severity = severity_of(_EQUAL, read.pack) if gap > 0 else Severity.HINT
    if severity is not None:
        shown = WAN.pair(total, cell.amount)
        more = "没有绩效目标表的项目补上，或者改录错的预算数" if gap < 0 else "改录错的预算数"
        message = f"{len(read.sheets.projects)} 张绩效目标表的预算数合计 {shown[0]}，表里的项目支出 {shown[1]}"
        yield ReviewFinding(
            _EQUAL, severity, f"{message}，{WAN.more_or_less(total, cell.amount)}", cell.place, table.title,
            values=(("绩效目标表合计", shown[0]), ("项目支出", shown[1])), remedy=more,
        )  # fmt: skip


def _notes(read: ReadDocument) -> Iterator[ReviewFinding]:
    """One finding for what was not understood of a sheet."""
    severity = severity_of(UNREAD, read.pack)
    for number in range(len(read.sheets.projects)):
        notes = read.sheets.notes_of(number + 1)
        if notes and severity is not None:
            whole = "这张表读得不全，没有核对：" if _is_hardly_read(read, number) else ""
            words = [note.words + (f"〔{note.source}〕" if note.source else "") for note in notes]
            times = f"（共 {len(notes)} 处）" if len(notes) > 1 else ""
            yield ReviewFinding(
                UNREAD, severity, f"{whole}{words[0]}{times}", _place(read, number), _part(read, number),
                values=tuple(("还有", more) for more in words[1:_SHOWN]), remedy="看看原件，核对这张表",
            )  # fmt: skip
