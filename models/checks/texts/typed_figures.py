"""Figures typed into 情况说明 by hand, compared with the tables (X-27b)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.prose.eras import Era, era, is_whole
from models.checks.prose.paragraphs import Figure, Paragraph, figures, paragraphs, sentences
from models.checks.prose.remark import Remark
from models.checks.prose.sums import PARTS, whole_before
from models.checks.texts.handwritten import Handwritten, about, handwritten
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.published.figures import book_figures
from models.values.amount_style import IN_SENTENCES, AmountStyle
from models.values.money import MoneyUnit

OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "预算收入": ("收入预算", "收入总额", "收入合计", "总收入"),
    "预算支出": ("支出预算", "支出总额", "支出合计", "总支出"),
    "“三公”经费": ("三公经费",),
    "因公出国（境）费": ("因公出国（境）费用", "因公出国（境）经费"),
    "公务用车购置及运维费": ("公务用车购置及运行费", "公务用车购置及运行维护费"),
    "公务用车运维费": ("公务用车运行费", "公务用车运行维护费"),
    "日常公用经费": ("公用经费",),
    "政府采购预算": ("政府采购总额", "政府采购金额"),
}
"""Other names in general use for what a form calls so; names of one county stand in its pack.

收入合计 may be the total or this year's part of it: where the form names both, either figure is right.
"""

_SHOWN: Final = MoneyUnit.WAN.value // 100
"""What a form shows of an amount (fen)."""

_LINK: Final = "(?:支出|收入)?(?:预算)?(?:数|总额|金额|资金)?(?:安排|合计|共计|总计|共|为|是|：)*$"


class _NamedFigure(Struct, frozen=True):
    """A figure of a paragraph behind the name of one."""

    paragraph: Paragraph
    name: str
    figure: Figure


class FigureNames(Struct, frozen=True):
    """The names of a form's figures: what finds one at the end of a text, and the figures that it may mean."""

    pattern: re.Pattern[str]
    figures: Mapping[str, tuple[str, ...]]


def typed_figures_match_the_tables(context: Context) -> Iterator[CheckResult]:
    """X-27b: an amount typed after the name of one of the narrative's figures equals that figure (ARITH)."""
    book, pack, recall = context.book, context.pack, context.memory.recall
    names = recall("names of figures", (pack,), lambda: figure_names(pack))
    read = recall("typed figures", (book.texts, book.unit, book.year, pack), lambda: _read(context, names))
    for written, figures_there in read:
        remarks = tuple(_differing(figures_there, names, context))
        if remarks:
            yield about(written, remarks)


def _read(context: Context, names: FigureNames) -> Sequence[tuple[Handwritten, Sequence[_NamedFigure]]]:
    """The texts in which a figure has a name, with these figures: they stay while only the tables change."""
    unit, year = context.book.unit.name, context.book.year
    read = (
        (
            written,
            [
                _NamedFigure(paragraph, *found)
                for paragraph in paragraphs(written.text)
                for found in named_figures(paragraph, names, unit, year)
            ],
        )
        for written in handwritten(context)
        if not written.is_reason
    )
    return [(written, figures_there) for written, figures_there in read if figures_there]


def _differing(read: Iterable[_NamedFigure], names: FigureNames, context: Context) -> Iterator[Remark]:
    tables = book_figures(context)
    for each in read:
        name, figure = each.name, each.figure
        amounts = [tables.amount(key) for key in names.figures[name]]
        style = context.pack.narrative.amounts
        if figure.unit != style.unit:  # in another unit it has the digits that are usual there
            style = figure.style
        if not any(_is_as_written(figure, amount, style) for amount in amounts):
            yield _differs(each, amounts, context.pack.narrative.amounts, style)


def _differs(named: _NamedFigure, amounts: Sequence[int], own: AmountStyle, style: AmountStyle) -> Remark:
    """A named figure that is not the table's: both told in the unit of the text, or of the form where two units were confused."""
    name, figure = named.name, named.figure
    slipped = next((amount for amount in amounts if confused_units(figure, amount)), None)
    amount, style = (amounts[0], style) if slipped is None else (slipped, own)
    right, unit = style.figure(amount), "" if figure.unit == style.unit else f" {style.unit}"
    words = f"，{confused_units(figure, amount)}" if slipped is not None else ""
    return Remark(
        *named.paragraph.span(figure.start, figure.end),
        problem=f"写的{name} {figure.written}，表里是 {right}{unit}{words}",
        remedy="说的是本年全部的，改成表里的数；说的是别的年度或一部分的，不用改",
        right=f"{right}{style.unit}",
        values=((f"写的{name}", figure.number if not unit else figure.written), (f"表里的{name}", f"{right}{unit}")),
    )


FACTORS: Final = (10_000, 100_000_000)
"""How many times 元 go into 万元 and into 亿元."""


def confused_units(figure: Figure, amount: int) -> str:
    """Words on the units that were confused where a figure has the digits of an ``amount`` (fen); "" where it has not."""
    for factor in FACTORS:
        is_less = 2 * abs(figure.fen * factor - amount) <= factor * figure.step
        is_more = 2 * abs(figure.fen - amount * factor) <= max(figure.step, factor * _SHOWN)
        if amount and figure.fen and (is_less or is_more):
            large = "亿元和万元" if figure.unit == "亿元" and factor == FACTORS[0] else "元和万元"
            return f"可能把{'元和亿元' if factor == FACTORS[1] else large}弄混"
    return ""


def _is_as_written(figure: Figure, amount: int, style: AmountStyle) -> bool:
    """Whether a figure is the amount as its unit shows it: 1.3 亿元 is every amount that rounds to it."""
    if figure.unit in IN_SENTENCES:
        return style.number(figure.fen) == style.number(amount)
    return 2 * abs(figure.fen - amount) <= figure.step


def figure_names(pack: Pack) -> FigureNames:
    """The names that clerks use, the longest first: 「基金预算收入」 is not 「预算收入」."""
    found: dict[str, tuple[str, ...]] = {}
    for key, form in pack.narrative.figures.items():
        for name in form.names:
            plain = paragraphs(name)[0].plain
            for one in (plain, *OTHER_NAMES.get(plain, ())):
                found[one] = tuple(dict.fromkeys((*found.get(one, ()), key)))
    longest = sorted(found, key=len, reverse=True)
    return FigureNames(re.compile(f"(?P<name>{'|'.join(map(re.escape, longest)) or '(?!)'}){_LINK}"), found)


def named_figures(paragraph: Paragraph, names: FigureNames, unit: str, year: int) -> Iterator[tuple[str, Figure]]:
    """Each figure behind a name that means the whole figure of the budget ``year``, not another year's or a part."""
    unit = "".join(unit.split())
    for start, sentence in sentences(paragraph.plain):
        behind, of_a_part, of_a_fund = 0, False, False
        for figure in figures(sentence):
            match = names.pattern.search(sentence[: figure.start])
            goes_on = bool(match and _AND.fullmatch(sentence[behind : match.start()]))
            behind = figure.end
            if match is None:
                continue
            before = sentence[: match.start()]
            is_own = is_whole(before.removesuffix(unit) if unit else before, unit)
            of_a_part = not is_own or (goes_on and (of_a_part or (of_a_fund and bool(_TOTAL.search(match["name"])))))
            of_a_fund = bool(_OF_A_FUND.search(match["name"]))
            is_of_the_year = era(before, year) in {None, Era.NOW}
            if is_of_the_year and not of_a_part and _is_of_all(paragraph.plain, start + match.start(), names, unit):
                yield match["name"], figure.moved(start)


_TOTAL: Final = re.compile("总计|合计")
_AND: Final = re.compile("[，、和及]")
"""Between two figures of one subject: 事业单位基本支出10万元，项目支出2万元."""

_ALL: Final = re.compile("(?:预算|收支|总|部门|单位|年度?|本年|支出|收入|合计|总计|总额|安排|数|为|是|：)+")
_OWN: Final = re.compile(r"20\d\d年度?|本部门|我部门|本单位|我单位|全年")
_OF_A_FUND: Final = re.compile("一般公共预算|政府性基金|国有资本|财政拨款|财政专户|单位资金|（[类款项]）")


def _is_of_all(plain: str, start: int, names: FigureNames, unit: str) -> bool:
    """Whether a name at ``start`` is none of the parts of something else: 农林水支出100万元，其中：基本支出60万元."""
    begin = max(plain.rfind("。", 0, start), plain.rfind("；", 0, start)) + 1
    lists = [match.start() for match in PARTS.finditer(plain, begin, start)]
    whole = whole_before(plain[: lists[-1]]) if lists else None
    if whole is None:
        return True
    clause = _OWN.sub("", re.split("[，。；]", plain[: whole.start])[-1]).replace(unit, "")
    if _OF_A_FUND.search(clause):
        return False
    named = names.pattern.search(clause)
    return bool(_ALL.fullmatch(clause)) or (named is not None and is_whole(clause[: named.start()], unit))


CHECKS: Final = (Check("X-27b", typed_figures_match_the_tables),)
