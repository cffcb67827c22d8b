"""A form in 元: its window opens in 元, and every page says so; the clerk's own switch is kept apart from that of forms in 万元."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from models.book.places import Place
from models.values.amount_style import AmountStyle
from models.values.money import MoneyUnit
from tests.ui.grid.clerk import Clerk
from tests.ui.grid.columns_of_basic import AMOUNT, FUNCTION, Key
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.window.main_window import MainWindow


@pytest.fixture(scope="module")
def yuan_pack(xingtai):
    tables = tuple(replace(spec, amounts=AmountStyle("元", 0, grouping=True)) for spec in xingtai.tables)
    return replace(xingtai, tables=tables, entry_unit="元", head={**xingtai.head, "right": "单位：{money_unit}"})


@pytest.fixture
def open_book(seed1, yuan_pack, codes, disk):
    return OpenBook(seed1, yuan_pack, codes, disk.save)


def unit_button(window):
    return next(button for button in window.findChildren(object, "amounts_in_yuan") if hasattr(button, "click"))


def test_amounts_are_typed_and_shown_in_yuan(keys, window, open_book):
    assert unit_button(window).text() == "金额单位：元"
    page = window.workspace.page
    assert page.model.headerData(AMOUNT, Qt.Orientation.Horizontal) == "金额（元）"
    assert keys.text(0, AMOUNT) == "4,643,960.00"
    keys.at(0, AMOUNT).type("80366").press(Key.Key_Return)
    assert open_book.book.basic[0].amount == 8_036_600
    assert open_book.undo_label.endswith("4,643,960.00 → 80,366.00 元")


def test_the_clerk_may_still_type_in_wan_and_forms_in_wan_stay_as_they_are(
    keys, window, open_book, settings, qtbot, seed1, xingtai, codes, disk
):
    qtbot.mouseClick(unit_button(window), Qt.MouseButton.LeftButton)
    keys.at(0, AMOUNT).type("12.5").press(Key.Key_Return)
    assert open_book.book.basic[0].amount == 12_500_000
    for pack, unit in ((open_book.pack, MoneyUnit.WAN), (xingtai, MoneyUnit.WAN)):
        other = OpenBook(seed1, pack, codes, disk.save)
        other.entry_settings.remember_in(settings)
        assert other.entry_settings.unit is unit
    qtbot.mouseClick(unit_button(window), Qt.MouseButton.LeftButton)
    again = OpenBook(seed1, xingtai, codes, disk.save)
    again.entry_settings.remember_in(settings)
    assert again.entry_settings.unit is MoneyUnit.WAN


def test_a_pasted_block_that_names_its_unit_still_wins(keys, open_book, qtbot):
    clerk, count = Clerk(keys, qtbot), len(open_book.book.basic)
    clerk.copy("80366\n5万\n").paste(count, AMOUNT)
    assert [line.amount for line in open_book.book.basic[count:]] == [8_036_600, 5_000_000]
    clerk.copy("经济科目\t金额（万元）\n30211\t7\n30213\t2.5\n").paste(len(open_book.book.basic), FUNCTION)
    assert [line.amount for line in open_book.book.basic[count + 2 :]] == [7_000_000, 2_500_000]


def test_home_and_preview_tell_sums_in_the_unit_of_the_form(qtbot, theme, icons, settings, open_book):
    settings.set("workspace/page", "home")
    window = MainWindow(PAGES, theme, icons, settings)
    qtbot.addWidget(window)
    window.show_book(open_book)
    window.resize(1366, 738)
    window.show()
    qtbot.waitExposed(window)
    page = window.workspace.page
    total = open_book.tables["T1"].amount("income_total", "income")
    assert page.state.plain.columns[2].title == "合计（元）"
    assert page._headings["income"].text() == f"收入 {total // 100:,}.00 元"
    assert window.workspace.go_to(Place("table", field="T3:2013201:total"))
    preview = window.workspace.page
    assert preview.origin.table.plain.columns[1].title == "元"
    assert "万元" not in " ".join(preview.origin.words)
