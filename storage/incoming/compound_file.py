"""Compound files ([MS-CFB]), in which .xls keeps its workbook: one stream is taken out, or put into a new one.

python-calamine follows damaged chains until the memory is full, so it is given a file of our own with this one stream.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final

_SIGNATURE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_DIFAT_IN_HEADER: Final = 109
_FIRST_DIFAT: Final = 76
_ENTRY: Final = 128
_END: Final = 0xFFFFFFFE
_FREE: Final = 0xFFFFFFFF
_FAT: Final = 0xFFFFFFFD
_SECTOR: Final = 4096
_SMALL_STREAM: Final = 4096
_SMALL_SECTOR: Final = 64


def read_stream(data: bytes, name: str) -> bytes:
    """The stream called ``name``; b"" where there is none or the file is damaged.

    Every chain is followed no longer than the file is. Streams below 4,096 bytes lie in one of their own, in small sectors.
    """
    try:
        return _read_stream(data, name)
    except struct.error:
        return b""


def _read_stream(data: bytes, name: str) -> bytes:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        return b""
    size = 1 << shift

    fat: list[int] = []
    for number in _fat_sectors(data, size):
        fat.extend(_numbers(_sector(data, size, number)))
    first, _, cutoff, first_small = struct.unpack_from("<IIII", data, 48)
    directory = _chain(data[size:], first, size, fat)
    root = struct.unpack_from("<I", directory, 116)[0] if directory else _END
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(min(length, 64) - 2, 0)] == name.encode("utf-16-le"):
            start, count = struct.unpack_from("<II", directory, at + 116)
            if count >= cutoff:
                return _chain(data[size:], start, size, fat)[:count]
            small = _numbers(_chain(data[size:], first_small, size, fat))
            return _chain(_chain(data[size:], root, size, fat), start, _SMALL_SECTOR, small)[:count]
    return b""


def _sector(data: bytes, size: int, number: int) -> bytes:
    """A sector; the header is one too, without a number."""
    return data[size * (number + 1) : size * (number + 2)]


def _chain(sectors: bytes, start: int, size: int, table: Sequence[int]) -> bytes:
    """The sectors from ``start`` on, each of which ``table`` names the next."""
    parts: list[bytes] = []
    while start < len(table) and len(parts) * size <= len(sectors):
        parts.append(sectors[start * size : (start + 1) * size])
        start = table[start]
    return b"".join(parts)


def _fat_sectors(data: bytes, size: int) -> Iterator[int]:
    """The sectors that hold the chains, each once and no more than the file has."""
    most = len(data) // size
    numbers = list(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", data, _FIRST_DIFAT))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, most)):
        *more, following = _numbers(_sector(data, size, following)) or [_END]
        numbers.extend(more)
    yield from list(dict.fromkeys(number for number in numbers if number < most))[:most]


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def with_stream(name: str, stream: bytes) -> bytes:
    """A compound file (version 4) with one stream of at least 4,096 bytes."""
    stream = stream.ljust(_SMALL_STREAM, b"\x00")
    sectors = -(-len(stream) // _SECTOR)
    per_sector = _SECTOR // 4
    tables = -(-(sectors + 1) // (per_sector - 1))
    directory_at = tables + sectors
    fat = [_FAT] * tables + [*range(tables + 1, directory_at), _END, _END]
    fat += [_FREE] * (tables * per_sector - len(fat))
    difat = [*range(tables), *[_FREE] * (_DIFAT_IN_HEADER - tables)]
    header = _SIGNATURE + bytes(16) + struct.pack("<HHHHH", 0x3E, 4, 0xFFFE, 12, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 1, tables, directory_at, 0, _SMALL_STREAM, _END, 0, _END, 0)
    header += struct.pack(f"<{_DIFAT_IN_HEADER}I", *difat)
    # The root has to begin somewhere: python-calamine takes one without a start for an empty file.
    directory = _entry("Root Entry", 5, 1, directory_at, 0) + _entry(name, 2, _FREE, tables, len(stream))
    parts = (header, struct.pack(f"<{len(fat)}I", *fat), stream, directory)
    return b"".join(part.ljust(-(-len(part) // _SECTOR) * _SECTOR, b"\x00") for part in parts)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\x00\x00"
    links = struct.pack("<HBBIII", len(letters), kind, 1, _FREE, _FREE, child)
    return letters.ljust(64, b"\x00") + links + bytes(36) + struct.pack("<IQ", start, size)
