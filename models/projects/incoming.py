"""Adds projects from elsewhere to a book: which of its own they replace, and the edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from operator import itemgetter
from typing import NamedTuple

from msgspec.structs import replace

from models.book import terms
from models.book.edits import Edit
from models.book.fields import Cells
from models.book.fields import replace as replace_fields
from models.book.line_edits import index_of
from models.book.records import PROJECT_COLLECTIONS, Book, FundingLine, Indicator, Project
from models.values.money import fen
from models.values.text import plain_name


class IncomingProject(NamedTuple):
    """A project from outside; ``instead_of`` is the id of the book's project that it replaces, 0: it is a new one."""

    project: Project
    instead_of: int = 0


class ProjectIndex:
    """Finds projects by 项目编码, or else by name."""

    def __init__(self, projects: Iterable[Project] = ()) -> None:
        self._codes: dict[str, Project] = {}
        self._names: dict[str, list[Project]] = {}
        for project in projects:
            self.add(project)

    def add(self, project: Project) -> None:
        """Add a project; of two with the same code the first is found."""
        if project.code.strip():
            self._codes.setdefault(project.code.strip(), project)
        if plain_name(project.name):
            self._names.setdefault(plain_name(project.name), []).append(project)

    def find(self, arriving: Project) -> Project | None:
        """The project with the same code, else the first with the same name and no different code, else None."""
        code = arriving.code.strip()
        if code in self._codes:
            return self._codes[code]
        namesakes = self._names.get(plain_name(arriving.name), ())
        return next((project for project in namesakes if not code or not project.code.strip()), None)


def completes(project: Project, arriving: Project) -> bool:
    """Whether a project that comes in has only what the other lacks, as a list of indicators has for a project without any."""
    return not any(getattr(project, name) and getattr(arriving, name) for name in ("use", *PROJECT_COLLECTIONS))


def add_incoming(incoming: Iterable[IncomingProject]) -> Edit:
    """Add the projects at the end, or replace others by them, as one step. They get new ids."""
    wanted = tuple(incoming)

    def apply(book: Book) -> Book:
        if not wanted:
            return book
        ids = count(book.next_id)
        projects = list(book.projects)
        for project, instead_of in wanted:
            new = unnumbered(project)
            if not instead_of:
                projects.append(numbered(new, next(ids), ids))
                continue
            at = index_of(projects, instead_of)
            projects[at] = _merged(projects[at], new, ids)
        return replace(book, projects=tuple(projects), next_id=next(ids))

    return Edit(f"粘贴 {len(wanted)} 个项目", apply)


def unnumbered(project: Project) -> Project:
    """The project with the id 0 on all its lines."""
    lines = {name: tuple(replace(line, id=0) for line in getattr(project, name)) for name in PROJECT_COLLECTIONS}
    return replace_fields(project, **lines)


def numbered(project: Project, own: int, ids: Iterator[int]) -> Project:
    """The project with the id ``own``, and an id from ``ids`` on every line that has none."""
    lines = {
        name: tuple(line if line.id else replace(line, id=next(ids)) for line in getattr(project, name))
        for name in PROJECT_COLLECTIONS
    }
    return replace_fields(project, id=own, **lines)


def _merged(old: Project, new: Project, ids: Iterator[int]) -> Project:
    """The new sheet with the old values of what it does not contain: status, note, function codes, what other layouts print.

    A list of indicators has neither money nor goals nor plan: those of the project stay.
    """
    periods = {goal.period for goal in new.goals} | {""} if new.goals else set()
    kept = replace(
        new,
        code=new.code or old.code,
        name=new.name or old.name,
        use=new.use or old.use,
        plan=new.plan or old.plan,
        plan_label=new.plan_label if new.plan else old.plan_label or new.plan_label,
        status=old.status,
        note=old.note,
        funding=_funding(old.funding, new.funding) if new.funding else old.funding,
        goals=(*new.goals, *(goal for goal in old.goals if goal.period not in periods)),
        indicators=_indicators(old.indicators, new.indicators) if new.indicators else old.indicators,
        tasks=new.tasks or old.tasks,
        cells=_cells(old.cells, new.cells),
    )
    return numbered(kept, old.id, ids)


def _cells(old: Cells, new: Cells) -> Cells:
    return tuple(sorted((dict(old) | dict(new)).items(), key=itemgetter(0))) if old else new


def _indicators(old: Iterable[Indicator], new: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The new indicators; one that had further columns under the same name keeps those that the new sheet does not have."""
    known = {plain_name(line.name): line.cells for line in old if line.cells and line.name}
    return tuple(replace(line, cells=_cells(known.get(plain_name(line.name), ()), line.cells)) for line in new)


def _funding(old: Sequence[FundingLine], new: Sequence[FundingLine]) -> tuple[FundingLine, ...]:
    """Fiscal and other money apart: old lines stay if the sum is the same; a single one keeps its codes, with the new amount."""
    lines: list[FundingLine] = []
    for fiscal in (True, False):
        before = [line for line in old if (line.source in terms.FISCAL_SOURCES) == fiscal]
        after = [line for line in new if (line.source in terms.FISCAL_SOURCES) == fiscal]
        if before and after and sum(fen(line.amount) for line in before) == sum(fen(line.amount) for line in after):
            lines += before
        elif len(before) == len(after) == 1:
            lines.append(replace(before[0], amount=after[0].amount, typed=after[0].typed))
        else:
            lines += after
    return tuple(lines)
