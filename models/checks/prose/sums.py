"""Parts that do not add up to what they are parts of (X-27f).

「其中」 need not list everything. So parts that are less than their whole are a fault only where they are known to make it
up (货物, 工程, 服务), where a rest is named (其他…, 上年结转…), or where the text itself adds them up (合计).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from models.checks.prose.comparisons import DIRECTIONS
from models.checks.prose.paragraphs import Figure, figures, paragraphs
from models.checks.prose.remark import Remark
from models.values.amount_style import WAN

_WHOLES: Final = (
    ("货物", "工程", "服务"),
    ("基本支出", "项目支出"),
    ("人员经费", "公用经费"),
    ("公务用车购置", "公务用车运"),
    ("因公出国", "公务用车", "公务接待"),
)
"""Names that together make up a whole: they begin or end the names of its parts."""

_REST: Final = re.compile("^(?:其他|上年结转|年初结转)")
_PARTS: Final = re.compile(r"其中(?!一|有|的)[：，]?|包括[：，]?(?=[^，。；：]{2,30}?\d)|(?<=万元)：(?=[^，。；：]{2,30}?\d)")
_INNER: Final = re.compile("其中|包括|含")
_BRACKETS: Final = re.compile("（[^（）]*）")
_UNCLEAR: Final = re.compile(
    rf"{DIRECTIONS}|[×*/]|每|上年(?!结转)|去年|年初(?!结转)|约|左右|比|较|占|人均|标准|分别|累计|剩余|20\d\d年"
)
"""Words of a list that is not one of parts only, or not of exact ones."""

_LINK: Final = re.compile(r"(?:安排|为|是|共计|共|：)*$")
_NUMBERING: Final = re.compile(r"^(?:[和及]|以及|（[一二三四五六七八九十\d]+）|\d+[.、]|[一二三四五六七八九十]+是)")
_SUM: Final = re.compile("^(?:共计|合计|总计|共)(?:为|：)?$")


class _Part(Struct, frozen=True):
    name: str
    figure: Figure


def wrong_sums(text: str) -> Iterator[Remark]:
    """Lists of parts whose sum is not their whole."""
    for paragraph in paragraphs(text):
        plain = paragraph.plain
        for match in _PARTS.finditer(plain):
            whole = _whole(plain[: match.start()])
            parts = _parts(plain, match.end(), "。；" if match[0].startswith("包括") else "。")
            total, listed = _stated(parts)
            for named in (whole, total):
                problem = _gap(named, listed, closed=named is total)
                if named is not None and problem is not None:
                    values = (("总数", named.written), *((part.name, part.figure.written) for part in listed))
                    span = paragraph.span(named.start, named.end)
                    yield Remark(*span, problem, "改录错的数；漏写了一项的，补上", values=values)


def _whole(before: str) -> Figure | None:
    """The figure that a list of parts directly follows: at most a bracket or a mark stands between."""
    sentence = before[before.rfind("。", 0, -1) + 1 :]
    found = figures(sentence, len(before) - len(sentence))
    between = before[found[-1].end :] if found else ""
    if not found or between.strip("，；。（：") or ("。" in between and len(found) > 1):
        return None
    words = before[found[-2].end if len(found) > 1 else len(before) - len(sentence) : found[-1].start]
    return None if _UNCLEAR.search(re.sub(r"20\d\d年(?:度)?", "", words)) else found[-1]


def _parts(plain: str, start: int, stops: str) -> list[_Part]:
    """The parts up to the end of the sentence, or of the bracket that the list stands in; none where one is unclear."""
    end = _end(plain, start, stops)
    body = _BRACKETS.sub(lambda bracket: "　" * len(bracket[0]), plain[start:end])
    inner = _INNER.search(body)
    found: list[_Part] = []
    behind = 0
    for figure in figures(body):
        if inner and inner.start() < figure.start:
            semicolon = body.find("；", inner.start())
            if semicolon < 0:
                break
            inner, behind = _INNER.search(body, semicolon), semicolon + 1
            if figure.start < semicolon:
                continue
        words = body[behind : figure.start].replace("　", "").lstrip("，；、")
        if _UNCLEAR.search(words) or "，" in words or not words:
            return []
        found.append(_Part(_LINK.sub("", _NUMBERING.sub("", words)), figure.moved(start)))
        behind = figure.end
    return found if not _UNCLEAR.search(body[behind:].split("，主要")[0][:8]) else []


def _end(plain: str, start: int, stops: str) -> int:
    depth = 0
    for at in range(start, len(plain)):
        depth += (plain[at] == "（") - (plain[at] == "）")
        if depth < 0 or plain[at] in stops:
            return at
    return len(plain)


def _stated(parts: Sequence[_Part]) -> tuple[Figure | None, Sequence[_Part]]:
    """The sum that the list itself states at its end (合计1170万元), and the parts before it."""
    if parts and (not parts[-1].name or _SUM.match(parts[-1].name)):
        return parts[-1].figure, parts[:-1]
    return None, parts


def _gap(whole: Figure | None, parts: Sequence[_Part], *, closed: bool) -> str | None:
    if whole is None or len(parts) < 2:
        return None
    total = sum(part.figure.fen for part in parts)
    blur = (whole.step + sum(part.figure.step for part in parts)) // 2
    if abs(total - whole.fen) <= blur or (total < whole.fen and not (closed or _is_all([part.name for part in parts]))):
        return None
    return f"各项加起来 {WAN.told(total)}，写的总数是 {whole.written}，{WAN.more_or_less(total, whole.fen)}"


def _is_all(names: Sequence[str]) -> bool:
    """Whether parts of these names leave nothing out."""
    known = any(len(names) == len(whole) and all(any(word in name for name in names) for word in whole) for whole in _WHOLES)
    return known or bool(_REST.match(names[-1]))
