"""Makes rows higher for texts that need more room: no program does so for merged cells and rows of a fixed height."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from math import ceil, isfinite
from typing import Final
from xml.dom.minidom import Element

from models.templates.records import FilledCell
from storage.templates.references import column_number
from storage.templates.xml_text import elements

_AREA: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_LINE: Final = 16.0
"""The height of a line of 12 points, in points: texts of a published document are hardly smaller."""

_LETTER: Final = 8 / 7
"""The width of a half-width letter of 12 points, in the digits of 11 points by which columns are measured."""

_LONGEST_NAME: Final = 80
_WIDTH: Final = 8.43
_HEIGHT: Final = 15.0
_HIGHEST: Final = 409.0
"""The largest height of a row (ECMA-376 says nothing; it is that of Excel)."""


def make_room(root: Element, rows: Mapping[int, Element], cells: Sequence[FilledCell]) -> None:
    """Give the rows of each text of several lines the height that it lacks, from the last one upwards.

    Figures and names leave all heights as they are, whatever their columns are.
    """
    texts = [(row, column, value) for row, column, value in cells if isinstance(value, str) and _is_long(value)]
    if not texts:
        return
    areas = _areas(root)
    for row, column, text in texts:
        last_row, last_column = areas.get((row, column), (row, column))
        wide = sum(_width(root, at) for at in range(column, last_column + 1))
        lines = sum(max(1, ceil(_letters(line) * _LETTER / wide)) for line in text.split("\n"))
        if lines > 1:
            _grow(root, [rows[at] for at in range(row, last_row + 1) if at in rows], lines * _LINE)


def _is_long(text: str) -> bool:
    """Whether a text is one of 情况说明, and no name of a list."""
    return "\n" in text or _letters(text) > _LONGEST_NAME


def _areas(root: Element) -> Mapping[tuple[int, int], tuple[int, int]]:
    """The lower right corners of merged cells by their upper left ones, as rows and columns."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for merge in elements(root, "mergeCell"):
        area = _AREA.fullmatch(merge.getAttribute("ref"))
        if area is not None:
            found[int(area[2]), column_number(area[1])] = (int(area[4]), column_number(area[3]))
    return found


def _width(root: Element, column: int) -> float:
    for form in elements(root, "col"):
        if _number(form, "min", column + 1) <= column <= _number(form, "max", column) and form.getAttribute("width"):
            return max(_number(form, "width", _WIDTH), 1.0)
    return max(next((_number(form, "defaultColWidth", _WIDTH) for form in elements(root, "sheetFormatPr")), _WIDTH), 1.0)


def _number(form: Element, name: str, otherwise: float) -> float:
    """An attribute as a number; ``otherwise`` where it is missing or, in a damaged file, none."""
    try:
        number = float(form.getAttribute(name) or otherwise)
    except ValueError:
        return otherwise
    return number if isfinite(number) else otherwise


def _letters(line: str) -> int:
    """The width of a line in half-width letters."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line)


def _grow(root: Element, rows: Sequence[Element], needed: float) -> None:
    usual = next((_number(form, "defaultRowHeight", _HEIGHT) for form in elements(root, "sheetFormatPr")), _HEIGHT)
    heights = [_number(row, "ht", usual) for row in rows]
    lacking = needed - sum(heights)
    for row, height in zip(reversed(rows), reversed(heights), strict=True):
        more = min(lacking, _HIGHEST - height)
        if more > 0:
            row.setAttribute("ht", f"{height + more:g}")
            row.setAttribute("customHeight", "1")
            lacking -= more
