"""Starts the program on damaged data folders: the window comes up in all of them, says what is wrong, and can be used."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from random import Random

from msgspec import Struct

from tools.soak.children import FAULT, Child, Say
from tools.soak.clerk import DIALOG
from tools.soak.damage import damages, fill_folder
from tools.soak.window import Window, idle, start
from ui.pages.registry import PAGES, pages_of


class Folders(Struct):
    """What was found; ``up`` must be ``folders``, and ``faults`` empty."""

    folders: int = 0
    up: int = 0
    with_book: int = 0
    told: int = 0
    """How many starts said what was wrong: in a dialog, or above the list of books."""
    faults: list[str] = []


def start_damaged(most: int, seed: int, folder: Path) -> Folders:
    """``most`` damaged copies of one folder, a start each."""
    result, whole = Folders(), folder / "whole"
    fill_folder(whole)
    for name, damage in damages(seed, most):
        data = folder / "damaged"
        shutil.copytree(whole, data)
        damage(data)
        child = Child(partial(_look_around, data))
        status = child.wait()
        result.folders += 1
        up = status == 0 and "up" in child.lines
        result.up += up
        result.with_book += "book" in child.lines
        result.told += bool(child.said(DIALOG))
        result.faults += [f"{name}: {fault}" for fault in child.said(FAULT)]
        if not up and not child.said(FAULT):
            result.faults.append(f"{name}: exit {status} after {child.lines}")
        shutil.rmtree(data)
    return result


def _look_around(data: Path, say: Say) -> None:
    """Start, let everything be done that a start leaves for later, and open every page; without a book, the example."""
    window = start(data, Random(0), say)  # noqa: S311 - nothing is typed at random
    idle(window)
    if window.controller.window.isVisible():
        say("up")
    if window.controller.open_book is not None:
        say("book")
    else:
        _tell_notice(window, say)
        window.controller.show_sample()
    opened, workspace = window.controller.open_book, window.controller.window.workspace
    if opened is not None and workspace is not None:
        for page in pages_of(PAGES, opened.pack, opened.book):
            workspace.open_page(page.key)
            idle(window)
    window.controller.window.close()


def _tell_notice(window: Window, say: Say) -> None:
    page = window.controller.start_view.page
    if page is not None and page.notice.sentence.text():
        say(f"{DIALOG} {page.notice.sentence.text()}")
