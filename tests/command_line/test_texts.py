"""``check`` reads what was written by hand and what forms print from two fields."""

from __future__ import annotations

import pytest

from main import main
from storage.files.book_file import write_book_file
from tests.models.checks.cases import book, buys, project, row, texts


@pytest.fixture
def checked(tmp_path, capsys):
    """What ``check`` says of a book."""

    def check(made):
        path = tmp_path / "a.ysbook"
        write_book_file(made, path)
        main(["check", str(path)])
        return capsys.readouterr().out

    return check


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024年基本支出1,161.00万元。", "写的基本支出 1,161.00 万元，表里是 116.00"),
        ("2024年收入预算181.00万元，支出合计118.00万元。", "写的收入预算 181.00 万元，表里是 118.00"),
        ("2024年支出合计181.00万元。", "写的支出合计 181.00 万元，表里是 118.00"),
        ("“三公”经费预算数为6.40万元。", "写的“三公”经费预算 6.40 万元，表里是 0.00"),
        ("纳入本部门2023年度决算编制范围的单位有2个。", "“纳入本部门2023年度决算编制范围”说的是决算"),
        ("2024年收入决算118.00万元。", "“2024年收入决算”：2024 年还没有决算"),
        ("支出100.00万元，其中：基本支出60.00万元、项目支出30.00万元。", "各项加起来 90.00，写的总数是 100.00 万元，少 10.00"),
        ("2024年20.00万元，比上年16.00万元增加4.00万元，增长率20%。", "由 16.00 到 20.00 是 25.00%"),
        ("比上年增加万元。", "“增加万元”里没有数"),
        ("比上年减少-5.00万元。", "减少负数就是增加"),
        ("比上年增加，主要是因为。", "“是因为”后面没有内容"),
    ],
)
def test_a_text_that_contradicts_the_book(checked, text, says):
    (line,) = (line for line in checked(texts("other", text)).splitlines() if says in line)
    assert line.startswith("核实")


def test_a_text_that_does_not(checked):
    text = "2024年收入预算118.00万元，支出合计118.00万元，其中：基本支出116.00万元，项目支出2.00万元。比2023年决算数增加3万元。"
    assert checked(texts("other", text)) == "错误 0，核实 0，提示 0\n"


def test_a_limit_is_no_figure_of_the_budget(checked):
    text = "项目支出50.00万元以上的开展绩效评价，政府采购预算100.00万元（含）以上的公开招标。"
    assert checked(texts("other", text)) == "错误 0，核实 0，提示 0\n"


def test_more_last_year_is_a_reason_for_less_now(checked):
    text = "项目支出减少的主要原因是上年一次性项目支出增加。"
    assert checked(texts("other", text)) == "错误 0，核实 0，提示 0\n"


BRACKETS = (
    (row(1, target="=100.00(%)"), True),
    (row(0, name="处置总量", target="≥3600.00(吨)"), True),
    (row(5, target="≥90.00(分)"), False),
)


@pytest.mark.parametrize(("made", "right"), BRACKETS)
def test_a_target_with_its_unit_in_brackets(checked, made, right):
    assert (checked(made) == "错误 0，核实 0，提示 0\n") is right


def test_a_code_that_a_spreadsheet_spoilt(checked):
    said = checked(book(project(code="1.30511E+20")))
    assert "宣传工作经费：项目编码“1.30511E+20”被 Excel 当成了数，后面的位数丢了" in said
    assert "在 Excel 里把这一列设为文本，从项目库里再复制一次编码" in said


def test_a_purchase_that_the_parts_of_the_text_leave_out(checked):
    said = checked(buys({"catalogue": "", "quantity": "2", "amount": None}))
    assert "核实  政府采购 第 1 行：没有目录序号，情况说明的分项里少 1.00" in said
    assert "填上目录序号：货物 A 开头，工程 B 开头，服务 C 开头，例如 A02010104" in said


def test_each_fault_of_a_text_is_quoted(checked):
    """An explanation covers all faults of a kind in a text, so one finding tells them all."""
    out = checked(texts("other", "比上年增加#REF!万元。\n运行费####万元，比上年增加12,34万元。"))
    told = out[out.index("其他需要说明的事项：“#REF!”") :].splitlines()
    assert told[0].startswith("其他需要说明的事项：“#REF!”是表格软件的错误值，不是内容（共 2 处）")
    assert told[1:3] == [
        "      原文：比上年增加#REF!万元。",
        "      还有：“####”是原表的列太窄，内容没有带过来：运行费####万元，比上年增加12,34万元。",
    ]
    assert "“上年增加12,34万元。”不成一个数" in out
    assert "      原文：运行费####万元，比上年增加12,34万元。\n" in out
