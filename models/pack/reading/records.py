"""Reads 政府采购 and 固定资产 (forms.toml)."""

from __future__ import annotations

from typing import Final

from models.book import terms
from models.pack.filters import Filter
from models.pack.forms.contents import PROCUREMENT
from models.pack.forms.lists import AMOUNT, COUNT
from models.pack.forms.records import AssetForm, AssetRow, RecordColumn, RecordForm
from models.pack.reading import placeholders
from models.pack.reading.amounts import read_amounts, refuse_other_unit
from models.pack.reading.parts.meanings import refuse_other_kind, refuse_other_part
from models.pack.reading.parts.sides import check_sums
from models.pack.reading.tables import ORIENTATIONS
from models.pack.reading.toml_table import WIDEST, TomlTable, refuse_duplicates, refuse_unknown
from models.values.amount_style import AmountStyle

RECORD_SHOWS: Final = ("text", "amount", "price", "project", "project_budget")
RECORD_FIELDS: Final = ("project", "name", "catalogue", "measure", "quantity", "price", "amount", "small_firms")
_SHOWS: Final = {
    **dict.fromkeys(RECORD_FIELDS, ("text",)),
    "project": ("project", "project_budget"), "price": ("price",), "amount": ("amount",), "small_firms": ("amount",),
}  # fmt: skip
"""How each field can print: an amount as text would be its number of 分."""

_AMOUNTS: Final = frozenset({"price", "amount", "small_firms"})


def read_record_form(section: TomlTable, style: AmountStyle) -> RecordForm:
    """政府采购: its columns, notes and total; ``style`` is how amounts print unless the form says so itself."""
    columns = []
    for s in section.sections("columns"):
        source = frozenset(s.texts("source", required=False))
        refuse_unknown(s, source, frozenset(terms.SOURCES), "source")
        columns.append(
            RecordColumn(
                id=s.identifier(),
                heading=s.texts("heading", names=placeholders.PAGE),
                field=s.choice("field", RECORD_FIELDS),
                show=s.choice("show", RECORD_SHOWS, "text"),
                source=source or None,
                width=s.number("width", 0, most=WIDEST),
            )
        )
        _refuse_other_field(s, columns[-1])
        s.close()
    refuse_duplicates(section, "columns", [c.id for c in columns])
    form = RecordForm(
        id="procurement",
        title=section.text("title", names=placeholders.TITLE),
        lines="procurement",
        columns=tuple(columns),
        notes=section.texts("notes", required=False, names=placeholders.PAGE),
        empty_note=section.text("empty_note", names=placeholders.PAGE),
        orientation=section.choice("orientation", ORIENTATIONS, "landscape"),
        total=section.text("total", ""),
        amounts=read_amounts(section, style),
    )
    refuse_other_unit(section, form.amounts)
    section.close()
    return form


def _refuse_other_field(section: TomlTable, column: RecordColumn) -> None:
    kind = COUNT if column.field == "quantity" else AMOUNT if column.field in _AMOUNTS else ""
    if section.raw.get("field") != column.field:  # it was refused
        return
    if column.show not in _SHOWS[column.field]:
        allowed = _SHOWS[column.field]
        section.refuse(f"{column.field} 不能印成 {column.show}，show 只能是 {'、'.join(allowed)}", "show", allowed=allowed)
    refuse_other_kind(section, "".join(column.heading[-1:]), kind, "heading")
    if column.show == "amount":
        refuse_other_part(section, column.heading, PROCUREMENT, Filter(source=column.source))


def read_asset_form(section: TomlTable, style: AmountStyle) -> AssetForm:
    """固定资产占用情况表: its rows; ``style`` as for a list."""
    rows = []
    for s in section.sections("rows"):
        rows.append(AssetRow(s.identifier(), s.text("label"), s.texts("sum", required=False), s.text("part_of", "")))
        s.close()
    refuse_duplicates(section, "rows", [row.id for row in rows])
    check_sums(section, "rows", {row.id: row.sum for row in rows})
    for row in rows:
        refuse_unknown(section, frozenset({row.part_of} - {""}), frozenset(r.id for r in rows), "rows")
    headings = section.texts("headings", names=placeholders.PAGE)
    if len(headings) != 3:
        raise section.fail("要有三个：项目、数量、价值", "headings")
    for at, kind in ((2, COUNT), (3, AMOUNT)):
        refuse_other_kind(section, headings[at - 1], kind, "headings", at)
    form = AssetForm(
        title=section.text("title", names=placeholders.TITLE),
        head=section.text("head", names=placeholders.PAGE),
        headings=(headings[0], headings[1], headings[2]),
        rows=tuple(rows),
        orientation=section.choice("orientation", ORIENTATIONS, "portrait"),
        amounts=read_amounts(section, style),
    )
    refuse_other_unit(section, form.amounts)
    section.close()
    return form
