"""A check that failed: a state of its own, not a finding about the data. It blocks what leaves until the check has run."""

from __future__ import annotations

from typing import Final

from models.book.places import Place
from models.checks.findings import Finding, Severity

PAGE: Final = "checks"
"""The page of the places of checks: there is nothing to go to, for the fault is the program's."""

_REMEDY: Final = "填的数都在，可以接着填，程序会再试；一直这样，用“帮助”里的“保存诊断信息”，把文件发给维护的人。"


def unfinished(code: str, error: Exception) -> Finding:
    """What the list shows of a check (by its code) that ended with ``error``; the error's own words may hold data and stay out."""
    return Finding(
        f"检查 {code} 没有做完：程序出了意外（{type(error).__name__}），不是填的数有错",
        Place(PAGE, field=code),
        remedy=_REMEDY,
        code=code,
        severity=Severity.UNFINISHED,
    )
