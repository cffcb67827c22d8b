"""The command ``history``: the edit log (修改记录) of a book in a database."""

from __future__ import annotations

import argparse

from storage.database.edit_log import EditLog
from ui.command_line.arguments import OK
from ui.command_line.books import stored_book
from ui.command_line.output import workbook_path


def history(parsed: argparse.Namespace) -> int:
    """Print the log, a line per changed field separated by tabs, or write it to ``out``. Raises ``StorageError``."""
    with stored_book(parsed, "预算文件和工作簿里没有修改记录，它只在数据库里；指明数据库文件") as (store, book_id):
        log = store.edit_log(book_id)
        if parsed.out:
            from storage.workbook.edit_log import write_edit_log  # noqa: PLC0415 - openpyxl, which a list does not need

            print(f"{write_edit_log(log, workbook_path(parsed.out))} 步已导出到 {parsed.out}")
        else:
            _print(log)
    return OK


def _print(log: EditLog) -> None:
    for entry, changes in log.all_changes():
        made = f"{entry.made:%Y-%m-%d %H:%M:%S}"
        for texts in [(change.where, change.before, change.after) for change in changes] or [("", "", "")]:
            print("\t".join((made, entry.label, *texts)))
