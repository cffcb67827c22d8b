"""绩效目标表 printed from one and the same project in every layout: its words, its money, and nothing cut at the end of a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book.records import Goal
from models.pack.forms.sheet import TABLE, TaskForm
from models.paper.page_room import page_height, paginate
from models.paper.project_sheets.sheet import project_sheet
from models.paper.project_sheets.table import projects_table
from models.paper.sheet import CELL_FORMATS, Style
from models.paper.text_measure import needed_height
from storage.packs.catalogue import load_pack
from storage.packs.sheet_layouts import layout_ids, sheet_layout
from tests.folders import GOLDEN
from tests.full_project import WAN, full_book, full_project, long_project, second_project

SHEETS = GOLDEN / "sheet_layouts"
LAYOUTS = sorted(file.stem for file in SHEETS.iterdir())
TASKS = TaskForm("年度主要任务", ("任务名称", "主要内容", "总额", "财政拨款", "其他资金"), "金额合计")


def form_of(layout):
    return sheet_layout(layout) if layout in layout_ids() else load_pack(layout).sheet


SAID = set(f"{full_book(full_project(), second_project(), long_project())}{list(map(form_of, LAYOUTS))}")
UNIQUE = "".join(character for character in map(chr, range(0x4E00, 0x9FA5)) if character not in SAID)
"""Text in which no character comes twice, nor is one of another cell."""


def printed(form, *projects):
    book = full_book(*projects)
    if form.layout == TABLE:
        return projects_table(form, book, book.projects, "表", draft=False)
    return project_sheet(form, book, book.projects[0], 1, "表", draft=False)


def lines_of(sheet):
    return [" | ".join(text.replace("\n", "⏎") for text in row).rstrip(" |") for row in sheet.shown()]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_project_in_every_layout(layout):
    expected = (SHEETS / f"{layout}.txt").read_text(encoding="utf-8").splitlines()
    assert lines_of(printed(form_of(layout))) == expected


def assert_nothing_is_cut(sheet):
    """Every cell has room for its text, and none reaches over the end of a page."""
    heights = [row.height for row in sheet.rows]
    pages = paginate(heights, sheet.repeat, page_height(sheet.orientation, sheet.widths), sheet.breaks)
    for row, cell in sheet.placed_cells():
        rows = range(row - 1, row - 1 + cell.rows)
        width = sum(sheet.widths[cell.column - 1 : cell.column - 1 + cell.columns])
        assert pages[rows[0]] == pages[rows[-1]], cell
        if cell.number is None and cell.text:
            assert needed_height(cell.text, width, CELL_FORMATS[cell.style].size) <= sum(heights[i] for i in rows) + 0.01, cell
        elif cell.text:
            assert len(cell.text) + 1 < width, cell


@pytest.mark.parametrize("layout", LAYOUTS)
def test_forty_indicators_and_long_goals_print_without_cuts(layout):
    form, project = form_of(layout), long_project()
    sheet = printed(form, project, second_project())
    assert_nothing_is_cut(sheet)
    assert sheet.page_count > 1
    names = [cell.text for _, cell in sheet.placed_cells() if cell.text.endswith("标段）")]
    assert names == [line.name for line in project.indicators]


@pytest.mark.parametrize("layout", ["hebei-lutai", "shanghai-2023", "sichuan-2023", "hunan-2023"])
@settings(max_examples=15, deadline=None)
@given(st.integers(0, 4000), st.integers(0, 12))
def test_a_goal_of_any_length_beside_any_indicators_is_never_cut(layout, length, count):
    text = UNIQUE[:length]
    project = replace(long_project(count), goals=(Goal(20, text=text),))
    sheet = printed(form_of(layout), project, second_project())
    assert_nothing_is_cut(sheet)
    pieces = [cell.text for _, cell in sheet.placed_cells() if cell.text and set(cell.text) <= set(text)]
    assert "".join(dict.fromkeys(pieces)) == text


def test_a_table_for_all_projects_ends_its_pages_between_them():
    form = sheet_layout("sichuan-2023")
    projects = [replace(full_project(), id=1000 * n, name=f"第{n}号") for n in range(1, 13)]
    sheet = printed(form, *projects)
    pages = paginate([row.height for row in sheet.rows], sheet.repeat, page_height(sheet.orientation, sheet.widths), sheet.breaks)
    rows = {cell.text: range(row - 1, row - 1 + cell.rows) for row, cell in sheet.placed_cells() if cell.text.startswith("第")}
    assert list(rows) == [project.name for project in projects]
    assert all(pages[own[0]] == pages[own[-1]] for own in rows.values())
    assert pages[-1] > 0


def test_sums_stand_with_each_unit_and_for_all():
    form = replace(sheet_layout("sichuan-2023"), total="合计", total_first=False, subtotal="{unit}小计", notes=("注：{year}年。",))
    rows = printed(form).shown()
    sums = [[text for text in row if text] for row in rows if row and ("计" in row[0] or row[0].startswith("注"))]
    assert sums == [
        ["石桥镇人民政府小计", "2,030,050.00"], ["石桥镇环卫所小计", "100,000.00"], ["合计", "2,130,050.00"], ["注：2026年。"],
    ]  # fmt: skip


def test_a_table_without_units_keeps_the_order_of_the_projects():
    form = sheet_layout("sichuan-2023")
    form = replace(form, columns=form.columns[1:], widths=form.widths[1:], total="", subtotal="小计")
    mixed = [full_project(), second_project(), replace(full_project(), id=900, name="再修一条")]
    names = [row[0] for row in printed(form, *mixed).shown() if row and row[0] in {project.name for project in mixed}]
    assert names == [project.name for project in mixed]


def test_money_of_a_page_that_goes_on_is_said_once():
    sheet = printed(sheet_layout("sichuan-2023"), long_project(80))
    amounts = [cell.text for _, cell in sheet.placed_cells() if cell.style is Style.AMOUNT and cell.text]
    assert amounts == ["2,030,050.00"]
    assert sum(cell.text == "村内道路硬化工程" for _, cell in sheet.placed_cells()) > 1


def test_tasks_print_with_their_sums():
    form = replace(form_of("hebei-xingtai-2024"), tasks=TASKS)
    rows = printed(form).shown()
    at = next(i for i, row in enumerate(rows) if row and row[0] == "年度主要任务")
    assert [[text for text in row if text] for row in rows[at : at + 4]] == [
        ["年度主要任务", "任务名称", "主要内容", "总额", "财政拨款", "其他资金"],
        ["路基", "清表、填筑和压实", "80.00", "80.00"],
        ["面层", "铺设水泥混凝土面层3.6公里", "123.01", "115.01", "8.00"],
        ["金额合计", "203.01", "195.01", "8.00"],
    ]
    typed = printed(replace(form_of("hebei-lutai"), tasks=replace(TASKS, total="")), replace(full_project(), tasks=())).shown()
    assert [row for row in typed if row and row[0] == "年度主要任务"] == [[*rows[at]]]


def test_a_large_amount_widens_its_column():
    project = full_project()
    paid = (replace(project.funding[0], amount=98_765_432_100 * WAN // 10),)
    for layout in LAYOUTS:
        assert_nothing_is_cut(printed(form_of(layout), replace(project, funding=paid)))


def test_headings_over_several_columns_are_one_cell_and_repeat_on_every_page():
    sheet = printed(sheet_layout("one-system"), long_project())
    first, last = sheet.repeat
    assert last == first + 1
    top = {cell.text: (cell.columns, cell.rows) for cell in sheet.rows[first - 1].cells}
    assert top["指标名称"] == (3, 1)
    assert top["权重"] == (1, 2)
    assert [cell.text for cell in sheet.rows[last - 1].cells] == ["一级指标", "二级指标", "三级指标"]


def test_equal_cells_merge_only_inside_the_cell_to_their_left():
    rows = printed(sheet_layout("ministry-2022"), long_project()).rows
    merged = [cell for row in rows for cell in row.cells if cell.column in (2, 3) and cell.text.endswith("指标")]
    outer = [cell.text for cell in merged if cell.column == 2 and cell.rows > 1]
    assert outer == ["产出指标", "产出指标", "效益指标", "满意度指标"]  # the first goes on over a page
    inner = [cell.text for cell in merged if cell.column == 3 and cell.rows > 1]
    assert inner == [
        "成本指标", "数量指标", "时效指标", "质量指标", "可持续影响指标", "社会效益指标", "服务对象满意度指标",
    ]  # fmt: skip
