"""Where an indicator belongs, and indicators that go to other projects."""

from __future__ import annotations

import pytest

from models.book.records import Book, Indicator, Project
from models.projects.edits import copy_indicators, place_for

OUT, USE, GLAD = "产出指标", "效益指标", "满意度指标"
NUMBER, QUALITY, COST, SOCIAL = "数量指标", "质量指标", "成本指标", "社会效益指标"


def lines(*kinds):
    return [Indicator(10 + n, dimension, category) for n, (dimension, category) in enumerate(kinds)]


@pytest.mark.parametrize(
    ("kinds", "wanted", "before"),
    [
        ([], (OUT, NUMBER), 0),
        ([(OUT, NUMBER), (OUT, COST), (USE, SOCIAL)], (OUT, NUMBER), 11),
        ([(OUT, NUMBER), (OUT, COST), (USE, SOCIAL)], (OUT, QUALITY), 11),
        ([(OUT, NUMBER), (OUT, COST), (USE, SOCIAL)], (OUT, COST), 12),
        ([(OUT, COST), (USE, SOCIAL)], (OUT, NUMBER), 10),  # the first of its group
        ([(OUT, NUMBER), (GLAD, "")], (USE, SOCIAL), 11),  # between the groups, as the form has them
        ([(USE, SOCIAL)], (GLAD, ""), 0),
        ([(USE, SOCIAL)], (OUT, NUMBER), 10),
        ([(GLAD, ""), (OUT, NUMBER)], (OUT, QUALITY), 0),  # a sheet of another order keeps it
        ([("效果指标", "社会效益"), (GLAD, "")], (USE, SOCIAL), 10),  # 效果指标 is another word for 效益指标
        ([(OUT, NUMBER)], ("其他", "别的"), 0),
    ],
)
def test_an_indicator_stands_with_its_like(xingtai, kinds, wanted, before):
    assert place_for(lines(*kinds), *wanted, xingtai.sheet) == before


def test_copies_have_ids_of_their_own_and_none_is_doubled(xingtai):
    source = Project(1, indicators=tuple(lines((OUT, NUMBER), (USE, SOCIAL))))
    same = Project(2, indicators=(Indicator(30, OUT, NUMBER),))
    book = Book("p", 2024, projects=(source, same, Project(3)), next_id=40)
    after = copy_indicators([10, 11], [2, 3], xingtai.sheet)(book)
    assert after.projects[0] is source
    assert [(line.id, line.category) for line in after.projects[1].indicators] == [(30, NUMBER), (40, SOCIAL)]
    assert [(line.id, line.category) for line in after.projects[2].indicators] == [(41, NUMBER), (42, SOCIAL)]
    assert after.next_id == 43


def test_nothing_new_is_the_same_book(xingtai):
    book = Book("p", 2024, projects=(Project(1, indicators=(Indicator(2),)), Project(3, indicators=(Indicator(4),))), next_id=5)
    assert copy_indicators([2], [3], xingtai.sheet)(book) is book
