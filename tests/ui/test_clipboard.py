"""Blocks of cells as text."""

from __future__ import annotations

import pytest

from ui.grid.clipboard import block_to_mime, block_to_text, text_to_block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("甲\t1\r\n乙\t2\r\n", [["甲", "1"], ["乙", "2"]]),
        ('"第一行\n第二行"\t3', [["第一行\n第二行", "3"]]),
        ('"说""好""\n了"', [['说"好"\n了']]),
        ('"三会一课"制度\tx', [['"三会一课"制度', "x"]]),
        ('"三会一课"\tx', [['"三会一课"', "x"]]),
        ('"没有结束\tx', [['"没有结束', "x"]]),
        ("\t\n\t", [["", ""], ["", ""]]),
        ("一", [["一"]]),
    ],
)
def test_text_becomes_cells(text, block):
    assert text_to_block(text) == block


def test_the_way_there_and_back():
    block = [["甲\n乙", "1\t2"], ["", '"引"']]
    assert text_to_block(block_to_text(block)) == block


def test_codes_stay_text_in_a_spreadsheet(qapp):
    html = block_to_mime([["2013201", "<b>"]]).html()
    assert "mso-number-format" in html
    assert "&lt;b&gt;" in html
