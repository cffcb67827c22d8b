"""Compares the tables that a proposed book prints with the published ones, cell by cell, and tells rounding from differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from models.incoming.recognised.table import ReadTable, TableCell
from models.published.context import Context
from models.published.tables import SideTable, Table
from models.values.money import show_exact


class CellDifference(Struct, frozen=True):
    """A published cell that comes out otherwise. ``rounding``: by no more than figures that are rounded one by one may differ.

    ``published`` and ``printed`` are fen; ``cell`` is None for a row that is printed though it was not published. ``title``,
    ``row`` and ``column`` are words.
    """

    table: str
    title: str
    row: str
    column: str
    published: int
    printed: int
    cell: TableCell | None = None
    rounding: bool = False

    @property
    def sentence(self) -> str:
        """The difference in words, in 万元."""
        where = f"{self.cell.place.words()}，" if self.cell else ""
        why = "，差的是四舍五入" if self.rounding else ""
        published, printed = show_exact(self.published), show_exact(self.printed)
        return f"{where}{self.title}的“{self.row}”“{self.column}”：文件里是 {published} 万元，读成的预算是 {printed}{why}"


def compare_tables(context: Context, tables: Sequence[ReadTable]) -> Iterator[CellDifference]:
    """The cells that differ, those that only rounding explains among them."""
    for read in tables:
        table = context.tables[read.id]
        for number, side in enumerate(table.sides):
            cells = [cell for cell in read.cells if cell.side == number]
            rows = {cell.row for cell in cells}
            for cell in cells:
                difference = _difference(context, table, side, cell, len(rows))
                if difference is not None:
                    yield difference
            yield from _rows_more(table, side, rows) if rows else ()


def _difference(context: Context, table: Table, side: SideTable, cell: TableCell, rows: int) -> CellDifference | None:
    index, row = side.column_index(cell.column), side.row(cell.row)
    printed = row.values[index] if row is not None and index is not None else 0
    step = cell.step if cell.text else 1
    if abs(printed - cell.amount) * 2 < step or printed == cell.amount:
        return None
    rounding = step > 1 and abs(printed - cell.amount) * 2 <= step * (rows + 1)
    name = _row_name(context, side, cell.row)
    return CellDifference(
        table.spec.id, table.spec.name, name, side.side.column(cell.column).heading[-1], cell.amount, printed, cell, rounding
    )  # fmt: skip


def _row_name(context: Context, side: SideTable, row_id: str) -> str:
    row = side.row(row_id)
    if row is not None:
        return " ".join(filter(None, row.labels))
    if side.side.rows is not None:
        table = context.codes.economic if side.side.rows.by == "economic" else context.codes.function
        return table.with_name(row_id)
    return row_id


def _rows_more(table: Table, side: SideTable, rows: set[str]) -> Iterator[CellDifference]:
    for row in side.rows:
        if row.id not in rows and any(row.values):
            at = next(at for at, value in enumerate(row.values) if value)
            name = " ".join(filter(None, row.labels))
            yield CellDifference(table.spec.id, table.spec.name, name, side.side.columns[at].heading[-1], 0, row.values[at])
