"""A grid whose columns fill its width: labels keep theirs, the others share the rest."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent

from ui.grid.rows.column import ColumnKind
from ui.grid.view.view import GridView
from ui.pages.projects.shared.cells import is_label
from ui.theme.theme import CHARACTER

_LEAST_SHARE: Final = 0.35
_READABLE_SHARE: Final = 0.45
_LEAST_TEXT: Final = 3.6


class FittedGrid(GridView):
    """Columns follow the width of the view; those resized by the user count with their new width."""

    fixed_columns: frozenset[str] = frozenset({
        "code", "status", "function", "carried", "amount", "level", "period",
        "target:sign", "target:unit", "target:measure", "text:weight", "text:direction",
    })  # fmt: skip
    """Keys of columns that, like labels, do not shrink: their text must not be shortened."""

    def fit_columns(self) -> None:
        """Share out the width in proportion to the wanted widths."""
        columns = self.grid_model.source.columns
        declared = [self._theme.px(self.grid_model.width(position) * CHARACTER) for position in range(len(columns))]
        wanted = self.horizontalHeader().wanted_widths()
        keeps = [is_label(column) or column.key in self.fixed_columns for column in columns]
        free = sum(width for width, keep in zip(wanted, keeps, strict=True) if not keep)
        least = sum(width for width, keep in zip(declared, keeps, strict=True) if not keep) * _LEAST_SHARE
        most = self.viewport().width() // 2
        kept = sum(min(width, most) for width, keep in zip(wanted, keeps, strict=True) if keep)
        room = max(self.viewport().width() - kept, round(least))
        left = room
        last = max((i for i, keep in enumerate(keeps) if not keep), default=-1)
        for position, (width, keep) in enumerate(zip(wanted, keeps, strict=True)):
            share = min(width, most) if keep else left if position == last else round(width * room / free)
            left -= 0 if keep else share
            self.setColumnWidth(position, share)

    @property
    def least_width(self) -> float:
        """The width in characters below which columns would not fit, or wrapped texts could not be read."""
        return sum(
            column.width if is_label(column) or column.key in self.fixed_columns
            else max(column.width * _READABLE_SHARE, _LEAST_TEXT) if column.kind is ColumnKind.LONG_TEXT
            else column.width * _LEAST_SHARE
            for column in self.grid_model.source.columns
        )  # fmt: skip

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
