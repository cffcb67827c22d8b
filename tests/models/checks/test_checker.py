"""What a checker and a context remember: only what cannot have changed."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits
from models.book.records import PROJECT_COLLECTIONS, Book, WrittenText
from models.checks.checker import CHECKS, Checker, run_checks
from models.checks.project_sheet import sheets
from models.checks.severities import SEVERITIES
from models.checks.texts import prose, typed_figures
from models.memory import Memory
from models.published.context import Context
from models.published.figures import book_figures
from storage.files.book_file import sample_book
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book
from tests.second_budget import second_book
from tests.strategies import books, random_edit

PACK = load_pack("hebei-xingtai-2024")
CODES = built_in_codes("2024")
DEFAULTS = Book(PACK.id, 2024)


@settings(max_examples=40, deadline=None)
@given(book=books())
def test_a_check_reads_no_more_than_it_says(book):
    for check in CHECKS:
        said = {*check.reads, *check.each, "next_id"}
        if check.reads or check.each:
            bare = replace(book, **{name: getattr(DEFAULTS, name) for name in Book.__struct_fields__ if name not in said})
            assert list(check.run(Context(bare, PACK, CODES))) == list(check.run(Context(book, PACK, CODES))), check.code


@settings(max_examples=40, deadline=None)
@given(book=books())
def test_a_check_of_single_lines_looks_at_each_by_itself(book):
    whole = Context(book, PACK, CODES)
    for check in CHECKS:
        if check.each:
            alone = [found for found in check.run(whole.part("basic", (), {})) if not found.place.line]
            for page in check.each:
                for number, line in enumerate(getattr(book, page), 1):
                    alone += of_line(check, whole, page, number, line)
            assert alone == list(check.run(whole)), check.code


def of_line(check, whole, page, number, line):
    inside = {line.id, *(inner.id for name in PROJECT_COLLECTIONS for inner in getattr(line, name, ()))}
    return [found for found in check.run(whole.part(page, (line,), {line.id: number})) if found.place.line in inside]


def follow(states, pack=PACK):
    """Each book through one checker and one memory, as the window does, and through new ones that remember nothing."""
    checker, memory = Checker(pack, CODES), Memory()
    looked_at = {}  # a book that comes again, undone, needs no second fresh look
    for book in states:
        context = Context(book, pack, CODES, memory)
        if id(book) not in looked_at:
            fresh = Context(book, pack, CODES)
            looked_at[id(book)] = fresh, run_checks(fresh)
        fresh, findings = looked_at[id(book)]
        assert checker.run(context) == findings
        assert (context.facts, context.needs, context.tallies) == (fresh.facts, fresh.needs, fresh.tallies)
        assert context.tables == fresh.tables


@pytest.mark.parametrize("pack_id", ["hebei-xingtai-2024", "hebei-lutai-2024"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_edits_give_what_a_fresh_look_gives(pack_id, data):
    states = [data.draw(books())]
    for _ in range(data.draw(st.integers(2, 5))):
        states.append(data.draw(random_edit(states[-1]))(states[-1]))
    states += states[-2::-1]  # and undone again
    follow(states, load_pack(pack_id))


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_edits_of_a_real_budget_give_what_a_fresh_look_gives(data):
    states = [data.draw(st.sampled_from((seed1_book(), second_book())))]
    for _ in range(4):
        states.append(data.draw(random_edit(states[-1]))(states[-1]))
    follow(states)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_other_amounts_give_what_a_fresh_look_gives(data):
    """Amounts that come, go, change, and cancel each other, alone and many at once."""
    states = [data.draw(st.sampled_from((seed1_book(), second_book())))]
    pages = [getattr(states[0], page) for page in ("basic", "others", "income", "carry_forward", "three_public", "withheld")]
    lines = [line.id for page in (*pages, *(project.funding for project in states[0].projects)) for line in page]
    typed = st.builds(edits.set_field, st.sampled_from(lines), st.just("amount"), st.sampled_from(("", "0", "1.5", "-1.5", "7")))
    for _ in range(5):
        states.append(edits.combined("改金额", data.draw(st.lists(typed, min_size=1, max_size=4)))(states[-1]))
    follow([*states, *states[::-1]])


def test_a_checker_follows_edits_as_if_it_remembered_nothing():
    states = [seed1_book()]
    project = states[0].projects[1]
    for step in (
        edits.set_field(states[0].basic[5].id, "amount", "75.17"),
        edits.set_field(states[0].basic[3].id, "function", "2013299"),
        edits.set_field(states[0].basic[3].id, "function", "2013201"),
        edits.set_field(project.indicators[3].id, "target", "≥100%"),
        edits.set_unit("region", "420000"),
        edits.set_unit("preparer", "待填"),
        edits.set_field(project.funding[0].id, "amount", "见附表"),
        edits.insert_line("basic", {"function": "2013299", "amount": -4}, before=states[0].basic[0].id),
        edits.delete_lines([project.id]),
        edits.insert_line("procurement", {"name": "电脑", "quantity": "3", "price": 500_000, "amount": 1}),
    ):
        states.append(step(states[-1]))
    follow(states)


def test_a_figure_that_no_table_tells_is_compared_as_it_is_now():
    """人员经费 of a fund: the tables by cost are those of the general budget."""
    wages = {"function": "2013201", "source": "government_fund"}
    book = edits.insert_line("basic", {**wages, "economic": "30101", "amount": 123_456_700})(seed1_book())
    book = edits.insert_line("basic", {**wages, "economic": "30102", "amount": 222_233_300})(book)
    moved = edits.set_field(next(line for line in book.basic if line.amount == 123_456_700).id, "economic", "30201")(book)
    staff = book_figures(Context(moved, PACK, CODES)).amount("staff")
    text = WrittenText(book.next_id + 9, "other", f"人员经费{staff // 100}万元。")
    states = [replace(each, texts=(*each.texts, text)) for each in (book, moved, book)]
    follow(states)
    assert any(found.code == "X-29e" and "表里有" in found.message for found in run_checks(Context(states[1], PACK, CODES)))


def test_what_did_not_change_is_the_same_object():
    book, memory = seed1_book(), Memory()
    before = Context(book, PACK, CODES, memory).tables
    renamed = edits.set_field(book.projects[0].id, "name", "别的名称")(book)
    assert all(before[key] is table for key, table in Context(renamed, PACK, CODES, memory).tables.items())
    moved = edits.set_field(book.basic[5].id, "amount", "75.17")(renamed)
    after = Context(moved, PACK, CODES, memory).tables
    rows = [row for table in before.values() for side in table.sides for row in side.rows]
    kept = {id(row) for table in after.values() for side in table.sides for row in side.rows}
    assert 0 < sum(id(row) not in kept for row in rows) < len(rows) / 6
    tallies = [Context(book, PACK, CODES, memory).tallies for book in (renamed, moved)]
    assert 0 < sum(now is not was for was, now in zip(*tallies, strict=True)) < 3


def test_a_checker_refuses_the_book_of_another_pack():
    checker = Checker(PACK, CODES)
    with pytest.raises(ValueError, match="hebei-lutai-2024"):
        checker.run(Context(second_book(), load_pack("hebei-lutai-2024"), CODES))


def test_every_check_has_a_severity_and_every_severity_a_check() -> None:
    assert {check.code for check in CHECKS} == SEVERITIES.keys()


def test_an_edit_reads_again_only_what_it_changed(monkeypatch):
    """Each text and each sheet is read once for all checks, and not again while an amount of another page changes."""
    read = []
    for module, name in ((typed_figures, "named_figures"), (prose, "contradicting_reasons"), (sheets, "read_sheet")):
        count = partial(_counted, read, name, getattr(module, name))
        monkeypatch.setattr(module, name, count)
    book, checker, memory = sample_book(), Checker(PACK, CODES), Memory()
    checker.run(Context(book, PACK, CODES, memory))
    assert {"named_figures", "contradicting_reasons"} < set(read)
    assert read.count("read_sheet") == len(book.projects)
    read.clear()
    moved = edits.set_field(book.basic[5].id, "amount", "75.17")(book)
    checker.run(Context(moved, PACK, CODES, memory))
    assert set(read) <= {"contradicting_reasons"}
    assert len(read) < len([line for line in book.last_year if line.reason])  # in the sentences whose figures changed
    read.clear()
    named = edits.set_field(book.projects[1].id, "name", "别的名称")(moved)
    checker.run(Context(named, PACK, CODES, memory))
    assert read.count("read_sheet") == 1


def _counted(read, name, function, *given):
    read.append(name)
    return function(*given)
