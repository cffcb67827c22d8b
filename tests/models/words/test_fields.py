"""The names of fields: as the forms of the pack print them, wherever a field is named."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book import edits
from models.book.records import Book, Goal, Indicator, PlannedTask, Project
from models.pack.forms.sheet import IndicatorColumn, SheetField, TaskForm
from models.words.changes import changes_between
from models.words.fields import field_name
from models.words.log_words import logged_step
from models.words.search import entries
from models.words.steps import StepWords

INDICATOR = Indicator(2, cells=(("weight", "10"),))
TASK = PlannedTask(4, "换届", fiscal=100)
PROJECT = Project(1, name="修路", indicators=(INDICATOR,), cells=(("department", "镇政府"), ("loan", 500), ("person", "张三")))
BOOK = Book("p", 2026, projects=(PROJECT,), overall=(Project(3, scope="department", tasks=(TASK,), indicators=(Indicator(5),)),))


@pytest.fixture(scope="module")
def pack(xingtai):
    """Another place's words: of a project, and other ones of the whole department."""
    sheet = xingtai.sheet
    fields = (SheetField("department", "项目主管单位"), SheetField("loan", "其中：贷款", "amount"))
    columns = (*sheet.columns[:-1], IndicatorColumn("weight", ("绩效指标", "分值")), IndicatorColumn("basis", ("设定依据",)))
    labels = {**sheet.labels, "name": "项目支出名称"}
    overall = replace(
        sheet,
        columns=(IndicatorColumn("weight", ("权重（%）",)),),
        tasks=TaskForm("年度重点工作", ("工作名称", "工作内容", "总额", "其中财政", "其中其他")),
    )
    return replace(xingtai, sheet=replace(sheet, fields=fields, columns=columns, labels=labels), overall=overall)


@pytest.mark.parametrize(
    ("line", "field", "page", "name"),
    [
        (PROJECT, "name", "projects", "项目支出名称"),
        (PROJECT, "code", "projects", "项目编码"),
        (PROJECT, "text:department", "projects", "项目主管单位"),
        (PROJECT, "amount:loan", "projects", "其中：贷款"),
        (PROJECT, "text:person", "projects", "负责人"),
        (PROJECT, "text:farm", "projects", "farm"),
        (PROJECT, "note", "projects", "备注"),
        (PROJECT, "scope", "projects", None),
        (INDICATOR, "text:weight", "projects", "分值"),
        (INDICATOR, "text:weight", "overall", "权重（%）"),
        (INDICATOR, "basis", "projects", "设定依据"),
        (INDICATOR, "basis", "overall", "指标值确定依据"),
        (TASK, "text", "overall", "工作内容"),
        (TASK, "other", "overall", "其中其他"),
        (TASK, "other", "projects", "其他资金"),
        (Goal(6), "text", "projects", "目标内容"),
    ],
)
def test_a_field_has_the_name_that_the_form_prints(pack, line, field, page, name):
    assert field_name(line, field, pack, page) == name


def test_search_steps_log_and_changes_name_a_field_alike(pack, codes):
    found = {entry.where for entry in entries(BOOK, pack, codes)}
    assert {"项目 第 1 个 项目主管单位", "项目 第 1 个 分值", "部门整体绩效目标 其中财政"} <= found
    for edit, name in (
        (edits.set_field(2, "text:weight", "20"), "分值"),
        (edits.set_field(5, "text:weight", "20"), "权重（%）"),
        (edits.set_field(1, "amount:loan", "8"), "其中：贷款"),
    ):
        after = edit(BOOK)
        words = StepWords(pack, codes)
        (change,) = logged_step(words, "", BOOK, after).changes
        assert name in words.label(edit.label, BOOK, after)
        assert change.where.endswith(f"· {name}")
        assert name in changes_between(BOOK, after, pack)[0]
