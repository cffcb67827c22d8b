"""The forms of a county as data. Nothing here is evaluated as code.

``models.pack.reader`` builds these values from TOML and rejects anything outside this vocabulary.
"""

import re
from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Final

from msgspec import Struct, field

from models.pack.filters import EVERYTHING, CellRef, Filter
from models.pack.narrative_form import NarrativeForm


class OfferOrigin(IntEnum):
    """Where a suggested indicator text comes from; the preferred source first."""

    BOOK = 0
    EARLIER = 1
    STARTER = 2


class UsedIndicator(Struct, frozen=True):
    """An indicator from some sheet; ``project`` is the name of its project, ``times`` how many sheets have exactly this one."""

    category: str = ""
    name: str = ""
    description: str = ""
    target: str = ""
    basis: str = ""
    project: str = ""
    times: int = 1
    origin: OfferOrigin = OfferOrigin.BOOK


_PARTNERS: Final = {"function": "economic", "economic": "function"}


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

    @property
    def name(self) -> str:
        """The short title, or the title where there is none."""
        return self.short_title or self.title


class RecordColumn(Struct, frozen=True):
    """A column of a record form (政府采购): its heading, the ``field`` of the line it shows, and how (``show``)."""

    id: str
    heading: tuple[str, ...]
    field: str
    show: str = "text"
    source: frozenset[str] | None = None
    width: float = 0


class RecordForm(Struct, frozen=True):
    """A list form beside the official tables: one row per line of ``lines``, in the pack's columns."""

    id: str
    title: str
    lines: str
    columns: tuple[RecordColumn, ...]
    notes: tuple[str, ...] = ()
    empty_note: str = ""
    orientation: str = "landscape"
    total: str = ""


class AssetRow(Struct, frozen=True):
    """A row of 固定资产占用情况表. ``sum`` lists the rows that it adds up; ``part_of`` is the row that it is a part of (其中)."""

    id: str
    label: str
    sum: tuple[str, ...] = ()
    part_of: str = ""


class AssetForm(Struct, frozen=True):
    """固定资产占用情况表: fixed rows with quantity and value. ``as_of`` is ``12-31`` of the year before."""

    title: str
    head: str
    headings: tuple[str, str, str]
    rows: tuple[AssetRow, ...]
    orientation: str = "portrait"

    def label(self, item: str) -> str:
        """The label of a row; "" when the form does not have it."""
        return next((row.label for row in self.rows if row.id == item), "")


class SheetForm(Struct, frozen=True):
    """绩效目标表: the wording and the starting values of a project sheet.

    ``amounts`` is "wan" (two decimals) or "typed" (as written, with the unit in the cell); ``plan_unit`` is "wan" or "percent".
    ``required`` are the 二级指标 that every sheet should have; ``roles`` says which 一级 or 二级指标 is the quantity, timeliness,
    cost or satisfaction one. ``no_basis`` are words that do not count as a 依据.
    """

    title: str
    head: str
    labels: Mapping[str, str]
    indicator_headings: tuple[str, ...]
    months: tuple[str, ...]
    plan_label: str
    plan_unit: str
    amounts: str
    goal_label: str
    use_row: bool
    dimensions: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, str]
    orientation: str = "portrait"
    required: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    no_basis: frozenset[str] = frozenset()
    starters: tuple[UsedIndicator, ...] = ()
    """Common indicators, to begin an empty sheet with."""


class CoverForm(Struct, frozen=True):
    """封面: title (with ``{year}``), its lines as (label, field of Unit or Book) and the words where the seal goes."""

    title: str
    lines: tuple[tuple[str, str], ...]
    seal: str
    contents_title: str


class Equation(Struct, frozen=True):
    """A reconciliation rule (勾稽关系) between cells: sum of ``left`` ``relation`` (=, <=, >=) sum of ``right``."""

    code: str
    rule: str
    left: tuple[CellRef, ...]
    right: tuple[CellRef, ...]
    relation: str = "="
    severity: str = "错误"
    level: int = 0
    left_name: str = ""
    right_name: str = ""
    hint: str = ""


class CodeLink(Struct, frozen=True):
    """An economic code and the function code that it usually goes with (30108 → 2080505)."""

    economic: str
    function: str


class ProjectCodeRegions(Struct, frozen=True):
    """Regions (prefixes of a 项目编码) whose codes certainly or likely end in a check character."""

    certain: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()


class ProcurementLimits(Struct, frozen=True):
    """Yearly limits in fen; 0: not known in this county, not checked."""

    goods: int = 0
    works: int = 0
    open_tender: int = 0


class Pack(Struct, frozen=True):
    """A county's forms for a year."""

    id: str
    name: str
    issuer: str
    year: int
    version: str
    stages: tuple[str, ...]
    codes: str
    withheld_counts: bool
    head: Mapping[str, str]
    cover: CoverForm
    tables: tuple[TableSpec, ...]
    procurement: RecordForm
    assets: AssetForm
    sheet: SheetForm
    last_year: Mapping[str, str]
    equations: tuple[Equation, ...] = ()
    links: tuple[CodeLink, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    limits: ProcurementLimits = ProcurementLimits()
    figures: Mapping[str, CellRef] = field(default_factory=dict)
    """Cells that checks use by name (``project_spending``), so that no check names a table."""
    project_codes: ProjectCodeRegions = ProjectCodeRegions()
    narrative: NarrativeForm = field(default_factory=NarrativeForm)

    def table(self, table_id: str) -> TableSpec:
        """The table with this id. Raises ``KeyError``."""
        for spec in self.tables:
            if spec.id == table_id:
                return spec
        raise KeyError(table_id)


def version_numbers(version: str) -> tuple[int, ...]:
    """A version for comparison: ``1.10`` is newer than ``1.9``."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def partner_of(line: Any, field: str) -> str:
    """The code in the other code field of a line (function ↔ economic); "" where there is none."""
    return str(getattr(line, _PARTNERS.get(field, ""), ""))


def usual_codes(pack: Pack, field: str, partner: str) -> tuple[str, ...]:
    """The codes usual in ``field`` when the other code field holds ``partner``, in the pack's order."""
    if not partner or field not in _PARTNERS:
        return ()
    return tuple(getattr(link, field) for link in pack.links if getattr(link, _PARTNERS[field]) == partner)


def side_streams(side: TableSide) -> frozenset[str]:
    """The streams of facts that a side uses: its own and those of single lines."""
    return frozenset({side.facts, *(line.facts for line in side.lines if line.facts)})
