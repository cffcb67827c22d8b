"""Loads the code tables for a book: the shipped edition, overridden by the finance bureau's list."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from models.values.codes import BUREAU, Code, Codes
from storage.packs.catalogue import CODES, built_in_codes

ANY_YEAR: Final = "any"


def load_codes(edition: str, year: int, folder: Path | None) -> Codes:
    """The code tables of an edition, overridden by the bureau's list in ``folder`` for the year, else for any year."""
    codes = built_in_codes(edition)
    for name in (str(year), ANY_YEAR):
        home = folder / name if folder else None
        if home and home.is_dir():
            function, economic = read_kept(home / "function.csv"), read_kept(home / "economic.csv")
            return Codes(codes.function.with_bureau_list(function), codes.economic.with_bureau_list(economic))
    return codes


def read_kept(path: Path) -> list[Code]:
    """The rows of a list that was kept; none where there is no file."""
    if not path.is_file():
        return []
    import csv  # noqa: PLC0415 - most starts do not need it

    with path.open(encoding="utf-8", newline="") as file:
        return [Code(row["code"], row["name"], row.get("verified") or BUREAU, row["initials"]) for row in csv.DictReader(file)]


@lru_cache(maxsize=16_384)
def pinyin_initials(name: str) -> str:
    """The first letters of a name's pinyin syllables, from the shipped table; ASCII letters and digits stay."""
    letters = _character_initials()
    return "".join(letters.get(c, c.lower() if c.isascii() else "") for c in name if c.isalnum())


@lru_cache(maxsize=1)
def _character_initials() -> dict[str, str]:
    import csv  # noqa: PLC0415

    with (CODES / "initials.csv").open(encoding="utf-8", newline="") as file:
        return {character: row["initial"] for row in csv.DictReader(file) for character in row["characters"]}
