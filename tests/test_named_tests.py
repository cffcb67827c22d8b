"""Documents that name the tests of what they promise name tests that are there."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.folders import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
DOCUMENTS = ("docs/reliability.md",)


@cache
def written_in(file):
    return {node.name for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_a_document_names_is_there(document):
    named = NAMED.findall((ROOT / document).read_text(encoding="utf-8"))
    assert named
    assert not [f"{file}::{name}" for file, name in named if not (ROOT / file).is_file() or name not in written_in(file)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_promise_names_one(document):
    text = (ROOT / document).read_text(encoding="utf-8").split("## What is promised")[1].split("\n## ")[0]
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| Promise")]
    assert rows
    assert all(NAMED.search(row.split(" | ")[1]) for row in rows)
