"""The program is started with a file and ended from outside: the book is open and in the database."""

from __future__ import annotations

import subprocess
import sys

from storage.database.books import BookStore
from storage.database.file import open_database
from storage.paths import database_file
from tests.folders import ROOT
from ui.app.controller import LAST_BOOK


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
