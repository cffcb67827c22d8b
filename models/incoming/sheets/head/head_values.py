"""The texts of a head: fields of the project, further fields by their ids, and goals with their period."""

from __future__ import annotations

import re
from typing import Final

from models.incoming.sheets import words
from models.incoming.sheets.notes import SheetNote, TextRow, shortened
from models.incoming.sheets.wording import Wording
from models.projects.project_code import is_spoilt

_CODE: Final = re.compile(r"[0-9A-Za-z._/-]*")
_DAY: Final = r"\d{4}[年./-]?(?:\d{1,2}[月./-]?(?:\d{1,2}日?)?)?"
_FROM_TO: Final = re.compile(rf"\s*({_DAY})\s*(?:至|到|—+|–|-+|~|～|一)\s*({_DAY})\s*")
_OWN: Final = ("code", "name", "use")


class HeadValues:
    """``texts`` are code, name and use; ``cells`` the further fields; ``goals`` (label, text, period)."""

    def __init__(self, sheet: int, wording: Wording) -> None:
        self.texts: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.goals: list[tuple[str, str, str]] = []
        self.notes: list[SheetNote] = []
        self._sheet, self._wording = sheet, wording
        self._goals: list[tuple[str, str, str]] = []

    def take(self, name: str, text: str, row: TextRow) -> None:
        """Set a field; a second value of the same is noted and not used."""
        if name == words.KNOWN:
            return
        if name == words.PERIOD or (name == "start" and _FROM_TO.fullmatch(text)):
            self._set_period(text, row)
        elif name == "code" and not self._is_code(text, row):
            return
        else:
            self._set(name, text, row)

    def _set(self, name: str, text: str, row: TextRow) -> None:
        into = self.texts if name in _OWN else self.cells
        if into.setdefault(name, text) != text:
            self._note(row, f"“{shortened(text)}”的栏目上面已经有“{shortened(into[name])}”，没有填")

    def _is_code(self, text: str, row: TextRow) -> bool:
        """Whether a text can be a code at all. A spreadsheet may have made a number of it, whose last digits are lost."""
        bare = "".join(text.split())
        if is_spoilt(bare):
            self._note(row, f"项目编码“{bare}”被表格软件改成了数，后面的数字丢了，没有填，请照原件录入")
            return False
        if not _CODE.fullmatch(bare):
            self._note(row, f"项目编码“{shortened(text)}”不像编码，照原样放着")
        return True

    def _set_period(self, text: str, row: TextRow) -> None:
        found = _FROM_TO.fullmatch(text)
        if found is None:
            self._note(row, f"“{shortened(text)}”看不出开始日期和结束日期，没有填")
            return
        self._set("start", found[1], row)
        self._set("end", found[2], row)

    def add_goal(self, name: str, label: str, text: str) -> None:
        """Add a goal under the label with the id ``name``."""
        self._goals.append((label, text, name))

    def finish(self, seen: set[str]) -> None:
        """项目总目标 is of the whole 实施期 where the sheet has goals of the year too."""
        total = "term" if words.GOALS in seen else ""
        periods = {words.GOALS: "", words.GOALS_TERM: "term", words.GOALS_TOTAL: total}
        self.goals = [(label, text, periods.get(name, name.removeprefix(f"{words.GOALS}:"))) for label, text, name in self._goals]

    def _note(self, row: TextRow, told: str) -> None:
        self.notes.append(SheetNote(self._sheet, row.line, told, row.quote, row.place))
