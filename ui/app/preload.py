"""What a start did without, imported while nobody is waiting, so that the first turn to a page is as quick as the second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

PAUSE: Final = 40
"""Milliseconds between two steps: what is typed meanwhile is taken at once."""


def read_checks() -> None:
    """By itself, so that a key is taken between the reading of the checks and the first check."""
    import models.checks.checker


def _edits() -> None:
    import models.checks.suspects
    import models.words.steps
    import ui.grid.editing.completion


def _projects() -> None:
    import ui.pages.projects.page


def _income() -> None:
    import ui.pages.income.page


def _forms() -> None:
    import ui.pages.entry.assets
    import ui.pages.entry.cover
    import ui.pages.entry.others
    import ui.pages.entry.procurement
    import ui.pages.entry.three_public


def _narrative() -> None:
    import ui.pages.narrative.page


def _home() -> None:
    import ui.pages.entry.basic
    import ui.pages.review.home


def _review() -> None:
    import ui.pages.review.explanations
    import ui.pages.review.history


def _preview() -> None:
    import ui.pages.review.preview


def _questions() -> None:
    import ui.dialogs.question
    import ui.window.go_to


def _speak_chinese() -> None:
    """Qt's own dialogs, whatever the system speaks. PySide takes 4 ms for the languages and countries of QLocale."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))


STEPS: Final[tuple[Callable[[], None], ...]] = (
    _speak_chinese,
    _edits,
    _projects,
    _income,
    _forms,
    _narrative,
    _home,
    _review,
    _preview,
    _questions,
)
"""Each takes less time than a key press."""


class Preloader(QObject):
    """When the window's first picture is there, does ``first``; then takes one step after the other, and never again."""

    def __init__(self, window: QWidget, first: Sequence[Callable[[], None]], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._left = [*first, *STEPS]
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin when the window is painted: once more, if it has been already behind a question at the start."""
        self._window.installEventFilter(self)
        self._window.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The first picture is whole when the events at hand are done."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start()
        return False

    @property
    def is_done(self) -> bool:
        """Whether no step is left."""
        return not self._left

    @Slot()
    def _step(self) -> None:
        self._left.pop(0)()
        self._timer.setInterval(PAUSE)
        if not self._left:
            self._timer.stop()
