"""StartView: the start page in the window, and what is done there without an open book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from storage.database.holding.lock import HeldError, TakenOverError
from storage.errors import DamagedError, StorageError
from ui.app.services import AppServices

if TYPE_CHECKING:
    from storage.database.backup_contents import Backup
    from ui.app.start.book_states import BookState
    from ui.app.start.notice import Notice
    from ui.app.start.page import StartPage

_TAKE_OVER: Final = "take_over"


class StartView(QObject):
    """``connect`` connects a new page with the commands of the window; ``taken_over`` is called when the books are this one's."""

    def __init__(
        self,
        services: AppServices,
        connect: Callable[[StartPage], object],
        taken_over: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._library = services, services.library
        self._connect, self._taken_over = connect, taken_over
        self._damage: str | None = None
        self._backup: Backup | None = None
        """The backup that the page offers."""
        self.page: StartPage | None = None
        """The page while it is shown."""

    def show(self) -> None:
        """Show the page with the current list of books, or why there is none."""
        from ui.app.start.page import StartPage

        services = self._services
        page = StartPage(self._state_of, self._today, services.theme, services.icons)
        self._connect(page)
        page.remedy_wanted.connect(self._remedy)
        services.window.show_start(page)
        self.page = page
        try:
            entries = self._library.store.list_books()
        except StorageError as error:
            page.show_entries(())
            page.show_notice(self._notice(error), is_urgent=True)
            self._offer(str(error) if isinstance(error, DamagedError) else None)
        else:
            page.show_entries(entries)
            self._offer("" if not entries else None)

    @staticmethod
    def _notice(error: StorageError) -> Notice:
        """What is wrong, and what can be done about it here."""
        from ui.app.start.notice import Notice

        if isinstance(error, HeldError | TakenOverError):
            return Notice(f"{error}。", words="接过来", key=_TAKE_OVER)
        return Notice(f"数据库打不开：{error}。")

    def _offer(self, damage: str | None) -> None:
        """Look for a backup once the page is painted; ``damage`` as in ``offered_backup``, None where none is needed."""
        self._damage, self._backup = damage, None
        if damage is not None:
            QTimer.singleShot(0, self, self._show_offer)

    @Slot()
    def _show_offer(self) -> None:
        from ui.app.start.backup_offer import offered_backup

        if self.page is None or self._damage is None:
            return
        notice, self._backup = offered_backup(self._services, self._damage)
        if notice is not None:
            self.page.show_notice(notice, is_urgent=bool(self._damage))

    def _state_of(self, book_id: int) -> BookState:
        from ui.app.start.book_states import state_of

        return state_of(self._library.store, book_id, self._services.forms.context_of)

    def _today(self) -> date:
        return self._library.clock().date()

    @Slot(str)
    def _remedy(self, key: str) -> None:
        if key == _TAKE_OVER:
            self._library.take_over()
            self._taken_over()
            self.show()
        elif self._backup is not None:
            self._restore(self._backup)

    def _restore(self, backup: Backup) -> None:
        """Put the backup in place of the database, and say where that is kept."""
        from ui.app.start.notice import Notice

        try:
            told = self._library.restore(backup.path)
        except StorageError as error:
            notice = Notice(f"没有换成备份：{error}。")
        else:
            notice = Notice(f"换成了备份“{backup.path.name}”。{told}")
        self.show()
        self._offer(None)
        if self.page is not None:
            self.page.show_notice(notice, is_urgent=False)
