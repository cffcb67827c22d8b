"""Reviews of published documents against the lists that were read line by line; without ../shared only those of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import ROOT
from tests.golden_lists import compare
from tests.reviewed import REVIEWED, SHARED, review_lines


@pytest.mark.parametrize("name", REVIEWED)
def test_a_review_is_the_one_that_was_read(name):
    path = SHARED / REVIEWED[name]
    if not path.exists():
        pytest.skip(f"{path.relative_to(ROOT.parent)} is not there")
    compare(name, review_lines(Path(path)))
