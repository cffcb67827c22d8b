"""The widths of grid columns: those dragged by the clerk, and the shrinking that keeps amounts visible."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from ui.grid.rows.column import ColumnKind, GridColumn
from ui.session.settings import MemorySettings, Settings, kept

_SPARED: Final = 0.15
"""So much of its width a computed column gives up for the columns behind the amounts."""


class DrawnWidths:
    """The widths dragged by the clerk, by column key, in pixels at 100 %; kept in the settings."""

    def __init__(self) -> None:
        self._settings: Settings = MemorySettings()
        self._name = "widths"

    def remember_in(self, settings: Settings, name: str) -> None:
        """Read the widths of the grid ``name`` from the settings, and store later ones there."""
        self._settings, self._name = settings, f"widths/{name}"

    @property
    def by_key(self) -> Mapping[str, float]:
        """The dragged widths in pixels at 100 %; columns not dragged are missing."""
        return kept(self._settings, self._name, {}, dict[str, float])

    def keep(self, widths: Mapping[str, float]) -> None:
        """Add or replace widths."""
        self._settings.set(self._name, {**self.by_key, **widths})

    def forget(self) -> None:
        """Remove all widths: the declared ones apply again."""
        self._settings.set(self._name, {})


def fitted_widths(columns: Sequence[GridColumn], wide: Sequence[int], room: float, em: float) -> list[int]:
    """The widths in pixels at which all columns up to the last amount fit into ``room``; ``em`` is a character's width.

    Long text shrinks first, as it wraps, until everything fits. If that is not enough, computed columns shrink, then
    editable ones, each in proportion to its spare width. Columns behind the amounts may stay outside the room, unless the
    computed ones can spare what is missing: no grid scrolls by a few pixels only.
    """
    end = max((at for at, column in enumerate(columns) if column.kind is ColumnKind.AMOUNT), default=-1) + 1
    least = [column.least * em or width for column, width in zip(columns, wide, strict=True)]
    turns = [[at for at in range(end) if (columns[at].kind is ColumnKind.COMPUTED) is computed] for computed in (True, False)]
    wrapped = [at for at, column in enumerate(columns) if column.kind is ColumnKind.LONG_TEXT]
    wrapping = shrunk(wide, least, [wrapped], room)
    spared = [max(limit, (1 - _SPARED) * width) for limit, width in zip(least, wide, strict=True)]
    whole = shrunk(wrapping, spared, turns[:1], room)
    return whole if sum(whole) <= room else shrunk(wrapping, least, turns, room + sum(wrapping[end:]))


def shrunk(wide: Sequence[int], least: Sequence[float], turns: Sequence[Collection[int]], room: float) -> list[int]:
    """Shrink widths to fit ``room``: the positions of the first turn first, each in proportion to its spare width."""
    widths: list[float] = list(wide)
    for turn in turns:
        spare = {at: widths[at] - least[at] for at in turn if 0 < least[at] < widths[at]}
        total = sum(spare.values())
        missing = min(sum(widths) - room, total)
        if missing > 0:
            for at, width in spare.items():
                widths[at] -= missing * width / total
    return [int(width) for width in widths]
