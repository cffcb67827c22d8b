"""The pinyin initials of names that come with no initials, from the shipped table; a character may have several (长效, 社长)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Final

from msgspec.structs import replace

from models.pack.forms.codes import OwnCodes
from models.pack.forms.pack import Pack
from models.values.codes import Code
from storage.paths import RESOURCES

_TABLE: Final = RESOURCES / "codes" / "initials.csv"

_MOST_DOUBTFUL: Final = 6
"""Characters of one name that are read in every way; those behind them only in their usual one."""


def with_initials(pack: Pack) -> Pack:
    """The pack with the pinyin initials of its own codes, by which they are searched."""

    def searched(rows: Iterable[Code]) -> tuple[Code, ...]:
        return tuple(replace(row, initials=code_initials(row.name)) for row in rows)

    own = pack.own_codes
    return replace(pack, own_codes=OwnCodes(searched(own.function), searched(own.economic)))


@lru_cache(maxsize=16_384)
def pinyin_readings(name: str) -> tuple[str, ...]:
    """The first letters of a name's pinyin syllables, in every way to read it; ASCII letters and digits stay."""
    usual, others = _character_initials()
    letters, doubtful = [], 0
    for character in filter(str.isalnum, name):
        letter = usual.get(character, character.lower() if character.isascii() else "")
        more = others.get(character, "") if doubtful < _MOST_DOUBTFUL else ""
        doubtful += bool(more)
        letters.append((letter, *more))
    return tuple(map("".join, product(*letters)))


def pinyin_initials(name: str) -> str:
    """A name's initials with the usual reading of each character: what names are sorted by."""
    return pinyin_readings(name)[0]


def code_initials(name: str) -> str:
    """All readings of the name of a code, as ``Code.initials`` holds them."""
    return " ".join(pinyin_readings(name))


@lru_cache(maxsize=1)
def _character_initials() -> tuple[dict[str, str], dict[str, str]]:
    """By character: the letter of its usual reading, and those of its others."""
    import csv  # noqa: PLC0415

    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    others: dict[str, str] = {}
    for row in rows:
        for character in row["also"]:
            others[character] = others.get(character, "") + row["initial"]
    return {character: row["initial"] for row in rows for character in row["characters"]}, others
