"""The grid 不予公开 of 其他支出: secret amounts (涉密), one line per function code. They never leave the database."""

from __future__ import annotations

from typing import Final

from models.pack.forms.pack import Pack
from ui.grid.rows.line_source import LineSource
from ui.pages.common import columns

PAGE: Final = "withheld"
TITLE: Final = "不予公开"
COLUMNS: Final = (columns.FUNCTION, columns.FUNCTION_NAME, columns.SOURCE, columns.AMOUNT)
_SENTENCE: Final = "涉密的项目支出，每行一笔，不写名称。只存在本机的数据库和它的备份里，金额不写进任何导出的文件；"
_COUNTED: Final = "但这个版式的公开表合计含这些钱，能减出来，导出前列出是哪些数。"


def sentence(pack: Pack) -> str:
    """The explanation: where these amounts are stored, and whether published totals include them."""
    return _SENTENCE + (_COUNTED if pack.withheld_counts else "公开表不含这些钱。")


def withheld_source() -> LineSource:
    """The grid's source."""
    return LineSource(PAGE, COLUMNS, totals=lambda context: columns.amount_totals(context.book.withheld))
