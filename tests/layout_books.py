"""Every layout of 绩效目标表 that ships, books to print in it, and what such a sheet says of a project."""

from __future__ import annotations

from msgspec.structs import replace

from models.projects.sheet_values import goals_text, grid_text, project_value
from storage.packs.sheet_layouts import layout_ids, sheet_layout
from tests.full_project import WAN, full_book, full_project, long_project, second_project
from tests.sheet_texts import XINGTAI

FORMS = {name: sheet_layout(name) for name in layout_ids() if not name.startswith("overall")} | {"xingtai": XINGTAI.sheet}
OF_BOOK = {"unit", "year", "unit_name"}


def whole_fen(project):
    """The project with amounts that every layout prints exactly."""
    return replace(project, funding=tuple(replace(line, amount=line.amount // WAN * WAN, typed="") for line in project.funding))


BOOK = full_book(whole_fen(full_project()), whole_fen(second_project()))
LONG = full_book(whole_fen(long_project()))


def said(form, project, book):
    """What the form prints of the project, by its place."""
    rows = form.rows if form.layout != "table" else ()
    shown = {cell.show for row in rows for _, cell in row.cells if cell.show} - OF_BOOK
    shown |= {column.id for column in form.columns if column not in form.grid} - OF_BOOK
    texts = {name: project_value(project, name, form, book) for name in shown}
    texts |= {f"goals {block.id}": goals_text(g for g in project.goals if g.period == block.period) for block in form.goals}
    texts |= {"plan": [(point.month, point.value) for point in project.plan if point.value]} if form.months else {}
    for number, line in enumerate(project.indicators, 1):
        texts |= {f"{column.id} {number}": grid_text(line, column.id, form) for column in form.grid}
    return texts
