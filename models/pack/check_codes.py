"""The codes of all checks, whose severity a pack may change. Listed here because ``models.checks`` imports packs."""

from __future__ import annotations

from typing import Final

CHECK_CODES: Final = frozenset(
    (
        "C-1", "C-1a", "C-3", "C-3a", "C-3b", "C-5",
        "F-1", "F-2", "F-2a", "F-3", "F-3a", "F-5", "F-5a",
        "G-1", "G-2", "G-3", "G-4", "G-5",
        "K-1", "K-2", "K-3", "K-4", "K-5", "K-5a", "K-5b", "K-6", "K-6a", "K-6b", "K-7", "K-7a", "K-8a", "K-8b", "K-8c", "K-9a",
        "K-10", "K-10a", "K-10b", "K-10c", "K-11", "K-11a", "K-11b",
        "P-2", "P-4", "P-7", "P-10", "P-11", "P-11a", "P-11b",
        "PC-1", "PC-2", "PC-3", "PC-4", "PC-5", "PC-6", "PC-6a", "PC-7",
        "R-1", "R-2", "R-3", "R-4", "R-5", "R-6", "R-7", "R-8", "R-9", "R-10", "R-11", "R-12", "R-13",
        "T-3", "T-5",
        "X-8", "X-15a", "X-22", "X-23", "X-25", "X-25a", "X-26", "X-27", "X-27a", "X-27b", "X-28", "X-28a", "X-29",
    )
)  # fmt: skip
