"""The lower grid of 收入, 年终结转: one line per amount expected to be unspent at the end of the year."""

from __future__ import annotations

from typing import Final

from ui.grid.rows.line_source import LineSource
from ui.pages.common import columns

PAGE: Final = "carry_forward"
TITLE: Final = "年终结转"
SENTENCE: Final = "到年底预计用不完、结转下年的钱，每行一笔。没有就空着。Ctrl+Tab 换到这里。"
COLUMNS: Final = (
    columns.FUNCTION, columns.FUNCTION_NAME, columns.SOURCE, columns.YEAR, columns.AMOUNT, columns.NOTE,
)  # fmt: skip


def carry_forward_source() -> LineSource:
    """The grid's source."""
    return LineSource(PAGE, COLUMNS, totals=lambda context: columns.amount_totals(context.book.carry_forward))
