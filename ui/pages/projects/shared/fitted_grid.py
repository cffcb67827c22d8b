"""A grid whose columns fill its width: labels keep theirs, the others share the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QResizeEvent

from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.view.headers import halves
from ui.grid.view.view import GridView
from ui.pages.projects.shared.cells import is_label
from ui.theme.theme import CHARACTER

_LEAST_SHARE: Final = 0.35
_READABLE_SHARE: Final = 0.45
_BESIDE_TITLE: Final = 1.5
"""Room beside a title, in characters."""


class FittedGrid(GridView):
    """Columns follow the width of the view; those resized by the user count with their new width."""

    fixed_columns: frozenset[str] = frozenset({
        "code", "status", "function", "carried", "amount", "level", "period",
        "target:sign", "target:unit", "target:measure", "text:weight", "text:direction",
    })  # fmt: skip
    """Keys of columns that, like labels, do not shrink: their text must not be shortened."""

    has_headings = False
    """Whether the columns have titles, which are to be read too."""

    def fit_columns(self) -> None:
        """Share out the width in proportion to the wanted widths; what the clerk did not drag keeps its least width."""
        columns = self.grid_model.source.columns
        declared = [self._theme.px(self.grid_model.width(position) * CHARACTER) for position in range(len(columns))]
        wanted = self.horizontalHeader().wanted_widths()
        keeps = [self._keeps(column) for column in columns]
        least = sum(width for width, keep in zip(declared, keeps, strict=True) if not keep) * _LEAST_SHARE
        most = self.viewport().width() // 2
        kept = sum(min(width, most) for width, keep in zip(wanted, keeps, strict=True) if keep)
        room = max(self.viewport().width() - kept, round(least))
        free = {position: width for position, (width, keep) in enumerate(zip(wanted, keeps, strict=True)) if not keep}
        shares = _shared(free, {position: self._least(position) for position in free}, room)
        for position, width in enumerate(wanted):
            self.setColumnWidth(position, shares.get(position, min(width, most)))

    def _keeps(self, column: GridColumn) -> bool:
        return is_label(column) or column.key in self.fixed_columns

    def _least(self, position: int) -> int:
        """The least width of a column in pixels, which has room for its title in two lines; 0 where there is none to read."""
        if not self.has_headings or self.horizontalHeader().drawn_width(position):
            return 0
        return self._theme.px(_least_of(self.grid_model.source.columns[position]) * CHARACTER)

    @property
    def least_width(self) -> float:
        """The width in characters below which columns would not fit, or their texts could not be read."""
        columns = self.grid_model.source.columns
        return sum(column.width if self._keeps(column) else _least_of(column) for column in columns)

    def _measure(self) -> None:
        super()._measure()
        self.horizontalHeader().shares_width = True
        self.horizontalHeader().follows_room = False
        self.horizontalHeader().setStretchLastSection(False)
        self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.fit_columns()


def _least_of(column: GridColumn) -> float:
    """The width in characters below which a column that shrinks could not be read."""
    title = len(halves(column.title)[0]) + _BESIDE_TITLE
    return max(title, column.width * (_READABLE_SHARE if column.kind is ColumnKind.LONG_TEXT else _LEAST_SHARE))


def _shared(wanted: Mapping[int, int], least: Mapping[int, int], room: int) -> dict[int, int]:
    """``room`` shared out in proportion to the wanted widths, none below its least; the last takes what rounding leaves."""
    held: dict[int, int] = {}
    while True:
        left, free = room - sum(held.values()), {at: width for at, width in wanted.items() if at not in held}
        share = left / max(sum(free.values()), 1)
        low = [at for at, width in free.items() if width * share < least[at]]
        if not low or len(low) == len(free):
            break
        held |= {at: least[at] for at in low}
    shares = held | {at: round(width * share) for at, width in free.items()}
    if free:
        last = max(free)
        shares[last] += left - sum(shares[at] for at in free)
    return shares
