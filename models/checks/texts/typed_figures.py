"""Figures typed into 情况说明 by hand, compared with the tables (X-27b)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.prose.eras import Era, era, is_whole
from models.checks.prose.paragraphs import Figure, Paragraph, figures, paragraphs, sentences
from models.checks.prose.remark import Remark
from models.checks.texts.handwritten import about, handwritten
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.published.figures import Figures
from models.values.amount_style import IN_SENTENCES, AmountStyle

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

_LINK: Final = "(?:支出|收入)?(?:预算)?(?:数|总额|金额|资金)?(?:安排|合计|共计|总计|共|为|是|：)*$"


class FigureNames(Struct, frozen=True):
    """The names of a form's figures: what finds one at the end of a text, and the figures that it may mean."""

    pattern: re.Pattern[str]
    figures: Mapping[str, tuple[str, ...]]


def typed_figures_match_the_tables(context: Context) -> Iterator[CheckResult]:
    """X-27b: an amount typed after the name of one of the narrative's figures equals that figure (ARITH)."""
    names = context.memory.recall("names of figures", (context.pack,), lambda: figure_names(context.pack))
    tables = Figures(context)
    for written in handwritten(context):
        if not written.is_reason:
            remarks = tuple(_differing(written.text, names, tables, context))
            if remarks:
                yield about(written, remarks)


def _differing(text: str, names: FigureNames, tables: Figures, context: Context) -> Iterator[Remark]:
    for paragraph in paragraphs(text):
        for name, figure in named_figures(paragraph, names, context.book.unit.name, context.book.year):
            amounts = [tables.amount(key) for key in names.figures[name]]
            style = context.pack.narrative.amounts
            if figure.unit != style.unit:  # in another unit it has the digits that are usual there
                style = figure.style
            if not any(_is_as_written(figure, amount, style) for amount in amounts):
                right = style.figure(amounts[0])
                unit = "" if figure.unit == style.unit else f" {style.unit}"
                yield Remark(
                    *paragraph.span(figure.start, figure.end),
                    problem=f"写的{name} {figure.written}，表里是 {right}{unit}",
                    remedy="说的是本年全部的，改成表里的数；说的是别的年度或一部分的，不用改",
                    right=f"{right}{style.unit}",
                    values=((f"写的{name}", style.figure(figure.fen)), (f"表里的{name}", right)),
                )


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
        for figure in figures(sentence):
            match = names.pattern.search(sentence[: figure.start])
            if match is None:
                continue
            before = sentence[: match.start()]
            if era(before, year) in {None, Era.NOW} and is_whole(before.removesuffix(unit) if unit else before):
                yield match["name"], figure.moved(start)


CHECKS: Final = (Check("X-27b", typed_figures_match_the_tables),)
