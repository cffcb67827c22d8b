"""The grid 各功能科目 (on 封面): what the text of the pack says of each function code, with this year's money beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.book import edits
from models.book.edits import Edit, combined
from models.book.places import Place
from models.book.records import Book, LastYearFigure, WrittenText
from models.pack.forms.last_year import BASES, USE, code_of, item_of
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.published.texts.repeated import LAST_YEAR, TEXTS, spent_by_code
from models.values.money import fen
from models.words.places import PAGE_NAMES
from ui.grid.rows.amount_cells import amount_cell, sum_cell
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.line_source import meant
from ui.grid.rows.source import Cell, GridRow, Totals
from ui.pages.common.columns import CODE_HINT
from ui.pages.entry.last_year import change_cell, origin_words

TITLE: Final = "各功能科目"
SENTENCE: Final = "情况说明里一个科目一条要用的；本年有钱的科目自动列出，只有上年有的在最下面加。"
FUNCTION: Final = GridColumn("function", "功能科目", ColumnKind.CODE_FUNCTION, 6.5, hint=CODE_HINT)
_NAME: Final = GridColumn("name", "科目名称", ColumnKind.COMPUTED, 15.0, least=8.0, names="function")
_NOW: Final = GridColumn("now", "本年（万元）", ColumnKind.AMOUNT, 8.0, editable=False)
_CHANGE: Final = GridColumn("change", "比上年", ColumnKind.AMOUNT, 9.0, editable=False)
_USE: Final = GridColumn(USE, "主要用于", ColumnKind.LONG_TEXT, 20.0, hint="不用写“主要用于”", least=10.0)
_REASON: Final = GridColumn("reason", "主要原因", ColumnKind.LONG_TEXT, 20.0, hint="不用写“主要原因是”", least=10.0)


class _Row(Struct, frozen=True):
    """What is known of a function code; ``before`` is last year's figure of each kind."""

    code: str
    now: int = 0
    before: Mapping[str, LastYearFigure] = {}
    use: WrittenText | None = None

    @property
    def lines(self) -> list[int]:
        """The ids of what was typed for the code."""
        return [*(line.id for line in self.before.values()), *([self.use.id] if self.use else [])]


def is_asked(pack: Pack) -> bool:
    """Whether the text of a pack needs something of each function code."""
    return bool(pack.narrative.bases) or pack.narrative.asks_by_code(USE)


def kept_place(book: Book, place: Place) -> Place:
    """The cell that is meant by a place of this page: a text of a function code is kept on the page of texts."""
    item = place.field
    if place.page != LAST_YEAR or item != item_of(USE, code_of(item)):
        return place
    own = next((line.id for line in book.texts if line.item == item), 0)
    return Place(TEXTS, own, "text") if own else Place(TEXTS, field=item)


class CodeSource:
    """A GridSource: one row for each code with money this year, or with something typed; the columns that the pack asks for."""

    takes_new_rows = True
    topic = LAST_YEAR

    def __init__(self, pack: Pack) -> None:
        self._forms = [part.repeat for part in pack.narrative.by_code if part.repeat is not None]
        self._bases = pack.narrative.bases
        """What the text compares with; the reason belongs to the first."""
        before = [GridColumn(base, f"{BASES[base]}（万元）", ColumnKind.AMOUNT, 10.0) for base in self._bases]
        self.columns = (
            FUNCTION,
            _NAME,
            *before,
            _NOW,
            *([_CHANGE] if before else []),
            *([_USE] if pack.narrative.asks_by_code(USE) else []),
            *([_REASON] if pack.narrative.asks_by_code("reason") else []),
        )

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The codes in their order."""
        now: dict[str, int] = {}
        for form in self._forms:
            if form.facts is not None:
                now = {**spent_by_code(context, form.facts), **now}
        before = {line.item: line for line in context.book.last_year if code_of(line.item)}
        uses = {line.item: line for line in context.book.texts if code_of(line.item)}
        codes = {*now, *map(code_of, before), *map(code_of, uses)}
        return [GridRow(code, _row(code, now, before, uses)) for code in sorted(codes)]

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """Code and name, last year's figure, this year's money, the change, and the words."""
        value: _Row = row.value
        if column.key in {FUNCTION.key, _NAME.key}:
            text = value.code if column.key == FUNCTION.key else context.codes.function.name(value.code)
            return Cell(text, text, text, editable=False, computed=True)
        if column.key == _NOW.key:
            return sum_cell(value.now, "由本年的支出自动合计")
        line = value.before.get(self._base(column))
        if column.key == _CHANGE.key:
            return change_cell(value.now, line.amount if line else None)
        if column.key in BASES:
            return amount_cell(line.amount if line else None, origin=origin_words([line] if line else []))
        text = (value.use.text if value.use else "") if column.key == USE else line.reason if line else ""
        return Cell(text, text, text)

    def _base(self, column: GridColumn) -> str:
        return column.key if column.key in BASES else next(iter(self._bases), "")

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The field of the line that keeps it, else of its item."""
        value: _Row = row.value
        if column.key == USE:
            return Place(TEXTS, value.use.id, "text") if value.use else Place(TEXTS, field=item_of(USE, value.code))
        line = value.before.get(self._base(column))
        field = "amount" if column.key in BASES else column.key
        if column.key in {*BASES, _REASON.key}:
            item = item_of(self._base(column), value.code)
            return Place(LAST_YEAR, line.id, field) if line else Place(LAST_YEAR, 0, f"{item}/{field}")
        return Place(LAST_YEAR, 0, f"{value.code}/{field}")

    def row_name(self, number: int) -> str:
        """``上年数 第 6 行``."""
        return f"{PAGE_NAMES[LAST_YEAR]} {TITLE} 第 {number} 行"

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:  # noqa: ARG002
        """Why a code does not fit; every other text does."""
        return f"没有“{text}”这个功能科目" if column is FUNCTION and meant(column, text, context) is None else ""

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Set one figure or text of a code; None for what is not typed."""
        return self._edit(row.value.code, column, text)

    def _edit(self, code: str, column: GridColumn, text: str) -> Edit | None:
        if column.key == USE:
            return edits.set_text(item_of(USE, code), text)
        if column.key in BASES or column.key == _REASON.key:
            field = "reason" if column.key == _REASON.key else "amount"
            return edits.set_last_year(item_of(self._base(column), code), field, text)
        return None

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:  # noqa: ARG002
        """Add a code, or set what was pasted for one that is already there; None without a code."""
        code = meant(FUNCTION, values.get(FUNCTION.key, ""), context) or ""
        if not code:
            return None
        typed = [(column, values[column.key]) for column in self.columns if values.get(column.key, "").strip()]
        steps = [edit for column, text in typed if (edit := self._edit(code, column, text)) is not None]
        if steps:
            return combined(f"新增 {code}", steps)
        known = any(row.key == code for row in self.rows(context))
        blank = {"item": item_of(self._bases[0], code)} if self._bases else {}
        return edits.insert_line(LAST_YEAR, blank) if blank and not known else None

    def delete_rows(self, rows: Sequence[GridRow]) -> Edit | None:
        """Delete what was typed for codes; a code with money this year stays."""
        lines = [line for row in rows for line in row.value.lines]
        return edits.delete_lines(lines) if lines else None

    def totals(self, context: Context) -> Totals | None:
        """合计 of the figures."""
        rows: list[_Row] = [row.value for row in self.rows(context)]
        before = {base: sum(fen(row.before[base].amount) for row in rows if base in row.before) for base in self._bases}
        return Totals(amounts={**before, _NOW.key: sum(row.now for row in rows)} if rows else {})


def _row(code: str, now: Mapping[str, int], before: Mapping[str, LastYearFigure], uses: Mapping[str, WrittenText]) -> _Row:
    kept = {base: line for base in BASES if (line := before.get(item_of(base, code))) is not None}
    return _Row(code, now.get(code, 0), kept, uses.get(item_of(USE, code)))
