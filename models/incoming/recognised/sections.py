"""A document cut into its sections: each begins with a title that is known, or with a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct, field

from models.incoming.blocks import Place
from models.incoming.recognised.lines import SourceLine, plain
from models.incoming.recognised.titles import CONTENTS, TABLE, TEXT, Meaning, Titles, looks_like_title

_TITLE_ROWS: Final = 3
"""Rows from the top of a block in which a title may stand."""

_CAPTIONS: Final = 4
"""Rows below a title in which the headings of its table begin."""

_FEWEST_HEADINGS: Final = 3
_NOTE: Final = ("注:", "备注:", "说明:", "填报说明:")
_CAPTION: Final = 40
"""Characters of a line above or below a table: unit, year, names. Longer ones are text."""


class Section(Struct):
    """The lines from a title to the next; ``meanings`` is what the title may mean, () for one that nobody knows."""

    title: str
    place: Place
    meanings: tuple[Meaning, ...] = ()
    lines: list[SourceLine] = field(default_factory=list)
    part: int = 0
    """The part of the document in which its title stands."""

    @property
    def has_table(self) -> bool:
        """Whether any line is of a block."""
        return any(not line.is_paragraph for line in self.lines)


def sections_of(lines: Iterable[SourceLine], titles: Titles) -> list[Section]:
    """The sections in their order; the lines before the first title are one without title."""
    sections = [Section("", Place())]
    part, row, sheet = -1, 0, ""
    every = list(lines)
    for at, line in enumerate(every):
        part, row = (part, row + 1) if line.part == part else (line.part, 0)
        if line.place.sheet != sheet:
            sheet = line.place.sheet
            sections.append(Section(sheet, line.place, titles.find(sheet), part=line.part))
        text = _title(line, row) or (_title_between(every, at, titles) if row >= _TITLE_ROWS else "")
        meanings = titles.find(text)
        current = sections[-1]
        if _goes_on(current, line):
            current.lines.append(line)
            continue
        if meanings and meanings == current.meanings:
            current.title = text if _begins_sheet(current) else current.title
            continue
        if meanings and _begins_sheet(current):
            sections[-1] = Section(text, line.place, meanings, part=line.part)
        elif meanings or (looks_like_title(text) and not _begins_sheet(current) and not _is_contents(current)):
            sections.append(Section(text, line.place, meanings, part=line.part))
        else:
            current.lines.append(line)
    return [part for section in sections for part in _without_texts_below(section) if part.lines or part.meanings]


def _is_contents(section: Section) -> bool:
    return any(meaning.kind == CONTENTS for meaning in section.meanings)


def _goes_on(section: Section, line: SourceLine) -> bool:
    """Whether a line is on the sheet or page of the contents: the titles there are no titles."""
    same = line.place.sheet == section.place.sheet and line.place.page == section.place.page
    return _is_contents(section) and same and bool(line.place.sheet or line.place.page)


def _title(line: SourceLine, row: int) -> str:
    """The text of a line where a title may stand: alone, in a paragraph or at the top of a block."""
    if not line.is_paragraph and row >= _TITLE_ROWS and (not line.cells or line.cells[0].columns == 1):
        return ""
    return line.lone


def _title_between(lines: Sequence[SourceLine], at: int, titles: Titles) -> str:
    """A title that stands alone further down in a block, where tables stand below each other; "" for any other line.

    Below a blank row it may be of an unknown table; else it has to be a known one, with a table and no list of titles below it.
    """
    line = lines[at]
    text = line.lone
    if not text or not (titles.find(text) or looks_like_title(text)):
        return ""
    if not lines[at - 1].texts:
        return text
    below = (len(other.texts) for other in lines[at + 1 : at + _CAPTIONS] if other.part == line.part and other.texts)
    known = any(meaning.kind != TEXT for meaning in titles.find(text))
    return text if known and max(below, default=0) >= _FEWEST_HEADINGS else ""


def _begins_sheet(section: Section) -> bool:
    """Whether nothing was read of a sheet yet but its name."""
    return not section.lines and bool(section.place.sheet)


def _without_texts_below(section: Section) -> Sequence[Section]:
    """A table, and the paragraphs below it that are neither note nor caption: those are no part of it."""
    if not section.has_table or not any(meaning.kind == TABLE for meaning in section.meanings):
        return (section,)
    last = max(at for at, line in enumerate(section.lines) if not line.is_paragraph)
    below = [line for line in section.lines[last + 1 :] if not _is_caption(line)]
    if not below:
        return (section,)
    kept = [*section.lines[: last + 1], *filter(_is_caption, section.lines[last + 1 :])]
    return Section(section.title, section.place, section.meanings, kept, section.part), Section("", below[0].place, (), below)


def _is_caption(line: SourceLine) -> bool:
    text = plain("".join(line.texts))
    return text.startswith(_NOTE) or len(text) <= _CAPTION
