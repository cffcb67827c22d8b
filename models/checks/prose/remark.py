"""What a check of a text finds in it."""

from __future__ import annotations

from msgspec import Struct


class Remark(Struct, frozen=True):
    """A fault in a text from index ``start`` to ``end``: what is wrong and what to do, in the clerk's words.

    ``right`` replaces the text between the indexes; None where more than one replacement is possible.
    """

    start: int
    end: int
    problem: str
    remedy: str
    right: str | None = None
    values: tuple[tuple[str, str], ...] = ()
