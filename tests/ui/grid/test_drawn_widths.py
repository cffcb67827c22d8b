"""Columns drawn with the mouse keep their width, through another window, size of text and start; and there is a way back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics

from models.book.edits import Edit
from models.book.records import CarryForwardLine
from models.paper.text_measure import CLOSING, OPENING
from tests.ui.grid.columns_of_basic import AMOUNT, ECONOMIC_NAME, FUNCTION, FUNCTION_NAME
from ui.grid.view.headers import title_lines

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def office(office):
    office.controller.show_sample()
    return office


def border(header, column):
    return QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) - 1, header.heading_height // 2)


def draw(qtbot, header, column, by):
    """Draw the right border of a column."""
    start = border(header, column)
    qtbot.mousePress(header.viewport(), LEFT, pos=start)
    qtbot.mouseMove(header.viewport(), start + QPoint(by // 2, 0))
    qtbot.mouseMove(header.viewport(), start + QPoint(by, 0))
    qtbot.mouseRelease(header.viewport(), LEFT, pos=start + QPoint(by, 0))


def test_a_drawn_column_stays_so_in_a_narrower_window_and_at_the_next_start(qtbot, office):
    office.open_page("basic")
    grid = office.page.grid
    wanted = grid.columnWidth(FUNCTION_NAME) - 90
    draw(qtbot, grid.horizontalHeader(), FUNCTION_NAME, -90)
    assert grid.columnWidth(FUNCTION_NAME) == wanted
    office.window.resize(1120, 738)
    qtbot.waitUntil(lambda: grid.viewport().width() < 950)
    assert grid.columnWidth(FUNCTION_NAME) == wanted
    assert grid.columnWidth(ECONOMIC_NAME) < 200, "the others still give room"
    office.leave()
    office.start()
    office.open_page("basic")
    assert office.page.grid.columnWidth(FUNCTION_NAME) == wanted
    office.open_page("others")
    office.open_page("basic")
    assert office.page.grid.columnWidth(FUNCTION_NAME) == wanted


def test_a_drawn_column_grows_with_the_text(qtbot, window, theme, keys):
    header = keys.grid.horizontalHeader()
    draw(qtbot, header, AMOUNT, 40)
    width = header.sectionSize(AMOUNT)
    theme.set_zoom(150)
    assert header.sectionSize(AMOUNT) == pytest.approx(1.5 * width, abs=2)


def test_a_double_click_on_the_border_fits_the_column_to_what_it_holds(qtbot, window, keys):
    header = keys.grid.horizontalHeader()
    qtbot.mouseDClick(header.viewport(), LEFT, pos=border(header, FUNCTION_NAME))
    qtbot.mouseRelease(header.viewport(), LEFT, pos=border(header, FUNCTION_NAME))
    longest = keys.grid.delegate.brushes.body_metrics.horizontalAdvance("机关事业单位基本养老保险缴费支出")
    assert longest < header.sectionSize(FUNCTION_NAME) < longest + 3 * header.brushes.padding
    fitted = header.sectionSize(FUNCTION_NAME)
    window.resize(1300, 738)
    qtbot.waitUntil(lambda: keys.grid.viewport().width() < 1100)
    assert header.sectionSize(FUNCTION_NAME) == fitted


@pytest.mark.parametrize("way", ["menu of the window", "menu of the heading"])
def test_the_declared_widths_come_back(qtbot, window, settings, keys, way):
    header = keys.grid.horizontalHeader()
    before = [header.sectionSize(column) for column in range(header.count())]
    draw(qtbot, header, FUNCTION, 50)
    draw(qtbot, header, AMOUNT, -20)
    assert [header.sectionSize(column) for column in range(header.count())] != before
    action = window.actions_of_window["reset_widths"] if way == "menu of the window" else header.actions()[0]
    assert action.text() == "恢复列宽"
    action.trigger()
    qtbot.waitUntil(lambda: [header.sectionSize(column) for column in range(header.count())] == before)
    assert not settings.get("widths/basic")


def test_a_title_that_has_no_room_stands_in_two_lines(qtbot, window, keys):
    header = keys.grid.horizontalHeader()
    low = header.sizeHint().height()
    draw(qtbot, header, AMOUNT, 70 - header.sectionSize(AMOUNT))
    assert header.sizeHint().height() > low
    qtbot.waitUntil(lambda: header.height() > low)
    header.reset_widths()
    qtbot.waitUntil(lambda: header.height() == low)


def test_titles_break_before_their_unit_and_keep_words_together(window, keys):
    metrics = keys.grid.delegate.brushes.bold_metrics
    wide = metrics.horizontalAdvance("附属单位")
    assert title_lines("金额（万元）", metrics, wide) == ["金额", "（万元）"]
    assert title_lines("附属单位上缴", metrics, wide) == ["附属单位", "上缴"]
    assert title_lines("上年结转", metrics, wide - 1) == ["上年", "结转"]
    narrow = title_lines("国有资本经营预算收入", metrics, wide)
    assert narrow[0] == "国有资本"
    assert narrow[1].endswith("…")


def test_the_columns_of_a_list_that_fills_its_width_share_it_as_drawn(qtbot, window, settings):
    window.workspace.open_page("projects")
    grid = window.workspace.page.list.grid
    qtbot.waitUntil(lambda: grid.viewport().width() > 100)
    header = grid.horizontalHeader()
    budget = header.count() - 1
    before = grid.columnWidth(budget)
    draw(qtbot, header, 1, -40)
    draw(qtbot, header, budget, 30)
    assert grid.columnWidth(budget) == before + 30
    assert sum(grid.columnWidth(at) for at in range(header.count())) == grid.viewport().width()
    assert set(settings.get("widths/projects/list")) == {column.key for column in grid.grid_model.source.columns}


def test_on_income_what_is_not_drawn_follows_the_window(qtbot, window, theme):
    window.workspace.open_page("income")
    page = window.workspace.page
    grid, header = page.income, page.income.horizontalHeader()
    keys = [column.key for column in page.model.source.columns]
    qtbot.waitUntil(lambda: grid.viewport().width() > 1000)
    draw(qtbot, header, keys.index("total"), 30)
    drawn = header.sectionSize(keys.index("total"))
    name = header.sectionSize(keys.index("name"))
    window.resize(1250, 738)
    qtbot.waitUntil(lambda: header.sectionSize(keys.index("name")) < name)
    assert header.sectionSize(keys.index("total")) == drawn


def test_at_150_percent_income_shows_every_amount_and_the_first_line_of_the_lower_grid(qtbot, window, theme):
    window.workspace.open_page("income")
    page = window.workspace.page
    theme.set_zoom(150)
    header = page.income.horizontalHeader()
    carried = next(at for at, column in enumerate(page.model.source.columns) if column.key == "carried")
    qtbot.waitUntil(lambda: header.sectionViewportPosition(carried) + header.sectionSize(carried) <= page.income.viewport().width())
    book = window.workspace.page.services.open_book
    book.edit(
        Edit("年终结转", lambda it: replace(it, carry_forward=(CarryForwardLine(it.next_id, amount=1),), next_id=it.next_id + 1))
    )
    lower = page.carry_forward
    qtbot.waitUntil(lambda: lower.visualRect(page.lower_model.index(0, 0)).bottom() <= lower.viewport().height())
    assert lower.visualRect(page.lower_model.index(0, 0)).height() >= theme.height("row") - 1


@pytest.mark.parametrize(
    "title", ["项目（一）类别", "财政“三公”经费增减", "完成率（%）、说明", "《办法》第三条（含附件）文号", "（一）", "。。。。"]
)
def test_no_line_of_a_title_ends_with_what_opens_or_begins_with_what_closes(theme, title):
    metrics = QFontMetrics(theme.font(bold=True))
    for room in range(3 * theme.em, metrics.horizontalAdvance(title)):
        first, rest = title_lines(title, metrics, room)
        assert first[-1] not in OPENING or len(first) == 1, room
        assert rest[0] not in CLOSING.replace("…", "") or len(first) == 1, room
