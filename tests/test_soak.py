"""The short form of ``make soak``, with a fixed seed; and that its judge would notice what it looks for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.folders import ROOT
from tools.soak.kills import NOTHING, Found, is_kept, possible

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a child is a fork")

SHORT = ("--kills", "5", "--failing", "8", "--folders", "1", "--bits", "0", "--days", "2", "--seed", "7")


def test_the_short_form_keeps_every_promise():
    done = subprocess.run([sys.executable, "-m", "tools.soak", *SHORT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.stderr
    assert done.returncode == 0
    kills, disk, folders, _bits, days = done.stdout.splitlines()
    assert kills.startswith("kills: 5 kills, ")
    assert ", 0 edits acknowledged" not in kills
    assert ", 0 lost, 0 corrupt" in kills
    assert disk.startswith("disk: 8 failing calls, ")
    assert ", 0 promises broken" in disk
    assert folders.startswith("folders: 1 damaged folders, 1 windows up, ")
    assert days.startswith("days: 2 daily starts, 2 backups made, 2 readable, 0 wrong")


BEFORE = Found("a", 4)


@pytest.mark.parametrize(
    ("lines", "states"),
    [
        ([], {("a", 4)}),
        (["opened a", "tried b"], {("a", 4), ("b", 5)}),
        (["opened a", "tried b", "saved b"], {("b", 5)}),
        (["opened a", "tried b", "tried c"], {("b", 5), ("c", 6)}),
        (["opened a", "tried b", "refused 磁盘满了"], {("a", 4)}),
        (["opened a", "tried b", "saved b", "tried c", "refused", "tried c"], {("b", 5), ("c", 6)}),
    ],
)
def test_what_may_be_there_after_a_kill(lines, states):
    assert {(found.book, found.steps) for found in possible(lines, BEFORE)} == states


def test_nothing_was_promised_before_the_first_book():
    assert is_kept(Found("the example"), [], NOTHING)
    assert not is_kept(NOTHING, ["opened a"], NOTHING)
    assert not is_kept(NOTHING, [], BEFORE)
