"""The window as a whole: findings, navigation, undo across pages, memory, looks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QToolTip

from models.book import edits
from models.book.places import Place
from models.book.records import COLLECTIONS, Book, Unit
from models.checks.findings import Severity
from storage.errors import StorageError
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.session.settings import MemorySettings
from ui.theme.icons import MARK_TOKENS
from ui.theme.theme import Mode
from ui.widgets.enter_list import EnterList
from ui.widgets.key_button import KeyButton
from ui.widgets.small_controls import SearchField
from ui.window.actions import ACTIONS, MENUS, SUBMENUS
from ui.window.main_window import MainWindow
from ui.window.navigation import compact_names

AMOUNT = 7


def errors(open_book):
    return [f for f in open_book.findings if f.severity is Severity.ERROR]


def test_a_finding_appears_and_goes(keys, open_book, window):
    assert not errors(open_book)
    keys.at(0, AMOUNT).type("x").press(Qt.Key.Key_Return)
    assert errors(open_book)
    navigation = window.workspace.navigation._model
    spec = next(spec for spec in PAGES if spec.key == "basic")
    assert navigation.counts(spec)
    window.actions_of_window["undo"].trigger()
    assert not errors(open_book)
    assert not [count for count in navigation.counts(spec) if count[0].value == "error"]
    window.actions_of_window["redo"].trigger()
    assert errors(open_book)


def test_undo_says_what_it_takes_back(keys, window, qtbot):
    assert not window.actions_of_window["undo"].isEnabled()
    keys.at(0, AMOUNT).type("5").press(Qt.Key.Key_Return)
    assert window.actions_of_window["undo"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    words = "修改 2013201 行政运行 / 30101 基本工资：464.40 → 5.00 万元"
    assert menu.actions()[0].text() == f"撤销：{words}"
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert not window.actions_of_window["undo"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert [action.text() for action in menu.actions()[:2]] == ["撤销", f"重做：{words}"]
    menu.close()


@pytest.mark.parametrize("zoom", [75, 100, 125])
def test_the_menu_of_a_long_step_stays_in_the_screen(window, theme, open_book, qtbot, zoom):
    theme.set_zoom(zoom)
    every = [line.id for name in COLLECTIONS for line in getattr(open_book.book, name)]
    open_book.edit(edits.delete_lines(every))
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    menu, wide = QApplication.activePopupWidget(), window.screen().availableGeometry().width()
    assert max(menu.actionGeometry(action).right() for action in menu.actions()) < wide
    assert menu.actions()[0].text().startswith("撤销：删除")
    assert menu.actions()[0].text().endswith("年数")
    menu.close()


def test_the_tool_says_what_it_takes_back_when_it_is_pointed_at(keys, window, qtbot):
    tool = next(button for button in window.findChildren(QToolButton) if button.text() == "撤销")
    for text in ("5", "6"):
        keys.at(0, AMOUNT).type(text).press(Qt.Key.Key_Return)
        at = tool.mapToGlobal(QPoint(2, 2))
        QApplication.sendEvent(tool, QEnterEvent(QPointF(2, 2), QPointF(2, 2), QPointF(at)))
        QApplication.sendEvent(tool, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), at))
        qtbot.waitUntil(lambda: QToolTip.text() == tool.toolTip())
        assert QToolTip.text().endswith(f"→ {text}.00 万元  Ctrl+Z")
    QToolTip.hideText()


def test_undo_works_from_another_page(keys, window, open_book):
    keys.at(0, AMOUNT).type("5").press(Qt.Key.Key_Return)
    window.workspace.open_page("others")
    window.actions_of_window["undo"].trigger()
    assert open_book.step == 0


def test_f8_opens_the_panel_and_goes_to_the_cell(keys, window):
    keys.at(4, AMOUNT).type("x").press(Qt.Key.Key_Return)
    window.workspace.open_page("cover")
    panel = window.workspace.findings
    assert not panel.is_open
    window.actions_of_window["next"].trigger()
    assert panel.is_open
    assert window.workspace.page.key == "basic"
    assert keys.here == (4, AMOUNT)


def test_closing_the_panel_gives_the_room_back(window, qtbot):
    closed = window.workspace.page.height()
    window.workspace.findings.toggle()
    assert window.workspace.page.height() < closed - 50
    window.workspace.findings.toggle()
    assert window.workspace.page.height() == closed


def test_one_key_fix(keys, window, open_book, qtbot):
    keys.at(0, AMOUNT).type("-5").press(Qt.Key.Key_Return)
    panel = window.workspace.findings
    panel.show_place(Place("basic", open_book.book.basic[0].id, "amount"))
    assert panel.detail.fix.text() == "改为 5.00  Alt+1"
    qtbot.mouseClick(panel.detail.fix, Qt.MouseButton.LeftButton)
    assert open_book.book.basic[0].amount == 5_000_000


def test_explain_a_verify(window, open_book, qtbot):
    finding = next(f for f in open_book.findings if f.severity is Severity.VERIFY)
    panel = window.workspace.findings
    panel.show_place(finding.place)
    panel.detail.reason.setText("活动由其他资金补足")
    qtbot.mouseClick(panel.detail.save, Qt.MouseButton.LeftButton)
    assert open_book.book.explanations[0].text == "活动由其他资金补足"
    assert open_book.marks.mark(next(f for f in open_book.findings if f == finding)).value == "verify-explained"


def test_filters(window, open_book, qtbot):
    panel = window.workspace.findings
    panel.set_open(True)
    qtbot.mouseClick(panel._filters[Severity.HINT], Qt.MouseButton.LeftButton)
    assert not [row for row in panel._model.rows if row.finding.severity is Severity.HINT]
    qtbot.mouseClick(panel.this_page, Qt.MouseButton.LeftButton)
    assert all(row.finding.place.page == "basic" for row in panel._model.rows)


def test_a_refused_save_is_said_below(keys, disk, window, open_book):
    disk.refusal = StorageError("磁盘满了")
    keys.at(0, AMOUNT).type("5").press(Qt.Key.Key_Return)
    assert window._status._saved.text() == "没有保存：磁盘满了"
    keys.press(Qt.Key.Key_Escape)
    assert keys.text(0, AMOUNT) == "464.40"


def test_sums_in_the_status_bar(window, open_book):
    assert window._status._income.text() == "2,693.97"
    assert window._status._difference.text() == "0.00"
    open_book.edit(edits.set_field(open_book.book.basic[0].id, "amount", "464.386"))
    assert window._status._difference.text() == "收入多 0.01"
    open_book.edit(edits.set_field(open_book.book.basic[0].id, "amount", "464.392"))
    assert window._status._difference.text() == "收入多 0.004"  # a red 0.00 would say nothing


def test_the_mark_of_the_difference_stays_beside_its_figure(window, open_book, qtbot):
    status = window._status
    open_book.edit(edits.set_field(open_book.book.basic[0].id, "amount", "40000"))
    assert status._difference.text().startswith("支出多 ")
    open_book.undo()
    assert status._difference.text() == "0.00"
    words = status._difference.fontMetrics().horizontalAdvance("0.00")
    qtbot.waitUntil(lambda: status._difference_mark.x() - status._difference.x() <= words + 2 * window._theme.em)


def test_the_window_remembers(qtbot, theme, icons, open_book):
    settings = MemorySettings()
    first = MainWindow(PAGES, theme, icons, settings)
    qtbot.addWidget(first)
    first.show_book(open_book)
    first.workspace.open_page("basic")
    first.workspace.page.grid.setCurrentIndex(first.workspace.page.model.index(5, 7))
    first.close()
    second = MainWindow(PAGES, theme, icons, settings)
    qtbot.addWidget(second)
    second.show_book(open_book)
    assert second.workspace.page.key == "basic"
    assert second.workspace.page.grid.currentIndex().row() == 5


def test_every_page_opens(window):
    for spec in PAGES:
        window.workspace.open_page(spec.key)
        assert window.workspace.page.key == spec.key


def test_f6_goes_round(window):
    window.workspace.findings.set_open(True)
    seen = []
    for _ in range(3):
        window.actions_of_window["move_focus"].trigger()
        seen.append(window.focusWidget())
    assert len(set(seen)) == 3


def test_dark_light_and_zoom_while_open(window, theme, qtbot):
    window.workspace.page_of("others")
    for mode, zoom in ((Mode.DARK, 100), (Mode.LIGHT, 150), (Mode.LIGHT, 100)):
        theme.set_mode(mode)
        theme.set_zoom(zoom)
        assert not window.grab().isNull()
    theme.set_mode(Mode.DARK)
    assert window.palette().window().color() == theme.color("window")


def test_both_columns_of_the_tokens_have_the_same_names(theme):
    assert set(theme._tokens["light"]) == set(theme._tokens["dark"])


@pytest.mark.parametrize(
    "name", [*MARK_TOKENS, *sorted({spec.icon for spec in ACTIONS if spec.icon}), "add", "remove", "sort", "home", "history"]
)
def test_every_icon_is_there(icons, name):
    assert not icons.icon(name).isNull()
    assert icons.pixmap(name, "text2", 16).toImage().pixelColor(8, 8) is not None


def test_every_menu_entry_is_a_command():
    keys = {spec.key for spec in ACTIONS}
    assert len(keys) == len(ACTIONS)
    entries = [entry for menu in (*MENUS.values(), *SUBMENUS.values()) for entry in menu if entry]
    assert len(set(entries)) == len(entries)
    assert set(entries) == keys | SUBMENUS.keys()


def test_every_control_has_a_name_for_screen_readers(window):
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit

    window.workspace.findings.set_open(True)
    for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
        for widget in window.workspace.findChildren(kind):
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_the_sentence_of_a_page_is_shown_whole_or_not_at_all(window, qtbot):
    sentence = window.workspace.head._sentence
    window.workspace.open_page("basic")
    qtbot.waitUntil(lambda: sentence.text() == window.workspace.page.sentence)
    window.resize(700, 700)
    window._theme.set_zoom(150)  # the navigation has shrunk by now
    qtbot.waitUntil(lambda: sentence.text() == "")
    assert sentence.toolTip() == window.workspace.page.sentence


def test_in_a_narrow_window_the_navigation_shrinks_to_marks(window, qtbot):
    workspace = window.workspace
    wide = workspace.navigation.width()
    window.resize(1000, 738)
    qtbot.waitUntil(lambda: workspace.navigation.is_compact)
    assert workspace.navigation.width() < wide // 2
    pages = workspace.navigation._model
    row = pages.row_of("basic")
    assert pages.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) == "基本支出"
    titles = [spec.title for spec in PAGES]
    assert all(name in title for name, title in zip(compact_names(titles), titles, strict=True))
    assert len(set(compact_names(titles))) == len(PAGES)  # one character tells the pages apart
    window.resize(1366, 738)
    qtbot.waitUntil(lambda: not workspace.navigation.is_compact)
    assert workspace.navigation.width() == wide


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("项目", "其他支出", "其他数据"), "项其数"),
        (("政府采购", "政府购买服务", "情况说明"), "政购情"),
        (("收入", "项目", "项目收支表"), "收项支"),
        (("清单", "清单"), "清清"),
    ],
)
def test_pages_that_begin_alike_get_a_character_of_their_own(titles, names):
    assert "".join(compact_names(titles)) == names


def test_all_compact_pages_are_in_sight_in_a_low_window(window, theme, qtbot):
    theme.set_zoom(150)
    window.resize(1024, 600)
    pages = window.workspace.navigation.findChild(EnterList, "pageList")
    last = pages.model().index(pages.model().rowCount() - 1, 0)
    qtbot.waitUntil(lambda: pages.viewport().rect().contains(pages.visualRect(last)))
    assert not pages.verticalScrollBar().isVisible()


def test_a_scroll_bar_stands_beside_the_marks_of_compact_pages(window, theme, qtbot):
    theme.set_zoom(150)
    pages = window.workspace.navigation.findChild(EnterList, "pageList")
    wide = pages.viewport().width()
    window.resize(1024, window.minimumSizeHint().height())
    qtbot.waitUntil(pages.verticalScrollBar().isVisible)
    assert pages.viewport().width() >= wide


def test_at_150_per_cent_the_page_gets_the_room(window, theme):
    theme.set_zoom(150)
    assert window.workspace.navigation.is_compact
    theme.set_zoom(100)
    assert not window.workspace.navigation.is_compact


def test_the_panel_closes_with_the_last_finding_and_opens_with_the_next(qtbot, theme, icons, xingtai, codes):
    unit = Unit("1", "镇", "130511", "张三", "李四", "王五", "0319-3600000", "2024-01-15")
    open_book = OpenBook(Book(xingtai.id, xingtai.year, "批复", unit), xingtai, codes, lambda *_: 0)
    assert not open_book.findings
    window = MainWindow(PAGES, theme, icons, MemorySettings())
    qtbot.addWidget(window)
    window.show_book(open_book)
    panel = window.workspace.findings
    open_book.edit(edits.insert_line("basic", {"amount": 100}))
    assert not panel.is_open  # nobody asked for it
    panel.toggle()
    open_book.undo()
    assert not panel.is_open
    assert panel.is_wanted
    open_book.redo()
    assert panel.is_open


def test_the_status_bar_has_no_figures_while_nothing_is_open(qtbot, theme, icons, window):
    assert all(widget.isVisible() for widget in (window._status._income, window._status._unit))
    assert not window._status._saved_mark.isVisible()  # its words say it; the mark is for a save that failed
    window.show_start(QLabel("开始"))
    shown = [widget.text() for widget in window._status.findChildren(QLabel) if widget.isVisible()]
    assert shown == ["没有打开的数据", "100%"]


def test_the_closed_panel_of_findings_says_the_keys_and_greys_a_count_of_zero(window, open_book):
    panel = window.workspace.findings
    assert not panel.is_open
    assert panel._keys.isVisible()
    assert panel._keys.text() == "下一处 F8"
    counts = {
        button.text().split()[0]: (button.text().endswith(" 0"), button.property("none")) for button in panel._filters.values()
    }
    assert all(none is empty for empty, none in counts.values()), counts
    line = open_book.book.basic[0]
    open_book.edit(edits.set_field(line.id, "amount", "1"))
    error = panel._filters[Severity.ERROR]
    assert not error.text().endswith(" 0")
    assert error.property("none") is False


def test_icons_of_the_page_head_grow_with_the_text_and_stand_clear_of_the_words(window, theme):
    window.workspace.open_page("projects")
    button = window.workspace.head._buttons[0]
    small = button.iconSize()
    theme.set_zoom(150)
    assert button.iconSize().height() == round(1.5 * small.height())
    assert button.iconSize().width() > button.iconSize().height()


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.key)
def test_enter_presses_the_button_that_has_the_focus(window, spec):
    """Qt lets Enter do so in dialogs alone; Windows does it everywhere."""
    window.workspace.open_page(spec.key)
    window.workspace.findings.set_open(True)
    buttons = [button for button in window.findChildren(QPushButton) if button.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert buttons
    assert [button.accessibleName() or button.text() for button in buttons if not button.autoDefault()] == []


def test_the_list_of_problems_shows_that_it_has_the_keyboard(keys, window, qtbot, theme):
    keys.at(0, AMOUNT).type("x").press(Qt.Key.Key_Return)
    panel = window.workspace.findings
    panel.set_open(True)

    def edge():
        image = panel.list.grab().toImage()
        return image.pixelColor(0, panel.list.visualRect(panel.list.currentIndex()).center().y())

    keys.at(0, AMOUNT)
    assert edge() != theme.color("accent")
    keys.press(Qt.Key.Key_F6)
    assert panel.list.hasFocus()
    assert edge() == theme.color("accent")


def test_the_key_on_a_button_is_set_in_small_quiet_type(qtbot, theme):
    plain, keyed = QPushButton("处理下一处"), KeyButton(theme, "处理下一处  Ctrl+Enter")
    for button in (plain, keyed):
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
    assert keyed.width() > plain.width() + QFontMetrics(theme.font("small")).horizontalAdvance("Ctrl+Enter")
    picture = keyed.grab().toImage()

    def darkest(columns):
        return min(picture.pixelColor(x, y).lightness() for x in columns for y in range(4, picture.height() - 4))

    words, key = range(10, plain.width() - 10), range(keyed.width() - theme.px(60), keyed.width() - 8)
    assert darkest(words) < darkest(key) < 150
    assert darkest(key) >= theme.color("text2").lightness()


def test_the_glass_of_a_search_grows_with_the_text(qtbot, theme, icons):
    field = SearchField(theme, icons)
    qtbot.addWidget(field)

    def glass():
        field.resize(300, field.sizeHint().height())
        picture = field.grab().toImage()
        dark = [x for x in range(5, 100) if any(picture.pixelColor(x, y).lightness() < 130 for y in range(4, picture.height() - 4))]
        return dark[-1] - dark[0]

    small = glass()
    theme.set_zoom(150)
    assert glass() > 1.3 * small


def test_the_closed_panel_has_no_detail(window):
    """Nothing would give it a place: it covered the count of errors as a white box."""
    from ui.findings.detail import FindingDetail

    panel = window.workspace.findings
    assert not panel.findChildren(FindingDetail)
    panel.toggle()
    assert panel.body.count() == 2
