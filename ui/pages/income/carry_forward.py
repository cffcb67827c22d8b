"""The lower grid of 收入, 年终结转: one line per amount expected to be unspent at the end of the year."""

from __future__ import annotations

from typing import Final

from models.published.context import Context
from models.values.money import fen
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.source import Totals
from ui.pages.common import columns

PAGE: Final = "carry_forward"
TITLE: Final = "年终结转"
SENTENCE: Final = "到年底预计用不完、结转下年的钱，每行一笔。没有就空着。Ctrl+Tab 换到这里。"
COLUMNS: Final = (
    columns.FUNCTION, columns.FUNCTION_NAME, columns.SOURCE, columns.YEAR, columns.AMOUNT, columns.NOTE,
)  # fmt: skip


def totals(context: Context) -> Totals:
    """合计, blank while there is no line."""
    lines = context.book.carry_forward
    return Totals(amounts={"amount": sum(fen(line.amount) for line in lines)} if lines else {})


def carry_forward_source() -> LineSource:
    """The grid's source."""
    return LineSource(PAGE, COLUMNS, totals=totals)
