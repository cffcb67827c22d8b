"""Splits text without tabs (copied from a PDF viewer) into the rows of a 绩效目标表.

Only labels, months and the words for levels are certain. What stands between them is a value where it can be no other: one
line, or lines that a cell's width broke. A line whose columns cannot be told apart stays one text with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from models.incoming.sheets import words
from models.incoming.sheets.loose_grid import LooseGrid
from models.incoming.sheets.notes import TextRow, shortened
from models.incoming.sheets.wording import Wording, cell_text, plain
from models.values.money import Unread, read_amount

_CODE: Final = re.compile(r"[0-9A-Za-z]+")
_ASCII: Final = re.compile(r"[!-~]")
_GOES_ON: Final = re.compile(
    r"\s*(?:\d{1,2}\s*[.、．)）]|目标\s*\d|[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}[是、])"
)
_ENDS: Final = "。；;！？!?"
_COLONS: Final = frozenset({":", "："})
_LEAST_LINE: Final = 8
_LEAST_GOAL: Final = 6
"""Characters of a line that a cell's width may have broken, in a name and in a longer text."""

_LONG_LINE: Final = 15
_SHORT_LABEL: Final = 2
_MOST_MERGED: Final = 5
_CERTAIN: Final = frozenset({"code", words.PLAN, words.KNOWN})
_LONG: Final = frozenset({"use", "ground", "necessity", "measures", "funding_words"})

Piece = tuple[str, str]
"""The id and words of a label, or "" and the words between labels."""


def rows_of_loose_text(text: str, wording: Wording) -> Iterator[TextRow]:
    """The rows of all sheets; a line outside of them is a row of one cell."""
    reader = _LooseReader(wording)
    for number, line in _healed([cell_text(line) for line in text.splitlines()], wording):
        yield from reader.take(number, line)
    yield from reader.flush()


def _healed(lines: Sequence[str], wording: Wording) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; the characters of a narrow cell (绩, 效, 指, 标), a line each, as one word."""
    at = 0
    while at < len(lines):
        count = 1
        if 0 < len(lines[at]) <= _MOST_MERGED:
            for more in range(_MOST_MERGED, 1, -1):
                group = lines[at : at + more]
                if all(0 < len(line) <= _MOST_MERGED for line in group) and _is_word("".join(group), wording):
                    count = len(group)
                    break
        yield at + 1, "".join(lines[at : at + count])
        at += count


def _is_word(text: str, wording: Wording) -> bool:
    return wording.is_level(text) or bool(wording.heading(text)) or wording.label(text) is not None


def joined(lines: Iterable[str]) -> str:
    """Lines of one cell as one text: a space only between two western words."""
    parts: list[str] = []
    for line in filter(None, lines):
        if parts and _ASCII.match(parts[-1][-1]) and _ASCII.match(line[0]):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


class _Field(Struct):
    """A label that is being read, and the lines that follow it. ``alone``: the label has a line of its own, as each cell may."""

    key: str
    label: str
    line: int
    texts: list[str] = field(default_factory=list)
    alone: bool = False

    @property
    def remark(self) -> str:
        """What to say of several lines that may be several cells."""
        return f"“{shortened(self.label)}”下面的 {len(self.texts)} 行当作一段读了" if self.alone and len(self.texts) > 1 else ""


class _LooseReader:
    """Reads line by line: first the fields of a head, then the records of a grid."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._label = re.compile(rf"(?<!\S)(?:{'|'.join(_label_patterns(wording))})(?=[\s:：]|$)[:：]?")
        self._grid = LooseGrid(wording)
        self._field: _Field | None = None
        self._code: TextRow | None = None
        self._empty: list[str] = []
        self._below_use = False

    def take(self, number: int, line: str) -> Iterator[TextRow]:
        """Take one line; yield the rows that it completes."""
        grid = self._grid
        if not line:
            grid.take_gap()
        elif self._wording.title_of([line]) is not None:
            yield from self.flush()
            grid.end()
            yield TextRow(number, (line,))
        elif grid.is_heading(line):
            if not grid.is_open:
                of_projects = len(self._empty) > 1 and "name" in self._empty
                yield from self.flush()
                grid.begin(number, of_projects=of_projects)
            grid.take_heading(line)
        elif grid.is_open and not {"code", "name"} & {key for key, _ in self._pieces(line)}:
            yield from grid.take(number, line)
        else:
            yield from self._take_head(number, line)

    def flush(self) -> Iterator[TextRow]:
        """Yield the rows that are still incomplete."""
        yield from self._end_field()
        if self._code is not None:
            yield self._code
            self._code = None
        yield from self._grid.flush()
        self._empty = []

    # --- the head

    def _pieces(self, line: str) -> list[Piece]:
        whole = self._wording.label(line)
        if whole is not None:
            return [(whole.id, line)]
        pieces: list[Piece] = []
        at = 0
        for found in self._label.finditer(line):
            pieces += [("", between)] if (between := line[at : found.start()].strip()) else []
            label = self._wording.label(found[0])
            pieces.append((label.id if label is not None else "", found[0]))
            at = found.end()
        return pieces + ([("", rest)] if (rest := line[at:].strip()) else [])

    def _take_head(self, number: int, line: str) -> Iterator[TextRow]:
        if self._grid.is_open:
            yield from self._grid.flush()
            self._grid.end()
        pieces = self._pieces(line)
        for key, text in pieces:
            if key:
                yield from self._end_field()
                self._field = _Field(key, text, number, alone=len(pieces) == 1)
            elif self._field is not None and self._belongs(self._field, text):
                self._field.texts.append(text)
            else:
                yield from self._doubtful()
                yield from self._end_field()
                if self._below_use and not words.looks_like_label(text):
                    self._field = _Field("use", "", number, [text])
                else:
                    yield _loose(number, text)

    def _doubtful(self) -> Iterator[TextRow]:
        """A line below the value of a label, which nobody knows, may mean that the label had none: then neither is read."""
        begun = self._field
        if begun is not None and begun.alone and begun.texts and begun.key not in words.MONEY and begun.key not in _CERTAIN:
            yield TextRow(begun.line, (begun.label, *begun.texts), "下面还有认不出的行，分不清哪一行是它的，没有读", is_unread=True)
            begun.texts = []

    def _belongs(self, begun: _Field, text: str) -> bool:
        """Whether a text can be the value of a label, or go on with it: only where nothing else can have begun."""
        if begun.key == words.PLAN:
            return True
        if begun.key.startswith("group:") or begun.key == words.FRAME:
            return False
        if begun.key in words.MONEY:
            return not begun.texts and not isinstance(read_amount(text), Unread)
        if not begun.texts and begun.key == "code":
            return bool(_CODE.fullmatch(text))
        if not begun.texts:  # many projects are called 某某资金
            return begun.key == "name" or not words.looks_like_label(text)
        is_long = begun.key in _LONG or begun.key.startswith(words.GOALS)
        return (is_long or begun.key == "name") and self._goes_on(begun.texts[-1], text, is_long=is_long)

    def _goes_on(self, before: str, text: str, *, is_long: bool) -> bool:
        """Whether a line goes on with the text before it: broken by the width of its cell, or a further numbered sentence."""
        if words.looks_like_label(text) or self._wording.is_level(text):
            return False
        if is_long and (_GOES_ON.match(text) or self._wording.goal_at_start.match(text)):
            return True
        if before[-1:] in _ENDS:
            return is_long and len(text) >= _LONG_LINE
        least = _LEAST_GOAL if is_long else _LEAST_LINE
        return len(before) >= least and len(text) <= len(before) + _SHORT_LABEL

    def _end_field(self) -> Iterator[TextRow]:
        begun, self._field = self._field, None
        if begun is None:
            return
        self._empty = [] if begun.texts else [*self._empty, begun.key]
        self._below_use = begun.key in {words.GROUP_USE, "budget", "fiscal", "other"} and (
            self._below_use or begun.key == words.GROUP_USE
        )
        code, self._code = self._code, None
        if begun.key == "code":
            self._code = _loose(begun.line, begun.label, joined(begun.texts))
        elif begun.key == "name" and code is not None:
            yield replace(code, cells=(*code.cells, begun.label, joined(begun.texts)), remark=begun.remark)
        elif code is not None:
            yield code
        if begun.key == words.PLAN:
            yield from self._plan_rows(begun)
        elif begun.key.startswith(words.GOALS):
            yield from self._goal_rows(begun)
        elif begun.key != "code" and (begun.key != "name" or code is None):
            cells = (begun.label, joined(begun.texts)) if begun.label else (joined(begun.texts),)
            yield _loose(begun.line, *cells, remark=begun.remark)

    def _plan_rows(self, begun: _Field) -> Iterator[TextRow]:
        """Months, then figures. If their numbers differ, a blank was lost and no figure is placed."""
        text = " ".join(begun.texts)
        found = list(self._wording.spaced_month.finditer(text))
        figures = text[found[-1].end() :].split() if found else text.split()
        fit = len(figures) == len(found)
        remark = "" if fit or not figures else f"有 {len(found)} 个月份、{len(figures)} 个数（{' '.join(figures)}），对不上，没有填"
        yield TextRow(begun.line, (begun.label, *(month[0] for month in found)), remark)
        if fit and figures:
            yield TextRow(begun.line, ("", *figures))

    def _goal_rows(self, begun: _Field) -> Iterator[TextRow]:
        """A label alone in its column (目标1) begins a row; 「目标1：…」 is text that begins a line."""
        goals: list[list[str]] = []
        for text in begun.texts:
            label = self._wording.goal_at_start.match(text)
            if label and text[label.end() : label.end() + 1] not in _COLONS:
                goals.append([label[0].strip(), text[label.end() :].strip()])
            elif label and goals and len(goals[-1]) > 1:
                goals[-1].append(f"\n{text}")
            elif goals:
                goals[-1].append(text)
            else:
                goals.append(["", text])
        for number, (label_text, *lines) in enumerate(goals):
            cells = (label_text, joined(lines)) if label_text else (joined(lines),)
            yield TextRow(begun.line, ("" if number else begun.label, *cells), "" if number else begun.remark)
        if not goals:
            yield TextRow(begun.line, (begun.label,))


def _loose(line: int, *cells: str, remark: str = "") -> TextRow:
    return TextRow(line, cells, remark, is_loose=True)


def _label_patterns(wording: Wording) -> list[str]:
    """Patterns of the labels in a line, the longest first, with spaces between the characters.

    The shortest, and those of groups, are words of prose too, and count only as whole lines.
    """
    own = {plain(label) for label in wording.words.values()} | {words.GROUP_USE}
    single = [label for label, name in wording.labels.items() if len(label) > _SHORT_LABEL and name not in words.GROUPS]
    labels = sorted({*single, *own} & wording.labels.keys(), key=len, reverse=True)
    bracket = r"(?:\s*[（(][^（()）]{0,12}[)）])?"
    return [rf"(?:其中\s*[:：]?\s*)?{_spaced(label)}{bracket}" for label in labels]


def _spaced(label: str) -> str:
    """A label with any white space between its characters, and either kind of brackets."""
    signs = {"(": "[（(]", ")": "[)）]"}
    return r"\s*".join(signs.get(sign, re.escape(sign)) for sign in label)
