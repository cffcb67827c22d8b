"""How the writers of long documents report their progress."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int], object]
"""Called with (done, total) after each sheet, part or page. Raise in it to cancel: then nothing is written."""


def no_report(done: int, total: int) -> None:
    """Report to nobody."""
    del done, total
