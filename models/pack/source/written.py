"""Values of a pack with the file and the line in which each was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from models.pack.source.positions import Path


class Written(Struct, frozen=True):
    """A value (a table of ``Written``, a list of ``Written``, or plain), its file and its line; line 0: the whole file."""

    value: Any
    file: str
    line: int


def as_written(data: Any, lines: Mapping[Path, int], file: str, path: Path = ()) -> Written:
    """Parsed TOML with the lines of its values."""
    value = data
    if isinstance(data, dict):
        value = {key: as_written(inner, lines, file, (*path, key)) for key, inner in data.items()}
    elif isinstance(data, list):
        value = [as_written(inner, lines, file, (*path, position)) for position, inner in enumerate(data, 1)]
    return Written(value, file, lines.get(path, 0))


def plain(written: Written) -> Any:
    """The value as ``tomllib`` would have read it."""
    if isinstance(written.value, dict):
        return {key: plain(inner) for key, inner in written.value.items()}
    if isinstance(written.value, list):
        return [plain(inner) for inner in written.value]
    return written.value


def nearest(root: Written, path: Path) -> Written:
    """The value at a path, or the innermost one around a place that nobody wrote."""
    found = root
    for step in path:
        if isinstance(found.value, dict) and step in found.value:
            found = found.value[step]
        elif isinstance(found.value, list) and isinstance(step, int) and 1 <= step <= len(found.value):
            found = found.value[step - 1]
        else:
            break
    return found
