"""Lists that the pack declares (L-…), and data for which the form has no place (L-5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.book.list_lines import ListLine, lines_of
from models.book.places import Place
from models.book.records import OVERALL
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.pack.filters import CellRef
from models.pack.forms.lists import AGENCY, AMOUNT, CHOICE, COUNT, PROJECT, ListColumn, ListForm
from models.pack.lists.entered import entered_lists, money_without_form, purchase_fields
from models.pack.lists.rows import rows_of_view
from models.pack.lists.totals import amount_total, count_of
from models.published.context import Context
from models.published.project_spending import table_without_withheld
from models.values.money import Unread
from models.values.text import listed, plain_name, shorten
from models.words.places import PAGE_NAMES, line_name


def _records(context: Context) -> Iterator[tuple[ListForm, str, ListLine]]:
    """Every record with its list and its name: 「政府购买服务 第 2 行」."""
    for form in context.pack.lists:
        for number, line in enumerate(lines_of(context.book, form.page), 1):
            yield form, line_name(form.page, number, context.pack), line


def figures_can_be_read(context: Context) -> Iterator[CheckResult]:
    """L-1: a cell of an amount is an amount, one of a number of things that is added up a number (ARITH)."""
    for form, where, line in _records(context):
        for column in form.columns:
            text = _unread(line, column)
            if text:
                yield CheckResult(
                    message=f"{where}：{column.name}“{shorten(text)}”不是数，没有计入合计",
                    place=Place(form.page, line.id, column.field),
                    values=((column.name, text),),
                    remedy="只写数字，单位和说明写在别的栏",
                )


def _unread(line: ListLine, column: ListColumn) -> str:
    """What stands in a cell of figures and is none; "" for a figure and for a blank."""
    value = getattr(line, column.field)
    if column.kind == AMOUNT:
        return value.text if isinstance(value, Unread) else ""
    return value if column.kind == COUNT and column.sum and value.strip() and count_of(line, column) is None else ""


def records_have_money(context: Context) -> Iterator[CheckResult]:
    """L-2: a record of a list with amounts has one (FORM)."""
    for form, where, line in _records(context):
        amounts = [column for column in form.columns if column.kind == AMOUNT]
        if amounts and all(getattr(line, column.field) is None for column in amounts):
            words = "没有金额" if line.cells else "空行"
            yield CheckResult(
                message=f"{where}：{words}",
                place=Place(form.page, line.id, amounts[0].field),
                remedy="填上金额；多余的行删掉",
            )


def totals_equal_the_tables(context: Context) -> Iterator[CheckResult]:
    """L-3: the total of a column equals the cell of an official table that the pack names, 不予公开 amounts left out."""
    for form in context.pack.lists:
        lines = lines_of(context.book, form.page)
        for column in form.columns:
            if column.equals is not None:
                place = Place(form.page, lines[0].id if lines else 0, column.field if lines else "")
                yield from _compared(context, f"{form.name} {column.name}", amount_total(lines, column), column.equals, place)
    for view in context.pack.views:
        for shown, total in zip(view.columns, rows_of_view(view, context.book, context.codes).totals, strict=True):
            if shown.equals is not None and isinstance(total, int):
                yield from _compared(context, f"{view.name} {shown.name}", total, shown.equals, Place(view.lines))


def _compared(context: Context, name: str, total: int, cell: CellRef, place: Place) -> Iterator[CheckResult]:
    table = table_without_withheld(context, cell.table)
    printed = table.amount(cell.row, cell.column)
    if total == printed:
        return
    left, right = context.amounts.pair(total, printed)
    gap = context.amounts.more_or_less(total, printed)
    name = f"{name}合计"
    yield CheckResult(
        message=f"{name} {left}，{table.spec.name} {right}，{gap}",
        place=place,
        other_place=cell.place,
        values=((name, left), (table.spec.name, right), ("相差", gap)),
        remedy="两边应当是同一笔钱：看是清单少列了，还是支出录错了",
    )


def words_are_known(context: Context) -> Iterator[CheckResult]:
    """L-4: a word is one of its column's list, a project one of the book's, a body one of 机构设置 (FORM)."""
    named = {
        PROJECT: {plain_name(project.name) for project in context.book.projects},
        AGENCY: {plain_name(agency.name) for agency in context.book.agencies},
    }
    for form, where, line in _records(context):
        for column in form.columns:
            if column.kind not in _UNKNOWN:
                continue
            text = getattr(line, column.field)
            if not text or (text in column.choices if column.kind == CHOICE else plain_name(text) in named[column.kind]):
                continue
            problem, remedy = _UNKNOWN[column.kind]
            yield CheckResult(
                message=f"{where}：{column.name}“{shorten(text)}”{problem}",
                place=Place(form.page, line.id, column.field),
                values=((column.name, text),),
                remedy=remedy or f"可以填：{listed(column.choices)}",
            )


_UNKNOWN: Final = {
    CHOICE: ("不在可选的词里", ""),
    PROJECT: ("不是本册的项目", "和“项目”里的名称写得一样"),
    AGENCY: ("机构设置里没有", "和“情况说明”页机构设置里的名称写得一样"),
}
"""Kind of a column → what is said of a word that it does not know, and the remedy ("": the words that may be filled in)."""


def data_has_a_form(context: Context) -> Iterator[CheckResult]:
    """L-5: what was typed under another form is kept, and said to be printed nowhere."""
    book, pack = context.book, context.pack
    kept = [
        ("procurement", 0 if purchase_fields(pack) else len(book.procurement)),
        ("assets", len(book.assets) if pack.assets is None else 0),
        *money_without_form(book, pack).items(),
    ]
    for page, count in kept:
        if count:
            yield _without_form(page, f"{PAGE_NAMES[page]} {count} 行")
    for form in entered_lists(book, pack)[len(pack.lists) :]:
        yield _without_form(form.page, f"{form.name} {len(lines_of(book, form.page))} 行")
    sheets = sum(bool(project.goals or project.indicators) for project in book.projects)
    if sheets and not pack.sheet.is_printed:
        yield _without_form("projects", f"绩效目标 {sheets} 个项目")
    if book.overall and not pack.overall.is_printed:
        yield _without_form(OVERALL, PAGE_NAMES[OVERALL])


def _without_form(page: str, what: str) -> CheckResult:
    return CheckResult(
        message=f"{what}：这个版式没有这张表，数据留着，不会印出来",
        place=Place(page),
        remedy="要公开的，换有这张表的版式；不要了的，在这一页删掉",
    )


_KEPT: Final = ("basic", "others", "income", "carry_forward", "procurement", "assets", "lists", "projects", OVERALL)

CHECKS: Final = (
    Check("L-1", figures_can_be_read, reads=("lists",)),
    Check("L-2", records_have_money, reads=("lists",)),
    Check("L-3", totals_equal_the_tables),
    Check("L-4", words_are_known, reads=("lists", "projects", "agencies")),
    Check("L-5", data_has_a_form, reads=_KEPT),
)
