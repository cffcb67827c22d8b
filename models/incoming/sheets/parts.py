"""Tells where one sheet ends and the next begins, and what stands outside of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from models.incoming.sheets import words
from models.incoming.sheets.grid.headings import GridHeading, heading_at
from models.incoming.sheets.notes import TextRow
from models.incoming.sheets.wording import Wording, plain, unit_of

Piece = TextRow | GridHeading


class Part(Struct):
    """The rows and headings of one sheet, or (without ``title``) rows that belong to none. ``source`` quotes its title."""

    line: int
    title: str | None
    source: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def rows(self) -> list[TextRow]:
        """The rows that are no headings."""
        return [piece for piece in self.pieces if isinstance(piece, TextRow)]


def pieces_of(rows: Sequence[TextRow], wording: Wording) -> Iterator[Piece]:
    """The rows that are not blank, headings of a grid as one piece."""
    filled = [row for row in rows if row.filled]
    at = 0
    while at < len(filled):
        heading = heading_at(filled, at, wording)
        yield heading if heading is not None else filled[at]
        at += heading.rows if heading is not None else 1


def parts_of(rows: Sequence[TextRow], wording: Wording) -> Iterator[Part]:
    """The sheets of a text, and what stands between them."""
    part = Part(1, None)
    seen: set[str] = set()
    for piece in pieces_of(rows, wording):
        title = wording.title_of(piece.cells) if isinstance(piece, TextRow) else None
        keys = _keys(piece, wording)
        inside = part.title is not None
        begins = title is not None or _begins_again(keys, seen) or (not inside and _opens(keys))
        if begins or (inside and "grid" in seen and isinstance(piece, TextRow) and _is_beside(piece, wording)):
            above = [] if title is not None or inside else _head_above(part, wording)
            if part.pieces or inside:
                yield part
            source = piece.quote if title is not None and isinstance(piece, TextRow) else ""
            part, seen = Part(piece.line, (title or "") if begins else None, source), set()
            part.pieces, part.line = above, above[0].line if above else part.line
        seen |= keys
        if title is None:
            part.pieces.append(piece)
    if part.pieces or part.title is not None:
        yield part


def _head_above(part: Part, wording: Wording) -> list[Piece]:
    """Take the last rows before a sheet without a title that are of its head: labels, and the unit."""
    at = len(part.pieces)
    while at and isinstance(row := part.pieces[at - 1], TextRow) and (_keys(row, wording) or unit_of(row.filled) is not None):
        at -= 1
    above, part.pieces = part.pieces[at:], part.pieces[:at]
    return above


def _keys(piece: Piece, wording: Wording) -> set[str]:
    """The ids of the labels of a row, and ``grid`` for the headings of the indicators."""
    if isinstance(piece, GridHeading):
        return {"grid"}
    labels = [wording.label(cell) for cell in piece.filled]
    found = wording.inline(piece.filled[0])
    return {label.id for label in labels if label is not None} | ({found[0].id} if found else set())


def _begins_again(keys: set[str], seen: set[str]) -> bool:
    """Whether a label shows that the next sheet begins, though it has no title."""
    return ("code" in keys and "code" in seen) or ("name" in keys and "name" in seen and "grid" in seen)


def _opens(keys: set[str]) -> bool:
    """Whether these labels certainly begin a sheet without a title; other tables have names and amounts too."""
    telling = {words.GROUP_USE, words.PLAN, words.GOALS, words.GOALS_TERM, words.GOALS_TOTAL, "grid"}
    return keys >= {"code", "name"} or bool(keys & telling)


def _is_beside(row: TextRow, wording: Wording) -> bool:
    """Whether a row below a grid does not belong to it: one text alone at the left."""
    first = row.cells[0]
    if len(row.filled) != 1 or not first:
        return False
    return not wording.is_level(first) and plain(first) not in wording.dimensions | wording.categories | words.SUMS
