"""The commands ``tables`` and ``narrative``: print what is published of a book."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from models.published.context import Context
from models.published.draft import DRAFT, marked_title
from models.published.printed_tables import PublishedTables, published_tables
from models.published.texts.narrative import narrative, plain_text
from storage.diagnostics.fault_log import log_fault
from storage.errors import StorageError
from storage.files.open_file import WORKBOOK, kind_of
from ui.command_line.arguments import OK
from ui.command_line.books import context_of, read_book
from ui.command_line.output import print_json


def tables(parsed: argparse.Namespace) -> int:
    """Print the official tables; for a workbook, what its visible cells hold."""
    path = Path(parsed.file)
    if kind_of(path) == WORKBOOK:
        published = _visible_tables(path)
    else:
        context = context_of(read_book(parsed))
        published = published_tables(context, draft=not parsed.json and is_marked_draft(context))
    if parsed.json:  # data for other programs, no document
        print_json(published.to_plain())
    else:
        _print_tables(published)
    return OK


def _visible_tables(path: Path) -> PublishedTables:
    from storage.workbook.reader import read_tables  # noqa: PLC0415 - python-calamine, which only workbooks need

    return read_tables(path)


def is_marked_draft(context: Context) -> bool:
    """Whether the text that follows is a 草稿; says why on stderr."""
    from models.checks.checker import run_checks  # noqa: PLC0415 - data for other programs needs no checks
    from models.checks.findings import blocked_words, blocking, is_draft  # noqa: PLC0415

    findings = run_checks(context, log_fault)
    draft = is_draft(context.book, findings)
    if draft:
        print(f"{blocked_words(blocking(context.book, findings))}；标题后面标明“{DRAFT}”", file=sys.stderr)
    return draft


def _print_tables(published: PublishedTables) -> None:
    print(f"{published.unit}  {published.year}")
    for title, rows in published.tables.items():
        print(f"\n{marked_title(title, draft=published.draft)}")
        for row in rows:
            print("\t".join(row))
        if title in published.notes:
            print(published.notes[title])


def narrate(parsed: argparse.Namespace) -> int:
    """Print the text of 情况说明 with its figures."""
    context = context_of(read_book(parsed))
    documents = narrative(context)
    if not documents:
        raise StorageError(f"“{context.pack.name}”没有情况说明，换一个有情况说明的版式")
    draft = is_marked_draft(context)
    print("\n".join(plain_text(document, draft=draft) for document in documents), end="")
    return OK
