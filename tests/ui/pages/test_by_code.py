"""各功能科目 on 封面: what the text says of each function code, by keys and from the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from models.book.places import Place
from models.published.texts.narrative import narrative, plain_text
from models.words.places import place_words
from tests.text_forms import text_book, text_pack
from tests.ui.grid import clerk as elsewhere
from tests.ui.pages.test_forms_pages import Clerk
from ui.pages.entry import cover
from ui.pages.narrative import page as texts
from ui.session.open_book import OpenBook

PACK = text_pack()


@pytest.fixture
def clerk(qtbot, page_alone, codes, disk):
    open_book = OpenBook(text_book(), PACK, codes, disk.save)
    page = page_alone(cover.make_page, open_book)
    found = Clerk(qtbot, page, open_book)
    found.view = page.by_code
    return found


def text_of(clerk):
    return plain_text(next(d for d in narrative(clerk.open_book.context) if d.name == "编制说明"), draft=False)


def test_the_codes_of_the_book_stand_there_with_both_years(clerk):
    assert [column.key for column in clerk.model.source.columns] == [
        "function", "name", "executed", "now", "change", "use", "reason",
    ]  # fmt: skip
    rows = [[clerk.text(row, key) for key in ("function", "executed", "now", "change", "use")] for row in range(5)]
    assert rows == [
        ["2010507", "60.13", "25.77", "减少 34.36", "专项普查活动。"],
        ["2059999", "0.00", "25.00", "增加 25.00", ""],
        ["2060702", "10.00", "10.00", "持平", "科普活动"],
        ["2080505", "", "460.85", "", ""],
        ["2299999", "7.00", "", "减少 7.00", ""],
    ]


def test_what_is_typed_is_in_the_text_and_undone_step_by_step(clerk):
    clerk.enter(3, "executed", "357.56").enter(3, "use", "ab").enter(3, "reason", "cd")
    assert "460.85万元，主要用于ab。2023年当年预算执行数为357.56万元，" in text_of(clerk)
    assert "增加28.89%。主要原因是：cd。" in text_of(clerk)
    assert clerk.open_book.step == 3
    for _ in range(3):
        clerk.open_book.undo()
    assert clerk.book == text_book()


def test_a_block_from_a_sheet_finds_its_codes_and_adds_those_that_are_new(clerk, qtbot):
    rows = (
        ("功能科目", "上年执行数（万元）", "主要用于", "主要原因"),
        ("2080505", "357.56", "养老", "增人"),
        ("2210201", "8", "公积金", "离职"),
    )
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    clerk.at(0, "function")
    elsewhere.Clerk(clerk, qtbot).paste(None, None, elsewhere.enter)
    assert [clerk.text(row, "executed") for row in range(6)] == ["60.13", "0.00", "10.00", "357.56", "8.00", "7.00"]
    assert [clerk.text(4, key) for key in ("function", "name", "change", "use", "reason")] == [
        "2210201", "住房公积金", "减少 8.00", "公积金", "离职",
    ]  # fmt: skip
    assert clerk.open_book.step == 1


def test_a_code_of_last_year_only_is_added_and_deleted(clerk):
    clerk.at(5, "function").type("2210201").press(Qt.Key.Key_Return)
    assert clerk.text(4, "function") == "2210201"
    clerk.enter(4, "executed", "3")
    assert "住房公积金（项）”0.00万元。" in text_of(clerk)
    clerk.model.delete_rows([4])
    assert [clerk.text(row, "function") for row in range(5)][4] == "2299999"


def test_the_text_leads_to_the_cell(clerk, qtbot, page_alone):
    page = page_alone(texts.make_page, clerk.open_book)
    wanted = []
    page.place_wanted.connect(wanted.append)
    assert page.go_to(Place("texts", field="use:2080505"))
    assert page.go_to(Place("texts", 80))
    for place, row in zip(wanted, (3, 0), strict=True):
        assert clerk.page.go_to(place)
        assert clerk.view.currentIndex() == clerk.model.index(row, clerk.column("use"))
    assert clerk.page.go_to(Place("last_year", 0, "executed:2080505/amount"))
    assert clerk.view.currentIndex() == clerk.model.index(3, clerk.column("executed"))


def test_the_page_follows_the_current_cell(clerk, qtbot):
    clerk.page.resize(830, 430)
    area = clerk.page._area
    place = Place("last_year", 0, "executed:2080505/amount")
    assert clerk.page.go_to(place)
    clerk.press(Qt.Key.Key_Down).press(Qt.Key.Key_Up)

    def is_in_sight():
        rect = clerk.view.visualRect(clerk.view.currentIndex())
        return area.viewport().rect().contains(clerk.view.viewport().mapTo(area.viewport(), rect.center()))

    qtbot.waitUntil(is_in_sight)


def test_the_list_above_does_not_repeat_them(clerk):
    labels = [clerk.page.model.index(row, 0).data() for row in range(clerk.page.model.line_count)]
    assert labels == ["财政拨款收入", "一般公共预算拨款支出", "政府性基金拨款支出", "“三公”经费"]


def test_a_step_is_named_after_the_code(clerk):
    line = next(line for line in clerk.book.last_year if line.item == "executed:2010507")
    assert place_words(clerk.book, PACK, Place("last_year", line.id, "amount")) == "上年数 2010507 上年执行数"


def test_a_form_that_does_not_ask_has_no_such_grid(page_alone, open_book):
    assert page_alone(cover.make_page, open_book).by_code is None
