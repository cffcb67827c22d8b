"""Makes lines of characters, and texts of lines, where each line break is either the writer's or only the room's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from models.incoming.blocks import Box
from models.incoming.pages.page import Glyph, box_of

_SAME_LINE: Final = 0.45
"""Of a line's height: baselines that differ by less are of one line."""

_SPACE: Final = 0.15
_SPREAD_SPACE: Final = 0.66
_WIDE: Final = 2.0
"""Of a line's height: gaps between characters from which a space is read, one in a text that is spread out, and a tab."""

_TIGHT: Final = 0.05
_FEW: Final = 4

_TWICE: Final = 0.3
_ROOM: Final = 0.35
"""Of a line's height: what a line may be short of the room and still be full."""

_LOOSE: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[\u4e00-\u9fff])")
_CLOSE: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
"""Where Chinese and Latin characters meet, with a space between them and without."""

_TOKEN: Final = re.compile(r"[!-~]+|.")
_AROUND_TAB: Final = re.compile(r"\s*\t\s*|\s{4,}")
_CLOSING: Final = frozenset("，。、；：？！）》】〕”’％%,.;:?!)]}·/")
_OPENING: Final = frozenset("（《【〔“‘([{")
"""Characters that begin no line, and that end none."""


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
        """How much room its beginning needs: a number or a Latin word as a whole, a character with brackets and stops around it."""
        text = "".join(self.text.split())
        opening = next((i for i, letter in enumerate(text) if letter not in _OPENING), 0)
        begin = _TOKEN.match(self.text.lstrip("".join(_OPENING)))
        count = opening + (len(begin[0].replace(" ", "")) if begin else 1)
        shown = self.glyphs
        while count < len(shown) and (shown[count].text in _CLOSING or shown[count - 1].text == "/"):
            count += 1
        return shown[min(count, len(shown)) - 1].right - shown[0].left if shown else 0.0


class Spacing(Struct):
    """Whether gaps between Chinese and Latin characters are typed spaces: word processors set one by themselves, everywhere.

    ``gaps`` and ``joints`` count where such characters meet with a gap and without, on the pages so far.
    """

    gaps: int = 0
    joints: int = 0

    @property
    def is_typed(self) -> bool:
        """Whether characters also meet without a gap, which a program that sets gaps would not leave."""
        return self.joints * 4 >= self.gaps

    def see(self, glyphs: Iterable[Glyph]) -> None:
        """Count the characters of a page, in the order in which they were printed."""
        for before, glyph in pairwise(glyphs):
            if before.base == glyph.base and _meet(before, glyph):
                gap = _gap(before, glyph)
                self.gaps += _SPACE < gap < 1
                self.joints += abs(gap) < _TIGHT


def _gap(before: Glyph, glyph: Glyph) -> float:
    return (glyph.left - before.right) / max(glyph.size, 1.0)


def _is_han(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def _meet(before: Glyph, glyph: Glyph) -> bool:
    """Whether one is Chinese and the other a digit or Latin letter."""
    one, other = before.text, glyph.text
    return _is_han(one) != _is_han(other) and (one if _is_han(other) else other).isascii()


def lines_of(glyphs: Sequence[Glyph], spacing: Spacing | None = None) -> list[Line]:
    """The lines from above; ``spacing`` tells of the gaps between Chinese and Latin characters, None: they are no spaces."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - rows[-1][0].base <= _SAME_LINE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    typed = spacing is not None and spacing.is_typed
    lines = (_line(sorted(row, key=lambda g: g.left), typed=typed) for row in rows)
    return [line for line in lines if line.text]


def _line(glyphs: Sequence[Glyph], *, typed: bool) -> Line:
    kept: list[Glyph] = []
    for glyph in glyphs:
        if not (kept and glyph.text == kept[-1].text and abs(glyph.left - kept[-1].left) < _TWICE * glyph.size):
            kept.append(glyph)  # else it is printed twice to look bold
    gaps = [_gap(before, glyph) for before, glyph in pairwise(kept)]
    near = sorted(gap for gap in gaps if gap <= _WIDE)
    is_even = bool(near) and near[(len(near) - 1) // 2] < _TIGHT
    parts: list[str] = [kept[0].text] if kept else []
    for before, glyph, gap in zip(kept, kept[1:], gaps, strict=False):
        if gap > _WIDE:
            parts.append("\t")
        elif gap > _SPREAD_SPACE or (
            gap > _SPACE and _is_space(before, glyph, is_even=is_even, is_long=len(near) >= _FEW, typed=typed)
        ):
            parts.append(" ")
        parts.append(glyph.text)
    text = _AROUND_TAB.sub("\t", "".join(parts))
    shown = [glyph for glyph in kept if not glyph.text.isspace()]
    return Line(text.strip(), box_of(shown or kept), shown, text[-1:] == " ")


def _is_space(before: Glyph, glyph: Glyph, *, is_even: bool, is_long: bool, typed: bool) -> bool:
    """Whether a gap is a space though it is no wide one: in a line that is not spread out, unless the program sets it by itself."""
    if before.text.isspace() or glyph.text.isspace():
        return False
    if before.text.isascii() and glyph.text.isascii():
        return True
    if _meet(before, glyph):
        return typed and (is_even or not is_long)
    return is_even and is_long


def text_of(lines: Sequence[Line], room: float) -> str:
    """The text of a cell; ``room`` is its inner width in points.

    A line break is the writer's where the next line's beginning would have had room in the line before.
    """
    text = ""
    loose = _is_loose(lines)
    for number, line in enumerate(lines):
        if number:
            before = lines[number - 1]
            full = is_full(before, line, room - (before.box.right - before.box.left))
            text += joint(before, line, loose=loose) if full else "\n"
        text += line.text.replace("\t", " ")
    return text


def _is_loose(lines: Sequence[Line]) -> bool:
    """Whether the writer set spaces between Chinese and Latin characters, so that one was lost where a line ended between them."""
    if len(lines) < 2:
        return False
    spaces = sum(len(_LOOSE.findall(line.text)) for line in lines)
    return spaces > sum(len(_CLOSE.findall(line.text)) for line in lines)


def is_full(line: Line, following: Line, left_over: float) -> bool:
    """Whether a line ended because the beginning of the next one had no room in what is left over, in points."""
    return following.first_width + _ROOM * line.size > left_over


def joint(line: Line, following: Line, *, loose: bool = False) -> str:
    """What stands between two lines of one paragraph: a space that is there, or that parts Latin words; nothing in Chinese.

    ``loose``: Chinese and Latin characters have one between them too.
    """
    last, first = line.text[-1:], following.text[:1]
    apart = last.isascii() and first.isascii() and last.isalpha() and first.isalpha()
    return " " if line.spaced or apart or (loose and _CLOSE.search(last + first)) else ""
