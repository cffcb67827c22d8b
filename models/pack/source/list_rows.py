"""The rows of a pack's CSV lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from models.pack.errors import PackError

HEADER: Final = 0
"""The place of the first row; the rows below it count from 1."""


def refuse_other_columns(file: str, number: int, row: Mapping[str, str], columns: Sequence[str]) -> None:
    """Raise ``PackError`` for a row (from 1) with more cells than the header, or a header with other columns."""
    named = [name for name in row if name]
    if set(named) != set(columns):
        raise PackError(file, (HEADER,), f"第一行应当是 {','.join(columns)}，现在是 {','.join(named)}")
    if len(named) < len(row):
        raise PackError(file, (number,), f"这一行的格子比第一行多，应当是 {len(named)} 格；文字里有逗号的，整个写在英文的双引号里")
