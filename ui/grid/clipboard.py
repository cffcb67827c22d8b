"""What goes to and comes from the clipboard: blocks of cells as tab-separated text and as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QMimeData

Block = Sequence[Sequence[str]]

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN: Final = re.compile(r"[^\t\n]*")


def block_to_text(block: Block) -> str:
    """Tab-separated text; a cell with a tab or a line break is quoted as spreadsheets do."""
    return "\n".join("\t".join(map(_quoted, row)) for row in block)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if "\t" in text or "\n" in text else text


def text_to_block(text: str) -> list[list[str]]:
    """The cells of tab-separated text. A quote is only a quote when the cell holds a tab or a line break inside."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        if quoted and re.search(r"[\t\n]", quoted[1]):
            rows[-1].append(quoted[1].replace('""', '"'))
            at = quoted.end()
        else:
            plain = _PLAIN.match(text, at)
            rows[-1].append(plain[0] if plain else "")
            at = plain.end() if plain else at
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


def block_to_mime(block: Block) -> QMimeData:
    """Both forms, so that a spreadsheet and a text program each take the better one. Codes stay text in a spreadsheet."""
    mime = QMimeData()
    mime.setText(block_to_text(block))
    rows = "".join("<tr>" + "".join(map(_html_cell, row)) + "</tr>" for row in block)
    mime.setHtml(f'<meta charset="utf-8"><table>{rows}</table>')
    return mime


def _html_cell(text: str) -> str:
    is_code = text.isdigit() and len(text) > 2
    style = " style=\"mso-number-format:'\\@'\"" if is_code else ""
    return f"<td{style}>{escape(text).replace(chr(10), '<br>')}</td>"
