"""Figures for the charts of 首页: parts of income and spending, spending by 类, comparison with last year."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle
from typing import Final

from models.book import terms
from models.book.facts import INCOME, SPENDING, Fact
from models.pack.forms.last_year import TOTAL
from models.published.context import Context
from models.published.figures import book_figures
from models.values.money import fen
from ui.session.amounts import change_words, window_amounts
from ui.widgets.plots import PlotPart

CARRIED: Final = "上年结转"
_MOST_CLASSES: Final = 8
_SOURCE_COLOURS: Final = ("series1", "series2", "series4")
_COST_COLOURS: Final = {"staff": "series1", "office": "series4"}
_KIND_COLOURS: Final = {terms.PROJECT: "series2", "business": "series3", "remitted_up": "series1", "granted_down": "series4"}
_HATCHED: Final = frozenset({"remitted_up", "granted_down"})


def income_parts(context: Context) -> list[PlotPart]:
    """One part per source; 上年结转 is one part."""
    sums: dict[str, int] = {}
    carried = 0
    for fact in context.facts:
        if fact.stream != INCOME:
            continue
        if fact.key.carried:
            carried += fact.amount
        else:
            sums[fact.key.source] = sums.get(fact.key.source, 0) + fact.amount
    present = [source for source in terms.SOURCES if sums.get(source)]
    colours = cycle(_SOURCE_COLOURS)
    parts = [
        PlotPart(terms.SOURCES[source], sums[source], next(colours), at >= len(_SOURCE_COLOURS))
        for at, source in enumerate(present)
    ]
    return parts + ([PlotPart(CARRIED, carried, "series3")] if carried else [])


def spending_parts(context: Context) -> list[PlotPart]:
    """基本支出 split into 人员 and 公用, then the other kinds."""
    facts = [fact for fact in context.facts if fact.stream == SPENDING]
    basic = terms.KINDS[terms.BASIC]
    parts = [
        PlotPart(
            f"{basic} · {terms.COSTS[cost]}", _sum(f for f in facts if f.key.kind == terms.BASIC and f.key.cost == cost), colour
        )
        for cost, colour in _COST_COLOURS.items()
    ]
    unknown = _sum(f for f in facts if f.key.kind == terms.BASIC and f.key.cost not in _COST_COLOURS)
    parts.append(PlotPart(f"{basic} · 经济科目待补", unknown, "series3", hatched=True))
    for kind, colour in _KIND_COLOURS.items():
        parts.append(PlotPart(terms.KINDS[kind], _sum(f for f in facts if f.key.kind == kind), colour, kind in _HATCHED))
    return [part for part in parts if part.amount]


def class_parts(context: Context) -> list[PlotPart]:
    """Spending by 类 of the function code, largest first; beyond eight, the smallest are merged."""
    table = context.codes.function
    sums: dict[str, int] = {}
    for fact in context.facts:
        if fact.stream == SPENDING:
            group = fact.key.function[:3]
            sums[group] = sums.get(group, 0) + fact.amount
    ordered = sorted(sums, key=lambda code: (-sums[code], code))
    parts = [PlotPart((table.name(code) or code) if code else "功能科目待补", sums[code], "series1") for code in ordered]
    if len(parts) > _MOST_CLASSES:
        rest = parts[_MOST_CLASSES - 1 :]
        parts = [*parts[: _MOST_CLASSES - 1], PlotPart(f"其他 {len(rest)} 类", sum(part.amount for part in rest), "series2")]
    return parts


def _sum(facts: Iterable[Fact]) -> int:
    return sum(fact.amount for fact in facts)


def last_year_words(context: Context) -> str:
    """``与上年 10,544.51 相比减少 7,850.54：基本支出减少 50.56，项目支出减少 7,799.98。``, "" without last year's total."""
    last = {line.item: fen(line.amount) for line in context.book.last_year if isinstance(line.amount, int)}
    now = book_figures(context).this_year
    if TOTAL not in last or TOTAL not in now:
        return ""
    style = window_amounts(context.pack)
    comparison = f"与上年 {style.figure(last[TOTAL])} 相比{change_words(now[TOTAL], last[TOTAL], style)}"
    kinds = [item for item in context.pack.last_year if item in terms.KINDS and item in last]
    parts = [f"{context.pack.last_year[item]}{change_words(now.get(item, 0), last[item], style)}" for item in kinds]
    return f"{comparison}：{'，'.join(parts)}。" if parts else f"{comparison}。"
