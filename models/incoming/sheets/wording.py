"""The words by which a sheet is recognised: labels, headings, months and dimensions of a pack's form, ready to compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from models.book.sheet_fields import GRID_TEXTS
from models.pack.forms.sheet import SheetForm
from models.values.money import MoneyUnit
from models.values.text import clean_text, plain_name

_MARKUP: Final = re.compile(r"</?(?:b|i|u|em|strong|font|span)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_UNIT: Final = re.compile(r"(?:金额)?单位:?(万元|元)")
_MARKDOWN: Final = "#*"
_HEADINGS_ENOUGH: Final = 4
_NEVER: Final = r"(?!)"
_DIGITS: Final = r"\d*"
_SPACED_DIGITS: Final = r"\s*\d*"
PLAN: Final = "plan"
SCALE: Final = "scale"
"""The key of a label that stands before other labels."""

_READ_LABELS: Final = ("code", "name", "budget", "fiscal", "other", "use", "goals")


def cell_text(text: str) -> str:
    """A cell's text, cleaned as in a book, without tags such as ``<b>`` that web pages leave in it."""
    text = clean_text(text)
    return _MARKUP.sub("", text).strip() if "<" in text else text.strip()


def plain(text: str) -> str:
    """A cell for comparison: no spaces, one kind of brackets, no colon at its end."""
    return plain_name(text).rstrip(":")


class Wording(Struct, frozen=True):
    """The words of one form, compared as ``plain`` text. ``labels`` maps labels to keys, ``words`` keys to labels."""

    labels: dict[str, str]
    words: dict[str, str]
    plan_stem: str
    month: re.Pattern[str]
    spaced_month: re.Pattern[str]
    months: tuple[str, ...]
    goal_label: re.Pattern[str]
    goal_at_start: re.Pattern[str]
    title: re.Pattern[str]
    title_end: str
    headings: dict[str, int]
    dimensions: frozenset[str]
    categories: frozenset[str]

    def label(self, cell: str) -> str:
        """The key of a label (PLAN for 资金支出计划), or ""."""
        key = plain(cell)
        if key in self.labels:
            return self.labels[key]
        is_plan = key.startswith(self.plan_stem) and (len(key) == len(self.plan_stem) or key[len(self.plan_stem)] == "(")
        return PLAN if is_plan else ""

    def is_month(self, cell: str) -> bool:
        """Whether a cell heads a column of the plan."""
        return bool(self.month.fullmatch(plain(cell)))

    def title_of(self, cells: Sequence[str]) -> str | None:
        """The name in the title of a sheet ("" where titles hold none); None for a row that is no title."""
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) != 1:
            return None
        key = plain(filled[0].lstrip(_MARKDOWN))
        found = self.title.fullmatch(key)
        if found is None:
            return "" if key.endswith(self.title_end) else None
        return found.groupdict().get("name") or ""

    def heading_columns(self, cells: Sequence[str]) -> tuple[int, ...] | None:
        """Where the columns of the indicator grid begin (-1: not there), for the row with their headings; else None."""
        found = {self.headings[key]: column for column, cell in enumerate(cells) if (key := plain(cell)) in self.headings}
        if len(found) < min(_HEADINGS_ENOUGH, len(self.headings)):
            return None
        return tuple(found.get(i, -1) for i in range(len(self.headings)))


def wording_of(form: SheetForm) -> Wording:
    """Prepare the words of a pack's form."""
    months = _month_patterns(form.months)
    goal = _pattern(plain(form.goal_label), {"number": _DIGITS})
    words = {key: form.labels[key] for key in _READ_LABELS}
    labels = {plain(label): key for key, label in words.items()}
    for row in form.rows:
        for (_, cell), (_, after) in pairwise(row.cells):
            if cell.label and not after.show:
                labels.setdefault(plain(cell.label), SCALE)
                words.setdefault(SCALE, cell.label)
    dimensions = {plain(word) for word in form.dimensions}
    categories = {plain(word) for words in form.dimensions.values() for word in words}
    for other, word in form.synonyms.items():
        (dimensions if plain(word) in dimensions else categories).add(plain(other))
    return Wording(
        labels=labels,
        words=words,
        plan_stem=plain(form.plan_label).split("(")[0],
        month=re.compile("|".join(months) or _NEVER),
        spaced_month=re.compile("|".join(month.replace("}", r"}\s*") for month in months) or _NEVER),
        months=tuple(map(plain, form.months)),
        goal_label=re.compile(goal or _NEVER),
        goal_at_start=re.compile(rf"(?:{goal.replace(_DIGITS, _SPACED_DIGITS)})(?=\s|$|[:：])(?!\s*\d)" if goal else _NEVER),
        title=re.compile(_pattern(plain(form.title), {"number": r"\d*", "name": r"(?P<name>.*?)", "year": r"\d*"})),
        title_end=plain(form.labels.get("goals", "")) + "表",
        headings={plain(heading): i for i, heading in enumerate(map(form.heading, GRID_TEXTS))},
        dimensions=frozenset(dimensions),
        categories=frozenset(categories),
    )


def _month_patterns(months: Iterable[str]) -> list[str]:
    """``12月底`` → a pattern for any month in this wording."""
    return sorted({re.sub(r"\d+", r"\\d{1,2}", re.escape(plain(month))) for month in months})


def _pattern(text: str, parts: dict[str, str]) -> str:
    """A text as a pattern, its ``{number}`` places replaced by ``parts``."""
    pieces = re.split(r"\{(\w+)\}", text)
    return "".join(parts.get(piece, "") if i % 2 else re.escape(piece) for i, piece in enumerate(pieces))


def unit_of(cells: Iterable[str]) -> MoneyUnit | None:
    """The unit that a line beside the table states (单位：元), or None."""
    for cell in cells:
        found = _UNIT.fullmatch(plain_name(cell))
        if found:
            return MoneyUnit.YUAN if found[1] == "元" else MoneyUnit.WAN
    return None
