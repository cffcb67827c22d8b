"""A change against last year as a text states it: percentage, difference and direction follow from the two figures (X-27d).

Only a figure of this year and one of last year that stand next to each other, with the change right behind them, are
compared; where they name different bases (预算执行数, 年初预算), nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.checks.prose.eras import CARRIED, Era, budget_year, era, is_named_in
from models.checks.prose.paragraphs import Figure, figures, paragraphs, sentences, unit_slip
from models.checks.prose.remark import Remark
from models.values.chinese_numbers import NUMERALS, read_chinese

_UP: Final = ("增加", "增长", "上升", "提高", "上涨", "增幅", "增支")
DOWN: Final = ("减少", "下降", "降低", "压减", "压缩", "降幅", "减支")
_SAME: Final = "持平"
DIRECTIONS: Final = "|".join((*_UP, *DOWN))
"""The words of a change, as alternatives of a pattern."""

_MOVED: Final = re.compile(rf"(?:(?P<word>{DIRECTIONS})(?:了|额|幅度)?为?|(?:^|年度?|预算(?:数)?|执行数)(?P<more>多|少)了?)$")
_REACHED: Final = re.compile(
    rf"(?:(?P<word>{DIRECTIONS})了?|(?P<short>[增升减降]))[到至](?:(?:20\d\d年度?|本年度?|今年)(?:预算|安排)*的?)?$"
)
"""由100万元增加到2025年的120万元: the figure behind is this year's."""

_FROM: Final = re.compile(r"[由从][^，。；\d]*$")
_PERCENT: Final = re.compile(
    rf"(?<!率)(?<!比[重例])(?<!占比)(?P<word>{DIRECTIONS})(?:了|幅度|率|比例)?为?"
    rf"(?:(?P<number>\d+(?:\.\d+)?)(?:%|个百分点)|百分之(?P<words>[{NUMERALS}点]+))(?!左右|以上|以下)"
)
_SHORT: Final = {"增": "增加", "升": "上升", "减": "减少", "降": "下降"}
_OF_MORE: Final = {"多": "增加", "少": "减少"}
_BASES: Final = ("执行", "决算", "年初", "调整", "完成", "实际")
_COMPARED: Final = re.compile(r"(?:比|较|与|同|和)(?:20\d\d年|上一?年|去年)度?(?P<base>[^，。；\d]*)$")
_WITH_A_YEAR: Final = re.compile(r"(?:比|较|与|同|和)(20\d\d)年[^，。；\d]*$")
_MEASURED_BY: Final = re.compile(r"(?:比|较|与|同|和)(?:20\d\d年|上一?年|去年)[^，。；]*$")
"""比上年的100万元: the figure is what this year's is compared with."""

_CARRIED: Final = re.compile(rf"(?:上一?年|去年|20\d\d年)度?{CARRIED}[^，。；\d]*$")
"""上年结转10万元: money of this year, not what it had last year."""

_REMARKED: Final = re.compile("（(?:不?含|其中|包括|每|[人户]均|单价)[^（）]*$")
"""（不含上年结转50万元）, （每辆2万元）: a remark on the figure before, none of those that are compared."""

_PARTS_FOLLOW: Final = "其中"
_A_PART: Final = re.compile("其中|含|包括")
_CLAUSE: Final = re.compile("[，。；：、（）]")
_SAYS_NOTHING: Final = re.compile(
    r"(?:两年)?相?(?:比|较|与|同|和)[^，。；]*$|规模|总量|整体|全年|本?部门|本?单位|同比|环比|相比|总体|合计|总计|预算|执行|安排|数|额|幅度?|率|比例|实际|分别|本年度?|今年|当年|20\d\d年度?"
    rf"|{DIRECTIONS}|(?<![人户村])均|[共各净约即再又也都了的为是]"
)
"""What may stand before a change without naming what changed."""


class _Amount(Struct, frozen=True):
    """A figure of a year; ``words`` stand between it and the figure before."""

    figure: Figure
    era: Era
    words: str


class _Change(Struct, frozen=True):
    """A change: ``word`` says its direction; ``figure`` or ``percent`` its size (持平, and 由…增加到…, have neither).

    ``names`` is what the words before it say has changed; "" where that is what the figures before it are about.
    """

    start: int
    end: int
    word: str
    compared: str
    figure: Figure | None = None
    percent: Decimal | None = None
    names: str = ""

    @property
    def sign(self) -> int:
        """1 up, -1 down, 0 持平."""
        return (self.word in _UP) - (self.word in DOWN)


def wrong_changes(text: str, year: int | None = None) -> Iterator[Remark]:
    """Changes that contradict the two figures before them; ``year`` is the budget year."""
    for paragraph in paragraphs(text):
        for start, sentence in _with_the_year_before(paragraph.plain, year):
            for first, last, problem, remedy, values in _wrong(sentence, budget_year(sentence, year)):
                yield Remark(*paragraph.span(start + first, start + last), problem, remedy, values=values)


def _with_the_year_before(plain: str, year: int | None) -> Iterator[tuple[int, str]]:
    """The sentences, each with the one before where that only gives last year's figure.

    上年预算100万元。本年预算120万元，增加25万元。
    """
    found = list(sentences(plain))
    for at, (start, sentence) in enumerate(found):
        before = found[at - 1][1] if at else ""
        if at and _only_names_the_year_before(before, sentence, year):
            yield found[at - 1][0], before + sentence
        else:
            yield start, sentence


_YEARS: Final = re.compile(r"20\d\d年度?|上一?年度?|去年|本年度?|今年|当年")


def _only_names_the_year_before(before: str, sentence: str, year: int | None) -> bool:
    last, this = figures(before), figures(sentence)
    if len(last) != 1 or not this or before[last[0].end :].strip("。；！？"):
        return False
    names = before[: last[0].start], sentence[: this[0].start]
    return (
        era(names[0], year) is Era.BEFORE and era(names[1], year) is Era.NOW and len({_YEARS.sub("", name) for name in names}) == 1
    )


_Found = tuple[int, int, str, str, tuple[tuple[str, str], ...]]


def _wrong(sentence: str, year: int | None) -> Iterator[_Found]:
    items = _read(sentence, year)
    for at, item in enumerate(items):
        if not isinstance(item, _Change):
            continue
        behind = next((n for n in range(at, 0, -1) if not isinstance(items[n - 1], _Change)), 0)
        amounts = [one for one in items[:behind] if isinstance(one, _Amount)]
        changes = [one for one in items[behind:at] if isinstance(one, _Change)]
        if any(not _is_of(one, amounts[-2:]) for one in (*changes, item)) or _is_with_another_year(sentence[: item.start], year):
            continue
        pair = amounts[-2:] if len(amounts) > 1 else _pair_around(items, at, amounts)
        problem = _against_pair(item, pair, _wholes(amounts)) if len(pair) > 1 else None
        if problem is None and amounts and item.percent is not None:
            problem = _against_difference(item, changes, amounts)
        if problem is not None:
            yield item.start, item.end, *problem


def _is_with_another_year(before: str, year: int | None) -> bool:
    """Whether the words before a change compare with a year that is not the one before the budget ``year``."""
    compared = _WITH_A_YEAR.search(before)
    return compared is not None and year is not None and int(compared[1]) != year - 1


def _is_of(change: _Change, amounts: Sequence[_Amount]) -> bool:
    """Whether a change is about what the figures before it are about: 公用经费减少5万元 behind 支出的两个数 is not."""
    return not change.names or any(is_named_in(change.names, amount.words) for amount in amounts)


def _wholes(amounts: Sequence[_Amount]) -> Sequence[_Amount]:
    """Figures of this year that a change behind a part (其中上年结转30万元，比上年…) may be about instead."""
    at = len(amounts) - 1
    while at > 0 and amounts[at].era is not Era.NOW:
        at -= 1
    first = at
    while first > 0 and amounts[first - 1].era is Era.NOW:
        first -= 1
    run = amounts[first : at + 1]
    is_listed = any(_A_PART.search(one.words) for one in run[1:]) or _CARRIED.search(amounts[at].words)
    return run[:-1] if is_listed else ()


_THIS_YEARS: Final = re.compile(r"^[^。；]*?(?:20\d\d年|本年|今年)[^，。；]*$")


def _pair_around(items: Sequence[_Amount | _Change], at: int, amounts: Sequence[_Amount]) -> Sequence[_Amount]:
    """Last year's figure before a change and this year's behind it: 较上年100万元增加20%，2025年预算为150万元."""
    behind = [one for one in items[at + 1 :] if isinstance(one, _Amount)]
    if len(amounts) != 1 or len(behind) != 1 or amounts[0].era is not Era.BEFORE or not isinstance(items[at - 1], _Amount):
        return ()
    return (*amounts, *behind) if behind[0].era is Era.NOW and _THIS_YEARS.match(behind[0].words) else ()


def _read(sentence: str, year: int | None) -> list[_Amount | _Change]:
    """Figures and changes of a sentence in order."""
    found: list[_Amount | _Change] = []
    behind = 0
    for figure in figures(sentence):
        words = sentence[behind : figure.start]
        if _REMARKED.search(sentence[: figure.start]):
            behind = figure.end
            continue
        moved, reached = _MOVED.search(words), _REACHED.search(words)
        if moved:
            start = behind + moved.start("word" if moved["word"] else "more")
            word = moved["word"] or _OF_MORE[moved["more"]]
            found.append(_Change(start, figure.end, word, _base(sentence[:start]), figure))
        elif reached and found and isinstance(found[-1], _Amount):
            if found[-1].era is not Era.BEFORE and _FROM.search(found[-1].words):
                found[-1] = replace(found[-1], era=Era.BEFORE)
            found.append(_Amount(figure, Era.NOW, words))
            found.append(_Change(behind + reached.start(), figure.end, reached["word"] or _SHORT[reached["short"]], ""))
        else:
            named = None if _CARRIED.search(words) else era(sentence[: figure.start], year)
            found.append(_Amount(figure, named or Era.NOW, words))
        behind = figure.end
    found += [
        _Change(m.start(), m.end(), m["word"], _base(sentence[: m.start()]), percent=percent)
        for m in _PERCENT.finditer(sentence)
        if (percent := Decimal(m["number"]) if m["number"] else read_chinese(m["words"])) is not None
    ]
    found += [_Change(m.start(), m.end(), _SAME, _base(sentence[: m.start()])) for m in re.finditer(_SAME, sentence)]
    found.sort(key=lambda one: one.figure.start if isinstance(one, _Amount) else max(one.start, one.end - 1))
    return [_named(sentence, found, at) for at in range(len(found))]


def _named(sentence: str, items: Sequence[_Amount | _Change], at: int) -> _Amount | _Change:
    """An item; a change with what the words before it say has changed."""
    item, before = items[at], items[at - 1] if at else None
    if isinstance(item, _Amount):
        return item
    behind = 0 if before is None else before.figure.end if isinstance(before, _Amount) else before.end
    return replace(item, names=_SAYS_NOTHING.sub("", _CLAUSE.split(sentence[behind : item.start])[-1]))


def _base(before: str) -> str:
    compared = _COMPARED.search(before)
    return compared["base"] if compared else ""


_Problem = tuple[str, str, tuple[tuple[str, str], ...]]


def _against_pair(change: _Change, pair: Sequence[_Amount], wholes: Sequence[_Amount]) -> _Problem | None:
    """What is wrong with a change behind a figure of last year and one of this year, or one of those that it is a part of."""
    by_era = {one.era: one for one in pair}
    if by_era.keys() != {Era.NOW, Era.BEFORE} or _PARTS_FOLLOW in pair[1].words:
        return None
    before = by_era[Era.BEFORE]
    if change.compared and _bases(change.compared) != _bases(before.words):
        return None
    found = [_against_figures(change, one.figure, before.figure) for one in (by_era[Era.NOW], *wholes)]
    likely = min((by_era[Era.NOW], *wholes), key=lambda one: abs(one.figure.fen - before.figure.fen))
    return _against_figures(change, likely.figure, before.figure) if all(found) else None


def _against_figures(change: _Change, now: Figure, before: Figure) -> _Problem | None:
    gap = now.fen - before.fen
    sign = (gap > 0) - (gap < 0)
    values = (("本年", now.written), ("上年", before.written), ("写的", _said(change)))
    one, other, unit = _told(now, before)
    more = now.style.more_or_less(now.fen, before.fen)
    slip = unit_slip(now.fen, before.fen)
    compared = f"{one} 比 {other} {more}{unit}{slip}" if gap else f"两个数都是 {one}"
    if sign != change.sign and (change.sign == 0 or not _is_zero(change)) and not _only_rounded(change, now, before):
        return f"写的是{_said(change)}，{compared}", f"改为{_right(change, now, before)}，或者改录错的数", values
    if change.figure is not None and 2 * abs(abs(gap) - change.figure.fen) > now.step + before.step + change.figure.step:
        return f"写的是{_said(change)}，{compared}", f"差额改为 {now.style.told(abs(gap))} {now.style.unit}，或者改录错的数", values
    if change.percent is not None and before.fen > 0 and not follows(change.percent, abs(gap), before.fen, now.step + before.step):
        right = _percent(abs(gap), before.fen)
        return (
            f"写的是{_said(change)}，由 {other} 到 {one} 是 {right}%{slip}",
            f"改为 {right}%，或者改录错的数",
            values,
        )
    return None


def _against_difference(change: _Change, changes: Sequence[_Change], amounts: Sequence[_Amount]) -> _Problem | None:
    """What is wrong with a percentage behind this year's figure and the difference from last year's.

    Any figure of the sentence may be the one that changed; the finding names the nearest.
    """
    difference = next((one.figure for one in changes if one.figure is not None and one.sign == change.sign), None)
    if difference is None or len(changes) != 1 or change.percent is None or amounts[-1].era is Era.OTHER:
        return None
    bases = [one.figure.fen - change.sign * difference.fen for one in amounts]
    if amounts[-1].era is Era.BEFORE:  # it is the base; it may itself be compared with the year before it
        bases = [*(() if _MEASURED_BY.search(amounts[-1].words) else bases), amounts[-1].figure.fen]
    by_era = {one.era: one.figure for one in amounts[-2:]}
    if {Era.NOW, Era.BEFORE} == by_era.keys():  # beside which the difference, not the percentage, is wrong
        now, before = by_era[Era.NOW], by_era[Era.BEFORE]
        if before.fen > 0 and follows(change.percent, abs(now.fen - before.fen), before.fen, now.step + before.step):
            return None
    if min(bases) <= 0 or any(follows(change.percent, difference.fen, base, 2 * difference.step) for base in bases):
        return None
    now, right = amounts[-1].figure, _percent(difference.fen, bases[-1])
    values = (("本年", now.written), ("增减", difference.written), ("写的", _said(change)))
    one, other, _ = _told(now, difference)
    where = "里" if amounts[-1].era is Era.NOW else "上"
    problem = f"写的是{_said(change)}，{one} {where}{changes[0].word} {other} 是 {right}%{unit_slip(now.fen, difference.fen)}"
    return problem, f"改为 {right}%，或者改录错的数", values


def _only_rounded(change: _Change, now: Figure, before: Figure) -> bool:
    """Whether a change is so small that the two figures need not show it: 1.25亿元比上年1.25亿元增加30万元."""
    gap, blur = change.sign * (now.fen - before.fen), now.step + before.step
    if change.figure is not None:
        return 2 * abs(gap - change.figure.fen) <= blur + change.figure.step
    return change.percent is not None and gap <= 0 < before.fen and follows(change.percent, 0, before.fen, blur + 2 * gap)


def _right(change: _Change, now: Figure, before: Figure) -> str:
    """The change that the two figures give, told in what the text tells it in."""
    gap = now.fen - before.fen
    if not gap:
        return _SAME
    if change.percent is not None and before.fen > 0:
        return f"{'增长' if gap > 0 else '下降'} {_percent(abs(gap), before.fen)}%"
    word = "增加" if gap > 0 else "减少"
    return word if change.figure is None else f"{word} {now.style.told(abs(gap))} {now.style.unit}"


def _bases(words: str) -> frozenset[str]:
    return frozenset(base for base in _BASES if base in words)


def _is_zero(change: _Change) -> bool:
    return change.figure.fen == 0 if change.figure is not None else change.percent == 0


def _said(change: _Change) -> str:
    if change.figure is not None:
        return f"{change.word} {change.figure.written}"
    return change.word if change.percent is None else f"{change.word} {change.percent}%"


def _told(one: Figure, other: Figure) -> tuple[str, str, str]:
    """Two figures and the unit of their difference: bare where all are in 万元."""
    if {one.unit, other.unit} == {"万元"}:
        return one.number, other.number, ""
    return one.written, other.written, f" {one.style.unit}"


def follows(percent: Decimal, gap: int, base: int, blur: int) -> bool:
    """Whether a percentage is gap ÷ base, cut or rounded; ``blur`` is what rounding may have added to the gap (fen)."""
    step = Decimal(1).scaleb(percent.as_tuple().exponent)  # type: ignore[arg-type]
    exact = Decimal(gap) * 100 / base
    return abs(exact - percent) <= step + Decimal(blur) * 100 / base


def _percent(gap: int, base: int) -> Decimal:
    return (Decimal(gap) * 100 / base).quantize(Decimal("0.01"), ROUND_HALF_UP)
