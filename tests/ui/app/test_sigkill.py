"""Killed right after an edit was painted: the edit is on disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from storage.database.books import BookStore
from storage.database.file import open_database
from storage.paths import database_file
from tests.folders import ROOT
from tests.ui.running_app import Office
from ui.app.controller import LAST_BOOK

DRIVER = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from main import make_app

application, controller = make_app([sys.argv[0], "-platform", "offscreen"])
controller.show()
controller.show_sample()
workspace = controller.window.workspace
workspace.open_page("basic")
grid = workspace.page.grid
grid.setFocus()
grid.setCurrentIndex(grid.grid_model.index(0, 7))
QTest.keyClicks(grid, "7")
QTest.keyClicks(grid.open_editor, "77.5")
QTest.keyClick(grid.open_editor, Qt.Key.Key_Return)
assert controller.open_book.step == 1
controller.window.grab()
print("painted", flush=True)
application.exec()
"""


def test_an_edit_survives_sigkill(data_folder, qtbot, theme, icons):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout.readline() == "painted\n"
        finally:
            process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    with open_database(database_file()) as database:
        database.verify()
        store = BookStore(database)
        (entry,) = store.list_books()
        assert store.load(entry.id).basic[0].amount == 777_500_000
    office = Office(qtbot, theme, icons).start()
    assert office.open_book.book.basic[0].amount == 777_500_000
    office.library.close()


def test_the_program_starts_with_a_file_and_ends(tmp_path, data_folder, qtbot):
    book = tmp_path / "示例.ysbook"
    run = [sys.executable, str(ROOT / "main.py")]
    assert subprocess.run([*run, "sample", str(book)], check=False, capture_output=True).returncode == 0
    process = subprocess.Popen([*run, "-platform", "offscreen", str(book)], stderr=subprocess.DEVNULL)
    settings = data_folder / "settings.json"
    try:  # its own word that the book is open: a second reader of the database while it is made would be in its way
        qtbot.waitUntil(lambda: process.poll() is not None or (settings.exists() and LAST_BOOK in settings.read_text("utf-8")))
    finally:
        process.terminate()
        process.wait()
    with open_database(database_file()) as database:
        assert len(BookStore(database).list_books()) == 1
