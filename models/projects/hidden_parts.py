"""What of a project the window does not show under a form, because only other layouts have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.book.list_lines import cell_fields
from models.book.records import Project
from models.book.sheet_fields import STANDARD_FIELDS, TYPED_MONEY
from models.pack.forms.sheet import SheetForm
from models.projects.sheet_parts import COLUMN, GOALS, SheetPart, unprinted_parts

_STANDARD: Final = ("use", *(f"text:{name}" for name in STANDARD_FIELDS), *(f"amount:{name}" for name in TYPED_MONEY))


def other_fields(project: Project, form: SheetForm) -> tuple[str, ...]:
    """The fields of the head that the form does not show: the standard ones, then others that hold something."""
    own = (field.name for field in cell_fields(project) if field.name not in _STANDARD)
    return tuple(name for name in (*_STANDARD, *own) if not (form.is_printed and form.shows(name.rpartition(":")[2])))


def hidden_parts(project: Project, form: SheetForm) -> tuple[SheetPart, ...]:
    """What is typed and not shown. Goals of any 期间 and the level of money are shown under every form with goals."""
    parts = unprinted_parts((project,), form, form)
    return tuple(part for part in parts if not form.is_printed or not (part.id == "level" or part.id.startswith(GOALS)))


def hidden_columns(parts: Sequence[SheetPart]) -> tuple[str, ...]:
    """The ids of the columns of the grid among hidden parts."""
    return tuple(part.id.removeprefix(COLUMN) for part in parts if part.id.startswith(COLUMN))


def hidden_lists(parts: Sequence[SheetPart]) -> frozenset[str]:
    """The lists of a project among hidden parts, by the names of their fields."""
    lists = {"plan": "plan", "tasks": "tasks", GOALS: "goals", COLUMN: "indicators"}
    return frozenset(name for part in parts for begins, name in lists.items() if part.id.startswith(begins))
