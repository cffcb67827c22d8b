"""Reads one TOML table of a pack key by key and rejects whatever is not in the vocabulary.

Every fault names the file, the place in it and the problem in Chinese; ``storage.packs.folder`` adds the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeVar

from models.pack.errors import MissingPart, PackError
from models.pack.reading import placeholders
from models.pack.source.proposals import did_you_mean
from models.pack.source.reading_log import Asked, ReadingLog, default_words

T = TypeVar("T")

LARGEST_NUMBER: Final = 1e12
"""Above every limit and year of a form."""

WIDEST: Final = 200
"""Half-width characters of a column; Excel opens none above 255."""

LONGEST: Final = 200
"""Rows of a form of fixed length; more than any form has."""

_IDENTIFIER: Final = re.compile(r"[\w-]+")


class TomlTable:
    """A TOML table whose keys are read by name; ``close`` refuses those never read.

    A wrong value is noted in the log, and a value of its kind stands in, so that one reading finds all faults; without a log
    ``PackError`` is raised at once. ``sections`` names the keys on the way for the log, list positions left out and ``*`` for
    names that the author chooses.
    """

    def __init__(
        self, data: Any, file: str, path: tuple[str | int, ...] = (), log: ReadingLog | None = None, name: str = ""
    ) -> None:
        self.file, self.path, self.log, self.name = file, path, log, name
        if not isinstance(data, Mapping):
            raise PackError(file, path, "这里应当是一组“键 = 值”")
        self._data = data
        self._read_keys: set[str] = set()
        self._known: dict[str, None] = {}
        self._is_map = False

    def __contains__(self, key: str) -> bool:
        self._ask(key, "", None, ())
        return key in self._data

    @property
    def raw(self) -> Mapping[str, Any]:
        """The table as it was parsed, for a rule that concerns keys of several sections at once."""
        return self._data

    def __iter__(self) -> Iterator[str]:
        """The keys of a table in which the author chooses them."""
        self._is_map = True
        return iter(self._data)

    def keys(self) -> tuple[str, ...]:
        """The keys of a table whose keys are those of the vocabulary, all the same."""
        return tuple(self._data)

    def fail(self, problem: str, *steps: str | int, allowed: Sequence[str] = (), about: str = "") -> PackError:
        """The error to raise for a problem at ``steps`` (keys, list positions) inside this table; the rest as in ``PackError``."""
        return PackError(self.file, (*self.path, *steps), problem, allowed=allowed, about=about)

    def refuse(self, problem: str, *steps: str | int, allowed: Sequence[str] = (), about: str = "") -> None:
        """Note a fault after which reading can go on."""
        fault = self.fail(problem, *steps, allowed=allowed, about=about)
        if self.log is None:
            raise fault
        self.log.add(fault)

    def get(self, key: str, kind: str = "", default: Any = None, choices: Sequence[str] = ()) -> Any:
        """The raw value of a key, or None. The rest describes the key to the log."""
        self._read_keys.add(key)
        self._ask(key, kind, default, choices)
        return self._data.get(key)

    def _ask(self, key: str, kind: str, default: Any, choices: Sequence[str]) -> None:
        self._known.setdefault(key)
        if self.log is not None:
            name = "*" if self._is_map else key
            self.log.ask(Asked(self.file, self.name, name, kind, default_words(default), tuple(choices)))

    def text(self, key: str, default: str | None = None, names: Collection[str] = (), *, blank: bool = False) -> str:
        """A text; required without a default, and then only ``blank`` ones may say nothing. ``names`` may stand in braces."""
        value = self._text(key, default, "文字", ())
        if default is None and not blank and key in self._data and isinstance(self._data[key], str) and not value.strip():
            self.refuse("不能空着", key)
        self._prove(value, names, key)
        return value

    def _text(self, key: str, default: str | None, kind: str, choices: Sequence[str]) -> str:
        value = self.get(key, kind, default, choices)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            self.refuse("缺少这一项" if value is None else "应当是文字，写在英文的双引号里", key, allowed=choices)
            return default if default is not None else next(iter(choices), "")
        return value

    def _prove(self, text: str, names: Collection[str], *steps: str | int) -> None:
        fault = placeholders.fault(text, names)
        if fault:
            self.refuse(fault, *steps)

    def phrase(self, key: str, default: str | None = None) -> str:
        """A text whose places the caller proves itself, since they say more than a name."""
        return self._text(key, default, "文字", ())

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        """A text that is one of ``choices``; required without a default."""
        value = self._text(key, default, "几个词中的一个", choices)
        if value not in choices:
            self.refuse(f"没有“{value}”{did_you_mean(value, choices)}，只能是 {'、'.join(filter(None, choices))}", key)
            return default if default is not None else next(iter(choices), "")
        return value

    def identifier(self, key: str = "id") -> str:
        """What others name an entry by, also inside ``T1:row:column``: letters (of any script), digits, ``_`` and ``-``."""
        name = self.text(key)
        if name.strip() and not _IDENTIFIER.fullmatch(name):
            self.refuse(f"“{name}”里有不能用的字：只能是字母、数字、下划线和连字符，没有空格和标点", key)
        return name

    def number(self, key: str, default: float | None = None, *, most: float = LARGEST_NUMBER) -> float:
        """A number from 0 to ``most``; required without a default."""
        value = self.get(key, "数", default)
        if value is None and default is not None:
            return default
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= most:
            is_large = isinstance(value, int | float) and value > most < LARGEST_NUMBER
            words = f"应当是 0 到 {most:g} 的数，不加引号" if is_large else "应当是不小于 0 的数，不加引号"
            self.refuse("缺少这一项" if value is None else words, key)
            return default or 0
        return value

    def count(self, key: str, most: int) -> int:
        """A whole number from 0 to ``most``; 0 when missing."""
        value = self.number(key, 0)
        if value != int(value) or value > most:
            self.refuse(f"应当是 0 到 {most} 的整数", key)
            return 0
        return int(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """A boolean; ``default`` when missing."""
        value = self.get(key, "true 或 false", default)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.refuse("应当是 true 或 false，不加引号", key)
            return default
        return value

    def texts(self, key: str, *, required: bool = True, names: Collection[str] = ()) -> tuple[str, ...]:
        """A text or a list of texts, as a tuple. ``names`` may stand in braces in them."""
        value = self.get(key, "一个或几个文字", None if required else [])
        if value is None and not required:
            return ()
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            self.refuse("缺少这一项" if value is None else "应当是一个或几个文字", key)
            return ()
        if required and not any(text.strip() for text in values):
            self.refuse("不能空着", key)
        for number, text in enumerate(values, 1):
            self._prove(text, names, *((key,) if isinstance(value, str) else (key, number)))
        return tuple(values)

    def inner(self, data: Any, *steps: str | int) -> TomlTable:
        """A table at ``steps`` inside this one."""
        keys = ["*" if self._is_map and not i else str(step) for i, step in enumerate(steps) if isinstance(step, str)]
        name = ".".join([*([self.name] if self.name else []), *keys])
        return TomlTable(data, self.file, (*self.path, *steps), self.log, name)

    def section(self, key: str) -> TomlTable:
        """A required inner table."""
        value = self.get(key, "一组", None)
        if value is None:
            raise MissingPart(self.file, (*self.path, key), "缺少这一组")
        return self.inner(value, key)

    def sections(self, key: str, *, required: bool = True) -> list[TomlTable]:
        """A list of inner tables."""
        value = self.get(key, "若干组", None if required else [])
        if value is None and not required:
            return []
        if not isinstance(value, list) or (required and not value):
            raise self.fail("缺少这一组" if value is None else "应当是一列", key)
        return [self.inner(v, key, i) for i, v in enumerate(value, 1)]

    def each(self, key: str, read: Callable[[TomlTable], T], *, required: bool = True) -> tuple[T, ...]:
        """What ``read`` makes of each inner table of a list; one that it refuses is noted and left out."""
        values: list[T] = []
        for section in self.sections(key, required=required):
            is_read = self.attempt(partial(_append, values, read, section), stand_in=False)
            if self.log is not None and not is_read:
                self.log.suspect(section.file, section.path)
        return tuple(values)

    def attempt(self, read: Callable[[], T], stand_in: Any) -> T:
        """What ``read`` returns; with a log a refusal is noted and ``stand_in`` returned."""
        return read() if self.log is None else self.log.attempt(read, stand_in)

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
        """Refuse every key that was never read."""
        for key in self._data:
            if key not in self._read_keys:
                known = list(self._known)
                self.refuse(f"不认识这一项{did_you_mean(key, known)}", key, allowed=known)


def _append(values: list[T], read: Callable[[TomlTable], T], section: TomlTable) -> bool:
    values.append(read(section))
    return True


def _texts_in(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts_in(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value, 1):
            yield from _texts_in(inner, (*path, position))


def refuse_duplicates(
    section: TomlTable, key: str, ids: Sequence[str], *, key_of: str = "id", positions: Sequence[int] = ()
) -> None:
    """Raise ``PackError`` for a repeated id ("": none), at ``key_of`` of the entry at its place in ``positions`` (from 1)."""
    seen: set[str] = set()
    for i, name in enumerate(ids):
        if name in seen:
            raise section.fail(f"“{name}”重复", key, positions[i] if positions else i + 1, key_of)
        seen |= {name} - {""}


def refuse_unknown(section: TomlTable, names: frozenset[str], known: frozenset[str], key: str, about: str = "") -> None:
    """Raise ``PackError`` for a name that is not in ``known``, which is made of the file ``about``."""
    for name in sorted(names - known):
        raise section.fail(f"没有“{name}”{did_you_mean(name, known)}", key, allowed=sorted(known), about=about)


def refuse_unknown_keys(section: TomlTable, known: Sequence[str]) -> None:
    """Refuse every key of a table of texts that is not in ``known``."""
    for name in section.keys():  # noqa: SIM118 - the names are the vocabulary's
        if name not in known:
            section.refuse(f"没有“{name}”{did_you_mean(name, known)}", name, allowed=known)
