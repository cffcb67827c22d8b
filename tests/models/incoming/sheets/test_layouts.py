"""Every layout that ships comes back as the project that it was printed from, whichever form the open pack has."""

from __future__ import annotations

import pytest

from models.incoming.sheets.reading import read_sheets
from models.paper.project_sheets.sheet import project_sheet
from models.paper.project_sheets.table import projects_table
from tests.layout_books import BOOK, FORMS, LONG, said
from tests.models.incoming.sheets.drawn import SOURCES, Drawn
from tests.sheet_texts import LUTAI, XINGTAI


def printed(form, book):
    """The sheets as rows of cells with spans, below each other."""
    if form.layout == "table":
        sheets = [projects_table(form, book, book.projects, "表", draft=False)]
    else:
        sheets = [project_sheet(form, book, project, i, "表", draft=False) for i, project in enumerate(book.projects, 1)]
    return [[[Drawn(cell.text, cell.columns, cell.rows) for cell in row.cells] for row in sheet.rows] for sheet in sheets]


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
