"""Finds the columns of codes and of their names in a finance bureau's list, by the headings that bureaus write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from models.incoming.clipboard.block import ClipboardBlock
from models.values.text import plain_name

_CODE_WORDS: Final = ("编码", "代码", "code")
_NAME_WORDS: Final = ("名称", "name")
_NOT_OF_CODES: Final = ("上级", "父", "单位", "项目", "区划", "拼音", "全称", "简称", "英文")
"""Headings with these are of something else, such as the code above or the body that uses it."""
_LEVEL: Final = re.compile(r"[类款项]级?(科目)?(编码|代码|名称)?")
_PLAIN_NAMES: Final = ("名称", "科目名称", "name")
_HEADING_ROWS: Final = 10


class CodeColumns(Struct, frozen=True):
    """Columns of codes and of names; of several the last filled one counts. ``between``: those without a heading between them."""

    codes: tuple[int, ...]
    names: tuple[int, ...]
    between: tuple[int, ...] = ()

    def texts(self, block: ClipboardBlock, row: int) -> tuple[str, str]:
        """(code, name) of a row; "" for what is not there."""
        return _last(block, row, self.codes), _last(block, row, self.names)

    def is_split(self, block: ClipboardBlock, row: int) -> bool:
        """Whether another number stands between the code and its name: then the code is in several columns."""
        return any(block.text(row, at).isdecimal() for at in self.between)


class ListColumns(Struct, frozen=True):
    """``start`` is the first row below the headings; ``fault`` says why the columns cannot be told apart, "" mostly."""

    start: int
    groups: tuple[CodeColumns, ...]
    fault: str = ""


def code_columns(block: ClipboardBlock) -> ListColumns:
    """The columns by a heading near the top, else the first two."""
    for row in range(min(block.height, _HEADING_ROWS)):
        texts = [plain_name(block.text(row, at)).lower() for at in range(block.width)]
        codes, names = _having(texts, _CODE_WORDS), _having(texts, _NAME_WORDS)
        levels = [at for at, text in enumerate(texts) if _LEVEL.fullmatch(text) and at not in (*codes, *names)]
        codes, names = codes or (levels if names else []), names or (levels if codes else [])
        if codes and names:
            groups = _groups(texts, codes, names)
            fault = "" if groups else f"有 {len(codes)} 栏编码、{len(names)} 栏名称，看不出哪一栏名称是哪一栏编码的；只留要用的栏"
            return ListColumns(row + 1, groups, fault)
    return ListColumns(0, (CodeColumns((0,), (1,)),))


def _having(texts: Sequence[str], words: Sequence[str]) -> list[int]:
    return [
        at
        for at, text in enumerate(texts)
        if any(word in text for word in words) and not any(other in text for other in _NOT_OF_CODES)
    ]


def _groups(texts: Sequence[str], codes: Sequence[int], names: Sequence[int]) -> tuple[CodeColumns, ...]:
    """Which names are of which codes; none where that cannot be told."""
    if len(codes) == len(names):
        return tuple(_group(texts, [code], [name]) for code, name in zip(codes, names, strict=True))
    if len(codes) == 1 and not all(_LEVEL.fullmatch(texts[at]) for at in names):
        names = [at for at in names if texts[at] in _PLAIN_NAMES]
    if len(names) == 1 or len(codes) == 1:
        by_level = len(codes) == 1 or all(_LEVEL.fullmatch(texts[at]) for at in codes)
        is_clear = by_level and bool(names) and (len(names) == 1 or all(_LEVEL.fullmatch(texts[at]) for at in names))
        return (_group(texts, codes, names),) if is_clear else ()
    return ()


def _group(texts: Sequence[str], codes: Sequence[int], names: Sequence[int]) -> CodeColumns:
    between = tuple(at for at in range(max(codes) + 1, min(names)) if not texts[at])
    return CodeColumns(tuple(codes), tuple(names), between)


def _last(block: ClipboardBlock, row: int, columns: Sequence[int]) -> str:
    return next((text for at in reversed(columns) if (text := block.text(row, at))), "")
