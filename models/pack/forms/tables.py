"""An official table as data: its sides, columns, coded rows and fixed lines."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from typing import Final

from msgspec import Struct

from models.pack.filters import EVERYTHING, Filter
from models.values.amount_style import WAN, AmountStyle

TOTAL_ROW: Final = "total"
"""The id of the 合计 row of a coded table."""


class AmountColumn(Struct, frozen=True):
    """A column of amounts: either a filter or the sum of other columns. ``heading`` lists its cells from the top down."""

    id: str
    heading: tuple[str, ...]
    where: Filter = EVERYTHING
    sum: tuple[str, ...] = ()
    width: float = 0


class FixedLine(Struct, frozen=True):
    """A fixed row: a filter (over another stream if ``facts`` is set) or the sum of others. ``at`` is its row number, 0: the next.

    ``group_of`` is the id of the ``each`` that made it; a ``sum`` may name the whole group by it.
    """

    id: str
    label: str
    where: Filter | None = None
    facts: str = ""
    sum: tuple[str, ...] = ()
    at: int = 0
    bold: bool = False
    group_of: str = ""


class CodedRows(Struct, frozen=True):
    """Rows made from the codes in the book, with 类 and 款 rows above them."""

    by: str
    total: str
    code_heading: tuple[str, ...]
    name_heading: tuple[str, ...]


class TableSide(Struct, frozen=True):
    """One side of a table (收入 or 支出; most tables have one): label columns, amount columns, and coded rows or fixed lines."""

    facts: str
    columns: tuple[AmountColumn, ...]
    where: Filter = EVERYTHING
    rows: CodedRows | None = None
    lines: tuple[FixedLine, ...] = ()
    label_heading: tuple[str, ...] = ()
    label_width: float = 0

    def column(self, column_id: str) -> AmountColumn:
        """The column with this id. Raises ``KeyError``."""
        return next(c for c in self.columns if c.id == column_id)


class TableSpec(Struct, frozen=True):
    """One official table."""

    id: str
    title: str
    sides: tuple[TableSide, ...]
    orientation: str = "landscape"
    empty_note: str = ""
    short_title: str = ""
    amounts: AmountStyle = WAN

    @property
    def name(self) -> str:
        """The short title, or the title where there is none."""
        return self.short_title or self.title


def side_streams(side: TableSide) -> frozenset[str]:
    """The streams of facts that a side uses: its own and those of single lines."""
    return frozenset({side.facts, *(line.facts for line in side.lines if line.facts)})
