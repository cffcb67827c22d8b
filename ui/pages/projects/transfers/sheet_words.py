"""Formats a project read from a pasted sheet as HTML for checking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from models.book import terms
from models.book.list_lines import cell_fields
from models.book.records import Project
from models.book.sheet_fields import FIELD_WORDS, GRID_CELLS, GRID_TEXTS
from models.incoming.sheets.notes import OtherText, SheetNote
from models.pack.forms.sheet import MONEY, SheetForm
from models.projects.amounts import project_amount
from models.values.money import show_exact

_AMOUNTS: Final = ("budget", "fiscal", "other", "fiscal_carried", "superior")
_OTHER: Final = "其他（不填入）"


def sheet_html(
    project: Project, notes: Sequence[SheetNote], others: Sequence[OtherText], known: str, form: SheetForm,
    colors: Mapping[str, str], padding: int,
) -> str:  # fmt: skip
    """The project as HTML. ``known``: the sentence about one already in the book, or ""; ``padding`` in pixels."""
    labels = {**MONEY, **form.labels}
    amounts = (f"{labels[key]} {show_exact(project_amount(project, key))} 万元" for key in _AMOUNTS if project_amount(project, key))
    plan = "；".join(f"{point.month} {point.value or '—'}" for point in project.plan)
    rows = [
        (labels["code"], project.code),
        (labels["name"], project.name),
        (labels["budget"], "，".join(amounts)),
        (labels["use"], project.use),
        *_further(project, form),
        *([(project.plan_label, plan)] if project.plan_label else []),
        (labels["goals"], "\n".join(_goal(goal.period, goal.label, goal.text) for goal in project.goals)),
    ]
    parts = [
        _warning(known, colors),
        _notes(notes, colors),
        _form(rows, colors, padding),
        _indicators(project, others, form, colors, padding),
    ]
    return "".join(part for part in parts if part)


def _further(project: Project, form: SheetForm) -> Iterator[tuple[str, str]]:
    """Further fields of the head with their labels in the form, or their usual names."""
    names = FIELD_WORDS | {field.id: field.label for field in form.fields}
    for field in cell_fields(project):
        column, value = field.name.partition(":")[2], getattr(project, field.name)
        yield names.get(column, column), f"{show_exact(value)} 万元" if isinstance(value, int) else str(value)


def _goal(period: str, label: str, text: str) -> str:
    named = f"{terms.GOAL_PERIODS[period]}：" if period else ""
    return f"{named}{label} {text}".strip()


def _warning(sentence: str, colors: Mapping[str, str]) -> str:
    return f'<p style="color:{colors["hint"]}"><b>{escape(sentence)}</b></p>' if sentence else ""


def _notes(notes: Sequence[SheetNote], colors: Mapping[str, str]) -> str:
    if not notes:
        return ""
    lines = "".join(f"<br>{escape(note.sentence)}" for note in notes)
    return f'<p style="color:{colors["verify"]}"><b>{len(notes)} 处没有读懂或者缺</b>{lines}</p>'


def _form(rows: Iterable[tuple[str, str]], colors: Mapping[str, str], padding: int) -> str:
    ghost = f'<span style="color:{colors["ghost"]}">空</span>'
    cells = "".join(
        f'<tr><td width="20%" bgcolor="{colors["header"]}">{escape(label)}</td><td>{_lines(text) or ghost}</td></tr>'
        for label, text in rows
    )
    return _table(cells, colors, padding)


def _indicators(project: Project, others: Sequence[OtherText], form: SheetForm, colors: Mapping[str, str], padding: int) -> str:
    """The grid with the columns that hold something, and what stood under headings that are not known."""
    if not project.indicators:
        return ""
    used = {name for line in project.indicators for name, _ in line.cells}
    further = [name for name in GRID_CELLS if name in used] + sorted(used - GRID_CELLS.keys())
    headings = [*map(form.heading, (*GRID_TEXTS, *further)), *([_OTHER] if others else [])]
    heads = "".join(f'<td bgcolor="{colors["header"]}">{escape(heading)}</td>' for heading in headings)
    rows, before = [], ("", "")
    for line in project.indicators:
        group = (line.dimension, line.category)
        first = line.dimension if line.dimension != before[0] else ""
        second = line.category if group != before else ""
        before = group
        texts = [first, second, line.name, line.description, line.target, line.basis]
        texts += [getattr(line, f"text:{name}") for name in further]
        if others:
            own = (f"{other.heading} {other.text}".strip() for other in others if other.indicator == line.id)
            texts.append("\n".join(own))
        rows.append("<tr>" + "".join(f"<td>{_lines(text)}</td>" for text in texts) + "</tr>")
    return f"<p><b>指标 {len(project.indicators)} 条</b></p>" + _table(f"<tr>{heads}</tr>{''.join(rows)}", colors, padding)


def _table(rows: str, colors: Mapping[str, str], padding: int) -> str:
    style = f"border-collapse:collapse; border-style:solid; border-color:{colors['border']}"
    return f'<table width="100%" border="1" cellspacing="0" cellpadding="{padding}" style="{style}">{rows}</table>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
