"""What agrees with the 预算数 is said; the golden lists of the published sheets have every one (✓)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book.records import FundingLine
from models.checks.project_sheet.money.costs import confirmations
from models.checks.project_sheet.sheets import read_sheet
from storage.packs.catalogue import load_pack
from tests.models.checks.cases import COST, ROWS, WAN, project

FORM = load_pack("hebei-xingtai-2024").sheet


def said(quantity: str, *costs: str, budget: int, name: str = "宣传成本") -> tuple[str, ...]:
    rows = (replace(ROWS[0], target=quantity), *(replace(COST, name=name, target=cost) for cost in costs))
    return confirmations(read_sheet(project(funding=(FundingLine(31, amount=budget),), indicators=rows), "", FORM))


@pytest.mark.parametrize(
    ("quantity", "costs", "budget", "words"),
    [
        ("3700 人", ("200 元/人/年",), 74 * WAN, "3700人 × 200元/人/年 ＝ 74.00 万元，与预算数一致"),
        ("331人", ("2000元/人/年",), 662 * WAN // 10, "331人 × 2000元/人/年 ＝ 66.20 万元，与预算数一致"),
        ("≥10人", ("≤500元/人/月",), 6 * WAN, "10人 × 500元/人/月 × 12 ＝ 6.00 万元，与预算数一致"),
        ("8次", ("3000元", "≤5000元"), 8 * WAN // 10, "成本指标 0.30 ＋ 0.50 ＝ 0.80 万元，与预算数一致"),
        ("8次", ("≤0.25万",), 2 * WAN, "8次 × 0.25万 ＝ 2.00 万元，与预算数一致"),
        ("8次", ("≤2万元",), 2 * WAN, "成本指标与预算数一致"),
    ],
)
def test_what_agrees(quantity, costs, budget, words):
    assert said(quantity, *costs, budget=budget) == (words,)


def test_what_does_not_agree_is_not_said():
    assert said("3700人", "200元/人/年", budget=73 * WAN) == ()
    assert said("8次", "≤1万", "≤2万", budget=2 * WAN) == ()
    assert said("8次", "1000元/天", budget=WAN * 8 // 10) == ()
    assert said("8次", "0万元", budget=0) == ()
