"""Golden lists: one line per finding or target of a published budget; ``tools/update_golden.py`` rewrites them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.book.records import PROJECT_COLLECTIONS, Book, Line, Project
from models.checks.checker import run_checks
from models.checks.findings import Finding
from models.checks.project_sheet.money.costs import confirmations
from models.checks.project_sheet.sheets import read_sheet
from models.published.context import Context
from models.values.target import Target, is_sloppy, normal_form, read_target
from storage.packs.catalogue import built_in_codes, load_pack
from tests.folders import GOLDEN
from tests.golden_books import seed1_book, seed2_book


def finding_lines(book: Book) -> list[str]:
    """``K-6 核实 message | place`` for every finding that is not about one project's sheet."""
    return [f"{f.code} {f.severity} {f.message} | {f.place.key}" for f in _findings(book) if not _of_a_sheet(f)]


def lint_lines(book: Book) -> list[str]:
    """The findings on project sheets, under each project's name: with what stands at the place and the remedy by key."""
    lines: dict[int, list[str]] = {project.id: [f"## {' '.join(project.name.split())}"] for project in book.projects}
    owners = {line.id: project.id for project in book.projects for line in (project, *_inner(project))}
    texts = {line.id: line for project in book.projects for line in (project, *_inner(project))}
    for f in _findings(book):
        if _of_a_sheet(f):
            shown = getattr(texts[f.place.line], f.place.field)
            quoted = f" | {' '.join(str(shown).split())[:60]}" if isinstance(shown, str) else ""
            fix = f" | {f.fix.label}" if f.fix else ""
            lines[owners[f.place.line]].append(f"{f.code} {f.severity} {f.message} | {f.place.field}{quoted}{fix}")
    for project in book.projects:
        agreed = confirmations(read_sheet(project, project.name, load_pack(book.pack).sheet))
        lines[project.id] += [f"✓ {words}" for words in agreed]
    counted = Counter(line.split()[0] for group in lines.values() for line in group[1:])
    sheets = Counter(code for group in lines.values() for code in {line.split()[0] for line in group[1:]})
    counts = [f"{code}: {times} on {sheets[code]} of {len(book.projects)} sheets" for code, times in sorted(counted.items())]
    return [*counts, *(line for group in lines.values() for line in ("", *group))]


def _findings(book: Book) -> tuple[Finding, ...]:
    pack = load_pack(book.pack)
    return run_checks(Context(book, pack, built_in_codes(pack.codes)))


def _of_a_sheet(finding: Finding) -> bool:
    return finding.place.page == "projects" and finding.place.line != 0 and finding.code != "P-2"


def _inner(project: Project) -> Iterator[Line]:
    return (line for name in PROJECT_COLLECTIONS for line in getattr(project, name))


def target_lines() -> list[str]:
    """``55 × ≥95% | percent | ≥ | 95 | % |  | ≥95%`` for every different 指标值 of both budgets, in order of appearance.

    In how many rows it stands; kind, operator, numbers, unit (per what), frequency, normal form.
    """
    counted = Counter(row.target for book in (seed1_book(), seed2_book()) for p in book.projects for row in p.indicators)
    return [f"{times} × {text} | {' | '.join(_parts(text, read_target(text)))}".rstrip() for text, times in counted.items()]


def _parts(text: str, target: Target) -> Iterator[str]:
    yield target.kind.value
    yield target.operator
    yield " ".join(map(str, target.numbers)) + (f" = {target.fen} 分" if target.fen is not None else "")
    yield "/".join(filter(None, (target.unit, target.per))) if target.unit or not target.per else f"/{target.per}"
    yield target.frequency and f"每{target.frequency}"
    yield normal_form(text) + (" ← 写法" if is_sloppy(text) else "")


LISTS = {
    "example_findings.txt": lambda: finding_lines(seed1_book()),
    "lutai_findings.txt": lambda: finding_lines(seed2_book()),
    "lint_example.txt": lambda: lint_lines(seed1_book()),
    "lint_lutai.txt": lambda: lint_lines(seed2_book()),
    "targets.txt": target_lines,
}


def compare(name: str, lines: list[str]) -> None:
    """Hold lines against a golden list; pytest shows the difference."""
    golden = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    assert lines == golden, f"{name} differs; read the difference, then: python tools/update_golden.py"
