"""Writes a published document as a PDF: painted by Qt, completed with bookmarks, links and language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from models.publication.document import ContentsPart, Publication, SheetPart
from storage.errors import StorageError
from storage.files.progress import Report, no_report
from storage.publication.pdf import Bookmark, PdfLink, PdfNotes, completed
from storage.replace_file import replace_file
from ui.printing.publication.faces import Faces
from ui.printing.publication.pages import DocumentPage, DocumentPages

_DOTS: Final = 1200
"""Dots per inch of the positions in the file."""

_HALF: Final = 0.5


def write_pdf(publication: Publication, path: Path, report: Report = no_report) -> None:
    """Write the document to ``path``, whole or not at all. Needs a QGuiApplication; any thread.

    Raises ``StorageError`` where it cannot be written, and whatever ``report`` (called with (done, total) pages) raises.
    """
    replace_file(path, pdf_bytes(publication, report))


def pdf_bytes(publication: Publication, report: Report = no_report) -> bytes:
    """The document as the bytes of a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setTitle(publication.title)
    faces = Faces()
    pages = DocumentPages(publication, writer, faces)
    pages.lay_out(lambda done, total: report(done, 3 * total))
    _paint(writer, pages, report)
    buffer.close()
    whole = completed(bytes(buffer.data().data()), _notes(publication, pages, faces))
    report(len(pages.pages), len(pages.pages))
    return whole


def _paint(writer: QPdfWriter, pages: DocumentPages, report: Report) -> None:
    _turn(writer, pages.pages[0])
    painter = QPainter()
    if not painter.begin(writer):
        raise StorageError("这台电脑上画不出 PDF，没有导出；先导出成 .docx，再在 WPS 里另存为 PDF")
    try:
        total = 3 * len(pages.pages)
        for number, page in enumerate(pages.pages):
            if number:
                _turn(writer, page)
                writer.newPage()
            painter.save()
            painter.scale(writer.logicalDpiX() / 72, writer.logicalDpiY() / 72)
            pages.draw(painter, page)
            painter.restore()
            report(len(pages.pages) + 2 * number, total)
    finally:
        painter.end()


def _turn(writer: QPdfWriter, page: DocumentPage) -> None:
    """Set A4, upright or wide, without margins: pages have their own."""
    orientation = QPageLayout.Orientation.Landscape if page.width > page.height else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    writer.setPageLayout(layout)


def _notes(publication: Publication, pages: DocumentPages, faces: Faces) -> PdfNotes:
    marks = [
        Bookmark(heading.text, heading.level, *pages.anchors[heading.key])
        for heading in publication.headings
        if heading.key in pages.anchors
    ]
    links = [PdfLink(at, (link.left, link.top, link.right, link.bottom), *pages.anchors[link.key]) for at, link in pages.links()]
    return PdfNotes(
        title=publication.title,
        author=publication.unit,
        language=publication.language,
        bookmarks=tuple(marks),
        links=tuple(links),
        first=pages.first,
        look_alikes=faces.look_alikes(_texts(publication)),
    )


def _texts(publication: Publication) -> Iterator[str]:
    """Everything that is printed."""
    yield from (publication.title, publication.head)
    yield from (heading.text for heading in publication.headings)
    for part in publication.parts:
        if isinstance(part, SheetPart):
            yield from (cell.text for _, cell in publication.sheet(part).placed_cells())
        elif isinstance(part, ContentsPart):
            yield part.title
        else:
            yield part.title
            for section in part.sections:
                for block in section.section.blocks:
                    yield from block.paragraphs
                    yield from (text for row in block.rows for text in row)
