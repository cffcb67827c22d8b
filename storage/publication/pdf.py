"""Completes a PDF that Qt painted: bookmarks, links, page labels, language, and the characters that its letters stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from typing import Final

from msgspec import Struct
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.constants import PageLabelStyle
from pypdf.generic import (
    BooleanObject,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from models.program import PROGRAM

_RANGES: Final = re.compile(rb"(?<=beginbfrange).*?(?=endbfrange)", re.DOTALL)
_RANGE: Final = re.compile(rb"<([0-9A-F]{4})>\s*<([0-9A-F]{4})>\s*(?:\[([^\]]*)\]|<((?:[0-9A-F]{4}){1,2})>)", re.IGNORECASE)
_CODE: Final = re.compile(rb"<([0-9A-F]+)>", re.IGNORECASE)
"""How Qt writes which letters (from, to) stand for which characters: a list of them, or the first of a row."""

_UNCLOSED: Final = re.compile(rb"(?<=/Trapped /False\n)2\s+(?=endobj)")
"""Qt 6.8 ends the document's information with 2 instead of >>, which pypdf warns of. The same length keeps all offsets."""


class Bookmark(Struct, frozen=True):
    """A line of the bookmarks: its level from 1, the page (from 0) and the place (points from the top) that it leads to."""

    text: str
    level: int
    page: int
    top: float


class PdfLink(Struct, frozen=True):
    """A rectangle (left, top, right, bottom in points from the upper left corner) on a page (from 0), and where it leads."""

    page: int
    rectangle: tuple[float, float, float, float]
    to_page: int
    top: float


class PdfNotes(Struct, frozen=True):
    """What a reader of the file is told beside the pages.

    ``first`` is the page (from 0) numbered 1. ``look_alikes``: characters for which a letter is taken, and what it stands for.
    """

    title: str
    author: str
    language: str
    bookmarks: tuple[Bookmark, ...]
    links: tuple[PdfLink, ...]
    first: int
    look_alikes: Mapping[str, str]


def completed(data: bytes, notes: PdfNotes) -> bytes:
    """The file with the notes."""
    closed = _UNCLOSED.sub(lambda found: b">>".ljust(len(found[0])), data, count=1)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(closed)))
    _mend_characters(writer, notes.look_alikes)
    heights = [float(page.mediabox.height) for page in writer.pages]
    _add_bookmarks(writer, notes, heights)
    for link in notes.links:
        left, top, right, bottom = link.rectangle
        height = heights[link.page]
        fit = Fit.xyz(top=heights[link.to_page] - link.top)
        writer.add_annotation(
            link.page, Link(rect=(left, height - bottom, right, height - top), target_page_index=link.to_page, fit=fit)
        )
    if notes.first:
        writer.set_page_label(0, notes.first - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    if notes.first < len(heights):
        writer.set_page_label(notes.first, len(heights) - 1, style=PageLabelStyle.DECIMAL, start=1)
    writer.add_metadata({"/Title": notes.title, "/Author": notes.author, "/Creator": PROGRAM, "/Producer": "Qt, pypdf"})
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(notes.language)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _add_bookmarks(writer: PdfWriter, notes: PdfNotes, heights: list[float]) -> None:
    above: list[IndirectObject] = []
    for mark in notes.bookmarks:
        del above[mark.level - 1 :]
        fit = Fit.xyz(top=heights[mark.page] - mark.top)
        above.append(writer.add_outline_item(title=mark.text, page_number=mark.page, parent=above[-1] if above else None, fit=fit))


def _mend_characters(writer: PdfWriter, look_alikes: Mapping[str, str]) -> None:
    """Let each letter stand for the character that was written."""
    for number in range(1, len(writer._objects) + 1):  # noqa: SLF001 - the only way to all fonts
        font = IndirectObject(number, 0, writer).get_object()
        if isinstance(font, DictionaryObject) and "/ToUnicode" in font:
            stream = font["/ToUnicode"]
            if isinstance(stream, StreamObject):
                stream.set_data(_RANGES.sub(partial(_mended, look_alikes), stream.get_data()))


def _mended(look_alikes: Mapping[str, str], ranges: re.Match[bytes]) -> bytes:
    """The ranges of letters, each with the list of its characters."""
    lines = []
    for first, last, listed, start in _RANGE.findall(ranges[0]):
        if listed:
            characters = [_characters(code) for code in _CODE.findall(listed)]
        else:
            begin = _characters(start)
            steps = range(int(last, 16) - int(first, 16) + 1)
            characters = [begin[:-1] + chr(ord(begin[-1]) + step) for step in steps]
        codes = b" ".join(b"<%s>" % _hex(look_alikes.get(character, character)) for character in characters)
        lines.append(b"<%s> <%s> [%s]\n" % (first, last, codes))
    return b"\n" + b"".join(lines)


def _characters(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


def _hex(character: str) -> bytes:
    return character.encode("utf-16-be", "surrogatepass").hex().upper().encode()
