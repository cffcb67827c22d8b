"""Whether Qt's own controls are as large as the text that they show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from tests.ui.appearance.designs import ENDS_IN_DOTS, is_one
from tests.ui.appearance.faults import Fault, path_of
from tests.ui.appearance.glyphs import NO_GLYPH, missing

CUT = "text cut"
_LEAST_IN_A_LINE = 6
"""A column of one or two characters is no text."""
MARKUP = "shows markup"
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:nbsp|lt|gt|amp|quot|#\d+);")


def _shown(text: str) -> str:
    """Without the & before a letter that Alt presses."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def label(widget: QWidget) -> Iterator[Fault]:
    """A label of one line is as wide as its text, a wrapped one as high."""
    if not isinstance(widget, QLabel) or not widget.text() or not widget.pixmap().isNull():
        return
    words, edge = widget.text(), widget.margin()
    room = widget.contentsRect().adjusted(edge, edge, -edge, -edge)
    if is_one(widget, ENDS_IN_DOTS):
        is_short = widget.fontMetrics().horizontalAdvance(words) > room.width() and not widget.visibleRegion().isEmpty()
        if is_short and widget.toolTip() != words:
            yield Fault("shortened without tooltip", path_of(widget), f"“{words}” in {room.width()} pixels")
        return
    wide, high = _needed(widget, words)
    if wide > room.width():
        yield Fault(CUT, path_of(widget), f"“{words[:40]}” needs {wide} pixels, has {room.width()}")
    if high > room.height():
        yield Fault(CUT, path_of(widget), f"“{words[:40]}” needs {high} pixels of height, has {room.height()}")


def _needed(widget: QLabel, words: str) -> tuple[int, int]:
    """The pixels that the text of a label needs; a wrapped one at least six characters of width."""
    metrics, lines, edges = widget.fontMetrics(), words.split("\n"), widget.height() - widget.contentsRect().height()
    longest = max(metrics.horizontalAdvance(_shown(line)) for line in lines)
    if widget.wordWrap():
        least = max(metrics.horizontalAdvance("国" * _LEAST_IN_A_LINE), _longest_word(widget, words))
        return min(longest, least), widget.heightForWidth(widget.width()) - edges
    return longest, len(lines) * metrics.height()


def _longest_word(widget: QLabel, words: str) -> int:
    """The width of the longest piece of a text that is never broken: a long name of a file."""
    layout = QTextLayout(words.replace("\n", "\u2028"), widget.font())
    layout.beginLayout()
    widest = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(1)
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return int(widest)


def read_as_markup(widget: QWidget) -> Iterator[Fault]:
    """No label takes its text for markup: what a clerk types, or a file brings, is shown as it stands."""
    if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
        yield Fault("takes text for markup", path_of(widget), f"“{widget.text()[:40]}” is {widget.textFormat().name}")


def has_markup(text: str) -> bool:
    """Whether a text has a tag or a character by its name, as a page of the web has them."""
    return _TAG.search(text) is not None


def shows_markup(widget: QWidget) -> Iterator[Fault]:
    """No label or button shows markup that was meant to be read as such."""
    if isinstance(widget, QLabel | QAbstractButton) and has_markup(widget.text()) and not is_markup(widget):
        yield Fault(MARKUP, path_of(widget), f"“{widget.text()[:40]}”")


def is_markup(widget: QWidget) -> bool:
    """Whether a label reads its text as markup."""
    return isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.RichText


def button(widget: QWidget) -> Iterator[Fault]:
    """A button, check box or radio button is as wide as its words, and its icon beside them."""
    if not isinstance(widget, QAbstractButton) or not widget.text():
        return
    needed, has = max(widget.sizeHint().width(), _drawn_width(widget)), widget.width()
    if needed > has and not is_one(widget, ENDS_IN_DOTS):
        yield Fault(CUT, path_of(widget), f"“{widget.text()}” needs {needed} pixels, has {has}")
    elif needed > has and not widget.toolTip():
        yield Fault("shortened without tooltip", path_of(widget), f"“{widget.text()}” in {has} pixels")
    if widget.fontMetrics().height() > widget.height() + 2:
        yield Fault(CUT, path_of(widget), f"“{widget.text()}” is {widget.height()} pixels high")


def _drawn_width(widget: QAbstractButton) -> int:
    """The pixels of what the style draws: a button may give it more than its text."""
    if not isinstance(widget, QPushButton):
        return 0
    option = QStyleOptionButton()
    widget.initStyleOption(option)
    icon = 0 if widget.icon().isNull() else widget.iconSize().width()
    return widget.fontMetrics().horizontalAdvance(_shown(option.text)) + icon


def field(widget: QWidget) -> Iterator[Fault]:
    """A hint in an empty field is read whole; a chosen value in a box too, or has a tooltip."""
    if isinstance(widget, QLineEdit) and not widget.text() and widget.placeholderText():
        margins = widget.textMargins()
        room = widget.contentsRect().width() - margins.left() - margins.right() - 4
        needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        if needed > room and not widget.toolTip():
            yield Fault(CUT, path_of(widget), f"hint “{widget.placeholderText()}” needs {needed} pixels, has {room}")
    if isinstance(widget, QComboBox) and widget.currentText():
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        room = (
            widget.style()
            .subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget)
            .width()
        )
        needed = widget.fontMetrics().horizontalAdvance(widget.currentText())
        if needed > room and not widget.toolTip():
            yield Fault(CUT, path_of(widget), f"“{widget.currentText()}” needs {needed} pixels, has {room}")


def tabs(widget: QWidget) -> Iterator[Fault]:
    """Every tab is as wide as its title."""
    if isinstance(widget, QTabBar):
        for at in range(widget.count()):
            needed, has = widget.fontMetrics().horizontalAdvance(_shown(widget.tabText(at))), widget.tabRect(at).width()
            if needed > has:
                yield Fault(CUT, path_of(widget), f"tab “{widget.tabText(at)}” needs {needed} pixels, has {has}")


def group(widget: QWidget) -> Iterator[Fault]:
    """A group is as wide as its title."""
    if isinstance(widget, QGroupBox) and widget.title():
        needed = widget.fontMetrics().horizontalAdvance(_shown(widget.title()))
        if needed > widget.width():
            yield Fault(CUT, path_of(widget), f"“{widget.title()}” needs {needed} pixels, has {widget.width()}")


def glyphs_of(widget: QWidget) -> Iterator[Fault]:
    """What a control, its tooltip and its commands say is written with characters that the fonts have."""
    texts = [text for name in ("text", "placeholderText", "title", "toolTip") if isinstance(text := widget.property(name), str)]
    texts += [text for action in widget.actions() for text in (action.text(), action.toolTip())]
    for character in missing("".join(texts)):
        text = next(text for text in texts if character in text)
        yield Fault(NO_GLYPH, path_of(widget), f"“{character}” U+{ord(character):04X} in “{text[:30]}”")


RULES = (glyphs_of, label, read_as_markup, shows_markup, button, field, tabs, group)
