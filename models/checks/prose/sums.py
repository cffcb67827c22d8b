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
from models.checks.prose.paragraphs import Figure, figures, paragraphs, unit_slip
from models.checks.prose.remark import Remark
from models.values.amount_style import WAN

WHOLES: Final = (
    ("货物", "工程", "服务"),
    ("基本支出", "项目支出"),
    ("人员经费", "公用经费"),
    ("公务用车购置", "公务用车运"),
    ("因公出国", "公务用车", "公务接待"),
    ("一般债务", "专项债务"),
    ("本金", "利息"),
)
"""Names that together make up a whole: they begin or end the names of its parts."""

_REST: Final = re.compile("^(?:其他|上年结转|年初结转)")
PARTS: Final = re.compile(
    r"其中(?!一|有|的)[：，]?|(?:主要)?包括[：，]?(?=[^，。；：]{2,30}?\d)|(?<=万元)：(?=[^，。；：]{2,30}?\d)|(?<=元)，?由(?=[^，。；：]{2,30}?\d[^。；]*(?:组成|构成))"
    r"|(?<=元)（(?=(?!含|其中|包括|不含|另)[^，。；：（）\d]{2,20}\d[\d.,]*(?:万元|元)[，、；][^（）]*\d[\d.,]*(?:万元|元)）)"
)
_SHARE: Final = re.compile(r"[，、]?占[^，。；、（）\d]{0,20}[\d.]+%")
"""A remark on a part that changes nothing of a list: 基本支出60万元，占60%."""

_COMPARED: Final = re.compile(rf"[比较与同和](?:20\d\d年|上一?年|去年|年初)|^(?:同比|环比)?(?:{DIRECTIONS})|^持平")
"""The beginning of a clause that compares with last year."""

_TOGETHER: Final = re.compile("中小|小微|小型|微型")
"""Parts named so lie one in the other: 面向中小企业, 面向小微企业."""

_INNER: Final = re.compile("其中|包括|含|(?<=元)：")
_ANOTHER_VIEW: Final = re.compile("^(?:主要)?(?:用于|按|用途)")
"""中央100万元、省级80万元，用于产业项目…: the same money once more, by what it is for."""

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
        for match in PARTS.finditer(plain):
            whole, moved = _whole(plain[: match.start()])
            parts: Sequence[_Part] = _parts(plain, match.end(), "。；" if "包括" in match[0] else "。")
            if whole is not None:
                parts = _of_the_whole(plain, whole, parts)
            total, listed = _stated(parts)
            if moved is not None and _is_sum(moved, listed):
                continue  # the parts of the change
            for named in (whole, total):
                problem = _gap(named, listed, closed=named is total)
                if named is not None and problem is not None:
                    values = (("总数", named.written), *((part.name, part.figure.written) for part in listed))
                    span = paragraph.span(named.start, named.end)
                    yield Remark(*span, problem, "改录错的数；漏写了一项的，补上", values=values)


def whole_before(before: str) -> Figure | None:
    """The figure that a list of parts behind ``before`` divides."""
    return _whole(before)[0]


def _whole(before: str) -> tuple[Figure | None, Figure | None]:
    """The figure that a list of parts follows, and the size of its change where that stands between.

    At most a bracket, a mark or a comparison with last year (，比上年增加10万元，增长10%) stands between them.
    """
    sentence = before[before.rfind("。", 0, -1) + 1 :]
    found = figures(sentence, len(before) - len(sentence))
    moved = None
    for at in reversed(range(len(found))):
        figure, start = found[at], found[at - 1].end if at else len(before) - len(sentence)
        between = [clause for clause in before[figure.end :].strip("，；。（：").split("，") if clause]
        if any("。" in clause or not _COMPARED.search(clause) for clause in between):
            return None, None
        words = before[start : figure.start]
        if _COMPARED.search(words.rpartition("，")[2].rpartition("；")[2]):
            moved = figure
            continue
        if "。" in before[figure.end :] and at and moved is None:
            return None, None
        return (None if _UNCLEAR.search(re.sub(r"20\d\d年(?:度)?", "", words)) else figure), moved
    return None, None


def _parts(plain: str, start: int, stops: str) -> list[_Part]:
    """The parts up to the end of the sentence, or of the bracket that the list stands in; none where one is unclear.

    Behind each part of a list with semicolons, what follows its first comma may compare it with last year.
    """
    end = _end(plain, start, stops)
    body = _blanked(_SHARE, _blanked(_BRACKETS, plain[start:end]))
    segments = re.split("(?<=；)", body) if "；" in body else [body]
    found: list[_Part] = []
    at = 0
    for segment in segments:
        listed = _listed(segment if len(segments) == 1 else _without_comparisons(segment), start + at)
        if listed is None:
            return []
        found += listed
        at += len(segment)
        if len(segments) == 1 and _INNER.search(segment):
            break
    return found


def _of_the_whole(plain: str, whole: Figure, parts: Sequence[_Part]) -> Sequence[_Part]:
    """The parts up to where the list goes on with something else: 基本支出60万元，其中：…；项目支出40万元.

    That is behind a semicolon where those before make up the whole, and where a name stands beside that of the whole.
    """
    words = _LINK.sub("", plain[: whole.start])
    beside = [
        one for names in WHOLES for own in names if re.search(f"{own}(?:支出|费|预算)?$", words) for one in names if one != own
    ]
    for at, part in enumerate(parts):
        goes_on = "；" in plain[parts[at - 1].figure.end : part.figure.start] or bool(_ANOTHER_VIEW.search(part.name))
        ended = at > 1 and goes_on and _is_sum(whole, parts[:at])
        if ended or any(name in part.name for name in beside):
            return parts[:at]
    return parts


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "　" * len(match[0]), text)


def _without_comparisons(segment: str) -> str:
    """A part of a list without the clauses that compare it with last year and say why."""
    clauses = re.split("(?=，)", segment)
    at = next((n for n, clause in enumerate(clauses) if n and _COMPARED.search(clause[1:])), len(clauses))
    kept = "".join(clauses[:at])
    return kept + "　" * (len(segment) - len(kept))


def _listed(segment: str, start: int) -> list[_Part] | None:
    """The parts of a list, or of one of its items, up to 其中; None where one is unclear."""
    inner = _INNER.search(segment)
    body = segment[: inner.start()] if inner else segment
    found: list[_Part] = []
    behind = 0
    for figure in figures(body):
        words = body[behind : figure.start].replace("　", "").lstrip("，；、")
        if _UNCLEAR.search(words) or "，" in words or not words:
            return None
        found.append(_Part(_LINK.sub("", _NUMBERING.sub("", words)), figure.moved(start)))
        behind = figure.end
    return None if not inner and _UNCLEAR.search(body[behind:].replace("　", "").split("，主要")[0][:8]) else found


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


def _is_sum(whole: Figure, parts: Sequence[_Part]) -> bool:
    blur = (whole.step + sum(part.figure.step for part in parts)) // 2
    return abs(sum(part.figure.fen for part in parts) - whole.fen) <= blur


def _gap(whole: Figure | None, parts: Sequence[_Part], *, closed: bool) -> str | None:
    if whole is None or len(parts) < 2 or sum(bool(_TOGETHER.search(part.name)) for part in parts) > 1 or _is_sum(whole, parts):
        return None
    total = sum(part.figure.fen for part in parts)
    if total < whole.fen and not (closed or _is_all([part.name for part in parts])):
        return None
    style = whole.style
    unit = "" if whole.unit == WAN.unit else f" {style.unit}"
    slip = slipped_part(whole, [part.figure for part in parts])
    return f"各项加起来 {style.told(total)}{unit}，写的总数是 {whole.written}，{style.more_or_less(total, whole.fen)}{unit}{slip}"


def slipped_part(whole: Figure, parts: Sequence[Figure]) -> str:
    """Words to go on with where parts make up their whole once the unit of one, or of the whole, is another; else ""."""
    total = sum(part.fen for part in parts)
    slip = unit_slip(whole.fen, total)
    for part in parts:
        rest = whole.fen - (total - part.fen)  # what this part would have to be
        slip = slip or unit_slip(part.fen, rest)
    return slip


def _is_all(names: Sequence[str]) -> bool:
    """Whether parts of these names leave nothing out."""
    known = any(len(names) == len(whole) and all(any(word in name for name in names) for word in whole) for whole in WHOLES)
    return known or bool(_REST.match(names[-1]))
