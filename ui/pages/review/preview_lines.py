"""The lines behind a printed figure, and those that a table has no place for (未归入), as the user sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from models.book.places import Place
from models.book.records import COLLECTIONS, BasicLine, Book, IncomeLine, Project, ThreePublicLine, TypedFigure, WithheldAmount
from models.book.terms import THREE_PUBLIC_ITEMS
from models.paper.figures import PrintedFigure
from models.published.context import Context
from models.published.tables import NO_CODE, NO_COLUMN, NO_ROW, Table, tallies_behind
from models.values.money import fen
from models.words.lines import line_title
from models.words.places import PAGE_NAMES, line_name

REASONS: Final = {NO_ROW: "这张表没有它的行", NO_COLUMN: "这张表没有它的栏", NO_CODE: "科目不全"}
WITHHELD: Final = "不予公开"


class OriginLine(NamedTuple):
    """A line of the book, or all lines of one project, in fen. For 不予公开 ``amount`` and ``place`` are None."""

    name: str
    amount: int | None
    place: Place | None = None
    reason: str = ""


class FigureOrigin(NamedTuple):
    """The lines that a figure adds up, and their exact sum in fen."""

    lines: tuple[OriginLine, ...]
    total: int

    @property
    def only_projects(self) -> bool:
        """Whether every line is a project."""
        return bool(self.lines) and all(line.place is not None and line.place.page == "projects" for line in self.lines)


class _Owner(NamedTuple):
    """A line with its page, its number there (from 1), and the project that contains it."""

    page: str
    number: int
    line: Any
    project: Project | None = None


def origin_of(context: Context, figure: PrintedFigure) -> FigureOrigin:
    """The lines that a printed figure adds up; those of one project are merged."""
    table = context.tables[figure.table]
    tallies = tallies_behind(table, context.codes, context.tallies, figure.side, figure.row, figure.column)
    owners = _owners(context.book)
    ids = [line for tally in tallies for line in tally.lines]
    total = sum(fen(owners[line].line.amount) for line in ids)
    return FigureOrigin(tuple(_merged(context, owners, ids, "")), total)


def unplaced_lines(context: Context, table: Table) -> Sequence[OriginLine]:
    """未归入: the lines whose amount fits no row or column of the table."""
    owners = _owners(context.book)
    return [
        line for item in table.unplaced for line in _merged(context, owners, item.tally.lines, REASONS[item.reason])
    ]  # fmt: skip


def unplaced_total(table: Table) -> int:
    """The sum of 未归入, in fen."""
    return sum(item.tally.amount for item in table.unplaced)


def _owners(book: Book) -> Mapping[int, _Owner]:
    owners: dict[int, _Owner] = {}
    for page in COLLECTIONS:
        for number, line in enumerate(getattr(book, page), 1):
            owners[line.id] = _Owner(page, number, line)
            if isinstance(line, Project):
                owners.update((part.id, _Owner(page, number, part, line)) for part in line.funding)
    return owners


def _merged(context: Context, owners: Mapping[int, _Owner], ids: Sequence[int], reason: str) -> Iterator[OriginLine]:
    """Lines in the order of the pages; those of one project become one."""
    groups: dict[int, list[int]] = {}
    for line in ids:
        project = owners[line].project
        groups.setdefault(project.id if project else line, []).append(line)
    for parts in groups.values():
        owner = owners[parts[0]]
        amount = sum(fen(owners[part].line.amount) for part in parts)
        yield _line(context, owner, amount, reason)


def _line(context: Context, owner: _Owner, amount: int, reason: str) -> OriginLine:
    if isinstance(owner.line, WithheldAmount):
        return OriginLine(WITHHELD, None)
    words = _NAMES.get(type(owner.line), _line_words)(context, owner) if owner.project is None else _project_words(owner)
    return OriginLine(words, amount, Place(owner.page, owner.line.id, "amount"), reason)


def _project_words(owner: _Owner) -> str:
    name = owner.project.name if owner.project else ""
    return name.replace("\n", " ") or line_name(owner.page, owner.number)


def _line_words(context: Context, owner: _Owner) -> str:
    """``其他支出 第 2 行 农村综合改革``."""
    code = owner.line.function
    return f"{line_name(owner.page, owner.number)} {context.codes.function.name(code) or code}".rstrip()


def _basic_words(context: Context, owner: _Owner) -> str:
    """``基本支出 第 6 行 机关事业单位基本养老保险缴费``."""
    code = owner.line.economic or owner.line.function
    table = context.codes.economic if owner.line.economic else context.codes.function
    return f"{line_name(owner.page, owner.number)} {table.name(code) or code}".rstrip()


def _income_words(context: Context, owner: _Owner) -> str:
    """``收入 2013201 行政运行``: the page has one row per code."""
    code, carried = owner.line.function, "（上年结转）" if owner.line.carried else ""
    return f"{PAGE_NAMES[owner.page]} {code} {context.codes.function.name(code)}".rstrip() + carried


def _three_public_words(context: Context, owner: _Owner) -> str:  # noqa: ARG001 - the signature of _NAMES
    return f"{PAGE_NAMES[owner.page]} {THREE_PUBLIC_ITEMS.get(owner.line.item, owner.line.item)}"


def _typed_words(context: Context, owner: _Owner) -> str:
    """``其他数据 机关运行经费 执法队``."""
    return f"{PAGE_NAMES[owner.page]} {line_title(owner.line, context.codes, context.pack)}"


_NAMES: Final[Mapping[type[Any], Callable[[Context, _Owner], str]]] = {
    BasicLine: _basic_words,
    IncomeLine: _income_words,
    ThreePublicLine: _three_public_words,
    TypedFigure: _typed_words,
}
