"""核对公开稿 through the window: findings stand beside the page, F8 walks, a reason dismisses, a report is written."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.book.records import Book
from models.publication.document import publication
from storage.publication.html.writer import write_html
from tests.ui.running_app import NONE, SHIFT, Key, choose
from ui.app.incoming.reviewing import ReviewCommands
from ui.dialogs.file_questions import FileQuestions


@pytest.fixture
def published(seed1_context, tmp_path):
    """A publication of the example as a web page in which one figure was changed by hand."""
    path = tmp_path / "公开稿.html"
    write_html(publication(seed1_context, draft=False), path)
    text = path.read_text(encoding="utf-8")
    assert text.count("816.29") > 1
    path.write_text(text.replace("816.29", "861.29", 1), encoding="utf-8")
    return path


def inspect(office, monkeypatch, path):
    """检查 → 核对公开稿…"""
    monkeypatch.setattr(FileQuestions, "existing", classmethod(lambda *_: path))
    office.window.actions_of_window["inspect"].trigger()
    return wait(office)


def wait(office):
    commands = office.controller.findChild(ReviewCommands)
    office.qtbot.waitUntil(lambda: commands._background._thread is None, timeout=60_000)
    workspace = office.window.workspace
    return workspace.page.view if workspace is not None else office.window.centralWidget()


def sentences(view):
    return [row.cells[1].text for row in view.findings.plain.rows]


def test_without_a_book_the_changed_figure_is_found_and_shown(office, published, monkeypatch):
    view = inspect(office, monkeypatch, published)
    assert any("861.29" in sentence for sentence in sentences(view))
    assert "错误" in view.head.about.text()
    row = next(at for at, sentence in enumerate(sentences(view)) if "861.29" in sentence)
    view.findings.selectRow(row)
    assert "861.29" in view.detail.text()
    framed = view.original.drawing.of(view.original._framed)
    assert framed >= 0, "the spot is framed"
    for width in (1366, 1024, 1500):
        office.window.resize(width, 700)
        QApplication.processEvents()
        top = view.original.verticalScrollBar().value()
        spot = view.original.drawing.spots[view.original.drawing.of(view.original._framed)].rect
        assert top <= spot.top() <= spot.bottom() <= top + view.original.viewport().height(), "and in view"
    assert not view.head.compare.isVisible()
    office.press(Key.Key_Escape)
    assert office.window.centralWidget() is not view


def test_f8_walks_and_a_reason_dismisses_for_the_next_round(office, seed1, published, monkeypatch):
    office.controller._store_and_open(seed1, "", "新建")
    view = inspect(office, monkeypatch, published)
    assert view.head.compare.isChecked()
    assert office.window.workspace.page.key == "inspection"
    assert any("861.29" in sentence for sentence in sentences(view))
    view.findings.setFocus()
    office.press(Key.Key_F8)
    assert view.findings.currentIndex().row() == 1
    office.press(Key.Key_F8, SHIFT)
    assert view.findings.currentIndex().row() == 0
    first = sentences(view)[0]
    view.reason.setFocus()
    QTest.keyClicks(view.reason, "ok")
    QTest.keyClick(view.reason, Key.Key_Return, NONE)
    assert sentences(view)[0] != first
    assert f"不用改（ok）：{first}" in sentences(view)
    again = inspect(office, monkeypatch, published)
    assert f"不用改（ok）：{first}" in sentences(again)
    whole = published.with_name("改过.html")
    whole.write_text(published.read_text(encoding="utf-8").replace("861.29", "816.29"), encoding="utf-8")
    mended = inspect(office, monkeypatch, whole)
    ticked = [row.cells[1].text for row in mended.findings.plain.rows if row.cells[0].text == "改好了"]
    assert any("861.29" in sentence for sentence in ticked)


def test_the_report_is_written(office, published, monkeypatch, tmp_path):
    view = inspect(office, monkeypatch, published)
    target = tmp_path / "报告.html"
    monkeypatch.setattr(FileQuestions, "new_of", classmethod(lambda *_: target))
    office.will_answer(choose("close"))
    view.head.report.click()
    assert office.all_answered()
    assert "861.29" in target.read_text(encoding="utf-8")


def test_a_file_that_is_none_is_told(office, monkeypatch, tmp_path):
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00" * 100)
    view = inspect(office, monkeypatch, tmp_path / "坏.pdf")
    assert "坏.pdf" in view._nothing.text()
    assert view.review is None


def test_another_book_is_compared_or_not(office, seed1, published, monkeypatch):
    office.controller._store_and_open(replace(Book(seed1.pack, seed1.year), unit=seed1.unit), "", "新建")
    view = inspect(office, monkeypatch, published)
    of_book = [row.cells[1].text for row in view.findings.plain.rows if row.cells[0].text != "改好了"]
    view.head.compare.click()
    view = wait(office)
    assert not view.head.compare.isChecked()
    alone = [row.cells[1].text for row in view.findings.plain.rows if row.cells[0].text != "改好了"]
    assert len(alone) < len(of_book), "what is not in the empty book is told only beside it"
