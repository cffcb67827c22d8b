"""What a clerk pointed at once in a template: this cell is that title, heading or label, whatever stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from models.incoming.blocks import Block, Document


class Point(NamedTuple):
    """A cell of a template (``row`` and ``column`` from 1) and the words of the own form that it stands for."""

    sheet: str
    row: int
    column: int
    means: str


def pointed(document: Document, points: Sequence[Point]) -> Document:
    """The template as it is searched: each cell that was pointed at has the words that it means."""
    parts = tuple(_pointed(part, points) if isinstance(part, Block) else part for part in document.parts)
    return replace(document, parts=parts)


def missing(document: Document, points: Sequence[Point]) -> list[Point]:
    """The points whose cell is not there or has no text: the template is another one."""
    there = {
        (block.title, cell.row + 1, cell.column + 1) for block in document.blocks for cell in block.cells() if cell.text.strip()
    }
    return [point for point in points if (point.sheet, point.row, point.column) not in there]


def _pointed(block: Block, points: Sequence[Point]) -> Block:
    means = {(point.row - 1, point.column - 1): point.means for point in points if point.sheet == block.title}
    if not means:
        return block
    rows = tuple(tuple(replace(cell, text=means.get((cell.row, cell.column), cell.text)) for cell in row) for row in block.rows)
    return replace(block, rows=rows)
