"""How cells of an .xls workbook look, as styles of openpyxl: fonts, borders, fills, alignment, number formats.

Records and their fields are those of [MS-XLS] 2.4 (BIFF8).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS

from storage.incoming.xls_parts import text_of_record

FONT, FORMAT, XF, PALETTE = 0x0031, 0x041E, 0x00E0, 0x0092

_MISSING_FONT: Final = 4
"""No font has this number; the next one is 5."""

_FIRST_COLOUR: Final = 8
_SYSTEM: Final = 64
_BOLD: Final = 600
_ACROSS: Final = ("general", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
_DOWN: Final = ("top", "center", "bottom", "justify", "distributed")
_LINES: Final = (
    None, "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot", "mediumDashDot", "dashDotDot",
    "mediumDashDotDot", "slantDashDot",
)  # fmt: skip
_PATTERNS: Final = (
    None, "solid", "mediumGray", "darkGray", "lightGray", "darkHorizontal", "darkVertical", "darkDown", "darkUp", "darkGrid",
    "darkTrellis", "lightHorizontal", "lightVertical", "lightDown", "lightUp", "lightGrid", "lightTrellis", "gray125", "gray0625",
)  # fmt: skip
_UNDERLINES: Final[Mapping[int, Any]] = {1: "single", 2: "double", 0x21: "singleAccounting", 0x22: "doubleAccounting"}
_RAISED: Final[Mapping[int, Any]] = {1: "superscript", 2: "subscript"}


class OldStyles:
    """The styles of a workbook, collected from the records of its globals; ``look`` gives that of a cell's XF."""

    def __init__(self) -> None:
        self._fonts: list[bytes] = []
        self._formats = dict(BUILTIN_FORMATS)
        self._xfs: list[bytes] = []
        self._palette: list[str] = [colour[2:] for colour in COLOR_INDEX]

    def take(self, kind: int, body: bytes) -> None:
        """Take a record, if it is one of styles."""
        if kind == FONT:
            self._fonts.append(body)
        elif kind == FORMAT:
            number, length = struct.unpack_from("<HH", body)
            self._formats[number] = text_of_record(body[4:], length)
        elif kind == XF:
            self._xfs.append(body)
        elif kind == PALETTE:
            for at in range(struct.unpack_from("<H", body)[0]):
                self._palette[_FIRST_COLOUR + at : _FIRST_COLOUR + at + 1] = [body[2 + 4 * at : 5 + 4 * at].hex().upper()]

    @property
    def count(self) -> int:
        """How many XFs there are."""
        return len(self._xfs)

    def font(self, number: int = 0) -> Font:
        """A font; without a number that of the workbook, in whose characters columns are measured."""
        body = self._fonts[number - (number > _MISSING_FONT)]
        height, flags, colour, weight, raised = struct.unpack_from("<HHHHH", body)
        return Font(
            name=text_of_record(body[15:], body[14]), sz=height / 20, b=weight >= _BOLD, i=bool(flags & 2), strike=bool(flags & 8),
            color=self._colour(colour), u=_UNDERLINES.get(body[10]), vertAlign=_RAISED.get(raised), family=body[11] or None,
            charset=body[12] or None,
        )  # fmt: skip

    def look(self, xf: int) -> tuple[Font, Border, PatternFill, Alignment, Protection, str]:
        """Font, border, fill, alignment, protection and number format of the cells with an XF."""
        body = self._xfs[xf]
        font, number_format, flags = struct.unpack_from("<HHH", body)
        lines, more, fill = struct.unpack_from("<IIH", body, 10)
        return (
            self.font(font), self._border(lines, more), self._fill(more >> 26 & 0x3F, fill), _alignment(body),
            Protection(locked=bool(flags & 1), hidden=bool(flags & 2)), self._formats.get(number_format, "General"),
        )  # fmt: skip

    def _colour(self, index: int) -> str | None:
        return f"FF{self._palette[index]}" if index < min(_SYSTEM, len(self._palette)) else None

    def _border(self, lines: int, more: int) -> Border:
        left, right, top, bottom = self._sides(lines, (lines >> 16, lines >> 23, more, more >> 7))
        return Border(left, right, top, bottom)

    def _sides(self, lines: int, colours: Sequence[int]) -> Iterator[Side]:
        for at, colour in enumerate(colours):
            line = _of(_LINES, lines >> 4 * at & 0xF)
            yield Side(line, color=(self._colour(colour & 0x7F) or "FF000000") if line else None)

    def _fill(self, pattern: int, colours: int) -> PatternFill:
        kind = _of(_PATTERNS, pattern)
        if kind is None:
            return PatternFill()
        return PatternFill(kind, self._colour(colours & 0x7F) or "FF000000", self._colour(colours >> 7 & 0x7F) or "FFFFFFFF")


def _alignment(body: bytes) -> Alignment:
    across, rotation, indent = body[6], body[7], body[8]
    return Alignment(
        horizontal=_of(_ACROSS, across & 7), vertical=_of(_DOWN, across >> 4 & 7), wrap_text=bool(across & 8),
        text_rotation=rotation if rotation <= 180 or rotation == 255 else 0, indent=indent & 0xF, shrink_to_fit=bool(indent & 0x10),
    )  # fmt: skip


def _of(names: Sequence[str | None], number: int) -> Any:
    """A word of openpyxl, each of which is a type of its own; None for a number that has none."""
    return names[number] if number < len(names) else None
