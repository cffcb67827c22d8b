"""``submit`` and ``verify``: the clerk's side of a 报送, and the bureau's."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest

from models.book import edits
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import sample_book, write_book_file
from storage.files.package import SLIP
from tests.command_line.test_commands import run


def test_a_package_is_made_verified_and_compared_on_the_telephone(tmp_path, capsys):
    write_book_file(sample_book(), tmp_path / "a.ysbook")
    out = tmp_path / "报送包.zip"
    code, said, err = run(capsys, "submit", tmp_path / "a.ysbook", out)
    assert (code, err) == (0, "")
    first, digits = said.splitlines()
    assert first == f"报送包已存到 {out}"
    code, told, err = run(capsys, "verify", out)
    assert (code, err) == (0, "")
    lines = told.splitlines()
    assert lines[0] == "113 开发区党群工作部 2024 年（批复）"
    assert lines[-2:] == [digits, "都完好；指纹和单位报送单上的一样，就是单位报的那一份"]
    code, told, _ = run(capsys, "verify", out, "--json")
    assert (code, json.loads(told)["fingerprint"], json.loads(told)["faults"]) == (0, digits.removeprefix("指纹 "), [])


def test_the_published_document_goes_with_it_where_it_is_asked_for(tmp_path, capsys):
    write_book_file(sample_book(), tmp_path / "a.ysbook")
    out = tmp_path / "包.zip"
    assert run(capsys, "submit", tmp_path / "a.ysbook", out, "--with", "html", "--with", "docx", "--with", "html")[0] == 0
    with ZipFile(out) as package:
        names = [name.rpartition(" ")[2] for name in package.namelist()]
        assert "公开文本.html" in names
        assert "公开文本.docx" in names
        assert any("公开文本.html" in line for line in package.read("SHA256.txt").decode().splitlines())
    assert run(capsys, "verify", out)[0] == 0
    code, _, err = run(capsys, "submit", tmp_path / "a.ysbook", tmp_path / "新.zip", "--with", "txt")
    assert (code, (tmp_path / "新.zip").exists()) == (2, False)
    assert "只有" in err or ".docx" in err


def test_a_damaged_package_is_told_file_by_file(tmp_path, capsys):
    write_book_file(sample_book(), tmp_path / "a.ysbook")
    run(capsys, "submit", tmp_path / "a.ysbook", tmp_path / "包.zip")
    with ZipFile(tmp_path / "包.zip") as whole, ZipFile(tmp_path / "坏.zip", "w") as spoilt:
        for name in whole.namelist():
            spoilt.writestr(name, whole.read(name) + (b" " if name == SLIP else b""))
    code, said, _ = run(capsys, "verify", tmp_path / "坏.zip")
    assert code == 1
    assert "不对  报送单.xlsx\n" in said
    assert "“报送单.xlsx”和报送时的不一样，被改过或者传坏了\n" in said
    assert said.endswith("有 1 处不对\n")


def test_what_stands_in_the_way_is_listed_and_nothing_is_written(tmp_path, capsys):
    book = edits.set_field(sample_book().basic[0].id, "amount", "见附表")(sample_book())
    write_book_file(book, tmp_path / "a.ysbook")
    code, said, err = run(capsys, "submit", tmp_path / "a.ysbook", tmp_path / "包.zip")
    assert (code, said) == (1, "")
    assert err.startswith("还有 ")
    assert "基本支出 第 1 行" in err
    assert not (tmp_path / "包.zip").exists()
    code, said, _ = run(capsys, "submit", tmp_path / "a.ysbook", tmp_path / "包.zip", "--draft")
    assert (code, said.startswith("草稿报送包已存到")) == (0, True)
    assert run(capsys, "verify", tmp_path / "包.zip")[1].startswith("113 开发区党群工作部 2024 年（批复）草稿\n")


def test_a_database_remembers_it_and_the_next_one_tells_what_changed(tmp_path, capsys):
    path = tmp_path / "data.db"
    with open_database(path, create=True) as database:
        book_id = BookStore(database).create(sample_book())
    assert run(capsys, "submit", path, tmp_path / "1.zip")[0] == 0
    assert run(capsys, "submit", path, tmp_path / "草稿.zip", "--draft")[0] == 0
    with open_database(path) as database:
        store = BookStore(database)
        assert store.last_submission(book_id).file_name == "1.zip"
        book = store.load(book_id)
        store.save(book_id, book, edits.set_field(book.basic[0].id, "note", "调整")(book))
    assert run(capsys, "submit", path, tmp_path / "2.zip")[0] == 0
    assert run(capsys, "changes", path)[1].endswith("2.zip 相比，没有改动\n")


def test_what_cannot_be_read_or_written_is_refused(tmp_path, capsys):
    write_book_file(sample_book(), tmp_path / "a.ysbook")
    code, said, err = run(capsys, "submit", tmp_path / "a.ysbook", tmp_path / "没有" / "包.zip")
    assert (code, said) == (2, "")
    assert "先建好它，或者换一个地方保存" in err
    code, said, err = run(capsys, "verify", tmp_path / "a.ysbook")
    assert (code, said) == (2, "")
    assert "a.ysbook" in err


@pytest.mark.parametrize("command", ["submit", "export"])
def test_the_book_itself_is_never_written_over(command, tmp_path, capsys):
    book = tmp_path / "a.ysbook"
    write_book_file(sample_book(), book)
    before = book.read_bytes()
    code, said, err = run(capsys, command, book, tmp_path / "." / "a.ysbook")
    assert (code, said, err) == (2, "", "“a.ysbook”就是这本预算，不能写在它自己里；换一个文件名\n")
    assert book.read_bytes() == before
