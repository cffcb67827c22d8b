"""Text that can mean nothing in a cell never vanishes: it is kept and marked, or the editor stays open and says what is allowed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.book.places import Place
from tests.ui.running_app import ALT, CTRL, Key, choose
from ui.grid.view.view import GridView
from ui.pages.registry import PAGES
from ui.widgets.completion_list import KEYS, CompletionList, last_line

SOURCE = 5
YEAR = 6
ECONOMIC = 2
NONSENSE = "@@@"


@pytest.fixture
def office(office):
    office.controller.show_sample()
    office.will_answer()
    return office


def typed_cells(grid):
    """The first cell of each column that is typed, in a line and in the ＊ row."""
    model = grid.grid_model
    for column in range(model.columnCount()):
        stops = (row for row in range(model.rowCount()) if grid.is_stop(model.index(row, column)))
        rows = dict.fromkeys((next(stops, None), model.line_count if model.source.takes_new_rows else None))
        yield from ((row, column) for row in rows if row is not None and grid.is_stop(model.index(row, column)))


@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
def test_nothing_typed_vanishes_anywhere(office, key):
    office.open_page(key)
    for grid in office.page.findChildren(GridView):
        said = []
        grid.described.connect(lambda *words, said=said: said.append(words))
        for row, column in typed_cells(grid) if grid.selects_ranges and grid.isVisible() else ():
            began = office.open_book.step
            office.at(row, column, grid).type(NONSENSE).press(Key.Key_Return)
            kept = office.open_book.step > began and any(
                NONSENSE in (grid.grid_model.index(at, column).data() or "") for at in range(grid.grid_model.rowCount())
            )
            held = grid.open_editor is not None and grid.open_editor.current_text() == NONSENSE
            where = f"{grid.accessibleName()} {row} {grid.grid_model.column(column).title}"
            assert kept or held, where
            if held:
                assert NONSENSE in said[-1][2], where
                office.press(Key.Key_Escape)
            assert grid.open_editor is None, where
            while office.open_book.step > began:
                office.open_book.undo()


def test_the_sentence_names_what_is_allowed(office):
    office.open_page("basic")
    office.at(2, SOURCE).type(NONSENSE).press(Key.Key_Return)
    editor = office.page.grid.open_editor
    assert office.focus is editor
    assert editor.property("unsaved")
    said = office.page.content_line.texts[2]
    assert said.startswith("“@@@”不在资金来源的可选内容里，可以填：一般公共预算拨款、")
    office.press(Key.Key_A, CTRL).type("事业").press(Key.Key_Return)
    assert office.page.grid.open_editor is None
    assert office.open_book.book.basic[2].source == "institutional"
    assert office.page.grid.currentIndex().row() == 3


def test_esc_gives_it_up(office):
    office.open_page("basic")
    office.at(2, YEAR).type("2023").press(Key.Key_Tab).press(Key.Key_Escape)
    assert office.page.grid.open_editor is None
    assert office.open_book.step == 0


def test_a_new_line_waits_for_the_right_word(office):
    office.open_page("basic")
    count = len(office.open_book.book.basic)
    office.at(count, SOURCE).type(NONSENSE).press(Key.Key_Tab)
    assert office.page.grid.open_editor.current_text() == NONSENSE
    assert len(office.open_book.book.basic) == count
    office.press(Key.Key_A, CTRL).type("事业").press(Key.Key_Tab)
    assert office.open_book.book.basic[-1].source == "institutional"


def test_the_list_says_that_there_is_none_such(office):
    office.open_page("basic")
    office.at(2, SOURCE).type(NONSENSE)
    assert office.page.grid.delegate.completion.list.summary == "没有“@@@”，Alt+↓ 列出全部"
    office.press(Key.Key_Escape)


def test_pasted_into_one_cell_it_is_told(office):
    office.open_page("basic")
    QGuiApplication.clipboard().setText(NONSENSE)
    seen = []
    office.will_answer(lambda dialog: (seen.append(dialog.model.index(0, dialog.model.columnCount() - 1).data()), dialog.reject()))
    office.at(2, SOURCE).press(Key.Key_V, CTRL)
    assert "“@@@”不在资金来源的可选内容里" in seen[0]
    assert office.open_book.step == 0


def test_pasted_into_an_open_editor_it_stays(office):
    office.open_page("basic")
    QGuiApplication.clipboard().setText(NONSENSE)
    office.at(2, SOURCE).press(Key.Key_F2).press(Key.Key_A, CTRL).press(Key.Key_V, CTRL).press(Key.Key_Return)
    assert office.page.grid.open_editor.current_text() == NONSENSE
    office.press(Key.Key_Escape)


def test_a_fill_that_means_nothing_there_says_so(office):
    office.open_page("basic")
    office.at(2, YEAR).press(Key.Key_R, CTRL)
    assert office.open_book.step == 0
    assert "不在年度的可选内容里" in office.page.content_line.texts[2]


def test_another_project_waits_for_it(office, qtbot):
    office.open_page("projects")
    head = office.page.sheet.grids["head"]
    office.at(0, 5, head).type(NONSENSE)
    first = office.page.sheet.project
    for key in (Key.Key_PageDown, Key.Key_PageUp):
        office.press(key, ALT)
        assert office.page.sheet.project == first
        assert head.open_editor.current_text() == NONSENSE
        qtbot.waitUntil(lambda: office.focus is head.open_editor)
    office.press(Key.Key_Escape).press(Key.Key_PageDown, ALT)
    assert office.page.sheet.project != first


def test_the_window_does_not_close_over_it(office, qtbot):
    office.open_page("basic")
    office.at(2, SOURCE).type(NONSENSE)
    said = []
    office.will_answer(choose("stay", said))
    assert not office.window.close()
    assert said[0].startswith("有一处录入没有存上")
    assert office.focus is not None  # the window is the active one again
    qtbot.waitUntil(lambda: office.window.focusWidget() is office.page.grid.open_editor)
    office.press(Key.Key_Escape)


@pytest.mark.parametrize("page", ["basic", "projects"])
def test_its_list_does_not_stay_behind(office, page):
    """Qt commits the editor once more when another cell gets the focus: the list came back, over every page."""
    book, workspace = office.open_book.book, office.window.workspace
    line = book.basic[2] if page == "basic" else book.projects[3].funding[0]
    workspace.go_to(Place(page, line.id, "source"))
    for letter in "xyz":
        QTest.keyClicks(office.focus, letter)
    QTest.keyClick(office.focus, Key.Key_Tab)
    assert lists_in_sight(office) == 1
    for key in (Key.Key_F6, Key.Key_F8):
        QTest.keyClick(office.focus, key)
    QApplication.processEvents()
    assert lists_in_sight(office) == 0
    assert not workspace.finish_typing()
    for grid in workspace.page.findChildren(GridView):
        if grid.open_editor is not None:
            QTest.keyClick(grid.open_editor, Key.Key_Escape)


def lists_in_sight(office):
    return sum(shown.isVisible() for shown in office.window.findChildren(CompletionList))


def test_what_cannot_be_stored_is_shown_where_it_is(office):
    """An export that has to wait for it opens its page: the message alone said nothing of where."""
    office.open_page("basic")
    office.at(2, SOURCE).type(NONSENSE).press(Key.Key_Return)
    office.open_page("income")
    said = []
    office.will_answer(lambda dialog: (said.append(dialog.sentence.text()), dialog.accept()))
    office.window.actions_of_window["export"].trigger()
    assert said
    assert office.page.key == "basic"
    QTest.keyClick(office.page.grid.open_editor, Key.Key_Escape)


def test_a_note_of_income_waits_for_its_figure(office):
    office.open_page("income")
    office.window.actions_of_window["show_income_note"].trigger()
    model = office.page.grid.grid_model
    office.at(model.line_count, model.columnCount() - 1).type("备注").press(Key.Key_Return)
    assert office.page.grid.open_editor.current_text() == "备注"
    assert office.page.content_line.texts[2] == "先录入批复数，再写备注"
    office.press(Key.Key_Escape)


def test_a_known_code_of_income_leads_to_its_row(office, qtbot):
    office.open_page("income")
    grid = office.page.grid
    office.at(grid.grid_model.line_count, 0).type("2013201").press(Key.Key_Return)
    qtbot.waitUntil(lambda: grid.grid_model.index(grid.currentIndex().row(), 0).data() == "2013201")
    assert office.open_book.step == 0


@pytest.mark.parametrize("zoom", [100, 150])
def test_what_was_refused_and_what_to_do_stay_readable(office, zoom):
    office.theme.set_zoom(zoom)
    office.open_page("basic")
    office.at(2, SOURCE).type("xyz").press(Key.Key_Return)
    content, hint = office.page.content_line._text, office.page.content_line._hint
    needed = content.fontMetrics().horizontalAdvance("xyz")
    office.qtbot.waitUntil(lambda: needed <= content.width() <= needed + office.theme.em)
    assert hint.x() - content.x() <= needed + 2 * office.theme.em
    looked_up, metrics = office.page.grid.delegate.completion.list, office.page.grid.delegate.brushes.small_metrics
    room = looked_up.width() - 2 * office.page.grid.delegate.brushes.padding
    summary, keys = last_line(looked_up.summary, KEYS, metrics, room)
    assert summary == looked_up.summary
    assert keys.startswith("↑↓ 选择")
    assert metrics.horizontalAdvance(summary) + metrics.horizontalAdvance(keys) < room
    office.press(Key.Key_Escape)


def test_a_last_line_without_room_gives_up_its_keys_then_its_end(office):
    metrics = QFontMetrics(office.theme.font("small"))
    whole = metrics.horizontalAdvance("没有“xyz”")
    assert last_line("没有“xyz”", KEYS, metrics, whole)[1] == ""
    assert last_line("没有“xyz”", KEYS, metrics, whole - 10)[0].endswith("…")
