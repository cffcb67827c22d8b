"""公开表预览: the sheets on the desk, the frame, the lines behind a figure, 未归入."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtPrintSupport import QPrinter

from models.book import edits
from models.book.places import Place
from models.book.records import WithheldAmount
from storage.packs.sheet_layouts import sheet_layout
from tests.full_project import full_book
from ui.pages.common.page import PageServices
from ui.pages.review import preview
from ui.pages.review.preview_lines import origin_of
from ui.pages.review.preview_list import NOTE_ROLE
from ui.session.open_book import OpenBook
from ui.session.settings import MemorySettings


def shown_page(qtbot, theme, icons, open_book, settings=None):
    page = preview.make_page(PageServices(open_book, theme, icons, settings or MemorySettings()))
    qtbot.addWidget(page)
    open_book.changed.connect(page.refresh)
    page.resize(1176, 560)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot, theme, icons, open_book):
    return shown_page(qtbot, theme, icons, open_book)


@pytest.fixture
def wanted(page):
    places = []
    page.place_wanted.connect(places.append)
    return places


def go(page, field):
    assert page.go_to(Place("table", field=field))
    return page.sheet_view.figure


def spot_point(page, field):
    """Where a figure is on the screen."""
    go(page, field)
    return page.sheet_view._rectangle_of(page.sheet_view._frame).center().toPoint()


def test_it_opens_with_the_cover_and_lists_every_sheet(page):
    assert page.entry.key == "cover"
    names = [page.list.model().index(row, 0).data() for row in range(page.list.model().rowCount())]
    assert len(names) == 2 + 9 + 1 + 2 + 1
    notes = [page.list.model().index(row, 0).data(NOTE_ROLE) for row in range(page.list.model().rowCount())]
    assert notes[-1] == "32 张"
    assert notes.count("空") == 4


def test_keys_choose_a_sheet_and_enter_goes_to_its_pages(page, qtbot):
    page.list.setFocus()
    for _ in range(4):
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.entry.key == "T3"
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.focusWidget() is page.sheet_view


def test_enter_unfolds_the_projects(page, qtbot):
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    assert not page.list.is_unfolded
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.list.is_unfolded
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.entry.project


def test_a_click_on_a_figure_shows_the_lines_behind_it(page, qtbot):
    at = spot_point(page, "T3:2130705:project")
    page.sheet_view.set_frame(None)
    qtbot.mouseClick(page.sheet_view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    title, where, holds, hint = page.origin.words
    assert title == "1229.10 的来源"
    assert where == "第 31 行 · 2130705 · 项目支出（栏次 5）"
    assert holds == "与表中数一致"
    assert "项目" in hint
    rows = page.origin.table.plain.rows
    assert [row.cells[1].text for row in rows] == ["74.00", "851.00", "66.20", "27.00", "12.90", "198.00", "1,229.10"]
    assert rows[-1].cells[0].text == "6 个项目合计"
    assert rows[-1].key is None


def test_a_click_beside_a_figure_keeps_the_frame(page, qtbot):
    figure = go(page, "T3:2130705:project")
    qtbot.mouseClick(page.sheet_view.viewport(), Qt.MouseButton.LeftButton, pos=page.sheet_view.viewport().rect().bottomLeft())
    assert page.sheet_view.figure == figure


def test_enter_goes_to_the_lines_and_enter_again_opens_one(page, qtbot, wanted, open_book):
    go(page, "T3:2130705:project")
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Return)
    assert page.focusWidget() is page.origin.table
    qtbot.keyClick(page.origin.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.origin.table, Qt.Key.Key_Return)
    project = next(p for p in open_book.book.projects if p.name == "村干部基本报酬")
    assert wanted == [Place("projects", project.funding[0].id, "amount")]


def test_a_double_click_and_the_button_open_a_line(page, qtbot, wanted, open_book):
    go(page, "T3:2080505:basic")
    table = page.origin.table
    at = table.visualRect(table.plain.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseClick(page.origin.button, Qt.MouseButton.LeftButton)
    line = next(line for line in open_book.book.basic if line.function == "2080505")
    assert wanted == [Place("basic", line.id, "amount")] * 2
    number = open_book.book.basic.index(line) + 1
    assert table.plain.rows[0].cells[0].text.startswith(f"基本支出 第 {number} 行 机关事业单位")


def test_arrows_move_the_frame_from_figure_to_figure(page, qtbot):
    go(page, "T3:2130705:project")
    page.sheet_view.setFocus()
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Left)
    assert (page.sheet_view.figure.row, page.sheet_view.figure.column) == ("2130705", "total")
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Up)
    assert page.sheet_view.figure.row == "21307"
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Escape)
    assert page.sheet_view.figure is None
    assert page.origin.words[0] == "数字的来源"


def test_an_arrow_begins_with_a_figure_that_is_to_be_seen(page, qtbot):
    page.list.select("T3")
    page.sheet_view.setFocus()
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Down)
    assert (page.sheet_view.figure.row, page.sheet_view.figure.column) == ("total", "total")


def test_only_the_pages_in_sight_are_painted(page, qtbot):
    page.list.select("T3")
    page.sheet_view.set_zoom(100)
    assert [p.number for p in page.sheet_view.visible_pages] == [1]
    page.sheet_view.setFocus()
    for _ in range(4):
        qtbot.keyClick(page.sheet_view, Qt.Key.Key_PageDown)
    assert 2 in [p.number for p in page.sheet_view.visible_pages]


def test_page_down_past_the_end_shows_the_next_sheet_and_back(page, qtbot):
    page.list.select("T6")
    page.sheet_view.setFocus()
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_End)
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_PageDown)
    assert page.entry.key == "T7"
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_PageUp)
    assert page.entry.key == "T6"


def test_zoom_by_keys_buttons_and_width(page, qtbot):
    zoom = page._actions["zoom"]
    fitting = page.sheet_view.zoom
    assert page.sheet_view.fits_width
    page.sheet_view.setFocus()
    qtbot.keyClick(page.sheet_view, Qt.Key.Key_Plus)
    assert page.sheet_view.zoom > fitting
    assert zoom.text() == f"{page.sheet_view.zoom}%"
    page._actions["zoom"].trigger()
    assert page.sheet_view.zoom == 100
    page._actions["zoom_out"].trigger()
    assert page.sheet_view.zoom == 90
    assert page.services.settings.get("preview/zoom") == 90
    page._actions["fit"].trigger()
    assert page.sheet_view.zoom == fitting
    paper = page.sheet_view._papers()[0]
    assert paper.width() <= page.sheet_view.viewport().width()
    assert paper.width() > page.sheet_view.viewport().width() * 0.9


def test_an_edit_elsewhere_keeps_sheet_frame_and_position(page, open_book):
    go(page, "T3:2130705:project")
    before, top = page.sheet_view.figure, page.sheet_view.verticalScrollBar().value()
    basic = open_book.book.basic[0]
    open_book.edit(edits.set_field(basic.id, "amount", "465"))
    assert page.sheet_view.figure.place == before.place
    assert page.sheet_view.verticalScrollBar().value() == top


def test_a_changed_figure_follows(page, open_book):
    go(page, "T3:2130705:project")
    project = next(p for p in open_book.book.projects if p.name == "村干部基本报酬")
    open_book.edit(edits.set_field(project.funding[0].id, "amount", "852"))
    assert page.origin.words[0] == "1230.10 的来源"
    assert page.sheet_view.figure.amount == 1_230_100_000


def test_a_hidden_page_lays_out_nothing(page, open_book, monkeypatch):
    followed = []
    monkeypatch.setattr(type(page._stack), "update", lambda self, context, *, draft: followed.append(context))
    page.hide()
    open_book.edit(edits.set_field(open_book.book.basic[0].id, "amount", "465"))
    assert not followed
    page.show()
    assert len(followed) == 1


def test_a_finding_leads_to_its_table_and_figure(page, open_book):
    finding = next(f for f in open_book.findings if f.place.page == "table")
    assert page.go_to(finding.place)
    assert page.sheet_view.figure.place == finding.place
    assert page.entry.key == finding.place.field.split(":")[0]
    assert not page.go_to(Place("table", field="T99:1:1"))
    assert not page.go_to(Place("basic", 1))


def test_money_without_a_place_is_shown_above_the_page(page, qtbot, wanted, open_book):
    line = open_book.book.basic[5]
    page.list.select("T6")
    assert page.strip.isHidden()
    open_book.edit(edits.set_field(line.id, "economic", ""))
    assert page.strip.isVisible()
    assert page.strip.words.startswith("未归入 71.57 万元：1 行")
    row = page.strip.table.plain.rows[0]
    assert row.cells[0].text.startswith("基本支出 第 6 行")
    assert row.cells[1].text == "科目不全"
    page.strip.table.setFocus()
    qtbot.keyClick(page.strip.table, Qt.Key.Key_Return)
    assert wanted == [Place("basic", line.id, "amount")]
    page.list.select("T3")
    assert page.strip.isHidden()
    open_book.undo()
    page.list.select("T6")
    assert page.strip.isHidden()


def test_withheld_lines_say_no_more(qtbot, theme, icons, seed1, xingtai, codes, disk):
    held = replace(seed1, withheld=(WithheldAmount(seed1.next_id, "2010108", "general", 12_000_000),), next_id=seed1.next_id + 1)
    open_book = OpenBook(held, replace(xingtai, withheld_counts=True), codes, disk.save)
    page = shown_page(qtbot, theme, icons, open_book)
    figure = go(page, "T3:2010108:project")
    lines = origin_of(open_book.context, figure).lines
    assert [(line.name, line.amount, line.place) for line in lines if line.place is None] == [("不予公开", None, None)]
    row = next(row for row in page.origin.table.plain.rows if row.cells[0].text == "不予公开")
    assert row.cells[1].text == ""
    assert row.key is None


def test_other_sheets_lead_to_where_they_are_entered(page, qtbot, wanted, open_book):
    qtbot.mouseClick(page.origin.button, Qt.MouseButton.LeftButton)
    project = open_book.book.projects[1]
    page.list.select(f"project:{project.id}")
    assert page.origin.words[0].startswith("02 ")
    qtbot.mouseClick(page.origin.button, Qt.MouseButton.LeftButton)
    assert wanted == [Place("cover"), Place("projects", project.id)]
    page.list.select("contents")
    assert page.origin.button.isHidden()


def test_one_table_for_all_projects_is_a_sheet_among_the_others(qtbot, theme, icons, xingtai, codes, disk):
    pack = replace(xingtai, sheet=sheet_layout("sichuan-2023"))
    page = shown_page(qtbot, theme, icons, OpenBook(full_book(), pack, codes, disk.save))
    asked = []
    page.place_wanted.connect(asked.append)
    assert page.list.select("projects")
    page.grab()
    assert page.origin.words[0] == "绩效目标表"
    qtbot.mouseClick(page.origin.button, Qt.MouseButton.LeftButton)
    assert asked == [Place("projects")]


def test_every_figure_of_every_table_is_the_sum_of_its_lines(page, open_book):
    context = open_book.context
    for key in context.tables:
        page.list.select(key)
        for figure in page._figures().values():
            assert origin_of(context, figure).total == figure.amount


def test_it_comes_back_with_sheet_and_zoom(qtbot, theme, icons, open_book):
    settings = MemorySettings()
    first = shown_page(qtbot, theme, icons, open_book, settings)
    first.list.select("T4")
    first.sheet_view.set_zoom(125)
    again = shown_page(qtbot, theme, icons, open_book, settings)
    assert (again.entry.key, again.sheet_view.zoom) == ("T4", 125)


def test_the_sheet_that_is_shown_prints(page, tmp_path):
    page.list.select("T3")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "t3.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.Selection)
    assert page.print_on(printer)
    data = (tmp_path / "t3.pdf").read_bytes()
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == 2


def test_ctrl_and_the_wheel_zoom(page, qtbot):
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    before = page.sheet_view.zoom
    at = QPointF(50, 50)
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    assert event.type() is QEvent.Type.Wheel
    QApplication.sendEvent(page.sheet_view.viewport(), event)
    assert page.sheet_view.zoom > before
