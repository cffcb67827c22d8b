"""Texts cleaned for storage, made comparable, and shortened to one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_CHINESE_POINT: Final = re.compile(r"(?<=[0-9])[。｡](?=[0-9])")
_SPACED_THOUSANDS: Final = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?!\d)")
_BESIDE_DIGITS: Final = re.compile(r"(?<!\d) +| +(?!\d)")
_LONGEST: Final = 14
_TAIL: Final = 7
_NUMBERING: Final = re.compile(r"(?:^|\n)\s*(?:目标\s*\d+\s*[:：]?|\d+\s*[.、．])\s*")


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """A name for comparison: no spaces, one kind of brackets (RULES C-2)."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def clean_text(text: str) -> str:
    """Text that every file format can hold: one kind of line break, no control characters, no lone surrogates."""
    if text.isprintable():
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in unified if c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in "\ufffe\uffff"))


def closed_up(plain: str) -> str:
    """Text in NFKC form without spaces, but for those between digits that group no thousands: ``12 5`` is not 125."""
    if " " not in plain:
        return plain
    return _BESIDE_DIGITS.sub("", _SPACED_THOUSANDS.sub(lambda match: match[0].replace(" ", ""), plain))


def with_points(plain: str) -> str:
    """Text in NFKC form with ``12。5``, as a Chinese input method types a decimal point, as ``12.5``."""
    return _CHINESE_POINT.sub(".", plain)


def clipped(text: str, longest: int) -> str:
    """The text, or its beginning and ``…`` in ``longest`` characters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def shorten(text: str, longest: int = _LONGEST) -> str:
    """The text without spaces, cut to ``longest`` characters with ``…``."""
    return clipped("".join(text.split()), longest)


def short_name(name: str) -> str:
    """A project's name in one line. A long one keeps both ends, since many begin alike (「关于提前下达 2024 年省级」)."""
    plain = "".join(name.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1 - _TAIL]}…{plain[-_TAIL:]}"


def listed(names: Iterable[str]) -> str:
    """The names in one text: ``数量指标、质量指标``."""
    return "、".join(names)


@lru_cache(maxsize=1024)
def plain_sentence(text: str) -> str:
    """A text without numbering, spaces and the final stop, for comparison."""
    return plain_name(_NUMBERING.sub("", text)).rstrip("。.;；")
