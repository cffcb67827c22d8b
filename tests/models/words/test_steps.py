"""What a step did, in one line, for every kind of edit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits
from models.book.places import Place
from models.book.records import WithheldAmount
from models.projects.edits import add_overall, add_project, copy_project
from models.words.places import place_words
from models.words.steps import StepWords
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book
from tests.second_budget import second_book
from tests.strategies import books, random_edit

PACK = load_pack("hebei-xingtai-2024")
WORDS = StepWords(PACK, built_in_codes(PACK.codes))
ONE, OTHER = seed1_book(), second_book()


def told(book, *steps, said="粘贴 2 行 1 列"):
    edit = steps[0] if len(steps) == 1 else edits.combined(said, steps)
    return WORDS.label(edit.label, book, edit(book))


BASIC = ONE.basic[0]
PROJECT = next(project for project in ONE.projects if project.name == "团区委工作经费")
TARGET, MONTH, FUND = PROJECT.indicators[0], PROJECT.plan[0].month, PROJECT.funding[0]


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        (edits.set_field(BASIC.id, "amount", "46.40"), "修改 2013201 行政运行 / 30101 基本工资：464.40 → 46.40 万元"),
        (edits.set_field(BASIC.id, "amount", ""), "修改 2013201 行政运行 / 30101 基本工资：464.40 万元 → 空白"),
        (edits.set_field(BASIC.id, "amount", "见附表"), "修改 2013201 行政运行 / 30101 基本工资：464.40 万元 → “见附表”"),
        (edits.set_field(BASIC.id, "note", "甲"), "修改 2013201 行政运行 / 30101 基本工资 备注：空白 → 甲"),
        (edits.set_field(BASIC.id, "economic", "30102"), "修改 基本支出 第 1 行 经济科目：30101 基本工资 → 30102 津贴补贴"),
        (edits.set_field(PROJECT.funding[0].id, "amount", "1"), "修改 项目 团区委工作经费 预算数：0.80 → 1.00 万元"),
        (edits.set_field(PROJECT.id, "status", "新增"), "修改 项目 团区委工作经费 项目状态：空白 → 新增"),
        (edits.set_field(PROJECT.id, "name", "乙"), "修改 项目 第 28 个 项目名称：团区委工作经费 → 乙"),
        (edits.set_field(PROJECT.plan[0].id, "value", "0.2"), f"修改 项目 团区委工作经费 支出计划 {MONTH}："),
        (edits.set_field(TARGET.id, "target", "≥8次"), "修改 项目 团区委工作经费 绩效指标 活动数量 指标值：≥6次 → ≥8次"),
        (edits.set_field(TARGET.id, "name", "次数"), "修改 项目 团区委工作经费 绩效指标 三级指标：活动数量 → 次数"),
        (edits.set_income("2013201", "general", False, "600"), "修改 收入 2013201 行政运行：673.50 → 600.00 万元"),
        (edits.set_income("2013201", "general", False, ""), "修改 收入 2013201 行政运行：673.50 万元 → 空白"),
        (edits.set_income("2240101", "general", True, "3"), "修改 收入 2240101 行政运行 上年结转：空白 → 3.00 万元"),
        (edits.set_three_public("reception", "general", "2"), "修改 三公经费 公务接待费：空白 → 2.00 万元"),
        (edits.set_last_year("basic", "reason", "人员增加"), "修改 上年数 基本支出 增减原因："),
        (edits.set_text("duties", "负责甲"), "修改 情况说明 部门职责 内容：空白 → 负责甲"),
        (edits.insert_line("agencies", {"name": "某镇本级"}), "新增 机构设置 第 1 行：某镇本级"),
        (edits.set_unit("head", "张三"), "修改 封面 单位负责人：空白 → 张三"),
        (edits.set_stage("二上"), "修改 封面 预算阶段：批复 → 二上"),
        (edits.insert_line("basic", {"function": "2013201"}), f"新增 基本支出 第 {len(ONE.basic) + 1} 行：2013201 行政运行"),
        (edits.delete_lines([BASIC.id]), "删除 基本支出 第 1 行：2013201 行政运行 / 30101 基本工资 464.40 万元"),
        (edits.delete_lines([ONE.basic[i].id for i in (0, 1, 4)]), "删除 3 行：基本支出 第 1–2、5 行"),
        (edits.move_line(BASIC.id, 2), "移动行：基本支出"),
        (add_project("扶贫", PACK.sheet), "新增 项目 第 33 个：扶贫"),
        (copy_project(PROJECT.id), "新增 项目 第 29 个：团区委工作经费 0.80 万元"),
        (edits.explain("K-7", "projects:1:target", "0" * 16, "由其他资金补足"), "填写 核实说明：由其他资金补足"),
        (edits.set_change_reason("一上", "basic:1:amount", "按控制数压减"), "填写 调整说明：按控制数压减"),
        (edits.add_tasks(["核对上年数"]), "新增 要办的事：核对上年数"),
        (edits.set_field(PROJECT.id, "text:person", "张三"), "修改 项目 团区委工作经费 负责人：空白 → 张三"),
        (edits.set_field(PROJECT.id, "amount:term_fiscal", "3"), "修改 项目 团区委工作经费 实施期财政资金：空白 → 3.00 万元"),
        (edits.set_field(TARGET.id, "text:weight", "10"), "修改 项目 团区委工作经费 绩效指标 活动数量 权重：空白 → 10"),
        (edits.set_field(TARGET.id, "text:own", "甲"), "修改 项目 团区委工作经费 绩效指标 活动数量 own：空白 → 甲"),
        (edits.set_field(PROJECT.goals[0].id, "period", "term"), "修改 项目 团区委工作经费 绩效目标 目标期间：年度 → 实施期"),
        (edits.set_field(FUND.id, "level", "own"), "修改 项目 团区委工作经费 资金 2012999 其他群众团体事务支出 上级或本级："),
        (edits.insert_line("tasks", {"name": "换届"}, project=PROJECT.id), "新增 项目 第 28 个 年度主要任务：换届"),
        (add_overall(PACK.sheet), "新增 部门整体绩效目标"),
    ],
)  # fmt: skip
def test_every_kind_of_edit(edit, label):
    assert told(ONE, edit).startswith(label)


def test_several_lines_keep_the_words_of_the_edit_and_say_where():
    steps = [edits.set_field(line.id, "amount", "7") for line in (*ONE.basic[3:6], ONE.basic[8])]
    assert told(ONE, *steps, said="粘贴 4 行 1 列") == "粘贴 4 行 1 列：基本支出 第 4–6、9 行"
    one = [edits.set_field(BASIC.id, "amount", "7"), edits.set_field(BASIC.id, "note", "甲")]
    assert told(ONE, *one, said="粘贴 1 行 2 列") == "粘贴 1 行 2 列：基本支出 第 1 行"


def test_an_explanation_that_is_changed_or_taken_back():
    book = edits.explain("K-7", "projects:1:target", "0" * 16, "甲")(ONE)
    assert told(book, edits.explain("K-7", "projects:1:target", "0" * 16, "乙")) == "修改 核实说明：乙"
    assert told(book, edits.explain("K-7", "projects:1:target", "0" * 16, "")) == "删除 核实说明：甲"


def test_a_task_that_is_ticked_off_and_a_reason_that_is_changed():
    book = edits.set_change_reason("一上", "basic:1:amount", "压减")(edits.add_tasks(["核对上年数"])(ONE))
    done = edits.set_field(book.tasks[0].id, "done", "1")
    assert told(book, done) == "办完 要办的事：核对上年数"
    assert told(done(book), edits.set_field(book.tasks[0].id, "done", "0")) == "没有办完 要办的事：核对上年数"
    assert told(book, edits.set_change_reason("一上", "basic:1:amount", "压减 5%")) == "修改 调整说明：压减 5%"
    assert told(book, edits.set_change_reason("一上", "basic:1:amount", "")) == "删除 调整说明：压减"


def test_withheld_amounts_are_not_named():
    book = replace(ONE, withheld=(WithheldAmount(9001, "2013201", amount=123_450_000),), next_id=9002)
    assert told(book, edits.set_field(9001, "amount", "678.90")) == "修改 不予公开"
    assert told(book, edits.delete_lines([9001])) == "修改 不予公开"


@settings(max_examples=40)
@given(st.data())
def test_every_edit_has_a_label_of_one_line(data):
    book = data.draw(st.one_of(st.sampled_from((ONE, OTHER)), books()))
    edit = data.draw(random_edit(book))
    new = edit(book)
    if new == book:
        return
    label = WORDS.label(edit.label, book, new)
    assert label.strip()
    assert "\n" not in label
    assert len(label) < 200


def test_a_step_on_the_department_s_own_sheet_names_it():
    book = add_overall(PACK.sheet)(ONE)
    (overall,) = book.overall
    goal = overall.goals[0]
    assert told(book, edits.set_field(goal.id, "text", "办好")) == "修改 部门整体绩效目标 绩效目标 目标内容：空白 → 办好"
    assert told(book, edits.set_field(overall.id, "text:person", "张三")) == "修改 部门整体绩效目标 负责人：空白 → 张三"
    assert told(book, edits.delete_lines([overall.id])) == "删除 部门整体绩效目标"
    task = edits.insert_line("tasks", {"name": "换届"}, project=overall.id)
    assert told(book, task) == "新增 部门整体绩效目标 年度主要任务：换届"
    assert place_words(book, PACK, Place("overall", goal.id, "text")) == "部门整体绩效目标"
