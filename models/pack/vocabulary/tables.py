"""The keys of tables.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.key import Key
from models.pack.vocabulary.layout import layout_keys

KEYS: Final[tuple[Key, ...]] = (
    *amounts_keys("", "所有表和清单的金额"),
    *amounts_keys("table", "这张表的金额"),
    *layout_keys(),
)
