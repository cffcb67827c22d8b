"""The keys of all files of a pack, and how the reader's places are named in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.pack.vocabulary import checks, forms, narrative, pack, publication, sheet, tables
from models.pack.vocabulary.key import Key

VOCABULARY: Final[Mapping[str, tuple[Key, ...]]] = {
    "pack.toml": pack.KEYS,
    "tables.toml": tables.KEYS,
    "forms.toml": forms.KEYS,
    "sheet.toml": sheet.KEYS,
    "overall.toml": sheet.KEYS,
    "checks.toml": checks.KEYS,
    "narrative.toml": narrative.KEYS,
    "publication.toml": publication.KEYS,
}
"""File → its keys, in the order in which they are told."""

SHARED: Final[Mapping[str, tuple[str, str]]] = {
    "head": ("pack.toml", "head"),
    "where": ("tables.toml", "where"),
    "amounts": ("tables.toml", "amounts"),
    "words": ("narrative.toml", "words"),
}
"""Tables that may stand in several places, by their names: where their keys are described."""

SAME: Final[Mapping[str, str]] = {"overall.toml": "sheet.toml"}
"""Files with the keys of another file."""


def described_at(file: str, section: str) -> tuple[str, str]:
    """The file and section under which the keys of a place are described: each kind of table once."""
    return SHARED.get(section.rsplit(".", maxsplit=1)[-1]) or (SAME.get(file, file), section.replace("table.sides", "table"))


def described() -> dict[tuple[str, str, str], Key]:
    """Every key by file, section and name; what several places share once."""
    keys: dict[tuple[str, str, str], Key] = {}
    for file, of_file in VOCABULARY.items():
        for key in of_file:
            keys.setdefault((*described_at(file, key.section), key.name), key)
    return keys
