"""Several projects at once: one edit for all of them, and undo as its inverse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits
from models.book.records import PROJECT_COLLECTIONS, Book, FundingLine, PlanPoint, Project
from models.projects import several
from models.projects.amounts import project_budget
from tests.golden_books import with_sixty_projects
from tests.strategies import books

MONTHS = ("6月底", "12月底")


@pytest.fixture(scope="module")
def sixty(seed1):
    return with_sixty_projects(seed1)


def test_twelve_of_sixty_get_one_function_source_status_and_basis(sixty):
    chosen = sixty.projects[3:15]
    steps = [
        several.set_in_lines(chosen, "funding", "function", "2013199"),
        several.set_in_lines(chosen, "funding", "source", "other_income"),
        several.set_in_lines(chosen, "funding", "carried", "1"),
        several.set_everywhere(chosen, "status", "延续"),
        several.set_in_lines(chosen, "indicators", "basis", "会议纪要"),
    ]
    new = edits.combined("", steps)(sixty)
    changed = [now for was, now in zip(sixty.projects, new.projects, strict=True) if was is not now]
    assert [project.id for project in changed] == [project.id for project in chosen]
    for project in changed:
        assert project.status == "延续"
        assert {(part.function, part.source, part.carried) for part in project.funding} == {("2013199", "other_income", True)}
        assert {line.basis for line in project.indicators} == {"会议纪要"}
    assert sum(map(project_budget, new.projects)) == sum(map(project_budget, sixty.projects))


def test_a_project_without_money_gets_a_line_to_hold_the_code():
    book = Book("p", 2024, projects=(Project(1), Project(2, funding=(FundingLine(3, amount=100),))), next_id=4)
    new = several.set_in_lines(book.projects, "funding", "function", "2013199")(book)
    assert [[part.function for part in project.funding] for project in new.projects] == [["2013199"], ["2013199"]]
    assert new.projects[1].funding[0].amount == 100
    assert several.set_in_lines(book.projects, "indicators", "basis", "x")(book) is book


def test_what_lines_have_in_common():
    assert several.common(["a", "a"]).value == "a"
    mixed = several.common(["a", "b", "b"])
    assert mixed.differs
    assert mixed.value is None
    assert mixed.counts == (("b", 2), ("a", 1))
    nothing = several.common([])
    assert not nothing.differs
    assert nothing.value is None


def _planned(*amounts, values=("", "")):
    """Projects with these 预算数 in fen, each with a plan of two months."""
    ids = iter(range(1, 1000))
    projects = tuple(
        Project(
            next(ids),
            funding=(FundingLine(next(ids), amount=amount),),
            plan=tuple(PlanPoint(next(ids), month, value) for month, value in zip(MONTHS, values, strict=True)),
        )
        for amount in amounts
    )
    return Book("p", 2024, projects=projects, next_id=next(ids))


def test_a_percentage_for_all_plans_is_stored_in_the_unit_of_each():
    book = _planned(8_000_00, 12_345_67)
    one, other = book.projects
    new = several.set_percent(book.projects, "6月底", "50", in_wan={other.id})(book)
    assert [project.plan[0].value for project in new.projects] == ["50%", "0.617284"]
    new = several.set_percent(new.projects, "12月底", "100%", in_wan={other.id})(new)
    assert [project.plan[1].value for project in new.projects] == ["100%", "1.234567"]
    cleared = several.set_percent(new.projects, "6月底", " ", in_wan={other.id})(new)
    assert [project.plan[0].value for project in cleared.projects] == ["", ""]
    assert project_budget(one) == project_budget(cleared.projects[0])


def test_a_plan_without_the_month_gets_it_in_its_place():
    book = _planned(8_000_00, 8_000_00, values=("", "100%"))
    short = replace(book.projects[1], plan=book.projects[1].plan[1:])
    book = replace(book, projects=(book.projects[0], short))
    assert several.plan_months(book.projects) == MONTHS
    new = several.set_percent(book.projects, "6月底", "40", in_wan=())(book)
    assert [(point.month, point.value) for point in new.projects[1].plan] == [("6月底", "40%"), ("12月底", "100%")]


@pytest.mark.parametrize("typed", ["一半", "50万元", "≥50%", "20%-30%"])
def test_only_a_percentage_is_taken(typed):
    assert several.read_percent(typed) is None
    with pytest.raises(ValueError, match=typed):
        several.set_percent(_planned(1).projects, "6月底", typed, in_wan=())


@settings(max_examples=30)
@given(books(), st.data())
def test_only_the_chosen_projects_change_and_only_in_the_named_field(book, data):
    chosen = [project for project in book.projects if data.draw(st.booleans())]
    new = several.set_in_lines(chosen, "funding", "function", "2010101")(book)
    assert new.projects[len(book.projects) :] == ()
    for was, now in zip(book.projects, new.projects, strict=True):
        if was.id not in {project.id for project in chosen}:
            assert now is was
            continue
        assert now.funding
        assert {part.function for part in now.funding} == {"2010101"}
        assert project_budget(now) == project_budget(was)
        others = [name for name in PROJECT_COLLECTIONS if name != "funding"]
        assert all(getattr(now, name) is getattr(was, name) for name in others)
    assert several.delete_projects(chosen)(book).projects == tuple(p for p in book.projects if p not in chosen)
