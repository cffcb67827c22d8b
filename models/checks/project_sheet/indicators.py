"""The indicator grid and goals of a sheet: what is there at all, required cells, repetitions (K-2 … K-5, K-9a, K-10 … K-10e)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from models.book import terms
from models.book.records import Indicator
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import FIELDS, CheckedSheet, each_sheet, standard_name
from models.checks.wording import goal_gist, in_projects
from models.values.target import TargetKind, garbled
from models.values.text import listed, plain_name, plain_sentence, shorten


@each_sheet
def sheet_has_all_dimensions(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-2: a sheet has at least one row of every 一级指标 (EMP: seed A 32 of 32, seed B 36 of 36 for 产出 and 满意度)."""
    present, _ = _present(sheet)
    missing = [name for name in sheet.form.dimensions if name not in present]
    if missing and present:
        yield _missing_dimensions(sheet, f"没有{listed(missing)}", missing)


@each_sheet
def sheet_has_indicators(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-2a: a sheet has indicators at all (EMP as K-2)."""
    present, _ = _present(sheet)
    if not present:
        yield _missing_dimensions(sheet, "没有绩效指标", tuple(sheet.form.dimensions))


def _missing_dimensions(sheet: CheckedSheet, problem: str, missing: Sequence[str]) -> CheckResult:
    return CheckResult(
        message=f"{sheet.label}：{problem}",
        place=in_projects(sheet.project.id, "indicators"),
        values=(("缺", listed(missing)),),
        remedy=f"在绩效指标里添上{listed(missing)}；每张绩效目标表各类一级指标至少有一行",
    )


@each_sheet
def sheet_has_the_usual_categories(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-3: 数量, 质量, 时效 and 成本 all have rows (EMP as K-2); no finding where the whole 一级指标 is missing."""
    form = sheet.form
    dimensions, categories = _present(sheet)
    wanted = [name for name in form.required if any(name in form.dimensions[d] for d in dimensions)]
    missing = [name for name in wanted if name not in categories]
    if missing:
        yield CheckResult(
            message=f"{sheet.label}：没有{listed(missing)}",
            place=in_projects(sheet.project.id, "indicators"),
            values=(("缺", listed(missing)),),
            remedy=f"在绩效指标里添上{listed(missing)}；确实用不上的，不用补",
        )


def _present(sheet: CheckedSheet) -> tuple[list[str], set[str]]:
    """The 一级指标 of a sheet, in the form's order, and all words of both levels; a 二级 also counts for its 一级.

    A word counts on whichever level it stands: 成本指标 is a 一级指标 of some frames and a 二级指标 of others (K-1 moves it).
    """
    words = {standard_name(sheet.form, text) for row in sheet.project.indicators for text in (row.dimension, row.category)}
    present = [name for name, below in sheet.form.dimensions.items() if name in words or words.intersection(below)]
    return present, words


@each_sheet
def row_is_complete(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-4: a row has 三级指标, 描述, 指标值 and 依据."""
    headings = {field: sheet.form.heading(field) for field in FIELDS[2:] if sheet.form.has_column(field)}
    for row in sheet.rows:
        line = row.line
        missing = [field for field in headings if not getattr(line, field).strip()]
        if missing:
            name = shorten(line.name or line.description or line.target, 10)
            yield CheckResult(
                message=f"{sheet.label}：“{name}”没有{listed(headings[field] for field in missing)}",
                place=in_projects(line.id, missing[0]),
                values=tuple((heading, getattr(line, field)) for field, heading in headings.items()),
                remedy="补上空着的格；多出来的空行，删掉",
            )


@each_sheet
def quantity_is_a_number(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-5: the 指标值 of a quantity is operator, number and unit (VENDOR; K-12: 细化量化)."""
    for row in sheet.rows:
        line, target = row.line, row.target
        if "quantity" not in row.roles or target.kind is TargetKind.BLANK or garbled(line.target):
            continue
        bare = target.kind is TargetKind.NUMBER and not target.unit
        if target.is_quantity and not bare:
            continue
        problem = "后面没有单位" if bare else "不是数量"
        yield CheckResult(
            message=f"{sheet.label}：“{shorten(line.target)}”{problem}",
            place=in_projects(line.id, "target"),
            values=(("三级指标", line.name), ("指标值", line.target)),
            remedy="写成数字加单位，例如 ≥55 人",
        )


@each_sheet
def basis_names_a_source(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-9a: 依据 names a document, plan or standard; a question such as 是否达标 does not (EMP: one sheet of seed A)."""
    none = [row.line for row in sheet.rows if plain_name(row.line.basis) in sheet.form.no_basis]
    if none and sheet.form.has_column("basis"):
        rows = f" {len(none)} 行" if len(none) > 1 else ""
        yield CheckResult(
            message=f"{sheet.label}：{rows}依据写的是“{none[0].basis.strip()}”".replace("： ", "："),
            place=in_projects(none[0].id, "basis"),
            values=tuple((shorten(line.name), line.basis) for line in none),
            remedy="依据写这个数从哪里来：文件名和文号、年度工作计划、上年实际数、合同",
        )


@each_sheet
def goal_differs_from_the_use(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-10: 绩效目标 is not the same as 资金用途 (practice)."""
    project = sheet.project
    texts = [goal for goal in project.goals if goal.text.strip()]
    if texts and project.use.strip() and sheet.form.shows("use") and goal_gist(project) == plain_sentence(project.use):
        yield CheckResult(
            message=f"{sheet.label}：绩效目标与资金用途相同",
            place=in_projects(texts[0].id, "text"),
            other_place=in_projects(project.id, "use"),
            values=(("绩效目标", texts[0].text), ("资金用途", project.use)),
            remedy="资金用途写钱花在哪里，绩效目标写要达到什么",
        )


@each_sheet
def sheet_has_a_goal(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-10d: 绩效目标 is not empty (K-12: REG)."""
    goals = sheet.project.goals
    if not any(goal.text.strip() for goal in goals):
        yield CheckResult(
            message=f"{sheet.label}：没有填绩效目标",
            place=in_projects(goals[0].id, "text") if goals else in_projects(sheet.project.id, "goals"),
            remedy="写出这笔钱今年要达到什么，能带数的带上数",
        )


@each_sheet
def sheet_has_the_goal_of_each_time(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-10e: a form that prints the goal of the year and of the whole 实施期 finds both (FORM); else K-10d."""
    filled = {goal.period for goal in sheet.project.goals if goal.text.strip()}
    for block in sheet.form.goals:
        if filled and block.period in {"", "term"} and block.period not in filled:
            yield CheckResult(
                message=f"{sheet.label}：没有填{block.label.strip() or terms.GOAL_PERIODS[block.period]}",
                place=in_projects(sheet.project.id, "goals"),
                remedy="写出这段时间要达到什么；只有一年的项目，两处可以一样",
            )


@each_sheet
def rows_differ(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-10a: no two rows of a sheet have the same 三级指标 and 描述 (practice)."""
    first: dict[tuple[str, str], Indicator] = {}
    for line in sheet.project.indicators:
        key = plain_name(line.name), plain_name(line.description)
        if not key[0]:
            continue
        if key in first:
            yield CheckResult(
                message=f"{sheet.label}：“{shorten(line.name)}”写了两次",
                place=in_projects(line.id, "name"),
                other_place=in_projects(first[key].id, "name"),
                values=(("三级指标", line.name), ("绩效指标描述", line.description)),
                remedy="重复的删掉一行；不是一回事的，把描述写开",
            )
        first.setdefault(key, line)


@each_sheet
def description_adds_to_the_name(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-10b: 绩效指标描述 does not merely repeat the name in half the rows of a sheet or more (practice; seed B does).

    A few self-explanatory names (参训人员满意度) are allowed.
    """
    same = [
        row.line for row in sheet.rows if row.line.name.strip() and plain_name(row.line.name) == plain_name(row.line.description)
    ]
    if same and 2 * len(same) >= len(sheet.rows) and sheet.form.has_column("description"):
        yield CheckResult(
            message=f"{sheet.label}：{len(sheet.rows)} 行指标里 {len(same)} 行的描述只是重复三级指标",
            place=in_projects(same[0].id, "description"),
            values=tuple(("三级指标和描述", line.name) for line in same),
            remedy="描述写怎么算、算哪些，例如“实际参训人数÷应参训人数×100%”；一看就懂的，不用改",
        )


CHECKS: Final = (
    Check("K-2", sheet_has_all_dimensions),
    Check("K-2a", sheet_has_indicators),
    Check("K-3", sheet_has_the_usual_categories),
    Check("K-4", row_is_complete),
    Check("K-5", quantity_is_a_number),
    Check("K-9a", basis_names_a_source),
    Check("K-10", goal_differs_from_the_use),
    Check("K-10a", rows_differ),
    Check("K-10b", description_adds_to_the_name),
    Check("K-10d", sheet_has_a_goal),
    Check("K-10e", sheet_has_the_goal_of_each_time),
)
