"""A book goes into a workbook and comes back; what somebody edits by hand is seen and named."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from models.book.exchange import publishable
from models.book.records import FundingLine, Goal, PlanPoint, Project, WithheldAmount
from models.paper.sheet_list import DATA
from models.values.money import read_amount
from storage.errors import StorageError
from storage.workbook.reader import read_book, read_tables
from storage.workbook.writer import write_workbook
from tests.golden_books import read_json, seed1_book, seed2_book, with_seed1_texts


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("工作簿")


@pytest.fixture(scope="module")
def example(folder, xingtai, codes):
    path = folder / "示例.xlsx"
    write_workbook(seed1_book(), xingtai, codes, path, draft=False)
    return path


@pytest.fixture(scope="module")
def sheets_of_lutai(folder, lutai, codes):
    path = folder / "芦台.xlsx"
    write_workbook(seed2_book(), lutai, codes, path, draft=False)
    return path


@pytest.fixture
def edited(example, tmp_path):
    """Lets a test change the workbook as a person would, and gives the path of the changed one."""

    def edit(change):
        book = load_workbook(example)
        change(book)
        path = tmp_path / "改过.xlsx"
        book.save(path)
        book.close()
        return path

    return edit


class StopError(Exception):
    pass


def test_the_report_hears_of_every_sheet_and_of_the_finished_file(tmp_path, xingtai, codes):
    heard = []
    write_workbook(seed1_book(), xingtai, codes, tmp_path / "整本.xlsx", report=lambda *step: heard.append(step), draft=False)
    sheets = len(load_workbook(tmp_path / "整本.xlsx", read_only=True).sheetnames)
    assert heard == [*((done, 2 * sheets) for done in range(1, sheets + 1)), (2 * sheets, 2 * sheets)]


@pytest.mark.parametrize("at", [0.25, 0.5, 1])
def test_a_report_that_raises_cancels_the_export(at, tmp_path, xingtai, codes):
    def stop(done, total):
        if done >= at * total:
            raise StopError

    with pytest.raises(StopError):
        write_workbook(seed1_book(), xingtai, codes, tmp_path / "停下.xlsx", report=stop, draft=False)
    assert list(tmp_path.iterdir()) == []


def texts_of(path):
    book = load_workbook(path, read_only=True)
    found = {s.title: {str(c.value) for row in s.iter_rows() for c in row if c.value is not None} for s in book.worksheets}
    book.close()
    return found


# --- the official tables ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("income", [True, False])
def test_visible_cells_are_the_published_tables(income, xingtai, codes, tmp_path):
    write_workbook(seed1_book(income=income), xingtai, codes, tmp_path / "a.xlsx", draft=False)
    assert read_tables(tmp_path / "a.xlsx").to_plain() == read_json("seed1_expected_tables.json")


def test_tables_need_no_embedded_part_and_ignore_the_draft_mark(xingtai, codes, tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(seed1_book(), xingtai, codes, path, draft=True)
    book = load_workbook(path)
    del book[DATA]
    book.save(path)
    book.close()
    assert read_tables(path).to_plain() == read_json("seed1_expected_tables.json")


def test_forty_yuan_print_as_zero_and_nothing_prints_blank(xingtai, codes, tmp_path):
    book = seed1_book(income=False)
    line = replace(book.basic[0], amount=4000)
    write_workbook(replace(book, basic=(line,), projects=()), xingtai, codes, tmp_path / "a.xlsx", draft=False)
    rows = read_tables(tmp_path / "a.xlsx").tables["部门预算支出总表"]
    assert list(rows[0]) == ["1", "", "合计", "0.00", "0.00", "", "", "", ""]


# --- the book -----------------------------------------------------------------------------------------------------


def test_the_book_comes_back_without_complaints(example, sheets_of_lutai):
    assert read_book(example) == (seed1_book(), ())
    assert read_book(sheets_of_lutai) == (seed2_book(), ())


def test_withheld_amounts_are_not_in_the_file(xingtai, codes, tmp_path):
    book = seed1_book()
    book = replace(book, withheld=(WithheldAmount(book.next_id, "2040199", "general", 987654321),), next_id=book.next_id + 1)
    path = tmp_path / "a.xlsx"
    write_workbook(book, xingtai, codes, path, draft=False)
    assert read_book(path) == (publishable(book), ())
    assert not any("987654321" in text for texts in texts_of(path).values() for text in texts)


def test_awkward_text_survives(xingtai, codes, tmp_path):
    awkward = "=1+1 _x000D_ _x0041_ \u2028😀𠮷 \x7f <&>\"' \t尾 "
    book = seed1_book()
    project = replace(book.projects[0], name=awkward, use="第一行\n第二行\n\n第四行", note=awkward * 2000)
    book = replace(book, projects=(project, *book.projects[1:]))
    write_workbook(book, xingtai, codes, tmp_path / "a.xlsx", draft=False)
    got, complaints = read_book(tmp_path / "a.xlsx")
    assert complaints == ()
    assert got.projects[0].use == project.use
    assert got.projects[0].name == awkward.replace("\x7f", "")


def test_every_text_of_the_lutai_sheets_is_in_its_cells(sheets_of_lutai):
    sheets = list(texts_of(sheets_of_lutai).items())
    projects = [texts for name, texts in sheets if name[:2].isdecimal()]
    data = read_json("seed2_projects.json")
    assert len(projects) == len(data) == 18
    for shown, sheet in zip(projects, data, strict=True):
        wanted = {sheet["name"], sheet["use"], sheet["budget"], sheet["fiscal"], sheet["other"], sheet["plan_label"]}
        wanted |= {*sheet["plan"], *sheet["plan"].values()}
        wanted |= {text for row in (*sheet["goals"], *sheet["indicators"]) for text in row}
        assert wanted - {""} <= shown | {text.replace("\n", "") for text in shown}, sheet["name"]  # labels have their lines


def test_every_text_of_the_example_sheets_is_in_its_cells(example):
    sheets = texts_of(example)
    for number, project in enumerate(seed1_book().projects, 1):
        shown = next(texts for name, texts in sheets.items() if name.startswith(f"{number:02d} "))
        wanted = {project.code, project.name, project.use, *(goal.text for goal in project.goals)}
        wanted |= {text for point in project.plan for text in (point.month, point.value)}
        for row in project.indicators:
            wanted |= {row.dimension, row.category, row.name, row.description, row.target, row.basis}
        assert wanted - {""} <= shown, project.name


def test_the_file_is_the_same_for_the_same_book(example, folder):
    script = (
        "import sys; from pathlib import Path; from storage.packs.catalogue import *; from storage.workbook.writer import *\n"
        "from tests.golden_books import *; b = seed1_book()\n"
        "print(write_workbook(b, load_pack(b.pack), built_in_codes('2024'), Path(sys.argv[1]), draft=False))"
    )
    other = folder / "again.xlsx"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", script, other], check=True, env=environment, capture_output=True)
    assert other.read_bytes() == example.read_bytes()


# --- edits by hand ------------------------------------------------------------------------------------------------


def test_an_edited_amount_is_shown_and_named(edited):
    def change(book):
        cell = book["部门预算支出总表"]["E7"]
        assert cell.value == 673.5
        cell.value = 673.505

    path = edited(change)
    assert read_tables(path).tables["部门预算支出总表"][1][4] == "673.51"
    book, complaints = read_book(path)
    assert book == seed1_book()
    assert len(complaints) == 1
    for words in ("部门预算支出总表", "E7", "673.50", "673.51"):
        assert words in complaints[0]


def test_an_edited_text_and_a_filled_blank_are_named(edited):
    def change(book):
        sheet = next(s for s in book.worksheets if s.title.startswith("02 "))
        sheet["B3"].value = "改了的编码"
        sheet["G4"].value = 3

    complaints = read_book(edited(change))[1]
    assert len(complaints) == 2
    assert "B3" in complaints[0]
    assert "改了的编码" in complaints[0]
    assert "G4" in complaints[1]
    assert "空" in complaints[1]


def test_rows_added_and_removed_are_named_once(edited):
    def change(book):
        book["部门预算收入总表"].delete_rows(10)
        book["部门预算支出总表"].insert_rows(12)
        book["部门预算支出总表"]["C12"].value = "多出来的一行"

    complaints = read_book(edited(change))[1]
    assert len(complaints) == 2
    assert "少" in complaints[0]
    assert "多出来的一行" in complaints[1]


def test_removed_and_added_sheets_are_named(edited):
    def change(book):
        del book["封面"]
        book.create_sheet("我的草算")["A1"].value = 1

    complaints = read_book(edited(change))[1]
    assert len(complaints) == 2
    assert "封面" in complaints[0]
    assert "我的草算" in complaints[1]


def test_a_workbook_without_the_embedded_part_says_so(edited):
    path = edited(lambda book: book.remove(book[DATA]))
    with pytest.raises(StorageError, match="没有本程序的数据"):
        read_book(path)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [("A2", "{}", "缺了一段"), ("C1", "0" * 64, "改过"), ("B1", 5, "更新的程序"), ("A1", "别的", "坏了"), ("D1", 1, "缺了一段")],
)
def test_a_damaged_or_newer_embedded_part_is_refused(edited, cell, value, words):
    def change(book):
        book[DATA][cell].value = value

    with pytest.raises(StorageError, match=words):
        read_book(edited(change))


def test_the_hidden_sheet_is_very_hidden_and_its_cells_are_short_enough(example):
    book = load_workbook(example)
    sheet = book[DATA]
    assert sheet.sheet_state == "veryHidden"
    assert all(len(str(cell.value)) <= 32_000 for row in sheet.iter_rows() for cell in row)
    assert sheet["D1"].value == sheet.max_row - 1
    book.close()


# --- values -------------------------------------------------------------------------------------------------------


def test_text_that_looks_like_a_formula_stays_text(xingtai, codes, tmp_path):
    book = seed1_book()
    project = book.projects[0]
    row = replace(project.indicators[0], target="=80%", basis="@引用", description="-5", name="+1", category="#N/A")
    book = replace(book, projects=(replace(project, indicators=(row,)),))
    write_workbook(book, xingtai, codes, tmp_path / "a.xlsx", draft=False)
    read = load_workbook(tmp_path / "a.xlsx")
    sheet = read.worksheets[-2]
    cells = {cell.value: cell for rows in sheet.iter_rows() for cell in rows}
    for text in ("=80%", "@引用", "-5", "+1"):
        assert cells[text].data_type == "s", text
        assert cells[text].quotePrefix
        assert cells[text].number_format == "@"
    assert cells["#N/A"].data_type == "s"
    read.close()


def test_no_cell_holds_a_formula_and_codes_are_text(example):
    book = load_workbook(example)
    assert not [c.coordinate for s in book.worksheets for row in s.iter_rows() for c in row if c.data_type == "f"]
    code = book["部门预算支出总表"]["B7"]
    assert (code.value, code.data_type, code.number_format) == ("201", "s", "@")
    amount = book["部门预算支出总表"]["D7"]
    assert (amount.value, amount.number_format) == (871.12, "0.00")
    book.close()


def test_typed_amounts_stand_as_typed_only_where_one_line_makes_the_figure(lutai, codes, tmp_path):
    def line(number, source, wan, typed):
        return FundingLine(number, "2010101", source, amount=read_amount(wan), typed=typed)

    one = (line(1, "general", "68.8506", "68.8506万元"),)
    two = (*one, line(2, "business", "1.5", "1.50 万"))
    projects = (
        Project(3, name="一", funding=one, plan=(PlanPoint(4, "6月底", "50%"),), goals=(Goal(5, "目标1", "甲"),)),
        Project(6, name="二", funding=(replace(two[0], id=7), replace(two[1], id=8))),
        Project(9, name="三"),
    )
    book = replace(seed2_book(), projects=projects, next_id=20)
    write_workbook(book, lutai, codes, tmp_path / "a.xlsx", draft=False)
    read = load_workbook(tmp_path / "a.xlsx")
    figures = [[read[name][cell].value for cell in ("C4", "E4", "G4")] for name in ("01 一", "02 二", "03 三")]
    assert figures == [["68.8506万元", "68.8506万元", None], ["70.3506万元", "68.8506万元", "1.50 万"], [None] * 3]
    read.close()


def test_texts_come_back_and_an_edited_sentence_is_named(folder, xingtai, codes, tmp_path):
    path = folder / "文字.xlsx"
    book = with_seed1_texts(seed1_book())
    write_workbook(book, xingtai, codes, path, draft=False)
    assert read_book(path) == (book, ())
    workbook = load_workbook(path)
    cell = next(c for row in workbook["情况说明"].iter_rows() for c in row if "收入2693.97万元" in str(c.value))
    cell.value = cell.value.replace("2693.97", "2693.79")
    workbook.save(tmp_path / "改过.xlsx")
    back, complaints = read_book(tmp_path / "改过.xlsx")
    assert back == book
    assert len(complaints) == 1
    assert complaints[0].startswith(f"工作表“情况说明”的 {cell.coordinate}：导出时是")
