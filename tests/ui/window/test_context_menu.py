"""The right-click menu of every grid, list, preview and text field: by mouse and by key, what can be done and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from models.book import edits
from ui.grid.view.view import GridView
from ui.pages.narrative.paragraph import Paragraph
from ui.pages.registry import PAGES
from ui.widgets.copying import Copyable
from ui.widgets.keys import OPEN
from ui.window.input.context_menu import GROUPS, MOST

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
AMOUNT, NAME = 7, 1


@pytest.fixture
def window(window, qtbot):
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.clipboard().setText("5")
    return window


def right_click(widget, at):
    """What a window system sends: the press, then the request for a menu."""
    QApplication.sendEvent(
        widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at), Qt.KeyboardModifier.NoModifier)
    )
    return QApplication.activePopupWidget()


def entries(menu):
    """Its groups as lists of words; the menu is closed."""
    groups = [[]]
    for action in menu.actions():
        if action.isSeparator():
            groups.append([])
        else:
            groups[-1].append(action.text().split("\t")[0])
    menu.close()
    return groups


def opened(qtbot, widget):
    qtbot.keyClick(widget, Key.Key_F10, SHIFT)
    return QApplication.activePopupWidget()


def test_a_code_offers_everything_in_one_order(keys, qtbot):
    keys.at(1, 0)
    assert entries(opened(qtbot, keys.grid)) == [
        ["剪切", "复制", "粘贴"], ["插入行", "删除行", "向下填充"], ["列出可选内容", "用在哪里", "这一格的修改记录"],
        ["这一格录什么"],
    ]  # fmt: skip


def test_a_computed_cell_and_the_new_row_offer_less(keys, qtbot):
    keys.at(1, NAME)
    assert entries(opened(qtbot, keys.grid))[0] == ["复制"]
    keys.at_new_row(AMOUNT)
    assert entries(opened(qtbot, keys.grid)) == [["粘贴"], ["插入行", "向下填充"], ["这一格录什么"]]
    QApplication.clipboard().clear()
    keys.at(1, AMOUNT)
    assert "粘贴" not in entries(opened(qtbot, keys.grid))[0]


def test_the_mouse_takes_the_clicked_cell_and_the_command_acts_on_it(keys, qtbot, open_book):
    grid = keys.at(0, 0).grid
    at = grid.visualRect(grid.grid_model.index(4, AMOUNT)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, pos=at)
    menu = right_click(grid.viewport(), at)
    assert keys.here == (4, AMOUNT)
    delete = next(action for action in menu.actions() if action.text() == "删除行")
    assert delete.shortcut().toString() == "Ctrl+-"
    assert delete.isShortcutVisibleInContextMenu()
    count = len(open_book.book.basic)
    delete.trigger()
    menu.close()
    assert len(open_book.book.basic) == count - 1


def test_a_click_inside_a_range_keeps_it(keys, qtbot):
    grid = keys.at(0, AMOUNT).press(Key.Key_Down, SHIFT).press(Key.Key_Down, SHIFT).grid
    at = grid.visualRect(grid.grid_model.index(1, AMOUNT)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, pos=at)
    right_click(grid.viewport(), at).close()
    assert grid.block.rectangle == (0, AMOUNT, 2, AMOUNT)


def test_where_used_finds_the_same_text_elsewhere(keys, qtbot, window):
    keys.at(1, 0)
    menu = opened(qtbot, keys.grid)
    next(action for action in menu.actions() if action.text() == "用在哪里").trigger()
    menu.close()
    line = window.focusWidget()
    assert line.text() == keys.text(1, 0)
    assert line.list.isVisible()
    qtbot.keyClick(line, Key.Key_Escape)


def test_a_heading_offers_its_widths(keys):
    header = keys.grid.horizontalHeader()
    assert entries(right_click(header.viewport(), QPoint(40, 5)))[0] == ["恢复列宽"]


@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
def test_every_grid_list_and_preview_has_a_menu(window, qtbot, key):
    window.workspace.open_page(key)
    page = window.workspace.page
    views = [view for view in page.findChildren(QAbstractItemView) if view.isVisible() and view.focusPolicy()]
    views += [view for view in page.findChildren(QWidget) if isinstance(view, Copyable) and view.isVisible()]
    order = [window.actions_of_window[name].text() for group in GROUPS for name in group if window.actions_of_window.find(name)]
    for view in views:
        view.setFocus()
        if not view.hasFocus():
            continue
        if isinstance(view, QAbstractItemView) and not view.currentIndex().isValid() and view.model().rowCount():
            view.setCurrentIndex(view.model().index(0, 0))
        menu = opened(qtbot, view)
        assert menu is not None, view
        groups = entries(menu)
        flat = [words for group in groups for words in group]
        assert len(flat) <= MOST, (view, flat)
        assert groups[-1] == ["这一格录什么"]
        usual = [words for words in flat if words in order]
        assert usual == sorted(usual, key=order.index)
        if not isinstance(view, GridView) and (isinstance(view, Copyable) or view.model().rowCount()):
            assert flat[0] == "复制"


def test_findings_offer_their_remedy_and_the_way(keys, window, qtbot):
    findings = window.workspace.findings
    findings.set_open(True)
    findings.list.setFocus()
    assert entries(opened(qtbot, findings.list)) == [
        ["复制"], ["打开", "一键改正", "下一处问题", "上一处问题"], ["这一格录什么"],
    ]  # fmt: skip
    qtbot.keyClick(findings.list, Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == findings.list.currentIndex().data()


def test_a_list_of_pages_opens_the_page(window, qtbot):
    pages = window.workspace.navigation.focusProxy()
    pages.setFocus()
    menu = opened(qtbot, pages)
    assert entries(menu) == [["复制"], ["打开"], ["这一格录什么"]]


def test_a_printed_sheet_is_copied_as_a_table_with_its_mark(window, qtbot):
    window.workspace.open_page("preview")
    page = window.workspace.page
    assert page.list.select("T3")
    page.sheet_view.setFocus()
    assert entries(opened(qtbot, page.sheet_view)) == [["复制"], ["打印…", "打印预览…"], ["这一格录什么"]]
    qtbot.keyClick(page.sheet_view, Key.Key_C, CTRL)
    rows = QApplication.clipboard().text().split("\n")
    assert rows[0].split("\t")[0].endswith("（草稿）")  # this book has questions without an explanation
    assert any("1229.10" in row.split("\t") for row in rows)


def cover_field(window, _keys):
    window.workspace.open_page("cover")
    return window.workspace.page.form.fields["head"]


def search_line(window, _keys):
    window.workspace.open_page("projects")
    return window.workspace.page.list.search


def text_of_a_page(window, _keys):
    window.workspace.open_page("texts")
    return next(iter(window.workspace.page.body.fields.values()))


def cell_editor(_window, keys):
    keys.at(1, 0).press(Key.Key_F2)
    return keys.grid.open_editor


TEXT_FIELDS = [cover_field, search_line, text_of_a_page, cell_editor]


def shown_words(menu):
    return [action.text() for action in menu.actions() if action.isVisible() and not action.isSeparator()]


@pytest.mark.parametrize("way", ["key", "mouse"])
@pytest.mark.parametrize("place", TEXT_FIELDS)
def test_a_text_field_has_a_menu_with_the_keys_beside_the_words(window, keys, qtbot, place, way):
    field = place(window, keys)
    field.setFocus()
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Key.Key_Left, SHIFT)
    at = field.rect().center()
    menu = opened(qtbot, field) if way == "key" else right_click(getattr(field, "viewport", lambda: field)(), at)
    assert shown_words(menu) == [
        "撤销\tCtrl+Z", "剪切\tCtrl+X", "复制\tCtrl+C", "粘贴\tCtrl+V", "清空\tDel", "全选\tCtrl+A", "这一格录什么",
    ]  # fmt: skip
    cut = next(action for action in menu.actions() if action.text().startswith("剪切"))
    cut.trigger()
    menu.close()
    assert QApplication.clipboard().text() == "2"
    assert (field.text() if hasattr(field, "text") else field.toPlainText()).endswith("1")
    assert field.isVisible()


@pytest.mark.parametrize("place", [cover_field, text_of_a_page])
def test_undo_in_the_menu_of_an_unchanged_text_is_that_of_the_key(window, keys, qtbot, open_book, place):
    field = place(window, keys)
    field.setFocus()
    menu = opened(qtbot, field)
    assert not [words for words in shown_words(menu) if words.startswith(("撤销", "重做"))]
    menu.close()
    before = open_book.book
    open_book.edit(edits.set_field(before.basic[0].id, "amount", "1"))
    menu = opened(qtbot, field)
    undo = next(action for action in menu.actions() if action.isVisible() and action.text().startswith("撤销"))
    undo.trigger()
    menu.close()
    assert open_book.book == before
    assert [words for words in shown_words(opened(qtbot, field)) if words.startswith("重做")]
    QApplication.activePopupWidget().close()


def test_a_text_that_is_only_read_offers_to_copy(window, qtbot):
    window.workspace.open_page("texts")
    paragraph = next(stop for stop in window.workspace.page.body.stops if isinstance(stop, Paragraph))
    paragraph.setFocus()
    assert shown_words(opened(qtbot, paragraph)) == ["全选\tCtrl+A", "这一格录什么"]
    QApplication.activePopupWidget().close()


def test_the_first_findings_of_the_home_page_open(window, qtbot):
    window.workspace.open_page("home")
    first = window.workspace.page.findings
    first.setFocus()
    menu = opened(qtbot, first)
    assert shown_words(menu) == ["复制", "打开\tEnter", "这一格录什么"]
    next(action for action in menu.actions() if action.text() == OPEN).trigger()
    menu.close()
    assert window.workspace.page.key != "home"
