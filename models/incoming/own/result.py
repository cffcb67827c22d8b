"""What becomes of the changed cells of a returned workbook."""

from __future__ import annotations

from msgspec import Struct

from models.book.edits import Edit
from models.book.places import Place
from models.incoming.own.cells import CellChange


class Taken(Struct, frozen=True):
    """A change that is of a field of the book: its place and name, what it was and becomes, and the edit."""

    change: CellChange
    place: Place
    where: str
    old: str
    new: str
    edit: Edit


class Left(Struct, frozen=True):
    """A change that goes into no field, and why."""

    change: CellChange
    reason: str


Outcome = Taken | Left
"""What becomes of one change."""
