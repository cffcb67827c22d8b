"""Fixtures of the window: off the screen, Qt warnings fail, the clipboard and the theme are put back."""

from __future__ import annotations

import os
from contextlib import contextmanager

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QEvent, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.book.places import Place
from models.checks.checker import Checker
from models.memory import Memory
from tests.ui.running_app import Office
from ui.grid.view.view import GridView
from ui.pages.common.page import PageServices
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.session.settings import MemorySettings
from ui.startup.application import make_application, make_theme
from ui.theme.theme import Mode
from ui.window.main_window import MainWindow

_HARMLESS = ("does not support propagateSizeHints", "does not support raise()", "does not support grabbing")


@pytest.fixture(scope="session")
def qapp():
    """The application, with its fonts read: a platform that has none says so once, which is no fault of the first test."""
    application = make_application(["test"])
    QFontDatabase.families()
    return application


class PatientBot(QtBot):
    """Waits as long as a loaded machine needs: five seconds can pass without a turn. What never comes meets the limit of a test.

    It holds its windows: one that only the test knew would be garbage when the test returns, and Python may collect it in the midst
    of its own last events, under Qt's feet.
    """

    def __init__(self, request):
        super().__init__(request)
        self._held = []

    def addWidget(self, widget, *, before_close_func=None):  # noqa: N802
        self._held.append((widget, before_close_func))

    def close_widgets(self):
        for widget, before in self._held:
            if isValid(widget):  # else the test has deleted it
                if before is not None:
                    before(widget)
                widget.close()
                widget.deleteLater()

    def waitUntil(self, callback, *, timeout=60_000):  # noqa: N802
        super().waitUntil(callback, timeout=timeout)


@contextmanager
def unasked():
    """While windows are closed after a test: nobody is left to answer whether to leave what cannot be saved."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MainWindow, "may_leave", lambda window: window.workspace is None or window.workspace.finish_typing() or True)
        yield


@pytest.fixture
def qtbot(qapp, request):
    bot = PatientBot(request)
    yield bot
    with unasked():
        bot.close_widgets()


@pytest.fixture(scope="session")
def _drawn_icons():
    """The pixels of every icon drawn so far."""
    return {}


@pytest.fixture
def _look(qapp, _drawn_icons):
    """A theme for one test: of an object that lives on, PySide keeps all that was ever connected to it, and looks through these
    whenever another object goes. Closing a window took five times as long after a thousand tests."""
    theme, icons = make_theme(qapp)
    icons._used = _drawn_icons
    yield theme, icons
    for each in (icons, theme):  # with the windows, after them
        each.deleteLater()


@pytest.fixture
def theme(_look):
    theme = _look[0]
    theme.set_mode(Mode.LIGHT)
    return theme


@pytest.fixture
def icons(_look):
    return _look[1]


@pytest.fixture(autouse=True)
def qt_is_silent():
    """A warning of Qt is a fault of ours."""
    said = []

    def hear(kind, context, message):
        if kind is not QtMsgType.QtDebugMsg and not any(word in message for word in _HARMLESS):
            said.append(message)

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    assert not said


@pytest.fixture(autouse=True)
def no_window_outlives_its_test(qapp):
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not QApplication.topLevelWidgets()


class Disk:
    """Stands for the store: keeps the last saved book, or refuses."""

    def __init__(self):
        self.saved = []
        self.refusal = None

    def save(self, old, new, _step=None):
        if self.refusal is not None:
            raise self.refusal
        self.saved.append((old, new))
        return len(self.saved)


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture(scope="session")
def _remembered(xingtai, codes):
    return Checker(xingtai, codes), Memory()


@pytest.fixture
def opened(qapp, xingtai, codes, disk, _remembered):
    """Opens a book, going on from what was known of the last one, as after an undo: a first full look costs as much as a page."""

    def opened(book):
        found = OpenBook(book, xingtai, codes, disk.save)
        found._checker, found._memory = _remembered
        found._derived = found._derive()
        return found

    return opened


@pytest.fixture
def open_book(opened, seed1):
    return opened(seed1)


@pytest.fixture
def page_alone(qtbot, theme, icons):
    """Shows a page without the window around it, active and following its book."""

    def page_alone(make_page, open_book, settings=None):
        page = make_page(PageServices(open_book, theme, icons, settings or MemorySettings()))
        qtbot.addWidget(page)
        page.resize(1176, 560)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        open_book.changed.connect(page.refresh)
        return page

    return page_alone


@pytest.fixture
def settings():
    settings = MemorySettings()
    settings.set("workspace/page", "basic")
    return settings


def give_up_typing(window):
    """What a test leaves half typed would be asked about when the window closes."""
    for grid in window.findChildren(GridView):
        if grid.open_editor is not None:
            QTest.keyClick(grid.open_editor, Qt.Key.Key_Escape)


@pytest.fixture
def window(qtbot, theme, icons, settings, open_book):
    window = MainWindow(PAGES, theme, icons, settings)
    qtbot.addWidget(window, before_close_func=give_up_typing)
    window.show_book(open_book)
    window.resize(1366, 738)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.workspace.page.setFocus()
    return window


class Keys:
    """A clerk at the keyboard: keys go where the focus is."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window

    @property
    def grid(self):
        return self.window.workspace.page.grid

    @property
    def target(self):
        return self.grid.open_editor or self.grid

    def at(self, row, column):
        self.grid.setFocus()
        self.grid.setCurrentIndex(self.grid.grid_model.index(row, column))
        return self

    def at_new_row(self, column=0):
        return self.at(self.grid.grid_model.line_count, column)

    def type(self, text):
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(self.target, letter)
            else:  # QTest knows no key for it
                press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.target, press)
        return self

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.target, key, modifier)
        return self

    @property
    def here(self):
        index = self.grid.currentIndex()
        return index.row(), index.column()

    def text(self, row, column):
        return self.grid.grid_model.index(row, column).data()

    def place(self, row, column) -> Place:
        return self.grid.grid_model.place(self.grid.grid_model.index(row, column))


@pytest.fixture
def keys(qtbot, window):
    return Keys(qtbot, window)


@pytest.fixture
def office(qtbot, theme, icons):
    """The desk at its start, with a clerk; every dialog that was expected has come."""
    office = Office(qtbot, theme, icons).start()
    yield office
    assert office.all_answered()
    with unasked():
        if isValid(office.window):  # else the test has left
            office.window.close()  # before the library: what is still being typed is saved
    office.library.close()
