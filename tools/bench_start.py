"""Measures a start until the last page of the last book is painted and takes keys, against a minimal PySide6 window.

Both run in turns, with cached bytecode like an installed program. The ratio is that of the medians, because a shared computer
changes its speed within a pair. Processor time is printed too: other programs disturb it less.

Usage: python -m tools.bench_start [ROUNDS]
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from textwrap import indent
from typing import Final

from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import sample_book

ROOT: Final = Path(__file__).resolve().parent.parent
ROUNDS: Final = 21

WATCH: Final = """
import json, re, sys, time
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    def __init__(self, view):
        super().__init__()
        self.view, self.seen = view, {}
        view.installEventFilter(self)  # its frame is painted first; to ask for its viewport costs PySide 15 ms

    def eventFilter(self, watched, event):
        if event.type().name == "Paint" and not self.seen:
            self.seen["painted"] = 0
            QTimer.singleShot(0, self.press)  # when this picture is whole
        return False

    def press(self):
        self.seen.update(painted=time.monotonic(), processor=time.process_time())
        from PySide6.QtCore import QEvent, Qt  # not before: the minimal window does without their dozens of enums
        from PySide6.QtGui import QKeyEvent
        row = self.view.currentIndex().row()
        QApplication.sendEvent(self.view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
        assert self.view.currentIndex().row() == row + 1
        self.seen["key"] = time.monotonic()
        found = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
        print(json.dumps({**self.seen, "memory": int(found[1])}), flush=True)
        QApplication.quit()
"""

MINIMAL: Final = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
application = QApplication(sys.argv)
window, table = QMainWindow(), QTableWidget(18, 9)
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
table.setCurrentCell(5, 7)
"""

OURS: Final = """
import sys
sys.modules["typing_extensions"] = None  # a tool of developers brings it; an installed program has none to look for
import main
def made(argv, make=main.make_app):  # the program imports Qt in its own way
    made = make(argv)
    watch_over(made[1])
    return made
main.make_app = made
def watch_over(controller):
{watch}
    def look(*_):
        global watch
        watch = Watch(controller.window.workspace.page.grid)
        return run()
    run, QApplication.exec = QApplication.exec, look
main.main([])
"""

FIRST: Final = """
import sys
import main
application, controller = main.make_app(sys.argv[:1])
controller.show()
from PySide6.QtCore import QTimer
from ui.app.preload import Preloader
preloader, timer = controller.findChild(Preloader), QTimer(interval=20)
timer.timeout.connect(lambda: preloader.is_done and application.quit())
timer.start()
application.exec()
"""
"""A first start, which fills the caches: it ends when the preloader is done."""


def measure(program: str, environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds from the start of the process to its first picture and first key, of processor time; peak memory in KiB."""
    start = time.monotonic()
    seen = json.loads(_run(program, environment))
    return {
        "painted": (seen["painted"] - start) * 1000,
        "key": (seen["key"] - start) * 1000,
        "processor": seen["processor"] * 1000,
        "memory": seen["memory"],
    }


def _run(program: str, environment: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", program], env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def make_data(folder: Path) -> None:
    """Fill a data folder: the example, last left at an amount of 基本支出."""
    with open_database(folder / "books.db", create=True) as database:
        BookStore(database).create(sample_book())
    leave_at_amount(folder)


def leave_at_amount(folder: Path) -> None:
    """Write the settings again, because the key of the start before moved the cursor."""
    settings = {"desk/last_book": 1, "workspace/page": "basic", "workspace/cell": [5, 7]}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


def main(rounds: int = ROUNDS) -> None:
    """Run both in turns, after a first start and a round that make the bytecode, the backup of the day and the caches."""
    ours, minimal = OURS.format(watch=indent(WATCH, "    ")), MINIMAL + WATCH + "watch = Watch(table)\napplication.exec()\n"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_data(folder)
        environment = {
            **os.environ, "QT_QPA_PLATFORM": "offscreen", "YSGK_DATA": name, "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        }  # fmt: skip
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        leave_at_amount(folder)
        _run(FIRST, environment)
        pairs = []
        for _ in range(rounds + 1):
            leave_at_amount(folder)
            pairs.append((measure(ours, environment), measure(minimal, environment)))
        del pairs[0]
    for words, key in (("first picture", "painted"), ("first key taken", "key"), ("processor time", "processor")):
        a, b = (statistics.median(pair[i][key] for pair in pairs) for i in (0, 1))
        print(f"start, {words}: {a / b:.2f}× (at most 1.4×)   {a:.0f} ms against {b:.0f} ms for a minimal PySide6 window")
    print(f"memory of the window with the example open: peak {pairs[-1][0]['memory'] / 1024:.0f} MiB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
