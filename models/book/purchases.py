"""What a purchase costs: its typed amount, else 数量 × 单价."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from models.book.records import ProcurementLine
from models.values.money import LARGEST, Amount, fen

AMOUNT: Final = "amount"


def product(line: ProcurementLine) -> int | None:
    """数量 × 单价 in fen, half up; None where one of them is missing or no plain number (一批)."""
    return made_of(line.quantity, line.price)


def made_of(count: str, price: Amount) -> int | None:
    """A quantity as typed × a price, as ``product`` of a line is."""
    if not count or not isinstance(price, int):
        return None
    from models.values.target import TargetKind, read_target  # noqa: PLC0415 - a start without such a purchase does without

    quantity = read_target(count)
    if quantity.kind is not TargetKind.NUMBER or quantity.number is None:
        return None
    exact = quantity.number * price
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP)) if abs(exact) <= LARGEST else None


def following_amount(line: ProcurementLine) -> Amount:
    """The amount as typed; a blank one follows from 数量 × 单价, and stays None without them."""
    return product(line) if line.amount is None else line.amount


def purchase_money(line: ProcurementLine, field: str = AMOUNT) -> int:
    """What the purchase adds to the sum of a field of money (``amount``, ``small_firms``), in fen."""
    return fen(following_amount(line) if field == AMOUNT else getattr(line, field))
