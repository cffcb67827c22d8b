"""绩效目标表用别的版式: the sheets of the projects in a layout that is not that of the book's pack, as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from models.book.records import Book
from models.pack.forms.sheet import TABLE, SheetForm
from ui.app.exports.part import PartExport
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from pathlib import Path

    from storage.files.progress import Report
    from storage.packs.layout_choice import SheetLayout
    from ui.dialogs.export_progress import Write


class LayoutExport(PartExport):
    """The command 绩效目标表用别的版式."""

    @Slot()
    def export(self) -> None:
        """Ask for the layout, as often as it is previewed, and write the workbook."""
        from models.checks.findings import blocked_words, blocking
        from models.projects.other_layout import layout_notes
        from ui.app.exports.layout_preview import LayoutPreview
        from ui.dialogs.packs.choose_layout import LAYOUT_TITLE, PREVIEW, ChooseLayout
        from ui.dialogs.question import Question

        open_book, services = self._finished_book(), self._services
        if open_book is None:
            return
        book, own = open_book.book, open_book.pack.sheet
        if not book.projects:
            Question.ask(services.window, services.theme, LAYOUT_TITLE, "这本预算没有项目，没有绩效目标表可以导出。")
            return
        layouts = services.forms.layouts(own)
        why_draft = blocked_words(blocking(book, open_book.findings))
        kind, layout = PREVIEW, layouts[0]
        while kind == PREVIEW:
            kind, layout = ChooseLayout.ask(
                services.window,
                services.theme,
                layouts,
                layout,
                lambda chosen: (_title(chosen.form, book), *layout_notes(book.projects, own, chosen.form)),
                why_draft,
            )
            if kind == PREVIEW:
                LayoutPreview(self, services, open_book, layout, draft=bool(why_draft)).show()
        if kind:
            self._write(open_book, layout, draft=bool(why_draft))

    def _write(self, open_book: OpenBook, layout: SheetLayout, *, draft: bool) -> None:
        from models.words.books import file_title

        title = file_title(open_book.book, f"绩效目标表（{layout.name}）")
        self._command().save_part(title, _writer(open_book, layout, draft=draft), draft=draft)


def _title(form: SheetForm, book: Book) -> str:
    """What the sheets will be headed, those of the projects as that of the first."""
    from models.paper.project_sheets.sheet import sheet_title
    from models.paper.project_sheets.table import table_title

    if form.layout == TABLE:
        return f"所有项目印成一张：{table_title(form, book)}"
    return f"每个项目印一张：{sheet_title(form, book, book.projects[0], 1)}"


def _writer(open_book: OpenBook, layout: SheetLayout, *, draft: bool) -> Write:
    """Writes the sheets of all projects of the book as it is now."""
    from models.projects.other_layout import in_layout
    from storage.workbook.writer import write_workbook  # openpyxl: a start does without

    book, pack, codes = open_book.book, in_layout(open_book.pack, layout.form), open_book.codes
    projects = [project.id for project in book.projects]

    def write(path: Path, report: Report) -> str:
        return write_workbook(book, pack, codes, path, draft=draft, projects=projects, report=report)

    return write
