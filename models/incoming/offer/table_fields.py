"""The fields of an official table or of 情况说明: what the file prints in each cell, and what the open book prints there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from models.book.records import Book
from models.incoming.from_texts import TextField
from models.incoming.offer.block import CHANGED, NEW, SAME, UNCLEAR, OfferField, Pointed, Target
from models.incoming.recognised.table import ReadTable, TableCell
from models.pack.forms.pack import Pack
from models.pack.forms.tables import TOTAL_ROW, TableSide, TableSpec
from models.published.tables import SideTable
from models.values.codes import Codes
from models.values.money import MoneyUnit, Unread, read_amount, show_exact

_SHOWN_ROWS: Final = 3


def table_fields(table: ReadTable, target: Target) -> tuple[OfferField, ...]:
    """A field for each cell that the file prints, and for each that it leaves blank though the book prints something there."""
    spec = target.pack.table(table.id)
    own = target.context.tables[table.id].sides if target.context is not None else ()
    fields = (_field(cell, table, spec, own, target.codes) for cell in table.cells)
    return tuple(field for field in fields if field.value or field.now)


def _field(cell: TableCell, table: ReadTable, spec: TableSpec, own: Sequence[SideTable], codes: Codes) -> OfferField:
    side = spec.sides[cell.side]
    amount, now = 0, ""
    if own:
        row, index = own[cell.side].row(cell.row), own[cell.side].column_index(cell.column)
        amount = row.values[index] if row is not None and index is not None else 0
        now = spec.amounts.show(amount) if amount else ""
    state = _state(cell, amount)
    name = f"{row_words(side, cell.row, table.names, codes)} · {side.column(cell.column).heading[-1]}"
    return OfferField(
        cell_id(cell), name, cell.text, cell.place, now, state, cell.doubt, row=f"{cell.side}:{cell.row}",
        column=f"{cell.side}:{cell.column}",
    )  # fmt: skip


def cell_id(cell: TableCell) -> str:
    """The id of the field of a cell."""
    return f"{cell.side}:{cell.row}:{cell.column}"


def _state(cell: TableCell, amount: int) -> str:
    if cell.doubt:
        return UNCLEAR
    step = cell.step if cell.text else 1
    if amount == cell.amount or abs(amount - cell.amount) * 2 < step:
        return SAME
    return CHANGED if amount else NEW


def row_words(side: TableSide, row: str, names: Mapping[str, str], codes: Codes) -> str:
    """A row as the form calls it: a line by its label, a coded one by code and name."""
    line = next((line for line in side.lines if line.id == row), None)
    if line is not None:
        return line.label.strip()
    if side.rows is not None and row == TOTAL_ROW:
        return side.rows.total
    by_economic = side.rows is not None and side.rows.by == "economic"
    known = (codes.economic if by_economic else codes.function).with_name(row)
    return known if known != row else f"{row} {names.get(row, '')}".rstrip()


def rows_missing(table: ReadTable, target: Target) -> str:
    """A sentence about rows that the open book prints and the file does not have; "" without any."""
    if target.context is None:
        return ""
    spec, missing = target.pack.table(table.id), list[str]()
    for number, side in enumerate(target.context.tables[table.id].sides):
        there = {cell.row for cell in table.cells if cell.side == number}
        missing += [
            row_words(spec.sides[number], row.id, {}, target.codes) for row in side.rows if row.id not in there and any(row.values)
        ]
    shown = "、".join(missing[:_SHOWN_ROWS])
    more = f"等 {len(missing)} 行" if len(missing) > _SHOWN_ROWS else ""
    return f"预算里有、文件里没有的：{shown}{more}" if missing else ""


def point_cell(table: ReadTable, field: str, at: Pointed) -> ReadTable | str:
    """The table with a cell read from another place; a sentence where that is no amount."""
    unit = next((cell.own_unit for cell in table.cells if cell_id(cell) == field), None) or table.unit
    amount = read_amount(at.text, unit)
    if isinstance(amount, Unread):
        return f"“{at.text}”不是金额"
    cells = tuple(
        replace(cell, amount=amount or 0, text=at.text, place=at.place, doubt="") if cell_id(cell) == field else cell
        for cell in table.cells
    )
    return replace(table, cells=cells)


def table_in_unit(table: ReadTable, unit: MoneyUnit) -> ReadTable:
    """The table with its figures read in another unit, but for those of columns whose headings name theirs."""
    if unit is table.unit:
        return table
    cells = tuple(
        cell
        if cell.own_unit is not None
        else replace(
            cell, amount=cell.amount * unit.value // table.unit.value, step=max(cell.step * unit.value // table.unit.value, 1)
        )
        for cell in table.cells
    )
    return replace(table, cells=cells, unit=unit, unit_said="")


def text_fields(fields: Sequence[TextField], pack: Pack, book: Book | None) -> Iterator[OfferField]:
    """The fields of sentences: a typed figure or a text of the clerk, with what the book has."""
    typed = {line.item: line for line in book.typed if not line.agency} if book is not None else {}
    texts = {line.item: line.text for line in book.texts} if book is not None else {}
    for field in fields:
        if field.is_text:
            name, value, now = pack.narrative.label(field.item), field.value, texts.get(field.item, "")
        else:
            name, value, line = pack.typed.label(field.item), _typed(field.amount, field.count), typed.get(field.item)
            now = _typed(line.amount if line is not None and isinstance(line.amount, int) else None, line.count if line else "")
        nothing = not now and not field.is_text and not field.amount and field.count in {"", "0"}
        state = SAME if value == now or nothing else CHANGED if now else NEW
        yield OfferField(f"{'text' if field.is_text else 'typed'}:{field.item}", name, value, field.place, now, state)


def _typed(amount: int | None, count: str) -> str:
    return f"{show_exact(amount)} 万元" if amount is not None else count
