"""The commands ``tables`` and ``narrative``: print what is published of a book."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.published.narrative import narrative, plain_text
from models.published.printed_tables import PublishedTables, published_tables
from storage.errors import StorageError
from storage.files.open_file import WORKBOOK, kind_of
from ui.command_line.arguments import OK
from ui.command_line.books import context_of, read_book
from ui.command_line.output import print_json


def tables(parsed: argparse.Namespace) -> int:
    """Print the official tables; for a workbook, what its visible cells hold."""
    path = Path(parsed.file)
    published = _visible_tables(path) if kind_of(path) == WORKBOOK else published_tables(context_of(read_book(parsed)))
    if parsed.json:
        print_json(published.to_plain())
    else:
        _print_tables(published)
    return OK


def _visible_tables(path: Path) -> PublishedTables:
    from storage.workbook.reader import read_tables  # noqa: PLC0415 - openpyxl, which only workbooks need

    return read_tables(path)


def _print_tables(published: PublishedTables) -> None:
    print(f"{published.unit}  {published.year}")
    for title, rows in published.tables.items():
        print(f"\n{title}")
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
    print("\n".join(map(plain_text, documents)), end="")
    return OK
