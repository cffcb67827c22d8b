"""``read`` with lists: 政府采购 and exported spending in words of no form, in words, as data, and into a book."""

from __future__ import annotations

import json

from openpyxl import Workbook

from storage.files.book_file import read_book_file
from tests.command_line.test_read import run


def purchases_book(tmp_path):
    """A workbook with a list of purchases and one of spending, in words of no form."""
    workbook = Workbook()
    for rows in (
        (("2024年政府采购预算明细表",), ("单位：万元",),
         ("采购项目名称", "所属项目", "采购数量", "单价（元）", "采购预算金额", "经办人"),
         ("台式计算机", "村级运转经费", 4, 5000, 2.0, "张三"), ("合计", "", "", "", 2.0, "")),
        (("项目名称", "项目类别", "功能分类科目编码", "部门经济分类科目", "资金性质", "金额（元）"),
         ("村级运转经费", "特定目标类", "2130705", "30201", "一般公共预算资金", 120000),
         ("基本工资", "人员类", "2010301", "30101", "一般公共预算资金", 864400)),
    ):  # fmt: skip
        page = workbook.create_sheet()
        for row in rows:
            page.append(row)
    del workbook["Sheet"]
    workbook.save(tmp_path / "明细.xlsx")
    return tmp_path / "明细.xlsx"


def test_lists_go_into_a_book_with_what_they_do_not_say(tmp_path, capsys):
    into = tmp_path / "新.ysbook"
    code, out, _ = run(capsys, "read", purchases_book(tmp_path), "--pack", "hebei-xingtai-2024", "--into", into)
    assert code == 1
    assert all(
        part in out for part in ("政府采购“2024年政府采购预算明细表”", "“经办人”这一栏没有读懂", "按一般公共预算拨款", "经济科目")
    )
    book = read_book_file(into)
    (purchase,), (project,), (line,) = book.procurement, book.projects, book.basic
    assert (purchase.name, purchase.project, purchase.amount, purchase.price) == ("台式计算机", project.id, 2_000_000, 500_000)
    assert [(part.function, part.amount) for part in project.funding] == [("2130705", 12_000_000)]
    assert (line.function, line.economic, line.amount) == ("2010301", "30101", 86_440_000)
    run(capsys, "read", purchases_book(tmp_path), "--into", into)
    assert read_book_file(into) == book


def test_every_value_of_a_list_with_its_cell(tmp_path, capsys):
    _, out, _ = run(capsys, "read", purchases_book(tmp_path), "--json", "--pack", "hebei-xingtai-2024")
    (file,) = json.loads(out)["files"]
    fields = {field["field"]: field for field in file["fields"]}
    price = fields["procurement:1:price"]
    assert (price["value"], price["fen"], price["cell"], price["sure"]) == ("5000", 500_000, "D4", True)
    assert fields["spending:2:economic"]["value"] == "30101"
    assert {"text": "张三", "sheet": "Sheet1", "cell": "F4", "reason": "上面没有读懂的表头，没有读"} in file["unread"]


def test_an_exported_list_of_indicators_completes_the_projects_of_a_book(tmp_path, capsys):
    into = tmp_path / "新.ysbook"
    run(capsys, "read", purchases_book(tmp_path), "--pack", "hebei-xingtai-2024", "--into", into)
    before = read_book_file(into)
    workbook = Workbook()
    for row in (
        ("项目名称", "一级指标", "二级指标", "三级指标", "计算符号", "指标值", "计量单位"),
        ("村级运转经费", "产出指标", "数量指标", "保障村数", "≥", "12", "个"),
        ("村级运转经费", "满意度指标", "服务对象满意度指标", "村民满意度", "≥", "95", "%"),
        ("别的项目", "产出指标", "数量指标", "次数", "≥", "2", "次"),
    ):
        workbook.active.append(row)
    workbook.save(tmp_path / "指标.xlsx")
    _, out, _ = run(capsys, "read", tmp_path / "指标.xlsx", "--into", into)
    assert "“项目”新增 1 个、补全 1 个" in out
    first, other = read_book_file(into).projects
    assert (first.funding, first.code) == (before.projects[0].funding, before.projects[0].code)
    assert [(line.name, line.target) for line in first.indicators] == [("保障村数", "≥12个"), ("村民满意度", "≥95%")]
    assert (other.name, other.funding) == ("别的项目", ())
    run(capsys, "read", tmp_path / "指标.xlsx", "--into", into)
    assert read_book_file(into).projects == (first, other)


def test_a_second_list_of_assets_is_told_and_not_taken(tmp_path, capsys):
    workbook = Workbook()
    del workbook["Sheet"]
    for value in (12.5, 99):
        page = workbook.create_sheet()
        for row in (
            ("固定资产占用情况表",),
            ("截止时间：2023年12月31日", "单位：万元"),
            ("项目", "数量", "价值"),
            ("资产总额", "", value),
            ("1、房屋（平方米）", 10, value),
        ):
            page.append(row)
    workbook.save(tmp_path / "资产.xlsx")
    code, out, _ = run(capsys, "read", tmp_path / "资产.xlsx", "--pack", "hebei-xingtai-2024", "--into", tmp_path / "新.ysbook")
    assert (code, "“固定资产占用情况表”有两张，用了前面的，这一张 2 行没有放" in out) == (1, True)
    assert [line.value for line in read_book_file(tmp_path / "新.ysbook").assets] == [12_500_000]
