"""Changes in an official table: a figure is the sum of lines, and only the figure of one line says what that line is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.book.edits import set_field
from models.book.places import BalancePart
from models.checks.balance_lines import lines_behind
from models.incoming.own.cells import CellChange
from models.incoming.own.printed import PrintedBook, says_same, text_at
from models.incoming.own.result import Left, Outcome, Taken
from models.paper.figures import figures_of
from models.values.amount_style import UNITS
from models.values.money import Unread, read_amount, show_exact
from models.words.places import place_words


def table_outcomes(printed: PrintedBook, name: str, changes: Sequence[CellChange]) -> Iterator[Outcome]:
    """What becomes of each changed cell of a table's sheet."""
    context, entry = printed.context, printed.plans[name].entry
    table = context.tables[entry.table]
    figures = figures_of(table, printed.sheet(name))
    for change in changes:
        figure = figures.get((change.was_row, change.column)) if change.is_cell else None
        if figure is None:
            yield Left(change, "不是填写的数")
            continue
        amount = read_amount(change.new, UNITS[table.spec.amounts.unit])
        if isinstance(amount, Unread):
            yield Left(change, "不是金额")
            continue
        lines = lines_behind(context, BalancePart(figure.place, figure.amount))
        if len(lines) != 1:
            why = f"由 {len(lines)} 行加起来，分不清改哪一行" if lines else "预算里没有这一行，先在填写的页上加上"
            yield Left(change, why)
            continue
        place = lines[0].place
        edit = set_field(place.line, "amount", show_exact(amount) if amount is not None else "")
        if not says_same(text_at(printed.sheet_of(edit(context.book), entry.key), change.was_row, change.column), change.new):
            yield Left(change, "改了以后印出来还不是这样")
            continue
        where = f"{place_words(context.book, context.pack, place)} 金额"
        yield Taken(change, place, where, show_exact(lines[0].amount), show_exact(amount or 0), edit)
