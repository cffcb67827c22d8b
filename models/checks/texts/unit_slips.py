"""元, 万元 and 亿元 confused in a text: a figure whose digits are those of a table's, or that is out of all scale (X-29e)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.prose.paragraphs import Figure, figures, paragraphs
from models.checks.prose.remark import Remark
from models.checks.texts.handwritten import about, handwritten
from models.checks.texts.typed_figures import FACTORS, OTHER_NAMES, confused_units
from models.pack.forms.last_year import TOTAL
from models.projects.amounts import project_budget
from models.published.context import Context
from models.published.figures import book_figures, built_in_figures
from models.values.money import MoneyUnit, fen

_STEP: Final = MoneyUnit.WAN.value // 100
"""What two decimals of 万元 show (fen)."""

_DIGITS: Final = 4
"""Figures with fewer digits agree by chance."""

_SMALL: Final = 1000 * MoneyUnit.YUAN.value
"""A sum of a budget is not smaller (fen)."""

_TIMES_ALL: Final = 5
"""No figure of a budget is so many times all its money, or all that of last year."""

_PRICE: Final = re.compile(r"[每按均/×*]|标准|单价|定额|不超|不高|限额")
_OFTEN_A_PRICE: Final = re.compile("补贴|补助|奖励|罚|收费|租金|门票|工资|利率")
_BUDGET: Final = re.compile(
    r"(?:预算|经费|支出|收入|安排|执行数|资金|费|拨款|采购|增加|减少|增长|下降|（项）”?(?:科目)?)[^，。；、\d]{0,6}$"
)
_OF_OTHERS: Final = re.compile(
    "本级|全区|全县|全市|全省|全国|全镇|全乡|生产总值|产值|税|债|贷款|存款|投资|余额|限额|资产|销售|累计|以来|企业|争取|引进|带动|撬动|社会资本|出让|[约达超]"
)
_NAME: Final = re.compile(
    r"(?P<name>[^，。；：、“”（）\d]{2,30})(?:（[类款项]）)?”?(?:科目)?(?:支出)?(?:预算)?(?:数|总额|金额)?(?:安排|合计|共计|为|是|：)*$"
)
_NUMBERING: Final = re.compile("^[一二三四五六七八九十]+、|^其中：")
_REMEDY: Final = "查单位；确实是这个数的，不用改"


class _Written(Struct, frozen=True):
    """A figure that may be in the wrong unit, with its place in the text and its name.

    ``is_of_budget``: its words are those of a sum of a budget; ``is_in_yuan``: it alone is in 元 where the others are not;
    ``is_long``: it has too many digits to agree by chance.
    """

    start: int
    end: int
    figure: Figure
    name: str
    is_of_budget: bool
    is_in_yuan: bool
    is_long: bool


def no_figure_is_in_another_unit(context: Context) -> Iterator[CheckResult]:
    """X-29e: no figure of a text has the digits of one of the tables and another unit, and none is out of scale (practice)."""
    known: _Known | None = None
    for written in handwritten(context):
        amounts = _amounts(written.text)
        known = known or (_Known(context) if amounts else None)
        remarks = [remark for one in amounts if known is not None and (remark := known.remark(one)) is not None]
        if remarks:
            yield about(written, remarks)


@lru_cache(maxsize=256)
def _amounts(text: str) -> tuple[_Written, ...]:
    """The figures of a text that are no prices; short ones only where the words are those of a budget."""
    found = []
    for paragraph in paragraphs(text):
        plain, told = paragraph.plain, figures(paragraph.plain)
        alone = [figure.unit for figure in told].count("元") == 1
        for figure in told:
            clause = max(plain.rfind(mark, 0, figure.start) for mark in "，。；：、") + 1
            around = plain[clause : figure.start] + plain[figure.end : figure.end + 3]
            sentence = plain[plain.rfind("。", 0, figure.start) + 1 : figure.start]
            is_long, named = _digits(figure.number) >= _DIGITS, bool(_BUDGET.search(sentence))
            if figure.fen and (is_long or named) and not _PRICE.search(around):
                name = _NAME.search(plain, clause, figure.start)
                is_of_budget = named and not _OFTEN_A_PRICE.search(around) and not _OF_OTHERS.search(sentence)
                span, in_yuan = paragraph.span(figure.start, figure.end), alone and figure.unit == "元"
                found.append(_Written(*span, figure, name["name"] if name else "", is_of_budget, in_yuan, is_long))
    return tuple(found)


def _digits(number: str) -> int:
    """How many digits a number has, without zeros at its ends."""
    return len(number.replace(",", "").replace(".", "").strip("0"))


class _Money(Struct, frozen=True):
    """Every amount (fen) that a book tells of, by what two decimals of 万元 show of it, and by its name."""

    shown: Mapping[int, int]
    named: Mapping[str, Sequence[int]]


class _Known:
    """What the figures of a text are compared with."""

    def __init__(self, context: Context) -> None:
        self._style = context.pack.narrative.amounts
        book = context.book
        beside = (book.projects, book.overall, book.last_year, book.procurement, book.assets, book.typed, book.lists)
        parts = (context.pack, context.codes, *context.tallies, *beside)  # figures also add up what no table tells apart
        self._money = context.memory.recall("money of texts", parts, lambda: _money(context))
        before = sum(fen(line.amount) for line in book.last_year if line.item == TOTAL)
        self._all = max(built_in_figures(context)[TOTAL], before)

    def remark(self, one: _Written) -> Remark | None:
        """What is wrong with the unit of a figure; None where nothing is."""
        figure = one.figure
        if _shown(figure.fen) in self._money.shown:
            return None
        meant = self._meant(one)
        if meant is not None:
            right = f"{self._style.figure(meant)}{self._style.unit}"
            problem = (
                f"写的是 {figure.written}，表里有 {self._style.figure(meant)} {self._style.unit}，{confused_units(figure, meant)}"
            )
            return Remark(one.start, one.end, problem, _REMEDY, right, (("写的", figure.written), ("表里的", right)))
        is_small = one.is_in_yuan and figure.fen < _SMALL and self._style.unit != "元"
        if one.is_of_budget and (figure.fen > _TIMES_ALL * self._all > 0 or is_small):
            all_money = f"{self._style.told(self._all)} {self._style.unit}"
            problem = f"写的是 {figure.written}，全部的钱是 {all_money}，可能把元和万元弄混"
            return Remark(one.start, one.end, problem, _REMEDY, values=(("写的", figure.written), ("全部的钱", all_money)))
        return None

    def _meant(self, one: _Written) -> int | None:
        """The amount in another unit: of the same name, or with as many digits as do not agree by chance."""
        figure, money = one.figure, self._money
        for amount in money.named.get(one.name, ()):
            if confused_units(figure, amount):
                return amount
        if not one.is_long:
            return None
        found = (
            money.shown[shown] for shown in _in_other_units(figure.fen) if _digits(str(shown)) >= _DIGITS and shown in money.shown
        )
        return next((amount for amount in found if confused_units(figure, amount)), None)


def _money(context: Context) -> _Money:
    """The amounts of the tables, of the figures of the text form, of the projects and of last year."""
    named: dict[str, set[int]] = {}
    figures_of = book_figures(context)
    for key, form in context.pack.narrative.figures.items():
        amount = figures_of.amount(key)
        for name in form.names or ("",):
            plain = paragraphs(name)[0].plain if name else ""
            for one in (plain, *OTHER_NAMES.get(plain, ())):
                named.setdefault(one, set()).add(amount)
    for table in context.tables.values():
        for side in table.sides:
            for row in side.rows:
                named.setdefault(_NUMBERING.sub("", row.labels[-1].strip()), set()).update(row.values)
    named.setdefault("", set()).update(project_budget(project) for project in context.book.projects)
    for line in context.book.last_year:
        now = figures_of.this_year.get(line.item, 0)
        named[""].update((fen(line.amount), abs(now - fen(line.amount))))
    amounts = {amount for some in named.values() for amount in some if amount > 0}
    return _Money({_shown(amount): amount for amount in amounts}, {name: sorted(some) for name, some in named.items() if name})


def _shown(amount: int) -> int:
    return (2 * amount + _STEP) // (2 * _STEP)


def _in_other_units(amount: int) -> Iterator[int]:
    """What the amount would show with each unit confused with another."""
    for factor in FACTORS:
        yield _shown(amount * factor)
        if amount >= factor * _STEP:
            yield _shown(amount // factor)


CHECKS: Final = (Check("X-29e", no_figure_is_in_another_unit),)
