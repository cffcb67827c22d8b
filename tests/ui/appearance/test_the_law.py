"""The law of appearance can fail: one fault of each kind, planted in a widget that is right otherwise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTabBar, QVBoxLayout, QWidget

from tests.ui.appearance.law import beyond_the_screen, faults_of
from ui.widgets.small_controls import ElidedLabel


class NarrowTabs(QTabBar):
    """Tabs that are always 20 pixels wide."""

    def tabSizeHint(self, at):  # noqa: N802
        return QSize(20, 24)


class Drawing(QWidget):
    """Draws a text into a rectangle."""

    def __init__(self, text, room, flags=Qt.AlignmentFlag.AlignRight):
        super().__init__()
        self.text, self.room, self.flags = text, room, flags

    def paintEvent(self, event):  # noqa: N802
        painter = QPainter(self)
        painter.drawText(self.room, self.flags, self.text)
        painter.end()


@pytest.fixture
def frame(qtbot, theme):
    """A window with a layout and a label in it that is right."""
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(QLabel("年度"))
    window.resize(300, 200)
    window.show()
    assert not faults_of(window)
    return window


def rules_broken(window):
    return {fault.rule for fault in faults_of(window)}


def test_a_child_made_beside_the_layout(frame):
    child = QWidget(frame)
    child.setGeometry(0, 0, 100, 30)
    child.show()
    assert rules_broken(frame) == {"in no layout", "over a sibling"}


def test_a_child_over_the_edge(frame):
    holder = QWidget()
    child = QWidget(holder)
    child.setGeometry(0, 150, 100, 100)
    frame.layout().addWidget(holder)
    holder.show()
    assert rules_broken(frame) == {"outside its parent"}


@pytest.mark.parametrize(
    "make",
    [
        lambda: QLabel("财政拨款“三公”经费增减原因"), lambda: QPushButton("保存说明"), lambda: QCheckBox("连同上年结转一起转入"),
        lambda: QLabel("第一行\n第二行"), lambda: QLineEdit(placeholderText="确实如此时，在这里写明原因"),
    ],
    ids=["label", "button", "check box", "two lines", "hint"],
)  # fmt: skip
def test_a_control_that_is_smaller_than_its_text(frame, make):
    control = make()
    control.setFixedSize(40, 28)
    frame.layout().addWidget(control)
    control.show()
    assert rules_broken(frame) == {"text cut"}


def test_a_wrapped_label_that_is_too_low(frame):
    label = QLabel("没有 2031 年的版式：向财政局要来，用“工具”里的“导入版式”导入", wordWrap=True)
    label.setFixedSize(200, 20)
    frame.layout().addWidget(label)
    label.show()
    assert rules_broken(frame) == {"text cut"}


def test_a_message_that_is_five_characters_wide(frame):
    label = QLabel("行政事业单位医疗支出多", wordWrap=True)
    label.setFixedSize(60, 150)
    frame.layout().addWidget(label)
    label.show()
    assert rules_broken(frame) == {"text cut"}


def test_a_choice_and_a_tab_that_are_cut(frame):
    box, tabs = QComboBox(), NarrowTabs(expanding=False)
    box.addItem("一般公共预算拨款收入")
    box.setFixedWidth(60)
    tabs.addTab("公开表预览")
    for part in (box, tabs):
        frame.layout().addWidget(part)
        part.show()
    assert len([fault for fault in faults_of(frame) if fault.rule == "text cut"]) == 2


def test_a_shortened_label_needs_its_tooltip(frame, monkeypatch):
    label = ElidedLabel()
    label.setText("一个比它的格子长得多的说明，说的是这一格的数从哪里来")
    label.setFixedWidth(80)
    frame.layout().addWidget(label)
    label.show()
    assert not faults_of(frame)
    monkeypatch.setattr(label, "setToolTip", lambda _text: None)
    QLabel.setToolTip(label, "")
    assert rules_broken(frame) == {"shortened without tooltip"}


def test_a_scroll_bar_in_a_line_of_text(frame):
    field = QPlainTextEdit("一\n二\n三\n四")
    field.setFixedHeight(field.fontMetrics().height() + 12)
    frame.layout().addWidget(field)
    field.show()
    assert rules_broken(frame) == {"scroll bar in a line"}


@pytest.mark.parametrize(
    ("text", "room", "rule"),
    [
        ("2,693.97", QRect(0, 0, 30, 20), "amount cut"), ("23…", QRect(0, 0, 80, 20), "amount cut"),
        ("功能科目名称", QRect(0, 0, 30, 20), "text cut"), ("▾", QRect(0, 0, 80, 20), "not in the font"),
        ("上年结转", QRect(0, 190, 80, 20), "text cut"),
    ],
)  # fmt: skip
def test_a_text_that_is_drawn_wrong(frame, text, room, rule):
    drawing = Drawing(text, room)
    frame.layout().addWidget(drawing)
    drawing.show()
    assert rules_broken(frame) == {rule}


def test_a_character_that_the_fonts_do_not_have(frame):
    button = QPushButton("回车：向下 ▾")
    frame.layout().addWidget(button)
    button.show()
    assert rules_broken(frame) == {"not in the font"}


def test_a_window_that_is_larger_than_the_screen_or_would_have_to_grow(frame):
    assert not list(beyond_the_screen(frame, 300, 200))
    (fault,) = beyond_the_screen(frame, 300, 199)
    assert str(fault) == "larger than the screen: QWidget: 300×200 on 300×199"
    frame.setMinimumHeight(700)
    assert list(beyond_the_screen(frame, 1024, 600))


def test_what_is_shut_to_a_pixel_shows_nothing(frame):
    holder = QWidget()
    QLabel("年终结转", holder).setGeometry(0, 0, 80, 20)
    frame.layout().addWidget(holder)
    holder.setFixedHeight(1)
    holder.show()
    assert not rules_broken(frame)


def test_a_label_that_takes_its_text_for_markup(frame):
    label = QLabel("<b>项目</b>")
    frame.layout().addWidget(label)
    label.show()
    assert not rules_broken(frame)
    label.setTextFormat(Qt.TextFormat.AutoText)
    assert rules_broken(frame) == {"takes text for markup"}


def test_a_fault_says_where_it_is(frame):
    button = QPushButton("保存说明", objectName="save")
    button.setFixedWidth(30)
    frame.layout().addWidget(button)
    button.show()
    (fault,) = faults_of(frame)
    assert str(fault).startswith("text cut: QWidget › QPushButton save: “保存说明” needs ")
