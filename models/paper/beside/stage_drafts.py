"""Why a comparison of two stages (阶段对比) is a 草稿: it shows the figures of both, so what is wrong in either is in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.checks.checker import Report, run_checks
from models.checks.findings import Finding, blocking, left_words
from models.published.context import Context

_UNCHECKED: Final = "还没有检查"


def why_draft(old: Context, new: Context, found: Sequence[Finding] | None, report: Report) -> str:
    """``“一上”还有 2 处错误，“一下”还有 1 处核实没有说明``; "" where nothing stands in either.

    ``found`` are the findings of ``new``, None if it is not checked yet; ``old`` is checked here, with its own form and codes.
    """
    earlier = left_words(blocking(old.book, run_checks(old, report)))
    later = left_words(blocking(new.book, found)) if found is not None else _UNCHECKED
    stages = ((old.book.stage, earlier), (new.book.stage, later))
    return "，".join(f"“{stage or '没有阶段'}”{words}" for stage, words in stages if words)
