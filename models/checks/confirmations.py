"""What a sheet proves about its own 预算数: sums and products that come out right, to be shown quietly beside it."""

from __future__ import annotations

from models.checks.costs import ROUNDING, cost_sum, products
from models.checks.sheets import Sheet
from models.values.money import show_wan


def confirmations(sheet: Sheet) -> tuple[str, ...]:
    """``3700人 × 200元/人/年 ＝ 74.00 万元，与预算数一致``, or of the cost rows' sum. Nothing without 预算数."""
    if not sheet.budget:
        return ()
    agreed = f" ＝ {show_wan(sheet.budget)} 万元，与预算数一致"
    found = [product.words + agreed for product in products(sheet) if abs(product.total - sheet.budget) <= ROUNDING]
    costs = cost_sum(sheet.rows)
    if costs and costs.total == sheet.budget:
        found.append(
            f"成本指标 {' ＋ '.join(map(show_wan, costs.amounts))}{agreed}" if len(costs.rows) > 1 else "成本指标与预算数一致"
        )
    return tuple(dict.fromkeys(found))
