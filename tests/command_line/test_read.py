"""``read``: published budgets as fields, a book made or filled from them, last year's figures from last year's budget."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from main import main
from models.book.records import BasicLine, Book, LastYearFigure, ThreePublicLine, Unit
from models.published.context import Context
from storage.files.book_file import read_book_file, sample_book, write_book_file
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import codes_of_pack
from storage.workbook.writer import write_sheets, write_workbook
from tests.printed_documents import known_context
from tests.printed_sheets import workbook_sheets

COMMERCE = "shanghai-putuo-2025"


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return code, out.out, out.err


def sample_context():
    book = sample_book()
    pack = load_pack(book.pack)
    return Context(book, pack, codes_of_pack(pack, book.year, None))


@pytest.fixture(scope="module")
def commerce(tmp_path_factory):
    """A published budget as a workbook without the program's own part."""
    path = tmp_path_factory.mktemp("read") / "商务委2025.xlsx"
    write_sheets(workbook_sheets(known_context(COMMERCE)), path)
    return path


def tables_of(book):
    pack = load_pack(book.pack)
    return {key: table.printed() for key, table in Context(book, pack, codes_of_pack(pack, book.year, None)).tables.items()}


def test_every_figure_with_its_place(commerce, capsys):
    code, out, _ = run(capsys, "read", commerce, "--json")
    data = json.loads(out)
    assert code == 0
    (file,) = data["files"]
    assert (file["file"], file["pack"], file["year"], file["unread"]) == ("商务委2025.xlsx", COMMERCE, 2025, [])
    fields = {field["field"]: field for field in file["fields"]}
    assert fields["T3:2011301:basic"] == {
        "field": "T3:2011301:basic", "value": "9389913.00", "unit": "元", "fen": 938_991_300, "file": "商务委2025.xlsx",
        "sheet": "支出预算总表", "cell": "F8", "sure": True,
    }  # fmt: skip
    assert fields["T9:total:operating"]["unit"] == "万元"
    assert data["differences"] == data["left_out"] == []


def test_in_words_each_part_and_what_is_assumed(commerce, capsys):
    code, out, _ = run(capsys, "read", commerce)
    assert code == 0
    assert out.startswith("商务委2025.xlsx：普陀区部门预算 2025 版式，2025 年，示例委员会\n")
    assert "公开表“2025年部门支出预算总表”  65 个数，单位元\n" in out
    assert "目录“目录”  不用读\n" in out or "目录“目 录”  不用读\n" in out
    assert "推定的，要核对：\n  基本支出 32 行：" in out


def test_a_new_book_prints_what_was_published(commerce, tmp_path, capsys):
    code, out, _ = run(capsys, "read", commerce, "--into", tmp_path / "新.ysbook")
    assert code == 0
    assert out.endswith(
        f"从“商务委2025.xlsx”放进 {tmp_path / '新.ysbook'}："
        "“基本支出”32 行，“项目”5 行，“机构设置”1 行，“三公经费”1 行，“其他数据”25 行\n"
    )
    book = read_book_file(tmp_path / "新.ysbook")
    assert (book.pack, book.year, book.stage, book.unit.name) == (COMMERCE, 2025, "批复", "示例委员会")
    assert tables_of(book) == tables_of(known_context(COMMERCE).book)


def test_pages_that_have_lines_are_not_touched(commerce, tmp_path, capsys):
    path = tmp_path / "有的.ysbook"
    own = (ThreePublicLine(7, "abroad", amount=100),)
    write_book_file(Book(COMMERCE, 2025, "二上", Unit(name="甲单位"), three_public=own, next_id=8), path)
    code, out, _ = run(capsys, "read", commerce, "--into", path)
    book = read_book_file(path)
    assert code == 1
    assert (book.three_public, book.stage, book.unit.name, len(book.basic)) == (own, "二上", "甲单位", 32)
    assert "“三公经费”已有 1 行，文件里的 1 行没有放进去" in out
    ids = [line.id for line in (*book.basic, *book.projects, *book.typed, *book.tasks)]
    assert len(set(ids)) == len(ids)
    assert max(ids) < book.next_id

    again = read_book_file(path)
    code, out, _ = run(capsys, "read", commerce, "--into", path)
    assert code == 1
    assert "没有放进东西" in out
    assert read_book_file(path) == again


def test_lines_of_another_file_are_not_added_to_spending(commerce, tmp_path, capsys):
    path = tmp_path / "一行.ysbook"
    write_book_file(Book(COMMERCE, 2025, basic=(BasicLine(1, "2011301", "30101", amount=1),), next_id=2), path)
    _, out, _ = run(capsys, "read", commerce, "--into", path)
    assert "“基本支出”已有 1 行，文件里的 32 行没有放进去" in out
    assert "“项目”已有 0 行（“基本支出”已有数），文件里的 5 行没有放进去" in out
    assert read_book_file(path).projects == ()


def test_the_budget_of_the_year_before_fills_last_years_figures(commerce, tmp_path, capsys):
    path = tmp_path / "2026.ysbook"
    known = (LastYearFigure(1, "three_public", 5_000_000),)
    write_book_file(Book("shanghai-putuo-2026", 2026, last_year=known, next_id=2), path)
    code, out, _ = run(capsys, "read", commerce, "--into", path, "--year-before")
    book = read_book_file(path)
    assert code == 1
    assert "从“商务委2025.xlsx”放进" in out
    assert "财政拨款收入 37151.4655 万元" in out
    assert "已是 5 万元，文件里是 1，没有动" in out
    assert {line.item: line.origin for line in book.last_year if line.item in {"income_fiscal", "three_public"}} == {
        "income_fiscal": "“商务委2025.xlsx”", "three_public": "",
    }  # fmt: skip
    figures = {line.item: line.amount for line in book.last_year}
    assert figures["income_fiscal"] == 37_151_465_500
    assert figures["three_public"] == 5_000_000
    assert (book.basic, book.projects) == ((), ())


def test_projects_of_the_sheets_get_the_codes_that_fit_their_amounts(tmp_path, capsys):
    """The published budget: 32 projects, whose sums are those of ten function codes; its tables come out as published."""
    known = sample_context()
    write_sheets(workbook_sheets(known), tmp_path / "党群.xlsx")
    code, out, _ = run(capsys, "read", tmp_path / "党群.xlsx", "--into", tmp_path / "a.ysbook")
    assert code == 1  # the sheets themselves have a blank month
    assert "绩效目标表：32 个项目\n" in out
    assert "32 个项目：绩效目标表不写功能科目，32 个按金额正好配上\n" in out
    assert "印出来和文件不一样的" not in out
    book = read_book_file(tmp_path / "a.ysbook")
    assert [project.name for project in book.projects] == [project.name for project in known.book.projects]
    assert [len(project.indicators) for project in book.projects] == [len(own.indicators) for own in known.book.projects]
    assert tables_of(book) == tables_of(known.book)


def test_two_files_are_one_budget(commerce, tmp_path, capsys):
    code, out, err = run(capsys, "read", commerce, commerce)
    assert code == 1
    assert out.count("商务委2025.xlsx：") == 2
    assert "“2025年部门支出预算总表”有两张，用了“商务委2025.xlsx”里的，“商务委2025.xlsx”里的没有用" in err


NO_BOOK = "--year-before 把上年数填进一本预算：用 --into 写明是哪个预算文件（.ysbook），要先有这个文件"
OTHER_YEAR = "文件是 2025 年的预算，“书.ysbook”要的是 {year} 年的，没有读进去"
NO_TABLES = "文件里没有认出能放进预算的东西；看看是不是这个版式的，或者用 --pack 指明版式"


@pytest.mark.parametrize(
    ("book", "more", "says"),
    [
        (None, ["--year-before"], NO_BOOK),
        (Book("shanghai-putuo-2026", 2026), [], OTHER_YEAR.format(year=2026) + "；要填上年数，加 --year-before"),
        (Book(COMMERCE, 2025), ["--year-before"], OTHER_YEAR.format(year=2024)),
        (Book("hebei-xingtai-2024", 2024), [], NO_TABLES),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(commerce, book, more, says, tmp_path, capsys):
    path = tmp_path / "书.ysbook"
    if book is not None:
        write_book_file(book, path)
        more = ["--into", path, *more]
    before = path.read_bytes() if path.exists() else b""
    code, out, err = run(capsys, "read", commerce, *more)
    assert (code, out, err) == (2, "", says + "\n")
    assert (path.read_bytes() if path.exists() else b"") == before


def test_a_file_of_something_else_is_told(tmp_path, capsys):
    (tmp_path / "信.txt").write_text("你好\n\n再见", encoding="utf-8")
    code, out, _ = run(capsys, "read", tmp_path / "信.txt")
    assert code == 1
    assert out.startswith("信.txt：没有认出是哪个版式的公开表\n")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 x")
    assert run(capsys, "read", tmp_path / "坏.pdf")[0] == 2
    write_book_file(replace(Book(COMMERCE, 2025)), tmp_path / "a.ysbook")
    assert run(capsys, "read", tmp_path / "没有.pdf", "--into", tmp_path / "a.ysbook")[0] == 2


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """The example's workbook with an indicator and a label changed by hand."""
    context = sample_context()
    path = tmp_path_factory.mktemp("own") / "改过.xlsx"
    write_workbook(context.book, context.pack, context.codes, path, draft=False)
    workbook = load_workbook(path)
    sheet = workbook["02 兵役征集工作经费"]
    sheet["E10"], sheet["A9"] = "≥60 人", "一级"
    workbook.save(path)
    return path


def test_the_programs_own_workbook_brings_its_book_and_what_was_changed(own, tmp_path, capsys):
    code, out, _ = run(capsys, "read", own, "--into", tmp_path / "新.ysbook")
    assert code == 1
    assert "改过.xlsx：本程序导出的工作簿，113 开发区党群工作部 2024 年（批复），有 2 处和导出时不同\n" in out
    assert "  工作表“02 兵役征集工作经费”的 E10  “兵役征集工作经费” 指标值：≥55 人 → ≥60 人\n" in out
    assert "没有用的：\n  工作表“02 兵役征集工作经费”的 A9：导出时是“一级指标”，现在是“一级”；不是填写的内容" in out
    assert out.endswith(f"从“改过.xlsx”放进 {tmp_path / '新.ysbook'}：整本预算，连同改过的 1 处\n")
    book, sample = read_book_file(tmp_path / "新.ysbook"), sample_book()
    assert book.projects[1].indicators[0].target == "≥60 人"
    assert (book.basic, book.projects[2:], book.texts) == (sample.basic, sample.projects[2:], sample.texts)


def test_changes_go_into_the_book_that_was_worked_on_since(own, tmp_path, capsys):
    path = tmp_path / "书.ysbook"
    sample = sample_book()
    write_book_file(replace(sample, basic=()), path)
    _, out, _ = run(capsys, "read", own, "--into", path)
    assert "：改过的 1 处\n" in out
    book = read_book_file(path)
    assert (book.basic, book.projects[1].indicators[0].target) == ((), "≥60 人")
    code, out, _ = run(capsys, "read", own, "--into", path)
    assert (code, "后来也改过，没有动" in out) == (1, True)
    write_book_file(Book(COMMERCE, 2025), path)
    code, _, err = run(capsys, "read", own, "--into", path)
    assert (code, "是另一本预算，没有放进去" in err) == (2, True)


def test_changes_as_data(own, capsys):
    _, out, _ = run(capsys, "read", own, "--json")
    (file,) = json.loads(out)["files"]
    (field,) = file["fields"]
    assert (file["own"], field["value"], field["old"], field["sheet"], field["cell"]) == (
        True, "≥60 人", "≥55 人", "02 兵役征集工作经费", "E10",
    )  # fmt: skip
    assert [left["cell"] for left in file["unread"]] == ["A9"]
