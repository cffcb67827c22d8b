"""Reads the columns of the indicator grid and the widths of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.book.sheet_fields import COLUMN_WORDS
from models.pack.forms.sheet import MONEY, PROJECT_COLUMNS, TABLE, IndicatorColumn
from models.pack.reading.toml_table import TomlTable, refuse_duplicates
from models.pack.source.proposals import did_you_mean

_GRID: Final = tuple(COLUMN_WORDS)
_MOST_COLUMNS: Final = 40

_WIDTHS: Final = {
    "dimension": 11.0, "category": 12.0, "name": 18.0, "description": 20.0, "target": 13.0, "basis": 20.0, "sign": 8.0,
    "value": 11.0, "unit": 9.0, "measure": 9.0, "weight": 8.0, "standard": 16.0, "note": 12.0, "direction": 9.0, "last_year": 12.0,
    "year_before": 12.0, "scoring": 18.0, "term_target": 13.0, "unit_name": 14.0, "code": 16.0, "name_of_project": 18.0,
    "goals": 26.0, "goals_of_term": 26.0, **dict.fromkeys(MONEY, 13.0),
}  # fmt: skip
"""Widths in characters of a sheet that says none."""

_USUAL_WIDTH: Final = 14.0
_LABEL_WIDTH: Final = 10.0
"""Of the label beside the grid."""


def read_columns(section: TomlTable, layout: str) -> tuple[IndicatorColumn, ...]:
    """The columns of the grid; in a table for all projects also those of the whole project. Raises ``PackError``."""
    columns = section.each("columns", lambda each: _read_column(each, layout))
    refuse_duplicates(section, "columns", [column.id for column in columns])
    refuse_duplicates(section, "columns", ["/".join(column.heading) for column in columns], key_of="heading")
    ids = {column.id for column in columns}
    if "name" not in ids:
        section.refuse("要有 id 是 name 的一栏（三级指标）", "columns")
    if ids.isdisjoint({"target", "value"}):
        section.refuse("要有 id 是 target（指标值）的一栏，或者 sign、value、unit 分开的三栏", "columns")
    if layout == TABLE and "name_of_project" not in ids:
        section.refuse("一张表印所有项目，要有 id 是 name_of_project 的一栏（项目名称）", "columns")
    depths = {len(column.heading) for column in columns}
    if len(depths) > 1:
        section.refuse("每一栏的标题要有一样多的行；上下合起来的格，在下面几行写一样的字", "columns")
    return columns


def _read_column(section: TomlTable, layout: str) -> IndicatorColumn:
    known = (*_GRID, *(PROJECT_COLUMNS if layout == TABLE else ()))
    name, own = section.text("id"), section.flag("own")
    if own and name in known:
        section.refuse(f"“{name}”是程序认识的栏，不写 own", "own")
    if not own and name not in known:
        proposal = did_you_mean(name, known)
        words = (
            '只有 layout = "table" 的表能有这一栏'
            if name in PROJECT_COLUMNS
            else f"不认识“{name}”这一栏{proposal}；本地自己的栏，写 own = true"
        )
        section.refuse(words, "id", allowed=known)
    span = section.count("span", _MOST_COLUMNS) if "span" in section else 1
    if not span:
        section.refuse("至少占一栏", "span")
    column = IndicatorColumn(name, section.texts("heading"), span or 1)
    section.close()
    return column


def read_widths(section: TomlTable, columns: Sequence[IndicatorColumn], *, labelled: bool) -> tuple[float, ...]:
    """The widths of the sheet's columns, as many as the grid takes; of a ``labelled`` one also that of the label beside it."""
    taken = sum(column.span for column in columns) + labelled
    usual = tuple(_WIDTHS.get(column.id, _USUAL_WIDTH) / column.span for column in columns for _ in range(column.span))
    usual = (_LABEL_WIDTH, *usual) if labelled else usual
    if "widths" not in section:
        return usual
    values = section.get("widths", "一列数")
    if not isinstance(values, list) or not all(_is_width(value) for value in values):
        section.refuse("应当是一列 1 到 200 的数，是各栏几个字宽", "widths")
        return usual
    beside = "和旁边的 grid_label " if labelled else ""
    if len(values) != taken:
        section.refuse(f"这里是 {len(values)} 栏，指标表各栏{beside}加起来占 {taken} 栏（一栏占几栏，写在它的 span 里）", "widths")
        return usual
    return tuple(map(float, values))


def read_other_widths(section: TomlTable, count: int) -> tuple[tuple[float, ...], ...]:
    """The widths that a sheet of more than a page may have instead, each as many as ``count``."""
    values, own = section.get("other_widths", "几组栏宽", []), section.raw.get("widths")
    if values is None or (isinstance(own, list) and len(own) != count):  # then widths are refused, and these only follow
        return ()
    groups = isinstance(values, list) and all(isinstance(group, list) and len(group) == count for group in values)
    if not groups or not all(_is_width(value) for group in values for value in group):
        section.refuse(f"应当是几组 1 到 200 的数，每组 {count} 个，像 widths 一样；不要的写 []", "other_widths")
        return ()
    return tuple(tuple(map(float, group)) for group in values)


def _is_width(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= 200
