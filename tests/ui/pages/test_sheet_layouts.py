"""Real keys on the sheet of one project in the layouts of other places: what the form prints is what is typed into."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from models.book import edits
from models.book.places import Place
from models.pack.forms.sheet import SheetField, TaskForm
from models.values.target import read_target
from storage.packs.sheet_layouts import layout_ids, sheet_layout
from tests.ui.pages.test_projects import make_clerk, project
from ui.session.open_book import OpenBook

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key
TASKS = TaskForm("年度主要任务", ("任务名称", "主要内容", "总额", "财政资金", "其他资金"), "金额合计")


@pytest.fixture
def seated(qtbot, theme, icons, xingtai, codes, seed1, disk):
    """A clerk before the projects of the first seed, in a layout; ``changes``: of its form."""

    def seated(layout, **changes):
        pack = replace(xingtai, sheet=replace(sheet_layout(layout), **changes))
        clerk = make_clerk(qtbot, OpenBook(seed1, pack, codes, disk.save), theme, icons)
        qtbot.waitUntil(clerk.page.isActiveWindow)
        return clerk

    return seated


def book_of(clerk):
    return clerk.page.services.open_book


def first(clerk):
    return project(book_of(clerk), 1)


def titles(clerk, part):
    return [column.title for column in clerk.page.sheet.grids[part].grid_model.source.columns]


def column(clerk, part, title):
    return titles(clerk, part).index(title)


def shown(clerk):
    return [part for part, grid in clerk.page.sheet.grids.items() if grid.isVisible()]


def copied(text):
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)


# --- the head


@pytest.mark.parametrize("layout", [name for name in layout_ids() if not name.startswith("overall")])
def test_what_the_form_prints_is_on_the_sheet_once_and_in_its_order(seated, layout):
    clerk = seated(layout)
    form = sheet_layout(layout)
    keys = [
        column.key.rpartition(":")[2]
        for part in shown(clerk)
        for column in clerk.page.sheet.grids[part].grid_model.source.columns
        if not column.key.startswith("label:")
    ]
    printed = [cell.show for row in form.rows for _, cell in row.cells if cell.show not in {"", "code", "name"}]
    assert [key for key in keys if key in printed] == printed
    assert titles(clerk, "indicators") == [column.title for column in form.grid]
    assert ("plan" in shown(clerk)) == bool(form.months)


def test_fields_and_dates_are_typed_and_a_slip_stays_in_the_cell_with_the_way_out(seated):
    clerk = seated("shanghai-2023")
    clerk.at("kind", 0, 1).type("abc").press(Key.Key_Tab).type("def").press(Key.Key_Return)
    assert (getattr(first(clerk), "text:kind"), getattr(first(clerk), "text:nature")) == ("abc", "def")
    clerk.at("start", 0, 1).type("13/2024").press(Key.Key_Return)
    grid = clerk.page.sheet.grids["start"]
    assert grid.open_editor.unsaved == "“13/2024”看不出是哪一天。写成 2025-01-01 或 2025年1月，没有期限的写“长期”"
    clerk.press(Key.Key_A, CTRL).type("2024-03").press(Key.Key_Return)
    assert getattr(first(clerk), "text:start") == "2024-03"
    for _ in range(3):
        book_of(clerk).undo()
    assert first(clerk).cells == ()


def test_money_of_the_whole_term_is_typed_in_the_unit_of_the_sheet(seated):
    clerk = seated("shanghai-2023")
    clerk.at("term_fiscal", 0, 1).type("2200000").press(Key.Key_Return)
    clerk.at("term_other", 0, 1).type("60000.5").press(Key.Key_Return)
    assert getattr(first(clerk), "amount:term_fiscal") == 220_000_000
    assert clerk.texts("term_budget", 0)[1] == "2,260,000.50"
    assert clerk.texts("term_budget", 0)[0] == "项目资金总额（元）"
    assert clerk.texts("term_fiscal", 0)[3] == "180,000.00"
    assert not clerk.page.sheet.grids["term_budget"].is_typed
    assert clerk.texts("term_fiscal", 0)[1] == "2,200,000.00"  # though the window shows 万元


def test_a_choice_takes_a_word_of_the_list_and_refuses_others(seated):
    field = SheetField("nature", "项目性质", "choice", ("经常性", "一次性"))
    form = sheet_layout("shanghai-2023")
    clerk = seated("shanghai-2023", fields=tuple(field if known.id == "nature" else known for known in form.fields))
    clerk.at("kind", 0, 3).type("一次").press(Key.Key_Return)
    assert getattr(first(clerk), "text:nature") == "一次性"
    clerk.at("kind", 0, 3).type("xx").press(Key.Key_Return)
    assert "可以填：经常性、一次性" in clerk.page.sheet.grids["kind"].open_editor.unsaved
    clerk.press(Key.Key_Escape)
    assert getattr(first(clerk), "text:nature") == "一次性"


def test_money_says_whether_it_is_superior_where_the_form_prints_both(seated):
    clerk = seated("hunan-2023")
    clerk.at("funding", 0, column(clerk, "funding", "上级或本级")).type("上级").press(Key.Key_Return)
    assert first(clerk).funding[0].level == "superior"
    assert clerk.texts("own", 0)[1::2] == ["", "18.00"]
    assert "上级或本级" not in titles(seated("one-system"), "funding")


# --- goals and tasks


def test_a_new_project_has_a_goal_for_each_block_and_the_next_is_of_the_same(seated):
    clerk = seated("one-system")
    clerk.page.add_project()
    clerk.at("goals", 0, 2).type("long").press(Key.Key_Return).type("short").press(Key.Key_Return)
    clerk.at("goals", 2, 2).type("more").press(Key.Key_Return)
    goals = book_of(clerk).book.projects[-1].goals
    assert [(goal.period, goal.text) for goal in goals] == [("term", "long"), ("", "short"), ("", "more")]
    assert [clerk.texts("goals", row)[0] for row in range(3)] == ["中长期目标", "年度目标", "年度目标"]
    clerk.at("goals", 2, 0).type("中长期").press(Key.Key_Return)
    assert book_of(clerk).book.projects[-1].goals[2].period == "term"


def test_a_goal_of_a_block_that_the_form_has_not_shows_its_period(clerk):
    assert titles(clerk, "goals") == ["编号", "目标内容"]
    book = book_of(clerk)
    book.edit(edits.set_field(first(clerk).goals[0].id, "period", "q1"))
    assert titles(clerk, "goals") == ["期间", "编号", "目标内容"]
    assert clerk.texts("goals", 0)[0] == "一季度"
    book.undo()
    assert titles(clerk, "goals") == ["编号", "目标内容"]


def test_tasks_add_up(seated):
    clerk = seated("ministry-2022", tasks=TASKS)
    clerk.at("tasks", 0, 0).type("a").press(Key.Key_Tab).type("b").press(Key.Key_Tab).type("12").press(Key.Key_Tab)
    clerk.type("3.5").press(Key.Key_Return)
    clerk.at("tasks", 1, 3).type("1").press(Key.Key_Return)
    tasks = first(clerk).tasks
    assert [(task.name, task.text, task.fiscal, task.other) for task in tasks] == [
        ("a", "b", 12_000_000, 3_500_000),
        ("", "", 1_000_000, None),
    ]
    assert clerk.texts("tasks", 0)[2] == "15.50"
    totals = clerk.page.sheet.grids["tasks"].grid_model.totals
    assert (totals.label, dict(totals.cells)) == ("金额合计", {"total": "16.50", "fiscal": "13.00", "other": "3.50"})


# --- the grid


def test_sign_value_and_unit_are_cells_of_one_text(seated):
    clerk = seated("one-system")
    sign, value, unit = (column(clerk, "indicators", title) for title in ("计算符号", "指标值", "计量单位"))
    clerk.at("indicators", 0, sign).type(">=").press(Key.Key_Tab).type("95").press(Key.Key_Tab).type("%").press(Key.Key_Return)
    assert first(clerk).indicators[0].target == "≥95%"
    assert [clerk.texts("indicators", 0)[at] for at in (sign, value, unit)] == ["≥", "95", "%"]
    clerk.at("indicators", 0, value).type("≤3天").press(Key.Key_Return)
    assert [clerk.texts("indicators", 0)[at] for at in (sign, value, unit)] == ["≤", "3", "天"]
    clerk.at("indicators", 0, sign).type("xx").press(Key.Key_Return)
    assert clerk.page.sheet.grids["indicators"].open_editor.unsaved.startswith("“xx”不在计算符号的可选内容里，可以填：≥、≤")
    clerk.press(Key.Key_Escape)
    clerk.at("indicators", 0, value).type("提升").press(Key.Key_Return)
    assert [clerk.texts("indicators", 0)[at] for at in (sign, value, unit)] == ["定性", "提升", ""]
    book_of(clerk).undo()
    assert first(clerk).indicators[0].target == "≤3天"


def test_a_new_row_is_made_of_its_parts(seated):
    clerk = seated("one-system")
    new = len(first(clerk).indicators)
    clerk.at("indicators", new, column(clerk, "indicators", "指标值")).type("80").press(Key.Key_Return)
    assert first(clerk).indicators[-1].target == "80"


def test_a_direction_follows_from_the_sign_until_it_is_typed(seated):
    clerk = seated("sichuan-2023")
    at = column(clerk, "indicators", "指标方向性")
    model = clerk.page.sheet.grids["indicators"].grid_model
    book_of(clerk).edit(edits.set_field(first(clerk).indicators[0].id, "target", "≤5天"))
    assert (model.cell_at(0, at).text, model.cell_at(0, at).ghost, model.cell_at(0, at).typed) == ("反向", True, "")
    clerk.at("indicators", 0, at).type("正").press(Key.Key_Return)
    assert getattr(first(clerk).indicators[0], "text:direction") == "正向"
    clerk.at("indicators", 0, at).press(Key.Key_Delete)
    assert (model.cell_at(0, at).text, getattr(first(clerk).indicators[0], "text:direction")) == ("反向", "")


def test_the_weights_are_added_up_below_the_grid(seated):
    clerk = seated("ministry-cost")
    assert clerk.page.sheet.indicator_line.words.startswith("权重合计 0，还差 100")
    at = column(clerk, "indicators", "权重")
    clerk.at("indicators", 0, at).type("95").press(Key.Key_Return)
    assert clerk.page.sheet.indicator_line.words.startswith("权重合计 95，还差 5")
    clerk.at("indicators", 1, at).type("5分").press(Key.Key_Return)
    assert clerk.page.sheet.indicator_line.words.startswith("权重合计 100　")
    clerk.at("indicators", 2, at).type("2.5").press(Key.Key_Return)
    assert clerk.page.sheet.indicator_line.words.startswith("权重合计 102.5，多 2.5")


def test_headings_tell_the_columns_of_a_pasted_block(seated):
    clerk = seated("one-system")
    line = first(clerk).indicators[0]
    copied(
        "一级指标\t二级指标\t三级指标\t计算符号\t指标值\t计量单位\t分值\t上年指标值\n"
        f"{line.dimension}\t{line.category}\t{line.name}\t≥\t60\t人次\t12\t55\n"
    )
    clerk.at("indicators", 0, 0).press(Key.Key_V, CTRL)
    row = first(clerk).indicators[0]
    assert (row.target, getattr(row, "text:weight"), getattr(row, "text:last_year")) == ("≥60人次", "12", "55")
    assert book_of(clerk).step == 1


def test_rows_copied_with_headings_come_back_the_same(seated):
    clerk = seated("sichuan-2023")
    before = first(clerk).indicators
    book_of(clerk).edit(edits.set_field(before[0].id, "text:weight", "20"))
    grid = clerk.page.sheet.grids["indicators"]
    clerk.at("indicators", 0, 0)
    grid.selectAll()
    grid.block.copy_with_headings()
    told = [(line.name, line.target, line.cells) for line in first(clerk).indicators]
    clerk.page.list.choose(project(book_of(clerk), 2).id)
    count = len(project(book_of(clerk), 2).indicators)
    clerk.at("indicators", count, 0).press(Key.Key_V, CTRL)
    pasted = project(book_of(clerk), 2).indicators[-len(told) :]
    assert [line.name for line in pasted] == [name for name, _, _ in told]
    assert dict(pasted[0].cells)["weight"] == "20"
    assert [read_target(line.target) for line in pasted] == [read_target(target) for _, target, _ in told]


def test_the_library_offers_whole_values_for_the_cell_of_the_value(seated):
    clerk = seated("one-system")
    new = len(first(clerk).indicators)
    clerk.at("indicators", new, column(clerk, "indicators", "三级指标")).type("群众满意").press(Key.Key_Down).press(Key.Key_Return)
    added = next(line for line in first(clerk).indicators if line.name.startswith("群众满意") and line.description)
    assert added.target.startswith("≥")
    at = [line.id for line in first(clerk).indicators].index(added.id)
    assert clerk.texts("indicators", at)[column(clerk, "indicators", "计算符号")] == "≥"


def test_copied_indicators_keep_their_further_columns(seated):
    clerk = seated("ministry-cost")
    book = book_of(clerk)
    book.edit(edits.set_field(first(clerk).indicators[0].id, "text:weight", "20"))
    clerk.at("indicators", 0, 2).press(Key.Key_D, CTRL | SHIFT)
    assert [getattr(line, "text:weight") for line in first(clerk).indicators[:2]] == ["20", "20"]


# --- several projects


def test_fields_of_several_projects_are_set_at_once(seated):
    clerk = seated("shanghai-2023")
    clerk.page.list.grid.setFocus()
    clerk.press(Key.Key_Down, SHIFT).press(Key.Key_Down, SHIFT)
    assert len(clerk.page.sheet.projects) == 3
    assert not {"goals", "tasks", "others"} & set(shown(clerk))
    clerk.at("department", 0, 1).type("abc").press(Key.Key_Return)
    assert [getattr(one, "text:department") for one in book_of(clerk).book.projects[:4]] == ["abc"] * 3 + [""]
    assert book_of(clerk).step == 1


# --- what other layouts have


@pytest.fixture
def clerk(qtbot, open_book, theme, icons):
    return make_clerk(qtbot, open_book, theme, icons)


@pytest.fixture
def further(office):
    """The page of the projects in the window; the first project has a field and a column of other layouts."""
    office.controller.show_sample()
    office.open_page("projects")
    one = office.open_book.book.projects[0]
    office.open_book.edit(edits.set_field(one.id, "text:person", "张三"))
    office.open_book.edit(edits.set_field(one.indicators[0].id, "text:weight", "20"))
    return office


def test_hebei_says_nothing_while_there_is_nothing(clerk):
    assert not clerk.page.sheet.others.isVisible()
    assert shown(clerk) == ["head", "funding", "budget", "use", "plan", "goals", "indicators"]


def test_what_other_layouts_have_is_told_and_opened_by_a_key(further):
    office, sheet = further, further.page.sheet
    assert sheet.others.text() == "其他版式的栏有内容：负责人、权重"
    assert "权重" not in [column.title for column in sheet.grids["indicators"].grid_model.source.columns]
    office.qtbot.mouseClick(sheet.others, Qt.MouseButton.LeftButton)
    assert sheet.grids["others"].isVisible()
    assert sheet.others.text() == "收起其他版式的栏"
    assert [column.title for column in sheet.grids["indicators"].grid_model.source.columns][-1] == "权重"
    model = sheet.grids["others"].grid_model
    at = next(
        (row, position) for row in range(model.rowCount()) for position in (0, 2) if model.cell_at(row, position).text == "负责人"
    )
    assert model.cell_at(at[0], at[1] + 1).text == "张三"
    office.page.go_to(Place("projects", sheet.project, "text:person"))
    office.type("李四").press(Key.Key_Return)
    assert getattr(office.open_book.book.projects[0], "text:person") == "李四"
    office.window.actions_of_window["show_other_layouts"].trigger()
    assert not sheet.grids["others"].isVisible()


def test_a_place_that_the_form_does_not_show_opens_what_holds_it(further):
    office, sheet = further, further.page.sheet
    assert office.page.go_to(Place("projects", sheet.project, "text:person"))
    assert office.window.actions_of_window["show_other_layouts"].isChecked()
    assert sheet.active_grid is sheet.grids["others"]
    assert sheet.grids["others"].grid_model.cell(sheet.grids["others"].currentIndex()).text == "张三"


def test_an_amount_of_another_layout_is_one_or_stays_in_the_cell(further):
    office, sheet = further, further.page.sheet
    office.page.go_to(Place("projects", sheet.project, "amount:term_fiscal"))
    office.type("xx").press(Key.Key_Return)
    assert sheet.grids["others"].open_editor.unsaved == "“xx”不是金额。实施期财政资金（万元）里填数字"
    office.press(Key.Key_A, CTRL).type("12.5").press(Key.Key_Return)
    assert getattr(office.open_book.book.projects[0], "amount:term_fiscal") == 12_500_000


def test_a_plan_and_tasks_under_a_form_without_them_are_told(seated):
    clerk = seated("ministry-2022")
    assert "plan" not in shown(clerk)
    assert "支出计划" in clerk.page.sheet.others.text()
    clerk.page.services.settings.set("extras/other_layouts", True)
    clerk.page.show_extras()
    assert clerk.texts("plan", 1)[1:] == [point.value for point in first(clerk).plan]
