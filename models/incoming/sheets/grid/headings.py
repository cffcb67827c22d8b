"""Finds the heading rows of an indicator grid, one to three, and tells what each column is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.incoming.sheets import words
from models.incoming.sheets.notes import TextRow
from models.incoming.sheets.wording import Wording, plain, project_heading, unit_of
from models.values.unit_words import NamedUnit

_MOST_ROWS: Final = 3
_ENOUGH: Final = 3
_LEVELS: Final = frozenset({"dimension", "category", "name", "name|description"})
_TERM: Final = ("实施期", "中期", "长期", "中长期")
_YEAR: Final = ("年度", "本年", "当年")

PROJECT: Final = "project:"
"""Begins the id of a column that says something of the whole project."""


class GridColumn(Struct, frozen=True):
    """A column from ``start`` to before ``end``; ``id`` is "" for one that is not known. ``term``: of the whole 实施期."""

    start: int
    end: int
    id: str
    heading: str
    unit: NamedUnit | None = None
    term: bool = False


class GridHeading(Struct, frozen=True):
    """The columns of a grid. ``width``: the cells of its heading row; ``rows``: how many rows the heading takes."""

    columns: tuple[GridColumn, ...]
    width: int
    rows: int
    line: int
    frame: str = ""

    def at(self, name: str) -> int:
        """The position of a column in ``columns``; -1 where there is none."""
        return next((i for i, column in enumerate(self.columns) if column.id == name), -1)

    @property
    def is_of_projects(self) -> bool:
        """Whether it heads a table for all projects."""
        return self.at(f"{PROJECT}name") >= 0 or self.at(f"{PROJECT}code") >= 0

    @property
    def fixed(self) -> int:
        """How many leading columns may be merged over rows: those of the project, and 一级 and 二级指标."""
        count = 0
        for column in self.columns:
            if not (column.id in {words.FRAME, "dimension", "category", "unit_name"} or column.id.startswith(PROJECT)):
                break
            count += 1
        return count


def heading_at(rows: Sequence[TextRow], at: int, wording: Wording) -> GridHeading | None:
    """The heading that begins with row ``at``, or None."""
    if not _may_begin(rows[at], wording):
        return None
    taken = [rows[at]]
    while len(taken) < _MOST_ROWS and at + len(taken) < len(rows):
        following = rows[at + len(taken)]
        if not _goes_on(following, wording, taken[-1]):
            break
        taken.append(following)
    while taken and not _is_heading(taken, wording):
        taken.pop()
    healed = _healed(taken, wording) if taken else None
    return _heading(healed, wording, len(taken)) if healed is not None else None


def _may_begin(row: TextRow, wording: Wording) -> bool:
    """Whether a row is a heading by itself, or nothing but headings of columns and groups."""
    ids = _ids(row, wording)
    return _is_heading([row], wording) or (len(ids) == len(row.filled) and any(name != words.FRAME for name in ids))


def _ids(row: TextRow, wording: Wording) -> list[str]:
    """The ids of the cells of a row that are headings or groups of them."""
    return [name for cell in row.filled if (name := _id(cell, wording))]


def _id(cell: str, wording: Wording) -> str:
    name = wording.heading(cell)
    if name:
        return name
    label = wording.label(cell)
    if label is not None and (label.id == words.FRAME or label.is_goal):
        return words.FRAME
    return ""


def _goes_on(row: TextRow, wording: Wording, above: TextRow) -> bool:
    """Whether a row is nothing but headings, so that it belongs to the heading above it, and does not repeat it."""
    ids = _ids(row, wording)
    return len(ids) >= 2 and len(ids) == len(row.filled) and row.cells != above.cells


def _is_heading(rows: Sequence[TextRow], wording: Wording) -> bool:
    ids = [name for row in rows for name in _ids(row, wording) if name != words.FRAME]
    known = set(ids)
    if not known & (_LEVELS | {"target"}) or len(known) < _ENOUGH:
        return False
    own = [name for name in _ids(rows[-1], wording) if name != words.FRAME]
    return len(known & _LEVELS) >= 2 or ("target" in known and bool(known & _LEVELS)) if own else False


def _healed(rows: Sequence[TextRow], wording: Wording) -> Sequence[TextRow] | None:
    """The rows; as one row where a web page left out what the upper headings cover, so that the lower ones begin at the left.

    They belong below the one heading that is none of a column: 指标名称 over 一级, 二级, 三级指标. None where it is not known.
    """
    if len(rows) == 1 or rows[0].is_exact:
        return rows
    upper, lower = rows[0].cells, rows[1].cells
    if not all(lower) or len(lower) >= len(upper):
        return rows
    both = [at for at in range(1, len(lower)) if upper[at]]
    if not both:
        return rows
    groups = [at for at, cell in enumerate(upper) if plain(cell) in words.LEVEL_GROUPS]
    if not groups or len(rows) > 2 or not all(wording.heading(cell) in _LEVELS for cell in lower):
        return None
    at = groups[-1]
    return [TextRow(rows[0].line, (*upper[:at], *lower, *upper[at + 1 :]))]


def _heading(rows: Sequence[TextRow], wording: Wording, taken: int) -> GridHeading:
    width = max(len(row.cells) for row in rows)
    texts = _texts_by_column(rows)
    starts = sorted(texts)
    columns: list[GridColumn] = []
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else width
        span = max((row.width(start) for row in rows if start < len(row.cells) and row.cells[start]), default=1)
        if rows[0].is_exact:
            end = min(end, start + span) if span > 1 else start + 1
        columns.append(_column(start, max(end, start + 1), texts[start], wording))
    frame = next((column.heading for column in columns if column.id == words.FRAME), "")
    return GridHeading(_resolved(columns), width, taken, rows[0].line, frame)


def _texts_by_column(rows: Sequence[TextRow]) -> dict[int, list[str]]:
    """For each column that has a heading of its own the headings from the top down, with the groups that reach over it."""
    starts = sorted({column for row in rows for column, _ in row.starts})
    groups = _group_starts(rows)
    texts: dict[int, list[str]] = {}
    for column in starts:
        above = [rows[0].cells[groups[column]]] if column in groups else []
        own = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column]]
        texts[column] = above + [cell for i, cell in enumerate(own) if not i or cell != own[i - 1]]
    return texts


def _group_starts(rows: Sequence[TextRow]) -> dict[int, int]:
    """Column of a lower heading → where the heading above begins that reaches over it."""
    if len(rows) == 1:
        return {}
    upper, below = rows[0], rows[1]
    lower = {column for column, _ in below.starts}
    found: dict[int, int] = {}
    for (start, _), nxt in zip(upper.starts, [*(column for column, _ in upper.starts[1:]), 1 << 30], strict=True):
        reach = start + upper.width(start) if upper.is_exact else nxt
        if upper.is_exact or start in lower:
            found |= {column: start for column in lower if start < column < reach}
    return found


def _column(start: int, end: int, texts: Sequence[str], wording: Wording) -> GridColumn:
    """A column by the lowest of its headings that is known."""
    term = any(plain(text).startswith(_TERM) for text in texts) and not any(plain(text).startswith(_YEAR) for text in texts)
    unit = next((said for text in texts if (said := unit_of_heading(text, wording)) is not None), None)
    for text in reversed(texts):
        name, label = wording.heading(text), project_heading(wording, text)
        if name and not (label is not None and name not in _LEVELS | {"target", "unit", "note"}):
            return GridColumn(start, end, name, text, unit, term and name != "term_target")
        if label is not None:
            return GridColumn(start, end, f"{PROJECT}{label.id}", text, label.unit or unit)
    last = wording.label(texts[-1])
    frame = last is not None and last.id == words.FRAME
    return GridColumn(start, end, words.FRAME if frame else "", texts[-1], unit, term)


def unit_of_heading(text: str, wording: Wording) -> NamedUnit | None:
    """The unit in a heading: 预算数（万元）, 预算数 单位：元."""
    label = wording.label(text)
    return (label.unit if label is not None else None) or unit_of([text])


def _resolved(columns: Sequence[GridColumn]) -> tuple[GridColumn, ...]:
    """The columns with each id once, those of the whole 实施期 apart; a second one of the same is not known."""
    taken = {(column.id, column.term) for column in columns if column.id and "|" not in column.id}
    seen: set[tuple[str, bool]] = set()
    found = []
    for column in columns:
        name = column.id
        if "|" in name:
            free = [each for each in name.split("|") if (each, column.term) not in taken]
            name = free[0] if free else ""
            taken.add((name, column.term))
        if name != words.FRAME and (name, column.term) in seen:
            name = ""
        seen.add((name, column.term))
        found.append(replace(column, id=name))
    return _without_frames(found)


def _without_frames(columns: Sequence[GridColumn]) -> tuple[GridColumn, ...]:
    """Only the first column may be the frame of the grid; a group of headings without any below is not known."""
    return tuple(
        GridColumn(column.start, column.end, "", column.heading, column.unit, column.term)
        if i and column.id == words.FRAME
        else column
        for i, column in enumerate(columns)
    )
