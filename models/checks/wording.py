"""How checks name things in their messages: projects, amounts, differences, lists (UI words: 多 / 少, 万元 with two decimals)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Final, TypeVar

from models.book import FundingLine, Project
from models.checks.context import Context
from models.codes import plain_name
from models.findings import Part, Place
from models.money import fen, show_exact, show_wan
from models.places import line_name

R = TypeVar("R")
_LONGEST: Final = 14
_TAIL: Final = 7

_NUMBERING: Final = re.compile(r"(?:^|\n)\s*(?:目标\s*\d+\s*[:：]?|\d+\s*[.、．])\s*")

tidy = lru_cache(maxsize=4096)(plain_name)
"""A text for comparison: no spaces, one kind of brackets and digits."""


def remembered(read: Callable[[Context], R]) -> Callable[[Context], R]:
    """Remember what was last read from the projects: as long as they are the same objects, it is the same."""

    @wraps(read)
    def reading(context: Context) -> R:
        return context.memory.recall(read, (context.book.projects,), lambda: read(context))

    return reading


def shorten(text: str, longest: int = _LONGEST) -> str:
    """A text that fits into one line of the list: its beginning and ``…``."""
    plain = "".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def short_name(name: str) -> str:
    """A project's name in one line: both ends of a long one, for 「关于提前下达 2024 年省级」 begins many."""
    plain = "".join(name.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1 - _TAIL]}…{plain[-_TAIL:]}"


@remembered
def projects(context: Context) -> tuple[tuple[Project, str], ...]:
    """Every project and what a message calls it: its name, shortened, or 「项目 第 3 个」."""
    return tuple(
        (project, short_name(project.name) or line_name("projects", number)) for number, project in context.numbered("projects")
    )


def in_projects(line: int, field: str) -> Place:
    """A place on the page of projects; ``line`` is a project or a line inside one."""
    return Place("projects", line, field)


def budget_parts(funding: Iterable[FundingLine]) -> tuple[Part, ...]:
    """Funding lines as the parts of a 预算数."""
    return tuple(Part(in_projects(part.id, "amount"), fen(part.amount)) for part in funding)


def more_or_less(left: int, right: int) -> str:
    """``多 0.20`` or ``少 0.20``: how left differs from right, in 万元; all digits where two decimals would say 0.00."""
    return f"{'多' if left > right else '少'} {amount(abs(left - right))}"


def amount(value: int) -> str:
    """万元 with two decimals, or exactly where that would show a difference as 0.00."""
    shown = show_wan(value)
    return show_exact(value) if value and shown.strip("-") == "0.00" else shown


def both(left: int, right: int) -> tuple[str, str]:
    """Two different amounts as text that shows the difference: two decimals when that is enough."""
    shown = show_wan(left), show_wan(right)
    return (show_exact(left), show_exact(right)) if shown[0] == shown[1] else shown


def listed(names: Iterable[str]) -> str:
    """``数量指标、质量指标``."""
    return "、".join(names)


@lru_cache(maxsize=1024)
def gist(text: str) -> str:
    """A text without numbering, spaces and the final stop, for comparison."""
    return tidy(_NUMBERING.sub("", text)).rstrip("。.;；")


def goal_gist(project: Project) -> str:
    """What the goals of a project say together, for comparison."""
    return gist("\n".join(goal.text for goal in project.goals if goal.text.strip()))
