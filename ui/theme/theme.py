"""The theme: colours, fonts and measures of all windows, from tokens.toml and style.qss; can be switched at run time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from storage.cache import cached_value, files_stamp
from ui.theme.typefaces import SCREEN, TYPEFACES, nearest


class Mode(StrEnum):
    """The colour scheme that the clerk chose: the system's, or always light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


POINTS: Final = {"body": 10.0, "small": 9.0, "section": 11.0, "title": 13.0, "program": 18.0}
"""Font sizes in points at 100 % zoom, by role."""

SPACES: Final = (2, 4, 5, 6, 8, 11, 12, 16, 24)
MARK_SIZE: Final = 14
ICON_SIZE: Final = 16
SMALLEST_ZOOM: Final = 75
LARGEST_ZOOM: Final = 200
CHARACTER: Final = 10 * 96 / 72
"""The width of one Chinese character of the body font, in pixels at 100 % zoom and 96 dpi."""

_TOKEN: Final = re.compile(r"\$\{?(\w+)\}?")
"""``$name`` or ``${name}`` in the style sheet."""

_HEIGHTS: Final = {
    "row": 1.3,
    "list_row": 1.35,
    "heading": 1.5,
    "button": 1.3,
    "filter": 1.05,
    "toolbar": 1.9,
    "head": 2.2,
    "status": 1.35,
}
"""Heights of parts of the window, in heights of the body font."""


class Theme(QObject):
    """Colours, fonts and measures. After ``changed`` any of them may be different."""

    changed = Signal()

    def __init__(self, application: QApplication, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._tokens = _tokens_of(folder)
        self._template = (folder / "style.qss").read_text(encoding="utf-8")
        self._mode = Mode.SYSTEM
        self._zoom = 100
        self._version = 0
        known = set(QFontDatabase.families())
        self._sans = nearest(SCREEN, known, application.font().family())
        self._serif = nearest(TYPEFACES["宋体"], known, self._sans)
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        application.primaryScreen().logicalDotsPerInchChanged.connect(self._apply)
        self._apply()

    @property
    def mode(self) -> Mode:
        """The colour scheme chosen in the menu 视图."""
        return self._mode

    @property
    def zoom(self) -> int:
        """The zoom in per cent."""
        return self._zoom

    def set_mode(self, mode: Mode) -> None:
        """Change the colour scheme."""
        if mode is not self._mode:
            self._mode = mode
            self._apply()

    def set_zoom(self, percent: int) -> None:
        """Scale all fonts and measures; ``percent`` is clamped to 75–200."""
        percent = min(max(percent, SMALLEST_ZOOM), LARGEST_ZOOM)
        if percent != self._zoom:
            self._zoom = percent
            self._apply()

    def color(self, token: str) -> QColor:
        """The colour of a token. Raises ``KeyError`` for an unknown one."""
        return self._colors[token]

    @property
    def colors(self) -> Mapping[str, str]:
        """Every token as ``#RRGGBB``."""
        return self._tokens["dark" if self._dark else "light"]

    def font(self, role: str = "body", *, bold: bool = False, serif: bool = False) -> QFont:
        """The font of a role in ``POINTS``; ``serif`` is for printed sheets only."""
        font = QFont(self._serif if serif else self._sans)
        font.setPointSizeF(POINTS[role] * self._zoom / 100)
        font.setBold(bold)
        return font

    @property
    def line_height(self) -> int:
        """The height of the body font in pixels (H in the specification)."""
        return self._line_height

    @property
    def version(self) -> int:
        """Counts the changes; a key for caches."""
        return self._version

    @property
    def em(self) -> int:
        """The width of one Chinese character of the body font, in pixels."""
        return self.px(CHARACTER)

    def height(self, name: str) -> int:
        """The height in pixels of a part of the window, by its name in ``_HEIGHTS``."""
        return round(_HEIGHTS[name] * self.line_height)

    def px(self, at_100_percent: float) -> int:
        """A length given in pixels at 100 % and 96 dpi, scaled with zoom and screen; at least 1."""
        return max(1, round(at_100_percent * self._zoom / 100 * self._dots / 96))

    @Slot()
    def _follow_system(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._apply()

    @Slot()
    def _apply(self) -> None:
        """Recompute everything. Values used hundreds of times per window are kept: each call into Qt costs 30 µs."""
        in_system = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self._dark = in_system if self._mode is Mode.SYSTEM else self._mode is Mode.DARK
        self._dots = self._application.primaryScreen().logicalDotsPerInch()
        self._line_height = QFontMetrics(self.font()).height()
        self._colors = {name: QColor(value) for name, value in self.colors.items()}
        app = self._application
        app.setStyleSheet("")  # replacing a sheet styles each widget once for itself and once for every parent: five times slower
        app.setFont(self.font())
        app.setPalette(self._palette())
        values = {**self.colors, **self._measures()}
        app.setStyleSheet(_TOKEN.sub(lambda token: values[token[1]], self._template))
        self._version += 1
        self.changed.emit()

    def _measures(self) -> dict[str, str]:
        points = {f"{role}_pt": f"{size * self._zoom / 100:g}" for role, size in POINTS.items()}
        return {
            **points,
            **{name: str(self.height(name)) for name in _HEIGHTS},
            **{f"s{space}": str(self.px(space)) for space in SPACES},
        }

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        for target, token in (
            (role.Window, "window"), (role.WindowText, "text"), (role.Base, "base"), (role.AlternateBase, "base"),
            (role.Text, "text"), (role.Button, "window"), (role.ButtonText, "text"), (role.BrightText, "error"),
            (role.Highlight, "tint"), (role.HighlightedText, "text"), (role.PlaceholderText, "ghost"),
            (role.ToolTipBase, "base"), (role.ToolTipText, "text"), (role.Link, "accent"), (role.LinkVisited, "accent"),
            (role.Accent, "accent"), (role.Light, "base"), (role.Midlight, "line"), (role.Mid, "border"),
            (role.Dark, "border"), (role.Shadow, "border"),
        ):  # fmt: skip
            palette.setColor(target, self._colors[token])
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self._colors["ghost"])
        return palette


def _tokens_of(folder: Path) -> Mapping[str, Mapping[str, str]]:
    def read() -> dict[str, dict[str, str]]:
        import tomllib  # noqa: PLC0415 - most starts read the cache

        return tomllib.loads((folder / "tokens.toml").read_text(encoding="utf-8"))

    return cached_value("tokens", files_stamp(folder), dict[str, dict[str, str]], read)
