"""``review``: a finished document checked against itself, from its file."""

from __future__ import annotations

import json

import pytest

from main import main
from models.incoming.blocks import texts_of
from storage.files.book_file import write_book_file
from storage.incoming.document import read_document
from storage.workbook.writer import write_sheets
from tests.printed_sheets import workbook_sheets
from tests.review_documents import DEPARTMENT, context_of


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return code, out.out, out.err


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    path = tmp_path_factory.mktemp("review") / "公开稿.xlsx"
    write_sheets(workbook_sheets(context_of(DEPARTMENT)), path)
    return path


@pytest.fixture(scope="module")
def faulty(clean):
    from openpyxl import load_workbook

    book = load_workbook(clean)
    sheet = book["支出预算总表"]
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.coordinate == "F8")
    assert cell.value in {"9389913.00", 9389913}
    cell.value = 9389931
    path = clean.with_name("有错的.xlsx")
    book.save(path)
    return path


def test_a_clean_publication(clean, capsys):
    code, out, _ = run(capsys, "review", clean)
    assert code == 0
    first, read, *_ = out.splitlines()
    assert first == "公开稿.xlsx：普陀区部门预算 2025 版式，2025 年，示例委员会"
    assert read.startswith("  读了 9 张公开表 287 个数、")
    assert out.endswith("错误 0，核实 0，提示 1\n")


def test_a_wrong_figure_with_its_cell_and_what_would_be_right(faulty, capsys):
    code, out, _ = run(capsys, "review", faulty)
    assert code == 1
    assert "错误  支出预算总表“2011301 行政运行”的“基本支出” 印的是 9,389,931.00 元，" in out
    assert "〔工作表“支出预算总表”的 F8，2025年部门支出预算总表〕" in out
    code, out, _ = run(capsys, "review", faulty, "--json", "--pack", DEPARTMENT)
    (found,) = (one for one in json.loads(out)["findings"] if one["severity"] != "提示")
    assert (found["code"], found["sheet"], found["cell"]) == ("D-3", "支出预算总表", "F8")
    assert ["应当是", "9,389,913.00"] in found["values"]


def test_against_the_book_it_was_made_from(clean, faulty, tmp_path, capsys):
    book = tmp_path / "预算.ysbook"
    write_book_file(context_of(DEPARTMENT).book, book)
    assert run(capsys, "review", clean, "--book", book)[0] == 0
    code, out, _ = run(capsys, "review", faulty, "--book", book)
    assert code == 1
    assert "的“基本支出” 公开稿是 9389931.00，预算是 9,389,913.00（元），多 18.00  〔工作表“支出预算总表”的 F8，" in out
    assert out.endswith("错误 1，核实 0，提示 1\n")


@pytest.mark.parametrize("kind", ["xlsx", "docx", "html"])
def test_a_report_to_send_back(kind, faulty, tmp_path, capsys):
    path = tmp_path / f"结果.{kind}"
    assert run(capsys, "review", faulty, "--report", path)[0] == 1
    texts = [text.strip() for text in texts_of(read_document(path).parts)]
    ticked = {text: texts[texts.index(text) + 2] for text in ("2025年部门支出预算总表", "2025年部门收入预算总表")}
    assert ticked == {"2025年部门支出预算总表": "否", "2025年部门收入预算总表": "是"}
    assert any("基本支出” 印的是 9,389,931.00 元" in text for text in texts)


def test_a_report_never_replaces_what_was_reviewed(faulty, capsys):
    before = faulty.read_bytes()
    code, out, err = run(capsys, "review", faulty, "--report", faulty)
    assert (code, out, err) == (2, "", "“有错的.xlsx”就是公开稿，不能写在它自己里；换一个文件名\n")
    assert faulty.read_bytes() == before


def test_a_report_of_no_known_kind(faulty, tmp_path, capsys):
    code, out, err = run(capsys, "review", faulty, "--report", tmp_path / "结果.doc")
    assert (code, out) == (2, "")
    assert err == "“结果.doc”不知道存成哪一种；文件名用 .xlsx、.docx、.html 结尾\n"


def test_a_file_without_known_tables_is_checked_as_text(tmp_path, capsys):
    path = tmp_path / "说明.txt"
    path.write_text("2026年部门预算说明\n2026年预算比2026年预算增加20万元，主要原因是人员增加。\n", encoding="utf-8")
    code, out, _ = run(capsys, "review", path)
    assert code == 1
    assert "说明.txt：没有认出是哪个版式的公开表，表没有核对，只核对文字\n" in out
    assert "核实  “比2026年预算增加”是 2026 年和自己比  〔第 2 段〕" in out


def test_a_file_that_cannot_be_read(tmp_path, capsys):
    path = tmp_path / "公开稿.pdf"
    path.write_bytes(b"%PDF-1.7\nbroken")
    code, out, err = run(capsys, "review", path)
    assert (code, out) == (2, "")
    assert "公开稿.pdf" in err


def test_the_second_round(clean, faulty, tmp_path, capsys):
    kept = tmp_path / "核对.json"
    code, out, _ = run(capsys, "review", faulty, "--round", kept)
    assert code == 1
    (line,) = (line for line in out.splitlines() if "“基本支出” 印的是" in line)
    handle, is_new, *_ = line.split()
    assert is_new == "新"
    code, out, _ = run(capsys, "review", faulty, "--round", kept)
    assert (code, "新" in out) == (1, False)
    code, out, _ = run(capsys, "review", faulty, "--round", kept, "--dismiss", f"{handle}=批复就是这个数")
    assert code == 0
    assert "不用改  支出预算总表“2011301 行政运行”的“基本支出” 印的是" in out
    assert run(capsys, "review", faulty, "--round", kept)[0] == 0
    code, out, _ = run(capsys, "review", clean, "--round", kept, "--json")
    data = json.loads(out)
    assert (code, data["new"], data["dismissed"]) == (0, [], [])
    assert ["印的是" in one["message"] for one in data["mended"]] == [True]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--dismiss", "abc=不用改"], "--dismiss 要和 --round 一起用"),
        (["--round", "{kept}", "--dismiss", "abc=不用改"], "没有编号是“abc”的问题"),
        (["--round", "{clean}"], "不是上次核对存下的结果"),
    ],
)
def test_a_round_that_cannot_be_kept(arguments, says, clean, tmp_path, capsys):
    names = {"kept": tmp_path / "核对.json", "clean": clean}
    before = clean.read_bytes()
    code, out, err = run(capsys, "review", clean, *(text.format(**names) for text in arguments))
    assert (code, out) == (2, "")
    assert says in err
    assert clean.read_bytes() == before
    assert not names["kept"].exists()
