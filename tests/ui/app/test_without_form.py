"""A book whose form was removed or damaged: it says which form is missing, and can go on with another."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.ui.running_app import choose, pick, the_sample

GONE = "county-gone-2024"


@pytest.fixture
def orphan(office):
    """The id of a book without its form, in the database."""
    return office.library.store.create(replace(the_sample(), pack=GONE))


def test_a_book_without_its_form_goes_on_with_another(office, orphan):
    seen = []
    office.will_answer(choose("other", seen), pick(office, "switch"))
    assert office.controller.open_entry(orphan)
    assert seen[0].startswith(f"没有“{GONE}”这个版式包")
    assert "录入的内容都留着" in seen[0]
    opened = office.open_book
    assert opened.book.pack == opened.pack.id != GONE
    assert opened.book == replace(the_sample(), pack=opened.pack.id)
    assert office.library.store.load(orphan) == opened.book
    assert [step.label for step in office.library.store.edit_log(orphan).steps()] == [f"换成{opened.pack.name}"]


@pytest.mark.parametrize("answers", [[choose("close")], [choose("other"), choose("leave")]], ids=["closed", "left"])
def test_a_book_without_its_form_stays_as_it_is_when_left(office, orphan, answers):
    office.will_answer(*answers)
    assert not office.controller.open_entry(orphan)
    assert office.open_book is None
    assert office.library.store.load(orphan).pack == GONE
