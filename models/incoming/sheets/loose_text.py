"""Splits text without tabs (copied from a PDF viewer) into the rows of a 绩效目标表.

Only the form's labels, months, dimensions and categories are certain; a line between them whose columns cannot be told
apart stays one cell with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct, field

from models.incoming.sheets.notes import TextRow
from models.incoming.sheets.wording import PLAN, Wording, cell_text, plain
from models.values.money import Unread, read_amount

_CODE: Final = re.compile(r"[0-9A-Za-z]+")
_NUMBER_END: Final = re.compile(r"[\d%≥≤<>=]$")
_UNIT_WORD: Final = re.compile(r"[\u4e00-\u9fff/]{1,3}")
_ASCII: Final = re.compile(r"[!-~]")
_FIGURE: Final = re.compile(r"[\d%≥≤]")
_ABOVE_USE: Final = frozenset({"scale", "budget", "fiscal", "other"})
_TARGET: Final = 2
_LONGEST: Final = 20
"""Lines of a record; a longer text is not split again for each line."""

_COLONS: Final = frozenset({":", "："})
_CELLS: Final = 4
"""Cells of a record: 三级指标, 描述, 指标值, 依据."""

Piece = tuple[str, str]
"""The key and words of a label, or "" and the words between labels."""


def rows_of_loose_text(text: str, wording: Wording) -> Iterator[TextRow]:
    """The rows of all sheets; a line outside of them is a row of one cell."""
    reader = _LooseReader(wording)
    for number, line in enumerate(text.splitlines(), 1):
        yield from reader.take(number, cell_text(line))
    yield from reader.flush()


def joined(lines: Iterable[str]) -> str:
    """Lines of one cell as one text: a space only between two western words."""
    parts: list[str] = []
    for line in filter(None, lines):
        if parts and _ASCII.match(parts[-1][-1]) and _ASCII.match(line[0]):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


class _Field(Struct):
    """A label that is being read, and the lines that follow it."""

    key: str
    label: str
    line: int
    texts: list[str] = field(default_factory=list)


class _LooseReader:
    """Reads line by line: first the fields of a head, then the records of a grid."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._label = re.compile(rf"(?<!\S)(?:{'|'.join(_label_patterns(wording))})(?=[\s:：]|$)[:：]?")
        self._field: _Field | None = None
        self._code: TextRow | None = None
        self._in_grid = False
        self._dimension = self._category = ""
        self._record: list[str] = []
        self._tail: list[tuple[int, str]] = []
        self._line = 0
        self._own_lines = False
        self._after_gap = self._broken = False

    def take(self, number: int, line: str) -> Iterator[TextRow]:
        """Take one line; yield the rows that it completes."""
        if not line:
            self._after_gap = True
            return
        if self._wording.title_of([line]) is not None:
            yield from self.flush()
            self._in_grid, self._dimension, self._category = False, "", ""
            yield TextRow(number, (line,))
        elif self._is_heading(line):
            if not self._in_grid:
                yield from self.flush()
                yield TextRow(number, tuple(self._wording.headings))
            self._broken = self._in_grid
            self._in_grid = True
        elif self._in_grid and "code" not in {key for key, _ in self._pieces(line)}:
            yield from self._take_record(number, line)
        else:
            yield from self._take_head(number, line)

    def flush(self) -> Iterator[TextRow]:
        """Yield the rows that are still incomplete."""
        yield from self._end_field()
        if self._code is not None:
            yield self._code
            self._code = None
        yield from self._end_record()

    def _is_complete(self) -> bool:
        """Whether the current record has all its columns, so that a paragraph below does not belong to it."""
        record = self._record
        if self._own_lines:
            return len(record) == _CELLS
        return len(record) <= _LONGEST and len(_columns("  ".join(record))) == _CELLS

    def _is_heading(self, line: str) -> bool:
        """Whether a line holds headings of the grid and nothing else."""
        rest = plain(line)
        for heading in sorted(self._wording.headings, key=len, reverse=True):
            rest = rest.replace(heading, "")
        return not rest

    # --- the head

    def _pieces(self, line: str) -> list[Piece]:
        pieces: list[Piece] = []
        at = 0
        for found in self._label.finditer(line):
            pieces += [("", between)] if (between := line[at : found.start()].strip()) else []
            pieces.append((self._wording.label(found[0]), found[0]))
            at = found.end()
        return pieces + ([("", rest)] if (rest := line[at:].strip()) else [])

    def _take_head(self, number: int, line: str) -> Iterator[TextRow]:
        if self._in_grid:
            yield from self._end_record()
            self._in_grid = False
        for key, words in self._pieces(line):
            if key:
                yield from self._end_field()
                self._field = _Field(key, words, number)
            elif self._field is not None and self._belongs(self._field, words):
                self._field.texts.append(words)
            else:
                below_amounts = self._field is not None and self._field.key in _ABOVE_USE
                yield from self._end_field()
                if below_amounts:
                    self._field = _Field("use", "", number, [words])
                else:
                    yield TextRow(number, (words,))

    def _belongs(self, begun: _Field, words: str) -> bool:
        """Whether words can be the value of a label; in some forms the purpose follows the amounts without a label."""
        if begun.key == "code":
            return not begun.texts and bool(_CODE.fullmatch(words))
        if begun.key in _ABOVE_USE:
            return begun.key != "scale" and not begun.texts and not isinstance(read_amount(words), Unread)
        return True

    def _end_field(self) -> Iterator[TextRow]:
        begun, self._field = self._field, None
        if begun is None:
            return
        code, self._code = self._code, None
        if begun.key == "code":
            self._code = TextRow(begun.line, (begun.label, joined(begun.texts)))
        elif begun.key == "name" and code is not None:
            yield TextRow(code.line, (*code.cells, begun.label, joined(begun.texts)))
        elif code is not None:
            yield code
        if begun.key == PLAN:
            yield from self._plan_rows(begun)
        elif begun.key == "goals":
            yield from self._goal_rows(begun)
        elif begun.key != "code" and (begun.key != "name" or code is None):
            yield TextRow(begun.line, (begun.label, joined(begun.texts)))

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
            yield TextRow(begun.line, ("" if number else begun.label, *cells))

    # --- the grid

    def _take_record(self, number: int, line: str) -> Iterator[TextRow]:
        heads = self._heads(line)
        if not heads:
            self._continue_record(number, line)
            return
        self._record += [words for _, words in self._tail]  # the grid goes on, so they were part of it
        self._tail = []
        yield from self._end_record()
        self._line, self._broken, self._after_gap = number, False, False
        for word in heads:
            if plain(word) in self._wording.dimensions:
                self._dimension, self._category = word, ""
            else:
                self._category = word
        rest = [] if plain(line) == plain(heads[-1]) else line.split(maxsplit=len(heads))[len(heads) :]
        self._own_lines = not rest
        self._record = list(rest)

    def _continue_record(self, number: int, line: str) -> None:
        """Add a line to the record; after a complete one and a blank line it may be text below the grid instead."""
        after_gap, self._after_gap = self._after_gap, False
        if self._tail or (after_gap and not self._broken and self._is_complete()):
            self._tail.append((number, line))
            return
        self._line = self._line if self._record else number
        self._record.append(line)

    def _heads(self, line: str) -> list[str]:
        """The 一级 and 二级指标 at the beginning of a line."""
        dimensions, categories = self._wording.dimensions, self._wording.categories
        if plain(line) in dimensions | categories:
            return [plain(line)]
        words = line.split(maxsplit=2)
        heads = words[:1] if plain(words[0]) in dimensions else []
        return heads + [word for word in words[len(heads) : len(heads) + 1] if plain(word) in categories]

    def _end_record(self) -> Iterator[TextRow]:
        record, self._record = self._record, []
        tail, self._tail = self._tail, []
        if record:
            yield self._record_row(record)
        for number, line in tail:
            yield TextRow(number, (line,))

    def _record_row(self, record: list[str]) -> TextRow:
        cells = record if self._own_lines else _columns("  ".join(record))
        remark = ""
        if len(cells) != _CELLS:
            cells, remark = ["", " ".join(record), "", ""], "分不清这一条的各栏，整段放在描述里"
        return TextRow(self._line, (self._dimension, self._category, *cells), remark)


def _columns(text: str) -> list[str]:
    """The columns of a line: wide gaps between them, or one word each; [] when they cannot be told apart.

    A number and its unit (≥8 次) count as one word if only that gives the right number of columns.
    """
    for pattern in (r"\s{2,}", r"\s+"):
        columns = re.split(pattern, text)
        if len(columns) == _CELLS:
            return columns
    glued: list[str] = []
    for word in text.split():
        if glued and _NUMBER_END.search(glued[-1]) and _UNIT_WORD.fullmatch(word):
            glued[-1] += f" {word}"
        else:
            glued.append(word)
    return glued if len(glued) == _CELLS and _FIGURE.search(glued[_TARGET]) else []


def _label_patterns(wording: Wording) -> list[str]:
    """Patterns of all labels, the longest first, with spaces allowed between the characters."""
    labels = sorted(wording.words.values(), key=len, reverse=True)
    stem = r"\s*".join(map(re.escape, wording.plan_stem))
    return [rf"{stem}(?:\s*[（(][^（()）]*[)）])?", *(r"\s*".join(map(re.escape, "".join(label.split()))) for label in labels)]
