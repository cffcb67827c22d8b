"""The page 三公经费: four items by fiscal source as in the pack's table, last year's total and the reason for the change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book import edits, terms
from models.book.agencies import agency_of, is_told_apart, named_agencies, own_body
from models.book.edits import Edit
from models.book.facts import THREE_PUBLIC
from models.book.places import Place
from models.book.records import AgencyLine, Book, ThreePublicLine
from models.pack.forms.last_year import THREE_PUBLIC_TOTAL
from models.pack.forms.narrative import SumOfFacts, Term
from models.pack.forms.pack import Pack
from models.pack.forms.tables import TableSide
from models.pack.sums import leaves
from models.published.context import Context
from models.published.head import page_text
from models.values.money import fen
from ui.grid.rows.amount_cells import amount_cell, sum_cell
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Cell, GridRow
from ui.pages.common.fixed_rows import FixedRows, held_amount, label_cell, lines_with
from ui.pages.common.page import PageServices
from ui.pages.common.stacked_grids import FullHeightGrid, SectionHeading, StackedGrids
from ui.pages.entry.last_year import LastYearSource

_LEAST_AMOUNT: Final = 7.0
KEY: Final = "three_public"
TITLE: Final = "三公经费"
SENTENCE: Final = "财政拨款安排的“三公”经费，按项目和资金来源录入。没有就空着，公开时印成空表。"


class PublicRow(Struct, frozen=True):
    """A row: its label, the items it adds up, the one item typed in it (or none). ``line`` is set for a line outside the form.

    ``body`` is the name of the body (单位) that a row is of, None: all of the department.
    """

    label: str
    items: tuple[str, ...]
    item: str = ""
    bold: bool = False
    indent: int = 0
    line: ThreePublicLine | None = None
    body: str | None = None


def form_side(pack: Pack) -> TableSide | None:
    """The table side of the pack that lists “三公”经费 line by line, if any."""
    sides = (side for table in pack.tables for side in table.sides if side.facts == THREE_PUBLIC)
    return next((side for side in sides if any(line.where and line.where.item for line in side.lines)), None)


def last_year_items(pack: Pack) -> tuple[str, ...]:
    """The total, and the items of last year's figures that the pack compares with facts of “三公”经费 alone."""
    own = (item for item, form in pack.compared.items() if all(_is_three_public(term) for term in form.terms))
    return (THREE_PUBLIC_TOTAL, *own)


def _is_three_public(term: Term) -> bool:
    return isinstance(term, SumOfFacts) and term.stream == THREE_PUBLIC


def form_rows(side: TableSide | None) -> Sequence[PublicRow]:
    """The rows of the form, followed by items that have no row of their own in it."""
    lines = {line.id: line for line in side.lines} if side else {}
    parts = {part for line in lines.values() for part in line.sum}
    inner = {part for line in lines.values() if line.id in parts for part in line.sum}

    def items(line_id: str) -> tuple[str, ...]:
        filters = (lines[leaf].where for leaf in leaves(lines.values(), line_id))
        return tuple(item for where in filters if where and where.item for item in sorted(where.item))

    found = []
    for line in lines.values():
        held = items(line.id)
        own = held[0] if len(held) == 1 and not line.sum else ""
        found.append(PublicRow(line.label, held, own, line.bold, indent=int(line.id in inner)))
    typed = {row.item for row in found}
    if not side:
        found.append(PublicRow("合计", tuple(terms.THREE_PUBLIC_ITEMS), bold=True))
    return [*found, *(PublicRow(name, (item,), item) for item, name in terms.THREE_PUBLIC_ITEMS.items() if item not in typed)]


class ThreePublicSource(FixedRows):
    """A GridSource: items down, fiscal sources across.

    Where the lines of the book tell its bodies apart, the rows of the form are the sums of all of them, and each has its own below.
    """

    page = KEY

    def __init__(self, pack: Pack, book: Book) -> None:
        side = form_side(pack)
        self._rows = form_rows(side)
        self.columns = _columns(side, book)

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The rows of the form, those of each body, then lines for which there is no cell."""
        lines, own = context.book.three_public, own_body(context.book)
        bodies = named_agencies(context.book) if is_told_apart(context.book) else ()
        several = len(bodies) > 1
        shown = [replace(row, item="") for row in self._rows] if several else self._rows
        rows = [GridRow(f"{at}:{row.label}", (row, lines)) for at, row in enumerate(shown)]
        for body in bodies if several else ():
            held = tuple(line for line in lines if (agency_of(context.book, line.sub_unit) or own) is body)
            rows += [GridRow(f"{body.name}/{at}:{row.label}", (row, held)) for at, row in enumerate(self._of_body(body, own))]
        return [*rows, *(GridRow(row.line.id, (row, lines)) for row in _outside(lines) if row.line)]

    def _of_body(self, body: AgencyLine, own: AgencyLine | None) -> Sequence[PublicRow]:
        """A row with the body's name and sum, and the rows of the form below it."""
        name = "" if body is own else body.name
        head = PublicRow(body.name, tuple(terms.THREE_PUBLIC_ITEMS), bold=True, body=name)
        return [
            head,
            *(
                replace(row, body=name, bold=False, indent=row.indent + 1)
                for row in self._rows
                if row.item or len(row.items) < len(head.items)
            ),
        ]

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:  # noqa: ARG002
        """Label, sum or typed amount."""
        form, lines = row.value
        if column.key == "item":
            return label_cell(form.label, bold=form.bold, indent=form.indent)
        if form.line is not None:
            return _outside_cell(form.line, column)
        source = column.key if column.key != "total" else ""
        held = _lines_of(lines, form.items, source)
        if form.item and source:
            return amount_cell(held_amount(held, "amount"))
        return sum_cell(sum(fen(line.amount) for line in held), "自动合计", bold=form.bold)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The first line of an amount, else its row and source."""
        form, lines = row.value
        if form.line is not None:
            return Place(KEY, form.line.id, "amount" if column.key == "total" else column.key)
        held = _lines_of(lines, (form.item,), column.key) if form.item else ()
        body = f"{form.body}/" if form.body is not None else ""
        return Place(KEY, held[0].id, "amount") if held else Place(KEY, 0, f"{body}{form.label}/{column.key}")

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Set or clear an amount; None for sums."""
        form, lines = row.value
        if form.line is not None:
            return edits.set_three_public(form.line.item, form.line.source, text, sub_unit=form.line.sub_unit)
        if not form.item or column.key == "total":
            return None
        held = _lines_of(lines, (form.item,), column.key)
        return edits.set_three_public(form.item, column.key, text, sub_unit=held[0].sub_unit if held else form.body or "")


def _columns(side: TableSide | None, book: Book) -> tuple[GridColumn, ...]:
    headings: dict[str, tuple[str, ...]] = {}
    for column in side.columns if side else ():
        heading = tuple(page_text(book, text) for text in column.heading)
        if column.sum:
            headings.setdefault("total", heading)
        elif column.where.source and len(column.where.source) == 1:
            headings[next(iter(column.where.source))] = heading
    item = page_text(book, side.label_heading[-1]) if side and side.label_heading else "项目"
    found = [GridColumn("item", item, ColumnKind.COMPUTED, 16.0, least=13.0)]
    for key, name in (("total", "合计"), *((source, terms.SOURCES[source]) for source in terms.FISCAL_SOURCES)):
        heading = headings.get(key, (name,))
        group, typed = (heading[-2] if len(heading) > 1 else ""), key != "total"
        width = 9.0 if key == "total" else max(12.0, len(heading[-1]) + 1.0)
        found.append(GridColumn(key, heading[-1], ColumnKind.AMOUNT, width, editable=typed, group=group, least=_LEAST_AMOUNT))
    return tuple(found)


def _lines_of(lines: Sequence[ThreePublicLine], items: Sequence[str], source: str) -> tuple[ThreePublicLine, ...]:
    """The lines of these items with one fiscal source, or with any when ``source`` is blank."""
    sources = (source,) if source else terms.FISCAL_SOURCES
    return lines_with(lines, lambda line: line.item in items and line.source in sources)


def _outside(lines: Sequence[ThreePublicLine]) -> Iterator[PublicRow]:
    for line in lines:
        if line.amount is not None and (line.item not in terms.THREE_PUBLIC_ITEMS or line.source not in terms.FISCAL_SOURCES):
            name = terms.THREE_PUBLIC_ITEMS.get(line.item, line.item)
            yield PublicRow(f"{name}（{terms.SOURCES.get(line.source, line.source)}）", (), line=line)


def _outside_cell(line: ThreePublicLine, column: GridColumn) -> Cell:
    return amount_cell(line.amount) if column.key == "total" else Cell(editable=False, computed=True)


class ThreePublicPage(StackedGrids):
    """The form, with last year's total below."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self.model = GridModel(ThreePublicSource(services.open_book.pack, services.open_book.book), services.open_book, self)
        self.form = FullHeightGrid(self.model, services.theme, services.icons, self)
        self.last_year_model = GridModel(LastYearSource(last_year_items(services.open_book.pack)), services.open_book, self)
        self.last_year = FullHeightGrid(self.last_year_model, services.theme, services.icons, self)
        self.add_view(self.form, TITLE)
        self.add_view(self.last_year, "上年数")
        heading = SectionHeading("比上年增减", "上年公开的“三公”经费预算和增减的主要原因；比上年多的，要写原因。", services.theme)
        self._column.addWidget(self.scrolled((self.form, heading, self.last_year)), 1)
        self.setFocusProxy(self.form)


def make_page(services: PageServices) -> ThreePublicPage:
    """Build the page."""
    return ThreePublicPage(services)
