"""Tells the columns of a block without headings by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from models.incoming.clipboard.block import ClipboardBlock

_EXAMINED: Final = 50
_LONGEST_NUMBER: Final = 5
_SHARE: Final = 0.6
"""Of the cells of a column, at least so many have to be of its kind: names and codes may be unknown here, 合计 has none."""


class ContentTest(NamedTuple):
    """A field and whether a text may stand in it.

    ``single``: with several such columns it is none of them, as with amounts. ``left``: the text may be of another field too, so
    it is this one only where no other column is, and left of one that is known.
    """

    field: str
    accepts: Callable[[str], bool]
    single: bool = False
    left: bool = False


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


def _fits(texts: Collection[str], test: ContentTest) -> bool:
    return sum(map(test.accepts, texts)) / len(texts) >= _SHARE


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a column counts its rows: 1, 2 …, or three numbers that follow each other."""
    numbers = [int(text) for text in texts if _is_small(text)]
    counts = len(numbers) == len(texts) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return counts and (numbers[0] == 1 or len(numbers) > 2)


def _is_small(text: str) -> bool:
    return text.isdecimal() and len(text) < _LONGEST_NUMBER
