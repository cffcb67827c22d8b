"""Tells a list of projects, one a row, from 绩效目标表, which are read as sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.book import terms
from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.heading_words import VARIANTS
from models.incoming.clipboard.headings import AMOUNT, plain_heading
from models.incoming.clipboard.source_words import source_named
from models.values.money import fen, read_amount

_NAMES: Final = frozenset({"项目", "项目名称", "预算项目名称", "二级项目名称"})
_DEEPEST: Final = 8


def is_project_list(block: ClipboardBlock | None) -> bool:
    """Whether 项目名称 and 金额, or sources, stand in one row above a name and a figure; in a sheet labels stand below labels."""
    rows = range(min(_DEEPEST, block.height - 1)) if block is not None else ()
    return block is not None and any(_heads_a_list(block, row) for row in rows)


def _heads_a_list(block: ClipboardBlock, row: int) -> bool:
    words = {at: plain_heading(text) for at, text in enumerate(block.rows[row]) if text}
    names = [at for at, word in words.items() if word in _NAMES]
    below = [at for at in range(row + 1, block.height) if any(block.rows[at])]
    amounts = [at for at, word in words.items() if word in VARIANTS[AMOUNT]]
    sources = [at for at, word in words.items() if source_named(word) in terms.SOURCES]
    if below and _are_projects(block, below[:1], names, amounts):
        return True
    return len(below) > 1 and _are_projects(block, below[:2], names, sources)  # a sheet may name its sources above one row


def _are_projects(block: ClipboardBlock, rows: Sequence[int], names: Sequence[int], amounts: Sequence[int]) -> bool:
    """Whether each row has a name and a figure in these columns."""
    return all(
        any(block.text(row, at) and not _is_figure(block.text(row, at)) for at in names)
        and any(_is_figure(block.text(row, at)) for at in amounts)
        for row in rows
    )


def _is_figure(text: str) -> bool:
    return bool(fen(read_amount(text)))
