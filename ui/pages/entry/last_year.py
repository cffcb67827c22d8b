"""The grid 上年数 (on 封面 and 三公经费): last year's figures of the pack's list, this year's, the change and its reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from msgspec.structs import replace

from models.book import edits
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import LastYearFigure
from models.pack.forms.last_year import label_of
from models.published.context import Context
from models.published.figures import book_figures
from ui.grid.rows.amount_cells import amount_cell, sum_cell
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.source import Cell, GridRow
from ui.pages.common.fixed_rows import FixedRows, held_amount, label_cell, lines_with
from ui.session.amounts import change_words, exact_text

PAGE: Final = "last_year"
TITLE: Final = "上年数"
SENTENCE: Final = "上年公开的预算数和增减的主要原因，情况说明里要用。"
COLUMNS: Final = (
    GridColumn("item", "项目", ColumnKind.COMPUTED, 16.0, least=12.0),
    GridColumn("amount", "上年（万元）", ColumnKind.AMOUNT, 9.0),
    GridColumn("now", "本年（万元）", ColumnKind.AMOUNT, 9.0, editable=False),
    GridColumn("change", "比上年", ColumnKind.AMOUNT, 9.0, editable=False),
    GridColumn(
        "reason",
        "增减的主要原因",
        ColumnKind.LONG_TEXT,
        30.0,
        hint="一句话，不用写“主要原因是”",
        least=12.0,
        also=("原因", "主要原因", "增减原因", "变动原因", "增减变动原因"),
    ),
)


class LastYearSource(FixedRows):
    """A GridSource of the pack's list, followed by figures outside it so that none is hidden; or only of the given ``items``."""

    page = PAGE

    def __init__(self, items: Collection[str] | None = None) -> None:
        self.columns = COLUMNS
        self._items = items

    def rows(self, context: Context) -> Sequence[GridRow]:
        """One row per item."""
        labels = dict(context.pack.last_year)
        if self._items is None:
            elsewhere = context.pack.narrative.bases  # figures of function codes have a grid of their own
            others = (line.item for line in context.book.last_year if line.item.partition(":")[0] not in elsewhere)
            labels.update({item: label_of(labels, item) for item in others if item not in labels})
        figures = book_figures(context).this_year
        return [
            GridRow(item, (item, label, figures.get(item, 0), _lines(context, item)))
            for item, label in labels.items()
            if self._items is None or item in self._items
        ]

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """Label, last year's amount, this year's, the change or its reason."""
        item, label, now, lines = row.value
        if column.key == "item":
            return label_cell(label)
        if column.key == "amount":
            return amount_cell(held_amount(lines, "amount"), origin=origin_words(lines))
        if column.key == "now":
            known = item in context.pack.last_year
            return sum_cell(now, "由本年的支出自动合计" if known else "")
        if column.key == "change":
            return change_cell(now, held_amount(lines, "amount"))
        text = "；".join(line.reason for line in lines if line.reason)
        return Cell(text, text, text)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The field of the first line, else of the item."""
        item, _, _, lines = row.value
        if column.key in {"amount", "reason"} and lines:
            return Place(PAGE, lines[0].id, column.key)
        return Place(PAGE, 0, f"{item}/{column.key}")

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Set amount or reason; None for computed columns."""
        return edits.set_last_year(row.value[0], column.key, text) if column.typed else None


def _lines(context: Context, item: str) -> tuple[LastYearFigure, ...]:
    return lines_with(context.book.last_year, lambda line: line.item == item)


def origin_words(lines: Sequence[LastYearFigure]) -> str:
    """Which file last year's amount was read from, as the content line says it; "" for one that was typed."""
    origin = next((line.origin for line in lines if line.origin), "")
    return f"读自{origin}" if origin else ""


def change_cell(now: int, before: Any) -> Cell:
    """The cell of this year's amount less last year's; blank while last year's is not known."""
    if not isinstance(before, int):
        return Cell(editable=False, computed=True)
    words = change_words(now, before)
    cell = Cell(words, "", words, "本年减上年", editable=False, computed=True)
    if now == before:
        return cell
    size, way = abs(now - before), words.split()[0]
    return replace(cell, exact=f"{way} {exact_text(size)}", amount=size, words=way)
