"""The tests that a page of docs/ names for what it says: ``tests/….py::name``, or ``::name`` alone of the file named before it."""

from __future__ import annotations

import re

from tests.folders import ROOT


def named_tests(text):
    """File and function of each test that a text names."""
    file = ""
    for place, name in re.findall(r"`(tests/[\w/]+\.py)?(?:::(\w+))?`", text):
        file = place or file
        if name:
            yield file, name


def missing_tests(text):
    """Those that are not there."""
    named = list(named_tests(text))
    texts = {file: (ROOT / file).read_text(encoding="utf-8") if (ROOT / file).is_file() else "" for file, _ in named}
    return [f"{file}::{name}" for file, name in named if f"\ndef {name}(" not in texts[file]]
