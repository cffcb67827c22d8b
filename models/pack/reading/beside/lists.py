"""Reads the lists that a pack declares (``[[list]]`` in forms.toml)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from models.pack.forms.lists import AMOUNT, CHOICE, COUNT, KINDS, NEXT_YEAR, ListColumn, ListForm
from models.pack.forms.tables import TableSpec
from models.pack.reading import placeholders
from models.pack.reading.amounts import read_amounts, refuse_other_unit
from models.pack.reading.checks import read_ref
from models.pack.reading.tables import ORIENTATIONS
from models.pack.reading.toml_table import TomlTable, refuse_duplicates
from models.values.amount_style import AmountStyle

_KEY: Final = "list"
_TOTALS: Final = ("first", "last", "none")
_SUMMED: Final = frozenset({AMOUNT, COUNT})


def read_lists(section: TomlTable, tables: Sequence[TableSpec], style: AmountStyle) -> tuple[ListForm, ...]:
    """All lists of forms.toml. A total may have to equal a cell of ``tables``; ``style`` is how amounts print by default."""
    forms = section.each(_KEY, lambda inner: _read_list(inner, tables, style), required=False)
    refuse_duplicates(section, _KEY, [form.id for form in forms])
    refuse_duplicates(section, _KEY, [form.name for form in forms])
    return forms


def _read_list(section: TomlTable, tables: Sequence[TableSpec], style: AmountStyle) -> ListForm:
    columns = section.each("columns", lambda inner: _read_column(inner, tables))
    refuse_duplicates(section, "columns", [column.id for column in columns])
    refuse_duplicates(section, "columns", [column.name for column in columns])
    form = ListForm(
        id=_id(section),
        title=section.text("title", names=placeholders.TITLE),
        columns=columns,
        total=section.text("total", "合计"),
        total_at=section.choice("total_at", _TOTALS, "first"),
        empty_note=section.text("empty_note", "", names=placeholders.PAGE),
        notes=section.texts("notes", required=False, names=placeholders.PAGE),
        orientation=section.choice("orientation", ORIENTATIONS, "landscape"),
        length=int(section.number("length", 0)),
        next_year=section.choice("next_year", NEXT_YEAR, "empty"),
        short_title=section.text("short_title", ""),
        amounts=read_amounts(section, style),
    )
    if not form.title.strip():
        raise section.fail("没有标题", "title")
    if "{" in form.name:
        raise section.fail("标题里有年度的，要写一个没有年度的短标题，页的名字用它", "short_title")
    if form.total_at != "none" and not any(column.sum for column in columns):
        form = _without_total(section, form)
    refuse_other_unit(section, form.amounts)
    section.close()
    return form


def _without_total(section: TomlTable, form: ListForm) -> ListForm:
    """A list without a column to add up has no total row; one that names its place is wrong."""
    if "total_at" in section or "total" in section:
        raise section.fail("没有一栏写了 sum = true，合计行没有数", "total_at" if "total_at" in section else "total")
    return replace(form, total_at="none")


def _id(section: TomlTable) -> str:
    name = section.text("id")
    if not name or ":" in name or "/" in name:
        raise section.fail("不能空着，也不能有“:”和“/”", "id")
    return name


def _read_column(section: TomlTable, tables: Sequence[TableSpec]) -> ListColumn:
    column = ListColumn(
        id=_id(section),
        heading=section.texts("heading", names=placeholders.PAGE),
        kind=section.choice("kind", KINDS, "text"),
        sum=section.flag("sum"),
        width=section.number("width", 0),
        choices=section.texts("choices", required=False),
        equals=read_ref(section, "equals", section.text("equals"), tables) if "equals" in section else None,
    )
    if column.sum and column.kind not in _SUMMED:
        raise section.fail(f"只有 {'、'.join(sorted(_SUMMED))} 的栏能合计", "sum")
    if (column.kind == CHOICE) != bool(column.choices):
        raise section.fail("写了 choices 的，kind 是 choice；kind 是 choice 的，要写 choices", "choices")
    if column.equals is not None and (column.kind != AMOUNT or not column.sum):
        raise section.fail("只有合计的金额栏能和公开表相等", "equals")
    section.close()
    return column
