"""Reads the lists that a pack declares (``[[list]]`` in forms.toml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from models.pack.forms.lists import AMOUNT, CHOICE, COUNT, KINDS, NEXT_YEAR, ListColumn, ListForm
from models.pack.forms.tables import TableSpec
from models.pack.forms.views import ViewForm
from models.pack.reading import placeholders
from models.pack.reading.beside.list_frame import finished, read_frame
from models.pack.reading.beside.views import read_view
from models.pack.reading.checks import read_ref
from models.pack.reading.parts.meanings import refuse_other_kind
from models.pack.reading.toml_table import WIDEST, TomlTable, refuse_duplicates
from models.values.amount_style import AmountStyle

_KEY: Final = "list"
_SUMMED: Final = frozenset({AMOUNT, COUNT})


def read_lists(
    section: TomlTable, tables: Sequence[TableSpec], style: AmountStyle, groups: Mapping[str, frozenset[str]]
) -> tuple[ListForm | ViewForm, ...]:
    """All lists of forms.toml, those that are typed and those with ``lines``, which show what is entered elsewhere.

    A total may have to equal a cell of ``tables``; ``style`` is how amounts print by default; ``groups`` are those of sources.
    """

    def read_one(inner: TomlTable) -> ListForm | ViewForm:
        if "lines" in inner:
            return read_view(inner, tables, style, groups)
        return _read_list(inner, tables, style)

    forms = section.each(_KEY, read_one, required=False)
    refuse_duplicates(section, _KEY, [form.id for form in forms])
    refuse_duplicates(section, _KEY, [form.name for form in forms])
    return forms


def _read_list(section: TomlTable, tables: Sequence[TableSpec], style: AmountStyle) -> ListForm:
    columns = section.each("columns", lambda inner: _read_column(inner, tables))
    form = ListForm(columns=columns, next_year=section.choice("next_year", NEXT_YEAR, "empty"), **read_frame(section, style))
    return finished(section, form)


def _read_column(section: TomlTable, tables: Sequence[TableSpec]) -> ListColumn:
    column = ListColumn(
        id=section.identifier(),
        heading=section.texts("heading", names=placeholders.PAGE),
        kind=section.choice("kind", KINDS, "text"),
        sum=section.flag("sum"),
        width=section.number("width", 0, most=WIDEST),
        choices=section.texts("choices", required=False),
        equals=read_ref(section, "equals", section.text("equals"), tables) if "equals" in section else None,
    )
    refuse_other_kind(section, "".join(column.heading[-1:]), column.kind, "heading")
    if repeated := next((word for word in column.choices if column.choices.count(word) > 1), ""):
        raise section.fail(f"“{repeated}”重复", "choices")
    if column.sum and column.kind not in _SUMMED:
        raise section.fail(f"只有 {'、'.join(sorted(_SUMMED))} 的栏能合计", "sum")
    if (column.kind == CHOICE) != bool(column.choices):
        raise section.fail("写了 choices 的，kind 是 choice；kind 是 choice 的，要写 choices", "choices")
    if column.equals is not None and (column.kind != AMOUNT or not column.sum):
        raise section.fail("只有合计的金额栏能和公开表相等", "equals")
    section.close()
    return column
