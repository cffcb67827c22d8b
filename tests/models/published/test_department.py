"""The amounts of the whole budget are the figures of its tables."""

from __future__ import annotations

from hypothesis import given, settings

from models.pack.forms.sheet import DEPARTMENT_MONEY
from models.projects.sheet_values import project_value
from models.published.context import Context
from models.published.figures import department_amounts, department_sheet
from models.values.money import fen
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book
from tests.overall_pack import overall_pack
from tests.strategies import books

CODES = built_in_codes("2024")


def test_the_head_shows_what_the_published_tables_show(tmp_path):
    pack = overall_pack(tmp_path / "包", "overall-one-system")
    context = Context(seed1_book(), pack, CODES)
    spending, sheet = context.tables["T3"], department_sheet(context)
    shown = {name: project_value(sheet, name, pack.overall, context.book) for name in ("budget", "basic", "project", "unit")}
    assert shown == {
        "budget": spending.amount("total", "total"),
        "basic": spending.amount("total", "basic"),
        "project": spending.amount("total", "project"),
        "unit": context.book.unit.name,
    }


@settings(max_examples=40, deadline=None)
@given(book=books())
def test_parts_add_up_to_the_whole(book):
    amounts = department_amounts(Context(book, load_pack("hebei-xingtai-2024"), CODES))
    assert amounts.keys() == DEPARTMENT_MONEY.keys()
    for parts in (
        ("fiscal", "other"),
        ("basic", "project", "remaining"),
        ("general", "government_fund", "state_capital", "fiscal_account", "unit_funds"),
    ):
        assert sum(amounts[part] for part in parts) == amounts["budget"]
    assert amounts["fiscal"] == amounts["fiscal_current"] + amounts["fiscal_carried"]
    if all(line.amount is None or fen(line.amount) >= 0 for line in book.basic):  # a negative one may be of neither
        assert amounts["staff"] + amounts["office"] <= amounts["basic"]
