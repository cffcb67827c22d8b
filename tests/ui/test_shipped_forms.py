"""The forms of another province in the window: every page of their known budgets opens, the workbook prints them as published."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView

from models.book import edits
from models.published.head import page_text
from storage.files.expected import known_budgets
from storage.packs.catalogue import load_pack
from storage.paths import BUILT_IN_PACKS
from storage.workbook.reader import read_book, read_tables
from tests.ui.appearance.drawn_text import AMOUNT_CUT, listening
from tests.ui.running_app import CTRL, SHIFT, Key, choose, give_file, the_sample
from ui.pages.registry import PAGES, pages_of

PACKS = ("shanghai-putuo-2024", "shanghai-putuo-2025", "shanghai-putuo-2026", "shanghai-putuo-unit-2026")
IN_YUAN = "shanghai-putuo-2026"
DISTRICT = "hebei-lutai-district-2025"
OTHER_UNIT = re.compile("(?<!单价100)万元")
"""But for a limit in the name of a typed figure."""
SAYS_BOTH = re.compile(" 万元 ＝ |^按元输入")
"""The content line: an amount in both units, and how one may be typed."""
STAGE = "调整"
GAP = 3
"""The column 差 of 阶段对比."""
MOST_ROWS = 60
"""Rows of a table that are read."""


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


def test_the_statement_of_a_district_is_seen_and_exported(office, tmp_path, monkeypatch):
    """A form without tables: its pages open, and its workbook has the sheets between the two parts of the text."""
    (budget,) = known_budgets(BUILT_IN_PACKS / DISTRICT, load_pack(DISTRICT))
    book, pack = budget.context.book, budget.context.pack
    office.controller.open_entry(office.library.store.create(book))
    pages = [spec.key for spec in pages_of(PAGES, pack, book)]
    assert pages[1:6] == ["cover", "projects", "three_public", "typed", "texts"]
    for key in pages:
        office.window.workspace.open_page(key)
        assert office.page.key == key
    office.window.workspace.open_page("three_public")
    last_year = office.page.last_year_model
    assert [last_year.index(row, 0).data() for row in range(last_year.rowCount())] == list(pack.last_year.values())
    office.window.workspace.open_page("typed")
    due = next(view.model() for view in office.page.findChildren(QTableView) if view.model().index(0, 0).data() == "应偿还债务本息")
    assert [due.index(row, 1).data() for row in range(3)] == ["4,944.00", "1,000.00", "3,944.00"]
    target = tmp_path / "导出.xlsx"
    give_file(monkeypatch, target)
    office.will_answer(choose("submission"), choose("close"))
    office.press(Key.Key_E, CTRL)
    assert read_book(target) == (book, ())
    names = load_workbook(target).sheetnames
    assert names[0] == "区级预算公开说明"
    assert [name[:2] for name in names[1:19]] == [f"{number:02d}" for number in range(1, 19)]
    assert names[19] == "区级预算公开说明（续）"


@pytest.fixture
def street(office):
    """The known budget of 2026, in whose form 项目 have no sheets of their own and amounts are in 元, in the window."""
    (budget,) = known_budgets(BUILT_IN_PACKS / IN_YUAN, load_pack(IN_YUAN))
    office.controller.open_entry(office.library.store.create(budget.context.book))
    return office


def words_of(widget):
    """What stands in the labels, buttons, headings and cells of a window."""
    yield from (label.text() for kind in (QLabel, QAbstractButton) for label in widget.findChildren(kind) if label.isVisible())
    for view in widget.findChildren(QTableView):
        model = view.model()
        if view.isVisible():
            across, down = range(model.columnCount()), range(min(model.rowCount(), MOST_ROWS))
            yield from (str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in across)
            yield from (str(model.index(row, at).data() or "") for row in down for at in across)


def test_a_form_in_yuan_shows_no_other_unit(street):
    """But for the content line, which tells an amount in both, and the published texts and tables, which have their own."""
    pages = pages_of(PAGES, street.open_book.pack, street.open_book.book)
    for key in (spec.key for spec in pages if spec.key not in {"texts", "preview"}):
        street.open_page(key)
        told = [words for words in words_of(street.window) if OTHER_UNIT.search(words) and not SAYS_BOTH.search(words)]
        assert not told, key
    street.open_page("projects")
    assert street.page.pinned.texts[2] == "128,850.00"
    assert "128,850.00" in set(words_of(street.page.sheet.grids["budget"].parentWidget()))


def test_sums_of_several_projects_are_in_the_unit_of_their_heading(street):
    street.open_page("projects")
    street.tab_to(street.page.list.grid).press(Key.Key_Home).press(Key.Key_Down, SHIFT)
    funding, budget = (street.page.sheet.grids[part].grid_model for part in ("funding", "budget"))
    amount = next(at for at in range(funding.columnCount()) if funding.column(at).key == "amount")
    assert (funding.heading(amount), funding.index(0, amount).data()) == ("金额（元）", "257,700.00")
    assert [budget.index(0, at).data() for at in (0, 1)] == ["预算数（元）", "257,700.00"]
    street.window.actions_of_window["amounts_in_yuan"].trigger()
    assert (funding.heading(amount), funding.index(0, amount).data()) == ("金额（万元）", "25.77")


def test_the_next_year_of_a_form_in_yuan_is_asked_in_yuan(street):
    def look(dialog):
        assert "预算数（元）" in set(words_of(dialog))
        assert "128,850.00" in set(words_of(dialog))
        assert not [words for words in words_of(dialog) if "万元" in words or "绩效目标表" in words]
        dialog.buttons["create"].click()

    street.will_answer(look)
    street.window.actions_of_window["roll_over"].trigger()
    assert (street.open_book.book.year, street.open_book.book.pack) == (2027, IN_YUAN)


def test_a_form_without_sheets_offers_nothing_for_them(street):
    assert not street.window.actions_of_window["export_projects"].isEnabled()
    street.open_page("projects")
    assert not street.window.actions_of_window["export_projects"].isEnabled()
    street.tab_to(street.page.list.grid).press(Key.Key_Home).press(Key.Key_Down, SHIFT)
    offered = [action.text() for action in street.page.actions_of_page if action.isVisible()]
    assert offered == ["新建项目", "删除 2 个项目"]
    street.controller.show_sample()
    assert street.window.actions_of_window["export_projects"].isEnabled()


def test_no_finding_sends_to_a_page_that_the_form_does_not_have(street):
    known = {place for spec in pages_of(PAGES, street.open_book.pack, street.open_book.book) for place in (spec.key, *spec.places)}
    for finding in street.open_book.findings:
        for place in (finding.place, finding.other_place):
            assert place is None or not place.page or place.page in known, finding.message
        assert not [name for name in ("“政府采购”", "“固定资产”", "绩效目标表") if name in finding.remedy], finding.message


def test_a_paste_names_the_column_as_its_heading_does(street):
    street.open_page("typed").at(0, 1)
    QGuiApplication.clipboard().setText("12.5")
    seen = []
    street.will_answer(choose("leave", seen))
    street.press(Key.Key_V, CTRL)
    assert seen == ["从表格复制了 1 行 1 列，从其他数据 第 1 行的“金额（元）”起填。"]


def test_two_stages_of_a_form_in_yuan_are_compared_in_yuan_with_whole_figures(street):
    street.will_answer(choose(STAGE))
    street.window.actions_of_window["next_stage"].trigger()
    street.open_book.edit(edits.set_three_public("abroad", "general", "1234.5"))
    street.open_page("comparison")
    grid = street.page.grid
    assert grid.grid_model.unit_beside == "元"
    shown = [str(grid.grid_model.index(row, GAP).data()) for row in range(grid.grid_model.line_count)]
    assert "新增，多 12,345,000.00" in shown
    for width in (1366, 1024):
        street.window.resize(width, 738)
        with listening() as heard:
            grid.grab()
        assert not [fault for fault in heard.faults if fault.rule == AMOUNT_CUT]
        room = grid.columnWidth(GAP) - 2 * street.theme.px(6)
        assert max(map(grid.fontMetrics().horizontalAdvance, shown)) <= room


def test_every_figure_of_the_tables_tells_where_it_comes_from_and_leads_there(street):
    """机关运行经费 is no line with codes, but a typed figure."""
    street.open_page("preview")
    page, origins = street.page, set()
    for table in street.open_book.tables:
        page.list.select(table)
        page.sheet_view.setFocus()
        for key in (Key.Key_Down, *[Key.Key_Right] * 8):
            street.press(key)
            origins.update(words for words in words_of(page.origin) if words.endswith("的来源"))
    assert {"156,211,123 的来源", "443.18 的来源"} <= origins
    assert "其他数据 机关运行经费" in set(words_of(page.origin))
    street.press(Key.Key_Return).press(Key.Key_Return)
    assert street.page.key == "typed"
    assert street.page.current_place.field == "amount"


def test_assets_that_the_form_has_no_place_for_are_not_summed_to_nothing(office):
    office.controller.open_entry(office.library.store.create(replace(the_sample(), pack="shanghai-putuo-2024")))
    office.open_page("home")
    office.qtbot.waitUntil(lambda: bool(office.page.state.plain.rows))
    rows = [[cell.text for cell in row.cells] for row in office.page.state.plain.rows]
    assert ["固定资产", "已填", "", "1 行 · 这个版式没有这张表"] in rows
