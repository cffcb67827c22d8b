"""Turns a block in which the rows of a form stand side by side, so that they stand below each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.heading_words import SUMS
from models.incoming.clipboard.headings import plain_heading
from models.incoming.clipboard.passed_rows import is_column_numbers
from models.incoming.clipboard.row_labels import row_key
from models.values.money import read_amount
from models.values.unit_words import unit_of_caption, unit_of_heading, word_of

_DEEPEST: Final = 8
_ROWS_OF_HEADINGS: Final = 3
_FEWEST: Final = 2
"""Labels that have to stand side by side."""

_MOST: Final = 12
"""Rows of figures: years and bodies are few."""

_SHORTEST_END: Final = 3
"""Characters of 购置费, which is the end of 公务用车购置费."""

_OF_TIME: Final = re.compile(r"\d{4}年|上年|本年|去年|预算|执行|决算")
_NO_MONEY: Final = re.compile(r"增减|增[长加]|减少|[%率]|[占比]|批次|人次|人数|数量|[个辆]数")
"""Names of rows of figures that are no money of a year."""

_ITEM: Final = "项目"
_AMOUNT: Final = "金额"


class _Column(NamedTuple):
    """A column of figures: the label that it has in the form, or its own heading; ``group`` is the time that it is of."""

    label: str
    known: bool
    group: str = ""
    unit: str = ""


def turned(block: ClipboardBlock, labels: Sequence[str]) -> ClipboardBlock | None:
    """The block with a row for each heading, and a column for each row of figures (or each year of it); None for other blocks.

    ``labels`` are those of the form. A row of figures is named by the words left of them; rows without any stay as they are.
    """
    known = {row_key(label) for label in labels} - {""}
    below = (sum(row_key(block.text(row, at)) in known for row in range(block.height)) for at in range(block.width))
    if len(labels) < _FEWEST or max(below, default=0) >= _FEWEST:
        return None
    rows = range(min(_DEEPEST, block.height - 1))
    found = {row: columns for row in rows if (columns := _columns(block, row, labels))}
    best = max(found, key=lambda row: (sum(column.known for column in found[row].values()), row), default=None)
    return _written(block, best, found[best]) if best is not None else None


def _columns(block: ClipboardBlock, row: int, labels: Sequence[str]) -> Mapping[int, _Column] | None:
    """The columns below the headings that end in a row; None when they are not those of the form."""
    top = row
    while top > max(0, row - _ROWS_OF_HEADINGS + 1) and _is_words(block, top - 1):
        top -= 1
    below = next((r for r in range(row + 1, block.height) if any(block.rows[r])), row)
    if not _is_words(block, row) or _is_words(block, below):  # other headings below are of quantities, or of these
        return None
    keys = {row_key(label): label for label in labels}
    paths = {at: path for at in range(block.width) if (path := list(_path(block, top, row, at)))}
    columns = {at: _column(path, keys) for at, path in paths.items()}
    known = {column.label for column in columns.values() if column.known}
    rows = range(row + 1, block.height)
    filled = {at: column for at, column in columns.items() if any(_is_figure(block.text(r, at)) for r in rows) or column.known}
    return filled if len(known) >= _FEWEST else None


def _is_words(block: ClipboardBlock, row: int) -> bool:
    """Whether several texts stand in a row, none of them a figure or a unit."""
    texts = [text for text in block.rows[row] if text]
    return len(texts) > 1 and not any(_is_figure(text) or unit_of_caption(text) for text in texts)


def _path(block: ClipboardBlock, top: int, row: int, at: int) -> Iterator[str]:
    """The headings of a column from the top down; a wide one stands at its first column."""
    before = ""
    deepest = next((r for r in range(row, top - 1, -1) if block.text(r, at) or block.merged.get((r, at))), None)
    for r in range(top, deepest + 1) if deepest is not None else ():
        text = next((text for c in range(at, -1, -1) if (text := block.text(r, c) or block.merged.get((r, c), ""))), "")
        if text and text != before:  # else a cell merged downwards
            yield text
        before = text or before


def _column(path: Sequence[str], keys: Mapping[str, str]) -> _Column:
    group = next((plain_heading(text) for text in path if _OF_TIME.search(plain_heading(text))), "")
    units = [word_of(unit) for text in path if (unit := unit_of_heading(text)) is not None]
    words = [row_key(plain_heading(text)) for text in path if plain_heading(text) != group]
    label = _label(words, keys)
    return _Column(label or "".join(words) or group, bool(label), group, units[-1] if units else "")


def _label(words: Sequence[str], keys: Mapping[str, str]) -> str:
    """The label that the headings of a column mean: the lowest one, joined with what stands above, or that above a sum."""
    if not words:
        return ""
    own, above = words[-1], words[-2] if len(words) > 1 else ""
    for key in (above + own, own, *([above] if own in SUMS else [])):
        if key in keys and not (key in SUMS and above):
            return keys[key]
    total = next((word for word in SUMS if own.endswith(word) and not above), "")
    if total in keys:
        return keys[total]
    ends = [label for key, label in keys.items() if len(own) >= _SHORTEST_END and key.endswith(own) and key != above]
    return ends[0] if len(ends) == 1 and above else ""


def _is_figure(text: str) -> bool:
    return isinstance(read_amount(text), int)


def _written(block: ClipboardBlock, last: int, columns: Mapping[int, _Column]) -> ClipboardBlock | None:
    """The turned rows below their headings, between the rows that hold no figures of the form. None with several units."""
    units = {column.unit for column in columns.values()} - {""}
    if len(units) > 1:
        return None
    below = [row for row in range(last + 1, block.height) if any(block.rows[row]) and not is_column_numbers(block.rows[row])]
    first = min(at for at, column in columns.items() if column.known)
    data = [row for row in below if any(_is_figure(block.text(row, at)) for at in columns)]
    data = [row for row in data if not _NO_MONEY.search(_name(block, row, first))]
    groups = list(dict.fromkeys(column.group for column in columns.values()))
    named = [text for row in data for text in block.rows[row][:first]]
    if not data or len(data) * len(groups) > _MOST or any(map(_is_code, named)):
        return None  # a line a row, with kinds of money that are called like rows of the form
    heads = [" ".join(filter(None, (_name(block, row, first), group))) for row in data for group in groups]
    if units:
        heads = [f"{head or _AMOUNT}（{min(units)}）" for head in heads]
    lines: dict[tuple[str, int], list[str]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for at, column in columns.items():
        again = seen[column.label, column.group]  # a second column of the same is no part of the first
        seen[column.label, column.group] += 1
        line = lines.setdefault((column.label, again), [""] * len(heads))
        for number, row in enumerate(data):
            line[number * len(groups) + groups.index(column.group)] = block.text(row, at)
    above = [row for row in range(last) if sum(map(bool, block.rows[row])) == 1]
    titles = [[_ITEM, *heads]] if any(heads) else []
    kept = [[*filter(None, block.rows[row])] for row in above]
    rest = [["；".join(filter(None, block.rows[row]))] for row in below if row not in data]
    return ClipboardBlock([*kept, *titles, *([label, *texts] for (label, _), texts in lines.items()), *rest])


def _is_code(text: str) -> bool:
    return re.fullmatch(r"\d{3}|\d{5}|\d{7}", text) is not None


def _name(block: ClipboardBlock, row: int, first: int) -> str:
    """The words left of the figures of a row."""
    return " ".join(text for text in block.rows[row][:first] if text and not _is_figure(text))
