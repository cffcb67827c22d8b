"""A list that the program fills, in the preview and the window: it has no page of its own, its figures lead to the projects."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from models.projects.amounts import project_budget
from models.values.money import MoneyUnit
from storage.packs.catalogue import load_pack
from storage.workbook.reader import read_book
from storage.workbook.writer import write_workbook
from tests.form_packs import install, other_forms
from ui.session.open_book import OpenBook

SPENDING = """
[[list]]
id = "services"
title = "项目支出表"
lines = "projects"
columns = [
  { id = "name", heading = "项目名称", field = "name" },
  { id = "total", heading = ["金额", "合计"], field = "amount", sum = true, equals = "T3:total:project" },
]
"""


@pytest.fixture
def pack(tmp_path):
    install({**other_forms(), "forms.toml": SPENDING.encode()}, tmp_path / "packs")
    return load_pack("elsewhere-2024", tmp_path / "packs")


@pytest.fixture
def open_book(qapp, pack, codes, disk, seed1):
    return OpenBook(replace(seed1, pack=pack.id, procurement=(), assets=(), texts=()), pack, codes, disk.save)


@pytest.fixture
def page(window):
    window.workspace.open_page("preview")
    page = window.workspace.page
    assert page.list.select("list:services")
    return page


def test_a_figure_of_a_project_leads_to_the_project(window, page, qtbot, open_book):
    assert "list:services" not in window.workspace._specs
    first = open_book.book.projects[0]
    budget = f"{project_budget(first) / MoneyUnit.WAN.value:.2f}"
    page.sheet_view.setFocus()
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Down)
    title, where, comparison, _ = page.origin.words
    assert (title.endswith("的来源"), where, comparison) == (True, "合计 · 合计", "与表中数一致")
    assert len(page.origin.table.plain.rows) == len(open_book.book.projects) + 1
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Down)
    assert page.origin.words[:2] == (f"{budget} 的来源", f"第 1 行 · {first.name} · 合计")
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Return)
    qtbot.keyClick(page.origin.part, Qt.Key.Key_Return)
    assert window.workspace.page.key == "projects"
    assert window.workspace.page.sheet.project == first.id


def test_it_goes_out_with_the_workbook_and_the_book_comes_back(open_book, tmp_path):
    target = tmp_path / "公开表.xlsx"
    write_workbook(open_book.book, open_book.pack, open_book.codes, target, draft=True)
    book, disagreements = read_book(target)
    assert (book, list(disagreements)) == (open_book.book, [])
