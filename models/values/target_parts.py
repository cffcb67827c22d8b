"""The one text of a 指标值 as the parts that some forms print apart (指标性质, 指标值, 度量单位), and the way back."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from models.values.target import SIGNS, Target, TargetKind, plain_target, read_target

QUALITATIVE: Final = "定性"
"""Instead of a sign, and as measure: the 指标值 is words, a grade or a day, which no sign and unit can go with."""

QUANTITATIVE: Final = "定量"

SYMBOLS: Final = ("≥", "≤", ">", "<", "=", "≈", "±")
"""The signs of a 指标值; a form may print words for them."""

Part = Literal["sign", "value", "unit"]


class TargetParts(Struct, frozen=True):
    """A 指标值 in parts.

    ``sign`` is one of SYMBOLS, 定性, or "" where the text has none (50人). ``value`` is a number or a range without unit
    (95, 90-95), or all of the text. ``unit`` may be a rate (元/人/年).
    """

    sign: str = ""
    value: str = ""
    unit: str = ""

    @property
    def measure(self) -> str:
        """定性 or 定量, as the text reads; "" where nothing is typed. Words with a sign (≥提升) are 定性 all the same."""
        if self.sign == QUALITATIVE or (self.value and not re.search("[0-9]", self.value)):
            return QUALITATIVE
        return QUANTITATIVE if self.sign or self.value or self.unit else ""


_TYPED: Final = "≥≧⩾≤≦⩽<>=＜＞＝≈±"
_LEADING: Final = re.compile(rf"(>=|=>|<=|=<|[{_TYPED}])\s*(?![{_TYPED}])")
_NO_VALUE: Final = re.compile(rf"(>=|=>|<=|=<|[{_TYPED}]?)\s*(?:[(（]([^()（）]+)[)）])?")
"""Sign and unit of a value that is still to be typed: ≥（人）."""

_MONTH_OR_YEAR: Final = re.compile(r"([0-9]+)([年月])")
_DIGITS: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:-[0-9]+(?:\.[0-9]+)?)?")
_OPENING: Final = re.compile(r"^[(（](.*)[)）]$", re.DOTALL)
_WORDED: Final = {**SIGNS, **dict.fromkeys(("±", "+-", "+/-", "正负"), "±")}


def read_sign(text: str) -> str:
    """The sign that a text is, as a symbol: 大于等于, >=, 不低于 → ≥; 定性; "" for every other text."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return QUALITATIVE if plain == QUALITATIVE else _WORDED.get(plain, "")


@lru_cache(maxsize=4096)
def split_target(text: str) -> TargetParts:
    """The parts of a 指标值. What they are joined to means the same to ``read_target``.

    Words, grades, days (12月底前) and rhythms (每月) go whole into the value, with 定性: a form with a column of signs has no
    other for them. A quantity that is more than a sign, a number and a unit (100%完成, 甲245元/人，乙290元/人) goes whole into the
    value too, without a sign: it is 定量 all the same. A sign before any of these is parted from it.
    """
    typed = text.strip()
    target = read_target(typed)
    if not typed:
        return TargetParts()
    parts = _quantity(target) or _month_or_year(target, typed) or _sign_and_rest(typed) or _unfinished(typed)
    if parts is not None and read_target(join_target(parts)) == target:
        return parts
    return TargetParts("" if target.is_quantity else QUALITATIVE, typed)


def _quantity(target: Target) -> TargetParts | None:
    """A sign, one number or range, and a unit; None for anything beside them."""
    if not target.is_quantity or target.words or not (len(target.numbers) == 1 or target.span):
        return None
    unit = "/".join([target.unit, *filter(None, (target.per, target.frequency))])
    return TargetParts(target.operator, "-".join(f"{number:f}" for number in target.numbers), unit)


def _month_or_year(target: Target, typed: str) -> TargetParts | None:
    """≤10月: a figure and its unit, though it is read as a month."""
    plain = plain_target(typed)
    sign = next((sign for sign in sorted(_WORDED, key=len, reverse=True) if plain.startswith(sign)), "")
    match = _MONTH_OR_YEAR.fullmatch(plain, len(sign))
    if target.kind is not TargetKind.DATE or match is None:
        return None
    return TargetParts(_WORDED.get(sign, ""), match[1], match[2])


def _sign_and_rest(typed: str) -> TargetParts | None:
    match = _LEADING.match(typed)
    rest = typed[match.end() :] if match else ""
    return TargetParts(_symbol(match[1]), rest) if match and rest and not _OPENING.match(rest) else None


def _unfinished(typed: str) -> TargetParts | None:
    match = _NO_VALUE.fullmatch(typed)
    return TargetParts(_symbol(match[1]), unit=(match[2] or "").strip()) if match else None


def _symbol(sign: str) -> str:
    return _WORDED[unicodedata.normalize("NFKC", sign)] if sign else ""


def join_target(parts: TargetParts) -> str:
    """The one text of the parts: ≥, 95, % → ≥95%.

    A unit without its value, and one that would change the figure (「9」 and 「0天」), stands in brackets: ≥（人）.
    """
    sign = "" if parts.sign == QUALITATIVE else parts.sign
    if not parts.unit:
        return sign + parts.value
    joined = f"{sign}{parts.value}{parts.unit}"
    return joined if parts.value and not _changes(sign, parts.value, joined) else f"{sign}{parts.value}（{parts.unit}）"


def _changes(sign: str, value: str, joined: str) -> bool:
    """Whether the unit makes another quantity of sign and number."""
    bare, whole = read_target(sign + value), read_target(joined)
    return whole.is_quantity and bare.is_quantity and (bare.numbers, bare.operator) != (whole.numbers, whole.operator)


def with_part(text: str, part: Part, typed: str) -> str:
    """The 指标值 after one of its parts was typed.

    A sign may be typed in words; 定性 takes the sign away. What is no sign stands in brackets before the value, where it is
    seen and changes no figure. A value may bring its own sign and unit (≤3天), which then replace those of the text; a value
    that is no number (提升, 12月底前) replaces all of the text.
    """
    parts = split_target(text)
    if typed.strip() == getattr(parts, part):
        return text
    if part == "sign":
        return _with_sign(parts, typed.strip())
    if part == "unit":
        return join_target(replace(parts, unit=_OPENING.sub(r"\1", typed.strip())))
    value = split_target(typed)
    if value.value and not _DIGITS.fullmatch(value.value):
        return typed.strip()
    sign = "" if parts.sign == QUALITATIVE else parts.sign
    return join_target(TargetParts(value.sign or sign, value.value, value.unit or parts.unit))


def _with_sign(parts: TargetParts, typed: str) -> str:
    sign = read_sign(typed)
    rest = join_target(replace(parts, sign=""))
    if sign or not typed:
        return rest if sign == QUALITATIVE else join_target(replace(parts, sign=sign))
    return f"（{typed}）{rest}"


def direction_of(text: str) -> str:
    """指标方向性 as it follows from the sign: 正向 for ≥ and >, 反向 for ≤ and <; "" for every other text (=, ±, 定性)."""
    return {"≥": "正向", ">": "正向", "≤": "反向", "<": "反向"}.get(split_target(text).sign, "")
