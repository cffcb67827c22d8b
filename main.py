"""预算公开填报: starts the self-test, the window (no argument, or a file to open) or the command line."""

from __future__ import annotations

import gc
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from models.book.records import Book
    from ui.app.controller import AppController

_QT_OPTIONS: Final = frozenset({"-platform", "-style", "-stylesheet", "-platformpluginpath", "-plugin", "-qwindowgeometry"})
"""Options with a value that are passed on to Qt."""

SELF_TEST: Final = "--self-test"
"""Followed by a folder: run the self-test and write its report and pictures there."""


def main(arguments: list[str]) -> int:
    """Run the program and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a Chinese console may be GBK; scripts and files read UTF-8
    options, ours = _split(arguments)
    if ours[:1] == [SELF_TEST] and len(ours) > 1:
        from ui.self_test.run import run_self_test  # noqa: PLC0415 - only then

        return run_self_test(make_app, _program(), ours[1:], options)
    if not ours or (len(ours) == 1 and _is_file(ours[0])):
        gc.disable()
        application, controller = make_app([sys.argv[0], *options])
        controller.show(Path(ours[0]) if ours else None)
        gc.freeze()  # what stands now stays: the collector would walk it again and again, now and in the midst of edits
        gc.enable()
        return application.exec()
    from ui.command_line.commands import run  # noqa: PLC0415 - the window does not need what the commands import

    return run(arguments)


def make_app(argv: list[str]) -> tuple[QApplication, AppController]:
    """Create the application with its window and controller. Nothing is shown yet."""
    from storage.paths import bureau_codes, data_folder, database_file, user_packs  # noqa: PLC0415
    from storage.settings import SettingsFile  # noqa: PLC0415
    from ui.app.controller import AppController  # noqa: PLC0415
    from ui.app.forms import Forms  # noqa: PLC0415
    from ui.app.library import Library, local_now  # noqa: PLC0415
    from ui.app.services import AppServices  # noqa: PLC0415
    from ui.pages.registry import PAGES  # noqa: PLC0415
    from ui.startup.application import make_application, make_theme  # noqa: PLC0415 - the command line does without Qt
    from ui.window.main_window import MainWindow  # noqa: PLC0415

    application = make_application(argv)
    theme, icons = make_theme(application)
    settings = SettingsFile(data_folder() / "settings.json")
    library = Library(database_file(), data_folder() / "backups", local_now)
    window = MainWindow(PAGES, theme, icons, settings)
    forms = Forms(user_packs(), bureau_codes())
    return application, AppController(AppServices(window, library, forms, theme, icons, settings, _sample))


def _sample() -> Book:
    from storage.files.book_file import sample_book  # noqa: PLC0415 - when it is asked for

    return sample_book()


def _program() -> list[str]:
    """The command that starts this program."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, str(Path(__file__).resolve())]


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Split into Qt's options and our own arguments."""
    options: list[str] = []
    ours = list(arguments)
    while len(ours) > 1 and ours[0] in _QT_OPTIONS:
        options, ours = [*options, *ours[:2]], ours[2:]
    if len(ours) > 2 and ours[-2] in _QT_OPTIONS:
        options, ours = [*options, *ours[-2:]], ours[:-2]
    return options, ours


def _is_file(argument: str) -> bool:
    """Whether an argument is a file to open. It needs a suffix, so that a command wins over a file of the same name."""
    path = Path(argument)
    return bool(path.suffix) and path.is_file()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
