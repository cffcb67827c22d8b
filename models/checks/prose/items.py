"""Two figures for one item in a paragraph (X-27e).

Names of a budget's figures are compared where nothing in front of them makes them a part or another year's; a function
class with （项） also where the sentence goes on with 「2026年预算安排…」 without naming it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from models.checks.prose.eras import YEAR, Era, era, is_whole
from models.checks.prose.paragraphs import Figure, figures, paragraphs, unit_slip
from models.checks.prose.remark import Remark
from models.checks.prose.sums import PARTS, whole_before

_NAMES: Final = (
    "收入预算|预算收入|支出预算|预算支出|收入总计|支出总计|基本支出|项目支出|人员经费|(?:日常)?公用经费|机关运行经费|政府采购预算"
    "|会议费|培训费|“?三公”?经费|因公出国（境）费|公务用车购置及运行(?:维护)?费|公务用车购置及运维费|公务用车购置费|公务用车运(?:行(?:维护)?|维)费|公务接待费"
)
_LINK: Final = "(?:支出)?(?:预算)?(?:数|总额|金额)?(?:安排|合计|共计|为|是|：)*"
_MOVED: Final = r"(?:[比较与][^，。；\d]{0,16}(?:增加|减少|增长|下降|持平)，(?=(?:预算)?(?:为|安排)))?"
"""公务接待费较上年减少，为5万元: the figure is still that of the name."""

_NAMED: Final = re.compile(rf"(?P<name>{_NAMES}){_MOVED}{_LINK}$")
_CLASS: Final = re.compile(rf"(?P<name>[^“”，。；：（）]{{2,30}}（项）)”?{_LINK}$")
_CLASS_NAME: Final = re.compile(r"[^“”，。；：（）、]{2,30}（项）")
_FUNDS: Final = re.compile("一般公共预算|政府性基金|国有资本|财政拨款|财政专户|单位资金")
_THIS_YEAR: Final = re.compile(r"(?P<year>20\d\d)年(?:当年)?预算(?:安排|数)(?:为|是)?$")


class _Item(Struct, frozen=True):
    """A name with its figure; ``of`` is the figure that it is a part of (fen), ``funds`` the money that its sentence speaks of."""

    name: str
    figure: Figure
    of: int | None = None
    funds: frozenset[str] = frozenset()

    def is_about(self, other: _Item) -> bool:
        """Whether both are figures of one thing: 基本支出 of all money is not that of 一般公共预算."""
        return self.name == other.name and self.funds == other.funds and (None in {self.of, other.of} or self.of == other.of)

    def differs(self, other: _Item) -> bool:
        """Whether the figures are not the same, as far as they were written: 0.05亿元 is not 0.04亿元, 0.04亿元 may be 449万元."""
        gap, steps = abs(self.figure.fen - other.figure.fen), {self.figure.step, other.figure.step}
        return gap > 0 if len(steps) == 1 else gap > max(steps)


def two_figures(text: str, year: int | None = None) -> Iterator[Remark]:
    """Items with a second figure that differs from the first; ``year`` is the budget year."""
    for paragraph in paragraphs(text):
        plain = paragraph.plain
        told: list[_Item] = []
        for item in _items(plain, year or _latest(plain)):
            earlier = [one for one in told if item.is_about(one)]
            told.append(item)
            if earlier and all(item.differs(one) for one in earlier):
                figure, before = item.figure, earlier[0].figure
                problem = f"“{item.name}”前面写 {before.written}，这里写 {figure.written}{unit_slip(before.fen, figure.fen)}"
                values = (("前面", before.written), ("这里", figure.written))
                yield Remark(*paragraph.span(figure.start, figure.end), problem, "改掉录错的一个", values=values)


def _items(plain: str, year: int | None) -> Iterator[_Item]:
    """The name and figure of each item that is about the budget year and whole."""
    classes = set(_CLASS_NAME.findall(plain))
    for figure in figures(plain):
        begin = _begin(plain, figure.start)
        sentence = plain[begin : figure.start]
        again = _THIS_YEAR.search(sentence)
        if again and len(classes) == 1 and int(again["year"]) == year:
            yield _Item(next(iter(classes)), figure)
            continue
        match = _CLASS.search(sentence) or _NAMED.search(sentence)
        if match is None or era(sentence, year) in {Era.BEFORE, Era.OTHER}:
            continue
        if match.re is _CLASS:
            yield _Item(match["name"], figure)
        elif is_whole(sentence[: match.start()]):
            yield _Item(match["name"], figure, _of(plain, begin + match.start()), frozenset(_FUNDS.findall(sentence)))


def _of(plain: str, start: int) -> int | None:
    """The figure that a list divides in which a name at ``start`` stands; None where it stands in none."""
    begin = plain.rfind("。", 0, start) + 1
    lists = [match.start() for match in PARTS.finditer(plain, begin, start)]
    whole = whole_before(plain[: lists[-1]]) if lists else None
    return whole.fen if whole else None


def _begin(plain: str, end: int) -> int:
    return max(plain.rfind(stop, 0, end) for stop in "。；！？") + 1


def _latest(plain: str) -> int | None:
    return max((int(match[1]) for match in YEAR.finditer(plain)), default=None)
