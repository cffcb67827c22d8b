"""Writes a picture of every page, dialog and list of the window: light, dark and at 150 %, 1366×768, offscreen.

Usage: python -m tools.screens OUT_FOLDER [NAME …]   (the pages and scenes of these names; all without a name)
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Final

from msgspec.structs import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu

from main import make_app
from models.book import edits
from models.book.places import Place
from models.book.records import COLLECTIONS
from models.incoming.clipboard.tsv import to_tsv
from models.paper.project_sheets.sheet import project_sheet
from models.values.money import MoneyUnit
from storage.paths import DATA_FOLDER_VARIABLE, user_packs
from tools import (
    bodies_scene,
    crowded,
    data_scenes,
    forms_scene,
    help_scenes,
    incoming_scene,
    inspection_scene,
    sheets_scene,
    template_scene,
    workflow_scenes,
)
from tools.offscreen import quiet_platform
from tools.painter import BLOCK, KINDS, WIDE, Painter, PictureFolder, take_page
from ui.dialogs.file_questions import FileQuestions
from ui.grid.paste.preview import PastePreview
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.theme.theme import Mode

SIZE: Final = (1366, 768)
_NONE: Final = Qt.KeyboardModifier.NoModifier
LOOKS: Final = (("light", Mode.LIGHT, 100), ("dark", Mode.DARK, 100), ("150", Mode.LIGHT, 150))


def sheet_text(book: OpenBook) -> str:
    """Two printed 绩效目标表 as a spreadsheet copies them: one is in the book, one is not."""
    known, other = book.book.projects[3], replace(book.book.projects[5], name="村级道路养护", code="")
    text = ""
    for number, project in enumerate((known, other), 1):
        sheet = project_sheet(book.pack.sheet, book.book, project, number, "表", draft=False)
        grid = [[""] * len(sheet.widths) for _ in sheet.rows]
        for row, cell in sheet.placed_cells():
            grid[row - 1][cell.column - 1] = cell.text
        text += f"{to_tsv(grid)}\n"
    return text


def start(painter: Painter) -> None:
    """Nothing is open."""
    painter.controller.close_book()
    painter.take("start")
    painter.controller.show_sample()


def look_up(painter: Painter) -> None:
    """A code is looked up by its initials."""
    painter.workspace.go_to(Place("basic", painter.open_book.book.basic[2].id, "economic"))
    painter.settle()
    painter.type("bt")
    painter.take("look-up")
    QTest.keyClick(painter.window.focusWidget(), Qt.Key.Key_Escape)


def findings(painter: Painter) -> None:
    """A book with a fault: list and detail of findings, the cell, the refused export."""
    book, workspace = painter.open_book, painter.workspace
    line = next(line for line in book.book.basic if line.function == "2080505")
    book.edit(edits.set_field(line.id, "amount", "75.17"))
    workspace.findings.set_open(True)
    workspace.go_to(Place("basic", line.id, "amount"))
    workspace.findings.step(1)
    workspace.go_to(Place("basic", line.id, "amount"))
    painter.take("findings")
    workspace.go_to(Place("income", 0, ""))
    workspace.findings.set_open(False)
    painter.take("income-wrong")
    painter.take_dialog("export-refused", painter.controller.export)
    book.undo()


def findings_open(painter: Painter) -> None:
    """An error with its consequences, and hints of one kind, both open."""
    book, panel = painter.open_book, painter.workspace.findings
    book.edit(edits.set_field(book.book.income[1].id, "amount", "75.17"))
    painter.workspace.open_page("income")
    panel.set_open(True)
    model = panel.list.findings
    panel.list.fold(next(at for at, row in enumerate(model.rows) if row.is_kind), is_open=True)
    kind = panel.list.currentIndex()
    panel.list.fold(0, is_open=True)
    painter.take("findings-cause")
    panel.list.setFocus()
    panel.list.setCurrentIndex(model.index(kind.row() + 3))
    panel.list.scrollTo(model.index(kind.row() + 3), panel.list.ScrollHint.PositionAtTop)
    painter.take("findings-kind")
    panel.set_open(False)
    book.undo()


def project_finding(painter: Painter) -> None:
    """A finding of a project with its explanation."""
    book, workspace = painter.open_book, painter.workspace
    finding = next(finding for finding in book.findings if finding.place.page == "projects" and book.marks.mark(finding))
    workspace.findings.set_open(True)
    workspace.go_to(finding.place)
    workspace.findings.show_place(finding.place)
    painter.take("project-finding")
    workspace.findings.set_open(False)


def unfinished(painter: Painter) -> None:
    """Unfinished work: 核实 without reasons, a line without a code, an amount that cannot be read, a range."""
    book, workspace = painter.open_book, painter.workspace
    steps = [edits.explain(one.code, one.place, one.fingerprint, "") for one in book.book.explanations]
    slips = (("economic", ""), ("amount", "见附表"))
    steps += [edits.set_field(line.id, key, text) for line, (key, text) in zip(book.book.basic[3:5], slips, strict=True)]
    for step in steps:
        book.edit(step)
    for page in ("home", "explanations"):
        take_page(painter, page, f"{page}-unfinished")
    workspace.go_to(Place("basic", book.book.basic[1].id, "economic"))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(painter.grid, key, Qt.KeyboardModifier.ShiftModifier)
    painter.take("basic-range")
    workspace.findings.set_open(True)
    workspace.findings.setFocus()
    painter.take("basic-unfinished")
    workspace.findings.set_open(False)
    take_page(painter, "projects", "projects-unfinished")
    for _ in steps:
        book.undo()


def worked_out(painter: Painter) -> None:
    """Figures that follow: an amount from quantity and price, one without them, income of which a part is typed; 元 for 万元."""
    book, workspace = painter.open_book, painter.workspace
    purchase = {
        "name": "办公电脑",
        "catalogue": "A02010105",
        "measure": "台",
        "quantity": "10",
        "price": 5000 * MoneyUnit.YUAN.value,
    }
    follows = [line.id for line in book.book.income if line.function.startswith("208")]
    steps = (
        edits.insert_line("procurement", purchase),
        edits.insert_line("procurement", {**purchase, "name": "印刷服务", "catalogue": "C23090100", "quantity": "一批"}),
        edits.delete_lines(follows),
        edits.set_three_public("car_running", "general", "20000"),
    )
    for step in steps:
        book.edit(step)
    for page in ("procurement", "income", "home"):
        take_page(painter, page, f"{page}-worked-out")
    workspace.open_page("three_public")
    workspace.findings.set_open(True)
    workspace.findings.setFocus()
    painter.take("three_public-in-yuan")
    workspace.findings.set_open(False)
    for _ in steps:
        book.undo()


def empty(painter: Painter) -> None:
    """Nothing is filled in yet."""
    book = painter.open_book
    lines = (line.id for name in COLLECTIONS for line in getattr(book.book, name))
    book.edit(edits.delete_lines(lines))
    for page in ("home", "basic", "projects", "income", "texts", "explanations"):
        take_page(painter, page, f"{page}-empty")
    book.undo()


def refused(painter: Painter) -> None:
    """A text that a cell of choices does not accept."""
    workspace = painter.workspace
    workspace.go_to(Place("basic", painter.open_book.book.basic[2].id, "source"))
    painter.settle()
    painter.type("xyz")
    QTest.keyClick(painter.window.focusWidget(), Qt.Key.Key_Return)
    painter.take("refused")
    QTest.keyClick(painter.window.focusWidget(), Qt.Key.Key_Escape)


def typing_indicators(painter: Painter) -> None:
    """A project sheet with its indicators in sight, one of them being typed."""
    project = painter.open_book.book.projects[3]
    painter.workspace.go_to(Place("projects", project.id, "name"))
    painter.take("project-sheet")
    painter.workspace.go_to(Place("projects", project.indicators[4].id, "description"))
    painter.settle()
    QTest.keyClick(painter.window.focusWidget(), Qt.Key.Key_F2)
    painter.take("project-typing")
    QTest.keyClick(painter.window.focusWidget(), Qt.Key.Key_Escape)


def unreadable(painter: Painter) -> None:
    """新建 while a pack of this computer cannot be read."""
    folder = user_packs() / "mangled"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text("id = ", encoding="utf-8")
    painter.take_dialog("new-unreadable", painter.controller.new)
    rmtree(folder)


def menus(painter: Painter) -> None:
    """Every menu and those in it, open."""
    only = Qt.FindChildOption.FindDirectChildrenOnly
    shown = painter.window.menuBar().findChildren(QMenu, options=only)
    for name, menu in zip(("file", "edit", "budget", "check", "view", "tools", "help"), shown, strict=False):
        for number, one in enumerate((menu, *menu.findChildren(QMenu, options=only))):
            one.popup(QPoint(0, 0))
            painter.take(f"menu-{name}-{number}" if number else f"menu-{name}", one)
            one.close()


def income_tree(painter: Painter) -> None:
    """Closed groups, and derived figures."""
    book, workspace = painter.open_book, painter.workspace
    for line in book.book.income[:3]:
        book.edit(edits.set_income(line.function, line.source, line.carried, ""))
    workspace.go_to(Place("income", book.book.income[4].id, "amount"))
    painter.settle()
    QTest.keyClick(painter.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    painter.take("income-tree")
    QTest.keyClick(painter.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    for _ in range(3):
        book.undo()


def preview_origin(painter: Painter) -> None:
    """An official table and the lines behind one figure."""
    page = painter.workspace.preview
    painter.workspace.open_page("preview")
    page.list.select("T3")
    painter.settle()
    page.sheet_view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(page.sheet_view, key)
    painter.take("preview-origin")


def pasting(painter: Painter) -> None:
    """Blocks and sheets that come from the clipboard."""
    painter.workspace.go_to(Place("basic", painter.open_book.book.basic[0].id, "function"))
    painter.copy(BLOCK)
    painter.take_dialog("paste", lambda: painter.command("paste"))
    painter.copy(KINDS)
    painter.take_dialog("paste-table", lambda: painter.command("paste"))
    painter.copy(WIDE)
    painter.take_dialog("paste-wide", lambda: painter.command("paste"))
    painter.take_dialog("paste-column", lambda: painter.command("paste"), partial(choose_column, painter))
    painter.copy(sheet_text(painter.open_book))
    painter.take_dialog("paste-sheets", lambda: painter.command("paste_sheets"))
    painter.copy("")
    painter.take_dialog("paste-nothing", lambda: painter.command("paste_sheets"))


def choose_column(painter: Painter, dialog: QDialog) -> None:
    """The list of a column of the block in the preview of a paste."""
    if isinstance(dialog, PastePreview):
        painter.settle()  # a list that opens before its dialog is active closes again
        dialog.table.setCurrentIndex(dialog.model.index(0, 4))
        QTest.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        painter.take("paste-column-list", dialog.header.findChild(QMenu))


def dialogs(painter: Painter) -> None:
    """The dialogs of the menus."""
    controller = painter.controller
    for name, trigger in (
        ("new", controller.new), ("roll-over", controller.roll_over), ("export", controller.export),
        ("export-layout", lambda: painter.command("export_layout")), ("publish", lambda: painter.command("publish")),
        ("export-agencies", lambda: painter.command("export_agencies")), ("about", lambda: painter.command("about")),
        ("change-pack", lambda: painter.command("change_pack")),
        ("delete", lambda: controller.delete(controller.book_id)),
    ):  # fmt: skip
        painter.take_dialog(name, trigger)
    painter.workspace.open_page("projects")
    copying = next(action for action in painter.workspace.page.actions_of_page if action.text().startswith("复制指标"))
    painter.take_dialog("copy-indicators", copying.trigger)


def in_yuan(painter: Painter) -> None:
    """Amounts in 元 are longer."""
    painter.command("amounts_in_yuan")
    for key in ("basic", "income"):
        painter.workspace.open_page(key)
        painter.take(f"{key}-yuan")
    painter.command("amounts_in_yuan")


def printing(painter: Painter) -> None:
    """Qt's own preview of what is printed."""
    painter.take_dialog("print-preview", lambda: painter.command("print_preview"))


def files(painter: Painter) -> None:
    """The message after a backup, and the question before one is restored."""
    with TemporaryDirectory() as folder:
        answers = {"folder": Path(folder), "existing": None}
        before = {name: getattr(FileQuestions, name) for name in answers}
        FileQuestions.folder = classmethod(lambda _kind, *_asked: Path(folder))  # type: ignore[assignment,method-assign]
        painter.take_dialog("backup", painter.controller.back_up)
        saved = next(Path(folder).iterdir())
        FileQuestions.existing = classmethod(lambda _kind, *_asked: saved)  # type: ignore[assignment,method-assign]
        painter.take_dialog("restore", painter.controller.restore)
        for name, question in before.items():
            setattr(FileQuestions, name, question)


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {
    "start": start, "look-up": look_up, "findings": findings, "findings-open": findings_open,
    "project-finding": project_finding, "income-tree": income_tree,
    "unfinished": unfinished, "worked-out": worked_out, "empty": empty, "refused": refused, "project-sheet": typing_indicators,
    "unreadable": unreadable,
    "menus": menus, "preview-origin": preview_origin, "paste": pasting, "dialogs": dialogs,
    "yuan": in_yuan, "print": printing, "files": files, "bodies": bodies_scene.bodies, **forms_scene.SCENES, **sheets_scene.SCENES,
    **crowded.SCENES, **workflow_scenes.SCENES, **template_scene.SCENES,
    **help_scenes.SCENES, **incoming_scene.SCENES,
    **inspection_scene.SCENES, **data_scenes.SCENES,
}  # fmt: skip


def visit(painter: Painter, wanted: Sequence[str] = ()) -> None:
    """Take every page and scene, or those of these names, with the example open."""
    for spec in PAGES:
        if not wanted or spec.key in wanted:
            take_page(painter, spec.key)
    for name, scene in SCENES.items():
        if not wanted or name in wanted:
            scene(painter)


def main(out: Path, wanted: Sequence[str] = ()) -> None:
    """One picture per page, scene and look, with a temporary data folder."""
    quiet_platform()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        os.environ[DATA_FOLDER_VARIABLE] = folder
        application, controller = make_app(sys.argv[:1])
        theme = controller._services.theme  # noqa: SLF001 - the only way to the theme
        controller.window.resize(*SIZE)
        controller.window.show()
        controller.window.activateWindow()
        controller.start()
        controller.show_sample()
        pictures = PictureFolder(out, "{}.png")
        painter = Painter(controller, pictures.save)
        for look, mode, zoom in LOOKS:
            theme.set_mode(mode)
            theme.set_zoom(zoom)
            pictures.pattern = f"{{}}-{look}.png"
            visit(painter, wanted)
        controller.window.close()
        application.processEvents()
    print(f"{pictures.taken} pictures in {out.resolve()}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/screens"), sys.argv[2:])
