"""models/checks/check.py"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from models.checks.findings import CheckResult, Severity
from models.published.context import Context


class Check(Struct, frozen=True):
    """A check: its stable code (the rule's id), its default severity and the function that looks.

    ``reads`` are the fields of Book that it looks at, where it looks at few; (): at anything. ``each`` are the pages
    whose lines it looks at one by one, beside the fields that it ``reads``: then only lines that changed are looked
    at again. ``around``: whether such a line is right depends on it alone, but what is said of it, on other lines too.
    """

    code: str
    severity: Severity
    run: Callable[[Context], Iterator[CheckResult]]
    reads: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    around: bool = False
