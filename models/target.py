"""指标值: what an indicator's target says — operator, numbers and unit, a date, or prose. It never changes what was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from models.money import MoneyUnit


class TargetKind(StrEnum):
    """What sort of value a target is."""

    BLANK = "blank"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    RATE = "rate"
    DATE = "date"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as read. ``unit`` is as typed (万元, 人, %); ``per`` is what a rate is per (人/年).

    ``fen`` is the amount of money and of rates in money, where it is exact. ``numbers`` holds two for a
    range (90%-95%); prose and dates have none.
    """

    kind: TargetKind
    operator: str = ""
    numbers: tuple[Decimal, ...] = ()
    unit: str = ""
    per: str = ""
    fen: int | None = None

    @property
    def number(self) -> Decimal | None:
        """The number, or None when there is none or a range."""
        return self.numbers[0] if len(self.numbers) == 1 else None


_MONEY: Final = {
    "亿元": 10_000 * MoneyUnit.WAN.value,
    "万元": MoneyUnit.WAN.value,
    "万": MoneyUnit.WAN.value,
    "千元": 1000 * MoneyUnit.YUAN.value,
    "元": MoneyUnit.YUAN.value,
}
_SIGNS: Final = {
    **dict.fromkeys(("≥", "≧", "⩾", ">=", "=>", "不低于", "不少于", "不小于", "大于等于", "至少", "最少"), "≥"),
    **dict.fromkeys(("≤", "≦", "⩽", "<=", "=<", "不超过", "不高于", "不大于", "不多于", "小于等于", "控制在", "至多", "最多"), "≤"),
    **dict.fromkeys((">", "大于", "高于", "超过"), ">"),
    **dict.fromkeys(("<", "小于", "低于"), "<"),
    **dict.fromkeys(("=", "等于"), "="),
    **dict.fromkeys(("≈", "约"), "≈"),
}
_TAILS: Final = {
    **dict.fromkeys(("以上", "及以上"), "≥"),
    **dict.fromkeys(("以下", "及以下", "以内", "之内", "内"), "≤"),
    "左右": "≈",
}
_SIGN: Final = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_TAIL: Final = "|".join(sorted(_TAILS, key=len, reverse=True))
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PUNCTUATION: Final = ",，。;；、:：()（）"
_VALUE: Final = re.compile(
    rf"(?P<sign>{_SIGN})?(?:每(?P<each>[^\d{_PUNCTUATION}]{{1,4}}))?"
    rf"(?P<low>{_NUMBER})(?:%?[-~—–至](?P<high>{_NUMBER}))?"
    rf"(?P<unit>[^\d/{_PUNCTUATION}]{{0,8}}?)(?P<per>/[^{_PUNCTUATION}]{{1,12}})?(?P<tail>{_TAIL})?"
)
_DAY: Final = (
    r"(?:19|20)\d\d年(?:\d{1,2}月(?:份|\d{1,2}[日号])?)?|\d{1,2}月(?:份|\d{1,2}[日号])?|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
)
_PART: Final = r"(?:上旬|中旬|下旬|底|末|初|上半年|下半年)?(?:之?前|以前|内)?"
_DATE: Final = re.compile(rf"(?:{_SIGN})?(?:{_DAY}){_PART}(?:[和及与至、-](?:{_DAY}){_PART})*")


@lru_cache(maxsize=4096)
def read_target(text: str) -> Target:
    """Read a target. What is neither value nor date is prose, which is a good answer: 定性 targets are prose."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if not plain:
        return Target(TargetKind.BLANK)
    if _DATE.fullmatch(plain):
        return Target(TargetKind.DATE)
    value = _VALUE.fullmatch(plain)
    return _value(value) if value else Target(TargetKind.PROSE)


def _value(match: re.Match[str]) -> Target:
    numbers = tuple(Decimal(match[name].replace(",", "")) for name in ("low", "high") if match[name])
    sign = _SIGNS[match["sign"]] if match["sign"] else _TAILS.get(match["tail"] or "", "")
    unit, per = match["unit"], (match["per"] or "").removeprefix("/") or match["each"] or ""
    kind = _kind(unit, per)
    if kind is TargetKind.PROSE:
        return Target(kind)
    fen = _fen(numbers, unit) if kind in {TargetKind.MONEY, TargetKind.RATE} else None
    return Target(kind, sign, numbers, unit, per, fen)


def _kind(unit: str, per: str) -> TargetKind:
    if per:
        return TargetKind.RATE
    if unit in {"%", "‰"}:
        return TargetKind.PERCENT
    if "%" in unit:  # 100%完成
        return TargetKind.PROSE
    return TargetKind.MONEY if unit in _MONEY else TargetKind.NUMBER


def _fen(numbers: tuple[Decimal, ...], unit: str) -> int | None:
    """The exact amount of one number with a unit of money; None for a range, another unit, or parts of a fen."""
    if len(numbers) != 1 or unit not in _MONEY:
        return None
    amount = numbers[0] * _MONEY[unit]
    return int(amount) if amount == amount.to_integral_value() else None
