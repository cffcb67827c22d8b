"""项目编码: its check character (GB 32100-2015) and the year in it."""

from __future__ import annotations

import re
from typing import Final

from models.pack.forms.checks import ProjectCodeRegions
from models.values.spoilt import SCIENTIFIC

LENGTH: Final = 21
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100-2015; I, O, S, V and Z are not among them."""
CODE_SHAPE: Final = re.compile(r"\d{8}[0-9A-Z]{13}")
CODE_WITH_CHECK: Final = re.compile(rf"\d{{8}}P[{ALPHABET}]{{12}}")
_ROUNDED: Final = re.compile(r"[0-9]{15}0{6}")
"""The 15 digits that a spreadsheet keeps of a number, with zeros for the rest."""

_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS: Final = tuple(pow(3, i, 31) for i in range(LENGTH - 1))


def check_character(code: str) -> str:
    """The 21st character that belongs to the first 20: B[(30 − Σ value · 3^i) mod 31]."""
    total = sum(_VALUES[character] * weight for character, weight in zip(code, _WEIGHTS, strict=False))
    return ALPHABET[(30 - total) % 31]


def check_character_holds(code: str, regions: ProjectCodeRegions) -> bool:
    """Whether the region of a code uses check characters and its last character is the right one."""
    known = code.startswith((*regions.certain, *regions.likely)) and bool(CODE_WITH_CHECK.fullmatch(code))
    return known and code[-1] == check_character(code)


def code_year(code: str) -> int | None:
    """The year in which the project entered the library (characters 7 and 8); None when they are no digits."""
    return 2000 + int(code[6:8]) if CODE_SHAPE.fullmatch(code) else None


def is_spoilt(code: str) -> bool:
    """Whether a spreadsheet took the code for a number and keeps only its first digits: 1.30511E+20, 130511240001234000000."""
    return bool(SCIENTIFIC.fullmatch(code) or _ROUNDED.fullmatch(code))
