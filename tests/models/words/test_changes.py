import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from models.book import edits
from models.book import records as book_module
from models.book.fields import FieldKind, record_fields
from models.book.list_lines import CellLine, ListLine
from models.book.records import (
    PROJECT_COLLECTIONS,
    AssetLine,
    BasicLine,
    Book,
    ChangeReason,
    Explanation,
    Indicator,
    LastYearFigure,
    ProcurementLine,
    Project,
    ThreePublicLine,
    WithheldAmount,
)
from models.values.money import Unread
from models.words.changes import HIDDEN_COLLECTIONS, OWN_COLLECTIONS, changes_between
from models.words.fields import FIELD_NAMES, INNER_NAMES
from storage.packs.catalogue import load_pack
from tests.strategies import books, random_edit

PRIVATE = {
    (Explanation, "code"), (Explanation, "place"), (Explanation, "fingerprint"), (ChangeReason, "place"), (Book, "next_id"),
    (ListLine, "form"), (ListLine, "cells"), (Indicator, "cells"), (Project, "cells"), (Project, "scope"),
}  # fmt: skip


PACK = load_pack("hebei-xingtai-2024")


def changes(old, new):
    return changes_between(old, new, PACK)


def test_every_field_has_a_name_or_is_private():
    found = {c for c in vars(book_module).values() if isinstance(c, type) and issubclass(c, Struct)}
    records = found - {Struct, CellLine, WithheldAmount}
    assert set(FIELD_NAMES) == records
    for record in records:
        for field in record_fields(record):
            holds_lines = field.kind in {FieldKind.LINES, FieldKind.RECORD}
            named = field.name in FIELD_NAMES[record]
            assert named != (field.name == "id" or holds_lines or (record, field.name) in PRIVATE), (record, field.name)
    assert set(INNER_NAMES) == set(PROJECT_COLLECTIONS)


def test_nothing_changed(seed1):
    assert changes(seed1, seed1) == ()
    assert changes(seed1, replace(seed1, next_id=seed1.next_id + 1)) == ()


def test_the_clerk_s_own_notes_are_no_change(seed1):
    assert changes(seed1, edits.add_tasks(["核对上年数"])(seed1)) == ()
    assert changes(seed1, edits.set_change_reason("一上", "basic:1:amount", "按控制数压减")(seed1)) == ()


def test_an_amount(seed1):
    old = edits.set_field(seed1.basic[5].id, "amount", "71.57")(seed1)
    new = edits.set_field(seed1.basic[5].id, "amount", "75.17")(old)
    assert changes(old, new) == ("基本支出 第 6 行 金额：71.57 → 75.17",)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, 0, "空白 → 0.00"),
        (None, Unread("约三万"), "空白 → “约三万”"),
        (400_000, Unread(""), "0.40 → “”"),
        (1_000_000, 1_000_400, "1 → 1.0004"),
        (0, 1, "0 → 0.000001"),
    ],
)
def test_amounts_that_are_not_plain(before, after, told):
    old = Book("p", 2024, basic=(BasicLine(1, amount=before),))
    new = Book("p", 2024, basic=(BasicLine(1, amount=after),))
    assert changes(old, new) == (f"基本支出 第 1 行 金额：{told}",)


def test_cover_and_stage(seed1):
    new = edits.set_stage("二上")(edits.set_unit("head", "张三")(seed1))
    assert changes(seed1, new) == ("封面 预算阶段：批复 → 二上", "封面 单位负责人：空白 → 张三")


def test_words_for_sources_flags_and_items():
    line = BasicLine(1)
    old = Book("p", 2024, basic=(line,), three_public=(ThreePublicLine(2),))
    new = replace(
        old,
        basic=(replace(line, source="fiscal_account", carried=True),),
        three_public=(ThreePublicLine(2, "reception"),),
    )
    assert changes(old, new) == (
        "基本支出 第 1 行 资金来源：一般公共预算拨款 → 财政专户管理资金",
        "基本支出 第 1 行 上年结转：否 → 是",
        "三公经费 第 1 行 费用：因公出国（境）费 → 公务接待费",
    )


def test_words_of_the_pack_for_its_lists():
    old = Book("p", 2024, assets=(AssetLine(1, "total"),), last_year=(LastYearFigure(2, "total"),))
    new = replace(old, assets=(AssetLine(1, "other"),), last_year=(LastYearFigure(2, "unknown"),))
    assert changes(old, new) == (
        "固定资产 第 1 行 资产：资产总额 → 4、其他固定资产",
        "上年数 第 1 行 项目：收支总额 → unknown",
    )


def test_lines_that_came_and_went(seed1):
    gone = edits.delete_lines([seed1.basic[2].id])(seed1)
    (told,) = changes(seed1, gone)
    assert told.startswith("删除 基本支出 第 3 行：功能科目 ")
    (told,) = changes(gone, seed1)
    assert told.startswith("新增 基本支出 第 3 行：功能科目 ")
    assert changes(seed1, edits.insert_line("income")(seed1)) == (f"新增 收入 第 {len(seed1.income) + 1} 行",)


def test_a_project_that_came(seed1):
    project = replace(seed1.projects[0], id=9000, name="新的项目", code="", use="", plan_label="", note="")
    new = replace(seed1, projects=(*seed1.projects, project), next_id=9001)
    (told,) = changes(seed1, new)
    assert told.startswith("新增 项目 第 33 个：项目名称 新的项目，预算数 ")


def test_inside_a_project(seed1):
    project = seed1.projects[27]
    old = edits.set_field(project.indicators[2].id, "target", "≥90%")(seed1)
    new = edits.set_field(project.indicators[2].id, "target", "≥95%")(old)
    new = edits.delete_lines([project.plan[0].id])(new)
    plan, target = changes(old, new)
    named = f"项目 第 28 个“{project.name[:40]}"
    assert plan.startswith(f"删除 {named}")
    assert "支出计划 第 1 行：月份 " in plan
    assert target.startswith(named)
    assert target.endswith("绩效指标 第 3 行 指标值：≥90% → ≥95%")


def test_an_amount_of_a_project_is_told_once_and_its_wording_alone():
    old = Book("p", 2024, projects=(Project(1, name="甲"),), next_id=2)
    old = edits.insert_line("funding", project=1)(old)
    first = edits.set_field(2, "amount", "68.85")(old)
    second = edits.set_field(2, "amount", "68.85万元")(first)
    assert changes(old, first) == ("项目 第 1 个“甲” 资金 第 1 行 金额：空白 → 68.85",)
    assert changes(first, second) == ("项目 第 1 个“甲” 资金 第 1 行 金额写法：68.85 → 68.85万元",)


def test_order(seed1):
    assert changes(seed1, edits.move_line(seed1.projects[3].id, -2)(seed1)) == ("项目：前后顺序有调整",)
    inner = edits.move_line(seed1.projects[0].indicators[0].id, 1)(seed1)
    assert changes(seed1, inner) == (f"项目 第 1 个“{seed1.projects[0].name}” 绩效指标：前后顺序有调整",)


def test_the_project_of_a_purchase_is_named():
    projects = (Project(1, name="甲"), Project(2))
    old = Book("p", 2024, projects=projects, procurement=(ProcurementLine(3, project=1),))
    new = replace(old, procurement=(ProcurementLine(3, project=2),))
    assert changes(old, new) == ("政府采购 第 1 行 所属项目：甲 → 项目 第 2 个",)
    assert changes(new, replace(old, procurement=(ProcurementLine(3),))) == ("政府采购 第 1 行 所属项目：项目 第 2 个 → 空白",)


def test_long_texts_are_shown_where_they_differ():
    head, tail = "总" * 100, "尾" * 100
    old = Book("p", 2024, projects=(Project(1, use=f"{head}旧的\n说法{tail}"),))
    new = Book("p", 2024, projects=(Project(1, use=f"{head}新的\n说法{tail}"),))
    (told,) = changes(old, new)
    assert told == f"项目 第 1 个 资金用途：…{'总' * 10}旧的 说法{'尾' * 25}… → …{'总' * 10}新的 说法{'尾' * 25}…"


def test_withheld_amounts_are_never_told(seed1):
    withheld = (WithheldAmount(9000, "2040101", amount=123),)
    new = replace(seed1, withheld=withheld, next_id=9001)
    assert frozenset({"withheld"}) == HIDDEN_COLLECTIONS
    assert changes(seed1, new) == ()
    assert changes(new, replace(new, withheld=(replace(withheld[0], amount=456),))) == ()


@settings(max_examples=30, deadline=None)
@given(old=books(), new=books())
def test_any_two_books_can_be_compared(old, new):
    told = changes(old, new)
    assert [s for s in told if s.startswith("不予公开") or "\n" in s] == []  # a clerk may write the word into a text
    assert changes(old, replace(old, withheld=new.withheld)) == ()


@settings(max_examples=30, deadline=None)
@given(data=st.data(), book=books())
def test_every_edit_that_shows_is_told(data, book):
    new = data.draw(random_edit(book))(book)
    left_out = dict.fromkeys((*HIDDEN_COLLECTIONS, *OWN_COLLECTIONS, "explanations"), ())
    same = replace(book, **left_out, next_id=1) == replace(new, **left_out, next_id=1)
    assert same or changes(book, new)


def test_the_department_s_own_sheet_and_further_fields_are_told():
    old = Book("p", 2024, projects=(Project(1, name="甲", indicators=(Indicator(2),)),), overall=(Project(3, scope="department"),))
    steps = [
        edits.set_field(1, "text:person", "张三"),
        edits.set_field(2, "text:weight", "10"),
        edits.set_field(3, "amount:term_other", "约三万"),
        edits.insert_line("goals", {"text": "办好", "period": "q1"}, project=3),
    ]
    new = edits.combined("", steps)(replace(old, next_id=4))
    assert changes(old, new) == (
        "项目 第 1 个 负责人：空白 → 张三",
        "项目 第 1 个“甲” 绩效指标 第 1 行 权重：空白 → 10",
        "部门整体绩效目标 实施期其他资金：空白 → “约三万”",
        "新增 部门整体绩效目标 绩效目标 第 1 行：目标内容 办好，目标期间 一季度",
    )
