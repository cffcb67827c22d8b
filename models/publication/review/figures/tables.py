"""The figures of the official tables, and the sums within each: columns of a row, 款 of a 类, lines of a total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from models.checks.findings import Severity
from models.incoming.recognised.table import ReadTable, TableCell
from models.pack.forms.tables import TOTAL_ROW, FixedLine, TableSide, TableSpec
from models.publication.review.figures.relation import Node, PrintedFigure, Relation
from models.publication.review.kinds import COLUMN_SUM, ROW_SUM, severity_of
from models.published.context import Context
from models.published.head import page_text
from models.published.tables import code_table

_CLASS: Final = 3


class NamedCells:
    """The cells of the tables of a document with their names; the book of ``context`` fills the years into headings."""

    def __init__(self, tables: Iterable[ReadTable], context: Context) -> None:
        self._pack, self._codes, self._book = context.pack, context.codes, context.book
        self.tables: Mapping[str, ReadTable] = {table.id: table for table in tables}

    def spec(self, table: str) -> TableSpec:
        """The form of a table."""
        return self._pack.table(table)

    def figures(self) -> Iterator[tuple[Node, PrintedFigure]]:
        """Every cell that was read; blank ones are 0."""
        for table in self.tables.values():
            spec = self._pack.table(table.id)
            for cell in table.cells:
                yield Node(table.id, cell.row, cell.column), self._printed(table, spec, cell)

    def absent(self, node: Node) -> PrintedFigure | None:
        """A cell that a table which was read does not have; None where the table itself is not there."""
        table = self.tables.get(node.table)
        if table is None:
            return None
        spec = self._pack.table(node.table)
        name = self.name(spec, node.row, node.column)
        return PrintedFigure(0, 0, "", name, table.place, table.title, spec.amounts, doubt=bool(table.leftovers))

    def _printed(self, table: ReadTable, spec: TableSpec, cell: TableCell) -> PrintedFigure:
        name = self.name(spec, cell.row, cell.column)
        step = cell.step if cell.text else 0
        doubt = bool(cell.doubt or table.leftovers)
        return PrintedFigure(cell.amount, step, cell.text, name, cell.place, table.title, spec.amounts, doubt)

    def name(self, spec: TableSpec, row: str, column: str) -> str:
        """``支出预算总表“2013201 行政运行”的“基本支出”``."""
        side = next(side for side in spec.sides if any(one.id == column for one in side.columns))
        label = self.row_name(spec, side, row)
        parts = [spec.name + (f"“{label}”" if label else "")]
        if len(side.columns) > 1:
            parts.append(f"“{page_text(self._book, side.column(column).heading[-1], spec.amounts)}”")
        return "的".join(parts)

    def row_name(self, spec: TableSpec, side: TableSide, row: str) -> str:
        """Code and name as printed, the label of a line, 合计; "" for the row of a table that has only one."""
        line = next((line for line in side.lines if line.id == row), None)
        if line is not None:
            return page_text(self._book, line.label, spec.amounts).strip()
        by = side.rows.by if side.rows else side.present.present if side.present else ""
        if by and row.isdecimal():
            table = self.tables.get(spec.id)
            printed = table.names.get(row, "") if table is not None else ""
            return f"{row} {printed}" if printed else code_table(by, self._codes).with_name(row)
        return side.rows.total if side.rows is not None and row == TOTAL_ROW else ""

    def sums(self) -> Iterator[Relation]:
        """The sums within the tables."""
        for table in self.tables.values():
            spec = self._pack.table(table.id)
            for number, side in enumerate(spec.sides):
                rows = list(dict.fromkeys(cell.row for cell in table.cells if cell.side == number))
                yield from self._across(spec, side, rows)
                yield from self._down(spec, side, rows)

    def _across(self, spec: TableSpec, side: TableSide, rows: Sequence[str]) -> Iterator[Relation]:
        severity = severity_of(ROW_SUM, self._pack)
        if severity is None:
            return
        for row in rows:
            for column in side.columns:
                if column.sum:
                    parts = tuple(Node(spec.id, row, part) for part in column.sum)
                    yield Relation(
                        ROW_SUM, severity, "一行的合计等于各栏之和", (Node(spec.id, row, column.id),), parts,
                        right_name="各栏之和", remedy="改录错的一栏，或者改合计",
                    )  # fmt: skip

    def _down(self, spec: TableSpec, side: TableSide, rows: Sequence[str]) -> Iterator[Relation]:
        severity = severity_of(COLUMN_SUM, self._pack)
        families = coded_families(rows) if side.rows is not None else _line_families(side, rows)
        if severity is None:
            return
        for whole, parts in families:
            for column in side.columns if whole in rows else ():
                yield _family(spec, whole, parts, column.id, severity)


def _family(spec: TableSpec, whole: str, parts: Iterable[str], column: str, severity: Severity) -> Relation:
    nodes = tuple(Node(spec.id, part, column) for part in parts)
    return Relation(
        COLUMN_SUM, severity, "一栏的合计等于下面各行之和", (Node(spec.id, whole, column),), nodes,
        right_name="下面各行之和", remedy="改录错的一行，或者改合计；漏了一行的，补上",
    )  # fmt: skip


def coded_families(rows: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each code with the codes directly below it that are there, and the total with those that have no code above."""
    coded = [row for row in rows if row.isdecimal()]
    children: dict[str, list[str]] = {}
    for code in coded:
        above = [other for other in coded if len(other) < len(code) and code.startswith(other)]
        children.setdefault(max(above, key=len, default=TOTAL_ROW), []).append(code)
    yield from ((whole, parts) for whole, parts in children.items() if parts)


def _line_families(side: TableSide, rows: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each line with a ``sum`` and the rows that it adds."""
    for line in side.lines:
        if line.sum:
            yield line.id, [row for name in line.sum for row in _rows_named(side.lines, name, rows)]


def _rows_named(lines: Iterable[FixedLine], name: str, rows: Sequence[str]) -> Sequence[str]:
    """The rows that a name in a ``sum`` stands for: a line, a group of lines, or the 类 that are present."""
    for line in lines:
        if line.id == name and line.present:
            return [row for row in rows if row.isdecimal() and len(row) == _CLASS]
    return [line.id for line in lines if line.group_of == name] or [name]
