"""The page 政府采购: one line per purchase, with the project that pays and its 预算数."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any, Final

from msgspec.structs import replace

from models.book.purchases import AMOUNT, product, purchase_money
from models.book.records import ProcurementLine
from models.projects.amounts import project_budget
from models.published.context import Context
from models.values.money import MoneyUnit, Unread, read_amount, show_exact
from ui.grid.rows.amount_cells import sum_cell
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.source import Cell, GridRow, Totals
from ui.pages.common import columns
from ui.pages.common.grid_page import GridPage
from ui.pages.common.page import PageServices
from ui.pages.common.project_choices import ProjectChoices, project_meant
from ui.session.amounts import cell_text
from ui.session.open_book import OpenBook

KEY: Final = "procurement"
TITLE: Final = "政府采购"
SENTENCE: Final = "每行一笔采购：哪个项目出钱、买什么、数量和单价。从表格复制后按 Ctrl+V，或者直接输入。"
FOLLOWS: Final = "推算：数量 × 单价"
_BY_YUAN: Final = "price"


def budget(line: Any, context: Context) -> int:
    """预算数 of the line's project, in fen."""
    project = next((project for project in context.book.projects if project.id == line.project), None)
    return project_budget(project) if project else 0


def purchase_columns(open_book: OpenBook) -> tuple[GridColumn, ...]:
    """The columns; the choices of ``project`` follow the open book."""
    projects = ProjectChoices(open_book)
    return (
        GridColumn(
            "project",
            "项目",
            ColumnKind.CHOICE,
            14.0,
            least=8.0,
            choices=projects,
            reads=project_meant,
            hint="项目的序号、编码或名称；Alt+↓ 列出全部",
        ),
        GridColumn("budget", "预算数", ColumnKind.COMPUTED, 6.0, alignment=Align.RIGHT, least=5.2),
        GridColumn("origin", "其他来源", ColumnKind.TEXT, 6.5, hint="不属于项目的，写明由哪笔钱出", least=4.8, optional=True),
        GridColumn("name", "采购物品名称", ColumnKind.TEXT, 9.6, least=6.0),
        GridColumn("catalogue", "目录序号", ColumnKind.TEXT, 6.8, hint="A（货物）、B（工程）、C（服务）加数字，例如 A02010104"),
        GridColumn("measure", "单位", ColumnKind.TEXT, 3.4),
        GridColumn("quantity", "数量", ColumnKind.TEXT, 4.0, alignment=Align.RIGHT),
        GridColumn(
            _BY_YUAN,
            "单价（元）",
            ColumnKind.AMOUNT,
            7.0,
            least=6.0,
            reads=_price_with_unit,
            fixed_unit=MoneyUnit.YUAN,
            hint="按元输入，也可以写 0.8万元",
        ),
        replace(columns.SOURCE, width=9.0, least=5.5),
        GridColumn(AMOUNT, "金额（万元）", ColumnKind.AMOUNT, 7.2, least=6.0, hint="空着就跟着数量 × 单价"),
        GridColumn(
            "small_firms", "预留中小微企业", ColumnKind.AMOUNT, 8.0, hint="预留给中小微企业的部分", least=5.2, optional=True
        ),
    )


class PurchaseSource(LineSource):
    """A GridSource of the lines of 政府采购."""

    def __init__(self, open_book: OpenBook) -> None:
        super().__init__(KEY, purchase_columns(open_book), totals=totals)

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """As in LineSource, but the price in 元, a following amount, the project's label and its 预算数 (blank without one)."""
        if column.key == _BY_YUAN:
            return _price_cell(row.value.price)
        if column.key == AMOUNT and row.value.amount is None:
            return _following_cell(row.value)
        if column.key == "budget":
            amount = budget(row.value, context)
            return sum_cell(amount, "所选项目的预算数" if amount else "")
        if column.key == "project":
            text = column.choices.get(row.value.project, "项目已经不在了") if row.value.project else ""
            return Cell(text, text, text)
        return super().cell(row, column, context)


def _price_with_unit(text: str, context: Context) -> str:  # noqa: ARG001 - the signature of ``GridColumn.reads``
    """Typed 元 with their unit, because lines read amounts without one as 万元."""
    price = read_amount(text, MoneyUnit.YUAN)
    return f"{show_exact(price, MoneyUnit.YUAN)}元" if isinstance(price, int) else text


def _price_cell(price: Any) -> Cell:
    if not isinstance(price, int):
        text = cell_text(price)
        return Cell(text, text, text, unread=isinstance(price, Unread))
    text = f"{Decimal(price) / MoneyUnit.YUAN.value:,.2f}"
    return Cell(text, show_exact(price, MoneyUnit.YUAN), f"{text} 元")


def _following_cell(line: ProcurementLine) -> Cell:
    """A blank amount: what follows from quantity and price, as a ghost that typing replaces."""
    worked_out = product(line)
    if not worked_out:
        return Cell()
    return replace(sum_cell(worked_out, FOLLOWS), editable=True, computed=False, ghost=True)


def totals(context: Context) -> Totals:
    """合计 of the amounts, and of 预留中小微企业."""
    lines = context.book.procurement
    if not lines:
        return Totals()
    sums = {key: sum(purchase_money(line, key) for line in lines) for key in (AMOUNT, "small_firms")}
    return Totals("合计", f"{len(lines)} 笔", amounts=sums)


def make_page(services: PageServices) -> GridPage:
    """Build the page."""
    return GridPage(KEY, TITLE, SENTENCE, partial(PurchaseSource, services.open_book), services)
