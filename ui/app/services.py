"""ui/app/services.py"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from models.book.records import Book
from ui.app.forms import Forms
from ui.app.library import Library
from ui.session.settings import Settings
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.window.main_window import MainWindow


class AppServices(Struct, frozen=True):
    """All that the desk works with. ``sample`` gives the example budget."""

    window: MainWindow
    library: Library
    forms: Forms
    theme: Theme
    icons: Icons
    settings: Settings
    sample: Callable[[], Book]
