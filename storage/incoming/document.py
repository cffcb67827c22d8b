"""The one door for files that others made: any kind of file becomes a document of blocks and paragraphs."""

from __future__ import annotations

from pathlib import Path

from models.incoming.blocks import Document, texts_of
from storage.errors import StorageError
from storage.files.limits import check_tables, read_bytes
from storage.incoming.kinds import kind_of


def read_document(path: Path) -> Document:
    """The document in a file, by its content and not by its name; each reader is imported when a file needs it.

    Raises ``StorageError``: one sentence that says what the file is, what is wrong where, and what to do.
    """
    data, name = read_bytes(path), path.name
    kind = kind_of(data, name)
    document = _read(kind, data, name)
    check_tables(len(document.blocks), name)
    if not any(texts_of(document.parts)):
        raise StorageError(f"“{name}”里没有文字，读不出东西；换用另一份")
    return document


def _read(kind: str, data: bytes, name: str) -> Document:
    # The readers import python-calamine, pdfium, expat; a start needs none of them.
    match kind:
        case "xlsx" | "xls":
            from storage.incoming.workbook import read_xls, read_xlsx  # noqa: PLC0415 - as said above

            return (read_xlsx if kind == "xlsx" else read_xls)(data, name)
        case "ods":
            from storage.incoming.ods import read_ods  # noqa: PLC0415 - as said above

            return read_ods(data, name)
        case "pdf":
            from storage.incoming.pdf import read_pdf_bounded  # noqa: PLC0415 - as said above

            return read_pdf_bounded(data, name)
        case "docx":
            from storage.incoming.docx import read_docx  # noqa: PLC0415 - as said above

            return read_docx(data, name)
        case _:
            from storage.incoming.plain import read_html_file, read_text_document  # noqa: PLC0415 - as said above

            return (read_html_file if kind == "html" else read_text_document)(data, name)
