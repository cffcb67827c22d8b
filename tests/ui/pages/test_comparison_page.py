"""阶段对比: a budget goes on to its next stage, and what is changed there is seen, explained, printed and exported."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QPushButton

from models.book import edits
from tests.ui.running_app import ALT, CTRL, Key, choose, give_file, the_sample
from ui.pages.entry.basic import COLUMNS
from ui.pages.review.comparison import ComparisonPage
from ui.printing.jobs import PrintPreview, pages_of

TITLE, WAS, NOW, GAP, REASON = range(5)
AMOUNT = [column.key for column in COLUMNS].index("amount")


@pytest.fixture
def first(office):
    """The example as 一上, open."""
    office.library.store.create(replace(the_sample(), stage="一上"))
    office.controller.show_start()
    office.press(Key.Key_Return)
    return office


def to_next(office, stage, seen=None):
    """文件, 转入下一阶段: a menu takes no keys off the screen."""
    wanted = office.window.actions_of_window["next_stage"]
    assert wanted in office.window.menuBar().actions()[0].menu().actions()
    office.will_answer(choose(stage, seen))
    wanted.trigger()


def rows(office):
    model = office.page.grid.grid_model
    return [[model.index(row, column).data() for column in range(5)] for row in range(model.line_count)]


def said(office):
    """What the page says of the comparison."""
    return office.page.verdict.text() or office.page._nothing.text()


def test_the_stage_is_copied_and_stands_everywhere(first, monkeypatch, tmp_path):
    office, seen = first, []
    assert office.window.windowTitle().startswith("113 开发区党群工作部 2024 年（一上） — ")
    to_next(office, "二上", seen)
    assert seen == ["把“113 开发区党群工作部 2024 年（一上）”复制到哪个阶段？这一本不改，两本可以对比。"]
    book = office.open_book.book
    assert book == replace(the_sample(), stage="二上", unit=replace(the_sample().unit, date=""))
    log = office.library.store.edit_log(office.controller.book_id)
    assert [entry.label for entry in log.steps()] == ["从“一上”转入"]
    assert [entry.stage for entry in office.library.store.list_books()] == ["一上", "二上"]
    assert office.window.windowTitle().startswith("113 开发区党群工作部 2024 年（二上） — ")
    assert "二上" in office.window.workspace.navigation._year.text()
    named = []
    monkeypatch.setattr("ui.app.controller.FileQuestions.new", lambda *asked: named.append(asked[2].name))
    office.controller.save_as()
    assert named == ["2024 113 开发区党群工作部 二上 部门预算公开.ysbook"]


def test_what_is_changed_is_seen_at_once_and_explained(first):
    office = first
    to_next(office, "二上")
    office.open_page("comparison")
    assert rows(office) == []
    assert said(office) == "两个阶段没有不同。"
    office.open_page("basic").at(0, AMOUNT).type("460").press(Key.Key_Return)
    office.open_page("comparison")
    assert rows(office) == [
        ["基本支出", "864.42", "860.03", "少 4.40", ""],
        ["2013201 行政运行 / 30101 基本工资", "464.40", "460.00", "少 4.40", ""],
    ]
    totals = office.page.model.totals
    assert (totals.label, totals.note, dict(totals.cells)) == (
        "支出总计", "收入总计相同", {"was": "2,693.97", "now": "2,689.58", "gap": "少 4.40"},
    )  # fmt: skip
    office.at(1, REASON).type("按控制数压减").press(Key.Key_Return)
    assert rows(office)[1][REASON] == "按控制数压减"
    assert office.open_book.undo_label == "填写 调整说明：按控制数压减"
    office.press(Key.Key_Z, CTRL)
    assert rows(office)[1][REASON] == ""
    office.press(Key.Key_Y, CTRL)
    kept = office.controller.book_id
    office.controller.close_book()
    office.controller.open_entry(kept)
    office.open_page("comparison")
    office.qtbot.waitUntil(office.page.isVisible)
    assert rows(office)[1][REASON] == "按控制数压减"


def test_a_code_that_moved_says_how_much_moved_with_it(first):
    """The bureau asks what was moved from where to where: a line whose code alone changed says its amount."""
    office = first
    to_next(office, "二上")
    office.open_page("basic").at(0, [column.key for column in COLUMNS].index("economic")).type("30102").press(Key.Key_Return)
    office.open_page("comparison")
    moved = next(row for row in rows(office) if row[TITLE].endswith(" · 经济科目"))
    assert moved[WAS:REASON] == ["30101 基本工资", "30102 津贴补贴", "改动，涉及 464.40"]
    office.open_book.entry_settings.switch_unit()
    assert "改动，涉及 4,643,960.00" in [row[GAP] for row in rows(office)]
    assert any("改动，涉及 464.40" in str(row) for row in office.page.sheet().shown())


def test_a_row_leads_to_its_place_and_sums_are_not_typed(first):
    office = first
    to_next(office, "二上")
    project = office.open_book.book.projects[1]
    office.open_book.edit(edits.set_field(project.indicators[0].id, "target", "≥9次"))
    office.open_page("comparison")
    assert [row[TITLE] for row in rows(office)] == ["项目", f"{project.name} 绩效指标 {project.indicators[0].name} · 指标值"]
    grid = office.page.grid
    office.at(0, REASON).type("x")
    assert grid.open_editor is None
    at = grid.visualRect(grid.grid_model.index(1, NOW)).center()
    office.qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    office.qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert office.page.key == "projects"
    assert office.page.grid.grid_model.place(office.page.grid.currentIndex()).line == project.indicators[0].id
    office.open_page("comparison").at(1, TITLE).press(Key.Key_Return, ALT)
    assert office.page.key == "projects"


def test_the_stage_before_is_offered_first_and_another_can_be_chosen(first):
    office = first
    to_next(office, "一下")
    office.open_book.edit(edits.set_field(office.open_book.book.basic[0].id, "amount", "1"))
    to_next(office, "批复")
    office.open_page("comparison")
    page = office.page
    assert [page.other.itemText(at) for at in range(page.other.count())] == ["一上", "一下"]
    assert (page.other.currentText(), said(office)) == ("一下", "两个阶段没有不同。")
    office.tab_to(page.other).press(Key.Key_Up)
    assert (page.other.currentText(), said(office)) == ("一上", "1 处不同")
    assert [column.title for column in page.model.source.columns][1:3] == ["原（一上）", "现（批复）"]


def explained_against_both_stages(office):
    """批复 differs from 一上 and 一下 in one amount; each difference has a reason, and 一下 stands in the choice."""
    to_next(office, "一下")
    to_next(office, "批复")
    office.open_page("basic").at(0, AMOUNT).type("460").press(Key.Key_Return)
    office.open_page("comparison").at(1, REASON).type("第一次压减").press(Key.Key_Return)
    office.press(Key.Key_F6).tab_to(office.page.other).press(Key.Key_Up)
    office.at(1, REASON).type("控制数压减").press(Key.Key_Return)
    office.press(Key.Key_F6).tab_to(office.page.other).press(Key.Key_Down)
    assert rows(office)[1][REASON] == "第一次压减"


def test_a_reason_is_found_in_the_comparison_that_it_is_for(first):
    office = first
    explained_against_both_stages(office)
    office.open_page("basic")
    office.press(Key.Key_F, CTRL).type("压减").press(Key.Key_Return)
    assert (office.page.key, office.page.other.currentText()) == ("comparison", "一下")
    assert (office.focus, office.page.grid.currentIndex().data()) == (office.page.grid, "第一次压减")
    office.press(Key.Key_F3)
    assert (office.page.other.currentText(), office.page.grid.currentIndex().data()) == ("一上", "控制数压减")


def test_a_reason_is_replaced_and_goes_when_nothing_is_left(first):
    office = first
    explained_against_both_stages(office)
    before = office.open_book.book

    def replace_all(wanted, instead):
        def answer(dialog):
            dialog.scope.setCurrentIndex(dialog.scope.findData("change_reasons"))
            dialog.wanted.setFocus()
            office.press(Key.Key_A, CTRL).type(wanted).press(Key.Key_Return).type(instead).press(Key.Key_Return)

        office.will_answer(answer)
        office.press(Key.Key_H, CTRL)

    replace_all("压减", "调减")
    assert [reason.text for reason in office.open_book.book.change_reasons] == ["第一次调减", "控制数调减"]
    assert rows(office)[1][REASON] == "第一次调减"
    office.press(Key.Key_Z, CTRL)
    assert office.open_book.book == before
    replace_all("第一次压减", "")
    assert [reason.text for reason in office.open_book.book.change_reasons] == ["控制数压减"]


def test_a_reason_of_a_stage_that_is_gone_is_found_and_leads_to_the_page(first):
    office = first
    to_next(office, "二上")
    office.open_book.edit(edits.set_change_reason("初稿", "basic/1/amount", "控制数压减"))
    office.open_page("basic")
    office.press(Key.Key_F, CTRL).type("压减").press(Key.Key_Return)
    assert (office.page.key, office.page.other.currentText()) == ("comparison", "一上")


def test_a_single_stage_says_what_to_do(first):
    first.open_page("comparison")
    page = first.page
    assert "点“转入下一阶段”复制一本" in said(first)
    assert not any(action.isEnabled() for action in page.actions_of_page[1:])
    assert page.sheet() is None
    first.will_answer(choose("一下"))
    page.actions_of_page[0].trigger()
    assert first.page.key == "comparison"
    first.qtbot.waitUntil(first.page.isVisible)
    assert said(first) == "两个阶段没有不同。"


def button(office, words):
    """A button of the page head."""
    return next(one for one in office.window.findChildren(QPushButton) if one.text() == words and one.isVisible())


def test_by_keys_alone_the_stage_is_copied_changed_explained_and_exported(first, monkeypatch, tmp_path):
    office, target = first, tmp_path / "对比.xlsx"
    office.open_page("comparison")
    office.will_answer(lambda dialog: office.press(Key.Key_Return))
    office.tab_to(button(office, "转入下一阶段")).press(Key.Key_Space)
    assert office.open_book.book.stage == "一下"
    office.open_page("basic").walk_to(0, AMOUNT)
    office.type("460").press(Key.Key_Return)
    office.open_page("comparison").walk_to(1, REASON).type("按控制数压减").press(Key.Key_Return)
    give_file(monkeypatch, target)
    office.will_answer(lambda dialog: office.press(Key.Key_Return))
    office.press(Key.Key_F6).press(Key.Key_Backtab)  # out of the grid, in which Tab goes round, and back to the last button
    assert office.focus is button(office, "导出对比表")
    office.press(Key.Key_Space)
    texts = [row[0].value for row in load_workbook(target).active.iter_rows()]
    assert texts[0] == "2024年预算阶段对比（一上 → 一下）（草稿）"
    assert [text for text in texts if text and text.startswith("“一下”还有")]
    assert "2013201 行政运行 / 30101 基本工资" in texts


def test_what_is_wrong_in_the_earlier_stage_marks_the_comparison_too(office, monkeypatch, tmp_path):
    """The figures of both stand in it, so neither table nor print may look official while one of them has errors."""
    sample, target = the_sample(), tmp_path / "对比.xlsx"
    faulty = edits.set_field(sample.basic[0].id, "amount", "460")(replace(sample, stage="一上"))
    for book in (faulty, replace(sample, stage="一下")):
        office.library.store.create(book)
    later = next(entry.id for entry in office.library.store.list_books() if entry.stage == "一下")
    office.controller.open_entry(later)
    office.open_page("comparison")
    office.qtbot.waitUntil(office.page.isVisible)
    sheet = office.page.sheet()
    assert sheet.header == "草稿"
    give_file(monkeypatch, target)
    office.will_answer(choose("close"))
    office.page.actions_of_page[-1].trigger()
    texts = [row[0].value for row in load_workbook(target).active.iter_rows()]
    assert texts[0] == "2024年预算阶段对比（一上 → 一下）（草稿）"
    assert [text for text in texts if text and text.startswith("“一上”还有")]
    assert not [text for text in texts if text and "“一下”还有" in text]


def test_all_stages_are_there_already(first):
    office, seen = first, []
    for stage in ("一下", "二上", "批复", "调整"):
        office.library.store.create(replace(the_sample(), stage=stage))
    office.will_answer(choose("close", seen))
    office.window.actions_of_window["next_stage"].trigger()
    assert seen == ["后面的阶段都已经有一本了：点“文件”里的“关闭”，在列表里打开那一本。"]


def test_preview_printer_and_workbook_show_the_same_sheet(first, monkeypatch, tmp_path):
    office = first
    to_next(office, "二上")
    line = office.open_book.book.basic[0]
    office.open_book.edit(edits.set_field(line.id, "amount", "460"))
    office.open_page("comparison")
    page: ComparisonPage = office.page
    sheet = page.sheet()
    assert sheet.header == "草稿"  # the income is typed, and no longer fits
    target = tmp_path / "对比.xlsx"
    give_file(monkeypatch, target)
    office.will_answer(choose("close"))
    page.actions_of_page[-1].trigger()
    written = load_workbook(target)
    assert written.sheetnames == ["阶段对比"]
    shown = [[cell or "" for cell in row] for row in written.active.iter_rows(values_only=True)]
    assert [row[0] for row in shown] == [row[0] if row else "" for row in sheet.shown()]
    printed = []
    monkeypatch.setattr(
        PrintPreview, "show_pages", lambda _parent, print_on: printed.append(print_on(QPdfWriter(str(tmp_path / "a.pdf"))))
    )
    monkeypatch.setattr(
        "ui.pages.review.comparison.chosen_pages",
        lambda _printer, one, _all: pages_of([one]),
    )
    page.actions_of_page[1].trigger()
    assert printed == [True]
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
