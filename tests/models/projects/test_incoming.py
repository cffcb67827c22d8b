"""Projects from outside come into a book as one step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book.exchange import check_consistent
from models.book.records import Book, FundingLine, Goal, Indicator, PlannedTask, PlanPoint, Project, all_lines
from models.incoming.sheets.reading import read_sheets
from models.projects.incoming import IncomingProject, ProjectIndex, add_incoming, completes
from tests.golden_books import seed1_book
from tests.sheet_texts import LUTAI, published

ARRIVING = read_sheets(published("lutai"), LUTAI.sheet).projects
BOOK = seed1_book()


def test_a_project_is_known_by_its_code_or_else_by_its_name():
    road, bridge = Project(1, "P1", "修路"), Project(2, "", "修 桥（二期）")
    register = ProjectIndex([road, bridge])
    assert register.find(Project(0, "P1", "改了名")) is road
    assert register.find(Project(0, "P9", "修路")) is None
    assert register.find(Project(0, "", "修路")) is road
    assert register.find(Project(0, "P2", "修桥(二期)")) is bridge
    assert register.find(Project(0)) is None


@given(st.data())
def test_ids_stay_whole_and_nothing_else_changes(data):
    book = replace(BOOK, projects=BOOK.projects[: data.draw(st.integers(0, 4))])
    arriving = data.draw(st.lists(st.sampled_from(ARRIVING), max_size=3))
    spare = [project.id for project in book.projects]
    incoming = [IncomingProject(project, spare.pop() if spare and data.draw(st.booleans()) else 0) for project in arriving]
    after = add_incoming(incoming)(book)
    check_consistent(after)
    added = sum(not one.instead_of for one in incoming)
    assert len(after.projects) == len(book.projects) + added
    assert [p.id for p in after.projects][: len(book.projects)] == [p.id for p in book.projects]
    assert replace(after, projects=(), next_id=0) == replace(book, projects=(), next_id=0)
    if not incoming:
        assert after is book


def test_a_replaced_project_keeps_its_lines_of_money_where_they_give_the_same():
    book = seed1_book()
    old = book.projects[0]
    two = (FundingLine(901, "2030601", amount=10_000_000), FundingLine(902, "2080505", carried=True, amount=8_000_000))
    book = replace(book, projects=(replace(old, funding=two), *book.projects[1:]), next_id=1000)
    same = add_incoming([IncomingProject(old, old.id)])(book).projects[0]
    assert same.funding == two
    other = replace(old, funding=(replace(old.funding[0], function="", amount=5),))
    changed = add_incoming([IncomingProject(other, old.id)])(book).projects[0]
    assert [(line.function, line.amount) for line in changed.funding] == [("", 5)]
    once = add_incoming([IncomingProject(other, old.id)])(seed1_book()).projects[0]
    assert [(line.function, line.amount) for line in once.funding] == [("2030601", 5)]


def test_a_project_that_is_not_there_cannot_be_replaced():
    with pytest.raises(KeyError):
        add_incoming([IncomingProject(ARRIVING[0], 99999)])(seed1_book())
    assert 99999 not in {line.id for line in all_lines(seed1_book())}


def test_a_sheet_that_replaces_another_keeps_what_it_does_not_print():
    rows = (
        Indicator(3, name="活动 次数", cells=(("note", "甲"), ("weight", "10"))),
        Indicator(4, name="别的", cells=(("weight", "5"),)),
    )
    goals = (Goal(5, "目标1", "旧的"), Goal(6, text="三年", period="term"))
    old = Project(1, "P1", "修路", goals=goals, indicators=rows, tasks=(PlannedTask(7, "换届"),), cells=(("person", "张三"),))
    book = Book("p", 2024, projects=(old,), next_id=8)
    new_rows = (Indicator(2, name="活动次数", cells=(("weight", "20"),)), Indicator(3, name=""))
    arriving = Project(1, "P1", "修路", goals=(Goal(4, "目标1", "新的"),), indicators=new_rows, cells=(("phone", "123"),))
    (project,) = add_incoming([IncomingProject(arriving, instead_of=1)])(book).projects
    assert project.cells == (("person", "张三"), ("phone", "123"))
    assert [row.cells for row in project.indicators] == [(("note", "甲"), ("weight", "20")), ()]
    assert [goal.text for goal in project.goals] == ["新的", "三年"]
    assert project.tasks == old.tasks


def test_a_list_of_indicators_completes_a_project_and_takes_nothing_from_it():
    old = Project(
        1, "P1", "修路", "延续", "用途", "计划", (FundingLine(2, amount=5),), (PlanPoint(3, "3月底", "5"),),
        (Goal(4, text="修好"),), note="记",
    )  # fmt: skip
    new = Project(9, "P1", "", indicators=(Indicator(10, "产出指标", "数量指标", "里程", target="≥5公里"),))
    assert completes(old, new)
    book = Book("p", 2024, projects=(old,), next_id=5)
    (project,) = add_incoming([IncomingProject(new, 1)])(book).projects
    assert project == replace(old, indicators=(replace(new.indicators[0], id=5),))
    assert not completes(project, new)
    assert not completes(old, replace(new, goals=(Goal(11, text="别的"),)))
