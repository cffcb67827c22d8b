"""Reads a pack's files (already parsed TOML and CSV) into a ``Pack`` and rejects anything outside the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from models.pack.forms.checks import ProcurementLimits
from models.pack.forms.codes import OwnCodes
from models.pack.forms.lists import ListForm
from models.pack.forms.narrative import NarrativeForm
from models.pack.forms.pack import CoverForm, Pack
from models.pack.forms.publication import PublicationForm
from models.pack.forms.records import RecordForm
from models.pack.forms.tables import TableSpec
from models.pack.forms.typed import TypedForm
from models.pack.forms.views import ViewForm
from models.pack.reading import placeholders
from models.pack.reading.amounts import read_amounts, refuse_other_unit_in_head
from models.pack.reading.beside.contents import form_names, read_contents
from models.pack.reading.beside.forms import read_beside_tables
from models.pack.reading.beside.starters import STARTERS, with_starters
from models.pack.reading.checks import ReadSide, read_checks, read_figures, read_limits, read_project_codes, read_ref
from models.pack.reading.head.identity import read_identity
from models.pack.reading.head.own_codes import read_own_codes
from models.pack.reading.narrative import FILE as NARRATIVE
from models.pack.reading.narrative import read_narrative
from models.pack.reading.parts.filters import read_groups
from models.pack.reading.tables import ORIENTATIONS, read_tables
from models.pack.reading.texts.figures import FigureReader
from models.pack.reading.texts.last_year import read_last_year
from models.pack.reading.texts.publication import FILE as PUBLICATION
from models.pack.reading.texts.publication import read_publication, refuse_unknown_inside
from models.pack.reading.texts.subjects import refuse_other_subjects
from models.pack.reading.texts.years import refuse_fixed_years
from models.pack.reading.toml_table import TomlTable, refuse_duplicates
from models.pack.reading.typed import read_typed, refuse_unknown_items
from models.pack.source.reading_log import ReadingLog
from models.values.amount_style import WAN

FILES: Final = ("pack.toml", "tables.toml", "forms.toml", "sheet.toml", "overall.toml", "checks.toml", NARRATIVE, PUBLICATION)
SHEETS: Final = ("sheet.toml", "overall.toml")
"""The forms of 绩效目标表: of a project, of the whole 部门. A place may have neither."""

OPTIONAL: Final = (*SHEETS, PUBLICATION)
"""The files that a pack may do without."""


def read_pack(
    files: Mapping[str, Any],
    csv_files: Mapping[str, Sequence[Mapping[str, str]]],
    check_codes: frozenset[str],
    log: ReadingLog | None = None,
) -> Pack:
    """Build a pack from its parsed files and CSV lists; ``check_codes`` are those a severity may name.

    Raises ``PackFaults`` with every fault that was found.
    """
    log = log or ReadingLog()
    pack = log.attempt(lambda: _read(files, csv_files, check_codes, log))
    log.close()
    return pack


def _read(
    files: Mapping[str, Any], csv_files: Mapping[str, Sequence[Mapping[str, str]]], check_codes: frozenset[str], log: ReadingLog
) -> Pack:
    sections = {name: TomlTable(files.get(name, {}), name, (), log) for name in FILES}
    head, forms, text = sections["pack.toml"], sections["forms.toml"], sections[NARRATIVE]
    read = log.part
    tables = read(lambda: read_tables(sections["tables.toml"], csv_files), ())
    style = read(lambda: read_amounts(sections["tables.toml"]), WAN)
    sheets = [sections[name] if name in files else None for name in SHEETS]
    groups = read(lambda: read_groups(sections["tables.toml"]), {})
    beside = read_beside_tables(log, forms, sheets, tables, style, groups)
    starters = csv_files.get(STARTERS, ()) if beside.sheet.is_printed else ()
    typed = read(lambda: read_typed(forms), TypedForm())
    for file in ("tables.toml", NARRATIVE):
        refuse_unknown_items(sections[file], typed)
    limits = read(lambda: read_limits(head), ProcurementLimits())
    reader = FigureReader(sections["tables.toml"], beside, typed, tables, limits, read_ref)
    figures = read(lambda: reader.read(text), {})
    last_year, compared = read(lambda: read_last_year(head, figures, reader), ({}, {}))
    narrative = read(
        lambda: read_narrative(text, figures, last_year, reader, beside.assets, typed), NarrativeForm(), file=NARRATIVE
    )
    refuse_other_subjects(text, figures, tables)
    pack = Pack(
        **read_identity(head),
        head=read(lambda: _read_head(head, (*tables, *beside.below_head))),
        cover=read(lambda: _read_cover(head.section("cover"))) if "cover" in head else CoverForm(),
        tables=tables,
        procurement=beside.procurement,
        assets=beside.assets,
        sheet=read(lambda: with_starters(beside.sheet, starters)),
        overall=beside.overall,
        last_year=last_year,
        compared=compared,
        **_checks(sections["checks.toml"], tables, lambda s, key: reader.side(s, key, figures), check_codes, log),
        limits=limits,
        narrative=narrative,
        lists=beside.lists,
        views=beside.views,
        **_orders(sections, form_names(tables, narrative, beside.declared, beside.names), narrative, log),
        own_codes=read(lambda: read_own_codes(csv_files), OwnCodes()),
        typed=typed,
    )
    refuse_fixed_years(sections, NARRATIVE, pack.year)
    _close(sections, log)
    return pack


def _close(sections: Mapping[str, TomlTable], log: ReadingLog) -> None:
    """Refuse the keys of each file that nothing asked for."""
    for section in sections.values():
        if section.file not in log.broken:
            section.close()


def _orders(sections: Mapping[str, TomlTable], names: Sequence[str], narrative: NarrativeForm, log: ReadingLog) -> dict[str, Any]:
    """The order of all forms (``names``) in the workbook, and in the published document."""
    head, text = sections["pack.toml"], sections[NARRATIVE]
    contents = log.part(lambda: read_contents(head, names), ())
    log.part(lambda: refuse_unknown_inside(text, narrative, names))
    published = log.part(
        lambda: read_publication(sections[PUBLICATION], contents, narrative, ordered="contents" in head), PublicationForm()
    )
    return {"contents": contents, "publication": published}


def _checks(
    checks: TomlTable, tables: Sequence[TableSpec], read_side: ReadSide, check_codes: frozenset[str], log: ReadingLog
) -> dict[str, Any]:
    severities, equations, links = log.part(lambda: read_checks(checks, tables, read_side, check_codes), ({}, (), ()))
    return {
        "severities": severities,
        "equations": equations,
        "links": links,
        "figures": log.part(lambda: read_figures(checks, tables)),
        "project_codes": log.part(lambda: read_project_codes(checks)),
    }


def _read_head(head: TomlTable, below: Sequence[TableSpec | RecordForm | ListForm | ViewForm]) -> dict[str, str]:
    inner = head.section("head")
    values = {key: inner.text(key, default, placeholders.PAGE, blank=True) for key, default in _HEAD.items()}
    values |= {key: inner.text(key, default) for key, default in _HEADINGS.items()}
    refuse_other_unit_in_head(inner, below)
    inner.close()
    return values


def _read_cover(section: TomlTable) -> CoverForm:
    lines = section.each("lines", _read_cover_line, required=False)
    cover = CoverForm(
        title=section.text("title", "", names=placeholders.TITLE),
        lines=lines,
        seal=section.text("seal", ""),
        contents_title=section.text("contents_title", "", names=placeholders.TITLE),
        orientation=section.choice("orientation", ORIENTATIONS, "portrait"),
        contents_orientation=section.choice("contents_orientation", ORIENTATIONS, "portrait"),
        contents_pages=section.flag("contents_pages"),
    )
    refuse_duplicates(section, "lines", [field for _, field in lines], key_of="field")
    if lines and not cover.title:
        section.refuse("封面有行，没有标题", "title")
    section.close()
    return cover


def _read_cover_line(section: TomlTable) -> tuple[str, str]:
    line = section.text("label"), section.choice("field", _COVER_FIELDS)
    section.close()
    return line


_HEAD: Final = {"left": None, "centre": "", "right": None}
"""The words above the tables, and what stands for one that is not written; None: it must be."""

_HEADINGS: Final = {"number": "序号", "columns": "栏次"}


_COVER_FIELDS: Final = ("code", "name", "region", "head", "finance_head", "preparer", "phone", "date", "approved", "year", "stage")
