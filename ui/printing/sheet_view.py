"""The pages of one printed sheet in a scrolling, zoomable view, with a frame that moves from figure to figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from models.paper.figures import PrintedFigure, Spot
from models.paper.pages import SheetPage, sheet_pages
from models.paper.sheet import PrintedSheet
from ui.printing.painter import PagePainter
from ui.theme.theme import Theme
from ui.widgets.keys import ENTER

SMALLEST: Final = 25
LARGEST: Final = 300
STEPS: Final = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Zoom steps in per cent; 100 is the size on paper."""

_WASH: Final = 36
"""Opacity (0–255) of the tint on the framed figure: black text must stay readable on it in both themes."""

_ARROWS: Final = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip


class SheetView(QAbstractScrollArea):
    """Shows a sheet. Signals: framed(figure or None), opened (Enter, double click), turned(±1 past an end), zoomed(per cent).

    ``may_copy`` decides, or asks, whether the shown sheet may go to the clipboard.
    """

    framed = Signal(object)
    opened = Signal()
    turned = Signal(int)
    zoomed = Signal(int)

    def __init__(self, theme: Theme, may_copy: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._may_copy = theme, may_copy
        self._painter = PagePainter(theme.font(serif=True).family())
        self._pages: tuple[SheetPage, ...] = ()
        self._figures: Mapping[Spot, PrintedFigure] = {}
        self._frame: Spot | None = None
        self._fixed_zoom = 0
        self.setAccessibleName("公开表")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        theme.changed.connect(self._restyle)

    # --- the sheet

    def show_sheet(self, sheet: PrintedSheet, figures: Mapping[Spot, PrintedFigure], *, same: bool = False) -> None:
        """Show a sheet. ``same``: it is the shown one after an edit, so scroll position and frame stay."""
        framed = self.figure
        self._pages = sheet_pages(sheet)
        self._figures = figures
        kept = next((spot for spot, figure in figures.items() if framed and figure.place == framed.place), None)
        self._frame = kept if same else None
        self._measure()
        if not same:
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
        self.viewport().update()

    @property
    def pages(self) -> Sequence[SheetPage]:
        """The pages of the sheet."""
        return self._pages

    @property
    def visible_pages(self) -> Sequence[SheetPage]:
        """The pages that lie at least partly in the viewport; only these are painted."""
        room = QRectF(self.viewport().rect())
        return [page for page, paper in zip(self._pages, self._papers(), strict=True) if paper.intersects(room)]

    def copy_shown(self) -> None:
        """Put the sheet on the clipboard as a table, marked where it is a draft."""
        from models.paper.copied import sheet_cells  # noqa: PLC0415 - not needed to show a sheet
        from ui.grid.paste.mime import mime_of  # noqa: PLC0415

        if self._pages and self._may_copy():
            QGuiApplication.clipboard().setMimeData(mime_of(sheet_cells(self._pages[0].sheet)))

    # --- zoom

    @property
    def zoom(self) -> int:
        """Per cent of the size on paper."""
        return self._fixed_zoom or self._fitting_zoom()

    @property
    def fits_width(self) -> bool:
        """Whether the zoom follows the width of the view."""
        return self._fixed_zoom == 0

    def set_zoom(self, percent: int) -> None:
        """Set the zoom in per cent; 0 fits the page to the width. The middle of the view stays in place."""
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(1, self._height())
        self._fixed_zoom = min(max(percent, SMALLEST), LARGEST) if percent else 0
        self._measure()
        bar.setValue(round(middle * self._height() - self.viewport().height() / 2))
        self.viewport().update()
        self.zoomed.emit(self.zoom)

    @Slot()
    def zoom_in(self) -> None:
        """The next larger step."""
        self.set_zoom(next((step for step in STEPS if step > self.zoom), LARGEST))

    @Slot()
    def zoom_out(self) -> None:
        """The next smaller step."""
        self.set_zoom(next((step for step in reversed(STEPS) if step < self.zoom), SMALLEST))

    @Slot()
    def fit_width(self) -> None:
        """Fit the page to the width of the view."""
        self.set_zoom(0)

    def _fitting_zoom(self) -> int:
        width = max((page.width for page in self._pages), default=0.0)
        if not width:
            return 100
        room = self.viewport().width() - 2 * self._theme.px(8)
        return min(max(int(room / width / self._dots * 100), SMALLEST), LARGEST)

    @property
    def _dots(self) -> float:
        """Pixels per point at 100 %."""
        return self.logicalDpiX() / 72

    @property
    def _scale(self) -> float:
        return self.zoom / 100 * self._dots

    # --- layout of the pages

    def _height(self) -> int:
        gap = self._theme.px(12)
        return round(sum(page.height * self._scale + gap for page in self._pages)) + gap

    def _measure(self) -> None:
        scale, room = self._scale, self.viewport().size()
        width = round(max((page.width for page in self._pages), default=0.0) * scale) + 2 * self._theme.px(8)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, self._height() - room.height()))
        vertical.setPageStep(room.height())
        vertical.setSingleStep(self._theme.px(32))
        horizontal.setRange(0, max(0, width - room.width()))
        horizontal.setPageStep(room.width())
        horizontal.setSingleStep(self._theme.px(32))

    def _papers(self) -> list[QRectF]:
        """The rectangle of each page, in pixels of the viewport."""
        scale, gap, room = self._scale, self._theme.px(12), self.viewport().width()
        top: float = gap - self.verticalScrollBar().value()
        papers = []
        for page in self._pages:
            width, height = page.width * scale, page.height * scale
            left = max((room - width) / 2, self._theme.px(8)) - self.horizontalScrollBar().value()
            papers.append(QRectF(round(left), round(top), round(width), round(height)))
            top += height + gap
        return papers

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted page fitted."""
        super().resizeEvent(event)
        self._measure()
        if self.fits_width:
            self.zoomed.emit(self.zoom)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the pixels; the focus frame at the edge of the viewport needs a full repaint."""
        if self._frame is None and self.hasFocus():
            self.viewport().update()
        else:
            self.viewport().scroll(dx, dy)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible pages and the frame."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("canvas"))
        exposed = QRectF(event.rect())
        for page, paper in zip(self._pages, self._papers(), strict=True):
            if paper.adjusted(-1, -1, 1, 1).intersects(exposed):
                self._paint_page(painter, page, paper, exposed)
        if self.hasFocus() and self._frame is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), self._theme.px(2)))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: SheetPage, paper: QRectF, exposed: QRectF) -> None:
        painter.setPen(self._theme.color("border"))
        painter.setBrush(self._theme.color("paper"))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        painter.save()
        painter.setClipRect(paper)
        painter.translate(paper.topLeft())
        painter.scale(self._scale, self._scale)
        x, y = self._in_points(exposed.topLeft(), paper)
        shown = QRectF(x, y, exposed.width() / self._scale, exposed.height() / self._scale)
        self._painter.draw(painter, page, shown)
        painter.restore()
        placed = page.find(*self._frame) if self._frame else None
        if placed is not None:
            rectangle = QRectF(placed.x, placed.y, placed.width, placed.height)
            self._paint_frame(painter, self._in_pixels(rectangle, paper))

    def _paint_frame(self, painter: QPainter, rectangle: QRectF) -> None:
        wash = QColor(self._theme.color("accent"))
        wash.setAlpha(_WASH)
        painter.setPen(QPen(self._theme.color("accent"), self._theme.px(2)))
        painter.setBrush(wash)
        painter.drawRect(rectangle)

    def _in_pixels(self, rectangle: QRectF, paper: QRectF) -> QRectF:
        corner = paper.topLeft() + rectangle.topLeft() * self._scale
        return QRectF(QPointF(round(corner.x()), round(corner.y())), rectangle.size() * self._scale)

    def _in_points(self, at: QPointF, paper: QRectF) -> tuple[float, float]:
        return (at.x() - paper.left()) / self._scale, (at.y() - paper.top()) / self._scale

    # --- the frame

    @property
    def has_figures(self) -> bool:
        """Whether the sheet has a figure to frame."""
        return bool(self._figures)

    @property
    def figure(self) -> PrintedFigure | None:
        """The framed figure, or None."""
        return self._figures.get(self._frame) if self._frame else None

    def set_frame(self, spot: Spot | None) -> None:
        """Frame a figure and scroll to it; None removes the frame."""
        self._frame = spot if spot in self._figures else None
        if self._frame is not None:
            self._show_frame()
        self.viewport().update()
        self.framed.emit(self.figure)

    def _rectangle_of(self, spot: Spot) -> QRectF:
        for page, paper in zip(self._pages, self._papers(), strict=True):
            placed = page.find(*spot)
            if placed is not None and placed.row == spot[0]:
                return self._in_pixels(QRectF(placed.x, placed.y, placed.width, placed.height), paper)
        return QRectF()

    def _show_frame(self) -> None:
        place, room, far = self._rectangle_of(self._frame or (0, 0)), self.viewport().rect(), self._theme.px(48)
        for bar, low, high, length in (
            (self.verticalScrollBar(), place.top(), place.bottom(), room.height()),
            (self.horizontalScrollBar(), place.left(), place.right(), room.width()),
        ):
            if low < 0:
                bar.setValue(round(bar.value() + low - far))
            elif high > length:
                bar.setValue(round(bar.value() + high - length + far))

    def figure_at(self, at: QPointF) -> Spot | None:
        """The figure at a point of the viewport; None for a blank cell."""
        for page, paper in zip(self._pages, self._papers(), strict=True):
            if paper.contains(at):
                placed = page.cell_at(*self._in_points(at, paper))
                spot = (placed.row, placed.cell.column) if placed and placed.cell.text else None
                return spot if spot in self._figures else None
        return None

    def _step(self, rows: int, columns: int) -> None:
        """Frame the nearest figure in a direction; without a frame, the first one in view."""
        filled = [spot for spot, figure in self._figures.items() if figure.amount]
        if self._frame is None:
            seen = [spot for spot in filled if self._rectangle_of(spot).top() >= 0]
            self.set_frame(next(iter(seen or filled), None))
            return
        row, column = self._frame
        if rows:
            ahead = [s for s in filled if s[1] == column and (s[0] - row) * rows > 0]
        else:
            ahead = [s for s in filled if s[0] == row and (s[1] - column) * columns > 0]
        nearest = min(ahead, key=lambda s: abs(s[0] - row) + abs(s[1] - column), default=None)
        if nearest is not None:
            self.set_frame(nearest)

    # --- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the frame, Enter opens it, Esc removes it; PgUp and PgDn turn pages, + and − zoom."""
        command = self._command(Qt.Key(event.key()))
        if command is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        command()
        event.accept()

    def _command(self, key: Qt.Key) -> Callable[[], object] | None:
        bar = self.verticalScrollBar()
        if key in _ARROWS and self._figures:
            rows, columns = _ARROWS[key]
            return lambda: self._step(rows, columns)
        if key in ENTER:
            return (lambda: self._step(0, 1)) if self._figures and self._frame is None else self.opened.emit
        if key is Qt.Key.Key_Escape and self._frame is not None:
            return lambda: self.set_frame(None)
        return {
            Qt.Key.Key_PageDown: lambda: self._turn(1), Qt.Key.Key_PageUp: lambda: self._turn(-1),
            Qt.Key.Key_Home: lambda: bar.setValue(0), Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Plus: self.zoom_in, Qt.Key.Key_Equal: self.zoom_in, Qt.Key.Key_Minus: self.zoom_out,
        }.get(key)  # fmt: skip

    def _turn(self, by: int) -> None:
        """Scroll by one viewport; at the end, ask for the next sheet."""
        bar = self.verticalScrollBar()
        if bar.value() == (bar.maximum() if by > 0 else bar.minimum()):
            self.turned.emit(by)
        else:
            bar.setValue(bar.value() + by * round(bar.pageStep() * 0.9))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a figure frames it."""
        if event.button() is Qt.MouseButton.LeftButton:
            spot = self.figure_at(event.position())
            if spot is not None:
                self.set_frame(spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a figure opens it."""
        if self.figure_at(event.position()) is not None:
            self.opened.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remove the focus frame."""
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """A good part of a page, scaled with the theme."""
        return QSize(self._theme.px(680), self._theme.px(560))

    @Slot()
    def _restyle(self) -> None:
        self._measure()
        self.viewport().update()
