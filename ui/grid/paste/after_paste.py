"""What a grid would show after a paste that has not been made yet."""

from __future__ import annotations

from collections.abc import Sequence

from models.incoming.clipboard.row_labels import row_key
from models.incoming.clipboard.units import amount_meant
from models.published.context import Context
from models.values.money import MoneyUnit, fen, read_amount
from models.values.text import plain_name
from ui.grid.paste.cells import Outcome, PlanCell
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Cell, GridRow


class BookAfterPaste:
    """The cells and totals after pasting the texts ``typed``. New rows are known if each makes one row, or by their codes."""

    def __init__(self, grid: GridModel, typed: Sequence[tuple[int, int, str]]) -> None:
        self._grid = grid
        opened = grid.open_book
        edit = grid.edit_of(typed)
        book = edit(opened.book) if edit else opened.book
        self._context = Context(book, opened.pack, opened.codes)
        rows = grid.source.rows(self._context)
        self._rows = {row.key: row for row in rows}
        known = {row.key for n in range(grid.line_count) if (row := grid.grid_row(n)) is not None}
        new_rows = [row for row in rows if row.key not in known]
        typed_rows = sorted({row for row, _, text in typed if row >= grid.line_count and text})
        self._new_rows = (
            dict(zip(typed_rows, new_rows, strict=True)) if len(typed_rows) == len(new_rows) else self._by_codes(rows, typed)
        )
        before, after = grid.totals, grid.totals_in(self._context)
        self.totals = (before.cells.get("amount", ""), after.cells.get("amount", "")) if before and after else ("", "")

    def _by_codes(self, rows: Sequence[GridRow], typed: Sequence[tuple[int, int, str]]) -> dict[int, GridRow]:
        """The typed new rows by the codes that they show afterwards, where a code brings more than one row."""
        codes: dict[int, dict[int, str]] = {}
        for row, position, text in typed:
            if row >= self._grid.line_count and text and self._grid.column(position).is_code:
                codes.setdefault(row, {})[position] = text
        wanted = {tuple(sorted(held.items())): row for row, held in codes.items()}
        positions = sorted({position for held in codes.values() for position in held})
        shown = ((tuple((at, self._grid.cell_in(one, at, self._context).text) for at in positions), one) for one in rows)
        return {wanted[key]: one for key, one in shown if key in wanted}

    def cell(self, row: int, position: int) -> Cell | None:
        """The cell after the paste; None where it is not known."""
        found = self._row(row)
        return self._grid.cell_in(found, position, self._context) if found is not None else None

    def _row(self, row: int) -> GridRow | None:
        known = self._grid.grid_row(row)
        return self._new_rows.get(row) if known is None else self._rows.get(known.key)

    def outcome(self, cell: PlanCell, *, by_headings: bool) -> PlanCell:
        """The cell with its text before and after and its fate; ``by_headings``: the block has a heading row."""
        if cell.position < 0 or cell.fate is not Outcome.SAME:
            return cell
        line = self._grid.grid_row(cell.row)
        old = self._grid.cell_at(cell.row, cell.position).text if line is not None else ""
        later = self.cell(cell.row, cell.position)
        new = later.text if later is not None else cell.pasted
        if cell.text is None:
            return self._computed(cell._replace(old=old, new=new), later, by_headings=by_headings)
        fate = Outcome.SAME if new == old else Outcome.CHANGED if old else Outcome.NEW
        return cell._replace(old=old, new=new, fate=fate)

    def _computed(self, cell: PlanCell, later: Cell | None, *, by_headings: bool) -> PlanCell:
        """A computed cell: BLOCKED if the pasted text differs. Under headings only a note, as names come along with their codes."""
        if not cell.pasted or (later is not None and _agree(cell.pasted, later)):
            return cell
        if later is None:  # a row that is folded away: a name is that of its code, a figure may be any
            if not fen(read_amount(cell.pasted)):
                return cell
            return cell._replace(note=f"这一格自动算出，粘贴的是“{cell.pasted}”", fate=Outcome.BLOCKED)
        origin = later.origin or "自动算出"
        should = f"，是“{later.text}”" if later.text else ""
        note = f"{origin}{should}，粘贴的是“{cell.pasted}”"
        return cell._replace(note=note) if by_headings else cell._replace(note=note, fate=Outcome.BLOCKED)


def _agree(pasted: str, later: Cell) -> bool:
    """Whether one text is a short form of the other, or both are the same amount in any unit, exact or rounded as shown."""
    ours, theirs = plain_name(later.text), plain_name(pasted)
    is_code = later.amount is not None or ours[:1].isdigit() or not ours
    if row_key(ours) == row_key(theirs) != "" or (not is_code and (ours in theirs or theirs in ours)):
        return True
    shown = (later.amount, *(amount_meant(later.text, unit) for unit in MoneyUnit))
    amounts = (amount_meant(pasted, unit) for unit in MoneyUnit)
    return any(isinstance(amount, int) and amount in shown for amount in amounts)
