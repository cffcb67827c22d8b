"""Measures the making of a published document of at least 101 pages, as one was published: time and memory of the command.

Usage: python -m tools.bench_publish
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from pypdf import PdfReader

from models.book.records import Book
from models.projects.incoming import numbered, unnumbered
from storage.files.book_file import write_book_file
from tests.folders import ROOT
from tools.bench import BOOK

PAGES: Final = 101
MOST_SECONDS: Final = 5
MOST_MEMORY: Final = 400
"""MiB."""

ONE: Final = """
import re, sys, time
from pathlib import Path
from main import main
begin = time.process_time()
main(["publish", *sys.argv[1:], "--draft"])
took = time.process_time() - begin
print(took, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def published_book() -> Book:
    """The example with its projects twice and a third time, so that its document has as many pages as the published one."""
    ids = count(BOOK.next_id)
    again = tuple(numbered(replace(unnumbered(project), code=""), next(ids), ids) for project in BOOK.projects * 2)
    return replace(BOOK, projects=(*BOOK.projects, *again), next_id=next(ids))


def main() -> None:
    """Make each kind of file in a process of its own; print its time (of the processor) and its memory against the limits."""
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "a.ysbook"
        write_book_file(published_book(), book)
        for ending in ("pdf", "docx", "html"):
            target = book.with_suffix(f".{ending}")
            command = [sys.executable, "-c", ONE, str(book), str(target)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            seconds, memory = map(float, done.stdout.splitlines()[-1].split())
            what = f"publish .{ending}"
            if ending == "pdf":
                pages = len(PdfReader(target).pages)
                what += f" of {pages} pages{'' if pages >= PAGES else f' (TOO FEW, {PAGES} are wanted)'}"
            print(f"{what}: {seconds / MOST_SECONDS:.2f}×   {seconds:.1f} s of {MOST_SECONDS} s")
            print(f"{what}: {memory / MOST_MEMORY:.2f}×   {memory:.0f} MiB of {MOST_MEMORY} MiB")


if __name__ == "__main__":
    main()
