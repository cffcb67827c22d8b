"""Real keys on the sheet of one project: fields, money, plan, goals, indicators."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from models.book import edits
from models.book.places import Place
from storage.packs.catalogue import built_in_codes, load_pack
from tests.folders import DATA
from tests.golden_books import seed2_book
from tests.ui.grid import clerk as elsewhere
from tests.ui.pages.test_projects import make_clerk, project
from ui.session.open_book import OpenBook
from ui.theme.icons import Mark
from ui.theme.theme import Mode

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def clerk(qtbot, open_book, theme, icons):
    return make_clerk(qtbot, open_book, theme, icons)


# --- fields of the sheet


def test_tab_walks_the_fields_from_top_to_bottom(clerk):
    clerk.press(Key.Key_Tab)
    walked = [clerk.here]
    for _ in range(15):
        clerk.press(Key.Key_Tab)
        walked.append(clerk.here)
    assert walked[:4] == [("head", 0, 1), ("head", 0, 3), ("head", 0, 5), ("funding", 0, 0)]
    parts = list(dict.fromkeys(part for part, _, _ in walked))
    assert parts == ["head", "funding", "use", "plan", "goals"]
    assert ("plan", 1, 1) in walked
    assert not any(part == "plan" and row != 1 for part, row, _ in walked)
    assert ("goals", 0, 0) not in walked  # a blank 编号 is passed over; back it is come to
    for _ in range(17):
        clerk.press(Key.Key_Backtab, SHIFT)
    assert clerk.page.list.grid.hasFocus()


def test_a_code_whose_check_character_is_right_has_a_sign_and_a_slip_has_none(clerk, open_book):
    model = clerk.page.sheet.grids["head"].grid_model
    code = model.index(0, 1)
    assert model.cell(code).sign == "ok"
    assert code.data(Qt.ItemDataRole.ToolTipRole) == "校验码正确"
    open_book.edit(edits.set_field(open_book.book.projects[0].id, "code", "13051124P00053210004C"))
    assert model.cell(code).sign == ""
    open_book.edit(edits.set_field(open_book.book.projects[0].id, "code", "61051124P00053210003C"))
    assert model.cell(code).sign == ""  # a region of which nobody knows


def test_enter_commits_and_goes_on_to_the_next_part(clerk, open_book):
    clerk.at("use", 0, 1).type("new words").press(Key.Key_Return)
    assert project(open_book, 1).use == "new words"
    assert open_book.step == 1
    assert open_book.undo_label == "修改 项目 2024年武装工作经费 资金用途：年初预算 18 万元武装工作经费主要… → new words"
    assert clerk.here[0] == "plan"


def test_arrows_go_from_part_to_part(clerk):
    clerk.at("head", 0, 1).press(Key.Key_Down)
    assert clerk.here == ("funding", 0, 0)
    clerk.press(Key.Key_Down).press(Key.Key_Down)
    assert clerk.here[0] == "use"
    clerk.press(Key.Key_Up)
    assert clerk.here[0] == "funding"


def test_only_one_part_has_a_current_cell(clerk):
    clerk.at("head", 0, 1).at("indicators", 2, 3)
    current = [part for part, grid in clerk.page.sheet.grids.items() if grid.currentIndex().isValid()]
    assert current == ["indicators"]


def test_a_status_is_one_of_the_known_ones(clerk, open_book):
    clerk.at("head", 0, 5).type("xz").press(Key.Key_Return)
    assert project(open_book, 1).status == "新增"
    clerk.at("head", 0, 5).press(Key.Key_Delete)
    assert project(open_book, 1).status == ""


def test_undo_brings_the_field_back_in_place(clerk, open_book):
    clerk.at("head", 0, 3).type("x").press(Key.Key_Return)
    assert clerk.page.pinned.texts[1] == "x"
    open_book.undo()
    assert clerk.page.pinned.texts[1] == "2024年武装工作经费"
    assert clerk.texts("head", 0)[3] == "2024年武装工作经费"


# --- money and plan


def test_a_second_fund_makes_the_budget(clerk, open_book):
    clerk.at("funding", 1, 0).type("2130705").press(Key.Key_Tab).type("qtsr").press(Key.Key_Tab)
    assert clerk.here == ("funding", 1, 3)
    clerk.press(Key.Key_Tab).type("2").press(Key.Key_Return)
    part = project(open_book, 1).funding[1]
    assert (part.function, part.source, part.amount) == ("2130705", "other_income", 2_000_000)
    assert clerk.texts("budget", 0)[1::2] == ["20.00", "18.00", "2.00"]
    assert clerk.page.pinned.texts[2] == "20.00"


def test_several_findings_of_the_indicators_are_counted(clerk, open_book):
    """One after the other they were cut in the middle of the second."""
    sheet, findings = clerk.page.sheet, open_book.findings[:3]
    sheet.indicator_line.show_project(project(open_book, 1), open_book.pack.sheet, findings, Mark.HINT)
    assert sheet.indicator_line.words == f"{findings[0].message}（另有 2 处）"


def test_a_product_that_is_the_budget_is_said_quietly(clerk, open_book):
    line = clerk.page.sheet.indicator_line
    clerk.page.go_to(Place("projects", project(open_book, 4).id, "name"))
    assert line.words == "3700人 × 200元/人/年 ＝ 74.00 万元，与预算数一致"
    assert line.drawn == "ok"
    quantity = next(i for i, row in enumerate(project(open_book, 4).indicators) if row.name == "村居党员人数")
    clerk.at("indicators", quantity, 4).type("3600人").press(Key.Key_Return)
    assert (line.drawn, line.words.split()[0]) == ("", "产出")
    assert [f.code for f in open_book.findings if f.place.line == project(open_book, 4).indicators[-3].id] == ["K-7a"]
    open_book.undo()
    assert line.drawn == "ok"


def test_the_plan_in_money_shows_per_cents(clerk, open_book):
    clerk.page.go_to(Place("projects", project(open_book, 4).id, "name"))
    assert clerk.texts("plan", 0)[1:] == ["3月底", "6月底", "10月底", "12月底"]
    assert clerk.texts("plan", 1)[1:] == ["18.50", "37.00", "55.50", "74.00"]
    assert clerk.texts("plan", 2)[1:] == ["25.00%", "50.00%", "75.00%", "100.00%"]
    clerk.at("plan", 1, 1).type("37").press(Key.Key_Tab)
    assert clerk.here == ("plan", 1, 2)
    assert clerk.texts("plan", 2)[1] == "50.00%"


def test_a_month_is_typed_and_the_form_s_months_come_back(clerk, open_book, qtbot, xingtai):
    assert clerk.page.sheet.months.isVisible()
    qtbot.mouseClick(clerk.page.sheet.months, Qt.MouseButton.LeftButton)
    assert [point.month for point in project(open_book, 1).plan] == list(xingtai.sheet.months)
    assert not clerk.page.sheet.months.isVisible()
    assert len(clerk.texts("plan", 0)) == 5
    clerk.at("plan", 0, 2).type("5").press(Key.Key_Return)
    assert project(open_book, 1).plan[1].month == "5"
    assert clerk.page.sheet.months.isVisible()


def test_a_goal_is_added_and_removed(clerk, open_book):
    clerk.at("goals", 1, 1).type("more").press(Key.Key_Return)
    assert [goal.text for goal in project(open_book, 1).goals][1:] == ["more"]
    clerk.at("goals", 1, 1).press(Key.Key_Minus, CTRL)
    assert len(project(open_book, 1).goals) == 1


# --- indicators


def test_a_new_indicator_joins_its_neighbours_group(clerk, open_book):
    clerk.at("indicators", 8, 2).type("name").press(Key.Key_Tab)
    assert clerk.here == ("indicators", 8, 3)
    line = project(open_book, 1).indicators[-1]
    before = project(open_book, 1).indicators[-2]
    assert (line.name, line.dimension, line.category) == ("name", before.dimension, before.category)


def test_a_category_brings_its_dimension_and_goes_to_its_like(clerk, open_book):
    ids = [line.id for line in project(open_book, 1).indicators]
    clerk.at("indicators", 8, 1).type("slzb").press(Key.Key_Tab)
    lines = project(open_book, 1).indicators
    at = next(n for n, line in enumerate(lines) if line.id not in ids)
    assert (lines[at].dimension, lines[at].category) == ("产出指标", "数量指标")
    like = [n for n, line in enumerate(lines) if line.dimension == "产出指标" and line.category == "数量指标"]
    assert like == list(range(like[0], at + 1))
    assert at < 8
    assert clerk.here == ("indicators", at, 2)
    clerk.type("own").press(Key.Key_Return)
    assert project(open_book, 1).indicators[at].name == "own"


def test_a_category_offers_what_belongs_to_its_dimension(clerk, xingtai):
    clerk.at("indicators", 0, 1).press(Key.Key_Down, ALT)
    grid = clerk.page.sheet.grids["indicators"]
    assert [hit.value for hit in grid.delegate.completion.list._hits] == list(
        xingtai.sheet.dimensions[clerk.texts("indicators", 0)[0]]
    )
    clerk.press(Key.Key_Escape)


def test_free_text_is_taken_and_delete_empties(clerk, open_book):
    clerk.at("indicators", 0, 1).type("own").press(Key.Key_Return)
    assert project(open_book, 1).indicators[0].category == "own"
    clerk.at("indicators", 0, 1).press(Key.Key_Delete)
    assert project(open_book, 1).indicators[0].category == ""


def test_a_click_on_a_group_types_into_all_of_it(clerk, open_book, qtbot):
    grid = clerk.page.sheet.grids["indicators"]
    clerk.page.go_to(Place("projects", project(open_book, 1).indicators[4].id, "name"))
    first = project(open_book, 1).indicators[0].dimension
    size = sum(1 for line in project(open_book, 1).indicators if line.dimension == first)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.grid_model.index(1, 0)).center())
    clerk.type("own").press(Key.Key_Return)
    assert [line.dimension for line in project(open_book, 1).indicators[:size]] == ["own"] * size
    assert open_book.step == 1


def test_the_keyboard_changes_one_line_of_a_group(clerk, open_book):
    clerk.at("indicators", 1, 2).press(Key.Key_Left).type("own").press(Key.Key_Return)
    assert [line.category == "own" for line in project(open_book, 1).indicators[:3]] == [False, True, False]


def test_rows_are_moved_and_copied(clerk, open_book):
    ids = [line.id for line in project(open_book, 1).indicators]
    clerk.at("indicators", 2, 2).press(Key.Key_Up, ALT | SHIFT)
    assert [line.id for line in project(open_book, 1).indicators][:3] == [ids[0], ids[2], ids[1]]
    assert clerk.here == ("indicators", 1, 2)
    clerk.press(Key.Key_Down, ALT | SHIFT).press(Key.Key_D, CTRL | SHIFT)
    lines = project(open_book, 1).indicators
    assert [line.id for line in lines[:3]] == ids[:3]
    assert (lines[3].name, lines[3].target) == (lines[2].name, lines[2].target)
    assert clerk.here == ("indicators", 3, 2)


def test_rows_grow_to_their_text_while_it_is_typed(clerk, open_book):
    grid = clerk.page.sheet.grids["indicators"]
    clerk.at("indicators", 7, 3)
    low = grid.rowHeight(7)
    clerk.type("long text " * 12)
    assert grid.rowHeight(7) > low
    assert grid.open_editor.geometry().bottom() <= grid.viewport().height()
    clerk.press(Key.Key_Escape)
    assert grid.rowHeight(7) == low
    assert open_book.step == 0


# --- other books, other looks


def test_the_plan_in_per_cents_shows_money(qtbot, theme, icons, qapp):
    book = seed2_book()
    pack = load_pack(book.pack)
    clerk = make_clerk(qtbot, OpenBook(book, pack, built_in_codes(pack.codes), lambda *_: 0), theme, icons)
    assert clerk.texts("plan", 1)[1:] == ["10.00", "20.00", "30.00", "50.00"]
    assert clerk.texts("plan", 2)[1:] == ["20", "40", "60", "100"]
    assert clerk.texts("budget", 0)[1] == "50万元"


def test_zoom_and_dark_change_the_page_in_place(clerk, theme):
    before = clerk.page.sheet.grids["indicators"].height()
    theme.set_zoom(150)
    theme.set_mode(Mode.DARK)
    assert clerk.page.sheet.grids["indicators"].height() > before


# --- pasting


def _copy(text, html=""):
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def test_a_word_table_goes_into_the_indicators(clerk, open_book):
    folder = DATA / "clipboard"
    _copy((folder / "word.txt").read_bytes().decode(), (folder / "word.html").read_text(encoding="utf-8"))
    clerk.at("indicators", 0, 1).press(Key.Key_V, CTRL)
    first, second = project(open_book, 1).indicators[:2]
    assert (first.category, first.name, first.description) == ("数量指标", "组织征兵 宣传\n走访适龄青年", "≥100")
    assert (second.category, second.name, second.description) == ("数量指标", "体检人数", "≥50")
    assert open_book.undo_label == "粘贴 2 行 × 3 列：项目 第 1 个"


def test_groups_that_are_blank_below_their_first_row_are_those_above(clerk, open_book):
    before = {line.id for line in project(open_book, 1).indicators}
    _copy(
        "产出指标\t数量指标\t培训人数\t\t≥100人\n\t\t培训次数\t\t≥3次\n\t质量指标\t合格率\t\t≥95%\n效益指标\t社会效益指标\t知晓率\t\t≥90%\n"
    )
    clerk.at("indicators", len(before), 0).press(Key.Key_V, CTRL)
    found = [(line.dimension, line.category, line.name) for line in project(open_book, 1).indicators if line.id not in before]
    assert sorted(found) == sorted(
        [
            ("产出指标", "数量指标", "培训人数"),
            ("产出指标", "数量指标", "培训次数"),
            ("产出指标", "质量指标", "合格率"),
            ("效益指标", "社会效益指标", "知晓率"),
        ]
    )


def test_a_block_that_begins_in_another_column_is_shown_first(clerk, open_book, qtbot):
    _copy("数量指标\t培训人数\t≥100人\n")
    count = len(project(open_book, 1).indicators)
    clerk.at("indicators", count, 0)
    seen = elsewhere.Clerk(clerk, qtbot).paste(None, None, elsewhere.escape).seen
    assert "“数量指标”不在一级指标的可选内容里，照填" in seen[0].plan.rows[0].note
    assert len(project(open_book, 1).indicators) == count


def test_paragraphs_become_the_text_of_one_field(clerk, open_book):
    _copy("第一段\r\n第二段\r\n")
    clerk.at("use", 0, 1).press(Key.Key_V, CTRL)
    assert project(open_book, 1).use == "第一段\n第二段"
    assert open_book.step == 1


@pytest.mark.parametrize(("text", "kept"), [("一段\r\n", "一段"), ('"甲\n乙"\r\n', "甲\n乙"), ("甲\n乙\n", "甲\n乙")])
def test_an_open_editor_takes_no_line_break_at_the_end(clerk, open_book, text, kept):
    _copy(text)
    clerk.at("use", 0, 1).press(Key.Key_F2).press(Key.Key_A, CTRL).press(Key.Key_V, CTRL).press(Key.Key_Return)
    assert project(open_book, 1).use == kept


# --- a plan without figures


def test_a_plan_is_begun_in_either_unit(clerk, open_book):
    clerk.page.go_to(Place("projects", project(open_book, 4).id, "name"))
    points = project(open_book, 4).plan
    open_book.edit(edits.combined("", [edits.set_field(point.id, "value", "") for point in points]))
    clerk.at("plan", 2, 1).type("25").press(Key.Key_Return)
    assert project(open_book, 4).plan[0].value == "25%"
    assert clerk.texts("plan", 1)[1] == "18.50"
    clerk.at("plan", 2, 4).type("100").press(Key.Key_Return)
    assert [point.value for point in project(open_book, 4).plan] == ["25%", "", "", "100"]
    assert clerk.texts("plan", 1)[1:] == ["18.50", "18.50", "18.50", "74.00"]


def test_a_month_without_a_figure_says_what_it_counts_as(clerk, open_book):
    clerk.page.go_to(Place("projects", project(open_book, 4).id, "name"))
    open_book.edit(edits.set_field(project(open_book, 4).plan[2].id, "value", ""))
    model = clerk.page.sheet.grids["plan"].grid_model
    blank = model.cell(model.index(1, 3))
    assert (blank.text, blank.typed, blank.ghost) == ("37.00", "", True)
    assert clerk.texts("plan", 2)[3] == "50.00%"
    clerk.at("plan", 1, 3).type("40").press(Key.Key_Return)
    assert clerk.texts("plan", 2)[3] == "54.05%"


def test_a_plan_that_has_figures_keeps_its_unit(clerk, open_book):
    clerk.page.go_to(Place("projects", project(open_book, 4).id, "name"))
    clerk.at("plan", 2, 1).type("30")
    assert clerk.page.sheet.grids["plan"].open_editor is None
    assert open_book.step == 0


def test_a_category_chosen_in_a_row_without_dimension_fills_it(clerk, open_book):
    line = project(open_book, 1).indicators[0]
    open_book.edit(edits.set_field(line.id, "dimension", ""))
    clerk.at("indicators", 0, 1).type("kcx").press(Key.Key_Return)
    typed = next(row for row in project(open_book, 1).indicators if row.id == line.id)
    assert (typed.dimension, typed.category) == ("效益指标", "可持续影响指标")
    open_book.undo()
    assert project(open_book, 1).indicators[0].dimension == ""
    open_book.undo()
    clerk.at("indicators", 0, 1).type("kcx").press(Key.Key_Return)
    assert project(open_book, 1).indicators[0].dimension == line.dimension  # what stands there stays
