"""What parts have of a whole otherwise than as sums of money: counts, changes, percentages (X-27d, X-27f).

共有车辆8辆，其中…；减少10万元，其中：基本支出减少…；基本支出60万元，占60%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from models.checks.prose.comparisons import DIRECTIONS, DOWN, follows, wrong_changes
from models.checks.prose.paragraphs import Figure, Paragraph, figures, paragraphs, unit_slip
from models.checks.prose.remark import Remark
from models.checks.prose.sums import PARTS, WHOLES, whole_before, wrong_sums

_UNITS: Final = "辆|台|套|人|名|个|家|户|处"
_COUNTED: Final = re.compile(
    rf"(?P<number>\d+)(?P<unit>{_UNITS})[，。：（]*(?:其中|包括|分别为|分别是)[：，]?(?P<parts>(?:[^，、；。：\d]{{2,24}}\d+(?P=unit)?[，、；和及]?){{2,}})"
)
_PART: Final = re.compile(rf"(?P<name>[^，、；。：\d]{{2,24}}?)(?P<number>\d+)(?:{_UNITS})?(?:[，、；和及]|$)")
_APART: Final = (
    ("用车", "车辆"),
    ("编制",),
    ("行政单位", "事业单位", "参公", "参照"),
    ("在职", "离休", "退休"),
    ("一级指标", "二级指标"),
)
"""Words of names of which one excludes the other: parts that all have one of a line are never more than their whole."""

_ALL_NAMED: Final = re.compile("^其他")
_SHARE: Final = re.compile(
    r"^[，（]?占(?P<of>[^，。；、（）\d%]{0,16}?)(?:(?P<whole>[\d,.]+(?:亿元|万元|元))的)?(?P<percent>\d+(?:\.\d+)?)%(?!左右|以上|以下)"
)
_OF_THE_WHOLE: Final = re.compile(
    "(?:本年|当年|全年|年度|部门|单位|总|收入|支出|预算|安排|合计|总额|总计|总数|总量|全部|的|比重|比例|为|其|约)*"
)

_OF_ANOTHER: Final = re.compile("(?<!其)中，")
"""财政拨款中，…: what follows is a part of something else."""


def changes_and_shares(text: str, year: int | None = None) -> Iterator[Remark]:
    """Changes that contradict their two figures, and percentages that a part has not of its whole (X-27d)."""
    yield from wrong_changes(text, year)
    yield from wrong_shares(text)


def wrong_parts(text: str) -> Iterator[Remark]:
    """Parts of money, of a count, of a change that do not make up what they are parts of (X-27f)."""
    yield from wrong_sums(text)
    yield from wrong_counts(text)
    yield from wrong_change_sums(text)


def wrong_counts(text: str) -> Iterator[Remark]:
    """Counts of parts that exclude each other and are more than the whole count, or less though 其他… ends them."""
    for paragraph in paragraphs(text):
        for match in _COUNTED.finditer(paragraph.plain):
            parts = [(part["name"], int(part["number"])) for part in _PART.finditer(match["parts"])]
            whole, total = int(match["number"]), sum(number for _, number in parts)
            apart = any(all(any(word in name for word in words) for name, _ in parts) for words in _APART)
            closed = bool(parts) and bool(_ALL_NAMED.match(parts[-1][0]))
            if len(parts) > 1 and apart and (total > whole or (closed and total < whole)):
                gap = f"{'多' if total > whole else '少'} {abs(total - whole)}"
                yield Remark(
                    *paragraph.span(match.start("number"), match.end("unit")),
                    f"各项加起来 {total}{match['unit']}，写的总数是 {whole}{match['unit']}，{gap}",
                    "改录错的数；漏写了一项的，补上",
                    values=(("总数", f"{whole}{match['unit']}"), *((name, str(number)) for name, number in parts)),
                )


def wrong_change_sums(text: str) -> Iterator[Remark]:
    """A change whose parts, 基本支出 and 项目支出 and their like, do not add up to it."""
    for paragraph in paragraphs(text):
        plain = paragraph.plain
        for match in re.finditer("，?其中(?!一|有|的)", plain):
            moved = _moved(plain[: match.start()], len(plain[: match.start()]))
            for names in WHOLES if moved is not None else ():
                remark = _of_changes(paragraph, moved, names, match.end()) if moved is not None else None
                if remark is not None:
                    yield remark
                    break


_Change = tuple[Figure, int]
"""A figure with 1 for more and -1 for less."""

_MOVED: Final = re.compile(rf"(?P<word>{DIRECTIONS})(?:了|额)?为?$")


def _moved(before: str, end: int) -> _Change | None:
    """The change that a text ends with, behind which at most its percentage stands."""
    found = figures(before)
    match = _MOVED.search(before[: found[-1].start]) if found else None
    rest = before[found[-1].end : end].strip("，。") if found else ""
    if match is None or not re.fullmatch(rf"(?:(?:同比)?(?:{DIRECTIONS})[\d.]+%)?", rest):
        return None
    return found[-1], -1 if match["word"] in DOWN else 1


def _of_changes(paragraph: Paragraph, whole: _Change, names: tuple[str, ...], start: int) -> Remark | None:
    parts: list[tuple[str, _Change]] = []
    behind = start
    for name in names:
        match = re.compile(rf"{name}[^，。；\d]{{0,12}}?(?:[比较]上年|同比)?(?P<word>{DIRECTIONS})(?:了|额)?为?(?=\d)").search(
            paragraph.plain, behind
        )
        found = figures(paragraph.plain[match.end() :], match.end()) if match else ()
        if match is None or not found or found[0].start != match.end():
            return None
        parts.append((match[0], (found[0], -1 if match["word"] in DOWN else 1)))
        behind = found[0].end
    total = sum(figure.fen * sign for _, (figure, sign) in parts)
    figure, sign = whole
    blur = (figure.step + sum(one.step for _, (one, _) in parts)) // 2
    if abs(total - figure.fen * sign) <= blur:
        return None
    slip = unit_slip(abs(total), figure.fen) or next(filter(None, (unit_slip(one.fen, figure.fen) for _, (one, _) in parts)), "")
    said, style = "减少" if sign < 0 else "增加", figure.style
    return Remark(
        *paragraph.span(figure.start, figure.end),
        f"各项合起来{'减少' if total < 0 else '增加'} {style.told(abs(total))} {style.unit}，写的是{said} {figure.written}{slip}",
        "改录错的数；漏写了一项的，补上",
        values=((said, figure.written), *((name, one.written) for name, (one, _) in parts)),
    )


def wrong_shares(text: str) -> Iterator[Remark]:
    """A percentage of a whole that does not follow from the part's figure and the whole's: 基本支出60万元，占70%."""
    for paragraph in paragraphs(text):
        plain = paragraph.plain
        wholes = [(match.end(), whole_before(plain[: match.start()])) for match in PARTS.finditer(plain)]
        for figure in figures(plain):
            match = _SHARE.match(plain[figure.end :])
            whole = None
            if match is not None and match["whole"]:
                whole = next(iter(figures(match["whole"])), None)
            elif match is not None and _OF_THE_WHOLE.fullmatch(match["of"]):
                at, whole = next(((at, one) for at, one in reversed(wholes) if at <= figure.start), (0, None))
                whole = None if _OF_ANOTHER.search(plain, at, figure.start) else whole
            if match is None or whole is None or whole.fen <= 0:
                continue
            percent = Decimal(match["percent"])
            if not follows(percent, figure.fen, whole.fen, figure.step + whole.step):
                right = (Decimal(figure.fen) * 100 / whole.fen).quantize(Decimal("0.01"), ROUND_HALF_UP)
                yield Remark(
                    *paragraph.span(figure.end + match.start("percent"), figure.end + match.end()),
                    f"写的是占 {percent}%，{figure.written} 占 {whole.written} 的 {right}%",
                    f"改为 {right}%，或者改录错的数",
                    values=(("这一项", figure.written), ("总数", whole.written), ("写的", f"{percent}%")),
                )
