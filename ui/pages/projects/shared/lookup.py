"""Which project a line belongs to, its findings, its name, and whether a search matches."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from models.book.records import DEPARTMENT, OVERALL, PROJECT_COLLECTIONS, Book, Project
from models.checks.findings import Finding
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import SheetForm
from models.values.text import plain_name
from models.words.places import line_name
from storage.packs.initials import pinyin_readings
from ui.session.marks import Marks
from ui.theme.icons import Mark

PAGE: Final = "projects"
QUIET_MARKS: Final = frozenset({Mark.NONE, Mark.EXPLAINED})
"""Marks that need no action."""


def project_with(book: Book, project_id: int) -> Project | None:
    """The project with this id, or the 部门整体绩效目标表 that has it, or None."""
    return next((project for project in (*book.projects, *book.overall) if project.id == project_id), None)


def projects_with(book: Book, ids: Collection[int]) -> tuple[Project, ...]:
    """The projects (or the 部门整体绩效目标表) with these ids that the book has, in its order."""
    wanted = frozenset(ids)
    return tuple(project for project in (*book.projects, *book.overall) if project.id in wanted)


def page_of(project: Project) -> str:
    """The page of the places of a project, or of the 部门整体绩效目标表."""
    return OVERALL if project.scope == DEPARTMENT else PAGE


def form_of(project: Project, pack: Pack) -> SheetForm:
    """The form that a project, or the 部门整体绩效目标表, is typed into."""
    return pack.overall if project.scope == DEPARTMENT else pack.sheet


def project_of_line(book: Book, line_id: int) -> Project | None:
    """The project that a line is or lies in, or None."""
    return next((project for project in book.projects if any(line_id == own for own in line_ids(project))), None)


def line_ids(project: Project) -> Iterator[int]:
    """The project and every line inside it."""
    yield project.id
    for name in PROJECT_COLLECTIONS:
        for line in getattr(project, name):
            yield line.id


def collection_of(project: Project, line_id: int) -> str:
    """The collection of a line inside a project; "" for the project itself."""
    return next((name for name in PROJECT_COLLECTIONS if any(line.id == line_id for line in getattr(project, name))), "")


def findings_of(project: Project, marks: Marks) -> list[Finding]:
    """All findings of a project and its lines."""
    return [finding for line in line_ids(project) for finding in marks.of_line(PAGE, line)]


def project_words(book: Book, project_id: int) -> str:
    """``项目 第 4 个`` or ``部门整体绩效目标`` for the undo list; "" when there is none."""
    lines = (*enumerate(book.projects, 1), *enumerate(book.overall, 1))
    return next((line_name(page_of(project), number) for number, project in lines if project.id == project_id), "")


def is_found(project: Project, text: str) -> bool:
    """Whether part of the name, code, a funding function code or the pinyin initials matches."""
    wanted = plain_name(text).lower()
    if not wanted:
        return True
    name, codes = plain_name(project.name).lower(), (project.code.lower(), *(part.function for part in project.funding))
    return any(wanted in known for known in (name, *codes, *pinyin_readings(project.name)))
