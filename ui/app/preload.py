"""Preloader: imports, once the window is painted, what the start left out, so that a page opens fast the first time too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from ui.pages.registry import PAGES

PAUSE: Final = 40
"""Milliseconds between two steps, in which key presses are handled."""


def read_checks() -> None:
    """A step of its own, so that keys are handled between this import and the first check."""
    import models.checks.checker


def _import_editing() -> None:
    import models.checks.suspects
    import models.words.steps
    import ui.grid.editing.completion


def _import_questions() -> None:
    import ui.dialogs.question
    import ui.window.search.go_to


def _set_chinese_locale() -> None:
    """Chinese for Qt's own dialogs on any system. Done late: PySide needs 4 ms for the enums of QLocale."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))


STEPS: Final[tuple[Callable[[], object], ...]] = (
    _set_chinese_locale,
    _import_editing,
    *(spec.load for spec in PAGES),
    _import_questions,
)
"""Each is short enough not to be felt while typing."""


class Preloader(QObject):
    """After the window's first paint runs ``first`` and then STEPS, one call per timer tick, once."""

    def __init__(self, window: QWidget, first: Sequence[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._pending = [*first, *STEPS]
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._run_step)

    def start(self) -> None:
        """Begin at the next paint; ``update`` forces one if a dialog at the start has let the window be painted already."""
        self._window.installEventFilter(self)
        self._window.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start the timer at the first paint; it fires once the pending events, and with them the paint, are done."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start()
        return False

    @property
    def is_done(self) -> bool:
        """Whether no step is left."""
        return not self._pending

    @Slot()
    def _run_step(self) -> None:
        self._pending.pop(0)()
        self._timer.setInterval(PAUSE)
        if not self._pending:
            self._timer.stop()
