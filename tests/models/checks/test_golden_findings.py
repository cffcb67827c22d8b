"""All findings of the two published budgets, read line by line; the example has no 错误."""

from __future__ import annotations

from models.checks.findings import Severity
from tests.golden_books import seed1_book, seed2_book
from tests.golden_lists import compare, finding_lines, lint_lines


def test_findings_of_the_example():
    lines = finding_lines(seed1_book())
    assert not [line for line in lines if f" {Severity.ERROR.value} " in line]
    compare("example_findings.txt", lines)


def test_findings_of_the_project_sheets():
    compare("lutai_findings.txt", finding_lines(seed2_book()))


def test_findings_on_the_sheets_of_the_example():
    compare("lint_example.txt", lint_lines(seed1_book()))


def test_findings_on_the_sheets_of_the_other_county():
    compare("lint_lutai.txt", lint_lines(seed2_book()))
