"""A fault in a pack: what is changed in a sound one, and where and how it has to be told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

Change = Callable[[Path], object]
"""Changes the folder of a sound pack."""


class Fault(Struct, frozen=True):
    """``file`` (as the message names it) and a piece of the ``line`` that it points to ("": the whole file); what it ``says``."""

    name: str
    change: Change
    file: str
    line: str
    says: str
    count: int = 1
    """Faults that are told in all: what only follows from the first is none."""


def text(file: str, old: str, new: str) -> Change:
    """Replace the first ``old`` of a file."""

    def change(folder: Path) -> None:
        whole = (folder / file).read_text(encoding="utf-8")
        assert old in whole, f"{file}: {old}"
        (folder / file).write_text(whole.replace(old, new, 1), encoding="utf-8")

    return change


def edited(
    name: str, changed: str, old: str, new: str, says: str, line: str | None = None, count: int = 1, *, file: str = ""
) -> Fault:
    """A piece of a file that is replaced; the message points to the line with the new piece unless told otherwise."""
    return Fault(name, text(changed, old, new), file or changed, new.splitlines()[0] if line is None else line, says, count)


def encoded(file: str, encoding: str) -> Change:
    """Save a file in another encoding."""
    return lambda folder: (folder / file).write_bytes((folder / file).read_text(encoding="utf-8").encode(encoding))


def written(file: str, content: str) -> Change:
    """Write a file anew."""
    return lambda folder: (folder / file).write_text(content, encoding="utf-8")


def without(file: str) -> Change:
    """Leave out a file."""
    return lambda folder: (folder / file).unlink()
