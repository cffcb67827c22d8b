"""一级 and 二级指标 of the rows against those of the form (K-1, K-1a)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from models.book.edits import Fix
from models.book.records import Indicator
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, IndicatorRow, each_sheet
from models.checks.wording import in_projects
from models.values.target import MONEY
from models.values.text import listed, plain_name, shorten


@each_sheet
def words_match_the_form(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-1: 一级 and 二级指标 are the form's words, and 二级 belongs to its 一级 (VENDOR; ok A, B)."""
    known = sheet.form.dimensions
    everywhere = _categories(known)
    for row in sheet.rows:
        line, dimension, category = row.line, row.dimension, row.category
        if (dimension in everywhere and dimension not in known) or (category in known and category not in everywhere):
            yield _other_level(sheet, row)
            continue
        if dimension not in known:
            yield _unknown_word(sheet.label, line, "dimension", "一级指标", tuple(known), _owners(known, category))
        if category in everywhere and category not in known.get(dimension, everywhere):
            yield _misplaced(sheet, line, category)
        elif category not in everywhere:
            yield _unknown_word(sheet.label, line, "category", "二级指标", known.get(dimension) or everywhere)


@each_sheet
def words_are_the_forms_own(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-1a: 一级 and 二级指标 are written as the form writes them, not with another word for the same (EMP: three in seed B)."""
    known = sheet.form.dimensions
    words = {field: frozenset(names) for field, names in (("dimension", known), ("category", _categories(known)))}
    for row in sheet.rows:
        for field, standard in (("dimension", row.dimension), ("category", row.category)):
            if standard in words[field] and standard != plain_name(getattr(row.line, field)):
                yield _synonym(sheet.label, row.line, field, standard)


def _categories(dimensions: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Every 二级指标 of the form."""
    return tuple(name for names in dimensions.values() for name in names)


def _owners(known: Mapping[str, Sequence[str]], category: str) -> list[str]:
    """The 一级指标 that have a 二级指标."""
    return [name for name, below in known.items() if category in below]


def _unknown_word(
    label: str, row: Indicator, field: str, kind: str, known: Sequence[str], meant: Sequence[str] = ()
) -> CheckResult:
    """A word that the form does not have; ``meant`` is the one that it stands for, if there is one only."""
    typed = getattr(row, field).strip()
    under = f"“{row.dimension.strip()}”下面" if field == "category" and row.dimension.strip() else ""
    problem = f"{under}没有“{typed}”" if typed else f"“{shorten(row.name, 10)}”没有{kind}"
    return CheckResult(
        message=f"{label}：{problem}",
        place=in_projects(row.id, field),
        values=((kind, typed), ("可以选", listed(known))),
        remedy=f"{kind}从这几个里选：{listed(known)}",
        fix=Fix(f"改为{meant[0]}", row.id, field, meant[0]) if len(meant) == 1 else None,
    )


def _other_level(sheet: CheckedSheet, row: IndicatorRow) -> CheckResult:
    """A word that this form has on the other level: 成本指标 is a 一级指标 of some frames and a 二级指标 of others."""
    known, line = sheet.form.dimensions, row.line
    if row.category in known:
        field, word, level = "category", row.category, "一级指标"
        dimension, below = word, known[word]
    else:
        field, word, level = "dimension", row.dimension, "二级指标"
        dimension = _owners(known, word)[0]
        below = (row.category,) if row.category in known[dimension] else (word,)
    one = below[0] if len(below) == 1 or (below and row.target.unit in MONEY) else ""
    choice = "" if one else f"，二级指标从这几个里选：{listed(below)}"
    return CheckResult(
        message=f"{sheet.label}：“{word}”在这个版式里是{level}",
        place=in_projects(line.id, field),
        values=(("一级指标", line.dimension), ("二级指标", line.category), ("三级指标", line.name)),
        remedy=f"一级指标改为{dimension}，二级指标改为{one}" if one else f"一级指标改为{dimension}{choice}",
        fix=_both(line, dimension, one) if one else None,
    )


def _both(line: Indicator, dimension: str, category: str) -> Fix:
    """Puts a row under a 一级 and 二级指标 of the form."""
    also = Fix(f"改为{category}", line.id, "category", category)
    return Fix(f"改为{dimension}、{category}", line.id, "dimension", dimension, also)


def _misplaced(sheet: CheckedSheet, row: Indicator, category: str) -> CheckResult:
    owner = _owners(sheet.form.dimensions, category)[0]
    return CheckResult(
        message=f"{sheet.label}：“{category}”写在“{row.dimension.strip()}”下面，它属于“{owner}”",
        place=in_projects(row.id, "dimension"),
        other_place=in_projects(row.id, "category"),
        values=(("一级指标", row.dimension), ("二级指标", row.category), ("三级指标", row.name)),
        remedy=f"一级指标改为{owner}；二级指标选错的，改二级指标",
        fix=Fix(f"改为{owner}", row.id, "dimension", owner),
    )


def _synonym(label: str, row: Indicator, field: str, standard: str) -> CheckResult:
    typed = getattr(row, field).strip()
    return CheckResult(
        message=f"{label}：“{typed}”在版式里叫“{standard}”",
        place=in_projects(row.id, field),
        values=(("写的是", typed), ("版式", standard)),
        remedy="意思一样，改成版式的写法便于汇总",
        fix=Fix(f"改为{standard}", row.id, field, standard),
    )


CHECKS: Final = (
    Check("K-1", words_match_the_form),
    Check("K-1a", words_are_the_forms_own),
)
