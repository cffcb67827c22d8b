"""How wide the columns of a grid are: as declared, and narrower where the amounts would else be out of sight."""

from __future__ import annotations

from collections.abc import Sequence

from ui.grid.column import ColumnKind, GridColumn


def fitted_widths(columns: Sequence[GridColumn], wide: Sequence[int], room: float, em: float) -> list[int]:
    """The widths that bring every column up to the last amount into ``room``; in pixels, ``em`` to a character.

    Columns that follow from others (names of codes) shrink first, each in proportion to what it can give; then those that
    are typed. What stands behind the amounts is scrolled to. Without amounts nothing shrinks.
    """
    widths: list[float] = list(wide)
    end = max((at for at, column in enumerate(columns) if column.kind is ColumnKind.AMOUNT), default=-1) + 1
    for computed in (True, False):
        given = {
            at: widths[at] - column.least * em for at, column in enumerate(columns[:end])
            if 0 < column.least * em < widths[at] and (column.kind is ColumnKind.COMPUTED) is computed
        }  # fmt: skip
        missing = min(sum(widths[:end]) - room, sum(given.values()))
        if missing > 0:
            whole = sum(given.values())
            for at, spare in given.items():
                widths[at] -= missing * spare / whole
    return [int(width) for width in widths]
