"""The line above a printed form: what a pack's text may name, and what a filled value may hold."""

from __future__ import annotations

from msgspec.structs import replace

from models.published.context import Context
from models.published.head import head_texts
from models.published.printed_tables import published_tables
from models.values.amount_style import WAN
from models.values.text import fill


def test_a_year_may_stand_beside_the_unit(seed1, xingtai, codes):
    pack = replace(xingtai, head={**xingtai.head, "left": "{name} {year}（上年 {last_year}）"})
    assert published_tables(Context(seed1, pack, codes), draft=False).unit == f"{seed1.unit.name} 2024（上年 2023）"


def test_what_a_unit_is_called_is_not_filled_again(seed1, xingtai):
    book = replace(seed1, unit=replace(seed1.unit, name="{year}办公室"))
    assert "{year}办公室" in head_texts(book, xingtai, WAN)[0]


def test_unknown_places_stay_and_the_ends_are_bare():
    assert fill(" {a} {b} ", a=1) == "1 {b}"
