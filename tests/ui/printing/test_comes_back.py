"""What the program printed to a PDF comes back: every table, and every project on its pages."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPdfWriter

from models.incoming.sheets.reading import read_sheet_document
from models.paper.project_sheets.sheet import project_sheet
from models.paper.project_sheets.table import projects_table
from storage.incoming.pdf import read_pdf
from tests.layout_books import BOOK, FORMS, LONG, said
from tests.own_documents import GOLDEN_BOOKS, figures_of, golden_context, projects_of, published_in, without_blanks
from tests.printed_sheets import workbook_sheets
from ui.printing.jobs import pages_of, print_pages

pytestmark = pytest.mark.chinese_font


@pytest.fixture
def printed(theme, tmp_path):
    def print_sheets(sheets):
        path = tmp_path / "a.pdf"
        writer = QPdfWriter(str(path))
        assert print_pages(writer, pages_of(sheets), theme.font(serif=True).family())
        del writer  # closes the file
        return read_pdf(path.read_bytes(), path.name)

    return print_sheets


@pytest.mark.parametrize("name", GOLDEN_BOOKS)
def test_a_printed_budget_comes_back(name, printed):
    context = golden_context(name)
    figures, left, reading = published_in(printed(workbook_sheets(context)), name)
    assert (figures, left) == (figures_of(name), [])
    assert without_blanks(reading.projects) == without_blanks(projects_of(context.book))


@pytest.mark.parametrize("book", [BOOK, LONG], ids=["two projects", "over pages"])
@pytest.mark.parametrize("name", FORMS)
def test_a_printed_layout_comes_back(name, book, printed):
    form = FORMS[name]
    if form.layout == "table":
        sheets = [projects_table(form, book, book.projects, "表", draft=False)]
    else:
        sheets = [project_sheet(form, book, project, i, "表", draft=False) for i, project in enumerate(book.projects, 1)]
    reading = read_sheet_document(printed(sheets), form)
    said_by = [[said(form, project, book) for project in projects] for projects in (book.projects, reading.projects)]
    assert without_blanks(said_by[1]) == without_blanks(said_by[0])
