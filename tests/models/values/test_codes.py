"""Code tables: look-up by code, name and initials; what the bureau's list changes."""

from __future__ import annotations

import pytest

from models.values.codes import ECONOMIC_LEVELS, Code, CodeTable


@pytest.mark.parametrize(
    ("typed", "first"),
    [("2013201", "2013201"), ("20132", "20132"), ("对村民委员会", "2130705"), ("dcmwyh", "2130705"), ("兵役征集", "2030601")],
)
def test_a_code_is_found_by_digits_name_or_initials(typed, first, codes):
    assert codes.function.search(typed)[0].code.code == first


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("30203 水费", "30203 水费"), ("[30203]水费", "[30203]水费"), ("30205 水费", "30205"), ("30203 水电费", "30203"),
        ("30239 其他交通费用", "30239"), ("30203（水费）", "30203(水费)"), ("302 商品和服务支出", "302"), ("39998 水费", "39998"),
    ],
)  # fmt: skip
def test_a_code_with_the_name_of_another_is_not_decided(text, meant, codes):
    assert codes.economic.read(text) == meant
    assert codes.economic.conflict(text) == ("" if meant.isdecimal() else "30203 是咨询费，水费是 30205")


def test_the_name_of_a_level_above_contradicts_nothing(codes):
    assert codes.function.read("2013201 组织事务") == "2013201"
    assert codes.function.conflict("2013201 事业运行").startswith("2013201 是行政运行，事业运行是 201")


def test_what_the_book_uses_comes_first_among_equals(codes):
    plain = [m.code.code for m in codes.function.search("xzyx")]
    used = [m.code.code for m in codes.function.search("xzyx", used={"2013201": 10}, used_last_year=["2010601"])]
    assert plain[0] == "2010101"
    assert used[:2] == ["2013201", "2010601"]
    assert sorted(plain) == sorted(used)
    assert len(plain) > 60


def test_full_width_digits_and_brackets_are_understood(codes):
    assert codes.function.search("２０１３２０１")[0].code.name == "行政运行"
    assert codes.economic.search("因公出国(境)")[0].code.code == "30212"


def test_nothing_typed_finds_nothing(codes):
    assert codes.function.search("  ") == []


def test_path_names_every_step(codes):
    assert codes.function.path("2013201") == "一般公共服务支出 › 组织事务 › 行政运行"
    assert codes.function.path("2019977") == "一般公共服务支出 › 其他一般公共服务支出 › 2019977"


@pytest.mark.parametrize(
    ("code", "cost"),
    [("30101", "staff"), ("30239", "office"), ("31013", "office"), ("30199", "staff"), ("30177", "staff"), ("39999", ""), ("", "")],
)
def test_staff_or_office_follows_the_code_or_its_class(code, cost, codes):
    assert codes.economic.cost(code) == cost


def test_the_bureaus_list_stands_above_ours():
    ours = CodeTable(
        ECONOMIC_LEVELS, [Code("301", "工资福利支出", "yes", "gzflzc", "staff"), Code("30101", "基本工资", "yes", "jbgz", "staff")]
    )
    merged = ours.with_bureau_list([Code("30101", "基本工资（新）", "bureau", "jbgzx"), Code("30177", "新补贴", "bureau", "xbt")])
    assert merged.name("30101") == "基本工资（新）"
    assert merged.cost("30101") == merged.cost("30177") == "staff"
    assert merged.get("30177").trusted
    assert len(merged) == 3
    assert ours.name("30101") == "基本工资"


def test_every_shipped_code_has_a_level_and_initials(codes):
    for table in (codes.function, codes.economic):
        assert all(len(row.code) in table.levels and row.name and row.initials for row in table)
        assert [row.code for row in table] == sorted(row.code for row in table)
    assert len(codes.function) == 1202
    assert len(codes.economic) == 109
