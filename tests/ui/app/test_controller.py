"""AppController with the real database: opening, a book that exists already, backing up, restoring."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from models.book.exchange import publishable
from models.book.records import WithheldAmount
from storage.database.file import backups
from storage.files.book_file import read_book_file, sample_book, write_book_file
from storage.workbook.writer import write_workbook
from tests.second_budget import second_book
from tests.ui.running_app import ALT, CTRL, Key, Office, choose, give_file, the_sample
from ui.app.library import local_now


def test_an_empty_data_folder_starts_with_the_start_page(office):
    assert office.open_book is None
    assert office.window.windowTitle() == "预算公开填报"
    assert not backups(office.library.backup_folder, "books.db")


def test_the_sample_is_opened_again_not_copied_again(office):
    office.controller.show_sample()
    first = office.controller.book_id
    assert publishable(replace(office.open_book.book, stage="批复")) == publishable(sample_book())
    office.controller.close_book()
    assert office.open_book is None
    office.controller.show_sample()
    assert office.controller.book_id == first
    assert len(office.library.store.list_books()) == 1


def test_a_book_file_comes_into_the_database(office, tmp_path):
    path = tmp_path / "第二.ysbook"
    write_book_file(second_book(), path)
    assert office.controller.open_path(path)
    assert office.open_book.book == publishable(second_book())
    office.controller.close_book()
    assert office.controller.open_path(path)  # the same again: nothing to ask
    assert len(office.library.store.list_books()) == 1


@pytest.mark.parametrize(("answer", "replaced"), [("here", False), ("replace", True)])
def test_a_book_that_is_here_already(office, tmp_path, answer, replaced):
    path = tmp_path / "第二.ysbook"
    here = replace(second_book(), withheld=(WithheldAmount(9000, amount=70_000),), next_id=9001)
    office.library.store.create(here)
    other = replace(second_book(), basic=second_book().basic[:3])
    write_book_file(other, path)
    seen = []
    office.will_answer(choose(answer, seen))
    assert office.controller.open_path(path)
    assert "第二预算单位 2024 年" in seen[0]
    assert office.open_book.book.basic == (other.basic if replaced else here.basic)
    assert [line.amount for line in office.open_book.book.withheld] == [70_000]
    assert office.library.store.load(office.controller.book_id) == office.open_book.book
    if replaced:
        office.open_book.undo()
        assert office.library.store.load(office.controller.book_id) == here


def test_not_opened_is_not_opened(office, tmp_path):
    office.library.store.create(second_book())
    path = tmp_path / "第二.ysbook"
    write_book_file(replace(second_book(), basic=()), path)
    office.will_answer(lambda dialog: dialog.reject())
    assert not office.controller.open_path(path)
    assert office.open_book is None


def test_a_workbook_that_was_changed_by_hand(office, tmp_path, xingtai, codes):
    path = tmp_path / "工作簿.xlsx"
    write_workbook(sample_book(), xingtai, codes, path, draft=False)
    workbook = load_workbook(path)
    workbook.worksheets[0]["A1"].value = "另一个标题"
    workbook.save(path)
    seen = []
    office.will_answer(lambda dialog: (seen.append(dialog.list.count()), dialog.buttons["close"].click()))
    assert office.controller.open_path(path)
    assert seen[0] >= 1
    assert office.open_book.book == publishable(sample_book())


@pytest.mark.parametrize("takes", [True, False])
def test_what_was_changed_in_a_workbook_is_taken_as_one_step_or_left(office, takes, tmp_path, xingtai, codes):
    path = tmp_path / "工作簿.xlsx"
    write_workbook(sample_book(), xingtai, codes, path, draft=False)
    workbook = load_workbook(path)
    sheet = next(sheet for sheet in workbook.worksheets if sheet.title.startswith("02 "))
    sheet["E10"].value, sheet["A1"].value = "≥60 人", "另一个标题"
    workbook.save(path)
    said = []

    def answer(dialog):
        said.extend(dialog.list.item(at).text() for at in range(dialog.list.count()))
        dialog.buttons["take" if takes else "leave"].click()

    office.will_answer(answer)
    assert office.controller.open_path(path)
    assert "“兵役征集工作经费” 指标值：≥55 人 → ≥60 人" in said[0]
    assert "放不进去：不是填写的内容" in said[1]
    target = office.open_book.book.projects[1].indicators[0].target
    assert target == ("≥60 人" if takes else "≥55 人")
    if takes:
        office.open_book.undo()
    assert office.open_book.book == publishable(sample_book())


@pytest.mark.parametrize("content", [b"", b"{", b"PK\x03\x04 nothing", b"hello", b"SQLite format 3\x00...."])
def test_what_is_no_book_is_one_sentence(office, tmp_path, content):
    path = tmp_path / "坏.ysbook"
    path.write_bytes(content)
    seen = []
    office.will_answer(choose("close", seen))
    assert not office.controller.open_path(path)
    assert "坏.ysbook" in seen[0]
    assert "Error" not in seen[0]


def test_save_as(office, tmp_path, monkeypatch):
    office.controller.show_sample()
    target = tmp_path / "另存.ysbook"
    give_file(monkeypatch, target)
    office.will_answer(choose("close"))
    office.press(Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert read_book_file(target) == publishable(office.open_book.book)


def test_the_bureaus_code_list_is_imported_and_the_open_book_follows_it(office, tmp_path, monkeypatch):
    office.controller.show_sample()
    path = tmp_path / "科目.csv"
    path.write_text("编码,名称\n2013201,行政运行（局）\nx,y\n", encoding="utf-8")
    give_file(monkeypatch, path)
    seen = []
    office.will_answer(choose("added", seen))
    office.window.actions_of_window["import_codes"].trigger()
    assert "功能科目只有 1 个，不像一份完整的科目表" in seen[0]
    assert "有 1 处不同" in seen[0]
    assert office.open_book.codes.function.name("2013201") == "行政运行（局）"

    def for_the_pack(dialog):
        seen.append([dialog.list.item(at).text() for at in range(dialog.list.count())])
        dialog.scope_box.setFocus()
        office.press(Key.Key_End)
        assert dialog.scope.pack == office.open_book.pack.id
        seen.append(dialog.affected.text())
        dialog.buttons["leave"].click()

    path.write_text("编码,名称\n2013201,行政运行（处）\n2010399,没有用的\n", encoding="utf-8")
    office.will_answer(for_the_pack)
    office.window.actions_of_window["import_codes"].trigger()
    assert any("：功能科目 2013201 行政运行（局） → 行政运行（处）（用了 " in words for words in seen[1])
    assert seen[2] == "已有的预算里有 1 处科目不同，列在最前面。"
    assert office.open_book.codes.function.name("2013201") == "行政运行（局）"
    path.write_bytes(b"PK broken")
    office.will_answer(choose("close", seen))
    office.window.actions_of_window["import_codes"].trigger()
    assert "读不出来" in seen[3]


def test_what_is_being_typed_is_saved_when_the_book_is_closed(office):
    office.controller.show_sample()
    office.open_page("basic").at(0, 7).type("5")
    book_id = office.controller.book_id
    office.press(Key.Key_W, CTRL)
    assert office.open_book is None
    assert office.library.store.load(book_id).basic[0].amount == 5_000_000


def test_back_up_and_restore(office, tmp_path, monkeypatch):
    office.controller.show_sample()
    folder = tmp_path / "备份"
    give_file(monkeypatch, folder)
    office.will_answer(choose("close"))
    office.controller.back_up()
    made = backups(folder, "books.db")[0]
    office.open_page("basic").at(0, 7).type("5").press(Key.Key_Return)
    give_file(monkeypatch, made)
    seen = []
    office.will_answer(choose("restore", seen), choose("close", seen))
    office.controller.restore()
    assert office.open_book is None
    assert f"{local_now():%Y-%m-%d}" in seen[0]
    assert "恢复前" in seen[1]
    (entry,) = office.library.store.list_books()
    assert made.name in office.library.store.edit_log(entry.id).steps()[0].label
    restored = office.library.store.load(entry.id)
    assert publishable(replace(restored, stage="批复")) == publishable(sample_book())
    assert [path for path in office.library.path.parent.iterdir() if "恢复前" in path.name]


def test_restore_can_be_left(office, tmp_path, monkeypatch):
    office.controller.show_sample()
    give_file(monkeypatch, office.library.back_up())
    office.will_answer(lambda dialog: dialog.reject())
    office.controller.restore()
    assert office.open_book is not None


def test_a_backup_that_is_none_leaves_everything(office, tmp_path, monkeypatch):
    office.controller.show_sample()
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"no database")
    give_file(monkeypatch, bad)
    seen = []
    office.will_answer(choose("restore"), choose("close", seen))
    office.controller.restore()
    assert "bad.db" in seen[0]
    assert len(office.library.store.list_books()) == 1


@pytest.mark.parametrize(
    ("month", "there", "proposed"),
    [(10, (), (2025, "一上")), (10, ("一上", "一下"), (2025, "二上")), (6, (), (2024, "一下")), (7, (), (2025, "一上"))],
)
def test_the_new_book_is_for_the_year_that_is_due(qtbot, theme, icons, month, there, proposed):
    """A unit with 一上 of 2024: from July on the next year is due."""
    today = datetime(2024, month, 1, 9, 0).astimezone()
    office = Office(qtbot, theme, icons, clock=lambda: today).start()
    for year, stage in ((2024, "一上"), *((2025, stage) for stage in there)):
        office.library.store.create(replace(the_sample(), year=year, stage=stage))

    def judge(dialog):
        seen.append((dialog.code.text(), dialog.name.text(), int(dialog.year.text()), dialog.stage.currentText()))
        seen.append(dialog.buttons["create"].isEnabled())
        dialog.reject()

    seen = []
    office.will_answer(judge)
    office.press(Key.Key_N, CTRL)
    assert seen == [("113", "开发区党群工作部", *proposed), True]
    assert office.all_answered()
    office.library.close()


def test_one_backup_an_hour_and_one_a_day_kept(qtbot, theme, icons):
    now = datetime(2024, 5, 1, 9, 0).astimezone()
    office = Office(qtbot, theme, icons, clock=lambda: now)
    office.start()
    office.controller.show_sample()
    for day in range(12):
        for minutes in (0, 20, 180):
            now = datetime(2024, 5, 2, 9, 0).astimezone() + timedelta(days=day, minutes=minutes)
            office.controller._backup_commands.back_up_hourly()
    kept = backups(office.library.backup_folder, "books.db")
    assert len(kept) == 13
    assert [made.name[9:20] for made in kept[:3]] == ["20240513-12", "20240513-09", "20240512-12"]
    office.library.close()


def test_a_second_place_gets_every_backup(office, tmp_path, monkeypatch):
    office.controller.show_sample()
    stick = tmp_path / "U盘"
    stick.mkdir()
    give_file(monkeypatch, stick)
    office.will_answer(choose("also"))
    office.controller.back_up()
    assert len(backups(stick, "books.db")) == 1
    for made in backups(stick, "books.db"):
        made.unlink()
    office.controller._backup_commands.back_up_hourly()
    assert len(backups(stick, "books.db")) == 1
    for made in backups(stick, "books.db"):
        made.unlink()
    stick.rmdir()
    office.controller._backup_commands.back_up_hourly()
    assert "第二处备份没有做" in office.window._status._saved.text()


def test_the_last_book_is_open_again_at_its_cell(qtbot, theme, icons):
    office = Office(qtbot, theme, icons).start()
    office.controller.show_sample()
    office.open_page("basic").at(5, 7)
    office.leave()
    office.start()
    assert office.open_book.book.unit.name == "开发区党群工作部"
    assert office.page.key == "basic"
    assert (office.page.grid.currentIndex().row(), office.page.grid.currentIndex().column()) == (5, 7)
    office.controller.close_book()
    office.leave()
    office.start()
    assert office.open_book is None
    office.library.close()


def test_a_file_is_dropped_on_the_window(office, tmp_path):
    path = tmp_path / "第二.ysbook"
    write_book_file(second_book(), path)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(os.fspath(path))])
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(50, 50), action, mime, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(office.window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(50, 50), action, mime, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(office.window, drop)
    assert office.open_book.book.unit.name == "第二预算单位"


def test_a_new_book_by_keys(office):
    def fill(dialog):
        assert not dialog.buttons["create"].isEnabled()
        office.type("920").press(Key.Key_Tab).type("城关镇").press(Key.Key_Tab).type("2024").press(Key.Key_Return)

    office.will_answer(fill)
    office.press(Key.Key_N, CTRL)
    assert (office.open_book.book.unit.code, office.open_book.book.unit.name, office.open_book.book.year) == ("920", "城关镇", 2024)
    assert office.page.key == "cover"
    seen = []

    def again(dialog):
        assert dialog.name.text() == "城关镇"
        office.press(Key.Key_A, CTRL).type("2024")
        seen.append((dialog.fault.text(), dialog.buttons["create"].isEnabled()))
        dialog.year.setFocus()
        office.press(Key.Key_A, CTRL).type("1700")
        seen.append((dialog.fault.text(), dialog.buttons["create"].isEnabled()))
        office.press(Key.Key_N, ALT)
        office.press(Key.Key_A, CTRL).type("2025").press(Key.Key_Return)

    office.will_answer(again)
    office.controller.new()
    assert [enabled for _, enabled in seen] == [False, False]
    assert all(words for words, _ in seen)
    assert office.open_book.book.year == 2025
    assert len(office.library.store.list_books()) == 2


def test_a_second_window_on_the_same_database(office, qtbot, theme, icons):
    office.controller.show_sample()
    other = Office(qtbot, theme, icons).start()
    assert other.open_book.book == office.open_book.book
    other.library.close()
