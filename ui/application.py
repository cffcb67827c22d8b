"""The Qt application: style, fonts and Chinese texts of Qt itself; nothing else global."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QStyleFactory

from storage.paths import RESOURCES
from ui.icons import Icons
from ui.theme import Theme


def make_application(argv: Sequence[str]) -> QApplication:
    """The one QApplication. The theme comes beside it: ``make_theme``."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(list(argv))
    application.setApplicationName("预算公开填报")
    application.setStyle(QStyleFactory.create("Fusion"))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application


def make_theme(application: QApplication) -> tuple[Theme, Icons]:
    """The theme and the icons of the application, from its resources."""
    theme = Theme(application, RESOURCES / "theme", application)
    icons = Icons(theme, RESOURCES / "icons", application)
    application.setWindowIcon(icons.application())
    return theme, icons
