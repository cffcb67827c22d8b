"""Pages with a fixed cell for every figure: a line comes and goes with its figure and is known by the cell that it fills."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SLOT_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "income": ("function", "source", "carried"),
    "three_public": ("item", "source", "sub_unit"),
    "assets": ("item",),
    "typed": ("item", "agency"),
    "last_year": ("item",),
    "texts": ("item",),
}
"""Page → the fields that say which cell a line fills; the others are typed."""


def slot_key(page: str, line: Any) -> str:
    """The cell that a line of such a page fills, as one text: ``2013201/general/0``; without the fields left blank at its end."""
    values = (getattr(line, name) for name in SLOT_KEYS[page])
    return "/".join(str(int(value)) if isinstance(value, bool) else str(value) for value in values).rstrip("/")


def blank_slot(page: str, line: Any) -> Any:
    """The line with nothing typed."""
    return type(line)(id=line.id, **{name: getattr(line, name) for name in SLOT_KEYS[page]})
