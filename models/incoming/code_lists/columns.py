"""Finds the columns of codes and of their names in a finance bureau's list: by their headings, else by what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.code_lists.cells import code_and_name, has_code
from models.values.text import plain_name

_CODE_WORDS: Final = ("编码", "代码", "编号", "code")
_NAME_WORDS: Final = ("名称", "name")
_NOT_OF_CODES: Final = ("上级", "父", "单位", "项目", "区划", "拼音", "全称", "简称", "英文")
"""Headings with these are of something else, such as the code above or the body that uses it."""
_LEVEL: Final = re.compile(r"[类款项]级?(科目)?(编码|代码|名称)?")
_LEVELS: Final = "类款项"
_PLAIN_NAMES: Final = ("名称", "科目名称", "name")
_LONGEST_HEADING: Final = 20
_ERA: Final = re.compile(r"20\d\d|原|旧|新|现行|[调修变]\w?[前后]|上年|本年")
"""Words that tell an older list from a newer one beside it."""


class CodeColumns(Struct, frozen=True):
    """Columns of codes and of names; of several the last filled one counts. Without ``names`` they stand in the cells of the codes.

    ``between`` are those without a heading between them; ``words`` is what stands above them.
    """

    codes: tuple[int, ...]
    names: tuple[int, ...]
    between: tuple[int, ...] = ()
    words: str = ""

    def texts(self, block: ClipboardBlock, row: int) -> tuple[str, str]:
        """(code, name) of a row; "" for what is not there."""
        return code_and_name(_last(block, row, self.codes), _last(block, row, self.names))

    def is_split(self, block: ClipboardBlock, row: int) -> bool:
        """Whether another number stands between the code and its name: then the code is in several columns."""
        return any(block.text(row, at).isdecimal() for at in self.between)

    @property
    def era(self) -> tuple[str, ...]:
        """The words above the columns that tell an older list from a newer one."""
        return tuple(_ERA.findall(self.words))


class ListColumns(Struct, frozen=True):
    """``start`` is the first row below the headings; ``fault`` says why the columns cannot be told apart, "" mostly.

    ``nested``: the groups are 类, 款 and 项 of one code, each with its name.
    """

    start: int
    groups: tuple[CodeColumns, ...]
    fault: str = ""
    nested: bool = False


def is_heading(texts: Sequence[str]) -> bool:
    """Whether a row names columns: one of codes and one of names, or the levels of codes."""
    plain = [plain_name(text).lower() for text in texts]
    if any(text.isdecimal() for text in plain):
        return False
    levels = [text for text in plain if _LEVEL.fullmatch(text)]
    return bool(_having(plain, _CODE_WORDS) and _having(plain, _NAME_WORDS)) or len(levels) > 1


def is_heading_cell(text: str) -> bool:
    """Whether a text in the column of codes is a heading that is repeated, or its second line."""
    plain = plain_name(text).lower()
    return bool(_having([plain], _CODE_WORDS)) or _LEVEL.fullmatch(plain) is not None


def code_columns(block: ClipboardBlock) -> ListColumns:
    """The columns by their heading, else by what is in them."""
    for row in range(block.height):
        texts = [plain_name(block.text(row, at)).lower() for at in range(block.width)]
        if not is_heading(texts):
            continue
        below = _levels_below(block, row, texts)
        columns = _by_heading(below or texts, _words(block, row), row + (2 if below else 1))
        if columns is not None:
            return columns
    return _by_content(block)


def _levels_below(block: ClipboardBlock, row: int, texts: Sequence[str]) -> list[str]:
    """The headings with 类 | 款 | 项 of the row below, which stand under the heading 科目名称; none where there is no such row."""
    if row + 1 >= block.height:
        return []
    below = [plain_name(block.text(row + 1, at)) for at in range(block.width)]
    levels = [at for at, text in enumerate(below) if _LEVEL.fullmatch(text)]
    names = _having(texts, _NAME_WORDS)
    if len(levels) < 2 or levels[0] not in names or not all(is_heading_cell(text) for text in below if text):
        return []
    return [f"{below[at][0]}名称" if at in levels else text for at, text in enumerate(texts)]


def _words(block: ClipboardBlock, row: int) -> list[str]:
    """What stands above each column as far as ``row``; a merged heading is also above the blank cells to its right."""
    words = ["" for _ in range(block.width)]
    for above in range(row + 1):
        reached = ""
        for at in range(block.width):
            reached = block.text(above, at) or (reached if above < row else "")
            words[at] += reached
    return words


def _by_heading(texts: Sequence[str], words: Sequence[str], start: int) -> ListColumns | None:
    codes, names = _having(texts, _CODE_WORDS), _having(texts, _NAME_WORDS)
    levels = [at for at, text in enumerate(texts) if _LEVEL.fullmatch(text) and at not in (*codes, *names)]
    both = [at for at in codes if at in names]
    if both:
        return ListColumns(start, tuple(CodeColumns((at,), ()) for at in both))
    if not codes and not names and len(levels) > 1:
        return ListColumns(start, tuple(CodeColumns((at,), ()) for at in levels))
    codes, names = codes or (levels if names else []), names or (levels if codes else [])
    if not codes or not names:
        return None
    groups = tuple(_groups(texts, words, codes, names))
    if not groups:
        fault = f"有 {len(codes)} 栏编码、{len(names)} 栏名称，看不出哪一栏名称是哪一栏编码的；只留要用的栏"
        return ListColumns(start, (), fault)
    nested = [texts[at][0] for at in codes] == list(_LEVELS[: len(codes)]) and len(groups) > 1
    return ListColumns(start, groups, "" if nested else _old_beside_new(groups), nested)


def _old_beside_new(groups: Sequence[CodeColumns]) -> str:
    """Why two lists of one kind side by side, as last year's beside this year's, cannot both be taken; "" where they can."""
    for one, other in pairwise(groups):
        if one.era != other.era:
            return f"有两组编码，像是新旧对照（“{one.words}”和“{other.words}”），看不出用哪一组；只留要用的一组"
    return ""


def _by_content(block: ClipboardBlock) -> ListColumns:
    """The column with the most codes, and the nearest one with texts; the rows above the first code are titles."""
    rows = range(block.height)
    coded = [[row for row in rows if has_code(block.text(row, at))] for at in range(block.width)]
    at = max(range(block.width), key=lambda column: (len(coded[column]), _lengths(block, coded[column], column)), default=0)
    if not coded or not coded[at]:
        return ListColumns(0, (CodeColumns((0,), (1,)),))
    alone = [row for row in coded[at] if not code_and_name(block.text(row, at), "")[1]]
    if len(alone) <= len(coded[at]) // 2:
        return ListColumns(coded[at][0], (CodeColumns((at,), ()),))
    beside = sorted((other for other in range(block.width) if other != at), key=lambda other: (other < at, abs(other - at)))
    named = (other for other in beside if 2 * sum(_is_text(block.text(row, other)) for row in alone) > len(alone))
    name = next(named, at + 1)
    return ListColumns(coded[at][0], (CodeColumns((at,), (name,), tuple(range(at + 1, name))),))


def _lengths(block: ClipboardBlock, rows: Sequence[int], column: int) -> int:
    """How many lengths the texts of a column have: running numbers from 201 on are all of one."""
    return len({len(block.text(row, column)) for row in rows})


def _is_text(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _having(texts: Sequence[str], words: Sequence[str]) -> list[int]:
    return [
        at
        for at, text in enumerate(texts)
        if len(text) <= _LONGEST_HEADING
        and any(word in text for word in words)
        and not any(other in text for other in _NOT_OF_CODES)
    ]


def _groups(texts: Sequence[str], words: Sequence[str], codes: Sequence[int], names: Sequence[int]) -> Iterator[CodeColumns]:
    """Which names are of which codes; none where that cannot be told."""
    if len(codes) == len(names):
        yield from (_group(texts, words, [code], [name]) for code, name in zip(codes, names, strict=True))
        return
    if len(codes) == 1 and not all(_LEVEL.fullmatch(texts[at]) for at in names):
        names = [at for at in names if texts[at] in _PLAIN_NAMES]
    if len(names) == 1 or len(codes) == 1:
        by_level = len(codes) == 1 or all(_LEVEL.fullmatch(texts[at]) for at in codes)
        is_clear = by_level and bool(names) and (len(names) == 1 or all(_LEVEL.fullmatch(texts[at]) for at in names))
        if is_clear:
            yield _group(texts, words, codes, names)


def _group(texts: Sequence[str], words: Sequence[str], codes: Sequence[int], names: Sequence[int]) -> CodeColumns:
    between = tuple(at for at in range(max(codes) + 1, min(names)) if not texts[at])
    return CodeColumns(tuple(codes), tuple(names), between, words[codes[0]])


def _last(block: ClipboardBlock, row: int, columns: Sequence[int]) -> str:
    return next((text for at in reversed(columns) if (text := block.text(row, at))), "")
