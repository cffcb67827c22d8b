"""The line of every value of a TOML text, which ``tomllib`` does not tell.

Only texts that ``tomllib`` has accepted are scanned, so nothing has to be refused here: the values stay its own.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Final

Path = tuple[str | int, ...]
"""Keys and list positions (from 1) that lead to a value."""

_BLANK: Final = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_KEY: Final = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_TEXT: Final = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:[^"\\]|\\.)*"' + r"|'[^']*'", re.DOTALL)
_PLAIN: Final = re.compile(r"[^,\]}#\n]*")


def value_lines(text: str) -> Mapping[Path, int]:
    """The line (from 1) of every key and list element of a valid TOML text, tables by their headers."""
    return _Scanner(text).lines


class _Scanner:
    """Walks over the text once; ``lines`` is its result."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text, self._at = text, 0
        self._starts = [match.end() for match in re.finditer("\n", text)]
        self._counts: dict[Path, int] = {}
        self._document()

    def _document(self) -> None:
        inside: Path = ()
        while self._skip(_BLANK) < len(self._text):
            if self._text[self._at] == "[":
                inside = self._header()
            else:
                self._pair(inside)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _line(self) -> int:
        return bisect_right(self._starts, self._at) + 1

    def _header(self) -> Path:
        is_list, line = self._text.startswith("[[", self._at), self._line()
        self._at += 2 if is_list else 1
        *above, last = self._keys()
        self._at = self._text.index("]", self._at) + (2 if is_list else 1)
        path: Path = ()
        for key in above:
            path = self._newest((*path, key))
            self.lines.setdefault(path, line)
        path = (*path, last)
        self.lines.setdefault(path, line)
        if is_list:
            self._counts[path] = self._counts.get(path, 0) + 1
        path = self._newest(path)
        self.lines.setdefault(path, line)
        return path

    def _newest(self, path: Path) -> Path:
        """The last element so far where the path leads to a list of tables."""
        return (*path, self._counts[path]) if path in self._counts else path

    def _keys(self) -> Iterator[str]:
        """The parts of a dotted key."""
        while True:
            self._skip(_SPACE)
            start = self._at
            part = self._text[start : self._skip(_KEY)]
            yield next(iter(tomllib.loads(f"{part} = 0"))) if part[0] == '"' else part.strip("'")
            self._skip(_SPACE)
            if self._text[self._at] != ".":
                return
            self._at += 1

    def _pair(self, inside: Path) -> None:
        line, path = self._line(), inside
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self._at += 1
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self._text[self._at]
        if opening in "\"'":
            self._skip(_TEXT)
        elif opening == "[":
            for position in self._elements("]"):
                self.lines[*path, position] = self._line()
                self._value((*path, position))
        elif opening == "{":
            for _ in self._elements("}"):
                self._pair(path)
        else:
            self._skip(_PLAIN)

    def _elements(self, closing: str) -> Iterator[int]:
        """Stop at the beginning of each element of a list or an inline table, and behind its end."""
        self._at += 1
        position = 0
        while self._text[self._skip(_BLANK)] != closing:
            position += 1
            yield position
            if self._text[self._skip(_BLANK)] == ",":
                self._at += 1
        self._at += 1
