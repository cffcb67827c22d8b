"""Makes an .xls workbook safe for python-calamine, and tells what that does not: how cells show numbers, what has no value.

Records and their numbers are those of [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from models.incoming.clipboard.block import At
from storage.errors import StorageError
from storage.files.limits import CELLS, check_size
from storage.incoming.number_format import BUILT_IN
from storage.incoming.xlsx_parts import SheetParts

_BOF, _EOF, _CONTINUE, _FORMAT, _XF, _SHEET, _LOCKED, _STRINGS = 0x0809, 0x000A, 0x003C, 0x041E, 0x00E0, 0x0085, 0x002F, 0x00FC
_NUMBER, _RK, _ROW_OF_RK, _FORMULA, _ERROR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_ROW, _COLUMN = 0x0208, 0x007D
_TEXTS: Final = frozenset({0x00FD, 0x0204, 0x00D6})
_KEPT: Final = _TEXTS | {
    _BOF, _EOF, _FORMAT, _XF, _SHEET, _STRINGS, _NUMBER, _RK, _ROW_OF_RK, _FORMULA, _ERROR, _ROW, _COLUMN,
    0x0022, 0x0042, 0x0207, 0x00E5,
}  # fmt: skip
"""What makes up the cells, besides them: dates from 1904, code page, results that are texts, merged cells.

Of the others python-calamine needs none, and some (the size that a sheet states, names, drawings) lead it astray when damaged.
"""

_NOTHING: Final = b"\x00\x10"
"""The number of a record that python-calamine passes over (UNITS, of charts)."""

_BIFF8: Final = 0x0600
_WORKSHEET: Final = 0
_PLAIN: Final = frozenset({"", "General", "@", "0"})
_EXPRESSION: Final = slice(20, 22)
"""Where a formula states the length of its expression, of which only the result is read."""


class XlsWorkbook(NamedTuple):
    """The workbook's stream with the records of cells alone, and what is told of each worksheet by its name."""

    stream: bytes
    parts: Mapping[str, SheetParts]


def read_xls_workbook(stream: bytes, name: str) -> XlsWorkbook:
    """The workbook in a stream of the file ``name``. Raises ``StorageError`` where that is damaged, locked or too large."""
    try:
        clean = _clean(stream, name)
        codes, sheets = _globals(clean, name)
        return XlsWorkbook(clean, {sheet: _scan(clean, offset, codes, name, sheet) for sheet, offset in sheets})
    except (struct.error, IndexError, UnicodeDecodeError):
        raise StorageError(f"“{name}”不完整，读不出来；在 WPS 里打开，另存为 .xlsx 再读") from None


def records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """Kind, place and content of the records from ``at`` to the end of the part that begins there."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at, stream[at + 4 : at + 4 + length]
        if kind == _EOF:
            return
        at += 4 + length


def _clean(stream: bytes, name: str) -> bytes:
    """The stream with all other records made empty ones of the same length: places stay as they are."""
    cleaned = bytearray(stream)
    at = 0
    kept = False
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        kept = kept if kind == _CONTINUE else kind in _KEPT
        if kind == _LOCKED:
            raise StorageError(f"“{name}”加了密码，读不出来；在 WPS 或 Excel 里去掉打开密码，保存以后再读")
        if kind == _STRINGS and struct.unpack_from("<I", stream, at + 8)[0] > CELLS:
            raise StorageError(f"“{name}”的文字超过 {CELLS:,} 个，不像正常的文件，没有读；只留要读的表，另存一份再读")
        if not kept:
            cleaned[at : at + 2] = _NOTHING
        elif kind == _FORMULA:
            cleaned[at + 4 + _EXPRESSION.start : at + 4 + _EXPRESSION.stop] = b"\x00\x00"
        at += 4 + length
    return bytes(cleaned)


def _globals(stream: bytes, name: str) -> tuple[list[str], list[tuple[str, int]]]:
    """The format code of each cell style, "" for plain ones; the worksheets with the place of their records."""
    formats = dict(BUILT_IN)
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    for kind, _, body in records(stream, 0):
        if kind == _BOF and struct.unpack_from("<H", body)[0] != _BIFF8:
            raise StorageError(f"“{name}”是 Excel 95 或更早的工作簿，读不了；在 WPS 里打开，另存为 .xlsx 再读")
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = text_of_record(body[4:], struct.unpack_from("<H", body, 2)[0])
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET and body[5] == _WORKSHEET:
            sheets.append((text_of_record(body[7:], body[6]), struct.unpack_from("<I", body)[0]))
    codes = [formats.get(number, "") for number in styles]
    return ["" if code in _PLAIN else code for code in codes], sheets


def text_of_record(body: bytes, length: int) -> str:
    """A text whose first byte says whether its characters have two bytes."""
    return body[1 : 1 + 2 * length].decode("utf-16-le") if body[0] & 1 else body[1 : 1 + length].decode("latin-1")


def _scan(stream: bytes, offset: int, codes: Sequence[str], file: str, sheet: str) -> SheetParts:
    formats: dict[At, str] = {}
    errors: list[At] = []
    hides = False
    bottom = right = -1
    for kind, _, body in records(stream, offset):
        if kind == _ROW:
            hides = hides or bool(body[12] & 0x20)
        elif kind == _COLUMN:
            hides = hides or bool(body[8] & 1)
        for row, column, style in _cells(kind, body):
            bottom, right = max(bottom, row), max(right, column)
            if _is_error(kind, body):
                errors.append((row, column))
            elif kind not in _TEXTS and codes[style]:
                formats[row, column] = codes[style]
    check_size(bottom + 1, right + 1, file, f"工作表“{sheet}”")
    return SheetParts(formats, errors, hides=hides)


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and style of each cell with a value in a record."""
    if kind == _ROW_OF_RK:
        row, first = struct.unpack_from("<HH", body)
        for number in range((len(body) - 6) // 6):
            yield row, first + number, struct.unpack_from("<H", body, 4 + 6 * number)[0]
    elif kind in {_NUMBER, _RK, _FORMULA, _ERROR} or kind in _TEXTS:
        row, column, style = struct.unpack_from("<HHH", body)
        yield row, column, style


def _is_error(kind: int, body: bytes) -> bool:
    """Whether a cell holds #REF! or the like, itself or as the result of its formula."""
    return (kind == _ERROR and body[7] == 1) or (kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff")
