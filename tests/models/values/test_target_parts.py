"""指标值 in parts: every published value and anything else is split and joined without a change of its meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.target import read_target
from models.values.target_parts import SYMBOLS, TargetParts, direction_of, join_target, read_sign, split_target, with_part
from tests.golden_lists import GOLDEN
from tests.models.values.test_target import anything

PUBLISHED = [line.split(" × ", 1)[1].split(" | ")[0] for line in (GOLDEN / "targets.txt").read_text("utf-8").splitlines()]
SHOWN_APART = 142
"""How many of the 192 different published values have a unit apart."""


def assert_kept(text: str) -> None:
    parts = split_target(text)
    joined = join_target(parts)
    assert split_target(joined) == parts
    assert read_target(joined) == read_target(text)


@pytest.mark.parametrize("text", PUBLISHED)
def test_every_published_value_keeps_its_meaning(text):
    assert_kept(text)


@given(anything)
def test_any_text_keeps_its_meaning(text):
    assert_kept(text)


@pytest.mark.parametrize(
    ("text", "parts", "joined"),
    [
        ("≥95%", "≥ 95 %", "≥95%"),
        (">= 95 ％", "≥ 95 %", "≥95%"),
        ("不少于 1,200 人次", "≥ 1200 人次", "≥1200人次"),
        ("95%以上", "≥ 95 %", "≥95%"),
        ("20(个工作日)以内", "≤ 20 个工作日", "≤20个工作日"),
        ("大于等于3次", "≥ 3 次", "≥3次"),
        ("高于3次", "> 3 次", ">3次"),
        ("50人", "- 50 人", "50人"),
        ("=100.00(%)", "= 100.00 %", "=100.00%"),
        ("约55人", "≈ 55 人", "≈55人"),
        ("控制在±5%", "± 5 %", "±5%"),
        ("90%-95%", "- 90-95 %", "90-95%"),
        ("≤1.04 万元", "≤ 1.04 万元", "≤1.04万元"),
        ("500元/人·月", "- 500 元/人/月", "500元/人/月"),
        ("每人每年500元", "- 500 元/人/年", "500元/人/年"),
        ("≥3/场次", "≥ 3 /场次", "≥3/场次"),
        ("每季度不少于一次", "≥ 1 次/季度", "≥1次/季度"),
        ("13", "- 13 -", "13"),
        ("≤10月", "≤ 10 月", "≤10月"),
        ("2024年", "- 2024 年", "2024年"),
        ("≤2024年12月31日", "≤ 2024年12月31日 -", "≤2024年12月31日"),
        ("100%完成", "- 100%完成 -", "100%完成"),
        ("≥100%完成", "≥ 100%完成 -", "≥100%完成"),
        ("甲245元/人，乙290元/人", "- 甲245元/人，乙290元/人 -", "甲245元/人，乙290元/人"),
        ("12月底前", "定性 12月底前 -", "12月底前"),
        ("每月", "定性 每月 -", "每月"),
        ("显著提升", "定性 显著提升 -", "显著提升"),
        ("《办法》第3条", "定性 《办法》第3条 -", "《办法》第3条"),
        ("培训2期，100人", "定性 培训2期，100人 -", "培训2期，100人"),
        ("≥", "≥ - -", "≥"),
        ("≥（人）", "≥ - 人", "≥（人）"),
        ("（%）", "- - %", "（%）"),
        (" ", "- - -", ""),
    ],
)
def test_the_parts_of(text, parts, joined):
    sign, value, unit = (part.replace("-", "", part == "-") for part in parts.split(" "))
    assert split_target(text) == TargetParts(sign, value, unit)
    assert join_target(split_target(text)) == joined


@pytest.mark.parametrize(
    ("text", "measure", "direction"),
    [
        ("≥95%", "定量", "正向"),
        ("大于90%", "定量", "正向"),
        ("3天以内", "定量", "反向"),
        ("<3天", "定量", "反向"),
        ("=3天", "定量", ""),
        ("50人", "定量", ""),
        ("±3%", "定量", ""),
        ("100%完成", "定量", ""),
        ("≥（人）", "定量", "正向"),
        ("12月底前", "定性", ""),
        ("提升", "定性", ""),
        ("≥提升", "定性", "正向"),
        ("", "", ""),
    ],
)
def test_what_follows_from_the_text(text, measure, direction):
    assert (split_target(text).measure, direction_of(text)) == (measure, direction)


@pytest.mark.parametrize(
    ("text", "part", "typed", "whole"),
    [
        ("", "sign", "大于等于", "≥"),
        ("≥", "value", "95", "≥95"),
        ("≥95", "unit", "%", "≥95%"),
        ("≥95", "unit", "（人）", "≥95人"),
        ("", "unit", "人", "（人）"),
        ("（人）", "value", "30", "30人"),
        ("30人", "sign", "不低于", "≥30人"),
        ("≥95%", "value", "90", "≥90%"),
        ("≥95%", "value", "90%", "≥90%"),
        ("≥95%", "value", "≤3天", "≤3天"),
        ("≥95%", "value", "85-90", "≥85-90%"),
        ("≥95%", "value", "提升", "提升"),
        ("≥95%", "value", "12月底前", "12月底前"),
        ("≥95%", "value", "", "≥（%）"),
        ("≥95%", "unit", "", "≥95"),
        ("≥95%", "sign", "", "95%"),
        ("≥95%", "sign", "定性", "95%"),
        ("提升", "sign", "≥", "≥提升"),
        ("提升", "value", "3", "3"),
        ("约 55 人", "value", "55", "约 55 人"),
        ("95%以上", "sign", "≥", "95%以上"),
        ("≥9", "unit", "0天", "≥9（0天）"),
        ("9人", "unit", "以上", "9（以上）"),
        ("5%", "sign", "1", "（1）5%"),
        ("10", "unit", "月", "10月"),
        ("500元", "unit", "元/人·年", "500元/人·年"),
    ],
)
def test_a_part_that_is_typed_goes_into_the_one_text(text, part, typed, whole):
    assert with_part(text, part, typed) == whole


cells = st.one_of(anything, st.sampled_from(("≥", "大于", "定性", "95", "90-95", "提升", "%", "人", "元/人/年", "0", "以上", "")))


@given(anything, st.sampled_from(("sign", "value", "unit")))
def test_typing_what_stands_there_changes_nothing(text, part):
    assert with_part(text, part, getattr(split_target(text), part)) == text


@given(anything, st.sampled_from(("sign", "unit")), cells)
def test_a_sign_or_unit_never_changes_the_number(text, part, typed):
    before, after = read_target(text), read_target(with_part(text, part, typed))
    if before.is_quantity and after.is_quantity:
        assert after.numbers == before.numbers


@given(
    st.sampled_from(SYMBOLS),
    st.decimals("0.01", 99999, places=2),
    st.sampled_from(("", "%", "人", "万元", "元/人", "人次")),
)
def test_three_cells_typed_in_any_order_are_one_value(sign, number, unit):
    typed = {"sign": sign, "value": str(number), "unit": unit}
    for order in (("sign", "value", "unit"), ("unit", "value", "sign"), ("value", "unit", "sign"), ("unit", "sign", "value")):
        text = ""
        for part in order:
            text = with_part(text, part, typed[part])
        assert text == f"{sign}{number}{unit}"
        assert split_target(text) == TargetParts(**typed)


WORDS = ("大于等于", "小于等于", "大于", "小于", "等于", "约", "正负")


@pytest.mark.parametrize(("sign", "words"), list(zip(SYMBOLS, WORDS, strict=True)))
def test_a_sign_is_known_as_symbol_and_in_words(sign, words):
    assert read_sign(f" {sign} ") == read_sign(words) == sign


def test_no_other_text_is_a_sign():
    assert [read_sign(text) for text in ("定性", "正向", "95", "")] == ["定性", "", "", ""]


def test_most_published_values_are_shown_in_parts():
    assert sum(split_target(text).unit != "" for text in PUBLISHED) == SHOWN_APART
