"""The cover, and reasons for changes against last year (R-5 … R-8, P-10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.book.places import Place
from models.book.records import LastYearFigure
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.pack.forms.last_year import THREE_PUBLIC_TOTAL, TOTAL
from models.published.context import Context
from models.published.figures import book_figures
from models.values.text import listed, shorten

_OPTIONAL: Final = frozenset({"name", "year", "stage", "date", "approved"})
"""Lines of the cover exempt from R-6: R-5 checks the name, year and stage are chosen, the date is added on signing, that
of the 批复 when it is there."""


def unit_has_a_name(context: Context) -> Iterator[CheckResult]:
    """R-5: the unit has a name; every published form prints it."""
    if not context.book.unit.name.strip():
        yield CheckResult("封面：没有单位名称", Place("cover", field="name"), remedy="填上单位名称，每张表的表头都印它")


def cover_is_complete(context: Context) -> Iterator[CheckResult]:
    """R-6: the lines that the cover prints are filled in."""
    unit = context.book.unit
    missing = [
        (label, field) for label, field in context.pack.cover.lines if field not in _OPTIONAL and not getattr(unit, field).strip()
    ]
    if missing:
        yield CheckResult(
            message=f"封面还空着：{listed(label for label, _ in missing)}",
            place=Place("cover", field=missing[0][1]),
            remedy="导出前补上；不用印的，空着也可以",
        )


def region_has_six_digits(context: Context) -> Iterator[CheckResult]:
    """R-7: 区划代码 is six digits."""
    region = context.book.unit.region.strip()
    if region and not (region.isascii() and region.isdecimal() and len(region) == 6):
        yield CheckResult(
            message=f"封面：区划代码“{shorten(region)}”不是 6 位数字",
            place=Place("cover", field="region"),
            values=(("区划代码", region),),
            remedy="填财政用的 6 位区划代码",
        )


def year_matches_the_form(context: Context) -> Iterator[CheckResult]:
    """R-8: the budget year equals the form's year."""
    if context.book.year != context.pack.year:
        yield CheckResult(
            message=f"预算年度 {context.book.year}，版式是 {context.pack.year} 年的",
            place=Place("cover", field="year"),
            values=(("预算年度", str(context.book.year)), ("版式", context.pack.name)),
            remedy=(
                f"向财政局要 {context.book.year} 年的版式包，用“工具”里的“导入版式”导入，再“换版式”；"
                "没有新版式的，和财政局核对表样是否改过"
            ),
        )


def form_is_final(context: Context) -> Iterator[CheckResult]:
    """R-8a: the form is not waiting for anything: a pack that was made before the bureau's own says so itself."""
    pack = context.pack
    if pack.awaits:
        yield CheckResult(
            message=f"版式“{pack.name}”{pack.awaits}",
            place=Place("cover", field="year"),
            values=(("版式", pack.name), ("状态", pack.awaits)),
            remedy="和财政局今年发的表样核对；发了版式包的，用“工具”里的“导入版式”导入，再“换版式”",
        )


def _last_year(context: Context) -> dict[str, LastYearFigure]:
    return {line.item: line for line in context.book.last_year}


def change_has_a_reason(context: Context) -> Iterator[CheckResult]:
    """P-10: a figure that changed against last year has a reason; not the total (its parts have), nor growth of 三公 (T-5).

    An item whose reason no sentence of the form prints is left out.
    """
    lines = _last_year(context)
    for item, now in book_figures(context).this_year.items():
        line = lines.get(item)
        if item == TOTAL or line is None or not isinstance(line.amount, int) or line.reason.strip() or now == line.amount:
            continue
        if item == THREE_PUBLIC_TOTAL and now > line.amount:
            continue
        if not context.pack.narrative.asks_reason(item):
            continue
        label = context.pack.last_year[item]
        left, right = context.amounts.pair(now, line.amount)
        yield CheckResult(
            message=f"{label}比上年{context.amounts.more_or_less(now, line.amount)}，没有写原因",
            place=Place("last_year", line.id, "reason"),
            values=(("今年", left), ("上年", right), ("相差", context.amounts.more_or_less(now, line.amount))),
            remedy="写一句“主要原因是……”，公开说明里要用",
        )


CHECKS: Final = (
    Check("R-5", unit_has_a_name, reads=("unit",)),
    Check("R-6", cover_is_complete, reads=("unit",)),
    Check("R-7", region_has_six_digits, reads=("unit",)),
    Check("R-8", year_matches_the_form),
    Check("R-8a", form_is_final, reads=("unit",)),
    Check("P-10", change_has_a_reason),
)
