"""元 typed for 万元 where nothing has to agree with the figure: it is far out of scale (X-29a … X-29d)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from models.book import terms
from models.book.edits import Fix
from models.book.facts import SPENDING
from models.book.places import BalancePart, Place
from models.book.records import AssetLine, LastYearFigure, Project
from models.checks.balance_lines import WITHHELD, lines_behind
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.pack.filters import CellRef
from models.pack.forms.last_year import TOTAL, code_of, label_of
from models.published.context import Context
from models.published.figures import book_figures
from models.values.amount_style import UNITS
from models.values.money import MoneyUnit, fen, show_exact
from models.values.target import read_target
from models.words.places import line_name, place_words

_WAN: Final = MoneyUnit.WAN.value
_YUAN: Final = MoneyUnit.YUAN.value
_FACTOR: Final = _WAN // _YUAN

_TIMES_LAST_YEAR: Final = 1000
"""How many times last year's figure no figure grows or shrinks to: a slip is 10,000 times, and one of them changed as well."""

_TIMES_THE_REST: Final = 50
"""How many times all other lines together a single line rarely is."""

_OTHERS: Final = 5
"""So many other lines are needed to know the scale of a budget that is being entered."""

_DEAR: Final = 1000 * _WAN
"""What a single car, device or square metre never costs (fen)."""

_SMALL: Final = 1000 * _YUAN
"""Published budgets in 元 have no smaller line (fen): the smallest of two of them is 1,500 元."""

_SMALL_IN_PARTS: Final = 100_000 * _YUAN
"""Below this an amount in 元 that has 角 or 分, which forms in 元 do not print, is rather one in 万元 (fen)."""

_SPENT: Final = ("basic", "others", "projects")
_PAGES_OF: Final = {TOTAL: _SPENT, terms.PROJECT: ("projects",)}
"""An item of last year that is compared with whole pages → these; the others are named as their page is."""

_REMEDY: Final = "查金额的单位是元还是万元；确实是这个数的，写明"


def years_are_of_one_scale(context: Context) -> Iterator[CheckResult]:
    """X-29a: last year's figure is less than a thousand times this year's, and the other way round."""
    this_year = book_figures(context).this_year if context.book.last_year else {}
    for line in context.book.last_year:
        code, before = code_of(line.item), fen(line.amount)
        now = _spent(context, code) if code else this_year.get(line.item, 0)
        low, high = sorted((before, now))
        if low > 0 and high >= low * _TIMES_LAST_YEAR:
            yield _of_two_scales(context, line, now, was_slipped=before == (low if _in_yuan(context) else high))


def _spent(context: Context, code: str) -> int:
    """What is spent under a function code (fen)."""
    return sum(t.amount for t in context.tallies if t.stream == SPENDING and t.key.function == code)


def _of_two_scales(context: Context, line: LastYearFigure, now: int, *, was_slipped: bool) -> CheckResult:
    """``was_slipped``: it is the figure of last year that may be in the other unit."""
    before, own = fen(line.amount), Place("last_year", line.id, "amount")
    slipped = None if was_slipped else max(_lines_of(context, line.item), key=lambda part: part.amount, default=None)
    name, times = label_of(context.pack.last_year, line.item).removeprefix("上年"), max(before, now) // min(before, now)
    left, right = context.amounts.pair(before, now)
    return CheckResult(
        message=f"上年{name} {left}，今年 {right}，相差 {times} 倍",
        place=slipped.place if slipped else own,
        other_place=own if slipped else None,
        values=(("上年", left), ("今年", right), ("倍数", str(times))),
        remedy=_REMEDY,
        fix=_in_the_other_unit(context, own, before) if was_slipped else None,
    )


def _lines_of(context: Context, item: str) -> Sequence[BalancePart]:
    """The lines of this year behind a figure that last year's item is compared with, where they can be told."""
    form, parts = context.pack.compared.get(item), context.parts
    if form is not None:
        cells = (term for term in form.terms if isinstance(term, CellRef))
        return [line for cell in cells for line in lines_behind(context, BalancePart(cell.place, 0))]
    code, pages = code_of(item), _PAGES_OF.get(item, (item,))
    if code:
        found = [parts[n] for t in context.tallies if t.stream == SPENDING and t.key.function == code for n in t.lines]
        return [part for part in found if part.place.page != WITHHELD]
    return [part for part in parts.values() if part.place.page in pages]


def no_line_dwarfs_the_rest(context: Context) -> Iterator[CheckResult]:
    """X-29b: no line of spending whose income follows from it is fifty times all others together (practice)."""
    lines = [part for part in context.parts.values() if part.place.page in _SPENT and part.amount > 0]
    if len(lines) <= _OTHERS:
        return
    largest = max(lines, key=lambda part: part.amount)
    rest = sum(part.amount for part in lines) - largest.amount
    if largest.amount < rest * _TIMES_THE_REST or not _income_follows(context, largest):
        return
    left, right = context.amounts.pair(largest.amount, rest)
    where = place_words(context.book, context.pack, largest.place)
    yield CheckResult(
        message=f"{where} {left}，其余各行加起来 {right}，是它们的 {largest.amount // rest} 倍",
        place=largest.place,
        values=((where, left), ("其余各行", right), ("倍数", str(largest.amount // rest))),
        remedy=_REMEDY,
        fix=None if _in_yuan(context) else _in_the_other_unit(context, largest.place, largest.amount),
    )


def _income_follows(context: Context, part: BalancePart) -> bool:
    """Whether no typed income has to agree with a line, which is then a 错误 of its own (X-8)."""
    return any(need.typed is None and part.place.line in need.spending_lines for need in context.needs)


def pieces_have_a_plausible_price(context: Context) -> Iterator[CheckResult]:
    """X-29c: the value of 固定资产 by their number: no car, device or square metre costs a thousand 万元 (practice)."""
    for line in context.book.assets:
        value, count = fen(line.value), read_target(line.quantity).number or Decimal(0)
        if count > 0 and value > count * _DEAR:
            yield _dear(context, line, value, value / count)


def _dear(context: Context, line: AssetLine, value: int, each: Decimal) -> CheckResult:
    label, place = context.pack.asset_label(line.item), Place("assets", line.id, "value")
    told, one = context.amounts.told(value), context.amounts.told(int(each))
    return CheckResult(
        message=f"固定资产 {label}：价值 {told}，数量 {line.quantity}，平均每个单位 {one} {context.amounts.unit}",
        place=place,
        values=(("价值", told), ("数量", line.quantity), ("平均", one)),
        remedy=_REMEDY,
        fix=None if _in_yuan(context) else _in_the_other_unit(context, place, value),
    )


_IN_YUAN: Final = ("basic", "others", "projects", "income", "carry_forward", "three_public", "typed", "last_year")


def amounts_in_yuan_are_not_tiny(context: Context) -> Iterator[CheckResult]:
    """X-29d: where amounts are entered in 元, one below 1,000 may be in 万元 (EMP 2 budgets)."""
    if not _in_yuan(context):
        return
    for page in _IN_YUAN:
        for number, line in context.numbered(page):
            for part in line.funding if isinstance(line, Project) else (line,):
                amount = fen(part.amount)
                if 0 < amount < _SMALL or (amount % _YUAN and 0 < amount < _SMALL_IN_PARTS):
                    place, told = Place(page, part.id, "amount"), context.amounts.told(amount)
                    yield CheckResult(
                        message=f"{line_name(page, number)}：{told} 元，可能按万元录了",
                        place=place,
                        values=(("金额（元）", told),),
                        remedy="这个版式按元录入；确实是这个数的，不用改",
                        fix=_in_the_other_unit(context, place, amount),
                    )


def _in_yuan(context: Context) -> bool:
    """Whether amounts are entered in 元, so that one typed in 万元 is too small; else one typed in 元 is too large."""
    return UNITS[context.pack.entry_unit] is MoneyUnit.YUAN


def _in_the_other_unit(context: Context, place: Place, amount: int) -> Fix | None:
    """The fix that reads an amount as typed in the other unit; None where it has no whole 分 then."""
    if not _in_yuan(context) and amount % _FACTOR:
        return None
    right = amount * _FACTOR if _in_yuan(context) else amount // _FACTOR
    return Fix(f"改为 {context.amounts.told(right)}", place.line, place.field, show_exact(right))


CHECKS: Final = (
    Check("X-29a", years_are_of_one_scale),
    Check("X-29b", no_line_dwarfs_the_rest),
    Check("X-29c", pieces_have_a_plausible_price, reads=("assets",)),
    Check("X-29d", amounts_in_yuan_are_not_tiny, each=_IN_YUAN),
)
