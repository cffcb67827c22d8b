"""The plan of a paste: the texts to type, the fate of each row, the unit of amounts, and whether to ask first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.contents import number_in_brackets
from models.incoming.clipboard.headings import signature
from models.incoming.clipboard.units import UnitFound
from models.values.money import MoneyUnit, read_amount
from models.values.text import clipped
from ui.grid.paste.after_paste import BookAfterPaste
from ui.grid.paste.cells import Outcome, PastedCells, PlanCell
from ui.grid.paste.fields import Basis, BlockFields
from ui.grid.paste.labels import labels_of
from ui.grid.paste.remembered import RememberedColumns
from ui.grid.paste.target import PastedWords, PasteTarget, Rectangle, aim_by_fields, aim_by_place
from ui.grid.rows.column import Align, ColumnKind
from ui.grid.rows.model import GridModel

_FATES: Final = tuple(Outcome)


class PastedRow(Struct, frozen=True):
    """A row of the block for the preview; ``number`` counts from 1, ``cells`` are by column, ``note`` explains the fate."""

    number: int
    fate: Outcome
    cells: Mapping[int, PlanCell]
    note: str = ""


class PastePlan(Struct, frozen=True):
    """The plan. ``typed`` are (row, position, text) to type; ``unsure``: show the preview before.

    ``fields`` is the column of the grid for each column of the block, "" for none. ``landed`` are the cells (row, position) that
    will have the block's content, also where it is there already.

    ``found`` is the recognised unit, None when no amount needs one; ``unit`` the one in use. ``totals`` is the sum of
    the page before and after. ``rows`` is filled for the preview only. ``lacks_amount``: columns are left out, and none of the
    others is an amount, as the grid has.
    """

    block: ClipboardBlock
    target: PasteTarget
    fields: Mapping[int, str]
    typed: Sequence[tuple[int, int, str]]
    landed: Sequence[tuple[int, int]]
    label: str
    unsure: bool
    found: UnitFound | None
    unit: MoneyUnit
    totals: tuple[str, str] = ("", "")
    rows: Sequence[PastedRow] = ()
    lacks_amount: bool = False

    @property
    def chosen(self) -> bool:
        """Whether the clerk chose the columns."""
        return self.target.basis is Basis.CHOSEN

    @property
    def signature(self) -> str:
        """The headings, by which a choice of columns is remembered; "" without any."""
        return signature(self.target.headings)

    @property
    def misfits(self) -> int:
        """The number of cells that cannot be entered, are in no column of the grid, or will be marked."""
        cells = [cell for row in self.rows if row.fate is not Outcome.PASSED for cell in row.cells.values()]
        return sum(cell.odd or cell.fate in {Outcome.BLOCKED, Outcome.PASSED} for cell in cells)

    def count(self, fate: Outcome) -> int:
        """The number of rows with this fate."""
        return sum(row.fate is fate for row in self.rows)


def plan_paste(
    block: ClipboardBlock,
    grid: GridModel,
    selected: Rectangle,
    chosen: MoneyUnit | None = None,
    fields: Mapping[int, str] | None = None,
    remembered: RememberedColumns | None = None,
) -> PastePlan:
    """The plan for a block at a selection.

    ``chosen`` is the unit, ``fields`` the field of each column ("" for none) that the clerk chose in the preview or has chosen
    for the same headings before; without them both are recognised: the columns by headings, else by place, also past computed
    columns, else by what stands in them.
    """
    words = PastedWords(grid)
    reading = BlockFields(block, grid, selected.left)
    headings = reading.by_headings(selected.top, selected.left)
    basis = Basis.HEADINGS
    if fields is None and remembered is not None:
        fields = remembered.fields(signature(headings or reading.titles))
    if fields is not None:
        headings, basis = reading.chosen(fields, headings), Basis.CHOSEN
    if headings is not None:
        return _plan(grid, words, aim_by_fields(reading.block, grid, words, selected.top, headings, basis), chosen)
    if reading.is_turned and (contents := reading.by_content()) is not None:  # the place of its columns says nothing
        return _plan(grid, words, aim_by_fields(reading.block, grid, words, selected.top, contents, Basis.CONTENTS), chosen)
    plan = _plan(grid, words, aim_by_place(reading.block, grid, selected), chosen)
    if plan.misfits and grid.column(selected.left).typed:
        over_sums = any(column.kind is ColumnKind.AMOUNT and not column.typed for column in grid.source.columns)
        past = _plan(grid, words, aim_by_place(reading.block, grid, selected, past_computed=True), chosen, ask=over_sums)
        plan = plan if past.misfits else past
    contents = reading.by_content() if plan.misfits and reading.block.width > 1 else None
    if contents is not None:
        told = _plan(grid, words, aim_by_fields(reading.block, grid, words, selected.top, contents, Basis.CONTENTS), chosen)
        of_form = reading.titles is not None and bool(labels_of(grid)) and len(contents.fields) > 1  # its title says which figure
        plan = told if of_form or told.misfits < plan.misfits else plan
    return plan


def _plan(grid: GridModel, words: PastedWords, target: PasteTarget, chosen: MoneyUnit | None, *, ask: bool = False) -> PastePlan:
    """The plan for a target; ``ask``: show it in any case."""
    block = target.block
    reader = PastedCells(block, grid, target, words, chosen)
    columns = range(block.width)
    cells = _with_lines_refused(grid, target, {(row, at): reader.cell(row, at) for row in target.rows for at in columns})
    typed = [(cell.row, cell.position, cell.text) for cell in cells.values() if cell.text is not None and not cell.stands]
    unsure = ask or chosen is not None or _is_unsure(block, grid, target, reader, cells)
    by_fields = target.basis is not Basis.PLACE
    after = BookAfterPaste(grid, typed) if unsure or any(cell.is_open for cell in cells.values()) else None
    if after is not None and not unsure:
        checked = (after.outcome(cell, by_headings=by_fields) for cell in cells.values() if cell.is_open)
        unsure = any(cell.note for cell in checked)
    if after is not None and unsure:
        cells = {key: after.outcome(cell, by_headings=by_fields) for key, cell in cells.items()}
    landed = [(cell.row, cell.position) for cell in cells.values() if cell.lands]
    fields = {at: grid.column(to).key if to >= 0 else "" for at, to in target.columns.items()}
    lacks_amount = by_fields and not all(fields.values()) and _asks_other_amounts(grid, fields)
    rows = _rows(block, grid, target, cells, lacks_amount=lacks_amount) if unsure else ()
    return PastePlan(
        block, target, fields, typed, landed, _label(target, block), unsure, reader.unit, reader.chosen,
        after.totals if after else ("", ""), rows, lacks_amount,
    )  # fmt: skip


def _with_lines_refused(
    grid: GridModel, target: PasteTarget, cells: Mapping[tuple[int, int], PlanCell]
) -> Mapping[tuple[int, int], PlanCell]:
    """The cells without those of a new line with a word that is no choice, where the line would have another choice instead."""
    refused = {
        row for (row, _), cell in cells.items()
        if cell.fate is Outcome.BLOCKED and cell.position >= 0 and target.rows[row] >= grid.line_count
        and grid.column(cell.position).always
    }  # fmt: skip
    return {key: cell._replace(text=None, fate=Outcome.BLOCKED) if key[0] in refused else cell for key, cell in cells.items()}


def _is_unsure(
    block: ClipboardBlock, grid: GridModel, target: PasteTarget, reader: PastedCells, cells: Mapping[tuple[int, int], PlanCell]
) -> bool:
    """Whether to show the preview: something is left out or guessed, goes to other rows than at the cursor, or replaces figures."""
    if (
        target.basis in {Basis.CONTENTS, Basis.CHOSEN}
        or target.unknown
        or block.numbers
        or any(block.text(row, at) for row in target.passed for at in target.columns)
    ):
        return True
    if any(cell.fate in {Outcome.BLOCKED, Outcome.PASSED} for cell in cells.values()):
        return True
    if block.height * block.width == len(cells) == 1:  # like typing: the clerk sees a single value at once, or that it is marked
        doubted = any(
            cell.odd and (cell.text != cell.pasted or number_in_brackets(cell.pasted) is not None) for cell in cells.values()
        )
        return doubted or (reader.unit is not None and not reader.unit.sure)
    moved = target.by_key and any(row < grid.line_count for row in target.rows.values())
    asks = reader.unit is not None and not reader.unit.sure
    several = sum(bool(cell.pasted) for cell in cells.values()) > 1  # a single value is like typing
    figures = several and any(_replaces_figure(grid, cell) for cell in cells.values())
    return moved or asks or figures or any(cell.odd for cell in cells.values())


def _replaces_figure(grid: GridModel, cell: PlanCell) -> bool:
    """Whether the cell has another amount or quantity now."""
    lands = cell.text is not None and not cell.stands and cell.row < grid.line_count
    return lands and grid.column(cell.position).align is Align.RIGHT and bool(grid.cell_at(cell.row, cell.position).typed)


def _label(target: PasteTarget, block: ClipboardBlock) -> str:
    columns = sum(position >= 0 for position in target.columns.values())
    if len(target.rows) == columns == 1 and block.width == 1:
        return ""
    return f"粘贴 {len(target.rows)} 行 × {columns} 列"


def _asks_other_amounts(grid: GridModel, fields: Mapping[int, str]) -> bool:
    """Whether the grid has amounts to type, and none of them is among the fields."""
    amounts = {column.key for column in grid.source.columns if column.kind is ColumnKind.AMOUNT and column.typed}
    return bool(amounts) and amounts.isdisjoint(fields.values())


def _rows(
    block: ClipboardBlock, grid: GridModel, target: PasteTarget, cells: Mapping[tuple[int, int], PlanCell], *, lacks_amount: bool
) -> Sequence[PastedRow]:
    """The rows for the preview, worst fate first, and first of these the ones with a cell that will be marked."""
    columns = range(block.width)
    lines: dict[int, Mapping[int, PlanCell]] = {row: {at: cells[row, at] for at in columns} for row in target.rows}
    if lacks_amount:
        lines = {row: _with_figure_left_out(line) for row, line in lines.items()}
    rows = [_row(block.number(row), lines[row], is_new=to >= grid.line_count) for row, to in target.rows.items()]
    told: set[tuple[int, str]] = set()
    for fate, left_out in ((Outcome.PASSED, target.passed), (Outcome.BLOCKED, target.unknown)):
        for row, why in left_out.items():
            cells_left = {at: PlanCell(block.text(row, at), fate=fate) for at in columns}
            if (block.number(row), why) not in told:  # a row that became several is left out once
                rows.append(PastedRow(block.number(row), fate, cells_left, why))
            told.add((block.number(row), why))
    return sorted(rows, key=_urgency)


def _urgency(row: PastedRow) -> tuple[int, bool, int]:
    return _FATES.index(row.fate), not any(cell.odd for cell in row.cells.values()), row.number


def _with_figure_left_out(cells: Mapping[int, PlanCell]) -> Mapping[int, PlanCell]:
    """The cells of a row without an amount, the figure marked that stands in none of the columns: most likely it was to be one."""
    left = [at for at, cell in cells.items() if cell.fate is Outcome.PASSED and any(map(str.isdigit, cell.pasted))]
    figures = [at for at in left if isinstance(read_amount(cells[at].pasted), int)] or left
    if not figures:
        return cells
    at = figures[-1]
    note = f"“{clipped(cells[at].pasted, 12)}”没有填，没有一列是金额"
    return {**cells, at: cells[at]._replace(odd=True, note=note)}


def _row(number: int, cells: Mapping[int, PlanCell], *, is_new: bool) -> PastedRow:
    """A row with the worst fate of its cells; cells left out by their heading do not count."""
    own = [cell for cell in cells.values() if cell.fate is not Outcome.PASSED]
    left_out = next((cell.note for cell in cells.values() if cell.fate is Outcome.PASSED and cell.odd), "")
    lands = [cell for cell in own if cell.text is not None and cell.fate is not Outcome.SAME]
    blocked = [cell for cell in own if cell.fate is Outcome.BLOCKED]
    if blocked:
        return PastedRow(number, Outcome.BLOCKED, cells, "；".join(dict.fromkeys(cell.note for cell in blocked if cell.note)))
    notes = "；".join(dict.fromkeys(note for note in (*(cell.note for cell in own), left_out) if note))
    if is_new and not any(cell.text for cell in own):
        return PastedRow(number, Outcome.PASSED, cells, "这一行没有要填的")
    if is_new:
        return PastedRow(number, Outcome.NEW, cells, notes if notes != left_out else f"新增一行；{notes}" if notes else "新增一行")
    changed = [cell for cell in lands if cell.fate is Outcome.CHANGED]
    if changed:
        was = "、".join(cell.old for cell in changed) if len(changed) <= 2 else f"{len(changed)} 格"
        return PastedRow(number, Outcome.CHANGED, cells, notes or f"修改：原来 {was}")
    if lands:
        return PastedRow(number, Outcome.CHANGED, cells, notes or f"填入 {len(lands)} 格")
    return PastedRow(number, Outcome.SAME, cells, notes or "与现有相同")
