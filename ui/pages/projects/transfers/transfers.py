"""Takes 绩效目标表 from the clipboard into the book, and copies indicators, each as one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.incoming.clipboard.project_list import is_project_list
from models.incoming.html_document import html_document
from models.incoming.sheets.reading import SheetReading, read_sheet_document, read_sheets
from models.pack.forms.sheet import SheetForm
from models.projects.edits import copy_indicators
from models.projects.incoming import add_incoming
from ui.dialogs.question import Question
from ui.grid.paste.mime import block_of, html_of, refusal_of
from ui.pages.common.page import PageServices
from ui.pages.projects.shared.lookup import project_with
from ui.pages.projects.transfers.choose_projects import ChooseProjects
from ui.pages.projects.transfers.sheet_preview import SheetPreview

_TITLE: Final = "粘贴绩效目标表"
_COPY_TITLE: Final = "复制指标到其他项目"
_NOTHING: Final = "剪贴板里没有认得出的绩效目标表。在网页、PDF、Word 或表格里选中整张表（从项目编码到最后一条指标），复制后再粘贴。"
_A_LIST: Final = (
    "剪贴板里是一行一个项目的清单，不是绩效目标表，没有粘贴。把它存成表格文件，用“文件 → 读入”；"
    "清单里要有项目名称、功能科目、资金来源、金额几栏。"
)
_NO_SHEETS: Final = "这个版式没有绩效目标表，剪贴板里的没有粘贴。项目的编码、名称和资金，用“新建项目”录入。"


def read_clipboard(mime: QMimeData, form: SheetForm) -> SheetReading:
    """The sheets on the clipboard, from its HTML or its text, whichever yields more."""
    html = html_of(mime)
    found = html_document(html) if html else None
    readings = [read_sheet_document(found, form)] if found is not None and found.blocks else []
    if mime.hasText() or not readings:
        readings.append(read_sheets(mime.text(), form))
    return min(readings, key=lambda reading: (-len(reading.projects), len(reading.notes)))


def paste_sheets(services: PageServices, parent: QWidget) -> int:
    """Ask which sheets of the clipboard to take in. Returns the id of the first project, or 0."""
    book, mime = services.open_book, QGuiApplication.clipboard().mimeData()
    why = _NO_SHEETS if not book.pack.sheet.is_printed else refusal_of(mime)
    if not why:
        why = _A_LIST if is_project_list(block_of(mime)) else ""
    reading = read_clipboard(mime, book.pack.sheet) if not why else None
    if reading is None or not reading.projects:
        Question.ask(parent, services.theme, _TITLE, why or _NOTHING)
        return 0
    incoming = SheetPreview.ask(parent, reading, book.book, book.pack.sheet, services.theme, services.icons)
    before = {project.id for project in book.book.projects}
    if not incoming or not book.edit(add_incoming(incoming)):
        return 0
    if incoming[0].instead_of:
        return incoming[0].instead_of
    return next(project.id for project in book.book.projects if project.id not in before)


def copy_to_others(services: PageServices, project_id: int, lines: Sequence[int], parent: QWidget) -> None:
    """Copy indicators of a project (by id, or all for no ids) to projects that the user chooses."""
    book = services.open_book
    project = project_with(book.book, project_id)
    if project is None:
        return
    chosen = [line for line in project.indicators if line.id in lines] or list(project.indicators)
    others = [(number, one) for number, one in enumerate(book.book.projects, 1) if one.id != project_id]
    if not chosen or not others:
        Question.ask(parent, services.theme, _COPY_TITLE, "这个项目还没有指标。" if not chosen else "还没有别的项目。")
        return
    what = f"“{chosen[0].name or '没有名称的指标'}”" if len(chosen) == 1 else f"{len(chosen)} 条指标"
    sentence = f"{what.replace(chr(10), ' ')}复制到选中的项目，排在同类指标后面；已经有一样的，不再加。"
    targets = ChooseProjects.ask(parent, services.theme, _COPY_TITLE, sentence, others)
    if targets:
        book.edit(copy_indicators([line.id for line in chosen], targets, book.pack.sheet))
