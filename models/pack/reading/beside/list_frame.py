"""Reads what every list of a pack has, typed or not: its titles, notes, total row and paper."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from msgspec.structs import replace

from models.pack.forms.lists import ListForm
from models.pack.forms.views import ViewForm
from models.pack.reading import placeholders
from models.pack.reading.amounts import read_amounts, refuse_other_unit
from models.pack.reading.tables import ORIENTATIONS
from models.pack.reading.toml_table import LONGEST, TomlTable, refuse_duplicates
from models.values.amount_style import AmountStyle

Form = TypeVar("Form", ListForm, ViewForm)

_TOTALS: Final = ("first", "last", "none")


def read_frame(section: TomlTable, style: AmountStyle) -> dict[str, Any]:
    """The values of a list beside its columns; ``style`` is how amounts print by default."""
    return {
        "id": section.identifier(),
        "title": section.text("title", names=placeholders.TITLE),
        "total": section.text("total", "合计"),
        "total_at": section.choice("total_at", _TOTALS, "first"),
        "empty_note": section.text("empty_note", "", names=placeholders.PAGE),
        "notes": section.texts("notes", required=False, names=placeholders.PAGE),
        "orientation": section.choice("orientation", ORIENTATIONS, "landscape"),
        "length": section.count("length", LONGEST),
        "short_title": section.text("short_title", ""),
        "amounts": read_amounts(section, style),
    }


def finished(section: TomlTable, form: Form) -> Form:
    """The list as it was read, proved as a whole. Raises ``PackError``."""
    refuse_duplicates(section, "columns", [column.id for column in form.columns])
    refuse_duplicates(section, "columns", [column.name for column in form.columns])
    if not form.title.strip():
        raise section.fail("没有标题", "title")
    if "{" in form.name:
        raise section.fail("标题里有年度的，要写一个没有年度的短标题，页的名字用它", "short_title")
    if form.total_at != "none" and not any(column.sum for column in form.columns):
        form = _without_total(section, form)
    refuse_other_unit(section, form.amounts)
    section.close()
    return form


def _without_total(section: TomlTable, form: Form) -> Form:
    """A list without a column to add up has no total row; one that names its place is wrong."""
    if "total_at" in section or "total" in section:
        raise section.fail("没有一栏写了 sum = true，合计行没有数", "total_at" if "total_at" in section else "total")
    return replace(form, total_at="none")
