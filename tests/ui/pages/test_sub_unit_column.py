"""所属单位 offers the bodies of 机构设置, takes a pasted column of them, and accepts a name that is none."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from models.book import edits
from tests.ui.pages.test_extras import command
from tests.ui.running_app import CTRL, Key

CENTRE = "农业综合服务中心"


@pytest.fixture
def basic(office):
    """The example on its page 基本支出, with a second body and the column."""
    office.controller.show_sample()
    office.open_book.edit(edits.insert_line("agencies", {"name": CENTRE, "nature": "事业单位"}))
    office.open_page("basic")
    command(office, "show_sub_unit").trigger()
    return office


def bodies(office):
    return [line.sub_unit for line in office.open_book.book.basic]


def test_a_body_is_found_by_its_initials(basic):
    basic.walk_to(2, 9).type("nyzh").press(Key.Key_Return)
    assert bodies(basic)[2] == CENTRE
    basic.walk_to(3, 9).type(" 农业综合 服务中心 ").press(Key.Key_Return)
    assert bodies(basic)[3] == CENTRE


def test_another_name_is_kept_and_told(basic):
    basic.walk_to(2, 9).type("幼儿园").press(Key.Key_Return)
    assert bodies(basic)[2] == "幼儿园"
    finding = next(finding for finding in basic.open_book.findings if finding.code == "R-18")
    assert "“幼儿园”（1 行）不在机构设置里" in finding.message


def test_a_pasted_column_of_bodies_is_known_by_its_heading_or_its_names(basic):
    book = basic.open_book.book
    rows = [f"{line.function}\t{line.economic}\t{CENTRE}" for line in book.basic[:2]]
    for heading in ("功能科目编码\t经济科目编码\t预算单位\n", ""):
        QApplication.clipboard().setText(heading + "\n".join(rows) + "\n")
        basic.will_answer(lambda _preview: basic.press(Key.Key_Return))
        basic.walk_to(0, 0).press(Key.Key_V, CTRL)
        assert bodies(basic)[:3] == [CENTRE, CENTRE, ""], heading
        assert len(basic.open_book.book.basic) == len(book.basic)
        basic.press(Key.Key_Z, CTRL)
        assert bodies(basic)[:2] == ["", ""]
