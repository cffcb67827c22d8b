"""``sheets``: the text of project sheets as projects, printed or added to a book file."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from main import main
from models.book.fields import from_plain
from models.book.records import Project
from models.values.money import Unread
from storage.files.book_file import read_book_file, sample_book, write_book_file
from tests.golden_books import seed1_book, seed2_book
from tests.sheet_texts import SHEETS, published, without_ids


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return code, out.out, out.err


@pytest.mark.parametrize(
    ("name", "pack", "book"), [("xingtai", "hebei-xingtai-2024", seed1_book()), ("lutai", "hebei-lutai-2024", seed2_book())]
)
def test_the_published_sheets_as_json(name, pack, book, capsys):
    code, out, _ = run(capsys, "sheets", SHEETS / f"{name}.txt", "--json")
    data = json.loads(out)
    assert code == 1  # something is noted
    assert data["pack"] == book.pack
    read = [from_plain(Project, plain) for plain in data["projects"]]
    assert [without_ids(project) for project in read] == [without_ids(project) for project in book.projects]
    assert set(data["notes"][0]) == {"sheet", "line", "words", "source"}
    assert data["others"] == []


def test_a_text_without_anything_odd_ends_with_0_and_says_what_was_read(tmp_path, capsys):
    text = published("lutai").split("（其余")[0]
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    code, out, _ = run(capsys, "sheets", tmp_path / "a.txt")
    assert code == 0
    assert "17  网格员工资及绩效工资  68.8506 万元  指标 6 条" in out
    assert out.endswith("读出 18 个项目，0 处没有读懂或者缺\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_of_windows(encoding, tmp_path, capsys):
    (tmp_path / "表 格.txt").write_text(published("lutai"), encoding=encoding)
    _, out, _ = run(capsys, "sheets", tmp_path / "表 格.txt", "--pack", "hebei-lutai-2024", "--json")
    assert json.loads(out)["projects"][0]["name"] == "财政专项工作经费"


def test_projects_are_added_to_a_book(tmp_path, capsys):
    book = replace(seed1_book(), projects=seed1_book().projects[:30])
    write_book_file(book, tmp_path / "a.ysbook")
    code, out, err = run(capsys, "sheets", SHEETS / "xingtai.txt", "--into", tmp_path / "a.ysbook")
    assert code == 1
    assert "新增 2 个，替换 0 个，跳过 30 个" in out
    assert "跳过：预算里已有“兵役征集工作经费”（要换成新的，加 --replace）" in err
    after = read_book_file(tmp_path / "a.ysbook")
    assert after.projects[:30] == book.projects
    assert [without_ids(p) for p in after.projects[30:]] == [without_ids(p) for p in seed1_book().projects[30:]]


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_the_sheets_of_a_whole_published_document(ending, tmp_path, capsys):
    """总体绩效目标 in its text is no sheet of a project."""
    write_book_file(sample_book(), tmp_path / "a.ysbook")
    assert run(capsys, "publish", tmp_path / "a.ysbook", tmp_path / f"a.{ending}")[0] == 0
    write_book_file(replace(sample_book(), projects=()), tmp_path / "empty.ysbook")
    _, out, _ = run(capsys, "sheets", tmp_path / f"a.{ending}", "--into", tmp_path / "empty.ysbook", "--json")
    assert "（一）总体绩效目标" in [note["source"] for note in json.loads(out)["notes"]]
    names = [project.name for project in read_book_file(tmp_path / "empty.ysbook").projects]
    assert names == [project.name for project in sample_book().projects]


def test_a_form_without_sheets_reads_none(tmp_path, capsys):
    """Named, it is refused; a book on it gets what the form that fits best has read."""
    code, out, err = run(capsys, "sheets", SHEETS / "lutai.txt", "--pack", "shanghai-putuo-2024")
    assert (code, out) == (2, "")
    assert "没有绩效目标表" in err
    path = tmp_path / "book.ysbook"
    write_book_file(replace(sample_book(), pack="shanghai-putuo-2024", projects=()), path)
    data = json.loads(run(capsys, "sheets", SHEETS / "lutai.txt", "--into", path, "--json")[1])
    assert data["pack"] == "hebei-lutai-2024"
    assert len(data["added"]) == len(read_book_file(path).projects) > 0


def test_known_projects_are_replaced_and_keep_what_no_sheet_says(tmp_path, capsys):
    book = seed1_book()
    first = replace(book.projects[0], use="旧的", status="新增", note="记一笔", indicators=())
    write_book_file(replace(book, projects=(first, *book.projects[1:])), tmp_path / "a.ysbook")
    code, out, _ = run(capsys, "sheets", SHEETS / "xingtai.txt", "--into", tmp_path / "a.ysbook", "--replace", "--json")
    assert code == 1
    assert len(json.loads(out)["replaced"]) == 32
    after = read_book_file(tmp_path / "a.ysbook")
    assert [p.id for p in after.projects] == [p.id for p in book.projects]
    assert [p.funding for p in after.projects] == [p.funding for p in book.projects]
    assert (after.projects[0].status, after.projects[0].note) == ("新增", "记一笔")
    assert [without_ids(p) for p in after.projects] == [without_ids(p) for p in book.projects]


def test_the_same_sheet_twice_is_added_once(tmp_path, capsys):
    write_book_file(replace(seed2_book(), projects=()), tmp_path / "a.ysbook")
    (tmp_path / "a.txt").write_text(published("lutai") * 2, encoding="utf-8")
    _, out, _ = run(capsys, "sheets", tmp_path / "a.txt", "--into", tmp_path / "a.ysbook")
    assert "新增 18 个，替换 0 个，跳过 18 个" in out
    assert len(read_book_file(tmp_path / "a.ysbook").projects) == 18


def test_what_cannot_be_read_is_one_sentence_and_changes_nothing(tmp_path, capsys):
    write_book_file(sample_book(), tmp_path / "a.ysbook")
    before = (tmp_path / "a.ysbook").read_bytes()
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    (tmp_path / "坏.txt").write_bytes(b"\xff" * 61)
    (tmp_path / "别的.txt").write_text("会议通知\n明天上午九点。\n", encoding="utf-8")
    for name in ("空.txt", "图.txt", "坏.txt", "别的.txt", "没有.txt", ""):
        code, out, err = run(capsys, "sheets", tmp_path / name, "--into", tmp_path / "a.ysbook")
        assert (code, out) == (2, ""), name
        assert err.strip().count("\n") == 0
    assert run(capsys, "sheets", SHEETS / "lutai.txt", "--pack", "没有")[0] == 2
    assert run(capsys, "sheets", SHEETS / "lutai.txt", "--into", tmp_path / "别的.txt")[0] == 2
    assert (tmp_path / "a.ysbook").read_bytes() == before


SAID = """1、环境卫生保洁经费绩效目标表
{above}
项目编码	13051124P00099210001A	项目名称	环境卫生保洁经费
预算规模及资金用途	{budget}	42	其中：财政资金{beside}	42	其他资金{beside}
	用于四个村的垃圾清运和道路保洁。
绩效目标	1.全年清运垃圾3600吨。
"""


@pytest.mark.parametrize(
    ("above", "budget", "beside"),
    [
        ("单位：{}", "预算数", ""),
        ("金额单位：人民币{}", "预算数", ""),
        ("填报单位：石桥镇 单位：{}", "预算数", ""),
        ("（单位：{}）", "预算数", ""),
        ("注：金额单位均为{}", "预算数", ""),
        ("", "预算数（{}）", "（{}）"),
        ("", "预算数/{}", "/{}"),
        ("", "预算数（单位：{}）", "（单位：{}）"),
    ],
)
@pytest.mark.parametrize(("unit", "amount"), [("元", 4_200), ("万元", 42_000_000), ("千元", None)])
def test_the_unit_of_a_sheet_is_heard_wherever_it_stands_and_never_taken_for_another(
    unit, amount, above, budget, beside, tmp_path, capsys
):
    """Sheets had a reader of units of their own: 千元 was read as 万元 without a word, and 预算数/元 not at all."""
    said = SAID.format(above=above, budget=budget, beside=beside).replace("{}", unit)
    (tmp_path / "a.txt").write_text(said, encoding="utf-8")
    _, out, _ = run(capsys, "sheets", tmp_path / "a.txt", "--pack", "hebei-xingtai-2024", "--json")
    data = json.loads(out)
    (project,) = (from_plain(Project, plain) for plain in data["projects"])
    (line,) = project.funding
    told = [note["words"] for note in data["notes"] if "单位是" in note["words"]]
    if amount is None:
        assert isinstance(line.amount, Unread)
        assert told
        assert all(words.endswith("的单位是千元，不是元，也不是万元") for words in told)
    else:
        assert (line.amount, told) == (amount, [])
