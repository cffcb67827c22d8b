"""Runs the self-test in a data folder of its own: first day here, second day in a new process, one report of both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from storage.diagnostics.fault_log import described
from storage.paths import DATA_FOLDER_VARIABLE
from ui.app.controller import AppController
from ui.self_test.first_day import first_day, second_day
from ui.self_test.window_driver import SelfTestError
from ui.startup.versions import versions

AGAIN: Final = "--again"
REPORT: Final = "自检.txt"
_LONGEST: Final = 1800
"""Seconds that the second start may take: minutes where the processor is emulated."""

MakeApp = Callable[[list[str]], tuple[QApplication, AppController]]


def run_self_test(make_app: MakeApp, program: Sequence[str], arguments: Sequence[str], options: Sequence[str]) -> int:
    """Return 0 when all steps passed, else 1. ``arguments``: the folder for pictures and report, ``--again`` in the second process.

    ``make_app`` receives the faults too, as in a start of the clerk's. ``program`` is the command that starts this program,
    ``options`` are Qt's. The user's own data are not touched.
    """
    out, again = Path(arguments[0]), AGAIN in arguments
    out.mkdir(parents=True, exist_ok=True)
    os.environ[DATA_FOLDER_VARIABLE] = str(out.resolve() / "用户 数据")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application, controller = make_app(["ysgk", *options])
    controller.show()
    report = _Report(out / REPORT, fresh=not again)
    try:
        if not again:
            report.add([versions()])
        report.add(second_day(controller, out) if again else first_day(controller, out))
        if not again:
            _start_again([*program, *options, "--self-test", str(out), AGAIN])
    except SelfTestError as error:
        report.add([f"没有通过：{error}"])
        return 1
    except Exception as error:  # noqa: BLE001 - the faults are received, so nobody else would say it
        report.add(["没有通过：出了意外", *described(error), str(error)])
        return 1
    finally:
        controller.window.close()
        application.processEvents()
    report.add([] if again else ["通过"])
    return 0


class _Report:
    """Writes the report to a file and to stdout, which a Windows program with a window does not have."""

    def __init__(self, file: Path, *, fresh: bool) -> None:
        self._file = file
        if fresh:
            file.write_text("", encoding="utf-8")

    def add(self, lines: Sequence[str]) -> None:
        text = "".join(f"{line}\n" for line in lines)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(text)
        sys.stdout.write(text)
        sys.stdout.flush()


def _start_again(command: Sequence[str]) -> None:
    """Run the second process. Raises ``SelfTestError`` when it fails or prints to stderr."""
    done = subprocess.run(command, stderr=subprocess.PIPE, encoding="utf-8", timeout=_LONGEST, check=False)  # noqa: S603
    if done.returncode or done.stderr.strip():
        raise SelfTestError(f"再次启动的退出码是 {done.returncode} {done.stderr}")
