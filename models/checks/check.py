"""The declaration of a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from models.checks.findings import CheckResult
from models.published.context import Context


class Check(Struct, frozen=True):
    """A check: its stable code (the rule's id) and its function; ``severities`` says how severe its findings are.

    ``reads`` are the fields of Book that it depends on; (): any. ``each`` are the pages whose lines it checks one by
    one, in addition to ``reads``: then only changed lines are checked again. ``around``: whether such a line is right
    depends on that line alone, but the message about it also depends on other lines.
    """

    code: str
    run: Callable[[Context], Iterator[CheckResult]]
    reads: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    around: bool = False
