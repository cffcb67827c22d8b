"""The pages of the .docx: their size, margins, heads and numbers, and on which of them each part begins.

A word processor divides the pages by itself. What 目录 says until its field is updated is counted here, by the same heights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from msgspec import Struct

from models.pack.forms.narrative import PartKind
from models.pack.forms.publication import BODY, CONTENTS, NUMBERED_FROM, PublicationForm
from models.paper.page_room import MARGIN, MARGIN_HIGH, PAGE_SIZES, paginate
from models.paper.text_measure import BODY_SIZE, LINE_HEIGHT, line_count
from models.publication.document import ContentsPart, Part, Publication, PublishedSection, SheetPart, TextPart
from models.publication.flowing import FlowingSheet
from storage.publication.docx.styles import CONTENTS_LINE
from storage.publication.docx.table import TALL

_INCH: Final = 72.0
_MILLIMETRE: Final = _INCH / 25.4
_SHEET_MARGINS: Final = (MARGIN_HIGH * _INCH, MARGIN * _INCH, MARGIN_HIGH * _INCH, MARGIN * _INCH)
_INDENT: Final = "　　"
_ROW: Final = 1.3
"""The height of a row of the list of 机构设置 as a multiple of a line."""


class _Lines(Struct, frozen=True):
    """A paragraph of so many lines; ``key`` is that of the section which begins with it. One that is kept stays with the next."""

    count: float
    key: str = ""
    is_kept: bool = False


class PageLook(Struct, frozen=True):
    """How a run of pages looks: margins in points (top, right, bottom, left), with a running head and a number or without."""

    orientation: str
    margins: tuple[float, float, float, float]
    has_head: bool = True
    is_numbered: bool = True

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return PAGE_SIZES[self.orientation]

    @property
    def width(self) -> float:
        """The room between the margins in points."""
        return self.size[0] - self.margins[1] - self.margins[3]

    @property
    def height(self) -> float:
        """The room between the margins in points."""
        return self.size[1] - self.margins[0] - self.margins[2]


def page_looks(publication: Publication, orientations: Sequence[str]) -> list[PageLook]:
    """The look of the pages of every part, whose ``orientations`` are given."""
    parts = publication.parts
    contents = next((at for at, part in enumerate(parts) if isinstance(part, ContentsPart)), -1)
    first = contents if publication.form.numbered_from == NUMBERED_FROM[0] else contents + 1
    texts = tuple(each * _MILLIMETRE for each in publication.form.margins)
    looks = []
    for at, (part, orientation) in enumerate(zip(parts, orientations, strict=True)):
        is_cover = isinstance(part, SheetPart) and part.is_cover
        margins = _SHEET_MARGINS if isinstance(part, SheetPart) else (texts[0], texts[1], texts[2], texts[3])
        looks.append(PageLook(orientation, margins, not is_cover, at >= first and not is_cover))
    return looks


class PageCounter:
    """Counts the pages part by part; ``first`` holds the page on which each part and section begins."""

    def __init__(self, form: PublicationForm) -> None:
        self.first: dict[str, int] = {}
        self._form = form
        self._page = 1

    def begin(self, part: Part, look: PageLook) -> None:
        """A part begins on the next page."""
        if not look.is_numbered:
            self._page = 1
        self.first[part.key] = self._page

    def add_sheet(self, sheet: FlowingSheet, look: PageLook, scale: float, above: float) -> None:
        """A sheet below headings that take ``above`` points."""
        rows = [*sheet.head_lines, *sheet.rows]
        repeat = (2, 1 + len(sheet.head_lines) + sheet.head) if sheet.head else None
        beside = LINE_HEIGHT * scale
        heights = [above + beside * len(sheet.above)]
        for row in rows:
            height = row.height * scale
            heights += [height] if height < TALL else [beside] * math.ceil(height / beside)
        heights += [beside] * len(sheet.below)
        self._end(paginate(heights, repeat, look.height)[-1] + 1, look)

    def add_contents(self, lines: int, look: PageLook) -> None:
        """目录 with so many lines."""
        height = self._form.lettering[CONTENTS].size * CONTENTS_LINE
        self._end(math.ceil((lines * height + 2 * self._form.line_height) / look.height), look)

    def add_text(self, part: TextPart, look: PageLook) -> None:
        """A run of sections: lines of paragraphs, tables by their rows. Headings stay with what is below them."""
        room = max(1, math.floor(look.height / self._form.line_height))
        lines = [_Lines(2.0 if part.title else 0.0)]
        for section in part.sections:
            lines += self._lines(section, look)
        pages, used = 0, 0.0
        for at, line in enumerate(lines):
            if used + _kept(lines[at:]) > room and used:
                pages, used = pages + 1, 0.0
            if line.key and line.key != part.key:
                self.first.setdefault(line.key, self._page + pages)
            used += line.count
            while used > room:
                pages, used = pages + 1, used - room
        self._end(pages + 1, look)

    def _lines(self, published: PublishedSection, look: PageLook) -> Iterator[_Lines]:
        section, characters = published.section, look.width / self._form.lettering[BODY].size * 2
        yield _Lines(
            line_count(section.heading, characters) if section.heading else 0, published.key, is_kept=bool(section.heading)
        )
        for block in section.blocks:
            if block.kind is PartKind.AGENCIES and not block.is_empty:
                yield _Lines(len(block.rows) * LINE_HEIGHT * _ROW / self._form.line_height)
            for text in block.paragraphs:
                yield _Lines(line_count(_INDENT + text, characters), is_kept=block.kind is PartKind.HEADING)

    def _end(self, pages: int, look: PageLook) -> None:
        if look.is_numbered:
            self._page += pages


def heading_height(size: float) -> float:
    """The height of a line of a heading in points."""
    return size * LINE_HEIGHT / BODY_SIZE


def _kept(lines: Sequence[_Lines]) -> float:
    """The room in lines without which a paragraph begins a page: headings, with a line of what is below them."""
    kept = list(takewhile(lambda line: line.is_kept, lines))
    return sum(line.count for line in kept) + min(1.0, lines[len(kept)].count if len(kept) < len(lines) else 0.0)
