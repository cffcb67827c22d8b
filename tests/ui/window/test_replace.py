"""Ctrl+H: every hit is seen before it is replaced, some are unticked, and one undo takes all back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.book.records import BasicLine, Book, FundingLine, Project, Unit
from tests.ui.running_app import CTRL, SHIFT, Key
from ui.grid.view.view import GridView

BOOK = Book(
    "hebei-xingtai-2024", 2024, unit=Unit(code="1", name="甲镇人民政府"),
    basic=(BasicLine(1, "2013101", "30201", amount=1_250_000, note="甲镇"), BasicLine(2, "2013101", "30299", note="甲镇")),
    projects=tuple(
        Project(10 * n, name=f"甲镇道路{n}", status="新增", funding=(FundingLine(10 * n + 1, "2013101", amount=100),))
        for n in range(1, 5)
    ),
    next_id=100,
)  # fmt: skip


@pytest.fixture
def clerk(office):
    office.controller.open_entry(office.library.store.create(BOOK))
    return office.open_page("basic")


def rows(dialog, column):
    model = dialog.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def taken(dialog):
    model = dialog.model
    return [Qt.CheckState(model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
            for row in range(model.rowCount())]  # fmt: skip


def test_hits_on_all_pages_without_the_unticked_ones(clerk):
    before = clerk.open_book.book
    seen = []

    def answer(dialog):
        clerk.type("甲镇").press(Key.Key_Return).type("乙镇")
        seen.append((rows(dialog, 1), rows(dialog, 2)[0], rows(dialog, 3)[0], dialog.buttons["replace"].accessibleName()))
        clerk.tab_to(dialog.table).press(Key.Key_Space).press(Key.Key_Down, times=2).press(Key.Key_Space)
        clerk.press(Key.Key_Return)

    clerk.will_answer(answer)
    clerk.press(Key.Key_H, CTRL)
    ((places, old, new, button),) = seen
    assert places == ["封面 单位名称", "基本支出 第 1 行 备注", "基本支出 第 2 行 备注"] + [
        f"项目 第 {n} 个 项目名称" for n in range(1, 5)
    ]  # fmt: skip
    assert (old, new) == ("甲镇人民政府", "乙镇人民政府")
    assert button == "替换 7 处  Enter"
    after = clerk.open_book.book
    assert after.unit.name == "甲镇人民政府"
    assert [line.note for line in after.basic] == ["乙镇", "甲镇"]
    assert [project.name for project in after.projects] == [f"乙镇道路{n}" for n in range(1, 5)]
    assert clerk.open_book.undo_label == "替换 5 处：基本支出 第 1 行，项目 第 1–4 个"
    clerk.press(Key.Key_Z, CTRL)
    assert clerk.open_book.book == before


def test_on_one_page_and_what_cannot_be_read_is_not_ticked(clerk):
    seen, ticked = [], []

    def answer(dialog):
        clerk.type("2013101").press(Key.Key_Tab).type("2013998")
        seen.append((len(taken(dialog)), any(taken(dialog)), rows(dialog, 3)[0], dialog.buttons["replace"].isEnabled()))
        clerk.tab_to(dialog.scope).press(Key.Key_Down, times=2)
        seen.append((dialog.scope.currentText(), len(taken(dialog))))
        clerk.tab_to(dialog.table).press(Key.Key_A, CTRL).press(Key.Key_Space)
        ticked.append(dialog.count.text())
        clerk.press(Key.Key_Return)

    clerk.will_answer(answer)
    clerk.press(Key.Key_H, CTRL)
    assert ticked == ["找到 2 处，替换 2 处，空格键勾选。"]
    assert seen == [(6, False, "2013998　科目表里没有 2013998", False), ("基本支出", 2)]
    assert {line.function for line in clerk.open_book.book.basic} == {"2013998"}
    assert {project.funding[0].function for project in clerk.open_book.book.projects} == {"2013101"}


def test_a_part_of_an_amount_or_code_is_not_ticked_until_the_clerk_does(clerk):
    seen, ticked = [], []

    def answer(dialog):
        clerk.type("25").press(Key.Key_Return).type("26")
        seen.append((rows(dialog, 3), taken(dialog), dialog.count.text(), dialog.buttons["replace"].isEnabled()))
        clerk.tab_to(dialog.table).press(Key.Key_Space)
        ticked.append(dialog.count.text())
        clerk.press(Key.Key_Return)

    clerk.will_answer(answer)
    clerk.press(Key.Key_H, CTRL)
    assert ticked == ["找到 1 处，替换 1 处，空格键勾选。"]
    words = "找到 1 处，替换 0 处，空格键勾选。1 处只是数的一部分，先不勾选。"
    assert seen == [(["1.26 万元　只是一个数或编码的一部分"], [False], words, False)]
    assert clerk.open_book.book.basic[0].amount == 1_260_000


def test_a_word_of_a_list_stays_unticked_and_enter_in_the_first_field_replaces_nothing(clerk):
    before = clerk.open_book.book

    def answer(dialog):
        clerk.type("新增").press(Key.Key_Return)
        assert clerk.focus is dialog.instead
        clerk.type("新建").tab_to(dialog.table).press(Key.Key_A, CTRL).press(Key.Key_Space)
        assert not any(taken(dialog))
        assert dialog.count.text() == "找到 4 处，替换 0 处，空格键勾选。4 处替换后读不懂，没有勾选。"
        clerk.press(Key.Key_Escape)

    clerk.will_answer(answer)
    clerk.press(Key.Key_H, CTRL)
    assert clerk.open_book.book is before


def test_only_in_the_projects_that_are_chosen(clerk):
    clerk.open_page("projects").press(Key.Key_Home).press(Key.Key_Down, SHIFT)

    def answer(dialog):
        assert dialog.scope.currentText() == "选中的 2 个项目"
        clerk.type("道路").press(Key.Key_Return).type("桥")
        box = dialog.table.visualRect(dialog.model.index(1, 0)).center()
        clerk.qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=box)
        assert taken(dialog) == [True, False]
        clerk.press(Key.Key_Return)

    clerk.will_answer(answer)
    clerk.press(Key.Key_H, CTRL)
    assert [project.name for project in clerk.open_book.book.projects] == ["甲镇桥1", "甲镇道路2", "甲镇道路3", "甲镇道路4"]


def test_from_the_editor_of_a_cell_and_back_to_the_cell(clerk):
    clerk.at(0, 0).type("2013199")
    clerk.will_answer(lambda _dialog: clerk.type("2013199").press(Key.Key_Return).type("2013102").press(Key.Key_Return))
    clerk.press(Key.Key_H, CTRL)
    assert clerk.open_book.book.basic[0].function == "2013102"
    assert clerk.focus is clerk.page.grid


def test_what_is_being_typed_is_stored_first(clerk):
    clerk.open_page("cover").tab_to(clerk.page.form.fields["head"]).press(Key.Key_A, CTRL).type("Zhang")

    def answer(dialog):
        clerk.type("zhang").press(Key.Key_Return).type("Li")
        assert rows(dialog, 1) == ["封面 单位负责人"]
        clerk.press(Key.Key_Return)

    clerk.will_answer(answer)
    clerk.press(Key.Key_H, CTRL)
    assert clerk.open_book.book.unit.head == "Li"
    assert clerk.page.form.fields["head"].text() == "Li"


def test_amounts_are_read_in_the_unit_of_entry(clerk):
    """Where amounts are typed in 元, 13000 is 1.30 万元, and the hits show 元."""
    clerk.open_book.entry_settings.switch_unit()
    seen = []

    def answer(dialog):
        clerk.type("12,500").press(Key.Key_Return).type("13000")
        seen.append((rows(dialog, 2), rows(dialog, 3)))
        clerk.press(Key.Key_Return)

    clerk.will_answer(answer)
    clerk.press(Key.Key_H, CTRL)
    assert seen == [(["12500 元"], ["13000 元"])]
    assert clerk.open_book.book.basic[0].amount == 1_300_000


def test_from_the_search_line_the_focus_goes_back_to_the_page(clerk):
    clerk.open_page("basic").at(0, 0).press(Key.Key_F, CTRL)
    clerk.will_answer(lambda _dialog: clerk.press(Key.Key_Escape))
    clerk.press(Key.Key_H, CTRL)
    assert clerk.focus is clerk.page.grid


def test_the_reasons_for_questions_are_found_and_replaced_and_go_when_nothing_is_left(office):
    office.controller.show_sample()
    office.open_page("basic")
    before, (first, second, *_) = office.open_book.book, office.open_book.book.explanations
    office.press(Key.Key_F, CTRL).type(second.text[:8]).press(Key.Key_Return)
    assert (office.page.key, office.page.current.reason) == ("explanations", second.text)

    def replace(wanted, instead):
        def answer(dialog):
            dialog.scope.setCurrentIndex(dialog.scope.findData("explanations"))
            dialog.wanted.setFocus()
            office.press(Key.Key_A, CTRL).type(wanted).press(Key.Key_Return).type(instead).press(Key.Key_Return)

        office.will_answer(answer)
        office.press(Key.Key_H, CTRL)

    replace(first.text[:4], "改过的")
    assert office.open_book.book.explanations[0].text == f"改过的{first.text[4:]}"
    assert not office.open_book.is_draft  # it still is the reason for the same figures
    office.press(Key.Key_Z, CTRL)
    assert office.open_book.book == before
    replace(first.text, "")
    assert first.id not in {reason.id for reason in office.open_book.book.explanations}
    assert office.open_book.is_draft


@pytest.mark.parametrize("page", ["cover", "income", "others", "three_public", "projects", "texts"])
def test_from_the_editor_of_any_grid_back_to_it(office, page):
    """The editor is gone by then."""
    office.controller.show_sample()
    office.open_page(page)
    QApplication.processEvents()
    for grid in office.page.findChildren(GridView):
        cells = ((row, column) for row in range(grid.grid_model.rowCount()) for column in range(grid.grid_model.columnCount()))
        place = next((cell for cell in cells if grid.grid_model.cell_at(*cell).editable), None)
        if not grid.isVisible() or place is None or not grid.selects_ranges:
            continue
        office.at(*place, grid).press(Key.Key_F2)
        assert grid.open_editor is not None, grid.accessibleName()
        office.will_answer(lambda dialog: dialog.reject())
        office.press(Key.Key_H, CTRL)
        assert office.focus is grid
        assert grid.open_editor is None
