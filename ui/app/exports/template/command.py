"""文件 → 其他导出 → 填入财政局的模板: choose the template, see and point, write it filled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from ui.app.exports.part import PartExport
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from models.templates.records import Filling
    from storage.files.progress import Report
    from storage.templates.template import Template
    from ui.dialogs.export_progress import Write

TEMPLATE_FOLDER: Final = "templates/folder"
_KINDS: Final = "财政局的模板（*.xlsx *.xls）(*.xlsx *.xls);;所有文件 (*)"


class TemplateExport(PartExport):
    """The command 填入财政局的模板."""

    @Slot()
    def fill(self) -> None:
        """Ask for the template, show what goes where, and write it."""
        from storage.errors import StorageError
        from storage.templates.template import read_template

        open_book = self._finished_book()
        path = self._ask_file() if open_book is not None else None
        if open_book is None or path is None:
            return
        try:
            template = read_template(path)
        except StorageError as error:
            self._say("没有打开", str(error))
            return
        if all(block.hidden or not block.height for block in template.document.blocks):
            self._say("没有打开", f"“{path.name}”里有内容的工作表都藏着；在 WPS 里取消隐藏，存好再填")
            return
        self._show(open_book, template, path)

    def _ask_file(self) -> Path | None:
        from ui.app.exports.template.dialog import TITLE
        from ui.dialogs.file_questions import FileQuestions, last_folder

        settings = self._services.settings
        path = FileQuestions.existing(self._services.window, TITLE, last_folder(settings, TEMPLATE_FOLDER), _KINDS)
        if path is not None:
            settings.set(TEMPLATE_FOLDER, str(path.resolve().parent))
        return path

    def _show(self, open_book: OpenBook, template: Template, path: Path) -> None:
        """Show the dialog until the template is written, or the dialog left: again where the file could not be."""
        from models.checks.findings import blocked_words, blocking
        from models.templates.parts import parts_of
        from models.templates.plan import plan_filling
        from storage.paths import kept_templates
        from storage.templates.kept import KeptTemplates
        from ui.app.exports.template.dialog import FillTemplate

        services, context = self._services, open_book.context
        why_draft = blocked_words(blocking(open_book.book, open_book.findings))
        draft = bool(why_draft)
        target: Path | None = None
        notes: list[str] = []
        while target is None:
            answer = FillTemplate.ask(
                services.window, services.theme, services.icons, template, parts_of(context),
                lambda points: plan_filling(template.document, context, points, draft=draft),
                KeptTemplates(kept_templates()), why_draft,
            )  # fmt: skip
            if answer is None:
                return
            notes.extend(filter(None, [answer.kept]))
            write = _writer(template, answer.filling, notes, draft=draft)
            target = self._command().save_part(f"{path.stem} 填好", write, draft=draft, source=path, notes=notes)

    def _say(self, title: str, sentence: str) -> None:
        from ui.dialogs.question import Question

        Question.ask(self._services.window, self._services.theme, title, sentence)


def _writer(template: Template, filling: Filling, notes: list[str], *, draft: bool) -> Write:
    """Writes the filled template, and adds to ``notes`` what is to be told of it then."""
    from hashlib import sha256

    from storage.templates.template import write_filled

    def write(target: Path, report: Report) -> str:
        report(0, 1)
        notes.extend(write_filled(template, filling, target, draft=draft))
        report(1, 1)
        return sha256(target.read_bytes()).hexdigest()

    return write
