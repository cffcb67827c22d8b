"""The command ``export``: writes the workbook of a book, and records a 报送."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from models.book.records import Book
from models.checks.checker import run_checks
from models.checks.findings import blocked_words, blocking
from models.words.places import place_words
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.open_file import DATABASE, kind_of, matching_book
from storage.workbook.writer import write_workbook
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import choice_of, context_of, read_book


def export(parsed: argparse.Namespace) -> int:
    """Write the workbook. A submission with open findings lists them and returns 1."""
    book = read_book(parsed)
    context = context_of(book)
    in_the_way = () if parsed.draft else blocking(book, run_checks(context))
    if in_the_way:
        print(f"{blocked_words(in_the_way)}；可以用 --draft 导出草稿：", file=sys.stderr)
        for finding in in_the_way:
            words = place_words(book, context.pack, finding.place)
            print(f"{finding.severity.value}  {finding.message}  〔{words}〕", file=sys.stderr)
        return FAULTS
    target = Path(parsed.out)
    fingerprint = write_workbook(book, context.pack, context.codes, target, draft=parsed.draft)
    if not parsed.draft:
        _record_submission(parsed, book, target.name, fingerprint)
    print(f"{'草稿' if parsed.draft else '工作簿'}已导出到 {target}")
    return OK


def _record_submission(parsed: argparse.Namespace, book: Book, file_name: str, fingerprint: str) -> None:
    """Record the 报送 of a book in a database, so that ``changes`` can compare with it."""
    path = Path(parsed.file)
    if kind_of(path) != DATABASE:
        return
    with open_database(path) as database:
        store = BookStore(database)
        store.record_submission(matching_book(store, path, choice_of(parsed)).id, book, file_name, fingerprint)
