"""The status bar: time of the last save, income, spending and difference, entry options, zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTime, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStatusBar, QWidget

from models.book.facts import CARRY_FORWARD, INCOME, SPENDING, IncomeComparison, compare_income
from ui.session.amounts import gap_text, grouped
from ui.session.faults import NOT_SAVED, UNFORESEEN
from ui.session.open_book import OpenBook
from ui.theme.icons import Icons
from ui.theme.theme import MARK_SIZE, Theme
from ui.theme.widget_state import set_style_property
from ui.widgets.arrow import ArrowButton
from ui.window.selection_sums import SelectionSums

_GAP = 6
_SHRINK_AFTER = 300
"""Milliseconds without an edit after which labels shrink to their text."""

_SPARE = 1
"""Characters by which a label may stay wider than its text."""


class StatusBar(QStatusBar):
    """Shows the state of the book given to ``follow``, or that none is open.

    ``command_wanted`` carries the key of the command whose button was clicked.
    """

    command_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._open_book: OpenBook | None = None
        self.setSizeGripEnabled(False)
        self._saved_mark = self._label("保存状态标记")
        self._saved = self._label("保存状态")
        self.addWidget(self._saved_mark)
        self._saved_mark.hide()  # until saving fails
        self.addWidget(self._saved)
        self._retry = self._fault_button("", "再试", self._try_again)
        self._rescue = self._fault_button("rescue", "另存到别处", self._emit_command)
        self._report = self._fault_button("save_diagnostics", "保存诊断信息", self._emit_command)
        self.addWidget(QWidget(), 1)
        self._shrink_timer = QTimer(self, singleShot=True, interval=_SHRINK_AFTER)
        self._shrink_timer.timeout.connect(self._shrink_labels)
        self._of_book: list[QWidget] = []
        self._figures = QWidget()  # one widget: QStatusBar would lay itself out again for each widget added
        self._right = QHBoxLayout(self._figures)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addStretch(1)  # takes the room a shorter figure leaves, so that the others stay together
        self.sums = SelectionSums()
        self.sums.changed.connect(self._fit)
        self._right.addWidget(self.sums)
        self._income = self._figure("收入合计")
        self._spending = self._figure("支出合计")
        self._difference = self._figure("差额")
        self._difference_mark = self._label("差额标记")
        self._add_of_book(self._difference_mark)
        self._unit = self._option_button("amounts_in_yuan", "金额单位", "点一下，换成按元或按万元录入")
        self._enter = self._option_button("enter_in_order", "回车方向", "点一下，换成向下或按录入顺序")
        self._zoom = self._last_label("缩放")
        self.addPermanentWidget(self._figures)
        theme.changed.connect(self._restyle)

    def follow(self, open_book: OpenBook | None) -> None:
        """Show this book from now on; None: no book is open."""
        if self._open_book is not None:
            self._open_book.changed.disconnect(self._note_saved)
            self._open_book.failed.disconnect(self._show_unsaved)
            self._open_book.entry_settings.changed.disconnect(self._restyle)
        self._open_book = open_book
        if open_book is not None:
            open_book.changed.connect(self._note_saved)
            open_book.failed.connect(self._show_unsaved)
            open_book.entry_settings.changed.connect(self._restyle)
            self._note_saved()
        self._restyle()

    @Slot(str)
    def _show_unsaved(self, sentence: str) -> None:
        """Show why an edit was not saved, with 再试, until the next save."""
        self.show_fault(sentence, has_retry=self._open_book is not None and self._open_book.can_try_again)

    @Slot(str)
    def show_fault(self, sentence: str, *, has_retry: bool = False) -> None:
        """Show a sentence with the error mark and what can be done, until the next save."""
        self._show_mark(self._saved_mark, "error")
        self._saved_mark.show()
        self._set_text(self._saved, sentence)
        self._retry.setVisible(has_retry)
        self._rescue.setVisible(has_retry and self._open_book is not None and self._open_book.is_lost)
        self._report.setVisible(sentence in {NOT_SAVED, UNFORESEEN})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the entry options as far as they fit."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Hide the entry options that do not fit, the last one first; the menu has them too."""
        self._figures.updateGeometry()  # the bar may lay itself out first, with the width that it remembers
        if self._open_book is None:
            return
        gap = self._right.spacing()
        sums = [self.sums] if self.sums.summary else []
        faults = [button for button in (self._retry, self._rescue, self._report) if not button.isHidden()]
        always = [self._saved_mark, self._saved, *faults, self._zoom, *sums, *self._of_book[: self._of_book.index(self._unit) - 1]]
        room = (
            self.width()
            - 2 * self._theme.px(12)
            - sum(max(widget.sizeHint().width(), widget.minimumWidth()) + gap for widget in always)
        )
        for switch in (self._unit, self._enter):
            bar = self._of_book[self._of_book.index(switch) - 1]
            room -= switch.sizeHint().width() + bar.sizeHint().width() + 2 * gap
            for widget in (bar, switch):
                widget.setVisible(room >= 0)

    def _label(self, name: str, look: str = "small") -> QLabel:
        label = QLabel()
        label.setAccessibleName(name)
        label.setProperty(look, True)
        return label

    def _fault_button(self, command: str, text: str, slot: Callable[[], None]) -> QPushButton:
        """A button behind the sentence about a fault; hidden until there is one."""
        button = QPushButton(text, autoDefault=True)
        button.setObjectName(command)
        button.setProperty("quiet", True)
        button.clicked.connect(slot)
        self.addWidget(button)
        button.hide()
        return button

    @Slot()
    def _try_again(self) -> None:
        if self._open_book is not None:
            self._open_book.try_again()

    def _figure(self, name: str) -> QLabel:
        self._add_of_book(self._bar())
        caption = self._label(f"{name}标题")
        caption.setText(name)
        self._add_of_book(caption)
        value = self._label(name, "bold")
        self._add_of_book(value)
        return value

    def _add_of_book(self, widget: QWidget) -> None:
        """Add a widget that is visible only while a book is open."""
        self._of_book.append(widget)
        self._right.addWidget(widget)

    def _last_label(self, name: str) -> QLabel:
        self._right.addWidget(self._bar())
        label = self._label(name)
        self._right.addWidget(label)
        return label

    def _option_button(self, command: str, name: str, tip: str) -> QPushButton:
        self._add_of_book(self._bar())
        button = ArrowButton()
        button.setObjectName(command)
        button.setAccessibleName(name)
        button.setToolTip(tip)
        button.setProperty("quiet", True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._emit_command)
        self._add_of_book(button)
        button.setMinimumWidth(1)  # _fit hides it when the window is too narrow
        return button

    @Slot()
    def _emit_command(self) -> None:
        self.command_wanted.emit(self.sender().objectName())

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("bar", True)
        return bar

    @Slot()
    def _note_saved(self) -> None:
        for widget in (self._saved_mark, self._retry, self._rescue, self._report):
            widget.hide()
        self._set_text(self._saved, f"已保存 {QTime.currentTime().toString('HH:mm:ss')}")
        self._show_sums()

    def _show_sums(self) -> None:
        if self._open_book is None:
            return
        sums = {INCOME: 0, SPENDING: 0, CARRY_FORWARD: 0}
        for tally in self._open_book.context.tallies:
            if tally.stream in sums:
                sums[tally.stream] += tally.amount
        difference = sums[INCOME] - sums[SPENDING] - sums[CARRY_FORWARD]
        unit = self._open_book.entry_settings.unit
        self._set_text(self._income, grouped(sums[INCOME], unit))
        self._set_text(self._spending, grouped(sums[SPENDING] + sums[CARRY_FORWARD], unit))
        more = "收入多 " if difference > 0 else "支出多 " if difference else ""
        self._set_text(self._difference, f"{more}{gap_text(abs(difference), unit)}")
        set_style_property(self._difference, "error", bool(difference))
        comparison = compare_income(self._open_book.context.needs)
        self._show_mark(self._difference_mark, "error" if difference else "ok" if comparison.holds else "")
        for label in (self._difference, self._difference_mark):
            label.setToolTip(_comparison_words(comparison))

    def _set_text(self, label: QLabel, text: str) -> None:
        """Set a text. Labels have a fixed size, or each text would lay out the bar; they grow at once and shrink later."""
        if label.text() != text:
            label.setText(text)
            if _text_size(label).width() > label.minimumWidth():
                self._fix_size(label)
            else:
                self._shrink_timer.start()

    @Slot()
    def _shrink_labels(self) -> None:
        for label in (self._saved, self._income, self._spending, self._difference):
            self._fix_size(label)

    def _fix_size(self, label: QLabel) -> None:
        """Fix a label to the size of its text, unless it is at most _SPARE characters wider."""
        needed = _text_size(label)
        if not 0 <= label.minimumWidth() - needed.width() <= _SPARE * self._theme.em or needed.height() != label.minimumHeight():
            label.setFixedSize(needed)
            self._figures.updateGeometry()

    def _show_mark(self, label: QLabel, mark: str) -> None:
        """Set an icon only when it differs: QLabel lays out the bar for any pixmap."""
        pixmap = self._icons.mark(mark, self.devicePixelRatioF()) if mark else QPixmap()
        if label.pixmap().cacheKey() != pixmap.cacheKey():
            label.setPixmap(pixmap)

    @Slot()
    def _restyle(self) -> None:
        self._zoom.setText(f"{self._theme.zoom}%")
        ways = self._open_book.entry_settings if self._open_book else None
        for widget in self._of_book:
            widget.setVisible(ways is not None)
        if ways is not None:
            self._unit.setText(f"金额单位：{ways.unit_name}")
            self._enter.setText(f"回车：{'按录入顺序' if ways.in_order else '向下'}")
        for label in (self._saved_mark, self._difference_mark):
            label.setFixedWidth(self._theme.px(MARK_SIZE))
        self.setContentsMargins(self._theme.px(12), 0, self._theme.px(12), 0)
        self._right.setSpacing(self._theme.px(_GAP))
        if self._open_book is None:
            self._saved_mark.hide()
            self._set_text(self._saved, "没有打开的数据")
            for label in (self._saved_mark, self._income, self._spending, self._difference, self._difference_mark):
                label.clear()
        else:
            self._show_sums()
        for label in (self._saved, self._income, self._spending, self._difference):
            label.ensurePolished()  # applies the theme's font before the text is measured
        self._shrink_labels()
        self._fit()


def _comparison_words(comparison: IncomeComparison) -> str:
    """What the difference was compared from; a ✓ stands only for two figures that were typed."""
    if not comparison.typed:
        return "收入都由支出推算，没有录入的数可以比" if comparison.following else ""
    if not comparison.agree:
        return "有的科目收入和支出不一致，打开“收入”页看是哪个"
    if comparison.following:
        return f"录入的 {comparison.typed} 项收入与支出一致，其余 {comparison.following} 项由支出推算，没有可以比的数"
    return f"录入的 {comparison.typed} 项收入都与支出一致"


def _text_size(label: QLabel) -> QSize:
    """The size of a label's text; its own sizeHint never shrinks below its fixed size."""
    return label.fontMetrics().size(Qt.TextFlag.TextSingleLine, label.text())
