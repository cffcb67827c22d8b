"""Measures the reading of files that others made: workbooks and PDF as ratios, and the worst that a hostile file costs.

Usage: python -m tools.bench_read
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from models.templates.plan import plan_filling
from storage.files.limits import MB, PAGES, UNPACKED_BYTES
from storage.incoming.document import read_document
from storage.templates.template import read_template, write_filled
from storage.workbook.writer import write_sheets, write_workbook
from tests.folders import ROOT
from tests.storage.incoming import made, made_pdf
from tools.bench import BOOK, CODES, PACK, alternating, report

MOST_SECONDS: Final = 5
MOST_MEMORY: Final = 500
"""MiB."""


def bench_workbook(folder: Path) -> None:
    """The example's workbook against python-calamine reading the cells of the same file."""
    path = folder / "book.xlsx"
    write_workbook(BOOK, PACK, CODES, path, draft=False)

    def theirs() -> None:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    count = len(CalamineWorkbook.from_path(path).sheet_names)
    report(f"reading {count} sheets", *alternating(lambda: read_document(path), theirs, rounds=15), "python-calamine", 5)


def bench_pdf(folder: Path) -> None:
    """A PDF of 33 pages, as one is published, against pdfium telling its text."""
    path = folder / "a.pdf"
    rows = [[f"{i}{j}甲乙丙丁" for j in range(7)] for i in range(20)]
    page = made_pdf.text(200, 60, "部门预算收支总表") + made_pdf.table(rows, left=20, width=80)
    path.write_bytes(made_pdf.pdf(*[page] * 33))

    def theirs() -> None:
        document = pypdfium2.PdfDocument(path)
        for at in range(len(document)):
            document[at].get_textpage().get_text_range()
        document.close()

    ours, text = alternating(lambda: read_document(path), theirs, rounds=5)
    report("reading a PDF of 33 pages (at most 2,000 ms)", ours, text, "pdfium telling its text")


def bench_fill(folder: Path) -> None:
    """The example's own sheets filled as a template of the bureau, against openpyxl opening and saving the same file."""
    path, context = folder / "template.xlsx", Context(BOOK, PACK, CODES)
    write_sheets([plan.lay_out(draft=False) for plan in sheet_plans(context)], path)

    def ours() -> None:
        form = read_template(path)
        write_filled(form, plan_filling(form.document, context, (), draft=True), folder / "filled.xlsx", draft=True)

    report("filling a template", *alternating(ours, lambda: load_workbook(path).save(folder / "saved.xlsx"), rounds=7), "openpyxl")


ENTITIES: Final = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'>" + "".join(
    f"<!ENTITY {chr(c + 1)} '{f'&{chr(c)};' * 10}'>" for c in range(ord("b"), ord("k"))
)
CELL: Final = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>甲</t></is></c></row>'


def _sheet(rows: str) -> bytes:
    parts = made.unzipped(made.xlsx([["甲"]]))
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return made.zipped(parts | {"xl/worksheets/sheet1.xml": f"{head}{rows}</sheetData></worksheet>"})


def _empty_rows() -> bytes:
    return _sheet(CELL.format(1) + "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 1_000_001)))


def _page(cells: str, times: int) -> bytes:
    return ("<table>" + cells * times).encode()


def _page_of_text() -> bytes:
    return made_pdf.pdf("".join(made_pdf.text(5 + n % 50 * 11, 11 + n // 50 % 70 * 11, "甲") for n in range(50_000)))


def _grid() -> bytes:
    lines = (made_pdf.line(5, n, 590, n) + made_pdf.line(n, 5, n, 590) for n in range(5, 590, 4))
    return made_pdf.pdf("".join(lines) + made_pdf.text(10, 20, "甲"))


def _bomb(content: bytes, size: int) -> bytes:
    """A PDF whose one page says the same again and again, packed to a thousandth."""
    packed = zlib.compress(content * (size // len(content)), 9)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed
    return made_pdf.pdf("HOLE").replace(b"<</Length 4>>stream\nHOLE", stream)


HOSTILE: Final[dict[str, Callable[[], bytes]]] = {
    "a zip bomb": lambda: _sheet(" " * (UNPACKED_BYTES + MB)),
    "a bomb just below the limit": lambda: _sheet(CELL.format(1) + " " * (UNPACKED_BYTES - 10 * MB)),
    "a million empty rows": _empty_rows,
    "a cell in the last row": lambda: _sheet(CELL.format(1048576)),
    "as many cells as may be": lambda: made.xlsx([[f"甲{i}" for i in range(50)]] * 20_000),
    "entities": lambda: made.zipped({"word/document.xml": f"{ENTITIES}]><a>&k;</a>"}),
    "deep nesting": lambda: made.docx("<w:tbl><w:tr><w:tc>" * 100_000),
    "deep nesting of a page": lambda: _page("<table><tr><td>", 100_000),
    "a wide page": lambda: _page("<tr><td rowspan=60000 colspan=250>甲</td></tr>", 500),
    "a PDF of 5,000 pages": lambda: made_pdf.pdf(*[""] * 5000),
    "as many pages as may be": lambda: made_pdf.pdf(*[made_pdf.table([["甲"] * 6] * 20)] * PAGES),
    "a crowded page": lambda: made_pdf.pdf(made_pdf.line(1, 1, 500, 1) * 1_000_000),
    "a page of text": _page_of_text,
    "a grid": _grid,
    "a packed page of lines": lambda: _bomb(b"1 1 m 500 1 l S\n", 300 * MB),
    "a packed page of text": lambda: _bomb(b"BT /F 10 Tf (aaaaaaaaaaaaaaaaaaaa) Tj ET\n", 300 * MB),
    "a packed page of nothing": lambda: _bomb(b" ", 1000 * MB),
    "a packed page of states": lambda: _bomb(b"q ", 300 * MB),
}
"""Files that cost much; those that are as large as may be are read."""

ONE = """
import re, sys, time
from pathlib import Path
from storage.errors import StorageError
from storage.incoming.document import read_document
import resource
begin = time.process_time()
try:
    read_document(Path(sys.argv[1]))
    what = "read"
except StorageError:
    what = "refused"
child = resource.getrusage(resource.RUSAGE_CHILDREN)
took = time.process_time() - begin + child.ru_utime + child.ru_stime
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(what, took, max(own, child.ru_maxrss) / 1024)
"""


def bench_hostile(folder: Path) -> None:
    """Each hostile file in a process of its own; prints the time (of the processor) and the memory of the worst."""
    costs: list[tuple[float, float, str]] = []
    for name, make in HOSTILE.items():
        path = folder / "hostile"
        path.write_bytes(make())
        done = subprocess.run([sys.executable, "-c", ONE, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
        what, took, memory = done.stdout.split()
        print(f"  {name}: {what}, {float(took):.1f} s, {float(memory):.0f} MiB")
        costs.append((float(took), float(memory), f"{name} ({what})"))
    seconds, _, slowest = max(costs)
    _, most, largest = max(costs, key=lambda cost: cost[1])
    print(f"slowest of {len(costs)} hostile files: {seconds / MOST_SECONDS:.2f}×   {seconds:.1f} s of {MOST_SECONDS} s: {slowest}")
    print(f"largest: {most / MOST_MEMORY:.2f}×   {most:.0f} MiB of {MOST_MEMORY} MiB: {largest}")


def main() -> None:
    """Run all benchmarks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_workbook(folder)
        bench_pdf(folder)
        bench_fill(folder)
        bench_hostile(folder)


if __name__ == "__main__":
    main()
