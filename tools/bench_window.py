"""Measures the window: an edit from key to paint, as a ratio within one run, offscreen.

Usage: python -m tools.bench_window
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from storage.books import BookStore
from storage.code_lists import load_codes
from storage.database import open_database
from storage.packs import load_pack
from storage.sample import sample_book
from ui.application import make_application, make_theme
from ui.main_window import MainWindow
from ui.open_book import OpenBook
from ui.pages import PAGES
from ui.window_state import ForgetfulSettings

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 300
AMOUNT_COLUMN = 7


class BareModel(QAbstractTableModel):
    """The least that a table can be: 18 × 9 texts."""

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """As many lines as the example has."""
        return 18

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """As many columns as the page has."""
        return 9

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """A text."""
        return f"{index.row()}.{index.column()}" if role == Qt.ItemDataRole.DisplayRole else None


def quantile(times: list[float], share: float) -> float:
    """The value below which ``share`` of the times lie."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def timed(work: Callable[[int], object]) -> list[float]:
    """Milliseconds of each round."""
    times = []
    for n in range(ROUNDS):
        start = time.perf_counter()
        work(n)
        times.append((time.perf_counter() - start) * 1000)
    return times


def bench_edit(application: QApplication, folder: Path) -> None:
    """An amount committed in the grid → checked → on disk → painted, against a bare commit and a bare repaint."""
    theme, icons = make_theme(application)
    book = sample_book()
    pack = load_pack(book.pack)
    with open_database(folder / "books.db", create=True) as database, closing(sqlite3.connect(folder / "bare.db")) as bare:
        store = BookStore(database)
        open_book = OpenBook(book, pack, load_codes(pack.codes, book.year, None), partial(store.save, store.create(book)))
        window = MainWindow(PAGES, theme, icons, ForgetfulSettings())
        window.show_book(open_book)
        assert window.workspace is not None  # noqa: S101 - a book is shown
        window.workspace.open_page("basic")
        window.show()
        settle(application)
        grid = window.workspace.page.grid
        assert grid is not None  # noqa: S101 - the page has one
        model = grid.grid_model

        def ours(n: int) -> None:
            model.setData(model.index(5, AMOUNT_COLUMN), f"{70 + n % 10}.{n % 90 + 10}")
            application.processEvents()

        ours_times = timed(ours)
        window.close()
        theirs_times = bare_times(application, bare)
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        a, b = quantile(ours_times, share), quantile(theirs_times, share)
        print(f"one edit, {name}: {a / b:.2f}× (at most 3×)   {a:.2f} ms against {b:.2f} ms for a bare commit and a bare repaint")


def bare_times(application: QApplication, bare: sqlite3.Connection) -> list[float]:
    """A commit with fsync and a repaint of the cells that an edit changes: its row, and the sums in another."""
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, amount INTEGER)")
    bare.execute("INSERT INTO t VALUES (1, 0)")
    bare.commit()
    view = QTableView()
    model = BareModel()
    view.setModel(model)
    view.resize(1176, 560)
    view.show()
    settle(application)

    def theirs(_n: int) -> None:
        bare.execute("UPDATE t SET amount = amount + 1 WHERE id = 1")
        bare.commit()
        for row in (0, 5):
            left, right = (view.visualRect(model.index(row, column)) for column in (0, 8))
            view.viewport().update(left.united(right))
        application.processEvents()

    times = timed(theirs)
    view.close()
    return times


def settle(application: QApplication) -> None:
    """Let everything be laid out and painted."""
    for _ in range(5):
        application.processEvents()


def main() -> None:
    """Run all."""
    application = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        bench_edit(application, Path(name))


if __name__ == "__main__":
    main()
