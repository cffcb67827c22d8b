"""Typing slips in a text: widths, spaces, doubled words and marks, brackets and quotation marks without a half, numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from msgspec import Struct

from models.checks.prose import doubled_words

_HAN: Final = "[\u3400-\u9fff]"
_WIDE: Final = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")
_NARROW: Final = re.compile(
    f"(?<={_HAN})[,;:?!](?={_HAN})|(?<={_HAN})[;:](?=[0-9])|(?<={_HAN})[.](?=\\s*$)"
    "|(?<=[0-9])，(?=[0-9]{3}(?:[.，][0-9]|[亿万千]?元))"
)
_WIDENED: Final = {"，": ",", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_GAP: Final = r"[ \t\u3000\u00a0]+"
_SPACE: Final = re.compile(
    rf"(?<={_HAN}){_GAP}(?=[{_HAN[1:-1]}，。；：、）》”])(?!{_HAN}{{1,4}}《)"  # 收 入, 收入 ，
    rf"|(?<=[，。；：、（《“]){_GAP}(?={_HAN})"
    rf"|(?<=[字发函规]){_GAP}(?=[\[〔【])|(?<=[\]〕】]){_GAP}(?=[0-9])"  # 财预 〔2024〕 5号
)
_TWICE: Final = re.compile(rf"(?![一几])({_HAN}{{2,6}})\1")
_STUTTER: Final = re.compile(
    "(?<![目])的的(?!确)"
    "|(?<![为除])了了(?!解)"
    "|(?<!共)和和(?!美|气)"
    "|(?<![参])与与"
    "|(?<![其高初当])中中(?![学专小])"
    r"|(?<=\d)年年(?![底末初终中内报])"
    "|[，、；：]{2,}|。{2}(?!。)|[，、；]。|。[，、；：]"
)
_DOUBLED: Final = re.compile(
    "等等等"
    r"|(?:为为|是是)(?=\d)"
    "|年度度(?![假过量])"
    "|(?<![自大忘小])我我(?!们)"
    "|用于于"
    "|(?<![千百])万万元"
    "|元元(?![件素月旦])"
    "|(?<![干办])预预算"
    "|(?<![网线上马早晚路身])上上年"
    "|(?<![新倍递激年月])增增加"
    "|(?<![核削裁缩压消递])减减少"
    "|(?<![自理缘事来])由由于"
    "|(?<![民业自股雇债房户车船货物君公救财店地])主主要"
    r"|(?P<whole>20\d\d年度?|(?<![\d.,])\d[\d.,]*(?:亿元|万元|元|%))(?P=whole)"
)
"""A character that is written twice within a word, and a year or an amount: 年度度, 主主要, 2025年2025年."""

_AT_THE_BEGINNING: Final = re.compile(rf"(?:^|(?<=[，。；：、！？\n]))({_HAN})\1(?={_HAN})(?!({_HAN})\2)")
_SAID_SO: Final = re.compile(
    "|".join(
        (
            *(f"{twice}{twice}(?={words.replace(' ', '|')})" for twice, words in doubled_words.BEFORE.items()),
            *(f"{twice}{twice}(?!{words.replace(' ', '|')})" for twice, words in doubled_words.NOT_BEFORE.items()),
        )
    )
)
_TITLE_TWICE: Final = re.compile("《《([^《》]*)》》")
_REDUPLICATED: Final = frozenset({"研究", "讨论", "学习", "商量", "考虑", "打扫", "等等"})
_PAIRS: Final = {
    "‘": "’",
    "〈": "〉",
    "﹙": "﹚",
    "（": "）",
    "(": ")",
    "《": "》",
    "【": "】",
    "〔": "〕",
    "[": "]",
    "“": "”",
    "「": "」",
    "『": "』",
}
_CLOSING: Final = {
    "’": "‘",
    "〉": "〈",
    "﹚": "﹙",
    "）": "（(",
    ")": "（(",
    "》": "《",
    "】": "【",
    "〕": "〔",
    "]": "[",
    "”": "“",
    "」": "「",
    "』": "『",
}
_NUMBERING: Final = re.compile(r"(?:^|(?<=[\s，。；;:：、]))(?:[0-9一二三四五六七八九十]{1,2}|[A-Za-z①-⑳])[)）]", re.MULTILINE)
_APOSTROPHE: Final = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")
_QUOTES: Final = "“”"

_MONEY: Final = "(?:[亿万千]?元(?!旦)|%)"
_WRONG_NUMBER: Final = re.compile(
    rf"(?<![\d.,])(?!\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?{_MONEY})\d+(?:,\d+)+(?:\.\d+)?{_MONEY}"  # 12,34万元
    rf"|(?<![\d.,A-Za-z])\d+(?:,\d+)*(?:\.\d+){{2,}}{_MONEY}"  # 1.234.56万元
    rf"|(?<!\d)\d+[.。，]{{2,}}\d+{_MONEY}|\d。\d+{_MONEY}"  # 12..5万元, 12。5万元
    r"|\d(?:元[亿万千]元|%%|[亿万千]元[亿万千])"  # 100元万元
)
"""Figures that are no number: 12,34万元, 1.234.56万元, 12..5万元, 100元万元."""


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
    NUMBER = auto()


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
    found += [Slip(m.start(), m.end(), m["whole"] or re.sub(r"(.)\1", r"\1", m[0], count=1)) for m in _DOUBLED.finditer(text)]
    found += [
        Slip(m.start(), m.end(), m[1])
        for m in _AT_THE_BEGINNING.finditer(text)
        if m[1] not in doubled_words.ALWAYS and not _SAID_SO.match(text, m.start())
    ]
    found += [Slip(m.start(), m.end(), f"《{m[1]}》") for m in _TITLE_TWICE.finditer(text)]
    return tuple(_apart(found))


def _apart(found: list[Slip]) -> Iterator[Slip]:
    """The slips in order, without one that overlaps another."""
    end = 0
    for slip in sorted(found, key=lambda slip: (slip.start, -slip.end)):
        if slip.start >= end:
            yield slip
            end = slip.end


def singles(text: str) -> tuple[Slip, ...]:
    """Brackets and quotation marks without the other half; 1） is numbering, not a bracket.

    Of quotation marks that come in pairs but look the wrong way (”三公“), those that do are told with the right one.
    """
    alone = sorted(_brackets(text)[1])
    quotes = [at for at in alone if text[at] in _QUOTES]
    turned = {at: _QUOTES[n % 2] for n, at in enumerate(quotes)} if len(quotes) % 2 == 0 and "\n" not in text else {}
    found = [Slip(at, at + 1, turned.get(at)) for at in alone if turned.get(at) != text[at]]
    for line in re.finditer(r"[^\n]+", text):
        if line[0].count('"') % 2 and re.search(_HAN, line[0]):
            at = line.start() + line[0].rindex('"')
            found.append(Slip(at, at + 1, None))
    return tuple(found)


def numbers(text: str) -> tuple[Slip, ...]:
    """Money and percentages in figures that are no number: 12,34万元, 1.234.56万元, 100元万元."""
    return tuple(Slip(m.start(), m.end(), None) for m in _WRONG_NUMBER.finditer(text))


def _brackets(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The indexes of the pairs and of unpaired brackets; （ and ) make a pair."""
    skipped = {m.end() - 1 for pattern in (_NUMBERING, _APOSTROPHE) for m in pattern.finditer(text)}
    waiting: list[int] = []
    pairs, alone = [], []
    for at, character in enumerate(text):
        if character in _PAIRS:
            waiting.append(at)
        elif character in _CLOSING and at not in skipped:
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
        SlipKind.NUMBER: numbers(text),
    }
    return {kind: of_kind for kind, of_kind in found.items() if of_kind}
