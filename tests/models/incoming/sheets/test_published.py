"""The published project sheets of both forms, read from their text, are the golden projects field by field."""

from __future__ import annotations

import pytest

from models.incoming.html_document import html_document
from models.incoming.sheets.reading import read_sheet_document, read_sheets
from tests.golden_books import seed1_book, seed2_book
from tests.sheet_texts import LUTAI, XINGTAI, as_html, as_page_text, as_tsv, published, without_ids

CASES = {"xingtai": (XINGTAI, seed1_book().projects), "lutai": (LUTAI, seed2_book().projects)}


@pytest.mark.parametrize("name", CASES)
def test_every_published_sheet_is_the_golden_project(name):
    pack, projects = CASES[name]
    reading = read_sheets(published(name), pack.sheet)
    assert [without_ids(project) for project in reading.projects] == [without_ids(project) for project in projects]


def test_a_month_that_the_page_cut_off_is_reported_and_not_guessed():
    reading = read_sheets(published("xingtai"), XINGTAI.sheet)
    short = [note.sheet for note in reading.notes if note.words == "“资金支出计划（%）”没有 12月底，照空着"]
    assert reading.notes[0].line == 8
    assert short == [1, 9, 14, 15, 16]
    (garbled,) = [note for note in reading.notes if note.sheet not in short]
    assert garbled.sentence == "第 510 行：写着“绩效目标”，却是月份，当作资金计划读了〔绩效目标 3月底 6月底 12月底〕"
    assert published("xingtai").split("\n")[510 - 1].startswith("<b>绩效目标</b>\t<b>3月底</b>")


def test_what_stands_beside_the_sheets_is_named_with_its_line():
    reading = read_sheets("第一章\n\n" + published("lutai"), LUTAI.sheet)
    first, last = reading.notes
    assert first.sentence == "第 1 行：这一行不在绩效目标表里，没有读〔第一章〕"
    assert last.source == "（其余项目表从略）"
    assert reading.lines[0] == 3


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("form", ["tsv", "html", "page text"])
def test_our_own_sheets_come_back_from_the_clipboard(name, form):
    pack, projects = CASES[name]
    if form == "tsv":
        read = read_sheets(as_tsv(pack, *projects), pack.sheet).projects
    elif form == "html":
        documents = [html_document(as_html(pack, project)) for project in projects]
        read = [read_sheet_document(document, pack.sheet).projects[0] for document in documents]
    else:
        read = [read_sheets(as_page_text(pack, project), pack.sheet).projects[0] for project in projects]
    assert [without_ids(project) for project in read] == [without_ids(project) for project in projects]
