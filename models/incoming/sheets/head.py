"""Reads the part of a sheet above the indicator grid: code, name, amounts, purpose, plan and goals."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from models.incoming.sheets.notes import SheetNote, TextRow, shortened
from models.incoming.sheets.wording import PLAN, Wording, plain, unit_of
from models.values.money import MoneyUnit

_FIELDS = ("code", "name", "scale", "budget", "fiscal", "other")


class _Months(Struct):
    """The months of a plan whose row of figures is still to come."""

    row: TextRow
    columns: Sequence[int]


class SheetHead:
    """Collects the head row by row: ``texts`` holds the value of each label, ``seen`` the labels found."""

    def __init__(self, sheet: int, wording: Wording, unit: MoneyUnit) -> None:
        self.texts: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.seen: set[str] = set()
        self.plan_label = ""
        self.plan: dict[str, str] = {}
        self.goals: list[tuple[str, str]] = []
        self.notes: list[SheetNote] = []
        self.unit = unit
        self._sheet, self._wording = sheet, wording
        self._months: _Months | None = None
        self._part = ""

    def take(self, row: TextRow) -> None:
        """Take one row, which must not be blank."""
        labels = self._labels(row)
        stated = unit_of(row.filled)
        if labels:
            self._take_labelled(row, labels)
        elif self._months is not None:
            self._take_figures(row)
        elif self._part == PLAN and all(map(self._wording.is_month, row.filled)):
            self._take_months(row, 0)
        elif self._part == "goals":
            self._take_goal(row.filled)
        elif stated is not None:
            self.unit = stated
        elif self._part == "budget" and "use" not in self.texts:
            self.texts["use"] = " ".join(row.filled)
        else:
            self.note(row, "这一行没有读懂")

    def finish(self) -> None:
        """End the head: months without figures stay blank."""
        self._end_plan()

    def note(self, row: TextRow, words: str) -> None:
        """Record what was not understood in a row."""
        self.notes.append(SheetNote(self._sheet, row.line, words, row.quote))

    def _labels(self, row: TextRow) -> list[tuple[int, str]]:
        """The labels of a row with their columns. In a row of text only the first cell may be one."""
        at = next(column for column, cell in enumerate(row.cells) if cell)
        first = self._wording.label(row.cells[at])
        if first and first not in _FIELDS:
            return [(at, first)]
        found = ((column, self._wording.label(cell)) for column, cell in enumerate(row.cells) if cell)
        return [(column, key) for column, key in found if key in _FIELDS]

    def _take_labelled(self, row: TextRow, labels: Sequence[tuple[int, str]]) -> None:
        at, first = labels[0]
        rest = [cell for cell in row.cells[at + 1 :] if cell]
        if first == "goals" and rest and all(map(self._wording.is_month, rest)):
            self.note(row, f"写着“{self._wording.words['goals']}”，却是月份，当作资金计划读了")
            self._take_months(row, at + 1)
            return
        self._end_plan()
        self.seen.update(key for _, key in labels)
        if first == PLAN:
            self._part, self.plan_label = PLAN, row.cells[at].replace("\n", "")  # a label's lines are no part of it
            self.lines[PLAN], self.texts[PLAN] = row.line, row.quote
            self._take_months(row, at + 1)
        elif first == "goals":
            self._part = "goals"
            self._take_goal(rest)
        elif first == "use":
            self.texts["use"] = " ".join(rest)
        else:
            self._take_fields(row, labels)

    def _take_fields(self, row: TextRow, labels: Sequence[tuple[int, str]]) -> None:
        ends = [*(column for column, _ in labels[1:]), len(row.cells)]
        for (column, key), end in zip(labels, ends, strict=True):
            value = " ".join(cell for cell in row.cells[column + 1 : end] if cell)
            if key != "scale":
                self.texts[key] = value
                self.lines[key] = row.line
            elif value:
                self.note(row, f"“{shortened(value)}”没有读懂")
        self._part = "budget" if any(key in {"scale", "budget"} for _, key in labels) else self._part

    # --- 资金支出计划

    def _take_months(self, row: TextRow, start: int) -> None:
        self._end_plan()
        columns = [column for column, cell in enumerate(row.cells) if cell and column >= start]
        for column in columns:
            if not self._wording.is_month(row.cells[column]):
                self.note(row, f"“{shortened(row.cells[column])}”不像资金计划的月份，照原样放着")
        self._months = _Months(row, columns) if columns else None

    def _take_figures(self, row: TextRow) -> None:
        """Give each figure to the month above it; without the merged cell in front, in order."""
        months, self._months = self._months, None
        if months is None:
            return
        in_order = self._are_in_order(row, months)
        columns = range(len(months.columns)) if in_order else months.columns
        ends = [*columns[1:], len(row.cells)]
        if not in_order and any(row.cells[: columns[0]]):
            self.note(row, "这一行的数没有对上月份")
        for at, column, end in zip(months.columns, columns, ends, strict=True):
            value = " ".join(cell for cell in row.cells[column:end] if cell)
            self._set_month(row, months.row.cells[at], value)

    def _are_in_order(self, row: TextRow, months: _Months) -> bool:
        """Whether the merged cell in front of the figures was left out, as web pages do."""
        count = len(months.columns)
        if not months.columns[0] or len(row.cells) > count or list(months.columns) != list(range(1, count + 1)):
            return False
        if not row.cells[0] and len(row.cells) == count:
            self.note(row, "数前面空了几格，看看月份对不对")
        return bool(row.cells[0]) or len(row.cells) == count

    def _set_month(self, row: TextRow, month: str, value: str) -> None:
        key = plain(month) if self._wording.is_month(month) else month
        before = self.plan.get(key, "")
        if before and value and before != value:
            self.note(row, f"{key} 有两个数：{before} 和 {value}，用了前一个")
            return
        self.plan[key] = before or value

    def _end_plan(self) -> None:
        months, self._months = self._months, None
        for column in months.columns if months else ():
            self._set_month(months.row, months.row.cells[column], "")  # type: ignore[union-attr]

    # --- 绩效目标

    def _take_goal(self, texts: Sequence[str]) -> None:
        if len(texts) > 1:
            self.goals.append((texts[0], " ".join(texts[1:])))
        elif texts and self._wording.goal_label.fullmatch(plain(texts[0])):
            self.goals.append((texts[0], ""))
        elif texts:
            self.goals.append(("", texts[0]))
