"""The cells of the official tables against those of the book."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks.findings import Severity
from models.incoming.recognised.table import ReadTable, TableCell
from models.publication.review.figures.tables import NamedCells
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import BOOK_FIGURE, severity_of
from models.publication.review.reading import ReadDocument
from models.published.context import Context
from models.published.tables import SideTable


def cell_findings(read: ReadDocument, context: Context) -> Iterator[ReviewFinding]:
    """Every cell that prints another amount than the book, as far as its digits tell; rows that only the book has."""
    severity = severity_of(BOOK_FIGURE, context.pack)
    if severity is None or read.found.pack is None or read.found.pack.id != context.pack.id:
        return
    cells = NamedCells(read.found.tables, context)
    for table in read.found.tables:
        for number, side in enumerate(context.tables[table.id].sides):
            own = [cell for cell in table.cells if cell.side == number]
            for cell in own:
                amount = _amount(side, cell)
                if 2 * abs(amount - cell.amount) > max(1, cell.step if cell.text else 1):
                    yield _finding(cells, table, cell, amount, Severity.HINT if cell.doubt else severity)
            if own:
                yield from _rows_more(cells, table, side, {cell.row for cell in own}, severity)


def _amount(side: SideTable, cell: TableCell) -> int:
    """What the book has for a cell, in fen; 0 for a row that it does not have."""
    row, index = side.row(cell.row), side.column_index(cell.column)
    return row.values[index] if row is not None and index is not None else 0


def _finding(cells: NamedCells, table: ReadTable, cell: TableCell, amount: int, severity: Severity) -> ReviewFinding:
    spec = cells.spec(table.id)
    printed, own = spec.amounts.pair(cell.amount, amount)
    name, unit = cells.name(spec, cell.row, cell.column), spec.amounts.unit
    more = spec.amounts.more_or_less(cell.amount, amount)
    return ReviewFinding(
        BOOK_FIGURE, severity, f"{name} 公开稿是 {cell.text or '空的'}，预算是 {own}（{unit}），{more}", cell.place, table.title,
        values=(("公开稿", cell.text or printed), ("预算", own)), remedy=f"改成 {own}；预算错了的，改预算再重新做公开稿",
    )  # fmt: skip


def _rows_more(cells: NamedCells, table: ReadTable, side: SideTable, rows: set[str], severity: Severity) -> Iterator[ReviewFinding]:
    spec = cells.spec(table.id)
    for row in side.rows:
        at = next((at for at, value in enumerate(row.values) if value), None)
        if row.at and row.id not in rows and at is not None:
            name, own = cells.name(spec, row.id, side.side.columns[at].id), spec.amounts.figure(row.values[at])
            yield ReviewFinding(
                BOOK_FIGURE, Severity.HINT if table.leftovers else severity, f"{name} 预算是 {own}，公开稿没有这一行", table.place,
                table.title, values=(("预算", own),), remedy="补上这一行",
            )  # fmt: skip
