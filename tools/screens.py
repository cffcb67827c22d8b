"""Writes a picture of every page of the window: light, dark and at 150 %, 1366×768, offscreen.

Usage: python -m tools.screens OUT_FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from storage.code_lists import load_codes
from storage.packs import load_pack
from storage.sample import sample_book
from ui.application import make_application, make_theme
from ui.main_window import MainWindow
from ui.open_book import OpenBook
from ui.pages import PAGES
from ui.theme import Mode
from ui.window_state import ForgetfulSettings

LOOKS = (("light", Mode.LIGHT, 100), ("dark", Mode.DARK, 100), ("150", Mode.LIGHT, 150))


def main(out: Path) -> None:
    """One picture per page and look."""
    out.mkdir(parents=True, exist_ok=True)
    application = make_application(sys.argv[:1])
    theme, icons = make_theme(application)
    window = MainWindow(PAGES, theme, icons, ForgetfulSettings())
    book = sample_book()
    pack = load_pack(book.pack)
    open_book = OpenBook(book, pack, load_codes(pack.codes, book.year, None), lambda _old, _new: None)
    window.show_book(open_book)
    window.resize(1366, 768)
    window.show()
    for name, mode, zoom in LOOKS:
        theme.set_mode(mode)
        theme.set_zoom(zoom)
        for spec in PAGES:
            take(application, window, spec.key, out / f"{spec.key}-{name}.png")
    window.close()
    print(f"{len(LOOKS) * len(PAGES)} pictures in {out.resolve()}")


def take(application: QApplication, window: MainWindow, key: str, target: Path) -> None:
    """The picture of one page, once it has been laid out and painted."""
    if window.workspace is None:
        raise RuntimeError(key)
    window.workspace.open_page(key)
    for _ in range(3):
        application.processEvents()
    window.grab().save(str(target))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/screens"))
