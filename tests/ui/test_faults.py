"""A fault of the program is one sentence in the status bar: what was typed stays, work goes on, and the log knows where."""

from __future__ import annotations

import sys
import threading
import zipfile

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer

from models.book import edits
from storage.diagnostics.fault_log import FaultLog, log_fault
from storage.paths import data_folder
from tests.ui.running_app import Key
from ui.dialogs.file_questions import FileQuestions
from ui.session.faults import NOT_SAVED, UNFORESEEN, Faults

AMOUNT, NOTE = 7, 8


@pytest.fixture
def office(office, monkeypatch):
    """An office whose faults are received as in the started program."""
    office.controller.show_sample()
    office.open_page("basic")
    office.will_answer()
    faults = Faults(log_fault, office.window)
    faults.happened.connect(office.window.show_fault)
    for hook in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, hook, getattr(sys, hook))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults.install()
    return office


def status(office):
    return office.window._status


def raising(*_):
    raise RuntimeError("张三 464.40")


def log():
    return FaultLog(data_folder()).read()


def test_a_slot_that_raises_is_told_and_work_goes_on(office):
    QTimer.singleShot(0, raising)
    office.qtbot.waitUntil(lambda: status(office)._saved.text() == UNFORESEEN)
    assert status(office)._report.isVisible()
    assert not status(office)._retry.isVisible()
    assert "RuntimeError" in log()
    assert "张三" not in log()
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return)
    assert office.open_book.book.basic[2].note == "见附件"
    assert status(office)._saved.text().startswith("已保存")
    assert not status(office)._report.isVisible()


def test_a_thread_that_raises_is_told(office):
    thread = threading.Thread(target=raising)
    thread.start()
    thread.join()
    office.qtbot.waitUntil(lambda: status(office)._saved.text() == UNFORESEEN)
    assert "RuntimeError" in log()


def test_a_save_that_fails_for_any_reason_keeps_the_text(office, monkeypatch):
    save = office.open_book._save
    monkeypatch.setattr(office.open_book, "_save", raising)
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return)
    editor = office.page.grid.open_editor
    assert editor.text() == "见附件"
    assert editor.property("unsaved")
    assert status(office)._saved.text() == NOT_SAVED
    assert status(office)._retry.isVisible()
    assert office.open_book.book.basic[2].note != "见附件"
    assert "RuntimeError" in log()
    monkeypatch.setattr(office.open_book, "_save", save)
    status(office)._retry.click()
    assert office.library.store.load(office.controller.book_id).basic[2].note == "见附件"
    assert status(office)._saved.text().startswith("已保存")
    office.press(Key.Key_Return)
    assert office.page.grid.open_editor is None


def test_an_edit_that_raises_keeps_the_text(office, monkeypatch):
    monkeypatch.setattr("ui.grid.rows.model.GridModel.setData", raising)
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return)
    assert office.page.grid.open_editor.text() == "见附件"
    assert "RuntimeError" in log()
    office.press(Key.Key_Escape)


def test_a_check_that_fails_blocks_and_is_tried_again(office, monkeypatch):
    checker = office.open_book._checker
    whole = checker._checks
    broken = [(replace(check, run=raising) if check.code == "P-11" else check, *rest) for check, *rest in whole]
    monkeypatch.setattr(checker, "_checks", broken)
    office.open_book.edit(edits.set_unit("head", "王五"))
    shown = {severity.value: button for severity, button in office.window.workspace.findings._filters.items()}
    assert shown["没做完"].text() == "没做完 1"
    assert not shown["没做完"].isHidden()
    assert office.open_book.is_draft
    assert "RuntimeError" in log()
    monkeypatch.setattr(checker, "_checks", whole)
    office.open_book.check()
    assert shown["没做完"].isHidden()


def test_the_file_for_support(office, monkeypatch, tmp_path):
    said = []

    def read(dialog):
        said.append(dialog.sentence.text())
        dialog.accept()

    monkeypatch.setattr(FileQuestions, "new", lambda *_: tmp_path / "诊断信息.zip")
    office.will_answer(read)
    office.window.actions_of_window["save_diagnostics"].trigger()
    assert office.all_answered()
    assert "诊断信息.zip" in said[0]
    with zipfile.ZipFile(tmp_path / "诊断信息.zip") as archive:
        assert "integrity ok" in archive.read("database.txt").decode()
