"""The page 固定资产: quantity and value in the rows of the pack's form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.book import edits
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import AssetLine, Book
from models.pack.forms.records import AssetForm, AssetRow
from models.pack.sums import leaves
from models.published.context import Context
from models.published.head import page_text
from models.values.money import fen
from ui.grid.rows.amount_cells import amount_cell, sum_cell
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Cell, GridRow
from ui.pages.common.fixed_rows import FixedRows, held_amount, label_cell, lines_with
from ui.pages.common.page import PageServices
from ui.pages.common.stacked_grids import FullHeightGrid, SectionHeading, StackedGrids

KEY: Final = "assets"
TITLE: Final = "固定资产"
SENTENCE: Final = "上年末的固定资产占用情况，录入数量和价值；合计自动算。"


_NO_FORM: Final = AssetForm("这个版式没有固定资产表", "", ("项目", "数量", "价值（万元）"), ())
"""Shows what was typed under a form that has the table."""


def as_of(form: AssetForm, book: Book) -> str:
    """The date line in the form's words: ``截止时间：2023-12-31``."""
    return page_text(book, form.head, form.amounts)


class AssetSource(FixedRows):
    """A GridSource of the form's rows, followed by lines of other items so that none is hidden."""

    page = KEY

    def __init__(self, form: AssetForm, book: Book) -> None:
        item, quantity, value = (page_text(book, heading, form.amounts) for heading in form.headings)
        self._rows = {row.id: row for row in form.rows}
        self.columns = (
            GridColumn("item", item, ColumnKind.COMPUTED, 30.0, least=16.0),
            GridColumn("quantity", quantity, ColumnKind.TEXT, 14.0, hint="数字；可以带小数", alignment=Align.RIGHT, least=8.0),
            GridColumn("value", value, ColumnKind.AMOUNT, 18.0, least=10.0),
        )

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The form's rows and those of other items."""
        lines = context.book.assets
        others = dict.fromkeys(line.item for line in lines if line.item not in self._rows)
        rows = [*self._rows.values(), *(AssetRow(item, item or "没有项目") for item in others)]
        return [GridRow(row.id, (row, self._lines_of(row, lines))) for row in rows]

    def _lines_of(self, row: AssetRow, lines: Sequence[AssetLine]) -> tuple[AssetLine, ...]:
        items = leaves(self._rows.values(), row.id)
        return lines_with(lines, lambda line: line.item in items)

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:  # noqa: ARG002
        """Label, quantity or value. A sum adds values only: the quantities of its parts have different units."""
        form, lines = row.value
        if column.key == "item":
            return label_cell(form.label, bold=bool(form.sum), indent=int(bool(form.part_of)))
        if form.sum:
            value = sum(fen(line.value) for line in lines)
            return sum_cell(value, "自动合计", bold=True) if column.key == "value" else Cell(editable=False, computed=True)
        if column.key == "value":
            return amount_cell(held_amount(lines, "value"))
        text = "、".join(line.quantity for line in lines if line.quantity)
        return Cell(text, text, text)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The field of the first line, else of the form's row."""
        form, lines = row.value
        own = lines if not form.sum and column.key != "item" else ()
        return Place(KEY, own[0].id, column.key) if own else Place(KEY, 0, f"{form.id}/{column.key}")

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Set quantity or value; None where nothing is typed."""
        form, _ = row.value
        return None if form.sum or not column.typed else edits.set_asset(form.id, column.key, text)


class AssetsPage(StackedGrids):
    """The form under its title and date."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        form, book = services.open_book.pack.assets or _NO_FORM, services.open_book.book
        self.model = GridModel(AssetSource(form, book), services.open_book, self)
        self.form = FullHeightGrid(self.model, services.theme, services.icons, self)
        self.heading = SectionHeading(page_text(book, form.title), as_of(form, book), services.theme)
        self.add_view(self.form, TITLE)
        self._column.addWidget(self.scrolled((self.heading, self.form)), 1)
        self.setFocusProxy(self.form)


def make_page(services: PageServices) -> AssetsPage:
    """Build the page."""
    return AssetsPage(services)
