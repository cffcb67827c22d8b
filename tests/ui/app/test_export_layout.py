"""文件 → 绩效目标表用别的版式: choose, see what is missing, look, export."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from models.book import edits
from storage.errors import StorageError
from storage.files.book_file import sample_book
from storage.workbook.reader import read_book
from tests.ui.running_app import choose, give_file
from ui.printing.jobs import PrintPreview

TRIGGER = "export_layout"


def shown(dialog):
    return [dialog.layout_box.itemText(at) for at in range(dialog.layout_box.count())]


@pytest.fixture
def sample(office):
    office.controller.show_sample()
    return office


def test_another_layout_is_chosen_by_keys_seen_and_written_without_the_book(sample, tmp_path, monkeypatch):
    target, looked, facts = tmp_path / "表.xlsx", [], []
    give_file(monkeypatch, target)
    monkeypatch.setattr(PrintPreview, "show_pages", lambda _window, print_on: looked.append(print_on))

    def preview(dialog):
        assert "预算管理一体化" in shown(dialog)
        assert "邢台 2024 版式" not in shown(dialog), "its own"
        dialog.layout_box.setCurrentText("预算管理一体化")
        facts.append(dialog.facts.text())
        dialog.buttons["preview"].click()

    def export(dialog):
        assert dialog.layout_box.currentText() == "预算管理一体化", "as it was before the preview"
        dialog.layout_box.setCurrentText("芦台经济开发区")
        facts.append(dialog.facts.text())
        dialog.buttons["export"].click()

    sample.will_answer(preview, export, choose("close"))
    sample.window.actions_of_window[TRIGGER].trigger()
    assert len(looked) == 1
    assert facts[0].startswith("每个项目印一张：项目绩效目标表\n没有填，印出来空着：")
    assert "主管部门" in facts[0]
    assert facts[1] == "每个项目印一张：芦台经济开发区区级部门预算项目绩效目标表\n要填的都填了，填了的都印。"
    workbook = load_workbook(target)
    assert len(workbook.sheetnames) == len(sample_book().projects)
    assert workbook.worksheets[0]["A1"].value == "芦台经济开发区区级部门预算项目绩效目标表"
    assert sample.library.store.last_submission(sample.controller.book_id) is None
    assert sample.open_book.book.pack == sample_book().pack
    with pytest.raises(StorageError):
        read_book(target)


def test_it_says_why_it_leaves_as_a_draft(sample):
    sample.open_book.edit(edits.set_field(sample.open_book.book.basic[0].id, "amount", "见附表"))
    seen = []

    def leave(dialog):
        seen.extend((dialog.sentence.text(), dialog.buttons["export"].text()))
        dialog.buttons["leave"].click()

    sample.will_answer(leave)
    sample.window.actions_of_window[TRIGGER].trigger()
    assert "印出来都标明“草稿”" in seen[0]
    assert seen[1].startswith("导出草稿")


def test_a_book_without_projects_is_told(sample):
    for project in sample.open_book.book.projects:
        sample.open_book.edit(edits.delete_lines([project.id]))
    said = []

    def close(dialog):
        said.append(dialog.sentence.text())
        dialog.reject()

    sample.will_answer(close)
    sample.window.actions_of_window[TRIGGER].trigger()
    assert said == ["这本预算没有项目，没有绩效目标表可以导出。"]
