"""The command ``read`` for a workbook of the program's own: its book, with the cells that were changed since it was exported."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from models.book.records import Book
from models.incoming.blocks import Document, column_letters
from models.incoming.own.cells import CellChange, ReturnedWorkbook
from models.incoming.own.result import Left, Taken
from models.incoming.own.returned import Returned, returned_changes
from models.words.books import book_name
from storage.errors import StorageError
from storage.files.book_file import write_book_file
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import context_of
from ui.command_line.output import print_json


def read_own(parsed: argparse.Namespace, workbook: ReturnedWorkbook, document: Document, book: Book | None) -> int:
    """Show what was changed, and put it into the book of ``--into``; 1 where a change is of no field. Raises ``StorageError``."""
    name = Path(parsed.files[0]).name
    exported = workbook.book
    if book is not None and (book.pack, book.year, book.unit.name) != (exported.pack, exported.year, exported.unit.name):
        raise StorageError(f"“{name}”是{book_name(exported)}的，“{Path(parsed.into).name}”是另一本预算，没有放进去")
    result = returned_changes(workbook, context_of(exported), {block.title: block for block in document.blocks})
    if book is not None:
        result = result.into(book, exported)
    if parsed.into:
        write_book_file(result.edit(name)(book or exported), Path(parsed.into))
    if parsed.json:
        print_json(_to_plain(name, workbook, result))
    else:
        _print_words(parsed, name, workbook, result, is_new=book is None)
    return FAULTS if result.left or result.follows else OK


def _print_words(parsed: argparse.Namespace, name: str, workbook: ReturnedWorkbook, result: Returned, *, is_new: bool) -> None:
    changed = f"有 {len(workbook.changes)} 处和导出时不同" if workbook.changes else "没有改过"
    print(f"{name}：本程序导出的工作簿，{book_name(workbook.book)}，{changed}")
    for taken in result.taken:
        print(f"  {taken.change.place}  {taken.where}：{taken.old or '空的'} → {taken.new or '空的'}")
    for title, lines in (
        ("没有用的", [f"{left.change.sentence}；{left.reason}" for left in result.left]),
        ("会跟着变、工作簿里没有改的格", [change.sentence.replace("导出时是", "工作簿里是") for change in result.follows]),
    ):
        if lines:
            print(f"{title}：")
            for line in lines:
                print(f"  {line}")
    if parsed.into:
        what = "整本预算，连同" if is_new else ""
        print(f"从“{name}”放进 {parsed.into}：{what}改过的 {len(result.taken)} 处")


def _to_plain(name: str, workbook: ReturnedWorkbook, result: Returned) -> dict[str, Any]:
    """The same shape as of other files: fields with value and place, and what was not taken with the reason."""
    book = workbook.book
    return {
        "files": [
            {
                "file": name,
                "pack": book.pack,
                "year": book.year,
                "unit": book.unit.name,
                "own": True,
                "fields": [_field(name, taken) for taken in result.taken],
                "unread": [_unread(left) for left in result.left],
            }
        ],
        "follows": [change.sentence for change in result.follows],
    }


def _field(name: str, taken: Taken) -> dict[str, Any]:
    place = taken.place
    field = {"field": place.key, "name": taken.where, "value": taken.new, "old": taken.old, "file": name}
    return {**field, **_place(taken.change), "sure": True}


def _unread(left: Left) -> dict[str, Any]:
    return {"text": left.change.new or left.change.old, **_place(left.change), "reason": left.reason}


def _place(change: CellChange) -> dict[str, Any]:
    place: dict[str, Any] = {"sheet": change.sheet}
    if change.is_cell:
        place["cell"] = f"{column_letters(change.column)}{change.row}"
    elif change.row:
        place["row"] = change.row
    return place
