"""One key of a pack's files, described for its author."""

from __future__ import annotations

from msgspec import Struct


class Key(Struct, frozen=True):
    """``section`` is where it stands (``tables.toml``: ``table.columns``, ``""``: at the top), in the words of TOML.

    Kind and default are the reader's own and are taken from it; ``meaning`` and ``example`` (one line of TOML) are in Chinese.
    """

    section: str
    name: str
    meaning: str
    example: str = ""
