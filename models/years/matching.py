"""Matches the lines of two books of one budget.

A line that has kept its codes or its name is the same line wherever it stands, so books that were typed independently can be
compared too; of the others, lines with the same id are one whose codes were changed, if anything else of them agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

from models.book.edits import ELEMENTS
from models.book.list_lines import ListLine, fields_of
from models.book.records import (
    AgencyLine,
    BasicLine,
    CarryForwardLine,
    FundingLine,
    Goal,
    Indicator,
    OtherLine,
    PlannedTask,
    PlanPoint,
    ProcurementLine,
    Project,
)
from models.book.slots import SLOT_KEYS
from models.projects.amounts import project_budget
from models.values.text import plain_name

Pair = tuple[Any, Any]
"""(old line, new line); None for a line that the other book does not have."""

KEY_FIELDS: Final[Mapping[type[Any], tuple[str, ...]]] = {
    **{element: SLOT_KEYS[page] for page, element in ELEMENTS.items() if page in SLOT_KEYS and element is not None},
    BasicLine: ("function", "economic", "source", "carried", "sub_unit"),
    OtherLine: ("kind", "function", "source", "carried", "sub_unit"),
    FundingLine: ("function", "source", "carried", "sub_unit", "level"),
    CarryForwardLine: ("function", "source", "carried"),
    ProcurementLine: ("name",),
    AgencyLine: ("name",),
    Project: ("code", "name"),
    Goal: ("label", "text", "period"),
    PlannedTask: ("name", "text"),
    PlanPoint: ("month",),
    Indicator: ("dimension", "category", "name"),
}
"""Record class → the fields that say which line it is."""

_ALIKE: Final = frozenset({"function", "economic", "name", "code", "item", "text", "month", "category", "description"})
"""Fields of which one equal, filled value makes two lines with the same id one line."""


def matched_lines(old: Sequence[Any], new: Sequence[Any]) -> Sequence[Pair]:
    """Pairs of lines: first those of ``new`` in their order, then what only ``old`` has. Every line is in exactly one pair."""
    found: dict[int, Any] = {}
    left = list(old)
    for same in (_same_line, _same_key, _same_code, _same_name, _same_id):
        known: dict[Hashable, list[Any]] = {}
        for line in left:
            known.setdefault(same(line), []).append(line)
        for line in new:
            candidates = known.get(same(line), []) if line.id not in found and same(line) is not None else []
            partner = next((other for other in candidates if same is not _same_id or _is_alike(other, line)), None)
            if partner is not None:
                candidates.remove(partner)
                found[line.id] = partner
        taken = set(map(id, found.values()))
        left = [line for line in left if id(line) not in taken]
    return [*((found.get(line.id), line) for line in new), *((line, None) for line in left)]


def _values(line: Any) -> Iterator[Any]:
    """What says which line it is; of a record everything in it, since no column of a list is known to name its records."""
    names = (field.name for field in fields_of(line)) if isinstance(line, ListLine) else KEY_FIELDS[type(line)]
    for name in names:
        value = getattr(line, name)
        yield plain_name(value) if isinstance(value, str) else value


def _same_key(line: Any) -> Hashable:
    return tuple(_values(line))


def _same_line(line: Any) -> Hashable:
    return line.id, *_values(line)


def _same_code(line: Any) -> Hashable:
    return line.code or None if isinstance(line, Project) else None


def _same_name(line: Any) -> Hashable:
    return plain_name(line.name) or None if isinstance(line, Project) else None


def _same_id(line: Any) -> Hashable:
    number: int = line.id
    return number


def _is_alike(old: Any, new: Any) -> bool:
    """Whether two lines with the same id agree in anything that tells lines apart: a code, a name, an amount."""
    money: Callable[[Any], Any] = project_budget if isinstance(new, Project) else lambda line: getattr(line, "amount", None)
    if isinstance(new, ListLine):
        return bool({cell for cell in new.cells if isinstance(cell[1], str)} & set(old.cells)) or new.cells == old.cells
    fields = (name for name in type(new).__struct_fields__ if name in _ALIKE)
    return any(getattr(new, name) and getattr(old, name) == getattr(new, name) for name in fields) or (
        bool(money(new)) and money(old) == money(new)
    )
