"""新建 proposes the year that is due, last year's unit and a form of its place, whatever the month and the place."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.book.records import Book, Unit
from tests.ui.running_app import CTRL, Key, Office

MONTHS = {1: 2026, 6: 2026, 7: 2027, 10: 2027, 12: 2027}
"""Month of 2026 → the budget year that is due."""

PLACES = {
    "1305": ("hebei-xingtai-2025", {2026: "hebei-xingtai-2026", 2027: "hebei-xingtai-2027"}),
    "3101": ("shanghai-putuo-2025", {2026: "shanghai-putuo-2026", 2027: "shanghai-putuo-2026"}),
}
"""区划代码 → last year's form, and the one that is proposed for a year; the newest where the year has none."""


@pytest.fixture
def open_in(qtbot, theme, icons):
    """Starts the program in a month of 2026; where ``book`` is given, that is there already."""
    started = []

    def start(month, book=None):
        office = Office(qtbot, theme, icons, clock=lambda: datetime(2026, month, 15, 9).astimezone()).start()
        started.append(office)
        if book is not None:
            office.library.store.create(book)
            office.controller.show_start()
        return office

    yield start
    for office in started:
        assert office.all_answered()
        office.library.close()


def asked(office):
    """What the dialog proposes when it opens."""
    seen = {}

    def look(dialog):
        seen.update(year=dialog.year.text(), unit=dialog.book.unit, pack=dialog.pack.pack.id, facts=dialog.facts.text())
        seen.update(focus=dialog.focusWidget() is dialog.code)
        dialog.reject()

    office.will_answer(look)
    office.press(Key.Key_N, CTRL)
    return seen


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("region", PLACES)
def test_it_proposes_the_year_last_years_unit_and_its_form(open_in, month, region):
    before, packs = PLACES[region]
    unit = Unit(code="301", name="城关镇", region=f"{region}07")
    year = MONTHS[month]
    seen = asked(open_in(month, Book(before, year - 1, "批复", unit)))
    assert (seen["year"], seen["unit"], seen["pack"]) == (str(year), unit, packs[year])
    assert ("没有 2027 年的版式" in seen["facts"]) is (region == "3101" and year == 2027)


@pytest.mark.parametrize("month", MONTHS)
def test_without_a_book_the_year_is_proposed_and_the_unit_is_typed_first(open_in, month):
    seen = asked(open_in(month))
    assert (seen["year"], seen["unit"], seen["focus"]) == (str(MONTHS[month]), Unit(), True)


@pytest.mark.parametrize(("region", "pack"), [("130502", "hebei-xingtai-2027"), ("310107", "shanghai-putuo-2026")])
def test_without_a_book_the_typed_place_leads_to_its_form(open_in, region, pack):
    office = open_in(10)

    def fill(dialog):
        office.tab_to(dialog.name).type("城关镇").tab_to(dialog.region).type(region)
        assert dialog.pack.pack.id == pack
        office.press(Key.Key_Return)

    office.will_answer(fill)
    office.press(Key.Key_N, CTRL)
    assert (office.open_book.book.year, office.open_book.book.pack) == (2027, pack)
