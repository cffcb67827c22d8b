"""The paper: its sizes and margins, how much fits on a page, and on which page each row stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

CHARACTER: Final = 6.0
"""Points that one unit of column width takes at 12 pt."""

MARGIN: Final = 0.6
"""Left and right page margin in inches."""

MARGIN_HIGH: Final = 0.6
"""Top and bottom page margin in inches; footer and header stand inside it."""

PAGE_SIZES: Final = {"portrait": (595.3, 841.9), "landscape": (841.9, 595.3)}
"""A4 in points."""


def page_width(orientation: str) -> float:
    """How many half-width characters fit across a page without scaling."""
    return (PAGE_SIZES[orientation][0] - 2 * MARGIN * 72) / CHARACTER


def page_height(orientation: str, widths: Sequence[float]) -> float:
    """How many points of rows fit on a page when the widths are scaled to fit; 3 % is kept for rounding."""
    scale = min(1.0, page_width(orientation) / sum(widths))
    return (PAGE_SIZES[orientation][1] - 2 * MARGIN_HIGH * 72) * 0.97 / scale


def paginate(heights: Sequence[float], repeat: tuple[int, int] | None, room: float, breaks: Sequence[int] = ()) -> list[int]:
    """The page (from 0) of each row when pages hold ``room`` points and repeat the rows ``repeat``; one ends after each break."""
    first, last = repeat or (1, 0)
    head, ends = sum(heights[first - 1 : last]), frozenset(breaks)
    pages: list[int] = []
    page, used = 0, 0.0
    for index, height in enumerate(heights):
        if pages and (used + height > room or index in ends):
            page, used = page + 1, head if index >= last else 0.0
        used += height
        pages.append(page)
    return pages or [0]
