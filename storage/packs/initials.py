"""The pinyin initials of names that come with no initials, from the shipped table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from models.pack.forms.codes import OwnCodes
from models.pack.forms.pack import Pack
from models.values.codes import Code
from storage.paths import RESOURCES

_TABLE: Final = RESOURCES / "codes" / "initials.csv"


def with_initials(pack: Pack) -> Pack:
    """The pack with the pinyin initials of its own codes, by which they are searched."""

    def searched(rows: Iterable[Code]) -> tuple[Code, ...]:
        return tuple(replace(row, initials=pinyin_initials(row.name)) for row in rows)

    own = pack.own_codes
    return replace(pack, own_codes=OwnCodes(searched(own.function), searched(own.economic)))


@lru_cache(maxsize=16_384)
def pinyin_initials(name: str) -> str:
    """The first letters of a name's pinyin syllables, from the shipped table; ASCII letters and digits stay."""
    letters = _character_initials()
    return "".join(letters.get(c, c.lower() if c.isascii() else "") for c in name if c.isalnum())


@lru_cache(maxsize=1)
def _character_initials() -> dict[str, str]:
    import csv  # noqa: PLC0415

    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {character: row["initial"] for row in csv.DictReader(file) for character in row["characters"]}
