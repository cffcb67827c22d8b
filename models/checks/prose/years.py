"""Years and kinds of document in the text of a budget: compared with itself (P-11f), 决算 (P-11g), another budget year (P-11h)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.checks.prose.eras import YEAR, is_named_in
from models.checks.prose.paragraphs import Paragraph, paragraphs, sentences
from models.checks.prose.remark import Remark

_COMPARED: Final = re.compile(
    r"(?P<word>比|较|与|同|和)(?P<year>20\d\d)年度?(?P<base>[^，。；\d]{0,12}?)(?:增加|减少|增长|下降|降低|提高|上升|持平|相比|比较)"
)
_MOVES: Final = "增加|减少|增长|下降|降低|提高|上升|持平|相比|比较"
_WITH_THIS_YEAR: Final = re.compile(
    rf"(?:(?:比|较)(?P<this>本年|今年|当年)(?!初)度?(?P<base>[^，。；\d]{{0,10}}?)(?:{_MOVES})"
    r"|[与同和](?P<alike>本年|今年|当年)度?(?:预算)?数?(?:相比|比较|持平))"
)
_LAST_WITH_LAST: Final = re.compile(
    rf"上年度?(?P<what>[^，。；\d]{{0,10}}?)(?:比|较|与|同)(?P<last>上年)度?(?P<base>[^，。；\d]{{0,10}}?)(?:{_MOVES})"
)
_OTHER_MONEY: Final = re.compile("结[转余]|[底末]")
"""上年结转 is money of this year, and 上年末 may be compared with 上年初."""

_ANOTHER_SUBJECT: Final = re.compile(r"上一?年|去年|明年|下一?年|20\d\d年")
"""A year before 比今年: it may be what is compared."""

_OTHER_BASE: Final = re.compile("^初|年初|目标|计划|序时|调整|执行|同期|[底末]|上半年|[一二三四]季度|1-")
"""What a year may be compared with in the same year."""

_SAYS_NOTHING: Final = re.compile("财政拨款|预算|安排|年初|总额|合计|总计|[数的]")
_ITEM: Final = re.compile("收入|支出|费|采购|拨款|资金|资产|债务|收支")
_FIGURES: Final = re.compile(r"20\d\d年度?|本年度?|今年|\d[\d.,]*[亿万千]?元")
_SHORTEST: Final = 3
"""A name of fewer characters (支出) is in many others."""

_BY_THE_WAY: Final = re.compile("^(?:占|其中|主要|含)")

_LISTED: Final = re.compile(r"20\d\d年度?(?:部门|单位)?(?:预算|支出|收入)?$")
"""2023年与2024年相比: two years side by side, neither is measured by the other."""

_TITLED: Final = re.compile("《[^》]*》|预决算")
_ACCOUNTS: Final = re.compile(
    r"(?:纳入|列入|编入)[^，。；]{0,24}决算(?:编制|汇编|编报)?范围|(?:收入|支出|收支|财政拨款)决算(?:总计|总体情况)|决算(?:公开)?(?:情况)?说明|决算公开如下"
    r"|(?:收入|支出|收支|财政拨款)决算(?:具体情况|总表|表(?!决))|决算数?(?:比|较|与|大于|小于)(?:20\d\d年度?)?年初预算数?"
    r"|(?:本年|今年|当年)度?[^，。；\d]{0,12}?决算(?:收入|支出|数|总额|总计|合计|为|是|：)*(?=\d+(?:[.,]\d+)*(?:[亿万千]?元))"
)
"""What only a 决算 says of itself. A budget may name last year's 决算数, and the work on a 决算."""

_FIGURE_OF_ACCOUNTS: Final = re.compile(
    r"(?P<year>20\d\d)年度?[^，。；\d]{0,12}?决算(?:收入|支出|数|总额|总计|合计|为|是|：)*(?=\d+(?:[.,]\d+)*(?:万|元))"
)
"""A figure of 决算; the budget year has none."""

_BUDGETED: Final = re.compile(
    r"(?:编制|编报)(?P<made>20\d\d)年度?(?:部门|单位|项目|区级|县级|市级|本级)*预算(?=时|的?过程|工作|[，。；]|$)"
    r"|(?P<of>20\d\d)年度?(?:部门|单位|项目)预算(?=绩效目标|编制|公开)"
    r"|关于(?P<about>20\d\d)年[^，。；《》]{0,10}预算公开[^，。；《》]{0,12}说明"
)
"""The words in which a text says of which year its budget is."""

_OF_THE_PAST: Final = re.compile("上一?年|去年|完成|执行|绩效评价|评价结果|总结|获|决算|自20|以来|期间")
"""Words of a sentence that tells of an earlier budget."""


def compared_with_itself(text: str, year: int | None = None) -> Iterator[Remark]:
    """A year compared with itself, or with a later one: 2026年预算比2026年预算增加. ``year`` is the budget year."""
    for paragraph in paragraphs(text):
        for start, sentence in sentences(paragraph.plain):
            for match in _COMPARED.finditer(sentence):
                if not _OTHER_BASE.search(match["base"]) and _is_the_same(sentence[: match.start()], match["base"]):
                    yield from _itself(paragraph, start, sentence, match, year)
            yield from _in_words(paragraph, start, sentence, year)


def _in_words(paragraph: Paragraph, start: int, sentence: str, year: int | None) -> Iterator[Remark]:
    """本年 compared with 本年, or 上年 with 上年."""
    for match in _WITH_THIS_YEAR.finditer(sentence):
        others = [word for word in _ANOTHER_SUBJECT.findall(sentence[: match.start()]) if word != f"{year}年"]
        base = match["base"] or ""
        if not others and not _OTHER_BASE.search(base) and _is_the_same(sentence[: match.start()], base):
            yield _same(paragraph, start, match, "this" if match["this"] else "alike", "本年和自己比", "改成和上年比", "上年")
    for match in _LAST_WITH_LAST.finditer(sentence):
        what, base = match["what"].removesuffix("数"), match["base"].removesuffix("数")
        if not _OTHER_MONEY.search(what) and not _OTHER_BASE.search(base) and what.endswith(base):
            yield _same(paragraph, start, match, "last", "上年和自己比", "前面的改成本年，或者写明和哪一年比", None)


def _is_the_same(before: str, base: str) -> bool:
    """Whether what is compared is what it is compared with: 支出预算比本年收入预算减少 tells two items of one year, no slip."""
    name = _SAYS_NOTHING.sub("", base)
    clauses = (clause for clause in reversed(re.split("[，；：]", before)) if not _BY_THE_WAY.search(clause))
    subject = next((clause for clause in clauses if _ITEM.search(clause)), None)
    if not name or subject is None or is_named_in(name, subject):
        return True
    short = _SAYS_NOTHING.sub("", _FIGURES.sub("", subject))
    return len(short) > _SHORTEST and is_named_in(short, name)


def _same(
    paragraph: Paragraph, start: int, match: re.Match[str], group: str, problem: str, remedy: str, right: str | None
) -> Remark:
    return Remark(*paragraph.span(start + match.start(group), start + match.end(group)), f"“{match[0]}”是{problem}", remedy, right)


def _itself(paragraph: Paragraph, start: int, sentence: str, match: re.Match[str], year: int | None) -> Iterator[Remark]:
    compared, before = int(match["year"]), sentence[: match.start()]
    if match["word"] in "与同和" and _LISTED.search(before):
        return
    named = [found for found in YEAR.finditer(before) if before[: found.start()][-1:] not in set("比较与同和")]
    subject = int(named[-1][1]) if named else year
    if subject is None or compared < subject or (compared > subject and year is None):
        return
    at = start + match.start("year")
    right = str(compared - 1) if year in {None, compared} and compared == subject else None
    problem = f"{subject} 年和 {compared} 年比" if compared != subject else f"{compared} 年和自己比"
    remedy = f"改成和 {compared - 1} 年比" if right else "改录错的年份"
    yield Remark(*paragraph.span(at, at + 4), f"“{match[0]}”是 {problem}", remedy, right)


_OF_A_YEAR: Final = re.compile(r"(?P<year>20\d\d)年度?(?:部门|单位|财政|收支)*决算(?:公开|报表|草案|表(?!决))")
"""The document of a year's 决算, which the budget year has not."""


def accounts_in_a_budget(text: str, year: int | None = None) -> Iterator[Remark]:
    """The words of 决算 in a budget, and figures of 决算 for the budget ``year`` or a later one.

    Last year's 决算数 as a base of comparison, titles and 预决算公开 are none.
    """
    for paragraph in paragraphs(text):
        titled = [match.span() for match in _TITLED.finditer(paragraph.plain)]
        for match in _ACCOUNTS.finditer(paragraph.plain):
            if not any(first < match.end() and match.start() < last for first, last in titled):
                span = paragraph.span(match.start(), match.end())
                yield Remark(*span, f"“{match[0]}”说的是决算", "从决算公开抄来的，改成预算的话，年份也核对")
        for match in (*_FIGURE_OF_ACCOUNTS.finditer(paragraph.plain), *_OF_A_YEAR.finditer(paragraph.plain)):
            if year is not None and int(match["year"]) >= year:
                span = paragraph.span(match.start(), match.end())
                yield Remark(*span, f"“{match[0]}”：{match['year']} 年还没有决算", "改成预算；说的是以前的决算，改年份")


def budgets_of_other_years(text: str, year: int) -> Iterator[Remark]:
    """A text that says it is about the budget of another year: 在编制2024年度预算时, where the budget ``year`` is 2025."""
    for paragraph in paragraphs(text):
        for start, sentence in sentences(paragraph.plain):
            if _OF_THE_PAST.search(sentence):
                continue
            for match in _BUDGETED.finditer(sentence):
                group = match.lastgroup or "made"
                if int(match[group]) != year and sentence[: match.start(group)][-1:] not in set("比较与同和"):
                    at = start + match.start(group)
                    problem = f"“{match[0]}”写的是 {match[group]} 年，预算年度是 {year} 年"
                    remedy = f"从上年带过来的，改成 {year} 年；说的就是那一年的，不用改"
                    yield Remark(*paragraph.span(at, at + 4), problem, remedy, str(year))
