"""What pdfium tells of one page: its characters and its straight lines, as they stand when the page is looked at."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types
from pypdfium2 import PdfPage

from models.incoming.pages.letters import plain_letter
from models.incoming.pages.page import Glyph, Page, Ruling
from storage.errors import StorageError
from storage.files.limits import DEPTH, PAGE_OBJECTS

_THIN: Final = 3.0
"""Points: a filled rectangle that is thinner is a line; WPS and Excel draw borders so."""

_SHORT: Final = 2.0
_STRAIGHT: Final = 0.5
_WHITE: Final = 250

_NEW: Final = frozenset({pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO})
"""After these, a line begins at a new point: curves are no borders."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)


def read_page(page: PdfPage, number: int, name: str) -> tuple[Page, bool]:
    """A page, and whether it has pictures. Raises ``StorageError`` where it holds more than any printed page does."""
    turn, width, height = _as_seen(page)
    glyphs = list(_glyphs(page, turn, number, name))
    lines = _Lines(turn, number, name)
    lines.add(lambda at: pdfium.FPDFPage_GetObject(page, at), pdfium.FPDFPage_CountObjects(page), _IDENTITY, 0)
    return Page(number, width, height, glyphs, lines.horizontal, lines.vertical), lines.has_picture


def _as_seen(page: PdfPage) -> tuple[Callable[[float, float], Point], float, float]:
    """Turns a point of the file (from the lower left) to one of the page as it is shown, and the size of that."""
    left, bottom, right, top = page.get_bbox()
    wide, high = right - left, top - bottom
    turns: dict[int, Callable[[float, float], Point]] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    rotation = page.get_rotation()
    return turns[rotation], *((wide, high) if rotation in {0, 180} else (high, wide))


def _glyphs(page: PdfPage, turn: Callable[[float, float], Point], number: int, name: str) -> Iterator[Glyph]:
    """Every printed character; spaces and line breaks that pdfium adds by itself are left out."""
    text = page.get_textpage()
    count = pdfium.FPDFText_CountChars(text)
    if count > PAGE_OBJECTS:
        raise StorageError(_crowded(name, number))
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = 0
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:  # the second half of a rare character
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        letter = plain_letter(chr(code))
        if code < 0x20 or pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        (left, top), (right, bottom) = turn(box.left, box.top), turn(box.right, box.bottom)
        base = turn(x.value, y.value)[1]
        yield Glyph(letter, min(left, right), max(left, right), min(top, bottom), max(top, bottom), base)
    text.close()


class _Lines:
    """Collects the straight lines of a page, also of the forms in it."""

    def __init__(self, turn: Callable[[float, float], Point], number: int, name: str) -> None:
        self.horizontal: list[Ruling] = []
        self.vertical: list[Ruling] = []
        self.has_picture = False
        self._turn = turn
        self._left = PAGE_OBJECTS
        self._number, self._name = number, name

    def add(self, object_at: Callable[[int], Any], count: int, matrix: Matrix, depth: int) -> None:
        """Add what is in the page, or in a form whose points ``matrix`` moves to the page."""
        self._left -= count
        if self._left < 0 or depth > DEPTH:
            raise StorageError(_crowded(self._name, self._number))
        for at in range(count):
            item = object_at(at)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._add_path(item, _times(_matrix(item), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.has_picture = True
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                inner = pdfium.FPDFFormObj_CountObjects(item)
                self.add(_getter(item), max(inner, 0), _times(_matrix(item), matrix), depth + 1)

    def _add_path(self, path: Any, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        self._left -= max(pdfium.FPDFPath_CountSegments(path), 0)
        if self._left < 0:
            raise StorageError(_crowded(self._name, self._number))
        if stroke.value and not _is_white(path, pdfium.FPDFPageObj_GetStrokeColor):
            for points in self._subpaths(path, matrix):
                for (x1, y1), (x2, y2) in pairwise(points):
                    self._add_line(x1, y1, x2, y2)
        elif fill.value and not _is_white(path, pdfium.FPDFPageObj_GetFillColor):
            for points in self._subpaths(path, matrix):
                self._add_filled(points)

    def _subpaths(self, path: Any, matrix: Matrix) -> Iterator[list[Point]]:
        """The corners of each part of a path as it is seen; curves are left out."""
        points: list[Point] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        a, b, c, d, e, f = matrix
        for at in range(pdfium.FPDFPath_CountSegments(path)):
            segment = pdfium.FPDFPath_GetPathSegment(path, at)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            if kind in _NEW:
                if len(points) > 1:
                    yield points
                points = [point]
            else:
                points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
                points.append(points[0])
        if len(points) > 1:
            yield points

    def _add_filled(self, points: list[Point]) -> None:
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if bottom - top <= _THIN and right - left > bottom - top:
            self._add_line(left, (top + bottom) / 2, right, (top + bottom) / 2)
        elif right - left <= _THIN:
            self._add_line((left + right) / 2, top, (left + right) / 2, bottom)

    def _add_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        if abs(y1 - y2) <= _STRAIGHT and abs(x1 - x2) >= _SHORT:
            self.horizontal.append(Ruling((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
        elif abs(x1 - x2) <= _STRAIGHT and abs(y1 - y2) >= _SHORT:
            self.vertical.append(Ruling((x1 + x2) / 2, min(y1, y2), max(y1, y2)))


def _crowded(name: str, number: int) -> str:
    return f"“{name}”第 {number} 页的内容超过 {PAGE_OBJECTS:,} 个，不像印出来的一页，没有读；打印成新的 PDF 再读"


def _getter(form: Any) -> Callable[[int], Any]:
    return lambda at: pdfium.FPDFFormObj_GetObject(form, at)


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first`` and then ``then``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _is_white(path: Any, color_of: Callable[..., int]) -> bool:
    """Whether a colour does not show on paper: white, or transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not color_of(path, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE
