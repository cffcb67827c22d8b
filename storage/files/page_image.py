"""Pages of a PDF as pictures, drawn when they are asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from storage.errors import StorageError
from storage.files.limits import read_bytes

if TYPE_CHECKING:
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]  # it ships no types


class PageImage(Struct, frozen=True):
    """A picture: four bytes a pixel (blue, green, red, unused), ``stride`` bytes a row."""

    data: bytes
    width: int
    height: int
    stride: int


class PageImages:
    """The pages of one file, which was read before without a fault. Nothing is read until the first one is asked for.

    The document is opened for each page and closed again (2 ms), so that nobody has to remember that it is open.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sizes: dict[int, tuple[float, float]] = {}

    @cached_property
    def _data(self) -> bytes:
        return read_bytes(self._path)

    @contextmanager
    def _page(self, number: int) -> Iterator[PdfPage]:
        from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - 126 ms that nothing else needs

        try:
            document = PdfDocument(io.BytesIO(self._data))
        except PdfiumError:
            raise StorageError(f"“{self._path.name}”变了，不是原来的 PDF；重新读一次") from None
        try:
            if not 0 < number <= len(document):
                raise StorageError(f"“{self._path.name}”变了，没有第 {number} 页；重新读一次")
            page = document[number - 1]
            yield page
            page.close()
        finally:
            document.close()

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page (from 1) in points. Raises ``StorageError`` where the file is gone or another."""
        if number not in self._sizes:
            with self._page(number) as page:
                self._sizes[number] = page.get_size()
        return self._sizes[number]

    def draw(self, number: int, scale: float) -> PageImage:
        """A page (from 1) with so many pixels a point. Raises ``StorageError`` where the file is gone or another."""
        with self._page(number) as page:
            bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
            made = PageImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
            bitmap.close()
        return made
