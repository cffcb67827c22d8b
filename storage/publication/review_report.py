"""Writes the report of a review as .xlsx, .docx or .html, by the name of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from models.publication.review.finding import Review
from models.publication.review.report.document import report_publication, report_sheets
from storage.errors import StorageError

KINDS: Final = (".xlsx", ".docx", ".html")


def write_report(name: str, review: Review, target: Path) -> None:
    """Write the report on the file ``name`` to ``target``. Raises ``StorageError``."""
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        raise StorageError(f"“{target.name}”不知道存成哪一种；文件名用 {'、'.join(KINDS)} 结尾")
    writer(name, review, target)


def _workbook(name: str, review: Review, target: Path) -> None:
    from storage.workbook.writer import write_sheets  # noqa: PLC0415 - openpyxl, which the other kinds do not need

    write_sheets(report_sheets(name, review), target)


def _text_document(name: str, review: Review, target: Path) -> None:
    from storage.publication.docx.writer import write_docx  # noqa: PLC0415 - as above

    write_docx(report_publication(name, review), target)


def _web_page(name: str, review: Review, target: Path) -> None:
    from storage.publication.html.writer import write_html  # noqa: PLC0415 - as above

    write_html(report_publication(name, review), target)


_WRITERS: Final[Mapping[str, Callable[[str, Review, Path], None]]] = {
    ".xlsx": _workbook,
    ".docx": _text_document,
    ".html": _web_page,
}
