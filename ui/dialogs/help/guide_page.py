"""The text of the guide: markdown in the theme's fonts and colours, scaled pictures, chapters, search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QBrush,
    QImage,
    QPixmap,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ui.theme.theme import Theme

_LINE: Final = 140
"""Line height in per cent: Chinese text needs more air than Qt gives it."""
_MARGIN: Final = 16
_IMAGE: Final = int(QTextDocument.ResourceType.ImageResource.value)


class GuidePage(QTextBrowser):
    """Renders the markdown ``text``; pictures are relative to ``source``. Rendered again when theme or width change."""

    def __init__(self, text: str, source: QUrl, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, openLinks=False)
        self.setAccessibleName("正文")
        self._text, self._source, self._theme = text, source, theme
        self._pictures: dict[str, QImage] = {}
        self._hits: list[QTextCursor] = []
        self._at = 0
        self._top = 0
        """The number of the topmost block, to which the page scrolls after rendering again."""
        self._rendering = False
        self._rendered_width = 0
        self._render_timer = QTimer(self, singleShot=True, interval=0)
        self._render_timer.timeout.connect(self._render)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # otherwise rendering would change the width
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self._render)
        self._render()

    @property
    def chapters(self) -> tuple[str, ...]:
        """The headings of level 2, in order."""
        return tuple(block.text() for block in self._blocks() if block.blockFormat().headingLevel() == 2)

    def go_to(self, chapter: str) -> bool:
        """Scroll a heading to the top. False when there is none of this name."""
        for block in self._blocks():
            if block.blockFormat().headingLevel() and block.text() == chapter:
                self._show_at_top(block)
                return True
        return False

    def _show_at_top(self, block: QTextBlock) -> None:
        self.setTextCursor(QTextCursor(block))
        self.verticalScrollBar().setValue(round(self.document().documentLayout().blockBoundingRect(block).top()))
        self._top = block.blockNumber()

    @Slot()
    def _scrolled(self) -> None:
        if not self._rendering and not self._render_timer.isActive():
            self._top = self.cursorForPosition(QPoint(0, 0)).blockNumber()

    def look_for(self, text: str) -> tuple[int, int]:
        """Mark all hits of a text and go to the first. Returns (number of the current hit, count), (0, 0) without any."""
        self._hits, self._at = [], 0
        wanted = text.strip()
        cursor = QTextCursor(self.document())
        while wanted and not (cursor := self.document().find(wanted, cursor)).isNull():
            self._hits.append(QTextCursor(cursor))
        return self.step(0)

    def step(self, by: int) -> tuple[int, int]:
        """Go ``by`` hits on, wrapping round. Returns as ``look_for``."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            here = QTextCursor(self._hits[self._at])
            here.clearSelection()
            self.setTextCursor(here)
            self.ensureCursorVisible()
        self._mark_hits()
        return (self._at + 1 if self._hits else 0), len(self._hits)

    def _mark_hits(self) -> None:
        marks = []
        for number, cursor in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()  # PySide's stubs leave out its fields
            mark.cursor = cursor  # type: ignore[attr-defined]
            ground = "accent" if number == self._at else "tint"
            mark.format.setBackground(self._theme.color(ground))  # type: ignore[attr-defined]
            mark.format.setForeground(self._theme.color("on_accent" if number == self._at else "text"))  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)

    # --- rendering

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    @Slot()
    def _render(self) -> None:
        """Render the text again: markdown takes fonts and colours when it is read."""
        self._rendering = True
        self._rendered_width = self.viewport().width()
        document = self.document()
        document.setDefaultFont(self._theme.font())
        document.setDocumentMargin(self._theme.px(_MARGIN))
        document.setBaseUrl(self._source)
        document.setMarkdown(self._text)
        self._hits = []
        self._set_tables()
        for block in self._blocks():
            if not block.text().startswith("\ufffc"):
                spaced = QTextBlockFormat()
                spaced.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
                QTextCursor(block).mergeBlockFormat(spaced)
        self._rendering = False
        self._show_at_top(document.findBlockByNumber(self._top))

    def _set_tables(self) -> None:
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                look = frame.format().toTableFormat()
                look.setCellPadding(self._theme.px(4))
                look.setCellSpacing(0)
                look.setBorder(1)
                look.setBorderCollapse(True)
                look.setBorderBrush(QBrush(self._theme.color("border")))
                frame.setFormat(look)

    # --- pictures

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load a picture, scaled down to the page's width."""
        if kind != _IMAGE:
            return super().loadResource(kind, name)
        path = self._source.resolved(QUrl(name)).toLocalFile()
        if path not in self._pictures:
            self._pictures[path] = QImage(path)
        return self._fitted(self._pictures[path])

    def _fitted(self, picture: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        room = self.viewport().width() - 2 * self._theme.px(_MARGIN)
        width = round(min(room, self._theme.px(picture.width())) * ratio)
        if picture.isNull() or width <= 0:
            return QPixmap()
        shown = QPixmap.fromImage(picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
        shown.setDevicePixelRatio(ratio)
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Render again at another width, for the pictures."""
        super().resizeEvent(event)
        if self.viewport().width() != self._rendered_width:
            self._render_timer.start()

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        """Follow a link to a chapter. Other links are not opened."""
        self.go_to(link.fragment())
