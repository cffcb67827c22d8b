"""三公经费, 政府采购, 固定资产 and 上年数 with real keys."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from models.book.places import Place
from models.book.records import AgencyLine, AssetLine, LastYearFigure, ProcurementLine, ThreePublicLine
from models.paper.form_layout import procurement_sheet
from models.published.context import Context
from models.published.texts.narrative import narrative, plain_text
from models.values.money import Unread
from tests.second_budget import second_book
from ui.grid.rows.model import CELL_ROLE
from ui.pages.common import page_states
from ui.pages.common.page_states import Summary
from ui.pages.entry import assets, procurement, three_public

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Clerk:
    """Keys into the active grid of a page."""

    def __init__(self, qtbot, page, open_book):
        self.qtbot, self.page, self.open_book = qtbot, page, open_book
        self.view = page.grid

    @property
    def book(self):
        return self.open_book.book

    @property
    def model(self):
        return self.view.grid_model

    def column(self, key):
        return next(i for i, column in enumerate(self.model.source.columns) if column.key == key)

    def at(self, row, key):
        self.view.setFocus()
        self.view.setCurrentIndex(self.model.index(row, self.column(key)))
        return self

    def type(self, text):
        for letter in text:
            target = self.view.open_editor or self.view
            if letter.isascii():
                self.qtbot.keyClicks(target, letter)
            else:  # QTest knows no key for it
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        return self

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.view.open_editor or self.view, key, modifier)
        return self

    def enter(self, row, key, text):
        return self.at(row, key).type(text).press(Qt.Key.Key_Return)

    def cell(self, row, key):
        return self.model.index(row, self.column(key)).data(CELL_ROLE)

    def text(self, row, key):
        return self.cell(row, key).text

    @property
    def column_of_labels(self):
        return [self.model.index(row, 0).data() for row in range(self.model.line_count)]


@pytest.fixture
def clerk_of(qtbot, opened, page_alone):
    def make(module, book):
        open_book = opened(book)
        return Clerk(qtbot, page_alone(module.make_page, open_book), open_book)

    return make


# --- 三公经费


def test_three_public_is_typed_by_item_and_source_and_sums_itself(clerk_of, seed1):
    clerk = clerk_of(three_public, seed1)
    assert clerk.column_of_labels == [
        "合计", "一、因公出国（境）费", "二、公务用车购置及运维费", "其中：公务用车购置费", "公务用车运维费", "三、公务接待费",
    ]  # fmt: skip
    clerk.enter(4, "general", "1.5").enter(4, "government_fund", "2").enter(5, "general", "0.25")
    assert [(line.item, line.source, line.amount) for line in clerk.book.three_public] == [
        ("car_running", "general", 1_500_000),
        ("car_running", "government_fund", 2_000_000),
        ("reception", "general", 250_000),
    ]
    assert [clerk.text(row, "total") for row in range(6)] == ["3.75", "", "3.50", "", "3.50", "0.25"]
    table = clerk.open_book.tables["T9"]
    assert table.amount("three_public", "total") == 3_750_000
    clerk.at(4, "general").press(Qt.Key.Key_Delete)
    assert len(clerk.book.three_public) == 2


def test_sums_of_three_public_are_not_typed(clerk_of, seed1):
    clerk = clerk_of(three_public, seed1)
    clerk.enter(0, "general", "1").enter(2, "general", "1").enter(4, "total", "1")
    assert clerk.open_book.step == 0


def test_three_public_against_last_year(clerk_of, seed1):
    clerk = clerk_of(three_public, seed1)
    clerk.enter(5, "general", "0.8")  # past the last row comes what stands below it
    clerk.view = clerk.page.grid
    assert clerk.view is clerk.page.last_year
    assert clerk.view.hasFocus()
    assert [clerk.text(0, key) for key in ("amount", "now", "change")] == ["0.50", "0.80", "增加 0.30"]
    clerk.enter(0, "amount", "0.9")
    assert clerk.text(0, "change") == "减少 0.10"
    clerk.at(0, "reason").press(Qt.Key.Key_Delete)
    figure = next(line for line in clerk.book.last_year if line.item == "three_public")
    assert (figure.amount, figure.reason) == (900_000, "")
    assert len(clerk.book.last_year) == 4


def test_three_public_out_of_another_source_is_shown_and_can_be_taken_back(clerk_of):
    clerk = clerk_of(three_public, second_book())
    assert clerk.column_of_labels[-1] == "公务接待费（事业收入）"
    assert clerk.text(6, "total") == "16.00"
    assert clerk.text(0, "total") == "15.00"
    line = clerk.book.three_public[-1]
    assert clerk.page.go_to(Place("three_public", line.id, "source"))
    clerk.at(6, "total").press(Qt.Key.Key_Delete)
    assert line.id not in {other.id for other in clerk.book.three_public}
    assert clerk.model.line_count == 6


def test_a_pack_without_the_form_still_has_the_four_items(xingtai):
    pack = replace(xingtai, tables=())
    rows = three_public.form_rows(three_public.form_side(pack))
    assert [row.label for row in rows][1:] == list(three_public.terms.THREE_PUBLIC_ITEMS.values())
    assert [row.item for row in rows][1:] == list(three_public.terms.THREE_PUBLIC_ITEMS)


def test_summaries(clerk_of, seed1):
    book = clerk_of(three_public, seed1).open_book
    assert page_states.three_public(book) == Summary("空表")
    assert page_states.procurement(book) == Summary("空表")
    assert page_states.assets(book) == Summary()
    assert page_states.three_public(clerk_of(three_public, second_book()).open_book) == Summary()


def test_three_public_of_each_body(clerk_of, seed1):
    bodies = (AgencyLine(900, "服务中心", "事业"), AgencyLine(901, "党群部本级", "行政"))
    line = replace(seed1.basic[0], sub_unit="服务中心")
    book = replace(seed1, agencies=bodies, basic=(line, *seed1.basic[1:]), next_id=902)
    clerk = clerk_of(three_public, book)
    labels = clerk.column_of_labels
    assert [labels.index(body.name) for body in bodies] == [6, 12]
    clerk.enter(9, "general", "2").enter(15, "general", "1.5").enter(3, "general", "9")  # the last is a sum now
    assert [(line.item, line.sub_unit, line.amount) for line in clerk.book.three_public] == [
        ("car_purchase", "服务中心", 2_000_000), ("car_purchase", "", 1_500_000),
    ]  # fmt: skip
    assert [clerk.text(row, "total") for row in (0, 3, 6, 8, 12)] == ["3.50", "3.50", "2.00", "2.00", "1.50"]
    clerk.at(9, "general").press(Qt.Key.Key_Delete)
    assert [line.sub_unit for line in clerk.book.three_public] == [""]
    assert clerk.page.go_to(Place("three_public", clerk.book.three_public[0].id, "amount"))
    assert clerk.page.grid.currentIndex().row() == 15


# --- 固定资产


def test_assets_are_typed_in_the_rows_of_the_form(clerk_of, seed1):
    clerk = clerk_of(assets, seed1)
    assert clerk.column_of_labels == [row.label for row in clerk.open_book.pack.assets.rows]
    assert clerk.text(0, "value") == "371.12"
    clerk.enter(1, "quantity", "1200.5").enter(1, "value", "80").enter(2, "value", "30")
    assert clerk.text(0, "value") == "451.12"
    clerk.enter(0, "value", "5").enter(0, "quantity", "5")
    assert [(line.item, line.quantity, line.value) for line in clerk.book.assets] == [
        ("other", "977", 371_120_000), ("building", "1200.5", 80_000_000), ("office", "", 30_000_000),
    ]  # fmt: skip
    assert page_states.assets(clerk.open_book) == Summary(holds=True)
    clerk.enter(2, "value", "90")
    finding = next(f for f in clerk.open_book.findings if f.code == "X-26")
    assert clerk.page.go_to(finding.place)
    assert clerk.view.currentIndex().row() == 2
    assert clerk.cell(2, "value").mark == "error"
    assert page_states.assets(clerk.open_book) == Summary()


def test_the_assets_have_their_date_and_hide_nothing(clerk_of, seed1):
    book = replace(seed1, assets=(*seed1.assets, AssetLine(seed1.next_id, "ships", "1", 5)), next_id=seed1.next_id + 1)
    clerk = clerk_of(assets, book)
    assert assets.as_of(clerk.open_book.pack.assets, book) == "截止时间：2023-12-31"
    assert clerk.column_of_labels[-1] == "ships"


# --- 政府采购


def test_a_purchase_line_by_keys(clerk_of, seed1):
    clerk = clerk_of(procurement, seed1)
    clerk.at(0, "project").type("4").press(Qt.Key.Key_Return)
    assert clerk.text(0, "project") == "4 村党组织活动经费"
    assert clerk.text(0, "budget") == "74.00"
    clerk.enter(0, "catalogue", "A02010104").enter(0, "quantity", "10").enter(0, "price", "5000").enter(0, "amount", "5")
    line = clerk.book.procurement[0]
    assert (line.project, line.price, line.amount, line.quantity) == (seed1.projects[3].id, 500_000, 5_000_000, "10")
    assert clerk.text(0, "price") == "5,000.00"
    clerk.enter(0, "price", "0.8万元")
    assert clerk.text(0, "price") == "8,000.00"
    clerk.enter(0, "price", "?")
    assert clerk.book.procurement[0].price == Unread("?")
    clerk.at(0, "project").press(Qt.Key.Key_Delete)
    assert clerk.book.procurement[0].project == 0
    assert clerk.text(0, "budget") == ""


def test_a_blank_amount_of_a_purchase_follows_from_quantity_and_price(clerk_of, seed1):
    """As a ghost, in the sum, on the printed table and in 情况说明; a typed amount stands, Delete brings the ghost back."""
    clerk = clerk_of(procurement, seed1)
    clerk.enter(0, "name", "computer").enter(0, "catalogue", "A02010104").enter(0, "quantity", "10")
    assert [f.message for f in clerk.open_book.findings if f.code == "R-3"] == ["政府采购 第 1 行：没有金额"]
    clerk.enter(0, "price", "5000")
    assert clerk.book.procurement[0].amount is None
    assert not [f.message for f in clerk.open_book.findings if f.code == "R-3"]
    ghost = clerk.cell(0, "amount")
    assert (ghost.text, ghost.ghost, ghost.editable, ghost.origin) == ("5.00", True, True, "推算：数量 × 单价")
    assert clerk.model.totals.cells["amount"] == "5.00"
    assert printed_purchases(clerk.open_book) == [["合计", "5.00", "5.00"], ["computer", "0.50", "5.00", "5.00"]]
    assert "2024年安排政府采购预算5.00万元，其中：货物5.00万元" in plain_text(narrative(clerk.open_book.context)[0], draft=False)
    clerk.enter(0, "amount", "6")
    assert (clerk.book.procurement[0].amount, clerk.cell(0, "amount").ghost) == (6_000_000, False)
    assert [f.message for f in clerk.open_book.findings if f.code == "X-25"] == [
        "政府采购 第 1 行：数量 × 单价 = 5.00，金额 6.00，少 1.00"
    ]
    clerk.at(0, "amount").press(Qt.Key.Key_Delete)
    assert clerk.cell(0, "amount") == ghost


def printed_purchases(open_book):
    """The names and the figures of the rows below the headings."""
    sheet = procurement_sheet(open_book.pack.procurement, open_book.book, open_book.pack, "政府采购", draft=False)
    rows = [[cell.text for cell in row.cells if cell.text] for row in sheet.rows[sheet.freeze :]]
    return [[text for text in row if text not in {"A02010104", "10"}] for row in rows if len(row) > 1]


def test_projects_are_found_by_name_in_the_list(clerk_of, seed1):
    clerk = clerk_of(procurement, seed1)
    clerk.at(0, "name").type("x").press(Qt.Key.Key_Return)
    clerk.at(0, "project").press(Qt.Key.Key_Down, ALT)
    assert clerk.view.delegate.completion.is_open
    clerk.press(Qt.Key.Key_Down).press(Qt.Key.Key_Down).press(Qt.Key.Key_Return)
    assert clerk.book.procurement[0].project in {project.id for project in seed1.projects}


@pytest.mark.parametrize(
    ("text", "number"),
    [("4", 4), ("4 村党组织活动经费", 4), ("村党组织活动经费", 4), ("妇联", 9), ("13051124P000667100036", 4), ("没有这个", None)],
)
def test_what_a_typed_project_means(seed1, xingtai, codes, text, number):
    context = Context(seed1, xingtai, codes)
    meant = procurement.project_meant(text, context)
    assert meant == (None if number is None else str(seed1.projects[number - 1].id))


def test_the_number_of_a_project_is_its_place_not_its_line(seed1, xingtai, codes):
    context = Context(seed1, xingtai, codes)
    for text in ("", "不属于项目"):
        assert procurement.project_meant(text, context) == "0"
    last = len(seed1.projects)
    assert procurement.project_meant(str(last), context) == str(seed1.projects[-1].id)
    assert procurement.project_meant(str(last + 1), context) is None


def test_a_purchase_of_a_project_that_is_gone_says_so(clerk_of, seed1):
    book = replace(seed1, procurement=(ProcurementLine(seed1.next_id, 987_654, name="电脑"),), next_id=seed1.next_id + 1)
    clerk = clerk_of(procurement, book)
    assert clerk.text(0, "project") == "项目已经不在了"
    assert clerk.cell(0, "project").mark == "error"


# --- nothing is shown twice or lost


def test_several_lines_of_one_cell_are_added(clerk_of, seed1):
    lines = (ThreePublicLine(90_001, "reception", "general", 1_000_000), ThreePublicLine(90_002, "reception", "general", 2_000_000))
    years = (LastYearFigure(90_003, "three_public", 1_000_000, "甲"), LastYearFigure(90_004, "three_public", None, "乙"))
    clerk = clerk_of(three_public, replace(seed1, three_public=lines, last_year=years, next_id=90_005))
    assert clerk.text(5, "general") == "3.00"
    clerk.enter(5, "general", "4")
    assert [line.amount for line in clerk.book.three_public] == [4_000_000]
    assert clerk.page.last_year.grid_model.index(0, 4).data() == "甲；乙"
