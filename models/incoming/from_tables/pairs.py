"""Joins the function codes of basic expenditure with its economic codes, of which published tables give only the sums.

First the pairs that the pack names as usual, then those of last year's book, then codes of one name; the rest in the order of
the codes, which gives the fewest lines. Only a pair that is the one possible is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from models.book.records import BasicLine, Book
from models.pack.forms.checks import CodeLink
from models.values.codes import Codes
from models.values.money import fen
from models.values.text import plain_name

_RETIRED: Final = (("30301", "2080501"), ("30301", "2080502"), ("30302", "2080501"), ("30302", "2080502"))
"""离休费 and 退休费 are paid from 离退休 of 行政单位 and 事业单位 (rule S-5: in every budget that was compared)."""

LINK: Final = "按版式里常用的搭配"
LAST_YEAR: Final = "按上年预算里的搭配"
NAMES: Final = "按名称"
ORDER: Final = "按编码次序"
ONLY: Final = ""

_GROUP: Final = 5


class Supply(NamedTuple):
    """Basic expenditure of a function code, source and year in fen."""

    function: str
    source: str
    carried: bool
    amount: int


class Pair(NamedTuple):
    """A line of basic expenditure; ``why`` is what it was joined by, ONLY where nothing else was possible."""

    supply: Supply
    economic: str
    amount: int
    why: str


def join_pairs(
    supplies: Sequence[Supply], economics: Mapping[str, int], links: Sequence[CodeLink], codes: Codes, last_year: Book | None
) -> list[Pair]:
    """Lines with the sums of both sides. What one side has more than the other has the other's code ""."""
    left, wanted = [supply.amount for supply in supplies], dict(economics)
    single = len(supplies) == 1 or len(economics) == 1
    pairs: dict[tuple[int, str], Pair] = {}

    def join(economic: str, at: int, why: str) -> None:
        amount = _both(left[at], wanted[economic])
        if amount:
            left[at] -= amount
            wanted[economic] -= amount
            known = pairs.get((at, economic))
            reason = ONLY if single else known.why if known else why
            pairs[at, economic] = Pair(supplies[at], economic, amount + (known.amount if known else 0), reason)

    for economic, at, why in _usual(supplies, wanted, links, codes, last_year):
        join(economic, at, why)
    open_codes = [economic for economic, amount in wanted.items() if amount > 0]
    for at in range(len(supplies)):
        while left[at] > 0 and open_codes:
            join(open_codes[0], at, ORDER)
            if not wanted[open_codes[0]]:
                del open_codes[0]
    found = [pairs[key] for key in sorted(pairs)]
    found += [Pair(supplies[at], "", amount, ORDER) for at, amount in enumerate(left) if amount]
    found += [Pair(Supply("", "general", False, amount), economic, amount, ORDER) for economic, amount in wanted.items() if amount]
    return found


def _both(one: int, other: int) -> int:
    """What two sums can share: nothing where one is negative."""
    return min(one, other) if one > 0 and other > 0 else 0


def _usual(
    supplies: Sequence[Supply], economics: Iterable[str], links: Sequence[CodeLink], codes: Codes, last_year: Book | None
) -> Iterator[tuple[str, int, str]]:
    """Economic code, position of the supply and reason, the most usual pair first."""
    by_code = {supply.function: at for at, supply in reversed(list(enumerate(supplies)))}
    known = list(economics)
    for economic, function, why in _named(known, by_code, links, codes, last_year):
        if economic in known and function in by_code:
            yield economic, by_code[function], why


def _named(
    economics: Iterable[str], functions: Iterable[str], links: Sequence[CodeLink], codes: Codes, last_year: Book | None
) -> Iterator[tuple[str, str, str]]:
    """Economic and function codes that go together, and why."""
    yield from ((link.economic, link.function, LINK) for link in links)
    for link in links:  # 行政单位医疗 and 事业单位医疗 are paid from one economic code
        yield from ((link.economic, code, LINK) for code in functions if code[:_GROUP] == link.function[:_GROUP])
    for line in sorted(last_year.basic if last_year else (), key=_largest_first):
        yield line.economic, line.function, LAST_YEAR
    yield from ((economic, function, NAMES) for economic, function in _RETIRED)
    for economic in economics:
        for code in functions:
            if _same_name(codes.economic.name(economic), codes.function.name(code)):
                yield economic, code, NAMES


def _largest_first(line: BasicLine) -> int:
    return -fen(line.amount)


def _same_name(economic: str, function: str) -> bool:
    one, other = plain_name(economic), plain_name(function)
    return bool(one and other) and (other.startswith(one) or one.startswith(other))
