"""The indicator library under the keys of a clerk: offered while typing, chosen with arrows or the mouse, never forced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from models.book import edits
from models.pack.forms.sheet import OfferOrigin, UsedIndicator
from storage.files.book_file import sample_book
from tests.ui.pages.test_projects import make_clerk, project
from tests.ui.running_app import Office
from ui.session.open_book import OpenBook

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
NEW = 8
"""The ＊ row of the first project."""


@pytest.fixture
def clerk(qtbot, open_book, theme, icons):
    return make_clerk(qtbot, open_book, theme, icons)


def offered(clerk):
    shown = clerk.page.sheet.grids["indicators"].delegate.completion.list
    return [hit.value for hit in shown._hits] if shown is not None and shown.isVisible() else []


def test_words_are_offered_and_taken_only_when_chosen(clerk, open_book):
    clerk.at("indicators", NEW, 2).type("培训")
    assert "培训人数" in offered(clerk)
    clerk.press(Key.Key_Return)
    assert project(open_book, 1).indicators[-1].name == "培训"
    assert project(open_book, 1).indicators[-1].description == ""


def test_initials_and_enter_take_the_first_with_what_belongs_to_it(clerk, open_book):
    ids = {line.id for line in project(open_book, 1).indicators}
    clerk.at("indicators", NEW, 2).type("cjdyrs")
    assert offered(clerk)[0] == "村居党员人数"
    clerk.press(Key.Key_Return)
    new = next(line for line in project(open_book, 1).indicators if line.id not in ids)
    assert (new.dimension, new.category, new.name) == ("产出指标", "数量指标", "村居党员人数")
    assert new.description == "开发区 54 个村居所有党员人数"
    assert (new.target, new.basis) == ("", "")
    assert open_book.step == 1


def test_an_offer_never_writes_over_what_was_typed(clerk, open_book):
    line = project(open_book, 1).indicators[0]
    open_book.edit(edits.set_field(line.id, "basis", ""))
    clerk.at("indicators", 0, 2).type("调查群众").press(Key.Key_Escape)
    clerk.at("indicators", 0, 2).type("群众满意").press(Key.Key_Down)
    chosen = clerk.page.sheet.grids["indicators"].delegate.completion.list.selected.value
    clerk.press(Key.Key_Return)
    after = next(one for one in project(open_book, 1).indicators if one.id == line.id)
    assert after.name == chosen
    assert (after.category, after.description, after.target) == (line.category, line.description, line.target)


def test_a_number_takes_the_unit_that_is_chosen(clerk, open_book):
    clerk.at("indicators", 3, 4).type("70")
    assert "70人" in offered(clerk)
    while clerk.page.sheet.grids["indicators"].delegate.completion.list.selected is None or (
        clerk.page.sheet.grids["indicators"].delegate.completion.list.selected.value != "70人"
    ):
        clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    assert project(open_book, 1).indicators[3].target == "70人"


def test_a_number_without_a_choice_stays_a_number(clerk, open_book):
    clerk.at("indicators", 3, 4).type("70").press(Key.Key_Return)
    assert project(open_book, 1).indicators[3].target == "70"


def test_grounds_are_listed_on_alt_down(clerk):
    clerk.at("indicators", 3, 5).press(Key.Key_Down, ALT)
    assert offered(clerk)
    clerk.press(Key.Key_Escape)
    assert offered(clerk) == []


def test_a_text_that_is_opened_offers_nothing_by_itself(clerk):
    clerk.at("indicators", 3, 2).press(Key.Key_F2)
    assert offered(clerk) == []
    clerk.press(Key.Key_Escape)


def test_a_click_chooses(clerk, open_book, qtbot):
    clerk.at("indicators", NEW, 2).type("培训")
    shown = clerk.page.sheet.grids["indicators"].delegate.completion.list
    wanted = offered(clerk)[1]
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(20, shown.brushes.row + 4))
    clerk.press(Key.Key_Return)
    assert wanted in {line.name for line in project(open_book, 1).indicators}


def test_other_parts_of_the_sheet_offer_nothing(clerk):
    clerk.at("use", 0, 1).type("培训")
    assert clerk.page.sheet.grids["use"].delegate.completion.list is None


def test_earlier_books_are_asked_once_and_only_when_typing(qtbot, theme, icons, xingtai, codes):
    asked = []
    earlier = UsedIndicator("数量指标", "铺路里程", "硬化路面", "3公里", "交通计划", "农村道路", 2, OfferOrigin.EARLIER)

    def read():
        asked.append(1)
        return (earlier,)

    book = OpenBook(sample_book(), xingtai, codes, lambda *_: 0, used_elsewhere=read)
    clerk = make_clerk(qtbot, book, theme, icons)
    clerk.at("indicators", NEW, 2)
    assert asked == []
    clerk.type("铺路")
    assert offered(clerk) == ["铺路里程"]
    assert clerk.page.sheet.grids["indicators"].delegate.completion.list._hits[0].hint == "以前用过 2 次"
    clerk.press(Key.Key_Escape).type("lc").press(Key.Key_Escape)
    assert asked == [1]


def test_a_book_offers_what_last_year_s_book_in_the_database_had(qtbot, theme, icons):
    office = Office(qtbot, theme, icons).start()
    office.controller.show_sample()
    before = office.open_book.book
    line = before.projects[0].indicators[0]
    office.open_book.edit(edits.set_field(line.id, "name", "铺路里程"))
    office.controller.open_entry(office.library.store.create(edits.set_unit("code", "999")(sample_book())))
    office.open_page("projects")
    assert office.open_book.book.unit.code == "999"
    office.at(NEW, 2, office.page.sheet.grids["indicators"])
    office.type("pllc")
    shown = office.page.sheet.grids["indicators"].delegate.completion.list
    assert [(hit.value, hit.hint) for hit in shown._hits] == [("铺路里程", "以前用过 1 次")]
    office.press(Key.Key_Return)
    assert "铺路里程" in {one.name for one in office.open_book.book.projects[0].indicators}
    office.library.close()
