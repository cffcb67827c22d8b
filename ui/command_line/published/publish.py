"""The command ``publish``: writes the published document (公开文本) of a book or of one of its bodies (单位)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from models.checks.checker import run_checks
from models.checks.findings import blocking
from models.checks.unit_documents import unit_documents
from models.publication.document import Publication, publication
from models.published.context import Context
from models.values.text import listed
from storage.diagnostics.fault_log import log_fault
from storage.errors import StorageError
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import context_of, read_book
from ui.command_line.export import Faults, bodies, refuse
from ui.command_line.output import may_leave

WRITERS: Final = (".pdf", ".docx", ".html")


def publish(parsed: argparse.Namespace) -> int:
    """Write the document. With open findings list them, write nothing and return 1, unless it is a draft."""
    target = Path(parsed.out)
    write = writer_of(target)
    context = context_of(read_book(parsed))
    wanted, faults, hints = _document(parsed, context)
    if any(findings for _, findings in faults):
        refuse(faults, "")
        return FAULTS
    if not may_leave(wanted, known=parsed.withheld_counted):
        return FAULTS
    write(publication(wanted, draft=parsed.draft), target)
    print(f"公开文本{'（草稿）' if parsed.draft else ''}已写到 {target}{f'（{hints}）' if hints else ''}")
    return OK


def writer_of(target: Path) -> Callable[[Publication, Path], None]:
    """What writes a file with this ending; each brings only what it needs. Raises ``StorageError``."""
    match target.suffix.lower():
        case ".pdf":
            from ui.printing.publication.without_window import write_pdf_without_window  # noqa: PLC0415 - Qt

            return write_pdf_without_window
        case ".docx":
            from storage.publication.docx.writer import write_docx  # noqa: PLC0415 - one of three

            return write_docx
        case ".html":
            from storage.publication.html.writer import write_html  # noqa: PLC0415 - one of three

            return write_html
    raise StorageError(f"“{target.name}”不知道写成哪一种：文件名的结尾写 {listed(WRITERS)}")


def _document(parsed: argparse.Namespace, context: Context) -> tuple[Context, Faults, str]:
    """The book to publish, what stands in the way of it, and how many hints there are of a body's book."""
    found = () if parsed.draft else run_checks(context, log_fault)
    if not parsed.agency:
        return context, [(context, blocking(context.book, found))], ""
    (document,) = unit_documents(context, found, context_of, bodies(context.book, parsed.agency))
    faults = [] if parsed.draft else [(context, document.inherited), (document.context, document.own)]
    return document.context, faults, document.hint_words
