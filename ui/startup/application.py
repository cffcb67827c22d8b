"""Creates the QApplication (style, Qt's Chinese texts, input method) and its theme."""

from __future__ import annotations

import atexit
import os
from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from storage.paths import RESOURCES
from ui.startup.desktop import FCITX, WITHOUT_SCREEN, has_fcitx_plug_in, input_method, prepare
from ui.startup.no_screen import told_in_one_sentence
from ui.theme.icons import Icons
from ui.theme.theme import Theme

_STYLE: Final = ("-style", "Fusion")
"""As an option, because ``setStyle`` returns a QStyle, and PySide needs 7 ms to wrap its 600 constants."""


def make_application(argv: Sequence[str]) -> QApplication:
    """Create the QApplication. ``argv`` holds the program's name and options of Qt."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    prepare(os.environ)
    with told_in_one_sentence():
        application = QApplication([*argv[:1], *_STYLE, *argv[1:]])
    application.setApplicationName("预算公开填报")
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    if has_screen() and input_method(os.environ) == FCITX and not has_fcitx_plug_in():
        from ui.startup.fcitx import connect_fcitx  # noqa: PLC0415 - needs D-Bus, which other systems do without

        connect_fcitx(application)
    atexit.register(_clear_clipboard)
    return application


def running_application() -> QApplication:
    """The QApplication, typed: Qt's ``instance`` promises only a QCoreApplication or None."""
    return cast("QApplication", QApplication.instance())


def _clear_clipboard() -> None:
    """Clear the clipboard at exit when there is no screen: Qt would free it after Python has ended, and crash.

    On a real desktop the system keeps the contents, so that they can be pasted after the window has closed.
    """
    if QApplication.instance() is not None and not has_screen():
        QApplication.clipboard().clear()


def has_screen() -> bool:
    """False on Qt's offscreen and minimal platforms, as in tests."""
    return QApplication.platformName() not in WITHOUT_SCREEN


def make_theme(application: QApplication) -> tuple[Theme, Icons]:
    """Load the theme and the icons from ``resources``."""
    theme = Theme(application, RESOURCES / "theme", application)
    icons = Icons(theme, RESOURCES / "icons", application)
    return theme, icons
