"""Reads .pdf through pdfium: where its characters and its lines stand, from which tables and paragraphs are made."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from models.incoming.blocks import Block, Document, Paragraph
from models.incoming.pages.document import parts_of_pages
from models.incoming.pages.page import Page
from storage.errors import StorageError
from storage.files.bounded import read_bounded
from storage.files.limits import PAGES, check_packed, check_size, check_text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # it ships no types

_PASSWORD: Final = 4
"""pdfium's number for a file that cannot be opened without its password (FPDF_ERR_PASSWORD)."""

_FEW: Final = 5

_STREAM: Final = re.compile(rb"stream\r?\n(?=[\x08-\x78])")
_PICTURE: Final = b"/Image"
_DICTIONARY: Final = 500
"""Bytes before a stream in which its dictionary stands."""


class _Sent(Struct):
    """A document as it goes from one process to the other: its blocks and paragraphs apart, and which comes next."""

    blocks: list[Block]
    paragraphs: list[Paragraph]
    is_block: list[bool]
    notes: tuple[str, ...]


def read_pdf_bounded(data: bytes, name: str) -> Document:
    """``read_pdf`` in a process with limits: pdfium has none, and 600 kB of a content stream take more memory than a PC has."""
    sent = msgspec.msgpack.decode(read_bounded("pdf", data, name), type=_Sent)
    blocks, paragraphs = iter(sent.blocks), iter(sent.paragraphs)
    return Document("pdf", tuple(next(blocks) if is_block else next(paragraphs) for is_block in sent.is_block), sent.notes)


def send_pdf(data: bytes, name: str) -> bytes:
    """What ``read_pdf_bounded`` gets from its process. Raises ``StorageError``."""
    document = read_pdf(data, name)
    blocks = list(document.blocks)
    paragraphs = [part for part in document.parts if isinstance(part, Paragraph)]
    return msgspec.msgpack.encode(_Sent(blocks, paragraphs, [isinstance(part, Block) for part in document.parts], document.notes))


def read_pdf(data: bytes, name: str) -> Document:
    """The text and tables of a PDF. Raises ``StorageError``, also for one that holds pictures only."""
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - 126 ms that nothing else needs

    check_packed(_packed_parts(data), name)
    try:
        document = PdfDocument(io.BytesIO(data))
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise StorageError(f"“{name}”加了密码，读不出来；用 WPS 或浏览器打开，另存或打印成没有密码的 PDF 再读") from None
        raise StorageError(f"“{name}”不完整，不是能打开的 PDF；换用另一份") from None
    try:
        return _document(document, name)
    except PdfiumError:
        raise StorageError(f"“{name}”有一页读不出来；用浏览器打开，打印成新的 PDF 再读") from None
    finally:
        document.close()


def _packed_parts(data: bytes) -> Iterator[memoryview]:
    """What may be packed, from where it begins, without pictures: pdfium unpacks all of it, and pictures are never looked at."""
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        before = data[max(found.start() - _DICTIONARY, 0) : found.start()]
        if _PICTURE not in before[before.rfind(b" obj") + 1 :]:
            yield view[found.end() :]


def _document(document: PdfDocument, name: str) -> Document:
    count = len(document)
    if count > PAGES:
        raise StorageError(f"“{name}”有 {count:,} 页，超过 {PAGES} 页，没有读；只把要读的几页打印成新的 PDF 再读")
    pictured: list[int] = []
    parts = parts_of_pages(_pages(document, name, pictured))
    if not parts:
        what = "是扫描件，只有图片没有文字" if pictured else "里没有文字"
        raise StorageError(f"“{name}”{what}，读不出来；换原来的 Word、Excel 文件，或者用 WPS 的“图片转文字”得到文字以后复制来粘贴")
    for part in parts:
        where = part.place.words()
        if isinstance(part, Block):
            check_size(part.height, part.width, name, where)
        else:
            check_text(part.text, name, where)
    notes: tuple[str, ...] = ()
    if pictured:
        pages = "、".join(map(str, pictured[:_FEW])) + ("等" if len(pictured) > _FEW else "")
        notes = (f"第 {pages} 页只有图片没有文字，没有读",)
    return Document("pdf", parts, notes)


def _pages(document: PdfDocument, name: str, pictured: list[int]) -> Iterator[Page]:
    """Every page in turn; ``pictured`` gets the numbers of those with pictures and no text."""
    from storage.incoming.pdf_page import read_page  # noqa: PLC0415 - imports pdfium

    for number in range(1, len(document) + 1):
        page = document[number - 1]
        content, has_picture = read_page(page, number, name)
        page.close()
        if has_picture and not content.glyphs:
            pictured.append(number)
        yield content
