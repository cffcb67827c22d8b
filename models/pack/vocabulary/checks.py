"""The keys of checks.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.key import Key

KEYS: Final[tuple[Key, ...]] = ()
