"""The limits of what is read from files that others made; every reader of such files goes through here."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from storage.errors import StorageError

MB: Final = 1024 * 1024

FILE_BYTES: Final = 64 * MB
UNPACKED_BYTES: Final = 128 * MB
"""Of all parts of an archive that are read; the largest published workbook seen has 3 MB."""

ENTRIES: Final = 5_000
"""Files in an archive; a workbook of 46 sheets has 60."""

ROWS: Final = 20_000
COLUMNS: Final = 1_000
CELLS: Final = 1_000_000
"""Of one sheet or table, blank ones counted: libraries keep a place for each."""

DEPTH: Final = 100
"""Elements inside each other in XML; a cell in a table in a table has 20."""

PAGES: Final = 300
PAGE_OBJECTS: Final = 200_000
"""Characters, lines and pictures of a page."""

NUMBER_CHARACTERS: Final = 40
TEXT_CHARACTERS: Final = 100_000
"""Of a cell or paragraph; Excel holds 32,767."""

_CHUNK: Final = MB
_PIECE: Final = 64 * 1024
_DECLARED: Final = zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises ``StorageError`` for a folder, a missing, empty, locked or too large file."""
    if path.is_dir():
        raise StorageError(f"“{path}”是一个文件夹，要选里面的文件")
    try:
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise StorageError(f"“{path.name}”有 {size // MB} MB，超过 {FILE_BYTES // MB} MB，读不了；只留要读的表，另存一份再读")
        data = path.read_bytes()
    except FileNotFoundError:
        raise StorageError(f"没有“{path}”这个文件，检查文件名和文件夹") from None
    except OSError as error:
        raise StorageError(f"“{path}”打不开（{error.strerror or error}），检查它在不在、有没有权限") from None
    if not data:
        raise StorageError(f"“{path.name}”是空的，换用另一份")
    return data


class Archive:
    """A zip file (.xlsx, .docx, .ods) that is read within the limits; ``name`` is the file's, for the sentences."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        self._file = file
        self._left = UNPACKED_BYTES
        self.name = name
        self.parts: Final = {entry.filename: entry for entry in file.infolist()}

    def read(self, part: str) -> bytes:
        """A part unpacked. Raises ``StorageError`` where it is missing, damaged, or all parts read are too large together."""
        try:
            with self._file.open(self.parts[part]) as stream:
                return self._limited(stream)
        except _DECLARED:
            raise StorageError(f"“{self.name}”不完整，里面的“{part}”读不出来；在 WPS 里打开，另存一份再读") from None

    def _limited(self, stream: IO[bytes]) -> bytes:
        chunks: list[bytes] = []
        while chunk := stream.read(_CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise StorageError(_too_large(self.name))
            chunks.append(chunk)
        return b"".join(chunks)


def _too_large(name: str) -> str:
    return f"“{name}”解压以后超过 {UNPACKED_BYTES // MB} MB，不像正常的文件，没有读；只留要读的表，另存一份再读"


@contextmanager
def open_archive(data: IO[bytes], name: str) -> Iterator[Archive]:
    """A zip file. Raises ``StorageError`` for what is none, has too many parts, or says itself that it is too large.

    Parts that state less than they hold are found when they are read; a caller that hands the file to a library, which unpacks
    by itself, reads every part that the library will read before.
    """
    try:
        file = zipfile.ZipFile(data)
    except _DECLARED:
        raise StorageError(f"“{name}”不完整，读不出来；换用另一份，或者在 WPS 里打开，另存一份再读") from None
    with file:
        if len(file.infolist()) > ENTRIES:
            raise StorageError(
                f"“{name}”里有 {len(file.infolist()):,} 个文件，超过 {ENTRIES:,} 个，不像正常的文件，没有读；换用另一份"
            )
        if sum(entry.file_size for entry in file.infolist()) > UNPACKED_BYTES:
            raise StorageError(_too_large(name))
        yield Archive(file, name)


def check_packed(parts: Iterable[memoryview], name: str) -> None:
    """Refuse parts that were packed by zlib and are too large together; what is no such part is passed. Raises ``StorageError``."""
    left = UNPACKED_BYTES
    for part in parts:
        unpacker = zlib.decompressobj()
        try:
            for start in range(0, len(part), _PIECE):
                rest: bytes | memoryview = part[start : start + _PIECE]
                while rest and not unpacker.eof:
                    left -= len(unpacker.decompress(rest, _CHUNK))
                    if left < 0:
                        raise StorageError(_too_large(name))
                    rest = unpacker.unconsumed_tail
                if unpacker.eof:
                    break
        except zlib.error:
            continue


def check_size(rows: int, columns: int, name: str, where: str) -> None:
    """Refuse a sheet or table that is too large; ``where`` names it in the file ``name``. Raises ``StorageError``."""
    what = ""
    if rows > ROWS:
        what = f"有 {rows:,} 行，超过 {ROWS:,} 行"
    elif columns > COLUMNS:
        what = f"有 {columns:,} 列，超过 {COLUMNS:,} 列"
    elif rows * columns > CELLS:
        what = f"有 {rows:,} 行 {columns:,} 列，超过 {CELLS:,} 格"
    if what:
        raise StorageError(f"“{name}”的{where}{what}，没有读；删掉表外多余的内容，另存一份再读")


def check_text(text: str, name: str, where: str) -> None:
    """Refuse a text of a cell or paragraph that is too long. Raises ``StorageError``."""
    if len(text) > TEXT_CHARACTERS:
        raise StorageError(f"“{name}”的{where}有 {len(text):,} 个字，超过 {TEXT_CHARACTERS:,} 个，没有读；分成几段再读")


def small_number(text: str | None, most: int) -> int:
    """A count of rows or columns as a file states it, from 1 to ``most``; 1 for what is none."""
    plain = (text or "").strip()
    return min(max(int(plain), 1), most) if plain.isascii() and plain.isdecimal() and len(plain) < NUMBER_CHARACTERS else 1
