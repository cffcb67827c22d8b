"""The printed money of a list that the program fills, cell by cell, as the preview frames it."""

from __future__ import annotations

from collections.abc import Mapping

from models.pack.forms.views import PARTS, ViewForm
from models.pack.lists.rows import ListRows
from models.paper.figures import PrintedFigure, Spot
from models.paper.sheet import PrintedSheet


def figures_of_list(form: ViewForm, listed: ListRows, sheet: PrintedSheet) -> Mapping[Spot, PrintedFigure]:
    """The figure of every cell of money that adds up parts of records; its ``row`` and ``at`` are the number of the row.

    The total row is the one after the last.
    """
    values = [*(row.values for row in listed.rows), listed.totals]
    return {
        (number, at): PrintedFigure(form.page, 0, str(printed.at), column.id, printed.at, 0, amount)
        for number, printed in enumerate(sheet.rows, 1)
        for at, column in enumerate(form.columns if printed.at else (), 1)
        if column.field in PARTS and isinstance(amount := values[printed.at - 1][at - 1], int)
    }
