"""读入: files by the menu, by dropping, from the start page; blocks, fields and the original by keys; one step of the history."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from models.book.records import Book
from models.values.money import MoneyUnit
from storage.errors import StorageError
from storage.workbook.writer import write_sheets
from tests.printed_documents import known_context
from tests.printed_sheets import workbook_sheets
from tests.ui.running_app import CTRL, NONE, Key, Office
from ui.app.incoming.reading import ReadingCommands
from ui.dialogs.file_questions import FileQuestions
from ui.pages.incoming.lists import OUTCOME

COMMERCE = "shanghai-putuo-2025"
SHEET = """<html><body><table>
<tr><td colspan="6">项目支出绩效目标表</td></tr>
<tr><td>项目名称</td><td colspan="2">村道养护</td><td>项目编码</td><td colspan="2"></td></tr>
<tr><td>预算数</td><td>12.50万元</td><td>其中：财政资金</td><td>12.50万元</td><td>其他资金</td><td></td></tr>
<tr><td>绩效目标</td><td colspan="5">养护村道 12 公里</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td><td>指标值确定依据</td><td>经办意见</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>养护里程</td><td>≥12公里</td><td>年度计划</td><td>照办</td></tr>
<tr><td>产出指标</td><td>质量指标</td><td>合格率</td><td>≥95%</td><td>验收单</td><td></td></tr>
</table></body></html>"""


@pytest.fixture(scope="module")
def commerce(tmp_path_factory):
    """A published budget as a workbook without the program's own part."""
    path = tmp_path_factory.mktemp("incoming") / "商务委2025.xlsx"
    write_sheets(workbook_sheets(known_context(COMMERCE)), path)
    return path


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "绩效.html"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.fixture
def office(qtbot, theme, icons):
    office = Office(qtbot, theme, icons)
    yield office.start()
    office.leave()


def with_book(office, book):
    office.controller._store_and_open(book, "", "新建")
    office.qtbot.waitUntil(office.window.workspace.isVisible)
    return office


def choose(office, monkeypatch, *paths):
    """文件 → 读入…"""
    monkeypatch.setattr(FileQuestions, "several", classmethod(lambda *_: paths))
    office.window.actions_of_window["read_in"].trigger()
    return wait(office)


def wait(office):
    commands = office.controller.findChild(ReadingCommands)
    office.qtbot.waitUntil(lambda: commands._background._thread is None)
    workspace = office.window.workspace
    return workspace.page.view if workspace is not None else office.window.centralWidget()


def drop(office, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE
    )  # fmt: skip
    office.window.dropEvent(event)


def keys(table):
    return [row.key for row in table.plain.rows]


def click(view, text):
    """Click the cell of the original that says this."""
    spot = next(spot for spot in view.original.drawing.spots if spot.text == text)
    view.original.frame(spot.place)  # brings it into view
    at = spot.rect.center()
    at.setY(at.y() - view.original.verticalScrollBar().value())
    at.setX(at.x() - view.original.horizontalScrollBar().value())
    QTest.mouseClick(view.original.viewport(), Qt.MouseButton.LeftButton, NONE, at)


def test_a_workbook_is_read_beside_the_book_and_filled_as_one_step(office, commerce, monkeypatch):
    with_book(office, Book(COMMERCE, 2025, "二上"))
    view = choose(office, monkeypatch, commerce)
    book = office.controller.open_book
    assert office.window.workspace.page.key == "incoming"
    assert view.head.about.text().startswith("“商务委2025.xlsx”（Excel 工作簿）：普陀区部门预算 2025 版式，2025 年，示例委员会")
    assert view.head.fill.text().startswith("填入 ")
    assert book.book.basic == ()  # nothing is in the book before it is taken
    QTest.keyClick(view.blocks, Key.Key_Return, CTRL)
    assert len(book.book.basic) == 32
    assert book.undo_label.startswith("读入“商务委2025.xlsx”")
    assert "“基本支出”32 行" in view.head.about.text()
    assert {field.state for block in view.offer.blocks for field in block.fields} == {"same"}
    office.window.actions_of_window["undo"].trigger()
    assert book.book.basic == ()
    assert {field.state for block in view.offer.blocks for field in block.fields} != {"same"}


def test_space_takes_and_leaves_a_block_and_escape_fills_nothing(office, commerce, monkeypatch):
    with_book(office, Book(COMMERCE, 2025, "二上"))
    view = choose(office, monkeypatch, commerce)
    key, many = view.blocks.current_key, len(view.taken)
    QTest.keyClick(view.blocks, Key.Key_Space)
    assert (key in view.taken, len(view.taken)) == (False, many - 1)
    QTest.keyClick(view.blocks, Key.Key_Down)
    assert view.blocks.current_key != key
    assert view.block.key == view.blocks.current_key
    view.blocks.select(key)
    QTest.keyClick(view.blocks, Key.Key_Space)
    assert len(view.taken) == many
    QTest.keyClick(view.blocks, Key.Key_Escape)
    assert view.offer is None
    assert office.controller.open_book.book.basic == ()


def test_tab_goes_through_the_panes_and_a_field_frames_its_place(office, commerce, monkeypatch):
    with_book(office, Book(COMMERCE, 2025, "二上"))
    view = choose(office, monkeypatch, commerce)
    view.blocks.select(next(block.key for block in view.offer.blocks if "支出预算总表" in block.title))
    view.blocks.setFocus()
    seen = []
    for _ in range(3):
        seen.append(office.window.focusWidget())
        QTest.keyClick(office.window.focusWidget(), Key.Key_Tab)
    assert seen == [view.blocks, view.original, view.fields]
    view.fields.select("0:2011301:basic")
    assert view.original._framed.words() == "工作表“支出预算总表”的 F8"
    assert "9389913.00" in view.detail.text()


def test_the_result_says_what_filling_does(office, commerce, monkeypatch):
    with_book(office, Book(COMMERCE, 2025, "二上"))
    view = choose(office, monkeypatch, commerce)
    view.blocks.select(OUTCOME)
    texts = [spot.text for spot in view.original.drawing.spots]
    assert any(text.startswith("填进预算的：\n· “基本支出”32 行") for text in texts)
    assert any(text.startswith("推定的，填入以后要核对：") for text in texts)


def test_the_unit_is_a_switch(office, commerce, monkeypatch):
    with_book(office, Book(COMMERCE, 2025, "二上"))
    view = choose(office, monkeypatch, commerce)
    view.blocks.select(next(block.key for block in view.offer.blocks if "支出预算总表" in block.title))
    assert view.head.unit.currentText() == "元"
    view.head.unit.setCurrentText("万元")
    view.head.unit.activated.emit(view.head.unit.currentIndex())
    assert view.block.unit is MoneyUnit.WAN
    assert view.block.content.table.unit is MoneyUnit.WAN


def test_a_field_is_pointed_at_by_mouse_and_by_keys(office, sheet, monkeypatch):
    with_book(office, Book("hebei-xingtai-2024", 2024, "一上"))
    view = choose(office, monkeypatch, sheet)
    view.fields.select("0:basis")
    click(view, "照办")
    assert view.block.by_id["0:basis"].value == "照办"
    assert view.fields.current_key == "0:basis"
    QTest.keyClick(view.fields, Key.Key_Delete)
    assert view.block.by_id["0:basis"].value == "年度计划"
    click(view, "≥95%")  # what feeds a field chooses it
    assert view.fields.current_key == "1:target"
    view.fields.select("0:description")
    click(view, "指标值确定依据")  # the heading: the whole column
    assert [view.block.by_id[f"{row}:description"].value for row in (0, 1)] == ["年度计划", "验收单"]
    view.fields.select("0:name")
    view.original.setFocus()
    QTest.keyClick(view.original, Key.Key_Right)
    QTest.keyClick(view.original, Key.Key_Return)
    assert view.block.by_id["0:name"].value == "≥12公里"
    QTest.keyClick(view.blocks, Key.Key_Return, CTRL)
    (project,) = office.controller.open_book.book.projects
    assert [line.description for line in project.indicators] == ["年度计划", "验收单"]


def test_what_is_no_amount_is_said_and_changes_nothing(office, commerce, monkeypatch):
    with_book(office, Book(COMMERCE, 2025, "二上"))
    view = choose(office, monkeypatch, commerce)
    view.blocks.select(next(block.key for block in view.offer.blocks if "支出预算总表" in block.title))
    field = view.fields.current_key
    before = view.block.by_id[field].value
    click(view, "行政运行")
    assert view.head.about.text() == "“行政运行”不是金额"
    assert view.block.by_id[field].value == before


def test_a_file_dropped_on_the_window_is_read_and_one_of_ours_is_opened(office, sheet, tmp_path):
    with_book(office, Book("hebei-xingtai-2024", 2024, "一上"))
    drop(office, sheet)
    view = wait(office)
    assert [block.title for block in view.offer.blocks] == ["村道养护"]
    office.window.may_leave()


def test_a_file_that_cannot_be_read_is_one_sentence(office, tmp_path):
    with_book(office, Book("hebei-xingtai-2024", 2024, "一上"))
    path = tmp_path / "旧.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    drop(office, path)
    view = wait(office)
    assert view.offer is None
    assert "旧.doc" in view._nothing.text()


def test_stopping_leaves_nothing(office, commerce, monkeypatch):
    with_book(office, Book(COMMERCE, 2025, "二上"))
    commands = office.controller.findChild(ReadingCommands)
    commands.read([commerce])
    view = office.window.workspace.page.view
    assert view.head.is_reading
    QTest.keyClick(office.window.focusWidget(), Key.Key_Escape)
    assert not view.head.is_reading
    office.qtbot.waitUntil(lambda: not commands._background._ending)
    assert view.offer is None
    assert "停下了" in view._nothing.text()


def test_a_budget_of_the_year_before_fills_last_years_figures(office, commerce, monkeypatch):
    with_book(office, Book("shanghai-putuo-2026", 2026, "一上"))
    view = choose(office, monkeypatch, commerce)
    assert view.head.about.text().endswith("填进上年数")
    QTest.keyClick(view.blocks, Key.Key_Return, CTRL)
    figures = {line.item: line.amount for line in office.controller.open_book.book.last_year}
    assert figures["income_fiscal"] == 37_151_465_500


def test_from_the_start_page_a_new_book_is_made(office, commerce, monkeypatch):
    view = choose(office, monkeypatch, commerce)
    assert office.window.workspace is None
    assert view.head.fill.text().startswith("填入新预算 ")
    QTest.keyClick(view.blocks, Key.Key_Return, CTRL)
    book = office.controller.open_book.book
    assert (book.pack, book.year, book.unit.name, len(book.basic)) == (COMMERCE, 2025, "示例委员会", 32)


def test_leaving_from_the_start_page_shows_it_again(office, commerce, monkeypatch):
    start = office.window.centralWidget()
    view = choose(office, monkeypatch, commerce)
    QTest.keyClick(view.blocks, Key.Key_Escape)
    assert office.window.centralWidget() is start
    assert start.isVisible()
    choose(office, monkeypatch, commerce)
    office.window.actions_of_window["sample"].trigger()  # another book while the view is there
    assert office.window.workspace is not None


def test_a_store_that_refuses_says_so(office, commerce, monkeypatch):
    view = choose(office, monkeypatch, commerce)

    def refuse(*_):
        raise StorageError("盘满了")

    asked = []
    monkeypatch.setattr(office.controller.findChild(ReadingCommands), "_store", refuse)
    monkeypatch.setattr("ui.dialogs.question.Question.ask", classmethod(lambda *parts, **_: asked.append(parts[-1])))
    QTest.keyClick(view.blocks, Key.Key_Return, CTRL)
    assert asked == ["盘满了"]
    assert view.offer is not None
