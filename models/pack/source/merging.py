"""What a pack changes in the pack that it extends: files are merged by key, lists of entries by what names an entry.

``remove`` and ``replace`` in a table and ``before`` and ``after`` in an entry say what merging alone cannot say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from models.pack.errors import PackError
from models.pack.source.proposals import did_you_mean
from models.pack.source.written import Written

REMOVE: Final = "remove"
REPLACE: Final = "replace"
PLACES: Final = ("before", "after")

_NAMED_BY: Final = (
    ("id",), ("name",), ("code", "rule"), ("economic", "function"), ("heading", "title"), ("form",), ("item",), ("field",),
    ("facts",),
)  # fmt: skip
"""What names an entry of a list, tried in this order: the first that tells all entries of the extended list apart."""
_WHOLE: Final = frozenset({"where", "when", "unless"})
"""A condition is one statement: half of an old one and half of a new one mean neither."""

Name = tuple[str, ...]


def merged(base: Written, own: Written) -> Written:
    """The base with what ``own`` (a table, as the base) changes in it. Raises ``PackError``."""
    if not isinstance(own.value, dict) or not isinstance(base.value, dict):
        return own
    words = dict(own.value)
    result = dict(base.value)
    for key in _texts(words.pop(REMOVE, None)):
        _take_away(result, key)
    replaced = _texts(words.pop(REPLACE, None))
    for key in replaced:
        if key.value not in words:
            raise _fault(key, f"“{key.value}”要整个换掉，可是这里没有写新的", tuple(words))
    whole = {key.value for key in replaced} | _WHOLE
    for key, value in words.items():
        result[key] = value if key in whole or key not in result else _merged_value(key, result[key], value)
    return Written(result, own.file, own.line)


def _merged_value(key: str, base: Written, own: Written) -> Written:
    if isinstance(base.value, dict):
        return merged(base, own)
    if _is_entries(base) and _is_entries(own):
        return _merged_entries(key, base, own)
    return own


def _is_entries(written: Written) -> bool:
    return isinstance(written.value, list) and bool(written.value) and all(isinstance(each.value, dict) for each in written.value)


def _merged_entries(key: str, base: Written, own: Written) -> Written:
    named_by = _named_by(base.value)
    if not named_by:
        return own
    entries: list[Written] = list(base.value)
    changed: set[Name] = set()
    for each in own.value:
        name = _name(each, named_by)
        if not any(name):
            raise _fault(each, f"这一项要写明 {'、'.join(named_by)}，才知道改的是“{key}”里的哪一项")
        if name in changed:
            raise _fault(each, f"“{' '.join(filter(None, name))}”前面已经写过一次；合在一起写")
        changed.add(name)
        at = next((i for i, other in enumerate(entries) if _name(other, named_by) == name), None)
        place = {word: each.value[word] for word in PLACES if word in each.value}
        entry = Written({k: v for k, v in each.value.items() if k not in PLACES}, each.file, each.line)
        if at is not None:
            entry = merged(entries[at], entry)
            if not place:
                entries[at] = entry
                continue
            del entries[at]
        entries.insert(_position(entries, named_by, place), entry)
    return Written(entries, own.file, own.line)


def _position(entries: Sequence[Written], named_by: Name, place: Mapping[str, Written]) -> int:
    """Where an entry goes: before or after the one that it names, else to the end."""
    if not place:
        return len(entries)
    word, wanted = next(iter(place.items()))
    if len(place) > 1:
        raise _fault(wanted, f"{' 和 '.join(PLACES)} 只能写一个")
    for position, entry in enumerate(entries):
        if wanted.value in _short_names(entry, named_by):
            return position if word == PLACES[0] else position + 1
    raise _fault(wanted, f"没有“{wanted.value}”", [_short_names(entry, named_by)[0] for entry in entries])


# --- taking away ---------------------------------------------------------------------------------------------------


def _take_away(table: dict[str, Written], word: Written) -> None:
    """Take away a key of the table, or an entry (``id``, or ``list.id`` where several lists have it) of one of its lists."""
    if word.value in table:
        del table[word.value]
        return
    known = {
        (key, name): position
        for key, value in table.items()
        if _is_entries(value)
        for position, entry in enumerate(value.value)
        for name in _short_names(entry, _named_by(value.value))
    }
    found = [place for place in known if word.value in {place[1], f"{place[0]}.{place[1]}"}]
    if not found:
        raise _fault(word, f"没有“{word.value}”，拿不掉{did_you_mean(word.value, [name for _, name in known])}", [*table])
    lists = {key for key, _ in found}
    if len(lists) > 1:
        raise _fault(word, f"“{word.value}”不知道是哪一个", [f"{key}.{word.value}" for key in sorted(lists)])
    (key,) = lists
    named_by = _named_by(table[key].value)
    names = {name for _, name in found}
    left = [entry for entry in table[key].value if not names & set(_short_names(entry, named_by))]
    table[key] = Written(left, table[key].file, table[key].line)


# --- names ---------------------------------------------------------------------------------------------------------


def _named_by(entries: Sequence[Written]) -> Name:
    for keys in _NAMED_BY:
        names = [_name(entry, keys) for entry in entries]
        if all(map(any, names)) and len(set(names)) == len(names):
            return keys
    return ()


def _name(entry: Written, keys: Name) -> Name:
    return tuple(_text(entry.value.get(key)) for key in keys)


def _text(written: Written | None) -> str:
    return written.value if written is not None and isinstance(written.value, str) else ""


def _short_names(entry: Written, keys: Name) -> tuple[str, ...]:
    """How ``remove``, ``before`` and ``after`` may call an entry: by the first word of its name or by all of it."""
    words = [word for word in _name(entry, keys) if word]
    return tuple(dict.fromkeys([words[0], " ".join(words)])) if words else ()


def _texts(written: Written | None) -> list[Written]:
    """The texts of a list, or of a single text."""
    if written is None:
        return []
    words: list[Any] = written.value if isinstance(written.value, list) else [written]
    for word in words:
        if not isinstance(word.value, str):
            raise _fault(word, "应当是一个或几个文字")
    return words


def _fault(at: Written, problem: str, allowed: Sequence[str] = ()) -> PackError:
    return PackError(at.file, (), problem, at.line, allowed=allowed)
