"""AppServices: the objects that the file commands share."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from models.book.records import Book
from ui.app.forms import Forms
from ui.app.library import BookRecords, Library
from ui.session.settings import Settings
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.window.main_window import MainWindow


class AppServices(Struct, frozen=True):
    """What AppController and its commands work with. ``sample`` reads the example budget."""

    window: MainWindow
    library: Library
    forms: Forms
    theme: Theme
    icons: Icons
    settings: Settings
    sample: Callable[[], Book]

    def records(self, book_id: int) -> BookRecords:
        """What the database keeps beside a book."""
        return BookRecords(self.library, book_id, self.forms.context_of)
