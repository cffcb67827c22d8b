"""Measures export, check, save and memory as ratios within one run, because absolute times depend on the machine.

Usage: python -m tools.bench
"""

from __future__ import annotations

import gc
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from models.book import edits
from models.checks.checker import run_checks
from models.paper.sheet import CELL_FORMATS, PrintedCell, PrintedSheet
from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import sample_book
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import load_codes
from storage.workbook.writer import write_workbook
from tests.folders import ROOT

BOOK = sample_book()
PACK = load_pack(BOOK.pack)
CODES = load_codes(PACK.codes, BOOK.year, None)


def milliseconds(work: Callable[[], object], rounds: int) -> list[float]:
    """The milliseconds of each round; garbage is collected before it."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return times


def alternating(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The medians of two pieces of work that take turns, so that noise affects both alike."""
    pairs = [(milliseconds(ours, 1)[0], milliseconds(theirs, 1)[0]) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def report(what: str, ours: float, theirs: float, against: str, most: float | None = None) -> None:
    """Print one line, the ratio first."""
    limit = f" (at most {most}×)" if most else ""
    print(f"{what}: {ours / theirs:.2f}×{limit}   {ours:.2f} ms against {theirs:.2f} ms for {against}")


def bench_export(folder: Path) -> None:
    """The example's workbook against XlsxWriter writing the same cells, merges and styles."""
    sheets = [plan.lay_out(draft=False) for plan in sheet_plans(Context(BOOK, PACK, CODES))]
    ours, theirs = alternating(
        lambda: write_workbook(BOOK, PACK, CODES, folder / "ours.xlsx", draft=False),
        lambda: write_with_xlsxwriter(sheets, folder / "theirs.xlsx"),
        rounds=7,
    )
    cells = sum(1 for sheet in sheets for _ in sheet.placed_cells())
    report(f"export, {len(sheets)} sheets, {cells} cells", ours, theirs, "XlsxWriter with the same cells", 3.2)


def write_with_xlsxwriter(sheets: Sequence[PrintedSheet], target: Path) -> None:
    """The same sheets through another library: values, styles, merges, widths, heights, print settings."""
    with xlsxwriter.Workbook(target) as book:
        formats: dict[Any, Any] = {}
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            if sheet.orientation == "landscape":
                page.set_landscape()
            for i, width in enumerate(sheet.widths):
                page.set_column(i, i, width)
            for i, row in enumerate(sheet.rows):
                page.set_row(i, row.height)
                for cell in row.cells:
                    _write_cell(page, i, cell, _format_of(book, formats, cell))


def _format_of(book: Any, formats: dict[Any, Any], cell: PrintedCell) -> Any:
    if cell.style not in formats:
        look = CELL_FORMATS[cell.style]
        formats[cell.style] = book.add_format({
            "font_name": "宋体", "font_size": look.size, "bold": look.bold, "align": look.across.replace("distributed", "fill"),
            "valign": "vcenter", "text_wrap": True, "border": int(look.border == "box"), "num_format": look.format,
        })  # fmt: skip
    return formats[cell.style]


def _write_cell(page: Any, row: int, cell: PrintedCell, style: Any) -> None:
    column = cell.column - 1
    value = cell.text if cell.number is None else float(cell.number)
    if cell.columns > 1 or cell.rows > 1:
        page.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", style)
    if isinstance(value, float):
        page.write_number(row, column, value, style)
    elif value:
        page.write_string(row, column, value, style)
    else:
        page.write_blank(row, column, None, style)


def bench_check() -> None:
    """All tables and checks of the example against 200 plain integer sums over its amounts."""
    amounts = [line.amount for line in BOOK.basic] + [part.amount for p in BOOK.projects for part in p.funding]

    def sums() -> None:
        for _ in range(200):
            sum(amounts)  # type: ignore[arg-type]

    ours, theirs = alternating(lambda: run_checks(Context(BOOK, PACK, CODES)), sums, rounds=41)
    report("full check of the example", ours, theirs, "200 plain integer sums")


@contextmanager
def bare_database(folder: Path) -> Iterator[Callable[[], None]]:
    """A function that changes one amount in a bare SQLite database and commits it with fsync."""
    with closing(sqlite3.connect(folder / "bare.db")) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, amount INTEGER)")
        bare.execute("INSERT INTO t VALUES (1, 0)")
        bare.commit()

        def commit() -> None:
            bare.execute("UPDATE t SET amount = amount + 1 WHERE id = 1")
            bare.commit()

        yield commit


def bench_save(folder: Path) -> None:
    """Saving one edited amount against a bare SQLite commit with fsync on the same disk."""
    with open_database(folder / "books.db", create=True) as database, bare_database(folder) as bare_commit:
        store = BookStore(database)
        book_id = store.create(BOOK)
        saved, number = BOOK, 0

        def ours() -> None:
            nonlocal saved, number
            number += 1
            new = edits.set_field(BOOK.basic[5].id, "amount", str(number))(saved)
            store.save(book_id, saved, new)
            saved = new

        report("saving one edit", *alternating(ours, bare_commit, rounds=201), "a bare SQLite commit with fsync", 4)


MEMORY = """
import re, sys
from pathlib import Path
def peak(): return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
from tools import bench
before = peak()
bench.write_workbook(bench.BOOK, bench.PACK, bench.CODES, Path(sys.argv[1]), draft=False)
print(f"{peak():.0f} {before:.0f}")
"""


def bench_memory(folder: Path) -> None:
    """The peak memory of a process that exports the example, against its memory before."""
    command = [sys.executable, "-c", MEMORY, str(folder / "m.xlsx")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    peak, before = map(float, done.stdout.split())
    print(f"memory of export: {peak / before:.2f}×   peak {peak:.0f} MiB against {before:.0f} MiB with the book loaded")


def main() -> None:
    """Run all benchmarks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_export(folder)
        bench_check()
        bench_save(folder)
        bench_memory(folder)


if __name__ == "__main__":
    main()
