"""The cells of one official table in a template: figures beside their codes or labels, lists as long as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from models.book.records import Book
from models.incoming.blocks import column_letters
from models.pack.forms.tables import TOTAL_ROW, CodedRows
from models.published.head import page_text
from models.published.tables import SideTable, TableRow
from models.templates.layout import SideSpot, TableSpot
from models.templates.records import SheetPlan, Slot, Value
from models.templates.wording import heading_of, is_placeholder, label_of
from models.values.amount_style import AmountStyle

_PRINTED: Final = 3
"""So many labels without a placeholder among them are the form's own, fewer are examples."""


class Result(NamedTuple):
    """How many figures were written, and what has no place.

    ``rows`` are the rows with a label of their own that were found: side, id of the row, and its cell (row, column from 1).
    """

    written: int
    left: Sequence[str]
    rows: Sequence[tuple[int, str, int, int]] = ()


class Region(NamedTuple):
    """The rows of a list, both from 1 and included; ``last`` < ``first``: there is none."""

    first: int
    last: int


class TableFiller:
    """Writes one table into the plan of its sheet."""

    def __init__(self, spot: TableSpot, plan: SheetPlan, book: Book) -> None:
        self._spot, self._plan, self._book = spot, plan, book
        self._spec = spot.table.spec
        own = self._spec.amounts
        self._style = own if spot.unit in {"", own.unit} else AmountStyle(spot.unit, 2, zero=own.zero)
        self._grid = spot.block.grid()
        self._count = 0
        self._left: list[str] = []
        self._rows: list[tuple[int, str, int, int]] = []

    def fill(self) -> Result:
        """Write head and rows; returns what was written and what has no place."""
        sides = list(zip(self._spot.table.sides, self._spot.sides, strict=True))
        for side, at in sides:  # all rows first, so that every side knows how far down its own go
            if side.side.rows is None and side.side.present is not None:
                self._reserve_present(side, at)
        for side, at in sides:
            self._missing_columns(side, at)
            if side.side.rows is not None:
                self._coded(side, at, side.side.rows)
            elif side.label_count:
                self._labelled(side, at)
            else:
                for row in side.rows:
                    if row.at:
                        self._amounts(side, at, row, Slot(self._spot.first + row.at - 1))
        return Result(self._count, self._left, self._rows)

    def _found(self, at: SideSpot, row_id: str, row: int, column: int) -> None:
        side = next(number for number, spot in enumerate(self._spot.sides) if spot is at)
        self._rows.append((side, row_id, row, column))

    def _say(self, what: str) -> None:
        self._left.append(f"“{self._name}”{what}")

    @property
    def _name(self) -> str:
        return page_text(self._book, self._spec.title)

    def _text(self, row: int, column: int) -> str:
        """What stands in a cell of the template (from 1), without blanks."""
        line = self._grid[row - 1] if row <= len(self._grid) else []
        cell = line[column - 1] if 0 < column <= len(line) else None
        return cell.text.strip() if cell is not None else ""

    def _missing_columns(self, side: SideTable, at: SideSpot) -> None:
        for position, column in enumerate(side.side.columns):
            if not at.amounts[position] and any(row.values[position] for row in side.rows):
                self._say(
                    f"的“{page_text(self._book, column.heading[-1], self._spec.amounts)}”一栏在模板里找不到，这一栏的数没有填"
                )

    def _amounts(self, side: SideTable, at: SideSpot, row: TableRow | None, slot: Slot) -> None:
        """The figures of a row; without a row its cells are made blank."""
        shown = row is not None and self._spot.table.holds_figures(side, row)
        for position, column in enumerate(at.amounts):
            fen = row.values[position] if row is not None and shown else 0
            value = self._value(fen) if shown else ""
            self._count += bool(column and value != "")
            self._plan.write(slot, column, value)

    def _value(self, fen: int) -> Value:
        zero = self._style.zero
        return zero if not fen and not zero[:1].isdigit() else self._style.number(fen)

    # --- lists by code --------------------------------------------------------------------------------------------

    def _coded(self, side: SideTable, at: SideSpot, form: CodedRows) -> None:
        total, region = self._coded_region(at, form)
        rows = [row for row in side.rows if row.id != TOTAL_ROW]
        sum_row = side.row(TOTAL_ROW)
        if total:
            self._found(at, TOTAL_ROW, total, next(column for column in (*at.codes, at.label) if column))
            self._amounts(side, at, sum_row, Slot(total))
        elif sum_row is not None and any(sum_row.values) and form.total_at != "none":
            self._say(f"的“{form.total}”一行在模板里找不到，这一行没有填")
        codes = self._codes_printed(at, region)
        if codes:
            self._by_code(side, at, rows, codes)
        elif rows and region.last < region.first:
            self._say("的标题行下面没有空行，没有填；在模板里留一行再填")
        else:
            self._listed(side, at, rows, region)
        if self._spot.table.is_empty and self._spec.empty_note:
            self._empty_note(total or region.last, at)

    def _coded_region(self, at: SideSpot, form: CodedRows) -> tuple[int, Region]:
        """The row of the total (0: none) and the rows of the list."""
        labels = [column for column in (*at.codes, at.label) if column]
        rows = range(self._spot.first, self._spot.last + 1)
        wanted = heading_of(form.total)
        total = next((row for row in rows if any(heading_of(self._text(row, c)) == wanted for c in labels)), 0)
        if total > self._spot.first or (total and not any(self._is_listed(row, at) for row in rows if row > total)):
            return total, Region(self._spot.first, total - 1)
        first = total + 1 if total else self._spot.first
        last = first - 1
        while last < self._spot.last and self._is_listed(last + 1, at):
            last += 1
        return total, Region(first, last)

    def _is_listed(self, row: int, at: SideSpot) -> bool:
        """Whether a row of the template belongs to a list by code: its code is one, a placeholder or blank, and it is no note."""
        texts = [self._text(row, column) for column in at.codes if column] or [self._text(row, at.label)]
        if any(text and not text.isdecimal() and not is_placeholder(text) for text in texts):
            return False
        line = self._grid[row - 1] if row <= len(self._grid) else []
        return any(texts) or any(cell is not None and cell.columns == 1 for cell in line) or not any(line)

    def _codes_printed(self, at: SideSpot, region: Region) -> dict[str, int]:
        """The rows of the codes that the form itself prints; none where it prints examples (with 「…」 among them)."""
        rows = range(region.first, region.last + 1)
        labels = [column for column in (*at.codes, at.label) if column]
        if any(is_placeholder(self._text(row, column)) for row in rows for column in labels):
            return {}
        codes = {"".join(self._text(row, column) for column in at.codes if column): row for row in rows}
        return {code: row for code, row in codes.items() if code.isdecimal()}

    def _listed(self, side: SideTable, at: SideSpot, rows: Sequence[TableRow], region: Region) -> None:
        self._plan.reserve(*region, len(rows))
        for slot, row in _paired(self._plan.slots(*region), rows):
            self._code_cells(at, row, slot)
            self._amounts(side, at, row, slot)

    def _code_cells(self, at: SideSpot, row: TableRow | None, slot: Slot) -> None:
        code, name = (row.labels[0], row.labels[1]) if row is not None else ("", "")
        parts = [code] if len(at.codes) == 1 else [code[:3], *(code[i : i + 2] for i in range(3, 1 + 2 * len(at.codes), 2))]
        for column, part in zip(at.codes, parts, strict=False):
            self._plan.write(slot, column, part)
        self._plan.write(slot, at.label, name)

    def _by_code(self, side: SideTable, at: SideSpot, rows: Sequence[TableRow], codes: dict[str, int]) -> None:
        for code, printed in codes.items():
            self._amounts(side, at, side.row(code), Slot(printed))
        for row in rows:
            if row.id in codes:
                continue
            above = max((code for code in codes if code < row.id), default="")
            slot = self._plan.insert(codes[above] if above else min(codes.values()))
            self._code_cells(at, row, slot)
            self._amounts(side, at, row, slot)

    def _empty_note(self, row: int, at: SideSpot) -> None:
        """The sentence below a table without figures, where the template leaves the line free."""
        column = next((column for column in (*at.codes, at.label) if column), 1)
        note = page_text(self._book, self._spec.empty_note, self._spec.amounts)
        if heading_of(self._text(row + 1, column)) == heading_of(note):
            return
        if self._text(row + 1, column):
            self._say(f"没有数，“{note}”没有地方写")
        else:
            self._plan.write(Slot(row + 1), column, note)

    # --- rows by label --------------------------------------------------------------------------------------------

    def _labelled(self, side: SideTable, at: SideSpot) -> None:
        rows = self._rows_by_label(side, at)
        for row_id, place in rows.items():
            self._found(at, row_id, place, at.label)
        present = side.side.present
        fixed = {line.id for line in side.side.lines if not line.present}
        for row in side.rows:
            if row.id not in fixed:
                continue
            if row.id in rows:
                self._amounts(side, at, row, Slot(rows[row.id]))
            elif any(row.values):
                self._say(f"的“{row.labels[0]}”一行在模板里找不到，这一行没有填")
        if present is not None:
            self._present(side, at, [row for row in side.rows if row.id not in fixed])

    def _rows_by_label(self, side: SideTable, at: SideSpot) -> dict[str, int]:
        """The rows of the template by the id of the fixed line that they print."""
        found: dict[str, int] = {}
        for line in side.side.lines:
            wanted = label_of(line.label)
            for row in range(self._spot.first, self._spot.last + 1):
                if not line.present and row not in found.values() and wanted and label_of(self._text(row, at.label)) == wanted:
                    found[line.id] = row
                    break
        return found

    def _present_region(self, side: SideTable, at: SideSpot) -> Region:
        """The rows between the fixed lines around the list of 类."""
        rows = self._rows_by_label(side, at)
        ids = [line.id for line in side.side.lines]
        here = next(i for i, line in enumerate(side.side.lines) if line.present)
        above = max((rows[i] for i in ids[:here] if i in rows), default=self._spot.first - 1)
        below = min((rows[i] for i in ids[here + 1 :] if i in rows), default=self._spot.last + 1)
        return Region(above + 1, below - 1)

    def _printed_classes(self, at: SideSpot, region: Region) -> dict[str, int]:
        """The rows of the 类 that the form itself prints, by name; none where it prints examples."""
        texts = {row: self._text(row, at.label) for row in range(region.first, region.last + 1)}
        named = {label_of(text): row for row, text in texts.items() if text}
        return {} if any(map(is_placeholder, texts.values())) or len(named) < _PRINTED else named

    def _reserve_present(self, side: SideTable, at: SideSpot) -> None:
        region = self._present_region(side, at)
        if region.first <= region.last and not self._printed_classes(at, region):
            fixed = sum(not line.present for line in side.side.lines)
            self._plan.reserve(*region, sum(bool(row.at) for row in side.rows) - fixed)

    def _present(self, side: SideTable, at: SideSpot, rows: Sequence[TableRow]) -> None:
        region = self._present_region(side, at)
        printed = self._printed_classes(at, region)
        if printed:
            for row in rows:
                if label_of(row.labels[0]) in printed:
                    self._amounts(side, at, row, Slot(printed[label_of(row.labels[0])]))
                else:
                    self._say(f"的“{row.labels[0]}”在模板第 {column_letters(at.label)} 列里没有，这一行没有填")
            return
        slots = self._plan.slots(*region)
        for slot, listed in _paired(slots, rows[: len(slots)]):
            self._plan.write(slot, at.label, listed.labels[0] if listed is not None else "")
            self._amounts(side, at, listed, slot)
        for row in rows[len(slots) :]:
            self._say(f"的“{row.labels[0]}”没有地方，没有填")


def _paired(slots: Sequence[Slot], rows: Sequence[TableRow]) -> Iterator[tuple[Slot, TableRow | None]]:
    """Every row of the list with what it prints; None for those that remain blank."""
    for number, slot in enumerate(slots):
        yield slot, rows[number] if number < len(rows) else None
