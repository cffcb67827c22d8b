"""References when rows are inserted: laws over random cells and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.templates.references import cell_name, column_number, moved, moved_formula, moved_range

INSERTS = st.dictionaries(st.integers(1, 40), st.integers(1, 5), max_size=3)
ROWS = st.integers(1, 60)
COLUMNS = st.integers(1, 300)


@given(COLUMNS)
def test_letters_of_columns_come_back(column):
    assert column_number(cell_name(1, column)[:-1]) == column


@given(ROWS, ROWS, INSERTS)
def test_rows_keep_their_order(first, second, inserts):
    assert (moved(first, inserts) < moved(second, inserts)) == (first < second)


@given(ROWS, COLUMNS, INSERTS)
def test_a_cell_goes_with_its_row_in_its_own_sheet_alone(row, column, inserts):
    name, after = cell_name(row, column), cell_name(moved(row, inserts), column)
    assert moved_formula(f"{name}*2+LOG10({name})", "支出", inserts, own=True) == f"{after}*2+LOG10({after})"
    assert moved_formula(f"支出!{name}+{name}", "支出", inserts, own=False) == f"支出!{after}+{name}"
    assert moved_formula(f'"{name}"&别的!{name}', "支出", inserts, own=True) == f'"{name}"&别的!{name}'


@given(ROWS, ROWS, INSERTS)
def test_a_range_holds_what_it_held_and_what_came_between(first, second, inserts):
    top, bottom = sorted((first, second))
    start, end = (int(part[1:]) for part in moved_range(f"A{top}:B{bottom}", inserts).split(":"))
    assert start == moved(top, inserts)
    assert moved(bottom, inserts) <= end < moved(bottom + 1, inserts)


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("$6:$8", "$6:$10"),
        ("'支 出'!$A$1:$G$12", "'支 出'!$A$1:$G$14"),
        ("SUM(A7:A9)/Q1", "SUM(A7:A11)/Q1"),
        ("表A7+A8()", "表A7+A8()"),
    ],
)
def test_what_a_formula_may_hold(formula, after):
    assert moved_formula(formula, "支 出", {7: 2}, own=True) == after
