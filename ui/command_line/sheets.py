"""The command ``sheets``: reads projects from the text of published 绩效目标表, prints them or adds them to a book file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.book.fields import to_plain
from models.book.records import Book, Project
from models.incoming.blocks import Document
from models.incoming.sheets.notes import SheetNote
from models.incoming.sheets.reading import SheetReading, read_sheet_document, read_sheets
from models.pack.forms.pack import Pack
from models.projects.amounts import BUDGET, project_amount
from models.projects.incoming import IncomingProject, ProjectIndex, add_incoming
from models.values.money import show_exact
from storage.errors import StorageError
from storage.files.book_file import read_book_file, write_book_file
from storage.files.open_file import BOOK_FILE, kind_of, read_text_file
from storage.incoming.document import read_document
from storage.packs.catalogue import load_pack, load_packs
from storage.paths import user_packs
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.output import print_json


def sheets(parsed: argparse.Namespace) -> int:
    """Read the text, add its projects to the book of ``--into``, print what was not understood (then 1)."""
    path = Path(parsed.text)
    source = _source(path)
    book = _book(Path(parsed.into)) if parsed.into else None
    pack, reading = _read(source, _packs(parsed.pack, book))
    if not reading.projects:
        raise StorageError(f"“{path.name}”里没有找到项目的绩效表，看看是不是这种版式（用 --pack 指明）")
    incoming, skipped = _split(book, reading.projects, replace=parsed.replace)
    if book is not None and incoming:
        write_book_file(add_incoming(incoming)(book), Path(parsed.into))
    if parsed.json:
        _print_json(pack, reading, book, incoming, skipped)
    else:
        _print_words(reading, parsed.into, incoming, skipped)
    return FAULTS if reading.notes or skipped else OK


def _book(path: Path) -> Book:
    if kind_of(path) != BOOK_FILE:
        raise StorageError(f"“{path.name}”不是预算文件（.ysbook），项目只能加进预算文件")
    return read_book_file(path)


def _packs(named: str, book: Book | None) -> Sequence[Pack]:
    """The pack that is named, else the book's, else all; only those that have 绩效目标表. Raises ``StorageError``."""
    if named:
        pack = load_pack(named, user_packs())
        if not pack.sheet.is_printed:
            raise StorageError(f"“{pack.name}”没有绩效目标表，不能按它读；用 --pack 指明另一个版式，或者不写 --pack")
        return (pack,)
    own = load_pack(book.pack, user_packs()) if book else None
    if own is not None and own.sheet.is_printed:
        return (own,)
    return [pack for pack in load_packs(user_packs())[0] if pack.sheet.is_printed]


def _source(path: Path) -> str | Document:
    """The text of a file without tables, whose lines say more than its cells; else its tables. Raises ``StorageError``."""
    document = read_document(path)
    return read_text_file(path) if document.kind == "text" else document


def _read(source: str | Document, packs: Sequence[Pack]) -> tuple[Pack, SheetReading]:
    """Read the text or tables with the pack that understands most of it."""
    read = read_sheets if isinstance(source, str) else read_sheet_document
    return min(((pack, read(source, pack.sheet)) for pack in packs), key=lambda read: _misfit(*read))  # type: ignore[arg-type]


def _misfit(pack: Pack, reading: SheetReading) -> tuple[int, int, int]:
    odd_months = sum(point.month not in pack.sheet.months for project in reading.projects for point in project.plan)
    return -len(reading.projects), len(reading.notes), odd_months


def _split(book: Book | None, projects: Sequence[Project], *, replace: bool) -> tuple[list[IncomingProject], list[Project]]:
    """Split the projects into those to add or replace, and those skipped because the book or the text has them already."""
    incoming: list[IncomingProject] = []
    skipped: list[Project] = []
    own, new = ProjectIndex(book.projects if book else ()), ProjectIndex()
    taken: set[int] = set()
    for project in projects if book else ():
        known = own.find(project)
        if new.find(project) is not None or (known is not None and (not replace or known.id in taken)):
            skipped.append(project)
            continue
        incoming.append(IncomingProject(project, known.id if known else 0))
        new.add(project)
        if known is not None:
            taken.add(known.id)
    return incoming, skipped


def _print_words(reading: SheetReading, into: str | None, incoming: Sequence[IncomingProject], skipped: Sequence[Project]) -> None:
    for number, project in enumerate(reading.projects, 1):
        amount = show_exact(project_amount(project, BUDGET))
        print(f"{number}  {project.code}  {project.name}  {amount} 万元  指标 {len(project.indicators)} 条".replace("    ", "  "))
        for note in reading.notes_of(number):
            print(f"      {note.sentence}")
    for note in reading.notes_of(0):
        print(note.sentence)
    print(f"读出 {len(reading.projects)} 个项目，{len(reading.notes)} 处没有读懂或者缺")
    for project in skipped:
        print(f"跳过：预算里已有“{project.name or project.code}”（要换成新的，加 --replace）", file=sys.stderr)
    if into:
        replaced = sum(bool(one.instead_of) for one in incoming)
        print(f"加进 {into}：新增 {len(incoming) - replaced} 个，替换 {replaced} 个，跳过 {len(skipped)} 个")


def _note(note: SheetNote) -> dict[str, Any]:
    data = {"sheet": note.sheet, "line": note.line, "words": note.words, "source": note.source}
    return data | ({"place": note.place} if note.place else {})


def _print_json(
    pack: Pack, reading: SheetReading, book: Book | None, incoming: Sequence[IncomingProject], skipped: Sequence[Project]
) -> None:
    data: dict[str, Any] = {
        "pack": pack.id,
        "projects": [to_plain(project) for project in reading.projects],
        "notes": [_note(note) for note in reading.notes],
        "others": [to_plain(other) for other in reading.others],
    }
    if book is not None:
        data["added"] = [one.project.id for one in incoming if not one.instead_of]
        data["replaced"] = [one.project.id for one in incoming if one.instead_of]
        data["skipped"] = [project.id for project in skipped]
    print_json(data)
