"""Which function code the money of a project has that is known by its 绩效目标表: no sheet prints it, the tables give sums.

Projects whose 预算数 add up to the money of a code are taken to be those of the code, money of last year first (a project that
uses it has a code of an earlier year: rule X-23). Where nothing adds up the projects are divided in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from models.book.fields import replace as replace_fields
from models.book.records import FundingLine, Project
from models.incoming.from_tables.spending import Share
from models.projects.amounts import project_budget
from models.projects.project_code import code_year

ASSUMED_CODE: Final = "推定：绩效目标表不写功能科目，按金额配的"
HALF_A_DIGIT: Final = 5_000
"""Fen: what rounding to 万元 with two decimals takes or gives at most."""

_MOST_SUMS: Final = 4_000
"""Sums that are kept while projects are added up; more of them make nothing surer."""


class Assigned(NamedTuple):
    """The projects with their codes, what of the shares no project has, and how many projects were matched by their sums."""

    projects: tuple[Project, ...]
    left: tuple[Share, ...]
    matched: int


def assign_codes(projects: Sequence[Project], shares: Sequence[Share], year: int) -> Assigned:
    """Give the projects the function codes, sources and years of the shares; what is over keeps no code."""
    funding: dict[int, list[FundingLine]] = {}
    free = [at for at, project in enumerate(projects) if project_budget(project)]
    open_shares: list[Share] = []
    for share in sorted(shares, key=lambda share: (not share.carried, share.amount)):
        chosen = _subset(projects, _likely(projects, free, share, year), share.amount)
        if not chosen:
            open_shares.append(share)
        for at in chosen:
            funding[at] = [_of_share(line, share, alone=len(projects[at].funding) == 1) for line in projects[at].funding]
            free.remove(at)
    matched = len(funding)
    left = [*_divide(projects, free, open_shares, funding)]
    return Assigned(tuple(_with(project, funding.get(at)) for at, project in enumerate(projects)), tuple(left), matched)


def _with(project: Project, funding: list[FundingLine] | None) -> Project:
    if funding is None:
        return project
    return replace_fields(project, funding=tuple(funding), note=project.note or ASSUMED_CODE)


def _of_share(line: FundingLine, share: Share, *, alone: bool) -> FundingLine:
    return replace(line, function=share.function, carried=share.carried, source=share.source if alone else line.source)


def _likely(projects: Sequence[Project], free: Sequence[int], share: Share, year: int) -> Sequence[int]:
    """The projects that may have the money: those whose code is of an earlier year for last year's, the others for this year's."""
    old = [at for at in free if (entered := code_year(projects[at].code)) is not None and entered < year]
    fitting = [at for at in free if (at in old) == share.carried]
    return fitting or free


def _subset(projects: Sequence[Project], free: Sequence[int], wanted: int) -> Sequence[int]:
    """Projects that add up to an amount, to half of the last digit; none where there are none."""
    sums: dict[int, tuple[int, ...]] = {0: ()}
    for at in free:
        amount = project_budget(projects[at])
        for known, chosen in [*sums.items()]:
            total = known + amount
            if 0 < total <= wanted + HALF_A_DIGIT and total not in sums and len(sums) < _MOST_SUMS:
                sums[total] = (*chosen, at)
    best = min(sums, key=lambda total: abs(total - wanted))
    return sums[best] if best and abs(best - wanted) <= HALF_A_DIGIT else ()


def _divide(
    projects: Sequence[Project], free: Sequence[int], shares: Sequence[Share], funding: dict[int, list[FundingLine]]
) -> Iterator[Share]:
    """Divide the other projects over the other shares in their order; yields what no project has."""
    rest = {at: project_budget(projects[at]) for at in free}
    for share in shares:
        missing = share.amount
        for at in free:
            part = min(missing, rest[at])
            if part > 0:
                missing -= part
                rest[at] -= part
                funding.setdefault(at, []).append(FundingLine(0, share.function, share.source, share.carried, amount=part))
        if missing:
            yield share._replace(amount=missing)
    for at, amount in rest.items():
        if amount and at in funding:
            funding[at].append(FundingLine(0, amount=amount))
