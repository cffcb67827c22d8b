"""情况说明: required parts (P-4, P-7), texts without a place (R-13), typed years (P-11b), the year of a title (P-11i)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from models.book.places import Place
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.pack.forms.narrative import RULES, AtomKind, PartKind
from models.published.context import Context
from models.published.texts.narrative import AGENCIES, TextBlock, TextSection, sections_under, titles
from models.published.texts.repeated import TEXTS
from models.values.text import plain_name, shorten

_EXPLAINED, _COVERED = RULES
_YEAR: Final = re.compile(r"(?<![\d.])(20\d\d)年")
_EXEMPT: Final = re.compile(r"《[^》]*》|截至20\d\d年")


def special_parts_are_there(context: Context) -> Iterator[CheckResult]:
    """P-4: 机关运行经费 and 政府采购 are explained (预算法 §14)."""
    yield from _missing(context, _EXPLAINED)


def required_parts_are_there(context: Context) -> Iterator[CheckResult]:
    """P-7: 部门职责, 机构设置, 名词解释 and the form's other required parts are present (财预〔2016〕143号 catalogue)."""
    yield from _missing(context, _COVERED)


def missing_names(context: Context, rule: str) -> Sequence[str]:
    """The names of the missing parts that a rule requires."""
    return [name for name, _ in _missing_parts(context, rule)]


def _missing(context: Context, rule: str) -> Iterator[CheckResult]:
    for name, place in _missing_parts(context, rule):
        yield CheckResult(
            message=f"情况说明缺“{name}”",
            place=place,
            remedy="在“情况说明”页写上；没有这项内容的，写明没有",
        )


def _missing_parts(context: Context, rule: str) -> Iterator[tuple[str, Place]]:
    """(name, place) of each missing part; none while the book has no spending: it has only just been started."""
    if not context.book.basic and not context.book.projects:
        return
    for section in sections_under(context, rule):
        yield from (_named(context, section, block) for asked, block in section.unmet if asked == rule)


def _named(context: Context, section: TextSection, block: TextBlock | None) -> tuple[str, Place]:
    """The name of what is missing, and the field to fill in."""
    if block is not None and block.kind is PartKind.AGENCIES:
        return context.pack.narrative.label(AGENCIES), Place(AGENCIES)
    blocks = section.blocks if block is None else (block,)
    written = next((piece for b in blocks for piece in b.pieces if piece.kind is AtomKind.WRITTEN), None)
    if written is None:
        return section.title, Place(TEXTS)
    name = section.title if block is None else context.pack.narrative.label(written.item)
    return name, written.place or Place(TEXTS)


def years_are_current(context: Context) -> Iterator[CheckResult]:
    """P-11b: a text names no year before last year, except after 截至 and in 《》 (practice)."""
    for line in context.book.texts:
        old = [year for year in _years(line.text) if year < context.book.year - 1]
        if old:
            yield CheckResult(
                message=f"“{context.pack.narrative.label(line.item)}”写的是 {old[0]} 年，预算年度是 {context.book.year} 年",
                place=Place(TEXTS, line.id, "text"),
                values=(("原文", line.text),),
                remedy="从上年带过来的，把年份改掉；说的就是那一年的，不用改",
            )


@lru_cache(maxsize=256)
def _years(text: str) -> tuple[int, ...]:
    return tuple(int(year) for year in _YEAR.findall(_EXEMPT.sub("", plain_name(text))))


def titles_are_of_the_year(context: Context) -> Iterator[CheckResult]:
    """P-11i: the title of a text names the budget year, where it names one (practice: a form copied from last year's)."""
    for title in titles(context):
        years = _years(title)
        if years and context.book.year not in years:
            yield CheckResult(
                message=f"标题“{title}”写的是 {years[0]} 年，预算年度是 {context.book.year} 年",
                place=Place(TEXTS),
                values=(("标题", title), ("预算年度", str(context.book.year))),
                remedy="标题写在版式里：换今年的版式，或者告诉发版式的人改",
            )


def texts_have_a_place(context: Context) -> Iterator[CheckResult]:
    """R-13: every written text has a part in the form where it prints."""
    for line in context.book.texts:
        if not context.pack.narrative.has_place_for(line.item) and line.text.strip():
            yield CheckResult(
                message=f"情况说明有一段文字，版式没有地方放：{shorten(line.text)}",
                place=Place(TEXTS, line.id, "text"),
                values=(("原文", line.text),),
                remedy="在“情况说明”页最下面；要用的，复制到合适的地方，再清空",
            )


CHECKS: Final = (
    Check(_EXPLAINED, special_parts_are_there),
    Check(_COVERED, required_parts_are_there),
    Check("P-11b", years_are_current, reads=("year", "texts")),
    Check("P-11i", titles_are_of_the_year, reads=("unit", "year")),
    Check("R-13", texts_have_a_place, reads=("texts",)),
)
