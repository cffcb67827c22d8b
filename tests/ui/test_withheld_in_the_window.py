"""不予公开 amounts in the window: printing and copying ask first where totals count them, and nothing that leaves holds one."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from storage.diagnostics.fault_log import FaultLog
from storage.diagnostics.report import write_report
from storage.packs.catalogue import load_pack
from storage.paths import data_folder
from tests.test_withheld_stays import AMOUNT, HIDDEN, PLANTED, secret_book, told_in
from tests.ui.running_app import CTRL, Key, choose, give_file
from ui.app.library import local_now
from ui.printing.jobs import PrintDialog, PrintPreview

AMOUNTS = tuple(word for word in PLANTED if len(re.sub(r"\D", "", word)) > 5 and word != "2040299")
"""What the cache of packs, which knows codes and the words of packs, must not hold either."""


@pytest.fixture
def printed(tmp_path, monkeypatch):
    """What a person chooses in the system's dialogs: the shown table, into a PDF. Returns the texts of the pages printed so far."""
    target = tmp_path / "打印.pdf"

    def ask(_parent, printer):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setPrintRange(QPrinter.PrintRange.Selection)
        return True

    monkeypatch.setattr(PrintDialog, "ask", ask)
    monkeypatch.setattr(
        PrintPreview, "show_pages", lambda _parent, print_on: ask(None, printer := QPrinter()) and print_on(printer)
    )
    return lambda: "\n".join(page.extract_text() for page in PdfReader(target).pages) if target.exists() else ""


def open_secret(office):
    office.controller.open_entry(office.library.store.create(secret_book()))
    QApplication.clipboard().clear()


def clipboard():
    mime = QApplication.clipboard().mimeData()
    return f"{mime.text()}\n{mime.html()}" if mime is not None else ""


def print_all(office, printed):
    office.press(Key.Key_P, CTRL)
    return printed()


def preview_pages(office, printed):
    office.window.actions_of_window["print_preview"].trigger()
    return printed()


def copy_table(office, _printed):
    office.open_page("preview")
    office.qtbot.waitUntil(office.page.isVisible)
    assert office.page.list.select("T3")
    office.page.sheet_view.setFocus()
    office.press(Key.Key_C, CTRL)
    return clipboard().strip()


def copy_texts(office, _printed):
    office.open_page("texts")
    next(action for action in office.page.actions_of_page if action.text() == "复制全文").trigger()
    return clipboard().strip()


WAYS = (print_all, preview_pages, copy_table, copy_texts)


def told(said):
    """The next question: its sentences go into ``said``; the way is left."""

    def answer(dialog):
        said.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.buttons["leave"].click()

    return answer


@pytest.mark.parametrize("way", WAYS)
def test_where_they_are_counted_it_is_asked_before_anything_leaves(office, monkeypatch, printed, way):
    monkeypatch.setattr("ui.app.forms.load_pack", lambda *given: replace(load_pack(*given), withheld_counts=True))
    open_secret(office)
    said = []
    office.will_answer(told(said))
    assert way(office, printed) == ""
    assert said
    assert not [word for word in HIDDEN if word in "\n".join(said)]
    office.will_answer(choose("go"))
    left = way(office, printed)
    assert left
    assert not [word for word in HIDDEN if word in left]


def test_a_table_without_them_is_copied_unasked(office, monkeypatch):
    monkeypatch.setattr("ui.app.forms.load_pack", lambda *given: replace(load_pack(*given), withheld_counts=True))
    open_secret(office)
    office.open_page("preview")
    office.qtbot.waitUntil(office.page.isVisible)
    office.page.list.select("cover")
    assert office.page.sheet_key == "cover"
    office.page.sheet_view.setFocus()
    office.press(Key.Key_C, CTRL)
    assert clipboard().strip()


def test_nothing_that_leaves_the_window_or_is_kept_beside_the_database_holds_one(office, tmp_path, monkeypatch, printed):
    """Where they are not counted, nobody is asked, and no file but the database and its backups tells of them."""
    open_secret(office)
    office.open_page("others")
    for way in WAYS:
        left = way(office, printed)
        assert left
        assert not [word for word in PLANTED if word in left], way
    for name, command in (("预算.ysbook", "save_as"), ("修改记录.xlsx", None)):
        give_file(monkeypatch, tmp_path / name)
        if command is None:
            office.open_page("history")
            office.will_answer(choose("close"))
            next(action for action in office.page.actions_of_page if action.text() == "导出…").trigger()
        else:
            office.will_answer(choose("close"))
            office.window.actions_of_window[command].trigger()
    FaultLog(data_folder()).write(ValueError(f"{AMOUNT} 2040299 公安支出"), local_now())
    write_report(tmp_path / "诊断信息.zip", "")
    kept = [file for file in data_folder().rglob("*") if file.is_file() and ".db" not in file.name]
    written = [file for file in tmp_path.glob("*.*") if file.is_file()]
    assert {file.name for file in kept} >= {"settings.json"}
    assert len(written) == 4
    assert [told_in(file) for file in written] == [set()] * len(written)
    assert [told_in(file, AMOUNTS) for file in kept] == [set()] * len(kept)


def test_a_backup_and_a_rescued_book_say_that_they_hold_them(office, tmp_path, monkeypatch):
    open_secret(office)
    give_file(monkeypatch, tmp_path)
    said = []
    office.will_answer(choose("close", said), choose("close", said))
    office.controller.back_up()
    office.controller.rescue()
    assert len(said) == 2
    assert all("里面有不予公开的金额，保管好" in words for words in said)
