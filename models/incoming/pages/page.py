"""What is on a page: characters and ruling lines with their places in points from the upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from models.incoming.blocks import Box


class Glyph(NamedTuple):
    """A character; ``base`` is the height of its baseline, ``top`` and ``bottom`` are those of its line of text."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float

    @property
    def size(self) -> float:
        """The height of its line."""
        return self.bottom - self.top


class Ruling(NamedTuple):
    """A straight line; ``at`` is its height for a horizontal one, its distance from the left for a vertical one."""

    at: float
    start: float
    end: float


class Page(Struct, frozen=True):
    """A page, ``number`` from 1."""

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    horizontal: Sequence[Ruling]
    vertical: Sequence[Ruling]


def box_of(glyphs: Sequence[Glyph]) -> Box:
    """The rectangle around characters, of which there are some."""
    return Box(
        min(g.left for g in glyphs), min(g.top for g in glyphs), max(g.right for g in glyphs), max(g.bottom for g in glyphs)
    )  # fmt: skip
