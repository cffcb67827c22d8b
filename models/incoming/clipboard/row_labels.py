"""The labels of the rows of a form, and which row of a form a row of a block is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from models.incoming.clipboard.block import ClipboardBlock

_NUMBERING: Final = re.compile(r"^(?:(?:\d+|\([\d一二三四五六七八九十]+\))[、.:]?|[一二三四五六七八九十]+[、.:])")
"""Of 三公经费 the first character is none."""

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_LEFT_OUT: Final = re.compile('[在的“”「」"]')
_RUNNING: Final = re.compile(r"运行(?:维护)?费")


def row_key(label: str) -> str:
    """The label of a row for comparison: without number, 其中, unit of measure, quotes and 「在」「的」; 运行维护费 is 运维费."""
    plain = "".join(unicodedata.normalize("NFKC", label).split())
    words = _NUMBERING.sub("", plain).removeprefix("其中").lstrip(":")
    return _RUNNING.sub("运维费", _LEFT_OUT.sub("", _BRACKETS.sub("", words))).strip("、.:")


def label_column(block: ClipboardBlock, first: int, columns: Iterable[int], labels: Collection[str]) -> int | None:
    """The column of a block in which most texts, from the row ``first`` on, are labels of a form; None without one."""
    known = {row_key(label) for label in labels} - {""}
    counts = {at: sum(row_key(block.text(row, at)) in known for row in range(first, block.height)) for at in columns}
    best = max(counts, key=lambda at: counts[at], default=None)
    texts = sum(bool(block.text(row, best)) for row in range(first, block.height)) if best is not None else 0
    return best if best is not None and counts[best] * 2 > texts else None


def rows_of_labels(block: ClipboardBlock, rows: Sequence[int], at: int, labels: Sequence[str]) -> Mapping[int, int]:
    """Row of the block → row of the form with its label; labels that stand there several times are taken in their order."""
    free: dict[str, list[int]] = {}
    for row in reversed(range(len(labels))):
        free.setdefault(row_key(labels[row]), []).append(row)
    found: dict[int, int] = {}
    for row in rows:
        key = row_key(block.text(row, at))
        if key and free.get(key):
            found[row] = free[key].pop()
    return found
