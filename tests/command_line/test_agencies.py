"""``export --agency`` and ``--every-agency``: the documents of a department's bodies from one book."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from main import main
from models.book.records import AgencyLine, Book, Unit
from models.paper.sheet_list import DATA
from storage.files.book_file import sample_book, write_book_file
from storage.workbook.reader import read_book, read_tables

SHARED = "党群部本级"
CENTRE = "服务中心"


def department() -> Book:
    """The example, whose first line is of another body."""
    book = sample_book()
    agencies = (AgencyLine(book.next_id, SHARED, "行政"), AgencyLine(book.next_id + 1, CENTRE, "事业"))
    return replace(
        book, agencies=agencies, basic=(replace(book.basic[0], sub_unit=CENTRE), *book.basic[1:]), next_id=book.next_id + 2
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "部门.ysbook"
    write_book_file(department(), path)
    return path


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def total(path):
    table = read_tables(path).tables["部门预算支出总表"]
    return round(float(table[0][3]) * 100)


def test_a_folder_of_all_documents_adds_up(file, tmp_path, capsys):
    folder = tmp_path / "各单位" / "2024"
    code, out, _ = run(capsys, "export", file, folder, "--every-agency", "--draft")
    assert code == 0
    whole, *bodies = sorted(folder.iterdir(), key=lambda path: ("部门预算" not in path.name, path.name))
    assert [path.name for path in bodies] == [
        f"2024 113 {SHARED} 批复 单位预算公开 草稿.xlsx",
        f"2024 {CENTRE} 批复 单位预算公开 草稿.xlsx",
    ]
    assert abs(sum(map(total, bodies)) - total(whole)) <= 1  # each printed figure is rounded by itself
    assert min(map(total, bodies)) > 0
    assert out.count("草稿已导出到") == 3
    assert re.findall(r"单位预算公开 草稿.xlsx（提示 \d+ 条，打开它看）", out)  # the texts are the department's
    for path in (whole, *bodies):
        titles = [str(sheet["A1"].value) for sheet in load_workbook(path).worksheets if sheet.title != DATA]
        assert all("草稿" in title for title in titles)


def test_one_body_s_workbook_is_a_book_of_its_own(file, tmp_path, capsys):
    target = tmp_path / "中心.xlsx"
    assert run(capsys, "export", file, target, "--agency", f" {CENTRE} ", "--draft")[0] == 0
    book = read_book(target)[0]
    assert (book.unit, [line.sub_unit for line in book.basic]) == (Unit(name=CENTRE, region="130511", date="2024-01-15"), [CENTRE])


def test_what_stands_in_the_way_of_one_document_keeps_all_of_them(file, tmp_path, capsys):
    folder = tmp_path / "各单位"
    code, _, err = run(capsys, "export", file, folder, "--every-agency")
    assert code == 1
    assert not folder.exists() or not list(folder.iterdir())
    assert f"2024 {CENTRE} 批复 单位预算公开：还有" in err
    code, _, err = run(capsys, "export", file, tmp_path / "a.xlsx", "--agency", CENTRE)
    assert code == 1
    assert "正式件不能导出" in err


@pytest.mark.parametrize(
    ("agencies", "arguments", "says"),
    [
        (None, ("--agency", "农技站"), f"机构设置里没有“农技站”，只有 {SHARED}、{CENTRE}"),
        ((), ("--every-agency",), "机构设置里没有单位"),
        ((AgencyLine(9001, "甲站"), AgencyLine(9002, "甲 站")), ("--every-agency",), "机构设置里有两个“甲站”"),
        (None, ("--agency", CENTRE, "--every-agency"), "--agency 不能一起写"),
    ],
)
def test_what_cannot_be_exported_is_said(tmp_path, capsys, agencies, arguments, says):
    path = tmp_path / "部门.ysbook"
    write_book_file(department() if agencies is None else replace(department(), agencies=agencies, next_id=9003), path)
    try:
        code, _, err = run(capsys, "export", path, tmp_path / "a.xlsx", *arguments)
    except SystemExit as ended:
        code, err = ended.code, capsys.readouterr().err
    assert code == 2
    assert says in err


def test_a_form_for_units_that_is_not_here_is_named(tmp_path, capsys, monkeypatch):
    path = tmp_path / "部门.ysbook"
    write_book_file(department(), path)
    import ui.command_line.export as command

    of = command.context_of
    monkeypatch.setattr(command, "context_of", lambda book: replace_pack(of(book)) if book.pack != "no-such-2024" else of(book))
    code, _, err = run(capsys, "export", path, tmp_path / "a.xlsx", "--agency", CENTRE)
    assert code == 2
    assert "no-such-2024" in err


def replace_pack(context):
    return type(context)(context.book, replace(context.pack, unit_pack="no-such-2024"), context.codes)
