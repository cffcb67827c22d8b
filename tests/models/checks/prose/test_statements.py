"""Sentences of statements from all over China: right ones are left alone, of wrong ones it is said what is wrong."""

from __future__ import annotations

import pytest

from models.checks.prose.items import two_figures
from models.checks.prose.leftovers import broken_sentences, contradicting_reasons, contradictions
from models.checks.prose.placeholders import alternatives
from models.checks.prose.portions import changes_and_shares, wrong_parts
from models.checks.prose.years import accounts_in_a_budget, budgets_of_other_years, compared_with_itself
from tests.models.checks.prose.statements import RIGHT, WRONG, YEAR

OF_ANY_YEAR = (wrong_parts, contradicting_reasons, contradictions, broken_sentences, alternatives)
OF_THE_YEAR = (changes_and_shares, two_figures, compared_with_itself, accounts_in_a_budget, budgets_of_other_years)


def remarks(text):
    return [*(one for check in OF_ANY_YEAR for one in check(text)), *(one for check in OF_THE_YEAR for one in check(text, YEAR))]


@pytest.mark.parametrize("text", RIGHT)
def test_right_statements_are_left_alone(text):
    assert [remark.problem for remark in remarks(text)] == []


@pytest.mark.parametrize(("text", "says"), WRONG.items())
def test_what_went_wrong_is_said(text, says):
    assert any(says in remark.problem for remark in remarks(text)), [remark.problem for remark in remarks(text)]


def test_there_are_enough_of_both():
    assert min(len(RIGHT), len(WRONG)) >= 60


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2025年公务接待费5万元，比2024年6万元增加1万元。", "改为减少 1.00 万元"),
        ("2025年预算62.40万元，较2024年46.80万元下降33.33%。", "改为增长 33.33%"),
        ("2025年预算8万元，2024年预算8万元，减少1万元。", "改为持平"),
        ("由2024年的10.00万元增加到2025年的8.00万元。", "改为减少"),
    ],
)
def test_the_remedy_says_what_the_figures_give(text, says):
    assert any(says in remark.remedy for remark in remarks(text)), [remark.remedy for remark in remarks(text)]
