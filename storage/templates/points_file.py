"""The file in which it is kept what the cells of a bureau's template stand for, where their words do not say it.

A TOML file with a ``[[point]]`` for each cell: ``sheet``, ``cell`` (``F5``), ``means``, the words of the own form, and, where the
program wrote the file, ``text``, what stood in the cell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from models.templates.points import Point
from models.values.text import clean_text
from storage.errors import StorageError
from storage.files.encodings import decoded
from storage.files.limits import TOML_FAULTS, read_bytes, read_toml_text
from storage.templates.references import cell_name, column_number

_CELL: Final = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_KEYS: Final = frozenset({"sheet", "cell", "means"})
_TEXT: Final = "text"
_EXAMPLE: Final = '[[point]]，下面三行 sheet = "工作表"、cell = "F5"、means = "基本支出"'


def read_points(path: Path) -> tuple[Point, ...]:
    """The points of a file. Raises ``StorageError``, which says where it is written otherwise than it must be."""
    try:
        data = read_toml_text(decoded(read_bytes(path), path.name).replace("\r\n", "\n"))
    except TOML_FAULTS as error:
        raise StorageError(f"“{path.name}”的写法不对（{error}）；每一格写 {_EXAMPLE}") from None
    points = data.get("point")
    if set(data) != {"point"} or not isinstance(points, list):
        raise StorageError(f"“{path.name}”里要有指定的格子，也只能有这个；每一格写 {_EXAMPLE}")
    return tuple(_point(entry, number, path.name) for number, entry in enumerate(points, 1))


def _point(entry: Any, number: int, name: str) -> Point:
    if not isinstance(entry, dict) or not _KEYS <= set(entry) <= {*_KEYS, _TEXT} or not _are_texts(entry):
        raise StorageError(f"“{name}”的第 {number} 格写得不对；写 {_EXAMPLE}")
    match = _CELL.fullmatch(entry["cell"])
    if match is None:
        raise StorageError(f"“{name}”的第 {number} 格的 cell 写成“{entry['cell']}”，应当像 F5")
    return Point(entry["sheet"], int(match[2]), column_number(match[1]), entry["means"], entry.get(_TEXT, ""))


def _are_texts(entry: dict[str, Any]) -> bool:
    return all(isinstance(value, str) and (value or key == _TEXT) for key, value in entry.items())


def points_text(points: Sequence[Point]) -> str:
    """The text of such a file."""
    return "\n".join(_entry(point) for point in points)


def _entry(point: Point) -> str:
    values = {"sheet": point.sheet, "cell": cell_name(point.row, point.column), "means": point.means, _TEXT: point.text}
    lines = (f"{key} = {_quoted(value)}" for key, value in values.items() if value)
    return "\n".join(("[[point]]", *lines)) + "\n"


def _quoted(text: str) -> str:
    """A text as a basic string of TOML, whose escapes are those of JSON but for DEL."""
    return json.dumps(clean_text(text), ensure_ascii=False).replace("\x7f", "\\u007f")
