"""The original of a block: PDF pages, cells, paragraphs; what was understood stands on tint, what was not on hint ground."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from models.incoming.blocks import Document, Place
from models.incoming.offer.block import Pointed
from storage.errors import StorageError
from storage.files.page_image import PageImages
from ui.pages.incoming.drawing import Drawing, Measures, PageSpot, Spot, draw_pages, draw_parts
from ui.theme.brushes import Brushes, brushes_of
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.keys import ENTER

_KEPT_PAGES: Final = 6
_CLEAR: Final = 90
"""How opaque a ground is over a page, of 255: what is printed below it stays readable."""

_STEPS: Final = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
_WRAPPED: Final = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOTHING: Final = Drawing([], [], 0, 0, [], 0)


class OriginalView(QAbstractScrollArea):
    """``pointed`` carries the ``Pointed`` of a cell that was clicked, or on which Enter was pressed, with whether it was Enter."""

    pointed = Signal(object, bool)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._document: Document | None = None
        self._parts: tuple[int, ...] = ()
        self._near: tuple[Place, ...] = ()
        self._images: PageImages | None = None
        self._image = lru_cache(_KEPT_PAGES)(self._drawn_page)
        self._understood: Collection[Place] = ()
        self._strange: Collection[Place] = ()
        self._framed = Place()
        self._cursor = -1
        self._drawing = _NOTHING
        self.setAccessibleName("原件")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        # a bar that comes and goes would change the width, and with it the height that brought it
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        theme.changed.connect(self._restyle)

    # --- what is shown

    def show_parts(self, document: Document | None, parts: Sequence[int], near: Sequence[Place], images: PageImages | None) -> None:
        """Show some parts of a document, from the top; a PDF as its pages. ``near``: places of the block."""
        if images is not self._images:
            self._image.cache_clear()
        self._document, self._parts, self._near, self._images = document, tuple(parts), tuple(near), images
        self._framed, self._cursor = Place(), -1
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def show_grounds(self, understood: Collection[Place], strange: Collection[Place]) -> None:
        """Tell which places were understood and which were not."""
        self._understood, self._strange = understood, strange
        self.viewport().update()

    def frame(self, place: Place) -> None:
        """Frame the place that feeds the chosen field, and bring it into view; ``Place()`` frames nothing."""
        self._framed = place
        self._cursor = self._drawing.of(place) if place != Place() else -1
        if self._cursor >= 0:
            self._show_rect(self._drawing.spots[self._cursor].rect)
        self.viewport().update()

    @property
    def drawing(self) -> Drawing:
        """What is drawn now, for tests."""
        return self._drawing

    def _lay_out(self) -> None:
        px = self._theme.px
        measures = Measures(QFontMetrics(self._theme.font("small")), px(4), px(8), self.viewport().width())
        if self._document is None:
            self._drawing = _NOTHING
        elif self._images is not None:
            try:
                self._drawing = draw_pages(self._document, self._parts, self._images, measures)
            except StorageError:  # the file is gone: what was read of it is still there
                self._images = None
                self._drawing = draw_parts(self._document, self._parts, self._near, measures)
        else:
            self._drawing = draw_parts(self._document, self._parts, self._near, measures)
        self._fit_bars()
        self.viewport().update()

    def _fit_bars(self) -> None:
        for bar, whole, shown in (
            (self.verticalScrollBar(), self._drawing.height, self.viewport().height()),
            (self.horizontalScrollBar(), self._drawing.width, self.viewport().width()),
        ):
            bar.setPageStep(shown)
            bar.setSingleStep(self._theme.height("list_row"))
            bar.setRange(0, max(whole - shown, 0))

    def _show_rect(self, rect: QRect) -> None:
        for bar, near, far, shown in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), self.viewport().height()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), self.viewport().width()),
        ):
            if near < bar.value():
                bar.setValue(near - self._theme.px(8))
            elif far > bar.value() + shown:
                bar.setValue(min(far - shown + self._theme.px(8), near))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages and paragraphs are as wide as the pane; what is framed stays in view."""
        super().resizeEvent(event)
        self._lay_out()
        if self._framed != Place():
            self.frame(self._framed)

    @Slot()
    def _restyle(self) -> None:
        self._lay_out()

    # --- pointing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at a cell."""
        at = event.position().toPoint()
        index = self._drawing.at(at.x() + self.horizontalScrollBar().value(), at.y() + self.verticalScrollBar().value())
        if index >= 0:
            self._cursor = index
            self._point(by_key=False)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell, Enter points."""
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*_STEPS[key])
        elif key in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._cursor >= 0:
            self._point(by_key=True)
        else:
            super().keyPressEvent(event)

    def _point(self, *, by_key: bool) -> None:
        spot = self._drawing.spots[self._cursor]
        self.viewport().update()
        self.pointed.emit(Pointed(spot.text, spot.place), by_key)

    def _step(self, across: int, down: int) -> None:
        """Go to the nearest cell in a direction, or to the first."""
        spots = self._drawing.spots
        if self._cursor < 0:
            self._cursor = 0 if spots else -1
        else:
            here = spots[self._cursor].rect
            beyond = [i for i, spot in enumerate(spots) if i != self._cursor and _is_beyond(here, spot.rect, across, down)]
            self._cursor = min(beyond, key=lambda i: _distance(here, spots[i].rect, across), default=self._cursor)
        if self._cursor >= 0:
            self._show_rect(spots[self._cursor].rect)
        self.viewport().update()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen of pages, cells, grounds and frames."""
        b = brushes_of(self._theme, self._icons, self.devicePixelRatioF())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), b.color["canvas" if self._drawing.pages else "base"])
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter.translate(-left, -top)
        bottom = top + self.viewport().height()
        for page in self._drawing.pages:
            if page.rect.bottom() >= top and page.rect.top() <= bottom:
                self._paint_page(painter, page, b)
        painter.setFont(b.small)
        for spot in self._drawing.between(top, bottom):
            self._paint_spot(painter, spot, b)
        for place, token in ((self._framed, "accent"),):
            index = self._drawing.of(place) if place != Place() else -1
            if index >= 0:
                b.frame_in(painter, self._drawing.spots[index].rect.adjusted(-1, -1, 1, 1), token)
        if self.hasFocus() and 0 <= self._cursor < len(self._drawing.spots):
            painter.setPen(b.color["accent"])
            painter.drawRect(self._drawing.spots[self._cursor].rect.adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: PageSpot, b: Brushes) -> None:
        painter.fillRect(page.rect, b.color["paper"])
        image = self._image(page.number, page.rect.width(), self.devicePixelRatioF())
        if image is not None:
            painter.drawImage(page.rect, image)

    def _drawn_page(self, number: int, width: int, ratio: float) -> QImage | None:
        if self._images is None:
            return None
        try:
            drawn = self._images.draw(number, width * ratio / self._images.size(number)[0])
        except StorageError:
            return None
        image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
        return image.copy()  # the bytes are Python's

    def _paint_spot(self, painter: QPainter, spot: Spot, b: Brushes) -> None:
        over_page = bool(self._drawing.pages)
        ground = "tint" if spot.place in self._understood else "hint_ground" if spot.place in self._strange else ""
        if ground:
            color = QColor(b.color["accent" if ground == "tint" else "hint"]) if over_page else b.color[ground]
            if over_page:
                color.setAlpha(_CLEAR // 2 if ground == "tint" else _CLEAR)
            painter.fillRect(spot.rect, color)
        if over_page:
            return
        if spot.is_cell:
            painter.setPen(b.color["border"])
            painter.drawRect(spot.rect)
        if spot.place in self._strange:
            painter.fillRect(spot.rect.left(), spot.rect.top(), b.bar, spot.rect.height(), b.color["hint"])
        painter.setPen(b.color["text"])
        pad = self._theme.px(4)
        painter.drawText(spot.rect.adjusted(pad, 0, -pad, 0), int(_WRAPPED), spot.text)


def _is_beyond(here: QRect, there: QRect, across: int, down: int) -> bool:
    if across:
        return there.left() > here.right() - 1 if across > 0 else there.right() < here.left() + 1
    return there.top() > here.bottom() - 1 if down > 0 else there.bottom() < here.top() + 1


def _distance(here: QRect, there: QRect, across: int) -> int:
    """How far a rectangle is, first along the direction; one that is not in the same row or column is far."""
    dx, dy = abs(there.center().x() - here.center().x()), abs(there.center().y() - here.center().y())
    overlaps = (
        there.top() <= here.bottom() and there.bottom() >= here.top()
        if across
        else there.left() <= here.right() and there.right() >= here.left()
    )
    return (dx if across else dy) + (0 if overlaps else 4 * (dy if across else dx) + 10)
