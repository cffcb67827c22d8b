"""Reads a table of all projects: unit, project, money and goals in merged or repeated cells, an indicator a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from models.incoming.sheets import words
from models.incoming.sheets.grid.headings import PROJECT, GridHeading
from models.incoming.sheets.grid.row_fit import fitted
from models.incoming.sheets.notes import SheetNote, TextRow, shortened
from models.incoming.sheets.one_sheet import OneSheet
from models.incoming.sheets.parts import Piece
from models.incoming.sheets.wording import Wording, plain, unit_of
from models.values.money import MoneyUnit, fen, show_exact
from models.values.unit_words import NamedUnit, amount_in

_UNIT: Final = "unit_name"
_NUMBERED: Final = re.compile(r"^\d+\s*[-—–_]?\s*(?=\D)")
"""The code before the name of a 单位."""


class _Known(Struct):
    """A project of the table: what its cells said, its budget in fen, and the 单位 beside or above it."""

    sheet: OneSheet
    cells: dict[str, str]
    budget: int
    unit: str = ""


class _Sum(Struct, frozen=True):
    """A row that adds up projects; ``at``: how many projects stand above it."""

    row: TextRow
    amount: int
    at: int


class ProjectTable:
    """Parts the rows of a table into projects; ``projects`` are in their order. ``make`` makes a sheet that begins at a line."""

    def __init__(self, wording: Wording, make: Callable[[int], OneSheet]) -> None:
        self.projects: list[_Known] = []
        self.notes: list[SheetNote] = []
        self._wording, self._make = wording, make
        self._unit: NamedUnit | None = None
        self._heading: GridHeading | None = None
        self._sums: list[_Sum] = []
        self._unit_name = ""
        self._current: _Known | None = None

    def take(self, piece: Piece) -> None:
        """Take the headings, also when repeated at a page turn, or a row: an indicator or a sum."""
        if isinstance(piece, GridHeading):
            self._heading = piece
            if self._current is not None:
                self._current.sheet.take(piece)
        elif self._heading is None:
            self._take_above(piece)
        else:
            self._take_row(piece, self._heading)

    def _take_above(self, row: TextRow) -> None:
        stated = unit_of(row.filled)
        self._unit = stated or self._unit
        if stated is None:
            self._note(row, "这一行没有读懂")

    def _take_row(self, row: TextRow, heading: GridHeading) -> None:
        fit = fitted(row, heading, self._wording)
        cells = fit.cells
        if cells is None:
            self._note(row, fit.remark)
            return
        own = {
            column.id.removeprefix(PROJECT): text
            for column in heading.columns
            if (column.id.startswith(PROJECT) or column.id == _UNIT) and (text := _text(cells, column.start))
        }
        of_project = {
            column.start for column in heading.columns if column.id.startswith(PROJECT) or column.id in {_UNIT, words.FRAME}
        }
        rest = ["" if at in of_project else text for at, text in enumerate(cells)]
        if own.get(_UNIT) and plain(own[_UNIT]) not in words.SUMS:  # merged over its rows, or in a row of its own above them
            self._unit_name = _NUMBERED.sub("", own[_UNIT]).strip()
        if self._is_sum(own, rest):
            self._take_sum(row, own, heading)
            return
        if fit.remark:
            self._note(row, fit.remark)
        before, begun = self._current, len(self.projects)
        self._take_project(row, own, heading)
        level = heading.at("dimension")
        if self._current is not before and len(self.projects) == begun and not (level >= 0 and rest[heading.columns[level].start]):
            self._note(row, "这一行接着前面的项目，没有写一级指标，看看有没有错位")
        if any(rest) and self._current is not None:
            self._current.sheet.take(TextRow(row.line, tuple(rest), spans=row.spans, place=row.place))

    def _is_sum(self, own: dict[str, str], rest: Sequence[str]) -> bool:
        """Whether a row is named as a sum, or has a unit and amounts but neither a project nor an indicator."""
        named = any(plain(text) in words.SUMS for text in own.values())
        return named or (bool(own) and not any(rest) and not own.get("name") and not own.get("code"))

    def _take_sum(self, row: TextRow, own: dict[str, str], heading: GridHeading) -> None:
        amount = self._budget(own, heading)
        if amount is not None:
            self._sums.append(_Sum(row, amount, len(self.projects)))

    def _take_project(self, row: TextRow, own: dict[str, str], heading: GridHeading) -> None:
        """Begin a project where its name or code changes; what is repeated in further rows must be the same."""
        current = self._current
        known = current.cells if current is not None else {}
        changed = [name for name in ("code", "name", "budget") if own.get(name) and own[name] != known.get(name)]
        if current is not None and own.get(_UNIT) and self._unit_name != current.unit:
            changed.append(_UNIT)  # two bodies may have a project of one name
        if current is None and not changed:
            self._note(row, "这一行上面没有项目，没有读")
        elif changed and (own.get("name") or own.get("code")) and not self._returns(own):
            self._begin(row, own, heading)
        elif self._current is not None:
            for name, text in own.items():
                if self._current.cells.setdefault(name, text) != text and name != _UNIT:
                    self._note(row, f"“{shortened(text)}”与这个项目上面写的不同，没有读")

    def _returns(self, own: dict[str, str]) -> bool:
        """Whether a row is of a project further above, as its code says: a list may be in the order of its indicators."""
        code = own.get("code")
        same = (known for known in self.projects if code and known.cells.get("code") == code and known.unit == self._unit_name)
        above = next(same, None)
        if above is not None:
            self._current = above
        return above is not None

    def _begin(self, row: TextRow, own: dict[str, str], heading: GridHeading) -> None:
        sheet = self._make(row.line)
        sheet.head.unit = self._unit
        sheet.take(heading)
        for column in heading.columns:
            name = column.id.removeprefix(PROJECT)
            if column.id.startswith(PROJECT) and name in own:
                sheet.head.take_column(name, column.heading, own[name], column.unit, row)
        self._current = _Known(sheet, dict(own), self._budget(own, heading) or 0, self._unit_name)
        self.projects.append(self._current)

    def _budget(self, own: dict[str, str], heading: GridHeading) -> int | None:
        """The amount of a row by which sums are compared, in fen."""
        for name in ("budget", "total"):
            if name in own:
                unit = heading.columns[heading.at(f"{PROJECT}{name}")].unit or self._unit or MoneyUnit.WAN
                return fen(amount_in(own[name], unit))
        return None

    # --- the end

    def finish(self) -> None:
        """Compare the sums with the projects; of several 单位 each project names its own."""
        budgets = [known.budget for known in self.projects]
        for i, each in enumerate(self._sums):
            below = next((other.at for other in self._sums[i + 1 :] if other.at > each.at), len(budgets))
            above = next((other.at for other in reversed(self._sums[:i]) if other.at < each.at), 0)
            possible = {sum(budgets), sum(budgets[each.at : below]), sum(budgets[above : each.at]), sum(budgets[each.at :])}
            if each.amount not in possible:
                self._note(each.row, f"这一行像是合计 {show_exact(each.amount)} 万元，与项目的合计对不上")
        units = {known.unit for known in self.projects}
        if len(units) > 1:
            for known in self.projects:
                known.sheet.sub_unit = known.unit
                if not known.unit:
                    known.sheet.note(known.sheet.line, "别的项目写了单位，这个项目没有写")

    def _note(self, row: TextRow, told: str) -> None:
        self.notes.append(SheetNote(0, row.line, told, row.quote, row.place))


def _text(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""
