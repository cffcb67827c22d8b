"""Joins the columns 类 | 款 | 项, in which published tables print a code, to one column of whole codes."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Final

from models.incoming.clipboard.block import ClipboardBlock
from models.values.codes import CodeTable
from models.values.text import plain_name

_TITLES: Final = ("类", "款", "项")
_LEVEL_SIGNS: Final = "".join(_TITLES)
_WHOLE: Final = "科目编码"
"""The heading of the joined column."""

_STEP: Final = 2
"""Digits that 款 and 项 add."""

_FEWEST: Final = 3
"""Parts that have to make known codes before columns without the headings 类 and 款 are taken for parts of codes."""


def joined_levels(block: ClipboardBlock, tables: Sequence[CodeTable], *, may_be_new: bool = False) -> ClipboardBlock:
    """The block with every run of such columns joined; the same block when it has none.

    A part that is left out is that of the row above, as printed tables do; ``1`` is ``01``. A row with other text (合计,
    headings) keeps the first of its texts. Columns are such a run when their headings say 类 and 款, or when all codes that
    they make are in one of the tables; in a list that ``may_be_new`` a code also counts where the one above it is there.
    """
    lengths = sorted({length for table in tables for length in table.levels})
    at = 0
    while at + 1 < block.width:
        is_class = any(len(text := block.text(row, at)) == lengths[0] and text.isdigit() for row in range(block.height))
        for count in range(min(len(lengths), block.width - at), 1, -1) if is_class else ():
            texts = _joined(block, at, lengths[:count], tables, may_be_new=may_be_new)
            if texts is not None:
                block = block.with_joined(at, count, texts)
                break
        at += 1
    return block


def _joined(
    block: ClipboardBlock, at: int, lengths: Sequence[int], tables: Sequence[CodeTable], *, may_be_new: bool
) -> list[str] | None:
    """The texts of the joined column; None when the columns from ``at`` on are no parts of codes."""
    reader = _LevelReader(lengths)
    texts, titled, codes = [], False, []
    for row in range(block.height):
        parts = [unicodedata.normalize("NFKC", block.text(row, at + n)) for n in range(len(lengths))]
        if not all(part.isdigit() for part in parts if part):
            is_title = tuple(plain_name(part) for part in parts) == _TITLES[: len(parts)]
            titled |= is_title
            if may_be_new and not all(part[0] in _LEVEL_SIGNS for part in filter(None, parts[1:])):
                return None  # a heading says that the column is of something else
            texts.append(_WHOLE if is_title else next(filter(None, parts)))
            continue
        if not reader.fit(parts):
            return None
        code = reader.code(parts)
        codes += [code] if code else []
        texts.append(code)
    if not codes or not (titled or reader.is_complete):
        return None
    cells = len(codes) * len(lengths)
    return texts if titled or any(_are_codes(codes, cells, table, may_be_new=may_be_new) for table in tables) else None


def _are_codes(codes: Sequence[str], cells: int, table: CodeTable, *, may_be_new: bool) -> bool:
    """Whether the joined codes are those of a table; ``cells`` is the number of those that made them."""
    if not may_be_new:
        return cells >= _FEWEST and all(table.get(code) is not None for code in codes)
    return all(len(code) in table.levels and _has_place(code, table, set(codes)) for code in codes)


def _has_place(code: str, table: CodeTable, listed: Container[str]) -> bool:
    """Whether a code is known, or is a new one below a code that is known or listed."""
    above = table.parents(code)[-1:]
    return table.get(code) is not None or any(table.get(step) is not None or step in listed for step in above)


class _LevelReader:
    """Reads the parts of codes row by row; remembers those of the row above."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self._lengths = lengths
        self._above = ["" for _ in lengths]
        self._seen = [False for _ in lengths]

    @property
    def is_complete(self) -> bool:
        """Whether every level had a part."""
        return all(self._seen)

    def fit(self, parts: Sequence[str]) -> bool:
        """Whether each part has the digits of its level alone, or of the whole code, which then begins as those before it."""
        levels = list(enumerate(zip(parts, self._lengths, strict=True)))
        whole = [part for _, (part, length) in levels if len(part) == length]
        fits = all(not part or len(part) == length or (level > 0 and len(part) <= _STEP) for level, (part, length) in levels)
        return fits and all(longer.startswith(shorter) for shorter, longer in pairwise(whole))

    def code(self, parts: Sequence[str]) -> str:
        """The whole code of a row; "" for a blank one."""
        deepest = max((level for level, part in enumerate(parts) if part), default=-1)
        if deepest < 0:
            return ""
        code = ""
        for level in range(deepest + 1):
            part, whole = parts[level], self._lengths[level]
            if part:
                code = part if len(part) == whole else code + part.zfill(_STEP)
                self._seen[level] = True
            else:
                code = self._above[level]
            self._above[level] = code
        self._above[deepest + 1 :] = [""] * (len(self._lengths) - deepest - 1)
        return code
