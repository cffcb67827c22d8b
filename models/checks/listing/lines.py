"""The lines of the list of findings: what belongs together is one line that opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.book.records import PROJECT_COLLECTIONS, Book
from models.checks.findings import Finding, FindingKey, Severity, is_explained
from models.checks.listing.kinds import MANY, kind_of
from models.checks.listing.positions import Positions
from models.pack.forms.pack import Pack

_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}


class FindingLine(Struct, frozen=True):
    """One line. ``below`` are the consequences of ``finding``; or, with ``words``, all findings of a kind, the first among them."""

    finding: Finding
    below: tuple[Finding, ...] = ()
    words: str = ""


def finding_lines(book: Book, pack: Pack, findings: Sequence[Finding]) -> tuple[FindingLine, ...]:
    """The lines for these findings, 错误 first, in the order of the pages. Each finding is in exactly one of them.

    核实 that are explained stand behind those that are left.
    """
    positions = Positions(book, pack)
    ordered = sorted(findings, key=lambda f: (_RANKS[f.severity], is_explained(book, f), positions.of(f.place)))
    present = {finding.key for finding in findings}
    consequences: dict[FindingKey, list[Finding]] = {}
    kinds: dict[str, list[Finding]] = {}
    leading = []
    for finding in ordered:
        if finding.follows is not None and finding.follows in present:
            consequences.setdefault(finding.follows, []).append(finding)
            continue
        leading.append(finding)
        kinds.setdefault(kind_of(finding), []).append(finding)
    projects, lines = _project_of(book), []
    for finding in leading:
        kind = kind_of(finding)
        if not kind or len(kinds[kind]) < MANY:
            lines.append(FindingLine(finding, tuple(consequences.get(finding.key, ()))))
        elif finding is kinds[kind][0]:
            lines.append(FindingLine(finding, tuple(kinds[kind]), f"{kind}：{_how_many(kinds[kind], projects)}"))
    return tuple(lines)


def count_kinds(findings: Sequence[Finding]) -> int:
    """How many lines these findings take when none of them follows from another."""
    alike = Counter(map(kind_of, findings))
    return sum(1 if kind and count >= MANY else count for kind, count in alike.items())


def _how_many(findings: Sequence[Finding], projects: Mapping[int, int]) -> str:
    """``32 个项目``; elsewhere ``9 处``."""
    owners = {projects.get(finding.place.line) for finding in findings}
    return f"{len(findings)} 处" if None in owners else f"{len(owners)} 个项目"


def _project_of(book: Book) -> Mapping[int, int]:
    """By the id of a project, and of each line inside it, the project's id."""
    owners = {}
    for project in book.projects:
        owners[project.id] = project.id
        owners |= {inner.id: project.id for name in PROJECT_COLLECTIONS for inner in getattr(project, name)}
    return owners
