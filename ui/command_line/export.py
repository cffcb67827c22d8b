"""The command ``export``: writes the workbooks of a book or of its bodies (单位), and records a 报送 of the whole."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from models.book.agencies import named_agencies
from models.book.records import AgencyLine, Book
from models.checks.checker import run_checks
from models.checks.findings import Finding, blocked_words, blocking
from models.checks.unit_documents import unit_documents, why_no_documents
from models.published.context import Context
from models.published.sub_units import agency_named
from models.values.text import listed
from models.words.books import file_title
from models.words.places import place_words
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.diagnostics.fault_log import log_fault
from storage.errors import StorageError
from storage.files.open_file import DATABASE, kind_of, matching_book
from storage.paths import user_packs
from storage.replace_file import refuse_source
from storage.workbook.writer import write_workbook
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import choice_of, context_of, read_book
from ui.command_line.output import may_leave, workbook_path

_UNIT_PART: Final = "单位预算公开"

Faults = Sequence[tuple[Context, Sequence[Finding]]]
"""The blocking findings of each book, with the book that names their places."""


def export(parsed: argparse.Namespace) -> int:
    """Write the workbook or workbooks. Submissions with open findings list them and return 1; then nothing is written."""
    refuse_source(Path(parsed.out), Path(parsed.file), "这本预算")
    if not parsed.every_agency:
        workbook_path(parsed.out)
    context = context_of(read_book(parsed))
    found = () if parsed.draft else run_checks(context, log_fault)
    wanted = [_sheets(parsed, context, found)] if parsed.sheets else list(_documents(parsed, context, found))
    blocked = [each for each in wanted if any(findings for _, findings in each.faults)]
    for each in blocked:
        refuse(each.faults, each.target.stem if parsed.every_agency else "")
    counted = [each.context for each in wanted if not each.projects and each.context.book.withheld]
    if blocked or not all(may_leave(one, known=parsed.withheld_counted) for one in counted):
        return FAULTS
    if parsed.every_agency:
        _make_folder(Path(parsed.out))
    for each in wanted:
        of_it = each.context
        fingerprint = write_workbook(of_it.book, of_it.pack, of_it.codes, each.target, draft=parsed.draft, projects=each.projects)
        if of_it is context and not parsed.draft:
            _record_submission(parsed, of_it.book, each.target.name, fingerprint)
        print(f"{'草稿' if parsed.draft else '工作簿'}已导出到 {each.target}{f'（{each.hints}）' if each.hints else ''}")
    return OK


class _Document(NamedTuple):
    """A workbook to write: its file, its book, the blocking findings, and how many hints there are of a body's book.

    With ``projects`` (ids) it has their sheets alone.
    """

    target: Path
    context: Context
    faults: Faults
    hints: str = ""
    projects: Sequence[int] = ()


def _documents(parsed: argparse.Namespace, context: Context, found: Sequence[Finding]) -> Iterator[_Document]:
    """The documents that are wanted. Raises ``StorageError`` without a body.

    ``found`` are the findings of the whole book, none for drafts.
    """
    out, own = Path(parsed.out), (context, blocking(context.book, found))
    suffix = " 草稿.xlsx" if parsed.draft else ".xlsx"
    if parsed.every_agency:
        yield _Document(out / f"{file_title(context.book)}{suffix}", context, [own])
    elif not parsed.agency:
        yield _Document(out, context, [own])
        return
    for document in unit_documents(context, found, context_of, bodies(context.book, parsed.agency or "")):
        inherited = (context, document.inherited if parsed.agency else ())  # else they are said of the whole book already
        faults = [] if parsed.draft else [inherited, (document.context, document.own)]
        target = out / f"{file_title(document.context.book, _UNIT_PART)}{suffix}" if parsed.every_agency else out
        yield _Document(target, document.context, faults, document.hint_words)


def _sheets(parsed: argparse.Namespace, context: Context, found: Sequence[Finding]) -> _Document:
    """The sheets of all projects in the layout that is named, after saying what is missing. Raises ``StorageError``."""
    from models.projects.other_layout import in_layout, layout_notes  # noqa: PLC0415 - only this way out needs them
    from storage.packs.layout_choice import layout_named  # noqa: PLC0415

    book, pack = context.book, context.pack
    layout = layout_named(parsed.sheets, user_packs())
    if not book.projects:
        raise StorageError("这本预算没有项目，没有绩效目标表可以导出")
    for note in layout_notes(book.projects, pack.sheet, layout.form):
        print(note)
    faults = [] if parsed.draft else [(context, blocking(book, found))]
    laid_out = Context(book, in_layout(pack, layout.form), context.codes)
    return _Document(Path(parsed.out), laid_out, faults, layout.name, [project.id for project in book.projects])


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"“{folder}”这个文件夹建不了（{error.strerror}），没有导出；换一个地方") from error


def bodies(book: Book, name: str) -> Sequence[AgencyLine]:
    """The body with this name, all of them without one. Raises ``StorageError`` where there is none."""
    known = named_agencies(book)
    fault = why_no_documents(book)
    if fault:
        raise StorageError(fault)
    if not name:
        return known
    agency = agency_named(book, name)
    if agency is None:
        raise StorageError(f"机构设置里没有“{name}”，只有 {listed(one.name for one in known)}")
    return (agency,)


def refuse(of_books: Faults, name: str) -> None:
    """Say on stderr what keeps a document from being a 正式件."""
    every = [finding for _, faults in of_books for finding in faults]
    print(f"{f'{name}：' if name else ''}{blocked_words(every)}；可以用 --draft 导出草稿：", file=sys.stderr)
    for context, faults in of_books:
        for finding in faults:
            words = place_words(context.book, context.pack, finding.place)
            print(f"{finding.severity.value}  {finding.message}  〔{words}〕", file=sys.stderr)


def _record_submission(parsed: argparse.Namespace, book: Book, file_name: str, fingerprint: str) -> None:
    """Record the 报送 of a book in a database, so that ``changes`` can compare with it."""
    path = Path(parsed.file)
    if kind_of(path) != DATABASE:
        return
    with open_database(path) as database:
        store = BookStore(database)
        store.record_submission(matching_book(store, path, choice_of(parsed)).id, book, file_name, fingerprint)
