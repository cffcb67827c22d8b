"""The command ``read``: what published budgets and other files hold, field by field, and a book made or filled from them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from models.book.fields import to_plain
from models.book.records import Book
from models.incoming.offer.block import Outcome
from models.incoming.offer.making import NamedDocument, offer_of
from models.incoming.offer.offer import Offer
from models.incoming.offer.published import sheet_reading
from models.incoming.recognised.several import NamedFile
from models.incoming.recognised.titles import SHEET
from models.incoming.sheets.notes import SheetNote
from models.incoming.sheets.reading import SheetReading
from models.pack.forms.pack import Pack
from storage.errors import StorageError
from storage.files.book_file import read_book_file, write_book_file
from storage.files.open_file import BOOK_FILE, kind_of
from storage.incoming.document import read_document
from storage.packs.catalogue import load_pack, load_packs
from storage.packs.code_lists import codes_of_pack
from storage.paths import bureau_codes, user_packs
from storage.workbook.own_workbook import own_workbook
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.output import print_json
from ui.command_line.reading.report import (
    file_to_plain,
    is_whole,
    outcome_to_plain,
    print_file,
    print_outcome,
    print_sheets,
    sheet_note,
)

_NOTHING: Final = "文件里没有认出能放进预算的东西；看看是不是这个版式的，或者用 --pack 指明版式"


def read(parsed: argparse.Namespace) -> int:
    """Read the files, make or fill the book of ``--into``; 1 where something was not understood or does not agree."""
    book = _book(parsed)
    documents = [NamedDocument(Path(name).name, read_document(Path(name))) for name in parsed.files]
    own = own_workbook(documents[0].document, documents[0].name) if len(documents) == 1 and not parsed.year_before else None
    if own is not None:
        from ui.command_line.reading.own import read_own  # noqa: PLC0415 - printing, which other files do without

        return read_own(parsed, own, documents[0].document, book)
    offer = offer_of(
        documents,
        _packs(parsed, book),
        lambda pack, year: codes_of_pack(pack, year or pack.year, bureau_codes()),
        book,
        year_before=parsed.year_before,
    )
    if offer.refused:
        raise StorageError(offer.refused)
    sheets, found = _sheets(offer), any(file.found.tables for file in offer.files)
    outcome = offer.outcome(offer.all_keys, keeping=True) if found or parsed.into else None
    if parsed.into and outcome is not None:
        _write(parsed, book, offer, outcome)
    if parsed.json:
        _print_json(parsed, offer, sheets, outcome)
    else:
        _print_words(parsed, offer, sheets, outcome)
    agrees = outcome is not None and not outcome.differences and not outcome.left_out
    whole = all(is_whole(file.found) for file in offer.files) and not (offer.notes or sheets.notes)
    return OK if agrees and whole and not (parsed.into and outcome and outcome.kept) else FAULTS


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


def _sheets(offer: Offer) -> SheetReading:
    """The projects of the 绩效目标表 in the files; none, with a note, where the pack has no such form."""
    readings = [reading for file in offer.files if (reading := sheet_reading(file, offer.target)) is not None]
    pack = offer.target.pack
    if not pack.sheet.is_printed and any(block.kind == SHEET for block in offer.blocks):
        return SheetReading((), (SheetNote(0, 0, f"“{pack.name}”没有绩效目标表，里面的没有读；用 sheets 命令读"),))
    projects = tuple(project for reading in readings for project in reading.projects)
    return SheetReading(projects, tuple(note for reading in readings for note in reading.notes))


def _write(parsed: argparse.Namespace, book: Book | None, offer: Offer, outcome: Outcome) -> None:
    """Write the book of ``--into``. Raises ``StorageError``, also where there is nothing to write or the year is another."""
    if not offer.all_keys:
        raise StorageError(_NOTHING)
    year = offer.target.year or offer.target.pack.year
    if book is not None and any(file.found.tables for file in offer.files):
        wanted = book.year - 1 if parsed.year_before else book.year
        if year != wanted:
            other = "；要填上年数，加 --year-before" if not parsed.year_before and year == book.year - 1 else ""
            raise StorageError(f"文件是 {year} 年的预算，“{Path(parsed.into).name}”要的是 {wanted} 年的，没有读进去{other}")
    write_book_file(outcome.book, Path(parsed.into))


def _print_words(parsed: argparse.Namespace, offer: Offer, sheets: SheetReading, outcome: Outcome | None) -> None:
    for file in offer.files:
        print_file(NamedFile(file.name, file.found))
    print_sheets(sheets)
    for sentence in offer.notes:
        print(sentence, file=sys.stderr)
    if outcome is None:
        return
    if not parsed.year_before:
        print_outcome(outcome)
    if not parsed.into:
        return
    sources = "、".join(f"“{file.name}”" for number, file in enumerate(offer.files) if _gives(offer, number))
    print(f"从{sources}放进 {parsed.into}：{'，'.join(outcome.filled) or '没有放进东西'}")
    for sentence in outcome.kept:
        print(f"  {sentence}")


def _gives(offer: Offer, number: int) -> bool:
    """Whether a file holds anything for a book."""
    return any(block.file == number and block.can_be_taken for block in offer.blocks)


def _print_json(parsed: argparse.Namespace, offer: Offer, sheets: SheetReading, outcome: Outcome | None) -> None:
    data: dict[str, Any] = {
        "files": [file_to_plain(NamedFile(file.name, file.found)) for file in offer.files],
        "projects": [to_plain(project) for project in sheets.projects],
        "notes": [*offer.notes, *map(sheet_note, sheets.notes)],
    }
    if outcome is not None:
        data |= outcome_to_plain(outcome)
    if outcome is not None and parsed.into:
        data |= {"filled": list(outcome.filled), "kept": list(outcome.kept)}
    print_json(data)
