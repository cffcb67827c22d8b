"""Parts of a page drawn like the printed form: label cells in heading colour, and lines around the parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.checks.findings import Finding
from ui.theme.following import follow_theme
from ui.theme.icons import Icons, Mark
from ui.theme.theme import CHARACTER, MARK_SIZE, Theme
from ui.widgets.wrapped_text import draw_wrapped, wrapped_height


class FormLabel(QWidget):
    """The label cell of a part of a form; shows the findings of the part as a whole. ``width`` is in characters."""

    clicked = Signal()

    def __init__(self, text: str, width: float, theme: Theme, icons: Icons, *, note: str = "") -> None:
        super().__init__()
        self._text = text
        self._note = note
        self._width = width
        self._theme = theme
        self._icons = icons
        self._mark = Mark.NONE
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.MinimumExpanding)
        follow_theme(self, theme, self._restyle)
        self._restyle()

    @property
    def mark(self) -> Mark:
        """The worst mark of its findings."""
        return self._mark

    def show_text(self, text: str, note: str | None = None) -> None:
        """Replace the text of the label, and its note unless that is None."""
        self._text, self._note = text, self._note if note is None else note
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def show_findings(self, findings: Sequence[Finding], mark: Mark) -> None:
        """Show the findings of the part: ``mark`` is their worst, the messages go into the tooltip."""
        self._mark = mark
        self.setToolTip("\n".join(finding.message for finding in findings))
        self.setAccessibleDescription("；".join(finding.message for finding in findings))
        self.setCursor(Qt.CursorShape.PointingHandCursor if findings else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        """The declared width in pixels, as high as text and note, at least one row."""
        width, padding = self._theme.px(self._width * CHARACTER), self._theme.px(6)
        height = wrapped_height(self._text, self._body, self._metrics, width - 2 * padding)
        note_height = self._theme.line_height if self._note else 0
        return QSize(width, max(height + note_height + padding, self._theme.height("row")))

    def minimumSizeHint(self) -> QSize:
        """The declared width: the label does not shrink."""
        return self.sizeHint()

    @Slot()
    def _restyle(self) -> None:
        self._body, self._small = self._theme.font(), self._theme.font("small")
        self._metrics = QFontMetrics(self._body)
        self.updateGeometry()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Report the click: the page shows the finding or goes to the part."""
        super().mousePressEvent(event)
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, lines, mark, text and the small note below it."""
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("header"))
        painter.setPen(theme.color("border"))
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        padding, size = theme.px(6), theme.px(MARK_SIZE)
        inner = self.rect().adjusted(padding, 0, -padding, -1)
        if self._mark:
            at = QRect(inner.right() - size + 1, inner.center().y() - size // 2, size, size)
            painter.drawPixmap(at, self._icons.mark(self._mark.value, self.devicePixelRatioF()))
            inner.setRight(at.left() - padding // 2)
        self._paint_words(painter, inner)

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        theme = self._theme
        painter.setFont(self._body)
        height = wrapped_height(self._text, self._body, self._metrics, area.width())
        note_height = theme.line_height if self._note else 0
        top = area.top() + max(0, (area.height() - height - note_height) // 2)
        painter.setPen(theme.color("text"))
        draw_wrapped(painter, QRect(area.left(), top, area.width(), height), Qt.AlignmentFlag.AlignLeft, self._text)
        if self._note:
            painter.setFont(self._small)
            painter.setPen(theme.color("text2"))
            painter.drawText(QRect(area.left(), top + height, area.width(), note_height), Qt.AlignmentFlag.AlignLeft, self._note)


class FormBlock(QWidget):
    """Parts one below the other. Paints the top and left line; each part paints its right and bottom line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 0, 0)
        self._column.setSpacing(0)
        theme.changed.connect(self.update)

    def add(self, part: QWidget) -> None:
        """Add a part at the bottom."""
        self._column.addWidget(part)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Fill with the line colour; the layout leaves one pixel free above and left."""
        QPainter(self).fillRect(self.rect(), self._theme.color("border"))
