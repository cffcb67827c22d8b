"""Whether a section without a known title holds indicators: the flat list that the one-system exports, or a sheet without title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.incoming.recognised.lines import SourceLine
from models.incoming.sheets.grid.headings import heading_at
from models.incoming.sheets.notes import TextRow
from models.incoming.sheets.wording import Wording, cell_text, wording_of
from models.pack.forms.sheet import SheetForm

_DEEPEST: Final = 40
"""Lines of a section in which the headings of a grid are searched."""


def has_grid(lines: Sequence[SourceLine], form: SheetForm) -> bool:
    """Whether the headings of a grid of indicators stand in a section."""
    wording = wording_of(form)
    rows = [row for line in lines[:_DEEPEST] if not line.is_paragraph and (row := _row(line)).filled]
    return any(_is_grid(rows, at, wording) for at in range(len(rows)))


def _is_grid(rows: Sequence[TextRow], at: int, wording: Wording) -> bool:
    heading = heading_at(rows, at, wording)
    return heading is not None and heading.at("target") >= 0 and max(map(heading.at, ("name", "name|description", "category"))) >= 0


def _row(line: SourceLine) -> TextRow:
    cells = [""] * max((cell.column + cell.columns for cell in line.cells), default=0)
    for cell in line.cells:
        if not cell.goes_on:
            cells[cell.column] = cell_text(cell.text)
    return TextRow(line.place.row, tuple(cells))
