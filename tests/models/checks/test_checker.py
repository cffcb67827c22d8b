"""What a checker remembers: only what cannot have changed."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from models import edits
from models.book import Book
from models.checks import CHECKS, Checker, run_checks
from models.checks.context import Context
from storage.packs import built_in_codes, load_pack
from tests.golden_books import seed1_book
from tests.second_budget import second_book
from tests.strategies import books

PACK = load_pack("hebei-xingtai-2024")
CODES = built_in_codes("2024")
DEFAULTS = Book(PACK.id, 2024)


@pytest.mark.parametrize("check", [c for c in CHECKS if c.reads], ids=lambda c: c.code)
@settings(max_examples=15, deadline=None)
@given(book=books())
def test_a_check_reads_no_more_than_it_says(check, book):
    others = {f.name: getattr(DEFAULTS, f.name) for f in fields(Book) if f.name not in {*check.reads, "next_id"}}
    bare = replace(book, **others)
    assert list(check.run(Context(bare, PACK, CODES))) == list(check.run(Context(book, PACK, CODES)))


def test_a_checker_follows_edits_as_if_it_remembered_nothing():
    checker = Checker(PACK, CODES)
    book = seed1_book()
    project = book.projects[1]
    steps = (
        edits.set_field(book.basic[5].id, "amount", "75.17"),
        edits.set_field(project.indicators[3].id, "target", "≥100%"),
        edits.set_unit("region", "420000"),
        edits.set_field(project.funding[0].id, "amount", "见附表"),
        edits.delete_lines([project.id]),
        edits.insert_line("procurement", {"name": "电脑", "quantity": "3", "price": 500_000, "amount": 1}),
    )
    for step in steps:
        book = step(book)
        context = Context(book, PACK, CODES)
        assert checker.run(context) == run_checks(context)


def test_a_checker_refuses_the_book_of_another_pack():
    checker = Checker(PACK, CODES)
    with pytest.raises(ValueError, match="hebei-lutai-2024"):
        checker.run(Context(second_book(), load_pack("hebei-lutai-2024"), CODES))
