"""The rows of 阶段对比: what differs from another stage, page by page, with a reason that is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from models.book import edits
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import Book
from models.paper.beside.difference_layout import HEADINGS, INCOME, SPENDING
from models.published.context import Context
from models.values.amount_style import WAN, AmountStyle
from models.values.money import show_exact
from models.years.stage_difference import (
    CHANGED,
    DifferenceRow,
    PageDifference,
    StageDifference,
    change_reasons,
    gap_words,
    stage_difference,
)
from ui.grid.rows.amount_cells import sum_cell
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.source import Cell, GridRow, Totals
from ui.pages.common.fixed_rows import FixedRows, label_cell
from ui.session.amounts import exact_text, grouped_wan

PAGE: Final = "change_reasons"
TITLE, WAS, NOW, GAP, REASON = "title", "was", "now", "gap", "text"
_HINT: Final = "为什么调：财政局要说明的写在这里，印在对比表上"
_OPEN: Final = "双击或按 Alt+Enter 到这一处"


def columns(old: str, new: str) -> tuple[GridColumn, ...]:
    """The columns, with the stages that are compared in the headings of their values."""
    title, was, now, gap, reason = HEADINGS
    return (
        GridColumn(TITLE, title, ColumnKind.LONG_TEXT, 26, editable=False, least=14),
        _values(WAS, f"{was}（{old}）" if old else was),
        _values(NOW, f"{now}（{new}）" if new else now),
        GridColumn(GAP, gap, ColumnKind.COMPUTED, 12, holds_amounts=True),
        GridColumn(REASON, reason, ColumnKind.LONG_TEXT, 24, hint=_HINT, least=9),
    )


def _values(key: str, title: str) -> GridColumn:
    """A column of values of one stage: amounts, as wide as millions in 元, and texts, which are wrapped."""
    return GridColumn(key, title, ColumnKind.LONG_TEXT, 12, editable=False, alignment=Align.RIGHT, least=9, holds_amounts=True)


class Line(NamedTuple):
    """A row: a page with its sums, or one difference with its reason."""

    shown: PageDifference | DifferenceRow
    reason: str = ""


class ComparisonSource(FixedRows):
    """A ``GridSource`` over what differs between ``old`` and the open book; no rows without ``old``."""

    page = PAGE

    def __init__(self, old: Book | None, stage: str) -> None:
        """``stage`` is that of the open book."""
        self.old, self.stage = old, stage
        self.columns = columns(old.stage if old is not None else "", stage)
        self._known: tuple[Book, StageDifference] | None = None

    @property
    def topic(self) -> str:
        """The help topic: the key of the page."""
        return "comparison"

    def difference(self, context: Context) -> StageDifference | None:
        """The difference between the two books; None without another one."""
        if self.old is None:
            return None
        if self._known is None or self._known[0] is not context.book:
            self._known = context.book, stage_difference(self.old, context.book, context.pack, context.codes)
        return self._known[1]

    def rows(self, context: Context) -> Sequence[GridRow]:
        """Each page with differences, its rows below it."""
        difference = self.difference(context)
        return list(_rows(difference, change_reasons(context.book, difference.old))) if difference is not None else ()

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """A page's cells are bold sums; a difference's lead to its place, but for the reason, which is typed."""
        line: Line = row.value
        if isinstance(line.shown, PageDifference):
            return _page_cell(line.shown, column.key, context.amounts)
        if column.key == REASON:
            return Cell(line.reason, line.reason, line.reason)
        return _cell(line.shown, column.key)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The cell of this page, not the place of the difference."""
        return Place(PAGE, 0, f"{row.key}/{column.key}")

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Write or change the reason; an empty text removes it."""
        shown = row.value.shown
        if column.key != REASON or not isinstance(shown, DifferenceRow) or self.old is None:
            return None
        return edits.set_change_reason(self.old.stage, shown.key, text)

    def totals(self, context: Context) -> Totals | None:
        """支出总计 of both stages, and how the income differs."""
        difference = self.difference(context)
        if difference is None:
            return None
        was, now = difference.spending
        note = f"{INCOME}{gap_words(difference.income, difference.style)}"
        return Totals(SPENDING, note, {GAP: gap_words(difference.spending, difference.style)}, {WAS: was, NOW: now})


def _rows(difference: StageDifference, reasons: Mapping[str, str]) -> Iterator[GridRow]:
    for page in difference.pages:
        yield GridRow(page.page, Line(page))
        for row in page.rows:
            yield GridRow(row.key, Line(row, reasons.get(row.key, "")))


def _page_cell(page: PageDifference, key: str, style: AmountStyle) -> Cell:
    if key == TITLE:
        return label_cell(page.name, bold=True)
    if page.sums is None or key == REASON:
        return Cell(editable=False, computed=True)
    if key == GAP:
        return label_cell(gap_words(page.sums, style), bold=True)
    return sum_cell(page.sums[key == NOW], "", bold=True)


def _cell(row: DifferenceRow, key: str) -> Cell:
    if key == TITLE:
        return Cell(row.title, row.title, row.title, _OPEN, editable=False, indent=1)
    if key == GAP:
        return _gap_cell(row)
    text = row.now if key == NOW else row.was
    value = row.amounts[key == NOW] if row.amounts is not None else None
    if value is None or not text or text.startswith("“"):
        return Cell(text, text, text, _OPEN, editable=False)
    shown = grouped_wan(value) if text == row.style.figure(value) else show_exact(value)  # made in 万元, as every source does
    return Cell(shown, "", exact_text(value), _OPEN, editable=False, amount=value)


def _gap_cell(row: DifferenceRow) -> Cell:
    if row.moved:
        text = f"{row.moved_words} {WAN.told(row.moved)}"
        return Cell(text, "", row.gap, _OPEN, editable=False, amount=row.moved, words=row.moved_words)
    was, now = row.amounts or (0, 0)
    if was == now:
        return Cell(row.gap, "", row.gap, _OPEN, editable=False)
    words = f"{'' if row.state == CHANGED else f'{row.state}，'}{'多' if now > was else '少'}"
    text = f"{words} {WAN.told(abs(now - was))}"
    return Cell(text, "", row.gap, _OPEN, editable=False, amount=abs(now - was), words=words)
