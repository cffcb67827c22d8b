"""使用手册: the user's guide in a separate window with contents and search."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from storage.help_texts import GUIDE, guide_text
from ui.dialogs.help.guide_page import GuidePage
from ui.theme.theme import Theme
from ui.widgets.keys import ENTER

TITLE: Final = "使用手册"
_KEYS: Final = "Enter 下一处　　Shift+Enter 上一处　　Esc 关闭"
_NONE: Final = "没有找到"
_SIZE: Final = (980, 700)
_CONTENTS: Final = 200
_TITLE_BAR: Final = 40


class Guide(QWidget):
    """The guide's window. It has no parent, so that the main window can be raised above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(TITLE)
        self.setObjectName("guide")
        self._theme = theme
        self.search = QLineEdit(placeholderText="在手册里查找", clearButtonEnabled=True)
        self.search.setAccessibleName("在手册里查找")
        self.found = QLabel(_KEYS)
        self.found.setAccessibleName("查找结果")
        self.found.setProperty("quiet", True)
        self.contents = QListWidget()
        self.contents.setAccessibleName("目录")
        self.page = GuidePage(guide_text(), QUrl.fromLocalFile(str(GUIDE)), theme, self)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._look_for)
        self.contents.itemActivated.connect(self._open_item)
        self.contents.itemClicked.connect(self._open_item)
        theme.changed.connect(self._fill_contents)
        self._fill_contents()
        self.search.setFocus()

    def _lay_out(self) -> None:
        px = self._theme.px
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setResizeMode(QListWidget.ResizeMode.Adjust)
        line = QHBoxLayout()
        line.setSpacing(px(12))
        line.addWidget(self.search, 1)
        line.addWidget(self.found, 2)
        self._split.addWidget(self.contents)
        self._split.addWidget(self.page)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(12))
        column.setSpacing(px(8))
        column.addLayout(line)
        column.addWidget(self._split, 1)
        room = self.screen().availableSize()
        self.resize(QSize(px(_SIZE[0]), px(_SIZE[1])).boundedTo(room - QSize(0, px(_TITLE_BAR))))

    def show_chapter(self, chapter: str = "") -> None:
        """Show and raise the window, at a chapter if one is given."""
        self.show()
        self.raise_()
        self.activateWindow()
        if chapter:
            self.page.go_to(chapter)

    @Slot()
    def _fill_contents(self) -> None:
        px = self._theme.px
        self._split.setSizes([px(_CONTENTS), px(_SIZE[0] - _CONTENTS)])
        self.contents.clear()
        self.contents.addItems(list(self.page.chapters))

    @Slot(QListWidgetItem)
    def _open_item(self, item: QListWidgetItem) -> None:
        self.page.go_to(item.text())

    @Slot(str)
    def _look_for(self, text: str) -> None:
        self._show_found(self.page.look_for(text))

    def _show_found(self, found: tuple[int, int]) -> None:
        at, count = found
        self.found.setText(f"第 {at} 处，共 {count} 处" if count else _NONE if self.search.text().strip() else _KEYS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field Enter and Shift+Enter step through the hits, and the page keys scroll the text."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in ENTER:
                self._show_found(self.page.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1))
                return True
            if event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
                bar = self.page.verticalScrollBar()
                bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_PageDown else -1) * bar.pageStep())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Ctrl+F searches."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        else:
            super().keyPressEvent(event)
