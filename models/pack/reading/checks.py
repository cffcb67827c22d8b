"""Reads what a pack says to the checks (checks.toml), and references to cells of its tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from models.pack.filters import CellRef
from models.pack.forms.checks import LIMITS, CodeLink, Equation, ProcurementLimits, ProjectCodeRegions
from models.pack.forms.narrative import SumOfFacts, Term
from models.pack.forms.tables import TOTAL_ROW, TableSide, TableSpec
from models.pack.reading.parts.filters import refuse_no_code
from models.pack.reading.parts.meanings import refuse_other_figure
from models.pack.reading.toml_table import TomlTable, refuse_unknown_keys
from models.pack.source.proposals import did_you_mean
from models.values.codes import ECONOMIC_LEVELS, FUNCTION_LEVELS
from models.values.money import MoneyUnit

SEVERITIES: Final = ("错误", "核实", "提示", "不查")
FIGURES: Final = {"project_spending": "项目支出"}
"""The cells that checks use by name, and what each must hold."""

_MOST_OF_A_LIMIT: Final = 10_000
"""万元: a limit above it was written in 元."""

TABLES: Final = "tables.toml"
_CLASS: Final = 3
"""Digits of a 类."""

ReadSide = Callable[[TomlTable, str], tuple[Term, ...]]
"""Reads the side of an equation that stands under a key."""


def read_checks(
    section: TomlTable, tables: Sequence[TableSpec], read_side: ReadSide, check_codes: frozenset[str]
) -> tuple[dict[str, str], tuple[Equation, ...], tuple[CodeLink, ...]]:
    """The severities, equations and usual codes; ``check_codes`` are those a severity may name."""
    severities = {}
    if "severity" in section:
        inner = section.section("severity")
        severities = {code: inner.choice(code, SEVERITIES) for code in inner}
    equations = section.each("equation", lambda s: _read_equation(s, tables, read_side), required=False)
    known = check_codes | {e.code for e in equations}
    for code in severities:
        if code not in known:
            section.refuse(f"没有这项检查{did_you_mean(code, known)}", "severity", code)
    return severities, equations, section.each("link", _read_link, required=False)


def _read_link(section: TomlTable) -> CodeLink:
    link = CodeLink(section.text("economic"), section.text("function"))
    for key, code in (("economic", link.economic), ("function", link.function)):
        refuse_no_code(section, key, code)
    section.close()
    return link


def read_figures(section: TomlTable, tables: Sequence[TableSpec]) -> dict[str, CellRef]:
    """The cells that checks use by name."""
    if "figures" not in section:
        return {}
    inner = section.section("figures")
    refuse_unknown_keys(inner, tuple(FIGURES))
    figures = {name: read_ref(inner, name, inner.text(name), tables) for name in inner}
    for name in figures.keys() & FIGURES:
        refuse_other_figure(inner, FIGURES[name], (figures[name],), tables, name)
    return figures


def read_project_codes(section: TomlTable) -> ProjectCodeRegions:
    """The regions whose 项目编码 end in a check character."""
    if "project_codes" not in section:
        return ProjectCodeRegions()
    inner = section.section("project_codes")
    regions = ProjectCodeRegions(inner.texts("certain", required=False), inner.texts("likely", required=False))
    for key, starts in (("certain", regions.certain), ("likely", regions.likely)):
        if wrong := next((start for start in starts if not (start.isascii() and start.isdecimal())), None):
            raise inner.fail(f"“{wrong}”不是项目编码的开头，应当是数字", key)
    inner.close()
    return regions


def read_limits(section: TomlTable) -> ProcurementLimits:
    """The yearly limits of 政府采购, given in 万元."""
    if "limits" not in section:
        return ProcurementLimits()
    inner = section.section("limits")
    given = {name: inner.number(name, 0) for name in LIMITS}
    for name, limit in given.items():
        if limit > _MOST_OF_A_LIMIT:
            inner.refuse(f"限额的单位是万元，这里写的是 {limit:g} 万元", name)
    if 0 < given["open_tender"] < given["goods"]:
        inner.refuse("公开招标的限额比分散采购的还小", "open_tender")
    inner.close()
    return ProcurementLimits(**{name: round(limit * MoneyUnit.WAN.value) for name, limit in given.items()})


def _read_level(section: TomlTable) -> int:
    level = int(section.number("level", 0))
    if level not in {0, *FUNCTION_LEVELS}:
        section.refuse(f"没有 {level} 位的科目，只能是 {'、'.join(map(str, FUNCTION_LEVELS))}；0 是都比", "level")
    return level


def _read_equation(section: TomlTable, tables: Sequence[TableSpec], read_side: ReadSide) -> Equation:
    equation = Equation(
        code=section.text("code"),
        rule=section.text("rule"),
        left=read_side(section, "left"),
        right=read_side(section, "right"),
        relation=section.choice("relation", ("=", "<=", ">="), "="),
        severity=section.choice("severity", SEVERITIES[:3], "错误"),
        level=_read_level(section),
        left_name=section.text("left_name", ""),
        right_name=section.text("right_name", ""),
        hint=section.text("hint", ""),
    )
    section.close()
    if sorted(map(str, equation.left)) == sorted(map(str, equation.right)):
        raise section.fail("两边是一样的格子，什么都查不出来", "right")
    _refuse_repeated(section, equation)
    for key, terms, name in (("left", equation.left, equation.left_name), ("right", equation.right, equation.right_name)):
        if terms and isinstance(terms[0], SumOfFacts) and not name:
            raise section.fail("按条件加的数没有名称，要写它叫什么", f"{key}_name")
        if name:
            refuse_other_figure(section, name, terms, tables, f"{key}_name")
    return equation


def _refuse_repeated(section: TomlTable, equation: Equation) -> None:
    """Raise ``PackError`` for a side that adds a figure twice, and for rows of every code beside a single one."""
    sides = {"left": equation.left, "right": equation.right}
    for key, terms in sides.items():
        if any(terms.count(term) > 1 for term in terms):
            raise section.fail("同一个数写了两次，会加两遍", key)
    starred = {key: {term.row == "*" for term in terms if isinstance(term, CellRef)} for key, terms in sides.items()}
    if {True, False} <= starred["left"] | starred["right"]:
        raise section.fail("行写 * 的，两边每一格都要写 *：每个科目各比一次", "left" if False in starred["left"] else "right")


def read_ref(section: TomlTable, key: str, text: str, tables: Sequence[TableSpec]) -> CellRef:
    """The cell that ``text`` (表:行:栏) names. Raises ``PackError``."""
    parts = text.split(":")
    if len(parts) != 3:
        raise section.fail(f"“{text}”应当写成 表:行:栏，中间是英文的冒号", key)
    ref = CellRef(*parts)
    spec = next((t for t in tables if t.id == ref.table), None)
    if spec is None:
        raise section.fail(f"没有“{ref.table}”这张表", key, allowed=[t.id for t in tables], about=TABLES)
    sides = [side for side in spec.sides if any(c.id == ref.column for c in side.columns)]
    if not sides:
        columns = [c.id for side in spec.sides for c in side.columns]
        raise section.fail(
            f"{ref.table} 没有“{ref.column}”这一栏{did_you_mean(ref.column, columns)}", key, allowed=columns, about=TABLES
        )
    if not any(_side_has_row(side, ref.row) for side in sides):
        rows = [name for side in sides for name in _row_names(side)]
        raise section.fail(f"{ref.table} 没有“{ref.row}”这一行{did_you_mean(ref.row, rows)}", key, allowed=rows, about=TABLES)
    return ref


def _row_names(side: TableSide) -> tuple[str, ...]:
    return ("*", TOTAL_ROW, "科目编码") if side.rows else ("*", *(line.id for line in side.lines))


def _side_has_row(side: TableSide, row: str) -> bool:
    if side.rows:
        first, levels = ("3", ECONOMIC_LEVELS) if side.rows.by == "economic" else ("2", FUNCTION_LEVELS)
        return row in {"*", TOTAL_ROW} or (row.isascii() and row.isdecimal() and row[0] == first and len(row) in levels)
    if side.present is not None and row.isdecimal():
        return len(row) == _CLASS
    return row == "*" or any(line.id == row and not line.present for line in side.lines)
