"""Typing Chinese with fcitx: an input method that a test plays gets the keys of a window, and its text arrives at the cursor."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from PySide6.QtCore import ClassInfo, QCoreApplication, QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.startup.fcitx import Fcitx, InputMethodFilter

SPACE = 0x20


class Pinyin(QObject):
    """Keeps letters, and makes 预算 of them at the space bar, as an input method does that is switched on."""

    committed = Signal(str)

    def __init__(self):
        super().__init__()
        self.on = True
        self.pressed, self.said, self.places = [], [], []

    def take_key(self, key):
        if key.type() is QEvent.Type.KeyRelease:
            return False
        self.pressed.append(key.nativeVirtualKey())
        if self.on and key.nativeVirtualKey() == SPACE:
            self.committed.emit("预算")
        return self.on

    def enter(self):
        self.said.append("enter")

    def leave(self):
        self.said.append("leave")

    def place(self, cursor):
        self.places.append(QRect(cursor))


class Desk(QWidget):
    """A window with two fields for text, one for a password, and a shortcut on a letter."""

    def __init__(self):
        super().__init__()
        self.field, self.other, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        layout = QVBoxLayout(self)
        for each in (self.field, self.other, self.password):
            layout.addWidget(each)
        self.shortcuts = 0
        QShortcut(QKeySequence("N"), self, self.count)

    @Slot()
    def count(self):
        self.shortcuts += 1


@pytest.fixture
def desk(qtbot):
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.field.setFocus()
    return desk


@pytest.fixture
def pinyin(desk):
    method = Pinyin()
    keys = InputMethodFilter(method, desk)
    method.committed.connect(keys.commit)
    keys.install(QCoreApplication.instance())
    keys.follow_window(desk.windowHandle())
    return method


def press(desk, text):
    """Send each key as the X server does: is it a shortcut, pressed, released."""
    for moment, letter in enumerate(text):
        key = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 40, ord(letter), 0, letter)
            event.setTimestamp(1000 + moment)
            QCoreApplication.sendEvent(desk.windowHandle(), event)


def test_what_the_input_method_makes_arrives_at_the_cursor(desk, pinyin):
    press(desk, "yusuan ")
    assert desk.field.text() == "预算"
    assert pinyin.pressed == [ord(letter) for letter in "yusuan "]
    assert desk.shortcuts == 0


def test_switched_off_it_leaves_the_keys_alone(desk, pinyin):
    pinyin.on = False
    press(desk, "ab ")
    assert desk.field.text() == "ab "
    assert pinyin.pressed == [ord(letter) for letter in "ab "]


def test_it_follows_the_cursor_and_never_sees_a_password(desk, pinyin):
    press(desk, "y")
    first = pinyin.places[-1]
    desk.other.setFocus()
    assert pinyin.said == ["enter", "leave", "enter"]
    assert pinyin.places[-1].top() > first.top()
    pinyin.pressed.clear()
    desk.password.setFocus()
    assert pinyin.said[3:] == ["leave"]
    press(desk, "ab")
    assert pinyin.pressed == []
    assert desk.password.text() == "ab"


@ClassInfo({"D-Bus Interface": "org.fcitx.Fcitx.InputMethod"})
class Service(QObject):
    """The door of fcitx: gives out input contexts."""

    @Slot(str, int, result=int)
    def CreateICv3(self, _name, _process):  # noqa: N802
        return 7


@ClassInfo({"D-Bus Interface": "org.fcitx.Fcitx.InputContext"})
class Context(QObject):
    """An input context that keeps the letter n, and commits it in Chinese."""

    CommitString = Signal(str)

    def __init__(self):
        super().__init__()
        self.said = []

    @Slot("uint", "uint", "uint", int, "uint", result=int)
    def ProcessKeyEvent(self, symbol, code, state, kind, _time):  # noqa: N802
        self.said.append((symbol, code, state, kind))
        if symbol == ord("n"):
            self.CommitString.emit("你")
        return int(symbol == ord("n"))

    @Slot()
    def FocusIn(self):  # noqa: N802
        self.said.append("FocusIn")

    @Slot(int, int, int, int)
    def SetCursorRect(self, *numbers):  # noqa: N802
        self.said.append(numbers)


@pytest.fixture
def bus():
    if shutil.which("dbus-daemon") is None:
        pytest.skip("no D-Bus here")
    daemon = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True)
    yield QDBusConnection.connectToBus(daemon.stdout.readline().strip(), "fcitx")
    QDBusConnection.disconnectFromBus("fcitx")
    daemon.terminate()
    daemon.communicate()


def test_it_speaks_as_fcitx_expects(qtbot, bus):
    service, context = Service(), Context()
    fcitx = Fcitx(bus, ":93.0")
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, 57, ord("n"), 0x10, "n")
    assert not fcitx.take_key(key)  # fcitx is not there yet
    everything = QDBusConnection.RegisterOption.ExportAllContents
    assert bus.registerObject("/inputmethod", service, everything)
    assert bus.registerObject("/inputcontext_7", context, everything)
    assert bus.registerService("org.fcitx.Fcitx-93")
    fcitx.enter()
    qtbot.waitUntil(lambda: "FocusIn" in context.said)
    made = []
    fcitx.committed.connect(made.append)
    assert fcitx.take_key(key)
    qtbot.waitUntil(lambda: made == ["你"])
    fcitx.place(QRect(3, 4, 5, 6))
    qtbot.waitUntil(lambda: (3, 4, 5, 6) in context.said)
    assert (ord("n"), 57, 0x10, 0) in context.said
