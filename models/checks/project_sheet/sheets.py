"""The project sheets as input of their checks, with rows and targets read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from operator import attrgetter
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.places import Place
from models.book.records import DEPARTMENT, OVERALL, Indicator, Project
from models.checks.findings import CheckResult
from models.checks.wording import projects, remembered
from models.pack.forms.sheet import SheetForm
from models.projects.amounts import project_budget
from models.published.context import Context
from models.values.money import MoneyUnit
from models.values.target import Target, read_target
from models.values.text import plain_name, short_name
from models.words.places import PAGE_NAMES

FIELDS: Final = ("dimension", "category", "name", "description", "target", "basis")
"""The fields of an indicator, in the order of the form's headings."""

ROUNDING: Final = MoneyUnit.WAN.value // 200
"""Half of the last printed digit, in fen: figures typed with two decimals may differ by that much from an exact 预算数."""

row_texts: Final = attrgetter(*FIELDS[2:])
"""三级指标, 描述, 指标值 and 依据 of an indicator."""


def standard_name(form: SheetForm, text: str) -> str:
    """The form's word for a 一级 or 二级指标: spaces removed, synonyms replaced; an unknown word is kept."""
    plain = plain_name(text)
    return form.synonyms.get(plain, plain)


class IndicatorRow(Struct, frozen=True):
    """A row that is not blank: 一级 and 二级 in the form's words, the target as read, the roles (quantity, cost …)."""

    line: Indicator
    dimension: str
    category: str
    target: Target
    roles: frozenset[str]


class CheckedSheet(Struct, frozen=True):
    """One project, or the whole department: its label for messages, the form, 预算数 in fen, the rows that are not blank.

    The department's has no 预算数 here (0): it is the sum of all lines (``models.published.figures``).
    """

    project: Project
    label: str
    form: SheetForm
    budget: int
    rows: tuple[IndicatorRow, ...]


def read_sheet(project: Project, label: str, form: SheetForm) -> CheckedSheet:
    """Read a project for its checks; ``label`` is its name in messages."""
    return CheckedSheet(project, label, form, project_budget(project), tuple(_read_rows(form, project)))


def _read_rows(form: SheetForm, project: Project) -> Iterator[IndicatorRow]:
    for line in project.indicators:
        if any(text.strip() for text in row_texts(line)):
            dimension, category = standard_name(form, line.dimension), standard_name(form, line.category)
            roles = frozenset(role for role, name in form.roles.items() if name in {dimension, category})
            yield IndicatorRow(line, dimension, category, read_target(line.target), roles)


@remembered
def sheets(context: Context) -> tuple[CheckedSheet, ...]:
    """The sheets of the book. A sheet is read again only when its project is another object."""
    form = context.pack.sheet
    read = context.each("sheets", "projects", lambda one: read_sheet(one, short_name(one.name), form))
    labels = (label for _, label in projects(context))
    return tuple(sheet if sheet.label == label else replace(sheet, label=label) for sheet, label in zip(read, labels, strict=True))


def every_sheet(context: Context) -> tuple[CheckedSheet, ...]:
    """The sheets that this place prints: those of the projects, then the one of the whole department."""
    pack = context.pack
    whole = context.each("overall sheet", OVERALL, lambda one: read_sheet(one, PAGE_NAMES[OVERALL], pack.overall))
    return (*(sheets(context) if pack.sheet.is_printed else ()), *(whole if pack.overall.is_printed else ()))


def at_home(sheet: CheckedSheet, found: Iterable[CheckResult]) -> Iterator[CheckResult]:
    """Results of a sheet on the page where it is filled in: checks know the page of projects alone."""
    if sheet.project.scope != DEPARTMENT:
        yield from found
        return
    for one in found:
        other = _home(one.other_place) if one.other_place is not None else None
        yield replace(one, place=_home(one.place), other_place=other)


def _home(place: Place) -> Place:
    return replace(place, page=OVERALL)


def each_sheet(check_sheet: Callable[[CheckedSheet], Iterator[CheckResult]]) -> Callable[[Context], Iterator[CheckResult]]:
    """Turn a check of a single sheet into a check of the book."""

    @wraps(check_sheet)
    def check(context: Context) -> Iterator[CheckResult]:
        for sheet in every_sheet(context):
            yield from at_home(sheet, check_sheet(sheet))

    return check
