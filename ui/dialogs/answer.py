"""An answer to a question: what its button says, and what the asker gets."""

from __future__ import annotations

from typing import Final, NamedTuple


class Answer(NamedTuple):
    """A button: what the caller gets, and what it says. ``letter`` is its key together with Alt."""

    key: str
    words: str
    letter: str = ""


CLOSE: Final = (Answer("close", "知道了", "C"),)
"""The answer to a message that asks nothing."""
