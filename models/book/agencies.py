"""The bodies (单位) that a department is made of, and which of them a line belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from models.book.records import AgencyLine, Book
from models.book.terms import ADMINISTRATIVE, CIVIL_SERVICE, INSTITUTION
from models.values.text import plain_name

_OWN: Final = ("本级", "本部", "机关")
"""How the department's own body is named beside those under it."""

_NATURE_WORDS: Final[Mapping[str, str]] = {
    "参公": CIVIL_SERVICE,
    "参照": CIVIL_SERVICE,
    "事业": INSTITUTION,
    "行政": ADMINISTRATIVE,
}
"""A word in 单位性质 → what it is, the most telling first: 「参照公务员法管理的事业单位」 is no plain 事业单位."""


def nature_of(agency: AgencyLine) -> str:
    """The 单位性质 of ``terms.NATURES`` that the clerk's words mean; "" where they mean none of them."""
    return meant_nature(agency.nature)


def meant_nature(words: str) -> str:
    """The 单位性质 of ``terms.NATURES`` that words mean: 「参公单位」 is a 参照公务员法管理的事业单位; "" for none."""
    plain = plain_name(words)
    return next((nature for word, nature in _NATURE_WORDS.items() if word in plain), "")


def named_agencies(book: Book) -> tuple[AgencyLine, ...]:
    """The bodies that have a name, in the order of 机构设置."""
    return tuple(agency for agency in book.agencies if agency.name.strip())


def own_body(book: Book) -> AgencyLine | None:
    """The department's own body (本部), to which belongs what names no other; None without 机构设置.

    It is the one called like the department, else the first called 本级, 本部 or 机关, else the first.
    """
    agencies, department = named_agencies(book), plain_name(book.unit.name)
    same = (agency for agency in agencies if plain_name(agency.name) == department)
    called = (agency for agency in agencies if any(word in agency.name for word in _OWN))
    return next(same, None) or next(called, None) or next(iter(agencies), None)


def agency_of(book: Book, name: str) -> AgencyLine | None:
    """The body that a name in 所属单位 means; "" means the own one. None where 机构设置 does not list it."""
    if not name.strip():
        return own_body(book)
    wanted = plain_name(name)
    return next((agency for agency in named_agencies(book) if plain_name(agency.name) == wanted), None)


def lines_by_body(book: Book) -> Iterator[tuple[str, int, str]]:
    """Page, id and 所属单位 of every line that can name one."""
    for page in ("basic", "others"):
        for line in getattr(book, page):
            yield page, line.id, line.sub_unit
    for project in book.projects:
        for part in project.funding:
            yield "projects", part.id, part.sub_unit
    for figure in book.three_public:
        yield "three_public", figure.id, figure.sub_unit
    for typed in book.typed:
        yield "typed", typed.id, typed.agency


def is_told_apart(book: Book) -> bool:
    """Whether the lines tell which body they belong to: there is only one, or some line names another than the own one."""
    return len(named_agencies(book)) == 1 or any(name.strip() for _, _, name in lines_by_body(book))
