"""What is written by hand in 情况说明 is read: a wrong figure and a year compared with itself are found, and mended by a key."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from models.book.places import Place
from storage.files.book_file import sample_book
from tests.ui.running_app import ALT, CTRL, Key

TYPED = "2024年收入预算2,963.97万元，比2024年预算减少。"


def found(office):
    """The findings on texts by their codes."""
    return {f.code: f for f in office.open_book.findings if f.place.page == "texts" and f.place.line}


def text_of(office):
    return next(line.text for line in office.open_book.book.texts if line.item == "special_funds")


def test_a_text_typed_by_hand_is_read_and_mended(office):
    office.controller.open_entry(office.library.store.create(sample_book()))
    office.open_page("texts")
    before = found(office)
    office.page.go_to(Place("texts", field="special_funds"))
    office.type(TYPED).press(Key.Key_F6)
    come = {code: f.message for code, f in found(office).items() if code not in before}
    assert come == {
        "X-27b": "主管专项资金：写的收入预算 2,963.97 万元，表里是 2693.97",
        "P-11f": "主管专项资金：“比2024年预算减少”是 2024 年和自己比",
    }

    panel = office.window.workspace.findings
    if not panel.is_open:
        office.press(Key.Key_F7)
    for _ in come:
        panel.show_place(found(office)[min(set(found(office)) & set(come))].place)
        assert panel.current.code in come
        office.press(Key.Key_1, ALT)
    assert text_of(office) == "2024年收入预算2693.97万元，比2023年预算减少。"
    assert found(office) == before
    office.press(Key.Key_Z, CTRL)
    assert set(found(office)) - set(before) in ({"X-27b"}, {"P-11f"})


def test_the_sentences_of_a_finding_are_read_whole(office):
    """A long quotation squeezed the names of the values to a character each, and stood outside the view."""
    office.controller.open_entry(office.library.store.create(sample_book()))
    office.open_page("texts")
    office.page.go_to(Place("texts", field="special_funds"))
    long = "按照上级要求和本年工作计划统筹安排的各类专项资金，"
    office.type(f"{long}2024年预算120万元，比上年100万元增加10万元。{long}本年5万元，比上年4万元减少1万元。").press(Key.Key_F6)
    panel = office.window.workspace.findings
    if not panel.is_open:
        office.press(Key.Key_F7)
    panel.show_place(found(office)["X-27d"].place)
    QApplication.processEvents()
    labels = [label for label in panel.detail.findChildren(QLabel) if not label.isHidden() and label.text()]
    texts = {label.text() for label in labels}
    assert {"本年", "120 万元", "原文", "还有"} <= texts
    for label in labels:
        right = label.mapTo(panel.detail.viewport(), label.rect().topRight()).x()
        assert right <= panel.detail.viewport().width(), label.text()
        if len(label.text()) < 10:
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()
