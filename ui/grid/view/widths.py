"""How wide the columns of a grid are: declared, drawn by the clerk, or narrower where amounts would be out of sight."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ui.grid.rows.column import ColumnKind, GridColumn
from ui.session.settings import ForgetfulSettings, Settings


class DrawnWidths:
    """The widths that the clerk has drawn, by column key, in pixels at 100 %; kept in the settings of the window."""

    def __init__(self) -> None:
        self._settings: Settings = ForgetfulSettings()
        self._name = "widths"

    def remember_in(self, settings: Settings, name: str) -> None:
        """Take over what the settings know of a grid, and keep it there from now on."""
        self._settings, self._name = settings, f"widths/{name}"

    @property
    def by_key(self) -> Mapping[str, float]:
        """Every drawn width."""
        kept = self._settings.get(self._name)
        return {key: float(width) for key, width in kept.items()} if isinstance(kept, dict) else {}

    def keep(self, widths: Mapping[str, float]) -> None:
        """Some more, or other ones."""
        self._settings.set(self._name, {**self.by_key, **widths})

    def forget(self) -> None:
        """As declared again."""
        self._settings.set(self._name, {})


def fitted_widths(columns: Sequence[GridColumn], wide: Sequence[int], room: float, em: float) -> list[int]:
    """The widths that bring every column up to the last amount into ``room``; in pixels, ``em`` to a character.

    Long text shrinks first, so far that all is in sight: it wraps. Then columns that follow from others (names of codes),
    each in proportion to what it can give; then those that are typed. What stands behind the amounts is scrolled to.
    """
    end = max((at for at, column in enumerate(columns) if column.kind is ColumnKind.AMOUNT), default=-1) + 1
    least = [column.least * em or width for column, width in zip(columns, wide, strict=True)]
    turns = [[at for at in range(end) if (columns[at].kind is ColumnKind.COMPUTED) is computed] for computed in (True, False)]
    wrapped = [at for at, column in enumerate(columns) if column.kind is ColumnKind.LONG_TEXT]
    whole = shrunk(wide, least, [wrapped], room)
    return shrunk(whole, least, turns, room + sum(whole[end:]))


def shrunk(wide: Sequence[int], least: Sequence[float], turns: Sequence[Collection[int]], room: float) -> list[int]:
    """The widths that fit ``room``: the positions of the first turn shrink first, each in proportion to what it can give."""
    widths: list[float] = list(wide)
    for turn in turns:
        given = {at: widths[at] - least[at] for at in turn if 0 < least[at] < widths[at]}
        missing = min(sum(widths) - room, sum(given.values()))
        if missing > 0:
            whole = sum(given.values())
            for at, spare in given.items():
                widths[at] -= missing * spare / whole
    return [int(width) for width in widths]
