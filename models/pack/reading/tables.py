"""Reads a pack's official tables (filters, columns, lines) and rejects inconsistent ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from models.book.facts import SPENDING, STREAMS
from models.pack.errors import PackError
from models.pack.filters import EVERYTHING, Filter
from models.pack.forms.tables import (
    TOTAL_ROW,
    AmountColumn,
    CodedRows,
    FixedLine,
    TableSide,
    TableSpec,
)
from models.pack.reading import placeholders
from models.pack.reading.amounts import read_amounts, refuse_other_unit
from models.pack.reading.parts.filters import DIMENSIONS, read_filter, read_groups
from models.pack.reading.parts.meanings import refuse_exchanged_codes, refuse_other_title
from models.pack.reading.parts.sides import check_side, written_at
from models.pack.reading.toml_table import LONGEST, WIDEST, TomlTable, refuse_duplicates
from models.pack.source.list_rows import refuse_other_columns
from models.values.amount_style import AmountStyle
from models.values.codes import ECONOMIC_LEVELS, FUNCTION_LEVELS
from models.values.numbering import NUMBERINGS, unnumbered_at

ORIENTATIONS: Final = ("portrait", "landscape")
_HEAD_PARTS: Final = {**dict.fromkeys(("left", "centre", "right"), placeholders.PAGE), "number": (), "columns": ()}
"""The words above a table and what they may name: unit, year, unit of money; the headings of 序号 and 栏次."""

_TOTAL_PLACES: Final = ("first", "last", "none")
_FEWEST_COLUMNS: Final = 2
"""The words above a table stand at its left and at its right."""


def read_tables(section: TomlTable, lists: Mapping[str, Sequence[Mapping[str, str]]]) -> tuple[TableSpec, ...]:
    """All official tables of ``tables.toml``; ``lists`` are the CSV files that an ``each`` may name.

    A pack without tables says so: ``table = []``.
    """
    groups, style = read_groups(section), read_amounts(section)
    tables = section.each("table", lambda s: _read_table(s, groups, lists, style), required=section.get("table") != [])
    refuse_duplicates(section, "table", [t.id for t in tables])
    refuse_duplicates(section, "table", [t.title for t in tables], key_of="title")
    return tables


def _read_table(
    section: TomlTable, groups: Mapping[str, frozenset[str]], lists: Mapping[str, Any], style: AmountStyle
) -> TableSpec:
    sides = list(section.each("sides", lambda s: _read_side(s, groups, lists), required=False))
    if not sides:
        sides = [_read_side(section, groups, lists, alone=True)]
    spec = TableSpec(
        id=section.identifier(),
        title=section.text("title", names=placeholders.TITLE),
        sides=tuple(sides),
        orientation=section.choice("orientation", ORIENTATIONS, "landscape"),
        empty_note=section.text("empty_note", "", placeholders.PAGE),
        short_title=section.text("short_title", ""),
        amounts=read_amounts(section, style),
        number=section.flag("number", default=True),
        column_numbers=section.flag("column_numbers", default=True),
        length=section.count("length", LONGEST),
        one_page=section.flag("one_page"),
        bold_totals=section.flag("bold_totals", default=True),
        head=_read_head(section),
    )
    refuse_other_unit(section, spec.amounts)
    refuse_other_title(section, spec.title, sides, "title")
    refuse_other_title(section, spec.empty_note, sides, "empty_note")
    section.close()
    if {"{", "}"} <= set(spec.name):  # one without the other is refused already
        raise section.fail("title 里有花括号的，要写 short_title：目录和提示里用的表名", "short_title")
    if spec.number + sum(len(side.label_headings) + len(side.columns) for side in sides) < _FEWEST_COLUMNS:
        raise section.fail(f"一张表至少要有 {_FEWEST_COLUMNS} 栏", "columns")
    refuse_duplicates(section, "sides", [line.id for side in sides for line in side.lines])
    if sum(side.present is not None for side in sides) > 1:
        raise section.fail("两边都有 present 的行，行号会重", "sides")
    return spec


def _read_head(section: TomlTable) -> dict[str, str]:
    """The words above a table that differ from the pack's, by their keys."""
    if "head" not in section:
        return {}
    inner = section.section("head")
    head = {key: inner.text(key, names=names) for key, names in _HEAD_PARTS.items() if key in inner}
    inner.close()
    return head


def _read_side(
    section: TomlTable, groups: Mapping[str, frozenset[str]], lists: Mapping[str, Any], *, alone: bool = False
) -> TableSide:
    facts = section.choice("facts", STREAMS)
    columns = section.each("columns", lambda s: _read_column(s, facts, groups))
    groups_of_lines = section.each("lines", lambda s: _read_lines(s, facts, groups, lists), required=False)
    lines = tuple(line for group in groups_of_lines for line in group)
    rows = _read_coded_rows(section, facts) if "rows" in section else None
    one_row = section.flag("one_row")
    if (rows is not None) + bool(lines) + one_row != 1:
        raise section.fail("rows、lines、one_row 要写一个，也只能写一个")
    if one_row:
        lines = (FixedLine(TOTAL_ROW, "", EVERYTHING),)
    side = TableSide(
        facts=facts,
        columns=columns,
        where=read_filter(section, "where", facts, groups),
        rows=rows,
        lines=_resolve_line_groups(section, lines),
        label_heading=section.texts("label_heading", required=rows is None and not one_row, names=placeholders.PAGE),
        label_width=section.number("label_width", 0, most=WIDEST),
    )
    if not alone:
        section.close()
    if rows is not None and side.label_heading:
        raise section.fail("有 rows 的，标题写在 code_heading、name_heading", "label_heading")
    check_side(section, side)
    return side


def _read_column(section: TomlTable, facts: str, groups: Mapping[str, frozenset[str]]) -> AmountColumn:
    stream = section.choice("facts", STREAMS, facts)
    column = AmountColumn(
        id=section.identifier(),
        heading=section.texts("heading", names=placeholders.PAGE),
        where=read_filter(section, "where", stream, groups),
        sum=section.texts("sum", required=False),
        width=section.number("width", 0, most=WIDEST),
        facts="" if stream == facts else stream,
    )
    if column.sum and (column.where is not EVERYTHING or column.facts):
        raise section.fail("有 sum 的，不能再写 where 和 facts")
    section.close()
    return column


def _read_lines(section: TomlTable, facts: str, groups: Mapping[str, frozenset[str]], lists: Mapping[str, Any]) -> list[FixedLine]:
    line_id, at, bold = section.identifier(), section.count("at", LONGEST), section.flag("bold")
    if "present" in section:
        return [_present_line(section, line_id, at, facts, groups)]
    if "each" in section:
        name = section.text("each")
        section.close()
        if name not in lists:
            raise section.fail(f"没有 {name} 这个文件", "each")
        return _each_line(section, name, line_id, at, lists[name])
    stream = section.choice("facts", STREAMS, facts)
    line = FixedLine(
        id=line_id,
        label=section.text("label"),
        where=read_filter(section, "where", stream, groups) if "where" in section else None,
        facts="" if stream == facts else stream,
        sum=section.texts("sum", required=False),
        at=at,
        bold=bold,
        last=section.flag("last"),
    )
    if line.sum and (line.where is not None or line.facts):
        raise section.fail("where 和 sum 只能写一个")
    if line.last and line.at:
        raise section.fail("有 last 的在最后，不能再写 at", "at")
    section.close()
    return [replace(line, where=EVERYTHING) if line.facts and line.where is None else line]


def _present_line(section: TomlTable, line_id: str, at: int, facts: str, groups: Mapping[str, frozenset[str]]) -> FixedLine:
    """The line that stands for every 类 that the facts have."""
    stream = section.choice("facts", STREAMS, facts)
    line = FixedLine(
        id=line_id,
        label="",
        where=read_filter(section, "where", stream, groups),
        facts="" if stream == facts else stream,
        at=at,
        bold=section.flag("bold"),
        present=section.choice("present", _codes_of(section, stream)),
        numbering=section.choice("numbering", NUMBERINGS, "一、"),
    )
    section.close()
    return line


def _codes_of(section: TomlTable, stream: str) -> tuple[str, ...]:
    """The codes by which facts of a stream make rows."""
    if "function" not in DIMENSIONS[stream]:
        raise section.fail("这些数没有科目编码，要用 lines")
    return ("function", "economic") if stream == SPENDING else ("function",)


def _each_line(section: TomlTable, name: str, group: str, at: int, rows: Sequence[Mapping[str, str]]) -> list[FixedLine]:
    """One line per row of a CSV list (label, code), for the facts whose function code begins with the code."""
    lines: list[FixedLine] = []
    for i, row in enumerate(rows):
        refuse_other_columns(name, i + 1, row, ("label", "code"))
        code = row["code"]
        if problem := placeholders.fault(row["label"], ()) or _row_fault(code, row["label"], [line.id for line in lines]):
            raise PackError(name, (i + 1,), problem)
        where = Filter(function=(code,) if code else ())
        lines.append(FixedLine(code or f"{group}{i + 1}", row["label"], where, "", (), at + i if at else 0, group_of=group))
    if not lines:
        raise section.fail(f"{name} 是空的", "each")
    if wrong := unnumbered_at([line.label for line in lines]):
        raise PackError(name, (wrong,), f"“{lines[wrong - 1].label}”的编号和前面的接不上")
    return lines


def _row_fault(code: str, label: str, above: Sequence[str]) -> str:
    """What is wrong with a row of a CSV list below those ``above``, in Chinese; "" if nothing is. One without a code is blank."""
    if not label.strip():
        return "没有名称，印出来是空的"
    if code and not (code.isascii() and code.isdecimal() and code[0] == "2" and len(code) in FUNCTION_LEVELS):
        return f"“{code}”不是功能科目的编码，应当是 2 开头的 3、5、7 位数字"
    other = next((each for each in above if code and (each.startswith(code) or code.startswith(each))), "")
    return f"“{code}”和前面的“{other}”会收进同一笔钱" if other else ""


def _resolve_line_groups(section: TomlTable, lines: Sequence[FixedLine]) -> tuple[FixedLine, ...]:
    """The lines with each group of an ``each`` that a ``sum`` names replaced by its members."""
    members: dict[str, list[str]] = {}
    for line in lines:
        if line.group_of:
            members.setdefault(line.group_of, []).append(line.id)
    refuse_duplicates(section, "lines", [line.id for line in lines], positions=written_at(lines))
    return tuple(replace(line, sum=tuple(part for name in line.sum for part in members.get(name, [name]))) for line in lines)


def _read_coded_rows(section: TomlTable, facts: str) -> CodedRows:
    inner = section.section("rows")
    by = inner.choice("by", _codes_of(inner, facts))
    rows = CodedRows(
        by,
        inner.text("total"),
        inner.texts("code_heading", names=placeholders.PAGE),
        inner.texts("name_heading", names=placeholders.PAGE),
        split=inner.texts("split", required=False),
        total_at=inner.choice("total_at", _TOTAL_PLACES, "first"),
        total_across=inner.flag("total_across"),
        indent=inner.count("indent", 4),
    )
    levels = len(ECONOMIC_LEVELS if by == "economic" else FUNCTION_LEVELS)
    refuse_exchanged_codes(inner, rows.code_heading, rows.name_heading, rows.split)
    if rows.split and len(rows.split) != levels:
        raise inner.fail(f"{'经济' if by == 'economic' else '功能'}科目分 {levels} 级，要写 {levels} 个标题", "split")
    inner.close()
    return rows
