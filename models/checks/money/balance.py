"""Income against spending, money without a place in the tables, unreadable and negative amounts, rounding of totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from models.book import terms
from models.book.edits import Fix
from models.book.facts import INCOME
from models.book.fields import FieldKind
from models.book.list_lines import fields_of
from models.book.places import Place
from models.book.records import FIXED_COLLECTIONS, Project
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.checks.money.rounding import RoundingGaps
from models.checks.wording import function_label
from models.pack.forms.pack import partner_of, usual_codes
from models.published.context import Context
from models.published.tables import NO_CODE, NO_ROW, Table, Unplaced
from models.values.money import Unread, UnreadReason, show_exact, why_unread
from models.values.spoilt import spoilt_parts
from models.words.places import line_name, place_name

_UNREAD: Final = {
    UnreadReason.NO_NUMBER: "只填数字，例如 12.50；单位可以写万元或元",
    UnreadReason.TOO_LARGE: "看看是不是多录了几位；按元录的，在后面写上元",
    UnreadReason.TOO_FINE: "到分为止：万元最多 6 位小数，元最多 2 位",
}


def income_covers_spending(context: Context) -> Iterator[CheckResult]:
    """X-8: per function code, source and year the typed income (批复数) equals what the lines need (ARITH)."""
    for need in context.needs:
        if need.typed is None or need.typed == need.needed:
            continue
        more = "支出少" if need.typed > need.needed else "支出多"
        gap = context.amounts.told(abs(need.typed - need.needed))
        typed, needed = context.amounts.pair(need.typed, need.needed)
        source = "" if need.source == "general" else f"（{terms.SOURCES[need.source]}）"
        year = "上年结转" if need.carried else "收入"
        line = need.income_lines[0]
        user = need.spending_lines[0] if need.spending_lines else 0
        yield CheckResult(
            message=f"{function_label(context, need)}{source}：{year} {typed}，支出 {needed}，{more} {gap}",
            place=Place("income", line, "amount"),
            other_place=context.parts[user].place if user else None,
            values=(("支出", needed), (year, typed), ("相差", gap)),
            remedy="查这个科目的支出是否漏了一笔或多了一笔；批复数录错的，改收入，或者清空它让它随支出推算",
            fix=_follows(need.income_lines),
            balance=Balance(
                tuple(context.parts[line] for line in need.income_lines),
                tuple(context.parts[line] for line in need.spending_lines),
            ),
        )


def _follows(lines: Sequence[int]) -> Fix:
    """Clears the typed income in all these lines."""
    also = _follows(lines[1:]) if lines[1:] else None
    return Fix("收入改为随支出推算", lines[0], "amount", "", also)


class _Gap(Struct, frozen=True):
    """Why a line has no place, in Chinese, and the field to correct."""

    field: str
    problem: str
    remedy: str


def money_has_a_place(context: Context) -> Iterator[CheckResult]:
    """P-2: all money has a row and a column in every table that should hold it (预算法 §32, §46); else it is 未归入.

    Income that follows from a line has the faults of that line; it is told by itself only where the line has a place.
    """
    typed_income = {line.id for line in context.book.income}
    lines_without_place: dict[tuple[int, _Gap], list[Table]] = {}
    following: dict[tuple[int, _Gap], list[Table]] = {}
    for table in context.tables.values():
        for item in table.unplaced:
            gap = _gap(table, item)
            for line in item.tally.lines:
                found = following if item.tally.stream == INCOME and line not in typed_income else lines_without_place
                found.setdefault((line, gap), []).append(table)
    told = {line for line, _ in lines_without_place}
    lines_without_place |= {place: tables for place, tables in following.items() if place[0] not in told}
    for (line, gap), tables in lines_without_place.items():
        yield _unplaced(context, line, gap, tables, context.parts[line].amount)


def _gap(table: Table, item: Unplaced) -> _Gap:
    rows, key = table.spec.sides[item.side].rows, item.tally.key
    by_economic = rows is not None and rows.by == "economic"
    if item.reason == NO_CODE and by_economic:
        return _code_gap("economic", "经济科目", key.economic, "到款（5 位）")
    if item.reason == NO_CODE or (item.reason == NO_ROW and not key.function and not key.item):
        return _code_gap("function", "功能科目", key.function, "到项（7 位）")
    if item.reason == NO_ROW and item.tally.stream == INCOME:
        source = f"{'上年结转的' if key.carried else ''}{terms.SOURCES.get(key.source, key.source)}"
        return _Gap("source", f"收入没有一行能放{source}", "查这一行的资金来源、是不是上年结转；都对，就是版式里没有这一行")
    if item.reason == NO_ROW:
        return _Gap("function", f"没有一行能放 {key.function}", "查这一行的功能科目是否选对")
    if by_economic:
        return _Gap(
            "economic",
            f"{key.economic} 分不出人员经费和公用经费",
            "换一个经济科目，或者导入财政局的科目表",
        )
    return _Gap("source", "没有一栏能放", "查这一行的资金来源和支出类别是否选对")


def _code_gap(field: str, kind: str, code: str, length: str) -> _Gap:
    return _Gap(field, f"{kind}“{code}”位数不对" if code else f"没有{kind}", f"填上{kind}，{length}")


def _unplaced(context: Context, line: int, gap: _Gap, tables: Sequence[Table], unplaced: int) -> CheckResult:
    page, where = place_name(context.book, line)
    title = tables[0].spec.name
    more = f"等 {len(tables)} 张表" if len(tables) > 1 else ""
    shown = "一笔钱" if page == "withheld" else f"{context.amounts.told(unplaced)} {context.amounts.unit}"
    return CheckResult(
        message=f"{where}：{gap.problem}，{shown}没有归入{title}{more}",
        place=Place(page, line, gap.field),
        other_place=Place("table", field=f"{tables[0].spec.id}::"),
        values=tuple(("未归入", table.spec.name) for table in tables),
        remedy=gap.remedy,
        fix=_missing_code(context, line, gap.field),
    )


def _missing_code(context: Context, line: int, field: str) -> Fix | None:
    """Fills in the code that goes with the other code of a basic line, where there is exactly one such code."""
    basic = next((each for each in context.book.basic if each.id == line), None)
    if basic is None or field not in {"function", "economic"} or getattr(basic, field):
        return None
    usual = usual_codes(context.pack, field, partner_of(basic, field))
    return Fix(f"填上 {usual[0]}", line, field, usual[0]) if len(usual) == 1 else None


def amounts_can_be_read(context: Context) -> Iterator[CheckResult]:
    """X-28 (reading): text in an amount field is kept as typed and counts as 0."""
    for page, number, line, field, value in _amounts(context):
        if isinstance(value, Unread):
            why = why_unread(value.text)
            spoilt = next(spoilt_parts(value.text), None)
            problem = f"“{value.text}”{why.value}" if spoilt is None else spoilt.problem
            yield CheckResult(
                message=f"{line_name(page, number)}：{problem}，没有计入合计",
                place=Place(page, line, field),
                values=(("录入的内容", value.text),),
                remedy=_UNREAD[why] if spoilt is None else spoilt.remedy,
            )


def amounts_are_positive(context: Context) -> Iterator[CheckResult]:
    """X-28: an amount is not negative."""
    for page, number, line, field, value in _amounts(context):
        if isinstance(value, int) and value < 0:
            yield CheckResult(
                message=f"{line_name(page, number)}：金额 {context.amounts.told(value)} 小于 0",
                place=Place(page, line, field),
                values=(("金额", context.amounts.told(value)),),
                remedy="预算金额不能是负数；要调减的，直接改原来那一行",
                fix=Fix(f"改为 {context.amounts.told(-value)}", line, field, show_exact(-value)),
            )


def _amounts(context: Context) -> Iterator[tuple[str, int, int, str, object]]:
    for page in FIXED_COLLECTIONS:
        for number, line in context.numbered(page):
            records: tuple[Any, ...] = (line, *line.funding, *line.tasks) if isinstance(line, Project) else (line,)
            for record in records:
                for field in fields_of(record):
                    if field.kind is FieldKind.AMOUNT:
                        yield page, number, record.id, field.name, getattr(record, field.name)


def printed_totals_add_up(context: Context) -> Iterator[CheckResult]:
    """R-1: rounding may make a printed total differ from its printed parts (seed A: nine); the remedy is a sentence for 财政局."""
    yield from context.memory.recall("R-1", (context.pack, context.codes), RoundingGaps).update(context.tables, context.book)


CHECKS: Final = (
    Check("X-8", income_covers_spending),
    Check("P-2", money_has_a_place),
    Check("X-28a", amounts_can_be_read, each=FIXED_COLLECTIONS),
    Check("X-28", amounts_are_positive, each=FIXED_COLLECTIONS),
    Check("R-1", printed_totals_add_up),
)
