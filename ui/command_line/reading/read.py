"""The command ``read``: what published budgets and other files hold, field by field, and a book made or filled from them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from models.book.fields import to_plain
from models.book.records import Book
from models.incoming.blocks import Document
from models.incoming.from_tables.filling import Filling, fill_book, fill_last_year
from models.incoming.from_tables.proposal import Proposal, propose_book
from models.incoming.recognised.recognise import Recognised, recognise, sheets_of
from models.incoming.recognised.several import Joined, NamedFile, join_files
from models.incoming.sheets.notes import SheetNote
from models.incoming.sheets.reading import SheetReading, read_sheet_document
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.values.codes import Codes
from storage.errors import StorageError
from storage.files.book_file import read_book_file, write_book_file
from storage.files.open_file import BOOK_FILE, kind_of
from storage.incoming.document import read_document
from storage.packs.catalogue import load_pack, load_packs
from storage.packs.code_lists import codes_of_pack
from storage.paths import bureau_codes, user_packs
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.output import print_json
from ui.command_line.reading.report import (
    file_to_plain,
    is_whole,
    print_file,
    print_proposal,
    print_sheets,
    proposal_to_plain,
    sheet_note,
)

_NO_TABLES: Final = (
    "文件里没有认出公开表，没有东西可以放进预算；看看是不是这个版式的，或者用 --pack 指明版式；只有绩效目标表的，用 sheets 命令"
)


def read(parsed: argparse.Namespace) -> int:
    """Read the files, make or fill the book of ``--into``; 1 where something was not understood or does not agree."""
    book = _book(parsed)
    packs = _packs(parsed, book)
    documents = [read_document(Path(name)) for name in parsed.files]
    files = [NamedFile(Path(name).name, _recognised(one, packs)) for name, one in zip(parsed.files, documents, strict=True)]
    joined = join_files(files)
    if joined.refused:
        raise StorageError(joined.refused)
    sheets = _sheets(documents, files, joined.found.pack)
    proposal = _proposal(joined.found, book, sheets) if joined.found.tables else None
    filling = _filled(parsed, book, joined.found, proposal)
    if parsed.json:
        _print_json(files, joined, sheets, proposal, filling)
    else:
        _print_words(parsed, files, joined, sheets, proposal, filling)
    agrees = proposal is not None and not proposal.differences and not proposal.left_out
    whole = all(is_whole(file.found) for file in files) and not (joined.notes or sheets.notes) and not (filling and filling.kept)
    return OK if agrees and whole else FAULTS


def _book(parsed: argparse.Namespace) -> Book | None:
    """The book of ``--into`` where there is one. Raises ``StorageError``."""
    path = Path(parsed.into) if parsed.into else None
    if parsed.year_before and (path is None or not path.exists()):
        raise StorageError("--year-before 把上年数填进一本预算：用 --into 写明是哪个预算文件（.ysbook），要先有这个文件")
    if path is None or not path.exists():
        return None
    if kind_of(path) != BOOK_FILE:
        raise StorageError(f"“{path.name}”不是预算文件（.ysbook），只能读进预算文件")
    return read_book_file(path)


def _packs(parsed: argparse.Namespace, book: Book | None) -> Sequence[Pack]:
    """The pack that is named, else that of the book to be filled, else all."""
    if parsed.pack:
        return (load_pack(parsed.pack, user_packs()),)
    if book is not None and not parsed.year_before:
        return (load_pack(book.pack, user_packs()),)
    return load_packs(user_packs())[0]


def _codes(pack: Pack, year: int) -> Codes:
    return codes_of_pack(pack, year or pack.year, bureau_codes())


def _recognised(document: Document, packs: Sequence[Pack]) -> Recognised:
    return recognise(document, packs, lambda pack: _codes(pack, pack.year))


def _sheets(documents: Sequence[Document], files: Sequence[NamedFile], pack: Pack | None) -> SheetReading:
    """The projects of the 绩效目标表 in the files; none, with a note, where the pack has no such form."""
    found = [(one, parts) for one, file in zip(documents, files, strict=True) if (parts := sheets_of(one, file.found.blocks))]
    if not found or pack is None:
        return SheetReading((), ())
    if not pack.sheet.is_printed:
        return SheetReading((), (SheetNote(0, 0, f"“{pack.name}”没有绩效目标表，里面的没有读；用 sheets 命令读"),))
    readings = [read_sheet_document(parts, pack.sheet) for _, parts in found]
    projects = tuple(project for reading in readings for project in reading.projects)
    return SheetReading(projects, tuple(note for reading in readings for note in reading.notes))


def _proposal(found: Recognised, last_year: Book | None, sheets: SheetReading) -> Proposal | None:
    if found.pack is None:
        return None
    return propose_book(found, found.pack, _codes(found.pack, found.year), last_year, sheets.projects)


def _filled(parsed: argparse.Namespace, book: Book | None, found: Recognised, proposal: Proposal | None) -> Filling | None:
    """Write the book of ``--into``; what was filled, None where nothing is to be written. Raises ``StorageError``."""
    if not parsed.into:
        return None
    if proposal is None:
        raise StorageError(_NO_TABLES)
    year = found.year or proposal.book.year
    if book is None:
        write_book_file(proposal.book, Path(parsed.into))
        return fill_book(Book(proposal.book.pack, year), proposal.book)
    wanted = book.year - 1 if parsed.year_before else book.year
    if year != wanted:
        other = "；要填上年数，加 --year-before" if not parsed.year_before and year == book.year - 1 else ""
        raise StorageError(f"文件是 {year} 年的预算，“{Path(parsed.into).name}”要的是 {wanted} 年的，没有读进去{other}")
    filling = _filling(parsed, book, proposal)
    write_book_file(filling.edit(book), Path(parsed.into))
    return filling


def _filling(parsed: argparse.Namespace, book: Book, proposal: Proposal) -> Filling:
    if not parsed.year_before:
        return fill_book(book, proposal.book)
    pack = load_pack(proposal.book.pack, user_packs())
    before = Context(proposal.book, pack, _codes(pack, proposal.book.year))
    return fill_last_year(book, load_pack(book.pack, user_packs()), before)


def _print_words(
    parsed: argparse.Namespace,
    files: Sequence[NamedFile],
    joined: Joined,
    sheets: SheetReading,
    proposal: Proposal | None,
    filling: Filling | None,
) -> None:
    for file in files:
        print_file(file)
    print_sheets(sheets)
    for sentence in joined.notes:
        print(sentence, file=sys.stderr)
    if proposal is not None and not parsed.year_before:
        print_proposal(proposal)
    if filling is None:
        return
    sources = "、".join(f"“{file.name}”" for file in files if file.found.tables)
    print(f"从{sources}放进 {parsed.into}：{'，'.join(filling.filled) or '没有放进东西'}")
    for sentence in filling.kept:
        print(f"  {sentence}")


def _print_json(
    files: Sequence[NamedFile], joined: Joined, sheets: SheetReading, proposal: Proposal | None, filling: Filling | None
) -> None:
    data: dict[str, Any] = {
        "files": [file_to_plain(file) for file in files],
        "projects": [to_plain(project) for project in sheets.projects],
        "notes": [*joined.notes, *map(sheet_note, sheets.notes)],
    }
    if proposal is not None:
        data |= proposal_to_plain(proposal)
    if filling is not None:
        data |= {"filled": list(filling.filled), "kept": list(filling.kept)}
    print_json(data)
