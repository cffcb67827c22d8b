"""The file in which it is kept what the cells of a bureau's template stand for, where their words do not say it.

A TOML file with a ``[[point]]`` for each cell: ``sheet``, ``cell`` (``F5``) and ``means``, the words of the own form.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from models.templates.points import Point
from storage.errors import StorageError
from storage.files.encodings import decoded
from storage.files.limits import read_bytes
from storage.templates.references import column_number

_CELL: Final = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_KEYS: Final = {"sheet", "cell", "means"}
_EXAMPLE: Final = '[[point]]，下面三行 sheet = "工作表"、cell = "F5"、means = "基本支出"'


def read_points(path: Path) -> tuple[Point, ...]:
    """The points of a file. Raises ``StorageError``, which says where it is written otherwise than it must be."""
    try:
        data = tomllib.loads(decoded(read_bytes(path), path.name).replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise StorageError(f"“{path.name}”的写法不对（{error}）；每一格写 {_EXAMPLE}") from None
    points = data.get("point")
    if set(data) != {"point"} or not isinstance(points, list):
        raise StorageError(f"“{path.name}”里要有指定的格子，也只能有这个；每一格写 {_EXAMPLE}")
    return tuple(_point(entry, number, path.name) for number, entry in enumerate(points, 1))


def _point(entry: Any, number: int, name: str) -> Point:
    if not isinstance(entry, dict) or set(entry) != _KEYS or not all(isinstance(value, str) and value for value in entry.values()):
        raise StorageError(f"“{name}”的第 {number} 格写得不对；写 {_EXAMPLE}")
    match = _CELL.fullmatch(entry["cell"])
    if match is None:
        raise StorageError(f"“{name}”的第 {number} 格的 cell 写成“{entry['cell']}”，应当像 F5")
    return Point(entry["sheet"], int(match[2]), column_number(match[1]), entry["means"])
