"""Reads the form of 绩效目标表: wording, layout and starting values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from models.pack.forms.sheet import DEPARTMENT_MONEY, LAYOUTS, PERIODS, SHEET, TABLE, USUAL_LABELS, GoalBlock, SheetForm, TaskForm
from models.pack.reading import placeholders
from models.pack.reading.amounts import read_amounts, refuse_other_unit
from models.pack.reading.project_sheet.grid import read_columns, read_other_widths, read_widths
from models.pack.reading.project_sheet.head import labels_of, read_fields, read_rows
from models.pack.reading.tables import ORIENTATIONS
from models.pack.reading.toml_table import TomlTable, refuse_duplicates, refuse_unknown, refuse_unknown_keys
from models.values.amount_style import WAN

SHEET_ROLES: Final = ("quantity", "timeliness", "cost", "satisfaction")
SHEET_LABELS: Final = tuple(USUAL_LABELS)
_ROLE_WORDS: Final = {"quantity": "数量", "timeliness": "时效", "cost": "成本", "satisfaction": "满意"}
_SIGN_OF: Final = {
    word: sign
    for sign, words in {
        "≥": "≥ >= 大于等于 大于或等于 不小于 不低于 不少于", "≤": "≤ <= 小于等于 小于或等于 不大于 不高于 不超过 不多于",
        ">": "> 大于 高于 多于", "<": "< 小于 低于 少于", "=": "= 等于", "≈": "≈ 约等于", "±": "±",
    }.items()
    for word in words.split()
}  # fmt: skip
"""The sign that a word means wherever a form prints it."""

SIGNS: Final = ("≥", "≤", ">", "<", "=", "≈", "±", "定性")
"""The signs that a form may print in words of its own; 定性 stands where a target has none."""

AMOUNTS: Final = ("budget", "fiscal", "other")
"""The amounts of a project that its tasks can add up to."""

_TASK_HEADINGS: Final = ("name", "text", "budget", "fiscal", "other")


def read_overall(section: TomlTable) -> SheetForm:
    """The form of the sheet of the whole department: one sheet, with money of the whole budget and without a plan of months."""
    return read_sheet(section, department=True)


def read_sheet(section: TomlTable, *, department: bool = False) -> SheetForm:
    """The form of project sheets. Its amounts print in 万元 unless it says otherwise, whatever the tables say."""
    section.text("base", "")  # the layout that it begins with is merged into the file when that is read
    layout = section.choice("layout", (SHEET,) if department else LAYOUTS, SHEET)
    columns = read_columns(section, layout)
    grid_label = section.text("grid_label", "")
    widths = read_widths(section, columns, labelled=bool(grid_label))
    fields = read_fields(section)
    rows = read_rows(section, fields, len(widths), layout, department=department)
    labels = _read_labels(section)
    form = SheetForm(
        name=section.text("name", ""),
        **_read_title(section),
        **_read_plan(section),
        **_read_words(section),
        layout=layout,
        labels={**(DEPARTMENT_MONEY if department else {}), **labels_of(labels, rows, fields)},
        fields=fields,
        rows=rows,
        widths=widths,
        other_widths=read_other_widths(section, len(widths)),
        amounts=read_amounts(section, WAN),
        typed_amounts=section.flag("typed_amounts"),
        goals=_read_goals(section, labels),
        goals_beside=section.flag("goals_beside"),
        goal_label=section.text("goal_label", "", placeholders.GOAL_LABEL),
        tasks=_read_tasks(section.section("tasks"), department=department) if "tasks" in section else None,
        columns=columns,
        grid_label=grid_label,
        merge=section.texts("merge", required=False) if "merge" in section else ("dimension",),
        subtotal=section.text("subtotal", "", placeholders.SUM_ROW),
        total=section.text("total", "", placeholders.SUM_ROW),
        total_first=section.flag("total_first"),
        weight_total=section.number("weight_total", 0),
    )
    _prove(section, form)
    if department:
        _prove_overall(section, form)
    return form


def _read_title(section: TomlTable) -> dict[str, Any]:
    title = section.text("title", names=placeholders.SHEET_TITLE)
    if not title.strip():
        raise section.fail("没有标题；没有绩效目标表的地方，不要这个文件", "title")
    return {
        "title": title,
        "subtitle": section.text("subtitle", "", names=placeholders.SHEET_TITLE),
        "head": section.text("head", "", placeholders.SHEET_HEAD, blank=True),
        "notes": section.texts("notes", required=False, names=placeholders.SHEET_TITLE),
        "orientation": section.choice("orientation", ORIENTATIONS, "portrait"),
    }


def _read_plan(section: TomlTable) -> dict[str, Any]:
    return {
        "months": section.texts("months", required=False),
        "plan_label": section.text("plan_label", ""),
        "plan_unit": section.choice("plan_unit", ("wan", "percent"), "wan"),
    }


def _read_words(section: TomlTable) -> dict[str, Any]:
    """The words by which indicators are known and checked."""
    dimensions = section.section("dimensions")
    return {
        "signs": _read_known(section, "signs", SIGNS),
        "dimensions": {name: dimensions.texts(name) for name in dimensions},
        "synonyms": section.text_map("synonyms", required=False),
        "also": section.text_map("also", required=False),
        "required": section.texts("required", required=False),
        "roles": _read_known(section, "roles", SHEET_ROLES),
        "no_basis": frozenset(section.texts("no_basis", required=False)),
    }


def _prove(section: TomlTable, form: SheetForm) -> None:
    """Refuse what does not fit together."""
    if not form.typed_amounts:
        refuse_other_unit(section, form.amounts)
    refuse_duplicates(section, "months", form.months)
    if form.months and not form.plan_label:
        section.refuse("有时点，没有计划的标题", "plan_label")
    numbers = [int(found[0]) for month in form.months if (found := re.match(r"\d+(?=月)", month))]
    if numbers != sorted(numbers):
        section.refuse("计划的数是累计的，时点要从早到晚", "months")
    if form.plan_unit == "percent" and "元" in form.plan_label:
        section.refuse("标题写的是金额，plan_unit 却是百分比", "plan_label")
    _refuse_other_words(section, form)
    _prove_layout(section, form)
    if form.tasks is not None and len(form.widths) <= len(_TASK_HEADINGS):
        section.refuse("表至少要有六栏，才印得下任务的五栏", "tasks")
    if form.goals_beside and len(form.widths) <= len(form.goals):
        section.refuse("表的栏比目标的块少，并排印不下", "goals_beside")
    if form.weight_total and not form.has_column("weight"):
        section.refuse("指标表没有 weight 这一栏，权重加不起来", "weight_total")
    known = frozenset(form.dimensions).union(*form.dimensions.values())
    refuse_unknown(section, frozenset(form.synonyms.values()), known, "synonyms")
    refuse_unknown(section, frozenset(form.required), frozenset().union(*form.dimensions.values()), "required")
    refuse_unknown(section, frozenset(form.roles.values()), known, "roles")
    if "merge" in section:
        refuse_unknown(section, frozenset(form.merge), frozenset(column.id for column in form.grid), "merge")
    ids = {*form.labels, *(each.id for each in form.fields), *(column.id for column in form.columns)}
    refuse_unknown(section, frozenset(form.also.values()), frozenset(ids), "also")


def _refuse_other_words(section: TomlTable, form: SheetForm) -> None:
    """Refuse a sign that prints as another one, and a role that is named as another one."""
    words = list(form.signs.values())
    for sign, word in form.signs.items():
        if words.count(word) > 1 or _SIGN_OF.get(word.strip(), sign) != sign:
            section.refuse(f"“{sign}”印成“{word}”，看起来是别的符号", "signs", sign)
    for role, name in form.roles.items():
        if _ROLE_WORDS[role] not in name and any(other in name for other in ("质量", *_ROLE_WORDS.values())):
            section.refuse(f"“{name}”不是{_ROLE_WORDS[role]}的指标", "roles", role)


def _prove_overall(section: TomlTable, form: SheetForm) -> None:
    """Refuse what only sheets of projects have."""
    if form.months:
        section.refuse("这张表没有按月的支出计划", "months")
    if form.typed_amounts:
        section.refuse("这张表的金额由各张表算出，没有录入的样子可以照印", "typed_amounts")


def _prove_layout(section: TomlTable, form: SheetForm) -> None:
    """Refuse what only the other of the two layouts prints."""
    if form.layout != TABLE:
        for key in ("subtotal", "total", "total_first"):
            if getattr(form, key):
                section.refuse('只有 layout = "table" 的表有合计行', key)
    else:
        if form.grid_label:
            section.refuse("一张表印所有项目的，旁边没有这一格", "grid_label")
        for key in ("title", "subtitle"):
            if any(place in getattr(form, key) for place in ("{number}", "{name}")):
                section.refuse("一张表印所有项目的，标题里没有一个项目的 {number} 和 {name}", key)


def _read_labels(section: TomlTable) -> dict[str, str]:
    if "labels" not in section:
        return {}
    inner = section.section("labels")
    refuse_unknown_keys(inner, SHEET_LABELS)
    return {name: inner.text(name) for name in SHEET_LABELS if name in inner}


def _read_goals(section: TomlTable, labels: dict[str, str]) -> tuple[GoalBlock, ...]:
    usual = GoalBlock("year", labels.get("goals", USUAL_LABELS["goals"]))
    blocks = section.each("goals", _read_goal_block, required=False) or (usual,)
    refuse_duplicates(section, "goals", [block.id for block in blocks])
    return blocks


def _read_goal_block(section: TomlTable) -> GoalBlock:
    block = GoalBlock(section.choice("id", tuple(PERIODS)), section.text("label"))
    section.close()
    return block


def _read_tasks(section: TomlTable, *, department: bool) -> TaskForm:
    headings = section.texts("headings")
    if len(headings) != len(_TASK_HEADINGS):
        raise section.fail("要有五个标题：任务名称、主要内容、总额、财政资金、其他资金", "headings")
    whole = tuple(DEPARTMENT_MONEY) if department else AMOUNTS
    tasks = TaskForm(section.text("label"), headings, section.text("total", ""), section.choice("equals", ("", *whole), ""))
    section.close()
    return tasks


def _read_known(section: TomlTable, key: str, names: Sequence[str]) -> dict[str, str]:
    """The texts of an inner table that may have only these keys."""
    if key not in section:
        return {}
    inner = section.section(key)
    refuse_unknown_keys(inner, names)
    return {name: inner.text(name) for name in names if name in inner}
