"""Reads 资金支出计划: a row of months, and the row of figures below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from models.incoming.sheets.notes import SheetNote, TextRow, shortened
from models.incoming.sheets.wording import Wording, plain
from models.values.money import MoneyUnit, number_typed, read_amount, show_exact
from models.values.unit_words import NamedUnit, why_unread

_WHOLE: Final = 100


class _Months(Struct):
    """The months of a plan whose row of figures is still to come."""

    row: TextRow
    columns: Sequence[int]


class PlanReader:
    """Collects the plan of one sheet; ``points`` has the text for each month."""

    def __init__(self, sheet: int, wording: Wording) -> None:
        self.label = ""
        self.line = 0
        self.quote = ""
        self.points: dict[str, str] = {}
        self.notes: list[SheetNote] = []
        self._sheet, self._wording = sheet, wording
        self._months: _Months | None = None

    @property
    def is_open(self) -> bool:
        """Whether months still wait for their figures."""
        return self._months is not None

    def begin(self, row: TextRow, at: int) -> None:
        """Begin with the label at column ``at``."""
        self.label = row.cells[at].replace("\n", "")  # a label's lines are no part of it
        self.line, self.quote = row.line, row.quote
        self.take_months(row, at + 1)

    def take_months(self, row: TextRow, start: int) -> None:
        """Take the months from column ``start`` on."""
        self.end()
        columns = [column for column, _ in row.starts if column >= start]
        for column in columns:
            if not self._wording.is_month(row.cells[column]):
                self._note(row, f"“{shortened(row.cells[column])}”不像资金计划的月份，照原样放着")
        self._months = _Months(row, columns) if columns else None

    def take_figures(self, row: TextRow) -> None:
        """Give each figure to the month above it; without the merged cell in front, in order."""
        months, self._months = self._months, None
        if months is None:
            return
        in_order = self._are_in_order(row, months)
        columns = range(len(months.columns)) if in_order else months.columns
        ends = [*columns[1:], len(row.cells)]
        if not in_order and any(row.cells[: columns[0]]):
            self._note(row, "这一行的数没有对上月份")
        for at, column, end in zip(months.columns, columns, ends, strict=True):
            texts = [cell for cell in row.cells[column:end] if cell]
            if len(texts) > 1:
                self._note(row, f"{shortened(months.row.cells[at])}下面有几个数，没有填")
            self._set(row, months.row.cells[at], texts[0] if len(texts) == 1 else "")

    def _are_in_order(self, row: TextRow, months: _Months) -> bool:
        """Whether the merged cell in front of the figures was left out, as web pages do."""
        count = len(months.columns)
        if row.is_exact or not months.columns[0] or len(row.cells) > count or list(months.columns) != list(range(1, count + 1)):
            return False
        if not row.cells[0] and len(row.cells) == count:
            self._note(row, "数前面空了几格，看看月份对不对")
        return bool(row.cells[0]) or len(row.cells) == count

    def _set(self, row: TextRow, month: str, value: str) -> None:
        key = plain(month) if self._wording.is_month(month) else month
        before = self.points.get(key, "")
        if before and value and before != value:
            self._note(row, f"{key} 有两个数：{before} 和 {value}，用了前一个")
            return
        self.points[key] = before or value

    def end(self) -> None:
        """Months without figures stay blank."""
        months, self._months = self._months, None
        if months is not None:
            for column in months.columns:
                self._set(months.row, months.row.cells[column], "")

    def in_wan(self, unit: NamedUnit, *, percent: bool) -> dict[str, str]:
        """The plan with amounts in 元 as 万元. Figures up to 100 below a label with % are percent, whatever the unit is.

        Amounts in another unit are left out.
        """
        if unit is MoneyUnit.WAN:
            return self.points
        numbers = {month: number_typed(text) for month, text in self.points.items()}
        large = any(number and float(number) > _WHOLE for number, _ in numbers.values())
        if not large and "%" in plain(self.label):
            return self.points
        if percent and large:
            self.notes.append(
                SheetNote(self._sheet, self.line, f"“{self.label}”是以元为单位的金额，不是百分比，照原样放着", self.quote)
            )
            return self.points
        if isinstance(unit, str):
            bare = {month for month, (number, named) in numbers.items() if number and named is None}
            if not bare or (percent and not large):
                return self.points
            self.notes.append(SheetNote(self._sheet, self.line, f"“{self.label}”{why_unread(unit)}，没有读", self.quote))
            return {month: "" if month in bare else text for month, text in self.points.items()}
        return {
            month: _wan(text) if numbers[month][0] and numbers[month][1] is None else text for month, text in self.points.items()
        }

    def _note(self, row: TextRow, told: str) -> None:
        self.notes.append(SheetNote(self._sheet, row.line, told, row.quote, row.place))


def _wan(text: str) -> str:
    amount = read_amount(text, MoneyUnit.YUAN)
    return show_exact(amount) if isinstance(amount, int) else text
