"""A part that is more than its whole, typed through the window: an error that names the slip of the unit and mends it."""

from __future__ import annotations

from models.checks.findings import Severity
from models.words.places import place_words
from storage.files.book_file import sample_book
from tests.ui.running_app import ALT, CTRL, Key
from ui.grid.rows.model import CELL_ROLE


def errors(office):
    return [finding for finding in office.open_book.findings if finding.severity is Severity.ERROR]


def refused(dialog):
    assert "submission" not in dialog.buttons
    assert dialog.sentence.text() == "还有 1 处错误，正式件不能导出；可以导出草稿"
    dialog.reject()


def test_an_item_of_three_public_typed_in_yuan_cannot_leave_the_house(office):
    office.controller.open_entry(office.library.store.create(sample_book()))
    office.open_page("three_public")
    grid = office.page.form
    general = next(i for i, column in enumerate(grid.grid_model.source.columns) if column.key == "general")
    office.walk_to(4, general).type("20000").press(Key.Key_Return)
    (item,) = errors(office)
    assert item.message == "公务用车运维费 20000.00，基本支出 30231 加项目支出 1829.55，多 18170.45"
    book = office.open_book
    assert place_words(book.book, book.pack, item.place) == "三公经费 公务用车运维费"
    assert grid.grid_model.index(4, general).data(CELL_ROLE).mark == "error"
    office.will_answer(refused)
    office.press(Key.Key_E, CTRL)

    panel = office.window.workspace.findings
    office.press(Key.Key_F7)
    while office.focus is not panel.list:
        office.press(Key.Key_F6)
    office.press(Key.Key_Home)
    assert panel.current == item
    (suspect,) = office.open_book.suspects(item)
    assert suspect.reason == "20000.00 大了 10000 倍：可能按元录了，应为 2.00"
    office.press(Key.Key_1, ALT)
    assert [line.amount for line in office.open_book.book.three_public] == [2_000_000]
    assert errors(office) == []
