"""Which list a section is: by its title where that names one and the headings agree, else by its headings alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from models.incoming.recognised.lines import SourceLine, plain
from models.incoming.recognised.records.reading import read_list, tells
from models.incoming.recognised.records.shape import ListShape
from models.incoming.recognised.records.shapes import AGENCIES, SPENDING, agencies, assets, of_form, purchases, shapes_of, spending
from models.incoming.recognised.records.values import ReadList
from models.incoming.recognised.table import Leftover
from models.pack.forms.contents import ASSETS, LIST, PROCUREMENT
from models.pack.forms.lists import ListForm
from models.pack.forms.pack import Pack

CODES: Final = "codes"
_TITLES: Final = {
    PROCUREMENT: re.compile(r".{0,30}(?:政府)?采购(?:预算|计划|项目|明细|清单)?.{0,6}"),
    ASSETS: re.compile(r".{0,30}固定资产.{0,10}"),
    AGENCIES: re.compile(r".{0,30}(?:机构设置|单位构成|机构构成).{0,6}"),
    SPENDING: re.compile(r".{0,30}项目(?:支出)?(?:预算)?(?:明细|导出|清单|支出).{0,6}"),
}
"""The words of titles of any place; the headings have to agree."""

_TITLE_LINES: Final = 3
_CODE: Final = re.compile(r"\[?[23]\d\d(?:\d\d){0,2}\]?(?:\D.*)?")
_FEWEST_CODES: Final = 3
_MOSTLY: Final = 0.7
_DATE: Final = re.compile(r"截止(?:时间|日期|到|至)?:?((?:19|20|21)\d\d)")


class FoundList(NamedTuple):
    """A list of a kind (a key of ``KINDS``) with the id of the pack's list; ``reason`` where no title says so."""

    kind: str
    id: str
    read: ReadList
    reason: str = ""


def announced(kind: str, list_id: str, title: str, lines: Sequence[SourceLine], pack: Pack, year: int) -> ReadList | None:
    """The list that a known title announces; None where its headings are not there."""
    if kind == PROCUREMENT:
        return read_list(title, lines, purchases(pack.procurement), year)
    if kind == ASSETS:
        read = read_list(title, lines, assets(pack.assets), year)
        return _dated(read, lines, year) if read is not None else None
    form = pack.listed(list_id) if kind == LIST else None
    return read_list(title, lines, of_form(form), year) if isinstance(form, ListForm) else None


def find_list(title: str, lines: Sequence[SourceLine], pack: Pack | None, year: int) -> FoundList | None:
    """The list in a section whose title is none of the pack's."""
    for kind, named, shape in _by_title(title, lines, pack):
        read = read_list(named, lines, shape, year)
        if read is not None:
            return FoundList(kind, "", _dated(read, lines, year) if kind == ASSETS else read)
    for kind, list_id, shape in shapes_of(pack):
        if tells(lines, shape, year):
            read = read_list(title, lines, shape, year)
            if read is not None:
                return FoundList(kind, list_id, read, f"标题不认识，表头是“{shape.title}”的")
    return None


def _by_title(title: str, lines: Sequence[SourceLine], pack: Pack | None) -> Iterator[tuple[str, str, ListShape]]:
    """(kind, title, shape) of what a title says; that of a sheet may stand in its first rows."""
    shapes = {
        PROCUREMENT: purchases(pack.procurement if pack is not None else None),
        ASSETS: assets(pack.assets if pack is not None else None), AGENCIES: agencies(), SPENDING: spending(),
    }  # fmt: skip
    titles = [text for text in (*(line.lone for line in lines[:_TITLE_LINES]), title) if text]
    for kind, pattern in _TITLES.items():
        named = next((text for text in titles if pattern.fullmatch(plain(text))), "")
        if named:
            yield kind, named, shapes[kind]


def agencies_in(title: str, lines: Sequence[SourceLine], year: int) -> ReadList | None:
    """The table of 机构设置 that stands between the paragraphs of a text."""
    blocks: dict[int, list[SourceLine]] = {}
    for line in lines:
        if not line.is_paragraph:
            blocks.setdefault(line.part, []).append(line)
    first = next((part for part, block in blocks.items() if tells(block, agencies(), year)), None)
    if first is None:
        return None
    own: list[SourceLine] = []
    for line in lines:  # its rows go on over pages, with nothing but page turns between
        if line.part >= first and line.is_paragraph and plain("".join(line.texts)):
            break
        own += [line] if line.part >= first else []
    return read_list(title, own, agencies(), year)


def _dated(read: ReadList, lines: Sequence[SourceLine], year: int) -> ReadList:
    """固定资产 are those of the end of the year before; another date is said."""
    dates = ((line, found) for line in lines if (found := _DATE.search(plain("".join(line.texts)))))
    line, found = next(dates, (None, None))
    if line is None or found is None or not year or int(found[1]) == year - 1:
        return read
    left = Leftover("".join(line.texts)[:40], line.place, f"不是 {year - 1} 年底的，看看是不是这一年的表")
    return replace(read, leftovers=(*read.leftovers, left))


def is_code_list(lines: Sequence[SourceLine]) -> bool:
    """Whether nearly every row begins with a code of 功能科目 or 经济科目 and has no amount."""
    rows = [[text for text in map(plain, line.texts) if text] for line in lines if not line.is_paragraph and len(line.texts) > 1]
    coded = [row for row in rows if any(_CODE.fullmatch(text) for text in row[:2])]
    money = [row for row in coded if any(text.replace(",", "").replace(".", "").isdecimal() for text in row[2:])]
    return len(coded) >= _FEWEST_CODES and len(coded) >= _MOSTLY * len(rows) and not money
