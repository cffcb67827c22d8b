"""docs/reliability.md names a test for everything that it promises; each of them is there."""

from __future__ import annotations

from tests.folders import ROOT
from tests.named_tests import missing_tests, named_tests

PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_is_there():
    assert missing_tests(PAGE) == []


def test_every_promise_names_one():
    promises = PAGE.split("## What is promised")[1].split("\n## ")[0]
    rows = [line for line in promises.splitlines() if line.startswith("| ") and not line.startswith("| Promise")]
    assert len(rows) > 10
    assert all(list(named_tests(row)) for row in rows)
