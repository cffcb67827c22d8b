"""Reads a list that the program fills by itself (``[[list]]`` with ``lines``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.pack.forms.lists import AMOUNT
from models.pack.forms.tables import TableSpec
from models.pack.forms.views import EACH, FIELDS, PARTS, PROJECT, SUMMED, ViewColumn, ViewForm
from models.pack.reading import placeholders
from models.pack.reading.beside.list_frame import finished, read_frame
from models.pack.reading.checks import read_ref
from models.pack.reading.parts.filters import read_filter
from models.pack.reading.parts.meanings import refuse_other_kind, refuse_other_part
from models.pack.reading.toml_table import WIDEST, TomlTable
from models.values.amount_style import AmountStyle


def read_view(
    section: TomlTable, tables: Sequence[TableSpec], style: AmountStyle, groups: Mapping[str, frozenset[str]]
) -> ViewForm:
    """A list of projects or purchases; the parameters as of ``read_lists``."""
    lines = section.choice("lines", tuple(FIELDS))
    columns = section.each("columns", lambda inner: _read_column(inner, lines, tables, groups))
    each = section.choice("each", EACH[lines], PROJECT) if EACH[lines] else ""
    return finished(section, ViewForm(lines=lines, columns=columns, each=each, **read_frame(section, style)))


def _read_column(section: TomlTable, lines: str, tables: Sequence[TableSpec], groups: Mapping[str, frozenset[str]]) -> ViewColumn:
    field = section.choice("field", tuple(FIELDS[lines]))
    column = ViewColumn(
        id=section.identifier(),
        heading=section.texts("heading", names=placeholders.PAGE),
        field=field,
        kind=FIELDS[lines][field],
        where=read_filter(section, "where", lines, groups),
        sum=section.flag("sum"),
        width=section.number("width", 0, most=WIDEST),
        equals=read_ref(section, "equals", section.text("equals"), tables) if "equals" in section else None,
    )
    if field in PARTS:
        refuse_other_part(section, column.heading, lines, column.where)
    if section.raw.get("field") == field:  # another one was refused
        refuse_other_kind(section, "".join(column.heading[-1:]), column.kind, "heading")
    if "where" in section and field not in PARTS:
        raise section.fail(f"只有 {'、'.join(name for name in FIELDS[lines] if name in PARTS)} 能只取一部分", "where")
    if column.sum and field not in SUMMED:
        raise section.fail(f"只有 {'、'.join(name for name in FIELDS[lines] if name in SUMMED)} 能合计", "sum")
    if column.equals is not None and (column.kind != AMOUNT or not column.sum):
        raise section.fail("只有合计的金额栏能和公开表相等", "equals")
    section.close()
    return column
