"""Whole 绩效目标表 from the clipboard into the book: read, shown, and taken in as one step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.incoming.clipboard.html_table import from_html
from models.incoming.sheets.reading import SheetReading, read_sheet_block, read_sheets
from models.pack.forms import SheetForm
from models.projects.arrival import take_in
from ui.dialogs.question import Question
from ui.dialogs.sheet_preview import SheetPreview
from ui.pages.page import PageRoom

_TITLE: Final = "粘贴绩效目标表"
_NOTHING: Final = "剪贴板里没有认得出的绩效目标表。在网页、PDF、Word 或表格里选中整张表（从项目编码到最后一条指标），复制后再粘贴。"


def read_clipboard(mime: QMimeData, form: SheetForm) -> SheetReading:
    """The sheets on the clipboard, from its table or from its text, whichever says more."""
    found = from_html(mime.html()) if mime.hasHtml() else None
    readings = [read_sheet_block(found.block, form)] if found is not None else []
    if mime.hasText() or not readings:
        readings.append(read_sheets(mime.text(), form))
    return min(readings, key=lambda reading: (-len(reading.projects), len(reading.notes)))


def paste_sheets(room: PageRoom, parent: QWidget) -> int:
    """Ask what to take of the clipboard's sheets; gives the id of the first project that came in, or 0."""
    book = room.open_book
    reading = read_clipboard(QGuiApplication.clipboard().mimeData(), book.pack.sheet)
    if not reading.projects:
        Question.ask(parent, room.theme, _TITLE, _NOTHING)
        return 0
    arrivals = SheetPreview.ask(parent, reading, book.book, book.pack.sheet, room.theme, room.icons)
    before = {project.id for project in book.book.projects}
    if not arrivals or not book.edit(take_in(arrivals)):
        return 0
    if arrivals[0].instead_of:
        return arrivals[0].instead_of
    return next(project.id for project in book.book.projects if project.id not in before)
