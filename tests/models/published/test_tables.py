"""The official tables: the golden budget, the second budget, and what every table must keep."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book.fact_totals import book_facts
from models.book.facts import tally_facts
from models.pack.forms.tables import TOTAL_ROW, side_streams
from models.published.table_totals import build_tables
from models.published.tables import belongs_to, tallies_behind
from tests.golden_books import GOLDEN, read_json, seed1_book
from tests.second_budget import second_book


def tables_of(book, pack, codes):
    return build_tables(pack, codes, tally_facts(book_facts(book, codes, withheld_counts=pack.withheld_counts)))


@pytest.mark.parametrize("income", [True, False], ids=["income typed", "income follows"])
def test_golden_entries_give_back_every_cell_and_note(income, xingtai, codes):
    expected = read_json("seed1_expected_tables.json")
    tables = tables_of(seed1_book(income=income), xingtai, codes)
    assert {t.spec.title: t.printed() for t in tables.values()} == expected["tables"]
    notes = {t.spec.title: t.spec.empty_note for t in tables.values() if t.is_empty}
    assert notes == expected["notes"]
    assert not any(t.unplaced for t in tables.values())


def show_tables(tables) -> str:
    """Tables as text for the golden file: non-blank rows, notes and 未归入."""
    lines = []
    for table in tables.values():
        lines.append(f"## {table.spec.id} {table.spec.title}")
        if table.is_empty:
            lines.append(table.spec.empty_note)
        lines.extend(" | ".join(row) for row in table.printed() if any(cell.endswith(tuple("0123456789")) for cell in row[2:]))
        lines.extend(
            f"未归入 {u.reason} {u.tally.stream} {u.tally.key.source} {u.tally.key.function or '-'} {u.tally.amount // 1_000_000}"
            for u in table.unplaced
        )
    return "\n".join(lines) + "\n"


def test_second_budget_gives_the_tables_written_by_hand(xingtai, codes):
    expected = (GOLDEN / "second_budget.txt").read_text(encoding="utf-8")
    assert show_tables(tables_of(second_book(), replace(xingtai, withheld_counts=True), codes)) == expected


@pytest.mark.parametrize("book", [seed1_book(), second_book()], ids=["golden", "second"])
def test_no_table_loses_or_doubles_a_fen(book, xingtai, codes):
    facts = book_facts(book, codes, withheld_counts=True)
    for table in build_tables(xingtai, codes, tally_facts(facts)).values():
        for i, side in enumerate(table.sides):
            assert_conserved(facts, table, i, side)


def assert_conserved(facts, table, index, side):
    """What a side is about = what stands in its leaf cells + what it could not place."""
    spec = side.side
    scope = sum(f.amount for f in facts if f.stream in side_streams(spec) and belongs_to(spec, f.stream, f.key))
    leaf_columns = [i for i, c in enumerate(spec.columns) if not c.sum]
    if spec.rows:
        cells = [row for row in side.rows if row.id == TOTAL_ROW]
    else:
        sums = {line.id for line in spec.lines if line.sum}
        cells = [row for row in side.rows if row.id not in sums]
    placed = sum(row.values[i] for row in cells for i in leaf_columns)
    if table.is_empty:
        placed = 0
    assert placed + sum(u.tally.amount for u in table.unplaced if u.side == index) == scope


def test_every_coded_row_is_the_sum_of_the_codes_below_it(xingtai, codes):
    facts = book_facts(second_book(), codes, withheld_counts=True)
    for table in build_tables(xingtai, codes, tally_facts(facts)).values():
        for side in table.sides:
            if side.side.rows:
                below = [f for f in facts if f.stream == side.side.facts and side.side.where.takes(f.key)]
                column = next(i for i, c in enumerate(side.side.columns) if c.id == "total")
                for row in side.rows[1:]:
                    whole = sum(f.amount for f in below if getattr(f.key, side.side.rows.by).startswith(row.id))
                    missing = sum(
                        u.tally.amount for u in side.unplaced if getattr(u.tally.key, side.side.rows.by).startswith(row.id)
                    )
                    assert row.values[column] == whole - missing


def test_lines_behind_a_figure_add_up_to_it(xingtai, codes):
    tallies = tally_facts(book_facts(second_book(), codes, withheld_counts=True))
    tables = tables_of(second_book(), replace(xingtai, withheld_counts=True), codes)
    for table in tables.values():
        for index, side in enumerate(table.sides):
            for row in side.rows:
                for column, value in zip(side.side.columns, row.values, strict=True):
                    behind = tallies_behind(table, codes, tallies, index, row.id, column.id)
                    assert sum(t.amount for t in behind) == value, (table.spec.id, row.id, column.id)


def test_withheld_amounts_count_only_where_the_pack_says_so(xingtai, codes):
    counted = book_facts(second_book(), codes, withheld_counts=True)
    left_out = book_facts(second_book(), codes, withheld_counts=False)
    assert any(f.key.function == "2040299" for f in counted)
    assert not any(f.key.function == "2040299" for f in left_out)
