"""Amounts in a grid: the unit that is chosen, what is typed in it, what is shown, what cannot be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.values.money import MoneyUnit, Unread
from tests.ui.grid.clerk import Clerk
from tests.ui.grid.columns_of_basic import AMOUNT, CTRL, NOTE, Key
from ui.grid.rows.amount_cells import heading
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.model import CELL_ROLE

pytestmark = pytest.mark.package

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def unit(window):
    return next(button for button in window.findChildren(object, "amounts_in_yuan") if hasattr(button, "click"))


def cell(keys, row, column=AMOUNT):
    return keys.grid.grid_model.index(row, column).data(CELL_ROLE)


@pytest.mark.parametrize(
    ("typed", "in_wan", "in_yuan"),
    [
        ("12.5", 12_500_000, 1_250),
        ("1,234.50", 1_234_500_000, 123_450),
        ("１２．５", 12_500_000, 1_250),
        ("12.5万", 12_500_000, 12_500_000),
        ("80366元", 8_036_600, 8_036_600),
        ("=12+3.5*4", 26_000_000, 2_600),
        ("=(1+2)*3万元", 9_000_000, 9_000_000),
    ],
)
def test_amounts_typed_in_the_chosen_unit(keys, open_book, unit, qtbot, typed, in_wan, in_yuan):
    keys.at(0, AMOUNT).type(typed).press(Key.Key_Return)
    assert open_book.book.basic[0].amount == in_wan
    qtbot.mouseClick(unit, LEFT)
    keys.at(1, AMOUNT).type(typed).press(Key.Key_Return)
    assert open_book.book.basic[1].amount == in_yuan


def test_the_switch_changes_cells_headings_sums_and_hints(keys, window, unit, qtbot):
    page = window.workspace.page
    keys.at(0, AMOUNT)
    assert page.model.headerData(AMOUNT, Qt.Orientation.Horizontal) == "金额（万元）"
    qtbot.mouseClick(unit, LEFT)
    assert unit.text() == "金额单位：元"
    assert page.model.headerData(AMOUNT, Qt.Orientation.Horizontal) == "金额（元）"
    assert keys.text(0, AMOUNT) == "4,643,960.00"
    total = sum(line.amount for line in page.model.open_book.book.basic)
    assert page.model.totals.cells["amount"] == f"{total // 100:,}.00"
    assert page.model.totals.note.startswith("人员经费 8,1")
    keys.type("1")
    assert page.content_line.texts[2].startswith("按元输入")
    keys.press(Key.Key_Escape)
    qtbot.mouseClick(unit, LEFT)
    assert keys.text(0, AMOUNT) == "464.40"


def test_f2_shows_the_exact_figure_in_the_chosen_unit(keys, open_book, unit, qtbot):
    keys.at(0, AMOUNT).press(Key.Key_F2)
    assert keys.target.text() == "464.396"
    keys.press(Key.Key_Escape)
    qtbot.mouseClick(unit, LEFT)
    keys.at(0, AMOUNT).press(Key.Key_F2)
    assert keys.target.text() == "4643960"
    keys.press(Key.Key_Return)
    assert open_book.step == 0


def test_the_switch_is_in_the_menu_and_remembered(window, settings, open_book, unit):
    action = window.actions_of_window["amounts_in_yuan"]
    action.trigger()
    assert action.isChecked()
    assert open_book.entry_settings.unit is MoneyUnit.YUAN
    assert settings.get("entry/unit") == "YUAN"
    window.show_book(open_book)
    assert action.isChecked()
    assert open_book.entry_settings.unit is MoneyUnit.YUAN


def test_the_undo_list_names_the_unit(keys, open_book, unit, qtbot):
    qtbot.mouseClick(unit, LEFT)
    keys.at(0, AMOUNT).type("80366").press(Key.Key_Return)
    assert open_book.undo_label.endswith("464.40 → 8.04 万元")
    keys.at(0, AMOUNT).press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier).press(Key.Key_D, CTRL)
    assert [line.amount for line in open_book.book.basic[:2]] == [8_036_600] * 2


def test_two_decimals_with_a_mark_and_the_exact_figure_where_there_are_more(keys):
    shown = cell(keys, 0)
    assert (shown.text, shown.finer) == ("464.40", True)
    index = keys.grid.grid_model.index(0, AMOUNT)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "464.396 万元 ＝ 4,643,960.00 元"
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_in_yuan_no_digit_is_hidden(keys, unit, qtbot):
    qtbot.mouseClick(unit, LEFT)
    assert not cell(keys, 0).finer


def test_text_that_cannot_be_read_stays_as_typed(keys, open_book, unit, qtbot):
    qtbot.mouseClick(unit, LEFT)
    keys.at(0, AMOUNT).type("=1/0").press(Key.Key_Return)
    assert open_book.book.basic[0].amount == Unread("=1/0")
    assert (cell(keys, 0).text, cell(keys, 0).unread) == ("=1/0", True)
    assert keys.grid.grid_model.index(0, AMOUNT).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft
    keys.at(0, AMOUNT).press(Key.Key_F2)
    assert keys.target.text() == "=1/0"
    keys.press(Key.Key_Escape)


def test_a_sum_is_no_sum_in_a_text_column(keys, open_book):
    keys.at(0, NOTE).type("=1+1").press(Key.Key_Return)
    assert open_book.book.basic[0].note == "=1+1"


def test_every_page_of_amounts_follows_and_the_price_does_not(keys, window, unit, qtbot):
    shown = {}
    for key in ("income", "three_public", "assets", "procurement", "projects", "cover"):
        window.workspace.open_page(key)
    qtbot.mouseClick(unit, LEFT)
    for key in ("income", "three_public", "assets", "procurement", "cover"):
        page = window.workspace.page_of(key)
        grids = page.views if hasattr(page, "views") else [page.grid]
        shown[key] = [
            (grid.grid_model.heading(at), grid.grid_model.unit_beside)
            for grid in grids
            for at in range(grid.grid_model.columnCount())
            if grid.grid_model.column(at).kind == "amount"
        ]
    assert {beside for _, beside in shown["income"]} == {"元", ""}
    assert shown["cover"] == [("上年（元）", ""), ("本年（元）", ""), ("比上年", "")]
    assert ("单价（元）", "") in shown["procurement"]
    assert ("金额（元）", "") in shown["procurement"]
    assert all("万元" not in heading for headings in shown.values() for heading, _ in headings)


def test_the_price_is_typed_in_yuan_whatever_is_chosen(keys, window, open_book):
    window.workspace.open_page("procurement")
    keys.at_new_row(7).type("8000").press(Key.Key_Return)
    assert open_book.book.procurement[-1].price == 800_000


def test_an_income_figure_and_its_gap_in_yuan(keys, window, open_book, unit, qtbot):
    window.workspace.open_page("income")
    qtbot.mouseClick(unit, LEFT)
    grid = window.workspace.page.income
    model = grid.grid_model
    row, column = next(
        (r, c)
        for r in range(model.line_count)
        for c in range(model.columnCount())
        if model.cell(model.index(r, c)).editable and model.cell(model.index(r, c)).amount
    )
    needed = model.cell(model.index(row, column)).amount
    grid.setFocus()
    grid.setCurrentIndex(model.index(row, column))
    keys.type(f"{needed // 100 + 36000}").press(Key.Key_Return)
    assert needed + 3_600_000 in [line.amount for line in open_book.book.income]
    gap = model.index(row, model.columnCount() - 1).data()
    assert gap == "多 36,000.00"


@pytest.mark.parametrize(
    ("title", "unit", "shown"),
    [
        ("价值（金额单位：万元）", MoneyUnit.YUAN, "价值（金额单位：元）"),
        ("价值（元）", MoneyUnit.WAN, "价值（万元）"),
        ("价值（元）", MoneyUnit.YUAN, "价值（元）"),
        ("单价20万元以上", MoneyUnit.YUAN, "单价20万元以上"),
    ],
)
def test_a_heading_of_a_form_names_the_unit_in_use(title, unit, shown):
    assert heading(GridColumn("value", title, ColumnKind.AMOUNT, 9), unit) == shown


AS_WRITTEN = [("(1.5)", -1_500_000), ("−1.5", -1_500_000), ("'1.5", 1_500_000), ("（1.5万元）", -1_500_000)]


@pytest.mark.parametrize(("written", "amount"), AS_WRITTEN)
def test_a_figure_as_spreadsheets_write_it(keys, qtbot, open_book, written, amount):
    keys.at(0, AMOUNT).type(written).press(Key.Key_Return)
    assert open_book.book.basic[0].amount == amount
    Clerk(keys, qtbot).copy(written).paste(1, AMOUNT)
    assert open_book.book.basic[1].amount == amount


def test_a_rounded_figure_in_brackets_keeps_its_digits(keys, qtbot, open_book):
    html = '<table><tr><td x:num="-464.396">(464.40)</td></tr></table>'
    Clerk(keys, qtbot).copy("(464.40)", html).paste(0, AMOUNT)
    assert open_book.book.basic[0].amount == -464_396_000
