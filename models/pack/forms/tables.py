"""An official table as data: its sides, columns, coded rows and fixed lines."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from models.pack.filters import EVERYTHING, Filter
from models.values.amount_style import WAN, AmountStyle

TOTAL_ROW: Final = "total"
"""The id of the 合计 row of a coded table, and of the row of a table that has only one."""


class AmountColumn(Struct, frozen=True):
    """A column of amounts: a filter (over another stream if ``facts`` is set) or the sum of other columns.

    ``heading`` lists its cells from the top down.
    """

    id: str
    heading: tuple[str, ...]
    where: Filter = EVERYTHING
    sum: tuple[str, ...] = ()
    width: float = 0
    facts: str = ""


class FixedLine(Struct, frozen=True):
    """A fixed row: a filter (over another stream if ``facts`` is set) or the sum of others. ``at`` is its row number, 0: the next.

    ``group_of`` is the id of the ``each`` that made it; a ``sum`` may name the whole group by it.
    ``present`` makes a line of each 类 ("function", "economic") that the facts have; the row's id is the code of the 类, and
    ``numbering`` (one of ``NUMBERINGS``) stands before its name. A line that is ``last`` stands at the end of the table.
    """

    id: str
    label: str
    where: Filter | None = None
    facts: str = ""
    sum: tuple[str, ...] = ()
    at: int = 0
    bold: bool = False
    group_of: str = ""
    present: str = ""
    numbering: str = ""
    last: bool = False


class CodedRows(Struct, frozen=True):
    """Rows made from the codes in the book, with 类 and 款 rows above them.

    ``split`` are the headings of the columns that hold 类, 款, 项 each for itself; without it the code stands in one column.
    ``total_at`` is where the row ``total`` prints ("first", "last", "none"); ``total_across``: over code and name.
    ``indent`` is the number of characters by which the name moves in with every level.
    """

    by: str
    total: str
    code_heading: tuple[str, ...]
    name_heading: tuple[str, ...]
    split: tuple[str, ...] = ()
    total_at: str = "first"
    total_across: bool = False
    indent: int = 0


class TableSide(Struct, frozen=True):
    """One side of a table (收入 or 支出; most tables have one): label columns, amount columns, and coded rows or fixed lines.

    Lines without a ``label_heading`` have no label column: a table of one row.
    """

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

    @property
    def label_headings(self) -> tuple[tuple[str, ...], ...]:
        """The headings of the label columns, each from the top down."""
        if self.rows is None:
            return (self.label_heading,) if self.label_heading else ()
        code = self.rows.code_heading
        return (*((*code, part) for part in self.rows.split), self.rows.name_heading) if self.rows.split else (
            code, self.rows.name_heading
        )  # fmt: skip

    @property
    def present(self) -> FixedLine | None:
        """The line that stands for every 类 that is present, if any; a side has one at most."""
        return next((line for line in self.lines if line.present), None)


class TableSpec(Struct, frozen=True):
    """One official table.

    ``number``: with 序号; ``column_numbers``: with the row of 栏次. ``length`` is the least number of rows, filled up with blank
    ones; ``one_page``: printed smaller rather than on a second page. ``bold_totals``: rows that are bold print so, otherwise only
    centred. ``head`` replaces texts of the pack's head by their key.
    """

    id: str
    title: str
    sides: tuple[TableSide, ...]
    orientation: str = "landscape"
    empty_note: str = ""
    short_title: str = ""
    amounts: AmountStyle = WAN
    number: bool = True
    column_numbers: bool = True
    length: int = 0
    one_page: bool = False
    bold_totals: bool = True
    head: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The short title, or the title where there is none."""
        return self.short_title or self.title


def side_streams(side: TableSide) -> frozenset[str]:
    """The streams of facts that a side uses: its own and those of single lines and columns."""
    parts = (*(line.facts for line in side.lines), *(column.facts for column in side.columns))
    return frozenset({side.facts, *filter(None, parts)})


def line_takes(side: TableSide, line: FixedLine, stream: str) -> bool:
    """Whether a leaf line may hold facts of a stream: of its own, else of the side's and those of single columns."""
    if line.facts:
        return line.facts == stream
    return stream == side.facts or any(column.facts == stream for column in side.columns)


def column_takes(side: TableSide, column: AmountColumn, stream: str) -> bool:
    """Whether a leaf column may hold facts of a stream: of its own, else of the side's and those of single lines."""
    if column.facts:
        return column.facts == stream
    return stream == side.facts or any(line.facts == stream for line in side.lines)
