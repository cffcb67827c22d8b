"""The list of projects: sum against the table, carried-over money, names (X-22, X-23, R-2, R-4, P-11a)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from models.book import terms
from models.book.facts import CARRY_FORWARD, INCOME, SPENDING, Tally
from models.book.places import BalancePart, Place
from models.book.records import Project
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.checks.wording import budget_parts, in_projects, projects, told_side_by_side, years_in
from models.projects.amounts import project_budget
from models.projects.project_code import code_year
from models.published.context import Context
from models.published.head import page_text
from models.published.project_spending import table_without_withheld
from models.values.money import fen
from models.values.text import plain_name
from models.words.places import line_name


def budgets_add_up_to_the_table(context: Context) -> Iterator[CheckResult]:
    """X-22: Σ 预算数 of the projects = 项目支出 of the expenditure table (ARITH; seed A 1829.55).

    不予公开 amounts are left out on both sides. P-2 reports money without a place in the table, by its line.
    """
    ref = context.pack.figures.get("project_spending")
    if ref is None:
        return
    added = sum(context.memory.each("budgets", context.book.projects, project_budget))
    table = table_without_withheld(context, ref.table)
    published = table.amount(ref.row, ref.column)
    unplaced_money = sum(abs(item.tally.amount) for item in table.unplaced)
    if abs(added - published) > unplaced_money:
        spec = context.pack.table(ref.table)
        phrase = next(c.heading[-1] for side in spec.sides for c in side.columns if c.id == ref.column)
        name = f"{spec.name} {page_text(context.book, phrase, spec.amounts)}"
        (left, right), gap = told_side_by_side((added, context.amounts), (published, spec.amounts))
        difference = f"{'多' if added > published else '少'} {gap}"
        yield CheckResult(
            message=f"项目预算数合计 {left}，{name} {right}，{difference}",
            place=Place("projects"),
            other_place=ref.place,
            values=(("项目预算数合计", left), (name, right), ("相差", difference)),
            remedy="版式包里这张表没有收进全部项目支出；换一个版式包，或者把它交给做版式包的人",
            balance=Balance(
                tuple(part for project in context.book.projects for part in budget_parts(project.funding)),
                (BalancePart(ref.place, published),),
            ),
        )


def old_projects_use_carried_money(context: Context) -> Iterator[CheckResult]:
    """X-23: Σ 预算数 of projects with a code of an earlier year = 上年结转结余 less other carried-over lines (seed A 367.95).

    No finding where PC-5 already names the project or a project has no readable code.
    """
    budgets = context.memory.each(
        ("old budgets", context.book.year), context.book.projects, partial(_old_budget, context.book.year)
    )
    if None in budgets:
        return
    old = sum(budget for budget in budgets if budget is not None)
    carried = [tally for tally in context.tallies if tally.key.carried]
    income = [tally for tally in carried if tally.stream == INCOME]
    elsewhere = [tally for tally in carried if tally.stream in {SPENDING, CARRY_FORWARD} and tally.key.kind != terms.PROJECT]
    due = sum(tally.amount for tally in income) - sum(tally.amount for tally in elsewhere)
    if not old or old == due:
        return
    left, right = context.amounts.pair(old, due)
    difference = context.amounts.more_or_less(old, due)
    left_parts, right_parts = _old_parts(context), _parts(context, income)
    yield CheckResult(
        message=f"以前年度编码的项目 {left}，上年结转 {right}，{difference}",
        place=Place("projects"),
        other_place=next((part.place for part in right_parts if part.place.page == "income"), Place("income")),
        values=(("以前年度编码的项目合计", left), ("上年结转（项目部分）", right), ("相差", difference)),
        remedy="查上年结转的收入录得对不对；对的，查编码第 7、8 位是以前年份的项目的金额",
        balance=Balance((*left_parts, *_parts(context, elsewhere)), right_parts),
    )


def _old_parts(context: Context) -> Iterator[BalancePart]:
    """The funding lines of the projects whose code is of an earlier year."""
    for project in context.book.projects:
        coded = code_year(project.code)
        if coded is not None and coded < context.book.year:
            yield from budget_parts(project.funding)


def _parts(context: Context, tallies: Iterable[Tally]) -> tuple[BalancePart, ...]:
    """The lines behind the tallies."""
    return tuple(context.parts[line] for tally in tallies for line in tally.lines)


def _old_budget(year: int, project: Project) -> int | None:
    """预算数 (fen) if the code is of an earlier year, else 0; None where the code is unreadable or contradicts the money."""
    coded = code_year(project.code)
    if coded is None or any(fen(part.amount) and part.carried is (coded >= year) for part in project.funding):
        return None
    return project_budget(project) if coded < year else 0


def project_has_a_name(context: Context) -> Iterator[CheckResult]:
    """R-2: a project has a name; its sheet is published under it."""
    for number, project in context.numbered("projects"):
        if not project.name.strip():
            yield CheckResult(
                message=f"{line_name('projects', number)}：没有项目名称",
                place=in_projects(project.id, "name"),
                remedy="填上项目名称；不要的项目，删掉",
            )


def names_differ(context: Context) -> Iterator[CheckResult]:
    """R-4: two projects of the same name are often one entered twice."""
    first: dict[str, int] = {}
    for number, (project, label) in enumerate(projects(context), 1):
        name = plain_name(project.name)
        if name and name in first:
            other = context.book.projects[first[name] - 1]
            yield CheckResult(
                message=f"{label}：与第 {first[name]} 个项目同名",
                place=in_projects(project.id, "name"),
                other_place=in_projects(other.id, "name"),
                values=((line_name("projects", first[name]), other.name), (line_name("projects", number), project.name)),
                remedy="重复录入的，删掉一个；确是两个项目的，名称里写出区别",
            )
        first.setdefault(name, number)


def name_is_of_this_year(context: Context) -> Iterator[CheckResult]:
    """P-11a: a name contains an earlier year although neither the money nor the code is of that year."""
    for project, label in projects(context):
        years = years_in(project.name)
        if not years or max(years) >= context.book.year or any(part.carried for part in project.funding):
            continue
        if code_year(project.code) == max(years):
            continue
        yield CheckResult(
            message=f"{label}：名称里是 {max(years)} 年，预算年度是 {context.book.year} 年",
            place=in_projects(project.id, "name"),
            values=(("项目名称", project.name),),
            remedy="从上年带过来的名称，把年份改掉；确是以前年度的项目，不用改",
        )


_EACH: Final = ("projects",)
CHECKS: Final = (
    Check("X-22", budgets_add_up_to_the_table),
    Check("X-23", old_projects_use_carried_money),
    Check("R-2", project_has_a_name, each=_EACH),
    Check("R-4", names_differ, reads=("projects",)),
    Check("P-11a", name_is_of_this_year, reads=("year",), each=_EACH),
)
