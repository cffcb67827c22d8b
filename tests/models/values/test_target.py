"""Reading 指标值; the golden list has every value of both published budgets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.chinese_numbers import read_chinese
from models.values.target import QUANTITIES, Garble, Target, TargetKind, garbled, is_sloppy, normal_form, read_target
from tests.golden_lists import compare, target_lines


def test_all_published_values_are_read_as_reviewed():
    compare("targets.txt", target_lines())


def test_every_published_value_is_in_the_list():
    """236 of the one budget, 117 of the other."""
    assert sum(int(line.split(" × ")[0]) for line in target_lines()) == 236 + 117


@pytest.mark.parametrize(
    ("text", "kind", "operator", "numbers", "unit", "per", "frequency", "fen", "normal"),
    [
        ("≥55 人", "number", "≥", "55", "人", "", "", None, "≥55人"),
        ("≥95%", "percent", "≥", "95", "%", "", "", None, "≥95%"),
        (">=90%", "percent", "≥", "90", "%", "", "", None, "≥90%"),
        ("≧95%", "percent", "≥", "95", "%", "", "", None, "≥95%"),
        ("≥９５％", "percent", "≥", "95", "%", "", "", None, "≥95%"),
        ("不低于 95％", "percent", "≥", "95", "%", "", "", None, "≥95%"),
        ("95%以上", "percent", "≥", "95", "%", "", "", None, "≥95%"),
        ("达到95%以上", "percent", "≥", "95", "%", "", "", None, "≥95%"),
        ("90%-95%", "percent", "", "90 95", "%", "", "", None, "90%-95%"),
        ("=80%", "percent", "=", "80", "%", "", "", None, "=80%"),
        ("≤1.04 万元", "money", "≤", "1.04", "万元", "", "", 1_040_000, "≤1.04万元"),
        ("3000元", "money", "", "3000", "元", "", "", 300_000, "3000元"),
        ("1.2亿元", "money", "", "1.2", "亿元", "", "", 12_000_000_000, "1.2亿元"),
        ("0.001元", "money", "", "0.001", "元", "", "", None, "0.001元"),
        ("2000元/人/年", "rate", "", "2000", "元", "人", "年", 200_000, "2000元/人/年"),
        ("500元/人·月", "rate", "", "500", "元", "人", "月", 50_000, "500元/人/月"),
        ("每人200元", "rate", "", "200", "元", "人", "", 20_000, "200元/人"),
        ("每人每年500元", "rate", "", "500", "元", "人", "年", 50_000, "500元/人/年"),
        ("≤2000元/2套", "rate", "≤", "2000", "元", "2套", "", 200_000, "≤2000元/2套"),
        ("≤3/场次", "rate", "≤", "3", "", "场次", "", None, "≤3/场次"),
        ("2 次/年", "rate", "", "2", "次", "", "年", None, "2次/年"),
        ("每季度不少于一次", "rate", "≥", "1", "次", "", "季度", None, "≥1次/季度"),
        ("上半年和下半年最少一次", "rate", "≥", "1", "次", "", "半年", None, "≥1次/半年"),
        ("≥12。5%", "percent", "≥", "12.5", "%", "", "", None, "≥12.5%"),
        ("1,200人", "number", "", "1200", "人", "", "", None, "1200人"),
        ("十二次", "number", "", "12", "次", "", "", None, "12次"),
        ("一年", "number", "", "1", "年", "", "", None, "1年"),
        ("不少于两百零五人", "number", "≥", "205", "人", "", "", None, "≥205人"),
        ("一至两次", "number", "", "1 2", "次", "", "", None, "1-2次"),
        ("不超过三到五个月", "number", "≤", "3 5", "个月", "", "", None, "≤3-5个月"),
        ("百分之九十五", "percent", "", "95", "%", "", "", None, "95%"),
        ("不低于百分之九十八点五", "percent", "≥", "98.5", "%", "", "", None, "≥98.5%"),
        ("百分之百", "percent", "", "100", "%", "", "", None, "100%"),
        ("九成以上", "percent", "≥", "90", "%", "", "", None, "≥90%"),
        ("95℅", "percent", "", "95", "%", "", "", None, "95%"),
        ("≥95%（含）", "percent", "≥", "95", "%", "", "", None, "≥95%"),
        ("95%（含）以上", "percent", "≥", "95", "%", "", "", None, "≥95%"),
        ("-5%", "percent", "", "-5", "%", "", "", None, "-5%"),
        ("-5%～5%", "percent", "", "-5 5", "%", "", "", None, "-5%～5%"),
        ("-5至10℃", "number", "", "-5 10", "°C", "", "", None, "-5至10℃"),
        ("≤2天内", "number", "≤", "2", "天", "", "", None, "≤2天"),
        ("55人左右", "number", "≈", "55", "人", "", "", None, "约55人"),
        ("1.46万吨", "number", "", "1.46", "万吨", "", "", None, "1.46万吨"),
        ("13", "number", "", "13", "", "", "", None, "13"),
        ("=100.00(%)", "percent", "=", "100.00", "%", "", "", None, "=100.00%"),
        ("≥3600.00（吨）", "number", "≥", "3600.00", "吨", "", "", None, "≥3600.00吨"),
        ("≤85.50(元/吨)", "rate", "≤", "85.50", "元", "吨", "", 8550, "≤85.50元/吨"),
        ("20(个工作日)以内", "number", "≤", "20", "个工作日", "", "", None, "≤20个工作日"),
        ("》95%", "percent", "≥", "95", "%", "", "", None, "≥95%"),
        ("《 10 天", "number", "≤", "10", "天", "", "", None, "≤10天"),
        ("±3%以内", "percent", "±", "3", "%", "", "", None, "±3%"),
        ("控制在±5%", "percent", "±", "5", "%", "", "", None, "±5%"),
        ("甲 245 元/人，乙 290 元/人", "rate", "", "245 290", "元", "人", "", None, "甲 245 元/人，乙 290 元/人"),
    ],
)  # fmt: skip
def test_values(text, kind, operator, numbers, unit, per, frequency, fen, normal):
    target = read_target(text)
    said = (target.kind, target.operator, target.numbers, target.unit, target.per, target.frequency, target.fen)
    assert said == (TargetKind(kind), operator, tuple(map(Decimal, numbers.split())), unit, per, frequency, fen)
    assert target.kind in QUANTITIES
    assert normal_form(text) == normal


@pytest.mark.parametrize(
    ("text", "kind", "numbers", "words"),
    [
        ("100%完成", "percent", "100", "完成"),
        ("完成率100%", "percent", "100", "完成率"),
        ("可控性100%", "percent", "100", "可控性"),
        ("预算偏差率±3%以内", "percent", "3", "预算偏差率"),
        ("较上年增长5%", "percent", "5", "较上年增长"),
        ("下降10%", "percent", "10", "下降"),
        ("离职前基础职务补贴的 70%、80%、90%、100%", "percent", "70 80 90 100", ""),
    ],
)
def test_words_beside_the_number_are_kept(text, kind, numbers, words):
    target = read_target(text)
    assert (target.kind, target.numbers, target.words) == (TargetKind(kind), tuple(map(Decimal, numbers.split())), words)
    assert normal_form(text) == text


@pytest.mark.parametrize(
    ("text", "operator", "frequency"),
    [
        ("2024年12月31日", "", ""),
        ("10 月底前", "≤", ""),
        ("≤10月", "≤", ""),
        ("3 月底前和 9 月底前", "≤", ""),
        ("2024.12.31", "", ""),
        ("2024年", "", ""),
        ("8 月下旬", "", ""),
        ("12月31日前", "≤", ""),
        ("年底前", "≤", ""),
        ("2024年第四季度", "", ""),
        ("一季度末前", "≤", ""),
        ("2024年1-12月", "", ""),
        ("2024年1月—12月", "", ""),
        ("20241231", "", ""),
        ("按月", "", "月"),
        ("每季度", "", "季度"),
    ],
)
def test_dates(text, operator, frequency):
    assert read_target(text) == Target(TargetKind.DATE, operator, frequency=frequency)


@pytest.mark.parametrize("text", ["提升", "成效明显", "长期", "一级A标准", "符合相关规定", "是", "优", "有效推动", "良好"])
def test_grades(text):
    assert read_target(text) == Target(TargetKind.GRADE)


@pytest.mark.parametrize(
    "text",
    [
        "高于去年",
        "确保参保居民共享经济社会发展成果",
        "按需安装",
        "≥",
        "万元",
        "≥2天内",
        "≥±3%",
        "12 5次",
        "12 345 6人",
        "《办法》第3条",
        "培训2期，100人",
        "1" * 81,
    ],
)
def test_prose(text):
    assert read_target(text) == Target(TargetKind.PROSE)


def test_nothing_is_blank():
    assert read_target(" \n").kind is TargetKind.BLANK
    assert read_target("90%-95%").number is None


@pytest.mark.parametrize(
    ("text", "sloppy"),
    [
        (">=90%", True),
        ("＞90%", False),
        ("》95%", True),
        ("=100.00(%)", False),
        ("±3%以内", False),
        ("≤2天内", True),
        ("1 000人", True),
        ("≥ 95 %", False),
        ("≥55 人", False),
        ("95%以上", False),
        ("不少于3次", False),
        ("提升", False),
    ],
)
def test_what_is_written_in_an_unusual_way(text, sloppy):
    assert is_sloppy(text) is sloppy


values = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(("", "≥", "≤ ", "不少于", ">=", "》", "±", "＜", "约", "每年", "每人", "达到")),
        st.sampled_from(("5", "1,200", "3.50", "９０", "1 0", "两", "5-10", "90%-95")),
        st.sampled_from(
            ("", "%", "(%)", " 人", "（吨）", "次", "元", "万", "万元", "天", "元/人", "元/人/年", "次/季度", "%完成", "万吨")
        ),
        st.sampled_from(("", "以上", "以内", "左右", " ", "、3次", "和12月底前")),
    ),
)
anything = st.one_of(st.text(max_size=200), values, st.text("0123456789%≥≤<>=》《±()元万人/年月日底前每,，、.- ", max_size=30))


@given(anything)
def test_anything_can_be_read_and_its_normal_form_means_the_same(text):
    normal = normal_form(text)
    assert read_target(normal) == read_target(text)
    assert normal_form(normal) == normal


@pytest.mark.parametrize(
    ("text", "garble"),
    [
        ("≥95%以下", Garble.LIMITS),
        ("≤95%及以上", Garble.LIMITS),
        ("不少于5次以内", Garble.LIMITS),
        ("95,5%", Garble.NUMBER),
        ("12 5次", Garble.NUMBER),
        ("≥0 5%", Garble.NUMBER),
        ("12\u30005次", Garble.NUMBER),
        ("1 234次", None),
        ("≥10\n0%", None),
        ("≥.95", Garble.NUMBER),
        ("≥=95%", Garble.NUMBER),
        ("≥95%%", Garble.NUMBER),
        ("95%~", Garble.NUMBER),
        ("-5人", Garble.NUMBER),
        ("≥95%", None),
        ("≥95%且≤100%", None),
        ("1:5", None),
        ("GB2312-80", None),
        ("培训2期，100人", None),
        ("≥", None),
        ("2024年底前", None),
        ("按计划执行", None),
    ],
)
def test_figures_that_are_no_value(text, garble):
    assert garbled(text) is garble


def test_published_values_are_not_garbled():
    assert not [line for line in target_lines() if garbled(line.partition(" × ")[2].partition(" | ")[0])]


@pytest.mark.parametrize(
    ("text", "number"),
    [("二十五", "25"), ("两百零三", "203"), ("一千一百一十一", "1111"), ("零", "0"), ("十", "10"), ("九十八点零五", "98.05")],
)
def test_chinese_numerals(text, number):
    assert read_chinese(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "零五", "百", "五五", "三点", "点三", "一万", "25", "十百", "一百二", "一千二百三"])
def test_other_text_is_no_chinese_number(text):
    assert read_chinese(text) is None


def test_a_number_as_it_is_spoken_is_no_value():
    """一百二 is 120 in speech; it was read as 102."""
    assert read_target("不少于一百二人").kind is TargetKind.PROSE
    assert read_target("不少于一百零二人").number == 102
