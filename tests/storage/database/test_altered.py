"""A book that was altered below SQLite is noticed when it is loaded, whatever the bit; nothing ends in an exception."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book import edits
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.errors import AlteredError, StorageError
from tests.golden_books import seed1_book
from tools.soak.bits import flip_often

FLIPS = 150


@pytest.fixture
def path(tmp_path):
    return tmp_path / "books.db"


@pytest.fixture
def book_id(path):
    with open_database(path, create=True) as database:
        return BookStore(database).create(seed1_book())


def test_a_flipped_bit_is_noticed_or_does_no_harm(tmp_path):
    found = flip_often(FLIPS, 19, [seed1_book()], tmp_path)
    assert not found.exceptions
    assert not found.different
    assert found.noticed > 10
    assert found.noticed + found.harmless == FLIPS


def test_an_altered_book_is_refused_until_it_is_accepted(path, book_id):
    with open_database(path) as database:
        store = BookStore(database)
        database.connection.execute("UPDATE projects SET name = name || '改' WHERE id = (SELECT min(id) FROM projects)")
        with pytest.raises(AlteredError, match="照样打开"):
            store.load(book_id)
        store.accept(book_id)
        assert store.load(book_id).projects[0].name.endswith("改")


def test_the_checksum_follows_every_edit(path, book_id):
    with open_database(path) as database:
        store = BookStore(database)
        old = store.load(book_id)
        for edit in (edits.set_unit("name", "别的单位"), edits.insert_line("basic", {"note": "a"}), edits.set_stage("二上")):
            new = edit(old)
            store.save(book_id, old, new)
            old = new
            assert store.load(book_id) == new


def test_a_text_of_an_older_program_that_is_no_utf_8_is_noticed_without_a_checksum(path, book_id):
    with open_database(path) as database:
        store = BookStore(database)
        database.connection.execute("UPDATE books SET unit_name = CAST(x'C328' AS TEXT), checksum = ''")
        with pytest.raises(AlteredError, match="照样打开"):
            store.load(book_id)
        store.accept(book_id)
        assert store.load(book_id).unit.name == "\ufffd("


def test_a_text_that_is_no_utf_8_is_shown_and_noticed(path, book_id):
    with open_database(path) as database:
        store = BookStore(database)
        database.connection.execute("UPDATE books SET unit_name = CAST(X'e5bcff' AS TEXT)")
        assert "�" in store.list_books()[0].unit_name
        with pytest.raises(AlteredError):
            store.load(book_id)


def test_a_schema_that_is_no_utf_8_is_a_damaged_file(path, book_id):
    data = path.read_bytes()
    # Everywhere: SQLite of Debian 13 leaves an old copy before the one that counts.
    path.write_bytes(data.replace(b"CREATE TABLE projects (", b"CREATE TABLE projects \xe5"))
    with pytest.raises(StorageError, match="已损坏"), open_database(path) as database:
        BookStore(database).list_books()


@pytest.mark.parametrize("table", ["projects", "indicators", "basic_lines", "books", "list_lines"])
def test_a_missing_table_is_a_damaged_file(path, book_id, table):
    with open_database(path) as database:
        database.connection.execute("PRAGMA foreign_keys = OFF")
        database.connection.execute(f"DROP TABLE {table}")
        with pytest.raises(StorageError, match="已损坏"):
            BookStore(database).load(book_id)


def test_nothing_can_be_added_to_a_damaged_file(path, book_id):
    with open_database(path) as database:
        database.connection.execute("PRAGMA foreign_keys = OFF")
        database.connection.execute("DROP TABLE projects")
        with pytest.raises(StorageError, match="已损坏"):
            BookStore(database).create(replace(seed1_book(), year=2031))


def test_a_book_of_an_earlier_program_has_no_checksum_and_opens(path, book_id):
    with open_database(path) as database:
        database.connection.execute("UPDATE books SET checksum = ''")
        store = BookStore(database)
        book = store.load(book_id)
        store.save(book_id, book, replace(book, stage="二上"))
        assert store.load(book_id).stage == "二上"
