"""The projects of the open book as choices of a cell, and which of them typed text means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from models.book.records import Project
from models.published.context import Context
from models.values.text import plain_name
from ui.session.open_book import OpenBook

NO_PROJECT: Final = "不属于项目"


class ProjectChoices(Mapping[str, str]):
    """The projects of the open book as choices: line id → ``4 村组织活动经费``; "0" is no project."""

    def __init__(self, open_book: OpenBook) -> None:
        self._open_book = open_book

    @property
    def _projects(self) -> Sequence[Project]:
        return self._open_book.book.projects

    def __getitem__(self, key: object) -> str:
        """The label of a project id, given as text or as the number in a line. Raises ``KeyError``."""
        if str(key) == "0":
            return NO_PROJECT
        for number, project in enumerate(self._projects, 1):
            if str(project.id) == str(key):
                return f"{number} {project.name or '（没有名称）'}"
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        yield "0"
        yield from (str(project.id) for project in self._projects)

    def __len__(self) -> int:
        return len(self._projects) + 1

    def __hash__(self) -> int:
        return id(self)


def project_meant(text: str, context: Context) -> str | None:
    """The id of the project that typed text means by number, code, name or unique part of it; "0" if blank, None if unclear."""
    wanted = plain_name(text)
    if not wanted or wanted == plain_name(NO_PROJECT):
        return "0"
    projects = context.book.projects
    named = [(str(number), project) for number, project in enumerate(projects, 1)]
    for number, project in named:
        if wanted in {number, plain_name(f"{number}{project.name}"), plain_name(f"{number}（没有名称）")}:
            return str(project.id)
    equal = [project for project in projects if wanted in {plain_name(project.code), plain_name(project.name)}]
    for hits in (equal, [project for project in projects if wanted in plain_name(project.name)]):
        if len(hits) == 1:
            return str(hits[0].id)
    return None
