"""公开表预览 of a form without 序号 and 栏次: figures are found, framed and explained all the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.book.places import Place
from tests.layout_pack import layout_context
from ui.pages.review import preview
from ui.session.open_book import OpenBook


@pytest.fixture
def page(page_alone, disk):
    context = layout_context()
    return page_alone(preview.make_page, OpenBook(context.book, context.pack, context.codes, disk.save))


def words_of(page, field):
    assert page.go_to(Place("table", field=field))
    title, where, holds, _ = page.origin.words
    return title, where, holds


@pytest.mark.parametrize(
    ("field", "amount", "where"),
    [
        ("T1:201:office", "66.00", "一、一般公共服务支出 · 公用经费"),
        ("T1:income_total:income", "231210971.00", "收入总计 · 预算数"),
        ("T2:total:own", "77995072.00", "合计 · 其他收入"),
        ("T2:20103:own", "77995072.00", "20103 · 其他收入"),
        ("T3:2010301:basic", "835.00", "第 3 行 · 2010301 · 基本支出"),
        ("T4:301:staff", "5.00", "301 · 人员经费（栏 2）"),
        ("T5:302:amount", "250.00", "第 2 行 · （一）商品和服务支出 · 金额（栏次 2）"),
        ("T7:total:carry_forward", "117440512.00", "年终结转"),
    ],
)
def test_a_figure_of_any_layout_is_found_and_explained(page, field, amount, where):
    assert words_of(page, field) == (f"{amount} 的来源", where, "与表中数一致")


def test_a_total_that_does_not_print_opens_its_table(page):
    assert page.go_to(Place("table", field="T3:total:total"))
    assert page.entry.key == "T3"


def test_enter_on_a_figure_goes_to_its_lines(page, qtbot):
    words_of(page, "T1:205:spending")
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Return)
    assert page.focusWidget() is page.origin.table
    assert page.origin.table.plain.rows[0].cells[0].text.startswith("基本支出 第 6 行")


def test_one_page_is_one_page_on_the_screen(page):
    assert page.go_to(Place("table", field="T4:total:total"))
    assert page.sheet_view._pages[0].sheet.one_page
    assert len(page.sheet_view._pages) == 1
