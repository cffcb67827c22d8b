"""The command ``read``: what published budgets and other files hold, field by field, and a book made or filled from them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.book.records import Book
from models.incoming.from_tables.filling import Filling, fill_book, fill_last_year
from models.incoming.from_tables.proposal import Proposal, propose_book
from models.incoming.recognised.recognise import Recognised, recognise
from models.incoming.recognised.several import Joined, NamedFile, join_files
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
from ui.command_line.reading.report import file_to_plain, is_whole, print_file, print_proposal, proposal_to_plain


def read(parsed: argparse.Namespace) -> int:
    """Read the files, make or fill the book of ``--into``; 1 where something was not understood or does not agree."""
    book = _book(parsed)
    packs = _packs(parsed, book)
    files = [NamedFile(Path(name).name, _recognised(Path(name), packs)) for name in parsed.files]
    joined = join_files(files)
    if joined.refused:
        raise StorageError(joined.refused)
    proposal = _proposal(joined.found, book) if joined.found.tables else None
    filling = _filled(parsed, book, joined.found, proposal)
    if parsed.json:
        _print_json(files, joined, proposal, filling)
    else:
        _print_words(parsed, files, joined, proposal, filling)
    agrees = proposal is not None and not proposal.differences and not proposal.left_out
    whole = all(is_whole(file.found) for file in files) and not joined.notes and not (filling and filling.kept)
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


def _recognised(path: Path, packs: Sequence[Pack]) -> Recognised:
    return recognise(read_document(path), packs, lambda pack: _codes(pack, pack.year))


def _proposal(found: Recognised, last_year: Book | None) -> Proposal | None:
    if found.pack is None:
        return None
    return propose_book(found, found.pack, _codes(found.pack, found.year), last_year)


def _filled(parsed: argparse.Namespace, book: Book | None, found: Recognised, proposal: Proposal | None) -> Filling | None:
    """Write the book of ``--into``; what was filled, None where nothing is to be written. Raises ``StorageError``."""
    if not parsed.into:
        return None
    if proposal is None:
        raise StorageError("文件里没有认出公开表，没有东西可以放进预算；看看是不是这个版式的，或者用 --pack 指明版式")
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
    parsed: argparse.Namespace, files: Sequence[NamedFile], joined: Joined, proposal: Proposal | None, filling: Filling | None
) -> None:
    for file in files:
        print_file(file)
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


def _print_json(files: Sequence[NamedFile], joined: Joined, proposal: Proposal | None, filling: Filling | None) -> None:
    data: dict[str, Any] = {"files": [file_to_plain(file) for file in files], "notes": list(joined.notes)}
    if proposal is not None:
        data |= proposal_to_plain(proposal)
    if filling is not None:
        data |= {"filled": list(filling.filled), "kept": list(filling.kept)}
    print_json(data)
