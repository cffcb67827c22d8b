"""The words by which a sheet is recognised: those of the trade and of a pack's form, ready to compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from models.incoming.sheets import words
from models.pack.forms.sheet import PERIODS, PROJECT_COLUMNS, SheetForm
from models.values.text import clean_text, plain_name
from models.values.unit_words import NamedUnit, unit_beside, unit_of_caption, without_unit

_MARKUP: Final = re.compile(r"</?(?:b|i|u|em|strong|font|span)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_UNIT_AT_END: Final = re.compile(r"(?:元|单位)[)。]?$")
_BRACKET: Final = re.compile(r"\(([^()]{0,12})\)$")
_FIRST_YEAR: Final = re.compile(r"^(?:20\d\d年度?)")
_OF_WHICH: Final = re.compile(r"^(?:其中:?|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、]|\([一二三四五六七八九十]{1,2}\)|\*)")
_YEAR: Final = re.compile(r"[(\[]?20\d\d年?度?[)\]]?")
_MARKDOWN: Final = "#*"
_TITLE: Final = re.compile(r".{0,60}绩效(?:目标)?(?:管理)?(?:申报|填报|批复|自评|申请|审核|备案)?表(?:\(.{0,20}\))?")
_REFERENCE: Final = re.compile("(?:详见|参见|见附)")
"""详见项目绩效目标表: a sentence that points to the sheets."""

_NEVER: Final = r"(?!)"
_DIGITS: Final = r"\d*"
_SPACED_DIGITS: Final = r"\s*\d*"
_ANY_GOAL: Final = r"目标\d*|目标[一二三四五六七八九十]"
_LONGEST: Final = 40
"""Characters of the longest label; longer texts are not compared."""

_READ_LABELS: Final = ("code", "name", "budget", "fiscal", "other", "use", "goals")
_GOAL_IDS: Final = {"year": words.GOALS, "term": words.GOALS_TERM}
_OF_EITHER: Final = {"term_fiscal": "fiscal", "term_other": "other"}
"""Amounts that a form may print under the same label for the year and for the 实施期: where it stands decides."""

_FORM_IDS: Final = {
    "unit": words.KNOWN, "year": words.KNOWN, "goals_of_term": words.GOALS_TERM, "name_of_project": "name",
}  # fmt: skip


def cell_text(text: str) -> str:
    """A cell's text, cleaned as in a book, without tags such as ``<b>`` that web pages leave in it."""
    text = clean_text(text)
    return _MARKUP.sub("", text).strip() if "<" in text else text.strip()


def plain(text: str) -> str:
    """A cell for comparison: no spaces, one kind of brackets, no colon at its end."""
    return plain_name(text).rstrip(":")


class Label(Struct, frozen=True):
    """A label of the head: its id (of ``words.LABELS``, or of a field that the form declares) and the unit in its brackets."""

    id: str
    unit: NamedUnit | None = None

    @property
    def is_group(self) -> bool:
        """Whether it stands before other labels and has no value of its own."""
        return self.id.startswith("group:") or self.id == words.FRAME

    @property
    def is_goal(self) -> bool:
        """Whether its value are goals."""
        return self.id.startswith(words.GOALS)


class Wording(Struct, frozen=True):
    """The words of one form and of the trade, compared as ``plain`` text.

    ``labels`` and ``headings`` map words to ids, ``words`` ids to labels of the form. ``dimensions`` and ``categories`` are the
    一级 and 二级指标 of the form, ``known_`` those of any place;
    ``above`` are the 一级 that a 二级指标 may have.
    """

    labels: Mapping[str, str]
    headings: Mapping[str, str]
    words: Mapping[str, str]
    form_headings: Sequence[str]
    month: re.Pattern[str]
    spaced_month: re.Pattern[str]
    months: tuple[str, ...]
    goal_label: re.Pattern[str]
    goal_at_start: re.Pattern[str]
    title: re.Pattern[str]
    title_end: str
    dimensions: frozenset[str]
    categories: frozenset[str]
    above: Mapping[str, frozenset[str]]
    known_dimensions: frozenset[str]
    known_categories: frozenset[str]
    signs: Mapping[str, str]

    def label(self, cell: str) -> Label | None:
        """The label that a whole cell is."""
        if len(cell) > _LONGEST:
            return None
        for key, unit in _readings(cell):
            if key in self.labels:
                return Label(self.labels[key], unit)
        return None

    def heading(self, cell: str) -> str:
        """The id of a heading of the indicator grid, or ""."""
        if len(cell) > _LONGEST:
            return ""
        return next((self.headings[key] for key, _ in _readings(cell) if key in self.headings), "")

    def inline(self, cell: str) -> tuple[Label, str] | None:
        """A label and its value in one cell: 项目名称：修路."""
        at = min((found for mark in "：:" if (found := cell.find(mark)) > 0), default=-1)
        if not 0 < at < _LONGEST or (at < 4 and cell[:at].strip() == "其中"):
            return None
        label, value = self.label(cell[:at]), cell[at + 1 :].strip()
        return (label, value) if label is not None and value else None

    def is_month(self, cell: str) -> bool:
        """Whether a cell heads a column of the plan."""
        return bool(self.month.fullmatch(plain(cell)))

    def title_of(self, cells: Sequence[str]) -> str | None:
        """The name in the title of a sheet ("" where titles hold none); None for a row that is no title."""
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) != 1:
            return None
        key = plain(filled[0].lstrip(_MARKDOWN))
        if _REFERENCE.match(key):
            return None
        found = self.title.fullmatch(key)
        if found is None:
            return "" if _TITLE.fullmatch(key) else None
        return found.groupdict().get("name") or ""

    def is_level(self, cell: str) -> bool:
        """Whether a text is a 一级 or 二级指标 of any place."""
        return (key := plain(cell)) in self.known_dimensions or key in self.known_categories


@lru_cache(maxsize=8192)
def _readings(cell: str) -> Sequence[tuple[str, NamedUnit | None]]:
    """The words that a cell may be, the nearest first, each with the unit in the brackets at its end."""
    return tuple(_shortened(cell))


def _shortened(cell: str) -> Iterator[tuple[str, NamedUnit | None]]:
    key = plain(cell)
    unit = unit_beside(key)
    yield key, unit
    bracket = _BRACKET.search(key)
    bare = (key[: bracket.start()] if bracket else without_unit(key)).rstrip(":")
    yield bare, unit
    for _ in range(3):
        shorter = _FIRST_YEAR.sub("", _OF_WHICH.sub("", bare))
        if shorter == bare:
            return
        bare = shorter
        yield bare, unit


def is_year(cell: str) -> bool:
    """Whether a cell only says the year: （2023年度）."""
    return bool(_YEAR.fullmatch(plain_name(cell)))


def unit_of(cells: Iterable[str]) -> NamedUnit | None:
    """The unit that a line beside the table states at its end (单位：元; 填报单位：（盖章） 单位：万元), or None."""
    for cell in cells:
        if len(cell) <= 2 * _LONGEST and _UNIT_AT_END.search(plain_name(cell)):
            unit = unit_of_caption(cell)
            if unit is not None:
                return unit
    return None


# --- the words of a form


def wording_of(form: SheetForm) -> Wording:
    """Prepare the words of a pack's form; where it says a word differently from the trade, the form is right."""
    goal = _pattern(plain(form.goal_label), {"number": _DIGITS})
    months = _month_patterns(form.months)
    own_levels = {plain(word) for word in form.dimensions}, {plain(word) for each in form.dimensions.values() for word in each}
    for other, word in form.synonyms.items():
        own_levels[plain(word) not in own_levels[0]].add(plain(other))
    known = {word for each in words.LEVELS.values() for word in each}
    return Wording(
        labels=_labels(form),
        headings=_headings(form),
        words={key: form.labels[key] for key in _READ_LABELS} | {words.PLAN: form.plan_label or words.PLAN_NAME},
        form_headings=tuple(plain(column.title) for column in form.grid),
        month=re.compile("|".join((*months, *words.MONTHS))),
        spaced_month=re.compile("|".join(month.replace("}", r"}\s*") for month in months) or _NEVER),
        months=tuple(map(plain, form.months)),
        goal_label=re.compile(f"{goal}|{_ANY_GOAL}" if goal else _ANY_GOAL),
        goal_at_start=re.compile(rf"(?:{goal.replace(_DIGITS, _SPACED_DIGITS)})(?=\s|$|[:：])(?!\s*\d)" if goal else _NEVER),
        title=re.compile(_pattern(plain(form.title), {"number": r"\d*", "name": r"(?P<name>.*?)", "year": r"\d*"})),
        title_end="绩效目标表",
        dimensions=frozenset(own_levels[0]),
        categories=frozenset(own_levels[1]),
        above=_above(form),
        known_dimensions=frozenset(own_levels[0] | set(words.LEVELS)),
        known_categories=frozenset(own_levels[1] | known),
        signs={plain(word): sign for sign, word in form.signs.items()},
    )


def _above(form: SheetForm) -> dict[str, frozenset[str]]:
    above: dict[str, set[str]] = {}
    for levels in (words.LEVELS, form.dimensions):
        for dimension, inner in levels.items():
            for category in inner:
                above.setdefault(plain(category), set()).add(plain(dimension))
    for other, word in form.synonyms.items():
        for dimensions in above.values():
            if plain(word) in dimensions:
                dimensions.add(plain(other))
    return {category: frozenset(names) for category, names in above.items()}


def _labels(form: SheetForm) -> dict[str, str]:
    known = {plain(word): name for name, each in words.LABELS.items() for word in each.split()}
    for row in form.rows:
        for (_, cell), (_, after) in pairwise(row.cells):
            if cell.label and not after.show:
                known.setdefault(_bare(cell.label), words.GROUP_MONEY)
    stated: list[tuple[str, str]] = [(form.labels[key], key) for key in _READ_LABELS]
    stated += [(each.label, each.id) for each in form.fields]
    stated += [
        (cell.label, after.show) for row in form.rows for (_, cell), (_, after) in pairwise(row.cells) if cell.label and after.show
    ]
    stated += [(block.label, _goal_id(block.id)) for block in form.goals]
    stated += [(form.plan_label, words.PLAN)] * bool(form.plan_label)
    stated += list(form.also.items())
    stated += [(column.title, column.id) for column in form.columns if column.id in PROJECT_COLUMNS]
    columns = {column.id for column in form.grid} | {"unit_name"}
    for word, name in stated:
        key, own = _bare(word), _FORM_IDS.get(name, name)
        if key and name not in columns and not (own in _OF_EITHER and known.get(key) == _OF_EITHER[own]):
            known[key] = own
    return known


def _goal_id(block: str) -> str:
    return _GOAL_IDS.get(block, f"{words.GOALS}:{PERIODS[block]}")


def _bare(label: str) -> str:
    """The word that every reading of a printed label comes to."""
    return _readings(label)[-1][0]


def _headings(form: SheetForm) -> dict[str, str]:
    known = {plain(word): name for name, each in words.HEADINGS.items() for word in each.split()}
    grid = [*form.grid, *(column for column in form.columns if column.id == "unit_name")]
    shown = {column.id for column in grid}
    for column in grid:
        known[_bare(column.title)] = "target" if column.id == "value" else column.id
    for word, name in form.also.items():
        if name in shown:
            known[_bare(word)] = "target" if name == "value" else name
    return known


def project_heading(wording: Wording, cell: str) -> Label | None:
    """What a column of a table for all projects says of the project."""
    label = wording.label(cell)
    return label if label is not None and label.id in words.PROJECT_HEADINGS else None


def _month_patterns(months: Iterable[str]) -> list[str]:
    """``12月底`` → a pattern for any month in this wording."""
    return sorted({re.sub(r"\d+", r"\\d{1,2}", re.escape(plain(month))) for month in months})


def _pattern(text: str, parts: dict[str, str]) -> str:
    """A text as a pattern, its ``{number}`` places replaced by ``parts``."""
    pieces = re.split(r"\{(\w+)\}", text)
    return "".join(parts.get(piece, "") if i % 2 else re.escape(piece) for i, piece in enumerate(pieces))
