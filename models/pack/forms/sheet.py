"""绩效目标表 as data: wording, starting values, and the indicators offered for it."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from msgspec import Struct, field


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

    @property
    def is_printed(self) -> bool:
        """Whether the place has 绩效目标表 at all."""
        return bool(self.title)


NO_SHEET: Final = SheetForm(
    title="",
    head="",
    labels={
        "code": "项目编码", "name": "项目名称", "scale": "预算规模及资金用途", "budget": "预算数", "fiscal": "其中：财政资金",
        "other": "其他资金", "use": "资金用途", "goals": "绩效目标",
    },
    indicator_headings=("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),
    months=(),
    plan_label="",
    plan_unit="wan",
    amounts="wan",
    goal_label="",
    use_row=False,
    dimensions={},
    synonyms={},
)  # fmt: skip
"""The form of a place without 绩效目标表: only the labels of a project's code, name and budget are used."""
