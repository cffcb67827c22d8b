"""机关运行经费 as it follows from the lines.

It is the 公用经费 in the 基本支出 of 行政单位 and 参照公务员法管理的事业单位 out of 一般公共预算财政拨款
(published 名词解释; 预算法 §14). So it follows only where the lines tell which body they are of, and what each of these bodies is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.book import terms
from models.book.agencies import agency_of, is_told_apart, nature_of
from models.book.records import BasicLine
from models.published.context import Context
from models.values.money import fen

BODIES: Final = frozenset({terms.ADMINISTRATIVE, terms.CIVIL_SERVICE})
_GENERAL: Final = "general"
_OFFICE: Final = "office"


def office_lines(context: Context) -> tuple[BasicLine, ...]:
    """The lines of 公用经费 out of 一般公共预算: 机关运行经费 is never more than they are together."""
    cost = context.codes.economic.cost
    return tuple(line for line in context.book.basic if line.source == _GENERAL and cost(line.economic) == _OFFICE)


def derived_operating(context: Context) -> Mapping[str, int] | None:
    """机关运行经费 in fen by the name of each body that has any; None where a line's body, or what it is, is not known."""
    if not is_told_apart(context.book):
        return None
    amounts: dict[str, int] = {}
    for line in office_lines(context):
        agency = agency_of(context.book, line.sub_unit)
        nature = nature_of(agency) if agency else ""
        if agency is None or not nature:
            return None
        if nature in BODIES:
            amounts[agency.name] = amounts.get(agency.name, 0) + fen(line.amount)
    return amounts
