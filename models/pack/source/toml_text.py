"""Writes a file of a pack as TOML with a comment above each key, for an author who begins from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from models.pack.vocabulary.all_keys import described, described_at
from models.pack.vocabulary.key import Key

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST: Final = 110
_OF_THEIR_OWN: Final = frozenset({"table.sides", "document.section", "document.section.part"})
"""Inner lists whose entries are long: each gets a header. Entries of other inner lists take a line each."""


def toml_text(file: str, data: Mapping[str, Any]) -> str:
    """The text of ``file`` with this content; a key that the content lacks stands in a comment with its example."""
    return "\n".join(_Writer(file).lines(data, "")).lstrip("\n") + "\n"


class _Writer:
    """Writes one file; each key is explained where it first stands."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._keys = described()
        self._told: set[tuple[str, str, str]] = set()

    def lines(self, data: Mapping[str, Any], section: str) -> Iterator[str]:
        """A table without its header: the plain keys, those that it might have, then the tables in it."""
        inner = {key: value for key, value in data.items() if self._has_header(section, value, key)}
        yield from self._about(section, "*")
        for key, value in data.items():
            if key not in inner:
                yield from self._about(section, key)
                yield from self._about_entries(_joined(section, key), value)
                yield from _assignment(key, value)
        yield from self._missing(section, data)
        for key, value in inner.items():
            name = _joined(section, key)
            for entry in value if isinstance(value, list) else [value]:
                header = f"[[{_header(name)}]]" if isinstance(value, list) else f"[{_header(name)}]"
                yield from ("", *self._about(section, key), header)
                yield from self.lines(entry, name)

    def _has_header(self, section: str, value: Any, key: str) -> bool:
        if isinstance(value, dict):
            return not section
        is_list = isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)
        return is_list and (not section or _joined(section, key) in _OF_THEIR_OWN)

    # --- comments

    def _about(self, section: str, name: str) -> Iterator[str]:
        key = self._untold(section, name)
        if key is not None and key.meaning:
            yield f"# {key.meaning}"

    def _about_entries(self, section: str, value: Any) -> Iterator[str]:
        """What the inline tables under a key may say."""
        if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value)):
            for key in self._of(section):
                if self._untold(section, key.name) is not None:
                    yield f"#   {key.name}：{key.meaning}"

    def _missing(self, section: str, data: Mapping[str, Any]) -> Iterator[str]:
        """The plain keys that a table of this kind might have."""
        for key in self._of(section):
            if key.name not in data and key.example and self._untold(section, key.name) is not None:
                yield from (f"# {key.meaning}", f"# {key.example}")

    def _of(self, section: str) -> Sequence[Key]:
        file, name = described_at(self._file, section)
        return [key for place, key in self._keys.items() if place[:2] == (file, name) and key.name != "*"]

    def _untold(self, section: str, name: str) -> Key | None:
        """The description of a key, the first time that it is asked for."""
        place = (*described_at(self._file, section), name)
        if place in self._told:
            return None
        self._told.add(place)
        return self._keys.get(place)


def _assignment(key: str, value: Any) -> Iterator[str]:
    """A key with its value; a long list takes a line for each of its parts."""
    short = f"{_key(key)} = {_value(value)}"
    is_long = isinstance(value, list) and (len(short) > _LONGEST or (len(value) > 1 and isinstance(value[0], dict)))
    if is_long:
        yield from (f"{_key(key)} = [", *(f"  {_value(each)}," for each in value), "]")
    else:
        yield short


def _value(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _joined(section: str, key: str) -> str:
    return f"{section}.{key}" if section else key


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _header(name: str) -> str:
    return ".".join(map(_key, name.split(".")))
