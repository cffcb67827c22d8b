"""Tells a list of projects, one a row, from 绩效目标表, which are read as sheets."""

from __future__ import annotations

from typing import Final

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.heading_words import VARIANTS
from models.incoming.clipboard.headings import AMOUNT, plain_heading
from models.values.money import fen, read_amount

_NAMES: Final = frozenset({"项目", "项目名称", "预算项目名称", "二级项目名称"})
_DEEPEST: Final = 8


def is_project_list(block: ClipboardBlock | None) -> bool:
    """Whether headings 项目名称 and 金额 stand in one row above a name and a figure; in a sheet labels stand below labels."""
    rows = range(min(_DEEPEST, block.height - 1)) if block is not None else ()
    return block is not None and any(_heads_a_list(block, row) for row in rows)


def _heads_a_list(block: ClipboardBlock, row: int) -> bool:
    words = {at: plain_heading(text) for at, text in enumerate(block.rows[row]) if text}
    names = [at for at, word in words.items() if word in _NAMES]
    amounts = [at for at, word in words.items() if word in VARIANTS[AMOUNT]]
    below = next((at for at in range(row + 1, block.height) if any(block.rows[at])), row)
    named = any(not _is_figure(block.text(below, at)) and block.text(below, at) for at in names)
    return bool(named) and below > row and any(_is_figure(block.text(below, at)) for at in amounts)


def _is_figure(text: str) -> bool:
    return bool(fen(read_amount(text)))
