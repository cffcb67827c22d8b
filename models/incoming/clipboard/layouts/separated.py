"""Parts lines of text into columns where a list was copied without cells: from a .csv file, a PDF, a page with signs between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from models.incoming.clipboard.block import ClipboardBlock
from models.values.codes import CodeTable

_SEPARATORS: Final = tuple(map(re.compile, (r"\s*[|｜]\s*", r"\s{2,}", r"\s*[,，;；]\s*", r"\s+")))
_GROUPED: Final = re.compile(r"[-−]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
"""An amount whose thousands stand apart: 201,302.00 is no code with a figure behind it."""

_RULE: Final = re.compile(r"[\s|｜:\-—_=+]+")
_SHARE: Final = 0.6
"""Of the lines, at least so many have the same number of parts, and a code at one place: the others are sums and titles."""

_FEWEST: Final = 2


def separated(block: ClipboardBlock, tables: Sequence[CodeTable]) -> ClipboardBlock:
    """The block with a column for each part of its lines; the same block unless codes of the tables stand among them.

    A code and its name may stay together, as cells have them.
    """
    if block.width != 1 or block.height < _FEWEST:
        return block
    lines = [block.text(row, 0) for row in range(block.height)]
    lines = [line for line in lines if line and not _RULE.fullmatch(line)]
    if all(map(_GROUPED.fullmatch, lines)):
        return block
    named = sum(any(table.knows(line) for table in tables) for line in lines) >= len(lines) * _SHARE
    for separator in _SEPARATORS:
        rows = [separator.split(line.strip("|｜ ")) for line in lines]
        widths = Counter(map(len, rows))
        width, count = max(widths.items(), key=lambda found: found[1], default=(0, 0))
        whole = [row for row in rows if len(row) == width]
        if width >= _FEWEST + named and count >= max(_FEWEST, len(rows) * _SHARE) and _has_codes(whole, tables):
            return ClipboardBlock([_aligned(row, width) for row in rows])
    return block


def _aligned(row: Sequence[str], width: int) -> list[str]:
    """A row with the parts behind its first at the right end, where 合计 has its figures."""
    return [*row[:1], *[""] * (width - len(row)), *row[1:]]


def _has_codes(rows: Sequence[Sequence[str]], tables: Sequence[CodeTable]) -> bool:
    """Whether codes stand at one place of most rows; headings may stand above them."""
    columns = [column[1:] if _is_no_code(column[0], tables) else column for column in zip(*rows, strict=True)]
    known = [sum(table.get(text) is not None for text in column) / len(column) for column in columns for table in tables]
    return max(known, default=0) >= _SHARE


def _is_no_code(text: str, tables: Sequence[CodeTable]) -> bool:
    """Whether a text is no code."""
    return all(table.get(text) is None for table in tables)
