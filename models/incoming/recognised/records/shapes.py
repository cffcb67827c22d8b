"""The lists that are known: 政府采购, 固定资产, 机构设置, the lists of a pack, the spending of an export of the one-system.

A pack's own headings are known with all words above them; the words of the trade (``heading_words``) stand for them elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from models.incoming.clipboard.heading_words import VARIANTS
from models.incoming.clipboard.source_words import SOURCE_WORDS, UNIT_FUNDS
from models.incoming.recognised.headings import AMOUNT
from models.incoming.recognised.records.shape import COUNT, TEXT, ListField, ListShape
from models.pack.forms import lists
from models.pack.forms.contents import ASSETS, LIST, PROCUREMENT
from models.pack.forms.lists import ListForm
from models.pack.forms.pack import Pack
from models.pack.forms.records import AssetForm, RecordForm

_PLACEHOLDER: Final = re.compile(r"\{\w+\}")
AGENCIES: Final = "agencies"
SPENDING: Final = "spending"
"""The kinds beside those of a pack's contents."""

NO_PAGE: Final = ""
OWN: Final = "own"
"""单位资金 together."""

_PURCHASES: Final[Mapping[str, str]] = {
    "project": "所属项目 项目名称 来源项目 预算项目 项目来源 预算项目名称 采购来源项目",
    "project_code": "项目编码 项目代码",
    "name": "采购物品名称 采购内容 采购标的 采购品目 采购标的名称 物资名称 采购品名",
    "catalogue": "政府采购目录序号 品目代码 采购品目代码 政府采购品目编码 采购目录代码 目录序号",
    "measure": "计量单位",
    "quantity": "数量 采购数量 计划采购数量",
    "price": "单价 采购单价 预算单价",
    "amount": "采购预算 采购预算金额 政府采购金额 预算总价 采购预算数 总金额 采购总价 合计",
    "small_firms": "预留中小微企业份额 面向中小企业预留份额 预留中小企业份额 预留中小企业金额 面向中小微企业预留金额",
    "source": "资金来源 采购资金来源",
}
_PURCHASE_KINDS: Final = {"quantity": COUNT, "price": AMOUNT, "amount": AMOUNT, "small_firms": AMOUNT, "budget": AMOUNT}
_ABOVE_MONEY: Final = frozenset({
    "资金来源", "金额", "预算金额", "预算数", "本年预算", "本年预算数", "其中", "财政拨款", "预算资金", "资金性质", "预算资金来源",
})  # fmt: skip
_ABOVE_PURCHASES: Final = _ABOVE_MONEY | frozenset({
    "采购金额", "政府采购金额", "采购预算", "政府采购预算", "采购资金来源", "政府采购项目来源", "采购项目来源",
    "政府采购", "采购预算金额", "采购资金",
})  # fmt: skip
SOURCE: Final = "source:"
"""Begins the id of a column of money from one source."""


def purchases(form: RecordForm | None) -> ListShape:
    """政府采购, with the headings of a pack's form where it has one."""
    headings: dict[str, list[tuple[str, ...]]] = {}
    for column in form.columns if form is not None else ():
        headings.setdefault(_purchase_field(column.field, column.show, column.source), []).append(_words(column.heading))
    words = {name: {*text.split(), *VARIANTS.get(name, ())} for name, text in _PURCHASES.items()}
    words["budget"] = {"预算资金", "项目预算数", "项目预算资金", "项目预算金额"}
    named = (ListField(name, _PURCHASE_KINDS.get(name, TEXT), words=frozenset(own)) for name, own in words.items())
    fields = [replace(field, headings=tuple(headings.get(field.id, ()))) for field in (*named, *_of_sources())]
    return ListShape(
        PROCUREMENT, "政府采购", tuple(fields), frozenset({"name", "catalogue"}),
        (frozenset({"name"}), frozenset({"catalogue"}), frozenset({"amount", "price"})), _ABOVE_PURCHASES,
        form.amounts.unit if form is not None else "万元",
    )  # fmt: skip


def _of_sources() -> Iterator[ListField]:
    """A column of money for each source."""
    words: dict[str, set[str]] = {f"{SOURCE}{OWN}": {*UNIT_FUNDS}}
    for word, source in SOURCE_WORDS.items():
        words.setdefault(f"{SOURCE}{source}", set()).add(word)
    yield from (ListField(name, AMOUNT, words=frozenset(own)) for name, own in words.items())


def _purchase_field(field: str, show: str, sources: frozenset[str] | None) -> str:
    if show == "project_budget":
        return "budget"
    if field == "amount" and sources:
        return f"{SOURCE}{next(iter(sources)) if len(sources) == 1 else OWN}"
    return field


def assets(form: AssetForm | None) -> ListShape:
    """固定资产占用情况表: item, quantity, value."""
    own: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    if form is not None:
        own = {name: ((heading,),) for name, heading in zip(("item", "quantity", "value"), form.headings, strict=True)}
    words = {
        "item": "项目 资产名称 资产类别 资产分类 类别 资产项目 固定资产项目 固定资产类别",
        "quantity": "数量 资产数量 数量(面积) 数量/面积 数量或面积",
        "value": "价值 资产价值 价值(金额单位) 金额 价值金额",
    }
    kinds = {"quantity": COUNT, "value": AMOUNT}
    fields = [ListField(name, kinds.get(name, TEXT), own.get(name, ()), frozenset(w.split())) for name, w in words.items()]
    unit = form.amounts.unit if form is not None else "万元"
    return ListShape(ASSETS, "固定资产", tuple(fields), frozenset({"item"}), unit=unit, has_sums=False)


def agencies() -> ListShape:
    """机构设置: the bodies of the department with 单位性质, 单位规格 and 经费保障形式."""
    words = {
        "name": "单位名称 机构名称 预算单位名称 单位 机构 预算单位 所属单位 所属单位名称",
        "nature": "单位性质 机构性质 性质 单位类型 单位类别",
        "rank": "单位规格 机构规格 规格 单位级别 机构级别 级别 行政级别",
        "support": "经费保障形式 经费保障方式 经费形式 经费来源 经费保障 经费供给方式 经费来源形式",
    }
    fields = tuple(ListField(name, words=frozenset(text.split())) for name, text in words.items())
    telling = (frozenset({"name"}), frozenset({"nature"}), frozenset({"rank", "support"}))
    return ListShape(AGENCIES, "机构设置", fields, frozenset({"name"}), telling)


def of_form(form: ListForm) -> ListShape:
    """A list that a pack declares, by the headings of its columns."""
    fields = tuple(ListField(column.field, _KINDS.get(column.kind, TEXT), (_words(column.heading),)) for column in form.columns)
    needed = tuple(frozenset({field.id}) for field in fields)
    return ListShape(form.page, form.name, fields, frozenset(field.id for field in fields), needed, unit=form.amounts.unit)


_KINDS: Final = {lists.AMOUNT: AMOUNT, lists.COUNT: COUNT}


def _words(heading: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.sub("", text) for text in heading)


# --- the one-system

_SPENDING: Final[Mapping[str, str]] = {
    "unit_code": "单位编码 预算单位编码 单位代码 预算单位代码",
    "unit": "单位名称 预算单位 预算单位名称 单位 基层单位 单位编码及名称 单位编码-名称",
    "code": "项目编码 项目代码 项目编号 预算项目编码 预算项目代码 二级项目编码",
    "name": "项目名称 预算项目名称 项目 预算项目 二级项目名称 项目支出名称",
    "kind": "项目类别 支出类型 支出类别 项目类型 项目大类 支出性质 项目分类",
    "function": "功能分类科目编码 功能科目编码 支出功能分类科目 支出功能分类科目编码 支出功能分类编码 功能分类编码 功能科目代码",
    "function_name": "功能分类科目名称 功能科目名称 支出功能分类科目名称 支出功能分类名称 功能分类名称",
    "economic": """
        部门经济分类科目 部门经济分类科目编码 部门预算支出经济分类 部门支出经济分类 部门支出经济分类编码 部门支出经济分类科目编码
    """,
    "economic_name": "部门经济分类科目名称 部门经济分类名称 部门支出经济分类名称 部门支出经济分类科目名称",
    "government": """
        政府经济分类 政府预算支出经济分类 政府支出经济分类 政府经济分类科目 政府经济分类编码 政府支出经济分类编码
        政府经济分类科目编码 政府支出经济分类科目编码
    """,
    "government_name": "政府经济分类名称 政府支出经济分类名称 政府经济分类科目名称 政府支出经济分类科目名称",
    "source": "资金性质 资金来源 资金性质名称 资金来源名称 预算来源 资金类型",
    "carried": "是否结转 资金年度 是否上年结转 结转标识 是否结转资金",
    "level": "资金级次 指标来源 资金层级",
    "amount": """
        预算金额 金额 预算数 本年预算 本年预算数 年初预算数 批复金额 批复数 预算批复数 项目金额 年初预算 本年预算金额 年度预算数
        年初预算金额 合计 总计 下达金额
    """,
    "use": "资金用途 项目概况 项目描述 用途",
}


def spending() -> ListShape:
    """The spending by project that the one-system exports: a row for each project, function code, economic code and source."""
    words = {
        name: {*text.split(), *(VARIANTS[name] if name in {"function", "economic"} else ())} for name, text in _SPENDING.items()
    }
    for name in ("function_name", "economic_name"):
        words[name] |= {*VARIANTS[name]}
    fields = (
        *(ListField(name, AMOUNT if name == "amount" else TEXT, words=frozenset(own)) for name, own in words.items()),
        *_of_sources(),
    )
    telling = (
        frozenset({"name"}), frozenset({"amount"}), frozenset({"function", "function_name"}),
        frozenset({"economic", "economic_name", "source", "kind", "government"}),
    )  # fmt: skip
    above = frozenset({"项目", "支出", "科目", "项目信息", "单位", *_ABOVE_MONEY})
    return ListShape(NO_PAGE, "项目支出", fields, frozenset({"name", "code"}), telling, above, unit="元")


def shapes_of(pack: Pack | None) -> Iterator[tuple[str, str, ListShape]]:
    """(kind, id, shape) of every list that is known by its headings alone, those of the pack first."""
    for form in pack.lists if pack is not None else ():
        yield LIST, form.id, of_form(form)
    yield PROCUREMENT, "", purchases(pack.procurement if pack is not None else None)
    yield AGENCIES, "", agencies()
    yield SPENDING, "", spending()
