"""A form without 序号 and 栏次 in a workbook, as the command line exports it: cells, merges, paper, and what is read back."""

from __future__ import annotations

import shutil

import pytest
from openpyxl import load_workbook

from main import main
from models.book.exchange import publishable
from models.published.printed_tables import published_tables
from storage.files.book_file import write_book_file
from storage.paths import user_packs
from storage.workbook.reader import read_book, read_tables
from tests.layout_pack import FOLDER, layout_book, layout_context
from tests.printed_sheets import workbook_sheets


@pytest.fixture
def exported(tmp_path, capsys):
    """The second budget on the layout form, exported by the command line."""
    shutil.copytree(FOLDER, user_packs() / FOLDER.name)
    book, target = tmp_path / "a.ysbook", tmp_path / "a.xlsx"
    write_book_file(layout_book(), book)
    assert main(["export", "--draft", str(book), str(target)]) == 0, capsys.readouterr().err
    return target


def shown(sheet):
    return [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]


def test_the_sheets_stand_as_the_form_says(exported):
    book = load_workbook(exported)
    assert {name: book[name].page_setup.orientation for name in ("封面", "目录", "财务收支预算总表", "基本支出经济分类预算表")} == {
        "封面": "landscape", "目录": "landscape", "财务收支预算总表": "landscape", "基本支出经济分类预算表": "portrait",
    }  # fmt: skip
    fitted = {sheet.title for sheet in book if sheet.page_setup.fitToHeight == 1}
    assert fitted == {"基本支出经济分类预算表"}
    income = book["收入预算总表"]
    rows = shown(income)
    assert rows[1][0], rows[1][-1] == ("编制部门：第二预算单位", "单位：万元")
    assert rows[2:6] == [
        ["项目", "", "", "", "收入预算", "", ""],
        ["功能分类科目编码", "", "", "功能分类科目名称", "合计", "财政拨款收入", "其他收入"],
        ["类", "款", "项", "", "", "", ""],
        ["201", "", "", "一般公共服务支出", 94781251, 16786179, 77995072],
    ]
    assert rows[-1] == ["合计", "", "", "", 134217567, 56222495, 77995072]  # without 不予公开, which no workbook has
    total = income.cell(len(rows), 1)
    assert (total.font.b, total.alignment.horizontal, income.cell(len(rows), 5).font.b) == (False, "center", False)
    merges = {str(cells) for cells in income.merged_cells.ranges}
    assert {"A3:D3", "A4:C4", "D4:D5", "E3:G3", "E4:E5", f"A{len(rows)}:D{len(rows)}"} <= merges
    assert income.print_title_rows == "$2:$5"
    assert income.freeze_panes == "A6"


def test_headings_of_four_rows_and_both_totals_on_the_last_line(exported):
    sheet = load_workbook(exported)["财务收支预算总表"]
    rows = shown(sheet)
    assert rows[2:6] == [
        ["本年收入", "", "本年支出", "", "", "", "", ""],
        ["项目", "预算数", "项目", "预算数", "", "", "", ""],
        ["", "", "", "合计", "基本支出", "", "项目支出", "其他支出"],
        ["", "", "", "", "人员经费", "公用经费", "", ""],
    ]
    assert {"A4:A6", "B4:B6", "C4:C6", "D4:H4", "D5:D6", "E5:F5"} <= {str(cells) for cells in sheet.merged_cells.ranges}
    assert len(rows) == 6 + 16
    assert (rows[-1][0], rows[-1][2]) == ("收入总计", "支出总计")
    assert sheet.cell(len(rows) - 3, 1).border.left.style == "thin"  # a blank line is ruled


def test_the_row_of_column_numbers_stands_beside_the_labels_where_there_is_no_row_number(exported):
    rows = shown(load_workbook(exported)["基本支出经济分类预算表"])
    assert {"编制部门：第二预算单位", "2024年", "单位：万元"} <= set(rows[1])
    assert rows[4] == ["栏", "", "", 1, 2, 3]
    assert rows[5] == ["", "", "总计", 255, 5, 250]


def test_an_empty_form_keeps_blank_lines_total_and_note(exported):
    rows = shown(load_workbook(exported)["国有资本经营预算转移支出表"])
    assert rows[5:] == [[""] * 7] * 3 + [["合计", *[""] * 6], ["注：2024年没有这项预算，故本表为空表。", *[""] * 6]]


def test_the_workbook_gives_back_tables_notes_and_book(exported):
    published = published_tables(layout_context(publishable(layout_book())), draft=True)
    assert read_tables(exported).to_plain() == published.to_plain()
    assert read_book(exported) == (publishable(layout_book()), ())


def test_without_the_hidden_sheet_only_tables_with_column_numbers_are_known(exported, tmp_path):
    book = load_workbook(exported)
    del book["_ysgk"]
    book.save(tmp_path / "b.xlsx")
    assert list(read_tables(tmp_path / "b.xlsx").tables) == ["基本支出分类表"]


def test_one_page_prints_on_one_page():
    sheet = next(sheet for sheet in workbook_sheets(layout_context()) if sheet.one_page and sheet.name != "封面")
    assert sheet.page_count == 1
