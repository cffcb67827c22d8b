"""The program's own workbook, changed in another program: each cell becomes the field that it prints, or is told as left."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from models.book import edits
from models.book.places import BalancePart
from models.checks.balance_lines import lines_behind
from models.incoming.blocks import Document
from models.incoming.own.returned import returned_changes
from models.paper.figures import figures_of
from models.paper.sheet_list import sheet_plans
from models.words.changes import changes_between
from storage.incoming.document import read_document
from storage.workbook.own_workbook import own_workbook
from storage.workbook.writer import write_workbook
from tests.own_documents import golden_context

FIRST, SECOND = "01 2024年武装工作经费", "02 兵役征集工作经费"
BASIC = "部门预算一般公共预算财政拨款基本支出表"


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    context = golden_context("xingtai")
    path = tmp_path_factory.mktemp("own") / "a.xlsx"
    write_workbook(context.book, context.pack, context.codes, path, draft=False)
    return path.read_bytes()


@pytest.fixture
def returned(exported, tmp_path):
    """What becomes of the changes that a function makes in the workbook."""

    def change(function):
        workbook = load_workbook(io.BytesIO(exported))
        function(workbook)
        path = tmp_path / "a.xlsx"
        workbook.save(path)
        document = read_document(path)
        own = own_workbook(document, path.name)
        return returned_changes(own, golden_context("xingtai"), {block.title: block for block in document.blocks})

    return change


def changed(result):
    """The sentences of what the edit changes in the book."""
    context = golden_context("xingtai")
    return [*changes_between(context.book, result.edit("a.xlsx")(context.book), context.pack)]


def put(sheet, **cells):
    def change(workbook):
        for at, value in cells.items():
            workbook[sheet][at] = value

    return change


def test_a_workbook_that_nobody_changed_has_no_changes(returned):
    result = returned(lambda workbook: None)
    assert (result.taken, result.left, result.follows) == ((), (), ())


@pytest.mark.parametrize(
    ("cell", "value", "where", "pair"),
    [
        ("E10", "≥60 人", "指标值", ("≥55 人", "≥60 人")),
        ("D11", "体格检查合格率", "绩效指标描述", ("新兵体格检查、政治考核合格率", "体格检查合格率")),
        ("F12", None, "指标值确定依据", ("邢征[2020]4 号", "")),
        ("B7", "0.60", "3月底", ("0.50", "0.60")),
        ("E3", "征兵工作经费", "项目名称", ("兵役征集工作经费", "征兵工作经费")),
        ("B5", "用于征兵。", "用途", None),
        ("B8", "完成征兵任务。", "绩效目标", None),
        ("E4", 3, "金额", ("2", "3")),
    ],
)  # fmt: skip
def test_a_cell_of_a_projects_sheet_is_its_field(cell, value, where, pair, returned):
    result = returned(put(SECOND, **{cell: value}))
    (taken,) = result.taken
    assert (result.left, taken.change.place) == ((), f"工作表“{SECOND}”的 {cell}")
    assert "兵役征集工作经费" in taken.where
    assert pair in {None, (taken.old, taken.new)}
    assert len(changed(result)) >= 1


def test_sums_that_were_left_as_they_were_are_told(returned):
    result = returned(put(SECOND, E4=3))
    assert {(each.sheet, each.old, each.new) for each in result.follows} >= {(SECOND, "2.00", "3.00")}
    assert all(each.sheet != FIRST for each in result.follows)


def test_what_is_no_field_is_left_with_a_reason(returned):
    result = returned(put(SECOND, A9="一级的指标", A1="另一个标题", J30="旁边的话"))
    assert (result.taken, len(result.left)) == ((), 3)
    assert all(left.reason for left in result.left)


def test_an_indicator_that_was_added_or_removed(returned):
    def add(workbook):
        sheet = workbook[SECOND]
        sheet["A18"] = "满意度指标"
        for column, text in zip("BCDEF", ("服务对象满意度指标", "新兵家属满意度", "新兵家属满意度", "≥95%", "问卷"), strict=True):
            sheet[f"{column}18"] = text

    result = returned(add)
    assert [each.where for each in result.taken] == ["“兵役征集工作经费” 绩效指标"]
    assert "新兵家属满意度" in "".join(changed(result))

    def remove(workbook):
        sheet = workbook[SECOND]
        for merged in [str(merged) for merged in sheet.merged_cells.ranges if merged.max_row >= 16]:
            sheet.unmerge_cells(merged)
        sheet.delete_rows(17)

    result = returned(remove)
    assert (len(result.taken), result.left) == (1, ())
    before = golden_context("xingtai").book.projects[1]
    after = result.edit("a.xlsx")(golden_context("xingtai").book).projects[1]
    assert after.indicators == before.indicators[:-1]


def single_figure(context):
    """A cell of the 基本支出表 that one line makes, and one that several make."""

    plan = next(plan for plan in sheet_plans(context) if plan.entry.name == BASIC)
    sheet = plan.lay_out(draft=False)
    counts = {}
    for (row, column), figure in figures_of(context.tables[plan.entry.table], sheet).items():
        if figure.amount:
            counts.setdefault(min(2, len(lines_behind(context, BalancePart(figure.place, figure.amount)))), (row, column))
    return counts[1], counts[2]


def test_a_figure_of_a_table_is_its_line_where_one_line_makes_it(returned):
    one, several = single_figure(golden_context("xingtai"))

    def change(workbook):
        workbook[BASIC].cell(*one).value = 1234.56
        workbook[BASIC].cell(*several).value = 99999

    result = returned(change)
    assert [(each.new, "基本支出" in each.where) for each in result.taken] == [("1234.56", True)]
    assert "加起来" in result.left[0].reason
    assert any(each.sheet == "部门预算支出总表" for each in result.follows)


def test_two_cells_that_say_different_things_of_one_line_are_both_left(returned):
    context = golden_context("xingtai")
    cells = {}
    for plan in sheet_plans(context):
        table = context.tables.get(plan.entry.table)
        for (row, column), figure in figures_of(table, plan.lay_out(draft=False)).items() if table else ():
            lines = lines_behind(context, BalancePart(figure.place, figure.amount)) if figure.amount else ()
            if len(lines) == 1:
                cells.setdefault(lines[0].place, {})[plan.entry.name] = (row, column)
    (one, first), (other, second) = [*next(found for found in cells.values() if len(found) > 1).items()][:2]

    def change(workbook):
        workbook[one].cell(*first).value, workbook[other].cell(*second).value = 1234.56, 777

    result = returned(change)
    assert (result.taken, [left.reason for left in result.left]) == ((), ["和别处改的对不上"] * 2)


def test_the_cover_and_further_forms(returned):
    def change(workbook):
        cover = workbook["封面"]
        name = next(cell for row in cover.iter_rows() for cell in row if cell.value == "开发区党群工作部")
        name.value = "开发区党群部"

    result = returned(change)
    assert [(each.place.page, each.new) for each in result.taken] == [("cover", "开发区党群部")]


def test_sheets_that_came_or_went_are_told(returned):
    def change(workbook):
        workbook.create_sheet("计算")["A1"] = 1
        del workbook[FIRST]

    assert {left.change.sentence for left in returned(change).left} == {f"少了工作表“{FIRST}”", "多了工作表“计算”"}


def test_a_field_that_the_book_changed_too_stays(returned):
    context = golden_context("xingtai")
    result = returned(put(SECOND, E10="≥60 人", D11="体格检查合格率"))
    line = context.book.projects[1].indicators[0]
    here = edits.set_field(line.id, "target", "≥58 人")(context.book)
    into = result.into(here, context.book)
    assert ([each.new for each in into.taken], [left.change.new for left in into.left]) == (["体格检查合格率"], ["≥60 人"])
    other = edits.set_field(context.book.projects[1].id, "name", "另一个项目")(context.book)
    assert not result.into(other, context.book).taken  # the same ids, but not the same lines
    gone = edits.delete_lines([context.book.projects[1].id])(context.book)
    assert "没有这一项" in result.into(gone, context.book).left[0].reason


def test_other_documents_carry_no_book(tmp_path):
    assert own_workbook(Document("pdf", ()), "a.pdf") is None
