"""Reads the part of a sheet above the indicator grid by its labels: each value stands to the right of its label, or below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from models.incoming.sheets import words
from models.incoming.sheets.head.head_values import HeadValues
from models.incoming.sheets.head.money import Money
from models.incoming.sheets.head.plan import PlanReader
from models.incoming.sheets.notes import SheetNote, TextRow, shortened
from models.incoming.sheets.wording import Label, Wording, is_year, unit_of
from models.values.unit_words import NamedUnit

_FROM_TO: Final = 3
"""Cells of begin, 至 and end."""

_GOAL_GROUP: Final = 3
"""Labels of goals beside each other of which the first names them all."""


class _Place(Struct, frozen=True):
    """A label, the row and column where it stands, and what an amount beside it is of."""

    label: Label
    column: int
    row: TextRow
    of: str = ""


class SheetHead:
    """Collects the head row by row: ``values`` has its texts, ``money`` its amounts, ``seen`` the labels found."""

    def __init__(self, sheet: int, wording: Wording, *, typed: bool) -> None:
        self.values = HeadValues(sheet, wording)
        self.money = Money(sheet, typed=typed)
        self.plan = PlanReader(sheet, wording)
        self.seen: set[str] = set()
        self.unit: NamedUnit | None = None
        self._sheet, self._wording = sheet, wording
        self._notes: list[SheetNote] = []
        self._group: _Place | None = None
        self._open: _Place | None = None
        self._pending: list[_Place] = []

    @property
    def notes(self) -> list[SheetNote]:
        """What was not understood."""
        return [*self._notes, *self.values.notes, *self.money.notes, *self.plan.notes]

    def take(self, row: TextRow) -> None:
        """Take one row, which must not be blank."""
        self.money.begin_row(loose=row.is_loose)
        pending, self._pending = self._pending, []
        if pending and self._take_below(row, pending):
            return
        cells = [(column, text, self._wording.label(text)) for column, text in row.starts]
        first = cells[0][2]
        if first is not None and first.is_goal and len(cells) > 1 and all(self._wording.is_month(text) for _, text, _ in cells[1:]):
            self.note(row, f"写着“{self._wording.words['goals']}”，却是月份，当作资金计划读了")
            self.plan.take_months(row, cells[0][0] + 1)
        elif any(label is not None for _, _, label in cells) or self._wording.inline(cells[0][1]) is not None:
            self.plan.end()
            self._take_labelled(row, cells)
        else:
            self._take_unlabelled(row)

    def take_column(self, name: str, heading: str, text: str, unit: NamedUnit | None, row: TextRow) -> None:
        """Take what a column of a table for all projects says of the project."""
        self.seen.add(name)
        label = Label(name, unit)
        if label.is_goal:
            self.values.add_goal(name, "", text)
        elif name in words.MONEY:
            of = {"budget": "year", "term_budget": "term", words.TOTAL: "project"}.get(
                name, "term" if name.startswith("term_") else ""
            )
            self.money.take(name, heading, text, unit, row.line, of)
        else:
            self.values.take(name, text, row)

    def finish(self) -> None:
        """End the head: months without figures stay blank, and it is known which goals and amounts are of the 实施期."""
        self.plan.end()
        self.values.finish(self.seen)

    def note(self, row: TextRow, told: str, quote: str = "") -> None:
        """Record what was not understood in a row."""
        self._notes.append(SheetNote(self._sheet, row.line, told, quote or row.quote, row.place))

    # --- a row with labels

    def _take_labelled(self, row: TextRow, cells: Sequence[tuple[int, str, Label | None]]) -> None:
        at, left = 0, list[str]()
        waiting: list[_Place] = []
        shift = self._cut_group(row, cells)
        while at < len(cells):
            column, text, label = cells[at]
            at += 1
            if label is None:
                left += self._take_inline(row, text)
                continue
            self.seen.add(label.id)
            if label.id == words.PLAN:
                self.plan.begin(row, column)
                break
            of = self.money.see_label(label.id, column + shift) if label.id in words.MONEY else ""
            place = _Place(label, column, row, of)
            if label.is_group:
                self._group = place
                continue
            end = next((i for i in range(at, len(cells)) if cells[i][2] is not None), len(cells))
            used = self._take_value(place, [(c, t) for c, t, _ in cells[at:end]], left)
            if not used and label.id != words.KNOWN:
                waiting.append(place)
            at = end
        self._wait(row, waiting, cells)
        self._note_left(row, left, len(cells))

    def _cut_group(self, row: TextRow, cells: Sequence[tuple[int, str, Label | None]]) -> int:
        """1 where a web page left out the merged label before the first label of an amount."""
        column, _, label = cells[0]
        if self._group is None or label is None:
            return 0
        is_money = label.id in words.MONEY
        if column <= self._group.column and not is_money:
            self._group = None
        return int(is_money and not row.is_exact and self._group is not None and column == self._group.column)

    def _take_inline(self, row: TextRow, text: str) -> list[str]:
        """Take a label and its value in one cell; returns what is neither."""
        found = self._wording.inline(text)
        if found is None:
            stated = unit_of([text])
            self.unit = stated or self.unit
            return [] if stated is not None or is_year(text) else [text]
        label, value = found
        self.seen.add(label.id)
        if label.id == words.KNOWN:
            self.unit = unit_of([text]) or self.unit
            return []
        if label.is_group or label.id == words.PLAN:
            return [text]
        of = self.money.see_label(label.id, 0) if label.id in words.MONEY else ""
        self._set(_Place(label, 0, row, of), value)
        return []

    def _take_value(self, place: _Place, following: Sequence[tuple[int, str]], left: list[str]) -> bool:
        """Take the cells between a label and the next; adds to ``left`` what is no value. False: there was none."""
        if not following:
            self._begin(place)
            return False
        row, column = place.row, following[0][0]
        texts = [text for _, text in following]
        gap = column - place.column - row.width(place.column)
        if place.label.is_goal and len(texts) > 1 and self._is_goal_label(texts[0]):
            self._begin(place)
            self.values.add_goal(place.label.id, texts[0], texts[1])
            left += texts[2:]
            return True
        is_name = place.label.id == "name" and len(texts) == 1  # many projects are called 某某资金
        unsure = (len(texts) > 1 or gap > 0) and words.looks_like_label(texts[0]) and not is_name
        if unsure or (gap > 0 and (row.is_exact or len(texts) > 1)):
            left += texts
            return True
        self._begin(place)
        if place.label.id == words.PERIOD and len(texts) == _FROM_TO and texts[1] in words.TO:
            texts = ["".join(texts)]
        self._set(place, texts[0])
        left += texts[1:]
        return True

    def _is_goal_label(self, text: str) -> bool:
        return bool(self._wording.goal_label.fullmatch("".join(text.split())))

    def _begin(self, place: _Place) -> None:
        """What follows in further rows may belong to this label."""
        self._open = place

    def _set(self, place: _Place, text: str) -> None:
        label = place.label
        if label.is_goal:
            is_label = self._is_goal_label(text)
            self.values.add_goal(label.id, text if is_label else "", "" if is_label else text)
        elif label.id in words.MONEY:
            name = place.row.cells[place.column] if place.column < len(place.row.cells) else ""
            group = self._group.label.unit if self._group is not None else None
            shown = " ".join(name.rstrip("：:").split()) or self._wording.words["budget"]
            self.money.take(label.id, shown, text, label.unit or group, place.row.line, place.of)
        else:
            self.values.take(label.id, text, place.row)

    def _note_left(self, row: TextRow, left: Sequence[str], filled: int) -> None:
        if len(left) == filled:
            self.note(row, "这一行没有读懂")
        elif left:
            self.note(row, f"{'、'.join(f'“{shortened(text)}”' for text in left)}没有读懂")

    # --- values below their labels

    def _wait(self, row: TextRow, waiting: list[_Place], cells: Sequence[tuple[int, str, Label | None]]) -> None:
        """Labels beside each other without any value may have theirs below."""
        labels = [(column, label) for column, _, label in cells if label is not None]
        groups = sum(label.is_group for _, label in labels)
        if not len(labels) == len(waiting) + groups == len(cells) > 1:
            return
        side_by_side = all(b - a == row.width(a) for (a, _), (b, _) in pairwise(labels))
        if side_by_side or all(place.label.is_goal for place in waiting):
            self._pending = waiting

    def _take_below(self, row: TextRow, pending: Sequence[_Place]) -> bool:
        """Whether every cell of the row stands below one of these labels; then each is its value."""
        starts = row.starts
        if any(self._wording.label(text) is not None for _, text in starts):
            return False
        columns = {place.column: place for place in pending}
        is_cut = not row.is_exact and len(row.cells) == len(pending[0].row.cells) - 1
        if is_cut and pending[0].label.is_goal and len(pending) >= _GOAL_GROUP:
            if len(starts) != len(pending) - 1:  # the label before them is left out, or a blank at the end
                return False
            columns = {place.column - 1: place for place in pending[1:]}
        if any(column not in columns for column, _ in starts):
            return False
        if any(columns[column].label.id in words.MONEY and not any(map(str.isdigit, text)) for column, text in starts):
            return False
        for column, text in starts:
            self._set(columns[column], text)
        return True

    # --- a row without labels

    def _take_unlabelled(self, row: TextRow) -> None:
        filled = row.filled
        stated = unit_of(filled)
        if self.plan.is_open:
            self.plan.take_figures(row)
        elif self.plan.label and not self.plan.points and all(map(self._wording.is_month, filled)):
            self.plan.take_months(row, 0)
        elif self._goes_on(row):
            self._take_goal(row)
        elif len(filled) == 1 and (stated is not None or is_year(filled[0])):
            self.unit = stated or self.unit
        elif self._is_use(row):
            self.values.take("use", filled[0], row)
        else:
            self.note(row, "这一行没有读懂")

    def _goes_on(self, row: TextRow) -> bool:
        """Whether a row belongs to the goals above it: it stands below them, with their label merged or left out."""
        place = self._open
        if place is None or not place.label.is_goal or row.is_loose:
            return False
        texts = row.filled
        goal = self._is_goal_label(texts[0])
        if len(texts) > 1 + goal:
            return False
        column = row.starts[0][0]
        if column > place.column:
            return True
        return column == place.column and not row.is_exact and (goal or not words.looks_like_label(texts[0]))

    def _take_goal(self, row: TextRow) -> None:
        place, texts = self._open, row.filled
        if place is not None and len(texts) > 1:
            self.values.add_goal(place.label.id, texts[0], texts[1])
        elif place is not None:
            self._set(place, texts[0])

    def _is_use(self, row: TextRow) -> bool:
        group = self._group
        if group is None or group.label.id != words.GROUP_USE or len(row.filled) != 1 or "use" in self.seen:
            return False
        column = row.starts[0][0]
        return column > group.column or (column == group.column and not row.is_exact)
