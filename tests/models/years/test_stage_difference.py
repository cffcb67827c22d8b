"""The next stage of a budget and what differs between two stages (调了什么): laws, and each kind of difference once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits
from models.book.records import BasicLine, Book, FundingLine, Goal, Indicator, PlannedTask, ProcurementLine, Project, Unit
from models.pack.forms.last_year import TOTAL
from models.published.context import Context
from models.published.figures import built_in_figures
from models.values.money import Unread
from models.years.next_stage import is_same_budget, later_stages, next_stage
from models.years.stage_difference import SPENT, stage_difference
from storage.packs.catalogue import built_in_codes, load_pack
from tests.second_budget import second_book
from tests.strategies import books, random_edit

PACK = load_pack("hebei-xingtai-2024")
CODES = built_in_codes(PACK.codes)
WAN = 1_000_000


def difference(old, new):
    return stage_difference(old, new, PACK, CODES)


def shown(old, new):
    return [(page.name, row.title, row.was, row.now, row.gap) for page in difference(old, new).pages for row in page.rows]


def after(book, *steps):
    for step in steps:
        book = step(book)
    return book


# --- laws


@given(books())
def test_a_book_does_not_differ_from_its_copy_at_the_next_stage(book):
    copy = next_stage(book, "二上")
    assert not difference(book, book).count
    assert not difference(book, copy).count
    assert (copy.stage, copy.unit.date, copy.change_reasons) == ("二上", "", ())
    assert replace(copy, stage=book.stage, unit=book.unit, change_reasons=book.change_reasons, tasks=book.tasks) == book


def assert_adds_up(old, new):
    """Old and difference give new: in each page, in all spending, in all income."""
    found = difference(old, new)
    changed = {page.page: sum(row.amounts[1] - row.amounts[0] for row in page.rows if row.counts) for page in found.pages}
    for page in found.pages:
        assert page.sums is None or page.sums[0] + changed[page.page] == page.sums[1]
    assert found.spending[0] + sum(changed.get(page, 0) for page in SPENT) == found.spending[1]
    assert found.income[0] + changed.get("income", 0) == found.income[1]
    totals = [built_in_figures(Context(replace(book, withheld=()), PACK, CODES))[TOTAL] for book in (old, new)]
    assert list(found.spending) == totals
    keys = [row.key for page in found.pages for row in page.rows]
    assert len(set(keys)) == len(keys)


@given(st.data())
def test_differences_add_up_to_the_difference_of_the_totals_after_edits(data):
    old = data.draw(books())
    new = next_stage(old, "二上")
    for _ in range(data.draw(st.integers(1, 4))):
        new = data.draw(random_edit(new))(new)
    assert_adds_up(old, new)


@given(books(), books())
def test_differences_add_up_for_books_that_were_typed_independently(old, new):
    assert_adds_up(old, new)


def test_differences_add_up_with_every_source_kind_and_fund():
    book = second_book()
    assert_adds_up(Book(book.pack, book.year), book)
    assert_adds_up(book, Book(book.pack, book.year))


# --- each kind of difference


def a_book():
    indicator = Indicator(5, "产出指标", "数量指标", "养护里程", "全年", "≥12公里", "计划")
    project = Project(2, "13051124P0001", "道路养护", funding=(FundingLine(3, "2130126", amount=8 * WAN),), indicators=(indicator,))
    basic = (BasicLine(1, "2013101", "30201", amount=3 * WAN), BasicLine(6, "2013101", "30202", amount=WAN))
    return Book(PACK.id, 2024, "一上", Unit("113", "党群工作部", date="2023-10-01"), basic, projects=(project,), next_id=10)


FUNCTION = "2013101 行政运行"


@pytest.mark.parametrize(
    ("steps", "row"),
    [
        ([edits.set_field(1, "amount", "2.5")], ("基本支出", f"{FUNCTION} / 30201 办公费", "3.00", "2.50", "少 0.50")),
        ([edits.set_field(1, "amount", "3.004")], ("基本支出", f"{FUNCTION} / 30201 办公费", "3", "3.004", "多 0.004")),
        ([edits.set_field(1, "amount", "见附表")], ("基本支出", f"{FUNCTION} / 30201 办公费", "3.00", "“见附表”", "少 3.00")),
        ([edits.delete_lines([1])], ("基本支出", f"{FUNCTION} / 30201 办公费", "3.00", "", "删除，少 3.00")),
        (
            [edits.set_field(1, "economic", "30207")],
            ("基本支出", f"{FUNCTION} / 30207 邮电费 · 经济科目", "30201 办公费", "30207 邮电费", "改动，涉及 3.00"),
        ),
        (
            [edits.set_field(3, "source", "other_income")],
            ("项目", "道路养护 · 资金来源", "一般公共预算拨款", "其他收入", "改动，涉及 8.00"),
        ),
        ([edits.set_field(3, "amount", "9")], ("项目", "道路养护", "8.00", "9.00", "多 1.00")),
        ([edits.set_field(2, "name", "道路维修")], ("项目", "道路维修 · 项目名称", "道路养护", "道路维修", "改动")),
        ([edits.delete_lines([2])], ("项目", "道路养护", "8.00", "", "删除，少 8.00")),
        ([edits.set_field(5, "target", "≥15公里")], ("项目", "道路养护 绩效指标 养护里程 · 指标值", "≥12公里", "≥15公里", "改动")),
        ([edits.delete_lines([5])], ("项目", "道路养护 绩效指标 养护里程", "≥12公里", "", "删除")),
        ([edits.set_unit("head", "李四")], ("封面", "单位负责人", "", "李四", "改动")),
        ([edits.set_text("audit", "无")], ("情况说明", "audit", "", "无", "新增")),
    ],
)
def test_one_difference_in_one_row(steps, row):
    old = a_book()
    rows = [found for found in shown(old, after(next_stage(old, "二上"), *steps)) if found[0] != "收入"]
    assert rows == [row]


def test_a_code_that_changes_with_the_amount_leaves_the_amount_to_its_own_row():
    old = a_book()
    new = after(old, edits.set_field(1, "economic", "30207"), edits.set_field(1, "amount", "2"))
    assert [row[2:] for row in shown(old, new) if row[0] == "基本支出"] == [
        ("3.00", "2.00", "少 1.00"),
        ("30201 办公费", "30207 邮电费", "改动"),
    ]


def test_income_that_follows_from_the_lines_differs_with_them():
    old = a_book()
    new = after(old, edits.set_field(1, "amount", "2"))
    assert shown(old, new)[-1] == ("收入", FUNCTION, "4.00", "3.00", "少 1.00")


def test_a_new_project_is_one_row_and_a_second_fund_names_itself():
    old = a_book()
    project = Project(
        20, name="厕所改造", funding=(FundingLine(21, "2130126", amount=WAN), FundingLine(22, "2130126", "other_income"))
    )
    new = replace(old, projects=(*old.projects, project), next_id=30)
    assert [row[1:] for row in shown(old, new) if row[0] == "项目"] == [
        ("厕所改造 2130126 农村社会事业", "", "1.00", "新增，多 1.00"),
        ("厕所改造 2130126 农村社会事业 其他收入", "", "", "新增"),
    ]


def test_lines_with_other_ids_are_known_by_codes_and_names():
    """A budget typed once more: every id is another, nothing differs."""
    old = a_book()
    project = old.projects[0]
    moved = Project(
        7,
        project.code,
        project.name,
        funding=(replace(project.funding[0], id=2),),
        indicators=(replace(project.indicators[0], id=1),),
    )
    new = replace(old, basic=(replace(old.basic[1], id=3), replace(old.basic[0], id=4)), projects=(moved,))
    assert not difference(old, new).count
    purchases = (
        replace(old, procurement=(ProcurementLine(9, 2, name="椅子"),)),
        replace(new, procurement=(ProcurementLine(9, 7, name="椅子"),)),
    )
    assert not difference(*purchases).count


def test_withheld_amounts_show_nowhere():
    old = a_book()
    new = after(old, edits.insert_line("withheld", {"function": "2013101", "amount": 5 * WAN}))
    assert not difference(old, new).count
    assert difference(old, new).spending == (12 * WAN, 12 * WAN)


def test_an_amount_that_cannot_be_read_counts_as_nothing():
    old = replace(a_book(), basic=(BasicLine(1, "2013101", "30201", amount=Unread("待定")),))
    assert_adds_up(old, after(old, edits.set_field(1, "amount", "4")))


# --- stages


@pytest.mark.parametrize(
    ("stage", "later"),
    [("一上", ("一下", "二上", "批复", "调整")), ("批复", ("调整",)), ("调整", ()), ("示例", PACK.stages), ("", PACK.stages)],
)
def test_the_stages_that_follow(stage, later):
    assert later_stages(PACK, stage) == later


def test_tasks_that_are_done_stay_behind():
    book = after(a_book(), edits.add_tasks(["核对上年数", "录编码"]))
    done = after(book, edits.set_field(book.tasks[0].id, "done", "1"))
    assert [task.text for task in next_stage(done, "二上").tasks] == ["录编码"]


@pytest.mark.parametrize(
    ("unit", "year", "same"),
    [
        (Unit("113", "改了名的部"), 2024, True), (Unit("", "党群工作部"), 2024, True), (Unit("114", "党群工作部"), 2024, False),
        (Unit("113", "党群工作部"), 2025, False),
    ],
)  # fmt: skip
def test_which_books_are_stages_of_one_budget(unit, year, same):
    book = a_book()
    assert is_same_budget(book, replace(book, unit=unit, year=year, stage="二上")) is same


def test_further_fields_and_the_department_s_own_sheet_differ_by_name():
    tasks = (PlannedTask(12, "换届", fiscal=WAN),)
    overall = Project(10, scope="department", goals=(Goal(11, "目标1", "办好"),), tasks=tasks)
    old = replace(a_book(), overall=(overall,), next_id=20)
    project = old.projects[0]
    new = after(
        old,
        edits.set_field(project.id, "text:person", "张三"),
        edits.set_field(project.id, "amount:term_fiscal", "3"),
        edits.set_field(project.indicators[0].id, "text:weight", "10"),
        edits.set_field(11, "period", "term"),
        edits.set_field(12, "fiscal", "2"),
    )
    found = difference(old, new)
    assert [(row.title.removeprefix(project.name), row.was, row.now) for page in found.pages for row in page.rows] == [
        (" · 负责人", "", "张三"),
        (" · 实施期财政资金", "", "3.00"),
        (f" 绩效指标 {project.indicators[0].name} · 权重", "", "10"),
        ("部门整体绩效目标 绩效目标 目标1 · 目标期间", "年度", "实施期"),
        ("部门整体绩效目标 年度主要任务 换届 · 财政资金", "1.00", "2.00"),
    ]
    assert [page.page for page in found.pages] == ["projects", "overall"]
    assert {row.place.page for row in found.pages[1].rows} == {"overall"}
    assert found.spending == difference(old, old).spending
    (row,) = difference(old, replace(old, overall=())).pages[0].rows
    assert (row.title, row.gap, row.place.page) == ("部门整体绩效目标", "删除", "overall")
