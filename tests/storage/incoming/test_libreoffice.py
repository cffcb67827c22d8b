"""Sheets of projects that LibreOffice saved as another kind of file come back as the projects that they were printed from.

The files are workbooks of the golden budgets, converted by ``soffice --headless --convert-to`` (the .docx from its web page).
"""

from __future__ import annotations

import pytest

from models.incoming.sheets.reading import read_sheet_document
from storage.incoming.document import read_document
from tests.folders import DATA
from tests.own_documents import golden_context, projects_of, without_blanks
from tests.sheet_texts import without_ids

FILES = DATA / "incoming" / "libreoffice"
SHORTEST = 13


@pytest.mark.parametrize("kind", ["xls", "ods", "html", "docx"])
def test_two_projects(kind):
    context = golden_context("xingtai")
    reading = read_sheet_document(read_document(FILES / f"two_projects.{kind}"), context.pack.sheet)
    assert [without_ids(project) for project in reading.projects] == projects_of(context.book)[:2]


def test_a_page_of_a_pdf():
    context = golden_context("lutai")
    reading = read_sheet_document(read_document(FILES / "one_project.pdf"), context.pack.sheet)
    assert without_blanks(map(without_ids, reading.projects)) == without_blanks([projects_of(context.book)[SHORTEST]])
