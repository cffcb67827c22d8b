"""The contract of a page: what the workspace asks of it, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.book.places import Place
from models.book.records import Book
from storage.database.books import Submission
from ui.grid.view.view import GridView
from ui.pages.common.page_states import Summary, nothing_to_say
from ui.session.open_book import OpenBook
from ui.session.settings import Settings
from ui.theme.icons import Icons
from ui.theme.theme import Theme


class Submissions(Protocol):
    """Who remembers what was handed in of the open book."""

    def last_submission(self) -> Submission | None:
        """The last one, or None. Raises ``StorageError`` when it cannot be read."""


class PageServices(Struct, frozen=True):
    """All that a page may use."""

    open_book: OpenBook
    theme: Theme
    icons: Icons
    settings: Settings
    submissions: Submissions | None = None


class HelpWanted(NamedTuple):
    """What a person wants to know about: its title, the topics from the closest on, where it stands in the window."""

    title: str
    topics: Sequence[str]
    at: QRect


class Page(QWidget):
    """A page of the workspace.

    ``place_wanted`` asks the workspace to go to a place, ``finding_wanted`` to show its finding, ``command_wanted``
    the window to do what a key of ``ui.window.actions`` names.
    """

    place_wanted = Signal(object)
    finding_wanted = Signal(object)
    command_wanted = Signal(str)

    def __init__(self, key: str, title: str, sentence: str, services: PageServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(title)
        self.key = key
        self.title = title
        self.sentence = sentence
        self.services = services
        for keys, slot in (("Ctrl+Tab", self._to_next_part), ("Ctrl+Shift+Tab", self._to_previous_part)):
            QShortcut(QKeySequence(keys), self, slot)  # anywhere in the window while the page is shown

    @property
    def parts(self) -> Sequence[QWidget]:
        """What Ctrl+Tab goes through, in the order of the screen."""
        return ()

    @Slot()
    def _to_next_part(self) -> None:
        self._to_part(1)

    @Slot()
    def _to_previous_part(self) -> None:
        self._to_part(-1)

    def _to_part(self, step: int) -> None:
        if self.parts:
            self.parts[(self.at_part(0) + step) % len(self.parts)].setFocus(Qt.FocusReason.TabFocusReason)

    def at_part(self, otherwise: int) -> int:
        """Which of the parts has the keyboard."""
        focus = self.window().focusWidget()
        inside = (at for at, part in enumerate(self.parts) if focus is not None and (part is focus or part.isAncestorOf(focus)))
        return next(inside, otherwise)

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """The buttons of the page head; the one whose property ``primary`` is true stands out."""
        return ()

    def make_legend(self, parent: QWidget) -> QWidget | None:
        """What explains the looks of the page's cells, for the page head; None where nothing needs it."""
        del parent
        return None

    @property
    def grid(self) -> GridView | None:
        """The grid that 插入行, 粘贴 and the like work on."""
        return None

    def help_wanted(self) -> HelpWanted:
        """What F1 is asked about: the current cell, else the page."""
        grid = self.grid
        if grid is None or not grid.currentIndex().isValid():
            return HelpWanted(self.title, (self.key,), QRect(self.mapTo(self.window(), QPoint(0, 0)), QSize(1, 1)))
        column, model = grid.currentIndex().column(), grid.grid_model
        return HelpWanted(f"{self.title} · {model.heading(column)}", model.topics(column), grid.current_rect)

    def refresh(self, old: Book, new: Book) -> None:
        """The book has changed. Grid models follow by themselves."""

    def show_extras(self) -> None:
        """What few budgets need (``ui.pages.common.extras``) was asked for, or no longer."""

    def go_to(self, place: Place) -> bool:
        """Show a place of this page. False when it has no such place."""
        del place
        return True


class PageSpec(Struct, frozen=True):
    """A page before it is built: the navigation shows all, the workspace builds one when it is first opened.

    ``places`` are the values of ``Place.page`` that belong to this page.
    """

    key: str
    title: str
    group: str
    factory: Callable[[PageServices], Page]
    summary: Callable[[OpenBook], Summary] = nothing_to_say
    places: tuple[str, ...] = ()
