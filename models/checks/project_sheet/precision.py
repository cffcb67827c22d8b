"""不够细化、量化, 建议拆分: a 指标值 that says nothing or two things, a name that holds what belongs elsewhere (K-16 … K-18)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, IndicatorRow, each_sheet
from models.checks.wording import in_projects
from models.values.target import Target, TargetKind, plain_target, read_target
from models.values.text import plain_name, shorten

_VAGUE: Final = re.compile(
    r"(?:严格)?(?:按照?|依照|依据|根据|参照)[^0-9,，。;；]{0,10}(?:规定|要求|计划|需要|需求|实际|情况|文件|标准|合同|协议|方案)"
    r"[^0-9,，。;；]{0,4}|按需[^0-9]{0,4}|据实[^0-9]{0,4}|视情况[^0-9]{0,4}"
)
_SEPARATOR: Final = re.compile("[,;、。和及与]")
_LEAD: Final = re.compile("^[^0-9<>=≥≤≈±]{1,16}")
_LONGEST_UNIT: Final = 3
"""Characters; a longer unit is a sentence that goes on behind its number."""

_FORMULA: Final = re.compile(r"[*×][(]?100%|[/÷][^/÷]{2,}[*×]")
_VALUE: Final = re.compile(r"(?<![0-9*×(])[0-9]+(?:\.[0-9]+)?%")


@each_sheet
def value_says_more_than_the_name(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-16: a 指标值 does not merely repeat 三级指标, nor say 按规定执行; one finding a sheet (VENDOR: 不够细化、量化).

    EMP: 8 sheets of seed B. Rows of a quantity are K-5.
    """
    empty = [row.line for row in sheet.rows if "quantity" not in row.roles and _says_nothing(row)]
    if empty:
        rows = f"等 {len(empty)} 行" if len(empty) > 1 else ""
        yield CheckResult(
            message=f"{sheet.label}：“{shorten(empty[0].name)}”{rows}的指标值没有写出要达到什么",
            place=in_projects(empty[0].id, "target"),
            values=tuple((shorten(line.name), line.target) for line in empty),
            remedy="写成能对照检查的：数字加单位，或者明显提升、逐步改善这样分档的话",
        )


def _says_nothing(row: IndicatorRow) -> bool:
    target = plain_name(row.line.target)
    if row.target.kind not in {TargetKind.PROSE, TargetKind.GRADE}:
        return False
    return target == plain_name(row.line.name) or bool(_VAGUE.fullmatch(target))


@each_sheet
def row_holds_one_value(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-17: a row has one 指标值, not two things in one cell (VENDOR: 建议拆分指标; EMP: two rows of seed A)."""
    for row in sheet.rows:
        values = _values(row)
        if len(values) > 1:
            yield CheckResult(
                message=f"{sheet.label}：“{shorten(row.line.name)}”一行里写了 {len(values)} 个指标值",
                place=in_projects(row.line.id, "target"),
                values=(("三级指标", row.line.name), ("指标值", row.line.target)),
                remedy="一行只写一个指标值，拆成几行",
            )


def _values(row: IndicatorRow) -> tuple[Target, ...]:
    """The values of a cell that holds several: 培训2期，100人; 甲245元/人，乙290元/人."""
    target = row.target
    if target.is_quantity:
        return () if target.span else tuple(target for _ in target.numbers)
    pieces = [read_target(_LEAD.sub("", piece)) for piece in _SEPARATOR.split(plain_target(row.line.target))]
    values = tuple(piece for piece in pieces if piece.is_quantity and 0 < len(piece.unit) <= _LONGEST_UNIT)
    return values if len(values) == len(pieces) else ()


@each_sheet
def name_is_a_name(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-18: 三级指标 is a name; how it is computed and what is to be reached stand in their own cells (EMP: three in seed B)."""
    for row in sheet.rows:
        name = plain_name(row.line.name)
        formula = _FORMULA.search(name)
        if formula or _VALUE.search(name):
            what, where = ("算法", "描述") if formula else ("指标值", "指标值")
            yield CheckResult(
                message=f"{sheet.label}：三级指标“{shorten(row.line.name)}”里写了{what}",
                place=in_projects(row.line.id, "name"),
                values=(("三级指标", row.line.name), ("指标值", row.line.target)),
                remedy=f"三级指标写名称，例如“抽检合格率”；{what}写在{where}一格",
            )


CHECKS: Final = (
    Check("K-16", value_says_more_than_the_name),
    Check("K-17", row_holds_one_value),
    Check("K-18", name_is_a_name),
)
