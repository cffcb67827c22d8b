"""What few budgets need: 所属单位, the notes of income, 不予公开; asked for in 视图, always shown when the book holds some."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest

from models.book import edits
from models.book.places import Place
from models.values.money import fen
from storage.files.book_file import read_book_file
from storage.workbook.reader import read_book
from tests.ui.running_app import CTRL, SHIFT, Key, choose, give_file

SUB_UNIT = "show_sub_unit"
NOTES = "show_income_note"
WITHHELD = "show_withheld"


@pytest.fixture
def office(office):
    office.controller.show_sample()
    return office


def command(office, key):
    return office.window.actions_of_window[key]


def titles(grid):
    return [column.title for column in grid.grid_model.source.columns]


def test_a_sub_unit_is_typed_once_its_column_is_asked_for(office):
    office.open_page("basic")
    assert "所属单位" not in titles(office.page.grid)
    office.walk_to(2, 7)
    command(office, SUB_UNIT).trigger()
    grid = office.page.grid
    assert titles(grid)[-1] == "所属单位"
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, 7)
    office.walk_to(2, 9).type("幼儿园").press(Key.Key_Return)
    assert office.open_book.book.basic[2].sub_unit == "幼儿园"
    assert not command(office, SUB_UNIT).isEnabled()  # what the book holds is not hidden
    office.press(Key.Key_Z, CTRL)
    command(office, SUB_UNIT).trigger()
    assert "所属单位" not in titles(grid)


def test_asking_for_withheld_amounts_leads_to_their_table(office):
    office.open_page("basic")
    command(office, WITHHELD).trigger()
    assert office.page.key == "others"
    assert office.focus is office.page.withheld
    office.type("2040201").press(Key.Key_Return)
    assert office.open_book.book.withheld[0].function == "2040201"
    office.open_page("basic")
    command(office, SUB_UNIT).trigger()  # another part asked for leads nowhere
    assert office.page.key == "basic"


def test_the_choice_holds_for_all_pages_and_for_the_next_start(office):
    command(office, SUB_UNIT).trigger()
    office.leave()
    office.start()
    assert command(office, SUB_UNIT).isChecked()
    for key in ("basic", "others"):
        office.open_page(key)
        assert titles(office.page.grid)[-1] == "所属单位"
    office.press(Key.Key_N, CTRL | SHIFT)
    funding = office.page.sheet.grids["funding"]
    assert titles(funding)[-1] == "所属单位"
    office.walk_to(0, 5, funding).type("中学").press(Key.Key_Return)
    assert office.open_book.book.projects[-1].funding[0].sub_unit == "中学"


def test_a_book_that_has_sub_units_shows_them(office):
    office.open_page("basic")
    line = office.open_book.book.basic[0]
    office.open_book.edit(edits.set_field(line.id, "sub_unit", "敬老院"))
    assert titles(office.page.grid)[-1] == "所属单位"
    assert office.page.grid.grid_model.index(0, 9).data() == "敬老院"
    assert not office.settings.get("extras/sub_unit")
    office.open_book.undo()
    assert "所属单位" not in titles(office.page.grid)


def test_a_note_of_an_income_figure(office):
    office.open_page("income")
    command(office, NOTES).trigger()
    grid, model = office.page.income, office.page.model
    note = len(titles(grid)) - 1
    assert titles(grid)[note] == "备注"
    row = next(row for row in range(model.line_count) if model.index(row, 0).data() == "2010108")
    office.walk_to(row, note, grid).type("按预通知数").press(Key.Key_Return)
    assert [line.note for line in office.open_book.book.income if line.function == "2010108"] == ["按预通知数"]
    assert model.index(row, note).data() == "按预通知数"
    assert not model.cell(model.index(row - 1, note)).editable  # 款: nothing is typed there


def test_income_that_follows_has_no_line_for_a_note(office):
    office.open_book.edit(edits.set_income("2010108", "general", False, ""))
    office.open_page("income")
    command(office, NOTES).trigger()
    model = office.page.model
    row = next(row for row in range(model.line_count) if model.index(row, 0).data() == "2010108")
    cell = model.cell(model.index(row, model.columnCount() - 1))
    assert not cell.editable
    assert cell.origin == "先录入批复数，再写备注"


def test_secret_amounts_are_entered_and_never_leave(office, tmp_path, monkeypatch):
    office.open_page("others")
    assert not office.page.withheld.isVisible()
    command(office, WITHHELD).trigger()
    office.press(Key.Key_Tab, CTRL)
    assert office.focus is office.page.grid
    office.press(Key.Key_Tab, CTRL)
    assert office.focus is office.page.withheld
    office.walk_to(0, 0).type("2013299").press(Key.Key_Return)
    office.walk_to(0, 3).type("7.77").press(Key.Key_Return)
    held = office.open_book.book.withheld
    assert [(line.function, line.source, fen(line.amount)) for line in held] == [("2013299", "general", 7_770_000)]
    assert not command(office, WITHHELD).isEnabled()

    workbook, file = tmp_path / "草稿.xlsx", tmp_path / "另存.ysbook"
    give_file(monkeypatch, workbook)
    office.will_answer(choose("draft"), choose("close"))
    office.press(Key.Key_E, CTRL)
    give_file(monkeypatch, file)
    office.will_answer(choose("close"))
    office.press(Key.Key_S, CTRL | SHIFT)
    assert read_book(workbook)[0].withheld == read_book_file(file).withheld == ()
    assert "withheld" not in json.loads(file.read_text(encoding="utf-8"))
    with ZipFile(workbook) as parts:
        assert not any(b"777" in parts.read(name) and b"withheld" in parts.read(name) for name in parts.namelist())


def test_the_lower_grid_goes_when_it_is_no_longer_wanted(office):
    office.open_page("others")
    command(office, WITHHELD).trigger()
    office.press(Key.Key_Tab, CTRL)
    command(office, WITHHELD).trigger()
    assert office.focus is office.page.lines
    assert not office.page.withheld.isVisible()
    office.press(Key.Key_Tab, CTRL)
    assert office.focus is office.page.lines


def test_the_place_of_a_secret_amount_leads_to_it(office):
    office.open_book.edit(edits.insert_line("withheld", {"amount": 100}))
    place = Place("withheld", office.open_book.book.withheld[0].id, "function")
    assert office.window.workspace.go_to(place)
    assert office.page.key == "others"
    assert office.page.grid is office.page.withheld
