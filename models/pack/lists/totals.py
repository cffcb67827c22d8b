"""The sums of the lists that a pack declares."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.book.list_lines import ListLine
from models.pack.forms.lists import ListColumn
from models.values.money import fen


def amount_total(lines: Sequence[ListLine], column: ListColumn) -> int:
    """The sum of a column of amounts, in fen."""
    return sum(fen(getattr(line, column.field)) for line in lines)


def number_in(text: str) -> Decimal | None:
    """The number that a text of a count is; None where it is blank or no plain number (一批)."""
    from models.values.target import TargetKind, read_target  # noqa: PLC0415 - a start without such a list does without

    read = read_target(text) if text.strip() else None
    return read.number if read is not None and read.kind is TargetKind.NUMBER else None


def number_text(number: Decimal) -> str:
    """How a total row prints a sum of counts; "" for 0."""
    return f"{number.normalize():f}" if number else ""


def count_of(line: ListLine, column: ListColumn) -> Decimal | None:
    """The number in a column of counts; None where it is blank or no plain number (一批)."""
    return number_in(getattr(line, column.field))


def count_total(lines: Sequence[ListLine], column: ListColumn) -> Decimal:
    """The sum of a column of counts."""
    return sum((count_of(line, column) or Decimal(0) for line in lines), Decimal(0))


def total_text(lines: Sequence[ListLine], column: ListColumn) -> str:
    """What the total row of a column of counts prints; "" for 0."""
    return number_text(count_total(lines, column))
