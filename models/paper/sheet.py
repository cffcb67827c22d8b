"""The printed sheet as a value: cells, formats, sizes and page breaks. Workbook and preview are drawn from it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct, field

from models.paper.page_room import page_height, page_width, paginate
from models.paper.text_measure import BODY_SIZE, LINE_HEIGHT, broken, divided, needed_height
from models.published.draft import DRAFT, marked_title

FONT: Final = "宋体"
HEADER_SIZE: Final = 14
"""Font size in points of the header: the mark of a draft at the right of every page."""

FOOTER: Final = "第 &P 页"
"""Printed below every page; &P is the page number."""

_TALLEST: Final = 400.0
"""Rows beyond this many points are split; Excel's limit is 409.5."""

_LONG: Final = 100.0
_PER_CUT: Final = LINE_HEIGHT + 5.0
"""A text of more than ``_LONG`` points over several rows gets room for the line and the edges that a page's end costs it."""

_INDENT: Final = 3.0
"""Characters that one step of indent takes."""

_PART: Final = 210.0
"""A split row has parts of at most this many points, so that pages fill well."""

BODY_HEIGHTS: Final = (24.0, 23.0, 22.0, 21.0, 20.0, 19.0, 18.25, 17.5)
"""The heights of a body row in points, most generous first."""

TITLE_HEIGHT: Final = 28.0


class Style(Enum):
    """The kinds of cells."""

    COVER_TITLE = "cover_title"
    COVER_LABEL = "cover_label"
    COVER_VALUE = "cover_value"
    SEAL = "seal"
    TITLE = "title"
    HEAD_LEFT = "head_left"
    HEAD_CENTRE = "head_centre"
    HEAD_RIGHT = "head_right"
    HEADING = "heading"
    NUMBER = "number"
    CODE = "code"
    NAME = "name"
    TOTAL_NAME = "total_name"
    AMOUNT = "amount"
    TOTAL_AMOUNT = "total_amount"
    PRICE = "price"
    LABEL = "label"
    TEXT = "text"
    TEXT_CENTRE = "text_centre"
    NOTE = "note"
    SECTION = "section"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    LINK = "link"
    LINK_NUMBER = "link_number"


_WORDING: Final = frozenset({Style.HEADING, Style.LABEL})
"""Cells with the wording of the form: their lines are broken here, not by the program that prints."""


class CellFormat(NamedTuple):
    """The format of a kind of cell: ``border`` is "box", "below" or "", ``format`` a number format (``@``: text)."""

    across: str = "left"
    border: str = "box"
    format: str = "@"
    size: float = BODY_SIZE
    bold: bool = False
    indent: int = 0


CELL_FORMATS: Final = {
    Style.COVER_TITLE: CellFormat("center", "", size=26, bold=True),
    Style.COVER_LABEL: CellFormat("distributed", "", size=16),
    Style.COVER_VALUE: CellFormat("left", "below", size=16, indent=1),
    Style.SEAL: CellFormat("center", "", size=16),
    Style.TITLE: CellFormat("center", "", size=18),
    Style.HEAD_LEFT: CellFormat("left", ""),
    Style.HEAD_CENTRE: CellFormat("center", ""),
    Style.HEAD_RIGHT: CellFormat("right", ""),
    Style.HEADING: CellFormat("center"),
    Style.NUMBER: CellFormat("center", format="General"),
    Style.CODE: CellFormat("center"),
    Style.NAME: CellFormat(),
    Style.TOTAL_NAME: CellFormat("center", bold=True),
    Style.AMOUNT: CellFormat("right", format="0.00"),
    Style.TOTAL_AMOUNT: CellFormat("right", format="0.00", bold=True),
    Style.PRICE: CellFormat("right", format="0.00####"),
    Style.LABEL: CellFormat("center", bold=True),
    Style.TEXT: CellFormat(),
    Style.TEXT_CENTRE: CellFormat("center"),
    Style.NOTE: CellFormat("left", ""),
    Style.SECTION: CellFormat("left", "", size=14, bold=True),
    Style.SUBHEADING: CellFormat("left", "", bold=True),
    Style.PARAGRAPH: CellFormat("left", ""),
    Style.LINK: CellFormat("left", ""),
    Style.LINK_NUMBER: CellFormat("center", "", format="General"),
}


class PrintedCell(NamedTuple):
    """A cell at ``column`` (from 1). ``text`` is what it shows, ``number`` the value of a number.

    It covers ``columns`` × ``rows``; ``link`` is the sheet that a click opens; ``top``: aligned to the top; ``format``: the
    number format, where it is not the one of the style.
    """

    column: int
    text: str
    style: Style
    number: Decimal | int | None = None
    columns: int = 1
    rows: int = 1
    link: str = ""
    top: bool = False
    format: str = ""


class PrintedRow(Struct, frozen=True):
    """A row: its height in points and its cells from left to right; a cell merged from above is not repeated.

    ``at`` is the row of an official table that it prints, from 1; 0: none.
    """

    height: float
    cells: tuple[PrintedCell, ...] = ()
    at: int = 0


class PrintedSheet(Struct, frozen=True):
    """A sheet as it prints: fitted to one A4 page across. ``widths`` are in half-width characters at 12 pt.

    ``repeat`` names the rows (from 1) that every further page repeats, ``freeze`` how many rows stay on the screen,
    ``breaks`` the rows after which a page ends: a cell was divided there, or a heading goes with what is below it.
    ``one_page``: it is made smaller until one page holds it. ``undivided`` holds the rows as they were before cells were divided
    where pages end; empty where none was.
    """

    name: str
    title: str
    orientation: str
    widths: tuple[float, ...]
    rows: tuple[PrintedRow, ...]
    repeat: tuple[int, int] | None = None
    freeze: int = 0
    breaks: tuple[int, ...] = ()
    header: str = ""
    footer: str = FOOTER
    one_page: bool = False
    undivided: tuple[PrintedRow, ...] = ()

    def placed_cells(self) -> Iterator[tuple[int, PrintedCell]]:
        """Every cell with its row (from 1)."""
        for number, row in enumerate(self.rows, 1):
            for cell in row.cells:
                yield number, cell

    @property
    def merges(self) -> tuple[tuple[int, int, int, int], ...]:
        """The merged ranges as (first row, first column, last row, last column), all from 1."""
        return tuple(
            (row, cell.column, row + cell.rows - 1, cell.column + cell.columns - 1)
            for row, cell in self.placed_cells()
            if cell.rows > 1 or cell.columns > 1
        )

    @property
    def page_count(self) -> int:
        """The number of pages, calculated from the row heights."""
        if self.one_page:
            return 1
        room = page_height(self.orientation, self.widths)
        return paginate([row.height for row in self.rows], self.repeat, room, self.breaks)[-1] + 1

    @property
    def scale(self) -> float:
        """By how much the sheet is made smaller, at most 1, so that its columns fit on a page, of ``one_page`` also its rows."""
        across = min(1.0, page_width(self.orientation) / sum(self.widths))
        room, height = page_height(self.orientation, self.widths), sum(row.height for row in self.rows)
        return across * min(1.0, room / height) if self.one_page and height else across

    def shown(self) -> list[list[str]]:
        """What every cell shows, row by row; blanks at the end of a row are left out."""
        grid = []
        for row in self.rows:
            texts = [""] * (row.cells[-1].column if row.cells else 0)
            for cell in row.cells:
                texts[cell.column - 1] = cell.text
            while texts and not texts[-1]:
                texts.pop()
            grid.append(texts)
        return grid


class SheetBuilder(Struct):
    """Collects rows of cells and finds their heights, splits and page breaks. Rows count from 1, before splitting."""

    name: str
    title: str
    orientation: str
    widths: Sequence[float]
    draft: bool
    repeat: tuple[int, int] | None = None
    freeze: int = 0
    one_page: bool = False
    _rows: list[tuple[PrintedCell, ...]] = field(default_factory=list)
    _least: list[float] = field(default_factory=list)
    _kept: set[int] = field(default_factory=set)
    _at: dict[int, int] = field(default_factory=dict)

    def add(self, *cells: PrintedCell, height: float = 0.0, keep: bool = False, at: int = 0) -> int:
        """Add a row of at least ``height`` points (0: a body row, stretched to fill its pages); returns its number.

        A row that is to ``keep`` with the next one is never the last of a page. ``at`` as of a ``PrintedRow``.
        """
        if at:
            self._at[len(self._rows)] = at
        self._rows.append(tuple(self._broken(cell) if cell.style in _WORDING else cell for cell in cells))
        self._least.append(height)
        if keep:
            self._kept.add(len(self._rows) - 1)
        return len(self._rows)

    def _broken(self, cell: PrintedCell) -> PrintedCell:
        text = broken(cell.text, self._width(cell), CELL_FORMATS[cell.style].size)
        return cell if text == cell.text else cell._replace(text=text)

    def add_title(self, text: str) -> None:
        """The title across all columns, marked where the sheet is a draft."""
        marked = marked_title(text, draft=self.draft)
        self.add(PrintedCell(1, marked, Style.TITLE, columns=len(self.widths)), height=TITLE_HEIGHT)

    def finish(self) -> PrintedSheet:
        """The sheet with row heights, split rows and page breaks."""
        heights = self._body_heights()
        parts = [math.ceil(height / _PART) if height > _TALLEST else 1 for height in heights]
        starts = [0]
        for count in parts:
            starts.append(starts[-1] + count)
        split = [height / count for height, count in zip(heights, parts, strict=True) for _ in range(count)]
        repeat = (starts[self.repeat[0] - 1] + 1, starts[self.repeat[1]]) if self.repeat else None
        ends = [] if self.one_page else self._early_ends(starts, split, repeat)
        pages = paginate(split, repeat, math.inf if self.one_page else page_height(self.orientation, self.widths), ends)
        cells, breaks = self._placed(starts, split, pages)
        at = {starts[row]: number for row, number in self._at.items()}
        return PrintedSheet(
            name=self.name,
            title=self.title,
            orientation=self.orientation,
            widths=tuple(self.widths),
            rows=tuple(
                PrintedRow(math.ceil(height * 100) / 100, tuple(sorted(cells[row], key=_column)), at.get(row, 0))
                for row, height in enumerate(split)
            ),
            repeat=repeat,
            freeze=starts[self.freeze],
            breaks=tuple(sorted({*breaks, *ends})),
            header=DRAFT if self.draft else "",
            one_page=self.one_page,
            undivided=self._undivided(heights) if breaks or len(split) > len(heights) else (),
        )

    def _undivided(self, heights: Sequence[float]) -> tuple[PrintedRow, ...]:
        rows = enumerate(zip(self._rows, heights, strict=True))
        return tuple(PrintedRow(height, tuple(sorted(cells, key=_column)), self._at.get(row, 0)) for row, (cells, height) in rows)

    def _early_ends(self, starts: Sequence[int], heights: Sequence[float], repeat: tuple[int, int] | None) -> list[int]:
        """The rows (from 1, after splitting) after which a page ends early, so that kept rows go with the one below them."""
        room = page_height(self.orientation, self.widths)
        ends: list[int] = []
        pages = paginate(heights, repeat, room)
        for row in sorted(self._kept):
            if row - 1 in self._kept:
                continue  # the first of a run takes the others along
            below = row + 1
            while below in self._kept:
                below += 1
            below = min(below, len(self._rows) - 1)  # kept rows at the end of the sheet stay with its last row
            first, following = starts[row], starts[below]
            if first and pages[first - 1] == pages[first] != pages[following]:
                after = paginate(heights, repeat, room, [*ends, first])
                if after[first] == after[following]:  # else they do not fit on a page of their own either
                    ends.append(first)
                    pages = after
        return ends

    def _placed(
        self, starts: Sequence[int], heights: Sequence[float], pages: Sequence[int]
    ) -> tuple[list[list[PrintedCell]], tuple[int, ...]]:
        """The cells of every row after splitting, and the rows after which a divided cell makes the page end."""
        placed: list[list[PrintedCell]] = [[] for _ in heights]
        breaks: set[int] = set()
        for index, cells in enumerate(self._rows):
            for cell in cells:
                rows = range(starts[index], starts[index + cell.rows])
                if len(rows) == 1:
                    placed[rows[0]].append(cell)
                    continue
                parts = _parts(rows, pages)
                for part, text in zip(parts, self._texts(cell, parts, heights), strict=True):
                    own = cell if text == cell.text else cell._replace(text=text, number=None)
                    placed[part[0]].append(own._replace(rows=len(part), top=pages[part[0]] != pages[part[-1]]))
                breaks.update(part[-1] + 1 for part in parts[:-1])
        return placed, tuple(sorted(breaks))

    def _texts(self, cell: PrintedCell, parts: Sequence[range], heights: Sequence[float]) -> list[str]:
        """The text of each part of a cell: repeated in a cell over several rows if each has room for it, else divided.

        A number is said once, so that what adds up the cells counts it once.
        """
        if cell.number is not None:
            return [cell.text, *[""] * (len(parts) - 1)]
        if len(parts) == 1 or (cell.rows > 1 and self._fits_each(cell, parts, heights)):
            return [cell.text] * len(parts)
        room = [sum(heights[part[0] : part[-1] + 1]) for part in parts]
        return divided(cell.text, self._width(cell), CELL_FORMATS[cell.style].size, room)

    def _width(self, cell: PrintedCell) -> float:
        """The width of the text in a cell in characters."""
        return sum(self.widths[cell.column - 1 : cell.column - 1 + cell.columns]) - _INDENT * CELL_FORMATS[cell.style].indent

    def _fits_each(self, cell: PrintedCell, parts: Sequence[range], heights: Sequence[float]) -> bool:
        """Whether the cell's text has room in every part."""
        needed = needed_height(cell.text, self._width(cell), CELL_FORMATS[cell.style].size)
        return all(sum(heights[part[0] : part[-1] + 1]) >= needed for part in parts)

    def _body_heights(self) -> list[float]:
        """Row heights in points: the most generous body height that takes no page more than the tightest."""
        needed = self._needed_heights()
        room = page_height(self.orientation, self.widths)

        def stretched(body: float) -> list[float]:
            return [max(height, least or body) for height, least in zip(needed, self._least, strict=True)]

        fewest = paginate(stretched(BODY_HEIGHTS[-1]), self.repeat, room)[-1]
        for body in BODY_HEIGHTS:
            heights = stretched(body)
            if paginate(heights, self.repeat, room)[-1] == fewest:
                return heights
        return stretched(BODY_HEIGHTS[-1])

    def _needed_heights(self) -> list[float]:
        needed = [0.0] * len(self._rows)
        spanning: list[tuple[int, int, float]] = []
        for index, cells in enumerate(self._rows):
            for cell in cells:
                if not cell.text or cell.number is not None:
                    continue
                height = needed_height(cell.text, self._width(cell), CELL_FORMATS[cell.style].size)
                if height > _TALLEST:
                    height += LINE_HEIGHT * (1 + height // 300)  # for the lines that do not fill the end of a page
                if cell.rows == 1:
                    needed[index] = max(needed[index], height)
                else:
                    slack = _PER_CUT * (1 + height // 300) if _LONG < height <= _TALLEST else 0.0
                    spanning.append((index, cell.rows, height + slack))
        for index, count, height in spanning:
            rows = range(index, index + count)
            lacking = height - sum(max(needed[i], self._least[i] or BODY_HEIGHTS[-1]) for i in rows)
            if lacking > 0:
                for i in rows:
                    needed[i] = max(needed[i], self._least[i] or BODY_HEIGHTS[-1]) + lacking / count
        return needed


def _parts(rows: range, pages: Sequence[int]) -> list[range]:
    """The rows grouped by page: a cell over several rows is divided where a page ends."""
    cuts = [row for row in rows[1:] if pages[row] != pages[row - 1]]
    return [range(a, b) for a, b in pairwise((rows[0], *cuts, rows[-1] + 1))]


def _column(cell: PrintedCell) -> int:
    return cell.column
