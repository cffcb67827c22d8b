"""The input method fcitx (UOS, 麒麟), spoken to over D-Bus: Qt's libraries from PyPI bring no plug-in for it.

fcitx 4 serves this interface, and fcitx 5 does too beside its own. fcitx shows the letters being typed in a panel of its own, so
that only finished text arrives here, and none of it can be lost with an editor that closes.
"""

from __future__ import annotations

import os
from typing import Final, Protocol

from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, SLOT, QCoreApplication, QEvent, QMetaObject, QObject, QRect, Qt, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage, QDBusServiceWatcher
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent, QWindow
from shiboken6 import isValid

_SERVICE: Final = "org.fcitx.Fcitx-{display}"
_PATH: Final = "/inputmethod"
_INTERFACE: Final = "org.fcitx.Fcitx.InputMethod"
_CONTEXT_PATH: Final = "/inputcontext_{number}"
_CONTEXT_INTERFACE: Final = "org.fcitx.Fcitx.InputContext"
_PATIENCE: Final = 5000
"""Milliseconds to wait for an answer: at the first key fcitx may read its dictionaries from a slow disk.
A key that is not answered is typed as it is."""

_RELEASED: Final = 1
_MOST: Final = 0xFFFFFFFF
_KEYS: Final = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_HIDDEN: Final = Qt.InputMethodHint.ImhHiddenText
_QUERIES: Final = Qt.InputMethodQuery.ImEnabled | Qt.InputMethodQuery.ImHints


class InputMethod(Protocol):
    """What takes keys and makes text of them."""

    def take_key(self, key: QKeyEvent) -> bool:
        """Whether the input method keeps this key, pressed or released."""

    def enter(self) -> None:
        """The cursor is in a text from now on."""

    def leave(self) -> None:
        """The cursor is in no text any more; forget what was being typed."""

    def place(self, cursor: QRect) -> None:
        """Where the cursor is on the screen, in its pixels."""


class Fcitx(QObject):
    """One input context of a running fcitx; it is made again when fcitx starts again."""

    committed = Signal(str)

    def __init__(self, bus: QDBusConnection, display: str, parent: QObject | None = None) -> None:
        """``bus`` is the session's, ``display`` that of X, as in ``DISPLAY``."""
        super().__init__(parent)
        self._bus = bus
        self._service = _SERVICE.format(display=display.rpartition(":")[2].partition(".")[0] or "0")
        self._context: QDBusInterface | None = None
        self._entered = False
        watcher = QDBusServiceWatcher(self._service, self._bus, QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange, self)
        watcher.serviceRegistered.connect(self._begin)
        watcher.serviceUnregistered.connect(self._end)
        self._begin()

    def take_key(self, key: QKeyEvent) -> bool:
        """Ask fcitx; what it commits meanwhile arrives before this returns, so that the order of texts and keys stays."""
        if self._context is None:
            return False
        kind = _RELEASED if key.type() is QEvent.Type.KeyRelease else 0
        numbers = (key.nativeVirtualKey(), key.nativeScanCode(), key.nativeModifiers())
        symbol, code, state = (Q_ARG("uint", number & _MOST) for number in numbers)
        time = Q_ARG("uint", key.timestamp() & _MOST)
        arguments = (symbol, code, state, Q_ARG("int", kind), time)
        direct = Qt.ConnectionType.DirectConnection
        # the stubs ask for the name as bytes, which PySide refuses
        taken = QMetaObject.invokeMethod(self._context, "ProcessKeyEvent", direct, Q_RETURN_ARG("int"), *arguments)  # type: ignore[call-overload]
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        return bool(taken)

    def enter(self) -> None:
        """Tell fcitx that its keys come from here."""
        self._entered = True
        self._tell("FocusIn")

    def leave(self) -> None:
        """Tell fcitx that no more keys come; it closes its panel."""
        self._entered = False
        self._tell("FocusOut")

    def place(self, cursor: QRect) -> None:
        """Move fcitx's panel to the cursor."""
        self._tell("SetCursorRect", cursor.x(), cursor.y(), cursor.width(), cursor.height())

    @Slot()
    def _begin(self) -> None:
        answer = QDBusInterface(self._service, _PATH, _INTERFACE, self._bus).call("CreateICv3", "ysgk", os.getpid())
        if answer.type() is not QDBusMessage.MessageType.ReplyMessage:  # not there yet; an error has arguments too
            return
        path = _CONTEXT_PATH.format(number=answer.arguments()[0])
        signal = (self._service, path, _CONTEXT_INTERFACE, "CommitString")
        self._bus.connect(*signal, self, SLOT("_commit(QString)"))  # type: ignore[call-overload]
        self._context = QDBusInterface(self._service, path, _CONTEXT_INTERFACE, self._bus, self)
        self._context.setTimeout(_PATIENCE)
        if self._entered:
            self._tell("FocusIn")

    @Slot()
    def _end(self) -> None:
        self._context = None

    @Slot(str)
    def _commit(self, text: str) -> None:
        self.committed.emit(text)

    def _tell(self, name: str, *numbers: int) -> None:
        if self._context is not None:
            self._context.asyncCallWithArgumentList(name, list(numbers))


class InputMethodFilter(QObject):
    """Shows the keys of every window to an input method first, as Qt's own plug-ins do, and puts its text at the cursor."""

    def __init__(self, method: InputMethod, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._method = method
        self._window: QWindow | None = None
        self._entered = False
        self._asked: tuple[int, int] | None = None
        self._taken = False

    def install(self, application: QGuiApplication) -> None:
        """Follow the cursor from now on."""
        application.focusWindowChanged.connect(self.follow_window)
        application.focusObjectChanged.connect(self.follow_cursor)
        application.inputMethod().cursorRectangleChanged.connect(self._place)

    @Slot(QWindow)
    def follow_window(self, window: QWindow | None) -> None:
        """Take the keys of this window; those of the one before are its own again."""
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    @Slot(QObject)
    def follow_cursor(self, target: QObject | None) -> None:
        """Leave the text of before, whose composition ends, and enter this one."""
        self._enter_if(text=False)
        self._enter_if(text=target is not None and _takes_text(target))

    def _enter_if(self, *, text: bool) -> None:
        if self._entered == text:
            return
        self._entered = text
        if text:
            self._method.enter()
            self._place()
        else:
            self._method.leave()

    @Slot(str)
    def commit(self, text: str) -> None:
        """Put a finished text at the cursor."""
        target = QGuiApplication.focusObject()
        if target is not None and self._entered:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(target, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back the keys that the input method keeps.

        Qt asks first whether a key is a shortcut (ShortcutOverride): the input method comes before that, and is asked once a key.
        """
        target = QGuiApplication.focusObject()
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent) or target is None:
            return super().eventFilter(watched, event)
        self._enter_if(text=_takes_text(target))  # a grid takes text in some of its cells
        if not self._entered:
            return super().eventFilter(watched, event)
        key = (event.timestamp(), event.nativeVirtualKey())
        if event.type() is not QEvent.Type.KeyPress or key != self._asked:
            self._taken = self._method.take_key(event)
        self._asked = key if event.type() is QEvent.Type.ShortcutOverride else None
        if self._taken:
            event.accept()
        return self._taken

    @Slot()
    def _place(self) -> None:
        window = QGuiApplication.focusWindow()
        if not self._entered or window is None:
            return
        scale = window.devicePixelRatio()
        cursor = QGuiApplication.inputMethod().cursorRectangle().toRect()
        corner = window.mapToGlobal(cursor.topLeft())
        size = cursor.size() * scale
        self._method.place(QRect(round(corner.x() * scale), round(corner.y() * scale), size.width(), size.height()))


def connect_fcitx(application: QGuiApplication) -> None:
    """Let fcitx take the keys of all windows."""
    fcitx = Fcitx(QDBusConnection.sessionBus(), os.environ.get("DISPLAY", ""), application)
    keys = InputMethodFilter(fcitx, application)
    fcitx.committed.connect(keys.commit)
    keys.install(application)


def _takes_text(target: QObject) -> bool:
    query = QInputMethodQueryEvent(_QUERIES)
    QCoreApplication.sendEvent(target, query)
    hints = query.value(Qt.InputMethodQuery.ImHints)
    return bool(query.value(Qt.InputMethodQuery.ImEnabled)) and not Qt.InputMethodHint(hints or 0) & _HIDDEN
