"""The published documents whose reviews were read line by line, and a review as a golden list."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from models.checks.findings import Severity
from models.publication.review.finding import ReviewFinding
from models.publication.review.review import review_document
from storage.incoming.document import read_document
from storage.packs.catalogue import built_in_codes, load_packs
from tests.folders import ROOT

SHARED = ROOT.parent / "shared"
REVIEWED = {
    "review_commerce.txt": "published/shanghai-commerce-2025.pdf",
    "review_street.txt": "published/shanghai-street-2024.pdf",
    "review_seed1.txt": "seeds/000_14fa43882065d613.txt",
    "review_seed2.txt": "seeds/004_e6d27eb04251de4e_part.txt",
}


def review_lines(path: Path) -> list[str]:
    """What could be read, then ``D-7 错误 message | place`` for every finding.

    The 提示 on 绩效目标表 are those of the lists of the lint, and left out.
    """
    packs, _ = load_packs(None)
    found = review_document(read_document(path), packs, lambda pack: built_in_codes(pack.codes))
    read = found.coverage
    tables = sum(part.kind == "公开表" for part in read.parts)
    about = f"{read.pages} pages, {tables} tables, {read.paragraphs} paragraphs, {read.sheets} sheets"
    head = f"{read.pack or '-'} | {read.year} | {about}"
    lines = [f"{f.code} {f.severity} {f.message} | {f.place.words()}" for f in found.findings if not _of_the_lint(f)]
    return [head, *lines]


def _of_the_lint(finding: ReviewFinding) -> bool:
    return finding.severity is Severity.HINT and finding.part.endswith("绩效目标表")


REVIEWS = {name: partial(review_lines, SHARED / path) for name, path in REVIEWED.items() if (SHARED / path).exists()}
"""The lists that can be made here, for ``tools/update_golden.py``."""
