"""A start goes straight to the last book and imports nothing that its first picture does without."""

import json
import subprocess
import sys
from importlib.util import find_spec

from storage.database.books import BookStore
from storage.database.file import open_database
from storage.paths import database_file
from tests.folders import ROOT
from tests.golden_books import seed1_book

PROGRAM = """
import json, sys
import main
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not seen:
            page = window.workspace.page
            seen.update(first=sorted(sys.modules), restyled=list(restyled), page=page.title, cell=page.grid.currentIndex().data())
            timer.start(10)
        return False

    def wait(self):
        if not any(child.is_done for child in controller.children() if hasattr(child, "is_done")):
            return
        timer.stop()
        seen["idle"] = sorted(sys.modules)
        for spec in PAGES:
            window.workspace.open_page(spec.key)
        seen["pages"] = sorted(sys.modules)
        print(json.dumps(seen), flush=True)
        QApplication.quit()

def look(*_):
    global window, controller, eye, timer, PAGES
    from ui.app.controller import AppController
    from ui.pages.registry import PAGES
    window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "workspace"))
    controller = next(child for child in window.children() if isinstance(child, AppController))
    eye, timer = Eye(), QTimer()
    timer.timeout.connect(eye.wait)
    window.workspace.page.grid.viewport().installEventFilter(eye)
    return run()

def style(widget, own=QWidget.style):
    restyled.append(widget.objectName() or widget.text())
    return own(widget)

seen, restyled, QWidget.style = {}, [], style
run, QApplication.exec = QApplication.exec, look
sys.exit(main.main([]))
"""

WAITS = {
    "sqlite_utils": "made or migrated files",
    "openpyxl": "workbooks",
    "python_calamine": "workbooks of others",
    "pypdfium2": "PDF files of others",
    "pypdf": "PDF files made",
    "storage.incoming": "files of others",
    "PySide6.QtPrintSupport": "printing",
    "ui.app.start.page": "no open book",
    "ui.window.search.go_to": "转到",
    "ui.grid.editing.editors": "an editor",
    "ui.app.exports.book": "导出",
    "ui.app.data.backup": "备份",
    "ui.dialogs.answer_dialog": "questions",
    "ui.dialogs.new_book": "新建",
    "ui.pages.review.home": "another page",
    "ui.pages.entry.cover": "another page",
    "ui.pages.income.page": "another page",
    "ui.pages.entry.procurement": "another page",
    "ui.pages.review.preview": "another page",
    "ui.pages.projects.sheet.sheet": "another page",
    "ui.printing.sheet_view": "another page",
    "ui.widgets.plots": "another page",
    "models.paper.sheet": "another page",
    "models.words.changes": "another page",
    "models.checks.checker": "the first check",
    "models.values.target": "the first check",
    "models.projects.indicator_library": "an indicator that is typed",
    "storage.files.book_file": "the example",
}
"""Modules, and what brings each of them in."""


def start_on_the_last_book(folder):
    """What the program has imported at its first picture, when it has been idle, and when every page was opened."""
    database_file().parent.mkdir(parents=True)
    with open_database(database_file(), create=True) as database:
        book_id = BookStore(database).create(seed1_book())
    settings = {"desk/last_book": book_id, "workspace/page": "basic", "workspace/cell": [5, 7]}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60)
    return json.loads(done.stdout)


def test_what_a_start_imports(data_folder):
    seen = start_on_the_last_book(data_folder)
    assert seen["page"] == "基本支出"
    assert seen["cell"] == "71.57"
    assert seen["restyled"] == []  # the first call loads the 600 constants of QStyle
    assert not {name: why for name, why in WAITS.items() if name in seen["first"]}
    assert not {name for name in set(seen["pages"]) - set(seen["idle"]) if name.startswith(("ui.", "models.", "storage."))}
    assert "openpyxl" not in seen["pages"]


def test_what_waits_is_there():
    """A module that was renamed would pass the test above for ever."""
    assert [name for name in WAITS if find_spec(name) is None] == []
