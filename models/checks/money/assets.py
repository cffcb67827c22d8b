"""固定资产占用情况表: a part is not more than its whole (X-26)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec import Struct

from models.book.places import BalancePart, Place
from models.book.records import AssetLine
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.pack.forms.records import AssetRow
from models.published.context import Context
from models.values.money import MoneyUnit, fen, show_exact
from models.values.target import read_target

_FIELDS: Final = {"value": "价值", "quantity": "数量"}


class _Figure(Struct, frozen=True):
    """One field of a row of the form, as the parts of a sum."""

    row: AssetRow
    field: str
    parts: tuple[BalancePart, ...]

    @property
    def total(self) -> int:
        """Fen; of a quantity, millionths."""
        return sum(part.amount for part in self.parts)

    @property
    def place(self) -> Place:
        """Its cell, also while it is empty."""
        return self.parts[0].place if self.parts else Place("assets", 0, f"{self.row.id}/{self.field}")


def part_is_not_more_than_the_whole(context: Context) -> Iterator[CheckResult]:
    """X-26: 办公用房 ≤ 房屋, in quantity and value (ARITH); the pack defines which row is part of which."""
    rows = {row.id: row for row in context.pack.asset_rows}
    for row in rows.values():
        if not row.part_of:
            continue
        for field in _FIELDS:
            part, whole = _figure(context, row, field), _figure(context, rows[row.part_of], field)
            if part.total > whole.total:
                yield _found(context, part, whole)


def _figure(context: Context, row: AssetRow, field: str) -> _Figure:
    lines = [line for line in context.book.assets if line.item == row.id]
    return _Figure(row, field, tuple(BalancePart(Place("assets", line.id, field), _amount(line, field)) for line in lines))


def _amount(line: AssetLine, field: str) -> int:
    if field == "value":
        return fen(line.value)
    return int((read_target(line.quantity).number or Decimal(0)) * MoneyUnit.WAN.value)


def _found(context: Context, part: _Figure, whole: _Figure) -> CheckResult:
    what, name, whole_name = _FIELDS[part.field], _plain(part.row), _plain(whole.row)
    amounts = part.total, whole.total
    left, right = context.amounts.pair(*amounts) if part.field == "value" else (show_exact(amounts[0]), show_exact(amounts[1]))
    comparison = f"比{whole_name} {right} 多" if whole.total else f"{whole_name}还空着"
    return CheckResult(
        message=f"{name}{what} {left}，{comparison}",
        place=part.place if whole.total else whole.place,
        other_place=whole.place if whole.total else part.place,
        values=((f"{name}{what}", left), (f"{whole_name}{what}", right)),
        remedy=f"{name}是{whole_name}的一部分：{whole_name}填全部的{what}，{name}填其中的",
        balance=Balance(part.parts, whole.parts, at_most=True) if whole.total else None,
    )


def _plain(row: AssetRow) -> str:
    """The label without number, 其中 and unit of measure."""
    return row.label.split("、", 1)[-1].removeprefix("其中：").split("（", 1)[0]


CHECKS: Final = (Check("X-26", part_is_not_more_than_the_whole, reads=("assets",)),)
