"""Writes the pictures of docs/使用手册.md: the window with the example, offscreen, in the light theme.

Usage: python -m tools.guide_pictures OUT_FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from main import make_app
from models.book import edits
from models.book.places import Place
from storage.paths import DATA_FOLDER_VARIABLE
from tools.offscreen import quiet_platform
from tools.painter import BLOCK, Painter, PictureFolder
from ui.theme.theme import Mode

SIZE: Final = (1280, 660)
TALL: Final = (1280, 780)


def paint(painter: Painter) -> None:
    """Take all pictures, in the order of the guide."""
    controller, window = painter.controller, painter.window
    controller.show_sample()
    controller.close_book()
    painter.take("start")
    painter.take_dialog("new", controller.new)
    controller.show_sample()
    workspace, opened = painter.workspace, painter.open_book
    line = opened.book.basic[2]
    workspace.go_to(Place("basic", line.id, "economic"))
    painter.settle()  # the list lies beside the cell as it is laid out
    painter.type("bt")
    painter.take("basic")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    project = opened.book.projects[3]
    workspace.go_to(Place("projects", project.id, "name"))
    painter.take("project")
    workspace.open_page("income")
    painter.take("income")
    workspace.open_page("basic")
    workspace.go_to(Place("basic", opened.book.basic[0].id, "function"))
    painter.copy(BLOCK)
    painter.take_dialog("paste", lambda: painter.command("paste"))
    opened.edit(edits.set_field(opened.book.basic[5].id, "amount", "57.17"))
    window.resize(*TALL)
    painter.settle()
    workspace.go_to(Place("basic", opened.book.basic[5].id, "amount"))
    painter.command("next")
    painter.take("findings")
    painter.take_dialog("export", controller.export)
    opened.undo()
    window.resize(*SIZE)
    workspace.findings.set_open(False)
    workspace.open_page("preview")
    painter.take("preview")


def main(out: Path) -> None:
    """Take the pictures with a temporary data folder."""
    quiet_platform()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        os.environ[DATA_FOLDER_VARIABLE] = folder
        application, controller = make_app(sys.argv[:1])
        theme = controller._services.theme  # noqa: SLF001 - the only way to the theme
        theme.set_mode(Mode.LIGHT)
        controller.window.resize(*SIZE)
        controller.window.show()
        paint(Painter(controller, PictureFolder(out, "guide-{}.png").save))
        controller.window.close()
        application.processEvents()
    print(f"{len(list(out.glob('guide-*.png')))} pictures in {out.resolve()}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
