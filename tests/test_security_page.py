"""docs/security.md names a test for everything that it says; each of them is there."""

from __future__ import annotations

import re

from tests.folders import ROOT
from tests.named_tests import missing_tests, named_tests

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_is_there():
    assert len(list(named_tests(PAGE))) > 60
    assert missing_tests(PAGE) == []


def test_every_entrance_has_its_chapter():
    chapters = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    for entrance in ("file", "clipboard", "pack", "database", "share", "installer", "network", "不予公开"):
        assert [chapter for chapter in chapters if entrance in chapter], entrance
