"""Blocks with headings pasted into a list that the pack declares: each column by its heading, nothing dropped in silence."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book.list_lines import lines_of
from models.values.money import MoneyUnit, Unread
from storage.packs.catalogue import load_pack
from tests.form_packs import install, other_forms
from tests.ui.grid.clerk import Clerk, enter, escape
from ui.session.open_book import OpenBook

WAN = MoneyUnit.WAN.value
PAGE = "list:services"


@pytest.fixture
def open_book(qapp, tmp_path, codes, disk, seed1):
    install(other_forms(), tmp_path / "packs")
    pack = load_pack("elsewhere-2024", tmp_path / "packs")
    return OpenBook(replace(seed1, pack=pack.id, procurement=(), assets=(), texts=()), pack, codes, disk.save)


@pytest.fixture
def clerk(window, keys, qtbot):
    window.workspace.open_page(PAGE)
    window.workspace.page.setFocus()
    return Clerk(keys, qtbot)


def records(open_book):
    return [dict(line.cells) for line in lines_of(open_book.book, PAGE)]


BLOCK = """\
购买方式\t服务内容\t预算金额（元）\t数量
委托\t审计\t35000\t2
公开招标\t物业\t20000.5\t1
合计\t\t55000.5\t3
"""
BY_SOURCE = """\
单位：元
服务内容\t预算金额\t\t
\t合计\t一般公共预算\t政府性基金
审计\t30000\t20000\t10000
"""


def test_columns_come_by_their_headings_and_amounts_in_the_named_unit(clerk, open_book):
    def look(dialog, qtbot):
        assert [(row.number, row.note) for row in dialog.plan.rows][-1] == (4, "合计行，程序自己算")
        enter(dialog, qtbot)

    clerk.copy(BLOCK).paste(0, 0, look)
    assert records(open_book) == [
        {"amount": 35_000 * 100, "count": "2", "way": "委托", "what": "审计"},
        {"amount": 20_000_50, "count": "1", "way": "公开招标", "what": "物业"},
    ]


def test_a_sum_over_sources_is_the_amount_of_a_record_and_its_parts_are_named_as_left_out(clerk, open_book):
    def look(dialog, qtbot):
        assert "没有对应的列，不填：一般公共预算、政府性基金。" in dialog.sentence.text()
        enter(dialog, qtbot)

    clerk.copy(BY_SOURCE).paste(0, 0, look)
    assert records(open_book) == [{"amount": 3 * WAN, "what": "审计"}]


def test_what_a_column_does_not_know_is_said_before_and_what_is_kept_is_a_finding(clerk, open_book):
    def look(dialog, qtbot):
        (row,) = dialog.plan.rows
        assert {cell.note for cell in row.cells.values()} == {"", "“询价”不在购买方式的可选内容里", "“约三万”不是数字，照填并标出"}
        enter(dialog, qtbot)

    clerk.copy("项目名称\t购买方式\t数量\t预算金额（元）\n没有的项目\t询价\t一批\t约三万\n").paste(0, 0, look)
    assert records(open_book) == [{"amount": Unread("约三万"), "count": "一批", "project": "没有的项目"}]
    marked = {(found.code, found.place.field) for found in open_book.findings if found.place.page == PAGE}
    assert marked >= {("L-4", "text:project"), ("L-1", "text:count"), ("L-1", "amount:amount")}


def test_nothing_happens_after_esc(clerk, open_book):
    clerk.copy(BLOCK).paste(0, 0, escape)
    assert records(open_book) == []
