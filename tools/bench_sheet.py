"""Measures the project sheet: 40 indicators and texts of 2,000 characters against a usual sheet of the example, offscreen.

Usage: python -m tools.bench_sheet
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable

from msgspec.structs import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from models.book import edits
from models.book.records import Book, Indicator, Project
from storage.files.book_file import sample_book
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import load_codes
from storage.packs.initials import pinyin_initials
from tools.bench import milliseconds, report
from ui.pages.projects.sheet.indicator_offers import IndicatorOffers
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.session.settings import MemorySettings
from ui.startup.application import make_application, make_theme
from ui.window.main_window import MainWindow

ROUNDS = 21
INDICATORS = 40
LONG = "据实测算，逐项列明。" * 200
USUAL, LARGE = 3, 4
"""Positions in the book."""


def with_large_sheet(book: Book) -> Book:
    """The example with one sheet of 40 indicators; goal, purpose and one description have 2,000 characters."""
    project: Project = book.projects[LARGE]
    first = book.next_id
    lines: list[Indicator] = [
        replace(project.indicators[n % len(project.indicators)], id=first + n, name=f"指标{n}") for n in range(INDICATORS)
    ]
    lines[7] = replace(lines[7], description=LONG)
    goals = (replace(project.goals[0], text=LONG), *project.goals[1:])
    large = replace(project, use=LONG, goals=goals, indicators=tuple(lines))
    projects = (*book.projects[:LARGE], large, *book.projects[LARGE + 1 :])
    return replace(book, projects=projects, next_id=first + INDICATORS)


def median(work: Callable[[], object]) -> float:
    """The median of ROUNDS runs in milliseconds."""
    return statistics.median(milliseconds(work, ROUNDS))


def main() -> None:
    """Measure turning to a sheet, an edit in it, and offers for two letters."""
    application = make_application(sys.argv[:1])
    theme, icons = make_theme(application)
    book = with_large_sheet(sample_book())
    pack = load_pack(book.pack)
    opened = OpenBook(book, pack, load_codes(pack.codes, book.year, None), lambda *_: 0)
    window = MainWindow(PAGES, theme, icons, MemorySettings())
    window.show_book(opened)
    window.resize(1366, 768)
    window.show()
    assert window.workspace is not None  # noqa: S101 - a book was shown
    window.workspace.open_page("projects")
    page = window.workspace.page

    def turn_to(position: int) -> None:
        page.list.choose(book.projects[position - 1].id)  # type: ignore[attr-defined]
        page.list.choose(book.projects[position].id)  # type: ignore[attr-defined]
        application.processEvents()
        page.grab()

    def edit(position: int) -> None:
        line = opened.book.projects[position].indicators[2]
        opened.edit(edits.set_field(line.id, "target", f"{opened.step}人"))
        application.processEvents()
        page.grab()

    large, usual = f"{INDICATORS} indicators and texts of {len(LONG):,} characters", "a usual sheet of the example"
    report(f"turning to a sheet of {large}", median(lambda: turn_to(LARGE)), median(lambda: turn_to(USUAL)), usual)
    turn_to(LARGE)
    slow = median(lambda: edit(LARGE))
    turn_to(USUAL)
    report(f"an edit in a sheet of {large}", slow, median(lambda: edit(USUAL)), usual)
    offers = IndicatorOffers(opened, book.projects[USUAL].id, None, "name")
    plain = [line.name for project in book.projects for line in project.indicators]
    ours = median(lambda: offers.hits("rs"))
    report("offers for two letters", ours, median(lambda: [pinyin_initials(name) for name in plain]), "the initials of every name")
    window.close()


if __name__ == "__main__":
    main()
