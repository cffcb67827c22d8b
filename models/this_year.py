"""The budget year's figures beside last year's: in all, per kind of expenditure, and on “三公”经费."""

from __future__ import annotations

from typing import Final

from models.checks.context import Context
from models.facts import CARRY_FORWARD, SPENDING, THREE_PUBLIC

TOTAL: Final = "total"
THREE_PUBLIC_TOTAL: Final = "three_public"


def this_year(context: Context) -> dict[str, int]:
    """The figures (fen) by the ids of the pack's list of last year's figures, in its order; one that nothing adds to is 0."""
    figures: dict[str, int] = {}
    for tally in context.tallies:
        if tally.stream in {SPENDING, CARRY_FORWARD}:
            items = [TOTAL, tally.key.kind]
        elif tally.stream == THREE_PUBLIC:
            items = [THREE_PUBLIC_TOTAL]
        else:
            continue
        for item in items:
            figures[item] = figures.get(item, 0) + tally.amount
    return {item: figures.get(item, 0) for item in context.pack.last_year}
