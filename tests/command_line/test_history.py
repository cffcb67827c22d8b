"""The command ``history``."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from main import main
from models.book import edits
from models.words.edit_log import LoggedChange, LoggedStep
from storage.database.books import BookStore
from storage.database.file import open_database
from tests.golden_books import seed1_book

NOON = datetime(2026, 5, 1, 12, 0, 0, tzinfo=UTC)
CHANGE = LoggedChange("basic", "1", "note", "基本支出 第 1 行 · 备注", "空白", "=甲")


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "books.db"
    with open_database(path, create=True) as database:
        store = BookStore(database, clock=lambda: NOON)
        old = seed1_book()
        new = edits.set_field(old.basic[0].id, "note", "=甲")(old)
        store.save(store.create(old), old, new, LoggedStep("修改备注", (CHANGE,)))
    return path


def test_the_log_is_listed(database, capsys):
    assert main(["history", str(database)]) == 0
    assert capsys.readouterr().out == "2026-05-01 12:00:00\t修改备注\t基本支出 第 1 行 · 备注\t空白\t=甲\n"


def test_the_log_is_written_as_a_workbook(database, tmp_path, capsys):
    target = tmp_path / "记录.xlsx"
    assert main(["history", str(database), "-o", str(target)]) == 0
    assert capsys.readouterr().out == f"1 步已导出到 {target}\n"
    assert [cell.value for cell in load_workbook(target).active[2]][1:] == ["修改备注", "基本支出 第 1 行 · 备注", "空白", "=甲"]


def test_a_file_without_a_log_says_where_it_is(tmp_path, capsys):
    book = tmp_path / "a.ysbook"
    assert main(["sample", str(book)]) == 0
    assert main(["history", str(book)]) == 2
    assert "只在数据库里" in capsys.readouterr().err
