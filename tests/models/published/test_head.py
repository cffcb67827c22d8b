"""The line above a printed form: what a pack's text may name, and what a filled value may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.pack.phrases import UnpairedBraceError, fill, pieces
from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from models.published.head import head_texts
from models.published.printed_tables import published_tables
from models.values.amount_style import WAN


def test_a_year_may_stand_beside_the_unit(seed1, xingtai, codes):
    pack = replace(xingtai, head={**xingtai.head, "left": "{name} {year}（上年 {last_year}）"})
    assert published_tables(Context(seed1, pack, codes), draft=False).unit == f"{seed1.unit.name} 2024（上年 2023）"


def test_titles_headings_and_notes_name_unit_and_year(seed1, xingtai, codes):
    specs = xingtai.tables
    named = [replace(spec, title="{year}年" + spec.title, empty_note="{unit}{last_year}") for spec in specs]
    context = Context(seed1, replace(xingtai, tables=tuple(named)), codes)
    printed = published_tables(context, draft=False)
    assert list(printed.tables) == [f"2024年{spec.title}" for spec in specs]
    assert set(printed.notes.values()) == {f"{seed1.unit.name}2023"}
    assert [plan.entry.title for plan in sheet_plans(context) if plan.entry.table] == list(printed.tables)


def test_what_a_unit_is_called_is_not_filled_again(seed1, xingtai):
    book = replace(seed1, unit=replace(seed1.unit, name="{year}办公室"))
    assert "{year}办公室" in head_texts(book, xingtai, WAN)[0]


def test_a_place_without_a_value_is_an_error_and_the_ends_are_bare():
    assert fill(" {a} {b} ", a=1, b="") == "1"
    with pytest.raises(KeyError):
        fill("{a} {b}", a=1)


@given(st.text("{}ab年"))
def test_no_brace_of_a_text_ever_prints(text):
    try:
        names = {name for name, is_place in pieces(text) if is_place}
    except UnpairedBraceError:
        return
    printed = fill(text, **dict.fromkeys(names, "1"))
    assert not {"{", "}"} & set(printed)
