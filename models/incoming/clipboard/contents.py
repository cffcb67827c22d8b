"""Tells the columns of a block without headings by what stands in them: codes, names, amounts, or numbers of the rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from models.incoming.clipboard.block import ClipboardBlock
from models.values.codes import CodeTable

_EXAMINED: Final = 50
_LONGEST_NUMBER: Final = 5
_SHARE: Final = 0.6
"""Of the cells of a column, at least so many have to be of its kind: names and codes may be unknown here, 合计 has none."""

_GOVERNMENT: Final = re.compile(r"5(?:0[1-9]|1[0-4]|99)(?:0[1-9]|1\d|99)")
"""Codes of 政府预算支出经济分类, which no page asks for and no table has: 50201."""

_NUMBERED: Final = re.compile(r"\((\d{1,2})\)")


class ContentTest(NamedTuple):
    """A field and whether a text may stand in it.

    ``single``: with several such columns it is none of them, as with amounts. ``left``: the text may be of another field too, so
    it is this one only where no other column is, and left of one that is known. ``refuses``: whether all texts of a column
    together are something else.
    """

    field: str
    accepts: Callable[[str], bool]
    single: bool = False
    left: bool = False
    refuses: Callable[[Sequence[str]], bool] | None = None


def fields_by_content(block: ClipboardBlock, rows: Sequence[int], tests: Sequence[ContentTest]) -> dict[int, str]:
    """Column → field, from the cells of ``rows``; earlier tests go first, and a column that only counts its rows has no field.

    The only figures beside other columns are amounts nevertheless, if they do not begin with 1: ``code 5, code 6, code 7``.
    """
    cells = {at: [text for row in rows[:_EXAMINED] if (text := block.text(row, at))] for at in range(block.width)}
    filled = [at for at, texts in cells.items() if texts]
    free = [at for at in filled if not _is_numbering(cells[at])]
    counting = [at for at in filled[1:] if at not in free and cells[at][0] != "1"]
    found: dict[int, str] = {}
    for test in tests:
        fitting = [at for at in free if at not in found and _fits(cells[at], test)]
        if test.left:
            fitting = [at for at in fitting if test.field not in found.values() and any(other > at for other in found)]
        if test.single and not fitting:
            fitting = [at for at in counting if at not in found and _fits(cells[at], test)]
        if test.single and len(fitting) > 1 and filled[0] in fitting and all(map(_is_small, cells[filled[0]])):
            fitting.remove(filled[0])  # a row that was copied with its 序号
        if fitting and not (test.single and len(fitting) > 1):
            found[fitting[0]] = test.field
    return found


def _fits(texts: Sequence[str], test: ContentTest) -> bool:
    fits = sum(map(test.accepts, texts)) / len(texts) >= _SHARE
    return fits and not (test.refuses is not None and test.refuses(texts))


def are_codes(texts: Collection[str], tables: Collection[CodeTable]) -> bool:
    """Whether each of some texts is a code of 款 or 项 in one of the tables, or of 政府预算支出经济分类: then none is an amount.

    Not those of 类: 301 may be money.
    """
    plain = [unicodedata.normalize("NFKC", text).strip("'’‘ ") for text in texts]
    known = [_detail_of(table) for table in tables]
    return bool(plain) and (any(all(map(is_code, plain)) for is_code in known) or all(map(is_government_code, plain)))


def is_government_code(text: str) -> bool:
    """Whether a text is written as a code of 政府预算支出经济分类."""
    return _GOVERNMENT.fullmatch(text) is not None


def _detail_of(table: CodeTable) -> Callable[[str], bool]:
    shortest = min(table.levels)
    return lambda text: len(text) > shortest and table.get(text) is not None


def number_in_brackets(text: str) -> int | None:
    """The number of ``（3）``, which numbers a line in a list and is −3 in a table of accounts; None for any other text."""
    found = _NUMBERED.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return int(found[1]) if found else None


def count_in_brackets(texts: Sequence[str]) -> bool:
    """Whether several texts count: （1）（2）（3）."""
    numbers = [number_in_brackets(text) for text in texts]
    return len(numbers) > 1 and all(a is not None and b == a + 1 for a, b in pairwise(numbers))


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a column counts its rows: 1, 2 …, or three numbers that follow each other, or （1）（2）."""
    if count_in_brackets(texts):
        return True
    numbers = [int(text) for text in texts if _is_small(text)]
    counts = len(numbers) == len(texts) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return counts and (numbers[0] == 1 or len(numbers) > 2)


def _is_small(text: str) -> bool:
    return text.isdecimal() and len(text) < _LONGEST_NUMBER
