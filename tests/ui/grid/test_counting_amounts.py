"""Amounts that happen to follow each other are pasted with their codes."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from models.book.records import Book, Unit
from tests.ui.running_app import CTRL, Key


def test_amounts_that_follow_each_other_are_pasted(office):
    office.controller.open_entry(office.library.store.create(Book("hebei-xingtai-2024", 2024, unit=Unit("1", "甲镇"))))
    office.open_page("basic").at(0, 0)
    QApplication.clipboard().setText("2013101\t30201\t5\n2013101\t30202\t6\n2013101\t30205\t7")
    office.will_answer(lambda _preview: office.press(Key.Key_Return))
    office.press(Key.Key_V, CTRL)
    assert [(line.economic, line.amount) for line in office.open_book.book.basic] == [
        ("30201", 5_000_000), ("30202", 6_000_000), ("30205", 7_000_000),
    ]  # fmt: skip
