"""Edits: one function per thing a person can do; what stays keeps its identity."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book import edits
from models.book.records import AssetLine, BasicLine, Book, IncomeLine, LastYearFigure, ProcurementLine, ThreePublicLine, all_lines
from models.projects.edits import add_overall, add_project, copy_project, set_plan_months
from models.values.money import MoneyUnit, Unread
from tests.golden_books import seed1_book


def test_an_amount_is_typed_and_the_rest_keeps_its_identity():
    book = seed1_book()
    new = edits.set_field(book.basic[5].id, "amount", "75.17")(book)
    assert new.basic[5].amount == 75_170_000
    assert new.projects is book.projects
    assert new.basic[4] is book.basic[4]


def test_no_change_gives_the_same_book():
    book = seed1_book()
    line = book.basic[5]
    assert edits.set_field(line.id, "amount", "71.57")(book) is book
    assert edits.set_unit("name", book.unit.name)(book) is book
    assert edits.set_stage(book.stage)(book) is book
    assert edits.move_line(book.basic[0].id, -1)(book) is book
    assert edits.delete_lines([])(book) is book
    assert edits.set_income("2080505", "general", carried=False, typed="71.57")(book) is book


def test_text_that_is_no_amount_is_kept_as_typed():
    book = seed1_book()
    new = edits.set_field(book.basic[0].id, "amount", "见附表")(book)
    assert new.basic[0].amount == Unread("见附表")


def test_amounts_can_be_typed_in_yuan():
    book = seed1_book()
    assert edits.set_field(book.basic[0].id, "amount", "4,643,960", MoneyUnit.YUAN)(book) is book


def test_a_funding_line_keeps_what_was_typed_beside_what_was_understood():
    book = seed1_book()
    part = book.projects[0].funding[0]
    new = edits.set_field(part.id, "amount", "68.8506万元")(book)
    assert new.projects[0].funding[0].amount == 68_850_600
    assert new.projects[0].funding[0].typed == "68.8506万元"
    assert new.projects[1] is book.projects[1]


def test_lines_are_inserted_where_asked_and_never_share_an_id():
    book = seed1_book()
    new = edits.insert_line("basic", {"function": "2013201"}, before=book.basic[3].id)(book)
    assert new.basic[3] == BasicLine(book.next_id, "2013201")
    assert new.basic[4] is book.basic[3]
    newer = edits.insert_line("indicators", {"name": "新指标"}, project=book.projects[2].id)(new)
    assert newer.projects[2].indicators[-1].name == "新指标"
    ids = [line.id for line in all_lines(newer)]
    assert len(ids) == len(set(ids))
    assert max(ids) < newer.next_id


def test_deleting_a_project_leaves_its_purchases_without_the_link():
    book = seed1_book()
    project = book.projects[0].id
    book = edits.insert_line("procurement", {"project": project, "name": "电脑"})(book)
    new = edits.delete_lines([project, book.projects[1].indicators[0].id])(book)
    assert len(new.projects) == 31
    assert new.procurement == (ProcurementLine(book.procurement[0].id, 0, name="电脑"),)
    assert len(new.projects[0].indicators) == len(book.projects[1].indicators) - 1


def test_lines_move_among_their_neighbours():
    book = seed1_book()
    first, second = book.basic[:2]
    assert edits.move_line(first.id, 1)(book).basic[:2] == (second, first)
    indicators = book.projects[0].indicators
    moved = edits.move_line(indicators[0].id, 99)(book).projects[0].indicators
    assert moved == (*indicators[1:], indicators[0])


def test_income_is_typed_corrected_and_taken_back():
    book = Book("hebei-xingtai-2024", 2024)
    typed = edits.set_income("2080505", "general", carried=True, typed="0")(book)
    assert typed.income == (IncomeLine(1, "2080505", "general", carried=True, amount=0),)
    changed = edits.set_income("2080505", "general", carried=True, typed="3.5")(typed)
    assert changed.income[0].amount == 3_500_000
    assert edits.set_income("2080505", "general", carried=True, typed="")(changed).income == ()
    assert edits.set_income("2080505", "general", carried=True, typed="")(book) is book


def test_a_new_project_starts_with_the_sheet_of_the_pack(xingtai, lutai):
    book = add_project("新项目", lutai.sheet)(Book("hebei-lutai-2024", 2024))
    project = book.projects[0]
    assert [point.month for point in project.plan] == list(lutai.sheet.months)
    assert project.plan_label == lutai.sheet.plan_label
    assert project.goals[0].label == "目标1"
    assert len(project.funding) == 1
    assert add_project("又一个", xingtai.sheet)(book).projects[1].goals[0].label == ""


def test_an_explanation_replaces_the_one_before_and_blank_takes_it_back():
    book = seed1_book()
    one = edits.explain("S-4", "table:0:T5:21011:basic", "abc", "差额是大病统筹")(book)
    two = edits.explain("S-4", "table:0:T5:21011:basic", "def", "差额是工伤保险")(one)
    assert [e.text for e in two.explanations] == ["差额是工伤保险"]
    assert edits.explain("S-4", "table:0:T5:21011:basic", "", "")(two).explanations == ()
    assert edits.explain("S-4", "x", "", " ")(book) is book


def test_several_edits_are_one_step():
    book = seed1_book()
    paste = edits.combined("粘贴 2 格", [edits.set_field(book.basic[i].id, "amount", "1") for i in (0, 1)])
    assert [line.amount for line in paste(book).basic[:2]] == [1_000_000, 1_000_000]
    assert paste.label == "粘贴 2 格"


def test_control_characters_and_odd_line_breaks_are_cleaned_when_typed():
    book = seed1_book()
    new = edits.set_field(book.projects[0].id, "use", "甲\r\n乙\x00\x0b丙")(book)
    assert new.projects[0].use == "甲\n乙丙"


def test_a_copied_project_stands_below_its_original_with_ids_of_its_own():
    book = seed1_book()
    project = book.projects[3]
    new = copy_project(project.id)(book)
    copy = new.projects[4]
    assert (copy.name, copy.code, copy.use) == (project.name, "", project.use)
    assert [line.target for line in copy.indicators] == [line.target for line in project.indicators]
    ids = [line.id for line in all_lines(new)]
    assert len(ids) == len(set(ids))
    assert max(ids) < new.next_id


def test_a_plan_takes_the_months_of_the_form_and_loses_no_value(xingtai):
    months = xingtai.sheet.months
    book = seed1_book()
    short = book.projects[0]
    new = set_plan_months(short.id, months)(book)
    assert [point.month for point in new.projects[0].plan] == list(months)
    assert [point.value for point in new.projects[0].plan] == ["18.00", "18.00", "18.00", ""]
    assert new.projects[0].plan[0] is short.plan[0]
    assert set_plan_months(short.id, months)(new) is new
    other = set_plan_months(short.id, ["9月底"])(new).projects[0].plan
    assert [(point.month, point.value) for point in other] == [("9月底", "18.00"), ("6月底", "18.00"), ("10月底", "18.00")]


def test_a_slot_has_one_line_that_comes_with_the_first_figure_and_goes_with_the_last():
    book = Book("hebei-xingtai-2024", 2024)
    book = edits.set_three_public("abroad", "general", "2")(book)
    assert book.three_public == (ThreePublicLine(1, "abroad", "general", 2_000_000),)
    book = edits.set_asset("other", "quantity", "3 台")(book)
    book = edits.set_asset("other", "value", "1.5")(book)
    assert book.assets == (AssetLine(2, "other", "3 台", 1_500_000),)
    book = edits.set_last_year("total", "reason", "机构改革")(book)
    assert book.last_year == (LastYearFigure(3, "total", None, "机构改革"),)
    assert edits.set_last_year("total", "reason", "机构改革")(book) is book
    assert edits.set_last_year("total", "reason", "")(book).last_year == ()

    assert edits.set_three_public("abroad", "general", "")(book).three_public == ()
    assert edits.set_asset("other", "value", "")(book).assets == (AssetLine(2, "other", "3 台"),)
    assert edits.set_asset("vehicle", "value", "")(book) is book


def test_a_figure_of_last_year_that_is_typed_anew_is_no_longer_that_of_its_file():
    read = LastYearFigure(3, "total", 5_000_000, "", "“公开.pdf”")
    book = Book("p", 2024, last_year=(read,), next_id=4)
    assert edits.set_last_year("total", "amount", "5")(book) == book
    assert edits.set_last_year("total", "reason", "机构改革")(book).last_year[0].origin == "“公开.pdf”"
    assert edits.set_last_year("total", "amount", "6")(book).last_year == (LastYearFigure(3, "total", 6_000_000),)
    assert edits.set_last_year("total", "amount", "")(book).last_year == ()


def test_typing_over_several_lines_of_a_slot_replaces_their_sum_and_keeps_their_other_fields():
    book = Book("hebei-xingtai-2024", 2024, assets=(AssetLine(1, "other", "3", 1), AssetLine(2, "other", "4", 2)), next_id=3)
    assert edits.set_asset("other", "value", "5")(book).assets == (
        AssetLine(1, "other", "3", 5_000_000),
        AssetLine(2, "other", "4"),
    )
    book = Book(
        "hebei-xingtai-2024", 2024, income=(IncomeLine(1, "2080505", amount=1), IncomeLine(2, "2080505", amount=2)), next_id=3
    )
    typed = edits.set_income("2080505", "general", carried=False, typed="5")(book)
    assert typed.income == (IncomeLine(1, "2080505", amount=5_000_000),)
    assert edits.set_income("2080505", "general", carried=False, typed="")(book).income == ()


def test_the_fields_that_other_layouts_have_are_typed_like_any_other():
    book = seed1_book()
    project, indicator = book.projects[0], book.projects[0].indicators[0]
    steps = [
        edits.set_field(project.id, "text:person", "张三"),
        edits.set_field(project.id, "amount:term_fiscal", "120"),
        edits.set_field(indicator.id, "text:weight", "10"),
        edits.set_field(indicator.id, "name", "活动次数"),
        edits.insert_line("indicators", {"name": "合格率", "text:weight": "20"}, project=project.id),
        edits.insert_line("tasks", {"name": "换届", "other": 5}, project=project.id),
    ]
    new = edits.combined("", steps)(book)
    changed, first, last = new.projects[0], new.projects[0].indicators[0], new.projects[0].indicators[-1]
    assert (changed.cells, first.cells) == ((("person", "张三"), ("term_fiscal", 120_000_000)), (("weight", "10"),))
    assert (getattr(changed, "text:person"), getattr(changed, "text:phone"), getattr(changed, "amount:term_other")) == (
        "张三",
        "",
        None,
    )
    assert (first.name, last.name, getattr(last, "text:weight")) == ("活动次数", "合格率", "20")
    assert (changed.tasks[0].name, changed.tasks[0].other) == ("换届", 5)
    assert new.projects[1] is book.projects[1]
    assert edits.set_field(project.id, "text:person", "张三")(new) is new
    assert edits.set_field(project.id, "text:person", "")(new).projects[0].cells == (("term_fiscal", 120_000_000),)
    with pytest.raises(AttributeError):
        _ = changed.person


def test_the_department_s_own_sheet_is_edited_as_a_project_is_and_is_none(xingtai):
    book = add_overall(xingtai.sheet)(seed1_book())
    (overall,) = book.overall
    assert (overall.scope, len(overall.goals), len(book.projects)) == ("department", 1, 32)
    assert add_overall(xingtai.sheet)(book) is book
    steps = [edits.insert_line("indicators", {"name": name}, project=overall.id) for name in "甲乙"]
    new = edits.combined("", steps)(book)
    first, second = new.overall[0].indicators
    assert edits.move_line(second.id, -1)(new).overall[0].indicators == (second, first)
    assert edits.set_field(first.id, "target", "≥1")(new).overall[0].indicators[0].target == "≥1"
    assert edits.delete_lines([first.id])(new).overall[0].indicators == (second,)
    assert edits.delete_lines([overall.id])(new) == replace(new, overall=())
    assert new.projects is book.projects
    with pytest.raises(KeyError):
        edits.insert_line("overall")
