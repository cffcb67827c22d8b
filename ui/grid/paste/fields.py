"""Tells which field of a grid each column of a pasted block is: by its headings, by what stands in it, or as the clerk says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Final

from msgspec.structs import replace

from models.book import terms
from models.book.facts import CARRY_FORWARD
from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.contents import ContentTest, are_codes, fields_by_content
from models.incoming.clipboard.heading_words import ECONOMIC, FUNCTION, VARIANTS, is_of_year
from models.incoming.clipboard.headings import AMOUNT, ColumnTitle, Headings, find_headings, plain_heading, title_row
from models.incoming.clipboard.layouts.code_levels import joined_levels
from models.incoming.clipboard.layouts.joined_sources import joined_sources
from models.incoming.clipboard.layouts.separated import separated
from models.incoming.clipboard.layouts.source_columns import by_source
from models.incoming.clipboard.layouts.wide_rows import turned
from models.incoming.clipboard.passed_rows import heading_rows
from models.incoming.clipboard.units import amount_meant
from models.published.context import Context
from models.values.codes import CodeTable
from models.values.money import MoneyUnit
from ui.grid.paste.labels import labels_in, labels_of
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.line_source import code_table, meant, offered
from ui.grid.rows.model import GridModel

_YEARS: Final = {"上年": -1, "本年": 0}
_CARRIED: Final = "结转"
"""上年结转 is money of this year's budget, not the budget of the year before."""

_KIND_OF_LINES: Final = {"funding": terms.PROJECT}
"""The kind of spending that the lines of a collection are, where it has another name."""

NAMES: Final = {"function_name": FUNCTION, "economic_name": ECONOMIC}
"""The columns that name a code, and the column of the code."""


class Basis(StrEnum):
    """How the column of the grid is found for a column of the block."""

    PLACE = "place"
    HEADINGS = "headings"
    CONTENTS = "contents"
    CHOSEN = "chosen"


class BlockFields:
    """The columns of a block for a grid.

    ``block`` has whole codes where the copied one has 类 | 款 | 项, the rows of a form below each other where they stood side by
    side (``is_turned``), and below headings a row for each source that has a column.
    """

    def __init__(self, block: ClipboardBlock, grid: GridModel, left: int) -> None:
        context = grid.open_book.context
        columns = grid.source.columns
        self._grid = grid
        self.tables = {column.key: table for column in columns if (table := code_table(column, context)) is not None}
        wide = turned(block, labels_of(grid))
        self.is_turned = wide is not None
        tables = list(self.tables.values())
        block = separated(block, tables) if tables and (not left or grid.column(left).is_code) else block  # elsewhere it is text
        self.block = joined_levels(block, tables) if tables else wide or block
        self.titles = title_row(self.block)
        self._usual = _usual_fields(columns)

    def by_headings(self, top: int, left: int) -> Headings | None:
        """The headings, None without any; a name column stands in for a missing code column.

        A row that stands in the grid already at (``top``, ``left``), where the block would go, is data.
        """
        typed_first = sorted(self._grid.source.columns, key=lambda column: not column.typed)
        meant_by = {usual: key for key, usual in self._usual.items()}
        titles = [ColumnTitle(self._usual.get(column.key, column.key), column.title, column.group) for column in typed_first]
        titles += [ColumnTitle(column.key, word) for column in typed_first for word in column.also if word]
        titles += [ColumnTitle(column.key, words) for column in typed_first for words in self._of_its_year(column)]
        kind = terms.KINDS.get(_KIND_OF_LINES.get(self._grid.source.topic, self._grid.source.topic), "")
        year = self._grid.open_book.book.year
        found = find_headings(self.block, titles, self._is_code, kind, year)
        if found is None or self._is_there_already(found.first - 1, top, left):
            return None
        keys = [column.key for column in typed_first if column.typed]
        carries = self._grid.source.topic == CARRY_FORWARD
        split = by_source(
            self.block, found, keys, year, kind, all_carried=carries, budget_at=partial(self._budget_at, found, self.block)
        ) or self._by_slot(found, year)
        self.block, found = split or (self.block, found)
        return replace(found, fields=self._with_codes({at: meant_by.get(key, key) for at, key in found.fields.items()}))

    def _budget_at(self, found: Headings, block: ClipboardBlock, row: int) -> str:
        """The source of 财政拨款 for the function code of a row, by the budget that the code belongs to; "" for none."""
        at = next((at for at, key in found.fields.items() if key in {FUNCTION, "function_name"}), None)
        table = self.tables.get(FUNCTION)
        code = table.get(table.read(block.text(row, at))) if table is not None and at is not None else None
        budget = code.budget if code is not None else ""
        return next((source for source in terms.FISCAL_SOURCES if budget and terms.SOURCES[source].startswith(budget)), "")

    def _by_slot(self, found: Headings, year: int) -> tuple[ClipboardBlock, Headings] | None:
        """The block for a grid with columns that several sources share."""
        context = self._grid.open_book.context
        columns = {column.key: column for column in self._grid.source.columns if column.slots and column.typed}
        coded = next((at for at, key in found.fields.items() if key in self.tables), None)
        if not columns or coded is None:
            return None
        table, block = self.tables[found.fields[coded]], self.block

        def slot_at(row: int, key: str) -> tuple[str, bool] | None:
            tells = columns[key].slot_for
            return tells(table.read(block.text(row, coded)), context) if tells is not None else None

        takes = {slot: key for key, column in columns.items() for slot in column.slots}
        return joined_sources(block, found, takes, year, slot_at)

    def _of_its_year(self, column: GridColumn) -> list[str]:
        """What the amounts of one year are called beside those of another: 2024年预算数, 上年预算数."""
        own = next((word for word in _YEARS if column.title.startswith(word) and _CARRIED not in column.title), "")
        if column.kind is not ColumnKind.AMOUNT or not (own or column.key == AMOUNT):
            return []
        year = self._grid.open_book.book.year + _YEARS.get(own, 0)
        begins = [f"{year}年", f"{year}年度", *([own] if own else [])]
        return [begin + words for begin in begins for words in ("", "数", *VARIANTS[AMOUNT])]

    def by_content(self) -> Headings | None:
        """The fields by what stands in the columns; None unless codes or the form's labels stand in one of them."""
        base = self.titles or Headings(0, {})
        if (labels := labels_in(self.block, self._grid, base.first, dict.fromkeys(range(self.block.width), -1))) is not None:
            return self._of(base, self._beside_labels(labels, base.first))
        passed = heading_rows(self.block, base.first, labelled=False)
        rows = [row for row in range(base.first, self.block.height) if row not in passed]
        fields = self._with_codes(fields_by_content(self.block, rows, list(self._content_tests())))
        return self._of(base, fields) if set(fields.values()) & set(self.tables) else None

    def chosen(self, fields: Mapping[int, str], known: Headings | None) -> Headings:
        """The fields as the clerk chose them, "" for none, below the headings ``known`` if the block has any."""
        return self._of(known or self.titles or Headings(0, {}), {at: key for at, key in fields.items() if key})

    def _beside_labels(self, labels: int, first: int) -> Mapping[int, str]:
        """The column of labels, and the only column of figures beside it, or the only one of this year, as the first amount."""
        typed = [column.key for column in self._grid.source.columns if column.kind is ColumnKind.AMOUNT and column.typed]
        cells = {
            at: [text for row in range(first, self.block.height) if (text := self.block.text(row, at))]
            for at in range(self.block.width)
        }
        figures = [at for at, texts in cells.items() if at != labels and texts and all(map(_holds_amount, texts))]
        if len(figures) > 1 and self.titles is not None:
            year = self._grid.open_book.book.year
            figures = [at for at in figures if is_of_year(plain_heading(self.titles.words.get(at, "")), year)]
        beside = {figures[0]: typed[0]} if len(figures) == 1 and typed else {}
        return {labels: self._grid.column(0).key, **beside}

    def _of(self, base: Headings, fields: Mapping[int, str]) -> Headings:
        unmatched = {at: text for at, text in base.words.items() if at not in fields}
        return replace(base, fields=fields, unmatched=unmatched)

    def _with_codes(self, fields: Mapping[int, str]) -> Mapping[int, str]:
        named = {at: code for at, key in fields.items() if (code := NAMES.get(key, "")) in self.tables}
        return {**fields, **{at: code for at, code in named.items() if code not in fields.values()}}

    def _is_code(self, field: str, text: str) -> bool:
        table = next((table for key, table in self.tables.items() if self._usual.get(key, key) == field), None)
        return table is not None and table.knows(text)

    def _content_tests(self) -> list[ContentTest]:
        """Codes, their names, choices, codes that the tables lack, then the amount, if the grid has only one: no codes again."""
        context = self._grid.open_book.context
        columns = self._grid.source.columns
        tests = [ContentTest(key, partial(_holds_code, table)) for key, table in self.tables.items()]
        tests += [
            ContentTest(column.key, partial(_holds_name, self.tables[NAMES[column.key]]))
            for column in columns if NAMES.get(column.key) in self.tables
        ]  # fmt: skip
        tests += [
            ContentTest(column.key, partial(_holds_choice, column, context))
            for column in columns if column.choices and column.typed
        ]  # fmt: skip
        tests += [ContentTest(key, partial(_may_be_code, table), left=True) for key, table in self.tables.items()]
        amounts = [column.key for column in columns if column.kind is ColumnKind.AMOUNT and column.typed]
        codes = partial(are_codes, tables=(context.codes.function, context.codes.economic))
        return tests + [ContentTest(key, _holds_amount, single=True, refuses=codes) for key in amounts if len(amounts) == 1]

    def _is_there_already(self, row: int, top: int, left: int) -> bool:
        """Whether the grid already has this row at its target: then it is data, even if it looks like headings."""
        grid, to = self._grid, top + row
        places = [(text, left + at) for at, text in enumerate(self.block.rows[row]) if text]
        known = to < grid.line_count and all(position < grid.columnCount() for _, position in places)
        return known and all(grid.cell_at(to, position).text == text for text, position in places)


def _usual_fields(columns: Sequence[GridColumn]) -> Mapping[str, str]:
    """The columns of a list that a pack declares → the fields of other pages that they are like, whose usual names are theirs.

    They are the first of each classification and an only amount.
    """
    own = [column for column in columns if column.typed and ":" in column.key]
    amounts = [column for column in own if column.kind is ColumnKind.AMOUNT]
    like = {
        FUNCTION: [column for column in own if column.kind is ColumnKind.CODE_FUNCTION],
        ECONOMIC: [column for column in own if column.kind is ColumnKind.CODE_ECONOMIC],
        AMOUNT: amounts if len(amounts) == 1 else [],
    }
    return {found[0].key: usual for usual, found in like.items() if found}


def choices_of(grid: GridModel) -> list[GridColumn]:
    """The columns that the clerk may choose for a column of the block: those that are typed, and the names of codes."""
    return [column for column in grid.source.columns if column.typed or column.key in NAMES]


def _holds_code(table: CodeTable, text: str) -> bool:
    """Whether a text is a code of the table; a figure with a point or commas is none, though ``302.01`` under a heading is."""
    is_whole = "".join(text.split()).isdigit() or not _holds_amount(text)
    return is_whole and text.lstrip("[(【'")[:1].isdigit() and table.get(table.read(text)) is not None


def _may_be_code(table: CodeTable, text: str) -> bool:
    """Whether digits have the length of a code and begin with a 类 of the table: a new code, or one of another year."""
    return text.isdecimal() and len(text) in table.levels and table.get(text[: min(table.levels)]) is not None


def _holds_name(table: CodeTable, text: str) -> bool:
    return table.has_name(text)


def _holds_choice(column: GridColumn, context: Context, text: str) -> bool:
    """Whether a text is a choice of the column; a bare number is rather a 序号."""
    if text.isdigit():
        return False
    return bool(offered(column, text)) if column.accepts_others else meant(column, text, context) is not None


def _holds_amount(text: str) -> bool:
    return isinstance(amount_meant(text, MoneyUnit.WAN), int)
