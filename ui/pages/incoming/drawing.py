"""Where the parts of a document are drawn: cells with their spans, paragraphs, the pages of a PDF. Nothing is painted here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from msgspec import Struct
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from models.incoming.blocks import Block, Cell, Document, Paragraph, Place

_NARROWEST: Final = 3
_WIDEST: Final = (20, 16, 12, 9, 7)
"""Heights of the font: the least width of a column, and the widest, of which the first is taken with which all fit."""

_MOST_ROWS: Final = 1_500
"""Rows of a sheet that are drawn at most; of a longer one those around its block."""


class Spot(NamedTuple):
    """A cell or paragraph: where it is drawn, what it says, where it stands in the file. ``is_cell``: it has lines around it."""

    rect: QRect
    text: str
    place: Place
    is_cell: bool = True


class PageSpot(NamedTuple):
    """A page of a PDF: its number and where it is drawn."""

    number: int
    rect: QRect


class Drawing(Struct):
    """All that is drawn, from the top down; ``spots`` are sorted by their upper edges."""

    spots: list[Spot]
    pages: list[PageSpot]
    width: int
    height: int
    _tops: list[int]
    _tallest: int

    def between(self, top: int, bottom: int) -> Iterator[Spot]:
        """The spots that may be seen between two heights."""
        for spot in self.spots[bisect_left(self._tops, top - self._tallest) :]:
            if spot.rect.top() > bottom:
                return
            if spot.rect.bottom() >= top:
                yield spot

    def at(self, x: int, y: int) -> int:
        """The index of the spot at a point, -1 for none; of two that overlap the smaller."""
        found = [i for i, spot in enumerate(self.spots) if spot.rect.contains(x, y)]
        return min(found, key=lambda i: self.spots[i].rect.width() * self.spots[i].rect.height(), default=-1)

    def of(self, place: Place) -> int:
        """The index of the spot of a place, -1 for none."""
        return next((i for i, spot in enumerate(self.spots) if spot.place == place), -1)


class PageSizes(Protocol):
    """Knows the pages of a PDF."""

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points."""


class Measures(NamedTuple):
    """The metrics of the font, the padding of a cell and the gap between two parts, in pixels."""

    metrics: QFontMetrics
    padding: int
    gap: int
    width: int
    """The width that there is."""


def draw_parts(document: Document, parts: Sequence[int], near: Sequence[Place], measures: Measures) -> Drawing:
    """The parts of a document below each other. ``near`` are places around which a very long sheet is drawn."""
    spots: list[Spot] = []
    top, widest = measures.gap, 0
    for number in parts:
        part = document.parts[number]
        if isinstance(part, Paragraph):
            made = [_paragraph(part, top, measures)] if part.text.strip() else []
        else:
            made = list(_cells(part, near, top, measures))
        if made:
            spots += made
            top = max(spot.rect.bottom() for spot in made) + 1 + measures.gap
            widest = max(widest, *(spot.rect.right() + measures.gap for spot in made))
    return _drawing(spots, [], widest, top)


def _drawing(spots: list[Spot], pages: list[PageSpot], width: int, height: int) -> Drawing:
    spots.sort(key=lambda spot: (spot.rect.top(), spot.rect.left()))
    tallest = max((spot.rect.height() for spot in spots), default=0)
    return Drawing(spots, pages, width, height, [spot.rect.top() for spot in spots], tallest)


def _paragraph(part: Paragraph, top: int, measures: Measures) -> Spot:
    room = max(measures.width - 2 * measures.gap, 1)
    lines = _lines(part.text, room - 2 * measures.padding, measures.metrics)
    height = lines * measures.metrics.lineSpacing() + measures.padding
    return Spot(QRect(measures.gap, top, room, height), part.text, part.place, is_cell=False)


def _cells(block: Block, near: Sequence[Place], top: int, measures: Measures) -> Iterator[Spot]:
    first, last = _rows_of(block, near)
    cells = [cell for row in block.rows[first : last + 1] for cell in row]
    widths = _widths(cells, block.width, measures)
    least = round(1.3 * measures.metrics.height())
    heights = [least] * (last - first + 1)
    for cell in cells:
        if cell.rows == 1:
            room = sum(widths[cell.column : cell.column + cell.columns]) - 2 * measures.padding
            lines = _lines(cell.text, room, measures.metrics)
            wanted = lines * measures.metrics.lineSpacing() + measures.padding
            heights[cell.row - first] = max(heights[cell.row - first], wanted)
    lefts, tops = _sums(widths, measures.gap), _sums(heights, top)
    for cell in cells:
        upper, lower = tops[cell.row - first], tops[min(cell.row - first + cell.rows, len(heights))]
        left, right = lefts[cell.column], lefts[cell.column + cell.columns]
        yield Spot(QRect(left, upper, right - left, lower - upper), cell.text, block.place_of(cell))


def _widths(cells: Sequence[Cell], columns: int, measures: Measures) -> list[int]:
    """The widths of the columns: as wide as their texts, where that does not fit narrower ones with wrapped texts."""
    own = [_NARROWEST * measures.metrics.height() // 2] * columns
    for cell in cells:
        if cell.columns == 1:
            own[cell.column] = max(own[cell.column], _advance(cell.text, measures.metrics) + 3 * measures.padding)
    for widest in _WIDEST:
        widths = [min(width, widest * measures.metrics.height()) for width in own]
        if sum(widths) + 2 * measures.gap <= measures.width:
            break
    return widths


def _rows_of(block: Block, near: Sequence[Place]) -> tuple[int, int]:
    """The first and last row that are drawn, from 0."""
    if block.height <= _MOST_ROWS:
        return 0, block.height - 1
    rows = [place.row - (block.place.row or 1) for place in near if place.row and place.sheet == block.place.sheet]
    first = max(min(rows, default=0) - _MOST_ROWS // 10, 0)
    return first, min(first + _MOST_ROWS, block.height) - 1


def _sums(parts: Sequence[int], start: int) -> list[int]:
    sums = [start]
    for part in parts:
        sums.append(sums[-1] + part)
    return sums


def _advance(text: str, metrics: QFontMetrics) -> int:
    return max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)


def _lines(text: str, room: int, metrics: QFontMetrics) -> int:
    """How many lines a text takes; words of Chinese break anywhere."""
    room = max(room - metrics.height(), metrics.height())
    return sum(max(1, -(-metrics.horizontalAdvance(line) // room)) if len(line) > 1 else 1 for line in text.split("\n"))


def draw_pages(document: Document, parts: Sequence[int], sizes: PageSizes, measures: Measures) -> Drawing:
    """The pages of a PDF that hold some of its parts, as wide as there is room, with all that was read on them."""
    own = [document.parts[number].place for number in parts]
    numbers = sorted({page for place in own for page in range(place.page, max(place.until, place.page) + 1) if page})
    spots: list[Spot] = []
    pages: list[PageSpot] = []
    top, room = measures.gap, max(measures.width - 2 * measures.gap, 1)
    for number in numbers:
        wide, high = sizes.size(number)
        scale = room / wide
        pages.append(PageSpot(number, QRect(measures.gap, top, room, round(high * scale))))
        for part in document.parts:
            if part.place.page == number:
                spots += _of_page(part, scale, measures.gap, top)
        top += round(high * scale) + measures.gap
    return _drawing(spots, pages, room + 2 * measures.gap, top)


def _of_page(part: Block | Paragraph, scale: float, left: int, top: int) -> Iterator[Spot]:
    if isinstance(part, Paragraph):
        found = [(part.text, part.place)]
    else:
        found = [(cell.text, part.place_of(cell)) for cell in part.cells()]
    for text, place in found:
        if place.box is not None:
            at = QRect(round(place.box.left * scale) + left, round(place.box.top * scale) + top, 0, 0)
            at.setWidth(round((place.box.right - place.box.left) * scale))
            at.setHeight(round((place.box.bottom - place.box.top) * scale))
            yield Spot(at, text, place)
