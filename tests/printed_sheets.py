"""The printed sheets of a book, all laid out."""

from __future__ import annotations

from models.paper.sheet import PrintedSheet
from models.paper.sheet_list import sheet_plans
from models.published.context import Context


def workbook_sheets(context: Context, *, draft: bool = False) -> tuple[PrintedSheet, ...]:
    """Every visible sheet of the book's workbook, in order."""
    return tuple(plan.lay_out(draft=draft) for plan in sheet_plans(context))
