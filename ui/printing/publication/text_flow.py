"""Lays out running text on pages: titles, headings, indented paragraphs, lists with ruled lines, the lines of 目录."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPaintDevice, QTextLayout, QTextLine, QTextOption

from models.pack.forms.publication import BODY, CONTENTS, HEADING, SUBHEADING, TITLE, PublicationForm
from models.paper.page_room import PAGE_SIZES
from models.paper.pages import PlacedCell, SheetPage
from models.paper.sheet import PrintedCell, Style
from models.paper.text_measure import needed_height
from ui.printing.publication.faces import Faces

_MILLIMETRE: Final = 72 / 25.4
_LEADING: Final = 1.6
"""Height of a line of a title or of 目录, by the size of its letters."""

_KEEP: Final = 2
"""Lines of a paragraph that must have room below its heading, else the heading begins the next page."""

_COLUMNS: Final = (34.0, 14.0, 17.0, 19.0)
"""Shares of the columns of the list of 机构设置."""

_ROW: Final = 22.0
_NUMBER_ROOM: Final = 36.0
"""Points at the end of a line of 目录 for the page number."""

_CHARACTER: Final = 6.0


class TextLine(NamedTuple):
    """A line of text and the place of its upper left corner; ``layout`` holds what the line is made of."""

    layout: QTextLayout
    line: QTextLine
    at: QPointF


class ContentsRow(NamedTuple):
    """The last line of an entry of 目录 as it is placed: where its text begins and ends, and the key that it leads to."""

    key: str
    left: float
    top: float
    height: float
    text_end: float


class TextPage:
    """A page of text: what stands on it in reading order, and which part or section begins where. Places are points."""

    def __init__(self, orientation: str) -> None:
        self.width, self.height = PAGE_SIZES[orientation]
        self.items: list[TextLine | ContentsRow | PlacedCell | SheetPage] = []
        self.anchors: dict[str, float] = {}

    @property
    def rows(self) -> Sequence[ContentsRow]:
        """Its entries of 目录."""
        return [item for item in self.items if isinstance(item, ContentsRow)]


class TextFlow:
    """Fills pages from top to bottom. ``pages`` are those that it has begun."""

    def __init__(self, form: PublicationForm, orientation: str, faces: Faces, device: QPaintDevice) -> None:
        self._form, self.orientation, self._faces, self._device = form, orientation, faces, device
        top, right, bottom, left = (margin * _MILLIMETRE for margin in form.margins)
        width, height = PAGE_SIZES[orientation]
        self._left, self._top, self._bottom = left, top, height - bottom
        self._width = width - left - right
        self.pages: list[TextPage] = []
        self._y = self._bottom + 1.0

    @property
    def right(self) -> float:
        """Where lines end, in points from the left edge of the paper."""
        return self._left + self._width

    def title(self, text: str) -> None:
        """A title in the middle, with a gap below it."""
        size = self._form.lettering[TITLE].size
        self._add(text, TITLE, size * _LEADING, across=Qt.AlignmentFlag.AlignHCenter)
        self._y += size * 0.6

    def anchor(self, key: str) -> None:
        """What is added next is what the key leads to."""
        self._room(self._form.line_height)
        self.pages[-1].anchors.setdefault(key, self._y)

    def embed(self, key: str, page: SheetPage) -> bool:
        """Put the sheet of one page below the text, if there is room for it; False: it needs a page of its own."""
        if not page.cells:
            return False
        top, bottom = min(cell.y for cell in page.cells), max(cell.y + cell.height for cell in page.cells)
        if not self.pages or self._y + bottom - top > self._bottom:
            return False
        self.pages[-1].anchors.setdefault(key, self._y)
        down = self._y - top
        self.pages[-1].items.append(replace(page, cells=tuple(cell._replace(y=cell.y + down) for cell in page.cells)))
        self._y += bottom - top + self._form.line_height / 2
        return True

    def heading(self, text: str, key: str) -> None:
        """The heading of a section, on one page with the first lines below it."""
        self._room(self._form.line_height * (1 + _KEEP))
        self.pages[-1].anchors.setdefault(key, self._y)
        self._add(text, HEADING, self._form.line_height, indent=True)

    def subheading(self, text: str) -> None:
        """A heading inside a section, on one page with the first lines below it."""
        self._room(self._form.line_height * (1 + _KEEP))
        self._add(text, SUBHEADING, self._form.line_height, indent=True)

    def paragraph(self, text: str) -> None:
        """A paragraph, its first line indented by two characters."""
        self._add(text, BODY, self._form.line_height, indent=True, across=Qt.AlignmentFlag.AlignJustify)

    def contents_line(self, text: str, key: str, level: int) -> None:
        """A line of 目录: the leader and the page number are drawn when the pages are known."""
        size = self._form.lettering[CONTENTS].size
        inset = (level - 1) * 2 * size
        end = self._add(text, CONTENTS, size * _LEADING, inset=inset, shorter=_NUMBER_ROOM)
        height = size * _LEADING
        self.pages[-1].items.append(ContentsRow(key, self._left + inset, self._y - height, height, end))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A ruled list, its headings (the first row) repeated on every page."""
        share = self._width / sum(_COLUMNS)
        widths = [share * column for column in _COLUMNS]
        heights = [
            max(_ROW, *(needed_height(text, width / _CHARACTER) for text, width in zip(row, widths, strict=True))) for row in rows
        ]
        self._room(sum(heights[:2]))
        for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
            if number and self._y + height > self._bottom:
                self._begin_page()
                self._add_row(rows[0], widths, heights[0], Style.HEADING)
            self._add_row(row, widths, height, Style.TEXT_CENTRE if number else Style.HEADING)
        self._y += self._form.line_height / 2

    def _add_row(self, texts: Sequence[str], widths: Sequence[float], height: float, style: Style) -> None:
        x = self._left
        for column, (text, width) in enumerate(zip(texts, widths, strict=True), 1):
            self.pages[-1].items.append(PlacedCell(0, PrintedCell(column, text, style), x, self._y, width, height, starts=True))
            x += width
        self._y += height

    def _room(self, height: float) -> None:
        """Begin a page unless this one has room for ``height``."""
        if not self.pages or self._y + height > self._bottom:
            self._begin_page()

    def _begin_page(self) -> None:
        self.pages.append(TextPage(self.orientation))
        self._y = self._top

    def _add(
        self,
        text: str,
        letters: str,
        height: float,
        *,
        indent: bool = False,
        inset: float = 0.0,
        shorter: float = 0.0,
        across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Add a text line by line, each ``height`` points high; returns where its last line ends."""
        lettering = self._form.lettering[letters]
        layout = QTextLayout(text, self._faces.font(lettering, self._device), self._device)
        option = QTextOption(across)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[tuple[QTextLine, float]] = []
        while (line := layout.createLine()).isValid():
            start = inset + (2 * lettering.size if indent and not lines else 0.0)
            line.setLineWidth(self._width - start - shorter)
            lines.append((line, start))
        layout.endLayout()
        end = self._left
        for line, start in lines:
            self._room(height)
            line.setPosition(QPointF(0, 0))
            at = QPointF(self._left + start, self._y + (height - line.height()) / 2)
            self.pages[-1].items.append(TextLine(layout, line, at))
            self._y += height
            end = self._left + start + line.naturalTextWidth()
        return end
