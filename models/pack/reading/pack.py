"""Reads a pack's files (already parsed TOML and CSV) into a ``Pack`` and rejects anything outside the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from models.pack.forms.pack import CoverForm, Pack
from models.pack.reading import placeholders
from models.pack.reading.amounts import read_amounts, refuse_other_unit_in_head
from models.pack.reading.checks import read_checks, read_figures, read_limits, read_project_codes, read_ref
from models.pack.reading.narrative import FILE as NARRATIVE
from models.pack.reading.narrative import read_narrative
from models.pack.reading.own_codes import read_own_codes
from models.pack.reading.place import read_regions
from models.pack.reading.records import read_asset_form, read_record_form
from models.pack.reading.sheet import read_sheet
from models.pack.reading.starters import STARTERS, with_starters
from models.pack.reading.tables import read_tables
from models.pack.reading.toml_table import TomlTable
from models.values.amount_style import UNITS, WAN, AmountStyle

FILES: Final = ("pack.toml", "tables.toml", "forms.toml", "sheet.toml", "checks.toml", NARRATIVE)


def read_pack(files: Mapping[str, Any], lists: Mapping[str, Sequence[Mapping[str, str]]], check_codes: frozenset[str]) -> Pack:
    """Build a pack from its parsed files and CSV lists. Raises ``PackError``; ``check_codes`` are those a severity may name."""
    sections = {name: TomlTable(files.get(name, {}), name) for name in FILES}
    head = sections["pack.toml"]
    tables = read_tables(sections["tables.toml"], lists)
    severities, equations, links = read_checks(sections["checks.toml"], tables, check_codes)
    forms, style = sections["forms.toml"], read_amounts(sections["tables.toml"])
    assets, last_year = read_asset_form(forms.section("assets"), style), head.text_map("last_year")
    procurement = read_record_form(forms.section("procurement"), style)
    printed_in = {table.title: table.amounts for table in tables} | {procurement.title: procurement.amounts}
    pack = Pack(
        id=head.text("id"),
        name=head.text("name"),
        issuer=head.text("issuer"),
        year=int(head.number("year")),
        version=head.text("version"),
        stages=head.texts("stages"),
        codes=head.text("codes"),
        withheld_counts=head.flag("withheld_counts"),
        head=_read_head(head, printed_in),
        cover=_read_cover(head.section("cover")),
        tables=tables,
        procurement=procurement,
        assets=assets,
        sheet=with_starters(read_sheet(sections["sheet.toml"]), lists.get(STARTERS, ())),
        last_year=last_year,
        equations=equations,
        links=links,
        severities=severities,
        limits=read_limits(head),
        figures=read_figures(sections["checks.toml"], tables),
        project_codes=read_project_codes(sections["checks.toml"]),
        narrative=read_narrative(sections[NARRATIVE], sections["tables.toml"], assets, tables, last_year, read_ref),
        entry_unit=head.choice("entry_unit", tuple(UNITS), WAN.unit),
        own_codes=read_own_codes(lists),
        regions=read_regions(head),
        awaits=head.text("awaits", ""),
    )
    head.text("extends", "")
    if head.number("format") != 1:
        raise head.fail("这个版式包的写法比本程序新，要先升级程序", "format")
    for section in sections.values():
        section.close()
    return pack


def _read_head(head: TomlTable, printed_in: Mapping[str, AmountStyle]) -> dict[str, str]:
    inner = head.section("head")
    values = {key: inner.text(key, names=placeholders.PAGE) for key in ("left", "centre", "right")}
    values |= {key: inner.text(key) for key in ("number", "columns")}
    refuse_other_unit_in_head(inner, printed_in)
    inner.close()
    return values


def _read_cover(section: TomlTable) -> CoverForm:
    lines = []
    for line in section.sections("lines"):
        lines.append((line.text("label"), line.choice("field", _COVER_FIELDS)))
        line.close()
    title, contents = (section.text(key, names=placeholders.TITLE) for key in ("title", "contents_title"))
    cover = CoverForm(title, tuple(lines), section.text("seal"), contents)
    section.close()
    return cover


_COVER_FIELDS: Final = ("code", "name", "region", "head", "finance_head", "preparer", "phone", "date", "year", "stage")
