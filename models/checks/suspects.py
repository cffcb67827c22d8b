"""Finds the lines that would explain the difference of two sums that should balance, the likeliest first.

If a single line is wrong, the gap tells its right amount: on the larger side its amount less the gap, on the smaller side
its amount plus the gap. Each kind of slip is a relation between the amount and the right amount, so that one pass over
the lines is enough. The kinds, ranked by how often they happen and how seldom they fit by chance:

1. DOUBLE      two equal lines of the larger side, each as much as the gap
2. UNIT        10, 100 or 10,000 times too much or too little
3. SWAPPED     two neighbouring digits exchanged (the gap is then divisible by 9)
4. EQUAL       a line of the larger side equals the gap: one too many, or its partner is missing
5. DIGIT       one digit left out, or one too many
6. SIGN        a line is half of the gap: on the wrong side, or with the wrong sign
7. LEFT_OUT    last year had a line of exactly this amount, this year has none with its codes
8. ELSEWHERE   a line of the smaller side's kind that is in neither sum equals the gap: a wrong code, source or year
9. PAIR        two lines of the larger side add to the gap
10. COPY       a line holds last year's amount unchanged
11. EXCHANGED  a part is more than its whole: each may have been typed in the other's cell

Where the left may also be less than the right, a figure far above the other counts as UNIT even if no exact multiple.
Within a kind, lines changed since the book was opened come first, and typed income (批复数), which is copied from a
document, last. 不予公开 is never a suspect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from models.book.edits import Fix
from models.book.places import Place
from models.book.records import Book, all_lines
from models.checks.balance_lines import WITHHELD, signed_lines
from models.checks.findings import Balance
from models.checks.wording import neighbours_exchanged
from models.published.context import Context
from models.values.amount_style import AmountStyle
from models.values.money import MoneyUnit, show_exact
from models.values.target import read_target
from models.words.places import place_words
from models.years.last_year import LastYear

MOST: Final = 5
"""How many suspects are shown at most."""

_LONGEST_SEARCH: Final = 2000
"""How many lines are searched for a PAIR."""

_FACTORS: Final = (10, 100, 10_000)
_APPROVED: Final = "income"
_PRODUCTS: Final = frozenset({"price"})
"""Fields that a sum multiplies: their digits are not those of the sum."""

_WHOLE_CELLS: Final = frozenset({"amount", "small_firms"})
"""Fields that hold the summed amount only; a target (≤0.4万元) has more text, a quantity may have (350平方米)."""

_FAR: Final = 5
"""From this multiple of its whole on, a part is taken for a slip of the unit rather than of a digit."""


_ABOVE: Final = 2
"""From this multiple of a whole of many lines on, one part that exceeds it is taken for 元."""

_LEAST_YUAN: Final = MoneyUnit.WAN.value // 100
"""The least amount (fen) that a figure typed in 元 is taken for: the last printed digit."""


class AmountSlip(IntEnum):
    """The kinds of slip, the likeliest first."""

    DOUBLE = 1
    UNIT = 2
    SWAPPED = 3
    EQUAL = 4
    DIGIT = 5
    SIGN = 6
    LEFT_OUT = 7
    ELSEWHERE = 8
    PAIR = 9
    COPY = 10
    EXCHANGED = 11


class Suspect(Struct, frozen=True):
    """A line that would explain the gap: its place, the reason in Chinese, and a fix where changing one value is enough."""

    slip: AmountSlip
    place: Place
    reason: str
    other_place: Place | None = None
    fix: Fix | None = None


class _Share(NamedTuple):
    """A line in a balance: its amount, the right amount if it alone is wrong (fen), and whether its side is the larger.

    ``is_whole``: its cell holds only this amount and no other text, so that a fix may replace it. ``style``: how it is told.
    """

    place: Place
    amount: int
    right: int
    larger: bool
    is_whole: bool
    style: AmountStyle

    def told(self, amount: int) -> str:
        """An amount (fen) of this line as the clerk reads it; a quantity with all its digits."""
        return show_exact(amount) if _is_quantity(self.place) else self.style.told(amount)


def suspects(
    context: Context, balance: Balance, last_year: LastYear | None = None, opened: Book | None = None
) -> tuple[Suspect, ...]:
    """At most MOST suspects, one per line, the likeliest first; () when the sums agree. ``opened``: the book when it was opened."""
    gap = balance.gap
    if not gap:
        return ()
    signed, signs = signed_lines(context, balance)
    shares = [
        _Share(place, sign * value, sign * (value - gap), sign * gap > 0, _is_whole(context, place), context.amounts)
        for (place, value), sign in zip(signed.items(), map(signs.__getitem__, signed), strict=True)
        if value
    ]
    found = [*_doubles(context, shares, abs(gap)), *_slips(shares), *_pairs(context, shares, abs(gap))]
    found += _elsewhere(context, shares, abs(gap), signed.keys())
    if balance.at_most:
        found += _part_above_whole(balance, shares) if len(shares) == 2 else _typed_in_yuan(balance, shares)
    if last_year is not None:
        found += _against_last_year(context, shares, abs(gap), last_year)
    unchanged = _unchanged(opened, context.book) if opened is not None else frozenset()
    found.sort(key=lambda s: (s.slip, s.place.line in unchanged, s.place.page == _APPROVED))
    first: dict[Place, Suspect] = {}
    for suspect in found:
        first.setdefault(suspect.place, suspect)
    return tuple(first.values())[:MOST]


def _unchanged(opened: Book, book: Book) -> AbstractSet[int]:
    """The ids of the lines that have not changed since the book was opened."""
    before = {line.id: line for line in all_lines(opened)}
    return {line.id for line in all_lines(book) if before.get(line.id) == line}


# --- a single wrong line


def _doubles(context: Context, shares: Sequence[_Share], gap: int) -> Iterator[Suspect]:
    """Lines of the larger side that equal the gap: the first is EQUAL, each later one a double entry of the first."""
    equal = [share for share in shares if share.larger and share.amount == gap]
    for share in equal[:0:-1]:
        words = f"和{place_words(context.book, context.pack, equal[0].place)}的金额一样，都等于差额：可能录了两次"
        yield Suspect(AmountSlip.DOUBLE, share.place, words, equal[0].place)
    for share in equal[:1]:
        yield Suspect(AmountSlip.EQUAL, share.place, f"{share.told(gap)} 正好等于差额：可能多了这一笔，或者另一边漏了一笔")


def _slips(shares: Sequence[_Share]) -> Iterator[Suspect]:
    """Lines whose amount differs from the right amount by one typing slip."""
    for share in shares:
        if share.right == -share.amount:
            typed = share.told(share.amount)
            yield Suspect(AmountSlip.SIGN, share.place, f"{typed} 正好是差额的一半：可能记错了一边，或者正负号反了")
        elif share.right > 0 and share.amount > 0:
            slip, words = _slip(share)
            if slip is not None:
                yield Suspect(slip, share.place, words, fix=_fix(share))


def _slip(share: _Share) -> tuple[AmountSlip | None, str]:
    low, high = sorted((share.amount, share.right))
    factor = next((factor for factor in _FACTORS if low * factor == high), 0)
    if factor:
        return AmountSlip.UNIT, _unit_words(share, factor)
    if share.place.field in _PRODUCTS:
        return None, ""
    typed, right = share.told(share.amount), share.told(share.right)
    if _swapped(share.amount, share.right):
        return AmountSlip.SWAPPED, f"数字可能写颠倒：{typed} 应为 {right}（差额是 9 的倍数）"
    if _one_digit_more(low, high):
        return AmountSlip.DIGIT, f"可能{'多打' if share.amount == high else '漏打'}了一位：{typed} 应为 {right}"
    return None, ""


_OTHER_UNIT: Final = {("万元", "大"): "可能按元录了", ("元", "小"): "可能按万元录了"}
"""What an amount is that is 10,000 times too much or too little, by the unit in which the form is entered."""


def _unit_words(share: _Share, factor: int) -> str:
    size = "大" if share.amount > share.right else "小"
    unit = (
        _OTHER_UNIT.get((share.style.unit, size), "可能把元和万元弄混")
        if factor == _FACTORS[-1] and not _is_quantity(share.place)
        else "可能点错了小数点"
    )
    typed, right = share.told(share.amount), share.told(share.right)
    return f"{typed} {size}了 {factor} 倍：{unit}，应为 {right}"


def _is_quantity(place: Place) -> bool:
    return place.field == "quantity"


def _swapped(one: int, other: int) -> bool:
    """Whether exchanging two neighbouring digits turns one into the other, the shorter one filled up with zeros."""
    a, b = str(one), str(other)
    return neighbours_exchanged(a.rjust(len(b), "0"), b.rjust(len(a), "0"))


def _one_digit_more(low: int, high: int) -> bool:
    """Whether removing one digit of the higher gives the lower; not the first digit, which fits too often by chance."""
    a, b = str(low), str(high)
    return len(b) == len(a) + 1 and any(b[:i] + b[i + 1 :] == a for i in range(1, len(b)))


def _is_whole(context: Context, place: Place) -> bool:
    if place.page != "assets":
        return bool(place.line) and place.field in _WHOLE_CELLS
    typed = next(line.quantity for line in context.book.assets if line.id == place.line) if _is_quantity(place) else ""
    target = read_target(typed)
    return not (target.operator or target.unit or target.words)


def _fix(share: _Share) -> Fix | None:
    """The fix that sets the right amount; None where the cell holds more than the amount."""
    place = share.place
    if not share.is_whole:
        return None
    return Fix(f"改为 {share.told(share.right)}", place.line, place.field, show_exact(share.right))


# --- a part and its whole


def _part_above_whole(balance: Balance, shares: Sequence[_Share]) -> Iterator[Suspect]:
    """A part that is more than its whole: one of them is off by its unit, or each was typed in the other's cell."""
    if len(balance.left) != 1 or len(balance.right) != 1:
        return
    part, whole = sorted(shares, key=lambda share: not share.larger)
    if not 0 < whole.amount < part.amount:
        return
    factor = next((factor for factor in _FACTORS if whole.amount * factor >= part.amount), 0)
    if factor and part.amount >= _FAR * whole.amount:
        if not part.amount % factor:
            yield _off_by(part._replace(right=part.amount // factor), factor)
        yield _off_by(whole._replace(right=whole.amount * factor), factor)
    forth, back = _fix(whole._replace(right=part.amount)), _fix(part._replace(right=whole.amount))
    fix = replace(forth, label="两个数对调", also=back) if forth and back else None
    yield Suspect(AmountSlip.EXCHANGED, whole.place, "两个数可能填反了，各填在另一个的格里", part.place, fix)


def _typed_in_yuan(balance: Balance, shares: Sequence[_Share]) -> Iterator[Suspect]:
    """Lines far above the whole that are a plausible part of it as 元."""
    whole, factor = sum(part.amount for part in balance.right), _FACTORS[-1]
    for share in shares:
        amount = share.amount // factor
        fits = balance.gap <= share.amount - amount and not share.amount % factor
        if share.larger and fits and share.amount >= _ABOVE * whole and amount >= _LEAST_YUAN:
            yield _off_by(share._replace(right=amount), factor)


def _off_by(share: _Share, factor: int) -> Suspect:
    return Suspect(AmountSlip.UNIT, share.place, _unit_words(share, factor), fix=_fix(share))


# --- lines outside the sums, and pairs


def _pairs(context: Context, shares: Sequence[_Share], gap: int) -> Iterator[Suspect]:
    """The first two lines of the larger side that add up to the gap."""
    seen: dict[int, _Share] = {}
    for share in [share for share in shares if share.larger][:_LONGEST_SEARCH]:
        other = seen.get(gap - share.amount)
        if other is not None:
            where = place_words(context.book, context.pack, share.place)
            words = f"和{where}相加等于差额：{other.told(other.amount)} + {share.told(share.amount)}"
            yield Suspect(AmountSlip.PAIR, other.place, words, share.place)
            return
        seen.setdefault(share.amount, share)


def _elsewhere(context: Context, shares: Sequence[_Share], gap: int, counted: AbstractSet[Place]) -> Iterator[Suspect]:
    """For typed income against spending: a line of the smaller side's kind that equals the gap but is in neither sum."""
    if not any(share.place.page == _APPROVED for share in shares):
        return
    income_is_larger = any(share.larger for share in shares if share.place.page == _APPROVED)
    for part in context.parts.values():
        page = part.place.page
        fits = page not in {_APPROVED, WITHHELD, "three_public"} if income_is_larger else page == _APPROVED
        if fits and part.amount == gap and part.place not in counted:
            words = f"{context.amounts.told(gap)} 正好等于差额，但不在这里：可能选错了功能科目、资金来源或年度"
            yield Suspect(AmountSlip.ELSEWHERE, part.place, words)


def _against_last_year(context: Context, shares: Sequence[_Share], gap: int, last_year: LastYear) -> Iterator[Suspect]:
    """Lines of last year that are missing this year, and lines that still have last year's amount."""
    for title, page in last_year.missing_lines(context.book, gap):
        yield Suspect(
            AmountSlip.LEFT_OUT, Place(page), f"去年有 {title}，{context.amounts.told(gap)} 正好等于差额，今年没有：可能漏了"
        )
    before = last_year.matching_amounts(context.book)
    for share in shares:
        if share.place.field == "amount" and share.amount in before.get(share.place.line, ()):
            yield Suspect(AmountSlip.COPY, share.place, f"{share.told(share.amount)} 和去年一样：可能没有改成今年的数")
