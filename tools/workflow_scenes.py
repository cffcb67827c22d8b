"""Scenes of work over several steps: stages, several projects, replacing, the edit log, sums of a selection, a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from models.book import edits
from models.book.places import Place
from models.years.next_stage import next_stage
from models.years.roll_over import RollOverOptions, goes_on
from models.years.roll_over_notes import next_year
from storage.packs.catalogue import load_pack
from tools.painter import Painter, take_page
from ui.dialogs.file_questions import FileQuestions
from ui.dialogs.packs.choose_pack import ChoosePack


def several_projects(painter: Painter) -> None:
    """Several projects chosen, with what they have in common on the sheet."""
    take_page(painter, "projects")
    page = painter.workspace.page
    for key, modifier in (
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier),
        *[(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)] * 4,
    ):
        QTest.keyClick(painter.window.focusWidget(), key, modifier)
    painter.take("projects-several")
    page.parts[-1].setFocus()
    painter.take("projects-several-sheet")
    page.setFocus()
    QTest.keyClick(painter.window.focusWidget(), Qt.Key.Key_Home)


def replacing(painter: Painter) -> None:
    """替换: hits on all pages, and those that cannot be read afterwards."""

    def fill(text: str, instead: str) -> Callable[[QDialog], object]:
        def prepare(dialog: QDialog) -> None:
            for field, words in zip(dialog.findChildren(QLineEdit), (text, instead), strict=True):
                field.setText(words)

        return prepare

    painter.take_dialog("replace", lambda: painter.command("replace"), fill("工作经费", "工作专项经费"))
    painter.take_dialog("replace-unread", lambda: painter.command("replace"), fill("2013", "2019"))


def steps(painter: Painter) -> None:
    """修改记录 with steps, and the past of one cell."""
    book, line = painter.open_book, painter.open_book.book.basic[5].id
    for field, text in (("amount", "72"), ("note", "按批复数"), ("amount", "73.5")):
        book.edit(edits.set_field(line, field, text))
    book.undo()
    painter.workspace.open_page("history")
    painter.take("history-steps")
    painter.workspace.page.go_to(Place("basic", line, "amount"))
    painter.take("history-cell")
    painter.workspace.page.go_to(Place(""))
    book.go_to(book.step - 2)


def selection(painter: Painter) -> None:
    """The sums of a selected column, and the context menus of a grid, the findings and the preview."""
    workspace = painter.workspace
    workspace.go_to(Place("basic", painter.open_book.book.basic[1].id, "amount"))
    QTest.keyClick(painter.grid, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    painter.take("selection-sums")
    workspace.go_to(Place("basic", painter.open_book.book.basic[1].id, "economic"))
    painter.copy("30101")
    take_context_menu(painter, "grid")
    workspace.findings.set_open(True)
    workspace.findings.list.setFocus()
    take_context_menu(painter, "findings")
    workspace.findings.set_open(False)
    workspace.open_page("preview")
    workspace.preview.sheet_view.setFocus()
    take_context_menu(painter, "preview")


def take_context_menu(painter: Painter, name: str) -> None:
    """Picture the context menu of the widget that has the focus."""
    painter.settle()
    painter.command("context_menu")
    menu = QApplication.activePopupWidget()
    painter.take(f"context-menu-{name}", menu)
    if menu is not None:
        menu.close()


def draft(painter: Painter) -> None:
    """An official table while a 错误 stands."""
    book, workspace = painter.open_book, painter.workspace
    book.edit(edits.set_field(book.book.basic[0].id, "amount", "见附表"))
    workspace.open_page("preview")
    workspace.preview.list.select("T3")
    workspace.preview.sheet_view.verticalScrollBar().setValue(0)
    painter.take("preview-draft")
    book.undo()


def comparison(painter: Painter) -> None:
    """A budget at its next stage: the question, what was changed there, and the sheet as it prints."""
    controller = painter.controller
    library = controller._services.library  # noqa: SLF001 - the only way to the stored books
    before = controller.book_id
    painter.take_dialog("next-stage", controller.next_stage)
    later = library.store.create(next_stage(painter.open_book.book, "二上"))
    controller.open_entry(later)
    book = painter.open_book
    basic, project, other = book.book.basic, book.book.projects[3], book.book.projects[5]
    for step in (
        edits.set_field(basic[0].id, "amount", "460"),
        edits.set_field(basic[1].id, "economic", "30299"),
        edits.delete_lines([book.book.projects[2].id, project.indicators[1].id]),
        edits.set_field(project.funding[0].id, "amount", "70"),
        edits.set_field(project.indicators[4].id, "description", f"{project.indicators[4].description}，每季度检查一次"),
        edits.set_field(other.id, "name", f"{other.name}（二期）"),
        edits.insert_line("basic", {"function": "2013201", "economic": "30201", "amount": 12_345_600}),
        edits.set_change_reason("示例", f"basic:{basic[0].id}:amount", "按财政局下达的控制数压减，人员经费据实核定"),
    ):
        book.edit(step)
    painter.workspace.open_page("comparison")
    painter.settle()
    painter.grid.setCurrentIndex(painter.grid.grid_model.index(1, 4))
    painter.take("comparison")
    painter.take_dialog("comparison-print", painter.workspace.page.actions_of_page[1].trigger)
    controller.open_entry(before)
    library.store.delete(later)


def tasks(painter: Painter) -> None:
    """首页 of a book of the next year with the notes of the roll-over, some of them ticked off."""
    controller, context = painter.controller, painter.open_book.context
    store = controller._services.library.store  # noqa: SLF001 - the only way to the stored books
    before = controller.book_id
    going = frozenset(project.id for project in context.book.projects if goes_on(project))
    book = next_year(context, context.pack, RollOverOptions("一上", going))
    later = store.create(edits.set_field(book.tasks[1].id, "done", "1")(book))
    controller.open_entry(later)
    take_page(painter, "home", "home-tasks")
    controller.open_entry(before)
    store.delete(later)


def from_the_bureau(painter: Painter) -> None:
    """导入科目表 with what it changes in the books, and 换版式 with what is different then."""
    asked, chosen = FileQuestions.existing, ChoosePack.ask
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2024年科目表.csv"
        path.write_text(
            "编码,名称\n2013201,行政运行（局）\n2013202,一般行政管理事务（新）\n2013299,其他组织事务\n合计,\n", encoding="utf-8"
        )
        FileQuestions.existing = classmethod(lambda _kind, *_asked: path)  # type: ignore[assignment,method-assign]
        painter.take_dialog("import-codes", lambda: painter.command("import_codes"))
    another = load_pack("hebei-lutai-2026")
    ChoosePack.ask = classmethod(lambda _kind, *_asked: another)  # type: ignore[assignment,method-assign]
    painter.take_dialog("move", lambda: painter.command("change_pack"))
    FileQuestions.existing, ChoosePack.ask = asked, chosen  # type: ignore[method-assign]


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {
    "two-stages": comparison, "several": several_projects, "replace": replacing, "tasks": tasks,
    "steps": steps, "selection": selection, "draft": draft, "bureau": from_the_bureau,
}  # fmt: skip
