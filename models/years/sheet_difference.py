"""How 绩效目标表 is printed otherwise under another pack: its fields, goals, plan, columns and words."""

from __future__ import annotations

from collections.abc import Iterator

from models.book.sheet_fields import TARGET_PARTS
from models.pack.forms.sheet import MONEY, TABLE, SheetForm
from models.values.text import listed
from models.words.differences import come_and_gone


def sheet_differences(old: SheetForm, new: SheetForm) -> Iterator[str]:
    """Sentences without their subject (绩效目标表, 部门整体绩效目标表); only that it is there where one of them is none."""
    if not (old.is_printed and new.is_printed):
        if old.is_printed != new.is_printed:
            yield "这个版式没有" if old.is_printed else "要填：原来的版式没有"
        return
    if old.layout != new.layout:
        yield "所有项目印成一张" if new.layout == TABLE else "每个项目印一张"
    yield from _amounts(old, new)
    yield from (f"的项目栏目{words}" for words in come_and_gone("栏", _fields(old), _fields(new)))
    yield from (f"的绩效目标{words}" for words in come_and_gone("块", _goals(old), _goals(new)))
    yield from _plan(old, new)
    if bool(old.tasks) != bool(new.tasks):
        yield f"{'有' if new.tasks else '没有'}年度主要任务"
    yield from _target(old, new)
    yield from (f"的指标{words}" for words in come_and_gone("栏", _columns(old), _columns(new)))
    if old.weight_total != new.weight_total:
        heading = (new if new.weight_total else old).heading("weight")
        wanted = f"加起来应当是 {new.weight_total:g}" if new.weight_total else "加起来是多少不再检查"
        yield f"的“{heading}”{wanted}"
    indicators = ({name: name for names in form.dimensions.values() for name in names} for form in (old, new))
    yield from come_and_gone("个二级指标", *indicators)


def _amounts(old: SheetForm, new: SheetForm) -> Iterator[str]:
    if new.typed_amounts and not old.typed_amounts:
        yield "的金额照录入的样子印"
    elif not new.typed_amounts and (old.typed_amounts or old.amounts != new.amounts):
        yield f"的金额按{new.amounts.unit}、{new.amounts.decimals} 位小数印"


def _fields(form: SheetForm) -> dict[str, str]:
    """What head and columns of the whole project show beside the goals."""
    names = dict.fromkeys(("use", *(field.id for field in form.fields), *MONEY))
    return {name: form.label(name) for name in names if form.shows(name)}


def _goals(form: SheetForm) -> dict[str, str]:
    return {block.id: block.label for block in form.goals}


def _plan(old: SheetForm, new: SheetForm) -> Iterator[str]:
    if old.months and not new.months:
        yield "没有支出计划"
    elif old.months != new.months:
        yield f"的计划写到{listed(new.months)}"
    if old.months and new.months and old.plan_unit != new.plan_unit:
        yield f"的计划填{'百分比' if new.plan_unit == 'percent' else '万元'}"


def _target(old: SheetForm, new: SheetForm) -> Iterator[str]:
    """Whether 指标值 is printed in parts."""
    was, now = ([column.title for column in form.columns if column.id in TARGET_PARTS] for form in (old, new))
    if now and not was:
        yield f"的指标值分开印：{listed(now)}"
    elif was and not now:
        yield "的指标值带符号和单位印在一格"
    elif was != now:
        yield f"的指标值改成这样分开印：{listed(now)}"


def _columns(form: SheetForm) -> dict[str, str]:
    return {column.id: column.title for column in form.grid if column.id not in {"target", *TARGET_PARTS}}
