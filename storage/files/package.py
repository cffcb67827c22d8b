"""Writes the package of a 报送 (报送包): one zip with all that is handed in, 报送单, and the SHA-256 of every file.

Inside: the workbook, the book without the clerk's notes, what was published beside them, 报送单, ``报送.json`` (unit, year, when,
versions, fingerprint) and ``SHA256.txt`` in the form of sha256sum. The fingerprint is made of the files, without 报送单.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec import Struct

from models.book.exchange import handed_in
from models.book.records import Book
from models.checks.findings import Finding
from models.paper.sheet import PrintedSheet
from models.paper.submission.fingerprint import fingerprint
from models.paper.submission.sheets import SUBMISSION, Submission, submission_sheets
from models.program import PROGRAM, VERSION
from models.published.context import Context
from models.words.books import file_title
from storage.files.book_file import book_bytes
from storage.files.progress import Report
from storage.replace_file import replace_file
from storage.workbook.writer import sheets_workbook, submitted_workbook

FORMAT: Final = "ysgk-package"
FORMAT_VERSION: Final = 1
SLIP: Final = f"{SUBMISSION}.xlsx"
HEAD: Final = "报送.json"
SUMS: Final = "SHA256.txt"
Attachments = Mapping[str, bytes]
"""File name → content, of what was made of the same book beside its workbook."""


class Handing(Struct, frozen=True):
    """What of a 报送 the book does not say: ``when`` it is made, and the last one, if any (``since`` in words)."""

    when: str
    before: Book | None = None
    since: str = ""


class Written(Struct, frozen=True):
    """A package as it was written: its SHA-256, its fingerprint and the sheets of 报送单."""

    sha256: str
    fingerprint: str
    slip: tuple[PrintedSheet, ...]


def write_package(
    context: Context,
    findings: Sequence[Finding],
    handing: Handing,
    target: Path,
    report: Report,
    *,
    draft: bool,
    attachments: Callable[[], Attachments] = dict,
) -> Written:
    """Write the package of a book with its ``findings``; an existing file stays whole until the new one is complete.

    ``attachments`` is called when the workbook is made. Raises ``StorageError`` and whatever ``report`` raises.
    """
    title = file_title(context.book)
    files = {
        f"{title}.xlsx": submitted_workbook(context, report, draft=draft),
        f"{title}.ysbook": book_bytes(handed_in(context.book)),
        **attachments(),
    }
    sums = {name: _sum(data) for name, data in files.items()}
    digits = fingerprint(sums)
    submission = Submission(handing.when, digits, sums, handing.before, handing.since)
    slip = submission_sheets(context, findings, submission, draft=draft)
    files[SLIP] = sheets_workbook(slip)
    files[HEAD] = _head(context, handing, digits, draft=draft)
    files[SUMS] = "".join(f"{_sum(data)}  {name}\n" for name, data in files.items()).encode()
    data = packed(files)
    replace_file(target, data)
    return Written(_sum(data), digits, slip)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _head(context: Context, handing: Handing, digits: str, *, draft: bool) -> bytes:
    book, pack = context.book, context.pack
    head = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "program": f"{PROGRAM} {VERSION}",
        "unit_code": book.unit.code,
        "unit_name": book.unit.name,
        "year": book.year,
        "stage": book.stage,
        "pack": f"{pack.id} {pack.version}",
        "when": handing.when,
        "draft": draft,
        "fingerprint": digits,
    }
    return (json.dumps(head, ensure_ascii=False, indent=1) + "\n").encode()


def packed(files: Mapping[str, bytes], room: int = 0) -> bytes:
    """The zip, with ``room`` bytes of nothing at its end; every part is dated 1980: the same content gives the same bytes."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
        archive.comment = bytes(room)
    return made.getvalue()
