"""A check that fails is a state of its own: it blocks what leaves, is tried again at every run, and hides no other finding."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book import edits
from models.checks import checker as checker_module
from models.checks.checker import Checker, run_checks
from models.checks.findings import Severity, blocked_words, blocking, is_draft
from models.checks.listing.lines import finding_lines
from models.published.context import Context


class Broken:
    """A check that raises while ``is_broken``."""

    def __init__(self, run):
        self.run, self.is_broken, self.calls = run, True, 0

    def __call__(self, context):
        self.calls += 1
        if self.is_broken:
            raise KeyError("不该出现的金额 123.45")
        yield from self.run(context)


def broken(monkeypatch, code):
    """Make the check of this code raise."""
    check = next(check for check in checker_module.CHECKS if check.code == code)
    fault = Broken(check.run)
    checks = tuple(replace(each, run=fault) if each is check else each for each in checker_module.CHECKS)
    monkeypatch.setattr(checker_module, "CHECKS", checks)
    return fault


@pytest.fixture
def context(seed1_context):
    return seed1_context


CODES = ("C-3a", "K-4", "X-28", "P-11")


@pytest.mark.parametrize("code", CODES)
def test_a_failing_check_blocks_hides_nothing_and_comes_back(monkeypatch, context, code):
    whole = run_checks(context)
    fault, seen = broken(monkeypatch, code), []
    checks = Checker(context.pack, context.codes, seen.append)
    found = checks.run(context)
    unfinished = [finding for finding in found if finding.severity is Severity.UNFINISHED]
    assert [finding.code for finding in unfinished] == [code]
    assert "123.45" not in unfinished[0].message
    assert [type(error) for error in seen] == [KeyError]
    assert [finding for finding in found if finding.severity is not Severity.UNFINISHED] == [f for f in whole if f.code != code]
    assert unfinished[0] in blocking(context.book, found)
    assert is_draft(context.book, found)
    assert blocked_words(blocking(context.book, unfinished)) == "还有 1 项检查没有做完，正式件不能导出"
    fault.is_broken = False
    assert checks.run(context) == whole, "the same book, looked at again"


@pytest.mark.parametrize("code", CODES)
def test_after_an_edit_the_failing_check_is_tried_again(monkeypatch, context, code):
    fault = broken(monkeypatch, code)
    checks = Checker(context.pack, context.codes, lambda _: None)
    checks.run(context)
    changed = edits.insert_line("basic", {"function": "2010301", "amount": 100})(context.book)
    after = Context(changed, context.pack, context.codes)
    calls = fault.calls
    assert any(finding.severity is Severity.UNFINISHED for finding in checks.run(after))
    assert fault.calls > calls
    fault.is_broken = False
    assert checks.run(after) == run_checks(after)


def test_without_a_reporter_the_fault_is_loud(monkeypatch, context):
    broken(monkeypatch, "C-3a")
    with pytest.raises(KeyError):
        run_checks(context)


def test_tables_that_fail_are_one_line_of_the_list(monkeypatch, context):
    for code in CODES[:3]:
        broken(monkeypatch, code)
    found = run_checks(context, lambda _: None)
    lines = finding_lines(context.book, context.pack, found)
    assert lines[0].words == "检查没有做完：3 处"
