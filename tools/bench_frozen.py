"""Measures the start of the bundled program under Xvfb against a bundled minimal PySide6 window, in turns.

Times from the start of the process: until its window is visible, until Ctrl+Q, sent from then on, has closed the window,
and until the process has ended. Needs ``make frozen`` before, Xvfb and xdotool.

Usage: python -m tools.bench_frozen [ROUNDS]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tools.bench_start import make_data

ROOT: Final = Path(__file__).resolve().parent.parent
FROZEN: Final = ROOT / "build" / "frozen"
ROUNDS: Final = 9
LONGEST: Final = 30.0
"""Seconds that one start may take."""

MINIMAL: Final = """
import sys
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
application = QApplication(sys.argv)
window, table = QMainWindow(windowTitle="minimal"), QTableWidget(18, 9)
window.setCentralWidget(table)
window.resize(1366, 768)
QShortcut(QKeySequence("Ctrl+Q"), window, window.close)
window.show()
sys.exit(application.exec())
"""


def bundle_minimal(folder: Path) -> Path:
    """Bundle the minimal window with the PyInstaller of ``make frozen``; return its program."""
    script = folder / "minimal.py"
    script.write_text(MINIMAL, encoding="utf-8")
    subprocess.run(
        [FROZEN / "venv/bin/python", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--distpath", folder,
         "--workpath", folder / "work", "--specpath", folder, script],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "minimal" / "minimal"


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The environment of a program on a virtual screen."""
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            number = os.read(read, 16).decode().strip()
            yield {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"} | {"DISPLAY": f":{number}"}
        finally:
            server.terminate()


def xdotool(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run xdotool; its exit code is not 0 while the window is not there yet."""
    return subprocess.run(["xdotool", *words], env=environment, check=False, capture_output=True, text=True)


def measure(program: Path, title: str, environment: dict[str, str]) -> tuple[float, float, float]:
    """Milliseconds until the window is there, until it is closed by Ctrl+Q, and until the process has ended."""
    start = time.monotonic()
    with subprocess.Popen([program], env=environment, stderr=subprocess.DEVNULL) as process:
        shown = closed = 0.0
        while process.poll() is None:
            found = xdotool(environment, "search", "--onlyvisible", "--name", title)
            if found.returncode == 0:
                shown = shown or time.monotonic() - start
                xdotool(environment, "windowfocus", found.stdout.split()[0], "key", "ctrl+q")
            elif shown:
                closed = closed or time.monotonic() - start
            if time.monotonic() - start > LONGEST:
                process.kill()
                raise SystemExit(f"{program} did not obey")
    if not shown:  # a key that was still queued closed it before it was seen
        return measure(program, title, environment)
    ended = time.monotonic() - start
    return shown * 1000, (closed or ended) * 1000, ended * 1000


def main(rounds: int = ROUNDS) -> None:
    """Measure both in turns, after one round that fills the disk cache."""
    ours = FROZEN / "ysgk" / "ysgk"
    if not ours.is_file() or shutil.which("xdotool") is None:
        raise SystemExit("make frozen comes first; xdotool must be installed")
    with tempfile.TemporaryDirectory() as name, screen() as environment:
        folder = Path(name)
        minimal = bundle_minimal(folder)
        make_data(folder)
        environment["YSGK_DATA"] = name
        pairs = [(measure(ours, "预算公开填报", environment), measure(minimal, "minimal", environment)) for _ in range(rounds + 1)][
            1:
        ]
    for words, index in (("window there", 0), ("key obeyed", 1), ("process ended", 2)):
        ratio = statistics.median(a[index] / b[index] for a, b in pairs)
        a, b = (statistics.median(pair[i][index] for pair in pairs) for i in (0, 1))
        print(f"bundled start, {words}: {ratio:.2f}× (at most 1.4×)   {a:.0f} ms against {b:.0f} ms for a minimal PySide6 window")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
