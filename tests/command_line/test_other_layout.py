"""``export --sheets``: the sheets of a book's projects in a layout that is not its pack's."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from main import main
from storage.files.book_file import read_book_file, sample_book, write_book_file


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "预算.ysbook"
    write_book_file(sample_book(), path)
    return path


def run(capsys, *arguments):
    code = main(list(map(str, arguments)))
    out, err = capsys.readouterr()
    return code, out, err


def shown(path):
    return [
        [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell] for sheet in load_workbook(path).worksheets
    ]


def test_the_sheets_leave_alone_in_the_other_layout_after_what_is_missing(book, tmp_path, capsys):
    target = tmp_path / "表.xlsx"
    code, out, err = run(capsys, "export", book, target, "--sheets", "hebei-lutai")
    assert (code, err) == (0, "")
    sheets = shown(target)
    assert len(sheets) == len(sample_book().projects)
    assert all("芦台经济开发区区级部门预算项目绩效目标表" in texts for texts in sheets)
    assert not [texts for texts in sheets if any("草稿" in text for text in texts)]
    assert out.splitlines()[-1] == f"工作簿已导出到 {target}（芦台经济开发区）"


def test_what_the_layout_asks_for_and_what_it_does_not_print_is_told_first(book, tmp_path, capsys):
    _, out, _ = run(capsys, "export", book, tmp_path / "表.xlsx", "--sheets", "one-system")
    missing, unprinted, _ = out.splitlines()
    assert missing.startswith("没有填，印出来空着：")
    assert {"主管部门", "权重"} <= set(missing.split("：")[1].split("、"))
    assert unprinted.startswith("填了，这个版式不印：")
    assert "支出计划" in unprinted


def test_a_pack_s_own_sheet_is_a_layout_too_and_a_faulty_book_leaves_as_a_draft_only(book, tmp_path, capsys):
    broken = read_book_file(book)
    write_book_file(replace(broken, basic=(replace(broken.basic[0], function=""), *broken.basic[1:])), book)
    target = tmp_path / "表.xlsx"
    code, _, err = run(capsys, "export", book, target, "--sheets", "hebei-xingtai-2024")
    assert (code, target.exists()) == (1, False)
    assert "正式件不能导出" in err
    assert run(capsys, "export", book, target, "--sheets", "hebei-xingtai-2024", "--draft")[0] == 0
    assert all(any("草稿" in text for text in texts) for texts in shown(target))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--sheets", "hunan"], "没有“hunan”这个绩效目标表版式"),
        (["--sheets", "overall-ministry"], "没有“overall-ministry”这个绩效目标表版式"),
    ],
)
def test_a_layout_that_there_is_not(book, tmp_path, capsys, arguments, says):
    code, _, err = run(capsys, "export", book, tmp_path / "表.xlsx", *arguments)
    assert (code, says in err) == (2, True)


def test_a_book_without_projects_has_no_sheets(book, tmp_path, capsys):
    write_book_file(replace(sample_book(), projects=()), book)
    code, _, err = run(capsys, "export", book, tmp_path / "表.xlsx", "--sheets", "hebei-lutai", "--draft")
    assert (code, err) == (2, "这本预算没有项目，没有绩效目标表可以导出\n")
