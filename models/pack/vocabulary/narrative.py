"""The keys of narrative.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.key import Key

KEYS: Final[tuple[Key, ...]] = (
    *amounts_keys("", "文字里的金额"),
    *amounts_keys("document", "这篇文字里的金额"),
    Key("document", "orientation", "这篇文字的纸：portrait 竖（不写就是它），landscape 横", 'orientation = "landscape"'),
)
