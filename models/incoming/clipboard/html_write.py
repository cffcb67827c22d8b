"""Writes a block of cells as an HTML table; Excel, WPS and LibreOffice paste numbers as numbers, text as text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from models.incoming.clipboard.block import UNIT_ATTRIBUTE, UNITS, CopiedCell

_HEAD: Final = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" '
    'content="text/html; charset=utf-8"></head><body><table>'
)
_TAIL: Final = "</table></body></html>"
_TEXT_STYLE: Final = """ style='mso-number-format:"\\@"'"""
_NUMBER_STYLE: Final = """ style='mso-number-format:General'"""
_BREAK: Final = '<br style="mso-data-placement:same-cell;">'
_UNIT_WORDS: Final = {unit: word for word, unit in UNITS.items()}


def to_html(rows: Sequence[Sequence[CopiedCell]]) -> str:
    """The table. Codes such as 2013201 stay text; a line break stays inside its cell."""
    return _HEAD + "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows) + _TAIL


def _cell(cell: CopiedCell) -> str:
    unit = f' {UNIT_ATTRIBUTE}="{_UNIT_WORDS[cell.unit]}"' if cell.unit else ""
    if cell.is_number:
        value = cell.text.replace(",", "")
        return f'<td{unit}{_NUMBER_STYLE} x:num="{value}" sdval="{value}">{cell.text}</td>'
    return f"<td{unit}{_TEXT_STYLE}>{escape(cell.text).replace(chr(10), _BREAK)}</td>"
