"""Finds the heading row of a block and matches its headings with the titles and usual names of the columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.heading_words import (
    ECONOMIC,
    EITHER,
    FUNCTION,
    KNOWN,
    SOURCES,
    SPENDING_KINDS,
    SUMS,
    VARIANTS,
    is_the_budget,
    tell_years,
)
from models.incoming.clipboard.source_words import source_named
from models.values.money import read_amount
from models.values.unit_words import (
    NamedUnit,
    is_caption,
    is_unit,
    plain_words,
    unit_named,
    unit_of_caption,
    unit_of_heading,
    without_unit,
    word_of,
)

_BRACKETS: Final = re.compile(r"\([^()]*\)")
_FOOTNOTES: Final = "①②③④⑤⑥⑦⑧⑨⑩※*"
"""Signs of notes below a table, which stand behind headings."""

_DEEPEST: Final = 8
"""Rows from the top in which headings are searched."""

_ROWS_OF_HEADINGS: Final = 3
"""A heading may stand up to so many rows, less one, above the lowest row of headings."""

_EXAMINED: Final = 20
_LONGEST: Final = 60
"""Characters of a heading."""

AMOUNT: Final = "amount"
SOURCE: Final = "source"


class ColumnTitle(Struct, frozen=True):
    """A column that takes pasted cells: its field, its title and the title of its group."""

    key: str
    title: str
    group: str = ""


class Headings(Struct, frozen=True):
    """The headings of a block.

    ``first`` is the first row of data, 0 without headings; ``fields`` maps columns to fields; ``unmatched`` are headings
    without a field; ``units`` are the units that headings name, ``words`` the headings unchanged, ``above`` what stands above
    them, from the top down. ``repeated`` are rows further down with the same headings; ``end`` is the row of other headings,
    where another table begins, 0 without one. Rows that have no place in the grid are ``unread``, ``doubted`` are those to look
    at, both with the reason.
    """

    first: int
    fields: Mapping[int, str]
    unmatched: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[int, NamedUnit] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)
    repeated: Sequence[int] = ()
    end: int = 0
    above: Mapping[int, Sequence[str]] = field(default_factory=dict)
    unread: Mapping[int, str] = field(default_factory=dict)
    doubted: Mapping[int, str] = field(default_factory=dict)


def plain_heading(text: str) -> str:
    """``金额（万元）`` → ``金额``: in NFKC form, without blanks, brackets and what follows a colon."""
    return _BRACKETS.sub("", plain_words(text.rstrip(_FOOTNOTES))).removeprefix("其中:").split(":")[0].strip("*")


def caption_unit(block: ClipboardBlock, rows: Iterable[int]) -> tuple[NamedUnit, str] | None:
    """The unit in a caption (``单位：万元``) of some rows, and its words; None without one."""
    for row in rows:
        for text in block.rows[row]:
            if (unit := unit_of_caption(text)) is not None:
                return unit, f"单位：{word_of(unit)}"
    return None


def find_headings(
    block: ClipboardBlock, columns: Sequence[ColumnTitle], is_code: Callable[[str, str], bool], kind: str = "", year: int = 0
) -> Headings | None:
    """The best headings among the first rows, or None.

    ``is_code(field, text)``: whether a text is a code or name of a code field; it decides which classification
    a heading such as 科目编码 means. ``kind`` is the kind of spending of the page (基本支出): only its column of a table of
    several kinds is the amount. ``year`` is the budget's: of a column that is divided by year only its figures are taken.
    """
    names = _names(columns)
    best: Headings | None = None
    for row in range(min(_DEEPEST, block.height - 1)):
        found = _HeadingRow(block, row, year).match(names, is_code, kind)
        if block.width == 1 and any(_is_number(block.text(above, 0)) for above in range(row)):
            break  # a sum below figures, not a heading
        if found is not None and (best is None or _is_better(block, row, found, best)):
            best = found
    return _with_headings_below(block, names, _without_part(block, best)) if best is not None else None


def _without_part(block: ClipboardBlock, found: Headings) -> Headings:
    """The headings without an amount that is wide, if what stands below it is a part of it and no sum: 人员经费 of 基本支出."""
    at = next((at for at, key in found.fields.items() if key == AMOUNT), None)
    if at is None or found.first >= block.height or any(map(_is_number, block.rows[found.first])):
        return found
    end = next((c for c in range(at + 1, block.width) if c in found.words), block.width)
    own, beside = block.text(found.first, at), any(block.text(found.first, c) for c in range(at + 1, end))
    if not own or not beside or plain_heading(own) in SUMS:
        return found
    fields = {c: key for c, key in found.fields.items() if c != at}
    return replace(found, fields=fields, unmatched={**found.unmatched, at: found.words[at]})


def _with_headings_below(block: ClipboardBlock, names: Mapping[str, str], found: Headings) -> Headings:
    """The headings, with the rows of headings among the data below; one right below them (编码, 万元) belongs to them."""
    repeated: list[int] = []
    units, first = dict(found.units), found.first
    for row in range(found.first, block.height):
        words = {at: plain_heading(text) for at, text in enumerate(block.rows[row]) if text}
        fields = {at: names.get(word, "") for at, word in words.items()}
        known = [at for at, word in words.items() if fields[at] or word in KNOWN or is_unit(word)]
        if len(known) < 2 or len(known) * 2 <= len(words) or any(map(_is_number, block.rows[row])):
            continue
        if any(fields[at] and fields[at] != found.fields.get(at, fields[at]) for at in known):
            return replace(found, first=first, units=units, repeated=repeated, end=row)
        if row == first:
            first += 1
            units |= {at: unit_named(word) for at, word in words.items() if is_unit(word)}
        else:
            repeated.append(row)
    return replace(found, first=first, units=units, repeated=repeated)


def title_row(block: ClipboardBlock) -> Headings | None:
    """A row of words that no column here is called, above figures and below a title or a unit at most; None without one."""
    first = next((row for row in range(min(_DEEPEST, block.height)) if sum(map(bool, block.rows[row])) > 1), block.height)
    words = {at: text for at, text in enumerate(block.rows[first]) if text} if first < block.height else {}
    rows = range(first + 1, min(block.height, first + _EXAMINED))
    below = any(_is_number(block.text(row, at)) for row in rows for at in words)
    above = any(_is_number(text) for row in range(first) for text in block.rows[row])
    if not below or above or any(_is_number(text) for text in words.values()):
        return None
    units = {at: unit for at, text in words.items() if (unit := unit_of_heading(text))}
    return Headings(first + 1, {}, words, units, words)


def signature(headings: Headings | None) -> str:
    """The headings as one text, by which a choice of columns is remembered; "" without headings."""
    if headings is None:
        return ""
    last = max(headings.words, default=-1)
    return "|".join(plain_heading(headings.words.get(at, "")) for at in range(last + 1))


def _is_better(block: ClipboardBlock, row: int, found: Headings, best: Headings) -> bool:
    """Whether a row matches more columns, or as many and continues the row above with words under its wide headings.

    One that divides the money of wide headings by source, kind or year always does.
    """
    if best.first == row and _divides(block, row):
        return True
    if len(found.fields) != len(best.fields) or best.first != row:
        return len(found.fields) > len(best.fields)
    own = {at: text for at, text in enumerate(block.rows[row]) if text}
    if any(map(_is_number, own.values())):
        return False
    return any(not block.text(row - 1, at) for at in own) or all(plain_heading(text) in KNOWN for text in own.values())


def _divides(block: ClipboardBlock, row: int) -> bool:
    """Whether all words of a row are of sums, sources or kinds of spending, or of years, some of them under a wide heading."""
    words = {at: plain_heading(text) for at, text in enumerate(block.rows[row]) if text}
    if not any(not block.text(row - 1, at) for at in words):
        return False
    money = [word for word in words.values() if word not in EITHER and word not in SUMS]
    parts = [word in SUMS or word in SPENDING_KINDS or bool(source_named(word)) for word in words.values()]
    return len(parts) > 1 and (all(parts) or tell_years(money))


def _is_number(text: str) -> bool:
    return isinstance(read_amount(text), int)


def _names(columns: Sequence[ColumnTitle]) -> dict[str, str]:
    """Plain heading → field. A title wins over the group of a lone column, this over a usual name."""
    known = {column.key for column in columns}
    names: dict[str, str] = {}
    for column in columns:
        if column.group:
            names.setdefault(plain_heading(column.group + column.title), column.key)
        names.setdefault(plain_heading(column.title), column.key)
        fund = plain_heading(column.title).removesuffix("财政拨款")
        for ending in ("", "拨款") if fund in SOURCES else ():
            names.setdefault(fund + ending, column.key)
    groups = Counter(column.group for column in columns)
    for column in columns:
        if groups[column.group] == 1:  # its group alone means it, too: 预算金额 over 合计
            names.setdefault(plain_heading(column.group), column.key)
    for key, variants in VARIANTS.items():
        if key in known:
            for variant in variants:
                names.setdefault(variant, key)
    return {name: key for name, key in names.items() if name}


class _HeadingRow:
    """The headings that end in a row of a block, with those above it that stand over nothing."""

    def __init__(self, block: ClipboardBlock, row: int, year: int) -> None:
        self._block = block
        self._year = year
        self._row = row
        self._top = row
        while self._top > max(0, row - _ROWS_OF_HEADINGS + 1) and self._is_part(self._top - 1):
            self._top -= 1
        found = {at: self._find(at) for at in range(max(map(len, block.rows[self._top : row + 1])))}
        self._rows = {at: where for at, (where, text) in found.items() if text}
        self.words = {at: text for at, (_, text) in found.items() if text}

    def _is_part(self, row: int) -> bool:
        """Whether a row above may belong to the headings: several texts, no caption."""
        texts = [text for text in self._block.rows[row] if text]
        return len(texts) > 1 and not any(unit_of_caption(text) or _is_number(text) for text in texts)

    def _text(self, row: int, at: int) -> str:
        return self._block.text(row, at) or self._block.merged.get((row, at), "")

    def _find(self, at: int) -> tuple[int, str]:
        """The lowest heading of a column and its row."""
        for row in range(self._row, self._top - 1, -1):
            if text := self._text(row, at):
                return row, text
        return self._row, ""

    def _group(self, at: int) -> str:
        """The heading above the one of a column; a wide one stands at its first column."""
        row = self._rows[at] - 1
        return next((text for c in range(at, -1, -1) if (text := self._text(row, c))), "") if row >= self._top else ""

    def _above(self, at: int) -> Sequence[str]:
        """All headings above the one of a column."""
        rows = range(self._top, self._rows[at])
        found = (next((text for c in range(at, -1, -1) if (text := self._text(row, c))), "") for row in rows)
        return [text for text in found if text and text != self.words[at]]

    def _candidates(self, at: int) -> Sequence[str]:
        """The heading joined with the one above it (功能科目 over 编码), then alone; then that one, if this is its budget."""
        text, above = self.words[at], self._group(at)
        whole = (above,) if is_the_budget(plain_heading(without_unit(text)), self._year) else ()
        return (above + text, text, *whole) if above and above != text else (text,)

    def match(self, names: Mapping[str, str], is_code: Callable[[str, str], bool], kind: str) -> Headings | None:
        """The fields of the columns; None when they are too few for headings."""
        fields: dict[int, str] = {}
        amount = self._amount(names, kind)
        for at in self.words:
            key = self._field(at, names, is_code)
            if (key == AMOUNT or at == amount) and AMOUNT in names.values():
                key = AMOUNT if at == amount else ""
            taken = next((other for other, k in fields.items() if k == key), None)
            if key and taken is not None and _says_more(self.words[at], self.words[taken]):
                del fields[taken]
                taken = None
            if key and taken is None:
                fields[at] = key
        unmatched = {at: text for at, text in self.words.items() if at not in fields}
        sums = any(plain_heading(text) in SUMS | SPENDING_KINDS | SOURCES for text in unmatched.values())
        codes = {at: key for at, key in fields.items() if key in {FUNCTION, ECONOMIC}}
        coded = any(_by_content(self._block, self._row, at, (key,), is_code) for at, key in codes.items())
        is_table = len(fields) > 1 or not unmatched or (codes and (sums or coded))
        if not fields or not is_table:
            return None
        units = {at: unit for at, text in self.words.items() if (unit := unit_of_heading(text))}
        above = {at: self._above(at) for at in self.words}
        return Headings(self._row + 1, fields, unmatched, units, self.words, above=above)

    def _field(self, at: int, names: Mapping[str, str], is_code: Callable[[str, str], bool]) -> str:
        key = next((k for candidate in self._candidates(at) if (k := _named(candidate, names))), "")
        either = EITHER.get(plain_heading(self.words[at]))
        if either is not None and set(either) & set(names.values()):
            return _by_content(self._block, self._row, at, either, is_code) or key
        return key

    # --- which of several amounts

    def _amount(self, names: Mapping[str, str], kind: str) -> int | None:
        """The column of the amount: that of the page's kind of spending, else an amount, else a sum, if not over several kinds."""
        ranks = {at: rank for at in self.words if (rank := self._rank(at, names, kind)) is not None}
        best = min(ranks, key=lambda at: (ranks[at], at), default=None)
        by_source = SOURCE in names.values()
        if best is None or not ranks[best] or not self._is_split(best, kind, by_source=by_source):
            return best
        return None

    def _rank(self, at: int, names: Mapping[str, str], kind: str) -> int | None:
        """0: the page's kind of spending, 1: an amount, 2: a sum; None: neither."""
        plain, text = [plain_heading(candidate) for candidate in self._candidates(at)], plain_heading(self.words[at])
        if kind and any(name == kind or (name.removeprefix(kind) in SUMS and name.startswith(kind)) for name in plain):
            return 0
        if next((key for candidate in self._candidates(at) if (key := _named(candidate, names))), "") != AMOUNT:
            return None
        return 2 if text in SUMS else 1

    def _is_split(self, at: int, kind: str, *, by_source: bool) -> bool:
        """Whether a column is a sum beside its parts: by kinds of spending, or by sources; or belongs to another kind itself.

        ``by_source``: a line of the page has one source, so that a sum over several is no line's.
        """
        group = plain_heading(self._group(at))
        if group in SPENDING_KINDS and group != kind:
            return True
        rows = range(self._top, self._row + 1)
        beside = {plain_heading(self._text(row, c)) for row in rows for c in range(self._block.width)} - {group, kind}
        return bool(beside & SPENDING_KINDS) or (by_source and plain_heading(self.words[at]) in SUMS and bool(beside & SOURCES))


def _says_more(text: str, other: str) -> bool:
    """Whether of two headings of one field this one is meant: the field stands right of its label, 计量单位 says more than 单位."""
    return plain_heading(text).endswith(plain_heading(other))


def _named(text: str, names: Mapping[str, str]) -> str:
    if len(text) >= _LONGEST or is_caption(text):
        return ""
    return names.get(plain_heading(text)) or names.get(plain_heading(without_unit(text)), "")


def _by_content(block: ClipboardBlock, row: int, column: int, fields: Sequence[str], is_code: Callable[[str, str], bool]) -> str:
    """The field to which most of the first cells below belong, or ""."""
    cells = [text for r in range(row + 1, min(block.height, row + 1 + _EXAMINED)) if (text := block.text(r, column))]
    counts = {key: sum(is_code(key.removesuffix("_name"), text) for text in cells) for key in fields}
    best = max(fields, key=lambda key: counts[key])
    return best if counts[best] else ""
