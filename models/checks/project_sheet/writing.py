"""Typing slips in the texts of a project sheet: widths, stray spaces, doubled words, unpaired brackets (R-9 … R-12)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from msgspec import Struct

from models.book.edits import Fix
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, sheets
from models.checks.wording import in_projects, remembered
from models.published.context import Context

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
    r"(?<![目])的的(?!确)|(?<![为除])了了(?!解)|(?<!共)和和(?!美|气)|(?<![参])与与|(?<![其高初当])中中(?![学专小])|[，、；：]{2,}|。{2}(?!。)"
)
_REDUPLICATED: Final = frozenset({"研究", "讨论", "学习", "商量", "考虑", "打扫", "等等"})
_PAIRS: Final = {"（": "）", "(": ")", "《": "》", "【": "】", "〔": "〕", "[": "]", "“": "”"}
_CLOSING: Final = {"）": "（(", ")": "（(", "》": "《", "】": "【", "〕": "〔", "]": "[", "”": "“"}
_NUMBERING: Final = re.compile(r"(?:^|(?<=[\s，。；;:：、]))[0-9一二三四五六七八九十]{1,2}[)）]", re.MULTILINE)
_AROUND: Final = 4


class WritingSlip(Struct, frozen=True):
    """A slip in a text: start and end index, and the replacement (None: unclear)."""

    start: int
    end: int
    right: str | None


class WritingSlipKind(Enum):
    """The kinds of slip, one per check."""

    WIDTH = auto()
    SPACE = auto()
    DOUBLE = auto()
    SINGLE = auto()


_Text = tuple[int, str, str]
"""A running text of a sheet: line id, field, text."""


def widths(text: str) -> tuple[WritingSlip, ...]:
    """Full-width digits and letters, half-width punctuation between 汉字, pairs of brackets of different widths."""
    found = [WritingSlip(m.start(), m.end(), unicodedata.normalize("NFKC", m[0])) for m in _WIDE.finditer(text)]
    found += [WritingSlip(m.start(), m.end(), _WIDENED[m[0]]) for m in _NARROW.finditer(text)]
    for opening, closing in _brackets(text)[0]:
        if text[closing] != _PAIRS[text[opening]]:
            at, right = (opening, "（") if text[opening] == "(" else (closing, "）")
            found.append(WritingSlip(at, at + 1, right))
    return tuple(sorted(found, key=lambda slip: slip.start))


def spaces(text: str) -> tuple[WritingSlip, ...]:
    """Spaces between 汉字, around Chinese punctuation and inside 文号; indents are allowed."""
    return tuple(WritingSlip(m.start(), m.end(), "") for m in _SPACE.finditer(text))


def doublings(text: str) -> tuple[WritingSlip, ...]:
    """Words and punctuation written twice (正常正常, 的的, ，，); words that are usually doubled (研究研究) are allowed."""
    found = [
        WritingSlip(m.start(), m.end(), m[1]) for m in _TWICE.finditer(text) if m[1] not in _REDUPLICATED and len(set(m[1])) > 1
    ]
    found += [WritingSlip(m.start(), m.end(), m[0][0] if len(set(m[0])) == 1 else None) for m in _STUTTER.finditer(text)]
    return tuple(found)


def singles(text: str) -> tuple[WritingSlip, ...]:
    """Brackets and quotation marks without the other half; 1） is numbering, not a bracket."""
    return tuple(WritingSlip(at, at + 1, None) for at in _brackets(text)[1])


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
def slips(text: str) -> Mapping[WritingSlipKind, tuple[WritingSlip, ...]]:
    """All slips of a text by kind; empty for most texts."""
    found = {
        WritingSlipKind.WIDTH: widths(text),
        WritingSlipKind.SPACE: spaces(text),
        WritingSlipKind.DOUBLE: doublings(text),
        WritingSlipKind.SINGLE: singles(text),
    }
    return {kind: of_kind for kind, of_kind in found.items() if of_kind}


@remembered
def _faulty_texts(context: Context) -> tuple[tuple[CheckedSheet, tuple[_Text, ...]], ...]:
    """The sheets with slips, and their texts with slips."""
    faulty = ((sheet, tuple(place for place in _texts(sheet) if slips(place[2]))) for sheet in sheets(context))
    return tuple((sheet, texts) for sheet, texts in faulty if texts)


def _texts(sheet: CheckedSheet) -> Iterator[_Text]:
    project = sheet.project
    yield project.id, "name", project.name
    yield project.id, "use", project.use
    for goal in project.goals:
        yield goal.id, "text", goal.text
    for row in sheet.rows:
        line = row.line
        yield line.id, "name", line.name
        yield line.id, "description", line.description
        yield line.id, "basis", line.basis


def widths_are_uniform(context: Context) -> Iterator[CheckResult]:
    """R-9: no full-width digits, no half-width punctuation between 汉字, no （…) (EMP: three sheets of the seeds)."""
    yield from _found(context, WritingSlipKind.WIDTH, "全角半角混用", "数字用半角，汉字之间的标点用全角")


def no_stray_spaces(context: Context) -> Iterator[CheckResult]:
    """R-10: no spaces between 汉字 or inside 文号 (EMP)."""
    yield from _found(context, WritingSlipKind.SPACE, "中间有多余的空格", "删掉空格")


def no_doubled_words(context: Context) -> Iterator[CheckResult]:
    """R-11: no word is written twice in a row (EMP: 工作中中央补助, 正常正常调整)."""
    yield from _found(context, WritingSlipKind.DOUBLE, "写重了", "重复的删掉；本来就要写两遍的，不用改")


def brackets_have_both_halves(context: Context) -> Iterator[CheckResult]:
    """R-12: brackets and quotation marks have both halves (EMP: 《工会章程》程》)."""
    yield from _found(context, WritingSlipKind.SINGLE, "少了另一半", "补上另一半，或者删掉多出的一个")


def _found(context: Context, kind: WritingSlipKind, problem: str, remedy: str) -> Iterator[CheckResult]:
    """One finding per different slip of a sheet, with the number of places; the fix corrects the first of them."""
    for sheet, texts in _faulty_texts(context):
        found: dict[str, list[tuple[_Text, WritingSlip]]] = {}
        for text in texts:
            for slip in slips(text[2]).get(kind, ()):
                found.setdefault(_excerpt(text[2], slip), []).append((text, slip))
        for excerpt, places in found.items():
            (line, field, whole), slip = places[0]
            times = f"（{len(places)} 处）" if len(places) > 1 else ""
            yield CheckResult(
                message=f"{sheet.label}：“{excerpt}”{problem}{times}",
                place=in_projects(line, field),
                values=(("原文", whole),),
                remedy=remedy,
                fix=_fix(line, field, whole, slip),
            )


def _excerpt(text: str, slip: WritingSlip) -> str:
    """The slip with a few characters around it, on one line."""
    before, after = text[max(0, slip.start - _AROUND) : slip.start], text[slip.end : slip.end + _AROUND]
    return f"{before}{text[slip.start : slip.end]}{after}".replace("\n", " ").strip()


def _fix(line: int, field: str, text: str, slip: WritingSlip) -> Fix | None:
    if slip.right is None:
        return None
    mended = text[: slip.start] + slip.right + text[slip.end :]
    after = _excerpt(mended, WritingSlip(slip.start, slip.start + len(slip.right), None))
    return Fix(f"改为“{after}”", line, field, mended)


CHECKS: Final = (
    Check("R-9", widths_are_uniform),
    Check("R-10", no_stray_spaces),
    Check("R-11", no_doubled_words),
    Check("R-12", brackets_have_both_halves),
)
