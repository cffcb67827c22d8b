"""The page 基本支出: one line per function code × economic code."""

from __future__ import annotations

from collections import Counter
from typing import Final

from models.book import terms
from models.published.context import Context
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.source import Totals
from ui.pages.common import columns
from ui.pages.common.bodies import sub_unit_columns
from ui.pages.common.grid_page import GridPage
from ui.pages.common.page import PageServices

KEY: Final = "basic"
TITLE: Final = "基本支出"
SENTENCE: Final = "每行一笔：功能科目、经济科目、资金来源、金额。人员／公用由经济科目自动判断。"
COLUMNS: Final = (
    columns.FUNCTION, columns.FUNCTION_NAME, columns.ECONOMIC, columns.ECONOMIC_NAME, columns.COST,
    columns.SOURCE, columns.YEAR, columns.AMOUNT, columns.NOTE,
)  # fmt: skip


def totals(context: Context) -> Totals:
    """合计 with 人员经费 and 公用经费 beside it."""
    if not context.book.basic:
        return Totals()
    by_cost: Counter[str] = Counter()
    for tally in context.tallies:
        if tally.key.kind == terms.BASIC:
            by_cost[tally.key.cost] += tally.amount
    return Totals(amounts={"amount": by_cost.total()}, parts=[(name, by_cost[cost]) for cost, name in terms.COSTS.items()])


def make_page(services: PageServices) -> GridPage:
    """Build the page."""

    def make_source() -> LineSource:
        return LineSource(KEY, (*COLUMNS, *sub_unit_columns(services.open_book, services.settings)), totals=totals)

    return GridPage(KEY, TITLE, SENTENCE, make_source, services)
