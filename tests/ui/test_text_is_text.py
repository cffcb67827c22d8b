"""Text is text: what a clerk typed, or a file brought, is shown as it stands. Nothing on the screen takes it for markup.

Every text of the open book asks for a picture of a file that is watched: whoever took it for markup would open the file.
"""

from __future__ import annotations

import ctypes
import os
import sys
from html import escape

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QListView, QTextBrowser, QTextEdit, QToolTip

from models.book import edits
from tests.hostile_book import hostile_book, markup
from tests.ui.appearance.rules_of_text import read_as_markup
from tests.ui.running_app import CTRL, Key
from tools.painter import Painter
from tools.screens import sheet_text
from ui.pages.registry import PAGES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the file is watched with inotify")


class WatchedPicture:
    """A picture that tells how often somebody has opened it."""

    _OPEN = 0x20

    def __init__(self, folder):
        self.path = folder / "图.png"
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        image.fill(0)
        image.save(str(self.path))
        libc = ctypes.CDLL(None)
        self._watch = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._watch, os.fsencode(self.path), self._OPEN) >= 0

    def was_opened(self):
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def close(self):
        os.close(self._watch)


@pytest.fixture
def picture(tmp_path):
    picture = WatchedPicture(tmp_path)
    yield picture
    picture.close()


@pytest.fixture
def text(picture):
    return markup(picture.path)


def texts_that_are_rich(widget):
    """Each piece of a formatted document in a widget, and whether it is a picture or a link that is not ours."""
    for field in widget.findChildren(QTextEdit):
        block = field.document().begin()
        while block.isValid():
            for at in block:
                form = at.fragment().charFormat()
                yield field, form.isImageFormat() or (form.isAnchor() and not form.anchorHref().isdecimal())
            block = block.next()


class Look:
    """Looks at every state: labels, formatted texts, and the tooltip of every row of every list, one of which is shown."""

    def __init__(self, text):
        self.text, self.seen, self.faults, self.tips = text, [], [], 0

    def __call__(self, state, widget):
        self.seen.append(state)
        widget.grab()
        within = [widget, *widget.findChildren(QLabel)]
        self.faults += [f"{state}: {fault}" for each in within for fault in read_as_markup(each)]
        self.faults += [f"{state}: {field.accessibleName()}" for field, is_foreign in texts_that_are_rich(widget) if is_foreign]
        tips = {tip for view in widget.findChildren(QAbstractItemView) for tip in self.tips_of(view)} | {
            each.toolTip() for each in widget.findChildren(QLabel) if self.text[:9] in each.toolTip()
        }
        for tip in sorted(tips, key=len)[:2]:
            self.tips += 1
            QToolTip.showText(QPoint(5, 5), tip, widget)
            shown = next(top for top in QApplication.topLevelWidgets() if top.metaObject().className() == "QTipLabel")
            shown.grab()
            self.faults += [f"tooltip in {state}: {fault}" for fault in read_as_markup(shown)]
        QToolTip.hideText()

    def tips_of(self, view):
        model = view.model()
        if model is None or not view.isVisible():
            return
        for row in range(min(model.rowCount(), 6)):
            for column in range(1 if isinstance(view, QListView) else model.columnCount()):
                tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                if tip and self.text[:9] in tip:
                    yield tip


def test_a_picture_that_is_shown_is_noticed(qtbot, theme, picture, text):
    """The trap works: Qt opens the file for a label, a tooltip and a page that may be formatted, and the law sees the label."""
    label = QLabel()
    qtbot.addWidget(label)
    label.show()
    label.setText(text)
    label.grab()
    assert not picture.was_opened()
    assert not list(read_as_markup(label))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.grab()
    assert picture.was_opened()
    assert list(read_as_markup(label))
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    browser.setHtml(text)
    browser.grab()
    assert picture.was_opened()


@pytest.fixture
def hostile_sample(monkeypatch, text):
    monkeypatch.setattr("tests.ui.running_app.the_sample", lambda: hostile_book(text))


def test_no_page_dialog_or_tooltip_takes_a_text_for_markup(hostile_sample, office, picture, text):
    look = Look(text)
    painter = Painter(office.controller, look)
    office.controller.show_sample()
    book = office.open_book.book
    assert book.unit.name.endswith(text)
    for spec in PAGES:
        office.window.workspace.open_page(spec.key)
        painter.take(spec.key)
    first = book.basic[0]
    office.open_book.edit(edits.set_field(first.id, "amount", text))
    painter.workspace.findings.set_open(True)
    painter.workspace.findings.step(1)
    painter.take("findings")
    on_the_clipboard(office, text)
    in_dialogs(painter, text)
    office.controller.close_book()
    painter.take("start")
    assert len(look.seen) > len(PAGES) + 7
    assert look.tips > len(PAGES) // 2
    assert not look.faults
    assert not picture.was_opened()


def on_the_clipboard(office, text):
    """What other programs read as a page has the markup as text."""
    office.open_page("texts")
    next(action for action in office.page.actions_of_page if action.text() == "复制全文").trigger()
    texts = QApplication.clipboard().mimeData()
    assert (text in texts.text(), text in texts.html(), escape(text) in texts.html()) == (True, False, True)
    office.open_page("basic").at(0, 0).press(Key.Key_A, CTRL).press(Key.Key_C, CTRL)
    cells = QApplication.clipboard().mimeData().html()
    assert (text in cells, escape(text) in cells) == (False, True)


def in_dialogs(painter, text):
    """The dialogs that show names, and the previews of what comes from the clipboard."""
    controller = painter.controller
    for command in ("about", "publish"):
        painter.take_dialog(command, lambda command=command: painter.command(command))
    for name, trigger in (
        ("roll-over", controller.roll_over), ("export", controller.export),
        ("delete", lambda: controller.delete(controller.book_id)),
    ):  # fmt: skip
        painter.take_dialog(name, trigger)
    painter.copy(sheet_text(painter.open_book))
    painter.take_dialog("paste-sheets", lambda: painter.command("paste_sheets"))
    painter.workspace.open_page("basic")
    painter.grid.setFocus()
    painter.copy(f"功能科目\t备注{text}\t金额\n2013201\t{text}\t{text}\n")
    painter.take_dialog("paste", lambda: painter.command("paste"))
