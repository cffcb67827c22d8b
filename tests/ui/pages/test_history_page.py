"""修改记录: by keys, over two starts of the program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from models.book import edits
from models.pack.forms.narrative import AtomKind
from storage.errors import StorageError
from storage.files.book_file import write_book_file
from tests.ui.running_app import ALT, CTRL, SHIFT, Key, Office, choose, give_file, pick

NOON = datetime(2026, 11, 28, 12, 0, 0, tzinfo=UTC)


class Clock:
    """A minute passes at every look."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def office(qtbot, theme, icons):
    office = Office(qtbot, theme, icons, Clock()).start()
    office.controller.show_sample()
    office.open_page("basic")
    yield office
    assert office.all_answered()
    office.library.close()


def rows(page):
    return [tuple(cell.text for cell in row.cells) for row in page.table.plain.rows]


def changes(page):
    return [tuple(cell.text for cell in row.cells) for row in page.changes.plain.rows]


def amount_column(office):
    columns = office.page.grid.grid_model.source.columns
    return next(number for number, column in enumerate(columns) if column.key == "amount")


def type_amount(office, row, amount):
    office.at(row, amount_column(office)).type(amount).press(Key.Key_Return)


def test_steps_stay_with_their_times_when_the_program_is_started_again(office, qtbot, theme, icons):
    type_amount(office, 0, "500")
    office.press(Key.Key_Z, CTRL)
    type_amount(office, 1, "7.5")
    office.leave()
    office._furnish()
    office.window.show()
    office.controller.start()
    type_amount(office, 2, "8")
    office.open_page("history")
    listed = rows(office.page)
    assert [row[1].partition("：")[0] for row in listed[:1]] == [listed[0][1].partition("：")[0]]
    assert [row[2] for row in listed] == ["现在", *[""] * 5]
    assert listed[-1][1] == "打开示例"
    assert listed[1][1] == "打开"
    assert listed[3][1] == f"撤销：{listed[4][1]}"
    assert listed[4][1].endswith("464.40 → 500.00 万元")
    times = [row[0] for row in listed if row[0]]
    assert times == sorted(times, reverse=True)
    assert times[-1].startswith(f"{NOON.astimezone():%Y-%m-%d}")


def test_a_step_shows_what_it_changed_and_leads_there(office):
    type_amount(office, 3, "66")
    office.open_page("history")
    office.press(Key.Key_Return)
    assert changes(office.page)[0][2] == "66.00"
    office.press(Key.Key_Return)
    assert office.page.key == "basic"
    assert (office.page.grid.currentIndex().row(), office.page.grid.currentIndex().column()) == (3, amount_column(office))


def test_a_step_since_the_opening_can_be_returned_to_and_redone(office):
    before = office.open_book.book
    for amount in ("72", "73", "74"):
        type_amount(office, 5, amount)
    last = office.open_book.book
    office.open_page("history")
    assert [row[2] for row in rows(office.page)] == ["现在", "", "", "", ""]
    office.press(Key.Key_End, CTRL).press(Key.Key_Up).press(Key.Key_Return, ALT)
    assert office.open_book.book is before
    assert [row[1].partition("：")[0] for row in rows(office.page)] == [
        "回到",
        *["修改 2080505 机关事业单位基本养老保险缴费支出 / 30108 机关事业单位基本养老保险缴费"] * 3,
        "打开",
        "打开示例",
    ]
    assert [row[2] for row in rows(office.page)] == ["", *["已撤销，可以重做"] * 3, "现在", ""]
    office.page.table.selectRow(1)
    office.page.table.setFocus()
    office.press(Key.Key_Return, ALT)
    assert office.open_book.book is last


def test_the_past_of_one_cell_is_a_key_away(office):
    for amount in ("72", "73"):
        type_amount(office, 5, amount)
    type_amount(office, 6, "1")
    office.at(5, amount_column(office)).press(Key.Key_H, CTRL | SHIFT)
    assert office.page.key == "history"
    assert [changes(office.page)[0][1:]] == [("72.00", "73.00")]
    assert len(rows(office.page)) == 2
    office.page.cell_filter.click()
    assert len(rows(office.page)) == 5


def test_the_past_of_a_field_of_the_cover_of_a_text_and_of_a_project_of_the_list(office):
    book = office.open_book
    for edit in (edits.set_unit("head", "甲"), edits.set_unit("phone", "1"), edits.set_unit("head", "乙")):
        book.edit(edit)
    project = book.book.projects[1]
    book.edit(edits.set_field(project.funding[0].id, "amount", "3"))
    book.edit(edits.set_field(project.indicators[0].id, "basis", "文件"))
    office.open_page("cover").tab_to(office.page.form.fields["head"]).press(Key.Key_H, CTRL | SHIFT)
    assert [change[1:] for change in changes(office.page)] == [("甲", "乙")]
    assert len(rows(office.page)) == 2
    office.open_page("texts")
    item, field = next((item, field) for (kind, item), field in office.page.body.fields.items() if kind is AtomKind.WRITTEN)
    book.edit(edits.set_text(item, "我单位的职责。"))
    field.setFocus()
    office.press(Key.Key_H, CTRL | SHIFT)
    assert len(rows(office.page)) == 1
    assert changes(office.page)[0][2] == "我单位的职责。"
    office.open_page("projects")
    office.tab_to(office.page.list.grid).press(Key.Key_Home).press(Key.Key_Down).press(Key.Key_H, CTRL | SHIFT)
    assert len(rows(office.page)) == 2


def test_a_reason_shows_its_past_before_and_after_it_has_a_figure(office):
    book = office.controller.open_book
    for line in book.book.last_year:
        book.edit(edits.set_last_year(line.item, "reason", ""))
        book.edit(edits.set_last_year(line.item, "amount", ""))
    office.open_page("texts")
    item, field = next((item, field) for (kind, item), field in office.page.body.fields.items() if kind is AtomKind.REASON)
    field.setFocus()
    office.press(Key.Key_H, CTRL | SHIFT)
    assert office.page.cell_filter.isVisible()
    before = len(rows(office.page))
    book.edit(edits.set_last_year(item, "reason", "人员增加"))
    office.open_page("texts")
    field.setFocus()
    office.press(Key.Key_H, CTRL | SHIFT)
    assert len(rows(office.page)) == before + 1
    office.page.table.selectRow(0)
    assert changes(office.page)[0][2] == "人员增加"
    book.edit(edits.set_last_year(item, "reason", ""))
    office.open_page("texts")
    field.setFocus()
    office.press(Key.Key_H, CTRL | SHIFT)
    assert len(rows(office.page)) == before + 2


def test_amounts_keep_every_digit_and_are_found_by_them(office, qtbot):
    type_amount(office, 0, "8036.123456")
    type_amount(office, 0, "8036.1")
    office.open_page("basic").at(0, 0)
    office.controller.open_book.edit(edits.set_field(office.controller.open_book.book.basic[1].id, "amount", "7.654321"))
    office.controller.open_book.edit(edits.delete_lines([office.controller.open_book.book.basic[1].id]))
    office.open_page("history")
    page = office.page
    for typed, wanted in (("8036.123456", 2), ("7.654321", 2)):
        page.search.setText(typed)
        qtbot.waitUntil(lambda wanted=wanted: len(rows(page)) == wanted)
    page.search.setText("8036.123456")
    qtbot.waitUntil(lambda: "8036.10" in changes(page)[0])
    assert changes(page)[0][1:] == ("8036.123456", "8036.10")


def test_a_printed_figure_shows_all_steps(office):
    type_amount(office, 0, "500")
    office.open_page("preview")
    office.page.list.select("T1")
    office.press(Key.Key_H, CTRL | SHIFT)
    assert office.page.cell_filter.isHidden()
    assert rows(office.page)


def test_a_figure_that_was_cleared_keeps_its_past(office):
    office.open_page("income")
    grid = office.page.grid
    book = office.open_book
    typed = next(line for line in book.book.income if line.amount)
    book.edit(edits.set_income(typed.function, typed.source, typed.carried, "1"))
    book.edit(edits.set_income(typed.function, typed.source, typed.carried, ""))
    assert all(line.id != typed.id for line in book.book.income)
    row = next(
        r
        for r in range(grid.grid_model.line_count)
        if (place := grid.grid_model.place(grid.grid_model.index(r, 0))) and typed.function in place.field
    )
    column = next(
        c
        for c in range(grid.grid_model.columnCount())
        if grid.grid_model.place(grid.grid_model.index(row, c)).field == f"{typed.function}/{typed.source}/{int(typed.carried)}"
    )
    office.at(row, column).press(Key.Key_H, CTRL | SHIFT)
    assert len(rows(office.page)) == 2
    assert changes(office.page)[0][1:] == ("1.00", "空白")


def test_the_search_finds_texts_of_labels_and_of_changes(office, qtbot):
    type_amount(office, 5, "72.34")
    type_amount(office, 6, "1")
    office.open_page("history")
    office.tab_to(office.page.search).type("72.34")
    qtbot.waitUntil(lambda: len(rows(office.page)) == 1)
    office.press(Key.Key_Escape).type("%")
    qtbot.waitUntil(lambda: not rows(office.page))
    assert office.page.note.text() == "没有找到。"


def test_the_whole_log_is_exported(office, tmp_path, monkeypatch):
    type_amount(office, 5, "72.34")
    office.open_book.edit(edits.set_field(office.open_book.book.basic[0].id, "note", "=1+1"))
    target = tmp_path / "记录.xlsx"
    give_file(monkeypatch, target)
    office.open_page("history")
    seen = []
    office.will_answer(choose("close", seen))
    office.page._export.trigger()
    assert seen == [f"3 步已导出到 {target}。不予公开的金额没有记在里面。"]
    sheet = load_workbook(target).active
    written = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    assert written[0][1] == "打开示例"
    assert written[1][4] == "72.34"
    assert written[2][4] == "=1+1"
    assert sheet.cell(4, 5).data_type == "s"


def test_how_a_book_came_to_be_is_its_first_step_for_good(office, tmp_path, qtbot, theme, icons):
    """A copy at the next stage, and a file opened as a new book, say where they are from, with the time."""
    office.will_answer(pick(office, "调整"))
    office.from_menu(Key.Key_F, "next_stage")
    office.open_page("history")
    assert [row[1] for row in rows(office.page)] == ["打开", "从“示例”转入"]
    write_book_file(replace(office.open_book.book, year=2025), tmp_path / "别处.ysbook")
    office.controller.open_path(tmp_path / "别处.ysbook")
    office.leave()
    office._furnish()
    office.window.show()
    office.controller.start()
    office.open_page("history")
    assert [row[1] for row in rows(office.page)] == ["打开", "从“别处.ysbook”建立"]
    assert rows(office.page)[1][0].startswith(f"{NOON.astimezone():%Y-%m-%d}")


def test_an_edit_that_is_refused_is_not_in_the_log(office, monkeypatch):
    def full(*_):
        raise StorageError("磁盘满了")

    with monkeypatch.context() as patch:
        patch.setattr(office.open_book, "_save", full)
        type_amount(office, 5, "72")
    office.press(Key.Key_Escape)
    office.open_page("history")
    assert [row[1] for row in rows(office.page)] == ["打开", "打开示例"]


def test_a_reason_that_was_written_leads_to_its_row(office):
    office.open_page("explanations")
    column = [column.key for column in office.page.grid.grid_model.source.columns].index("text")
    office.at(3, column).type("核对过").press(Key.Key_Return)
    office.open_page("history")
    office.page.table.selectRow(0)
    office.page.table.setFocus()
    office.press(Key.Key_Return).press(Key.Key_Return)
    assert office.page.key == "explanations"
    assert (office.page.grid.currentIndex().row(), office.page.grid.currentIndex().column()) == (3, column)
