"""Makes a document of pages: a block for each table of each page, and the paragraphs between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.incoming.blocks import Block, Box, Cell, Paragraph, Place
from models.incoming.pages.frames import Frame, find_frames
from models.incoming.pages.lines import Line, Spacing, is_full, joint, lines_of, text_of
from models.incoming.pages.overflow import glyphs_in_cells
from models.incoming.pages.page import Glyph, Page
from models.incoming.pages.unruled import find_unruled

_PADDING: Final = 4.0
"""Points between text and line at both sides of a cell together; less than any program leaves."""

_PAGE_NUMBER: Final = re.compile(r"[-—–－·•~\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/]?\s*共?\s*\d{1,4}\s*页?)?[-—–－·•~\s]*")
_MARGIN: Final = 0.12
"""Of a page's height: where page numbers stand."""

_HEAD: Final = 0.08
"""Of a page's height: where a running head stands, and nothing else."""

_HEADED: Final = 0.75
"""Share of the pages that begin with a running head: all but cover and the like."""

_FEWEST: Final = 3
"""Pages that begin with the same line, so that it is a running head."""

_STOPS: Final = "。；：！？;:"
_NUMBERED: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.、．]|第[一二三四五六七八九十]+[条部章]|注："
)
"""How paragraphs begin; behind a stop, such a line is another one, however full the line before."""

_LINE_FEED: Final = 2.2
_INDENT: Final = 0.8
_SAME_SIZE: Final = 0.2
_FULL: Final = 0.5
_HANGING: Final = 0.75
"""Of a line's height: how far stops stand out at the right end of other lines."""


class _Text(Struct):
    """A paragraph that is being made: its lines so far, and where it is."""

    lines: list[Line]
    text: str
    place: Place
    margin: bool = False


class _Margins(Struct, frozen=True):
    """Where the text beside the tables of a page begins and ends: as far from the right as from the left, or where a line does.

    ``full``: shorter lines fill no page, whatever the others are. ``middle`` and ``room`` are those of the widest table, or of
    the page: a title in several lines stands in the middle of it.
    """

    left: float
    right: float
    full: float
    middle: float
    room: float


def parts_of_pages(pages: Iterable[Page]) -> tuple[Block | Paragraph, ...]:
    """The parts in reading order. A paragraph that a page turn breaks is one; a table that goes on is a block a page.

    A wide gap in a line outside of tables is a tab.
    """
    parts: list[Block | _Text] = []
    before: _Margins | None = None
    spacing = Spacing()
    read = [(page.height, *_page_parts(page, spacing)) for page in pages]
    _mark_running_head([found[0] for height, _, found in read if found and _is_head(found[0], height)], len(read))
    for _, margins, found in read:
        _join_over_pages(parts, found, before, margins)
        parts.extend(found)
        before = margins
    return tuple(part if isinstance(part, Block) else Paragraph(part.text, part.place, part.margin) for part in parts)


def _is_head(part: Block | _Text, height: float) -> bool:
    """Whether the first part of a page is a line where running heads stand."""
    return isinstance(part, _Text) and len(part.lines) == 1 and part.lines[0].box.bottom < height * _HEAD


def _mark_running_head(firsts: Sequence[Block | _Text], pages: int) -> None:
    """Mark the line with which nearly all pages begin: it belongs to no table or text."""
    texts = [part for part in firsts if isinstance(part, _Text)]
    for text, count in Counter(part.text for part in texts).items():
        if count >= max(_FEWEST, _HEADED * pages):
            for part in texts:
                part.margin = part.margin or part.text == text


def _page_parts(page: Page, spacing: Spacing) -> tuple[_Margins, list[Block | _Text]]:
    """What stands on a page, from above."""
    spacing.see(page.glyphs)
    frames = find_frames(page.horizontal, page.vertical)
    inside, outside = glyphs_in_cells(page.glyphs, frames)
    placed: list[tuple[float, Block | Line]] = []
    number = 0
    for frame, texts in zip(frames, inside, strict=True):
        if any(texts):
            number += 1
            placed.append((frame.box.top, _block(frame, texts, Place(page=page.number, table=number, box=frame.box), spacing)))
        # A frame without text is decoration.
    lines = lines_of(outside, spacing)
    left = min((line.box.left for line in lines), default=0)
    right = max((page.width - left, *(line.box.right for line in lines)))
    boxes = [Box(left, 0, right, 0)] if not frames else [frame.box for frame in frames]
    edge, end = min(box.left for box in boxes), max(box.right for box in boxes)
    margins = _Margins(left, right, page.width * _FULL, (edge + end) / 2, end - edge)
    of_tables: set[int] = set()
    for table in find_unruled(lines, page.horizontal, page.number, number, spacing):
        placed.append((lines[table.start].box.top, table.block))
        of_tables.update(range(table.start, table.stop))
    placed.extend((line.box.top, line) for at, line in enumerate(lines) if at not in of_tables)
    placed.sort(key=lambda item: item[0])
    return margins, list(_with_paragraphs([part for _, part in placed], page, margins))


def _block(frame: Frame, texts: Sequence[Sequence[Glyph]], place: Place, spacing: Spacing) -> Block:
    rows: list[list[Cell]] = [[] for _ in frame.owners]
    for cell, glyphs in zip(frame.cells, texts, strict=True):
        text = text_of(lines_of(glyphs, spacing), cell.box.right - cell.box.left - _PADDING)
        if text or cell.rows > 1 or cell.columns > 1:
            rows[cell.row].append(Cell(text, cell.row, cell.column, cell.rows, cell.columns, cell.box))
    return Block(tuple(map(tuple, rows)), place)


def _with_paragraphs(parts: Sequence[Block | Line], page: Page, margins: _Margins) -> Iterator[Block | _Text]:
    text: _Text | None = None
    for part in parts:
        if isinstance(part, Block):
            if text is not None:
                yield text
            text = None
            yield part
        elif text is not None and (_goes_on(text, part, margins, margins, turned=False) or _is_centred(text, part, margins)):
            _append(text, part)
        else:
            if text is not None:
                yield text
            text = _begin(part, page)
    if text is not None:
        yield text


def _begin(line: Line, page: Page) -> _Text:
    at_edge = line.box.top > page.height * (1 - _MARGIN) or line.box.bottom < page.height * _MARGIN
    margin = at_edge and _PAGE_NUMBER.fullmatch(line.text) is not None
    return _Text([line], line.text, Place(page=page.number, box=line.box), margin)


def _append(text: _Text, line: Line) -> None:
    text.text += joint(text.lines[-1], line) + line.text
    text.lines.append(line)
    box = text.place.box or line.box
    text.place = replace(
        text.place, box=Box(min(box.left, line.box.left), box.top, max(box.right, line.box.right), line.box.bottom)
    )


def _goes_on(text: _Text, line: Line, before: _Margins, margins: _Margins, *, turned: bool) -> bool:
    """Whether a line belongs to the paragraph before: that fills its last line, and this one is not indented."""
    last = text.lines[-1]
    return (
        _may_go_on(text, line, turned=turned)
        and last.box.right - last.box.left >= before.full
        and line.box.left - margins.left <= _INDENT * line.size
        and is_full(last, line, before.right - _HANGING * last.size - last.box.right)
    )


def _may_go_on(text: _Text, line: Line, *, turned: bool) -> bool:
    """Whether a line is set as the one before and below it, and does not say that it begins another paragraph."""
    last = text.lines[-1]
    if text.margin or "\t" in last.text or "\t" in line.text or (last.text[-1] in _STOPS and _NUMBERED.match(line.text)):
        return False
    near = turned or line.box.top - last.box.top <= _LINE_FEED * last.size
    return near and abs(line.size - last.size) <= _SAME_SIZE * last.size


def _is_centred(text: _Text, line: Line, margins: _Margins) -> bool:
    """Whether a line is the rest of a title in the middle: below it and like it, because it had no room in the line before."""
    last = text.lines[-1]
    return (
        _may_go_on(text, line, turned=False)
        and last.text[-1] not in _STOPS
        and all(abs((each.left + each.right) / 2 - margins.middle) <= _INDENT * line.size for each in (last.box, line.box))
        and is_full(last, line, margins.room - _PADDING - (last.box.right - last.box.left))
    )


def _join_over_pages(
    parts: Sequence[Block | _Text], found: list[Block | _Text], before: _Margins | None, margins: _Margins
) -> None:
    """Move the first lines of a page to the paragraph that the page before left open."""
    last = next((part for part in reversed(parts) if isinstance(part, Block) or not part.margin), None)
    at = next((i for i, part in enumerate(found) if isinstance(part, Block) or not part.margin), None)
    if before is None or at is None or last is None or isinstance(last, Block):
        return
    first = found[at]
    if isinstance(first, Block) or not _goes_on(last, first.lines[0], before, margins, turned=True):
        return
    last.text += joint(last.lines[-1], first.lines[0]) + first.text
    last.lines.extend(first.lines)
    last.place = replace(last.place, until=first.place.page)
    del found[at]
