"""Creates the QApplication (style, Qt's Chinese texts, input method) and its theme."""

from __future__ import annotations

import atexit
import os
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from storage.paths import RESOURCES
from ui.theme.icons import Icons
from ui.theme.theme import Theme

_INPUT: Final = "QT_IM_MODULE"
_STYLE: Final = ("-style", "Fusion")
"""As an option, because ``setStyle`` returns a QStyle, and PySide needs 7 ms to wrap its 600 constants."""
_WITHOUT_SCREEN: Final = frozenset({"offscreen", "minimal"})


def make_application(argv: Sequence[str]) -> QApplication:
    """Create the QApplication. ``argv`` holds the program's name and options of Qt."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    use_ibus_for_fcitx(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    application = QApplication([*argv[:1], *_STYLE, *argv[1:]])
    application.setApplicationName("预算公开填报")
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
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
    return QApplication.platformName() not in _WITHOUT_SCREEN


def use_ibus_for_fcitx(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Use ibus where fcitx is configured (UOS, 麒麟): PySide's wheels have no plug-in for fcitx, but fcitx serves ibus too."""
    if environment.get(_INPUT, "").startswith("fcitx") and not any((plugins / "platforminputcontexts").glob("*fcitx*")):
        environment[_INPUT] = "ibus"


def make_theme(application: QApplication) -> tuple[Theme, Icons]:
    """Load the theme and the icons from ``resources``."""
    theme = Theme(application, RESOURCES / "theme", application)
    icons = Icons(theme, RESOURCES / "icons", application)
    return theme, icons
