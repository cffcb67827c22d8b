"""Figures of a document and what has to hold between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from models.checks.findings import Severity
from models.incoming.blocks import Place
from models.values.amount_style import AmountStyle

EQUAL: Final = "="
AT_MOST: Final = "<="
AT_LEAST: Final = ">="

TEXT: Final = "text"
"""``Node.table`` of a figure in a sentence; its row is its number."""


class Node(NamedTuple):
    """A figure: a cell of a table of the pack, or a figure of a sentence."""

    table: str
    row: str
    column: str = ""


class PrintedFigure(Struct, frozen=True):
    """A printed figure: ``amount`` in fen, ``step`` its last digit in fen (0: exact), ``text`` without its unit, ``name`` in words.

    A cell that the table does not have is 0 and has the place of its table. ``part``: the title above it. ``doubt``: it may have
    been read wrong.
    """

    amount: int
    step: int
    text: str
    name: str
    place: Place
    part: str
    style: AmountStyle
    doubt: bool = False


class Relation(Struct, frozen=True):
    """The sum of ``left`` is (or is not more, or not less than) that of ``right``; ``words`` is the rule as a sentence.

    ``left_name`` and ``right_name`` name the sums; "": by their only figure, or as 各项合计.
    """

    code: str
    severity: Severity
    words: str
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    sign: str = EQUAL
    left_name: str = ""
    right_name: str = ""
    remedy: str = ""

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every figure of it."""
        return (*self.left, *self.right)


Amounts = Mapping[Node, int]


def gap_of(relation: Relation, amounts: Amounts) -> int:
    """Left less right in fen."""
    return _sum(relation.left, amounts) - _sum(relation.right, amounts)


def _sum(nodes: Iterable[Node], amounts: Amounts) -> int:
    return sum(amounts.get(node, 0) for node in nodes)


def holds(relation: Relation, amounts: Amounts, blur: int) -> bool:
    """Whether it holds, where figures that are rounded one by one may move the difference by ``blur`` fen."""
    gap = gap_of(relation, amounts)
    if relation.sign == AT_MOST:
        return gap <= blur
    return gap >= -blur if relation.sign == AT_LEAST else abs(gap) <= blur
