"""The book: one unit, one year, one stage, as an immutable value made of lines.

Every amount is entered once, as a line; every official table is a view of the lines. All amounts are
``Amount`` (fen, unread text or None). Codes are text; ``""`` is a code that is still missing. Every line
has an ``id`` that is unique in its book and never reused: places, findings and database rows refer to it.
"""

# No deferred annotations: they are read at start-up, and each string would have to be compiled.
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final, Protocol

from msgspec import Struct

from models.book.fields import Cells
from models.book.list_lines import COLLECTION as LISTS
from models.book.list_lines import PAGE, CellLine, ListLine
from models.values.money import Amount


class Line(Protocol):
    """The interface of every line."""

    __struct_fields__: ClassVar[tuple[str, ...]]

    @property
    def id(self) -> int:
        """Unique in its book."""


class Unit(Struct, frozen=True):
    """填报单位: the cover. Everything is text as the clerk types it; ``approved`` is the day of the 批复."""

    code: str = ""
    name: str = ""
    region: str = ""
    head: str = ""
    finance_head: str = ""
    preparer: str = ""
    phone: str = ""
    date: str = ""
    approved: str = ""


class BasicLine(Struct, frozen=True):
    """基本支出: one function code × one economic code."""

    id: int
    function: str = ""
    economic: str = ""
    source: str = "general"
    carried: bool = False
    sub_unit: str = ""
    amount: Amount = None
    note: str = ""


class OtherLine(Struct, frozen=True):
    """经营支出, 上解上级支出 or 对附属单位补助支出 (``kind`` is one of ``terms.OTHER_KINDS``)."""

    id: int
    kind: str = "business"
    function: str = ""
    source: str = "business"
    carried: bool = False
    sub_unit: str = ""
    amount: Amount = None
    note: str = ""


class FundingLine(Struct, frozen=True):
    """One part of a project's money. ``typed`` is the amount as typed (「68.8506万元」), which some forms print.

    ``level`` is one of ``terms.FUNDING_LEVELS``, "" where nothing is said.
    """

    id: int
    function: str = ""
    source: str = "general"
    carried: bool = False
    sub_unit: str = ""
    amount: Amount = None
    typed: str = ""
    level: str = ""


class Goal(Struct, frozen=True):
    """One row of 绩效目标; ``label`` is 「目标1」 where the form prints one, ``period`` one of ``terms.GOAL_PERIODS``."""

    id: int
    label: str = ""
    text: str = ""
    period: str = ""


class PlanPoint(Struct, frozen=True):
    """One point of 资金支出计划: the month as the sheet prints it and the cell as typed (万元 or %)."""

    id: int
    month: str
    value: str = ""


class PlannedTask(Struct, frozen=True):
    """One row of 年度主要任务: what is to be done, with its money in fen."""

    id: int
    name: str = ""
    text: str = ""
    fiscal: Amount = None
    other: Amount = None


class Indicator(CellLine, frozen=True):
    """One row of the indicator grid: 一级, 二级, 三级指标, 绩效指标描述, 指标值, 指标值确定依据; further columns are ``cells``."""

    id: int
    dimension: str = ""
    category: str = ""
    name: str = ""
    description: str = ""
    target: str = ""
    basis: str = ""
    cells: Cells = ()


INDICATOR_TEXTS: Final = ("dimension", "category", "name", "description", "target", "basis")
"""The columns of the indicator grid that are fields of the record."""


class Project(CellLine, frozen=True):
    """项目 with its 绩效目标表. 预算数, 财政资金 and 其他资金 are sums of ``funding``; months and label belong to the sheet.

    ``cells`` are the further fields of its head (负责人, 立项依据 …). With ``scope`` DEPARTMENT it is no project but the
    绩效目标表 of the whole department (``Book.overall``), which has no money of its own.
    """

    id: int
    code: str = ""
    name: str = ""
    status: str = ""
    use: str = ""
    plan_label: str = ""
    funding: tuple[FundingLine, ...] = ()
    plan: tuple[PlanPoint, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[PlannedTask, ...] = ()
    note: str = ""
    scope: str = ""
    cells: Cells = ()


class IncomeLine(Struct, frozen=True):
    """A typed income figure (批复数) for one function code, source and year; None: computed from the lines."""

    id: int
    function: str = ""
    source: str = "general"
    carried: bool = False
    amount: Amount = None
    note: str = ""


class CarryForwardLine(Struct, frozen=True):
    """年终结转: money of a source that stays unspent at the year's end."""

    id: int
    function: str = ""
    source: str = "general"
    carried: bool = False
    amount: Amount = None
    note: str = ""


class ThreePublicLine(Struct, frozen=True):
    """“三公”经费: one item (``terms.THREE_PUBLIC_ITEMS``) out of one fiscal source."""

    id: int
    item: str = "abroad"
    source: str = "general"
    amount: Amount = None
    sub_unit: str = ""


class ProcurementLine(Struct, frozen=True):
    """One purchase. ``project`` is the id of the project that pays for it, or 0: then ``origin`` names the funding."""

    id: int
    project: int = 0
    origin: str = ""
    name: str = ""
    catalogue: str = ""
    measure: str = ""
    quantity: str = ""
    price: Amount = None
    source: str = "general"
    amount: Amount = None
    small_firms: Amount = None


class AssetLine(Struct, frozen=True):
    """One row of 固定资产占用情况表; ``item`` is a row id of the pack's form, ``quantity`` as typed."""

    id: int
    item: str = ""
    quantity: str = ""
    value: Amount = None


class TypedFigure(Struct, frozen=True):
    """One figure that no line gives: an ``amount``, or a ``count`` as typed. ``item`` is an id of the pack's [[typed]].

    ``agency`` is the name of the body that it is of; "": the department as a whole.
    """

    id: int
    item: str = ""
    agency: str = ""
    amount: Amount = None
    count: str = ""


class LastYearFigure(Struct, frozen=True):
    """One figure of last year's budget (``item`` is an id of the pack's list), for 比上年增减.

    ``origin`` says which file it was read from; "" for one that was typed.
    """

    id: int
    item: str = ""
    amount: Amount = None
    reason: str = ""
    origin: str = ""


class AgencyLine(Struct, frozen=True):
    """机构设置: one of the bodies that the department is made of, with its 单位性质, 单位规格 and 经费保障形式."""

    id: int
    name: str = ""
    nature: str = ""
    rank: str = ""
    support: str = ""


class WrittenText(Struct, frozen=True):
    """The clerk's text for one part of 情况说明; ``item`` is the id of a slot in the pack."""

    id: int
    item: str = ""
    text: str = ""


class WithheldAmount(Struct, frozen=True):
    """不予公开 (涉密): one amount per function code, with neither name nor text. Never leaves the database."""

    id: int
    function: str = ""
    source: str = "general"
    amount: Amount = None


class Explanation(Struct, frozen=True):
    """The clerk's reason for a 核实 finding, with the fingerprint of the values that it explains."""

    id: int
    code: str = ""
    place: str = ""
    fingerprint: str = ""
    text: str = ""


class ChangeReason(Struct, frozen=True):
    """The clerk's reason for one difference (``place``: its key) between this book and the unit's book of ``stage``."""

    id: int
    stage: str = ""
    place: str = ""
    text: str = ""


class Task(Struct, frozen=True):
    """Something that the clerk still has to do with the book, such as a note of 转入下一年; ``done`` when it is ticked off."""

    id: int
    text: str = ""
    done: bool = False


class Book(Struct, frozen=True):
    """One budget: ``pack`` is the id of its form; ``unit``, ``year`` and ``stage`` identify it."""

    pack: str
    year: int
    stage: str = ""
    unit: Unit = Unit()
    basic: tuple[BasicLine, ...] = ()
    others: tuple[OtherLine, ...] = ()
    projects: tuple[Project, ...] = ()
    overall: tuple[Project, ...] = ()
    income: tuple[IncomeLine, ...] = ()
    carry_forward: tuple[CarryForwardLine, ...] = ()
    three_public: tuple[ThreePublicLine, ...] = ()
    procurement: tuple[ProcurementLine, ...] = ()
    assets: tuple[AssetLine, ...] = ()
    typed: tuple[TypedFigure, ...] = ()
    last_year: tuple[LastYearFigure, ...] = ()
    agencies: tuple[AgencyLine, ...] = ()
    texts: tuple[WrittenText, ...] = ()
    withheld: tuple[WithheldAmount, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    change_reasons: tuple[ChangeReason, ...] = ()
    tasks: tuple[Task, ...] = ()
    lists: tuple[ListLine, ...] = ()
    next_id: int = 1


DEPARTMENT: Final = "department"
"""The ``scope`` of the 部门整体绩效目标表."""

OVERALL: Final = "overall"
"""The field of Book that holds the 部门整体绩效目标表: none or one."""

COLLECTIONS: Final = (
    "basic", "others", "projects", "overall", "income", "carry_forward", "three_public",
    "procurement", "assets", "typed", "last_year", "agencies", "texts", "withheld", "explanations",
    "change_reasons", "tasks", "lists",
)  # fmt: skip
"""The fields of Book that hold lines."""

FIXED_COLLECTIONS: Final = tuple(name for name in COLLECTIONS if name != LISTS)
"""Those whose lines have the same fields under every form."""

PROJECT_COLLECTIONS: Final = ("funding", "plan", "goals", "indicators", "tasks")
"""The fields of Project that hold lines."""


def pages_of(*books: Book) -> tuple[str, ...]:
    """The pages of lines of the books in order: the collections, and a page for each list that has records."""
    lists = dict.fromkeys(line.form for book in books for line in book.lists)
    return (*FIXED_COLLECTIONS, *(f"{PAGE}{form}" for form in lists))


def all_lines(book: Book) -> Iterator[Line]:
    """Every line of the book, a project before the lines inside it."""
    for name in COLLECTIONS:
        for line in getattr(book, name):
            yield line
            if isinstance(line, Project):
                for inner in PROJECT_COLLECTIONS:
                    yield from getattr(line, inner)


def cover_texts(book: Book) -> Mapping[str, str]:
    """Field of the cover → its text: the fields of the unit, ``year`` and ``stage``."""
    unit = {name: getattr(book.unit, name) for name in Unit.__struct_fields__}
    return {**unit, "year": str(book.year), "stage": book.stage}
