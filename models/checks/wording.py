"""What several check families share: names, places and budgets, and results cached per project list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Final, TypeVar

from models.book.facts import Need
from models.book.places import BalancePart, Place
from models.book.records import FundingLine, Project
from models.published.context import Context
from models.values.amount_style import AmountStyle
from models.values.money import fen
from models.values.text import plain_name, plain_sentence, short_name
from models.words.places import line_name

R = TypeVar("R")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)年")


def remembered(read: Callable[[Context], R]) -> Callable[[Context], R]:
    """Cache a function of the projects: its last result is reused while the projects are the same objects."""

    @wraps(read)
    def reading(context: Context) -> R:
        return context.memory.recall(read, (context.book.projects,), lambda: read(context))

    return reading


@remembered
def projects(context: Context) -> tuple[tuple[Project, str], ...]:
    """Every project with its label for messages: its name, shortened, or 「项目 第 3 个」."""
    return tuple(
        (project, short_name(project.name) or line_name("projects", number)) for number, project in context.numbered("projects")
    )


def in_projects(line: int, field: str) -> Place:
    """A place on the page of projects; ``line`` is a project or a line inside one."""
    return Place("projects", line, field)


def budget_parts(funding: Iterable[FundingLine]) -> tuple[BalancePart, ...]:
    """The funding lines as parts of the sum 预算数 (fen)."""
    return tuple(BalancePart(in_projects(part.id, "amount"), fen(part.amount)) for part in funding)


def goal_gist(project: Project) -> str:
    """The goals of a project as one normalized text, for comparison."""
    return plain_sentence("\n".join(goal.text for goal in project.goals if goal.text.strip()))


def function_label(context: Context, need: Need) -> str:
    """Function code and name of a need, for messages."""
    return f"{need.function} {context.codes.function.name(need.function)}".strip() or "没有功能科目的钱"


@lru_cache(maxsize=1024)
def years_in(text: str) -> tuple[int, ...]:
    """The years (20xx年) that a text names."""
    return tuple(map(int, _YEAR.findall(plain_name(text)))) if "年" in text else ()


def neighbours_exchanged(one: str, other: str) -> bool:
    """Whether exchanging two neighbouring digits turns one into the other; both have the same length."""
    wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]


def told_side_by_side(left: tuple[int, AmountStyle], right: tuple[int, AmountStyle]) -> tuple[tuple[str, str], str]:
    """Two different amounts (fen), each as it prints, and how much they differ; with their units where these are two."""
    (one, style), (other, other_style) = left, right
    if style.unit == other_style.unit:
        return style.pair(one, other), style.told(abs(one - other))
    shown = f"{style.told(one)} {style.unit}", f"{other_style.told(other)} {other_style.unit}"
    return shown, f"{style.told(abs(one - other))} {style.unit}"
