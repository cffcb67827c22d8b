"""A clerk at random: opens pages of the real window, goes to any cell or field, types, takes back; says what was saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from models.book.records import Book
from storage.database.checksum import checksum
from tools.soak.children import Say
from ui.app.controller import AppController
from ui.session.open_book import OpenBook

TRIED: Final = "tried"
"""Before a save: the checksum of the book that is about to be saved."""

SAVED: Final = "saved"
"""After the window says 已保存: the checksum of the book that it shows."""

OPENED: Final = "opened"
"""The checksum of the book that was opened."""

REFUSED: Final = "refused"
"""The sentence about an edit that was not saved."""

DIALOG: Final = "dialog"
"""The sentence of a dialog that was closed with Esc."""

_PAGES: Final = ("basic", "projects", "cover", "income", "texts", "basic")
_TEXTS: Final = ("见附件", "a", "x,y", "办公用品一批", "'; --", "", "100%", "一二三四五六七八九十" * 6)
_FIELDS: Final = (QAbstractItemView, QLineEdit, QPlainTextEdit, QTextEdit)
_POLL: Final = 1
_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape)


class Dialogs(QObject):
    """Leaves every dialog that opens with Esc, and says its sentence."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._timer = QTimer(self, interval=_POLL)
        self._timer.timeout.connect(self._leave)
        self._timer.start()

    @Slot()
    def _leave(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            texts = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
            self._say(f"{DIALOG} {' '.join(texts)}".replace("\n", " ")[:400])
            dialog.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()


def announce(opened: OpenBook, say: Say) -> None:
    """From now on every save says before what it tries; what it refuses is said too."""
    save: Callable[..., int] = opened._save  # noqa: SLF001 - the one door to the disk

    def announced(old: Book, new: Book, *rest: object) -> int:
        say(f"{TRIED} {checksum(new)}")
        return save(old, new, *rest)

    opened._save = announced  # noqa: SLF001 - as above
    opened.failed.connect(lambda sentence: say(f"{REFUSED} {sentence}"))
    say(f"{OPENED} {checksum(opened.book)}")


class Clerk:
    """Types into the window of ``controller``, whose book is open and announced."""

    def __init__(self, application: QApplication, controller: AppController, seed: Random, say: Say) -> None:
        self._application, self._controller, self._seed, self._say = application, controller, seed, say
        self._known = self._book

    def work(self, rounds: int) -> None:
        """So many rounds: a place, a text or a command there, and what was saved is said."""
        for number in range(rounds):
            if number % 6 == 0 and self._controller.window.workspace is not None:
                self._controller.window.workspace.open_page(self._seed.choice(_PAGES))
                self._settle()
            self._at_some_place()
            self._seed.choice((self._type, self._type, self._type, self._amount, self._amount, self._clear, self._back))()
            self._settle()
            self.tell()

    def tell(self) -> None:
        """Say that the book on the screen is saved, if the window says so and there is anything new."""
        book = self._book
        if book is not None and book is not self._known and self._window_says_saved():
            self._known = book
            self._say(f"{SAVED} {checksum(book)}")

    @property
    def _book(self) -> Book | None:
        return self._controller.open_book.book if self._controller.open_book is not None else None

    def _window_says_saved(self) -> bool:
        return self._controller.window._status._saved.text().startswith("已保存")  # noqa: SLF001 - what the clerk reads

    def _settle(self) -> None:
        for _ in range(3):
            self._application.processEvents()

    def _at_some_place(self) -> None:
        """Any cell or field of the page that is shown."""
        workspace = self._controller.window.workspace
        if workspace is None:
            return
        there: Sequence[QWidget] = [w for kind in _FIELDS for w in workspace.page.findChildren(kind) if w.isVisible()]
        if not there:
            return
        field = self._seed.choice(there)
        field.setFocus()
        if isinstance(field, QAbstractItemView) and (model := field.model()) is not None:
            rows, columns = model.rowCount(), model.columnCount()
            if rows and columns:
                field.setCurrentIndex(model.index(self._seed.randrange(rows), self._seed.randrange(columns)))

    def _target(self) -> QWidget:
        window = self._controller.window
        return (QApplication.activeModalWidget() or window).focusWidget() or window

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._target(), key, modifier)

    def _letters(self, text: str) -> None:
        for letter in text:
            QApplication.sendEvent(self._target(), QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))

    def _type(self) -> None:
        self._letters(self._seed.choice(_TEXTS))
        self._press(self._seed.choice(_KEYS))

    def _amount(self) -> None:
        self._letters(f"{self._seed.randrange(100_000)}.{self._seed.randrange(100):02}")
        self._press(Qt.Key.Key_Return)

    def _clear(self) -> None:
        self._press(Qt.Key.Key_Delete)

    def _back(self) -> None:
        self._press(self._seed.choice((Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Y)), Qt.KeyboardModifier.ControlModifier)
