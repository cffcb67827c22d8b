"""The page 其他数据: amounts and counts that no line gives, in the rows of the pack's form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from models.book import edits
from models.book.agencies import named_agencies, own_body
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import Book, TypedFigure
from models.pack.forms.typed import AMOUNT, COUNT, OPERATING, TypedForm, TypedRow
from models.published.context import Context
from models.published.operating import derived_operating
from models.published.typed_figures import FIELDS, PAGE, empty_place, figures_of, read_count, typed_amount, typed_count
from models.values.money import fen
from ui.grid.rows.amount_cells import amount_cell, sum_cell
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Cell, GridRow
from ui.pages.common.fixed_rows import FixedRows, held_amount, label_cell
from ui.pages.common.page import PageServices
from ui.pages.common.stacked_grids import FullHeightGrid, SectionHeading, StackedGrids

KEY: Final = PAGE
TITLE: Final = "其他数据"
SENTENCE: Final = "各张表算不出来、但要公开的数：金额和数量。没有的空着。"
_ORIGIN: Final = "自动合计"
_DERIVED: Final = "按行政单位、参公单位的公用经费算出，还没有录入"
_FOLLOWED: Final = "没有另填，由别的项相加；填了就用来核对"
_NOT_HERE: Final = Cell(editable=False, computed=True)


class _Row(Struct, frozen=True):
    """One row: its item, the body it is of ("": all of the department), and the figures it shows; ``derived`` in fen."""

    item: TypedRow
    agency: str
    figures: tuple[TypedFigure, ...]
    label: str
    indent: int = 0
    derived: int = 0


class TypedSource(FixedRows):
    """A GridSource of the items of one group, a row for each body where the item asks for one.

    What the form has no row for is listed by the group that is ``last``, so that none is hidden.
    """

    page = KEY

    def __init__(self, form: TypedForm, group: str, *, last: bool) -> None:
        self._form, self._last = form, last
        self._items = [row for row in form.rows if row.group == group]
        kinds = {row.kind for row in self._items}
        amount = GridColumn("amount", "金额（万元）", ColumnKind.AMOUNT, 12.0, least=8.0)
        count = GridColumn("count", "数量", ColumnKind.TEXT, 8.0, hint="只填数字", alignment=Align.RIGHT, least=6.0)
        unit = GridColumn("unit", "单位", ColumnKind.COMPUTED, 7.0, least=5.0)
        self.columns = (
            GridColumn("item", "项目", ColumnKind.COMPUTED, 26.0, least=14.0),
            *((count, unit) if COUNT in kinds or not kinds else ()),
            *((amount,) if AMOUNT in kinds or not kinds else ()),
        )

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The rows of the form and, in the last group, those of other items or bodies."""
        derived = derived_operating(context) if any(row.id == OPERATING for row in self._items) else None
        rows = [row for item in self._items for row in self._rows_of(item, context.book, derived or {})]
        if self._last:
            rows += self._strays(context.book)
        return [GridRow((row.item.id, row.agency), row) for row in rows]

    def _rows_of(self, item: TypedRow, book: Book, derived: Mapping[str, int]) -> Iterator[_Row]:
        figures = tuple(figures_of(book, self._form, item.id) if item.sum else (f for f in book.typed if f.item == item.id))
        proposed: Mapping[str, int] = derived if item.id == OPERATING else {}
        if item.follows:
            proposed = {"": typed_amount(book, self._form, item.id)}
        depth = int(bool(item.part_of))
        bodies = _bodies(book) if item.by_agency else ()
        if not bodies:
            own = tuple(f for f in figures if not f.agency) if not item.sum else figures
            yield _Row(item, "", own, item.label, depth, sum(proposed.values()))
            return
        for name in bodies:
            own = tuple(f for f in figures if f.agency == name)
            yield _Row(item, name, own, f"{item.label} · {name}", depth, proposed.get(name, 0))

    def _strays(self, book: Book) -> Iterator[_Row]:
        """Figures without a row: of an item of another form, or of a body that 机构设置 does not list."""
        bodies = _bodies(book)
        for figure in book.typed:
            item = self._form.row(figure.item)
            shown = item is not None and not item.sum and figure.agency in (bodies if item.by_agency and bodies else ("",))
            if not shown:
                kind = COUNT if figure.amount is None else AMOUNT
                stray = item or TypedRow(figure.item, figure.item or "没有名称", kind)
                yield _Row(stray, figure.agency, (figure,), " · ".join(filter(None, (stray.label, figure.agency))))

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """Label, unit, or the value of the item's own kind."""
        shown: _Row = row.value
        item = shown.item
        if column.key == "item":
            return label_cell(shown.label, bold=bool(item.sum), indent=shown.indent)
        if column.key == "unit":
            return label_cell(item.unit)
        if column.key != FIELDS[item.kind]:
            return _NOT_HERE
        return self._amount(shown) if item.kind == AMOUNT else self._count(shown, context)

    def _amount(self, shown: _Row) -> Cell:
        if shown.item.sum:
            return sum_cell(sum(fen(figure.amount) for figure in shown.figures), _ORIGIN, bold=True)
        amount = held_amount(shown.figures, "amount")
        if amount is None and shown.derived:
            origin = _FOLLOWED if shown.item.follows else _DERIVED
            return Cell(amount_cell(shown.derived).text, ghost=True, origin=origin, amount=shown.derived)
        return amount_cell(amount, origin=shown.item.hint)

    def _count(self, shown: _Row, context: Context) -> Cell:
        if shown.item.sum:
            count = typed_count(context.book, self._form, shown.item.id)
            text = "" if count is None else f"{count.normalize():f}"
            return Cell(text, "", text, _ORIGIN, editable=False, computed=True, bold=True)
        text = "、".join(figure.count for figure in shown.figures if figure.count)
        return Cell(text, text, text, shown.item.hint, unread=bool(text) and read_count(text, shown.item.unit) is None)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The field of the first figure, else of the form's row and body."""
        shown: _Row = row.value
        if column.key != FIELDS[shown.item.kind]:
            return Place(KEY, 0, f"{shown.item.id}/{shown.agency}/{column.key}")
        own = shown.figures if not shown.item.sum else ()
        return Place(KEY, own[0].id, column.key) if own else empty_place(shown.item, shown.agency)

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Set the value of the item's own kind; None for sums and for the other kind."""
        shown: _Row = row.value
        if shown.item.sum or column.key != FIELDS[shown.item.kind]:
            return None
        return edits.set_typed(shown.item.id, shown.agency, column.key, text)


def _bodies(book: Book) -> tuple[str, ...]:
    """The names that figures of single bodies carry, the own one first."""
    own = own_body(book)
    names = [agency.name for agency in named_agencies(book) if agency is not own]
    return (own.name, *names) if own else ()


class TypedPage(StackedGrids):
    """A grid for each group of the form."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        form = services.open_book.pack.typed
        groups = list(dict.fromkeys(row.group for row in form.rows)) or [""]
        parts: list[QWidget] = []
        for group in groups:
            source = TypedSource(form, group, last=group == groups[-1])
            grid = FullHeightGrid(GridModel(source, services.open_book, self), services.theme, services.icons, self)
            self.add_view(grid, group or TITLE)
            parts += [SectionHeading(group, "", services.theme), grid] if group else [grid]
            if self.focusProxy() is None:
                self.setFocusProxy(grid)
        self._column.addWidget(self.scrolled(parts), 1)


def make_page(services: PageServices) -> TypedPage:
    """Build the page."""
    return TypedPage(services)
