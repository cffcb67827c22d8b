"""A name whose characters are read in several ways is found by the initials that a clerk types, wherever names are searched."""

from __future__ import annotations

import pytest

from models.book import edits
from models.values.codes import FUNCTION_LEVELS, Code, CodeTable
from storage.packs.initials import code_initials, pinyin_initials, pinyin_readings
from tests.ui.running_app import CTRL, Key

NAMES = {
    "会计培训费": "kjpx", "灾后重建费": "zhcj", "长效管护费": "cxgh", "银行手续费": "yhsx", "预算调整费": "ystz",
    "厦门考察费": "xmkc",
}  # fmt: skip


@pytest.fixture
def office(office):
    """The first projects of the example have got these names."""
    office.controller.show_sample()
    for project, name in zip(office.open_book.book.projects, NAMES, strict=False):
        office.open_book.edit(edits.set_field(project.id, "name", name))
    return office


def chosen(office):
    """The name of the project whose sheet is shown."""
    return next(one.name for one in office.open_book.book.projects if one.id == office.page.current_project)


def test_going_to_a_project(office):
    for name, typed in NAMES.items():
        office.press(Key.Key_G, CTRL).type(typed).press(Key.Key_Return)
        assert chosen(office) == name


def test_searching_the_whole_book(office):
    for name, typed in NAMES.items():
        office.open_page("basic")
        office.press(Key.Key_F, CTRL).type(typed).press(Key.Key_Return)
        assert chosen(office) == name


def test_choosing_the_project_of_a_purchase(office):
    office.open_page("procurement")
    keys = [column.key for column in office.page.grid.grid_model.source.columns]
    for row, typed in enumerate(NAMES.values()):
        office.at(row, keys.index("project")).type(typed).press(Key.Key_Return)
    names = {project.id: project.name for project in office.open_book.book.projects}
    assert [names[line.project] for line in office.open_book.book.procurement] == list(NAMES)


def test_searching_the_list_of_projects(office):
    office.open_page("projects")
    model = office.page.list.grid.grid_model
    for name, typed in NAMES.items():
        office.page.list.search.setFocus()
        office.press(Key.Key_A, CTRL).type(typed)
        assert name in [model.index(0, column).data() for column in range(model.columnCount())]


def test_codes_of_a_list_that_came_in():
    rows = (Code(str(2010101 + number), name, initials=code_initials(name)) for number, name in enumerate(NAMES))
    table = CodeTable(FUNCTION_LEVELS, ()).with_bureau_list(rows)
    for name, typed in NAMES.items():
        assert name in {match.code.name for match in table.search(typed)}, name


def test_readings_have_the_usual_one_first_and_an_end():
    assert pinyin_readings("武装工作") == ("wzgz",)
    assert pinyin_readings("会计") == ("hj", "kj")
    assert pinyin_initials("会计") == "hj"
    assert len(pinyin_readings("行长调会重" * 12)) == 2**6
