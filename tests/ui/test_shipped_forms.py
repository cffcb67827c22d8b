"""The forms of another province in the window: every page of their known budgets opens, the workbook prints them as published."""

from __future__ import annotations

import pytest

from models.published.head import page_text
from storage.files.expected import known_budgets
from storage.packs.catalogue import load_pack
from storage.paths import BUILT_IN_PACKS
from storage.workbook.reader import read_book, read_tables
from tests.ui.running_app import CTRL, Key, choose, give_file
from ui.pages.registry import PAGES, pages_of

PACKS = ("shanghai-putuo-2024", "shanghai-putuo-2025", "shanghai-putuo-2026", "shanghai-putuo-unit-2026")


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_known_budget_is_seen_and_exported(office, tmp_path, monkeypatch, pack_id):
    (budget,) = known_budgets(BUILT_IN_PACKS / pack_id, load_pack(pack_id))
    book, pack = budget.context.book, budget.context.pack
    office.controller.open_entry(office.library.store.create(book))
    pages = [spec.key for spec in pages_of(PAGES, pack, book)]
    assert "typed" in pages
    assert not {"procurement", "assets"} & set(pages)
    for key in pages:
        office.window.workspace.open_page(key)
        assert office.page.key == key
    target = tmp_path / "导出.xlsx"
    give_file(monkeypatch, target)
    office.will_answer(choose("draft"), choose("close"))
    office.press(Key.Key_E, CTRL)
    printed = read_tables(target).tables
    for table in budget.context.tables.values():
        assert [list(row) for row in printed[page_text(book, table.spec.title)]] == table.printed()
    assert read_book(target) == (book, ())
