"""Reads a table of all projects: unit, project, money and goals in merged or repeated cells, an indicator a row."""

from __future__ import annotations

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
from models.values.money import MoneyUnit, fen, read_amount, show_exact

_UNIT: Final = "unit_name"


class _Known(Struct):
    """A project of the table: what its cells said, and its budget in fen."""

    sheet: OneSheet
    cells: dict[str, str]
    budget: int


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
        self._unit: MoneyUnit | None = None
        self._heading: GridHeading | None = None
        self._sums: list[_Sum] = []
        self._units: dict[str, TextRow] = {}

    def take(self, piece: Piece) -> None:
        """Take the headings, also when repeated at a page turn, or a row: an indicator or a sum."""
        if isinstance(piece, GridHeading):
            self._heading = piece
            if self.projects:
                self.projects[-1].sheet.take(piece)
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
        if self._is_sum(own, rest):
            self._take_sum(row, own, heading)
            return
        if fit.remark:
            self._note(row, fit.remark)
        self._take_project(row, own, heading)
        if any(rest) and self.projects:
            self.projects[-1].sheet.take(TextRow(row.line, tuple(rest), spans=row.spans, place=row.place))

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
        known = self.projects[-1].cells if self.projects else {}
        changed = [name for name in ("code", "name", "budget") if own.get(name) and own[name] != known.get(name)]
        if own.get(_UNIT):
            self._units.setdefault(own[_UNIT], row)
        if not self.projects and not changed:
            self._note(row, "这一行上面没有项目，没有读")
        elif changed and (own.get("name") or own.get("code")):
            self._begin(row, own, heading)
        else:
            for name, text in own.items():
                if known.setdefault(name, text) != text and name != _UNIT:
                    self._note(row, f"“{shortened(text)}”与这个项目上面写的不同，没有读")

    def _begin(self, row: TextRow, own: dict[str, str], heading: GridHeading) -> None:
        sheet = self._make(row.line)
        sheet.head.unit = self._unit
        sheet.take(heading)
        for column in heading.columns:
            name = column.id.removeprefix(PROJECT)
            if column.id.startswith(PROJECT) and name in own:
                sheet.head.take_column(name, column.heading, own[name], column.unit, row)
        self.projects.append(_Known(sheet, dict(own), self._budget(own, heading) or 0))

    def _budget(self, own: dict[str, str], heading: GridHeading) -> int | None:
        """The amount of a row by which sums are compared, in fen."""
        for name in ("budget", "total"):
            if name in own:
                unit = heading.columns[heading.at(f"{PROJECT}{name}")].unit or self._unit or MoneyUnit.WAN
                return fen(read_amount(own[name], unit))
        return None

    # --- the end

    def finish(self) -> None:
        """Compare the sums with the projects, and say what is not kept."""
        budgets = [known.budget for known in self.projects]
        for i, each in enumerate(self._sums):
            below = next((other.at for other in self._sums[i + 1 :] if other.at > each.at), len(budgets))
            above = next((other.at for other in reversed(self._sums[:i]) if other.at < each.at), 0)
            possible = {sum(budgets), sum(budgets[each.at : below]), sum(budgets[above : each.at]), sum(budgets[each.at :])}
            if each.amount not in possible:
                self._note(each.row, f"这一行像是合计 {show_exact(each.amount)} 万元，与项目的合计对不上")
        if len(self._units) > 1:
            names = "、".join(self._units)
            self.notes.append(SheetNote(0, 0, "表里有几个单位，项目是哪个单位的没有填", shortened(names)))

    def _note(self, row: TextRow, told: str) -> None:
        self.notes.append(SheetNote(0, row.line, told, row.quote, row.place))


def _text(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""
