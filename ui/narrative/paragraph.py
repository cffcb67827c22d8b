"""A generated paragraph as it will print: its figures lead to where they come from, what waits for the clerk is grey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QMouseEvent, QResizeEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip, QWidget

from models.findings import Place
from models.narrative import Piece
from models.narrative_form import AtomKind
from ui.theme import Theme

_FIGURES: Final = frozenset({AtomKind.FIGURE, AtomKind.CHANGE})
_TIP: Final = "双击到这个数的来处"


class Paragraph(QTextEdit):
    """``place_wanted`` carries the place of a figure that was double-clicked."""

    place_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, heading: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._heading = theme, heading
        self._pieces: tuple[Piece, ...] = ()
        self._gaps: Mapping[tuple[AtomKind, str], str] = {}
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setUndoRedoEnabled(False)
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self._restyle)

    def show_pieces(self, pieces: Sequence[Piece], gaps: Mapping[tuple[AtomKind, str], str]) -> None:
        """Other content. ``gaps`` are the words for what is not there yet, by kind and name."""
        if tuple(pieces) != self._pieces or gaps != self._gaps:
            self._pieces, self._gaps = tuple(pieces), gaps
            self._show()

    @property
    def places(self) -> Sequence[Place]:
        """The places of its figures, in the order of the text."""
        return [piece.place for piece in self._linked if piece.place is not None]

    @property
    def _linked(self) -> Sequence[Piece]:
        return [piece for piece in self._pieces if piece.kind in _FIGURES and piece.place is not None]

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
            text = escape(piece.text or self._gaps.get((piece.kind, piece.item), "")).replace("\n", "<br>")
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

    # --- figures

    def _piece_at(self, point: QPoint) -> Piece | None:
        link = self.anchorAt(point)
        return self._linked[int(link)] if link else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the figure's cell or page."""
        piece = self._piece_at(event.position().toPoint())
        if piece is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.place_wanted.emit(piece.place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A hand over a figure."""
        super().mouseMoveEvent(event)
        over = self._piece_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """What a double click does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            piece = self._piece_at(event.pos())
            QToolTip.showText(event.globalPos(), _TIP if piece else "", self)
            return True
        return super().viewportEvent(event)

    # --- its height

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The page scrolls, not the paragraph."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width wraps the text anew."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as the text."""
        return QSize(super().sizeHint().width(), self.height())

    def _fit(self) -> None:
        document: QTextDocument = self.document()
        height = round(document.size().height()) + 1
        if height != self.maximumHeight() or height != self.minimumHeight():
            self.setFixedHeight(height)
