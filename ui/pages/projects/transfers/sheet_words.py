"""Formats a project read from a pasted sheet as HTML for checking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from models.book.records import Project
from models.book.sheet_fields import GRID_TEXTS
from models.incoming.sheets.notes import SheetNote
from models.pack.forms.sheet import SheetForm
from models.projects.amounts import AMOUNTS, project_amount
from models.values.money import show_exact


def sheet_html(
    project: Project, notes: Sequence[SheetNote], known: str, form: SheetForm, colors: Mapping[str, str], padding: int
) -> str:
    """The project as HTML. ``known``: the sentence about one already in the book, or ""; ``padding`` in pixels."""
    labels = form.labels
    amounts = (f"{labels[key]} {show_exact(project_amount(project, key))} 万元" for key in AMOUNTS if project_amount(project, key))
    plan = "；".join(f"{point.month} {point.value or '—'}" for point in project.plan)
    rows = [
        (labels["code"], project.code),
        (labels["name"], project.name),
        (labels["budget"], "，".join(amounts)),
        (labels["use"], project.use),
        (project.plan_label, plan),
        (labels["goals"], "\n".join(f"{goal.label} {goal.text}".strip() for goal in project.goals)),
    ]
    parts = [
        _warning(known, colors),
        _notes(notes, colors),
        _form(rows, colors, padding),
        _indicators(project, form, colors, padding),
    ]
    return "".join(part for part in parts if part)


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


def _indicators(project: Project, form: SheetForm, colors: Mapping[str, str], padding: int) -> str:
    if not project.indicators:
        return ""
    heads = "".join(f'<td bgcolor="{colors["header"]}">{escape(heading)}</td>' for heading in map(form.heading, GRID_TEXTS))
    rows, before = [], ("", "")
    for line in project.indicators:
        group = (line.dimension, line.category)
        first = line.dimension if line.dimension != before[0] else ""
        second = line.category if group != before else ""
        before = group
        texts = (first, second, line.name, line.description, line.target, line.basis)
        rows.append("<tr>" + "".join(f"<td>{_lines(text)}</td>" for text in texts) + "</tr>")
    return f"<p><b>指标 {len(project.indicators)} 条</b></p>" + _table(f"<tr>{heads}</tr>{''.join(rows)}", colors, padding)


def _table(rows: str, colors: Mapping[str, str], padding: int) -> str:
    style = f"border-collapse:collapse; border-style:solid; border-color:{colors['border']}"
    return f'<table width="100%" border="1" cellspacing="0" cellpadding="{padding}" style="{style}">{rows}</table>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
