"""机构设置 and 所属单位: what a body is, that each named one exists, and that all figures tell theirs (R-17, R-18, R-19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from models.book import terms
from models.book.agencies import agency_of, lines_by_body, named_agencies, nature_of, own_body
from models.book.places import Place
from models.book.records import Book
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.published.context import Context
from models.values.text import listed
from models.words.places import PAGE_NAMES

_READS: Final = ("agencies", "unit", "basic", "others", "projects", "three_public", "typed")
_BESIDE: Final = ("three_public", "typed")
_SEVERAL: Final = 2
_MEANT: Final = f"{'、'.join(terms.NATURES)}里的一种"


class _NamedBodies(NamedTuple):
    """The names in 所属单位: the first line of each, the number of its lines, and the pages that name any."""

    first: Mapping[str, Place]
    counts: Mapping[str, int]
    pages: AbstractSet[str]


def _named_bodies(context: Context) -> _NamedBodies:
    book = context.book
    parts = (book.basic, book.others, book.projects, book.three_public, book.typed)
    return context.memory.recall("named bodies", parts, lambda: _read_names(book))


def _read_names(book: Book) -> _NamedBodies:
    first: dict[str, Place] = {}
    counts: dict[str, int] = {}
    pages: set[str] = set()
    for page, line, name in lines_by_body(book):
        if name in counts:
            counts[name] += 1
        elif name.strip():
            first[name], counts[name] = Place(page, line, "agency" if page == "typed" else "sub_unit"), 1
        else:
            continue
        pages.add(page)
    return _NamedBodies(first, counts, pages)


def natures_are_known(context: Context) -> Iterator[CheckResult]:
    """R-17: a 单位性质 that is none of the three cannot be told from them (机关运行经费 is of 行政 and 参公 only)."""
    for agency in named_agencies(context.book):
        if agency.nature.strip() and not nature_of(agency):
            yield CheckResult(
                message=f"机构设置 {agency.name}：单位性质“{agency.nature}”看不出是{_MEANT}",
                place=Place("agencies", agency.id, "nature"),
                values=(("单位性质", agency.nature),),
                remedy=f"写成{_MEANT}；本地有别的叫法的，可以保留",
            )


def named_bodies_exist(context: Context) -> Iterator[CheckResult]:
    """R-18: 所属单位 names a body of 机构设置; each unknown name once, at its first line, with the number of its lines."""
    named = _named_bodies(context)
    unknown = [name for name in named.first if agency_of(context.book, name) is None]
    known = [agency.name for agency in named_agencies(context.book)]
    for name in unknown:
        yield CheckResult(
            message=f"所属单位“{name}”（{named.counts[name]} 行）不在机构设置里",
            place=named.first[name],
            other_place=Place("agencies"),
            values=(("所属单位", name),),
            remedy=f"改成{listed(known)}里的一个，或者在“情况说明”的机构设置里添上" if known else "在“情况说明”的机构设置里添上",
        )


def figures_name_their_body(context: Context) -> Iterator[CheckResult]:
    """R-19: where the lines tell the bodies apart, so do “三公”经费 and 其他数据, or all of them count as the own body's."""
    book, own = context.book, own_body(context.book)
    if own is None or len(named_agencies(book)) < _SEVERAL:
        return
    named = _named_bodies(context).pages
    if named <= frozenset(_BESIDE):
        return
    for page in _BESIDE:
        figures = getattr(book, page)
        if figures and page not in named:
            yield CheckResult(
                message=f"{PAGE_NAMES[page]}没有分单位：各单位的预算公开里，都算在{own.name}",
                place=Place(page, figures[0].id, "item"),
                other_place=Place("agencies"),
                remedy="有下属单位的，在它的行里填；确实都是本级的，写明",
            )


CHECKS: Final = (
    Check("R-17", natures_are_known, reads=("agencies",)),
    Check("R-19", figures_name_their_body, reads=_READS),
    Check("R-18", named_bodies_exist, reads=_READS),
)
