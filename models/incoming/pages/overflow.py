"""Which cell each character of a page stands in; a text that is wider than its cell stays in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from models.incoming.pages.frames import Frame
from models.incoming.pages.page import Glyph

_TOUCHING: Final = 0.12
_OVERLAP: Final = -0.3
_SAME_LINE: Final = 0.1
"""Of a line's height: gaps and baselines of characters that are of one run of text."""

_ACROSS: Final = 0.1
"""Of a character's width: how far it stands over the line between two cells."""

CellAt = tuple[int, int]
"""The number of a frame, and of its cell."""

_OUTSIDE: Final[CellAt] = (-1, -1)


def glyphs_in_cells(glyphs: Sequence[Glyph], frames: Sequence[Frame]) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """The characters of each cell of each frame, and those outside."""
    inside: list[list[list[Glyph]]] = [[[] for _ in frame.cells] for frame in frames]
    outside: list[Glyph] = []
    places = [_place(glyph, frames) for glyph in glyphs]
    if frames:
        _move_overflow(glyphs, places, frames)
    for glyph, (frame, cell) in zip(glyphs, places, strict=True):
        (inside[frame][cell] if frame >= 0 else outside).append(glyph)
    return inside, outside


def _place(glyph: Glyph, frames: Sequence[Frame]) -> CellAt:
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return next(((number, at) for number, frame in enumerate(frames) if (at := frame.cell_at(x, y)) >= 0), _OUTSIDE)


def _move_overflow(glyphs: Sequence[Glyph], places: list[CellAt], frames: Sequence[Frame]) -> None:
    """Move what stands in an empty cell only because the text beside it runs over the line between them."""
    filled = Counter(places)
    for run in _runs(glyphs):
        parts = Counter(places[i] for i in run)
        if len(parts) < 2 or not any(_stands_over(glyphs[i], places[i], frames) for i in run):
            continue
        (home, _), *others = parts.most_common()
        moved = {place for place, count in others if count == filled[place] and place != _OUTSIDE}
        for i in run:
            if places[i] in moved and home != _OUTSIDE:
                places[i] = home


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[int]]:
    """The numbers of the characters of each text without a gap."""
    run: list[int] = []
    for i in sorted(range(len(glyphs)), key=lambda i: (round(glyphs[i].base), glyphs[i].left)):
        glyph = glyphs[i]
        if run:
            last = glyphs[run[-1]]
            gap = (glyph.left - last.right) / max(glyph.size, 1.0)
            if abs(glyph.base - last.base) > _SAME_LINE * glyph.size or not _OVERLAP < gap < _TOUCHING:
                yield run
                run = []
        run.append(i)
    if run:
        yield run


def _stands_over(glyph: Glyph, place: CellAt, frames: Sequence[Frame]) -> bool:
    if place == _OUTSIDE:
        return False
    box, over = frames[place[0]].cells[place[1]].box, _ACROSS * (glyph.right - glyph.left)
    return glyph.left < box.left - over or glyph.right > box.right + over
