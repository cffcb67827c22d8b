"""导出这一张: the table, text or project's sheet that is chosen, as a file of its own, of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from ui.app.exports.part import PartExport

if TYPE_CHECKING:
    from pathlib import Path

    from models.paper.sheet_list import SheetPlan
    from models.published.context import Context
    from storage.files.progress import Report
    from ui.dialogs.export_progress import Write

_TITLE: Final = "导出这一张"
_KINDS: Final = {".xlsx": ("工作簿", "X"), ".pdf": ("PDF", "P"), ".docx": ("文档（WPS、Word）", "W")}


class SheetExport(PartExport):
    """The command 导出这一张; a draft while something stands in the way."""

    @Slot()
    def export(self) -> None:
        """Ask for the kind of file and where to, and write the sheet."""
        from models.paper.sheet_list import sheet_plans
        from models.words.books import file_title
        from ui.dialogs.answer import Answer
        from ui.dialogs.question import Question

        workspace, open_book = self._services.window.workspace, self._finished_book()
        if workspace is None or open_book is None:
            return
        key = workspace.page.sheet_key
        plan = next((plan for plan in sheet_plans(open_book.context) if plan.entry.key == key), None)
        window, theme = self._services.window, self._services.theme
        if plan is None:
            Question.ask(window, theme, _TITLE, "在“公开表预览”里选一张表，或者在“项目”里选一个项目，再导出这一张。")
            return
        draft = open_book.is_draft
        answers = (Answer("leave", "不导出", "N"), *(Answer(kind, *words) for kind, words in _KINDS.items()))
        told = f"“{plan.entry.label}”导出成哪一种文件？{'还有错误或没写说明的核实，标明“草稿”。' if draft else ''}"
        ending = Question.ask(window, theme, _TITLE, told, answers)
        if ending in _KINDS:
            name, words = file_title(open_book.book, plan.entry.label), _KINDS[ending][0]
            write = _writer(open_book.context, plan, ending, draft=draft)
            self._command().save_part(name, write, draft=draft, kind=(ending, f"{words}（*{ending}）(*{ending})"))


def _writer(context: Context, plan: SheetPlan, ending: str, *, draft: bool) -> Write:
    """Writes the sheet as it is now."""

    def write(path: Path, report: Report) -> str:
        import hashlib

        if ending == ".xlsx":
            from storage.workbook.writer import write_sheets  # openpyxl: a start does without

            write_sheets([plan.lay_out(draft=draft)], path)
        else:
            _write_published(context, plan, ending, path, report, draft=draft)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    return write


def _write_published(context: Context, plan: SheetPlan, ending: str, path: Path, report: Report, *, draft: bool) -> None:
    """The sheet alone as a published document."""
    from msgspec.structs import replace

    from models.publication.document import SheetPart, publication
    from ui.app.exports.publication import write_kind

    whole = publication(context, draft=draft)
    document = replace(whole, title=plan.entry.label, parts=(SheetPart(plan.entry.key, plan),), headings=())
    write_kind(ending)(document, path, report)
