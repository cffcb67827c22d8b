"""Codes of lines against the code tables: shape, unknown and doubtful codes, codes unfit for the line (C-1 … C-5, X-15a)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, Final

from msgspec import Struct

from models.book import terms
from models.book.edits import Fix
from models.book.places import Place
from models.book.records import FIXED_COLLECTIONS, Project
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.wording import neighbours_exchanged
from models.published.context import Context
from models.values.codes import ADDED, BUREAU, Code, Codes, CodeTable
from models.values.text import plain_name
from models.words.places import line_name

_KINDS: Final = {"function": "功能科目", "economic": "经济科目"}
_PROJECT_ROWS: Final = "一般行政管理事务"
_FUNDED: Final = ("basic", "others", "projects", "income", "carry_forward")
"""The pages whose lines have a function code and a source."""


class _Use(Struct, frozen=True):
    """A code in a line: its place and the table that should contain it."""

    place: Place
    where: str
    code: str
    table: CodeTable

    @property
    def kind(self) -> str:
        return _KINDS[self.place.field]

    @property
    def leaf(self) -> int:
        """The number of digits of a complete code."""
        return max(self.table.levels)

    @property
    def well_formed(self) -> bool:
        return self.code.isascii() and self.code.isdecimal() and len(self.code) in self.table.levels


def _uses(context: Context) -> Iterator[_Use]:
    for page in FIXED_COLLECTIONS:
        for number, line in context.numbered(page):
            yield from _uses_of(context, page, line_name(page, number), line)


def _uses_of(context: Context, page: str, where: str, line: Any) -> Iterator[_Use]:
    for inner in _coded(line):
        for field, table in (("function", context.codes.function), ("economic", context.codes.economic)):
            code = getattr(inner, field, "")
            if code:
                yield _Use(Place(page, inner.id, field), where, code, table)


def _coded(line: Any) -> Sequence[Any]:
    """The records of a line that may hold codes."""
    return line.funding if isinstance(line, Project) else (line,)


def code_is_complete(context: Context) -> Iterator[CheckResult]:
    """C-1: a code is all digits and goes down to 项 (7 digits) or 款 (5 digits) (预算法 §46, 实施条例 §6)."""
    for use in _uses(context):
        wrong_digits = len(use.code) in use.table.levels and not use.well_formed and not use.table.conflict(use.code)
        if wrong_digits:
            yield _no_such_code(context, use, "只能是数字")
        elif use.well_formed and len(use.code) < use.leaf and _below(use):
            level, size = use.table.levels[use.leaf], use.leaf
            yield CheckResult(
                message=f"{use.where}：{use.code} {use.table.name(use.code)}没有到{level}（{size} 位）",
                place=use.place,
                values=((use.kind, use.code),),
                remedy=f"选它下面的一个{level}，例如 {_below(use)[0]} {use.table.name(_below(use)[0])}",
            )


def _below(use: _Use) -> list[str]:
    return [row.code for row in use.table if len(row.code) == use.leaf and row.code.startswith(use.code)]


def code_length_is_known(context: Context) -> Iterator[CheckResult]:
    """C-1a: a code has the length of some level; its 未归入 money is an error already (P-2), this suggests the likely code."""
    for use in _uses(context):
        if len(use.code) not in use.table.levels and not use.table.conflict(use.code):
            yield _no_such_code(context, use, f"{use.kind}是 {use.leaf} 位数字")


def code_and_name_agree(context: Context) -> Iterator[CheckResult]:
    """C-1b: a code is not entered with the name of another one (seen in a published budget: 30203 with 水费)."""
    for use in _uses(context):
        if conflict := use.table.conflict(use.code):
            yield CheckResult(
                message=f"{use.where}：{conflict}",
                place=use.place,
                values=((use.kind, use.code),),
                remedy="看原件是哪一个，只留它的代码",
            )


def code_is_in_the_bureau_list(context: Context) -> Iterator[CheckResult]:
    """C-3: a code is in the bureau's own list, where one was imported."""
    yield from _unknown(context, bureau=True)


def code_is_in_our_table(context: Context) -> Iterator[CheckResult]:
    """C-3a: a code is in the built-in table; only a hint, because that table was compiled from published budgets.

    Where the bureau's own list was imported, a code that the built-in table alone has is a hint too.
    """
    yield from _unknown(context, bureau=False)
    own = {row.code for row in (*context.pack.own_codes.function, *context.pack.own_codes.economic)}
    for use in _uses(context):
        row = use.table.get(use.code) if use.table.is_bureaus else None
        if row is not None and row.verified not in {BUREAU, ADDED} and row.code not in own:
            yield CheckResult(
                message=f"财政局的科目表里没有 {row.code} {row.name}",
                place=use.place,
                values=(("位置", use.where), (use.kind, row.code)),
                remedy="查这个科目是不是今年取消了；确实还有的，和财政局核对后用“工具”里的“导入科目表”补充",
            )


_WHEN_KNOWN: Final = {
    True: "从财政局的科目表里选一个；局里新加的科目，导入新的科目表",
    False: "查代码是不是录错；财政局的科目表里有的，不用改，导入它的科目表后这条提示会消失",
}


def _unknown(context: Context, *, bureau: bool) -> Iterator[CheckResult]:
    for use in _uses(context):
        if use.well_formed and use.table.get(use.code) is None and use.table.is_bureaus is bureau:
            other = context.codes.other_years(use.code)
            yield (
                _code_of_another_year(context, use, other)
                if other
                else _no_such_code(context, use, f"{use.where}：{_WHEN_KNOWN[bureau]}")
            )


def _code_of_another_year(context: Context, use: _Use, other: str) -> CheckResult:
    edition = context.codes.edition
    return CheckResult(
        message=f"没有 {use.code} 这个{use.kind}：{other}",
        place=use.place,
        values=(("位置", use.where), (use.kind, use.code), ("科目表", f"{edition} 年")),
        remedy=(
            f"这本预算是 {context.book.year} 年的，用的是 {edition} 年的科目表。代码选错年份的，改成当年的；"
            "年份没有错的，用“工具”里的“换版式”换成当年的版式，或者导入财政局当年的科目表"
        ),
    )


def _no_such_code(context: Context, use: _Use, remedy: str) -> CheckResult:
    may_be_new = use.place.field == "function" and use.well_formed and _of_special_bonds(use.code)
    nearest, only_one = ("", False) if may_be_new else _nearest(context, use)
    certain = only_one and use.table.is_bureaus  # a code missing only from the built-in table may be right
    guess = f"。可能是 {nearest} {use.table.name(nearest)}" if nearest else ""
    fix = Fix(f"改为 {nearest}", use.place.line, use.place.field, nearest) if certain else None
    return CheckResult(
        message=f"没有 {use.code} 这个{use.kind}{guess}",
        place=use.place,
        values=(("位置", use.where), (use.kind, use.code)),
        remedy=remedy,
        fix=fix,
    )


def _nearest(context: Context, use: _Use) -> tuple[str, bool]:
    """The code that was probably meant, and whether it is the only one within one slip (codes of the book first)."""
    leaves = [row.code for row in use.table if len(row.code) == use.leaf]
    if not leaves or not (use.code.isascii() and use.code.isdecimal()):
        return "", False
    used = _used(context.full or context, use.place.field)
    slips = [code for code in leaves if _one_slip(use.code, code)]
    likely = [code for code in slips if code in used] or slips
    wanted = int(use.code.ljust(use.leaf, "0")[: use.leaf])
    return min(likely or leaves, key=lambda code: (abs(int(code) - wanted), code)), len(likely) == 1


def _used(context: Context, field: str) -> AbstractSet[str]:
    """The codes that any line of a book has in this field."""

    def codes_of(lines: Sequence[Any]) -> AbstractSet[str]:
        return {getattr(record, field, "") for line in lines for record in _coded(line)}

    pages = [getattr(context.book, page) for page in FIXED_COLLECTIONS]
    known = [
        context.memory.recall(("codes used", field, page), (lines,), partial(codes_of, lines))
        for page, lines in zip(FIXED_COLLECTIONS, pages, strict=True)
    ]
    return frozenset().union(*known)


def _one_slip(typed: str, code: str) -> bool:
    """Whether they differ by one wrong digit or by two exchanged neighbouring digits."""
    if len(typed) != len(code):
        return False
    return sum(a != b for a, b in zip(typed, code, strict=True)) == 1 or neighbours_exchanged(typed, code)


def code_is_stable(context: Context) -> Iterator[CheckResult]:
    """C-3b: a code known to have changed in recent years; one finding per code."""
    seen: set[tuple[str, str]] = set()
    for page in FIXED_COLLECTIONS:
        read = partial(_doubtful, context.codes, page)
        doubtful = context.memory.each(("doubtful codes", page), getattr(context.book, page), read)
        for number, (place, code, row) in ((number, use) for number, uses in enumerate(doubtful, 1) for use in uses):
            if (place.field, code) not in seen:
                seen.add((place.field, code))
                yield CheckResult(
                    message=f"{code} {row.name}：这个{_KINDS[place.field]}近年有调整",
                    place=place,
                    values=(("位置", line_name(page, number)),),
                    remedy="和财政局当年的科目表核对一次；导入科目表后这条提示会消失",
                )


def _doubtful(codes: Codes, page: str, line: Any) -> Sequence[tuple[Place, str, Code]]:
    """The doubtful codes of a line."""
    return [
        (Place(page, record.id, field), code, row)
        for record in _coded(line)
        for field, table in (("function", codes.function), ("economic", codes.economic))
        if (code := getattr(record, field, "")) in table.doubtful and (row := table.get(code)) is not None
    ]


def administration_rows_hold_projects(context: Context) -> Iterator[CheckResult]:
    """C-5: 一般行政管理事务 (…02) is for projects; basic expenditure belongs in 行政运行 (…01) (EMP)."""
    for number, line in context.numbered("basic"):
        if line.amount and line.function.endswith("02") and context.codes.function.name(line.function) == _PROJECT_ROWS:
            sibling = f"{line.function[:5]}01"
            yield CheckResult(
                message=f"{line_name('basic', number)}：{line.function} {_PROJECT_ROWS}一般只放项目",
                place=Place("basic", line.id, "function"),
                values=(("功能科目", f"{line.function} {_PROJECT_ROWS}"),),
                remedy=f"基本支出一般放在 {sibling} {context.codes.function.name(sibling)}",
                fix=Fix(f"改为 {sibling}", line.id, "function", sibling) if context.codes.function.get(sibling) else None,
            )


def _of_special_bonds(code: str) -> bool:
    """Whether a code is under a 款 x98 (超长期特别国债安排的支出): fund money under any 类 (read in budgets of 2025 and 2026)."""
    return code[3:5] == "98"


def code_suits_the_fund(context: Context) -> Iterator[CheckResult]:
    """X-15a: codes of 政府性基金 and 国有资本经营 expenditure are used with that source only (code ranges: RECALL)."""
    for page in _FUNDED:
        for number, line in context.numbered(page):
            for inner in _coded(line):
                row = context.codes.function.get(inner.function)
                if row is None or not row.budget or _of_special_bonds(row.code) or inner.source not in terms.FISCAL_SOURCES:
                    continue
                source = terms.SOURCES[inner.source]
                if not plain_name(source).startswith(row.budget):
                    yield CheckResult(
                        message=f"{line_name(page, number)}：{row.code} 一般用{row.budget}，这里是{source}",
                        place=Place(page, inner.id, "source"),
                        values=(("功能科目", f"{row.code} {row.name}"), ("资金来源", source)),
                        remedy="查资金来源和功能科目是不是选错了一个",
                    )


CHECKS: Final = (
    Check("C-1", code_is_complete, each=FIXED_COLLECTIONS, around=True),
    Check("C-1a", code_length_is_known, each=FIXED_COLLECTIONS, around=True),
    Check("C-1b", code_and_name_agree, each=FIXED_COLLECTIONS, around=True),
    Check("C-3", code_is_in_the_bureau_list, each=FIXED_COLLECTIONS, around=True),
    Check("C-3a", code_is_in_our_table, each=FIXED_COLLECTIONS, around=True),
    Check("C-3b", code_is_stable),
    Check("C-5", administration_rows_hold_projects, each=("basic",)),
    Check("X-15a", code_suits_the_fund, each=_FUNDED),
)
