"""The command ``check``: prints the findings of a book."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, Final

from models.book.records import Book
from models.checks.checker import run_checks
from models.checks.findings import Finding, Severity, count_words, explanation_of, explanation_state, is_explained, unsettled
from models.published.context import Context
from models.words.places import place_words
from storage.diagnostics.fault_log import log_fault
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import context_of, read_book
from ui.command_line.output import print_json

_SETTLED: Final = "已说明"


def check(parsed: argparse.Namespace) -> int:
    """Print the findings, 错误 first. 1 when there are any 错误, or a check is not finished."""
    context = context_of(read_book(parsed))
    findings = run_checks(context, log_fault)
    if parsed.json:
        print_json([_finding_to_plain(context, finding) for finding in findings])
    else:
        _print_findings(context, findings)
    return FAULTS if any(f.severity in {Severity.ERROR, Severity.UNFINISHED} for f in findings) else OK


_QUOTED: Final = frozenset({"原文", "还有"})
_LONGEST_QUOTE: Final = 100
"""Characters: a sentence is quoted, a whole text is not."""


def _print_findings(context: Context, findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        explained = explanation_of(context.book, finding)
        settled = is_explained(context.book, finding)
        word = "连带" if finding.follows else _SETTLED if settled else finding.severity.value
        print(f"{word}  {finding.message}  〔{place_words(context.book, context.pack, finding.place)}〕")
        for label, value in finding.values:
            if label in _QUOTED and len(value) <= _LONGEST_QUOTE:
                print(f"      {label}：{value}")
        if explained:
            state = "" if settled else "（数变了，原来的说明不再适用）"
            print(f"      说明{state}：{explained.text}")
        elif finding.remedy and finding.severity is not Severity.HINT:
            print(f"      {finding.remedy}")
    print(_counts(context.book, findings))


def _counts(book: Book, findings: Sequence[Finding]) -> str:
    """What is left to do, as the window counts it; then how many 核实 have their reason."""
    left, settled = unsettled(book, findings), sum(is_explained(book, finding) for finding in findings)
    return count_words(finding.severity for finding in left) + (f"，{_SETTLED} {settled}" if settled else "")


def _finding_to_plain(context: Context, finding: Finding) -> dict[str, Any]:
    explained = explanation_of(context.book, finding)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": place_words(context.book, context.pack, finding.place),
        "place_key": finding.place.key,
        "follows": f"{finding.follows.code} {finding.follows.place.key}" if finding.follows else "",
        "values": [list(pair) for pair in finding.values],
        "remedy": finding.remedy,
        "explanation": explained.text if explained else "",
        "explanation_state": explanation_state(context.book, finding),
    }
