"""导出这一张: the chosen table or project as a file of its own, by the menu of its list or by keys."""

from __future__ import annotations

from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from models.book import edits
from tests.ui.running_app import CTRL, SHIFT, Key, choose, give_file


@pytest.fixture
def sample(office):
    office.controller.show_sample()
    return office


def exported(office, kind):
    office.will_answer(choose(kind), choose("close"))
    office.press(Key.Key_E, CTRL | SHIFT)
    assert office.all_answered()


def test_a_table_of_the_preview_is_a_workbook_of_one_sheet(sample, tmp_path, monkeypatch):
    target = tmp_path / "支出.xlsx"
    give_file(monkeypatch, target)
    sample.open_page("preview")
    assert sample.page.list.select("T3")
    exported(sample, ".xlsx")
    assert [sheet.title for sheet in load_workbook(target).worksheets] == ["部门预算支出总表"]
    assert sample.library.store.last_submission(sample.controller.book_id) is None


def test_a_project_is_a_pdf_or_a_document_and_a_draft_says_so(sample, tmp_path, monkeypatch):
    sample.open_book.edit(edits.set_field(sample.open_book.book.basic[0].id, "amount", "见附表"))
    sample.open_page("projects")
    name = sample.open_book.book.projects[0].name
    for kind in (".pdf", ".docx"):
        target = tmp_path / f"项目{kind}"
        give_file(monkeypatch, target)
        exported(sample, kind)
        assert target.stat().st_size > 2000
    with ZipFile(tmp_path / "项目.docx") as made:
        text = made.read("word/document.xml").decode()
        heads = "".join(made.read(part).decode() for part in made.namelist() if "header" in part)
    assert name in text
    assert "草稿" in text + heads


def test_both_lists_offer_it_by_right_click(sample):
    sample.open_page("preview")
    assert "export_sheet" in sample.page.list.property("menuCommands")
    sample.open_page("projects")
    assert "export_sheet" in sample.page.list.grid.property("menuCommands")


def test_without_a_sheet_it_says_where_to_choose_one(sample):
    sample.open_page("basic")
    seen = []
    sample.will_answer(choose("close", seen))
    sample.press(Key.Key_E, CTRL | SHIFT)
    assert seen == ["在“公开表预览”里选一张表，或者在“项目”里选一个项目，再导出这一张。"]
