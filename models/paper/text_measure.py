"""Measures printed text: widths in half-width characters, heights in points."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

BODY_SIZE: Final = 12.0
"""Font size in points for which a column width of 1 holds one half-width character."""

LINE_HEIGHT: Final = 17.5
"""Points per line at 12 pt: 宋体 takes 14.25 to 15.75; fonts that stand in for it (Noto) take 17.4."""

_MARGIN: Final = 1.0
"""What a cell loses to its left and right padding, in characters."""

_EDGES: Final = 4.5
"""Points at 12 pt that several lines need above and below."""

OPENING: Final = "（《「『【〔“‘([{"
CLOSING: Final = "、。，；：？！）》」』】〕”’％…)]}%,.;:?!"
"""The marks that no line may end with, and those that none may begin with (禁则)."""

_OPENS, _CLOSES = f"[{re.escape(OPENING)}]*", f"[{re.escape(CLOSING)}]*"
_WORD: Final = r"[!-~]*[!-'*-Z\\^-z|-~]"
"""A word or number; an opening bracket at its end belongs to what follows."""

_UNBREAKABLE: Final = re.compile(f"{_OPENS}(?:{_WORD}|.){_CLOSES}")
"""A word, number or single character with the marks that no line may begin or end with."""

_LEAST_PIECE: Final = re.compile(f"{_OPENS}.{_CLOSES}")
"""What stays together in a word that is longer than a line."""


def text_width(text: str) -> int:
    """The width of one line in half-width characters; Chinese and full-width ones count two."""
    if text.isascii():
        return len(text)
    # GB 18030 takes two bytes for what 宋体 draws full-width; four for rare characters, which errs on the wide side.
    return len(text.encode("gb18030", "replace"))


@lru_cache(maxsize=16384)
def line_count(text: str, room: float) -> int:
    """How many lines the text fills in ``room`` half-width characters; line breaks in the text count."""
    return sum(_wrapped_lines(paragraph, max(room, 2.0)) for paragraph in text.split("\n"))


def _wrapped_lines(paragraph: str, room: float) -> int:
    if text_width(paragraph) <= room:
        return 1
    lines, used = 1, 0.0
    for token in _UNBREAKABLE.findall(paragraph):
        width = text_width(token)
        if used + width <= room:
            used += width
        elif width <= room:
            lines, used = lines + 1, width
        else:
            more = math.ceil(width / (room - 1))
            lines, used = lines + more - (used == 0), width - (more - 1) * (room - 1)
    return lines


def wrapped(text: str, room: float) -> list[str]:
    """The lines of the text in ``room`` half-width characters; joined with "" they are the text."""
    lines = [""]
    for paragraph in text.splitlines(keepends=True):
        used = 0.0
        for token in _UNBREAKABLE.findall(paragraph.rstrip("\n")):
            for piece in [token] if text_width(token) <= room else _LEAST_PIECE.findall(token):
                width = text_width(piece)
                if used and used + width > room:
                    lines.append("")
                    used = 0.0
                lines[-1] += piece
                used += width
        if paragraph.endswith("\n"):
            lines[-1] += "\n"
            lines.append("")
    return lines


def broken(text: str, width: float, size: float = BODY_SIZE) -> str:
    """The text with its line breaks in a wrapped cell of ``width`` characters, if it has marks that a break must respect.

    For wording of the form only: LibreOffice prints 「资金支出计划（⏎%）」 from a workbook without them.
    """
    room = (width - _MARGIN) * BODY_SIZE / size
    if "\n" in text or text_width(text) <= room or not set(text) & set(OPENING + CLOSING):
        return text
    return "\n".join(wrapped(text, room))


def divided(text: str, width: float, size: float, heights: Sequence[float]) -> list[str]:
    """Divide the text among cells of these heights (points): each gets the lines it holds, the last the rest."""
    lines = wrapped(text, (width - _MARGIN) * BODY_SIZE / size)
    pieces = []
    for height in heights[:-1]:
        count = int((height * BODY_SIZE / size - _EDGES) / LINE_HEIGHT)
        pieces.append("".join(lines[:count]).removesuffix("\n"))
        lines = lines[count:]
    return [*pieces, "".join(lines)]


def needed_height(text: str, width: float, size: float = BODY_SIZE) -> float:
    """Points that the text needs in a wrapped cell of ``width`` characters at font ``size`` points."""
    lines = line_count(text, (width - _MARGIN) * BODY_SIZE / size)
    return (lines * LINE_HEIGHT + (_EDGES if lines > 1 else 0)) * size / BODY_SIZE
