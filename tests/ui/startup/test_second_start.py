"""A second start on the same data raises the window of the first; on a share the second clerk sees who has the books."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from threading import Thread

import pytest

from storage.database.holding import lock as lock_module
from storage.database.holding.lock import FILE, DataLock, HeldError, Holder, TakenOverError, this_program
from storage.database.holding.requests import requests_file, taken_requests
from storage.files.book_file import write_book_file
from storage.paths import data_folder, database_file
from tests.ui.running_app import CTRL, Key, Office, choose, the_sample
from ui.startup.second_start import is_first

NOON = datetime(2026, 11, 28, 12, 5)  # noqa: DTZ001 - as the clerk's clock shows it
NOTE = 8


def somebody(now):
    """A clerk at another computer of the share."""
    return Holder("李四", "PC-02", now.strftime("%Y-%m-%d %H:%M:%S"), 77, "another")


def other_lock():
    return DataLock(database_file(), lambda: NOON, somebody)


def twin(now):
    """Another program of the same person on this computer that runs: the parent of this one."""
    return this_program(now)._replace(process=os.getppid(), token="twin")  # noqa: S106 - no secret


@pytest.fixture
def office(qtbot, theme, icons):
    office = Office(qtbot, theme, icons)
    yield office
    office.leave()


def second_start(office, file=None):
    """What the second program does while the first one goes on; returns whether it would open a window."""
    answers = []

    def start():
        with pytest.MonkeyPatch.context() as patch:  # its own token and number
            patch.setattr("ui.startup.second_start.DataLock", lambda path, clock: DataLock(path, clock, twin))
            answers.append(is_first(database_file(), file))

    thread = Thread(target=start)
    thread.start()
    office.qtbot.waitUntil(lambda: bool(answers))
    thread.join()
    return answers[0]


def test_it_raises_the_window_that_is_there(office):
    office.show()
    office.qtbot.waitUntil(requests_file(database_file()).exists)
    office.window.showMinimized()
    assert not second_start(office)
    office.qtbot.waitUntil(lambda: not office.window.isMinimized())
    assert office.window.isVisible()
    office.controller.leave()
    assert not (data_folder() / FILE).exists()
    assert not requests_file(database_file()).exists()


def test_its_file_is_opened_there(office, tmp_path):
    write_book_file(the_sample(), tmp_path / "预算.ysbook")
    office.show()
    assert not second_start(office, tmp_path / "预算.ysbook")  # asked while the first is still loading
    office.qtbot.waitUntil(lambda: office.open_book is not None)
    assert office.open_book.book.unit.name == the_sample().unit.name


def test_what_was_asked_of_a_window_that_was_stopped_is_not_done(office, data_folder):
    data_folder.mkdir(parents=True)
    requests_file(database_file()).write_text("x.ysbook\n", encoding="utf-8")
    assert is_first(database_file(), None)
    office.show()
    office.qtbot.waitUntil(requests_file(database_file()).exists)
    assert office.open_book is None
    assert not requests_file(database_file()).read_text(encoding="utf-8")


def test_its_file_waits_for_an_open_dialog(office, tmp_path):
    office.show()
    office.qtbot.waitUntil(requests_file(database_file()).exists)
    seen = []

    def meanwhile(dialog):
        seen.append(second_start(office, tmp_path / "预算.ysbook"))
        office.qtbot.waitUntil(lambda: "先关掉开着的对话框" in office.window._status._saved.text())
        dialog.reject()

    office.will_answer(meanwhile)
    office.press(Key.Key_N, CTRL)
    assert seen == [False]


def test_one_that_does_not_answer_is_told_on_the_start_page(office, monkeypatch):
    monkeypatch.setattr("ui.startup.second_start._PATIENCE", 0.05)
    DataLock(database_file(), lambda: NOON, twin).take()
    assert is_first(database_file(), None)
    assert not requests_file(database_file()).exists()
    office.start()
    notice = office.window.centralWidget().notice
    assert "这台电脑上的另一个窗口从 11 月 28 日 12:05 起开着" in notice.sentence.text()


def test_what_is_no_request_is_passed_over(data_folder):
    data_folder.mkdir(parents=True)
    requests_file(database_file()).write_bytes(b"/a\0b.ysbook\n\xff\xfe\nx.ysbook\n")
    assert taken_requests(database_file()) == ()


def test_a_lock_of_a_program_that_is_gone_is_taken(office):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    DataLock(database_file(), lambda: NOON, lambda now: twin(now)._replace(process=gone.pid)).take()
    assert is_first(database_file(), None)
    office.start()
    office.controller.show_sample()
    assert office.open_book is not None


@pytest.mark.parametrize("text", ["", "\x00\x01：", "使用的人：\n进程：x\n"])
def test_a_lock_that_nobody_can_read_is_old_one_day(data_folder, text):
    data_folder.mkdir(parents=True)
    (data_folder / FILE).write_text(text, encoding="utf-8")
    mine = DataLock(database_file(), datetime.now)
    with pytest.raises(HeldError, match="不知道"):
        mine.take()
    yesterday = (datetime.now().astimezone() - timedelta(days=1)).timestamp()
    os.utime(data_folder / FILE, (yesterday, yesterday))
    mine.take()
    assert mine.is_ours


def test_a_lock_that_is_not_renewed_is_taken(data_folder):
    def grow_old():
        yesterday = (datetime.now().astimezone() - timedelta(days=1)).timestamp()
        os.utime(data_folder / FILE, (yesterday, yesterday))

    other, mine = other_lock(), DataLock(database_file(), datetime.now)
    other.take()
    grow_old()
    other.renew()
    with pytest.raises(HeldError, match="李四"):
        mine.take()
    grow_old()
    mine.take()
    with pytest.raises(TakenOverError):
        other.refuse_taken()


def test_on_a_share_the_start_page_says_who_and_the_clerk_takes_over(office):
    other = other_lock()
    other.take()
    office.start()
    notice = office.window.centralWidget().notice
    assert "“李四”在电脑“PC-02”上从 11 月 28 日 12:05 起开着这里的预算" in notice.sentence.text()
    assert office.focus is notice.button
    office.press(Key.Key_Return)
    assert not office.window.centralWidget().notice.isVisible()
    with pytest.raises(TakenOverError):
        other.refuse_taken()
    office.controller.show_sample()
    assert office.open_book is not None


def test_the_one_taken_over_notices_before_its_save_and_keeps_the_text(office):
    office.start()
    office.controller.show_sample()
    office.open_page("basic")
    other = other_lock()
    other.take_over()
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return)
    status = office.window._status
    assert "“李四”在电脑“PC-02”上把这里的预算接过去填了" in status._saved.text()
    assert status._rescue.isVisible()
    assert office.page.grid.open_editor.text() == "见附件"
    other.release()
    office.press(Key.Key_Return)
    assert office.open_book.book.basic[2].note == "见附件"
    assert office.library.is_ours


def test_nothing_is_restored_over_what_another_has_open(office, monkeypatch):
    office.start()
    office.controller.show_sample()
    backup = office.library.back_up()
    office.controller.close_book()
    other_lock().take_over()
    monkeypatch.setattr("ui.app.data.backup.BackupCommands.choose", lambda _self: backup)
    said = []
    office.will_answer(choose("close", said))
    office.controller.restore()
    assert "李四" in said[0]
    office.controller._backup_commands.back_up_hourly()
    assert "没有备份" not in office.window._status._saved.text()  # whoever has the books makes them


def test_a_disk_that_takes_no_lock_is_not_what_stops_the_start(office, monkeypatch):
    monkeypatch.setattr(lock_module, "put_new", lambda *_: (_ for _ in ()).throw(PermissionError()))
    office.start()
    office.controller.show_sample()
    assert office.open_book is not None
