"""A pack of another place: its list is typed, exported and read back; forms that it lacks are not shown."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from models.book import edits
from models.book.list_lines import ListLine, lines_of
from models.book.records import ProcurementLine
from models.values.money import MoneyUnit
from models.words.search import entries, find
from storage.packs.catalogue import load_pack
from storage.packs.initials import pinyin_readings
from storage.workbook.reader import read_book
from storage.workbook.writer import write_workbook
from tests.form_packs import install, other_forms
from ui.dialogs.help.help_card import HelpCard
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.window.main_window import MainWindow

WAN = MoneyUnit.WAN.value
CTRL = Qt.KeyboardModifier.ControlModifier
PAGE = "list:services"
PROJECT, WHAT, WAY, COUNT, AMOUNT = range(5)


SUB_UNIT = (
    'id = "way", heading = "购买方式"',
    'id = "body", heading = "所属单位", kind = "agency" },\n  { id = "way", heading = "购买方式"',
)
"""Gives the list a column of bodies before 购买方式."""


@pytest.fixture
def changes(request):
    return getattr(request, "param", {})


@pytest.fixture
def pack(tmp_path, changes):
    install(other_forms(**changes), tmp_path / "packs")
    return load_pack("elsewhere-2024", tmp_path / "packs")


@pytest.fixture
def open_book(qapp, pack, codes, disk, seed1):
    return OpenBook(replace(seed1, pack=pack.id, procurement=(), assets=(), texts=()), pack, codes, disk.save)


@pytest.fixture
def page(window):
    window.workspace.open_page(PAGE)
    window.workspace.page.setFocus()
    return window.workspace.page


def records(open_book):
    return [dict(line.cells) for line in lines_of(open_book.book, PAGE)]


def test_a_record_is_typed_with_the_offers_of_project_and_choice(page, keys, open_book):
    keys.at_new_row().type("4").press(Qt.Key.Key_Return)
    keys.at(0, WHAT).type("审计").press(Qt.Key.Key_Return)
    keys.at(0, WAY).type("委").press(Qt.Key.Key_Return)
    keys.at(0, COUNT).type("2").press(Qt.Key.Key_Return)
    keys.at(0, AMOUNT).type("3.5").press(Qt.Key.Key_Return)
    name = open_book.book.projects[3].name
    assert records(open_book) == [{"project": name, "what": "审计", "way": "委托", "count": "2", "amount": 35_000 * 100}]
    totals = page.grid.grid_model.source.totals(open_book.context)
    assert (totals.label, totals.cells["text:count"], totals.amounts["amount:amount"]) == ("合计", "2", 35_000 * 100)


@pytest.mark.parametrize("typed", ["道路养护经费", "dlyh"])
def test_a_name_that_two_projects_share_is_the_same_in_a_record(page, keys, open_book, typed):
    """A record holds the name, so that there is nothing to choose."""
    for project in (open_book.book.projects[1], open_book.book.projects[3]):
        open_book.edit(edits.set_field(project.id, "name", "道路养护经费"))
    keys.at_new_row().type(typed).press(Qt.Key.Key_Return)
    assert [record["project"] for record in records(open_book)] == ["道路养护经费"]


@pytest.mark.parametrize("changes", [{"forms": SUB_UNIT}], indirect=True)
def test_a_body_is_offered_from_the_agencies(page, keys, open_book):
    open_book.edit(edits.insert_line("agencies", {"name": "社区服务中心"}))
    keys.at_new_row().type("4").press(Qt.Key.Key_Return)
    keys.at(0, WAY).type("社区").press(Qt.Key.Key_Return)
    assert records(open_book)[0]["body"] == "社区服务中心"


def test_f1_tells_what_belongs_in_a_column_and_the_guide_opens_at_the_chapter(page, window, keys, qtbot):
    def told():
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1)
        card = next(found for found in window.findChildren(HelpCard) if found.isVisible())
        lines = dict(card.lines)
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1)
        return lines

    keys.at_new_row().type("4").press(Qt.Key.Key_Return)
    words = [keys.at(0, column) and told()["录什么"] for column in (PROJECT, WHAT, AMOUNT)]
    assert [text[:4] for text in words] == ["从版式给", "文字。版", "这一条的"]
    assert window.workspace.chapter == "三公经费、政府采购和固定资产"


def test_a_list_goes_out_and_comes_back_whole(open_book, tmp_path):
    for values in ({"text:what": "物业", "amount:amount": 2 * WAN}, {"text:what": "审计", "text:count": "3"}):
        open_book.edit(edits.insert_line("lists", {"form": "services", **values}))
    target = tmp_path / "公开表.xlsx"
    write_workbook(open_book.book, open_book.pack, open_book.codes, target, draft=True)
    book, disagreements = read_book(target)
    assert (book, list(disagreements)) == (open_book.book, [])
    found = find(entries(open_book.book, open_book.pack, open_book.codes), "物业", pinyin_readings)
    assert [hit.where for hit in found] == ["政府购买服务 第 1 行 服务内容"]


def test_what_the_place_does_not_have_is_not_shown(window, open_book):
    keys = [spec.key for spec in window.workspace._specs.values()]
    assert PAGE in keys
    assert not {"procurement", "assets"} & set(keys)
    window.workspace.open_page("projects")
    sheet = window.workspace.page.sheet
    shown = {part for part, grid in sheet.grids.items() if not grid.isHidden() and grid.isVisibleTo(sheet)}
    assert shown == {"head", "funding", "budget"}


def test_what_was_typed_under_another_form_stays_in_sight(qtbot, theme, icons, settings, open_book, pack, codes, disk):
    lone = replace(open_book.book, lists=(ListLine(90_001, "old", (("thing", "车"),)),), next_id=90_003)
    lone = replace(lone, procurement=(ProcurementLine(90_002, name="纸"),))
    book = OpenBook(lone, pack, codes, disk.save)
    window = MainWindow(PAGES, theme, icons, settings)
    qtbot.addWidget(window)
    window.show_book(book)
    window.workspace.open_page("list:old")
    assert window.workspace.page.grid.grid_model.index(0, 0).data() == "车"
    window.workspace.open_page("procurement")
    assert {f.message.split("：")[0] for f in book.findings if f.code == "L-5"} >= {"政府采购 1 行", "清单 old 1 行"}
