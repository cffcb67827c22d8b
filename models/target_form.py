"""The normal form of a 指标值: what a person meant, in the one way of writing it (≥95%, ≤2万元, 200元/人/年)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from models.target import Target, TargetKind, plain_target, read_target

_SLOPPY_SIGN: Final = re.compile("[≧⩾≦⩽]|>=|=>|<=|=<")
_WIDE: Final = re.compile("[０-９％．＋－]")
_SPLIT_NUMBER: Final = re.compile(r"[0-9]\s+[0-9.]")
_SIGNED: Final = re.compile("^[<>=≥≤≧≦⩾⩽＜＞＝]")
_SHOWN: Final = {"≈": "约"}


def normal_form(text: str) -> str:
    """A quantity in the normal form, which reads back to the same; dates lose their spaces, all else only those around it."""
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
    """Whether a quantity is written with other signs or digits than the usual ones, or says its limit twice (>=90%, ≤2天内)."""
    target = read_target(text)
    if not target.is_quantity or normal_form(text) == text.strip():
        return False
    plain = plain_target(text)
    twice = bool(_SIGNED.match(plain)) and plain.endswith(("以上", "以下", "以内", "之内", "内"))
    return twice or bool(_SLOPPY_SIGN.search(text) or _WIDE.search(text) or _SPLIT_NUMBER.search(text))
