"""The base class of pages, what the workspace passes to it, and its description before it is built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.book.places import Place
from models.book.records import Book
from models.published.context import Context
from storage.database.books import BookEntry, Submission
from storage.database.edit_log import EditLog
from ui.grid.view.view import GridView
from ui.pages.common.page_states import Summary, no_summary
from ui.session.open_book import OpenBook
from ui.session.settings import Settings
from ui.theme.icons import Icons
from ui.theme.theme import Theme


class Records(Protocol):
    """Access to what the database keeps beside the open book. Every method may raise ``StorageError``."""

    def last_submission(self) -> Submission | None:
        """The last submission (报送), None before the first."""

    def edit_log(self) -> EditLog:
        """The edit log (修改记录)."""

    def other_stages(self, book: Book) -> Sequence[BookEntry]:
        """The other books of the book's unit and year, in the order in which the database lists them."""

    def stage(self, book_id: int) -> Context:
        """One of them with its pack and codes, only for reading. May raise ``PackError`` too."""


class PageServices(Struct, frozen=True):
    """The objects that a page works with."""

    open_book: OpenBook
    theme: Theme
    icons: Icons
    settings: Settings
    records: Records | None = None


class HelpWanted(NamedTuple):
    """What F1 explains: its title, the help topics from the most specific on, its rectangle in the window."""

    title: str
    topics: Sequence[str]
    at: QRect


class Page(QWidget):
    """A page of the workspace.

    ``place_wanted`` requests to go to a place, ``finding_wanted`` to show the finding at a place, ``command_wanted``
    to run the command whose key (``ui.window.actions``) it carries.
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
    def sheet_key(self) -> str:
        """The key of the printed sheet that is chosen on the page; "" where none is."""
        return ""

    @property
    def parts(self) -> Sequence[QWidget]:
        """The widgets that Ctrl+Tab cycles through, in screen order."""
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
        """The index of the part that has the focus, else ``otherwise``."""
        focus = self.window().focusWidget()
        inside = (at for at, part in enumerate(self.parts) if focus is not None and (part is focus or part.isAncestorOf(focus)))
        return next(inside, otherwise)

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """The buttons of the page head; one whose property ``primary`` is true is emphasised."""
        return ()

    def make_legend(self, parent: QWidget) -> QWidget | None:
        """Make the legend of cell styles for the page head; None when the page has none."""
        del parent
        return None

    @property
    def grid(self) -> GridView | None:
        """The grid that row and clipboard commands (插入行, 粘贴) act on."""
        return None

    @property
    def current_place(self) -> Place | None:
        """The place of the current cell; behind the last row that of the last one, None without any."""
        grid = self.grid
        if grid is None or not grid.currentIndex().isValid():
            return None
        at = grid.currentIndex()
        return grid.grid_model.place(grid.grid_model.index(min(at.row(), grid.grid_model.line_count - 1), at.column()))

    def help_wanted(self) -> HelpWanted:
        """What F1 explains now: the current cell, else the page."""
        grid = self.grid
        if grid is None or not grid.currentIndex().isValid():
            return HelpWanted(
                self.title, (self.key, self.key.partition(":")[0]), QRect(self.mapTo(self.window(), QPoint(0, 0)), QSize(1, 1))
            )
        column, model = grid.currentIndex().column(), grid.grid_model
        return HelpWanted(f"{self.title} · {model.heading(column)}", model.topics(column), grid.current_rect)

    def help_with_field(self, field: QWidget, label: str, topic: str) -> HelpWanted:
        """What F1 explains about a field: ``topic``, else the page's."""
        at = QRect(field.mapTo(self.window(), QPoint(0, 0)), field.size())
        return HelpWanted(f"{self.title} · {label}", (topic, self.key), at)

    def step_findings(self, by: int) -> bool:
        """Go to the next (1, F8) or previous (-1) finding of the page's own list. False where it has none."""
        del by
        return False

    def refresh(self, old: Book, new: Book) -> None:
        """Called after the book has changed. Grid models update themselves."""

    def show_extras(self) -> None:
        """Called after an optional part (``ui.pages.common.extras``) was shown or hidden."""

    def go_to(self, place: Place) -> bool:
        """Show a place of this page. False when the page does not have it."""
        del place
        return True


MakePage = Callable[[PageServices], Page]


class PageSpec(Struct, frozen=True):
    """Describes a page: the navigation lists all of them, the workspace builds a page when it is first opened.

    ``places`` are the values of ``Place.page`` that belong to this page.
    """

    key: str
    title: str
    group: str
    load: Callable[[], MakePage]
    """Imports the page's module and returns what builds the page."""

    summary: Callable[[OpenBook], Summary] = no_summary
    places: tuple[str, ...] = ()
