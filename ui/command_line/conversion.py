"""The commands ``sample`` and ``convert``: write a book to a .ysbook file."""

from __future__ import annotations

import argparse
from pathlib import Path

from storage.files.book_file import sample_book, write_book_file
from storage.files.open_file import open_file
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import choice_of


def sample(parsed: argparse.Namespace) -> int:
    """Write the example budget to a .ysbook file."""
    write_book_file(sample_book(), Path(parsed.out))
    print(f"示例预算已存到 {parsed.out}")
    return OK


def convert(parsed: argparse.Namespace) -> int:
    """Write the book of a workbook or database to a .ysbook file. Lists cells edited by hand and then returns 1."""
    opened = open_file(Path(parsed.file), choice_of(parsed))
    write_book_file(opened.book, Path(parsed.out))
    print(f"预算已存到 {parsed.out}")
    for sentence in opened.disagreements:
        print(sentence)
    if opened.disagreements:
        print(f"工作簿里有 {len(opened.disagreements)} 处和填报数据不一致，预算文件用的是填报数据")
        return FAULTS
    return OK
