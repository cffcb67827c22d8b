"""The one door of an edit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.book import edits
from storage.errors import StorageError
from tests.second_budget import second_book
from ui.session.open_book import OpenBook


@pytest.fixture
def line(open_book):
    return open_book.book.basic[0]


@pytest.fixture(scope="session")
def open_book_of(qapp, xingtai, codes):
    return lambda book: OpenBook(book, xingtai, codes, lambda *_: 0)


def test_an_edit_is_saved_before_it_is_told(open_book, line, disk, qtbot):
    old = open_book.book
    with qtbot.waitSignal(open_book.changed) as told:
        assert open_book.edit(edits.set_field(line.id, "amount", "1"))
    assert told.args == [old, open_book.book]
    assert disk.saved == [(old, open_book.book)]


def test_no_change_is_no_step_and_no_signal(open_book, line, disk, qtbot):
    with qtbot.assertNotEmitted(open_book.changed):
        assert not open_book.edit(edits.set_field(line.id, "note", ""))
    assert open_book.history == ("打开",)
    assert not disk.saved


def test_a_refused_save_leaves_the_book(open_book, line, disk, qtbot):
    disk.refusal = StorageError("磁盘满了，腾出地方再试")
    before = open_book.book
    with qtbot.waitSignal(open_book.failed) as told, qtbot.assertNotEmitted(open_book.changed):
        assert not open_book.edit(edits.set_field(line.id, "amount", "1"))
    assert told.args == ["没有保存：磁盘满了，腾出地方再试"]
    assert open_book.book is before
    assert open_book.undo_label == ""


def test_undo_redo_and_a_new_branch(open_book, line):
    first = open_book.book
    open_book.edit(edits.set_field(line.id, "note", "甲"))
    open_book.edit(edits.set_field(line.id, "note", "乙"))
    assert open_book.undo()
    assert open_book.book.basic[0].note == "甲"
    assert open_book.redo_label == "修改 2013201 行政运行 / 30101 基本工资 备注：甲 → 乙"
    assert open_book.go_to(0)
    assert open_book.book is first
    assert not open_book.undo()
    open_book.edit(edits.set_field(line.id, "note", "丙"))
    assert open_book.history == ("打开", "修改 2013201 行政运行 / 30101 基本工资 备注：空白 → 丙")
    assert not open_book.redo()


def test_findings_follow_the_book(open_book, line):
    open_book.edit(edits.set_field(line.id, "amount", "见附表"))
    assert any(f.place.line == line.id and f.place.field == "amount" for f in open_book.findings)
    open_book.undo()
    assert not any(f.place.line == line.id and f.place.field == "amount" for f in open_book.findings)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(("71.57", "", "x", "0.004"))), min_size=1, max_size=5), st.data())
def test_going_to_any_step_and_back_restores_equal_books(open_book_of, typed, data):
    """The law of the history: a step is a book, wherever one came from."""
    open_book = open_book_of(second_book())
    seen = [open_book.book]
    for row, text in typed:
        line = open_book.book.basic[row]
        edit = edits.set_field(line.id, "amount", text) if text != "x" else edits.delete_lines([line.id])
        if open_book.edit(edit):
            seen.append(open_book.book)
    for step in data.draw(st.lists(st.integers(0, len(seen) - 1), max_size=6)):
        open_book.go_to(step)
        assert open_book.step == step
        assert open_book.book == seen[step]
    assert len(open_book.history) == len(seen)
