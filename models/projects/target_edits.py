"""The one text 指标值, changed by a part of it that a layout prints in a cell of its own."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from models.book.edits import Edit
from models.book.line_edits import change_line
from models.book.records import Indicator
from models.values.target_parts import with_part
from models.values.text import clean_text


def set_target_part(line_id: int, part: str, typed: str, apart: Collection[str]) -> Edit:
    """Set a part of 指标值 ("sign", "value", "unit") of an indicator; ``apart`` are the parts that have a column."""

    def change(line: Indicator) -> Indicator:
        target = with_target_part(line.target, part, clean_text(typed), apart)
        return line if target == line.target else replace(line, target=target)

    return Edit(f"修改：{typed}", lambda book: change_line(book, line_id, change), (line_id, change))


def with_target_part(target: str, part: str, typed: str, apart: Collection[str]) -> str:
    """A 指标值 with one part typed anew. A value is typed with the parts that have no column of their own, and replaces them."""
    for other in ("sign", "unit") if part == "value" else ():
        if other not in apart:
            target = with_part(target, other, "")
    return with_part(target, part, typed)  # type: ignore[arg-type]
