"""Measures an edit until it is checked, on disk and painted, with the example and with a large book, and a change of looks.

Usage: python -m tools.bench_edit
"""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from models.book.records import Book
from storage.database import books
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import sample_book
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import load_codes
from tools.bench import bare_database
from tools.large_book import large_book
from ui.grid.view.view import GridView
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.session.settings import MemorySettings
from ui.startup.application import make_application, make_theme
from ui.theme.theme import Mode
from ui.window.main_window import MainWindow

ROUNDS = 300
AMOUNT_COLUMN = 7
PASTED_ROWS = 1667
"""Of 9 columns, 6 of which are typed: 10,000 cells."""


class BareModel(QAbstractTableModel):
    """A minimal table: 18 × 9 texts."""

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


def milliseconds(work: Callable[[int], object], number: int) -> float:
    """The milliseconds of one round."""
    start = time.perf_counter()
    work(number)
    return (time.perf_counter() - start) * 1000


@contextmanager
def grid_of(application: QApplication, book: Book, folder: Path) -> Iterator[GridView]:
    """The grid of 基本支出 in the window with a book."""
    theme, icons = make_theme(application)
    pack = load_pack(book.pack)
    with open_database(folder / "books.db", create=True) as database:
        store = BookStore(database)
        codes = load_codes(pack.codes, book.year, None)
        open_book = OpenBook(book, pack, codes, partial(store.save, store.create(book)))
        window = MainWindow(PAGES, theme, icons, MemorySettings())
        window.show_book(open_book)
        assert window.workspace is not None  # noqa: S101 - a book is shown
        window.workspace.open_page("basic")
        window.show()
        settle(application)
        grid = window.workspace.page.grid
        assert grid is not None  # noqa: S101 - the page has one
        gc.freeze()  # as the program does after its start
        yield grid
        window.close()


@contextmanager
def bare_edit(application: QApplication, folder: Path) -> Iterator[Callable[[int], None]]:
    """A commit with fsync and a repaint of the cells that an edit changes: its row, and the sums in another."""
    view, model = QTableView(), BareModel()
    view.setModel(model)
    view.resize(1176, 560)
    view.show()
    settle(application)
    with bare_database(folder) as commit:

        def edit(_number: int) -> None:
            commit()
            for row in (0, 5):
                left, right = (view.visualRect(model.index(row, column)) for column in (0, 8))
                view.viewport().update(left.united(right))
            application.processEvents()

        yield edit
    view.close()


def settle(application: QApplication) -> None:
    """Let everything be laid out and painted."""
    for _ in range(5):
        application.processEvents()


def bench_edit(application: QApplication, book: Book, name: str, aim: str, folder: Path) -> None:
    """An amount committed in the grid → checked → on disk → painted, in turns with a bare commit and a bare repaint."""
    with grid_of(application, book, folder) as grid, bare_edit(application, folder) as bare:
        model = grid.grid_model

        def edit(number: int) -> None:
            model.setData(model.index(5, AMOUNT_COLUMN), f"{70 + number % 10}.{number % 90 + 10}")
            application.processEvents()

        edit(0)
        times = [(milliseconds(edit, n), milliseconds(bare, n)) for n in range(1, ROUNDS)]
    for word, share in (("p50", 0.5), ("p99", 0.99)):
        ours, theirs = quantile([a for a, _ in times], share), quantile([b for _, b in times], share)
        against = f"{ours:.2f} ms against {theirs:.2f} ms for a bare commit and a bare repaint"
        print(f"one edit of {name}, {word}: {ours / theirs:.2f}× ({aim})   {against}")


def bench_checksum(application: QApplication, book: Book, name: str, folder: Path) -> None:
    """What the checksum of the whole book costs one edit: edits with it in turns with edits that store a constant."""
    with grid_of(application, book, folder) as grid:
        model = grid.grid_model

        def edit(number: int) -> None:
            model.setData(model.index(5, AMOUNT_COLUMN), f"{70 + number % 10}.{number % 90 + 10}")
            application.processEvents()

        def without(number: int) -> None:
            with patch.object(books, "checksum", return_value=""):
                edit(number)

        edit(0)
        times = [(milliseconds(edit, 2 * n + 1), milliseconds(without, 2 * n + 2)) for n in range(ROUNDS)]
    ours, theirs = quantile([a for a, _ in times], 0.5), quantile([b for _, b in times], 0.5)
    print(f"the checksum within one edit of {name}, p50: {ours / theirs:.2f}×   {ours:.2f} ms against {theirs:.2f} ms without")


def bench_paste(application: QApplication, book: Book, folder: Path) -> None:
    """10,000 typed cells pasted as one step, against as many values in one bare transaction."""
    with grid_of(application, book, folder) as grid, closing(sqlite3.connect(folder / "bare.db")) as bare:
        grid.jump(0, 0)
        grid.selectionModel().select(
            QItemSelection(grid.grid_model.index(0, 0), grid.grid_model.index(PASTED_ROWS - 1, grid.grid_model.columnCount() - 1)),
            QItemSelectionModel.SelectionFlag.ClearAndSelect,
        )
        grid.block.copy()
        grid.jump(grid.grid_model.line_count, 0)  # new lines: over others the preview would ask

        def paste(_number: int) -> None:
            grid.block.paste()
            application.processEvents()

        bare.execute("CREATE TABLE IF NOT EXISTS cells (id INTEGER PRIMARY KEY, a, b, c, d, e, f)")
        bare.executemany("INSERT INTO cells (id) VALUES (?)", [(n,) for n in range(PASTED_ROWS)])
        bare.commit()

        def update(_number: int) -> None:
            bare.executemany("UPDATE cells SET a = ?, b = ?, c = 1, d = 1, e = 1, f = '' WHERE id = ?", enumerated)
            bare.commit()

        enumerated = [(row.function, row.economic, n) for n, row in enumerate(book.basic[:PASTED_ROWS])]
        steps = len(grid.grid_model.open_book.history)
        ours, theirs = milliseconds(paste, 0), milliseconds(update, 0)
        assert len(grid.grid_model.open_book.history) == steps + 1  # noqa: S101 - else nothing was measured
    print(f"paste of 10,000 cells: {ours / 1000:.2f} s (aim 1 s), {ours / theirs:.1f}× as many values in one bare transaction")


def bench_look(application: QApplication, book: Book, folder: Path) -> None:
    """The processor time of another colour scheme with every page open, against styling each widget once."""
    with grid_of(application, book, folder) as grid:
        window = grid.window()
        assert isinstance(window, MainWindow)  # noqa: S101 - the grid stands in it
        assert window.workspace is not None  # noqa: S101 - a book is shown
        for spec in PAGES:
            window.workspace.open_page(spec.key)
            settle(application)
        modes = cycle((Mode.DARK, Mode.LIGHT))

        def change() -> None:
            window.actions_of_window[f"theme_{next(modes).value}"].trigger()
            settle(application)

        def style() -> None:
            look = application.style()
            for widget in application.allWidgets():
                look.polish(widget)

        change()
        ours, theirs = min(map(processor_time, [change] * 4)), min(map(processor_time, [style] * 4))
    print(f"another colour scheme, all pages open: {ours:.2f} s (aim 0.3 s), {ours / theirs:.1f}× each widget styled once")


def processor_time(work: Callable[[], object]) -> float:
    """The seconds of one round that the processor worked."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Run all benchmarks."""
    application = make_application(sys.argv[:1])
    example = sample_book()
    large = large_book(load_codes(load_pack(example.pack).codes, example.year, None))
    for work in (
        partial(bench_edit, application, example, "the example", "at most 3×"),
        partial(bench_edit, application, large, "2,000 lines and 200 projects", "aim 16 ms"),
        partial(bench_checksum, application, example, "the example"),
        partial(bench_checksum, application, large, "2,000 lines and 200 projects"),
        partial(bench_paste, application, large),
        partial(bench_look, application, example),
    ):
        with tempfile.TemporaryDirectory() as folder:
            work(Path(folder))


if __name__ == "__main__":
    main()
