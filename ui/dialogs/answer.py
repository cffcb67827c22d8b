"""Answer: a button of a dialog and the key it returns."""

from __future__ import annotations

from typing import Final, NamedTuple


class Answer(NamedTuple):
    """A button: the key the caller gets, its text, and the letter that presses it with Alt."""

    key: str
    words: str
    letter: str = ""


CLOSE: Final = (Answer("close", "知道了", "C"),)
"""The button of a message."""
