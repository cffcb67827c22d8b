"""Lays out the contents (目录): one line per form, linked to its sheet, under the headings of the pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, Protocol

from msgspec import Struct

from models.book.records import Book
from models.pack.forms.contents import COLUMN, ContentsGroup, numbered
from models.pack.forms.pack import Pack
from models.paper.page_room import page_height
from models.paper.sheet import BODY_HEIGHTS, TITLE_HEIGHT, PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.text_measure import text_width
from models.published.head import page_text

_WIDTHS: Final = (8.0, 76.0, 120.0)
"""Of the numbers, and the least and the most of the titles: a link must not wrap, LibreOffice would cut it off."""

_PAGE_WIDTH: Final = 8.0
_INDENT: Final = 4.0
_GAP: Final = 10.0
_TIGHTEST: Final = 15.0
"""Points of a line of the contents; a line of text needs about 14."""

_LEADER: Final = "…"


class ContentsLine(Struct, frozen=True):
    """A line: its text with its number in front, the name of the sheet that it leads to, and whether it is a heading."""

    text: str
    target: str
    number: str = ""
    is_heading: bool = False


class ListedSheet(Protocol):
    """What the contents needs to know of a sheet; one without a title is not listed."""

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def title(self) -> str: ...  # noqa: D102


class PageCounts(Protocol):
    """Counts the pages before the contents, and those of each sheet by its name."""

    def __call__(self, *, draft: bool) -> tuple[int, Mapping[str, int]]: ...  # noqa: D102


def contents_lines(groups: Iterable[tuple[ContentsGroup, Sequence[Sequence[ListedSheet]]]]) -> tuple[ContentsLine, ...]:
    """The lines of groups and the sheets of their forms. A heading leads to the first sheet below it."""
    return tuple(line for group, forms in groups for line in _lines(group, [sheet for sheets in forms for sheet in sheets]))


def _lines(group: ContentsGroup, sheets: Sequence[ListedSheet]) -> Iterator[ContentsLine]:
    if group.heading:
        yield ContentsLine(group.heading, sheets[0].name if sheets else "", is_heading=True)
    for number, sheet in enumerate(sheets if group.listed else (), 1):
        yield ContentsLine(sheet.title, sheet.name, numbered(group.numbers, number))


def contents_sheet(
    book: Book, pack: Pack, name: str, lines: Sequence[ContentsLine], pages: PageCounts | None, *, draft: bool
) -> PrintedSheet:
    """目录; groups that are numbered in a column are one list. ``pages``: each line ends in its page."""
    in_column = all(group.numbers == COLUMN for group in pack.contents)
    lay_out = partial(_in_one_list if in_column else _with_headings, book, pack, name, lines, draft=draft)
    return lay_out(_first_pages(lay_out, pages, draft=draft) if pages is not None else {})


def _first_pages(lay_out: Callable[[Mapping[str, int]], PrintedSheet], pages: PageCounts, *, draft: bool) -> Mapping[str, int]:
    """By sheet name the page on which it begins, all sheets printed one after another; ``lay_out`` makes 目录 with such pages."""
    before, counts = pages(draft=draft)
    first, page = {}, 1 + before + lay_out(dict.fromkeys(counts, 0)).page_count
    for sheet, count in counts.items():
        first[sheet] = page
        page += count
    return first


def _in_one_list(
    book: Book, pack: Pack, name: str, lines: Sequence[ContentsLine], first: Mapping[str, int], *, draft: bool
) -> PrintedSheet:
    """The lines below each other with their numbers in a column; with ``first`` leaders and page numbers."""
    title = page_text(book, pack.cover.contents_title)
    number_width, least, most = _WIDTHS
    longest = max((text_width(line.text) for line in lines), default=0)
    room = min(max(least, longest + 3.0), most)
    builder = SheetBuilder(
        name, title, pack.cover.contents_orientation, (number_width, room, *((_PAGE_WIDTH,) if first else ())), draft
    )
    builder.add_title(title)
    builder.add(height=_GAP)
    height = _line_height(builder, len(lines))
    for number, line in enumerate(lines, 1):
        page = first.get(line.target, 0)
        builder.add(
            PrintedCell(1, str(number), Style.LINK_NUMBER, number),
            PrintedCell(2, f"{line.text}{_leader(line.text, room, page)}", Style.LINK, link=line.target),
            *_page_cells(first, page),
            height=height,
        )
    return builder.finish()


def _line_height(builder: SheetBuilder, count: int) -> float:
    """A little tighter than other rows when that saves a page of a few lines; 0: as other rows."""
    height = (page_height(builder.orientation, builder.widths) - TITLE_HEIGHT - _GAP) / max(1, count)
    return height if _TIGHTEST <= height < BODY_HEIGHTS[-1] else 0.0


def _leader(text: str, room: float, page: int) -> str:
    """The dots between a line of ``room`` characters and its page number."""
    return _LEADER * int((room - text_width(text) - 3.0) / text_width(_LEADER)) if page else ""


def _page_cells(first: Mapping[str, int], page: int) -> Sequence[PrintedCell]:
    """The cell of the page number; none in a 目录 without pages."""
    return [PrintedCell(3, str(page) if page else "", Style.LINK_NUMBER, page or None)] if first else []


def _with_headings(
    book: Book, pack: Pack, name: str, lines: Sequence[ContentsLine], first: Mapping[str, int], *, draft: bool
) -> PrintedSheet:
    """Headings flush left, the forms below them indented; with ``first`` leaders and page numbers."""
    title = page_text(book, pack.cover.contents_title)
    texts = [_numbered_text(line, book) for line in lines]
    room = min(max(_WIDTHS[1], *(text_width(text) + _INDENT + 3.0 for text in texts), 0.0), _WIDTHS[2])
    builder = SheetBuilder(name, title, pack.cover.contents_orientation, (_INDENT, room, *((_PAGE_WIDTH,) if first else ())), draft)
    builder.add_title(title)
    builder.add(height=_GAP)
    height, is_indented = _line_height(builder, len(lines)), any(line.is_heading for line in lines)
    for line, text in zip(lines, texts, strict=True):
        is_left = line.is_heading or not is_indented
        style = Style.SUBHEADING if line.is_heading and not line.target else Style.LINK
        wide = room + (_INDENT if is_left else 0.0)
        page = first.get(line.target, 0)
        shown = f"{text}{_leader(text, wide, page)}"
        own = PrintedCell(1 if is_left else 2, shown, style, columns=2 if is_left else 1, link=line.target)
        builder.add(own, *_page_cells(first, page), height=height)
    return builder.finish()


def _numbered_text(line: ContentsLine, book: Book) -> str:
    return f"{line.number}{page_text(book, line.text) if line.is_heading else line.text}"
