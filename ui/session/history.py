"""The history of an open book: its states, with the label of the step that led to each."""

from __future__ import annotations

from typing import Final, NamedTuple

from models.book.records import Book

BEGINNING: Final = "打开"
"""The label of the first history entry."""

TAKEN_IN: Final = "读进另一个窗口改的"
"""The label of the first history entry after a conflict."""


class HistoryEntry(NamedTuple):
    """A state of the book, the label of the step that led to it, and the id of that step in the edit log (0: not there)."""

    book: Book
    label: str
    logged: int = 0


class Past(NamedTuple):
    """A history with its position, and the id in the edit log of its first step."""

    steps: tuple[HistoryEntry, ...]
    step: int
    first_logged: int
