"""Golden lists: one line per finding or target of a published budget; ``tools/update_golden.py`` rewrites them."""

from __future__ import annotations

from collections.abc import Iterator

from models.book import Book
from models.checks import run_checks
from models.checks.context import Context
from models.target import Target, read_target
from storage.packs import built_in_codes, load_pack
from tests.golden_books import GOLDEN, seed1_book, seed2_book


def finding_lines(book: Book) -> list[str]:
    """``K-6 核实 message | place``."""
    pack = load_pack(book.pack)
    findings = run_checks(Context(book, pack, built_in_codes(pack.codes)))
    return [f"{f.code} {f.severity} {f.message} | {f.place.key}" for f in findings]


def target_lines() -> list[str]:
    """``≥95% → percent ≥ 95 %`` for every different 指标值 of both budgets, in order of appearance."""
    texts = dict.fromkeys(row.target for book in (seed1_book(), seed2_book()) for p in book.projects for row in p.indicators)
    return [f"{text} → {' '.join(_parts(read_target(text)))}" for text in texts]


def _parts(target: Target) -> Iterator[str]:
    yield target.kind.value
    if target.operator:
        yield target.operator
    yield from map(str, target.numbers)
    yield from filter(None, (target.unit, target.per and f"/{target.per}"))
    if target.fen is not None:
        yield f"= {target.fen} 分"


LISTS = {
    "example_findings.txt": lambda: finding_lines(seed1_book()),
    "lutai_findings.txt": lambda: finding_lines(seed2_book()),
    "targets.txt": target_lines,
}


def compare(name: str, lines: list[str]) -> None:
    """Hold lines against a golden list; pytest shows the difference."""
    golden = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    assert lines == golden, f"{name} differs; read the difference, then: python tools/update_golden.py"
