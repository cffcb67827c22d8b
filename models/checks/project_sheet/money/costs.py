"""Cost rows of a sheet against its 预算数: their sum, price times quantity, missing upper limits (K-7 … K-8c)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from models.book import terms
from models.book.edits import Fix
from models.book.places import BalancePart, Place
from models.book.records import Indicator
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.checks.project_sheet.sheets import ROUNDING, CheckedSheet, IndicatorRow, each_sheet
from models.checks.wording import budget_parts, in_projects
from models.values.amount_style import WAN
from models.values.money import fen
from models.values.target import MONEY, TargetKind, normal_form
from models.values.text import shorten

_UNIT_PRICE: Final = re.compile("每|人均|户均|平均|单价|标准|单位成本")
"""Words of a cost that is a unit price, not a share of the budget."""

_FLOOR: Final = re.compile("最低|底线|不低于|不少于")
"""Words of a cost that is a minimum by its nature."""

_SHARE: Final = re.compile("[率度例重]|降低|减少|下降|节约|节省|控制")
"""Words of a cost row whose value may be a percentage."""

_CEILINGS: Final = frozenset({"", "≤", "="})
_TIMES_A_YEAR: Final = {"": 1, "年": 1, "半年": 2, "季度": 4, "月": 12}
_NEARLY: Final = Decimal("0.05")


class CostSum(Struct, frozen=True):
    """The cost rows of a sheet, all plain amounts, and their sum in fen."""

    rows: tuple[Indicator, ...]
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum in fen."""
        return sum(self.amounts)


class Product(Struct, frozen=True):
    """A quantity of the sheet × a price of the sheet × ``times`` a year; ``total`` in fen."""

    quantity: IndicatorRow
    price: IndicatorRow
    times: int
    total: int

    @property
    def words(self) -> str:
        """The factors as typed: ``3700人 × 200元/人/年``."""
        parts = [f"{row.target.number:f}{row.target.unit}" if row is self.quantity else normal_form(row.line.target).lstrip("≤≥<>=")
                 for row in (self.quantity, self.price)]  # fmt: skip
        return " × ".join([*parts, *([f"{self.times}"] if self.times > 1 else [])])


def cost_sum(rows: Sequence[IndicatorRow]) -> CostSum | None:
    """The sum of the cost rows; None unless every one is a plain amount (with ≤, = or no operator, not a rate)."""
    costs = _costs(rows)
    targets = [row.target for row in costs]
    amounts = [t.fen for t in targets if t.kind is TargetKind.MONEY and t.operator in _CEILINGS and t.fen is not None]
    if not costs or len(amounts) != len(costs):
        return None
    return CostSum(tuple(row.line for row in costs), tuple(amounts))


def products(sheet: CheckedSheet) -> Iterator[Product]:
    """Every quantity of a sheet times every unit price (200元/人/年, an amount named 每个…, or the only cost)."""
    costs = _costs(sheet.rows)
    quantities = [row for row in sheet.rows if "quantity" in row.roles and row.target.kind is TargetKind.NUMBER]
    for price in costs:
        target = price.target
        times = _TIMES_A_YEAR.get(target.frequency)
        is_price = target.kind is TargetKind.RATE or _is_unit_price(price.line) or len(costs) == 1
        if target.fen is None or times is None or not is_price:
            continue
        for quantity in quantities:
            number = quantity.target.number
            if number is not None and number > 1:
                yield Product(quantity, price, times, int(number * target.fen * times))


def _costs(rows: Sequence[IndicatorRow]) -> list[IndicatorRow]:
    return [row for row in rows if "cost" in row.roles and row.target.kind is not TargetKind.BLANK]


def _is_unit_price(line: Indicator) -> bool:
    return bool(_UNIT_PRICE.search(line.name) or _UNIT_PRICE.search(line.description))


@each_sheet
def costs_add_up_to_the_budget(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-7: where every cost row is “≤ x 万元”, they add up to the 预算数 (EMP: 10 of 11 sheets of seed A)."""
    costs = cost_sum(sheet.rows)
    if costs is None or not sheet.budget or _explained(sheet, costs):
        return
    left, right = WAN.pair(costs.total, sheet.budget)
    parts = tuple(BalancePart(in_projects(row.id, "target"), part) for row, part in zip(costs.rows, costs.amounts, strict=True))
    yield CheckResult(
        message=f"{sheet.label}：成本指标合计 {left} 万元，比预算数 {right} 万元{WAN.more_or_less(costs.total, sheet.budget)} 万元",
        place=in_projects(costs.rows[0].id, "target"),
        other_place=_funding(sheet),
        values=(*((shorten(row.name), row.target) for row in costs.rows), ("合计", left), ("预算数", right)),
        remedy="成本指标各行相加应当等于预算数；有一部分不列成本的，写明原因",
        balance=Balance(parts, budget_parts(sheet.project.funding)),
    )


def _explained(sheet: CheckedSheet, costs: CostSum) -> bool:
    """Whether the sum equals 预算数 or its fiscal part, or is none: unit prices, or price times quantity is the 预算数."""
    fiscal = sum(fen(part.amount) for part in sheet.project.funding if part.source in terms.FISCAL_SOURCES)
    if costs.total in {sheet.budget, fiscal} or any(map(_is_unit_price, costs.rows)):
        return True
    return len(costs.rows) == 1 and any(product.total == sheet.budget for product in products(sheet))


@each_sheet
def price_times_quantity_is_the_budget(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-7a: a quantity times its price is close to the 预算数 but not equal: a slip in one of the three (practice)."""
    found = list(products(sheet))
    if len(_costs(sheet.rows)) != 1 or any(abs(product.total - sheet.budget) <= ROUNDING for product in found):
        return
    same = [product for product in found if product.price.target.per and product.price.target.per == product.quantity.target.unit]
    if len(same) != 1 or abs(same[0].total - sheet.budget) > sheet.budget * _NEARLY:
        return
    product = same[0]
    left, right = WAN.pair(product.total, sheet.budget)
    difference = WAN.more_or_less(product.total, sheet.budget)
    yield CheckResult(
        message=f"{sheet.label}：{product.words} ＝ {left} 万元，比预算数 {right} 万元{difference} 万元",
        place=in_projects(product.price.line.id, "target"),
        other_place=_funding(sheet),
        values=((product.quantity.line.name, product.quantity.line.target), (product.price.line.name, product.price.line.target),
                ("相乘", left), ("预算数", right)),
        remedy="数量、标准、预算数里查一查哪个录错；预算数另含别的开支的，不用改",
    )  # fmt: skip


@each_sheet
def cost_has_a_ceiling(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-8a: a cost target is a maximum, not a minimum (VENDOR: K-8; EMP: five rows on three sheets of seed A)."""
    for row in _costs(sheet.rows):
        line, target = row.line, row.target
        if target.operator not in {"≥", ">"} or target.unit not in MONEY or any(map(_FLOOR.search, (line.name, line.description))):
            continue
        yield CheckResult(
            message=f"{sheet.label}：成本指标“{shorten(line.target)}”写的是不少于，没有上限",
            place=in_projects(line.id, "target"),
            values=(("三级指标", line.name), ("指标值", line.target)),
            remedy="成本一般写不超过（≤）；确是最低标准的，在描述里写明",
            fix=_ceiling(sheet, row),
        )


def _ceiling(sheet: CheckedSheet, row: IndicatorRow) -> Fix | None:
    """Turns ≥ into ≤; None where the amount is above the 预算数 anyway."""
    target = row.target
    if target.kind is TargetKind.MONEY and (target.fen or 0) > sheet.budget:
        return None
    ceiling = {"≥": "≤", ">": "<"}[target.operator] + normal_form(row.line.target)[1:]
    return Fix(f"改为 {ceiling}", row.line.id, "target", ceiling)


@each_sheet
def cost_is_within_the_budget(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-8b: no cost target is larger than the 预算数 (VENDOR: K-8); K-7 handles sums of plain amounts."""
    if not sheet.budget or cost_sum(sheet.rows) is not None:
        return
    for row in _costs(sheet.rows):
        if row.target.fen is not None and row.target.fen > sheet.budget:
            cost, budget = WAN.told(row.target.fen), WAN.told(sheet.budget)
            more = f"{budget} 万元{WAN.more_or_less(row.target.fen, sheet.budget)} 万元"
            yield CheckResult(
                message=f"{sheet.label}：成本指标“{shorten(row.line.target)}”比预算数 {more}",
                place=in_projects(row.line.id, "target"),
                other_place=_funding(sheet),
                values=((row.line.name, row.line.target), ("成本", cost), ("预算数", budget)),
                remedy="一项成本不会比预算数还大；查金额和单位，含其他资金或以后年度的，在描述里写明",
            )


@each_sheet
def cost_is_money(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-8c: a cost is an amount, unless its name implies a share (执行率, 节约比例) (EMP: two rows of seed B)."""
    for row in _costs(sheet.rows):
        line = row.line
        if row.target.kind is TargetKind.PERCENT and row.target.number is not None and not _SHARE.search(line.name):
            yield CheckResult(
                message=f"{sheet.label}：成本指标“{shorten(line.name)}”的指标值是“{shorten(line.target)}”，不是金额",
                place=in_projects(line.id, "target"),
                values=(("三级指标", line.name), ("指标值", line.target), ("预算数", WAN.told(sheet.budget))),
                remedy="成本写金额，例如 ≤2 万元；是比例的，在名称里写明",
            )


def _funding(sheet: CheckedSheet) -> Place:
    funding = sheet.project.funding
    return in_projects(funding[0].id, "amount") if funding else in_projects(sheet.project.id, "funding")


CHECKS: Final = (
    Check("K-7", costs_add_up_to_the_budget),
    Check("K-7a", price_times_quantity_is_the_budget),
    Check("K-8a", cost_has_a_ceiling),
    Check("K-8b", cost_is_within_the_budget),
    Check("K-8c", cost_is_money),
)


def confirmations(sheet: CheckedSheet) -> tuple[str, ...]:
    """Which calculations give the 预算数: ``3700人 × 200元/人/年 ＝ 74.00 万元，与预算数一致``, or the sum of the cost rows."""
    if not sheet.budget:
        return ()
    agreed = f" ＝ {WAN.figure(sheet.budget)} 万元，与预算数一致"
    found = [product.words + agreed for product in products(sheet) if abs(product.total - sheet.budget) <= ROUNDING]
    costs = cost_sum(sheet.rows)
    if costs and costs.total == sheet.budget:
        found.append(
            f"成本指标 {' ＋ '.join(map(WAN.figure, costs.amounts))}{agreed}" if len(costs.rows) > 1 else "成本指标与预算数一致"
        )
    return tuple(dict.fromkeys(found))
