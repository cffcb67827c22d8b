"""Makes one row for each source of a table that has the money of each source in a column of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from models.book import terms
from models.incoming.clipboard.block import At, ClipboardBlock
from models.incoming.clipboard.heading_words import SPENDING_KINDS, SUMS, VARIANTS
from models.incoming.clipboard.headings import AMOUNT, SOURCE, Headings, plain_heading
from models.incoming.clipboard.passed_rows import heading_rows
from models.incoming.clipboard.source_words import UNIT_FUNDS, source_named
from models.values.money import fen, read_amount
from models.values.text import clipped
from models.values.unit_words import NamedUnit, without_unit, word_of

CARRIED: Final = "carried"
_TITLES: Final = {SOURCE: "资金来源", CARRIED: "资金年度", AMOUNT: "金额"}
_CARRIED: Final = "结转"
FISCAL: Final = ("财政拨款", "财政资金", "财政拨款收入")
_CARRIED_MONEY: Final = ("上年结转", "结转", "结转资金", "上年结转结余", "结转结余")
_SEVERAL: Final[Mapping[str, str]] = {
    **dict.fromkeys(UNIT_FUNDS, "没有分是事业收入、经营收入还是其他收入"),
    **dict.fromkeys(FISCAL, "没有分是一般公共预算、政府性基金还是国有资本经营预算"),
    **dict.fromkeys(_CARRIED_MONEY, "没有分是哪种资金来源的"),
}
"""Headings of money from several sources, and what they do not say."""

_OTHER_TIME: Final = re.compile(r"上年(?!结转)|去年|决算|执行数|以前年度")
_INCOME: Final = re.compile(r"(?:本年|全年)?收入(?:合计|小计)?")
"""A table of income has no lines of spending."""

_NO_MONEY: Final = re.compile(r"增减|增[长加]|减少|[%率]|[占比]|人数|数量|个数|面积|[余差]额|已|进度|序号")
"""Headings below a source of what is no money of this year, or of what became of it: 增减额, 占比, 人数, 已支出."""

_WHOLE: Final = SUMS | {*VARIANTS[AMOUNT], "金额"}
"""Headings below a source of all its money: the columns beside it are parts of it."""

_YEAR: Final = re.compile(r"((?:19|20|21)\d\d)年")
_ONE_BY_ONE: Final = ("quantity", "price")
"""What a purchase has once: it cannot be told apart by source."""

_NOT_APART: Final = "有几种资金来源，数量和单价分不开，在表格里先分成几行"


class Money(NamedTuple):
    """A column of money: its source, "" with ``why`` it is not known; ``carried``: from the year before.

    ``fiscal``: the code of a row tells from which of the three budgets it is.
    """

    source: str
    carried: bool = False
    why: str = ""
    fiscal: bool = False


def by_source(
    block: ClipboardBlock,
    found: Headings,
    grid: Sequence[str],
    year: int,
    kind: str = "",
    *,
    all_carried: bool = False,
    budget_at: Callable[[int], str] = lambda _row: "",
) -> tuple[ClipboardBlock, Headings] | None:
    """The block with a row for each source that has money in a row of it, and its headings. None if it has no such columns.

    ``grid`` are the fields of the page, ``year`` is the budget's, ``kind`` the page's kind of spending: the columns of another
    year or kind stay as they are. ``all_carried``: the page is of money that is carried over, so that 结转 says nothing.
    ``budget_at`` is the source that the code of a row has as 财政拨款, "" where none is known.
    A table of income has none. A sum beside the sources is no amount. Rows with money of which the source is not told are left
    out (``Headings.unread``); one in which a sum is not that of its parts is doubted (``Headings.doubted``).
    """
    if SOURCE in found.fields.values() or not {SOURCE, AMOUNT} <= set(grid):
        return None
    columns = MoneyColumns(block, found, year, kind, all_carried=all_carried)
    money = columns.money
    named = any(each.source or each.fiscal for each in money.values())
    if not named or not any(block.text(row, at) for row in data_rows(block, found) for at in money):
        return None
    if not columns.sums_agree or len(columns.units) > 1 or any(_INCOME.fullmatch(word) for word in columns.words):
        return None
    return _Rows(block, found, columns, grid, budget_at).made()


def data_rows(block: ClipboardBlock, found: Headings) -> Iterator[int]:
    """The rows below the headings, up to those of another table, without those that number or repeat them."""
    passed = heading_rows(block, found.first, labelled=False, repeated=found.repeated)
    return (row for row in range(found.first, found.end or block.height) if row not in passed)


def has_money(text: str) -> bool:
    """Whether a text is a figure other than 0, or what cannot be read as one."""
    return bool(text) and read_amount(text) not in {None, 0}


def _amount(text: str) -> int:
    return fen(read_amount(text))


class MoneyColumns:
    """Which columns hold the money of one source, and which a sum of them."""

    def __init__(self, block: ClipboardBlock, found: Headings, year: int, kind: str = "", *, all_carried: bool = False) -> None:
        self._block, self._found, self._year, self._kind = block, found, year, kind
        self._carried = "" if all_carried else _CARRIED
        paths = {at: [*found.above.get(at, ()), word] for at, word in found.words.items()}
        self._paths = {at: [plain_heading(without_unit(word)) for word in path] for at, path in paths.items()}
        amount = next((at for at, key in found.fields.items() if key == AMOUNT), None)
        free = [at for at in self._paths if at not in found.fields and not self._is_other(self._paths[at])]
        named = [at for at, key in found.fields.items() if key == CARRIED or at == amount]  # below a source: its money
        own = [at for at in named if any(source_named(word) in terms.SOURCES for word in self._paths[at][:-1])]
        money = {at: each for at in (*own, *free) if (each := self._of(self._paths[at])) is not None and self._may_be_money(at)}
        parts = {at: each for at, each in money.items() if not self._is_sum_of_others(at, each, money)}
        self.money = {at: each for at, each in parts.items() if not self._is_part_of_another(at, each, parts)}
        if amount in self.money:
            amount = None  # it is the money of one source
        sums = [at for at in free if self._paths[at] == [self._paths[at][-1]] and self._paths[at][-1] in SUMS]
        self.amount = amount
        self.total = amount if amount is not None else sums[0] if len(sums) == 1 else None

    @property
    def words(self) -> frozenset[str]:
        """All words above money, as they are compared."""
        return frozenset(word for at in self.money for word in self._paths[at])

    @property
    def units(self) -> frozenset[NamedUnit]:
        """The units that the headings of money name."""
        return frozenset(unit for at, unit in self._found.units.items() if at in self.money)

    @property
    def sums_agree(self) -> bool:
        """Whether the column of the amount, if there is one, is the sum of the others in most rows with figures."""
        if self.amount is None:
            return True
        rows = [row for row in data_rows(self._block, self._found) if _amount(self._block.text(row, self.amount))]
        return sum(map(self.differs, rows)) * 2 < len(rows)

    def differs(self, row: int) -> bool:
        """Whether a row has another sum than that of its parts."""
        if self.total is None or not (whole := _amount(self._block.text(row, self.total))):
            return False
        return whole != sum(_amount(self._block.text(row, at)) for at in self.money)

    def _is_other(self, path: Sequence[str]) -> bool:
        """Whether a column is of another year, or of another kind of spending."""
        years = {int(found) for word in path for found in _YEAR.findall(word)}
        kinds = {word for word in path if word in SPENDING_KINDS}
        other = any(_OTHER_TIME.search(word) for word in path) or _NO_MONEY.search(path[-1])
        return bool(other or years - {self._year} or kinds - {self._kind})

    def _may_be_money(self, at: int) -> bool:
        """Whether a figure stands in a column, or nothing: 是 and √ say only that there is money."""
        texts = [text for row in data_rows(self._block, self._found) if (text := self._block.text(row, at))]
        return not texts or any(read_amount(text) is None or re.search(r"\d", text) for text in texts)

    def _of(self, path: Sequence[str]) -> Money | None:
        """The money of a column by its heading and those above it; None for other columns."""
        carried = bool(self._carried) and any(self._carried in word for word in path)
        for word in reversed(path):
            source = source_named(word)
            if source in terms.SOURCES:
                return Money(source, carried)
            if word in _SEVERAL and word not in _CARRIED_MONEY:
                return Money("", carried, f"“{word}”{_SEVERAL[word]}", word in FISCAL)
        word = next((word for word in reversed(path) if word in _CARRIED_MONEY), "")
        return Money("", carried, f"“{word}”{_SEVERAL[word]}") if word else None

    def _beside(self, at: int, money: Mapping[int, Money]) -> list[int]:
        """The other columns below the heading above a column."""
        above = self._paths[at][:-1]
        return [other for other in money if other != at and self._paths[other][: len(above)] == above and above]

    def _is_part_of_another(self, at: int, each: Money, money: Mapping[int, Money]) -> bool:
        """Whether all money of the same source stands beside a column."""
        wholes = (other for other in self._beside(at, money) if self._paths[other][-1] in _WHOLE)
        return self._paths[at][-1] not in _WHOLE and any(money[other].source == each.source for other in wholes)

    def _is_sum_of_others(self, at: int, each: Money, money: Mapping[int, Money]) -> bool:
        """Whether a column sums up columns below the same heading, or right of it."""
        path, beside = self._paths[at], self._beside(at, money)
        parts = {money[other] for other in beside if money[other].source and self._paths[other][-1] not in _WHOLE}
        if path[-1] in _WHOLE and parts - {each} and (not each.source or len(parts) > 1):
            return True
        return not each.source and self._adds_up(at, money)

    def _adds_up(self, at: int, money: Mapping[int, Money]) -> bool:
        """Whether the figures of a column are those of the columns right of it in every row."""
        right = [other for other in sorted(money) if other > at]
        rows = [row for row in data_rows(self._block, self._found) if _amount(self._block.text(row, at))]
        return bool(rows) and any(
            all(_amount(self._block.text(row, at)) == sum(_amount(self._block.text(row, c)) for c in right[:n]) for row in rows)
            for n in range(1, len(right) + 1)
        )


class _Rows:
    """Writes the rows: the columns that stay, then source, year and amount."""

    def __init__(
        self, block: ClipboardBlock, found: Headings, columns: MoneyColumns, grid: Sequence[str], budget_at: Callable[[int], str]
    ) -> None:
        self._block, self._found, self._columns = block, found, columns
        self._stay = [at for at in range(block.width) if at not in columns.money]
        self._budget_at = budget_at
        self._has_years = any(each.carried for each in columns.money.values())
        self._knows_years = CARRIED in grid
        self._once = {at for at, key in found.fields.items() if key in _ONE_BY_ONE}
        self._figures = {at for at in self._stay if at not in found.fields or at == columns.amount}
        self._rows: list[list[str]] = []
        self._numbers: list[int] = []
        self._merged: dict[At, str] = {}
        self._unread: dict[int, str] = {}
        self._doubted: dict[int, str] = {}

    def made(self) -> tuple[ClipboardBlock, Headings]:
        """The block and its headings."""
        found = self._found
        data = set(data_rows(self._block, found))
        starts: dict[int, int] = {}
        for row in range(self._block.height):
            starts[row] = len(self._rows)
            if row in data:
                self._add_parts(row)
            else:
                self._add(row, {AMOUNT: _TITLES[AMOUNT], SOURCE: _TITLES[SOURCE]} if row == found.first - 1 else {})
        moved = {at: new for new, at in enumerate(self._stay)}
        last = len(self._stay)
        fields = {moved[at]: key for at, key in found.fields.items() if at in moved and at != self._columns.amount}
        words = {moved[at]: word for at, word in found.words.items() if at in moved}
        units = {moved[at]: unit for at, unit in found.units.items() if at in moved}
        tail = [SOURCE, *([CARRIED] if self._has_years and self._knows_years else []), AMOUNT]
        fields |= {last + n: key for n, key in enumerate(tail)}
        words |= {last + n: _TITLES[key] for n, key in enumerate(tail)}
        for unit in self._columns.units:
            units[last + len(tail) - 1] = unit
            words[last + len(tail) - 1] = f"{_TITLES[AMOUNT]}（{word_of(unit)}）"
        block = replace(self._block, rows=self._rows, numbers=self._numbers, merged=self._merged, units={})
        return block, replace(
            found, fields=fields, words=words, units=units, unmatched={at: word for at, word in words.items() if at not in fields},
            repeated=[starts[row] for row in found.repeated], end=starts[found.end] if found.end else 0,
            unread=self._unread, doubted=self._doubted, above={},
        )  # fmt: skip

    def _add_parts(self, row: int) -> None:
        """A row for each source with a figure; one without any stays as it is."""
        parts = [(at, each) for at, each in self._columns.money.items() if has_money(self._block.text(row, at))]
        for number, (at, found) in enumerate(parts):
            budget = self._budget_at(row) if found.fiscal else ""
            each = Money(budget, found.carried) if budget else found
            why = each.why
            if not why and each.carried and not self._knows_years:
                why = f"“{self._found.words[at]}”是结转的钱，这一页没有资金年度"
            if not why and len(parts) > 1 and any(self._block.text(row, c) for c in self._once):
                why = _NOT_APART
            if why:
                self._unread[len(self._rows)] = f"{why}，“{clipped(self._block.text(row, at), 12)}”没有填"
            elif self._columns.differs(row):
                whole = clipped(self._block.text(row, self._columns.total or 0), 12)
                self._doubted[len(self._rows)] = f"各种资金来源加起来不是这一行的合计“{whole}”"
            elif budget:
                self._doubted[len(self._rows)] = f"“{self._found.words[at]}”按科目是{terms.SOURCES[budget]}"
            words = {
                SOURCE: terms.SOURCES.get(each.source, self._found.words[at]),
                CARRIED: _CARRIED if each.carried else "本年",
                AMOUNT: self._block.text(row, at),
            }
            self._add(row, words, again=number > 0)
        if not parts:
            self._add(row, {})

    def _add(self, row: int, words: Mapping[str, str], *, again: bool = False) -> None:
        """A row; ``again``: its figures stand in the row above already."""
        here = len(self._rows)
        cells = ["" if again and at in self._figures else self._block.text(row, at) for at in self._stay]
        tail = [SOURCE, *([CARRIED] if self._has_years and self._knows_years else []), AMOUNT]
        self._rows.append([*cells, *(words.get(key, "") for key in tail)])
        self._numbers.append(self._block.number(row))
        self._merged |= {(here, new): text for new, at in enumerate(self._stay) if (text := self._block.merged.get((row, at)))}
