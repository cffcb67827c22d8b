"""Theme and zoom are changed: every page follows, also one that is hidden, and no widget is styled again and again."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from ui.pages.narrative.paragraph import Paragraph
from ui.theme.theme import Mode


def settle():
    for _ in range(6):
        QApplication.processEvents()


def test_headings_and_figures_follow_the_zoom(window, theme):
    for key in ("history", "basic"):
        window.workspace.open_page(key)
        settle()
    theme.set_zoom(150)
    for key in ("basic", "history"):
        window.workspace.open_page(key)
        settle()
        page = window.workspace.page
        table = page.table if key == "history" else page.grid
        assert table.font().pointSizeF() == theme.font().pointSizeF()
        assert table.horizontalHeader().font().pointSizeF() == theme.font().pointSizeF()


class Styled(QObject):
    """Counts how often each visible widget is told that its style has changed."""

    def __init__(self):
        super().__init__()
        self.times = Counter()

    def eventFilter(self, watched, event):  # noqa: N802
        if event.type() == QEvent.Type.StyleChange:
            self.times[watched] += 1
        return False


def test_a_change_styles_no_widget_again_for_each_of_its_parents(window, theme):
    settle()
    seen = Styled()
    QApplication.instance().installEventFilter(seen)
    theme.set_mode(Mode.DARK)
    QApplication.instance().removeEventFilter(seen)
    assert seen.times
    assert max(seen.times.values()) <= 4  # sheet off, sheet on, and what a widget does to itself


def test_a_page_that_is_hidden_catches_up_once_when_it_is_shown(window, theme, monkeypatch):
    shown, show = [], Paragraph._show
    monkeypatch.setattr(Paragraph, "_show", lambda paragraph: (shown.append(paragraph), show(paragraph)))
    window.workspace.open_page("texts")
    settle()
    paragraphs = len(window.workspace.page.findChildren(Paragraph))
    window.workspace.open_page("basic")
    settle()
    shown.clear()
    for mode, zoom in ((Mode.DARK, 120), (Mode.LIGHT, 150)):
        theme.set_mode(mode)
        theme.set_zoom(zoom)
    settle()
    assert not shown
    window.workspace.open_page("texts")
    settle()
    assert len(shown) == len(set(shown)) == paragraphs
    theme.set_zoom(100)
    assert len(shown) == 2 * paragraphs
