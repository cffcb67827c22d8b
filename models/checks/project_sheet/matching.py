"""指标与指标值不匹配: what an indicator measures, by the end of its name, against the unit of its 指标值 (K-14, K-14a)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, IndicatorRow, each_sheet
from models.checks.wording import in_projects
from models.values.target import MONEY, Target
from models.values.text import plain_name, shorten

_PERCENT: Final = "百分数"
_MONEY: Final = "金额"
_TIME: Final = "时间"
_PEOPLE: Final = "人数"
_TIMES: Final = "次数"
_HOUSEHOLDS: Final = "户数"
_AREA: Final = "面积"
_LENGTH: Final = "长度"
_WEIGHT: Final = "重量"

_UNITS: Final = {
    unit: kind
    for kind, units in {
        _PERCENT: ("%", "‰", "百分比", "百分点", "个百分点"),
        _MONEY: tuple(MONEY),
        _TIME: ("年", "个月", "月", "周", "天", "日", "工作日", "个工作日", "日历天", "小时", "个小时", "分钟", "季度", "个季度"),
        _PEOPLE: ("人", "名", "位", "人次", "万人", "万人次"),
        _TIMES: ("次", "期", "场", "场次", "批", "批次", "班次", "回"),
        _HOUSEHOLDS: ("户", "万户"),
        _AREA: ("亩", "万亩", "公顷", "平方米", "万平方米", "m2", "平方公里", "平方千米"),
        _LENGTH: ("米", "m", "延米", "千米", "公里", "km"),
        _WEIGHT: ("吨", "万吨", "公斤", "千克", "kg", "斤"),
    }.items()
    for unit in units
}
"""The units that are told apart, by what they measure. A 指标值 with another unit (个, 分) is left alone."""

_CHANGE: Final = re.compile("增长|增加|提高|提升|增幅|下降|减少|降低|降幅|节约|节省|占比|比例|比重|偏差|误差|浮动|波动")
"""Words of a change or a share, which may be a percentage whatever the name ends with: 较上年增加人数 10%."""

_IN_BRACKETS: Final = re.compile(r"\(([^()]{1,6})\)$")


class _Thing(Struct, frozen=True):
    """What the end of a name says is measured; ``fits`` are the kinds of unit that go with it, others are wrong."""

    ending: re.Pattern[str]
    words: str
    fits: frozenset[str]
    remedy: str


def _thing(ending: str, words: str, *fits: str, remedy: str) -> _Thing:
    return _Thing(re.compile(f"(?:{ending})$"), words, frozenset(fits), remedy)


_RATE: Final = "是比率的，名称里写“率”"
_THINGS: Final = (
    _thing("时间|时限|期限|工期|日期|时长|周期|时效", "时间", _TIME, remedy="时间写日期或天数，例如 12月31日前、≤30 天"),
    _thing("人数|人次|人员数量?", "人数", _PEOPLE, remedy=f"人数写几人，例如 ≥55 人；{_RATE}"),
    _thing("(?<!人)次数|场次|期数|频次|批次|班次", "次数", _TIMES, remedy=f"次数写几次，例如 ≥4 次；{_RATE}"),
    _thing("户数", "户数", _HOUSEHOLDS, remedy=f"户数写几户，例如 ≥200 户；{_RATE}"),
    _thing("面积|亩数", "面积", _AREA, remedy=f"面积写几亩、几平方米；{_RATE}"),
    _thing("长度|里程|公里数", "长度", _LENGTH, remedy=f"长度写几米、几公里；{_RATE}"),
    _thing("重量|吨数", "重量", _WEIGHT, remedy=f"重量写几吨；{_RATE}"),
    _thing("(?<!资金)(?<!债券)(?:数量|[个件套台份处]数)", "数量", _PEOPLE, _TIMES, _HOUSEHOLDS, _AREA, _LENGTH, _WEIGHT,
           remedy=f"数量写几个、几件；{_RATE}"),
    _thing("比例|占比|比重|百分比", "比例", _PERCENT, remedy="比例写百分数，例如 ≥30%"),
    _thing("程度|知晓度|认可度|积极性", "程度", _PERCENT, remedy="程度写百分数，或者写提升、改善这样的话"),
    _thing("成本|费用|经费|单价|金额", "金额", _MONEY, _PERCENT, remedy="金额写几元、几万元，例如 ≤2 万元"),
)  # fmt: skip
"""From the special to the general; the first one that a name ends with is the one. A percentage of a cost is K-8c."""


@each_sheet
def value_fits_the_name(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-14: a time has no %, a number of people no 万元, 是否 no figure (VENDOR: 指标与指标值不匹配; EMP: three in both seeds)."""
    for row in sheet.rows:
        if "satisfaction" in row.roles or not row.target.is_quantity:
            continue
        name = plain_name(row.line.name)
        kind = _kind(row.target)
        if "是否" in name:
            problem = f"“{shorten(row.line.name)}”问的是“是否”，指标值却是“{shorten(row.line.target)}”"
            yield _mismatch(sheet, row, problem, "名称改成率或者数量，或者指标值写“是”")
            continue
        thing = next((thing for thing in _THINGS if thing.ending.search(_IN_BRACKETS.sub("", name))), None)
        if thing is None or not kind or kind in thing.fits or (kind == _PERCENT and _CHANGE.search(name + row.target.words)):
            continue
        problem = f"“{shorten(row.line.name)}”是{thing.words}，指标值“{shorten(row.line.target)}”是{kind}"
        yield _mismatch(sheet, row, problem, thing.remedy)


def _kind(target: Target) -> str:
    """What the unit of a quantity measures; "" where that cannot be told, and for a rhythm (2次/年), a time and a number."""
    return "" if target.frequency else _UNITS.get(target.unit, "")


@each_sheet
def unit_is_that_of_the_name(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-14a: a unit that stands in the name, 培训人数（人次）, is that of the 指标值 (EMP: one of nine in seed A)."""
    for row in sheet.rows:
        match = _IN_BRACKETS.search(plain_name(row.line.name))
        named, used = match[1] if match else "", row.target.unit
        if named not in _UNITS or not _kind(row.target) or row.target.per or named == used:
            continue
        if _UNITS[named] == _UNITS[used] and ("人次" in named) is ("人次" in used):
            continue  # 万元 and 元
        problem = f"“{shorten(row.line.name)}”的单位是“{named}”，指标值写的是“{shorten(row.line.target)}”"
        yield _mismatch(sheet, row, problem, "名称里的单位和指标值的单位写成一样的")


def _mismatch(sheet: CheckedSheet, row: IndicatorRow, problem: str, remedy: str) -> CheckResult:
    return CheckResult(
        message=f"{sheet.label}：{problem}",
        place=in_projects(row.line.id, "target"),
        other_place=in_projects(row.line.id, "name"),
        values=(("三级指标", row.line.name), ("指标值", row.line.target)),
        remedy=remedy,
    )


CHECKS: Final = (
    Check("K-14", value_fits_the_name),
    Check("K-14a", unit_is_that_of_the_name),
)
