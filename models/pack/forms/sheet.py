"""绩效目标表 as data: its head, its money, goals and indicator grid as the place prints them, and the words that are checked."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Final

from msgspec import Struct, field

from models.book.sheet_fields import COLUMN_WORDS, FIELD_WORDS, GRID_TEXTS, TARGET_PARTS, TYPED_MONEY
from models.values.amount_style import WAN, AmountStyle

SHEET: Final = "sheet"
TABLE: Final = "table"
LAYOUTS: Final = (SHEET, TABLE)
"""A sheet for each project, or one table for all of them."""

FIELD_KINDS: Final = ("text", "choice", "date", "amount")
"""What a declared field of the head may hold."""

MONEY: Final = {
    "budget": "预算数", "fiscal": "财政资金", "other": "其他资金", "fiscal_current": "当年财政拨款",
    "fiscal_carried": "上年结转资金", "superior": "上级资金", "own": "本级资金", "term_budget": "实施期资金总额", **TYPED_MONEY,
}  # fmt: skip
"""The amounts that a head may show, and their names where the form has no label of its own.

All are sums of the project's money but those of ``TYPED_MONEY``; ``term_budget`` is the sum of these two.
"""

DEPARTMENT_SUMS: Final = ("budget", "fiscal", "other", "fiscal_current", "fiscal_carried")
"""Amounts of ``MONEY`` that the sheet of a whole department shows too: there they are those of all its spending."""

DEPARTMENT_MONEY: Final = {
    **{name: MONEY[name] for name in DEPARTMENT_SUMS}, "basic": "基本支出", "staff": "人员经费", "office": "公用经费",
    "project": "项目支出", "remaining": "经营、上解和补助支出", "general": "一般公共预算拨款",
    "government_fund": "政府性基金预算拨款", "state_capital": "国有资本经营预算拨款", "fiscal_account": "财政专户管理资金",
    "unit_funds": "单位资金",
}  # fmt: skip
"""The amounts that the sheet of a whole department may show: by kind of spending, and by where the money comes from.

All follow from the lines of the budget. ``basic``, ``project`` and ``remaining`` add up to ``budget``; so do the last five.
"""

OWN_FIELDS: Final = ("code", "name", "use")
"""Fields of every project that a head may show."""

BOOK_FIELDS: Final = ("unit", "year")
"""What a head may show of the book: 填报单位 and 预算年度."""

PERIODS: Final = {"year": "", "term": "term", "q1": "q1", "q2": "q2", "q3": "q3", "q4": "q4"}
"""The id of a block of goals → ``Goal.period``."""

PROJECT_COLUMNS: Final = ("unit_name", "code", "name_of_project", *MONEY, "goals", "goals_of_term")
"""Columns of a table for all projects that say something of the whole project, in one merged cell."""


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


class SheetField(Struct, frozen=True):
    """A field of the head that this place asks for; what is typed stays with the project under its ``id``."""

    id: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False

    @property
    def field(self) -> str:
        """The field of the project (``models.book.list_lines``): ``text:department``, ``amount:loan``."""
        return f"{'amount' if self.kind == 'amount' else 'text'}:{self.id}"


class HeadCell(Struct, frozen=True):
    """A cell of the head: a ``label``, or what ``show`` names (a field, an amount). It spans ``columns`` and ``rows``."""

    label: str = ""
    show: str = ""
    columns: int = 1
    rows: int = 1


class HeadRow(Struct, frozen=True):
    """A row of the head: (column from 1, cell); columns below a cell that goes on are left out."""

    cells: tuple[tuple[int, HeadCell], ...]


class GoalBlock(Struct, frozen=True):
    """Goals under one label; ``id`` is a key of ``PERIODS``."""

    id: str
    label: str

    @property
    def period(self) -> str:
        """``Goal.period`` of these goals."""
        return PERIODS[self.id]


class IndicatorColumn(Struct, frozen=True):
    """A column of the grid: ``heading`` lists its cells from the top down, ``span`` is how many columns of the sheet it takes."""

    id: str
    heading: tuple[str, ...]
    span: int = 1

    @property
    def title(self) -> str:
        """The heading nearest to the cells, by which messages name the column."""
        return self.heading[-1]


class TaskForm(Struct, frozen=True):
    """年度主要任务: its label and the headings of name, content, total, fiscal and other money."""

    label: str
    headings: tuple[str, ...]
    total: str = ""
    """The label of the row with the sums; "": none."""
    equals: str = ""
    """The amount of the head that the tasks have to add up to; "": they may be a part of the budget."""


class SheetForm(Struct, frozen=True):
    """绩效目标表: the layout, the wording and the starting values of a project sheet.

    ``widths`` are the columns of the sheet in characters, ``other_widths`` what they may be instead on a sheet of more than a page
    (those print that take the fewest pages). With ``typed_amounts`` money prints as it was typed, with its unit in the
    cell; else in the style ``amounts``. ``plan_unit`` is "wan" or "percent"; without ``months`` there is no plan.
    ``required`` are the 二级指标 that every sheet should have; ``roles`` says which 一级 or 二级指标 is the quantity, timeliness,
    cost or satisfaction one. ``no_basis`` are words that do not count as a 依据. ``synonyms`` are other words for a 一级 or 二级
    指标, ``also`` other words for a label or a heading (text → id). ``signs`` are the words for a sign (≥ → 大于等于).
    ``weight_total`` is what the 权重 or 分值 of a sheet add up to; 0: nothing is expected.

    ``merge`` are the columns of which equal cells below each other print as one. ``grid_label`` stands beside the whole grid, in a
    column before those of ``columns``. In a table for all projects ``subtotal`` begins a row with the sums of each 单位, and
    ``total`` one with those of all, below their projects or, with ``total_first``, above them.
    """

    title: str
    head: str
    labels: Mapping[str, str]
    columns: tuple[IndicatorColumn, ...]
    rows: tuple[HeadRow, ...]
    widths: tuple[float, ...]
    goals: tuple[GoalBlock, ...]
    dimensions: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    layout: str = SHEET
    subtitle: str = ""
    fields: tuple[SheetField, ...] = ()
    months: tuple[str, ...] = ()
    plan_label: str = ""
    plan_unit: str = "wan"
    amounts: AmountStyle = WAN
    typed_amounts: bool = False
    goal_label: str = ""
    goals_beside: bool = False
    tasks: TaskForm | None = None
    other_widths: tuple[tuple[float, ...], ...] = ()
    grid_label: str = ""
    merge: tuple[str, ...] = ("dimension",)
    subtotal: str = ""
    total: str = ""
    total_first: bool = False
    notes: tuple[str, ...] = ()
    signs: Mapping[str, str] = field(default_factory=dict)
    weight_total: float = 0
    orientation: str = "portrait"
    required: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    no_basis: frozenset[str] = frozenset()
    starters: tuple[UsedIndicator, ...] = ()
    """Common indicators, to begin an empty sheet with."""
    name: str = ""
    """Where this layout is used, for a list to choose from."""

    @property
    def is_printed(self) -> bool:
        """Whether the place has 绩效目标表 at all."""
        return bool(self.title)

    @property
    def grid(self) -> tuple[IndicatorColumn, ...]:
        """The columns of single indicators: all, without those of a table for all projects that are of the whole project."""
        return tuple(column for column in self.columns if column.id not in PROJECT_COLUMNS)

    def has_column(self, column_id: str) -> bool:
        """Whether the grid has a column; for ``target`` also whether it has a part of it."""
        shown = {column.id for column in self.columns}
        return column_id in shown or (column_id == "target" and not shown.isdisjoint(TARGET_PARTS))

    def heading(self, column_id: str) -> str:
        """The heading of a column as the form prints it, or as it is usually called."""
        found = next((column.title for column in self.columns if column.id == column_id), "")
        return found or USUAL_HEADINGS.get(column_id, column_id)

    def label(self, name: str) -> str:
        """The name of a field or an amount of the head as the form prints it, or as it is usually called."""
        declared = next((field.label for field in self.fields if field.id == name), "")
        return self.labels.get(name) or declared or FIELD_WORDS.get(name, name)

    def shows(self, name: str) -> bool:
        """Whether the head, or a column of the table for all projects, shows a field or an amount."""
        in_rows = any(cell.show == name for row in self.rows for _, cell in row.cells)
        column = "name_of_project" if name == "name" else name
        return in_rows or any(each.id == column for each in self.columns if each.id in PROJECT_COLUMNS)


USUAL_HEADINGS: Final = {
    **COLUMN_WORDS, "unit_name": "单位名称", "name_of_project": "项目名称", "goals": "年度目标", "goals_of_term": "总体目标",
}  # fmt: skip

USUAL_LABELS: Final = {
    "code": "项目编码", "name": "项目名称", "use": "资金用途", "goals": "绩效目标", "unit": "填报单位", "year": "预算年度", **MONEY,
    "fiscal": "其中：财政资金",
}  # fmt: skip


def head_row(cells: Sequence[tuple[str, str]], spans: Sequence[int]) -> HeadRow:
    """A row of (label, show) cells side by side."""
    at = [1 + sum(spans[:i]) for i in range(len(cells))]
    made = [HeadCell(label, show, span) for (label, show), span in zip(cells, spans, strict=True)]
    return HeadRow(tuple(zip(at, made, strict=True)))


def usual_rows(labels: Mapping[str, str], width: int) -> tuple[HeadRow, ...]:
    """The head of a form that prints none of its own: code, name, money and use, to type in; ``width`` columns, six or more."""
    money = [cell for name in ("budget", "fiscal", "other") for cell in ((labels[name], ""), ("", name))]
    return (
        head_row([(labels["code"], ""), ("", "code"), (labels["name"], ""), ("", "name")], (1, 1, 1, width - 3)),
        head_row(money, (1, 1, 1, 1, 1, width - 5)),
        head_row([(labels["use"], ""), ("", "use")], (1, width - 1)),
    )


_WIDTHS: Final = (11.5, 13.5, 15.0, 19.0, 12.5, 22.0)

NO_SHEET: Final = SheetForm(
    title="",
    head="",
    labels=USUAL_LABELS,
    columns=tuple(IndicatorColumn(name, (USUAL_HEADINGS[name],)) for name in GRID_TEXTS),
    rows=usual_rows(USUAL_LABELS, 6),
    widths=_WIDTHS,
    goals=(GoalBlock("year", USUAL_LABELS["goals"]),),
    dimensions={},
)
"""The form of a place without 绩效目标表: only the labels of a project's code, name and budget are used."""
