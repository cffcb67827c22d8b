"""其他支出: 经营支出, 上解上级支出, 对附属单位补助支出."""

from __future__ import annotations

from typing import Final

from models import terms
from models.checks.context import Context
from models.money import fen
from ui.grid.column import ColumnKind, GridColumn
from ui.grid.line_source import LineSource
from ui.grid.source import Totals
from ui.pages import columns
from ui.pages.grid_page import GridPage
from ui.pages.page import PageRoom

KEY: Final = "others"
TITLE: Final = "其他支出"
SENTENCE: Final = "经营、上解上级、对附属单位补助，每行一笔。没有就空着；从表格复制后按 Ctrl+V，或者直接输入。"
COLUMNS: Final = (
    GridColumn(
        "kind", "支出类别", ColumnKind.CHOICE, 10.5,
        choices={kind: terms.KINDS[kind] for kind in terms.OTHER_KINDS}, hint="Alt+↓ 列出全部类别",
    ),
    columns.FUNCTION, columns.FUNCTION_NAME, columns.SOURCE, columns.YEAR, columns.AMOUNT, columns.NOTE,
)  # fmt: skip


def totals(context: Context) -> Totals:
    """合计 with a figure per kind that has one."""
    lines = context.book.others
    if not lines:
        return Totals()
    by_kind = {kind: sum(fen(line.amount) for line in lines if line.kind == kind) for kind in terms.OTHER_KINDS}
    parts = [(terms.KINDS[kind], amount) for kind, amount in by_kind.items() if amount]
    return Totals(amounts={"amount": sum(by_kind.values())}, parts=parts)


def make_page(room: PageRoom) -> GridPage:
    """The page."""
    return GridPage(KEY, TITLE, SENTENCE, LineSource(KEY, COLUMNS, totals=totals), room)
