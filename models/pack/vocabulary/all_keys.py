"""The keys of all files of a pack, and how the reader's places are named in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.pack.vocabulary import checks, forms, narrative, pack, sheet, tables
from models.pack.vocabulary.key import Key

VOCABULARY: Final[Mapping[str, tuple[Key, ...]]] = {
    "pack.toml": pack.KEYS,
    "tables.toml": tables.KEYS,
    "forms.toml": forms.KEYS,
    "sheet.toml": sheet.KEYS,
    "checks.toml": checks.KEYS,
    "narrative.toml": narrative.KEYS,
}
"""File → its keys, in the order in which they are told."""

WHERE: Final = ("tables.toml", "where")
"""Where the keys of a filter are described, which may stand in several places of several files."""


def described_at(file: str, section: str) -> tuple[str, str]:
    """The file and section under which the keys of a place are described: each kind of table once."""
    if section.rsplit(".", maxsplit=1)[-1] == WHERE[1]:
        return WHERE
    return file, section.replace("table.sides", "table")
