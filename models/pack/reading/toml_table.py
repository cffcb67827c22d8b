"""Reads one TOML table of a pack key by key and rejects whatever is not in the vocabulary.

Every error names the file, the place in it and the problem in Chinese; ``storage.packs.catalogue`` adds the line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from models.pack.errors import PackError
from models.pack.reading import placeholders

LARGEST_NUMBER: Final = 1e12
"""Above every limit, width and year of a form."""


class TomlTable:
    """A TOML table whose keys are read by name; ``close`` rejects those never read. A wrong value raises ``PackError``."""

    def __init__(self, data: Any, file: str, path: tuple[str | int, ...] = ()) -> None:
        self.file, self.path = file, path
        if not isinstance(data, Mapping):
            raise PackError(file, path, "这里应当是一组“键 = 值”")
        self._data = data
        self._read_keys: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def fail(self, problem: str, *steps: str | int) -> PackError:
        """The error to raise for a problem at ``steps`` (keys, list positions) inside this table."""
        return PackError(self.file, (*self.path, *steps), problem)

    def get(self, key: str) -> Any:
        """The raw value of a key, or None."""
        self._read_keys.add(key)
        return self._data.get(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def text(self, key: str, default: str | None = None, names: Collection[str] = ()) -> str:
        """A text; required without a default. ``names`` may stand in braces in it."""
        value = self.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise self.fail("缺少这一项" if value is None else "应当是文字", key)
        self._prove(value, names, key)
        return value

    def _prove(self, text: str, names: Collection[str], *steps: str | int) -> None:
        fault = placeholders.fault(text, names)
        if fault:
            raise self.fail(fault, *steps)

    def phrase(self, key: str, default: str | None = None) -> str:
        """A text whose places the caller proves itself, since they say more than a name."""
        value = self.get(key)
        return value if isinstance(value, str) else self.text(key, default)

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        """A text that is one of ``choices``; required without a default."""
        value = self.text(key, default)
        if value not in choices:
            raise self.fail(f"没有“{value}”，只能是 {'、'.join(choices)}", key)
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """A number from 0 to ``LARGEST_NUMBER``; required without a default."""
        value = self.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= LARGEST_NUMBER:
            raise self.fail("缺少这一项" if value is None else "应当是不小于 0 的数", key)
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """A boolean; ``default`` when missing."""
        value = self.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.fail("应当是 true 或 false", key)
        return value

    def texts(self, key: str, *, required: bool = True, names: Collection[str] = ()) -> tuple[str, ...]:
        """A text or a list of texts, as a tuple. ``names`` may stand in braces in them."""
        value = self.get(key)
        if value is None and not required:
            return ()
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise self.fail("缺少这一项" if value is None else "应当是一个或几个文字", key)
        for number, text in enumerate(values, 1):
            self._prove(text, names, *((key,) if isinstance(value, str) else (key, number)))
        return tuple(values)

    def section(self, key: str) -> TomlTable:
        """A required inner table."""
        value = self.get(key)
        if value is None:
            raise self.fail("缺少这一组", key)
        return TomlTable(value, self.file, (*self.path, key))

    def sections(self, key: str, *, required: bool = True) -> list[TomlTable]:
        """A list of inner tables."""
        value = self.get(key)
        if value is None and not required:
            return []
        if not isinstance(value, list) or (required and not value):
            raise self.fail("缺少这一组" if value is None else "应当是一列", key)
        return [TomlTable(v, self.file, (*self.path, key, i)) for i, v in enumerate(value, 1)]

    def text_map(self, key: str, *, required: bool = True) -> dict[str, str]:
        """An inner table whose values are all texts."""
        if not required and key not in self:
            return {}
        inner = self.section(key)
        return {name: inner.text(name) for name in inner}

    def every_text(self, *, without: str = "") -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every text anywhere in the table with its place, except under the key ``without``; none counts as read by this."""
        for key, value in self._data.items():
            if key != without:
                yield from _texts_in(value, (key,))

    def close(self) -> None:
        """Raise ``PackError`` for a key that was never read."""
        for key in self._data:
            if key not in self._read_keys:
                raise self.fail("不认识这一项", key)


def _texts_in(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts_in(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value, 1):
            yield from _texts_in(inner, (*path, position))


def refuse_duplicates(section: TomlTable, key: str, ids: Sequence[str]) -> None:
    """Raise ``PackError`` for a repeated id."""
    seen: set[str] = set()
    for i, name in enumerate(ids, 1):
        if name in seen:
            raise section.fail(f"“{name}”重复", key, i)
        seen.add(name)


def refuse_unknown(section: TomlTable, names: frozenset[str], known: frozenset[str], key: str) -> None:
    """Raise ``PackError`` for a name that is not in ``known``."""
    for name in sorted(names - known):
        raise section.fail(f"没有“{name}”", key)
