"""A generated paragraph of 情况说明 as printed: figures link to their source, incomplete clauses are grey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextDocument,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip, QWidget

from models.pack.forms.narrative import NUMBERS, AtomKind
from models.published.texts.narrative import Piece
from ui.theme.following import follow_theme
from ui.theme.theme import Theme
from ui.widgets.keys import ENTER

_FIGURES: Final = NUMBERS | {AtomKind.PERCENT, AtomKind.DIRECTION, AtomKind.EACH}
"""What links to its source."""
_TIP: Final = "双击到这个数的来处"
_STEPS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_BY_TAB: Final = {Qt.FocusReason.TabFocusReason: 1, Qt.FocusReason.BacktabFocusReason: -1}


class Paragraph(QTextEdit):
    """Tab stops at a paragraph with figures, arrow keys move between figures, Enter opens the source of the current one.

    ``place_wanted`` carries the place of a figure chosen by Enter or double click, ``figure_changed`` this paragraph when another
    figure is current, ``left`` this paragraph and the direction (1, -1) when arrow keys move past its last or first figure.
    """

    place_wanted = Signal(object)
    figure_changed = Signal(object)
    left = Signal(object, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, heading: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._heading = theme, heading
        self._pieces: tuple[Piece, ...] = ()
        self._gaps: Mapping[tuple[AtomKind, str], str] = {}
        self._linked: Sequence[Piece] = ()
        self._at = 0
        """Index of the current figure, framed while the paragraph has the focus."""
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setUndoRedoEnabled(False)
        self.viewport().setMouseTracking(True)
        follow_theme(self, theme, self._restyle)

    def show_pieces(self, pieces: Sequence[Piece], gaps: Mapping[tuple[AtomKind, str], str]) -> None:
        """Replace the content. ``gaps`` are the placeholders of missing pieces, by kind and item."""
        if tuple(pieces) != self._pieces or gaps != self._gaps:
            self._pieces, self._gaps = tuple(pieces), gaps
            self._linked = [piece for piece in pieces if piece.kind in _FIGURES and piece.place is not None]
            self._at = min(self._at, max(len(self._linked) - 1, 0))
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._linked else Qt.FocusPolicy.ClickFocus)
            self._show()
            self._name_current()

    @property
    def figure(self) -> Piece | None:
        """The current figure; None without figures."""
        return self._linked[self._at] if self._linked else None

    @property
    def figure_rect(self) -> QRect:
        """The rectangle of the current figure in the paragraph, over all its lines if it is broken."""
        rect = QRectF()
        for part in self._rects():
            rect = rect.united(part)
        return rect.toAlignedRect()

    @Slot()
    def _restyle(self) -> None:
        self._show()

    def _show(self) -> None:
        colors, px = self._theme.colors, self._theme.px
        role = self._theme.font(bold=self._heading)
        self.setFont(role)
        ground = "transparent" if self._heading else colors["computed"]
        self.setStyleSheet(f"QTextEdit {{ background: {ground}; border: 0; }}")
        self.document().setDocumentMargin(px(2) if self._heading else px(6))
        self.setHtml(self._html())
        self._fit()

    def _html(self) -> str:
        colors = self._theme.colors
        links = iter(range(len(self._linked)))
        shown = []
        for piece in self._pieces:
            text = escape(self._words(piece)).replace("\n", "<br>")
            color = colors["text"] if piece.printed else colors["ghost"]
            if piece.kind in _FIGURES and piece.place is not None:
                color = colors["accent"] if piece.printed else colors["ghost"]
                shown.append(f'<a href="{next(links)}" style="color:{color}; text-decoration:underline">{text}</a>')
            elif piece.kind in {AtomKind.WRITTEN, AtomKind.REASON}:
                shown.append(f'<span style="color:{color}; background-color:{colors["base"]}">{text}</span>')
            else:
                shown.append(f'<span style="color:{color}">{text}</span>')
        weight = "bold" if self._heading else "normal"
        return f'<p style="margin:0; font-weight:{weight}">{"".join(shown)}</p>'

    def _words(self, piece: Piece) -> str:
        """The text of a piece, or what is missing."""
        return piece.text or self._gaps.get((piece.kind, piece.item)) or (f"（{piece.gap}）" if piece.gap else "")

    # --- figures

    def enter(self, step: int) -> bool:
        """Focus the first figure (``step`` 1) or the last (-1). False when none is visible."""
        if not self._linked or not self.isVisible():
            return False
        self._at = 0 if step > 0 else len(self._linked) - 1
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce_current()
        return True

    def _select_figure(self, at: int) -> None:
        """Make a figure current; past either end, emit ``left``."""
        if 0 <= at < len(self._linked):
            self._at = at
            self._announce_current()
        elif self._linked:
            self.left.emit(self, 1 if at > 0 else -1)

    def _announce_current(self) -> None:
        self.viewport().update()
        self._name_current()
        self.figure_changed.emit(self)

    def _name_current(self) -> None:
        """Set the accessible name to the current figure, its number and their count."""
        figure = self.figure
        if figure is not None:
            words = self._words(figure)
            self.setAccessibleName(f"{words}，第 {self._at + 1} 个数，共 {len(self._linked)} 个，回车到它的来处")

    def _rects(self) -> Iterator[QRectF]:
        """The rectangles of the current figure on the viewport, one per line."""
        block = self.document().firstBlock()
        layout, offset = block.layout(), self.document().documentLayout().blockBoundingRect(block).topLeft()
        for start, end in self._ranges_of(str(self._at)):
            for rect in _line_rects(layout, start, end):
                yield rect.translated(offset)

    def _ranges_of(self, link: str) -> Iterator[tuple[int, int]]:
        """The text ranges (start, end) of a link."""
        at = self.document().firstBlock().begin()
        while not at.atEnd():
            part = at.fragment()
            if part.charFormat().anchorHref() == link:
                yield part.position(), part.position() + part.length()
            at += 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the current figure while the paragraph has the focus."""
        super().paintEvent(event)
        if self.hasFocus() and self._linked:
            width = self._theme.px(2)
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self._theme.color("accent"), width))
            for rect in self._rects():
                painter.drawRect(rect.adjusted(-width, 0, width, 0))
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move between figures, Enter opens the source of the current one."""
        key, figure = Qt.Key(event.key()), self.figure
        if figure is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._select_figure(self._at + _STEPS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._select_figure(0 if key is Qt.Key.Key_Home else len(self._linked) - 1)
        elif key in ENTER:
            self.place_wanted.emit(figure.place)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the first figure after Tab, at the last after Shift+Tab."""
        super().focusInEvent(event)
        if event.reason() in _BY_TAB and self._linked:
            self._at = 0 if _BY_TAB[event.reason()] > 0 else len(self._linked) - 1
        self._announce_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remove the frame."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a figure makes it current."""
        super().mousePressEvent(event)
        piece = self._piece_at(event.position().toPoint())
        if piece is not None:
            self._select_figure(next(at for at, linked in enumerate(self._linked) if linked is piece))

    def _piece_at(self, point: QPoint) -> Piece | None:
        link = self.anchorAt(point)
        return self._linked[int(link)] if link else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the source of a figure."""
        piece = self._piece_at(event.position().toPoint())
        if piece is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.place_wanted.emit(piece.place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand cursor over figures."""
        super().mouseMoveEvent(event)
        over = self._piece_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip of a figure explains the double click."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            piece = self._piece_at(event.pos())
            QToolTip.showText(event.globalPos(), _TIP if piece else "", self)
            return True
        return super().viewportEvent(event)

    # --- its height

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the rewrapped text."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(super().sizeHint().width(), self.height())

    def _fit(self) -> None:
        document: QTextDocument = self.document()
        height = round(document.size().height()) + 1
        if height != self.maximumHeight() or height != self.minimumHeight():
            self.setFixedHeight(height)


def _line_rects(layout: QTextLayout, start: int, end: int) -> Iterator[QRectF]:
    """The rectangle of each line's part between two text positions."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        low, high = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if low < high:
            # The stubs say object; PySide returns (x, position).
            left, right = (line.cursorToX(position)[0] for position in (low, high))  # type: ignore[index]
            yield QRectF(left, line.y(), right - left, line.height())
