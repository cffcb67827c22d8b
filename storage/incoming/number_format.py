"""Shows a value of a cell as the number format of a spreadsheet does, without hiding digits behind a rounded display."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

CellValue = str | float | int | bool | date | datetime | time | timedelta
"""What a cell holds. A date is one where a library took the number's format for a date's."""

_YMD, _YM, _MD = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-m-yy", 16: "d-m", 17: "yyyy-m",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: _YM, 28: _MD, 29: _MD, 30: "m-d-yy", 31: _YMD, 36: _YM, 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 50: _YM, 51: _MD,
    52: _YM, 53: _MD, 54: _MD, 55: _YM, 56: _MD, 57: _YM, 58: _MD,
}  # fmt: skip
"""Formats that a workbook names by number alone, in the Chinese edition (ECMA-376 part 1, 18.8.30)."""

_SECTION: Final = re.compile(r'((?:"[^"]*"|\\.|!.|[^;"\\!])*)(?:;|\Z)')
_TOKEN: Final = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([#0?.,]+)|(%)|(.)', re.DOTALL)
_DATE: Final = re.compile(r"[yYdDhHsS]|(?<![a-zA-Z])[mM](?![a-zA-Z])|[mM]{2,}")
_DATE_TOKEN: Final = re.compile(r'"([^"]*)"|[\\!](.)|\[[^\]]*\]|([yY]+|[mM]+|[dD]+|[hH]+|[sS]+)|([aA][aA]+|AM/PM)|(.)', re.DOTALL)
_MOST_DECIMALS: Final = 15
_FINEST: Final = 6
"""Decimals of a fen in 万元: finer digits are noise of a division."""

_LARGEST: Final = 1e15
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial number of a day has no zone
_LAST_DAY: Final = 2_958_466


class NumberFormat(Struct, frozen=True):
    """A format taken apart: ``parts`` before and behind the digits, what the value is multiplied by, and how it looks.

    ``decimals`` is what is always shown; None: as many as there are. ``digits`` are shown before the point at least; a format may
    be words alone.
    """

    before: str = ""
    behind: str = ""
    scale: Decimal = Decimal(1)
    decimals: int | None = None
    digits: int = 1
    has_digits: bool = True
    dated: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether a number shows as its digits alone."""
        return self == _GENERAL


_GENERAL: Final = NumberFormat()


@lru_cache(maxsize=512)
def read_format(code: str) -> Sequence[NumberFormat]:
    """The sections of a format code: for positive and other numbers, for negative ones, for zero."""
    found = _SECTION.findall(code)
    sections = found[: 3 if code.endswith(";") else min(3, len(found) - 1)]
    return tuple(map(_section, sections if "".join(sections) else [""])) or (_GENERAL,)


def _section(code: str) -> NumberFormat:
    bare = re.sub(r'"[^"]*"|[\\!].|\[[^\]]*\]', "", code)
    if _DATE.search(bare) and "General" not in code:
        return NumberFormat(dated=code)
    if "General" in code or "E" in bare or "/" in bare or "@" in code or re.search(r"\[[<>=]", code):
        return _GENERAL
    before, behind, masks, inner, percents = "", "", [], 0, 0
    for quoted, escaped, currency, mask, percent, other in _TOKEN.findall(code):
        literal = quoted or escaped or currency or percent or other
        percents += bool(percent)
        if mask:
            masks.append(mask)
            inner, behind = (len(masks) - 1 and inner + (behind == "."), "") if len(masks) > 1 else (0, "")
        elif masks:
            behind += literal
        else:
            before += literal
    return _with_mask(before, behind, masks, inner, percents)


def _with_mask(before: str, behind: str, masks: Sequence[str], inner: int, percents: int) -> NumberFormat:
    """A section from its masks of digits; ``inner``: whether a written point parts them (``0!.0,`` shows 元 in 万元)."""
    if not masks:
        return NumberFormat(before, behind, has_digits=False) if before.strip() else _GENERAL
    if len(masks) > 1 and not inner:
        return _GENERAL
    whole, _, fraction = "".join(masks).partition(".")
    last = (fraction or whole).rstrip("0#?")
    thousands = len((fraction or whole).rstrip()) - len((fraction or whole).rstrip(",")) if last.endswith(",") else 0
    moved = len(masks[-1].strip(",").replace(",", "")) if inner else 0
    scale = Decimal(10) ** (2 * percents - 3 * thousands - moved)
    decimals = fraction.replace(",", "")
    shown = len(decimals.rstrip("#?")) if "." in "".join(masks) else (moved if inner else None)
    digits = 1 if inner or fraction else whole.count("0")
    return NumberFormat(before, behind, scale, min(shown, _MOST_DECIMALS) if shown is not None else None, digits)


def shown(value: CellValue, code: str) -> str:
    """The text of a cell. A number keeps its digits (464.396 under ``0.00``), and has the decimals of its format (95.00).

    Without separators of thousands, in the scale, with the signs and the words of the format: ``0.0%`` gives 12.5%. Binary noise
    beyond 15 digits is dropped. Dates follow their format, else they are 2026-03-01.
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, timedelta):
        return str(value)
    sections = read_format(code)
    form = _fitting(value, sections)
    if isinstance(value, date | time):
        return _dated(value, form.dated) if form.dated else _iso(value)
    if form.dated and 0 <= value < _LAST_DAY:
        return _dated(_EPOCH + timedelta(days=value), form.dated)
    return _number(abs(value) if form is not sections[0] else value, form)


def _fitting(value: CellValue, sections: Sequence[NumberFormat]) -> NumberFormat:
    if isinstance(value, int | float):
        if value < 0 and len(sections) > 1:
            return sections[1]
        if value == 0 and len(sections) > 2:
            return sections[2]
    return sections[0]


def _number(value: float, form: NumberFormat) -> str:
    plain = f"{value:.15g}"
    if abs(value) >= _LARGEST or (form.is_plain and "e" not in plain):
        return plain
    if not form.has_digits or (not value and not form.digits):
        return (form.before + form.behind).strip()
    number = Decimal(plain) * form.scale
    least = form.decimals or 0
    if -_exponent(number) > _FINEST:
        number = number.quantize(Decimal(1).scaleb(-(least if "%" in form.behind else _FINEST)), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    digits = whole.zfill(form.digits) + ("." + fraction if fraction else "")
    return f"{'-' if number < 0 else ''}{form.before.lstrip()}{digits}{form.behind.rstrip()}"


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _iso(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if not isinstance(value, time) else value.isoformat(timespec="minutes")


def _dated(value: date | time, code: str) -> str:
    """A date in its format; ``m`` behind hours is minutes."""
    parts: list[str] = []
    hours = False
    for quoted, escaped, field, _, other in _DATE_TOKEN.findall(code.split(";", maxsplit=1)[0]):
        kind = field[:1].lower()
        hours = hours or kind == "h"
        parts.append(_field(value, kind, len(field), minutes=hours) if kind else quoted or escaped or other)
    return "".join(parts).strip()


def _field(value: date | time, kind: str, length: int, *, minutes: bool) -> str:
    clock = value.timetz() if isinstance(value, datetime) else value
    if kind in {"h", "s"} or (kind == "m" and minutes):
        number = 0 if not isinstance(clock, time) else {"h": clock.hour, "s": clock.second}.get(kind, clock.minute)
        return f"{number:0{min(length, 2)}d}"
    if isinstance(value, time):
        return ""
    if kind == "y":
        return f"{value.year % 100:02d}" if length < 3 else str(value.year)
    return f"{value.month if kind == 'm' else value.day:0{min(length, 2)}d}"
