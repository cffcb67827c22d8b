"""The money of projects gets function codes so that the sums of the codes come out, whatever the amounts are."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from models.book.records import FundingLine, Project
from models.incoming.from_tables.project_money import assign_codes
from models.incoming.from_tables.spending import Share
from models.values.money import fen

YEAR = 2024
HUNDRED = 10_000
CODES = ("2010301", "2012902", "2013299")


def project(own, amount, code=""):
    return Project(own, code, f"项目{own}", funding=(FundingLine(own + 50, amount=amount),))


def share(function, amount, *, carried=False):
    return Share(function, "general", "project", carried, amount)


def sums(projects):
    found = Counter()
    for one in projects:
        for line in one.funding:
            found[line.function] += fen(line.amount)
    return found


def test_projects_that_add_up_to_a_code_are_taken_for_its_own():
    projects = [project(1, 500 * HUNDRED), project(2, 300 * HUNDRED), project(3, 40 * HUNDRED), project(4, 8 * HUNDRED)]
    found = assign_codes(projects, [share(CODES[0], 540 * HUNDRED), share(CODES[1], 308 * HUNDRED)], YEAR)
    assert [one.funding[0].function for one in found.projects] == [CODES[0], CODES[1], CODES[0], CODES[1]]
    assert (found.left, found.matched) == ((), 4)


def test_money_of_last_year_goes_to_codes_of_earlier_years():
    old, new = "13051123" + "T" * 13, "13051124" + "T" * 13
    projects = [project(1, 5 * HUNDRED, new), project(2, 5 * HUNDRED, old)]
    found = assign_codes(projects, [share(CODES[0], 5 * HUNDRED), share(CODES[1], 5 * HUNDRED, carried=True)], YEAR)
    assert [(one.funding[0].function, one.funding[0].carried) for one in found.projects] == [(CODES[0], False), (CODES[1], True)]


def test_amounts_finer_than_the_tables_fit_by_rounding():
    projects = [project(1, 688_506 * 100), project(2, 311_444 * 100)]
    found = assign_codes(projects, [share(CODES[0], 99_995_000 + 5_000)], YEAR)
    assert found.matched == 2
    assert [one.funding[0].amount for one in found.projects] == [68_850_600, 31_144_400]


@given(
    st.lists(st.integers(1, 60).map(lambda n: n * HUNDRED), max_size=6),
    st.dictionaries(st.sampled_from(CODES), st.integers(1, 90).map(lambda n: n * HUNDRED)),
)
def test_nothing_is_lost_and_no_code_has_more_than_published(amounts, wanted):
    projects = [project(at, amount) for at, amount in enumerate(amounts, 1)]
    found = assign_codes(projects, [share(code, amount) for code, amount in wanted.items()], YEAR)
    assert sum(sums(found.projects).values()) == sum(amounts)
    left = Counter({each.function: each.amount for each in found.left})
    for code, amount in wanted.items():
        assert abs(sums(found.projects)[code] + left[code] - amount) <= HUNDRED // 2
