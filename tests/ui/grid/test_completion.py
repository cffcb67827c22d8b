"""The look-up of codes while a cell is typed: what it finds, what it offers, and what is kept as typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from models.book import edits
from storage.packs.initials import pinyin_initials
from ui.grid.rows.model import CELL_ROLE
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.window.main_window import MainWindow

FUNCTION, ECONOMIC, AMOUNT = 0, 2, 7
ALT = Qt.KeyboardModifier.AltModifier


def hits(keys):
    return keys.grid.delegate.completion.list._hits


def compose(keys, syllables, words):
    """An input method: what is being composed, then the words that were chosen."""
    editor = keys.target
    for preedit in (syllables[: i + 1] for i in range(len(syllables))):
        QApplication.sendEvent(editor, QInputMethodEvent(preedit, []))
        editor = keys.target
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)


def last_line(open_book):
    return open_book.book.basic[-1]


@pytest.mark.parametrize("typed", ["2013201", "xzyx", "XZYX"])
def test_digits_and_initials_find_the_code_that_the_book_uses(typed, keys, open_book):
    keys.at_new_row().type(typed)
    first = hits(keys)[0]
    assert (first.code, first.path, first.name) == ("2013201", "一般公共服务支出 › 组织事务 › ", "行政运行")
    assert first.hint.startswith("本单位已用 ")
    keys.press(Qt.Key.Key_Return)
    assert last_line(open_book).function == "2013201"


def test_a_name_from_an_input_method_finds_it(keys, open_book):
    keys.at_new_row()
    compose(keys, "xing zheng", "行政运行")
    assert hits(keys)[0].code == "2013201"
    assert not keys.grid.delegate.completion.list.isHidden()
    keys.press(Qt.Key.Key_Return)
    assert last_line(open_book).function == "2013201"


def test_a_composition_over_a_code_replaces_it_whole(keys, open_book):
    keys.at(0, ECONOMIC)
    compose(keys, "gong zi", "津贴补贴")
    assert keys.target.text() == "津贴补贴"
    keys.press(Qt.Key.Key_Return)
    assert open_book.book.basic[0].economic == "30102"


def test_an_unknown_code_can_be_kept_and_is_marked(keys, open_book):
    keys.at_new_row().type("2019876")
    assert keys.grid.delegate.completion.is_open
    assert "可以照填" in keys.grid.delegate.completion.list._summary
    keys.press(Qt.Key.Key_Return)
    assert last_line(open_book).function == "2019876"
    index = keys.grid.grid_model.index(len(open_book.book.basic) - 1, FUNCTION)
    assert "没有 2019876" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert keys.grid.grid_model.cell(index).mark


@pytest.mark.parametrize(("column", "typed", "other", "usual"), [
    (ECONOMIC, "30108", FUNCTION, "2080505"),
    (ECONOMIC, "30113", FUNCTION, "2210201"),
    (FUNCTION, "2210201", ECONOMIC, "30113"),
])  # fmt: skip
def test_one_code_offers_the_other_and_one_key_takes_it(column, typed, other, usual, keys, open_book):
    keys.at_new_row(column).type(typed).press(Qt.Key.Key_Return)
    row = len(open_book.book.basic) - 1
    cell = keys.grid.grid_model.index(row, other).data(CELL_ROLE)
    assert (cell.text, cell.offer) == ("", usual)
    assert usual in cell.origin
    step = open_book.step
    keys.at(row, other).press(Qt.Key.Key_1, ALT)
    assert (last_line(open_book).function, last_line(open_book).economic) in {(usual, typed), (typed, usual)}
    assert open_book.step == step + 1


def test_the_offer_is_the_first_choice_of_the_list(keys, open_book):
    keys.at_new_row(ECONOMIC).type("30108").press(Qt.Key.Key_Return)
    keys.at(len(open_book.book.basic) - 1, FUNCTION).press(Qt.Key.Key_Down, ALT)
    assert hits(keys)[0].code == "2080505"
    assert hits(keys)[0].hint.startswith("一般用它")
    keys.press(Qt.Key.Key_Return)
    assert last_line(open_book).function == "2080505"


def test_an_offer_never_fills_anything_by_itself(keys, open_book):
    keys.at_new_row(ECONOMIC).type("30108").press(Qt.Key.Key_Return)
    assert last_line(open_book).function == ""
    row = len(open_book.book.basic) - 1
    keys.at(row, FUNCTION).type("2013201").press(Qt.Key.Key_Return)
    keys.at(row, ECONOMIC).type("30113").press(Qt.Key.Key_Return)
    assert last_line(open_book).function == "2013201"
    assert not keys.grid.grid_model.index(row, FUNCTION).data(CELL_ROLE).offers


def test_money_without_a_code_has_it_as_its_remedy(keys, open_book):
    keys.at_new_row(ECONOMIC).type("30108").press(Qt.Key.Key_Return)
    open_book.edit(edits.set_field(last_line(open_book).id, "amount", "3"))
    finding = next(f for f in open_book.findings if f.code == "P-2")
    assert finding.fix.label == "填上 2080505"
    assert open_book.edit(edits.apply_fix(finding.fix))
    assert not [f for f in open_book.findings if f.code == "P-2"]


def test_last_years_codes_are_told_and_come_first_among_equals(qtbot, theme, icons, settings, seed1, xingtai, codes, disk):
    before = edits.set_field(seed1.basic[0].id, "function", "2010601")(seed1)
    book = OpenBook(seed1, xingtai, codes, disk.save, year_before=lambda: before)
    window = MainWindow(PAGES, theme, icons, settings)
    qtbot.addWidget(window)
    window.show_book(book)
    window.show()
    grid = window.workspace.page.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.grid_model.index(grid.grid_model.line_count, FUNCTION))
    qtbot.keyClicks(grid, "x")
    qtbot.keyClicks(grid.open_editor, "zyx")
    found = grid.delegate.completion.list._hits
    assert [hit.code for hit in found[:2]] == ["2013201", "2010601"]
    assert found[1].hint.startswith("去年用过")


def test_a_long_hint_does_not_widen_the_window(keys, window, theme, open_book):
    keys.at_new_row(ECONOMIC).type("30108").press(Qt.Key.Key_Return)
    open_book.edit(edits.set_field(last_line(open_book).id, "amount", "3"))
    keys.at(len(open_book.book.basic) - 1, FUNCTION)
    theme.set_zoom(150)
    QApplication.processEvents()
    line = window.workspace.page.content_line
    assert line.texts[2].endswith("Alt+1 填入")
    assert line.minimumSizeHint().width() < theme.em * 30


@pytest.mark.parametrize("typed", ["cdzz", "党组织活动", "4"])
def test_the_project_of_a_purchase_is_found_by_its_initials(window, keys, open_book, typed):
    window.workspace.open_page("procurement")
    window.workspace.page.setFocus()
    number = next(at for at, project in enumerate(open_book.book.projects, 1) if "村党组织活动" in project.name)
    keys.at_new_row().type(typed).press(Qt.Key.Key_Return)
    assert open_book.book.procurement[0].project == open_book.book.projects[number - 1].id


def test_choices_that_begin_with_the_initials_come_first(window, keys, open_book):
    window.workspace.open_page("procurement")
    window.workspace.page.setFocus()
    keys.at_new_row().type("cg")
    names = [hit.value.lstrip("0123456789 ") for hit in hits(keys)]
    begin = [pinyin_initials(name).startswith("cg") for name in names]
    assert begin == sorted(begin, reverse=True)
    assert len(names) > sum(begin) > 0


@pytest.fixture
def purchase(window, keys, open_book):
    """The page 政府采购; the second and the fourth project have one name, with which that of the first begins."""
    for at, name in ((0, "道路养护经费补助"), (1, "道路养护经费"), (3, "道路养护经费"), (5, "2023年路灯"), (6, "2024年路灯")):
        open_book.edit(edits.set_field(open_book.book.projects[at].id, "name", name))
    window.workspace.open_page("procurement")
    window.workspace.page.setFocus()
    return keys


SHARED = ["2 道路养护经费", "4 道路养护经费"]


def selected(keys):
    hit = keys.grid.delegate.completion.list.selected
    return hit.value if hit is not None else ""


def test_of_two_projects_with_the_same_initials_and_name_none_is_taken(purchase, open_book):
    open_book.edit(edits.set_field(open_book.book.projects[0].id, "name", "别的"))
    purchase.at_new_row().type("dlyh")
    assert ([hit.value for hit in hits(purchase)], selected(purchase)) == (SHARED, "")
    purchase.press(Qt.Key.Key_Return)
    assert not open_book.book.procurement
    assert ([hit.value for hit in hits(purchase)], selected(purchase)) == (SHARED, "")


def test_a_shared_name_is_refused_until_one_of_the_two_is_chosen(purchase, window, open_book):
    purchase.at_new_row().type("道路养护经费")
    assert ([hit.value for hit in hits(purchase)][:2], selected(purchase)) == (SHARED, "")
    purchase.press(Qt.Key.Key_Return)
    assert not open_book.book.procurement
    said = window.workspace.page.content_line.texts[2]
    assert said == "“道路养护经费”可以是2 道路养护经费、4 道路养护经费，写全一点"
    assert ([hit.value for hit in hits(purchase)][:2], selected(purchase)) == (SHARED, "")
    purchase.press(Qt.Key.Key_Down).press(Qt.Key.Key_Down)
    assert selected(purchase) == SHARED[1]
    purchase.press(Qt.Key.Key_Return)
    assert open_book.book.procurement[0].project == open_book.book.projects[3].id


def test_names_that_differ_in_the_year_they_begin_with_are_not_shared(purchase, open_book):
    purchase.at_new_row().type("2024年路灯").press(Qt.Key.Key_Return)
    assert open_book.book.procurement[0].project == open_book.book.projects[6].id


def test_a_whole_name_comes_before_a_longer_one(purchase, open_book):
    open_book.edit(edits.set_field(open_book.book.projects[3].id, "name", "别的"))
    purchase.at_new_row().type("道路养护经费").press(Qt.Key.Key_Return)
    assert open_book.book.procurement[0].project == open_book.book.projects[1].id
