"""The page of several grids under one content line, one of them active, and the widgets to lay it out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from models.book.places import Place
from ui.grid.rows.column import ColumnKind
from ui.grid.view.content_line import ContentLine
from ui.grid.view.view import GridView
from ui.pages.common.page import Page, PageServices
from ui.theme.theme import Theme


class FullHeightGrid(GridView):
    """A grid as high as its rows, so that the page scrolls instead. A last column of amounts is not stretched to the page's width.

    ``left`` carries the grid and the direction (1, -1) when a key moves past its end or its beginning.
    """

    left = Signal(object, int)

    def leave(self, step: int, *, cell_by_cell: bool) -> None:
        """Let the page move on to the next part."""
        del cell_by_cell
        self.left.emit(self, step)

    @Slot()
    def _measure(self) -> None:
        super()._measure()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a bar that appears narrows the columns
        columns = self.grid_model.source.columns
        if columns[-1].kind is ColumnKind.AMOUNT:
            self.horizontalHeader().setStretchLastSection(False)
            self.setMaximumWidth(self.verticalHeader().sizeHint().width() + sum(self._columns.wanted_widths()))

    def updateGeometries(self) -> None:
        """Fit the height to the rows."""
        super().updateGeometries()
        header, rows = self.horizontalHeader(), self.verticalHeader()
        bar = self.horizontalScrollBar()
        height = header.sizeHint().height() + rows.length() + (bar.sizeHint().height() if bar.maximum() > 0 else 0)
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows when text wraps differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resizeRowsToContents()


class SectionHeading(QWidget):
    """The heading of a part of a page, with a muted explanation beside it."""

    def __init__(self, title: str, words: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = QLabel(title)
        self._title.setProperty("heading", True)
        self._words = QLabel(words)
        self._words.setProperty("quiet", True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addWidget(self._words)
        self._row.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(12), px(12), px(12), px(6))
        self._row.setSpacing(px(12))


class Margins(QWidget):
    """A widget with the page's margins around it."""

    def __init__(self, part: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.addWidget(part)
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(12), px(12), px(12), px(4))


class GridSection(QWidget):
    """A heading and the grid below it: the lower part of a page."""

    heading_clicked = Signal()

    def __init__(self, title: str, words: str, view: GridView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._heading = SectionHeading(title, words, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(view, 1)

    @property
    def heading_height(self) -> int:
        """The height in pixels of the heading alone."""
        return self._heading.sizeHint().height()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Report a click on the heading."""
        super().mousePressEvent(event)
        self.heading_clicked.emit()


class _ContentRelay(QObject):
    """Shows the current cell of one grid in the content line while that grid is active."""

    def __init__(self, view: GridView, line: ContentLine) -> None:
        super().__init__(view)
        self._line = line
        self._latest = ("", "", "")
        self._active = False
        view.described.connect(self._show)

    @Slot(str, str, str)
    def _show(self, place: str, text: str, hint: str) -> None:
        self._latest = (place, text, hint)
        if self._active:
            self._line.show_cell(*self._latest)

    def set_active(self, *, active: bool) -> None:
        """Start showing the current cell, or stop."""
        self._active = active
        if active:
            self._line.show_cell(*self._latest)


class StackedGrids(Page):
    """Content line and grids. Commands act on the active grid, the one that had the focus last."""

    def __init__(self, key: str, title: str, sentence: str, services: PageServices) -> None:
        super().__init__(key, title, sentence, services)
        self.content_line = ContentLine(services.theme, self)
        self._views: list[GridView] = []
        self._relays: dict[GridView, _ContentRelay] = {}
        self._active: GridView | None = None
        self._scrolled: QScrollArea | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.content_line)

    @property
    def parts(self) -> Sequence[QWidget]:
        """All grids."""
        return self.views

    @Slot(object, int)
    def _focus_next(self, view: FullHeightGrid, step: int) -> None:
        """Past the end of a grid, focus the next widget unless it is outside the page."""
        parent = view.parentWidget()
        if parent is not None and 0 <= self.at_part(-step) + step < len(self.parts):
            parent.focusNextPrevChild(step > 0)

    def add_view(self, view: GridView, name: str) -> None:
        """Register a grid, which the caller lays out. The first one is active until another gets the focus."""
        view.setAccessibleName(name)
        view.mark_clicked.connect(self.finding_wanted)
        view.horizontalHeader().remember_widths(self.services.settings, f"{self.key}/{len(self._views)}")
        view.block.pasted_columns.remember_in(self.services.settings, f"{self.key}/{len(self._views)}")
        view.installEventFilter(self)
        if isinstance(view, FullHeightGrid):
            view.left.connect(self._focus_next)
        self._views.append(view)
        self._relays[view] = _ContentRelay(view, self.content_line)
        if self._active is None:
            self._activate(view)

    def scrolled(self, parts: Sequence[QWidget]) -> QScrollArea:
        """A scroll area with the parts one below the other; it follows the current cell of its grids."""
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            row = QHBoxLayout()
            row.addWidget(part, 1)
            row.addStretch()
            column.addLayout(row)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self._scrolled = area
        for part in parts:
            if isinstance(part, FullHeightGrid):
                part.described.connect(self._follow_current)
        return area

    @Slot()
    def _follow_current(self) -> None:
        """Scroll to the current cell: the grids are as high as their rows, and the page scrolls instead of them."""
        view, area = self._active, self._scrolled
        if view is None or area is None or not view.hasFocus() or not view.currentIndex().isValid():
            return
        rect, margin = view.visualRect(view.currentIndex()), view.rowHeight(0)
        for corner in (rect.bottomLeft(), rect.topLeft()):
            area.ensureVisible(0, view.viewport().mapTo(area.widget(), corner).y(), 0, margin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Activate the grid that gets the focus."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, GridView) and watched is not self._active:
            self._activate(watched)
        return super().eventFilter(watched, event)

    def _activate(self, view: GridView) -> None:
        """The previous grid loses its current cell, so that only one on the page is framed."""
        before, self._active = self._active, view
        if before is not None:
            self._relays[before].set_active(active=False)
            before.setCurrentIndex(QModelIndex())
        self._relays[view].set_active(active=True)

    def leave_grids(self) -> None:
        """Deactivate all grids because another widget gets the focus: no current cell, and the content line is free."""
        if self._active is not None:
            self._relays[self._active].set_active(active=False)
            self._active.setCurrentIndex(QModelIndex())
            self._active = None

    @property
    def views(self) -> Sequence[GridView]:
        """The grids from top to bottom."""
        return tuple(self._views)

    @property
    def grid(self) -> GridView | None:
        """The active grid."""
        return self._active

    def go_to(self, place: Place) -> bool:
        """Select the cell of a place in any grid; without such a cell, a place without a line goes to the first grid."""
        for view in self._views:
            if view.show_place(place):
                return True
        if not place.line and self._views:
            self._views[0].setFocus()
        return not place.line
