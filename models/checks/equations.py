"""勾稽关系 as data: the equations of the pack between cells of the official tables (RULES §2: X-1 … X-20, S-1 … S-5).

Most hold by construction; they are checked all the same, because a pack can be wrong and codes may be missing.
Figures are compared exactly, in fen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from models.checks.context import Context
from models.findings import Balance, Found, Part, Place
from models.money import show_wan
from models.pack import CellRef, Equation
from models.tables import TOTAL_ROW, Table


class EquationFindings:
    """The equations of a pack over a book as it is edited: one is added up again only where a row of its tables changed."""

    def __init__(self, equations: Sequence[Equation]) -> None:
        self._equations = [(equation, {ref.table for ref in (*equation.left, *equation.right)}) for equation in equations]
        self._tables: Mapping[str, Table] = {}
        self._broken: list[dict[str, tuple[int, Found]]] = [{} for _ in equations]
        """By the row: how far the sides are apart, and what is said of it."""

    def run(self, context: Context) -> Iterator[tuple[Equation, Found]]:
        """Every equation that does not hold, once per row for those with ``*``."""
        changed = {key: _changed_rows(self._tables.get(key), table) for key, table in context.tables.items()}
        touched = {key for key, rows in changed.items() if rows}
        self._tables = context.tables
        for (equation, tables), broken in zip(self._equations, self._broken, strict=True):
            if not tables.isdisjoint(touched):
                _add_up(context, equation, _rows_to_add(context, equation, changed), broken)
            if broken:
                homeless = _homeless(context, tables)
                yield from ((equation, found) for _, (gap, found) in sorted(broken.items()) if gap > homeless)


def _add_up(context: Context, equation: Equation, rows: AbstractSet[str], broken: dict[str, tuple[int, Found]]) -> None:
    """Compare both sides in these rows, and note where they do not agree."""
    for row in rows:
        broken.pop(row, None)
        left, right = _sum(context, equation.left, row), _sum(context, equation.right, row)
        if not _holds(left, equation.relation, right) and _is_there(context, equation, row):
            broken[row] = abs(left - right), _found(context, equation, row, left, right)


def _changed_rows(old: Table | None, new: Table) -> AbstractSet[str]:
    """The ids of the rows that are not the same objects in two states of a table."""
    if old is new:
        return frozenset()
    sides = [
        (was, now) for was, now in zip(old.sides if old else (None,) * len(new.sides), new.sides, strict=True) if was is not now
    ]
    before = {id(row): row.id for was, _ in sides if was is not None for row in was.rows}
    after = {id(row): row.id for _, now in sides for row in now.rows}
    return {known[row] for known in (before, after) for row in before.keys() ^ after.keys() if row in known}


def _rows_to_add(context: Context, equation: Equation, changed: Mapping[str, AbstractSet[str]]) -> AbstractSet[str]:
    """The rows that a ``*`` stands for: codes (of one level, if the equation names one); "" where no cell has a ``*``."""
    refs = (*equation.left, *equation.right)
    wild = [ref.table for ref in refs if ref.row == "*"]
    fixed_changed = any(ref.row in changed[ref.table] for ref in refs)
    if not wild:
        return {""} if fixed_changed else frozenset()
    rows = frozenset().union(*(_row_ids(context.tables[table]) if fixed_changed else changed[table] for table in wild))
    return {row for row in rows if row.isdecimal() and (not equation.level or len(row) == equation.level)}


def _row_ids(table: Table) -> AbstractSet[str]:
    return {row.id for side in table.sides for row in side.rows}


def _is_there(context: Context, equation: Equation, row: str) -> bool:
    """Whether a table of either side shows the row that a ``*`` stands for."""
    wild = [ref.table for ref in (*equation.left, *equation.right) if ref.row == "*"]
    return not wild or any(side.row(row) for table in wild for side in context.tables[table].sides)


def _sum(context: Context, refs: tuple[CellRef, ...], row: str) -> int:
    return sum(context.tables[ref.table].amount(row if ref.row == "*" else ref.row, ref.column) for ref in refs)


def _homeless(context: Context, tables: AbstractSet[str]) -> int:
    """The money without a place in the tables of an equation (fen): a gap within it is P-2's to tell, once and by its line."""
    return sum(abs(item.tally.amount) for name in tables for item in context.tables[name].unplaced)


def _holds(left: int, relation: str, right: int) -> bool:
    return left == right if relation == "=" else left <= right if relation == "<=" else left >= right


def _found(context: Context, equation: Equation, row: str, left: int, right: int) -> Found:
    left_name = equation.left_name or _name(context, equation.left[0])
    right_name = equation.right_name or _name(context, equation.right[0])
    more = "多" if left > right else "少"
    code = f"{row} {context.codes.function.name(row)}：" if row else ""
    message = f"{code}{left_name} {show_wan(left)}，{right_name} {show_wan(right)}，{more} {show_wan(abs(left - right))}"
    return Found(
        message=message,
        place=_place(equation.left[0], row),
        other_place=_place(equation.right[0], row),
        values=((left_name, show_wan(left)), (right_name, show_wan(right)), ("相差", show_wan(abs(left - right)))),
        remedy=equation.hint or equation.rule,
        balance=Balance(_parts(context, equation.left, row), _parts(context, equation.right, row)),
    )


def _parts(context: Context, refs: tuple[CellRef, ...], row: str) -> tuple[Part, ...]:
    return tuple(Part(_place(ref, row), _sum(context, (ref,), row)) for ref in refs)


def _place(ref: CellRef, row: str) -> Place:
    return Place("table", field=f"{ref.table}:{row if ref.row == '*' else ref.row}:{ref.column}")


def _name(context: Context, ref: CellRef) -> str:
    """``支出总表 项目支出``: the table's short title, the row where it is no wildcard, and the column."""
    table = context.tables[ref.table]
    side = next(side for side in table.sides if side.column_index(ref.column) is not None)
    parts = [table.spec.short_title or table.spec.title]
    if ref.row not in {"*", TOTAL_ROW}:
        parts.append(_row_name(context, table, ref.row))
    if len(side.side.columns) > 1:
        parts.append(side.side.column(ref.column).heading[-1])
    return " ".join(part for part in parts if part)


def _row_name(context: Context, table: Table, row_id: str) -> str:
    for side in table.spec.sides:
        if side.rows:
            table_codes = context.codes.economic if side.rows.by == "economic" else context.codes.function
            return f"{row_id} {table_codes.name(row_id)}".strip()
        for line in side.lines:
            if line.id == row_id:
                return line.label
    return row_id
