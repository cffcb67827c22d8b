"""The projects' money by function code beside the table."""

from __future__ import annotations

from msgspec.structs import replace

from models.book import edits
from models.book.records import WithheldAmount
from models.projects.amounts import project_budget
from models.published.context import Context
from models.published.project_spending import function_sums


def test_every_sum_is_that_of_the_table(seed1_context):
    sums = function_sums(seed1_context)
    assert all(one.holds for one in sums)
    assert sum(one.amount for one in sums) == sum(map(project_budget, seed1_context.book.projects))
    assert [one.function for one in sums] == sorted(one.function for one in sums)


def test_money_without_a_code_is_a_sum_of_its_own(seed1, xingtai, codes):
    part = seed1.projects[0].funding[0]
    first = function_sums(Context(edits.set_field(part.id, "function", "")(seed1), xingtai, codes))[0]
    assert (first.function, first.projects, first.amount, first.holds) == ("", 1, part.amount, False)


def test_withheld_money_is_no_difference(seed1, xingtai, codes):
    withheld = (WithheldAmount(seed1.next_id, seed1.projects[0].funding[0].function, amount=500),)
    pack = replace(xingtai, withheld_counts=True)
    assert all(one.holds for one in function_sums(Context(replace(seed1, withheld=withheld), pack, codes)))


def test_a_form_without_such_a_table_compares_nothing(seed1, xingtai, codes):
    sums = function_sums(Context(seed1, replace(xingtai, figures={}), codes))
    assert {one.published for one in sums} == {None}
    assert not any(one.holds for one in sums)
