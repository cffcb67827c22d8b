"""Writes and reads tab-separated text as spreadsheets do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from models.incoming.clipboard.block import ClipboardBlock, clean_cell

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')
_BREAK: Final = re.compile(r"[\t\n]")


def to_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Tab-separated text; a cell with a tab or a line break is quoted as spreadsheets do."""
    return "\n".join("\t".join(map(_quoted, row)) for row in rows)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _BREAK.search(text) else text


def from_tsv(text: str) -> ClipboardBlock:
    """Read tab-separated text. Quotes count only around a cell that contains a tab or a line break."""
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        if quoted and _BREAK.search(quoted[1]):
            rows[-1].append(clean_cell(quoted[1].replace('""', '"')))
            at = quoted.end()
        else:
            plain = _BREAK.search(text, at)
            end = plain.start() if plain else len(text)
            rows[-1].append(clean_cell(text[at:end]))
            at = end
        if at >= len(text):
            return ClipboardBlock(rows)
        if text[at] == "\n":
            rows.append([])
        at += 1
