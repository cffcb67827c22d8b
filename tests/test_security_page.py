"""docs/security.md names a test for everything that it says; each of them is there."""

from __future__ import annotations

import re

from tests.folders import ROOT

PAGE = ROOT / "docs" / "security.md"


def named_tests():
    """File and function of each test that the page names; ``::name`` alone is of the file named before it."""
    file = ""
    for place, name in re.findall(r"`(tests/[\w/]+\.py)?(?:::(\w+))?`", PAGE.read_text(encoding="utf-8")):
        file = place or file
        if name:
            yield file, name


def test_every_test_that_the_page_names_is_there():
    named = list(named_tests())
    assert len(named) > 60
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for file, _ in named}
    assert [f"{file}::{name}" for file, name in named if f"\ndef {name}(" not in texts[file]] == []


def test_every_entrance_has_its_chapter():
    chapters = re.findall(r"^## (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    for entrance in ("file", "clipboard", "pack", "database", "share", "installer", "network", "不予公开"):
        assert [chapter for chapter in chapters if entrance in chapter], entrance
