"""The year whose budget is due on a date."""

from __future__ import annotations

from typing import Final

_FIRST_MONTH: Final = 7
"""From July on bureaus ask for 一上 of the next year; until June the budget of the year itself is approved and published."""


def due_year(year: int, month: int) -> int:
    """The budget year that a new book is most likely for."""
    return year + 1 if month >= _FIRST_MONTH else year
