"""The embedded part of a workbook: the book as JSON in the cells of a hidden sheet, and what the visible cells showed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from msgspec import Struct

from models.book.exchange import book_from_plain, book_to_plain
from models.book.fields import RecordError
from models.book.records import Book
from models.program import PROGRAM
from storage.errors import StorageError

FORMAT: Final = "ysgk-workbook"
VERSION: Final = 4

_CHUNK: Final = 32_000
"""Characters per cell; Excel takes 32,767."""

_UNSAFE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\U00010000-\U0010ffff]|_(?=x)")
"""What XML cannot hold, what Excel counts as two characters, and the start of its own escapes such as _x000D_."""

ShownCells = Mapping[str, Sequence[Sequence[str]]]
"""Per sheet name what each cell shows, row by row."""


class TableBody(NamedTuple):
    """Where the rows of an official table stand on its sheet: how many rows are above them, how many they are, how wide."""

    above: int
    rows: int
    columns: int


class Embedded(Struct, frozen=True):
    """The embedded part: the publishable book and what its visible cells showed when it was written.

    ``bodies``, by sheet name, of the official tables that are not known by their row of 栏次.
    """

    book: Book
    shown: ShownCells
    bodies: Mapping[str, TableBody]


def embedded_rows(book: Book, shown: ShownCells, bodies: Mapping[str, TableBody]) -> list[tuple[str | int, ...]]:
    """The rows of the hidden sheet: a header row, then the JSON in chunks. 不予公开 amounts are not in it."""
    data = {"format": FORMAT, "version": VERSION, "program": PROGRAM, "book": book_to_plain(book), "cells": shown}
    if bodies:
        data["tables"] = bodies
    text = _UNSAFE.sub(_escaped, json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    chunks = [text[i : i + _CHUNK] for i in range(0, len(text), _CHUNK)]
    return [(FORMAT, VERSION, _digest(text), len(chunks)), *((chunk,) for chunk in chunks)]


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_embedded(rows: Sequence[Sequence[Any]], name: str) -> Embedded:
    """The embedded part from the rows of the hidden sheet of the file ``name``. Raises ``StorageError``."""
    header = [*(rows[0] if rows else ()), None, None, None, None][:4]
    if header[0] != FORMAT or not isinstance(header[1], int | float):
        raise StorageError(f"“{name}”里本程序存的数据坏了，不能还原；要用报送时的原文件，或者用数据文件")
    if header[1] > VERSION:
        raise StorageError(f"“{name}”是用更新的程序导出的，这个版本读不懂；升级程序以后再打开")
    chunks = [row[0] for row in rows[1:] if row and row[0] is not None]
    text = "".join(map(str, chunks))
    if len(chunks) != header[3] or _digest(text) != header[2]:
        raise StorageError(f"“{name}”里本程序存的数据被改过或者缺了一段，不能还原；要用报送时的原文件")
    return _parse(text, name)


def _parse(text: str, name: str) -> Embedded:
    try:
        data = json.loads(text)
        book = book_from_plain(data["book"])
        shown = {str(sheet): [[str(cell) for cell in row] for row in rows] for sheet, rows in data["cells"].items()}
        bodies = {str(sheet): TableBody(*map(int, body)) for sheet, body in data.get("tables", {}).items()}
    except RecordError as error:
        raise StorageError(f"“{name}”里存的数据有一处不对（{error}），不能还原；要用报送时的原文件") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise StorageError(f"“{name}”里本程序存的数据坏了，不能还原；要用报送时的原文件") from None
    return Embedded(book, shown, bodies)
