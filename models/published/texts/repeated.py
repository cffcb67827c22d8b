"""What a part of the text says once for each function code, project or body: the words behind its places, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.agencies import is_told_apart, named_agencies
from models.book.places import Place
from models.book.records import AgencyLine, LastYearFigure
from models.pack.filters import CellRef
from models.pack.forms.last_year import BASES, USE, code_of, item_of
from models.pack.forms.narrative import Each, RepeatForm, SumOfFacts, Years
from models.projects.amounts import project_budget
from models.published.context import Context
from models.published.sub_units import book_of_agency
from models.published.texts.changes import Change
from models.values.amount_style import AmountStyle
from models.values.money import fen

TEXTS: Final = "texts"
LAST_YEAR: Final = "last_year"
ENDS: Final = "。．；;，,、 \n"
"""Stripped from the end of what stands inside a sentence: the sentence around it has its own punctuation."""


class Told(Struct, frozen=True):
    """Words of one place. ``gap`` says what is missing where ``text`` is blank; ``is_zero`` is None where it is not known."""

    text: str
    place: Place | None = None
    item: str = ""
    gap: str = ""
    is_zero: bool | None = None


Row = Mapping[str, Told]
"""The words of one repetition by the names of its places, without its number."""


def rows(form: RepeatForm, context: Context, style: AmountStyle) -> Iterator[Row]:
    """One row for each repetition, in the order in which they print."""
    if form.each is Each.PROJECT:
        yield from _projects(context, style)
    elif form.each is Each.AGENCY:
        yield from _bodies(context, form.facts, style)
    elif form.facts is not None:
        by_code = _ByCode(context, form, form.facts, style)
        yield from map(by_code.row, by_code.codes)


def _projects(context: Context, style: AmountStyle) -> Iterator[Row]:
    for project in context.book.projects:
        amount = project_budget(project)
        texts = {"code": project.code, "name": project.name, "use": project.use}
        told = {name: _field("projects", project.id, name, text, _PROJECT_GAPS[name]) for name, text in texts.items()}
        place = Place("projects", project.id, "amount")
        yield {**told, "amount": Told(style.in_text(amount), place, f"amount:{project.id}", is_zero=not amount)}


def _bodies(context: Context, facts: SumOfFacts | None, style: AmountStyle) -> Iterator[Row]:
    for line in named_agencies(context.book):
        told = {name: _field("agencies", line.id, name, getattr(line, name), gap) for name, gap in _BODY_GAPS.items()}
        if facts is not None:
            told["amount"] = _money_of(context, line, facts, style)
        yield told


def _money_of(context: Context, body: AgencyLine, facts: SumOfFacts, style: AmountStyle) -> Told:
    """The own money of a body; unknown while no line names its body, which does not mean that all is the department's own."""
    item = f"amount:{body.id}"
    if not is_told_apart(context.book):
        return Told("", Place("agencies", body.id, "name"), item, "各行没有写所属单位")
    own = Context(book_of_agency(context, body), context.pack, context.codes)
    amount = sum(t.amount for t in own.tallies if t.stream == facts.stream and facts.where.takes(t.key))
    return Told(style.in_text(amount), None, item, is_zero=not amount)


_PROJECT_GAPS: Final = {"code": "项目编码", "name": "项目名称", "use": "资金用途"}
_BODY_GAPS: Final = {"name": "单位名称", "nature": "单位性质", "rank": "单位规格", "support": "经费保障形式"}


def _field(page: str, line: int, name: str, text: str, gap: str) -> Told:
    return Told(text.strip().rstrip(ENDS), Place(page, line, name), f"{name}:{line}", gap)


def spent_by_code(context: Context, facts: SumOfFacts) -> Mapping[str, int]:
    """The money (fen) of a repeated part by function code, in their order; codes whose money adds up to nothing are left out."""
    sums: dict[str, int] = {}
    for tally in context.tallies:
        if tally.stream == facts.stream and tally.key.function and facts.where.takes(tally.key):
            sums[tally.key.function] = sums.get(tally.key.function, 0) + tally.amount
    return {code: sums[code] for code in sorted(sums) if sums[code]}


def codes_of(form: RepeatForm, spent: Mapping[str, int], before: Mapping[str, LastYearFigure]) -> list[str]:
    """The function codes of a part; ``before`` are last year's figures by item."""
    lines = {item: line for item, line in before.items() if item == item_of(form.against, code_of(item)) and fen(line.amount)}
    gone = {code_of(item) for item in lines} - spent.keys()
    taken = {Years.NOW: spent.keys(), Years.BOTH: spent.keys() | gone, Years.GONE: gone}
    return sorted(taken[form.years])


class _ByCode:
    """The repetitions of a part for the function codes of a book."""

    def __init__(self, context: Context, form: RepeatForm, facts: SumOfFacts, style: AmountStyle) -> None:
        self._context, self._form, self._facts, self._style = context, form, facts, style
        self._spent = spent_by_code(context, facts)
        self._before = {line.item: line for line in context.book.last_year}
        self._texts = {line.item: line for line in context.book.texts}
        self.codes = codes_of(form, self._spent, self._before)

    def row(self, code: str) -> Row:
        """The words for one code."""
        name, amount = self._context.codes.function.name, self._spent.get(code, 0)
        names = {"code": code, "class": name(code[:3]), "group": name(code[:5]), "item": name(code)}
        told = {key: Told(text, item=f"{key}:{code}", gap=f"{code} 的名称") for key, text in names.items()}
        at = self._facts.at
        place = CellRef(at.table, code, at.column).place if at else None
        told["amount"] = Told(self._style.in_text(amount), place, f"amount:{code}", is_zero=not amount)
        return {**told, **self._against(code, amount), USE: self._use(code)}

    def _use(self, code: str) -> Told:
        item = item_of(USE, code)
        line = self._texts.get(item)
        place = Place(TEXTS, line.id, "text") if line else Place(TEXTS, field=item)
        return Told(line.text.strip().rstrip(ENDS) if line else "", place, item, "主要用于")

    def _against(self, code: str, now: int) -> Row:
        """Last year's figure, and what follows from the two: of an unknown one nothing, not even the reason that was written."""
        against = self._form.against
        item = item_of(against, code)
        line = self._before.get(item)
        place = Place(LAST_YEAR, line.id if line else 0, "amount" if line else f"{item}/amount")
        why = Place(LAST_YEAR, line.id if line else 0, "reason" if line else f"{item}/reason")
        reason = Told(line.reason.strip().rstrip(ENDS) if line else "", why, f"reason:{code}", "主要原因")
        before = line.amount if line is not None else None
        gap = BASES[against]
        if not isinstance(before, int):
            unknown = {name: Told("", place, f"{name}:{code}", gap) for name in (against, "change", "percent", "direction")}
            return {**unknown, "reason": replace(reason, text="", gap=gap if reason.text else reason.gap)}
        change = Change(now, before, self._form.words, self._style, self._context.book.year)
        return {
            against: Told(self._style.in_text(before), place, item, is_zero=not before),
            "change": Told(change.told, place, f"change:{code}", gap, change.is_zero),
            "percent": Told(change.percent, place, f"percent:{code}", gap),
            "direction": Told(change.direction, place, f"direction:{code}"),
            "reason": reason,
        }
