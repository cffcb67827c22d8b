"""Every layout that ships comes back as the project that it was printed from, whichever form the open pack has."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.incoming.sheets.reading import read_sheets
from models.paper.project_sheets.sheet import project_sheet
from models.paper.project_sheets.table import projects_table
from models.projects.sheet_values import goals_text, grid_text, project_value
from storage.packs.sheet_layouts import layout_ids, sheet_layout
from tests.full_project import WAN, full_book, full_project, long_project, second_project
from tests.models.incoming.sheets.drawn import SOURCES, Drawn
from tests.sheet_texts import LUTAI, XINGTAI

FORMS = {name: sheet_layout(name) for name in layout_ids() if not name.startswith("overall")} | {"xingtai": XINGTAI.sheet}
OF_BOOK = {"unit", "year", "unit_name"}


def whole_fen(project):
    """The project with amounts that every layout prints exactly."""
    return replace(project, funding=tuple(replace(line, amount=line.amount // WAN * WAN, typed="") for line in project.funding))


BOOK = full_book(whole_fen(full_project()), whole_fen(second_project()))
LONG = full_book(whole_fen(long_project()))


def printed(form, book):
    """The sheets as rows of cells with spans, below each other."""
    if form.layout == "table":
        sheets = [projects_table(form, book, book.projects, "表", draft=False)]
    else:
        sheets = [project_sheet(form, book, project, i, "表", draft=False) for i, project in enumerate(book.projects, 1)]
    return [[[Drawn(cell.text, cell.columns, cell.rows) for cell in row.cells] for row in sheet.rows] for sheet in sheets]


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


@pytest.mark.parametrize("reader", ["own", "hebei-xingtai", "hebei-lutai"])
@pytest.mark.parametrize("source", ["html", "spreadsheet"])
@pytest.mark.parametrize("name", FORMS)
def test_a_printed_layout_comes_back(name, source, reader):
    form = FORMS[name]
    own = {"own": form, "hebei-xingtai": XINGTAI.sheet, "hebei-lutai": LUTAI.sheet}[reader]
    for book in (BOOK, LONG):
        reading = read_sheets("\n".join(SOURCES[source](rows) for rows in printed(form, book)), own)
        assert len(reading.projects) == len(book.projects)
        for project, read in zip(book.projects, reading.projects, strict=True):
            assert said(form, read, book) == said(form, project, book)
        assert reading.others == ()


@pytest.mark.parametrize("source", ["page", "lines"])
@pytest.mark.parametrize("name", FORMS)
def test_a_layout_as_text_comes_back_or_says_why_not(name, source):
    form = FORMS[name]
    reading = read_sheets("\n".join(SOURCES[source](rows) for rows in printed(form, BOOK)), form)
    for number, (project, read) in enumerate(zip(BOOK.projects, reading.projects, strict=False), 1):
        assert said(form, read, BOOK) == said(form, project, BOOK) or reading.notes_of(number)
    assert len(reading.projects) == len(BOOK.projects) or reading.notes
