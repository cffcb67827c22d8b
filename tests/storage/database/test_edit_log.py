"""The edit log: in the transaction of the edit, bounded, found by text and cell, silent about 不予公开."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.book import edits
from models.book.fields import record_fields
from models.book.places import Place
from models.book.records import COLLECTIONS, Book, all_lines
from models.book.slots import SLOT_KEYS, blank_slot
from models.words.edit_log import LoggedCell
from models.words.log_words import logged_cell, logged_step, place_of
from models.words.steps import StepWords
from storage.database import edit_log
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.errors import StorageError
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import load_codes
from tests.golden_books import seed1_book
from tests.second_budget import second_book
from tests.storage.database.older import make_older
from tests.strategies import random_edit

NOON = datetime(2026, 5, 1, 12, 0, 0, tzinfo=UTC)


@cache
def words():
    pack = load_pack("hebei-xingtai-2024")
    return StepWords(pack, load_codes(pack.codes, 2024, None))


class Work:
    """A book in a database, edited as the open book does it."""

    def __init__(self, database, book):
        self.store = BookStore(database, clock=lambda: NOON)
        self.id, self.book = self.store.create(book), book
        self.log = self.store.edit_log(self.id)

    def do(self, edit):
        new = edit(self.book)
        step = logged_step(words(), words().label(edit.label, self.book, new), self.book, new)
        self.store.save(self.id, self.book, new, step)
        self.book = new


@pytest.fixture
def database(tmp_path):
    with open_database(tmp_path / "books.db", create=True) as database:
        yield database


@pytest.fixture
def work(database):
    return Work(database, seed1_book())


def test_a_database_without_the_log_is_brought_up_to_date(tmp_path, monkeypatch):
    path = tmp_path / "books.db"
    make_older(path, 2, seed1_book(), monkeypatch)
    with open_database(path, now=NOON) as database:
        store = BookStore(database)
        book_id = store.list_books()[0].id
        assert store.load(book_id) == seed1_book()
        assert store.edit_log(book_id).steps() == []
        database.verify()


def test_the_newest_changes_are_kept_and_the_last_step_whole(work, monkeypatch):
    monkeypatch.setattr(edit_log, "MOST_CHANGES", 5)
    monkeypatch.setattr(edit_log, "_PRUNE_EVERY", 1)
    line = work.book.basic[0].id
    for note in "甲乙丙丁戊己庚":
        work.do(edits.set_field(line, "note", note))
    assert [entry.label[-1] for entry in work.log.steps()] == ["庚", "己", "戊", "丁", "丙"]
    many = edits.combined("填充", [edits.set_field(each.id, "note", "同") for each in work.book.basic])
    work.do(many)
    assert [len(work.log.changes(entry.id)) for entry in work.log.steps()] == [len(work.book.basic)]


def test_large_steps_are_bounded_too_however_few_they_are(work, monkeypatch):
    lines = len(work.book.basic)
    monkeypatch.setattr(edit_log, "MOST_CHANGES", 2 * lines)
    monkeypatch.setattr(edit_log, "_PRUNE_EVERY", lines)
    for note in "甲乙丙丁":
        work.do(edits.combined(note, [edits.set_field(each.id, "note", note) for each in work.book.basic]))
    assert [work.log.changes(entry.id)[0].after for entry in work.log.steps()] == ["丁", "丙"]


def test_the_log_of_one_book_is_not_that_of_another(work, database):
    other = Work(database, Book("hebei-xingtai-2024", 2023))
    work.do(edits.set_unit("name", "甲"))
    assert other.log.steps() == []
    assert other.log.changes(work.log.steps()[0].id) == []
    work.store.delete(work.id)
    assert work.log.steps() == []
    assert database.connection.execute("SELECT COUNT(*) FROM edit_changes").fetchone() == (0,)


def test_a_save_that_is_refused_writes_no_step(work):
    before = work.book
    work.do(edits.set_unit("name", "甲"))
    work.book = before  # what another window would still have
    work.store._revisions[work.id] = 1
    with pytest.raises(StorageError):
        work.do(edits.set_unit("name", "乙"))
    assert len(work.log.steps()) == 1


def test_withheld_amounts_are_not_in_the_log(work):
    work.do(edits.insert_line("withheld", {"function": "2040299", "amount": 123_456_789}))
    assert [entry.label for entry in work.log.steps()] == ["修改 不予公开"]
    assert work.log.changes(work.log.steps()[0].id) == []
    everything = "\n".join(map(str, work.log._database.connection.execute("SELECT * FROM edit_steps")))
    assert "2040299" not in everything
    assert "123" not in everything


def test_marks_of_the_search_language_are_plain_text(work):
    work.do(edits.set_field(work.book.basic[0].id, "note", "100%_甲"))
    work.do(edits.set_field(work.book.basic[1].id, "note", "乙"))
    assert [len(work.log.steps(text)) for text in ("%", "_甲", "0%_", "%%", "'", "乙")] == [1, 1, 1, 0, 0, 1]


def test_the_search_takes_a_text_in_any_writing(work):
    work.do(edits.set_field(work.book.basic[0].id, "amount", "12345.6"))
    work.do(edits.set_unit("name", "Abc１２镇（本级）"))
    figures = [len(work.log.steps(text)) for text in ("12345.6", "12,345.60", "１２，３４５．６", "1,2345", "464.40 → 12,345.60")]
    assert figures == [1, 1, 1, 0, 1]
    assert [len(work.log.steps(text)) for text in ("abc12镇", "ABC１２", "镇(本级)", "基本支出第1行", " 单位 名称 ")] == [1] * 5


def test_the_lines_inside_a_project_are_part_of_its_past(work):
    project = work.book.projects[0]
    work.do(edits.set_field(project.funding[0].id, "amount", "9.99"))
    work.do(edits.set_field(project.id, "name", "新名"))
    whole = logged_cell(work.book, Place("projects", project.id, "budget"))
    assert whole == LoggedCell("projects", str(project.id), "")
    assert len(work.log.steps(cell=whole)) == 2
    inner = logged_cell(work.book, Place("projects", project.funding[0].id, "amount"))
    assert len(work.log.steps(cell=inner)) == 1


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_named_field_that_an_edit_changes_is_in_the_log_and_leads_back(data):
    """The law: the log of an edit is empty only where nothing with a name changed, and each change names a page of the book."""
    old = data.draw(st.sampled_from((seed1_book(), second_book())))
    edit = data.draw(random_edit(old))
    new = edit(old)
    step = logged_step(words(), edit.label, old, new)
    lines = ((name, line) for name in COLLECTIONS if name != "withheld" for line in getattr(new, name))
    shown = {line.id for name, line in lines if name not in SLOT_KEYS or line != blank_slot(name, line)}
    was, now = {line.id: line for line in all_lines(old)}, {line.id: line for line in all_lines(new)}
    gone_or_new = [i for i in was.keys() ^ now.keys() if i in shown]
    assert step.changes or not gone_or_new
    for change in step.changes:
        place = place_of(new, change)
        assert place.page == change.page
        assert not place.line or place.line in now
        if place.line and place.field:
            cell = logged_cell(new, place)
            assert (cell.page, cell.line) == (change.page, change.line)
            assert cell.field in {"", change.field}
            assert change.field in {field.name for field in record_fields(type(now[place.line]))}
