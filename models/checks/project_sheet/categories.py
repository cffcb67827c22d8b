"""一级、二级指标类型错误: an indicator whose name belongs to another 二级指标 than the one it stands under (K-15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from models.book.edits import Fix
from models.book.records import Indicator
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, IndicatorRow, each_sheet
from models.checks.wording import in_projects
from models.pack.forms.sheet import SheetForm
from models.values.target import MONEY
from models.values.text import plain_name, shorten

_UNIT: Final = re.compile(r"\([^()]{1,6}\)$")
_SATISFACTION: Final = re.compile("满意(?:度|率|程度)$")
_ABOUT_PEOPLE: Final = re.compile("满意|投诉|好评|认可|评价|评分|测评|评议|举报|信访|表扬|反馈|支持")
"""Words of a row that asks what people think of it, or counts what they say."""

_ASK: Final = "换成服务对象满意不满意的指标，例如群众满意度"
_TIMELY: Final = re.compile("(?:完成时间|完成时限|时限|期限|工期|及时(?:率|性|度)|准时率|按[时期][^,、]{0,8}率)$")
_LASTING: Final = re.compile("质保|保修|保质|使用|有效|影响|受益")
_COST: Final = re.compile("(?:成本|费用|单价|(?:补助|补贴|发放|奖励)标准)$")
_SAVED: Final = re.compile("节约|节省|降低|减少|下降")
_COUNT: Final = re.compile("(?:人数|人次|次数|户数|个数|数量|面积|里程)$")
_FAULTS: Final = re.compile("合格|达标|验收|通过|优|逾期|差错|错误|事故|投诉|失误|违规|违法|问题|故障|安全|延|及时|按时|按期")
"""Words of a number that says how well (质量) or how soon (时效) it was done: 逾期次数, 验收合格数量."""

_QUALITY: Final = re.compile("(?:合格|准确|正确|达标|优良|优秀|完好)率$")
_NOT_TIMELY: Final = re.compile("(?:合格|准确|正确|达标|优良|优秀|完好|覆盖|参与|参会|出勤|运转|运行|知晓|通过)率$")


class _Wrong(Struct, frozen=True):
    """Where a name belongs: the role whose 二级指标 it is, "" where no role has it; then ``remedy`` says where to put it."""

    role: str
    reason: str
    remedy: str = ""


@each_sheet
def name_belongs_to_its_category(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-15: 满意度, times, costs and counts stand under their own 二级指标 (VENDOR: 二级指标类型错误; EMP: four in seed A)."""
    for row in sheet.rows:
        wrong = _wrong(sheet.form, row)
        if wrong is not None:
            line, right = row.line, sheet.form.roles.get(wrong.role, "")
            yield CheckResult(
                message=f"{sheet.label}：“{shorten(line.name)}”写在“{line.category.strip()}”下面，{wrong.reason}",
                place=in_projects(line.id, "category"),
                other_place=in_projects(line.id, "name"),
                values=(("二级指标", line.category), ("三级指标", line.name), ("指标值", line.target)),
                remedy=wrong.remedy or f"移到“{right}”下面；是别的意思的，把名称写明",
                fix=_moved(sheet.form, line, wrong.role),
            )


def _wrong(form: SheetForm, row: IndicatorRow) -> _Wrong | None:
    name = _UNIT.sub("", plain_name(row.line.name))
    if not name or not row.category:
        return None
    if "satisfaction" in row.roles:
        asks = any(_ABOUT_PEOPLE.search(text) for text in (name, row.line.description))
        return None if asks or not _is_known(form, row) else _Wrong("", "名称、描述里都没有“满意”", _ASK)
    if _SATISFACTION.search(name):
        places = _categories(form, "satisfaction")
        return _Wrong("satisfaction", "它说的是满意度") if places and row.category not in dict(places) else None
    return _wrong_output(form, row, name) if row.dimension == _output(form) and "cost" not in row.roles else None


def _is_known(form: SheetForm, row: IndicatorRow) -> bool:
    """Whether 一级 and 二级 go together; else K-1 speaks."""
    return row.category in form.dimensions.get(row.dimension, ())


def _output(form: SheetForm) -> str:
    """The 一级指标 of quantities (产出指标): only there are the kinds of 二级指标 as far apart as their names."""
    quantity = form.roles.get("quantity", "")
    return next((name for name, below in form.dimensions.items() if quantity in below), "")


def _wrong_output(form: SheetForm, row: IndicatorRow, name: str) -> _Wrong | None:
    """A row of 产出 that belongs to another 二级指标 of the form."""
    timely, counted = "timeliness" in row.roles, "quantity" in row.roles
    if not timely and "timeliness" in form.roles and _TIMELY.search(name) and not _LASTING.search(name):
        return _Wrong("timeliness", "它说的是时间")
    if "cost" in form.roles and _COST.search(name) and row.target.unit in MONEY and not _SAVED.search(name):
        return _Wrong("cost", "它说的是成本")
    if not counted and _COUNT.search(name) and row.target.is_quantity and not _FAULTS.search(name):
        return _Wrong("quantity", "它说的是数量")
    quality = _QUALITY if counted else _NOT_TIMELY if timely else None
    if quality is not None and quality.search(name) and not re.search("时|期", name):
        return _Wrong("", "它说的是质量", "移到讲质量的二级指标下面；是别的意思的，把名称写明")
    return None


def _moved(form: SheetForm, line: Indicator, role: str) -> Fix | None:
    """Puts the row under the 二级指标 of a role, and under its 一级; None where the form has several for it."""
    places = _categories(form, role)
    if len(places) != 1:
        return None
    name, above = places[0]
    also = Fix("", line.id, "dimension", above) if plain_name(line.dimension) != above else None
    return Fix(f"改为{name}", line.id, "category", name, also)


def _categories(form: SheetForm, role: str) -> list[tuple[str, str]]:
    """The 二级指标 of a role, each with its 一级; all of a 一级 that is the role itself."""
    right = form.roles.get(role)
    return [(name, above) for above, names in form.dimensions.items() for name in names if right in {above, name}]


CHECKS: Final = (Check("K-15", name_belongs_to_its_category),)
