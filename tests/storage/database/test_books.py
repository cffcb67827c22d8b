import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from models.book import edits
from models.book import records as book_module
from models.book.exchange import check_consistent, publishable
from models.book.fields import FieldKind
from models.book.list_lines import CellLine
from models.book.records import (
    COLLECTIONS,
    DEPARTMENT,
    PROJECT_COLLECTIONS,
    BasicLine,
    Book,
    FundingLine,
    Goal,
    PlannedTask,
    Project,
    Unit,
    WithheldAmount,
    all_lines,
)
from models.values.money import Unread
from storage.database.book_difference import line_statements
from storage.database.books import BookStore
from storage.database.file import open_database, tables_of
from storage.database.line_tables import HEADER_COLUMNS, INNER_TABLES, LINE_TABLES
from storage.errors import StorageError
from tests.golden_books import seed1_book, seed2_book
from tests.strategies import books, random_edit

NOON = datetime(2024, 5, 1, 12, 0, 0, tzinfo=UTC)
QUICK = settings(max_examples=25, deadline=None)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with open_database(tmp_path_factory.mktemp("数据 库") / "books.db", create=True) as database:
        yield database


@pytest.fixture
def store(database):
    store = BookStore(database, clock=lambda: NOON)
    for entry in store.list_books():
        store.delete(entry.id)
    return store


@pytest.fixture(scope="module")
def shared(database):
    """For property tests, which run many examples in one test."""
    return BookStore(database)


def dump(database):
    """Every row of the lines of all books."""
    tables = [table.name for table in (*LINE_TABLES.values(), *INNER_TABLES.values())]
    return {name: database.connection.execute(f"SELECT * FROM {name} ORDER BY book_id, id").fetchall() for name in tables}  # noqa: S608


@QUICK
@given(book=books())
def test_random_books_are_whole(book):
    check_consistent(book)


@QUICK
@given(book=books())
def test_what_is_created_is_loaded(shared, book):
    book_id = shared.create(book)
    try:
        assert shared.load(book_id) == book
    finally:
        shared.delete(book_id)


@QUICK
@given(data=st.data(), book=books())
def test_edits_are_saved_and_undone(shared, data, book):
    states = [book]
    book_id = shared.create(book)
    try:
        for _ in range(data.draw(st.integers(1, 4))):
            states.append(data.draw(random_edit(states[-1]))(states[-1]))
            shared.save(book_id, states[-2], states[-1])
            assert shared.load(book_id) == states[-1]
        while len(states) > 1:
            later = states.pop()
            shared.save(book_id, later, states[-1])
            assert shared.load(book_id) == states[-1]
    finally:
        shared.delete(book_id)


@QUICK
@given(old=books(), new=books())
def test_any_book_becomes_any_other(shared, database, old, new):
    book_id = shared.create(old)
    try:
        rows = dump(database)
        shared.save(book_id, old, new)
        assert shared.load(book_id) == new
        shared.save(book_id, new, old)
        assert shared.load(book_id) == old
        assert dump(database) == rows
    finally:
        shared.delete(book_id)


class Traced:
    """A connection that shows every statement between BEGIN and COMMIT before it runs."""

    def __init__(self, connection, trace):
        self._connection, self._trace = connection, trace

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def execute(self, sql, *parameters):
        if sql not in {"BEGIN", "COMMIT"}:
            self._trace(sql)
        return self._connection.execute(sql, *parameters)


@contextmanager
def traced(database, trace):
    connection = database.connection
    database.connection = Traced(connection, trace)
    try:
        yield
    finally:
        database.connection = connection


def failing_at(number):
    """A tracer that lets ``number`` statements through and fails at the next, as a pulled-out stick would."""
    seen = 0

    def trace(_sql):
        nonlocal seen
        seen += 1
        if seen > number:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error

    return trace


@settings(max_examples=25, deadline=None)
@given(old=books(), new=books(), data=st.data())
def test_nothing_is_half_written(shared, database, old, new, data):
    assume(old != new)
    book_id = shared.create(old)
    try:
        fail_at = data.draw(st.integers(0, len(line_statements(book_id, old, new))))
        with traced(database, failing_at(fail_at)), pytest.raises(StorageError, match="读写出错"):
            shared.save(book_id, old, new)
        assert BookStore(database).load(book_id) == old
        shared.save(book_id, old, new)
        assert shared.load(book_id) == new
    finally:
        shared.delete(book_id)


def test_failed_create_leaves_nothing(store, database):
    with traced(database, failing_at(20)), pytest.raises(StorageError):
        store.create(seed1_book())
    assert store.list_books() == ()
    assert not any(dump(database).values())


def test_failed_commit_is_rolled_back(store, database):
    old = seed1_book()
    book_id = store.create(old)
    # A link that is checked at the end of the transaction only makes the commit itself fail.
    with database.transaction() as connection:
        connection.execute("CREATE TABLE watch (line INTEGER REFERENCES books (id) DEFERRABLE INITIALLY DEFERRED)")
        connection.execute("CREATE TRIGGER fail AFTER UPDATE ON basic_lines BEGIN INSERT INTO watch VALUES (-1); END")
    try:
        with pytest.raises(sqlite3.IntegrityError):
            store.save(book_id, old, edits.set_field(old.basic[0].id, "amount", "1")(old))
    finally:
        with database.transaction() as connection:
            connection.execute("DROP TRIGGER fail")
            connection.execute("DROP TABLE watch")
    assert store.load(book_id) == old
    assert not database.connection.in_transaction


@pytest.mark.parametrize("make", [seed1_book, seed2_book])
def test_golden_books_come_back(store, make):
    book = make()
    assert store.load(store.create(book)) == book


def test_unread_amounts_stay_apart_from_blanks(store):
    lines = tuple(BasicLine(i, amount=amount) for i, amount in enumerate((None, 0, Unread(""), Unread("约三万"), -1), 1))
    book = Book("p", 2024, basic=lines, withheld=(WithheldAmount(6, "2040101", amount=Unread("若干")),), next_id=7)
    assert store.load(store.create(book)) == book


def statements_of(database, save):
    seen = []
    with traced(database, lambda sql: seen.append(sql.split()[:3])):
        save()
    return [" ".join(words).removesuffix(" SET") for words in seen]


def test_one_edited_amount_is_one_line_written(store, database):
    old = seed1_book()
    book_id = store.create(old)
    new = edits.set_field(old.projects[3].funding[0].id, "amount", "5")(old)
    assert statements_of(database, lambda: store.save(book_id, old, new)) == ["UPDATE books", "UPDATE funding_lines"]


def test_a_moved_line_writes_only_the_two_that_swap(store, database):
    old = seed1_book()
    book_id = store.create(old)
    new = edits.move_line(old.projects[5].id, 1)(old)
    assert statements_of(database, lambda: store.save(book_id, old, new)) == ["UPDATE books", "UPDATE projects", "UPDATE projects"]
    assert store.load(book_id) == new


def test_equal_books_write_nothing(store, database):
    old, same = seed1_book(), seed1_book()
    book_id = store.create(old)
    assert statements_of(database, lambda: store.save(book_id, old, same)) == []


def test_an_inner_line_moves_to_another_project_as_its_own_goes(store):
    old = Book("p", 2024, projects=(Project(1, funding=(FundingLine(2, amount=7),)), Project(3)), next_id=4)
    new = replace(old, projects=(Project(3, funding=(FundingLine(2, amount=7),)),))
    book_id = store.create(old)
    store.save(book_id, old, new)
    assert store.load(book_id) == new
    store.save(book_id, new, old)
    assert store.load(book_id) == old


def sheets():
    """A book with a project and 部门整体绩效目标."""
    return Book(
        "p",
        2024,
        projects=(Project(1, name="修路", goals=(Goal(2, "目标1"),), cells=(("person", "张三"), ("term_fiscal", 120))),),
        overall=(Project(3, scope=DEPARTMENT, goals=(Goal(4, period="q1"),), tasks=(PlannedTask(5, "换届", other=Unread("约")),)),),
        next_id=6,
    )


def test_a_project_and_the_department_s_own_sheet_share_a_table_and_stay_apart(store, database):
    old = sheets()
    book_id = store.create(old)
    assert store.load(book_id) == old
    edit = edits.combined("", [edits.set_field(1, "text:person", "李四"), edits.set_field(3, "text:weight", "5")])
    new = edit(old)
    assert statements_of(database, lambda: store.save(book_id, old, new)) == ["UPDATE books", "UPDATE projects", "UPDATE projects"]
    assert store.load(book_id) == new
    gone = edits.delete_lines([3])(new)
    written = statements_of(database, lambda: store.save(book_id, new, gone))
    assert written == ["UPDATE books", "DELETE FROM goals", "DELETE FROM planned_tasks", "DELETE FROM projects"]
    assert store.load(book_id) == gone == replace(new, overall=())
    store.save(book_id, gone, edits.delete_lines([1])(new))
    assert store.load(book_id) == replace(new, projects=())


def test_rows_go_from_the_department_s_sheet_to_a_project_and_back(store):
    old = sheets()
    (project,), (overall,) = old.projects, old.overall
    lines = replace(old, projects=(replace(project, goals=overall.goals),), overall=(replace(overall, goals=project.goals),))
    whole = replace(old, projects=(replace(overall, scope=""),), overall=(replace(project, scope=DEPARTMENT),))
    book_id = store.create(old)
    for was, now in ((old, lines), (lines, old), (old, whole), (whole, lines), (lines, old)):
        store.save(book_id, was, now)
        assert store.load(book_id) == now


def test_list_and_find(store):
    later = NOON + timedelta(days=1)
    first = store.create(Book("p", 2023, "批复", Unit("101", "社会事务局")))
    store._clock = lambda: later
    second = store.create(Book("p", 2024, "批复", Unit("101", "社会事务局")))
    third = store.create(Book("q", 2024, "一上", Unit("102", "党群工作部")))
    assert [(e.id, e.unit_name, e.year, e.stage, e.pack) for e in store.list_books()] == [
        (second, "社会事务局", 2024, "批复", "p"),
        (third, "党群工作部", 2024, "一上", "q"),
        (first, "社会事务局", 2023, "批复", "p"),
    ]
    assert [e.changed for e in store.list_books()] == [later, later, NOON]
    assert [e.id for e in store.find(unit="101")] == [second, first]
    assert [e.id for e in store.find("党群工作部")] == [third]
    assert [e.id for e in store.find("社会事务局", 2023, "批复")] == [first]
    assert store.find(year=2025) == ()
    assert len(store.find()) == 3


def test_saving_marks_the_time(store):
    old = Book("p", 2024)
    book_id = store.create(old)
    store._clock = lambda: NOON + timedelta(hours=1)
    store.save(book_id, old, edits.set_unit("head", "张三")(old))
    assert store.list_books()[0].changed == NOON + timedelta(hours=1)


def test_second_book_of_a_unit_year_and_stage_is_refused(store):
    book = Book("p", 2024, "批复", Unit("101", "社会事务局"))
    store.create(book)
    with pytest.raises(StorageError, match="“社会事务局” 2024 年（“批复”）的预算已经有一本"):
        store.create(replace(book, pack="q"))
    other = replace(book, stage="一上")
    other_id = store.create(other)
    with pytest.raises(StorageError, match="已经有一本"):
        store.save(other_id, other, book)
    assert store.load(other_id) == other
    assert len(store.list_books()) == 2


def test_delete_takes_everything(store, database):
    book_id = store.create(seed1_book())
    store.record_submission(book_id, seed1_book(), "a.xlsx", "00", NOON)
    store.delete(book_id)
    assert not any(dump(database).values())
    assert database.connection.execute("SELECT count(*) FROM submissions").fetchone() == (0,)


def test_a_book_that_is_gone(store):
    for use in (
        lambda: store.load(77),
        lambda: store.delete(77),
        lambda: store.save(77, Book("p", 1), Book("p", 2)),
        lambda: store.record_submission(77, Book("p", 1), "a.xlsx", "00"),
    ):
        with pytest.raises(StorageError, match="没有这本预算"):
            use()
    assert store.last_submission(77) is None


def test_two_windows_do_not_overwrite_each_other(store, database):
    old = seed1_book()
    book_id = store.create(old)
    other = BookStore(database)
    seen = other.load(book_id)
    new = edits.set_field(old.basic[0].id, "amount", "1")(old)
    store.save(book_id, old, new)
    with pytest.raises(StorageError, match="另一个窗口"):
        other.save(book_id, seen, edits.set_unit("head", "李四")(seen))
    assert other.load(book_id) == new
    other.save(book_id, new, old)
    assert other.load(book_id) == old


def test_a_look_at_a_book_does_not_hide_what_another_window_saved(store, database):
    """新建 looks at the last book, the list of books at all of them: the open one is still what was loaded."""
    old = seed1_book()
    book_id = store.create(old)
    other = BookStore(database)
    new = edits.set_unit("head", "李四")(other.load(book_id))
    other.save(book_id, old, new)
    assert store.look(book_id) == new
    with pytest.raises(StorageError, match="另一个窗口"):
        store.save(book_id, old, edits.set_field(old.basic[0].id, "amount", "1")(old))
    assert store.load(book_id) == new
    store.save(book_id, new, old)


def test_saving_over_rows_that_are_not_there_is_refused(store):
    book_id = store.create(Book("p", 2024))
    wrong = Book("p", 2024, basic=(BasicLine(1, "2013101"),), next_id=2)
    with pytest.raises(StorageError, match="另一个窗口"):
        store.save(book_id, wrong, replace(wrong, basic=(BasicLine(1, "2080505"),)))
    assert store.load(book_id) == Book("p", 2024)


def test_submissions_hold_the_publishable_book(store, database):
    book = replace(seed1_book(), withheld=(WithheldAmount(9000, "2040101", amount=987_654_321),), next_id=9001)
    book_id = store.create(book)
    assert store.last_submission(book_id) is None
    store.record_submission(book_id, replace(book, stage="一上"), "旧 文件.xlsx", "aa", NOON)
    store.record_submission(book_id, book, "新 文件.xlsx", "bb", NOON + timedelta(hours=1))
    last = store.last_submission(book_id)
    assert (last.submitted, last.file_name, last.file_sha256) == (NOON + timedelta(hours=1), "新 文件.xlsx", "bb")
    assert last.book == publishable(book)
    stored = database.connection.execute("SELECT book_json FROM submissions").fetchall()
    assert not any("987654321" in text or "withheld" in text for (text,) in stored)


def test_submission_of_an_older_program_that_cannot_be_read(store, database):
    book_id = store.create(Book("p", 2024))
    store.record_submission(book_id, Book("p", 2024), "a.xlsx", "aa")
    database.connection.execute("UPDATE submissions SET book_json = '{\"who\": 1}'")
    with pytest.raises(StorageError, match=r"上次报送（a\.xlsx）的留底读不出来"):
        store.last_submission(book_id)


def columns_of(database, table):
    return {row[1]: row[2] for row in database.connection.execute(f"PRAGMA table_info({table})")}


def test_every_record_class_has_a_table_of_its_fields(database):
    tables = [*LINE_TABLES.values(), *INNER_TABLES.values()]
    assert set(LINE_TABLES) == set(COLLECTIONS)
    assert set(INNER_TABLES) == set(PROJECT_COLLECTIONS)
    records = {c for c in vars(book_module).values() if isinstance(c, type) and issubclass(c, Struct)} - {
        Struct,
        CellLine,
        Book,
        Unit,
    }
    assert {table.record for table in tables} == records
    sql_types = {FieldKind.TEXT: "TEXT", FieldKind.INTEGER: "INTEGER", FieldKind.FLAG: "INTEGER", FieldKind.AMOUNT: "INTEGER"}
    sql_types[FieldKind.CELLS] = "TEXT"
    for table in tables:
        columns = columns_of(database, table.name)
        assert tuple(columns) == table.columns
        lines = PROJECT_COLLECTIONS if table.record is Project else ()
        assert set(table.record.__struct_fields__) - {"id", *lines} == {f.name for f in table.fields}
        for field in table.fields:
            assert columns[field.name] == sql_types[field.kind]
            assert columns.get(f"{field.name}_text", "TEXT") == "TEXT"


def test_the_row_of_a_book_has_its_cover(database):
    own = {"id", "revision", "created_at", "changed_at", "checksum"}
    assert own | set(HEADER_COLUMNS) == set(columns_of(database, "books"))
    assert len(HEADER_COLUMNS) == len(set(Book.__struct_fields__) - set(COLLECTIONS) - {"unit"}) + len(Unit.__struct_fields__)


def test_every_table_belongs_to_something(database):
    known = {t.name for t in (*LINE_TABLES.values(), *INNER_TABLES.values())}
    beside = {"books", "submissions", "edit_steps", "edit_changes", "sqlite_sequence"}
    assert set(tables_of(database.connection).table_names()) == known | beside


@QUICK
@given(data=st.data(), book=books())
def test_random_edits_give_whole_books(data, book):
    edited = data.draw(random_edit(book))(book)
    assert len({line.id for line in all_lines(edited)}) == sum(1 for _ in all_lines(edited))
    assert all(0 < line.id < edited.next_id for line in all_lines(edited))
