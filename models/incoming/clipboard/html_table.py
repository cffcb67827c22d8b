"""Reads the tables of an HTML fragment that a spreadsheet or word processor put on the clipboard."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from html.parser import HTMLParser
from itertools import takewhile
from typing import Final

from msgspec import Struct

from models.incoming.clipboard.block import UNIT_ATTRIBUTE, UNITS, At, ClipboardBlock, Note, clean_cell
from models.incoming.clipboard.exact_number import exact_number
from models.values.money import MoneyUnit

_WIDEST_SPAN: Final = 256
_LONGEST_SPAN: Final = 65_534
_MOST_CELLS: Final = 2_000_000
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_NO_WIDTH: Final = re.compile(r"(?:^|[;\s])width\s*:\s*0(?![.\d])", re.IGNORECASE)
_CELLS: Final = frozenset({"td", "th"})
_BREAKING: Final = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
_SILENT: Final = frozenset({"head", "style", "script", "title", "xml", "template"})
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")


class HtmlBlock(Struct, frozen=True):
    """The cells of an HTML fragment. ``structured``: its plain-text form would lose something."""

    block: ClipboardBlock
    structured: bool


def from_html(html: str) -> HtmlBlock | None:
    """The rows of all tables, and text outside of them as rows of one cell.

    None without a readable table; malformed HTML never raises.
    """
    parser = _parsed(html)
    return parser.result() if parser else None


class HtmlSpan(Struct):
    """A merged cell: where it begins in the rows that are shown, and how many of them it spans."""

    row: int
    column: int
    rows: int
    columns: int


class HtmlContent(Struct, frozen=True):
    """All rows of an HTML text; those of ``tables`` are of tables, each other one is a text between them."""

    rows: Sequence[Sequence[str]]
    tables: Sequence[range]
    spans: Sequence[HtmlSpan]


def read_html(html: str, layout: Collection[int] = ()) -> HtmlContent | None:
    """The tables of a whole page with the texts between them; None for what no browser could read either.

    What is in a table of ``layout``, by number, is read as if the table was not there.
    """
    parser = _parsed(html, layout)
    if parser is None:
        return None
    return HtmlContent(parser.rows, parser.ranges, [span for span in parser.spans if span.rows > 1 or span.columns > 1])


def _finished(html: str) -> str:
    """The text with tags and comments that never end as text: html.parser makes that of them, looking for each end anew."""
    closed = html.rfind("-->") + 1
    html = html[:closed] + html[closed:].replace("<!--", "&lt;!--")
    whole, end, rest = html.rpartition(">")
    return whole + end + rest.replace("<", "&lt;")


def _parsed(html: str, layout: Collection[int] = ()) -> _TableParser | None:
    parser = _TableParser(layout)
    try:
        parser.feed(_finished(html))
        parser.close()
    except (AssertionError, ValueError):  # html.parser on a broken declaration, or a numeric entity of thousands of digits
        return None
    parser.finish()
    return parser


class _Cell(Struct):
    """A cell that is being read."""

    column: int
    across: int
    hidden: bool
    exact: str
    unit: MoneyUnit | None
    parts: list[str]

    @property
    def text(self) -> str:
        text = "".join(self.parts)
        return clean_cell("\n".join(line.strip(" ") for line in text.split("\n")) if "\n" in text else text)


class _TableParser(HTMLParser):
    """Builds the grid as browsers do: a cell takes the next column that no cell from above covers."""

    def __init__(self, layout: Collection[int]) -> None:
        super().__init__(convert_charrefs=True)
        self.tables = 0
        self.structured = False
        self.rows: list[list[str]] = []
        self.ranges: list[range] = []
        self.spans: list[HtmlSpan] = []
        self._layout = layout
        self._open: list[bool] = []
        self._met = 0
        self._merged: dict[At, str] = {}
        self._units: dict[At, MoneyUnit] = {}
        self._covers: dict[int, tuple[int, str | None, HtmlSpan | None]] = {}
        self._hidden_columns: set[int] = set()
        self._next_col = 0
        self._depth = self._silent = self._count = 0
        self._row: list[str] | None = None
        self._row_hidden = self._in_caption = False
        self._first = 0
        self._cell: _Cell | None = None
        self._below = 1
        self._outside: list[str] = []

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002
        """Skip ``<![if …]>`` of office programs, and malformed text that begins like it."""
        end = self.rawdata.find(">", i + 3)
        return end + 1 if end >= 0 else -1

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002
        """Skip the counting of lines: positions are not used."""
        return j

    # --- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._open.append(self._met in self._layout)
            self._met += 1
            if not self._open[-1]:
                self._begin_table()
            else:
                self._new_line()
        elif self._depth > 1 or not self._depth:
            self._break(tag)
        elif tag == "col":
            self._column(dict(attrs))
        elif tag == "caption":
            self._in_caption = True
        elif tag == "tr":
            self._begin_row(dict(attrs))
        elif tag in _CELLS:
            self._begin_cell(dict(attrs))
        else:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            if self._open and self._open.pop():
                self._add_text("\n")
            else:
                self._end_table()
        elif tag == "caption" and self._in_caption:
            self._end_caption()
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif tag in _BREAKING:
            self._add_text("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _SILENT or tag in _CELLS:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._add_text(_BLANKS.sub(" ", data))

    def _break(self, tag: str) -> None:
        if tag == "br":
            self._add_text("\n")
        elif tag in _BREAKING or (tag in _CELLS and not self._depth):
            self._new_line()

    def _new_line(self) -> None:
        """A paragraph begins on a line of its own."""
        parts = self._cell.parts if self._cell is not None else self._outside
        before = "".join(parts[-2:]).rstrip(" ")
        if before and not before.endswith("\n"):
            self._add_text("\n")

    def _add_text(self, text: str) -> None:
        if self._cell is not None:
            self._cell.parts.append(text)
        elif not self._depth or self._in_caption:
            self._outside.append(text)

    # --- tables and rows

    def _begin_table(self) -> None:
        self._depth += 1
        if self._depth > 1:
            self._new_line()
            return
        self._add_outside()
        self.tables += 1
        self._first = len(self.rows)
        self._covers, self._hidden_columns, self._next_col = {}, set(), 0

    def _end_caption(self) -> None:
        """The title of a table is a text before it."""
        self._in_caption = False
        self._add_outside()
        self._first = len(self.rows)

    def _end_table(self) -> None:
        if self._depth == 1:
            self._end_row()
            self.ranges.append(range(self._first, len(self.rows)))
        elif self._depth:
            self._add_text("\n")
        self._depth = max(0, self._depth - 1)

    def _add_outside(self) -> None:
        """Text beside the tables (a title, 单位：万元) as rows of one cell."""
        for line in "".join(self._outside).split("\n"):
            if clean_cell(line):
                self.rows.append([clean_cell(line)])
                self.structured = True
        self._outside = []

    def _column(self, attrs: Mapping[str, str | None]) -> None:
        span = _number(attrs.get("span"), _WIDEST_SPAN)
        if _is_hidden(attrs) or _is_zero(attrs.get("width")) or _NO_WIDTH.search(attrs.get("style") or ""):
            self._hidden_columns.update(range(self._next_col, self._next_col + span))
        self._next_col = min(self._next_col + span, 1 << 20)

    def _begin_row(self, attrs: Mapping[str, str | None]) -> None:
        self._end_row()
        self._row = []
        self._row_hidden = _is_hidden(attrs)

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is None:
            return
        self._cover_until(to_the_end=True)
        if self._row_hidden:
            self.structured = True
            _shift(self._merged, len(self.rows), len(self._row), ())
            _shift(self._units, len(self.rows), len(self._row), ())
            while self.spans and self.spans[-1].row >= len(self.rows):
                self.spans.pop()
        else:
            self._keep_row(self._row)
        self._row = None

    def _keep_row(self, row: list[str]) -> None:
        """Store the row without hidden columns; its merges and units move along."""
        if not self._hidden_columns:
            self.rows.append(row)
            return
        self.structured = True
        at, shown = len(self.rows), [i for i in range(len(row)) if i not in self._hidden_columns]
        _shift(self._merged, at, len(row), shown)
        _shift(self._units, at, len(row), shown)
        for span in takewhile(lambda span: span.row == at, reversed(self.spans)):
            span.columns = sum(span.column <= i < span.column + span.columns for i in shown)
            span.column = sum(i < span.column for i in shown)
        self.rows.append([row[i] for i in shown])

    # --- cells

    def _begin_cell(self, attrs: Mapping[str, str | None]) -> None:
        self._end_cell()
        if self._row is None:
            self._begin_row({})
        if self._row is None or self._count > _MOST_CELLS:
            return
        if self._covers:
            self._cover_until()
        across = _number(attrs.get("colspan"), _WIDEST_SPAN)
        self._below = _number(attrs.get("rowspan"), _LONGEST_SPAN)
        self.structured |= across > 1 or self._below > 1
        exact = attrs.get("x:num") or attrs.get("sdval") or ""
        unit = UNITS.get(attrs.get(UNIT_ATTRIBUTE) or "")
        self._cell = _Cell(len(self._row), across, _is_hidden(attrs), exact, unit, [])

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or self._row is None:
            return
        shown = cell.text
        text = exact_number(shown, cell.exact) if cell.exact else shown
        self.structured |= "\n" in text or text != shown or cell.unit is not None
        if cell.hidden:
            text, self.structured = "", True
        if cell.unit is not None:
            self._units[len(self.rows), cell.column] = cell.unit
        self._row.extend([text, *[""] * (cell.across - 1)])
        self._count += cell.across
        span = HtmlSpan(len(self.rows), cell.column, 1, cell.across)
        if self._below > 1 or cell.across > 1:
            self.spans.append(span)
        if self._below > 1:
            for i in range(cell.across):
                self._covers[cell.column + i] = (self._below - 1, None if i else text, None if i else span)

    def _cover_until(self, *, to_the_end: bool = False) -> None:
        """Add blanks for cells merged from above: those that are next, or all that are left of the row."""
        if self._row is None:
            return
        last = max(self._covers, default=-1) if to_the_end else -1
        while (at := len(self._row)) in self._covers or at <= last:
            left, text, span = self._covers.pop(at, (0, None, None))
            if span is not None and not self._row_hidden:
                span.rows += 1
            if text:
                self._merged[len(self.rows), at] = text
            if left > 1 and self._count < _MOST_CELLS:
                self._covers[at] = (left - 1, text, span)
            self._row.append("")
            self._count += 1

    def finish(self) -> None:
        """End what the text leaves open."""
        if self._depth:
            self._depth = 1
            self._end_table()
        self._add_outside()

    def result(self) -> HtmlBlock | None:
        """The cells read; None without a table."""
        return (
            HtmlBlock(ClipboardBlock(self.rows, self._merged, self._units), self.structured) if self.tables and self.rows else None
        )


def _shift(notes: dict[At, Note], row: int, wide: int, shown: Sequence[int]) -> None:
    """Move the notes on a row's cells to their new columns when only ``shown`` are left."""
    own = {column: notes.pop((row, column)) for column in range(wide) if (row, column) in notes}
    notes.update({(row, to): own[origin] for to, origin in enumerate(shown) if origin in own})


def _number(text: str | None, largest: int) -> int:
    plain = (text or "").strip()
    return min(max(int(plain), 1), largest) if plain.isdecimal() and len(plain) < 9 else 1


def _is_zero(text: str | None) -> bool:
    return (text or "").strip() in {"0", "0px", "0pt"}


def _is_hidden(attrs: Mapping[str, str | None]) -> bool:
    return "hidden" in attrs or _hides(attrs.get("style") or "")


@lru_cache(maxsize=256)
def _hides(style: str) -> bool:
    """Whether a style hides. Cached: a table has few styles and many cells."""
    return _HIDDEN.search(style) is not None
