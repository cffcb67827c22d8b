"""The words that other programs and published tables print above columns, by the field and the year that they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from models.book import terms
from models.incoming.clipboard.source_words import SOURCE_WORDS, UNIT_FUNDS

FUNCTION: Final = "function"
ECONOMIC: Final = "economic"
_CODE_WORDS: Final = ("科目", "科目编码", "科目代码", "编码", "代码")
_NAME_WORDS: Final = ("科目名称", "名称")
_FUNCTION_WORDS: Final = ("功能", "功能分类", "支出功能分类", "功能科目", "支出功能")
_ECONOMIC_WORDS: Final = (
    "经济", "经济分类", "支出经济分类", "部门经济分类", "支出部门经济分类", "部门预算支出经济分类", "经济科目", "部门预算经济分类",
)  # fmt: skip


def _joined(stems: Sequence[str], endings: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem.removesuffix("科目") + ending for stem in stems for ending in endings)


VARIANTS: Final[Mapping[str, tuple[str, ...]]] = {
    FUNCTION: (*_FUNCTION_WORDS, *_joined(_FUNCTION_WORDS, _CODE_WORDS)),
    "function_name": _joined(_FUNCTION_WORDS, _NAME_WORDS),
    ECONOMIC: (*_ECONOMIC_WORDS, *_joined(_ECONOMIC_WORDS, _CODE_WORDS)),
    "economic_name": _joined(_ECONOMIC_WORDS, _NAME_WORDS),
    "source": ("资金性质", "来源", "经费来源", "资金类别", "资金来源性质"),
    "carried": ("是否结转", "资金年度", "结转", "本年或结转"),
    "amount": (
        "金额", "预算数", "预算金额", "本年预算数", "年初预算数", "预算", "支出金额", "批复数", "本年预算", "采购金额", "总价",
        "年初预算", "预算安排", "预算安排数", "本年预算安排", "年度预算", "年度预算数", "安排金额", "批复金额", "金额合计",
        "合计", "小计",
    ),
    "note": ("备注", "说明"),
    "kind": ("支出类型", "类别"),
    "name": ("采购项目名称", "采购品目名称", "品目名称", "物品名称", "货物名称", "指标名称"),
    "catalogue": ("采购目录序号", "采购目录", "品目编码", "采购品目编码", "采购目录编码"),
    "measure": ("计量单位",),
    "quantity": ("采购数量",),
    "price": ("采购单价",),
    "small_firms": ("预留中小微企业金额", "面向中小企业预留", "面向中小企业预留金额", "中小企业预留"),
    "project": ("项目名称", "所属项目"),
    "sub_unit": ("预算单位", "预算单位名称", "所属预算单位", "下属单位", "基层单位", "基层预算单位"),
    "target": ("目标值",),
    "description": ("指标描述", "指标说明"),
    "basis": ("指标值依据", "确定依据", "设定依据"),
}  # fmt: skip
"""Names that the columns of other programs and of published tables usually have, by field."""

EITHER: Final[Mapping[str, tuple[str, str]]] = {
    **dict.fromkeys(_CODE_WORDS, (FUNCTION, ECONOMIC)),
    **dict.fromkeys(_NAME_WORDS, ("economic_name", "function_name")),
}
"""Headings that do not say which classification they mean: the cells below decide."""

KNOWN: Final = frozenset({*EITHER, "万元", "元", *(word for words in VARIANTS.values() for word in words)})
"""Words that stand in a row of headings, also below other headings (科目编码, 万元)."""

SUMS: Final = frozenset({"合计", "小计", "总计"})
"""Headings of a sum over the columns beside it: not the amount of a line when those are kinds of spending or sources."""

KIND_WORDS: Final[Mapping[str, str]] = {
    **{name: kind for kind, name in terms.KINDS.items()},
    "上缴上级支出": "remitted_up", "事业单位经营支出": "business", "对下级单位补助支出": "granted_down",
}  # fmt: skip
"""The words for a kind of spending → a key of ``terms.KINDS``."""

SPENDING_KINDS: Final = frozenset(KIND_WORDS)
"""Headings of the money of one kind of spending."""

SOURCES: Final = frozenset({*SOURCE_WORDS, *UNIT_FUNDS, "财政拨款", "上年结转"})
"""Headings of the money from one source."""

_YEAR: Final = re.compile(r"(?:19|20|21)\d\d(?=年)")
_NO_FIGURE_OF_YEAR: Final = re.compile(r"执行|决算|增减|比|差|调整|追加")
_OF_TIME: Final = re.compile(r"^(?:上年|去年|本年|当年)(?!结转|结余|收入|支出)|增减|增[长加]|减少|执行|决算|调整预?算?数?$")
_BUDGET: Final = frozenset(VARIANTS["amount"]) - SUMS
"""Headings of the money of a budget, whose year they do not name."""


def is_of_year(heading: str, year: int) -> bool:
    """Whether a heading names this year and no other, and no sum of it or difference to it."""
    years = set(_YEAR.findall(heading))
    return (years == {str(year)} or (not years and heading.startswith("本年"))) and not _NO_FIGURE_OF_YEAR.search(heading)


def is_the_budget(heading: str, year: int) -> bool:
    """Whether the figures below a heading are those of the year's budget, beside others of the same money (上年数, 增减额)."""
    return heading in _BUDGET or is_of_year(heading, year)


def tell_years(headings: Sequence[str]) -> bool:
    """Whether headings that stand below another divide its figures by year: 上年数, 本年数, 增减额."""
    times = [bool(_OF_TIME.search(heading) or _YEAR.search(heading)) for heading in headings]
    return any(times) and all(is_time or heading in _BUDGET for heading, is_time in zip(headings, times, strict=True))
