"""Reading 指标值; the golden list has every value of both published budgets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.target import Target, TargetKind, read_target
from tests.golden_lists import compare, target_lines


def test_all_published_values_are_read_as_reviewed():
    compare("targets.txt", target_lines())


@pytest.mark.parametrize(
    ("text", "kind", "operator", "numbers", "unit", "per", "fen"),
    [
        ("≥95%", "percent", "≥", "95", "%", "", None),
        ("不低于 95％", "percent", "≥", "95", "%", "", None),
        ("95%以上", "percent", "≥", "95", "%", "", None),
        ("90%-95%", "percent", "", "90 95", "%", "", None),
        ("=80%", "percent", "=", "80", "%", "", None),
        ("≤0.4 万元", "money", "≤", "0.4", "万元", "", 400_000),
        ("3000元", "money", "", "3000", "元", "", 300_000),
        ("1.2亿元", "money", "", "1.2", "亿元", "", 12_000_000_000),
        ("0.001元", "money", "", "0.001", "元", "", None),
        ("200 元/人/年", "rate", "", "200", "元", "人/年", 20_000),
        ("每人200元", "rate", "", "200", "元", "人", 20_000),
        ("2 次/年", "rate", "", "2", "次", "年", None),
        ("1,200人", "number", "", "1200", "人", "", None),
        ("5天内", "number", "≤", "5", "天", "", None),
        ("55人左右", "number", "≈", "55", "人", "", None),
        ("1.46万吨", "number", "", "1.46", "万吨", "", None),
        ("13", "number", "", "13", "", "", None),
    ],
)  # fmt: skip
def test_values(text, kind, operator, numbers, unit, per, fen):
    assert read_target(text) == Target(TargetKind(kind), operator, tuple(map(Decimal, numbers.split())), unit, per, fen)


@pytest.mark.parametrize("text", ["2024年底前", "≤10月", "3 月底前和 9 月底前", "2024.12.31", "2024年", "8 月下旬", "12月31日前"])
def test_dates(text):
    assert read_target(text).kind is TargetKind.DATE


@pytest.mark.parametrize(
    "text",
    [
        "提升",
        "高于去年",
        "一级A标准",
        "镇村干部 245 元/人，驻村队员 290元/人",
        "上半年和下半年最少一次",
        "100%完成",
        "≥",
        "万元",
        "一年",
    ],
)
def test_prose(text):
    assert read_target(text) == Target(TargetKind.PROSE)


def test_nothing_is_blank():
    assert read_target(" \n").kind is TargetKind.BLANK
    assert read_target("90%-95%").number is None
