"""All pages of a published document in order, each with its number, and where every part and section begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPaintDevice, QPainter, QTextOption

from models.pack.forms.narrative import PartKind
from models.pack.forms.publication import CONTENTS, FROM_CONTENTS, HEAD, NUMBER
from models.paper.page_room import MARGIN_HIGH
from models.paper.pages import PlacedCell, SheetPage, sheet_pages
from models.paper.sheet import PrintedSheet
from models.publication.document import ContentsPart, Publication, SheetPart, TextPart
from models.published.draft import DRAFT
from models.published.texts.narrative import TextBlock
from models.values.text import clean_text
from storage.files.progress import Report
from ui.printing.painter import INK, PagePainter
from ui.printing.publication.faces import Faces
from ui.printing.publication.text_flow import ContentsRow, TextFlow, TextLine, TextPage

_INCH: Final = 72.0
_HEAD_SIDES: Final = 100.0
"""Points at both sides of the running head, so that the mark of a draft has room."""


class Link(Struct, frozen=True):
    """A rectangle (points from the upper left corner) that leads to a key."""

    left: float
    top: float
    right: float
    bottom: float
    key: str


class DocumentPage:
    """One page: a page of a sheet, or of text. ``count`` is its number, ``number`` how it is printed below it ("": not)."""

    def __init__(self, content: SheetPage | TextPage, *, is_cover: bool = False) -> None:
        self.content, self.is_cover = content, is_cover
        self.number = ""
        self.count = 0
        self.width, self.height = content.width, content.height


class DocumentPages:
    """Lays out a publication for a device. ``anchors`` say on which page (from 0) and how far down (points) each key begins."""

    def __init__(self, publication: Publication, device: QPaintDevice, faces: Faces) -> None:
        self.publication, self._device, self._faces = publication, device, faces
        self.pages: list[DocumentPage] = []
        self.anchors: dict[str, tuple[int, float]] = {}
        self._drawer = PagePainter(faces.family("宋体"))
        self.first = 0
        """The page (from 0) that is page 1."""
        self._links_end = 0.0
        self._flow: TextFlow | None = None

    def lay_out(self, report: Report) -> None:
        """Make all pages."""
        document = self.publication
        numbered = document.form.numbered_from
        for done, part in enumerate(document.parts, 1):
            if isinstance(part, SheetPart):
                self._add_sheet(part)
            elif isinstance(part, TextPart):
                self._add_text(part)
            else:
                self._add_contents(part)
            if isinstance(part, ContentsPart) and numbered == FROM_CONTENTS:
                self.first = self.anchors[part.key][0]
            elif isinstance(part, ContentsPart) or (isinstance(part, SheetPart) and part.is_cover):
                self.first = len(self.pages)
            report(done, len(document.parts))
        self._close()
        for number, page in enumerate(self.pages[self.first :], 1):
            page.count = number
            page.number = document.form.page_number.replace("{page}", str(number))

    def _add_sheet(self, part: SheetPart) -> None:
        pages = sheet_pages(replace(self.publication.sheet(part), footer=""))
        flow, sheet = self._flow, pages[0].sheet
        may_join = part.inside and len(pages) == 1
        if may_join and flow is not None and sheet.orientation == flow.orientation and flow.embed(part.key, pages[0]):
            return
        self._close()
        self.anchors[part.key] = (len(self.pages), 0.0)
        self.pages += [DocumentPage(page, is_cover=part.is_cover) for page in pages]

    def _add_text(self, part: TextPart) -> None:
        if part.title or self._flow is None or self._flow.orientation != part.orientation:
            self._close()
            self._flow = TextFlow(self.publication.form, part.orientation, self._faces, self._device)
        flow = self._flow
        flow.anchor(part.key)
        if part.title:
            flow.title(part.title)
        for published in part.sections:
            section = published.section
            if section.heading:
                flow.heading(section.heading, published.key)
            else:
                flow.anchor(published.key)
            for block in section.blocks:
                _add_block(flow, block)

    def _add_contents(self, part: ContentsPart) -> None:
        self._close()
        self._flow = flow = TextFlow(self.publication.form, part.orientation, self._faces, self._device)
        flow.anchor(part.key)
        flow.title(part.title)
        listed = self.publication.listed
        for at, heading in enumerate(listed):
            leads = at + 1 == len(listed) or listed[at + 1].level <= heading.level
            flow.contents_line(heading.text, heading.key if leads else "", heading.level)
        self._links_end = flow.right
        self._close()

    def _close(self) -> None:
        """End the text that is open: what follows begins a page."""
        if self._flow is None:
            return
        for page in self._flow.pages:
            for key, top in page.anchors.items():
                self.anchors.setdefault(key, (len(self.pages), top))
            self.pages.append(DocumentPage(page))
        self._flow = None

    # --- drawing

    def draw(self, painter: QPainter, page: DocumentPage) -> None:
        """Draw a page; the painter's unit is the point."""
        painter.setPen(INK)
        if isinstance(page.content, TextPage):
            self._draw_text(painter, page.content)
        else:
            self._drawer.draw(painter, page.content)
        if not page.is_cover:
            self._draw_edges(painter, page)

    def _draw_text(self, painter: QPainter, page: TextPage) -> None:
        """Draw what stands on the page in reading order, so that it is read and copied in it."""
        header = DRAFT if self.publication.draft else ""
        frame = PrintedSheet("", "", "portrait", (), (), header=header, footer="")
        plain = SheetPage(replace(frame, header=""), 0, page.width, page.height, 1.0, ())
        for item in page.items:
            if isinstance(item, TextLine):
                item.line.draw(painter, item.at)
            elif isinstance(item, ContentsRow):
                self._draw_page_number(painter, item)
            elif isinstance(item, PlacedCell):
                self._drawer.draw(painter, replace(plain, cells=(item,)))
            else:
                self._drawer.draw(painter, replace(item, sheet=plain.sheet))
        self._drawer.draw(painter, replace(plain, sheet=frame))

    def _draw_page_number(self, painter: QPainter, row: ContentsRow) -> None:
        """Draw leader and page number behind an entry of 目录."""
        number = self.number_of(row.key)
        if not number:
            return
        font, leader = self._faces.font(self.publication.form.lettering[CONTENTS], self._device), self.publication.form.leader
        metrics = QFontMetricsF(font, self._device)
        start = self._links_end - metrics.horizontalAdvance(number)
        count = int((start - row.text_end - 8.0) / max(metrics.horizontalAdvance(leader), 1.0))
        option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        painter.setFont(font)
        painter.drawText(QRectF(row.text_end, row.top, start - row.text_end - 4.0, row.height), leader * count, option)
        painter.drawText(QRectF(start - 4.0, row.top, self._links_end - start + 4.0, row.height), number, option)

    def _draw_edges(self, painter: QPainter, page: DocumentPage) -> None:
        """The running head above, the page number below."""
        letters, margin = self.publication.form.lettering, MARGIN_HIGH * _INCH
        middle = QTextOption(Qt.AlignmentFlag.AlignCenter)
        if self.publication.head:
            font, room = self._faces.font(letters[HEAD], self._device), page.width - 2 * _HEAD_SIDES
            head = QFontMetricsF(font, self._device).elidedText(self.publication.head, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.drawText(QRectF(0, 0, page.width, margin), head, middle)
        if page.number:
            painter.setFont(self._faces.font(letters[NUMBER], self._device))
            painter.drawText(QRectF(0, page.height - margin, page.width, margin), page.number, middle)

    def number_of(self, key: str) -> str:
        """The page number on which a key begins, as 目录 tells it; "" without a page."""
        at = self.anchors.get(key)
        return str(self.pages[at[0]].count or "") if at is not None else ""

    # --- what a reader of the file is told

    def links(self) -> Sequence[tuple[int, Link]]:
        """The lines of 目录 as links: page (from 0) and rectangle."""
        return [
            (at, Link(row.left, row.top, self._links_end, row.top + row.height, row.key))
            for at, page in enumerate(self.pages)
            if isinstance(page.content, TextPage)
            for row in page.content.rows
            if row.key in self.anchors
        ]


def _add_block(flow: TextFlow, block: TextBlock) -> None:
    if block.kind is PartKind.AGENCIES:
        if not block.is_empty:
            flow.table([[clean_text(text) for text in row] for row in block.rows])
        return
    for paragraph in map(clean_text, block.paragraphs):
        if block.kind is PartKind.HEADING:
            flow.subheading(paragraph)
        else:
            flow.paragraph(paragraph)
