"""Columns that several pages share: codes with their names, source, year, amount, note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from models.book import terms
from models.incoming.clipboard.source_words import source_named
from models.published.context import Context
from models.values.money import fen
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.source import Totals

CODE_HINT: Final = "可输入代码、名称或拼音首字母"
_LEAST_NAME: Final = 6.0
YEARS: Final = {"0": "本年", "1": "结转"}
_OTHER_YEARS: Final = {
    **dict.fromkeys(("当年", "当年预算", "当年安排", "本年度", "本级当年"), "0"),
    **dict.fromkeys(("结余", "以前年度", "以前年度结余", "上年结余"), "1"),
}


def function_name(line: Any, context: Context) -> str:
    """The name of the line's function code."""
    return context.codes.function.name(line.function)


def economic_name(line: Any, context: Context) -> str:
    """The name of the line's economic code."""
    return context.codes.economic.name(line.economic)


def cost_word(line: Any, context: Context) -> str:
    """人员 or 公用, decided by the economic code; blank for neither."""
    return terms.COSTS.get(context.codes.economic.cost(line.economic), "").removesuffix("经费")


def amount_totals(lines: Sequence[Any]) -> Totals:
    """合计 of the amounts; blank without lines."""
    return Totals(amounts={"amount": sum(fen(line.amount) for line in lines)} if lines else {})


FUNCTION: Final = GridColumn("function", "功能科目", ColumnKind.CODE_FUNCTION, 6.5, hint=CODE_HINT)
FUNCTION_NAME: Final = GridColumn(
    "function_name", "功能科目名称", ColumnKind.COMPUTED, 19.4, show=function_name, of_line=True,
    origin="由功能科目带出", instead="改左边的功能科目", least=_LEAST_NAME,
    names="function",
)  # fmt: skip
ECONOMIC: Final = GridColumn("economic", "经济科目", ColumnKind.CODE_ECONOMIC, 5.7, hint=CODE_HINT)
ECONOMIC_NAME: Final = GridColumn(
    "economic_name", "经济科目名称", ColumnKind.COMPUTED, 16.0, show=economic_name, of_line=True,
    origin="由经济科目带出", instead="改左边的经济科目", least=_LEAST_NAME,
    names="economic",
)  # fmt: skip
COST: Final = GridColumn(
    "cost", "类别", ColumnKind.COMPUTED, 4.4, show=cost_word, of_line=True, alignment=Align.CENTER,
    origin="由经济科目自动判断", instead="改左边的经济科目",
)  # fmt: skip
SOURCE: Final = GridColumn(
    "source", "资金来源", ColumnKind.CHOICE, 11.4, choices=terms.SOURCES, hint="Alt+↓ 列出全部来源", least=_LEAST_NAME,
    optional=True, means=source_named, always=True,
)  # fmt: skip
YEAR: Final = GridColumn(
    "carried", "年度", ColumnKind.FLAG, 5.2, choices=YEARS, hint="本年或结转", alignment=Align.CENTER, optional=True, always=True,
    means=lambda text: _OTHER_YEARS.get(text.strip(), ""),
)  # fmt: skip
AMOUNT: Final = GridColumn("amount", "金额（万元）", ColumnKind.AMOUNT, 8.4)
NOTE: Final = GridColumn("note", "备注", ColumnKind.TEXT, 7.0, optional=True)
SUB_UNIT: Final = GridColumn("sub_unit", "所属单位", ColumnKind.TEXT, 8.0, hint="下属单位的名称；本级的空着", optional=True)
