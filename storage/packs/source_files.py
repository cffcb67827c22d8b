"""Reads the files of a pack: TOML with the line of every value, CSV with the line of every row.

What cannot be read is refused in words that say what to do: a wrong encoding, a byte order mark, Chinese punctuation.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Final

from msgspec import Struct

from models.pack.errors import PackError, PackFaults
from models.pack.source.positions import value_lines
from models.pack.source.syntax import BOM, syntax_faults
from models.pack.source.written import Written, as_written
from storage.files.limits import LARGEST_PACK, MB, TOML_FAULTS, read_toml_text

_OPEN_QUOTE: Final = "引号没有成对，或者引号里换了行；一行一条，整个格子的两头写英文的双引号，格子里面的双引号写两个"
_LEFT_THERE: Final = ("thumbs.db", "desktop.ini", "__macosx")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def is_left_there(name: str) -> bool:
    """Whether a system or an office program leaves a file or folder of this name beside those of an author: ``._sheet.toml``."""
    return name.startswith((".", "~")) or name.lower() in _LEFT_THERE


def read_toml(path: Path, name: str) -> Written:
    """The root table of a file that messages call ``name``. Raises ``PackError``."""
    text = _decoded(_bytes(path, name), name)
    if text.startswith(BOM):
        raise PackError(name, (), "文件的开头有 BOM（记事本的“带有 BOM 的 UTF-8”）；另存为，编码选“UTF-8”", 1)
    return _written(text, name)


@lru_cache(maxsize=64)
def _written(text: str, name: str) -> Written:
    """The root table, remembered: packs share what they extend, and each file is asked for more than once. Nobody changes it."""
    try:
        return as_written(read_toml_text(text), value_lines(text), name)
    except TOML_FAULTS as error:
        raise PackFaults(list(syntax_faults(text, name, error))) from None


class CsvList(Struct, frozen=True):
    """The rows of a list by the names in its first row (``head``), and the line of each."""

    rows: tuple[Mapping[str, str], ...]
    lines: tuple[int, ...]
    head: tuple[str, ...] = ()


def read_csv_list(path: Path, name: str) -> CsvList:
    """The rows of a CSV file. Raises ``PackError``."""
    reader = csv.reader(io.StringIO(read_text(path, name)), strict=True)
    numbered: list[tuple[list[str], int]] = []
    before = 0
    try:
        for row in reader:
            if reader.line_num > before + 1:
                raise PackError(name, (), _OPEN_QUOTE, before + 1)
            before = reader.line_num
            if row:
                numbered.append((row, before))
    except csv.Error:
        raise PackError(name, (), _OPEN_QUOTE, before + 1) from None
    (head, _), *rest = numbered or [([], 0)]
    rows = tuple(dict(zip_longest(head, row, fillvalue="")) for row, _ in rest)
    return CsvList(rows, tuple(line for _, line in rest), tuple(head))


def read_csv(path: Path) -> list[Mapping[str, str]]:
    """The rows of a list, by the names in its first row. Raises ``PackError``."""
    return list(read_csv_list(path, path.name).rows)


def read_rows(path: Path, name: str) -> list[list[str]]:
    """The cells of a table that was saved as CSV, without a header; blank lines too. Raises ``PackError``."""
    text = read_text(path, name)
    if other := next((mark for mark in (";", "\t") if mark in text.partition("\n")[0]), ""):
        shown = "分号" if other == ";" else "Tab"
        if "," not in text.partition("\n")[0]:
            raise PackError(name, (), f"各格之间是{shown}，应当是英文的逗号；另存为“CSV UTF-8（逗号分隔）”", 1)
    reader = csv.reader(io.StringIO(text))
    try:
        return list(reader)
    except csv.Error as error:
        raise PackError(name, (), f"这一行读不出来，不是 CSV 的写法（{error}）", reader.line_num) from None


def read_lines(path: Path, name: str) -> list[str]:
    """The lines of a text. Raises ``PackError``."""
    return read_text(path, name).splitlines()


def read_text(path: Path, name: str) -> str:
    """A text in UTF-8; a byte order mark, as Excel writes it, is none of its business. Raises ``PackError``."""
    return _decoded(_bytes(path, name), name).removeprefix(BOM)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_PACK:
            raise PackError(name, (), f"有 {path.stat().st_size // MB} MB，太大，不像是版式包的文件")
        return path.read_bytes()
    except OSError as error:
        raise PackError(name, (), f"读不出来（{error.strerror or error}），检查 {path.parent} 里的这个文件") from None


def _decoded(data: bytes, name: str) -> str:
    if data.startswith(_UTF16):
        raise PackError(name, (), "不是 UTF-8 编码，是 Unicode（UTF-16）；另存为，编码选“UTF-8”", 1)
    try:
        return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")  # Excel offers the lines of the old Macintosh too
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            raise PackError(name, (), "不是 UTF-8 编码，也不是文字；换一份好的", line) from None
        raise PackError(name, (), "不是 UTF-8 编码，像是 GBK（记事本的“ANSI”）；另存为，编码选“UTF-8”", line) from None
