"""Places in a book that findings, search results and sums refer to."""

from __future__ import annotations

from msgspec import Struct


class Place(Struct, frozen=True):
    """Where a finding is: a field of a line on an entry page, or a cell of an official table.

    ``page`` is a field name of Book ("basic", "projects", "overall", …), "cover", or "table". ``line`` is the id of the
    line, 0 where there is none (then ``field`` says which: ``T3:2210201:basic`` for a table cell,
    ``2013201/general/0`` for an income figure that was not typed).
    """

    page: str
    line: int = 0
    field: str = ""

    @property
    def key(self) -> str:
        """A stable text for this place."""
        return f"{self.page}:{self.line}:{self.field}"


class BalancePart(Struct, frozen=True):
    """One term of a sum: its place and amount in fen (a quantity: in millionths). A table cell is one term for all its lines."""

    place: Place
    amount: int
