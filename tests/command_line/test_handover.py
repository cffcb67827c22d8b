"""The commands handover and takeover."""

from __future__ import annotations

from main import main
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import sample_book
from storage.paths import DATA_FOLDER_VARIABLE, database_file


def test_all_data_go_to_the_next_computer(tmp_path, monkeypatch, capsys):
    package = tmp_path / "交接.zip"
    assert main(["handover", str(package)]) == 2
    assert "里没有数据，没有可交接的" in capsys.readouterr().err
    with open_database(database_file(), create=True) as database:
        BookStore(database).create(sample_book())
    assert main(["handover", str(package)]) == 0
    assert f"交接包已存到 {package}：1 本预算，0 个别的文件\n  {sample_book().unit.code} " in capsys.readouterr().out

    monkeypatch.setenv(DATA_FOLDER_VARIABLE, str(tmp_path / "新电脑"))
    assert main(["takeover", str(package), "--show"]) == 0
    assert "收进来" in capsys.readouterr().out
    assert not (tmp_path / "新电脑").exists()
    assert main(["takeover", str(package)]) == 0
    assert capsys.readouterr().out.endswith("收进 1 本预算。\n")
    with open_database(database_file()) as database:
        store = BookStore(database)
        assert [store.look(entry.id) for entry in store.list_books()] == [sample_book()]

    package.write_bytes(package.read_bytes()[:-1])
    assert main(["takeover", str(package)]) == 2
    assert "什么也没有接收" in capsys.readouterr().err
