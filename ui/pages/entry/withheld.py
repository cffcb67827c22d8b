"""The grid 不予公开 of 其他支出: secret amounts (涉密), one line per function code. They never leave the database."""

from __future__ import annotations

from typing import Final

from models.pack.forms.pack import Pack
from ui.grid.rows.line_source import LineSource
from ui.pages.common import columns

PAGE: Final = "withheld"
TITLE: Final = "不予公开"
COLUMNS: Final = (columns.FUNCTION, columns.FUNCTION_NAME, columns.SOURCE, columns.AMOUNT)
_SENTENCE: Final = "涉密的项目支出，每行一笔，不写名称。只存在本机的数据库里，不写进任何文件；"


def sentence(pack: Pack) -> str:
    """The explanation: where these amounts are stored, and whether published totals include them."""
    return _SENTENCE + ("公开表的合计含这些钱。" if pack.withheld_counts else "公开表不含这些钱。")


def withheld_source() -> LineSource:
    """The grid's source."""
    return LineSource(PAGE, COLUMNS, totals=lambda context: columns.amount_totals(context.book.withheld))
