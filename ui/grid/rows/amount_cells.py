"""Cells and totals with amounts (fen), and how they read in the unit that the clerk chose."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from models.values.money import Amount, MoneyUnit, Unread, show_exact
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.source import Cell, Totals
from ui.session.amounts import cell_text, exact_text, grouped, has_finer_digits, typed_text
from ui.session.entry_settings import UNIT_NAMES

_HINTS: Final = {
    MoneyUnit.WAN: "按万元输入，也可以写 80366元、=12+3.5*4",
    MoneyUnit.YUAN: "按元输入，也可以写 8.0366万元、=1200+350*4",
}


_UNIT_IN_TITLE: Final = re.compile(r"万?元(?=[)）]?$)")


def amount_cell(amount: Amount, *, origin: str = "", editable: bool = True, bold: bool = False) -> Cell:
    """The cell of a typed amount; text that is no amount is shown as typed."""
    return Cell(
        cell_text(amount), typed_text(amount), exact_text(amount), origin, editable=editable, bold=bold,
        unread=isinstance(amount, Unread), finer=has_finer_digits(amount),
        amount=amount if isinstance(amount, int) else None,
    )  # fmt: skip


def sum_cell(amount: int, origin: str, *, bold: bool = False) -> Cell:
    """The cell of a computed amount (fen); zero is shown blank."""
    if not amount:
        return Cell("", "", "", origin, editable=False, computed=True, bold=bold)
    return Cell(cell_text(amount), "", exact_text(amount), origin, editable=False, computed=True, bold=bold, amount=amount)


def in_unit(cell: Cell, unit: MoneyUnit) -> Cell:
    """A cell in 万元, as the sources make it, converted to ``unit``; in 元 every digit is shown."""
    if cell.amount is None or unit is MoneyUnit.WAN:
        return cell
    text = f"{cell.words} {grouped(cell.amount, unit)}".lstrip()
    return replace(cell, text=text, typed=show_exact(cell.amount, unit) if cell.typed else "", finer=False)


def totals_in_unit(totals: Totals | None, unit: MoneyUnit) -> Totals | None:
    """The ∑ row with its amounts and parts written out in ``unit``."""
    if totals is None:
        return None
    parts = "    ".join(f"{words} {grouped(amount, unit)}" for words, amount in totals.parts)
    amounts = {key: grouped(amount, unit) for key, amount in totals.amounts.items()}
    return Totals(totals.label, totals.note or parts, {**totals.cells, **amounts})


def follows_unit(column: GridColumn) -> bool:
    """Whether the amounts of a column are shown in the unit that the clerk chose."""
    return column.kind is ColumnKind.AMOUNT and column.fixed_unit is None


def heading(column: GridColumn, unit: MoneyUnit) -> str:
    """The title of a column; a title with a unit names the chosen one."""
    return _UNIT_IN_TITLE.sub(UNIT_NAMES[unit], column.title) if follows_unit(column) else column.title


def names_unit(column: GridColumn) -> bool:
    """Whether the title of a column names the unit of its amounts."""
    return _UNIT_IN_TITLE.search(column.title) is not None


def hint(column: GridColumn, unit: MoneyUnit) -> str:
    """The hint that the content line shows for a column."""
    if not follows_unit(column) or not column.typed:
        return column.hint
    return "；".join(part for part in (_HINTS[unit], column.hint) if part)
