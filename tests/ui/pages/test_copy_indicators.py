"""Indicators that go to other projects, by the keys of a real desk."""

from __future__ import annotations

import pytest

from models.book import edits
from models.book.places import Place
from tests.ui.running_app import CTRL, SHIFT, Key, Office, choose
from ui.theme.theme import Mode


@pytest.fixture
def office(qtbot, theme, icons):
    office = Office(qtbot, theme, icons)
    yield office
    assert office.all_answered()
    office.library.close()


def test_indicators_go_to_other_projects_as_one_step(office):
    office.start()
    office.controller.show_sample()
    office.open_page("projects")
    book = office.open_book
    source, first, second = book.book.projects[3], book.book.projects[0], book.book.projects[4]
    office.page.go_to(Place("projects", source.indicators[0].id, "name"))
    office.qtbot.waitUntil(office.page.grid.isVisible)

    def answer(dialog):
        office.press(Key.Key_Space)
        dialog.search.setFocus()
        office.type("cgbjbbc")
        dialog.list.setFocus()
        row = next(n for n in range(dialog.list.count()) if not dialog.list.item(n).isHidden())
        dialog.list.setCurrentRow(row)
        office.press(Key.Key_Space)
        assert dialog.buttons["take"].text().startswith("复制到 2 个项目")
        office.tab_to(dialog.buttons["take"]).press(Key.Key_Return)

    office.will_answer(answer)
    step = book.step
    office.press(Key.Key_K, CTRL | SHIFT)
    assert office.all_answered()
    assert book.step == step + 1
    for before in (first, second):
        after = next(one for one in book.book.projects if one.id == before.id)
        new = [line for line in after.indicators if line not in before.indicators]
        assert [(line.name, line.target) for line in new] == [(source.indicators[0].name, source.indicators[0].target)]
    assert book.undo_label == "1 条指标复制到 2 个项目：项目 第 1、5 个"
    office.press(Key.Key_Z, CTRL)
    assert book.book.projects[0] == first


def test_a_lone_project_has_nowhere_to_copy_to(office):
    office.start()
    office.controller.show_sample()
    office.open_page("projects")
    book = office.open_book
    book.edit(edits.delete_lines([one.id for one in book.book.projects[1:]]))
    seen = []
    office.will_answer(choose("close", seen))
    office.page.copy_indicators()
    assert seen == ["还没有别的项目。"]


def test_boxes_are_to_be_seen_in_dark(office):
    office.start()
    office.controller.show_sample()
    office.open_page("projects")
    shades = []

    def look(dialog):
        item = dialog.list.visualItemRect(dialog.list.item(1))
        picture = dialog.list.viewport().grab(item).toImage()
        box = range(round(2 * office.theme.em))
        shades.extend(picture.pixelColor(x, picture.height() // 2).lightness() for x in box)
        dialog.reject()

    office.theme.set_mode(Mode.DARK)
    office.will_answer(look)
    office.page.actions_of_page[3].trigger()
    assert office.all_answered()
    assert max(shades) - min(shades) > 80
