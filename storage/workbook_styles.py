"""The looks of cells as openpyxl styles: one shared StyleArray per kind of cell."""

from __future__ import annotations

from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE, BUILTIN_FORMATS_REVERSE
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook

from models.paper.sheet import FONT, LOOKS, Cell, Look, Style

_LONG: Final = 255
"""Excel shows text cells of the format ``@`` as #### beyond this length; longer text gets the format General."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@")
_LINK_COLOUR: Final = "000563C1"

_LINE: Final = Side(style="thin")
_BORDERS: Final = {"": Border(), "box": Border(_LINE, _LINE, _LINE, _LINE), "below": Border(bottom=_LINE)}


class StyleBook:
    """The styles of one workbook, made when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook: Any = workbook  # the style tables are no public part of openpyxl
        self._arrays: dict[tuple[Style, bool, bool, bool], StyleArray] = {}
        self._set_default_font()

    def _set_default_font(self) -> None:
        """宋体 12 as the Normal style: column widths are measured in its digits."""
        font = Font(name=FONT, size=12, charset=134)
        self._workbook._fonts = IndexedList([font])
        self._workbook._named_styles["Normal"].font = font

    def of(self, cell: Cell) -> StyleArray:
        """The style of a cell."""
        text = cell.text
        quoted = cell.number is None and text.startswith(_FORMULA_STARTS)
        key = (cell.style, cell.top, len(text) > _LONG, quoted)
        found = self._arrays.get(key)
        if found is None:
            found = self._arrays[key] = self._make(cell.style, top=cell.top, long=key[2], quoted=quoted)
        return found

    def _make(self, style: Style, *, top: bool, long: bool, quoted: bool) -> StyleArray:
        look = LOOKS[style]
        book = self._workbook
        array = StyleArray()
        array.fontId = book._fonts.add(_font(look, style))
        array.borderId = book._borders.add(_BORDERS[look.border])
        array.alignmentId = book._alignments.add(
            Alignment(horizontal=look.across, vertical="top" if top else "center", wrap_text=True, indent=look.indent)
        )
        array.numFmtId = self._format_id("General" if long and look.format == "@" else look.format)
        array.quotePrefix = int(quoted)
        return array

    def _format_id(self, code: str) -> int:
        if code in BUILTIN_FORMATS_REVERSE:
            return int(BUILTIN_FORMATS_REVERSE[code])
        return int(self._workbook._number_formats.add(code)) + BUILTIN_FORMATS_MAX_SIZE


def _font(look: Look, style: Style) -> Font:
    linked = style is Style.LINK
    return Font(
        name=FONT,
        charset=134,
        size=look.size,
        bold=look.bold or None,
        underline="single" if linked else None,
        color=_LINK_COLOUR if linked else None,
    )
