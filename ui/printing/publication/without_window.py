"""Writes a PDF where no window is open: from the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from models.program import PROGRAM
from models.publication.document import Publication
from ui.printing.publication.pdf import write_pdf


def write_pdf_without_window(publication: Publication, target: Path) -> None:
    """Write the document; Qt is started for it, on Linux without a screen. Raises ``StorageError``."""
    if sys.platform != "win32":  # there Qt finds the fonts of the system only with its screen
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QGuiApplication.instance()
    application = running or QGuiApplication([PROGRAM])
    try:
        write_pdf(publication, target)
    finally:
        if running is None:
            application.shutdown()
