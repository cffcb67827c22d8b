"""Looks: the commands of the colour scheme and the zoom, and their settings."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Slot

from ui.session.settings import Percent, Settings, kept
from ui.theme.theme import Mode, Theme
from ui.window.actions import Actions

_MODE: Final = "window/theme"
_ZOOM: Final = "window/zoom"
_ZOOM_STEP: Final = 10


def restore_looks(theme: Theme, settings: Settings) -> None:
    """Apply the stored colour scheme and zoom; before any widget is made, or each would be styled twice."""
    theme.set_mode(kept(settings, _MODE, Mode.SYSTEM))
    theme.set_zoom(kept(settings, _ZOOM, 100, Percent))


class Looks(QObject):
    """Carries out 跟随系统, 浅色, 深色, 放大, 缩小 and 恢复 100%, and remembers the choice."""

    def __init__(self, actions: Actions, theme: Theme, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._theme, self._settings = actions, theme, settings
        for key, slot in (
            ("theme_system", self._follow_system), ("theme_light", self._choose_light), ("theme_dark", self._choose_dark),
            ("zoom_in", self._zoom_in), ("zoom_out", self._zoom_out), ("zoom_reset", self._zoom_reset),
        ):  # fmt: skip
            actions.handle(key, slot)
        self._show_mode()

    @Slot()
    def _follow_system(self) -> None:
        self._set_mode(Mode.SYSTEM)

    @Slot()
    def _choose_light(self) -> None:
        self._set_mode(Mode.LIGHT)

    @Slot()
    def _choose_dark(self) -> None:
        self._set_mode(Mode.DARK)

    def _set_mode(self, mode: Mode) -> None:
        self._settings.set(_MODE, mode.value)
        self._theme.set_mode(mode)
        self._show_mode()

    def _show_mode(self) -> None:
        for mode in Mode:
            self._actions[f"theme_{mode.value}"].setChecked(mode is self._theme.mode)

    @Slot()
    def _zoom_in(self) -> None:
        self._set_zoom(self._theme.zoom + _ZOOM_STEP)

    @Slot()
    def _zoom_out(self) -> None:
        self._set_zoom(self._theme.zoom - _ZOOM_STEP)

    @Slot()
    def _zoom_reset(self) -> None:
        self._set_zoom(100)

    def _set_zoom(self, percent: int) -> None:
        self._theme.set_zoom(percent)
        self._settings.set(_ZOOM, self._theme.zoom)
