"""What of a book can have a place in a template: its tables with their columns and rows, its texts; and where each was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from models.book.records import Book
from models.pack.forms.tables import TOTAL_ROW, TableSide
from models.published.context import Context
from models.published.head import page_text
from models.published.tables import SideTable, Table, TableRow
from models.published.texts.narrative import narrative
from models.templates.fields import value_key
from models.templates.layout import TableSpot
from models.templates.records import Found
from models.templates.values import SYNONYMS, NamedValues
from models.templates.wording import STEP

TABLE: Final = "公开表"
COLUMN: Final = "栏"
ROW: Final = "行"
TEXT: Final = "情况说明"
VALUE: Final = "一格"
"""A value that has a cell of its own: an amount, the name of the unit, a whole text."""

_SIDE: Final = "{table}/{side}/"


class Part(Struct, frozen=True):
    """A part by its ``key``; ``kind`` is one of the words above, ``words`` its name.

    ``means`` is what a point says of the cell that stands for it; the parts of a table can only stand where the table does.
    ``blank``: it has no figures, so that nothing is missing where it has no place.
    """

    key: str
    kind: str
    words: str
    means: str
    parts: tuple[Part, ...] = ()
    blank: bool = False


def text_key(name: str) -> str:
    """The key of a text by its document's name."""
    return f"text/{name}"


def column_key(table: str, side: int, at: int) -> str:
    """The key of a column: label columns first, then those of amounts, from 0."""
    return f"{_SIDE.format(table=table, side=side)}column/{at}"


def row_key(table: str, side: int, row_id: str) -> str:
    """The key of a row with a label of its own."""
    return f"{_SIDE.format(table=table, side=side)}row/{row_id}"


def parts_of(context: Context) -> tuple[Part, ...]:
    """Every table and text of the book in the order in which they are published."""
    tables = (_table(key, table, context.book) for key, table in context.tables.items())
    texts = [
        Part(text_key(document.name), TEXT, document.title or document.name, document.title or document.name)
        for document in narrative(context)
        if any(block.paragraphs for section in document.sections for block in section.blocks)
    ]
    return (*tables, *texts, *_values(context))


def _value(words: str, name: str) -> Part:
    means = f"{{{name}}}"
    return Part(value_key(means), VALUE, words, means)


def _values(context: Context) -> Iterator[Part]:
    """Every value with a name of its own."""
    values = NamedValues(context)
    titles = {document.title or document.name for document in narrative(context)}
    for name in dict.fromkeys(name for name, _ in values.spelled()):
        if name not in SYNONYMS and values.find(name) is not None:
            yield _value(f"{name}（全文）" if name in titles else name, name)


def _table(key: str, table: Table, book: Book) -> Part:
    title = page_text(book, table.spec.title)
    parts = (part for number, side in enumerate(table.sides) for part in _side(key, number, side, table, book))
    return Part(key, TABLE, title, title, (*parts, *_cells(table, title, book)))


def _cells(table: Table, title: str, book: Book) -> Iterator[Part]:
    """The amounts of a table, each for a cell of its own; none of a row or column that has another with its name."""
    rows = Counter(_row_name(row) for side in table.sides for row in side.rows)
    for side in table.sides:
        columns = [page_text(book, column.heading[-1], table.spec.amounts) for column in side.side.columns]
        for row in side.rows:
            name = _row_name(row)
            for column in columns if rows[name] == 1 and table.holds_figures(side, row) else ():
                if columns.count(column) == 1:
                    words = STEP.join((*([row.labels[-1]] if row.labels[-1] else []), column))
                    yield _value(words, STEP.join(filter(None, (title, name, column))))


def _row_name(row: TableRow) -> str:
    """The name of a row: its code or label; "" for the one row of a table without labels."""
    return next((label for label in row.labels if label), "")


def _side(key: str, number: int, side: SideTable, table: Table, book: Book) -> Iterator[Part]:
    paths = [[page_text(book, text, table.spec.amounts) for text in path] for path in _paths(side.side)]
    named = Counter(path[-1] for other in table.sides for path in _headings(other.side, table, book))
    for at, path in enumerate(paths):
        means = path[-1] if named[path[-1]] == 1 else STEP.join(path)
        amount = at - side.label_count
        blank = amount >= 0 and not any(row.values[amount] for row in side.rows)
        yield Part(column_key(key, number, at), COLUMN, STEP.join(dict.fromkeys(path)), means, blank=blank)
    for row_id, label in _labels(side):
        row = side.row(row_id)
        yield Part(row_key(key, number, row_id), ROW, label, label, blank=row is None or not any(row.values))


def _labels(side: SideTable) -> Iterator[tuple[str, str]]:
    """The id and the label of each row whose place a label tells."""
    if side.side.rows is not None:
        if side.side.rows.total_at != "none":
            yield TOTAL_ROW, side.side.rows.total
    elif side.label_count:
        yield from ((line.id, line.label) for line in side.side.lines if not line.present and line.label)


def _paths(side: TableSide) -> Sequence[Sequence[str]]:
    return (*side.label_headings, *(column.heading for column in side.columns))


def _headings(side: TableSide, table: Table, book: Book) -> Iterator[Sequence[str]]:
    for path in _paths(side):
        yield [page_text(book, text, table.spec.amounts) for text in path]


def found_in_table(key: str, spot: TableSpot, rows: Sequence[tuple[int, str, int, int]]) -> Iterator[Found]:
    """The cells by which a table, its columns and the rows with labels were found."""
    sheet = spot.block.title
    if spot.title is not None:
        yield Found(key, sheet, spot.title.row + 1, spot.title.column + 1)
    for number, side in enumerate(spot.sides):
        names = [*side.codes, side.label] if spot.table.sides[number].label_count else []
        for at, column in enumerate((*names, *side.amounts)):
            row = _heading_row(spot, column)
            if row:
                yield Found(column_key(key, number, at), sheet, row, column)
    for number, row_id, row, column in rows:
        yield Found(row_key(key, number, row_id), sheet, row, column)


def _heading_row(spot: TableSpot, column: int) -> int:
    """The row (from 1) where the lowest heading of a column begins; 0 for a column that is not there."""
    grid = spot.block.grid()
    for row in range(spot.first - 2, spot.top - 2, -1):
        cell = grid[row][column - 1] if column else None
        if cell is not None and cell.text.strip() and not cell.text.strip().isdecimal():
            return cell.row + 1
    return 0
