"""Reads 指标值 (targets): operator, numbers, unit, frequency, a date, a grade, or prose. Typed text is never changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.values.chinese_numbers import NUMERALS, percents_in_digits, read_chinese
from models.values.money import MoneyUnit
from models.values.text import closed_up, with_points


class TargetKind(StrEnum):
    """What sort of value a target is. NUMBER, PERCENT, MONEY and RATE are quantities; GRADE is 定性 in graded words."""

    BLANK = "blank"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    RATE = "rate"
    DATE = "date"
    GRADE = "grade"
    PROSE = "prose"


QUANTITIES: Final = frozenset({TargetKind.NUMBER, TargetKind.PERCENT, TargetKind.MONEY, TargetKind.RATE})


class Target(Struct, frozen=True):
    """A parsed target.

    ``unit`` is as typed (万元, 人, %); ``per`` is the denominator of a rate (人), ``frequency`` its period (年, 月).
    The ``operator`` ± means at most so much more or less.

    ``fen`` is the amount of money and of rates in money, where it is exact. ``numbers`` holds two for a
    range (90%-95%, ``span``) and all of a list (245 元/人，290 元/人); grades, prose and dates have none. ``words``
    is the remaining text (较上年增长, 完成).
    """

    kind: TargetKind
    operator: str = ""
    numbers: tuple[Decimal, ...] = ()
    unit: str = ""
    per: str = ""
    frequency: str = ""
    fen: int | None = None
    span: bool = False
    words: str = ""

    @property
    def number(self) -> Decimal | None:
        """The number, or None when there is none or more than one."""
        return self.numbers[0] if len(self.numbers) == 1 else None

    @property
    def is_quantity(self) -> bool:
        """Whether it is a number, a percentage, money or a rate."""
        return self.kind in QUANTITIES


MONEY: Final = {
    "亿元": 10_000 * MoneyUnit.WAN.value,
    "万元": MoneyUnit.WAN.value,
    "万": MoneyUnit.WAN.value,
    "千元": 1000 * MoneyUnit.YUAN.value,
    "元": MoneyUnit.YUAN.value,
}
"""Units of money in fen."""

_LONGEST: Final = 80
"""Characters; longer text counts as prose without being parsed."""

SIGNS: Final = {
    **dict.fromkeys(("≥", "≧", "⩾", ">=", "=>", "》", "》=", "不低于", "不少于", "不小于", "大于等于", "至少", "最少"), "≥"),
    **dict.fromkeys(
        ("≤", "≦", "⩽", "<=", "=<", "《", "《=", "不超过", "不高于", "不大于", "不多于", "小于等于", "控制在", "至多", "最多"), "≤"
    ),
    **dict.fromkeys((">", "大于", "高于", "超过"), ">"),
    **dict.fromkeys(("<", "小于", "低于"), "<"),
    **dict.fromkeys(("=", "等于"), "="),
    **dict.fromkeys(("≈", "约"), "≈"),
}
"""A Chinese input method types 》 for > and 《 for <: a limit with either is meant as ≥ or ≤."""

_TAILS: Final = {
    **dict.fromkeys(("以上", "及以上"), "≥"),
    **dict.fromkeys(("以下", "及以下", "以内", "之内", "内"), "≤"),
    "左右": "≈",
}
_PERIODS: Final = {
    **dict.fromkeys(("年", "年度", "全年", "一年"), "年"),
    **dict.fromkeys(("半年", "上半年和下半年"), "半年"),
    **dict.fromkeys(("季度", "季"), "季度"),
    **dict.fromkeys(("个月", "月度", "月"), "月"),
    **dict.fromkeys(("星期", "周"), "周"),
    **dict.fromkeys(("工作日", "日", "天"), "天"),
}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SIGN: Final = _any_of(SIGNS)
_NUMBER: Final = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_BREAKS: Final = re.compile(r"[^\S ]+")
"""What breaks a figure over two lines of a narrow cell; a space between two figures parts them."""

_MARKS: Final = ",，。;；、:：()（）"
_COMPARED: Final = "<>=≥≤≈《》±"
_UNIT: Final = rf"[^0-9/{_COMPARED}~{_MARKS}-]{{0,8}}?"
_BRACKETED: Final = re.compile(rf"(?<=[0-9])\(([^0-9{_COMPARED}{_MARKS}含不约其暂共]{{1,8}})\)")
"""A unit in brackets behind its number, as forms print it from two fields: 3600.00(吨). 100（含） and 5（不含税） have none."""

_INCLUSIVE: Final = re.compile(r"\((?:含(?:本数)?|包含)\)")
_VERBS: Final = "(?:达到|达|完成|实现|确保|力争|保持在?)"
_VALUE: Final = re.compile(
    rf"""
    (?:每?(?P<period>{_any_of(_PERIODS)})各?)?      # 每年, 全年各
    {_VERBS}?
    (?P<sign>{_SIGN})?
    (?:每(?P<each>[^0-9{_MARKS}每]{{1,4}}))?        # 每人
    (?:每(?P<each2>{_any_of(_PERIODS)}))?           # 每月
    (?P<sign2>{_SIGN})?
    (?P<either>±|\+/?-)?
    (?P<minus>[-+](?=[0-9]))?
    (?P<low>{_NUMBER})
    (?:%?[-~—–至到](?P<high>{_NUMBER}))?
    (?P<unit>{_UNIT})
    (?P<per>/[^{_MARKS}]{{1,12}})?                  # /人/年
    (?P<tail>{_any_of(_TAILS)})?                    # 以上
    """,
    re.VERBOSE,
)
_BELOW_ZERO: Final = frozenset({"%", "‰", "个百分点", "°C", "度"})
_LEAD: Final = re.compile(
    rf"[^0-9{_COMPARED}/{_MARKS}]{{0,16}}?(?:率|度|性|数|比例|比重|增长|提高|提升|下降|降低|减少)(?:为|:)?(?=[0-9{_COMPARED}达不大小超])"
)
_SEPARATOR: Final = re.compile("[,;、]")
_LIST_LEAD: Final = re.compile(rf"[^0-9{_COMPARED}/{_MARKS}]{{1,16}}")
_COUNTED: Final = "个?[次名人期场套户家处项份篇件轮村月]"
_SPELT: Final = re.compile(
    rf"(?<![0-9{NUMERALS}第])(?P<low>[{NUMERALS}]+)(?:[-~—–至到](?P<high>[{NUMERALS}]+))?(?={_COUNTED})"
    rf"|(?P<tenth>[一二三四五六七八九])成(?=$|{_any_of(_TAILS)})"
)
_YEARS: Final = re.compile("(?P<low>[一两二三四五])(?P<high>)(?P<tenth>)(?=年$)")
_YEAR: Final = "(?:19|20)[0-9]{2}"
_QUARTER: Final = "(?:第?[一二三四]季度|第[1-4]季度)"
_MONTH: Final = "[0-9]{1,2}月(?:份|[0-9]{1,2}[日号])?"
_DAY: Final = rf"""(?:
    (?:{_YEAR}|本|当)年度?{_QUARTER}
    | {_QUARTER}
    | {_YEAR}年(?:度|(?:{_MONTH})?)
    | {_MONTH}
    | {_YEAR}年[0-9]{{1,2}}(?=[-~—–至到][0-9]{{1,2}}月)           # 2024年1-6月
    | {_YEAR}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}
    | 20[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])    # 20241231
    | 本年|当年|全年
    | 年(?=[底末内初])
)"""
_PART: Final = r"(?:上旬|中旬|下旬|底|末|初|上半年|下半年)?(?:之?前|以前|内)?(?:完成)?"
_DATE: Final = re.compile(rf"(?P<sign>{_SIGN})?(?P<days>{_DAY}{_PART}(?:[和及与至到、,~—–-]{_DAY}{_PART})*)", re.VERBOSE)
_REGULAR: Final = re.compile(rf"(?:每|按|逐)个?(?P<period>{_any_of(_PERIODS)})")
_DEGREE: Final = "(?:明显|显著|有效|持续|逐步|稳步|不断|大幅|进一步|基本|全面|切实|长期|成效|效果|作用|较为?|非常|得到)"
_GRADE: Final = re.compile(
    rf"""
    {_DEGREE}*
    (?:
        提升|提高|改善|改进|增强|增长|增加|加强|减少|降低|下降|推动|推进|促进|巩固|好转|优化|完善|稳定|发展
        | 明显|显著|可持续|持续|有效|长期
        | 良好|满意|优秀|优良|优|良|较高|较好|高|中|低|好
        | 合格|达标|符合|规范|及时|按时|到位|全覆盖
        | 是|否|有|无
    )
    (?:了|发展|影响)?
    | 符合(?:相关|有关)?(?:规定|要求|标准|政策)
    | (?:国家|省|市)?[一二三四五六甲乙丙A-D]级[A-D]?(?:标准|类|水平|以上)?
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def read_target(text: str) -> Target:
    """Parse a target. Text that is not a value, date or grade is PROSE, which is valid: 定性 targets are prose."""
    plain = plain_target(text)
    if not plain:
        return Target(TargetKind.BLANK)
    if len(plain) > _LONGEST:
        return Target(TargetKind.PROSE)
    return _date(plain) or _quantity(plain) or _list(plain) or _words(plain)


def plain_target(text: str) -> str:
    """A target as the parser reads it.

    NFKC form, no spaces, no brackets around a unit, no (含); ``12。5`` is 12.5, 百分之九十五 is 95%, and so is 95℅.
    """
    plain = unicodedata.normalize("NFKC", text.replace("℅", "%"))
    plain = percents_in_digits(with_points(closed_up(_BREAKS.sub("", plain.strip()))))
    return _INCLUSIVE.sub("", _BRACKETED.sub(r"\1", plain))


def _words(plain: str) -> Target:
    return Target(TargetKind.GRADE if _GRADE.fullmatch(plain) else TargetKind.PROSE)


def _date(plain: str) -> Target | None:
    regular = _REGULAR.fullmatch(plain)
    if regular:
        return Target(TargetKind.DATE, frequency=_PERIODS[regular["period"]])
    date = _DATE.fullmatch(plain)
    if date is None:
        return None
    before = date["days"].endswith(("前", "内", "前完成"))
    return Target(TargetKind.DATE, SIGNS[date["sign"]] if date["sign"] else "≤" if before else "")


def _quantity(plain: str) -> Target | None:
    """One value, or a name and its value (完成率100%); numbers in words (两次) count as numbers."""
    spelt = _YEARS if _YEARS.match(plain) else _SPELT
    match = _VALUE.fullmatch(spelt.sub(_in_digits, plain))
    if match is not None:
        return _value(match)
    lead = _LEAD.match(plain)
    match = _VALUE.fullmatch(plain[lead.end() :]) if lead else None
    value = _value(match) if match else None
    return replace(value, words=lead[0]) if value and lead else None


def _in_digits(match: re.Match[str]) -> str:
    if match["tenth"]:
        return f"{10 * (read_chinese(match['tenth']) or 0)}%"
    numbers = [read_chinese(match[name]) for name in ("low", "high") if match[name]]
    return match[0] if None in numbers else "-".join(map(str, numbers))


def _list(plain: str) -> Target | None:
    """Several values of one kind: 镇村干部245元/人,驻村队员290元/人."""
    pieces = _SEPARATOR.split(plain)
    if len(pieces) == 1:
        return None
    parts = []
    for piece in pieces:
        match = _VALUE.fullmatch(_LIST_LEAD.sub("", piece, count=1) if _LIST_LEAD.match(piece) else piece)
        part = _value(match) if match else None
        if part is None or len(part.numbers) != 1 or not part.unit:
            return None
        parts.append(part)
    alike = {replace(part, numbers=(), fen=None) for part in parts}
    return replace(alike.pop(), numbers=tuple(part.numbers[0] for part in parts)) if len(alike) == 1 else None


def _value(match: re.Match[str]) -> Target | None:
    numbers = tuple(Decimal(match[name].replace(",", "")) for name in ("low", "high") if match[name])
    if match["minus"] == "-":
        joined = match.string[match.end("low") : match.start("high")] if match["high"] else ""
        if match["unit"] not in _BELOW_ZERO or "-" in joined:
            return None  # -5-10%: whether it is a range cannot be told
        numbers = (-numbers[0], *numbers[1:])
    signs = {SIGNS[match[name]] for name in ("sign", "sign2") if match[name]} | (
        {_TAILS[match["tail"]]} if match["tail"] else set()
    )
    if match["either"]:
        signs = {"±"} if signs <= {"≤", "="} else signs | {"±"}  # ±3%以内, 控制在±3%
    if len(signs) > 1:
        return None  # two limits: ≥2天内
    per, frequency = _rate(match)
    unit, words = match["unit"], ""
    if unit.startswith("%"):  # 100%完成
        unit, words = "%", unit[1:]
    if "%" in unit[1:] or "%" in words:
        return None
    kind = _kind(unit, rate=bool(per or frequency))
    fen = _fen(numbers, unit) if kind in {TargetKind.MONEY, TargetKind.RATE} else None
    return Target(kind, next(iter(signs), ""), numbers, unit, per, frequency, fen, len(numbers) == 2, words)


def _rate(match: re.Match[str]) -> tuple[str, str]:
    """The denominator and the period of a rate: 人/年 → 人, 年."""
    parts = [*re.split("[/·]", match["per"] or "")[1:], *filter(None, (match["each"], match["each2"]))]
    periods = [part for part in parts if part in _PERIODS]
    frequency = match["period"] or (periods[-1] if periods else "")
    return "/".join(part for part in parts if part not in _PERIODS), _PERIODS.get(frequency, "")


def _kind(unit: str, *, rate: bool) -> TargetKind:
    if rate:
        return TargetKind.RATE
    if unit in {"%", "‰"}:
        return TargetKind.PERCENT
    return TargetKind.MONEY if unit in MONEY else TargetKind.NUMBER


def _fen(numbers: tuple[Decimal, ...], unit: str) -> int | None:
    """The exact amount of one number with a unit of money; None for a range, another unit, or parts of a fen."""
    if len(numbers) != 1 or unit not in MONEY:
        return None
    amount = numbers[0] * MONEY[unit]
    return int(amount) if amount == amount.to_integral_value() else None


_SLOPPY_SIGN: Final = re.compile("[≧⩾≦⩽《》℅]|>=|=>|<=|=<")
_DOUBLE_SIGN: Final = re.compile("》=|《=|>=|=>|<=|=<")
"""One sign in two characters."""

_GARBLED: Final = re.compile(
    rf"(?:{_SIGN}|[<>=≥≤≈±~.,+-])*[0-9](?:[0-9.,%‰()~ +-]|{_SIGN})*[^0-9{_MARKS}.%‰<>=≥≤]{{0,3}}%?(?:{_any_of(_TAILS)})?"
)
_WIDE: Final = re.compile("[０-９％．＋－]")
_SPLIT_NUMBER: Final = re.compile(r"[0-9]\s+[0-9.]")
_TWICE_LIMITED: Final = re.compile(rf"^(?!控制在)(?:{_SIGN})(?:.*(?:以上|以下|以内|之内|内|左右)$|(?:{_SIGN}))")
_SHOWN: Final = {"≈": "约"}


def normal_form(text: str) -> str:
    """A quantity in normal form, if that parses to the same value. Dates lose all spaces, other text only the outer ones."""
    target = read_target(text)
    if target.kind is TargetKind.DATE:
        return "".join(text.split())
    if not target.is_quantity or target.words or (len(target.numbers) > 1 and not target.span):
        return text.strip()
    normal = _written(target)
    return normal if read_target(normal) == target else text.strip()


def _written(target: Target) -> str:
    low, *high = (f"{number:f}" for number in target.numbers)
    percent = "%" if target.unit == "%" and high else ""
    number = f"{low}{percent}-{high[0]}" if high else low
    tails = "".join(f"/{part}" for part in (target.per, target.frequency) if part)
    return f"{_SHOWN.get(target.operator, target.operator)}{number}{target.unit}{tails}"


@lru_cache(maxsize=4096)
def is_sloppy(text: str) -> bool:
    """Whether a quantity is written with unusual signs or digits, or states its limit twice (>=90%, ≤2天内, 不低于95%以上)."""
    target = read_target(text)
    if not target.is_quantity or normal_form(text) == text.strip():
        return False
    twice = bool(_TWICE_LIMITED.match(_DOUBLE_SIGN.sub("=", plain_target(text))))
    return twice or bool(_SLOPPY_SIGN.search(text) or _WIDE.search(text) or _SPLIT_NUMBER.search(text))


class Garble(StrEnum):
    """Why a value that is written in figures cannot be read."""

    LIMITS = "limits"
    NUMBER = "number"


@lru_cache(maxsize=4096)
def garbled(text: str) -> Garble | None:
    """What is wrong with figures and signs that are no value: limits that exclude each other (≥95%以下), no number (95,5%)."""
    plain = plain_target(text)
    if read_target(text).kind is not TargetKind.PROSE or not _GARBLED.fullmatch(plain):
        return None
    limits = {sign for words, sign in {**SIGNS, **_TAILS}.items() if words in plain} & {"≥", "≤", ">", "<"}
    one = re.sub(_any_of((*SIGNS, *_TAILS)), "", plain)
    return Garble.LIMITS if len(limits) > 1 and read_target(one).number is not None else Garble.NUMBER
