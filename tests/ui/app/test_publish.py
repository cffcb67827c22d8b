"""导出公开文本 in the window: kinds of files, drafts, bodies, failures and another place."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from models.book import edits
from models.published.draft import DRAFT
from storage.errors import StorageError
from tests.ui.running_app import choose, give_file
from ui.dialogs import export_progress
from ui.dialogs.file_questions import FileQuestions
from ui.dialogs.publish import KINDS


@pytest.fixture
def sample_office(office):
    office.controller.show_sample()
    return office


def publish(office, *answers):
    office.will_answer(*answers)
    office.window.actions_of_window["publish"].trigger()


def kind(ending, key, seen=None):
    """Choose the kind of file, and press a button."""

    def answer(dialog):
        dialog.ending.setCurrentIndex([each for each, _ in KINDS].index(ending))
        if seen is not None:
            seen.append((dialog.sentence.text(), dialog.buttons["final"].isEnabled()))
        dialog.buttons[key].click()

    return answer


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html"])
def test_each_kind_is_written_and_its_place_told(sample_office, tmp_path, monkeypatch, ending):
    target, said, seen = tmp_path / f"公开{ending}", [], []
    give_file(monkeypatch, target)
    publish(sample_office, kind(ending, "final", seen), choose("close", said))
    assert seen[0][1]
    assert said == [f"公开文本已写到 {target}"]
    assert target.stat().st_size > 10_000
    publish(sample_office, lambda dialog: said.append(dialog.choice.ending) or dialog.buttons["leave"].click())
    assert said[-1] == ending  # the kind is remembered


def test_with_something_in_the_way_only_a_draft_is_offered(sample_office, tmp_path, monkeypatch):
    target, seen = tmp_path / "公开.pdf", []
    give_file(monkeypatch, target)
    book = sample_office.open_book
    book.edit(edits.set_field(book.book.basic[0].id, "amount", "见附表"))
    publish(sample_office, kind(".pdf", "draft", seen), choose("close"))
    sentence, can_be_final = seen[0]
    assert sentence.endswith("；可以导出草稿")
    assert not can_be_final
    assert DRAFT in PdfReader(target).pages[0].extract_text()


def test_a_body_has_a_document_of_its_own(sample_office, tmp_path, monkeypatch):
    target, offered = tmp_path / "中心.docx", []
    give_file(monkeypatch, target)
    book = sample_office.open_book
    name = book.book.agencies[-1].name
    line = next(line for line in book.book.basic if line.economic == "30201")
    book.edit(edits.set_field(line.id, "sub_unit", name))

    def of_body(dialog):
        offered.extend(dialog.whose.itemText(at) for at in range(dialog.whose.count()))
        dialog.whose.setCurrentIndex(dialog.whose.count() - 1)
        kind(".docx", "draft")(dialog)

    publish(sample_office, of_body, choose("close"))
    assert offered == ["整个部门", *(agency.name for agency in book.book.agencies)]
    assert target.exists()


def test_where_it_cannot_be_written_another_place_is_asked_for(sample_office, tmp_path, monkeypatch):
    places, said = [tmp_path / "满" / "公开.html", tmp_path / "公开.html"], []
    monkeypatch.setattr(FileQuestions, "new", lambda *_: places.pop(0))
    publish(sample_office, kind(".html", "final"), choose("again", said), choose("close", said))
    assert "没有" in said[0]
    assert said[1].startswith("公开文本已写到")
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["公开.html"]


def test_cancelled_it_leaves_nothing(sample_office, tmp_path, monkeypatch):
    target = tmp_path / "公开.html"
    give_file(monkeypatch, target)
    monkeypatch.setattr(
        export_progress.WorkbookThread, "start", lambda thread: thread.cancel() or super(type(thread), thread).start()
    )
    publish(sample_office, kind(".html", "final"))
    assert not target.exists()


def test_a_full_disk_is_a_sentence(sample_office, tmp_path, monkeypatch):
    target, said = tmp_path / "公开.html", []
    give_file(monkeypatch, target)

    def full(*_):
        raise StorageError("磁盘满了，没有导出")

    monkeypatch.setattr(export_progress, "replace_file", full)
    publish(sample_office, kind(".html", "final"), choose("close", said))
    assert said == ["磁盘满了，没有导出"]
    assert not target.exists()
