"""The limits of what is read from files that others made, and what the libraries raise; every reader goes through here."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import msgspec

from storage.errors import StorageError

MB: Final = 1024 * 1024

FILE_BYTES: Final = 64 * MB
UNPACKED_BYTES: Final = 128 * MB
"""Of all parts of an archive that are read; the largest published workbook seen has 3 MB."""

ENTRIES: Final = 5_000
"""Files in an archive; a workbook of 46 sheets has 60."""

BOOK_BYTES: Final = 8 * MB
"""Of a book file; one with 200 projects has 1 MB, and JSON takes up to twenty times as much memory."""

LINES: Final = 200_000
"""Of a text."""

TREE_TAGS: Final = 600_000
"""Of XML that becomes a tree, which takes up to 400 bytes an element."""

DOM_TAGS: Final = 200_000
"""Of XML that is changed and written again, which takes up to 1,500 bytes an element; a sheet of a template has 20,000."""

PART_TAGS: Final = 3_000_000
"""Of XML that is told element by element; the text of 300 pages has 400,000."""

PAGE_TAGS: Final = 300_000
"""Of a web page, which Python reads ten times as slowly."""

LARGEST_PACK: Final = 4 * MB
"""Of all files of a pack; the largest shipped one has 120 KB."""

TOML_BYTES: Final = MB // 4
"""The largest file of a shipped pack has 16 KB; TOML takes up to 500 times as much memory."""

TOML_DEPTH: Final = 16
"""Parts of a dotted key, of which ``tomllib`` keeps every beginning; packs have keys of 4."""

ROWS: Final = 20_000
COLUMNS: Final = 1_000
CELLS: Final = 1_000_000
"""Of one sheet or table, blank ones counted: libraries keep a place for each."""

DEPTH: Final = 100
"""Elements inside each other in XML; a cell in a table in a table has 20."""

TABLES: Final = 1_000
"""Of a document; that of a department with all projects has 300, and each is compared with what is known of the others."""

PAGES: Final = 300
PAGE_OBJECTS: Final = 200_000
"""Characters, lines and pictures of a page."""

NUMBER_CHARACTERS: Final = 40
TEXT_CHARACTERS: Final = 100_000
"""Of a cell or paragraph; Excel holds 32,767."""

_CHUNK: Final = MB
_PIECE: Final = 64 * 1024

JSON_FAULTS: Final = ValueError, RecursionError
TOML_FAULTS: Final = ValueError, RecursionError
"""What ``json`` and ``tomllib`` raise for any bytes; a number of thousands of digits and bytes that are no UTF-8 are the first."""

MSGSPEC_FAULTS: Final = msgspec.DecodeError, UnicodeDecodeError, RecursionError
"""What ``msgspec.json`` raises for any bytes."""

ZIP_FAULTS: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError, OSError, struct.error,
)  # fmt: skip
"""What ``zipfile`` raises for any bytes."""

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How office programs pack; ``zipfile`` unpacks other methods without a limit, 4 KB of bzip2 to gigabytes."""


def read_bytes(path: Path, most: int = FILE_BYTES) -> bytes:
    """The content of a file. Raises ``StorageError`` for a folder, a missing, empty, locked or too large file."""
    try:
        if path.is_dir():
            raise StorageError(f"“{path}”是一个文件夹，要选里面的文件")
        size = path.stat().st_size
        if size > (most := min(most, FILE_BYTES)):
            raise StorageError(f"“{path.name}”有 {-(-size // MB)} MB，超过 {most // MB} MB，读不了；只留要读的表，另存一份再读")
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
        except ZIP_FAULTS:
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
    except ZIP_FAULTS:
        raise StorageError(f"“{name}”不完整，读不出来；换用另一份，或者在 WPS 里打开，另存一份再读") from None
    with file:
        check_entries(file.infolist(), name)
        if sum(entry.file_size for entry in file.infolist()) > UNPACKED_BYTES:
            raise StorageError(_too_large(name))
        yield Archive(file, name)


def check_entries(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Refuse an archive of too many files, or of files that ``zipfile`` cannot unpack within limits. Raises ``StorageError``."""
    if len(entries) > ENTRIES:
        raise StorageError(f"“{name}”里有 {len(entries):,} 个文件，超过 {ENTRIES:,} 个，不像正常的文件，没有读；换用另一份")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise StorageError(f"“{name}”的压缩方法少见，没有读；换用另一份，或者解压以后重新压缩成普通的 .zip")


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


def check_tags(data: bytes, most: int, name: str) -> None:
    """Refuse XML with more than ``most`` tags. Raises ``StorageError``."""
    if (tags := data.count(b"<")) > most:
        raise StorageError(f"“{name}”里有 {tags:,} 个标记，超过 {most:,} 个，不像正常的文件，没有读；在 WPS 里打开，另存一份再读")


_LONG_KEY: Final = re.compile(
    r"""(?<![\w"'-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){%d}""" % TOML_DEPTH  # noqa: UP031 - braces of a pattern
)


def read_toml_text(text: str) -> dict[str, Any]:
    """The root table of a TOML text. Raises one of ``TOML_FAULTS``, also for a text that would take too much memory."""
    import tomllib  # noqa: PLC0415 - most starts find their packs in the cache

    if len(text) > TOML_BYTES:
        raise ValueError(f"more than {TOML_BYTES} characters")
    if long := _LONG_KEY.search(text):
        line = text.count("\n", 0, long.start()) + 1
        raise ValueError(f"Key too deep (at line {line}, column 1)")
    return tomllib.loads(text)


def check_lines(text: str, name: str) -> None:
    """Refuse a text of too many lines. Raises ``StorageError``."""
    if (lines := max(text.count("\n"), text.count("\r"))) > LINES:
        raise StorageError(f"“{name}”有 {lines:,} 行，超过 {LINES:,} 行，没有读；只留要读的部分，另存一份再读")


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


def check_tables(tables: int, name: str) -> None:
    """Refuse a document of too many tables. Raises ``StorageError``."""
    if tables > TABLES:
        raise StorageError(f"“{name}”里有 {tables:,} 张表，超过 {TABLES:,} 张，没有读；只留要读的表，另存一份再读")


def check_text(text: str, name: str, where: str) -> None:
    """Refuse a text of a cell or paragraph that is too long. Raises ``StorageError``."""
    if len(text) > TEXT_CHARACTERS:
        raise StorageError(f"“{name}”的{where}有 {len(text):,} 个字，超过 {TEXT_CHARACTERS:,} 个，没有读；分成几段再读")


def small_number(text: str | None, most: int) -> int:
    """A count of rows or columns as a file states it, from 1 to ``most``; 1 for what is none."""
    plain = (text or "").strip()
    return min(max(int(plain), 1), most) if plain.isascii() and plain.isdecimal() and len(plain) < NUMBER_CHARACTERS else 1
