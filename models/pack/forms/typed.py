"""Figures that no line gives (机关运行经费, 公务用车 8 辆) as data: the fixed rows of the page 其他数据."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

AMOUNT: Final = "amount"
COUNT: Final = "count"
OPERATING: Final = "operating"
"""The id of 机关运行经费: the one item that the program knows, because it is checked against the lines (P-4b)."""


class TypedRow(Struct, frozen=True):
    """One item. ``kind`` is AMOUNT or COUNT; ``unit`` the word behind a count (辆); ``group`` the heading above it.

    ``sum`` lists the items that it adds up (then it is not typed), ``part_of`` the item that it is a part of (其中);
    ``complete``: all its parts together are the whole. ``by_agency``: one figure for each body in 机构设置.
    ``yearly``: it is not copied into next year's book. ``follows`` lists the items that an amount adds up while nothing is typed
    in it: then it stands beside them as a check.
    """

    id: str
    label: str
    kind: str = AMOUNT
    unit: str = ""
    group: str = ""
    hint: str = ""
    sum: tuple[str, ...] = ()
    part_of: str = ""
    complete: bool = False
    by_agency: bool = False
    yearly: bool = False
    follows: tuple[str, ...] = ()


class TypedForm(Struct, frozen=True):
    """All items in the pack's order; a pack without any has no page for them."""

    rows: tuple[TypedRow, ...] = ()

    def row(self, item: str) -> TypedRow | None:
        """The item with this id, None where the form does not have it."""
        return next((row for row in self.rows if row.id == item), None)

    def label(self, item: str) -> str:
        """The label of an item; "" when the form does not have it."""
        row = self.row(item)
        return row.label if row else ""

    def parts(self, whole: str) -> Iterator[TypedRow]:
        """The items that are a part of ``whole``."""
        return (row for row in self.rows if row.part_of == whole)
