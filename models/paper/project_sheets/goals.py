"""绩效目标 in their blocks, below or beside each other, and 年度主要任务 with their money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from models.book.records import PlannedTask
from models.paper.project_sheets.parts import Printed, label_cell, text_cell
from models.paper.project_sheets.room import parted
from models.paper.sheet import PrintedCell, SheetBuilder, Style
from models.paper.table_layout import amount_cell
from models.projects.sheet_values import goals_of, goals_text
from models.values.money import fen, show_exact

_TASK_SHARES: Final = (3.0, 5.0, 2.0, 2.0, 2.0)
"""How name, content, total, fiscal and other money of a task share the width."""


def add_goals(builder: SheetBuilder, printed: Printed) -> None:
    """The goals as the form prints them: a block for each time that it asks for."""
    if printed.form.goals_beside:
        _add_beside(builder, printed)
        return
    last = len(builder.widths)
    for block in printed.form.goals:
        goals = goals_of(printed.project, block, printed.form)
        heading = label_cell(1, block.label, rows=max(1, len(goals)))
        if not goals:
            builder.add(heading, PrintedCell(2, "", Style.TEXT, columns=last - 1))
        for index, goal in enumerate(goals):
            first = [heading] if index == 0 else []
            if goal.label:
                builder.add(*first, text_cell(2, goal.label, Style.TEXT_CENTRE), text_cell(3, goal.text, columns=last - 2))
            else:
                builder.add(*first, text_cell(2, goal.text, columns=last - 1))


def _add_beside(builder: SheetBuilder, printed: Printed) -> None:
    """A column for each block, with all of its goals in one cell."""
    form = printed.form
    placed = list(zip(form.goals, parted(form.widths, (1.0,) * len(form.goals)), strict=True))
    builder.add(
        label_cell(1, form.labels["goals"], rows=2),
        *(label_cell(at, block.label, columns=span) for block, (at, span) in placed),
    )
    texts = ((goals_text(goals_of(printed.project, block, form)), at, span) for block, (at, span) in placed)
    builder.add(*(text_cell(at, text, columns=span) for text, at, span in texts))


# --- 年度主要任务 --------------------------------------------------------------------------------------------------


def add_tasks(builder: SheetBuilder, printed: Printed) -> None:
    """The tasks with their money, and a row of sums where the form has one."""
    form, tasks = printed.form, printed.project.tasks
    if form.tasks is None:
        return
    spans = parted(form.widths, _TASK_SHARES)
    last = bool(form.tasks.total)
    headings = (label_cell(at, text, columns=span) for text, (at, span) in zip(form.tasks.headings, spans, strict=True))
    builder.add(label_cell(1, form.tasks.label, rows=1 + max(1, len(tasks)) + last), *headings)
    for task in tasks or (PlannedTask(0),):
        builder.add(*_task_cells(printed, (task,), spans, (task.name, task.text)))
    if last:
        (at, span), (_, more), *_ = spans
        total = label_cell(at, form.tasks.total, columns=span + more)
        builder.add(total, *_task_cells(printed, tasks, spans, ()))


def task_amounts(printed: Printed, widths: Sequence[float]) -> Iterator[tuple[int, int, str]]:
    """The figures of the tasks: (column, columns, text)."""
    form, tasks = printed.form, printed.project.tasks
    if form.tasks is not None and not form.typed_amounts:
        spans = parted(tuple(widths), _TASK_SHARES)[2:]
        for shown in (*((task,) for task in tasks), tasks):
            yield from ((at, span, form.amounts.show(sum_)) for sum_, (at, span) in zip(_sums(shown), spans, strict=True))


def _sums(tasks: Sequence[PlannedTask]) -> tuple[int, int, int]:
    fiscal, other = sum(fen(task.fiscal) for task in tasks), sum(fen(task.other) for task in tasks)
    return fiscal + other, fiscal, other


def _task_cells(
    printed: Printed, tasks: Sequence[PlannedTask], spans: Sequence[tuple[int, int]], texts: Sequence[str]
) -> Iterator[PrintedCell]:
    yield from (text_cell(at, text, columns=span) for text, (at, span) in zip(texts, spans, strict=False))
    for amount, (at, span) in zip(_sums(tasks), spans[2:], strict=True):
        if printed.form.typed_amounts:
            yield text_cell(at, f"{show_exact(amount)}万元" if amount else "", Style.TEXT_CENTRE, columns=span)
        else:
            yield amount_cell(at, amount, printed.form.amounts)._replace(columns=span)
