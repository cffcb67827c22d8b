"""The grid source of 收入: typed, derived and summed figures in the form of 收入总表, compared with spending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace

from models.book import edits, terms
from models.book.edits import Edit, combined
from models.book.facts import compare_income
from models.book.places import Place
from models.book.records import IncomeLine
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.values.amount_style import AmountStyle
from models.values.codes import CodeTable
from models.words.places import line_name
from ui.grid.rows.amount_cells import amount_cell, sum_cell
from ui.grid.rows.column import GridColumn
from ui.grid.rows.line_source import meant
from ui.grid.rows.source import Cell, GridRow, Totals
from ui.pages.common import columns
from ui.pages.income.columns import FUNCTION, GAP, NAME, IncomeColumn, all_columns, income_columns, income_side
from ui.pages.income.figures import IncomeFigure, Slot, comparison_words, gap_words, income_figures, owner_words
from ui.pages.income.rows import IncomeRow, RowKind, folded, income_rows, rows_by_code, source_of_code, typed_slot
from ui.session.amounts import window_amounts

PAGE: Final = "income"
FOLLOWS: Final = "推算"
_PARTLY: Final = "部分推算"
_SUM: Final = "自动合计"
_BY_SOURCE: Final = "有几种资金来源：点“按来源分行”后在下面各行录入"
_NOTE_NEEDS_FIGURE: Final = "先录入批复数，再写备注"
_BELOW: Final = "自动合计，在下面各资金来源的行录入"


class IncomeSource:
    """A GridSource. ``expanded`` are the codes shown by source, ``closed`` the 类 and 款 whose rows are hidden."""

    takes_new_rows = True
    topic = PAGE

    def __init__(self, pack: Pack, codes: CodeTable) -> None:
        side = income_side(pack)
        amounts = [self._telling_slots(income) for income in income_columns(side)]
        self._form_columns = all_columns(side, amounts)
        self.columns = self._form_columns
        self._amounts: Mapping[str, IncomeColumn] = {income.column.key: income for income in amounts}
        self._total = side.rows.total if side.rows else "合计"
        self._codes = codes
        self.expanded: set[str] = set()
        self.closed: frozenset[str] = frozenset()

    def _telling_slots(self, income: IncomeColumn) -> IncomeColumn:
        """A column that tells in which slot a figure of a code would be kept."""
        told = partial(self._slot_for, income.column.key)
        return replace(income, column=replace(income.column, slots=income.slots if income.leaf else frozenset(), slot_for=told))

    def _slot_for(self, key: str, code: str, context: Context) -> Slot | None:
        """The slot in which a figure of a code is kept; None where it is typed in rows by source."""
        row = rows_by_code(self.all_rows(context)).get(code) or IncomeRow(RowKind.CODE, code, "", 0, ())
        return typed_slot(row, self._amounts[key], self._codes)

    @property
    def has_notes(self) -> bool:
        """Whether 备注 is shown."""
        return self.columns is not self._form_columns

    def show_notes(self, *, wanted: bool) -> None:
        """Add or remove 备注 as the last column; the caller must set the source on its grid again."""
        self.columns = (*self._form_columns, columns.NOTE) if wanted else self._form_columns

    # --- rows and cells

    def rows(self, context: Context) -> Sequence[GridRow]:
        """合计 and the tree of codes, without hidden rows."""
        rows = self.all_rows(context)
        return list(folded(rows, self.closed)) if self.closed else rows

    def all_rows(self, context: Context) -> Sequence[GridRow]:
        """合计 and the full tree of codes."""
        figures = income_figures(context)
        return list(income_rows(figures, self._codes, list(self._amounts.values()), self.expanded, self._total))

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """The content of one cell."""
        value: IncomeRow = row.value
        if column.key in {FUNCTION, NAME}:
            return _label(value, column.key)
        if column.key == GAP:
            return _gap_cell(value, window_amounts(context.pack))
        if column.key == columns.NOTE.key:
            return _note_cell(value)
        income = self._amounts[column.key]
        slot = typed_slot(value, income, self._codes)
        if slot is None:
            return _sum_cell(value, income)
        return _typed_cell(value, slot, window_amounts(context.pack), several=len({source for source, _ in income.slots}) > 1)

    def figure(self, row: GridRow, column: GridColumn) -> IncomeFigure | None:
        """The typed or derived figure of a cell, if it has one."""
        income = self._amounts.get(column.key)
        slot = typed_slot(row.value, income, self._codes) if income else None
        return next((figure for figure in row.value.figures if figure.slot == slot), None)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The line of a typed figure; code, source and year of a derived one."""
        value: IncomeRow = row.value
        income = self._amounts.get(column.key)
        if income is None:
            first = next((line.id for figure in value.figures for line in figure.lines), 0)
            own = first if value.typed_here and not value.split else 0
            field = {FUNCTION: "function", NAME: "source"}.get(column.key, column.key)
            return Place(PAGE, own, field if own else f"{value.code}/{value.source}/{field}")
        slot = typed_slot(value, income, self._codes)
        if slot is None:
            return Place(PAGE, 0, f"{value.kind.name}/{value.code}/{value.source}/{column.key}")
        lines = next((figure.lines for figure in value.figures if figure.slot == slot), ())
        return Place(PAGE, lines[0].id, "amount") if lines else _slot_place(value.code, slot)

    def place_of_line(self, line: IncomeLine, context: Context) -> Place:
        """The place of the cell that a line counts in: the first line with the same code, source and year."""
        first = next(
            other for other in context.book.income
            if (other.function, other.source, other.carried) == (line.function, line.source, line.carried)
        )  # fmt: skip
        return Place(PAGE, first.id, "amount")

    def row_name(self, number: int) -> str:
        """The name of a row in messages: ``收入 第 7 行``."""
        return line_name(PAGE, number)

    def totals(self, context: Context) -> Totals | None:  # noqa: ARG002
        """None: 合计 is the first row of the form."""
        return None

    # --- edits

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:  # noqa: ARG002
        """Why a text does not fit: a new row cannot begin with a note, which needs a figure."""
        return _NOTE_NEEDS_FIGURE if row is None and column.key == columns.NOTE.key and text.strip() else ""

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Set or clear a figure, or set the note of its line; None where nothing is typed."""
        if column.key == columns.NOTE.key:
            line = _noted_line(row.value)
            return edits.set_field(line.id, "note", text) if line is not None else None
        income = self._amounts.get(column.key)
        slot = typed_slot(row.value, income, self._codes) if income else None
        return None if slot is None else _set_figure(row.value, slot, text)

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:  # noqa: ARG002
        """Add a code, or set its amounts. Sums of a pasted form are ignored, since they are computed here."""
        table = self._codes
        code = meant(self.columns[0], values.get(FUNCTION, ""), context) or ""
        amounts = {key: text for key, text in values.items() if key in self._amounts and self._amounts[key].leaf and text.strip()}
        known = rows_by_code(self.all_rows(context)).get(code)
        if not amounts:
            blank = {"function": code, "source": source_of_code(code, table)}
            return None if known or not code else edits.insert_line("income", blank)
        if (not code and values.get(NAME)) or (len(code) in table.levels and len(code) < max(table.levels)):
            return None
        row = known or IncomeRow(RowKind.CODE, code, "", 0, ())
        slots = {key: typed_slot(row, self._amounts[key], table) for key in amounts}
        return combined("新增收入", [_set_figure(row, slot, amounts[key]) for key, slot in slots.items() if slot])

    def delete_rows(self, rows: Sequence[GridRow]) -> Edit | None:
        """Delete the typed figures of codes; amounts derived from spending (推算) remain."""
        lines = {line.id for row in rows if row.value.typed_here for figure in row.value.figures for line in figure.lines}
        return edits.delete_lines(sorted(lines)) if lines else None


def _slot_place(code: str, slot: Slot) -> Place:
    return Place(PAGE, 0, f"{code}/{slot[0]}/{int(slot[1])}")


def _set_figure(row: IncomeRow, slot: Slot, text: str) -> Edit:
    """Set the figure, and delete blank lines that only kept the row of a new code."""
    empty = [
        line.id for figure in row.figures if figure.slot != slot for line in figure.lines
        if line.amount is None and not line.note and not figure.needed
    ]  # fmt: skip
    steps = [edits.set_income(row.code, slot[0], slot[1], text)]
    return combined(f"修改收入 {row.code}：{text}", [edits.delete_lines(empty), *steps] if empty and text.strip() else steps)


def _label(row: IncomeRow, key: str) -> Cell:
    """The cell of code or name. 合计 and 类 are bold; a row by source shows only the source's name."""
    is_sum = row.kind in {RowKind.TOTAL, RowKind.GROUP}
    if key == FUNCTION:
        text = "" if row.kind is RowKind.SOURCE else row.code
        return Cell(text, text, text, editable=False, computed=is_sum)
    bold = row.kind is RowKind.TOTAL or (row.kind is RowKind.GROUP and row.indent == 0)
    quiet = row.kind is RowKind.SOURCE
    return Cell(row.name, row.name, row.name, editable=False, computed=is_sum, bold=bold, indent=row.indent + 1, ghost=quiet)


def _noted_line(row: IncomeRow) -> IncomeLine | None:
    """The line that keeps a row's note: the first with a note, else the first; None if the rows below have them."""
    lines = [line for figure in row.figures for line in figure.lines] if row.typed_here and not row.split else []
    return next((line for line in lines if line.note), lines[0] if lines else None)


def _note_cell(row: IncomeRow) -> Cell:
    """The notes of a row's typed figures. A derived figure has no line, so no note."""
    line = _noted_line(row)
    notes = [other.note for figure in row.figures for other in figure.lines if other.note] if line is not None else []
    text = "；".join(notes)
    if len(notes) > 1:
        return Cell(text, "", text, "几种资金来源都有备注：点“按来源分行”后在下面各行修改", editable=False, computed=True)
    return Cell(text, text, text, "" if line is not None else _NOTE_NEEDS_FIGURE, editable=line is not None, computed=line is None)


def _sum_cell(row: IncomeRow, income: IncomeColumn) -> Cell:
    """A computed figure, drawn as a ghost while all its parts are derived."""
    figures = row.in_slots(income.slots)
    amount = sum(figure.income for figure in figures)
    ambiguous = income.leaf and row.typed_here
    origin = (_BELOW if row.split else _BY_SOURCE) if ambiguous else _SUM
    cell = sum_cell(amount, origin if amount or ambiguous else "", bold=row.kind is RowKind.TOTAL)
    followed = row.typed_here and bool(amount) and all(figure.typed is None for figure in figures)
    return replace(cell, ghost=True) if followed else cell


def _typed_cell(row: IncomeRow, slot: Slot, style: AmountStyle, *, several: bool) -> Cell:
    figure = next((figure for figure in row.figures if figure.slot == slot), None)
    if figure is not None and figure.unread is not None:
        return Cell(figure.unread.text, figure.unread.text, figure.unread.text, unread=True)
    if figure is not None and figure.typed is not None:
        amount = figure.typed
        origin = f"已录入；{comparison_words([figure], style)}"
        return amount_cell(amount, origin=origin)
    if figure is None or not figure.needed:
        return Cell(origin=f"录入的数记为{terms.SOURCES[slot[0]]}" if several else "")
    # ``typed`` stays blank, so that typing the derived amount itself is a change: it makes it a 批复数.
    origin = f"{FOLLOWS}：{row.code} {_code_words(row)}{owner_words([figure])}"
    return replace(sum_cell(figure.needed, origin), editable=True, computed=False, ghost=True)


def _code_words(row: IncomeRow) -> str:
    return f"{row.name}，" if row.name else ""


def _gap_cell(row: IncomeRow, style: AmountStyle) -> Cell:
    """✓ when all figures are typed and equal the needed, 「推算」 when none is typed, else 多 or 少 with the difference."""
    if row.kind is RowKind.GROUP:
        return Cell(editable=False, computed=True)
    typed = [figure for figure in row.figures if figure.typed is not None]
    if not typed:
        text = FOLLOWS if any(figure.needed for figure in row.figures) else ""
        origin = "没有录入，跟着支出走" if text else ""
        return Cell(text, "", text, origin, editable=False, computed=row.kind is RowKind.TOTAL, ghost=True)
    words, total = comparison_words(typed, style), row.kind is RowKind.TOTAL
    gaps = [figure.gap for figure in typed if figure.gap]
    following = compare_income(row.figures).following
    if not gaps and following:
        origin = f"录入的 {len(typed)} 项与支出一致，其余 {following} 项由支出推算"
        return Cell(_PARTLY, "", origin, origin, editable=False, computed=total, ghost=True)
    if not gaps:
        return Cell("0.00" if total else "", "", words, editable=False, computed=total, bold=total, sign="ok")
    one_way = all(gap > 0 for gap in gaps) or all(gap < 0 for gap in gaps)
    if not one_way:
        return Cell("有多有少", "", words, editable=False, computed=total, bold=total)
    gap = sum(gaps)
    more = "多" if gap > 0 else "少"
    return Cell(gap_words(gap), "", words, editable=False, computed=total, bold=total, amount=abs(gap), words=more)
