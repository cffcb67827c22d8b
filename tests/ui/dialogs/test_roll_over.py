"""转入下一年 by the keyboard: from the open book, from the start page, from 首页."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from models.book.records import ProcurementLine
from storage.files.book_file import sample_book
from tests.ui.running_app import ALT, CTRL, Key, choose, pick
from ui.dialogs.roll_over import LEFT
from ui.pages.entry.basic import COLUMNS

MANY = 32
GOING = 27


def keep(office, book):
    book_id = office.library.store.create(book)
    office.controller.show_start()
    return book_id


def command(office):
    """文件, 转入下一年: a menu takes no keys off the screen."""
    wanted = office.window.actions_of_window["roll_over"]
    assert wanted in office.window.menuBar().actions()[0].menu().actions()
    assert wanted.isEnabled()
    wanted.trigger()


def test_next_year_by_keys(office):
    book = sample_book()
    old_id = keep(office, book)
    office.press(Key.Key_Return)
    assert office.controller.book_id == old_id
    said = []

    def fill(dialog):
        office.qtbot.waitUntil(dialog.isActiveWindow)
        assert dialog.focusWidget() is dialog.stage
        assert (len(dialog.projects.plain.rows), len(dialog.projects.going)) == (MANY, GOING)
        office.press(Key.Key_M, ALT).press(Key.Key_Down)  # 照抄
        office.tab_to(dialog.projects).press(Key.Key_Space).press(Key.Key_Down, times=2).press(Key.Key_Space)
        said.append(dialog.count.text())
        office.press(Key.Key_Return)

    office.will_answer(fill)
    command(office)
    assert said == ["项目 32 个，转入 25 个"]
    new = office.open_book.book
    assert (new.year, new.stage, office.page.key) == (2025, "一上", "home")
    assert [project.name for project in new.projects[:2]] == [book.projects[1].name, book.projects[3].name]
    assert new.basic[0].amount == book.basic[0].amount
    log = office.library.store.edit_log(office.controller.book_id)
    assert [entry.label for entry in log.steps()] == ["从 2024 年（批复）转入"]
    assert office.open_book.undo_label == ""
    assert office.library.store.load(old_id) == book


def test_blank_amounts_are_offered_first_and_the_dialog_can_be_left(office):
    keep(office, sample_book())
    office.will_answer(pick(office, "leave"))
    command(office)
    assert len(office.library.store.list_books()) == 1
    office.will_answer(lambda dialog: office.press(Key.Key_Return))
    command(office)
    assert not any(line.amount for line in office.open_book.book.basic)
    assert [line.amount for line in office.open_book.book.last_year][2] == 1829_550_000


def test_a_stage_that_is_there_already(office):
    old = keep(office, sample_book())
    office.library.store.create(replace(sample_book(), year=2025, stage="一上"))
    seen = []

    def judge(dialog):
        seen.append(dialog.stage.currentText())
        office.press(Key.Key_Up)
        seen.append((dialog.stage.currentText(), dialog.fault.text(), dialog.buttons["create"].isEnabled()))
        office.press(Key.Key_Down)
        seen.append((dialog.stage.currentText(), dialog.fault.text(), dialog.buttons["create"].isEnabled()))
        dialog.reject()

    office.controller.open_entry(old)
    office.will_answer(judge)
    command(office)
    words = "113 开发区党群工作部 2025 年（一上）的预算已经有一本，换一个年度或阶段"
    assert seen == ["一下", ("一上", words, False), ("一下", "", True)]


def test_all_projects_at_once_and_a_click_on_one(office, qtbot):
    book = sample_book()
    purchase = ProcurementLine(book.next_id, book.projects[0].id, name="电脑")
    keep(office, replace(book, procurement=(purchase,), next_id=book.next_id + 1))
    seen = []

    def turn(dialog):
        qtbot.waitUntil(dialog.isActiveWindow)
        for going, words in ((MANY, "全部不转(&A)"), (0, "全部转入(&A)")):
            office.press(Key.Key_A, ALT)
            qtbot.waitUntil(lambda going=going: len(dialog.projects.going) == going)  # a button is seen to go down
            assert dialog.all.text() == words
        table = dialog.projects
        at = table.visualRect(table.plain.index(1, 1)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        seen.append((len(table.going), table.plain.index(0, 0).data()))
        office.press(Key.Key_C, ALT).press(Key.Key_Down)
        office.tab_to(dialog.buttons["create"]).press(Key.Key_Space)

    office.will_answer(turn)
    command(office)
    assert seen == [(1, LEFT)]
    new = office.open_book.book
    assert [project.name for project in new.projects] == [book.projects[1].name]
    assert [(line.name, line.project, line.origin) for line in new.procurement] == [("电脑", 0, book.projects[0].name)]


def test_without_a_book_it_says_what_is_missing(office):
    said = []
    office.will_answer(choose("close", said))
    command(office)
    assert said == ["先有一本今年的预算，才能转入下一年：选中它或者打开它，再转。"]


def test_what_is_being_typed_goes_along(office):
    keep(office, sample_book())
    office.press(Key.Key_Return)
    office.open_page("basic").at(0, COLUMNS.index(next(column for column in COLUMNS if column.key == "note")))
    book = office.open_book.book
    office.type("核过")
    office.will_answer(lambda dialog: office.press(Key.Key_Return))
    command(office)
    assert office.open_book.book.basic[0].note == "核过"
    assert book.basic[0].note != "核过"


def head_buttons(office):
    return [b for b in office.window.findChildren(QPushButton) if b.text() == "转入下一年" and b.isVisible()]


def test_home_offers_it_once_the_book_was_handed_in(office):
    book_id = keep(office, sample_book())
    office.press(Key.Key_Return)
    office.open_page("home")
    office.qtbot.waitUntil(office.page.isVisible)
    assert not head_buttons(office)
    office.library.store.record_submission(book_id, office.open_book.book, "113.xlsx", "0" * 64)
    office.open_page("basic").open_page("home")
    (button,) = head_buttons(office)
    office.will_answer(lambda dialog: office.press(Key.Key_Return))
    office.tab_to(button).press(Key.Key_Space)
    assert office.open_book.book.year == 2025
    office.open_page("home")
    office.qtbot.waitUntil(office.page.isVisible)
    assert not head_buttons(office)


def boxes(office):
    office.qtbot.waitUntil(office.page.isVisible)
    return [(line.words.text(), line.box.isChecked()) for line in office.page.tasks.lines if line.isVisible()]


def test_its_notes_stay_on_the_home_page_until_they_are_ticked_off(office):
    keep(office, sample_book())
    office.press(Key.Key_Return)
    office.will_answer(lambda dialog: office.press(Key.Key_Return))
    command(office)
    notes = boxes(office)
    assert ("金额都空着：按 2025 年的预算逐行填", False) in notes
    assert not any(done for _, done in notes)
    home = office.page
    heading = home._headings["tasks"]
    assert heading.text() == f"要办的事：还有 {len(notes)} 件"
    office.tab_to(home.tasks.lines[0].box).press(Key.Key_Space)
    assert office.focus is home.tasks.lines[0].box
    assert boxes(office) == [(notes[0][0], True), *notes[1:]]
    assert heading.text() == f"要办的事：还有 {len(notes) - 1} 件"
    assert office.open_book.undo_label == f"办完 要办的事：{notes[0][0]}"[: len(office.open_book.undo_label)]
    office.qtbot.mouseClick(home.tasks.lines[1].words, Qt.MouseButton.LeftButton)
    kept = office.controller.book_id
    office.controller.close_book()
    office.controller.open_entry(kept)
    assert [done for _, done in boxes(office)][:3] == [True, True, False]
    home = office.page
    for line in home.tasks.lines[2:]:
        line.box.click()
    assert boxes(office) == []
    assert not home._headings["tasks"].isVisible()
    office.press(Key.Key_Z, CTRL)
    assert [done for _, done in boxes(office)] == [*[True] * (len(notes) - 1), False]
