"""The records of the edit log (修改记录): a step of the work, and each field that it changed."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from models.values.text import plain_name

_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


class LoggedChange(Struct, frozen=True):
    """One field that changed, or (``field`` "") a line that was added or removed; ``before`` and ``after`` in words.

    ``line`` identifies the line as ``log_words.logged_cell`` does. ``where`` names it as the clerk saw it then.
    """

    page: str
    line: str
    field: str
    where: str
    before: str
    after: str


class LoggedStep(Struct, frozen=True):
    """One step of the work: its label and every field that it changed."""

    label: str
    changes: tuple[LoggedChange, ...] = ()


class LoggedCell(Struct, frozen=True):
    """A cell of the entry pages, by which its past is found; ``field`` "" stands for the line and all lines inside it."""

    page: str
    line: str
    field: str


def comparable(text: str) -> str:
    """A text as it is searched: any case, width and spacing is the same, and so is a figure without thousands commas."""
    return _THOUSANDS.sub("", plain_name(text).lower())
