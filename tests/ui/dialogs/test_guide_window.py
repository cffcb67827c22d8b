"""使用手册 in the program: opened by key, menu and link; contents, search, links; it goes when the program goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QLabel

from tests.ui.running_app import CTRL, NONE, SHIFT, Key, Office
from ui.dialogs.help.help_card import HelpCard
from ui.pages.common.page import HelpWanted
from ui.theme.theme import Mode


@pytest.fixture
def office(qtbot, theme, icons):
    office = Office(qtbot, theme, icons).start()
    yield office
    office.leave()


def opened(office):
    guide = office.window._guide
    office.qtbot.waitExposed(guide)
    office.qtbot.waitUntil(lambda: not guide.page._render_timer.isActive())
    return guide


def top_of(guide):
    """The heading at the top of the text that is seen."""
    block = guide.page.cursorForPosition(guide.page.viewport().rect().topLeft()).block()
    while block.isValid() and not block.text().strip():
        block = block.next()
    return block.text()


def test_f1_at_the_start_page_opens_it_from_the_beginning(office):
    office.press(Key.Key_F1)
    guide = opened(office)
    assert top_of(guide) == "使用手册"
    assert guide.contents.item(0).text() == "第一次打开"
    assert guide.contents.count() == len(guide.page.chapters) > 15
    assert guide.search.hasFocus()
    office.qtbot.keyClick(guide.search, Key.Key_Escape)
    assert not guide.isVisible()


@pytest.mark.parametrize(("page", "chapter"), [("basic", "录入基本支出"), ("income", "收入"), ("preview", "预览和打印")])
def test_it_opens_at_the_chapter_of_the_page(office, page, chapter):
    office.controller.show_sample()
    office.open_page(page).press(Key.Key_F1, SHIFT)
    assert top_of(opened(office)) == chapter


def test_the_card_of_a_cell_leads_to_it_and_a_cell_without_help_too(office, monkeypatch):
    office.controller.show_sample()
    office.open_page("basic").at(0, 0).press(Key.Key_F1)
    card = office.window.findChild(HelpCard)
    assert not [label for label in card.findChildren(QLabel) if "<" in label.text()]
    assert office.window._guide is None
    office.qtbot.mouseClick(card.link, Qt.MouseButton.LeftButton)
    assert top_of(opened(office)) == "录入基本支出"
    assert office.window.workspace._help is None
    office.window._guide.close()
    page = office.page
    monkeypatch.setattr(page, "help_wanted", lambda: HelpWanted("没有", ("nothing",), page.rect()))
    office.press(Key.Key_F1)
    assert opened(office).isVisible()


def test_search_counts_marks_and_goes_round(office):
    office.press(Key.Key_F1)
    guide = opened(office)
    office.qtbot.keyClicks(guide.search, "jbgz")
    assert guide.found.text() == "第 1 处，共 1 处"
    guide.search.setText("公开表")
    count = len(guide.page.extraSelections())
    assert count > 3
    assert guide.found.text() == f"第 1 处，共 {count} 处"
    first = guide.page.textCursor().position()
    office.qtbot.keyClick(guide.search, Key.Key_Return)
    assert guide.found.text() == f"第 2 处，共 {count} 处"
    assert guide.page.textCursor().position() > first
    for _ in range(2):
        office.qtbot.keyClick(guide.search, Key.Key_Return, SHIFT)
    assert guide.found.text() == f"第 {count} 处，共 {count} 处"
    guide.search.setText("这里没有的话")
    assert guide.found.text() == "没有找到"
    guide.page.setFocus()
    office.qtbot.keyClick(guide.page, Key.Key_F, CTRL)
    assert guide.search.hasFocus()


def test_contents_and_links_lead_to_chapters_and_the_page_keys_turn(office):
    office.press(Key.Key_F1)
    guide = opened(office)
    guide.contents.setFocus()
    guide.contents.setCurrentRow(9)
    office.qtbot.keyClick(guide.contents, Key.Key_Return)
    assert top_of(guide) == guide.contents.item(9).text()
    guide.page.anchorClicked.emit(QUrl("#第一次打开"))
    assert top_of(guide) == "第一次打开"
    before = guide.page.verticalScrollBar().value()
    office.qtbot.keyClick(guide.search, Key.Key_PageDown, NONE)
    assert guide.page.verticalScrollBar().value() > before
    guide.page.anchorClicked.emit(QUrl("https://example.org/"))
    assert guide.page.verticalScrollBar().value() > before


def test_pictures_fit_tables_are_drawn_and_all_looks_are_taken(office, theme):
    office.press(Key.Key_F1)
    guide = opened(office)
    for mode, zoom in ((Mode.LIGHT, 100), (Mode.DARK, 150)):
        theme.set_mode(mode)
        theme.set_zoom(zoom)
        guide.resize(700, 500)
        office.qtbot.waitUntil(lambda: guide.page.document().size().width() <= guide.page.viewport().width() + 1)
        picture = guide.page.loadResource(2, QUrl("pictures/guide-basic.png"))
        assert 300 < picture.width() <= guide.page.viewport().width() * picture.devicePixelRatio()
        frames = guide.page.document().rootFrame().childFrames()
        assert sum(isinstance(frame, QTextTable) for frame in frames) >= 4
        assert guide.contents.count() == len(guide.page.chapters)


def test_it_is_one_window_that_goes_with_the_program(office):
    office.press(Key.Key_F1, SHIFT)
    guide = opened(office)
    office.window.actions_of_window["guide"].trigger()
    assert office.window._guide is guide
    office.window.close()
    assert office.window._guide is None
    assert not guide.isVisible()
