"""The Chinese names of the fields of the records, as the clerk sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from models.book.list_lines import ListLine
from models.book.records import (
    INDICATOR_TEXTS,
    OVERALL,
    AgencyLine,
    AssetLine,
    BasicLine,
    Book,
    CarryForwardLine,
    ChangeReason,
    Explanation,
    FundingLine,
    Goal,
    IncomeLine,
    Indicator,
    LastYearFigure,
    OtherLine,
    PlannedTask,
    PlanPoint,
    ProcurementLine,
    Project,
    Task,
    ThreePublicLine,
    TypedFigure,
    Unit,
    WrittenText,
)
from models.book.sheet_fields import COLUMN_WORDS
from models.pack.forms.lists import ListForm
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import NO_SHEET, SheetForm

_MONEY_LINE: Final = {
    "function": "功能科目",
    "source": "资金来源",
    "carried": "上年结转",
    "amount": "金额",
    "note": "备注",
}
FIELD_NAMES: Final[Mapping[type[Any], Mapping[str, str]]] = {
    Book: {"pack": "版式", "year": "预算年度", "stage": "预算阶段"},
    Unit: {
        "code": "单位编码",
        "name": "单位名称",
        "region": "区划代码",
        "head": "单位负责人",
        "finance_head": "财务负责人",
        "preparer": "填表人",
        "phone": "联系电话",
        "date": "填报日期",
        "approved": "批复日期",
    },
    BasicLine: _MONEY_LINE | {"economic": "经济科目", "sub_unit": "所属单位"},
    OtherLine: _MONEY_LINE | {"kind": "支出类别", "sub_unit": "所属单位"},
    FundingLine: _MONEY_LINE | {"sub_unit": "所属单位", "typed": "金额写法", "level": "上级或本级"},
    Goal: {"label": "目标序号", "text": "目标内容", "period": "目标期间"},
    PlanPoint: {"month": "月份", "value": "支出计划"},
    PlannedTask: {"name": "主要任务", "text": "主要内容", "fiscal": "财政资金", "other": "其他资金"},
    Indicator: {name: COLUMN_WORDS[name] for name in INDICATOR_TEXTS},
    Project: {
        "code": "项目编码",
        "name": "项目名称",
        "status": "项目状态",
        "use": "资金用途",
        "plan_label": "支出计划的标题",
        "note": "备注",
    },
    IncomeLine: _MONEY_LINE,
    CarryForwardLine: _MONEY_LINE,
    ThreePublicLine: {"item": "费用", "source": "资金来源", "amount": "金额", "sub_unit": "所属单位"},
    ProcurementLine: {
        "project": "所属项目",
        "origin": "资金出处",
        "name": "采购项目",
        "catalogue": "采购目录",
        "measure": "计量单位",
        "quantity": "数量",
        "price": "单价",
        "source": "资金来源",
        "amount": "金额",
        "small_firms": "面向中小企业金额",
    },
    AssetLine: {"item": "资产", "quantity": "数量", "value": "价值"},
    TypedFigure: {"item": "数据", "agency": "所属单位", "amount": "金额", "count": "数量"},
    LastYearFigure: {"item": "项目", "amount": "上年金额", "reason": "增减原因", "origin": "来源文件"},
    AgencyLine: {"name": "单位名称", "nature": "单位性质", "rank": "单位规格", "support": "经费保障形式"},
    WrittenText: {"item": "段落", "text": "内容"},
    Explanation: {"text": "说明"},
    ListLine: {},
    ChangeReason: {"stage": "对比的阶段", "text": "说明"},
    Task: {"text": "事项", "done": "办完"},
}
"""Record class → field → name. A field without a name here is internal and never shown."""


_LABELLED: Final = frozenset({"code", "name", "use"})
"""Fields of a project that 绩效目标表 has labels for."""

_TASK_HEADINGS: Final = {"name": 0, "text": 1, "fiscal": 3, "other": 4}
"""Field of a 年度主要任务 → position of its heading (``TaskForm.headings``)."""


def field_name(line: Any, field: str, pack: Pack | None = None, page: str = "") -> str | None:
    """The name of a field of a line, as the forms of the pack print it; None for a field that is never shown.

    Without a ``pack`` it is the usual name. ``page`` says whether a line of a sheet is of a project or of the whole department.
    """
    usual = FIELD_NAMES[type(line)].get(field)
    if isinstance(line, ListLine):
        return _column_name(line, field.partition(":")[2], pack.lists if pack is not None else ())
    if not isinstance(line, Project | Indicator | PlannedTask) or (usual is None and ":" not in field):
        return usual
    form = NO_SHEET if pack is None else pack.overall if page == OVERALL else pack.sheet
    return _sheet_name(line, field, form) or usual


def _column_name(line: ListLine, column: str, lists: Sequence[ListForm]) -> str:
    """The heading of a column of a record; its id where there is no form for it."""
    form = next((form for form in lists if form.id == line.form), None)
    return next((known.name for known in form.columns if known.id == column), column) if form is not None else column


def _sheet_name(line: Project | Indicator | PlannedTask, field: str, form: SheetForm) -> str:
    """The name of a field as a form of 绩效目标表 prints it, else the usual one; "" where no form prints it."""
    name = field.partition(":")[2] or field
    if isinstance(line, Indicator):
        return form.heading(name)
    if isinstance(line, PlannedTask):
        return form.tasks.headings[_TASK_HEADINGS[field]] if form.tasks is not None else ""
    return form.label(name) if ":" in field or name in _LABELLED else ""


INNER_NAMES: Final = {
    "funding": "资金",
    "plan": "支出计划",
    "goals": "绩效目标",
    "indicators": "绩效指标",
    "tasks": "年度主要任务",
}
"""The lists of a project's sheet."""

COVER_NAMES: Final = {**FIELD_NAMES[Unit], **FIELD_NAMES[Book]}
"""The fields of the cover."""
