"""Rows of a table that are no lines of its data: sums, the row of column numbers, headings printed again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final

from models.book import terms
from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.heading_words import SPENDING_KINDS
from models.incoming.clipboard.headings import plain_heading
from models.incoming.clipboard.row_labels import row_key
from models.values.codes import CodeTable
from models.values.money import fen, read_amount
from models.values.text import plain_name
from models.values.unit_words import is_caption

TOTAL_WORDS: Final = frozenset(
    {
        "合计",
        "总计",
        "小计",
        "共计",
        "累计",
        "本年合计",
        "支出合计",
        "收入合计",
        "支出总计",
        "收入总计",
        "本年支出合计",
        "本年收入合计",
    }
)
_SUM_ENDINGS: Final = ("合计", "小计", "总计", "共计", "累计")
_LONGEST_SUM: Final = 8
"""Characters of a name such as 本页小计, 办公室合计."""

_GROUPS: Final = frozenset({*terms.COSTS.values(), "日常公用经费", "行政公用经费", *SPENDING_KINDS})
"""Names of the sums of a table of codes that stand in rows without a code."""

_CHINESE_NUMBER: Final = re.compile(r"\(?[一二三四五六七八九十]{1,3}(?:\)|、|\.|$)")
_GROUP: Final = "下面各行的小计，程序自己算"
_SUM: Final = "合计行，程序自己算"
_BELOW: Final = "表下面的话，不是数据"
_OTHER: Final = "下面另一张表的，单独复制来粘贴"
_PART: Final = "其中的一部分，上面的行已经有了"
_WORDS: Final = "没有科目也没有数"
_OF_WHICH: Final = "其中"
_UNIT: Final = "写单位的一行，不是数据"
_NUMBERS: Final = "栏次行，是各列的编号"
_AGAIN: Final = "又一行标题"
_NUMBER_LABELS: Final = frozenset({"栏次", "行次", "栏目", "列次"})
_COUNTING: Final = ("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJKLMNOP", "一二三四五六七八九十")
_FEWEST_SIGNS: Final = 2
_NUMBER: Final = re.compile(r"\(?(\d{1,2})\)?(?:=[\d()+\-*/]*)?")
_FEWEST_NUMBERS: Final = 3


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: ``栏次 1 2 3=4+5``, ``甲 乙 1 2 3``, ``** ** 1``, ``1 2 3``, ``A B C``, ``一 二 三``.

    Behind signs the numbers begin with 1 or go on counting: ``甲 20`` is a line of data.
    """
    plain = ["".join(unicodedata.normalize("NFKC", text).split()) for text in texts if text]
    labels = [text for text in plain if text in _NUMBER_LABELS or not text.strip("*")]
    others = [text for text in plain if text not in labels]
    signs, rest = _counted(others)
    numbers = [_NUMBER.fullmatch(text) for text in rest]
    found = [int(number[1]) for number in numbers if number is not None]
    if len(found) < len(numbers) or any(b != a + 1 for a, b in pairwise(found)):
        return False
    if not found:
        return len(signs) >= _FEWEST_SIGNS
    if any(text in _NUMBER_LABELS for text in labels):
        return True
    if labels or signs:
        return found[0] in {1, len(labels) + len(signs) + 1}
    return len(found) >= _FEWEST_NUMBERS and found[0] <= _FEWEST_NUMBERS


def _counted(texts: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The texts at the beginning that count by signs (``甲 乙``, ``A B``), and the others."""
    for signs in _COUNTING:
        count = next((n for n, text in enumerate(texts) if signs[n : n + 1] != text), len(texts))
        if count:
            return texts[:count], texts[count:]
    return (), texts


def sum_rows(block: ClipboardBlock, first: int, codes: Mapping[int, CodeTable]) -> dict[int, str]:
    """The rows whose code has a detail in the block, and why they are no lines; ``codes`` are the tables by column."""
    found: dict[int, str] = {}
    for at, table in codes.items():
        read = {row: table.read(block.text(row, at)) for row in range(first, block.height) if block.text(row, at)}
        above = {step for code in read.values() if code.isdigit() and len(code) in table.levels for step in table.parents(code)}
        found |= {row: f"{code} 的小计，下面有明细，程序自己算" for row, code in read.items() if code in above}
    return found


def group_rows(block: ClipboardBlock, first: int, codes: Sequence[int]) -> dict[int, str]:
    """The rows from ``first`` on that head the ones below them, and why they are no lines.

    They are numbered 一, 二 where the rows below are numbered 1, 2 or have codes; in a table of codes also those without a code
    that are named after a kind of spending (人员经费).
    """
    filled = [row for row in range(first, block.height) if any(block.rows[row])]
    found = {
        row: _GROUP
        for row, below in pairwise(filled)
        if (at := min(_texts(block, row))) in _texts(block, below)
        and _CHINESE_NUMBER.match(unicodedata.normalize("NFKC", block.text(row, at))) and block.text(below, at)[0].isdigit()
    }  # fmt: skip
    coded = {row for row in filled if any(block.text(row, at)[:1].isdigit() for at in codes)}
    named = [row for row in filled if row not in coded and any(row_key(text) in _GROUPS for text in block.rows[row][:3])]
    return found | (dict.fromkeys(named, _GROUP) if coded else {})


def unnamed_sums(block: ClipboardBlock, first: int, codes: Collection[int]) -> dict[int, str]:
    """The rows of a table of codes that hold nothing but the sums of the rows above them, back to another sum."""
    found: dict[int, str] = {}
    above: list[int] = []
    for row in range(first, block.height):
        texts = _texts(block, row)
        amounts = {at: amount for at, text in texts.items() if isinstance(amount := read_amount(text), int)}
        only = bool(texts) and len(amounts) == len(texts) and not any(at in texts for at in codes)
        if (
            only
            and len(above) > 1
            and all(sum(_fen(block, other, at) for other in above) == amount for at, amount in amounts.items())
        ):
            found[row] = _SUM
            above = []
        elif any(at in texts for at in codes):
            above.append(row)
    return found


def _fen(block: ClipboardBlock, row: int, at: int) -> int:
    return fen(read_amount(block.text(row, at)))


def part_rows(block: ClipboardBlock, first: int, codes: Mapping[int, CodeTable]) -> dict[int, str]:
    """The rows of a table of codes that have no code and say what is within the row above (其中：办公用品), or say nothing else."""
    found: dict[int, str] = {}
    for row in range(first, block.height):
        texts = _texts(block, row)
        if any(text[:1].isdigit() or table.knows(text) for at, table in codes.items() if (text := block.text(row, at))):
            continue
        words = [text for text in texts.values() if not isinstance(read_amount(text), int)]
        if words and plain_name(words[0]).startswith(_OF_WHICH):
            found[row] = _PART
        elif len(texts) == len(words) == 1 and min(texts) in codes and not any(map(str.isdigit, words[0])):
            found[row] = _WORDS
    return found


def total_rows(block: ClipboardBlock, first: int, codes: Sequence[int]) -> dict[int, str]:
    """The rows from ``first`` on that say 合计 among their first texts, and why they are no lines.

    ``codes`` are the columns of codes: in a table of codes a sum may have a longer name (本页小计), and may stand beside a code
    that other rows have too; a row that alone has its code is a line, whatever its name.
    """
    named: set[int] = set()
    for row in range(first, block.height):
        words = [plain_heading(text) for text in block.rows[row] if text][:3]
        if any(word in TOTAL_WORDS or (codes and _says_sum(word)) for word in words):
            named.add(row)
    details = [row for row in range(first, block.height) if row not in named]
    return {row: _SUM for row in named if _is_sum(block, row, codes, details)}


def _is_sum(block: ClipboardBlock, row: int, codes: Sequence[int], details: Sequence[int]) -> bool:
    """Whether a row that says 合计 has no code, or only such as one of ``details`` has."""
    texts = {at: text for at in codes if (text := block.text(row, at)) and not _says_sum(plain_heading(text))}
    return not texts or any(all(block.text(other, at) == text for at, text in texts.items()) for other in details)


def _says_sum(word: str) -> bool:
    return word in TOTAL_WORDS or (word.endswith(_SUM_ENDINGS) and len(word) <= _LONGEST_SUM)


def caption_rows(block: ClipboardBlock, first: int) -> dict[int, str]:
    """The rows from ``first`` on that say the unit (``单位：万元``) and no figure, and why they are no lines."""
    found: dict[int, str] = {}
    for row in range(first, block.height):
        texts = list(_texts(block, row).values())
        if any(map(is_caption, texts)) and not any(isinstance(read_amount(text), int) for text in texts):
            found[row] = _UNIT
    return found


def rows_below(
    block: ClipboardBlock, first: int, repeated: Sequence[int], end: int, is_data: Callable[[int], bool]
) -> dict[int, str]:
    """The rows that follow a table whose last row is before ``end``, and why they are no lines.

    Up to ``end`` these are notes (注：…, 填报人：…) and foots of pages (第 1 页), which stand below the last row of data before
    the end or before headings ``repeated`` on the next page; from ``end`` on they are another table's.
    """
    found: dict[int, str] = {}
    for stop in (*repeated, end):
        last = next((row for row in range(stop - 1, first - 1, -1) if is_data(row)), None)
        notes = range(last + 1, stop) if last is not None else ()
        found |= {row: _BELOW for row in notes if any(block.rows[row])}
    return found | {row: _OTHER for row in range(end, block.height) if any(block.rows[row])}


def heading_rows(
    block: ClipboardBlock, first: int, *, labelled: bool, repeated: Collection[int] = (), codes: Collection[int] = ()
) -> dict[int, str]:
    """The rows from ``first`` on that number the columns, or repeat texts of the row before ``first`` as printed pages do.

    ``repeated`` are rows known to repeat them in other words. With ``labelled``, numbers
    alone (``1 2 3``) are data; without it they are not when they stand before all data, nor are ``1 2`` in the columns ``codes``.
    """
    found: dict[int, str] = {}
    titles = _texts(block, first - 1) if first else {}
    begun = labelled
    for row in range(first, block.height):
        texts = _texts(block, row)
        has_label = any(plain_heading(text) in _NUMBER_LABELS for text in list(texts.values())[:2])
        if row in repeated or (texts and texts.items() <= titles.items()):
            found[row] = _AGAIN
        elif (has_label or not begun) and (is_column_numbers(list(texts.values())) or _counts(texts, codes)):
            found[row] = _NUMBERS
        else:
            begun = begun or bool(texts)
    return found


def _counts(texts: Mapping[int, str], codes: Collection[int]) -> bool:
    """Whether texts are 1, 2 … and one of them stands for a code, which it cannot be."""
    numbers = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) > 1 and list(texts.values()) == numbers and any(at in codes for at in texts)


def _texts(block: ClipboardBlock, row: int) -> dict[int, str]:
    return {at: text for at, text in enumerate(block.rows[row]) if text}
