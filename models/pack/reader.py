"""Reads a pack's files (already parsed TOML and CSV) into a ``Pack`` and rejects anything outside the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from models.book import terms
from models.pack.filters import CellRef
from models.pack.forms import (
    TOTAL_ROW,
    AssetForm,
    AssetRow,
    CodeLink,
    CoverForm,
    Equation,
    Pack,
    ProcurementLimits,
    ProjectCodeRegions,
    RecordColumn,
    RecordForm,
    SheetForm,
    TableSide,
    TableSpec,
)
from models.pack.narrative_reader import FILE as NARRATIVE
from models.pack.narrative_reader import read_narrative
from models.pack.starters_reader import STARTERS, with_starters
from models.pack.tables_reader import ORIENTATIONS, check_sums, read_tables
from models.pack.toml_table import TomlTable, refuse_duplicates, refuse_unknown
from models.values.money import MoneyUnit

FILES: Final = ("pack.toml", "tables.toml", "forms.toml", "sheet.toml", "checks.toml", NARRATIVE)
SEVERITIES: Final = ("错误", "核实", "提示", "不查")
RECORD_SHOWS: Final = ("text", "amount", "price", "project", "project_budget")
RECORD_FIELDS: Final = ("project", "name", "catalogue", "measure", "quantity", "price", "amount", "small_firms")
SHEET_ROLES: Final = ("quantity", "timeliness", "cost", "satisfaction")
FIGURES: Final = ("project_spending",)
SHEET_LABELS: Final = ("code", "name", "scale", "budget", "fiscal", "other", "use", "goals")


def read_pack(files: Mapping[str, Any], lists: Mapping[str, Sequence[Mapping[str, str]]], check_codes: frozenset[str]) -> Pack:
    """Build a pack from its parsed files and CSV lists. Raises ``PackError``; ``check_codes`` are those a severity may name."""
    sections = {name: TomlTable(files.get(name, {}), name) for name in FILES}
    head = sections["pack.toml"]
    tables = read_tables(sections["tables.toml"], lists)
    severities, equations, links = _read_checks(sections["checks.toml"], tables, check_codes)
    forms = sections["forms.toml"]
    assets, last_year = _read_asset_form(forms.section("assets")), head.text_map("last_year")
    pack = Pack(
        id=head.text("id"),
        name=head.text("name"),
        issuer=head.text("issuer"),
        year=int(head.number("year")),
        version=head.text("version"),
        stages=head.texts("stages"),
        codes=head.text("codes"),
        withheld_counts=head.flag("withheld_counts"),
        head=_read_head(head),
        cover=_read_cover(head.section("cover")),
        tables=tables,
        procurement=_read_record_form(forms.section("procurement")),
        assets=assets,
        sheet=with_starters(_read_sheet(sections["sheet.toml"]), lists.get(STARTERS, ())),
        last_year=last_year,
        equations=equations,
        links=links,
        severities=severities,
        limits=_read_limits(head),
        figures=_read_figures(sections["checks.toml"], tables),
        project_codes=_read_project_codes(sections["checks.toml"]),
        narrative=read_narrative(sections[NARRATIVE], sections["tables.toml"], assets, tables, last_year, _read_ref),
    )
    head.text("extends", "")
    if head.number("format") != 1:
        raise head.fail("这个版式包的写法比本程序新，要先升级程序", "format")
    for section in sections.values():
        section.close()
    return pack


def _read_head(head: TomlTable) -> dict[str, str]:
    inner = head.section("head")
    values = {key: inner.text(key) for key in ("left", "centre", "right", "number", "columns")}
    inner.close()
    return values


def _read_cover(section: TomlTable) -> CoverForm:
    lines = []
    for line in section.sections("lines"):
        lines.append((line.text("label"), line.choice("field", _COVER_FIELDS)))
        line.close()
    cover = CoverForm(section.text("title"), tuple(lines), section.text("seal"), section.text("contents_title"))
    section.close()
    return cover


_COVER_FIELDS: Final = ("code", "name", "region", "head", "finance_head", "preparer", "phone", "date", "year", "stage")


# --- forms -------------------------------------------------------------------------------------------------------


def _read_record_form(section: TomlTable) -> RecordForm:
    columns = []
    for s in section.sections("columns"):
        source = frozenset(s.texts("source", required=False))
        refuse_unknown(s, source, frozenset(terms.SOURCES), "source")
        columns.append(
            RecordColumn(
                id=s.text("id"),
                heading=s.texts("heading"),
                field=s.choice("field", RECORD_FIELDS),
                show=s.choice("show", RECORD_SHOWS, "text"),
                source=source or None,
                width=s.number("width", 0),
            )
        )
        s.close()
    refuse_duplicates(section, "columns", [c.id for c in columns])
    form = RecordForm(
        id="procurement",
        title=section.text("title"),
        lines="procurement",
        columns=tuple(columns),
        notes=section.texts("notes", required=False),
        empty_note=section.text("empty_note"),
        orientation=section.choice("orientation", ORIENTATIONS, "landscape"),
        total=section.text("total", ""),
    )
    section.close()
    return form


def _read_asset_form(section: TomlTable) -> AssetForm:
    rows = []
    for s in section.sections("rows"):
        rows.append(AssetRow(s.text("id"), s.text("label"), s.texts("sum", required=False), s.text("part_of", "")))
        s.close()
    refuse_duplicates(section, "rows", [row.id for row in rows])
    check_sums(section, "rows", {row.id: row.sum for row in rows})
    for row in rows:
        refuse_unknown(section, frozenset({row.part_of} - {""}), frozenset(r.id for r in rows), "rows")
    headings = section.texts("headings")
    if len(headings) != 3:
        raise section.fail("要有三个：项目、数量、价值", "headings")
    form = AssetForm(
        title=section.text("title"),
        head=section.text("head"),
        headings=(headings[0], headings[1], headings[2]),
        rows=tuple(rows),
        orientation=section.choice("orientation", ORIENTATIONS, "portrait"),
    )
    section.close()
    return form


def _read_sheet(section: TomlTable) -> SheetForm:
    labels = section.text_map("labels")
    refuse_unknown(section, frozenset(labels), frozenset(SHEET_LABELS), "labels")
    _refuse_missing(section, labels, "labels")
    headings = section.texts("indicator_headings")
    if len(headings) != 6:
        raise section.fail("要有六个标题", "indicator_headings")
    dimensions = section.section("dimensions")
    form = SheetForm(
        title=section.text("title"),
        head=section.text("head"),
        labels=labels,
        indicator_headings=headings,
        months=section.texts("months"),
        plan_label=section.text("plan_label"),
        plan_unit=section.choice("plan_unit", ("wan", "percent")),
        amounts=section.choice("amounts", ("wan", "typed")),
        goal_label=section.text("goal_label", ""),
        use_row=section.flag("use_row"),
        dimensions={name: dimensions.texts(name) for name in dimensions},
        synonyms=section.text_map("synonyms", required=False),
        orientation=section.choice("orientation", ORIENTATIONS, "portrait"),
        required=section.texts("required", required=False),
        roles=section.text_map("roles", required=False),
        no_basis=frozenset(section.texts("no_basis", required=False)),
    )
    refuse_duplicates(section, "months", form.months)
    known = frozenset(form.dimensions).union(*form.dimensions.values())
    refuse_unknown(section, frozenset(form.synonyms.values()), known, "synonyms")
    refuse_unknown(section, frozenset(form.required), frozenset().union(*form.dimensions.values()), "required")
    refuse_unknown(section, frozenset(form.roles), frozenset(SHEET_ROLES), "roles")
    refuse_unknown(section, frozenset(form.roles.values()), known, "roles")
    return form


def _refuse_missing(section: TomlTable, labels: Mapping[str, str], key: str) -> None:
    for name in SHEET_LABELS:
        if name not in labels:
            raise section.fail(f"缺少 {name}", key)


# --- checks ------------------------------------------------------------------------------------------------------


def _read_checks(
    section: TomlTable, tables: Sequence[TableSpec], check_codes: frozenset[str]
) -> tuple[dict[str, str], tuple[Equation, ...], tuple[CodeLink, ...]]:
    severities = {}
    if "severity" in section:
        inner = section.section("severity")
        severities = {code: inner.choice(code, SEVERITIES) for code in inner}
    equations = tuple(_read_equation(s, tables) for s in section.sections("equation", required=False))
    known = check_codes | {e.code for e in equations}
    for code in severities:
        if code not in known:
            raise section.fail("没有这项检查", "severity", code)
    links = []
    for s in section.sections("link", required=False):
        links.append(CodeLink(s.text("economic"), s.text("function")))
        s.close()
    return severities, equations, tuple(links)


def _read_figures(section: TomlTable, tables: Sequence[TableSpec]) -> dict[str, CellRef]:
    if "figures" not in section:
        return {}
    inner = section.section("figures")
    refuse_unknown(inner, frozenset(inner), frozenset(FIGURES), "figures")
    return {name: _read_ref(inner, name, inner.text(name), tables) for name in inner}


def _read_project_codes(section: TomlTable) -> ProjectCodeRegions:
    if "project_codes" not in section:
        return ProjectCodeRegions()
    inner = section.section("project_codes")
    regions = ProjectCodeRegions(inner.texts("certain", required=False), inner.texts("likely", required=False))
    inner.close()
    return regions


def _read_limits(section: TomlTable) -> ProcurementLimits:
    if "limits" not in section:
        return ProcurementLimits()
    inner = section.section("limits")
    limits = ProcurementLimits(**{
        name: round(inner.number(name, 0) * MoneyUnit.WAN.value) for name in ("goods", "works", "open_tender")
    })  # fmt: skip
    inner.close()
    return limits


def _read_equation(section: TomlTable, tables: Sequence[TableSpec]) -> Equation:
    equation = Equation(
        code=section.text("code"),
        rule=section.text("rule"),
        left=tuple(_read_ref(section, "left", text, tables) for text in section.texts("left")),
        right=tuple(_read_ref(section, "right", text, tables) for text in section.texts("right")),
        relation=section.choice("relation", ("=", "<=", ">="), "="),
        severity=section.choice("severity", SEVERITIES[:3], "错误"),
        level=int(section.number("level", 0)),
        left_name=section.text("left_name", ""),
        right_name=section.text("right_name", ""),
        hint=section.text("hint", ""),
    )
    section.close()
    return equation


def _read_ref(section: TomlTable, key: str, text: str, tables: Sequence[TableSpec]) -> CellRef:
    parts = text.split(":")
    if len(parts) != 3:
        raise section.fail(f"“{text}”应当写成 表:行:栏", key)
    ref = CellRef(*parts)
    spec = next((t for t in tables if t.id == ref.table), None)
    if spec is None:
        raise section.fail(f"没有“{ref.table}”这张表", key)
    sides = [side for side in spec.sides if any(c.id == ref.column for c in side.columns)]
    if not sides:
        raise section.fail(f"{ref.table} 没有“{ref.column}”这一栏", key)
    if not any(_side_has_row(side, ref.row) for side in sides):
        raise section.fail(f"{ref.table} 没有“{ref.row}”这一行", key)
    return ref


def _side_has_row(side: TableSide, row: str) -> bool:
    if side.rows:
        return row in {"*", TOTAL_ROW} or row.isdecimal()
    return row == "*" or any(line.id == row for line in side.lines)
