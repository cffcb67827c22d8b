"""Makes lines of characters, and texts of lines, where each line break is either the writer's or only the room's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from models.incoming.blocks import Box
from models.incoming.pages.page import Glyph, box_of

_SAME_LINE: Final = 0.45
"""Of a line's height: baselines that differ by less are of one line."""

_SPACE: Final = 0.22
_WIDE: Final = 2.0
"""Of a line's height: gaps between characters from which a space, a tab, is read."""

_TWICE: Final = 0.3
_ROOM: Final = 0.35
"""Of a line's height: what a line may be short of the room and still be full."""

_TOKEN: Final = re.compile(r"[!-~]+|.")
_AROUND_TAB: Final = re.compile(r"\s*\t\s*|\s{4,}")
_CLOSING: Final = frozenset("，。、；：？！）》】”’％%,.;:?!)]}·")


class Line(Struct, frozen=True):
    """A line of text: its glyphs from left to right, without spaces; ``spaced``: it ends with one."""

    text: str
    box: Box
    glyphs: Sequence[Glyph]
    spaced: bool = False

    @property
    def size(self) -> float:
        """Its height."""
        return self.box.bottom - self.box.top

    @property
    def first_width(self) -> float:
        """How much room its beginning needs: a number or a Latin word as a whole, a character with the stop behind it."""
        begin = _TOKEN.match(self.text)
        count = len(begin[0].replace(" ", "")) if begin else 1
        shown = self.glyphs
        while count < len(shown) and shown[count].text in _CLOSING:
            count += 1
        return shown[min(count, len(shown)) - 1].right - shown[0].left if shown else 0.0


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines from above."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - rows[-1][0].base <= _SAME_LINE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (_line(sorted(row, key=lambda g: g.left)) for row in rows)
    return [line for line in lines if line.text]


def _line(glyphs: Sequence[Glyph]) -> Line:
    parts: list[str] = []
    kept: list[Glyph] = []
    for glyph in glyphs:
        if kept and glyph.text == kept[-1].text and abs(glyph.left - kept[-1].left) < _TWICE * glyph.size:
            continue  # printed twice to look bold
        if kept:
            gap = (glyph.left - kept[-1].right) / max(glyph.size, 1.0)
            latin = glyph.text.isascii() and kept[-1].text.isascii()
            if gap > _WIDE:
                parts.append("\t")
            elif gap > (_SPACE if latin else 3 * _SPACE):
                parts.append(" ")
        parts.append(glyph.text)
        kept.append(glyph)
    text = _AROUND_TAB.sub("\t", "".join(parts))
    shown = [glyph for glyph in kept if not glyph.text.isspace()]
    return Line(text.strip(), box_of(shown or kept), shown, text[-1:] == " ")


def text_of(lines: Sequence[Line], room: float) -> str:
    """The text of a cell; ``room`` is its inner width in points.

    A line break is the writer's where the next line's beginning would have had room in the line before.
    """
    text = ""
    for number, line in enumerate(lines):
        if number:
            before = lines[number - 1]
            text += joint(before, line) if is_full(before, line, room - (before.box.right - before.box.left)) else "\n"
        text += line.text.replace("\t", " ")
    return text


def is_full(line: Line, following: Line, left_over: float) -> bool:
    """Whether a line ended because the beginning of the next one had no room in what is left over, in points."""
    return following.first_width + _ROOM * line.size > left_over


def joint(line: Line, following: Line) -> str:
    """What stands between two lines of one paragraph: a space that is there, or that parts Latin words; nothing in Chinese."""
    last, first = line.text[-1:], following.text[:1]
    return " " if line.spaced or (last.isascii() and first.isascii() and last.isalpha() and first.isalpha()) else ""
