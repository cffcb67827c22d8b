"""“三公”经费: a bought car is also a purchase or an asset, and growth needs a reason (T-3, T-5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.book.places import Place
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.pack.forms.last_year import THREE_PUBLIC_TOTAL
from models.published.context import Context
from models.values.money import fen
from models.words.places import PAGE_NAMES

_CAR: Final = "车"


def bought_cars_are_listed(context: Context) -> Iterator[CheckResult]:
    """T-3: 公务用车购置 > 0 needs a car among the purchases or the assets (W), where the place has such a form."""
    forms = {PAGE_NAMES[page]: page for page in ("procurement", "assets") if getattr(context.pack, page) is not None}
    if not forms:
        return
    cars = [line for line in context.book.three_public if line.item == "car_purchase" and fen(line.amount) > 0]
    if not cars or _has_car(context):
        return
    total = context.amounts.told(sum(fen(line.amount) for line in cars))
    yield CheckResult(
        message=f"公务用车购置费 {total}，{'和'.join(forms)}里没有车",
        place=Place("three_public", cars[0].id, "amount"),
        other_place=Place(next(iter(forms.values()))),
        values=(("公务用车购置费", total),),
        remedy=f"在“{next(iter(forms))}”里添上要买的车",
    )


def _has_car(context: Context) -> bool:
    vehicle_rows = {row.id for row in context.pack.asset_rows if _CAR in row.label}
    return any(_CAR in line.name for line in context.book.procurement) or any(
        line.item in vehicle_rows and fen(line.value) for line in context.book.assets
    )


def growth_has_a_reason(context: Context) -> Iterator[CheckResult]:
    """T-5: “三公”经费 above last year's needs a reason (财预〔2016〕143号 catalogue: P-6; P-10)."""
    now = sum(fen(line.amount) for line in context.book.three_public)
    for line in context.book.last_year:
        if line.item == THREE_PUBLIC_TOTAL and isinstance(line.amount, int) and now > line.amount and not line.reason.strip():
            left, right = context.amounts.pair(now, line.amount)
            yield CheckResult(
                message=f"“三公”经费 {left}，比上年 {right} {context.amounts.more_or_less(now, line.amount)}，没有写原因",
                place=Place("last_year", line.id, "reason"),
                other_place=Place("three_public"),
                values=(("今年", left), ("上年", right), ("相差", context.amounts.more_or_less(now, line.amount))),
                remedy="在“上年数”里写明增加的原因",
            )


CHECKS: Final = (
    Check("T-3", bought_cars_are_listed, reads=("three_public", "procurement", "assets")),
    Check("T-5", growth_has_a_reason, reads=("three_public", "last_year")),
)
