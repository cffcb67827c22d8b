"""What two lists of named things have not in common, in sentences: 「少了 2 栏：主管部门、负责人」."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from models.values.text import listed

_NAMED: Final = 8
"""Things of one kind that a sentence names before 等."""
_UNNAMED: Final = "没有名称的"


def come_and_gone(kind: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """The things of one ``kind``, with its measure word (id → name), that are gone, new or named otherwise."""
    for words, names in (
        ("少了", [name for key, name in was.items() if key not in now]),
        ("多了", [name for key, name in now.items() if key not in was]),
    ):
        if names:
            more = " 等" if len(names) > _NAMED else ""
            yield f"{words} {len(names)} {kind}：{listed(name or _UNNAMED for name in names[:_NAMED])}{more}"
    for key, name in now.items():
        if key in was and was[key] != name:
            yield f"“{was[key] or _UNNAMED}”改叫“{name or _UNNAMED}”"
