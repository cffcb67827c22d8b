"""Reads the rows of one sheet, or of one project in a table of many, into a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from models.book.list_lines import new_line
from models.book.records import Goal, Indicator, PlanPoint, Project
from models.incoming.sheets import words
from models.incoming.sheets.grid.headings import GridHeading
from models.incoming.sheets.grid.indicator_grid import IndicatorGrid
from models.incoming.sheets.head.sheet_head import SheetHead
from models.incoming.sheets.notes import OtherText, SheetNote, TextRow, shortened
from models.incoming.sheets.parts import Piece
from models.incoming.sheets.wording import Wording, plain
from models.pack.forms.sheet import SheetForm
from models.values.money import Amount, MoneyUnit, Unread
from models.values.unit_words import amount_in, why_unread

_OF_PROJECT: Final = frozenset({"code", "name", "grid", words.PLAN, words.GROUP_USE, *words.MONEY})


class OneSheet:
    """One project as it is read: first its head, then its grid."""

    def __init__(self, number: int, line: int, form: SheetForm, wording: Wording) -> None:
        self.line = line
        self.sub_unit = ""
        """The body of the department that the project is of, where the table says so."""
        self.head = SheetHead(number, wording, typed=form.typed_amounts)
        self.grid = IndicatorGrid(number, wording)
        self._number, self._form, self._wording = number, form, wording
        self._notes: list[SheetNote] = []
        self._in_grid = False

    def take(self, piece: Piece) -> None:
        """Take a row or a heading. Below the grid a row that begins with a label belongs to the head again."""
        if isinstance(piece, GridHeading):
            self._in_grid = True
            self.head.seen.add("grid")
            self.grid.take_heading(piece)
            return
        if piece.remark:
            self._notes.append(SheetNote(self._number, piece.line, piece.remark, piece.quote, piece.place))
        if piece.is_unread:
            return
        if self._in_grid and not self._is_of_head(piece):
            self.grid.take(piece)
        else:
            self.head.take(piece)

    def _is_of_head(self, row: TextRow) -> bool:
        label = self._wording.label(row.filled[0])
        return label is not None and not label.is_group and not self._wording.is_level(row.filled[0])

    def note(self, line: int, told: str, source: str = "") -> None:
        """Add a note on this sheet."""
        self._notes.append(SheetNote(self._number, line, told, source))

    @property
    def is_of_project(self) -> bool:
        """Whether a label says which project it is, its money or its indicators; a text has headings such as 绩效目标 too."""
        return not self.head.seen.isdisjoint(_OF_PROJECT)

    # --- the project

    def project(
        self, ids: Iterator[int], title_name: str, *, in_table: bool = False
    ) -> tuple[Project, list[OtherText], list[SheetNote]]:
        """The project with new ids, what stands under unknown headings, and the notes in the order of the text."""
        head, grid = self.head, self.grid
        head.finish()
        grid.finish()
        funding, term = head.money.funding(head.unit)
        points = head.plan.in_wan(head.unit or MoneyUnit.WAN, percent=self._form.plan_unit == "percent")
        own = next(ids)
        values = self._values(term) | {
            "code": "".join(head.values.texts.get("code", "").split()),
            "name": head.values.texts.get("name", title_name),
            "use": head.values.texts.get("use", ""),
            "plan_label": head.plan.label or self._form.plan_label,
            "funding": tuple(replace(line, id=next(ids), sub_unit=self.sub_unit) for line in funding),
            "plan": tuple(PlanPoint(next(ids), month, value) for month, value in points.items()),
            "goals": tuple(Goal(next(ids), label, text, period) for label, text, period in head.values.goals),
        }
        indicators = [new_line(Indicator, next(ids), read.values) for read in grid.indicators]
        project: Project = new_line(Project, own, values | {"indicators": tuple(indicators)})
        others = [
            OtherText(self._number, line.id, heading, text)
            for line, read in zip(indicators, grid.indicators, strict=True)
            for heading, text in read.others
        ]
        if not in_table:
            self._note_missing(title_name)
        notes = [*head.notes, *grid.notes, *self._notes]
        return project, others, sorted(notes, key=lambda note: note.line or self.line)

    def _values(self, term: Mapping[str, Amount]) -> dict[str, object]:
        """The further fields of the head; an amount that the form declares is read as one."""
        amounts = {field.id for field in self._form.fields if field.kind == "amount"}
        values: dict[str, object] = {f"amount:{name}": amount for name, amount in term.items() if amount is not None}
        for name, text in self.head.values.cells.items():
            if name not in amounts:
                values[f"text:{name}"] = text
                continue
            amount = amount_in(text, self.head.unit or MoneyUnit.WAN)
            values[f"amount:{name}"] = amount
            if isinstance(amount, Unread):
                self.note(self.line, f"“{shortened(text)}”{why_unread(self.head.unit)}", text)
        return values

    def _note_missing(self, title_name: str) -> None:
        told, seen = self._wording.words, self.head.seen
        found = {
            "code": "code" in seen or not self._form.shows("code"),
            "name": "name" in seen,
            "budget": bool(seen & words.MONEY),
            "goals": any(name.startswith(words.GOALS) for name in seen),
        }
        for key, is_there in found.items():
            if not is_there:
                taken = "，取自标题" if key == "name" and title_name else ""
                self.note(0, f"没有“{told[key]}”一栏{taken}")
        if "grid" not in seen:
            self.note(0, "没有指标表的表头，指标没有读")
        elif not self.grid.indicators:
            self.note(0, "指标表里没有指标")
        plan, months = self.head.plan, self._form.months
        if words.PLAN not in seen and months:
            self.note(0, f"没有“{self._form.plan_label}”一栏")
        elif len(plan.points) < len(months):
            lost = [month for month in months if plain(month) not in plan.points]
            self.note(plan.line, f"“{plan.label}”没有 {'、'.join(lost)}，照空着", plan.quote)
