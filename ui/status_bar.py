"""The status bar: saved and when, income, spending and their difference, the unit of amounts, zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTime, Slot
from PySide6.QtWidgets import QFrame, QLabel, QStatusBar, QWidget

from models.facts import CARRY_FORWARD, INCOME, SPENDING
from ui.amounts import grouped_wan
from ui.icons import Icons
from ui.open_book import OpenBook
from ui.theme import MARK_SIZE, Theme


class StatusBar(QStatusBar):
    """Follows the open book, or says that none is open."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._open_book: OpenBook | None = None
        self.setSizeGripEnabled(False)
        self._saved_mark = self._label("保存状态标记")
        self._saved = self._label("保存状态")
        self.addWidget(self._saved_mark)
        self.addWidget(self._saved, 1)
        self._income = self._figure("收入合计")
        self._spending = self._figure("支出合计")
        self._difference = self._figure("差额")
        self._difference_mark = self._label("差额标记")
        self.addPermanentWidget(self._difference_mark)
        self._unit = self._last("金额单位")
        self._enter = self._last("回车方向")
        self._zoom = self._last("缩放")
        theme.changed.connect(self._restyle)
        self._restyle()

    def follow(self, open_book: OpenBook | None) -> None:
        """Show this book from now on."""
        if self._open_book is not None:
            self._open_book.changed.disconnect(self._note_saved)
            self._open_book.failed.disconnect(self.show_failure)
        self._open_book = open_book
        if open_book is not None:
            open_book.changed.connect(self._note_saved)
            open_book.failed.connect(self.show_failure)
            self._note_saved()
        self._restyle()

    @Slot(str)
    def show_failure(self, sentence: str) -> None:
        """What could not be saved and why; it stands until the next save."""
        self._saved_mark.setPixmap(self._icons.mark("error", self.devicePixelRatioF()))
        self._saved.setText(f"没有保存：{sentence}")

    def show_enter_mode(self, words: str) -> None:
        """Where Enter goes."""
        self._enter.setText(f"回车：{words}")

    def _label(self, name: str) -> QLabel:
        label = QLabel(accessibleName=name, textFormat=Qt.TextFormat.PlainText)
        label.setProperty("small", True)
        return label

    def _figure(self, name: str) -> QLabel:
        self.addPermanentWidget(self._bar())
        caption = self._label(f"{name}标题")
        caption.setText(name)
        self.addPermanentWidget(caption)
        value = QLabel(accessibleName=name, textFormat=Qt.TextFormat.PlainText)
        value.setProperty("bold", True)
        self.addPermanentWidget(value)
        return value

    def _last(self, name: str) -> QLabel:
        self.addPermanentWidget(self._bar())
        label = self._label(name)
        self.addPermanentWidget(label)
        return label

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("bar", True)
        return bar

    @Slot()
    def _note_saved(self) -> None:
        self._saved_mark.setPixmap(self._icons.mark("ok", self.devicePixelRatioF()))
        self._saved.setText(f"已保存 {QTime.currentTime().toString('HH:mm:ss')}")
        self._show_sums()

    def _show_sums(self) -> None:
        if self._open_book is None:
            return
        sums = {INCOME: 0, SPENDING: 0, CARRY_FORWARD: 0}
        for fact in self._open_book.context.facts:
            if fact.stream in sums:
                sums[fact.stream] += fact.amount
        difference = sums[INCOME] - sums[SPENDING] - sums[CARRY_FORWARD]
        self._income.setText(grouped_wan(sums[INCOME]))
        self._spending.setText(grouped_wan(sums[SPENDING] + sums[CARRY_FORWARD]))
        self._difference.setText(
            f"{'收入多 ' if difference > 0 else '支出多 ' if difference else ''}{grouped_wan(abs(difference))}"
        )
        self._difference.setProperty("error", bool(difference))
        self._difference.style().polish(self._difference)
        self._difference_mark.setPixmap(self._icons.mark("error" if difference else "ok", self.devicePixelRatioF()))

    @Slot()
    def _restyle(self) -> None:
        self._zoom.setText(f"{self._theme.zoom}%")
        self._unit.setText("金额单位：万元" if self._open_book else "")
        if not self._enter.text():
            self.show_enter_mode("向下")
        for label in (self._saved_mark, self._difference_mark):
            label.setFixedWidth(self._theme.px(MARK_SIZE))
        self.setContentsMargins(self._theme.px(12), 0, self._theme.px(12), 0)
        if self._open_book is None:
            self._saved.setText("没有打开的数据")
            for label in (self._saved_mark, self._income, self._spending, self._difference, self._difference_mark):
                label.clear()
        else:
            self._show_sums()
            self._saved_mark.setPixmap(self._icons.mark("ok", self.devicePixelRatioF()))
