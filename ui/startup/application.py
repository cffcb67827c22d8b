"""Creates the QApplication (style, Qt's Chinese texts, input method) and its theme."""

from __future__ import annotations

import atexit
import os
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from storage.paths import RESOURCES
from ui.theme.icons import Icons
from ui.theme.theme import Theme

_INPUT: Final = "QT_IM_MODULE"
_FCITX, _IBUS = "fcitx", "ibus"
_STYLE: Final = ("-style", "Fusion")
"""As an option, because ``setStyle`` returns a QStyle, and PySide needs 7 ms to wrap its 600 constants."""
_WITHOUT_SCREEN: Final = frozenset({"offscreen", "minimal"})


def make_application(argv: Sequence[str]) -> QApplication:
    """Create the QApplication. ``argv`` holds the program's name and options of Qt."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    _set_input_method(os.environ)
    application = QApplication([*argv[:1], *_STYLE, *argv[1:]])
    application.setApplicationName("预算公开填报")
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    if has_screen() and input_method(os.environ) == _FCITX and not _has_plug_in():
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
    return QApplication.platformName() not in _WITHOUT_SCREEN


def input_method(environment: Mapping[str, str]) -> str:
    """The input method that the desktop is set to: "fcitx", "ibus" …, or "" if nothing says.

    Some desktops name it for Qt (``QT_IM_MODULE``), others for X alone (``XMODIFIERS``); fcitx 5 may call itself fcitx5.
    """
    _, _, of_x = environment.get("XMODIFIERS", "").partition("@im=")
    name = environment.get(_INPUT) or of_x
    return _FCITX if name.startswith(_FCITX) else name


def _set_input_method(environment: MutableMapping[str, str]) -> None:
    """Choose Qt's plug-in before Qt starts, where only ``XMODIFIERS`` names one of those that the package brings."""
    if input_method(environment) == _IBUS:
        environment[_INPUT] = _IBUS


def _has_plug_in() -> bool:
    """Whether somebody put a plug-in for fcitx beside Qt's own."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return any((plugins / "platforminputcontexts").glob("*fcitx*"))


def make_theme(application: QApplication) -> tuple[Theme, Icons]:
    """Load the theme and the icons from ``resources``."""
    theme = Theme(application, RESOURCES / "theme", application)
    icons = Icons(theme, RESOURCES / "icons", application)
    return theme, icons
