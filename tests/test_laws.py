"""Laws that hold for any book: no fen lost or doubled, and what goes out comes back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from models.book.exchange import publishable
from models.book.fact_totals import book_facts
from models.book.facts import tally_facts
from models.checks.checker import run_checks
from models.published.context import Context
from models.published.table_totals import build_tables
from storage.packs.catalogue import built_in_codes, load_pack
from storage.workbook.reader import read_book, read_tables
from storage.workbook.writer import write_workbook
from tests.models.published.test_tables import assert_conserved
from tests.strategies import books

PACKS = {pack_id: load_pack(pack_id) for pack_id in ("hebei-xingtai-2024", "hebei-lutai-2024")}
CODES = built_in_codes("2024")


@settings(max_examples=80, deadline=None)
@given(books())
def test_tables_never_lose_or_double_a_fen(book):
    facts = book_facts(book, CODES, withheld_counts=True)
    for table in build_tables(PACKS["hebei-xingtai-2024"], CODES, tally_facts(facts)).values():
        for index, side in enumerate(table.sides):
            assert_conserved(facts, table, index, side)


@settings(max_examples=60, deadline=None)
@given(books())
def test_no_book_breaks_a_check(book):
    for pack in PACKS.values():
        for finding in run_checks(Context(book, pack, CODES)):
            assert finding.message
            assert finding.place.key


@pytest.mark.parametrize("pack_id", PACKS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(book=books())
def test_a_workbook_gives_its_book_back(pack_id, tmp_path, book):
    book = replace(book, pack=pack_id)
    path = tmp_path / "a.xlsx"
    write_workbook(book, PACKS[pack_id], CODES, path, draft=True)
    assert read_book(path) == (publishable(book), ())
    context = Context(book, PACKS[pack_id], CODES)
    assert read_tables(path).tables == {t.spec.title: t.printed() for t in context.tables.values()}
