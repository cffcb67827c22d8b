"""The keys of pack.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.key import Key

KEYS: Final[tuple[Key, ...]] = (
    Key("", "entry_unit", "录入时金额按什么单位显示和读：“万元”（不写就是它）或“元”；录入的人自己还能换", 'entry_unit = "元"'),
)
