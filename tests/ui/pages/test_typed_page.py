"""其他数据 with real keys: the rows of the form, the window's navigation, undo, search, the log and the next year."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from models.book.places import Place
from models.book.records import AgencyLine, BasicLine, TypedFigure
from models.pack.forms.narrative import NarrativeForm
from models.pack.forms.typed import OPERATING, TypedRow
from models.words.help import first_text
from models.words.search import entries, find
from models.years.roll_over import RollOverOptions, roll_over
from storage.help_texts import help_texts
from tests.typed_form import ROWS, asking
from tests.ui.pages.test_forms_pages import Clerk
from ui.grid.rows.model import CELL_ROLE
from ui.pages.entry import typed
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.window.main_window import MainWindow

WAN = 1_000_000


@pytest.fixture
def opened_with(codes, disk):
    def opened_with(book, pack):
        return OpenBook(book, pack, codes, disk.save)

    return opened_with


@pytest.fixture
def clerk_of(qtbot, opened_with, page_alone):
    def clerk_of(book, pack):
        open_book = opened_with(book, pack)
        return Clerk(qtbot, page_alone(typed.make_page, open_book), open_book)

    return clerk_of


def shown(view):
    model = view.grid_model
    return [[model.index(row, at).data(CELL_ROLE).text for at in range(model.columnCount())] for row in range(model.line_count)]


def test_figures_are_typed_in_the_rows_of_the_form(clerk_of, seed1):
    clerk = clerk_of(seed1, asking())
    money, cars = clerk.page.views
    clerk.view = money
    clerk.enter(0, "amount", "12.6")
    clerk.view = cars
    clerk.enter(0, "count", "8").enter(1, "count", "3").enter(2, "count", "6")
    assert [(figure.item, figure.amount, figure.count) for figure in clerk.book.typed] == [
        ("operating", 12_600_000, ""), ("cars", None, "8"), ("leaders", None, "3"), ("others", None, "6"),
    ]  # fmt: skip
    assert shown(cars) == [["公务用车", "8", "辆"], ["其中：领导干部用车", "3", "辆"], ["其中：其他用车", "6", "辆"]]
    finding = next(found for found in clerk.open_book.findings if found.code == "X-26a")
    assert clerk.page.go_to(finding.place)
    clerk.at(2, "count").press(Qt.Key.Key_Delete)
    assert [figure.item for figure in clerk.book.typed] == ["operating", "cars", "leaders"]
    clerk.open_book.undo()
    assert [figure.count for figure in clerk.book.typed] == ["", "8", "3", "6"]


def test_f1_tells_of_an_amount_and_of_a_count(clerk_of, seed1):
    clerk = clerk_of(seed1, asking())
    for view, words in zip(clerk.page.views, ("金额", "数量"), strict=True):
        column = next(at for at, each in enumerate(view.grid_model.source.columns) if each.key in {"amount", "count"})
        assert first_text(help_texts(), view.grid_model.topics(column)).what.startswith(words)


def test_what_the_lines_give_is_proposed_in_grey(clerk_of, seed1):
    bodies = (AgencyLine(900, "党群部本级", "行政"), AgencyLine(901, "服务中心", "事业"))
    lines = tuple(
        BasicLine(910 + i, "2013201", "30201", sub_unit=name, amount=much * WAN)
        for i, (name, much) in enumerate((("", 3), ("服务中心", 5)))
    )
    book = replace(seed1, agencies=bodies, basic=lines, next_id=920)
    clerk = clerk_of(book, asking(*ROWS[:1]))
    cell = clerk.cell(0, "amount")
    assert (cell.text, cell.ghost) == ("3.00", True)
    assert clerk.book.typed == ()
    clerk.enter(0, "amount", "8")
    finding = next(found for found in clerk.open_book.findings if found.code == "P-4b")
    clerk.open_book.edit(typed.edits.apply_fix(finding.fix))
    assert clerk.text(0, "amount") == "3.00"
    assert not [found for found in clerk.open_book.findings if found.code == "P-4b"]


def test_an_item_of_every_body_has_a_row_for_each(clerk_of, seed1):
    bodies = (AgencyLine(900, "服务中心", "事业"), AgencyLine(901, "党群部本级", "行政"))
    stray = (TypedFigure(902, OPERATING, "撤销的站", WAN), TypedFigure(903, "boats", "", None, "2"))
    book = replace(seed1, agencies=bodies, typed=stray, next_id=904)
    clerk = clerk_of(book, asking(TypedRow(OPERATING, "机关运行经费", by_agency=True)))
    assert clerk.column_of_labels == [
        "机关运行经费 · 党群部本级", "机关运行经费 · 服务中心", "机关运行经费 · 撤销的站", "boats",
    ]  # fmt: skip
    clerk.enter(1, "amount", "2")
    assert clerk.book.typed[-1] == TypedFigure(904, OPERATING, "服务中心", 2 * WAN)


def test_only_a_form_that_asks_has_the_page(qtbot, theme, icons, settings, open_book, opened_with, seed1):
    window = MainWindow(PAGES, theme, icons, settings)
    qtbot.addWidget(window)
    window.show_book(open_book)
    with pytest.raises(KeyError):
        window.workspace.open_page("typed")
    window.show_book(opened_with(seed1, asking()))
    window.workspace.open_page("typed")
    assert window.workspace.page.title == "其他数据"
    window.show_book(opened_with(replace(seed1, typed=(TypedFigure(seed1.next_id, "boats", "", None, "2"),)), open_book.pack))
    window.workspace.open_page("typed")
    assert shown(window.workspace.page.grid)[0][:2] == ["boats", "2"]


def test_they_are_found_named_and_roll_over(opened_with, seed1):
    pack = asking()
    figures = (TypedFigure(seed1.next_id, "leaders", "", None, "3"), TypedFigure(seed1.next_id + 1, "others", "", None, "5"))
    book = replace(seed1, typed=figures, next_id=seed1.next_id + 2)
    context = opened_with(book, pack).context
    (hit,) = find(entries(book, pack, context.codes), "领导干部用车", lambda text: text)
    assert hit.place.line == figures[0].id
    plain = RollOverOptions("一上", frozenset())
    assert roll_over(context, pack, plain).typed == ()
    assert [figure.item for figure in roll_over(context, pack, replace(plain, amounts=True)).typed] == ["leaders"]


def test_the_bodies_can_be_typed_though_the_text_does_not_list_them(qtbot, theme, icons, settings, opened_with, seed1):
    window = MainWindow(PAGES, theme, icons, settings)
    qtbot.addWidget(window)
    pack = replace(asking(), narrative=NarrativeForm())
    seed1 = replace(seed1, agencies=(AgencyLine(seed1.next_id, "服务中心"),), next_id=seed1.next_id + 1)
    window.show_book(opened_with(seed1, pack))
    window.workspace.open_page("texts")
    assert not window.workspace.page.agencies.isVisibleTo(window.workspace.page)
    window.show_book(opened_with(seed1, replace(pack, unit_pack="unit-2024")))
    window.workspace.open_page("texts")
    page = window.workspace.page
    assert page.agencies.isVisibleTo(page)
    assert page.go_to(Place("agencies", seed1.agencies[0].id, "nature"))
    assert [column.title for column in page.model.source.columns][:2] == ["单位名称", "单位性质"]
