"""Reads filters: which facts a table, side, line or column takes, and the groups of sources that filters may name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from models.book import terms
from models.book.facts import CARRY_FORWARD, INCOME, SPENDING, THREE_PUBLIC, TYPED
from models.pack.filters import EVERYTHING, Filter
from models.pack.forms.contents import PROCUREMENT, PROJECTS
from models.pack.reading.toml_table import TomlTable, refuse_unknown

FILE: Final = "tables.toml"
_VALUES: Final[Mapping[str, frozenset[str]]] = {
    "source": frozenset(terms.SOURCES),
    "kind": frozenset(terms.KINDS),
    "cost": frozenset(terms.COSTS),
    "item": frozenset(terms.THREE_PUBLIC_ITEMS),
}
DIMENSIONS: Final[Mapping[str, frozenset[str]]] = {
    SPENDING: frozenset({"source", "kind", "carried", "cost", "function", "economic"}),
    INCOME: frozenset({"source", "carried", "function"}),
    CARRY_FORWARD: frozenset({"source", "carried", "function"}),
    THREE_PUBLIC: frozenset({"source", "item"}),
    TYPED: frozenset({"item"}),
    PROJECTS: frozenset({"source", "carried", "function"}),
    PROCUREMENT: frozenset({"source"}),
}


_CODES: Final = {
    "function": (re.compile(r"2\d\d(\d\d){0,2}", re.ASCII), "功能科目只能是数字：2 开头，类 3 位、款 5 位、项 7 位"),
    "economic": (re.compile(r"3\d\d(\d\d)?", re.ASCII), "部门经济科目只能是数字：3 开头，类 3 位、款 5 位"),
}
"""What a code of a classification looks like, and what is said of one that does not."""


def read_groups(section: TomlTable) -> dict[str, frozenset[str]]:
    """The groups of sources that filters may name."""
    if "groups" not in section:
        return {}
    inner = section.section("groups")
    groups = {name: frozenset(inner.texts(name)) for name in inner}
    for name, members in groups.items():
        if name in terms.SOURCES:
            raise inner.fail("和资金来源重名", name)
        refuse_unknown(inner, members, frozenset(terms.SOURCES), name)
    return groups


def read_filter(section: TomlTable, key: str, facts: str, groups: Mapping[str, frozenset[str]]) -> Filter:
    """The filter under a key for facts of the stream ``facts``; EVERYTHING when missing."""
    if key not in section:
        return EVERYTHING
    inner = section.section(key)
    values: dict[str, Any] = {}
    for name in inner.keys():  # noqa: SIM118 - the names are the vocabulary's, not the author's
        if name not in DIMENSIONS[facts]:
            raise inner.fail(f"这里不能按“{name}”筛选，只能按 {'、'.join(sorted(DIMENSIONS[facts]))}", name)
        values[name] = _filter_value(inner, name, groups, facts)
    if not values:
        raise inner.fail("筛选条件是空的")
    _refuse_without_economic(inner, values)
    return Filter(**values)


def refuse_no_code(section: TomlTable, key: str, text: str) -> None:
    """Raise ``PackError`` unless a text is a code of the classification ``key``: function, economic."""
    form, words = _CODES[key]
    if not form.fullmatch(text):
        raise section.fail(words, key)


def _refuse_without_economic(section: TomlTable, values: Mapping[str, Any]) -> None:
    """Raise for money that has no economic code and is to be told apart by it: nothing would ever pass."""
    kinds, key = values.get("kind"), "cost" if values.get("cost") else "economic"
    if kinds is not None and terms.BASIC not in kinds and values.get(key):
        raise section.fail("只有基本支出有部门经济科目，这样筛选什么钱都收不进来", key)


def _filter_value(inner: TomlTable, name: str, groups: Mapping[str, frozenset[str]], facts: str) -> Any:
    if name == "carried":
        return inner.flag(name)
    texts = inner.texts(name)
    if not texts:
        return None  # was refused
    if name in _CODES:
        for text in texts:
            refuse_no_code(inner, name, text)
        return texts
    if facts == TYPED:  # its items are the pack's own: ``refuse_unknown_items``
        return frozenset(texts)
    members = frozenset().union(*(groups.get(text, frozenset({text})) for text in texts))
    known = _VALUES[name] | (groups.keys() if name == "source" else frozenset())
    refuse_unknown(inner, members, known, name, about="" if inner.file == FILE else FILE)
    return members
