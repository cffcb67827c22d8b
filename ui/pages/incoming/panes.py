"""What 读入 and 核对公开稿 have in common: a head line with buttons, and three panes that give way to a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.session.settings import Settings
from ui.theme.theme import Theme
from ui.widgets.fair_split import FairSplit
from ui.widgets.key_button import KeyButton
from ui.widgets.small_controls import ElidedLabel


class FileHead(QWidget):
    """What the file is, and the buttons that apply now."""

    def __init__(self, theme: Theme, about: str, leave: str, parent: QWidget | None = None) -> None:
        """``about`` names the label for readers of the screen, ``leave`` are the words of the button that leaves the file."""
        super().__init__(parent)
        self._theme, self._leave = theme, leave
        self.is_reading = False
        self.about = ElidedLabel(about)
        self.files = KeyButton(theme, "选文件…", autoDefault=True)
        self.leave = KeyButton(theme, leave, autoDefault=True)
        self._buttons: tuple[QWidget, ...] = ()
        self._row = QHBoxLayout(self)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self.about, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def add_parts(self, parts: Sequence[QWidget], buttons: Sequence[QWidget]) -> None:
        """Put the parts behind the label, in this order; ``buttons`` are those of them that ``show_only`` shows and hides."""
        self._buttons = tuple(buttons)
        for part in parts:
            self._row.addWidget(part)
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @Slot()
    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(12), px(4), px(12), px(4))
        self._row.setSpacing(px(8))

    def show_nothing(self) -> None:
        """Without a file only 选文件 is there."""
        self.show_result("")
        self.show_only(self.files)

    def show_reading(self) -> None:
        """While files are read they can be stopped."""
        self.is_reading = True
        self.about.setText("")
        self.leave.setText("停下  Esc")
        self.show_only(self.leave)

    def show_result(self, about: str) -> None:
        """Say what was read."""
        self.is_reading = False
        self.about.setText(about)
        self.leave.setText(self._leave)

    def show_only(self, *shown: QWidget) -> None:
        """Show these buttons and hide the others."""
        for button in self._buttons:
            button.setVisible(button in shown)


class PaneWidths(NamedTuple):
    """Widths of the left and right pane (preferred, least) and the least of the middle, in pixels at 100 %."""

    beside: tuple[int, int]
    least: tuple[int, int]
    middle: int


class FilePanes(QWidget):
    """``files_wanted``: other files; ``left``: nothing of the file is wanted; ``stopped``: nor is the reading."""

    files_wanted = Signal()
    left = Signal()
    stopped = Signal()

    def __init__(
        self, theme: Theme, settings: Settings, key: str, widths: PaneWidths, nothing: str, parent: QWidget | None = None
    ) -> None:
        """``key`` names the kept widths, ``nothing`` is what stands there without a file."""
        super().__init__(parent)
        self._theme, self._widths, self._without_file = theme, widths, nothing
        self.file_head: FileHead
        self._nothing = QLabel(nothing, wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._nothing.setProperty("quietBody", True)
        self._splitter = FairSplit(settings, theme, key, self._share)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._splitter)

    def add_panes(self, head: FileHead, panes: Sequence[QWidget], order: Sequence[QWidget]) -> None:
        """Lay out the head line and the three panes; Tab goes through ``order``, the first of which has the focus."""
        self.file_head = head
        for pane in panes:
            self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self._stack, 1)
        for first, then in pairwise(order):
            QWidget.setTabOrder(first, then)
        self.setFocusProxy(order[0])
        head.files.clicked.connect(self.files_wanted)
        head.leave.clicked.connect(self.leave)
        self._theme.changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self._nothing.setMargin(self._theme.px(16))
        self.fit_detail()

    def fit_detail(self) -> None:
        """Give the text of the right pane its edges, whenever the theme changes."""

    def _share(self, width: int) -> list[int]:
        px, widths = self._theme.px, self._widths
        beside = widths.beside if width >= px(sum(widths.beside) + widths.middle) else widths.least
        left, right = (px(part) for part in beside)
        return [left, max(width - left - right, 1), right]

    def show_panes(self) -> None:
        """Show the panes in place of the sentence."""
        self._stack.setCurrentWidget(self._splitter)

    def show_nothing(self, sentence: str = "") -> None:
        """Show no file, and why."""
        self._stack.setCurrentWidget(self._nothing)
        self._nothing.setText(f"{sentence}\n\n{self._without_file}" if sentence else self._without_file)
        had_focus = self.isAncestorOf(self.window().focusWidget() or self)
        self.file_head.show_nothing()
        if had_focus:
            self.file_head.files.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reading(self, sentence: str) -> None:
        """Show that files are being read, and how far it is."""
        self._stack.setCurrentWidget(self._nothing)
        self._nothing.setText(f"{sentence}\n\n按 Esc 停下，什么都不会留下。")
        if not self.file_head.is_reading:
            self.file_head.show_reading()
            self.file_head.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Stop the reading, or leave the file."""
        if self.file_head.is_reading:
            self.stopped.emit()
        else:
            self.left.emit()
