"""An office for tests: the real desk, window, database and settings in the test's data folder, and a clerk at the keyboard."""

from __future__ import annotations

from functools import cache

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from storage.files.book_file import sample_book
from storage.paths import bureau_codes, data_folder, database_file, user_packs
from storage.settings import SettingsFile
from ui.app.controller import AppController
from ui.app.forms import Forms
from ui.app.library import Library, local_now
from ui.app.services import AppServices
from ui.dialogs.file_questions import FileQuestions
from ui.pages.registry import PAGES, pages_of
from ui.window.main_window import MainWindow

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


the_sample = cache(sample_book)  # a value: every office can have the same


def press_letter(target, letter):
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))


class Office:
    """``start`` and ``leave`` are two starts of the program."""

    def __init__(self, qtbot, theme, icons, clock=local_now):
        self.qtbot, self.theme, self.icons, self.clock = qtbot, theme, icons, clock
        self.controller = None
        self._answers = []
        self._seen = None
        self._timer = QTimer()
        self._timer.setInterval(5)  # every millisecond it took a tenth of the time of tests with long exports
        self._timer.timeout.connect(self._answer)

    def _furnish(self):
        settings = SettingsFile(data_folder() / "settings.json")
        library = Library(database_file(), data_folder() / "backups", self.clock)
        self.window = MainWindow(PAGES, self.theme, self.icons, settings)
        self.qtbot.addWidget(self.window)
        self.controller = AppController(
            AppServices(self.window, library, Forms(user_packs(), bureau_codes()), self.theme, self.icons, settings, the_sample)
        )
        self.library, self.settings = library, settings
        self.window.resize(1366, 738)

    def show(self, before=lambda _window: None, file=None):
        """A start as the program does it: shown first, checked then."""
        self._furnish()
        before(self.window)
        self.controller.show(file)
        return self

    def start(self, file=None):
        self._furnish()
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.controller.start(file)
        return self

    def leave(self):
        self.window.close()
        self.library.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.controller = None

    # --- dialogs

    def will_answer(self, *answers):
        """What to do in the next dialogs, one function of the dialog each."""
        self._answers = list(answers)
        self._seen = None
        self._timer.start()

    def _answer(self):
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog is self._seen or not dialog.buttons:
            return
        if "cancel" in dialog.buttons:  # the progress of an export ends by itself
            return
        if not self._answers:
            dialog.reject()
            raise AssertionError(f"nobody expected {dialog.windowTitle()}: {dialog.sentence.text()}")
        self._seen = dialog
        answer = self._answers.pop(0)
        try:
            answer(dialog)
        finally:
            if shiboken6.isValid(dialog) and dialog.isVisible():
                dialog.reject()
                raise AssertionError(f"still open: {dialog.windowTitle()}")

    def all_answered(self):
        self._timer.stop()
        return not self._answers

    # --- keys

    @property
    def page(self):
        return self.window.workspace.page

    @property
    def open_book(self):
        return self.controller.open_book

    @property
    def focus(self):
        modal = QApplication.activeModalWidget()
        if modal is None and not self.window.isActiveWindow():  # what a window manager does when a dialog closes
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        if modal is not None and not modal.isActiveWindow():  # a field that Tab comes to selects its text only in an active window
            self.qtbot.waitUntil(modal.isActiveWindow)
        return (modal or self.window).focusWidget()

    def press(self, key, modifier=NONE, times=1):
        for _ in range(times):
            self.qtbot.keyClick(self.focus or self.window, key, modifier)
        return self

    def type(self, text):
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(self.focus, letter)
            else:
                press_letter(self.focus, letter)
        return self

    def at(self, row, column, grid=None):
        grid = grid or self.page.grid
        grid.setFocus()
        grid.setCurrentIndex(grid.grid_model.index(row, column))
        return self

    def open_page(self, key):
        """Ctrl+G and the page's title."""
        pages = pages_of(PAGES, self.open_book.pack, self.open_book.book)
        title = next(spec.title for spec in pages if spec.key == key)
        self.press(Key.Key_G, CTRL).type(title).press(Key.Key_Return)
        assert self.page.key == key
        return self

    def from_menu(self, letter, command):
        """Alt and the letter of a menu, arrows down to the command, and right into a menu that holds it, Enter."""
        self.press(letter, ALT)
        menu, wanted = QApplication.activePopupWidget(), self.window.actions_of_window[command]
        around = next((entry for entry in menu.actions() if entry.menu() and wanted in entry.menu().actions()), None)
        if around is not None:
            self._down_to(menu, around)
            QTest.keyClick(menu, Key.Key_Right)
            menu = around.menu()
        self._down_to(menu, wanted)
        QTest.keyClick(menu, Key.Key_Return)

    @staticmethod
    def _down_to(menu, wanted):
        for _ in menu.actions():
            if menu.activeAction() is wanted:
                break
            QTest.keyClick(menu, Key.Key_Down)
        assert menu.activeAction() is wanted, f"{wanted.objectName()} is grey"

    def tab_to(self, widget):
        """Tab until a widget has the focus."""
        for _ in range(60):
            if self.focus is widget:
                return self
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {widget.accessibleName()}")

    def walk_to(self, row, column, grid=None):
        """Tab into a grid, arrows to a cell."""
        grid = grid or self.page.grid
        self.tab_to(grid)
        down, right = row - grid.currentIndex().row(), column - grid.currentIndex().column()
        self.press(Key.Key_Down if down > 0 else Key.Key_Up, times=abs(down))
        self.press(Key.Key_Right if right > 0 else Key.Key_Left, times=abs(right))
        assert (grid.currentIndex().row(), grid.currentIndex().column()) == (row, column)
        return self


def pick(office, key):
    """A button of the next dialog, by the keyboard alone."""

    def answer(dialog):
        office.tab_to(dialog.buttons[key]).press(Key.Key_Space)

    return answer


def choose(key, seen=None):
    """A button of the next dialog, by its key; its sentence goes into ``seen``."""

    def answer(dialog):
        if seen is not None:
            seen.append(dialog.sentence.text())
        dialog.buttons[key].click()

    return answer


def give_file(monkeypatch, path):
    """The answer of the system's own file dialogs."""
    for question in ("existing", "new", "folder"):
        monkeypatch.setattr(FileQuestions, question, lambda *_args: path)
