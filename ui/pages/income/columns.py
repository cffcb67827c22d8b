"""The columns of 收入: code and name, the amounts of the pack's 收入总表, the difference from spending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book import terms
from models.book.facts import INCOME, Key
from models.pack.filters import Filter
from models.pack.forms.pack import Pack
from models.pack.forms.tables import AmountColumn, CodedRows, TableSide
from models.pack.sums import leaves
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.pages.common import columns
from ui.pages.income.figures import Slot

FUNCTION: Final = "function"
NAME: Final = "name"
GAP: Final = "gap"
HINT: Final = "录入的是批复数，Delete 恢复推算"
_REST: Final = "rest"
_LEAST_NAME: Final = 10.0
_ALL_SLOTS: Final = tuple((source, carried) for source in terms.SOURCES for carried in (False, True))


class IncomeColumn(Struct, frozen=True):
    """A column of amounts with the slots that it adds up; amounts are typed only in a ``leaf``."""

    column: GridColumn
    slots: frozenset[Slot]
    leaf: bool


def income_side(pack: Pack) -> TableSide:
    """The table side of the pack that lists income by function code, else one made here with a column per source."""
    for table in pack.tables:
        for side in table.sides:
            if side.facts == INCOME and side.rows is not None and side.rows.by == FUNCTION:
                return side
    by_source = [
        AmountColumn(source, (name,), Filter(frozenset({source}), carried=False)) for source, name in terms.SOURCES.items()
    ]
    leaves = (*by_source, AmountColumn("carried", ("上年结转",), Filter(carried=True)))
    total = AmountColumn("total", ("合计",), sum=tuple(leaf.id for leaf in leaves))
    return TableSide(INCOME, (total, *leaves), rows=CodedRows(FUNCTION, "合计", ("科目编码",), ("科目名称",)))


def income_columns(side: TableSide) -> Sequence[IncomeColumn]:
    """The columns of amounts, and one for slots without a column in the form, so that no money is hidden."""
    found = [IncomeColumn(_grid_column(column), _slots(side, column), not column.sum) for column in side.columns]
    rest = frozenset(_ALL_SLOTS).difference(*(column.slots for column in found))
    if rest:
        found.append(IncomeColumn(GridColumn(_REST, "表中没有栏", ColumnKind.AMOUNT, 6.0, hint=HINT), rest, leaf=True))
    return found


def all_columns(side: TableSide, amounts: Sequence[IncomeColumn]) -> tuple[GridColumn, ...]:
    """The columns of the grid: code, name, amounts, 与支出相差."""
    rows = side.rows
    code, name = (rows.code_heading, rows.name_heading) if rows else (("科目编码",), ("科目名称",))
    return (
        replace(columns.FUNCTION, key=FUNCTION, title=code[-1], group=_group(code), width=5.2),
        GridColumn(
            NAME,
            name[-1],
            ColumnKind.COMPUTED,
            18.0,
            group=_group(name),
            origin="由功能科目带出",
            least=_LEAST_NAME,
            names=FUNCTION,
        ),
        *(income.column for income in amounts),
        GridColumn(GAP, "与支出相差", ColumnKind.COMPUTED, 6.2, alignment=Align.CENTER),
    )


def _grid_column(column: AmountColumn) -> GridColumn:
    """Drops 收入 from the end of a title whose upper heading ends in 收入."""
    group = _group(column.heading)
    title = column.heading[-1]
    short = title.removesuffix("收入") or title
    shown = short if group.endswith("收入") else title
    also = (title, short) if title != short else ()
    return GridColumn(column.id, shown, ColumnKind.AMOUNT, 5.7, editable=not column.sum, group=group, hint=HINT, also=also)


def _group(heading: Sequence[str]) -> str:
    return heading[-2] if len(heading) > 1 else ""


def _slots(side: TableSide, column: AmountColumn) -> frozenset[Slot]:
    filters = [replace(side.column(leaf).where, function=None) for leaf in leaves(side.columns, column.id)]
    return frozenset(slot for slot in _ALL_SLOTS if any(where.takes(Key(source=slot[0], carried=slot[1])) for where in filters))
