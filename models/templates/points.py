"""What a clerk pointed at once in a template: this cell is that title, heading, label or value, whatever stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from models.incoming.blocks import Block, Cell, Document
from models.templates.wording import without_year


class Point(NamedTuple):
    """A cell of a template (``row`` and ``column`` from 1) and the words of the own form that it stands for.

    ``text`` is what stood in the cell, by which a template is known again; "" for one that says nothing of it.
    """

    sheet: str
    row: int
    column: int
    means: str
    text: str = ""

    @property
    def is_value(self) -> bool:
        """Whether the cell holds a value of its own (``{单位名称}``), rather than a title, heading or label."""
        return self.means.startswith("{")


def pointed(document: Document, points: Sequence[Point]) -> Document:
    """The template as it is searched: each cell that was pointed at has the words that it means."""
    parts = tuple(_pointed(part, points) if isinstance(part, Block) else part for part in document.parts)
    return replace(document, parts=parts)


def missing(document: Document, points: Sequence[Point]) -> list[Point]:
    """The points whose cell is not there, or not as it was: the template is another one.

    Years may differ. A cell that was blank must be blank still where it was pointed at as such.
    """
    texts = {(block.title, cell.row + 1, cell.column + 1): cell.text for block in document.blocks for cell in block.cells()}
    sheets = {block.title for block in document.blocks}
    return [point for point in points if not _is_there(point, texts.get(point[:3], ""), sheets)]


def _is_there(point: Point, text: str, sheets: set[str]) -> bool:
    if point.text:
        return without_year(text) == without_year(point.text)
    return point.sheet in sheets and (bool(text.strip()) or point.is_value)


def _pointed(block: Block, points: Sequence[Point]) -> Block:
    means = {(point.row - 1, point.column - 1): point.means for point in points if point.sheet == block.title}
    if not means:
        return block
    rows = [[replace(cell, text=means.pop((cell.row, cell.column), cell.text)) for cell in row] for row in block.rows]
    for (at, column), text in means.items():
        rows.extend([] for _ in range(len(rows), at + 1))
        rows[at] = sorted([*rows[at], Cell(text, at, column)], key=lambda cell: cell.column)
    return replace(block, rows=tuple(map(tuple, rows)))
