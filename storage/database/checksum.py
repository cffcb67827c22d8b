"""The checksum of a book's content: written with every edit, compared when the book is loaded.

SQLite does not notice a bit that flips inside a row. CRC-32 finds every single flip and every burst of up to 32 bits.
"""

from __future__ import annotations

import zlib
from typing import Final

import msgspec

from models.book.records import Book
from storage.database.migrations import MIGRATIONS
from storage.errors import AlteredError

_ALTERED: Final = (
    "“{unit}”{year} 年的预算和上次存的不一样：数据库在程序之外被改动过，或者磁盘出了错。"
    "可以从备份恢复；看过没有问题，也可以照样打开"
)


_UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}".encode()
"""What stands for a byte that is no UTF-8 (``storage/database/file.py``)."""


def checksum(book: Book) -> str:
    """``9:5f3a…``: the version of the records, for a later program may know more fields, and the CRC-32 of all values in hex."""
    return f"{len(MIGRATIONS)}:{zlib.crc32(msgspec.msgpack.encode(book)):08x}"


def refuse_altered(book: Book, kept: str) -> None:
    """Raise ``AlteredError`` where the book is not the one that ``kept`` was made of.

    One of another version cannot be told by its checksum. It is altered if it has a text that cannot be read.
    """
    now = checksum(book)
    comparable = kept.partition(":")[0] == now.partition(":")[0]
    if kept != now if comparable else _UNREADABLE in msgspec.msgpack.encode(book):
        raise AlteredError(_ALTERED.format(unit=book.unit.name or book.unit.code or "没有写单位的", year=book.year))
