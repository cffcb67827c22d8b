"""The option ``--round`` of ``review``: what is new, what is mended and what was dismissed since the version before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from models.publication.review.finding import Review
from models.publication.review.rounds import NextRound, kept_round, next_round
from storage.errors import StorageError
from storage.publication.review_rounds import read_round, write_round

_HANDLE: Final = 6


def handle_of(fingerprint: str) -> str:
    """The few characters by which a finding is named."""
    return fingerprint[:_HANDLE]


def keep_round(name: str, found: Review, path: Path, dismissals: Iterable[str]) -> NextRound:
    """Keep what was found in the file ``name`` and say what became of the round before. Raises ``StorageError``."""
    before = read_round(path)
    reasons = _reasons(found, dismissals)
    write_round(kept_round(name, found, before, reasons), path)
    return next_round(found, before, reasons)


def _reasons(found: Review, dismissals: Iterable[str]) -> Mapping[str, str]:
    """Fingerprint → reason, from ``3fa9c1=原因``. Raises ``StorageError``."""
    reasons: dict[str, str] = {}
    for text in dismissals:
        handle, _, reason = text.partition("=")
        named = [f.fingerprint for f in found.findings if handle and handle_of(f.fingerprint) == handle.strip()]
        if not named:
            raise StorageError(f"没有编号是“{handle}”的问题；编号写在每个问题前面，如 3fa9c1")
        if not reason.strip():
            raise StorageError(f"--dismiss {handle} 后面要写不用改的原因，如 {handle}=说的是上年")
        reasons |= dict.fromkeys(named, reason.strip())
    return reasons
