"""The law of appearance can fail: one fault of each kind, planted in a widget that is right otherwise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTableView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from tests.ui.appearance.contrast import LEAST, contrast
from tests.ui.appearance.grounds import light_areas
from tests.ui.appearance.law import beyond_the_screen, faults_of
from ui.theme.theme import Mode
from ui.widgets.small_controls import ElidedLabel


class NarrowTabs(QTabBar):
    """Tabs that are always 20 pixels wide."""

    def tabSizeHint(self, at):  # noqa: N802
        return QSize(20, 24)


class Drawing(QWidget):
    """Draws a text into a rectangle, in a colour."""

    def __init__(self, text, room, flags=Qt.AlignmentFlag.AlignRight, color="black"):
        super().__init__()
        self.text, self.room, self.flags, self.color = text, room, flags, color

    def paintEvent(self, event):  # noqa: N802
        painter = QPainter(self)
        painter.setPen(self.color)
        painter.drawText(self.room, self.flags, self.text)
        painter.end()


class Shortening(Drawing):
    """Shortens a text to 80 pixels, and has a tooltip there."""

    def paintEvent(self, event):  # noqa: N802
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, 80)
        painter.drawText(self.room, self.flags, shown)
        painter.end()


class TwoTexts(Drawing):
    """Draws a second text a few pixels below the first."""

    def paintEvent(self, event):  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawText(self.room.translated(0, 6), self.flags, "支出合计")
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


def test_a_word_that_is_longer_than_its_line(frame):
    label = QLabel("全部预算已备份到 /home/" + "a" * 80, wordWrap=True)
    label.setFixedSize(200, 100)
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
    assert "takes text for markup" not in rules_broken(frame)
    label.setTextFormat(Qt.TextFormat.AutoText)
    assert "takes text for markup" in rules_broken(frame)


def test_a_fault_says_where_it_is(frame):
    button = QPushButton("保存说明", objectName="save")
    button.setFixedWidth(30)
    frame.layout().addWidget(button)
    button.show()
    (fault,) = faults_of(frame)
    assert str(fault).startswith("text cut: QWidget › QPushButton save: “保存说明” needs ")


def put(frame, widget):
    frame.layout().addWidget(widget)
    widget.show()
    return widget


def test_a_drawn_text_that_is_shortened_needs_its_tooltip(frame):
    drawing = put(frame, Shortening("社会保障和就业支出", QRect(0, 0, 90, 20)))
    assert rules_broken(frame) == {"shortened without tooltip"}
    drawing.setToolTip("社会保障")
    assert rules_broken(frame) == {"shortened without tooltip"}
    drawing.setToolTip("社会保障和就业支出")
    assert not rules_broken(frame)


@pytest.mark.parametrize("make", [QListView, QTableView, QTreeView], ids=lambda make: make.__name__)
def test_an_entry_that_is_shortened_needs_its_tooltip(frame, make):
    view, model = make(), QStandardItemModel()
    model.appendRow(QStandardItem("关于提前下达 2024 年省级城乡居民基本养老保险补助资金（对基金补助）"))
    view.setModel(model)
    for header in view.findChildren(QHeaderView):
        header.setStretchLastSection(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFixedWidth(120)
    put(frame, view)
    if make is QTableView:
        view.setWordWrap(False)
        view.setColumnWidth(0, 80)
    assert "shortened without tooltip" in rules_broken(frame)
    model.item(0).setToolTip(model.item(0).text())
    assert "shortened without tooltip" not in rules_broken(frame)


def test_a_text_over_another(frame):
    put(frame, TwoTexts("收入合计", QRect(0, 0, 200, 20)))
    assert rules_broken(frame) == {"over another text"}


@pytest.mark.parametrize("color", ["#999999", "#DDDDDD"])
def test_a_text_that_is_hardly_seen(frame, color):
    put(frame, Drawing("收入合计", QRect(0, 0, 200, 30), color=color))
    assert rules_broken(frame) == {"too faint"}


@pytest.mark.parametrize("make", [QLabel, QPushButton, QCheckBox, QLineEdit], ids=lambda make: make.__name__)
def test_a_control_whose_text_is_hardly_seen(frame, make):
    control = put(frame, make("收入合计"))
    assert not rules_broken(frame)
    control.setStyleSheet("color: #AAAAAA; background: white")
    assert rules_broken(frame) == {"too faint"}
    control.setStyleSheet("")
    control.setEnabled(False)
    assert not rules_broken(frame)  # what is disabled can be read too


@pytest.mark.parametrize("mode", list(Mode))
def test_every_colour_of_a_text_stands_out_from_every_ground(theme, mode):
    theme.set_mode(mode)
    grounds = ("window", "base", "panel", "header", "title", "computed", "tint", "error_ground", "verify_ground", "hint_ground")
    pairs = [(text, ground) for text in ("text", "text2", "ghost", "accent", "error", "verify", "hint", "ok") for ground in grounds]
    of = theme.color
    found = {
        f"{text} on {ground}": contrast(of(text).rgb(), of(ground).rgb()) for text, ground in (*pairs, ("on_accent", "accent"))
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < LEAST} == {}


@pytest.mark.parametrize("make", [QLabel, QPushButton], ids=lambda make: make.__name__)
@pytest.mark.parametrize("text", ['<a href="guide">使用手册</a>', "收入&nbsp;合计", "<b>项目</b>"])
def test_markup_that_is_shown(frame, make, text):
    control = put(frame, make())
    control.setText(text)
    assert "shows markup" in rules_broken(frame)


def test_what_looks_like_markup_and_is_none(frame):
    put(frame, QLabel("指标值 <30 日，>5 件"))
    assert not rules_broken(frame)


def test_a_widget_that_forgot_its_ground_is_found(frame, theme):
    theme.set_mode(Mode.DARK)
    assert not light_areas(frame)
    forgotten = QLabel(frame)
    forgotten.setStyleSheet("background: #FFFFFF")
    forgotten.setGeometry(100, 100, 100, 60)
    forgotten.show()
    assert light_areas(frame)


def test_a_menu_that_is_larger_than_the_screen(qtbot, theme):
    """Qt lays one that is higher out in columns: the height of all its entries counts."""
    menu = QMenu()
    qtbot.addWidget(menu)
    for _ in range(20):
        menu.addAction("一个很长的命令，长得放不下")
    menu.popup(QPoint(0, 0))
    assert not list(beyond_the_screen(menu, 1366, 768))
    assert list(beyond_the_screen(menu, 100, 768))
    assert list(beyond_the_screen(menu, 1366, 400))
    menu.close()
