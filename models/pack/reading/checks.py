"""Reads what a pack says to the checks (checks.toml), and references to cells of its tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.pack.filters import CellRef
from models.pack.forms.checks import CodeLink, Equation, ProcurementLimits, ProjectCodeRegions
from models.pack.forms.tables import TOTAL_ROW, TableSide, TableSpec
from models.pack.reading.toml_table import TomlTable, refuse_unknown
from models.values.money import MoneyUnit

SEVERITIES: Final = ("错误", "核实", "提示", "不查")
FIGURES: Final = ("project_spending",)


def read_checks(
    section: TomlTable, tables: Sequence[TableSpec], check_codes: frozenset[str]
) -> tuple[dict[str, str], tuple[Equation, ...], tuple[CodeLink, ...]]:
    """The severities, equations and usual codes; ``check_codes`` are those a severity may name."""
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


def read_figures(section: TomlTable, tables: Sequence[TableSpec]) -> dict[str, CellRef]:
    """The cells that checks use by name."""
    if "figures" not in section:
        return {}
    inner = section.section("figures")
    refuse_unknown(inner, frozenset(inner), frozenset(FIGURES), "figures")
    return {name: read_ref(inner, name, inner.text(name), tables) for name in inner}


def read_project_codes(section: TomlTable) -> ProjectCodeRegions:
    """The regions whose 项目编码 end in a check character."""
    if "project_codes" not in section:
        return ProjectCodeRegions()
    inner = section.section("project_codes")
    regions = ProjectCodeRegions(inner.texts("certain", required=False), inner.texts("likely", required=False))
    inner.close()
    return regions


def read_limits(section: TomlTable) -> ProcurementLimits:
    """The yearly limits of 政府采购, given in 万元."""
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
        left=tuple(read_ref(section, "left", text, tables) for text in section.texts("left")),
        right=tuple(read_ref(section, "right", text, tables) for text in section.texts("right")),
        relation=section.choice("relation", ("=", "<=", ">="), "="),
        severity=section.choice("severity", SEVERITIES[:3], "错误"),
        level=int(section.number("level", 0)),
        left_name=section.text("left_name", ""),
        right_name=section.text("right_name", ""),
        hint=section.text("hint", ""),
    )
    section.close()
    return equation


def read_ref(section: TomlTable, key: str, text: str, tables: Sequence[TableSpec]) -> CellRef:
    """The cell that ``text`` (表:行:栏) names. Raises ``PackError``."""
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
