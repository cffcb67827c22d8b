"""The commands ``handover``, which writes the package for the successor's computer, and ``takeover``, which takes one in."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from models.words.books import book_name_of
from storage.database.books import BookStore
from storage.errors import StorageError
from storage.files.whole_data.handover import WITHHELD, write_handover
from storage.files.whole_data.handover_check import received_handover
from storage.files.whole_data.take_in import opened_data, plan_take_in, take_in
from storage.files.whole_data.take_in_words import book_words, done_words, unit_words
from storage.paths import data_folder, database_file
from ui.command_line.arguments import OK


def handover(parsed: argparse.Namespace) -> int:
    """Write the package of this computer's data and list its books. Raises ``StorageError``."""
    if not database_file().is_file():
        raise StorageError(f"“{data_folder()}”里没有数据，没有可交接的")
    target = Path(parsed.out)
    written = write_handover(data_folder(), target, datetime.now(UTC).astimezone())
    print(f"交接包已存到 {target}：{len(written.books)} 本预算，{written.files} 个别的文件")
    for entry in written.books:
        print(f"  {book_name_of(entry.unit_code, entry.unit_name, entry.year, entry.stage)}")
    if written.withheld:
        print(WITHHELD)
    return OK


def takeover(parsed: argparse.Namespace) -> int:
    """Take a package in, or only list what it brings. Raises ``StorageError``, and then no book was stored."""
    folder, now = data_folder(), datetime.now(UTC).astimezone()
    only_listed = parsed.show and not database_file().exists()  # then nothing is made
    with (
        received_handover(Path(parsed.package)) as received,
        TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as nowhere,
        opened_data(Path(nowhere) if only_listed else folder, now) as database,
    ):
        plan = plan_take_in(received, folder, BookStore(database))
        print(f"{received.when} 做的交接包，文件完好")
        for line in (*map(book_words, plan.books), *unit_words(plan)):
            print(f"  {line}")
        if received.withheld:
            print(WITHHELD)
        if not parsed.show:
            print(done_words(take_in(received, folder, database, now, replace_other=parsed.replace), replaced=parsed.replace))
    return OK
