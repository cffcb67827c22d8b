"""Lines of pages with fixed cells: their key is one text, and a line with nothing typed is blank whatever it had."""

from __future__ import annotations

from models.book.records import AssetLine, IncomeLine, WrittenText
from models.book.slots import SLOT_KEYS, blank_slot, slot_key


def test_the_key_says_which_cell_a_line_fills():
    assert slot_key("income", IncomeLine(7, "2013201", "general", carried=True, amount=100)) == "2013201/general/1"
    assert slot_key("texts", WrittenText(8, "duties", "一、负责甲。")) == "duties"


def test_a_blank_line_keeps_its_cell_only():
    income = IncomeLine(7, "2013201", "general", amount=100, note="批复文号")
    assert blank_slot("income", income) == IncomeLine(7, "2013201", "general")
    assert blank_slot("assets", AssetLine(8, "cars", "3", 500)) == AssetLine(8, "cars")
    assert "basic" not in SLOT_KEYS
