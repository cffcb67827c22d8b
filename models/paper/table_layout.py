"""Lays out the official tables: title, head line, headings, 栏次 row, numbered rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from models.book.records import Book
from models.pack.forms.pack import Pack
from models.pack.forms.tables import TOTAL_ROW, TableSide
from models.paper.figures import column_numbers_start
from models.paper.page_room import page_width
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.text_measure import line_count, text_width
from models.published.head import head_texts, page_text
from models.published.tables import SideTable, Table
from models.values.amount_style import UNITS, AmountStyle

Headings = Sequence[Sequence[str]]
"""The headings of each column from the top cell down."""

AMOUNT_WIDTHS: Final = (10.0, 15.0)
"""The least and the greatest width that an amount column gets without one from the pack."""

_NUMBER_WIDTH: Final = 6.0
_NAME_WIDTHS: Final = (24.0, 46.0)
_SPLIT_WIDTHS: Final = (5.5, 18.0)
"""The least width of a column of 类, 款 or 项, and the least that they take together."""

_HEAD_HEIGHT: Final = 18.0


def table_sheet(book: Book, pack: Pack, table: Table, name: str, *, draft: bool) -> PrintedSheet:
    """Lay out one official table on the sheet ``name``."""
    spec, head = table.spec, {**pack.head, **table.spec.head}
    columns = [column for side in table.sides for column in _side_headings(side.side)]
    amounts, title = spec.amounts, page_text(book, spec.title)
    headings = [tuple(page_text(book, text, amounts) for text in column) for column in columns]
    if spec.number:
        headings.insert(0, (head["number"],))
    builder = SheetBuilder(name, title, spec.orientation, _widths(table), draft, one_page=spec.one_page)
    builder.add_title(title)
    add_head_line(builder, head_texts(book, pack, amounts, spec.head))
    add_headings(builder, headings)
    last = _row_count(headings) + 2
    if spec.column_numbers:
        last = builder.add(*_column_numbers(table, head["columns"], len(headings)), height=_HEAD_HEIGHT)
    builder.repeat = (2, last)
    builder.freeze = last
    for at in range(1, table.row_count + 1):
        number = [PrintedCell(1, str(at), Style.NUMBER, at)] if spec.number else []
        builder.add(*number, *_data_cells(table, at), at=at)
    if table.is_empty:
        add_note(builder, page_text(book, table.spec.empty_note, amounts))
    return builder.finish()


def _row_count(headings: Headings) -> int:
    return max(map(len, headings))


def _side_headings(side: TableSide) -> Iterator[Sequence[str]]:
    yield from side.label_headings
    for column in side.columns:
        yield column.heading


def _column_numbers(table: Table, word: str, count: int) -> Iterator[PrintedCell]:
    """The row of 栏次 of a table with ``count`` columns: its word, then every other column's number."""
    first = column_numbers_start(table)
    if first > 1:
        yield PrintedCell(1, word, Style.HEADING, columns=first - 1)
    for number, column in enumerate(range(first, count + 1), 1):
        yield PrintedCell(column, str(number), Style.NUMBER, number)


# --- rows --------------------------------------------------------------------------------------------------------


def add_head_line(builder: SheetBuilder, texts: tuple[str, str, str]) -> None:
    """Add the line under the title; without a centre the left text gets its room, and in two columns that of the centre."""
    left, centre, right = texts
    widths = builder.widths
    if len(widths) < len(texts):
        left, centre = f"{left}　{centre}".strip(), ""
    if centre:
        first, second = _head_parts(widths, (text_width(left), text_width(centre), text_width(right)))
    else:
        first = second = _tail_start(widths, text_width(right) + 2)
    cells = [PrintedCell(1, left, Style.HEAD_LEFT, columns=first)]
    if centre:
        cells.append(PrintedCell(first + 1, centre, Style.HEAD_CENTRE, columns=second - first))
    cells.append(PrintedCell(second + 1, right, Style.HEAD_RIGHT, columns=len(widths) - second))
    builder.add(*cells, height=_HEAD_HEIGHT)


def _head_parts(widths: Sequence[float], needs: tuple[int, int, int]) -> tuple[int, int]:
    """The last columns of left and centre, so that all fit and the centre is as central as possible."""
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    half = edges[-1] / 2

    def fault(parts: tuple[int, int]) -> tuple[float, float]:
        cuts = (0.0, edges[parts[0]], edges[parts[1]], edges[-1])
        lacking = sum(max(0.0, need + 2 - (b - a)) for need, a, b in zip(needs, cuts, cuts[1:], strict=False))
        return lacking, abs((cuts[1] + cuts[2]) / 2 - half)

    return min(((i, j) for i in range(1, len(widths) - 1) for j in range(i + 1, len(widths))), key=fault)


def _tail_start(widths: Sequence[float], need: float) -> int:
    """The number of columns before the last ones that together hold ``need`` characters."""
    count, room = len(widths), 0.0
    while count > 1 and room < need:
        count -= 1
        room += widths[count]
    return count


def add_headings(builder: SheetBuilder, headings: Headings) -> None:
    """Add the heading rows: equal neighbours share a cell, the last heading of a column extends to the bottom."""
    depth = _row_count(headings)
    for level in range(depth):
        cells = []
        column = 0
        while column < len(headings):
            own = headings[column]
            if level >= len(own):
                column += 1
                continue
            span = _shared_columns(headings, column, level)
            rows = depth - level if level == len(own) - 1 else 1
            cells.append(PrintedCell(column + 1, own[level], Style.HEADING, columns=span, rows=rows))
            column += span
        builder.add(*cells, height=_HEAD_HEIGHT)


def _shared_columns(headings: Headings, column: int, level: int) -> int:
    """How many columns from this one share its upper heading."""
    own = headings[column]
    span = 1
    if level == len(own) - 1:
        return span
    while (
        column + span < len(headings)
        and len(headings[column + span]) > level + 1
        and headings[column + span][: level + 1] == own[: level + 1]
    ):
        span += 1
    return span


def add_note(builder: SheetBuilder, text: str) -> None:
    """Add a line under the form, across all columns, without borders."""
    builder.add(PrintedCell(1, text, Style.NOTE, columns=len(builder.widths)), height=_HEAD_HEIGHT)


def _data_cells(table: Table, at: int) -> Iterator[PrintedCell]:
    column = 2 if table.spec.number else 1
    for side in table.sides:
        for cell in (*_label_cells(table, side, at), *_amount_cells(table, side, at)):
            yield cell._replace(column=column)
            column += cell.columns


def _label_cells(table: Table, side: SideTable, at: int) -> Iterator[PrintedCell]:
    row, labels = side.row_at.get(at), side.labels_at(at)
    total = Style.TOTAL_NAME if table.spec.bold_totals else Style.TEXT_CENTRE
    name = total if row is not None and row.bold else Style.NAME
    if row is not None and row.id == TOTAL_ROW and side.side.rows is not None and side.side.rows.total_across:
        yield PrintedCell(0, labels[0], name, columns=len(labels))
        return
    for number, label in enumerate(labels, 1):
        yield PrintedCell(0, label, name if number == len(labels) else Style.CODE)


def _amount_cells(table: Table, side: SideTable, at: int) -> Iterator[PrintedCell]:
    row, shown_as = side.row_at.get(at), table.spec.amounts
    bold = row is not None and row.bold and table.spec.bold_totals
    if row is None or not table.holds_figures(side, row):
        yield from [blank_amount_cell(0, shown_as, bold=bold)] * len(side.side.columns)
    else:
        yield from (amount_cell(0, value, shown_as, bold=bold) for value in row.values)


def amount_cell(column: int, fen: int, shown_as: AmountStyle, *, bold: bool = False) -> PrintedCell:
    """The cell of an amount (fen): a number in the unit of the style, or the text that the style has for a zero."""
    if not fen and not shown_as.zero[:1].isdigit():
        return blank_amount_cell(column, shown_as, text=shown_as.zero, bold=bold)
    number = shown_as.number(fen)
    text = shown_as.digits(number) if fen else shown_as.zero
    look = Style.TOTAL_AMOUNT if bold else Style.AMOUNT
    return PrintedCell(column, text, look, number, format=_number_format(shown_as, len(text.partition(".")[2])))


def price_cell(column: int, price: int, shown_as: AmountStyle) -> PrintedCell:
    """The cell of a price (fen) with every digit, in the unit of the style; blank without one."""
    if not price:
        return PrintedCell(column, "", Style.PRICE)
    number_format = "#,##0.00####" if shown_as.grouping else "0.00####"
    return PrintedCell(
        column, shown_as.price(price), Style.PRICE, Decimal(price) / UNITS[shown_as.unit].value, format=number_format
    )


def blank_amount_cell(column: int, shown_as: AmountStyle, *, text: str = "", bold: bool = False) -> PrintedCell:
    """The cell of an amount that is not there, blank or with a dash."""
    look = Style.TOTAL_AMOUNT if bold else Style.AMOUNT
    return PrintedCell(column, text, look, format=_number_format(shown_as, 0 if shown_as.trim else shown_as.decimals))


@lru_cache(maxsize=64)
def _number_format(shown_as: AmountStyle, decimals: int) -> str:
    """The number format of a workbook that shows an amount with these decimals as it is printed: ``#,##0.00``."""
    return ("#,##0" if shown_as.grouping else "0") + (f".{'0' * decimals}" if decimals else "")


# --- widths ------------------------------------------------------------------------------------------------------


def _widths(table: Table) -> tuple[float, ...]:
    """Column widths in characters: what the pack says, else what the figures and names need, grown to fill the page."""
    widths = [_NUMBER_WIDTH] if table.spec.number else []
    amounts, names = [], []
    for side in table.sides:
        widths += _code_widths(side)
        if side.label_count:
            names.append(len(widths))
            longest = max([28.0, *(text_width(side.labels_at(row.at)[-1]) + 2.0 for row in side.rows)])
            widths.append(side.side.label_width or min(longest, _NAME_WIDTHS[1]))
        for index, column in enumerate(side.side.columns):
            amounts.append(len(widths))
            needed = amount_width(table.spec.amounts.show(row.values[index]) for row in side.rows)
            widths.append(column.width or needed)
    given = _given_widths(table)
    free = [at for at in amounts if not given[at]]
    fitted = fit_widths(widths, free, [at for at in names if not given[at]], page_width(table.spec.orientation))
    headings = [heading[-1] for side in table.sides for heading in _side_headings(side.side)]
    if table.spec.number:
        headings.insert(0, "")
    return tuple(_even(width, headings[at]) if at in free else width for at, width in enumerate(fitted))


def _code_widths(side: SideTable) -> Sequence[float]:
    """The widths of the columns before the name: one for the code, or one each for 类, 款, 项."""
    form = side.side.rows
    if form is None:
        return ()
    if form.split:
        return [max(_SPLIT_WIDTHS[0], _SPLIT_WIDTHS[1] / len(form.split))] * len(form.split)
    return [max([9.0, *(text_width(row.labels[0]) + 2.5 for row in side.rows)]) + 1]


def _given_widths(table: Table) -> Mapping[int, float]:
    """The widths that the pack prescribes, by position."""
    given: list[float] = [0] if table.spec.number else []
    for side in table.sides:
        labels = [0.0] * (side.label_count - 1) + [side.side.label_width] if side.label_count else []
        given += [*labels, *(column.width for column in side.side.columns)]
    return dict(enumerate(given))


def amount_width(amounts: Iterable[str]) -> float:
    """The least width for a column of these printed amounts: a number that does not fit would print as ####."""
    return max([AMOUNT_WIDTHS[0], *(text_width(text) + 2.5 for text in amounts)])


def _even(width: float, heading: str) -> float:
    """The width, or two more where that saves the heading a line, most often one of a single character."""
    return width + 2 if line_count(heading, width + 1) < line_count(heading, width - 1) else width


def fit_widths(widths: Sequence[float], amounts: Sequence[int], names: Sequence[int], page: float) -> tuple[float, ...]:
    """Widths that fill the page as far as is sensible: amounts grow first, names shrink when there is too little room."""
    fitted = list(widths)
    spare = page - sum(fitted)
    for position in amounts:
        if spare > 0:
            fitted[position] += min(max(0.0, AMOUNT_WIDTHS[1] - fitted[position]), spare / len(amounts))
    for position in names:
        if spare < 0:
            fitted[position] -= min(max(0.0, fitted[position] - _NAME_WIDTHS[0]), -spare / len(names))
    return tuple(round(width, 2) for width in fitted)
