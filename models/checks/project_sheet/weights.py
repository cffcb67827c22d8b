"""权重 or 分值 of the indicators, where the form has them (K-13 … K-13b)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from models.book.edits import Fix
from models.book.records import Indicator
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, each_sheet
from models.checks.wording import in_projects
from models.values.text import shorten

WEIGHT: Final = "weight"
_FIELD: Final = f"text:{WEIGHT}"
_NUMBER: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)[分%]?")


def weight_of(line: Indicator) -> Decimal | None:
    """The weight of a row; None where it is blank or no number. 10, 10分 and 10% are 10."""
    match = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", getattr(line, _FIELD)).split()))
    return Decimal(match[1]) if match else None


def _is_blank(line: Indicator) -> bool:
    return not getattr(line, _FIELD).strip()


def told(number: Decimal) -> str:
    """A sum of weights without needless digits: 100, 12.5."""
    return f"{number.normalize():f}"


@each_sheet
def weights_add_up(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-13: the weights of a sheet add up to what the form says (FORM); nothing where one is no number (K-13b)."""
    if not sheet.form.weight_total or not sheet.rows:
        return
    total, lines = Decimal(str(sheet.form.weight_total)), [row.line for row in sheet.rows]
    weights = {line.id: weight_of(line) for line in lines}
    if any(weights[line.id] is None and not _is_blank(line) for line in lines):
        return
    typed = sum((weight for weight in weights.values() if weight is not None), Decimal(0))
    if typed == total:
        return
    heading, blank = sheet.form.heading(WEIGHT), [line for line in lines if _is_blank(line)]
    first = (blank or lines)[0]
    yield CheckResult(
        message=f"{sheet.label}：{_problem(heading, typed, total, blank)}",
        place=in_projects(first.id, _FIELD),
        values=(*_by_dimension(sheet, weights), ("合计", told(typed)), ("应当是", told(total))),
        remedy=f"改{heading}，使各行相加等于 {told(total)}",
        fix=_rest(first, total - typed) if len(blank) == 1 and typed < total else None,
    )


def _problem(heading: str, typed: Decimal, total: Decimal, blank: Sequence[Indicator]) -> str:
    """What is wrong with the sum, and which rows are blank."""
    if not typed:
        return f"没有填{heading}，合计应当是 {told(total)}"
    more = f"多 {told(typed - total)}" if typed > total else f"少 {told(total - typed)}"
    others = f"等 {len(blank)} 行" if len(blank) > 1 else ""
    missing = f"，“{shorten(blank[0].name)}”{others}没有填" if blank else ""
    return f"{heading}合计 {told(typed)}，应当是 {told(total)}，{more}{missing}"


def _rest(line: Indicator, rest: Decimal) -> Fix:
    return Fix(f"填 {told(rest)}", line.id, _FIELD, told(rest))


def _by_dimension(sheet: CheckedSheet, weights: Mapping[int, Decimal | None]) -> Iterator[tuple[str, str]]:
    """The sum below each 一级指标, in the order of the rows."""
    sums: dict[str, Decimal] = {}
    for row in sheet.rows:
        sums[row.dimension] = sums.get(row.dimension, Decimal(0)) + (weights[row.line.id] or 0)
    yield from ((name or "没有一级指标", told(value)) for name, value in sums.items())


@each_sheet
def every_row_has_a_weight(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-13a: no row is without a weight though the others make up the whole (practice); else K-13 names it."""
    if not sheet.form.weight_total:
        return
    total = Decimal(str(sheet.form.weight_total))
    weights = [(row.line, weight_of(row.line)) for row in sheet.rows]
    if sum((weight or Decimal(0) for _, weight in weights), Decimal(0)) != total:
        return
    heading = sheet.form.heading(WEIGHT)
    for line, _ in weights:
        if _is_blank(line):
            yield CheckResult(
                message=f"{sheet.label}：“{shorten(line.name)}”没有{heading}，其他行已经合计 {told(total)}",
                place=in_projects(line.id, _FIELD),
                values=(("三级指标", line.name), (heading, "")),
                remedy=f"从别的行分一些{heading}给它，或者删掉这一行",
            )


@each_sheet
def weight_is_a_number(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-13b: a weight is a number from 0 on (FORM), where the form has the column."""
    if not sheet.form.has_column(WEIGHT):
        return
    heading = sheet.form.heading(WEIGHT)
    for row in sheet.rows:
        line = row.line
        if not _is_blank(line) and weight_of(line) is None:
            typed = getattr(line, _FIELD)
            yield CheckResult(
                message=f"{sheet.label}：“{shorten(line.name)}”的{heading}“{shorten(typed)}”不是数",
                place=in_projects(line.id, _FIELD),
                values=(("三级指标", line.name), (heading, typed)),
                remedy=f"{heading}只写数字，例如 10",
            )


CHECKS: Final = (
    Check("K-13", weights_add_up),
    Check("K-13a", every_row_has_a_weight),
    Check("K-13b", weight_is_a_number),
)
