"""The indicator grid of a text without tabs: headings, and records that begin with a 一级 or 二级指标."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from models.incoming.sheets.notes import TextRow
from models.incoming.sheets.wording import Wording, plain
from models.values.target_parts import read_sign

_NUMBER_END: Final = re.compile(r"[\d%≥≤<>=]$")
_UNIT_WORD: Final = re.compile(r"[\u4e00-\u9fff/]{1,3}")
_FIGURE: Final = re.compile(r"[\d%≥≤]")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?%?")
_LONGEST: Final = 20
"""Lines of a record; a longer text is not split again for each line."""

_UNSURE: Final = "分不清这一条的各栏"
_WHOLE: Final = "没有分开的各栏"


class _Record(Struct):
    """The lines of one indicator below its levels. ``own_lines``: each cell has a line of its own."""

    line: int
    levels: tuple[str, str]
    texts: list[str]
    own_lines: bool


class LooseGrid:
    """Collects headings and records. A grid with one cell a line is split only where every record has a line for each column."""

    def __init__(self, wording: Wording) -> None:
        self.is_open = False
        self._wording = wording
        self._spell = re.compile("|".join(map(re.escape, sorted(wording.headings, key=len, reverse=True))))
        self._line = 0
        self._headings: list[str] = []
        self._complete = self._of_projects = self._has_unknown = False
        self._dimension = self._category = ""
        self._record: _Record | None = None
        self._records: list[_Record] = []
        self._tail: list[tuple[int, str]] = []
        self._after_gap = self._broken = False

    # --- headings

    def begin(self, line: int, *, of_projects: bool) -> None:
        """Begin a grid; ``of_projects``: a table for all projects, which such a text does not tell apart."""
        self.is_open, self._line, self._of_projects = True, line, of_projects
        self._headings, self._complete, self._has_unknown = [], False, False
        self._dimension = self._category = ""

    def end(self) -> None:
        """A new sheet begins."""
        self.is_open = False

    def is_heading(self, line: str) -> bool:
        """Whether a line is headings and nothing else: at the beginning of a grid one with 一级指标, then any."""
        spelt = self._spelt(line)
        if not spelt:
            return False
        if not self.is_open:
            return self._wording.headings[spelt[0]] == "dimension"
        if not self._complete:
            return True
        return len(spelt) > 1 or self._wording.headings[spelt[0]] == "dimension" or self._broken_at(spelt[0])

    def _broken_at(self, word: str) -> bool:
        return self._broken and self._record is None and word in self._headings

    def _spelt(self, line: str) -> list[str]:
        """The headings that a line consists of; [] where it holds anything else."""
        text = plain(line)
        found = self._spell.findall(text)
        return found if found and sum(map(len, found)) == len(text) else []

    def take_heading(self, line: str) -> None:
        """Take a line of headings, the first ones or those repeated at a page turn."""
        if self._complete:
            self._broken = True
        else:
            self._headings += self._spelt(line)

    def take_gap(self) -> None:
        """A blank line."""
        self._after_gap = True

    # --- records

    def take(self, number: int, line: str) -> Iterator[TextRow]:
        """Take a line below the headings; yields a row that belongs to no record."""
        self._complete = True
        heads = self._heads(line)
        if not heads:
            if self._record is None:
                self._has_unknown = True  # it may be a heading
                yield TextRow(number, (line,), "这一行没有读懂", is_unread=True)
            else:
                self._continue(number, line)
            return
        if self._record is not None:
            self._record.texts += [text for _, text in self._tail]  # the grid goes on, so they were part of it
        self._tail = []
        self._broken = self._after_gap = False
        for word in heads:
            if plain(word) in self._wording.known_dimensions and not (self._dimension and word in self._wording.categories):
                self._dimension, self._category = word, ""
            else:
                self._category = word
        rest = [] if plain(line) == plain(heads[-1]) else line.split(maxsplit=len(heads))[len(heads) :]
        empty = self._record is not None and not self._record.texts and self._record.own_lines
        if self._record is not None and not empty:
            self._records.append(self._record)
        self._record = _Record(number, (self._dimension, self._category), list(rest), own_lines=not rest)

    def _continue(self, number: int, line: str) -> None:
        """Add a line to the record; after a complete one and a blank line it may be text below the grid instead."""
        after_gap, self._after_gap = self._after_gap, False
        record = self._record
        if record is None or self._tail or (after_gap and not self._broken and self._is_complete(record)):
            self._tail.append((number, line))
            return
        record.line = record.line if record.texts else number
        record.texts.append(line)

    def _is_complete(self, record: _Record) -> bool:
        """Whether a record has all its columns, so that a paragraph below does not belong to it."""
        if record.own_lines:
            return len(record.texts) == len(self._cells)
        return len(record.texts) <= _LONGEST and bool(self._columns("  ".join(record.texts)))

    def _heads(self, line: str) -> list[str]:
        """The 一级 and 二级指标 at the beginning of a line."""
        wording = self._wording
        if wording.is_level(line):
            return [plain(line)]
        parts = line.split(maxsplit=2)
        heads = parts[:1] if plain(parts[0]) in wording.known_dimensions else []
        return heads + [word for word in parts[len(heads) : len(heads) + 1] if plain(word) in wording.known_categories]

    @property
    def _ids(self) -> list[str]:
        return [self._wording.headings[word] for word in self._headings]

    @property
    def _cells(self) -> list[str]:
        """The ids of the columns after the levels."""
        return [name for name in self._ids if name not in {"dimension", "category"}]

    # --- rows

    def flush(self) -> Iterator[TextRow]:
        """End the grid: its headings, its records as rows, and the text below it."""
        records = [*self._records, *([self._record] if self._record is not None else [])]
        tail, self._records, self._record, self._tail = self._tail, [], None, []
        if self.is_open and self._headings:
            yield from self._rows(records)
            self._headings = []
        for number, line in tail:
            yield TextRow(number, (line,))

    def _rows(self, records: Sequence[_Record]) -> Iterator[TextRow]:
        if self._of_projects or self._ids[:2] != ["dimension", "category"]:
            told = "多个项目的表一行一格，分不清各栏，没有读" if self._of_projects else "指标表的栏目分不清，没有读"
            for record in records:
                yield TextRow(record.line, (*filter(None, record.levels), *record.texts), told, is_unread=True)
            return
        fits = not self._has_unknown and all(self._fits(record.texts) for record in records if record.own_lines)
        made = [(record, self._split(record, fits=fits)) for record in records]
        whole = [] if "description" in self._cells or all(cells for _, cells in made) else [_WHOLE]
        yield TextRow(self._line, (*self._headings, *whole))
        for record, cells in made:
            yield TextRow(record.line, (*record.levels, *(cells or self._kept_whole(record))), "" if cells else self._told)

    @property
    def _told(self) -> str:
        return f"{_UNSURE}，整段放在{'描述' if 'description' in self._cells else '“其他”'}里"

    def _kept_whole(self, record: _Record) -> list[str]:
        """The text of a record that cannot be split, in the description, or where there is none in a column of its own."""
        text = " ".join(record.texts)
        if "description" in self._cells:
            return [text if name == "description" else "" for name in self._cells]
        return [*[""] * len(self._cells), text]

    def _split(self, record: _Record, *, fits: bool) -> list[str]:
        if record.own_lines:
            return record.texts if fits else []
        return self._columns("  ".join(record.texts))

    def _fits(self, cells: Sequence[str]) -> bool:
        """Whether there is a cell for each column, and signs and 权重 are where they have to be."""
        names = self._cells
        if len(cells) != len(names):
            return False
        signs = all(read_sign(cell) for name, cell in zip(names, cells, strict=True) if name == "sign")
        return signs and all(_NUMBER.fullmatch(cell) for name, cell in zip(names, cells, strict=True) if name == "weight")

    def _columns(self, text: str) -> list[str]:
        """The columns of a line: wide gaps between them, or one word each; [] when they cannot be told apart.

        A number and its unit (≥8 次) count as one word if only that gives the right number of columns.
        """
        for pattern in (r"\s{2,}", r"\s+"):
            columns = re.split(pattern, text)
            if self._fits(columns):
                return columns
        glued: list[str] = []
        for word in text.split():
            if glued and _NUMBER_END.search(glued[-1]) and _UNIT_WORD.fullmatch(word):
                glued[-1] += f" {word}"
            else:
                glued.append(word)
        at = self._cells.index("target") if "target" in self._cells else 0
        return glued if self._fits(glued) and _FIGURE.search(glued[at]) else []
