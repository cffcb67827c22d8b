"""The keys of forms.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.key import Key

KEYS: Final[tuple[Key, ...]] = (
    *amounts_keys("procurement", "政府采购表的金额和单价"),
    *amounts_keys("assets", "固定资产表的价值"),
)
