"""The start page: buttons to begin at the left, the list of stored books at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storage.database.books import BookEntry
from ui.app.start.book_list import BookListModel, BookTable
from ui.app.start.book_states import BookState
from ui.app.start.notice import Notice, NoticeFrame
from ui.theme.icons import Icons
from ui.theme.theme import CHARACTER, ICON_SIZE, Theme
from ui.widgets.small_controls import SearchField

_LEFT_WIDTH: Final = 35.2
_NARROW_LEFT_WIDTH: Final = 27
_WIDE: Final = 1150
_BUTTON_HEIGHT: Final = 58
_SEARCH_WIDTH: Final = 16.5
_TOP: Final = 84
_APART: Final = 14
"""Pixels between the heading, the buttons and the note."""

_KEEP: Final = "Enter 打开　　Delete 删除，先问一次，删除前自动备份"
_NONE: Final = "这里还没有预算。按 Ctrl+N 新建，或者打开示例看一看。数据要放到别处（D 盘、共享文件夹），用“工具”里的“数据文件夹”。"
_DROP: Final = (
    "也可以把文件拖到这个窗口：填报文件就打开，\n别人的 PDF、Excel、Word 先看读成了什么再填。\n填的内容随时保存在本机，不上传。"
)
_NO_HIT: Final = "没有找到。Esc 清空搜索。"


class BigButton(QPushButton):
    """A button with an icon, two lines of text and its shortcut."""

    def __init__(self, words: str, hint: str, icon: str, key: str, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setToolTip(hint)
        self._words, self._hint, self._icon, self._key = words, hint, icon, key
        self._theme, self._icons = theme, icons
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.setAutoDefault(True)
        theme.changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.px(_BUTTON_HEIGHT))
        self._bold, self._small = self._theme.font(bold=True), self._theme.font("small")
        self._metrics = QFontMetrics(self._small)
        self.update()

    def sizeHint(self) -> QSize:
        """Height of two lines; the width expands with the column."""
        return QSize(self._theme.px(_LEFT_WIDTH * CHARACTER * 0.7), self._theme.px(_BUTTON_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the style paint the button, then paint icon, texts and shortcut on it."""
        super().paintEvent(event)
        primary, px = bool(self.property("primary")), self._theme.px
        strong = "on_accent" if primary else "text"
        quiet = "on_accent" if primary else "text2"
        painter = QPainter(self)
        size, inner = px(ICON_SIZE * 1.2), self.rect().adjusted(px(16), 0, -px(16), 0)
        pixmap = self._icons.pixmap(self._icon, "on_accent" if primary else "accent", size, self.devicePixelRatioF())
        painter.drawPixmap(inner.left(), inner.center().y() - size // 2 + 1, pixmap)
        painter.setFont(self._small)
        painter.setPen(self._theme.color(quiet))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._key)
        words = inner.adjusted(size + px(14), 0, -self._metrics.horizontalAdvance(self._key) - px(8), 0)
        lower = words.adjusted(0, words.height() // 2, 0, 0)
        hint = self._metrics.elidedText(self._hint, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, hint)
        painter.setFont(self._bold)
        painter.setPen(self._theme.color(strong))
        upper = words.adjusted(0, 0, 0, -words.height() // 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._words)


class StartPage(QWidget):
    """Emits what the user wants to do; AppController is connected to the signals."""

    new_wanted = Signal()
    sample_wanted = Signal()
    open_wanted = Signal()
    book_wanted = Signal(int)
    delete_wanted = Signal(int)
    remedy_wanted = Signal(str)

    def __init__(
        self,
        state_of: Callable[[int], BookState],
        today: Callable[[], date],
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAccessibleName("开始")
        self._theme, self._icons = theme, icons
        self.model = BookListModel(state_of, today, theme, icons, self)
        self.new = self._big("新建", "选单位、年度和版式，从空表开始", "new", "Ctrl+N")
        self.sample = self._big("打开示例", "一本填好的部门预算，可以随意改", "sample", "")
        self.open = self._big("打开已有", "填报文件，或本程序导出的工作簿", "open", "Ctrl+O")
        self.new.setProperty("primary", True)
        self.search = SearchField(theme, icons, accessibleName="搜索预算", placeholderText="单位名称或拼音首字母")
        self.notice = NoticeFrame(theme)
        self.table = BookTable(self.model, theme, self)
        self._foot = self._quiet(_NONE)
        self._lay_out()
        self._connect()
        self._restyle()

    def _big(self, words: str, hint: str, icon: str, key: str) -> BigButton:
        return BigButton(words, hint, icon, key, self._theme, self._icons, self)

    def _quiet(self, text: str) -> QLabel:
        label = QLabel(text, wordWrap=True)
        label.setProperty("quiet", True)
        return label

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._left = QWidget()
        self._left.setObjectName("startLeft")
        self._left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel("预算公开填报")
        about = QLabel("部门预算公开表和项目绩效目标表，离线填报")
        about.setProperty("quietBody", True)
        note = self._quiet(_DROP)
        self._left_column = QVBoxLayout(self._left)
        for part in (self._title, about, self.new, self.sample, self.open, note):
            if part in {self.new, note}:
                self._left_column.addSpacing(self._theme.px(_APART))
            self._left_column.addWidget(part)
        self._left_column.addStretch(1)
        row.addWidget(self._left)
        bar = QFrame()
        bar.setProperty("bar", True)
        row.addWidget(bar)
        row.addLayout(self._right(), 1)

    def _right(self) -> QVBoxLayout:
        self._right_column = QVBoxLayout()
        head = QHBoxLayout()
        title = QLabel("已有的预算")
        title.setProperty("heading", True)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.search)
        self._right_column.addLayout(head)
        self._right_column.addWidget(self.notice)
        self._right_column.addWidget(self.table, 1)
        self._right_column.addWidget(self._foot)
        return self._right_column

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.table.open_wanted.connect(self.book_wanted)
        self.table.delete_wanted.connect(self.delete_wanted)
        self.notice.wanted.connect(self.remedy_wanted)
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self._leave_search)
        self._theme.changed.connect(self._restyle)

    def show_entries(self, entries: Sequence[BookEntry]) -> None:
        """List these books, and focus the list, else 新建."""
        self.model.show_entries(entries)
        self._update_foot()
        self._focus(self.table if entries else self.new)

    def show_notice(self, notice: Notice, *, is_urgent: bool) -> None:
        """Say what is wrong with the books. The button of one that is ``is_urgent`` gets the focus."""
        self.notice.show_notice(notice)
        self._update_foot()
        if is_urgent and notice.key:
            self._focus(self.notice.button)

    def _focus(self, target: QWidget) -> None:
        self.setFocusProxy(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _search(self, text: str) -> None:
        self.model.search(text)
        self._update_foot()

    def _update_foot(self) -> None:
        found = bool(self.model.shown)
        none = "" if self.notice.sentence.text() else _NONE
        self._foot.setText(_KEEP if found else _NO_HIT if self.search.text() else none)

    @Slot(bool)
    def _leave_search(self, opens: bool) -> None:  # noqa: FBT001 - a signal's argument
        if not self.table.current_id:
            return
        if opens:
            self.book_wanted.emit(self.table.current_id)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint at another screen scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.update()

    @Slot()
    def _restyle(self) -> None:
        theme, px = self._theme, self._theme.px
        self._left.setStyleSheet(f"QWidget#startLeft {{ background: {theme.colors['base']}; }}")
        self._left_column.setSpacing(px(10))
        self._right_column.setSpacing(px(12))
        self._fit()
        self._title.setFont(theme.font("program", bold=True))
        self._title.setStyleSheet(f"font-size: {theme.font('program').pointSizeF():g}pt; font-weight: bold;")
        self.search.setFixedWidth(px(_SEARCH_WIDTH * CHARACTER))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit margins and the left column to the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        wide = self.width() >= px(_WIDE)
        side, top = (px(56), px(_TOP)) if wide else (px(16), px(24))
        self._left.setFixedWidth(px((_LEFT_WIDTH if wide else _NARROW_LEFT_WIDTH) * CHARACTER))
        self._left_column.setContentsMargins(side, top, px(45) if wide else side, px(16))
        self._right_column.setContentsMargins(side, top, side, px(64) if wide else px(16))
