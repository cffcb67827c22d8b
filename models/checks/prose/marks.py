"""Typing slips in a text: widths, stray spaces, doubled words and marks, brackets and quotation marks without their other half."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from msgspec import Struct

_HAN: Final = "[\u3400-\u9fff]"
_WIDE: Final = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")
_NARROW: Final = re.compile(f"(?<={_HAN})[,;:?!](?={_HAN})|(?<={_HAN})[.](?=\\s*$)")
_WIDENED: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_GAP: Final = r"[ \t\u3000\u00a0]+"
_SPACE: Final = re.compile(
    rf"(?<={_HAN}){_GAP}(?=[{_HAN[1:-1]}，。；：、）》”])(?!{_HAN}{{1,4}}《)|(?<=[，。；：、（《“]){_GAP}(?={_HAN})"
    rf"|(?<=[字发函规]){_GAP}(?=[\[〔【])|(?<=[\]〕】]){_GAP}(?=[0-9])"
)
_TWICE: Final = re.compile(rf"(?![一几])({_HAN}{{2,6}})\1")
_STUTTER: Final = re.compile(
    r"(?<![目])的的(?!确)|(?<![为除])了了(?!解)|(?<!共)和和(?!美|气)|(?<![参])与与|(?<![其高初当])中中(?![学专小])|(?<=\d)年年(?![底末初终中内报])"
    r"|[，、；：]{2,}|。{2}(?!。)|[，、；]。|。[，、；：]"
)
_REDUPLICATED: Final = frozenset({"研究", "讨论", "学习", "商量", "考虑", "打扫", "等等"})
_PAIRS: Final = {"（": "）", "(": ")", "《": "》", "【": "】", "〔": "〕", "[": "]", "“": "”", "「": "」", "『": "』"}
_CLOSING: Final = {"）": "（(", ")": "（(", "》": "《", "】": "【", "〕": "〔", "]": "[", "”": "“", "」": "「", "』": "『"}
_NUMBERING: Final = re.compile(r"(?:^|(?<=[\s，。；;:：、]))[0-9一二三四五六七八九十]{1,2}[)）]", re.MULTILINE)


class Slip(Struct, frozen=True):
    """A slip in a text: start and end index, and the replacement (None: unclear)."""

    start: int
    end: int
    right: str | None


class SlipKind(Enum):
    """The kinds of slip, one per check."""

    WIDTH = auto()
    SPACE = auto()
    DOUBLE = auto()
    SINGLE = auto()


def widths(text: str) -> tuple[Slip, ...]:
    """Full-width digits and letters, half-width punctuation between 汉字, pairs of brackets of different widths."""
    found = [Slip(m.start(), m.end(), unicodedata.normalize("NFKC", m[0])) for m in _WIDE.finditer(text)]
    found += [Slip(m.start(), m.end(), _WIDENED[m[0]]) for m in _NARROW.finditer(text)]
    for opening, closing in _brackets(text)[0]:
        if text[closing] != _PAIRS[text[opening]]:
            at, right = (opening, "（") if text[opening] == "(" else (closing, "）")
            found.append(Slip(at, at + 1, right))
    return tuple(sorted(found, key=lambda slip: slip.start))


def spaces(text: str) -> tuple[Slip, ...]:
    """Spaces between 汉字, around Chinese punctuation and inside 文号; indents are allowed."""
    return tuple(Slip(m.start(), m.end(), "") for m in _SPACE.finditer(text))


def doublings(text: str) -> tuple[Slip, ...]:
    """Words and punctuation written twice (正常正常, 的的, ，，); words that are usually doubled (研究研究) are allowed."""
    found = [Slip(m.start(), m.end(), m[1]) for m in _TWICE.finditer(text) if m[1] not in _REDUPLICATED and len(set(m[1])) > 1]
    found += [Slip(m.start(), m.end(), m[0][0] if len(set(m[0])) == 1 else None) for m in _STUTTER.finditer(text)]
    return tuple(found)


def singles(text: str) -> tuple[Slip, ...]:
    """Brackets and quotation marks without the other half; 1） is numbering, not a bracket."""
    return tuple(Slip(at, at + 1, None) for at in _brackets(text)[1])


def _brackets(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The indexes of the pairs and of unpaired brackets; （ and ) make a pair."""
    numbering = {m.end() - 1 for m in _NUMBERING.finditer(text)}
    waiting: list[int] = []
    pairs, alone = [], []
    for at, character in enumerate(text):
        if character in _PAIRS:
            waiting.append(at)
        elif character in _CLOSING and at not in numbering:
            if waiting and text[waiting[-1]] in _CLOSING[character]:
                pairs.append((waiting.pop(), at))
            else:
                alone.append(at)
    return pairs, [*alone, *waiting]


@lru_cache(maxsize=4096)
def slips(text: str) -> Mapping[SlipKind, tuple[Slip, ...]]:
    """All slips of a text by kind; empty for most texts."""
    found = {
        SlipKind.WIDTH: widths(text),
        SlipKind.SPACE: spaces(text),
        SlipKind.DOUBLE: doublings(text),
        SlipKind.SINGLE: singles(text),
    }
    return {kind: of_kind for kind, of_kind in found.items() if of_kind}
