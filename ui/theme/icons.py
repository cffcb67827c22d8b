"""The program's SVG icons, recoloured for the theme and cached as pixels between starts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter, QPixmap

from storage.cache import files_stamp, read_cached, store_value
from ui.theme.theme import ICON_SIZE, MARK_SIZE, Theme

MARK_TOKENS: Final = {"error": "error", "verify": "verify", "verify-explained": "verify", "hint": "hint", "ok": "ok"}
"""The colour token of each mark."""

_KEPT: Final = "icons"
_FORMAT: Final = QImage.Format.Format_ARGB32_Premultiplied


class Icons(QObject):
    """QIcons and QPixmaps by name, cached until the theme changes. Call again after ``Theme.changed``.

    ``keep_drawn`` stores the rendered pixels on disk, so that the next start need not load the SVG renderer.
    """

    def __init__(self, theme: Theme, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folder = folder
        self._drawings: dict[str, bytes] = {}
        self._drawn = read_cached(_KEPT, files_stamp(folder), dict[str, bytes]) or {}
        """Pixels by name, colours and size."""
        self._used: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        theme.changed.connect(self._forget)

    def icon(self, name: str, token: str = "text2") -> QIcon:  # noqa: S107 - a colour token, no secret
        """An icon in the colour of a token, and in the colour ghost while disabled."""
        key = (name, token)
        if key not in self._icons:
            icon = QIcon()
            size = self._theme.px(ICON_SIZE)
            for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
                icon.addPixmap(self.pixmap(name, token, size, ratio))
                icon.addPixmap(self.pixmap(name, "ghost", size, ratio), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def mark(self, name: str, ratio: float = 1.0, *, quiet: bool = False) -> QPixmap:
        """A mark (error, verify, verify-explained, hint, ok) in its colour; ``quiet`` draws it in ghost, for a count of 0."""
        return self.pixmap(name, "ghost" if quiet else MARK_TOKENS[name], self._theme.px(MARK_SIZE), ratio)

    def mark_icon(self, name: str) -> QIcon:
        """A mark in its colour as an icon, for buttons."""
        return self.icon(name, MARK_TOKENS[name])

    def application(self) -> QIcon:
        """The program's icon in all the sizes that systems use, 16 to 256 pixels."""
        icon = QIcon()
        for size in (16, 24, 32, 48, 64, 128, 256):
            icon.addPixmap(self.pixmap("application", "accent", size, 1.0))
        return icon

    def pixmap(self, name: str, token: str, size: int, ratio: float = 1.0) -> QPixmap:
        """A drawing as a square of ``size`` logical pixels; ``ratio`` is device pixels per logical pixel."""
        key = (name, token, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(name, token, size, ratio)
        return self._pixmaps[key]

    def _render(self, name: str, token: str, size: int, ratio: float) -> QPixmap:
        pixels, colors = round(size * ratio), self._theme.colors
        inks = colors[token], colors["base"], colors["accent"]
        key = " ".join((name, *inks, str(pixels)))
        drawn = self._used.get(key) or self._drawn.get(key, b"")
        if len(drawn) != 4 * pixels * pixels:
            drawn = self._draw(name, inks, pixels)
        self._used[key] = drawn
        pixmap = QPixmap.fromImage(QImage(drawn, pixels, pixels, _FORMAT).copy())
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _draw(self, name: str, inks: tuple[str, str, str], pixels: int) -> bytes:
        """The ARGB pixels of a drawing; ``inks`` replace its three named colours: line, ground and accent."""
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - most starts find the pixels in the cache

        if name not in self._drawings:
            self._drawings[name] = (self._folder / f"{name}.svg").read_bytes()
        drawing = self._drawings[name]
        for word, ink in zip((b"currentColor", b"ground", b"accent"), inks, strict=True):
            drawing = drawing.replace(b'"%b"' % word, b'"%b"' % ink.encode())
        image = QImage(QSize(pixels, pixels), _FORMAT)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        QSvgRenderer(drawing).render(painter)
        painter.end()
        return bytes(image.constBits())

    def keep_drawn(self) -> None:
        """Write the pixels used so far to the cache, if any of them are new."""
        if not self._used.keys() <= self._drawn.keys():
            store_value(_KEPT, files_stamp(self._folder), dict[str, bytes], self._used)
            self._drawn = dict(self._used)

    @Slot()
    def _forget(self) -> None:
        self._pixmaps.clear()
        self._icons.clear()


def with_gap(icon: QIcon, size: int, room: int, ratio: float) -> QIcon:
    """An icon with blank space at its right, as the gap to the text of a button. ``size`` and ``room`` in logical pixels."""
    spaced = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        drawing = icon.pixmap(QSize(size, size), ratio, mode)
        canvas = QPixmap(QSize(round((size + room) * ratio), round(size * ratio)))
        canvas.setDevicePixelRatio(ratio)
        canvas.fill(Qt.GlobalColor.transparent)
        painter = QPainter(canvas)
        painter.drawPixmap(0, 0, drawing)
        painter.end()
        spaced.addPixmap(canvas, mode)
    return spaced


def list_mark(icons: Icons, name: str) -> QIcon:
    """The icon of a mark for a list: Qt would recolour it on a selected row, so the selected state gets the same pixels."""
    icon = QIcon(icons.mark_icon(name))
    for pixels in icon.availableSizes() or [QSize(16, 16)]:
        icon.addPixmap(icon.pixmap(pixels), QIcon.Mode.Selected)
    return icon


def blank_mark(icons: Icons) -> QIcon:
    """No mark, as wide as one, so that the texts of a list line up."""
    pixmap = QPixmap(icons.mark("verify").size())
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


class Mark(StrEnum):
    """The marks of a cell, worst first; the value is the name of the icon."""

    ERROR = "error"
    VERIFY = "verify"
    HINT = "hint"
    EXPLAINED = "verify-explained"
    NONE = ""
