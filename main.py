"""预算公开填报: starts the self-test, the window (no argument, or a file to open) or the command line.

Each function imports what it needs itself: the command line runs without Qt, and the window starts without the commands.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.startup.arguments import is_file, split_arguments
from ui.startup.collector import without_collections

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from models.book.records import Book
    from ui.app.controller import AppController

_UNFORESEEN: Final = (
    "出了意外（{kind}），这条命令没有做完；写到一半的文件不会留下。再试一次，还这样就在窗口的“帮助”里“保存诊断信息”，发给维护的人"
)

SELF_TEST: Final = "--self-test"
"""Followed by a folder: run the self-test and write its report and pictures there."""

READER: Final = "--bounded"
"""``storage.files.bounded.BOUNDED``, which a start does without: read one file in a process of its own, with four arguments."""

_OF_READER: Final = 4


def main(arguments: list[str]) -> int:
    """Run the program and return its exit code."""
    _open_missing_streams()
    _print_utf8()
    options, ours = split_arguments(arguments)
    if ours[:1] == [READER] and len(ours) > _OF_READER:
        return _run_reader(ours[1:])
    if ours[:1] == [SELF_TEST] and len(ours) > 1:
        return _run_self_test(ours[1:], options)
    if not ours or (len(ours) == 1 and is_file(ours[0])):
        return _run_window(Path(ours[0]) if ours else None, options)
    return _run_command(arguments)


def make_app(argv: list[str]) -> tuple[QApplication, AppController]:
    """Create the application with its window and controller. Nothing is shown yet."""
    from storage.paths import backup_folder, bureau_codes, database_file, settings_file, user_packs
    from storage.settings import SettingsFile
    from ui.app.controller import AppController
    from ui.app.forms import Forms
    from ui.app.library import Library, local_now
    from ui.app.services import AppServices
    from ui.pages.registry import PAGES
    from ui.startup.application import make_application, make_theme
    from ui.window.main_window import MainWindow

    application = make_application(argv)
    theme, icons = make_theme(application)
    settings = SettingsFile(settings_file())
    library = Library(database_file(), backup_folder(), local_now)
    window = MainWindow(PAGES, theme, icons, settings)
    forms = Forms(user_packs(), bureau_codes())
    return application, AppController(AppServices(window, library, forms, theme, icons, settings, _sample))


def _run_reader(arguments: list[str]) -> int:
    from storage.files.bounded import serve
    from storage.incoming.pdf import send_pdf

    return serve(arguments, {"pdf": send_pdf})


def _run_self_test(arguments: list[str], options: list[str]) -> int:
    from ui.self_test.run import run_self_test

    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, str(Path(__file__).resolve())]
    return run_self_test(_make_app_for_clerk, program, arguments, options)


def _run_window(file: Path | None, options: list[str]) -> int:
    try:
        from storage.paths import database_file
        from ui.startup.second_start import is_first

        if not is_first(database_file(), file):
            return 0
        application = _open_window(file, options)
    except Exception as error:  # noqa: BLE001 - no window yet that could say so
        from ui.startup.failed_start import tell_failed_start

        tell_failed_start(error)
        return 1
    return application.exec()


def _open_window(file: Path | None, options: list[str]) -> QApplication:
    with without_collections():
        application, controller = _make_app_for_clerk([sys.argv[0], *options])
        controller.show(file)
    return application


def _make_app_for_clerk(argv: list[str]) -> tuple[QApplication, AppController]:
    """``make_app`` for one who sees no traceback: whatever is raised goes to the log, with one sentence to the status bar."""
    from storage.diagnostics.fault_log import log_fault
    from ui.session.faults import Faults

    application, controller = make_app(argv)
    faults = Faults(log_fault, application)
    faults.happened.connect(controller.window.show_fault)
    faults.install()
    return application, controller


def _run_command(arguments: list[str]) -> int:
    from ui.command_line.commands import run

    try:
        return run(arguments)
    except Exception as error:  # noqa: BLE001 - the last door: one sentence, and the log knows where
        from storage.diagnostics.fault_log import log_fault

        log_fault(error)
        with suppress(OSError):
            sys.stderr.write(_UNFORESEEN.format(kind=type(error).__name__) + "\n")
        return 2


def _sample() -> Book:
    from storage.files.book_file import sample_book

    return sample_book()


def _open_missing_streams() -> None:
    """Let output and error output lead nowhere where whoever started the program closed them, or Windows gives it none."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open as long as the program


def _print_utf8() -> None:
    """Write UTF-8 for scripts and files; a Chinese console may be set to GBK."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
