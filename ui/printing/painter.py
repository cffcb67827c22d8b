"""Draws a page of a sheet, black on white in any theme, with a QPainter on a screen, a picture or a printer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from models.paper.page_room import MARGIN, MARGIN_HIGH
from models.paper.pages import PlacedCell, SheetPage
from models.paper.sheet import CELL_FORMATS, HEADER_SIZE, CellFormat, Style
from models.paper.text_measure import BODY_SIZE

INK: Final = QColor("#000000")
_LINK: Final = QColor("#0563C1")
_LINE: Final = 0.5
"""Width of a ruled line, in points."""

_PADDING: Final = 2.5
"""Distance between a cell's line and its text, in points."""

_TOLERANCE: Final = 0.1
"""Points by which a text may be larger than its cell."""

_NEXT_LINE: Final = "\u2028"
"""What ends a line in a text that is laid out."""

_INDENT: Final = 9.0
"""One step of indent at 12 pt, in points."""

_NARROWEST: Final = 0.8
"""The least factor by which a text is reduced when a substitute font makes it too long for its cell."""

_ACROSS: Final = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "distributed": Qt.AlignmentFlag.AlignJustify,
}


class PagePainter:
    """Draws pages with one serif font family; fonts are made once per size."""

    def __init__(self, family: str) -> None:
        self._family = family
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._sizes: dict[tuple[object, ...], float] = {}

    def draw(self, painter: QPainter, page: SheetPage, exposed: QRectF | None = None) -> None:
        """Draw a page, or only its ``exposed`` part. The painter's unit is the point, its origin the corner of the page."""
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(QPen(INK, _LINE))  # a recorded page has no default: Qt's preview would draw light text in the dark theme
        for placed in page.cells:
            room = QRectF(placed.x, placed.y, placed.width, placed.height)
            if exposed is not None and not room.adjusted(-1, -1, 1, 1).intersects(exposed):
                continue
            self._draw_lines(painter, placed, room)
            if placed.cell.text and placed.starts:
                self._draw_text(painter, page, placed, room)
        self._draw_margins(painter, page)

    def _draw_lines(self, painter: QPainter, placed: PlacedCell, room: QRectF) -> None:
        border = CELL_FORMATS[placed.cell.style].border
        if not border:
            return
        painter.setPen(QPen(INK, _LINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if border == "box":
            painter.drawRect(room)
        else:
            painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _draw_text(self, painter: QPainter, page: SheetPage, placed: PlacedCell, room: QRectF) -> None:
        cell, look = placed.cell, CELL_FORMATS[placed.cell.style]
        padding, indent = _PADDING * page.scale, _INDENT * look.indent * page.scale
        inner = room.adjusted(padding + indent, 0, -padding, 0)
        painter.setPen(_LINK if cell.style is Style.LINK else INK)
        if look.across == "distributed":
            painter.setFont(self._font(painter, look.size * page.scale, bold=look.bold))
            _draw_spread(painter, inner, cell.text)
            return
        painter.setFont(self._font(painter, self._fitting(painter, page, placed, inner), bold=look.bold))
        painter.drawText(inner, cell.text, _option(placed, look))

    def _fitting(self, painter: QPainter, page: SheetPage, placed: PlacedCell, room: QRectF) -> float:
        """The font size in points: the form's, or smaller where the substitute font is wider."""
        look, text = CELL_FORMATS[placed.cell.style], placed.cell.text
        wanted = look.size * page.scale
        key = (text, look.size, look.bold, page.scale, round(room.width(), 1), round(room.height(), 1))
        if key not in self._sizes:
            size = wanted
            while size > wanted * _NARROWEST and not self._fits(painter, placed, size, room):
                size -= wanted * 0.04
            self._sizes[key] = size
        return self._sizes[key]

    def _fits(self, painter: QPainter, placed: PlacedCell, size: float, room: QRectF) -> bool:
        """Laid out as it will be drawn: a device rounds sizes, and a line that just fits by its measures would be broken in two."""
        cell, look = placed.cell, CELL_FORMATS[placed.cell.style]
        layout = QTextLayout(cell.text.replace("\n", _NEXT_LINE), self._font(painter, size, bold=look.bold), painter.device())
        layout.setTextOption(_option(placed, look))
        layout.beginLayout()
        height, width = 0.0, 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room.width())
            height, width = height + line.height(), max(width, line.naturalTextWidth())
        layout.endLayout()
        return height <= room.height() + _TOLERANCE and width <= room.width() + _TOLERANCE

    def _draw_margins(self, painter: QPainter, page: SheetPage) -> None:
        """Draw the footer with the page number, and the header of a draft."""
        painter.setFont(self._font(painter, BODY_SIZE * 0.9))
        painter.setPen(INK)
        margin = MARGIN_HIGH * 72
        middle = Qt.AlignmentFlag.AlignCenter
        footer = page.sheet.footer.replace("&P", str(page.number))
        painter.drawText(QRectF(0, page.height - margin, page.width, margin), footer, QTextOption(middle))
        if page.sheet.header:
            painter.setFont(self._font(painter, HEADER_SIZE, bold=True))
            side = MARGIN * 72
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(side, 0, page.width - 2 * side, margin), page.sheet.header, QTextOption(right))

    def _font(self, painter: QPainter, points: float, *, bold: bool = False) -> QFont:
        """A font of ``points`` on the page, at any resolution of the device."""
        size = points * 72 / painter.device().logicalDpiY()
        key = (round(size, 3), bold)
        if key not in self._fonts:
            font = QFont(self._family)
            font.setPointSizeF(size)
            font.setBold(bold)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
            self._fonts[key] = font
        return self._fonts[key]


def _option(placed: PlacedCell, look: CellFormat) -> QTextOption:
    vertical = Qt.AlignmentFlag.AlignTop if placed.cell.top else Qt.AlignmentFlag.AlignVCenter
    option = QTextOption(_ACROSS[look.across] | vertical)
    wraps = placed.cell.number is None
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wraps else QTextOption.WrapMode.NoWrap)
    option.setUseDesignMetrics(True)
    return option


def _draw_spread(painter: QPainter, room: QRectF, text: str) -> None:
    """Draw text spread over the whole width, as on a cover."""
    slot = room.width() / len(text)
    for i, character in enumerate(text):
        place = QRectF(room.left() + i * slot, room.top(), slot, room.height())
        painter.drawText(place, character, QTextOption(Qt.AlignmentFlag.AlignCenter))
