"""Reads the rows of a section as records of a list: below its headings, page by page, nothing shifted and nothing lost.

Headings printed again, the row of column numbers, page numbers and sums are passed over; a row that a page turn breaks is
joined; whatever has no heading, or is no amount below one of money, is left over with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice
from typing import Final

from msgspec import Struct, field

from models.incoming.blocks import Place
from models.incoming.clipboard.passed_rows import TOTAL_WORDS, is_column_numbers
from models.incoming.recognised.headings import AMOUNT, NUMBER, Column, Headed, columns_below, moved
from models.incoming.recognised.lines import SourceCell, SourceLine, plain
from models.incoming.recognised.records.shape import COUNT, ListShape, column_key, years_in
from models.incoming.recognised.records.values import ReadList, ReadRecord, ReadValue
from models.incoming.recognised.table import Healed, Leftover
from models.incoming.recognised.units import SaidUnit, is_note, unit_around, unit_of_columns
from models.values.amount_style import UNITS
from models.values.money import MoneyUnit, read_amount

_DEEPEST: Final = 10
"""Lines of a block in which headings are searched."""

_HIGHEST: Final = 3
_FIRST_BLOCKS: Final = 4
"""Blocks of a section without a known title in which its headings may stand."""

_FEWEST: Final = 2
_SHOWN: Final = 60
_LONGEST_SUM: Final = 8
_PAGE_NUMBER: Final = re.compile(r"[-—–]*第?\d{1,3}页?(?:共\d{1,3}页)?[-—–]*")
_CAPTION: Final = re.compile(r"[^()]{1,12}:.*")
UNSAID: Final = "没有写金额的单位，按版式"


class _Row(Struct):
    place: Place
    cells: dict[str, SourceCell] = field(default_factory=dict)


def headed_as(lines: Sequence[SourceLine], shape: ListShape, year: int) -> Headed | None:
    """The columns of a list in the lines of one block; None where fewer than two of its headings are there."""
    best: tuple[tuple[int, int], Headed] | None = None
    for low in range(min(_DEEPEST, len(lines))):
        headings = lines[_top(lines, low) : low + 1]
        found = columns_below(headings, partial(shape.find, year or _latest_year(headings)))
        columns = [column for column in found.columns if column.target.kind != NUMBER]
        score = len(columns), -len(found.strange)
        if len(columns) >= _FEWEST and (best is None or score > best[0]):
            best = score, Headed(low + 1, found.columns, _without_wide(found))
    if best is None or not shape.key & {column.target.id for column in best[1].columns}:
        return None
    return best[1]


def tells(lines: Sequence[SourceLine], shape: ListShape, year: int) -> bool:
    """Whether the headings of a table without a known title are those of this list and of nothing else."""
    parts = groupby((line for line in lines if not line.is_paragraph), key=lambda line: line.part)
    for _, part in islice(parts, _FIRST_BLOCKS):
        headed = headed_as([*part], shape, year)
        if headed is not None:
            found = {column.target.id for column in headed.columns}
            return bool(shape.telling) and all(found & each for each in shape.telling)
    return False


def _has_more_headings(lines: Sequence[SourceLine], headings: Sequence[SourceLine]) -> bool:
    """Whether below the headings stand words alone, some where no heading of their own stands: more headings, not understood."""
    above = headings[_top(headings, len(headings) - 1) :]
    known = {cell.column for line in above for cell in line.cells if cell.text and cell.columns == 1}
    words = [cell for line in lines for cell in line.cells if cell.text and not cell.goes_on]
    no_figures = not any(character.isdigit() for cell in words for character in cell.text)
    return len(words) > 1 and no_figures and any(cell.column not in known for cell in words)


def _latest_year(lines: Sequence[SourceLine]) -> int:
    """The latest year that headings name: where the document says none, columns of an earlier one are not this year's."""
    return max((year for line in lines for text in line.texts for year in years_in(text)), default=0)


def _top(lines: Sequence[SourceLine], low: int) -> int:
    """The highest line that belongs to the headings that end in a line: several words, no caption."""
    top = low
    while top > max(0, low - _HIGHEST + 1):
        texts = [plain(cell.text) for cell in lines[top - 1].cells if cell.text]
        if len(texts) < 2 or any(_CAPTION.fullmatch(text) for text in texts):
            break
        top -= 1
    return top


def _without_wide(found: Headed) -> tuple[SourceCell, ...]:
    """The strange headings, without the further columns of a known one that spans several."""
    known = {(column.at, column.words) for column in found.columns}
    return tuple(cell for cell in found.strange if (cell.column, "".join(cell.text.split())) not in known)


def read_list(title: str, lines: Sequence[SourceLine], shape: ListShape, year: int) -> ReadList | None:
    """The section as this list; None where its headings are nowhere."""
    reader = _Reader(shape, year)
    for _, part in groupby(lines, key=lambda line: line.part):
        reader.take_block([*part])
    if not reader.columns:
        return None
    return reader.finish(title, lines[0].place)


class _Reader:
    def __init__(self, shape: ListShape, year: int) -> None:
        self.columns: Mapping[int, Column] = {}
        self._shape, self._year = shape, year
        self._units: dict[str, MoneyUnit] = {}
        self._titles: dict[str, str] = {}
        self._words: set[str] = set()
        self._rows: list[_Row] = []
        self._sums: list[tuple[int, _Row]] = []
        self._beside: list[SourceLine] = []
        self._said: SaidUnit | None = None
        self._unread_unit: Leftover | None = None
        self._leftovers: list[Leftover] = []
        self._healed: list[Healed] = []
        self._turned = self._ended = False

    # --- blocks and lines

    def take_block(self, lines: Sequence[SourceLine]) -> None:
        """Take a paragraph, or the rows of a block with headings of its own or those of the block above."""
        if lines[0].is_paragraph:
            self._beside.extend(lines)
            return
        headed = headed_as(lines, self._shape, self._year)
        if headed is not None:
            self._take_headings(lines, headed)
        elif not self.columns or not self._go_on(lines):
            self._leftovers += [self._left(line, "这一块没有读懂的表头") for line in lines if line.texts]
            return
        rest = lines[headed.first if headed is not None else 0 :]
        self._turned = bool(self._rows)
        self._ended = headed is not None and _has_more_headings(rest[:1], lines[: headed.first])
        for line in rest:
            self._take_line(line)

    def _take_headings(self, lines: Sequence[SourceLine], headed: Headed) -> None:
        if self._rows:
            self._healed.append(Healed("表头又印了一次，表接着上面的", lines[0].place))
        top = _top(lines, headed.first - 1)
        self._beside.extend(lines[:top])
        self._words = {plain(text) for line in lines[top : headed.first] for text in line.texts}
        self._leftovers += [Leftover(cell.text, cell.place, "这一栏没有读懂") for cell in headed.strange]
        columns = {column.at: column for column in headed.columns}
        for cell in (cell for line in lines[top : headed.first] for cell in line.cells if cell.column in columns):
            for at in range(cell.column + 1, cell.column + cell.columns):
                columns.setdefault(at, columns[cell.column])
        self.columns = columns
        for column in headed.columns:
            self._titles.setdefault(column.target.id, column.words)
            if isinstance(column.unit, MoneyUnit):
                self._units[column.target.id] = column.unit

    def _go_on(self, lines: Sequence[SourceLine]) -> bool:
        """Whether the rows of a block without headings stand below those above."""
        columns = moved([*dict.fromkeys(self.columns.values())], lines)
        if columns:
            self.columns = {column.at: column for column in columns}
        return bool(columns)

    def _take_line(self, line: SourceLine) -> None:
        texts = line.texts
        if not texts or self._is_beside(line):
            return
        if len(texts) > 1 and {plain(text) for text in texts} <= self._words:
            self._healed.append(Healed("表头又印了一次，表接着上面的", line.place))
            self._turned, self._ended = bool(self._rows), False
            return
        if is_column_numbers(texts) and (not self._rows or self._turned):
            return
        row = self._row(line)
        if self._ended or self._begins_other(row):
            self._ended = True
            self._leftovers.append(self._left(line, "这里像是另一张表或另一行表头，没有读"))
        elif self._shape.has_sums and _is_sum(texts):
            self._sums.append((len(self._rows), row))
        elif len(texts) == 1 and _PAGE_NUMBER.fullmatch(plain(texts[0])):
            self._healed.append(Healed(f"“{texts[0]}”是页码，没有当作内容", line.place))
        elif self._is_broken(row):
            self._join(row)
        elif self._shape.key & row.cells.keys():
            self._rows.append(row)
            self._turned = False
        elif row.cells:
            self._leftovers.append(self._left(line, "这一行没有读懂"))

    def _is_beside(self, line: SourceLine) -> bool:
        if line.lone and is_note(line.lone):
            self._beside.append(line)
            return True
        return False

    def _row(self, line: SourceLine) -> _Row:
        """The cells of a line by field; what has no heading is left over."""
        row = _Row(line.place)
        for cell in line.cells:
            column = self.columns.get(cell.column)
            if not cell.text or (column is not None and column.target.kind == NUMBER):
                continue
            shown = self._shape.by_id.get(column.target.id) if column is not None else None
            if cell.goes_on and (shown is None or not shown.spans):
                continue
            if shown is None or shown.id in row.cells:
                self._leftovers.append(Leftover(cell.text, cell.place, "上面没有读懂的表头，没有读"))
            else:
                row.cells[shown.id] = cell
        return row

    def _begins_other(self, row: _Row) -> bool:
        """Whether below headings of money stand words alone, as the headings of another table do."""
        money = [cell for name, cell in row.cells.items() if self._shape.by_id[name].kind in {AMOUNT, COUNT}]
        words = [cell for cell in money if not any(character.isdigit() for character in cell.text) and column_key(cell.text)]
        return len(words) > 1 and len(words) == len(money) and not any(map(_is_blank, words))

    def _is_broken(self, row: _Row) -> bool:
        """Whether the first row of a page goes on with the last one above: it has no money, and nothing that the other lacks."""
        if not self._turned or not self._rows or not row.cells:
            return False
        above = self._rows[-1].cells
        own = {name for name, cell in row.cells.items() if not cell.goes_on}
        if self._has_money(own) or not own < above.keys():
            return False
        return self._has_money(above) or len(own) == 1

    def _has_money(self, names: Iterable[str]) -> bool:
        return any(self._shape.by_id[name].kind in {AMOUNT, COUNT} for name in names)

    def _join(self, row: _Row) -> None:
        above = self._rows[-1].cells
        for name, cell in row.cells.items():
            if not cell.goes_on:
                words = f"“{cell.text[:20]}”接在上一行“{above[name].text[:20]}”里，这一行被换页断开了"
                self._healed.append(Healed(words, row.place))
                above[name] = above[name]._replace(text=above[name].text + cell.text)

    def _left(self, line: SourceLine, reason: str) -> Leftover:
        return Leftover(" ".join(line.texts)[:_SHOWN], line.place, reason)

    # --- values

    def finish(self, title: str, place: Place) -> ReadList:
        """The records with their amounts in fen."""
        self._said, self._unread_unit = unit_around(self._beside, title, place)
        self._said = self._said or unit_of_columns(self._units, self._titles, self._amounts())
        if self._unread_unit is not None:
            self._leftovers.append(self._unread_unit)
        records = [ReadRecord(tuple(self._values(row)), row.place) for row in self._rows]
        self._compare_sums(records)
        unit, said = self._said or SaidUnit(UNITS[self._shape.unit], "")
        where = records[0].place if records else place
        return ReadList(
            self._shape.page, title, where, tuple(records), unit, said, tuple(self._leftovers), tuple(self._healed)
        )  # fmt: skip

    def _amounts(self) -> set[str]:
        """The columns of amounts, by field."""
        return {name for name in self._titles if name in self._shape.by_id and self._shape.by_id[name].kind == AMOUNT}

    def _values(self, row: _Row) -> Iterator[ReadValue]:
        for name, cell in row.cells.items():
            title = self._titles.get(name, "")
            if self._shape.by_id[name].kind != AMOUNT:
                yield ReadValue(name, title, cell.text.strip(), cell.place)
                continue
            amount = self._amount(name, cell)
            if isinstance(amount, int):
                own = name in self._units or "元" in cell.text
                doubt = "" if own or self._said is not None else UNSAID
                yield ReadValue(name, title, cell.text.strip(), cell.place, amount, doubt, own)
            elif amount is not None and self._unread_unit is None:
                self._leftovers.append(Leftover(cell.text, cell.place, "不是金额，没有读"))

    def _amount(self, name: str, cell: SourceCell) -> object:
        if self._unread_unit is not None and name not in self._units:
            return None
        unit = self._units.get(name) or (self._said[0] if self._said else UNITS[self._shape.unit])
        return read_amount(plain(cell.text), unit)

    def _compare_sums(self, records: Sequence[ReadRecord]) -> None:
        """A sum has to be that of all records, or of those since the sum above; else it is said."""
        for number, (at, row) in enumerate(self._sums):
            above = self._sums[number - 1][0] if number else 0
            below = next((other for other, _ in self._sums[number + 1 :] if other > at), len(records))
            for name, cell in row.cells.items():
                amount = self._amount(name, cell) if self._shape.by_id[name].kind == AMOUNT else None
                if not isinstance(amount, int) or name == "price":
                    continue
                parts = (records, records[:at], records[above:at], records[at:below])
                if amount not in {sum(record.amount(name) or 0 for record in part) for part in parts}:
                    self._leftovers.append(Leftover(cell.text, cell.place, "是合计，和各行加起来不一样"))


def _is_sum(texts: Sequence[str]) -> bool:
    words = [plain(text).strip(":") for text in texts[:3]]
    return any(word in TOTAL_WORDS or (word.endswith(("合计", "小计", "总计")) and len(word) <= _LONGEST_SUM) for word in words)


def _is_blank(cell: SourceCell) -> bool:
    return not plain(cell.text).strip("-—–/无")
