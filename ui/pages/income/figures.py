"""The figures of 收入: per function code, source and year the amount needed and typed, and who needs it. Amounts in fen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.book import terms
from models.book.facts import CARRY_FORWARD, SPENDING
from models.book.records import COLLECTIONS, Book, IncomeLine, Project
from models.published.context import Context
from models.values.amount_style import AmountStyle
from models.values.money import Unread
from ui.session.amounts import GROUPED_WAN

Slot = tuple[str, bool]
"""(source, carried over): columns of 收入总表 are sets of slots."""

_COUNTED: Final = {
    "projects": "个项目", "basic": "行基本支出", "others": "行其他支出", "carry_forward": "行年终结转", "withheld": "笔不予公开",
}  # fmt: skip


class IncomeFigure(Struct, frozen=True):
    """The figure of one function code, source and year. ``owners`` are (page, id) of the lines and projects that need it."""

    function: str
    source: str
    carried: bool
    needed: int
    owners: tuple[tuple[str, int], ...] = ()
    lines: tuple[IncomeLine, ...] = ()

    @property
    def slot(self) -> Slot:
        """Source and year."""
        return self.source, self.carried

    @property
    def typed(self) -> int | None:
        """The typed amount (批复数) in fen; None when the figure is derived from spending (推算)."""
        amounts = [line.amount for line in self.lines if isinstance(line.amount, int)]
        return sum(amounts) if amounts else None

    @property
    def unread(self) -> Unread | None:
        """Typed text that is not an amount."""
        return next((line.amount for line in self.lines if isinstance(line.amount, Unread)), None)

    @property
    def income(self) -> int:
        """The effective amount in fen: typed, else needed."""
        return self.needed if self.typed is None else self.typed

    @property
    def gap(self) -> int:
        """Typed less needed, in fen; 0 when nothing is typed."""
        return self.income - self.needed


def income_figures(context: Context) -> Sequence[IncomeFigure]:
    """All figures of the book, sorted by function code, source and year."""
    typed: dict[tuple[str, str, bool], list[IncomeLine]] = {}
    for line in context.book.income:
        typed.setdefault((line.function, line.source, line.carried), []).append(line)
    needs = {(need.function, need.source, need.carried): need for need in context.needs}
    owners = _owners(context.book)
    found = []
    for key in {**needs, **typed}:
        need = needs.get(key)
        users = dict.fromkeys(owners[line] for line in need.spending_lines) if need else {}
        found.append(IncomeFigure(*key, need.needed if need else 0, tuple(users), tuple(typed.get(key, ()))))
    order = {source: rank for rank, source in enumerate(terms.SOURCES)}
    return sorted(found, key=lambda f: (f.function, order.get(f.source, len(order)), f.carried))


def _owners(book: Book) -> dict[int, tuple[str, int]]:
    owners = {line.id: (page, line.id) for page in COLLECTIONS for line in getattr(book, page)}
    owners.update({part.id: ("projects", project.id) for project in book.projects for part in project.funding})
    return owners


def owner_words(figures: Iterable[IncomeFigure]) -> str:
    """The owners of the figures, counted by page: ``4 个项目、2 行基本支出``."""
    counts = Counter(page for page, _ in dict.fromkeys(owner for figure in figures for owner in figure.owners))
    return "、".join(f"{count} {_COUNTED[page]}" for page, count in counts.items())


def owner_amounts(figure: IncomeFigure, context: Context) -> Mapping[str, int]:
    """The amount in fen that each owner of a figure needs, by the owner's name."""
    owners, names = _owners(context.book), _owner_names(context)
    amounts: dict[str, int] = {}
    for fact in context.facts:
        if fact.stream in {SPENDING, CARRY_FORWARD} and (fact.key.function, fact.key.source, fact.key.carried) == (
            figure.function, figure.source, figure.carried,
        ):  # fmt: skip
            name = names[owners[fact.lines[0]]]
            amounts[name] = amounts.get(name, 0) + fact.amount
    return amounts


def _owner_names(context: Context) -> dict[tuple[str, int], str]:
    book, economic = context.book, context.codes.economic
    names = {("projects", p.id): p.name or "没有名称的项目" for p in book.projects if isinstance(p, Project)}
    names.update({("basic", line.id): f"基本支出 {line.economic} {economic.name(line.economic)}".strip() for line in book.basic})
    names.update({("others", line.id): terms.KINDS.get(line.kind, line.kind) for line in book.others})
    names.update({("carry_forward", line.id): "年终结转" for line in book.carry_forward})
    names.update({("withheld", line.id): "不予公开" for line in book.withheld})
    return names


def gap_words(gap: int, style: AmountStyle = GROUPED_WAN) -> str:
    """A gap in fen as words: ``多 3.60``, ``少 0.004``."""
    return f"{'多' if gap > 0 else '少'} {style.told(abs(gap))}"


def comparison_words(figures: Sequence[IncomeFigure], style: AmountStyle) -> str:
    """Income and spending compared: ``收入 71.57，支出 75.17，收入少 3.60``."""
    income, needed = sum(f.income for f in figures), sum(f.needed for f in figures)
    both = f"收入 {style.figure(income)}，支出 {style.figure(needed)}"
    if all(f.gap == 0 for f in figures):
        return f"{both}，相等"
    net = f"收入{gap_words(income - needed, style)}" if income != needed else "合计相等，来源不同"
    return f"{both}，{net}"
