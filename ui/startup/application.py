"""The Qt application: style, fonts and Chinese texts of Qt itself; nothing else global."""

from __future__ import annotations

import atexit
import os
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from storage.paths import RESOURCES
from ui.theme.icons import Icons
from ui.theme.theme import Theme

_INPUT: Final = "QT_IM_MODULE"
_STYLE: Final = ("-style", "Fusion")
"""As an option, because ``setStyle`` would answer with a QStyle, whose 600 constants take PySide 7 ms."""
_WITHOUT_SCREEN: Final = frozenset({"offscreen", "minimal"})


def make_application(argv: Sequence[str]) -> QApplication:
    """The one QApplication. The theme comes beside it: ``make_theme``."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    speak_to_fcitx(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    application = QApplication([*argv[:1], *_STYLE, *argv[1:]])
    application.setApplicationName("预算公开填报")
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    atexit.register(_let_go_of_clipboard)
    return application


def _let_go_of_clipboard() -> None:
    """Without a screen nobody takes over what was copied last, and Qt would free it when Python is gone already: a crash at exit.

    On a real desktop the system or its clipboard manager takes it, so that it can be pasted after the window has closed.
    """
    if QApplication.instance() is not None and not has_screen():
        QApplication.clipboard().clear()


def has_screen() -> bool:
    """Whether somebody may look: tests, pictures and exports run without."""
    return QApplication.platformName() not in _WITHOUT_SCREEN


def speak_to_fcitx(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Qt's wheels bring no plug-in for fcitx, which UOS and 麒麟 use; fcitx answers to ibus as well."""
    if environment.get(_INPUT, "").startswith("fcitx") and not any((plugins / "platforminputcontexts").glob("*fcitx*")):
        environment[_INPUT] = "ibus"


def make_theme(application: QApplication) -> tuple[Theme, Icons]:
    """The theme and the icons of the application, from its resources."""
    theme = Theme(application, RESOURCES / "theme", application)
    icons = Icons(theme, RESOURCES / "icons", application)
    return theme, icons
