"""The grid 不予公开 of 其他支出: secret amounts (涉密), one line per function code. They never leave the database."""

from __future__ import annotations

from typing import Final

from models.pack.forms import Pack
from models.published.context import Context
from models.values.money import fen
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.source import Totals
from ui.pages.common import columns

PAGE: Final = "withheld"
TITLE: Final = "不予公开"
COLUMNS: Final = (columns.FUNCTION, columns.FUNCTION_NAME, columns.SOURCE, columns.AMOUNT)
_SENTENCE: Final = "涉密的项目支出，每行一笔，不写名称。只存在本机的数据库里，不写进任何文件；"


def sentence(pack: Pack) -> str:
    """The explanation: where these amounts are stored, and whether published totals include them."""
    return _SENTENCE + ("公开表的合计含这些钱。" if pack.withheld_counts else "公开表不含这些钱。")


def totals(context: Context) -> Totals:
    """合计, blank while there is no line."""
    lines = context.book.withheld
    return Totals(amounts={"amount": sum(fen(line.amount) for line in lines)} if lines else {})


def withheld_source() -> LineSource:
    """The grid's source."""
    return LineSource(PAGE, COLUMNS, totals=totals)
