"""固定资产占用情况表: a part is not more than the whole (X-26)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from models.book import AssetLine
from models.checks.context import Check, Context
from models.checks.wording import both
from models.findings import Found, Place, Severity
from models.money import fen
from models.pack import AssetRow
from models.target import read_target


def part_is_not_more_than_the_whole(context: Context) -> Iterator[Found]:
    """X-26: 办公用房 ≤ 房屋, in quantity and value (ARITH); which row is part of which is the pack's."""
    rows = {row.id: row for row in context.pack.assets.rows}
    lines = {line.item: line for line in context.book.assets}
    for row in rows.values():
        if not row.part_of or row.id not in lines:
            continue
        part, whole, whole_row = lines[row.id], lines.get(row.part_of), rows[row.part_of]
        value, most = fen(part.value), fen(whole.value) if whole else 0
        if value > most:
            left, right = both(value, most)
            yield _found(part, whole, row, whole_row, "value", left, right)
        area, all_area = _quantity(part), _quantity(whole)
        if area > all_area:
            yield _found(part, whole, row, whole_row, "quantity", f"{area:f}", f"{all_area:f}")


def _quantity(line: AssetLine | None) -> Decimal:
    return read_target(line.quantity).number or Decimal(0) if line else Decimal(0)


def _found(
    part: AssetLine, whole: AssetLine | None, row: AssetRow, whole_row: AssetRow, field: str, left: str, right: str
) -> Found:
    what = "价值" if field == "value" else "数量"
    name, whole_name = _plain(row), _plain(whole_row)
    return Found(
        message=f"{name}{what} {left}，比{whole_name} {right} 多",
        place=Place("assets", part.id, field),
        other_place=Place("assets", whole.id if whole else 0, field),
        values=((f"{name}{what}", left), (f"{whole_name}{what}", right)),
        remedy=f"{name}是{whole_name}的一部分；{whole_name}要包括它",
    )


def _plain(row: AssetRow) -> str:
    """The label without its number, 其中 and unit of measure."""
    return row.label.split("、", 1)[-1].removeprefix("其中：").split("（", 1)[0]


CHECKS: Final = (Check("X-26", Severity.ERROR, part_is_not_more_than_the_whole, reads=("assets",)),)
