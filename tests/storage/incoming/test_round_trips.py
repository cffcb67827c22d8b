"""A block written in any format comes back as it was: texts, places, spans."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings

from models.incoming.blocks import Place, block_of_rows
from storage.incoming.docx import read_docx
from storage.incoming.ods import read_ods
from storage.incoming.plain import read_html_file, read_text_document
from storage.incoming.workbook import read_xlsx
from tests.storage.incoming import made


@settings(deadline=None, max_examples=40)
@given(made.grids())
def test_xlsx(grid):
    assert made.cells_of(read_xlsx(made.xlsx(*grid), "a.xlsx").blocks[0]) == made.expected(*grid)


@settings(deadline=None)
@given(made.grids())
def test_ods(grid):
    assert made.cells_of(read_ods(made.ods(made.ods_table(*grid)), "a.ods").blocks[0]) == made.expected(*grid)


@settings(deadline=None)
@given(made.grids())
def test_docx(grid):
    assert made.cells_of(read_docx(made.docx(made.docx_table(*grid)), "a.docx").blocks[0]) == made.expected(*grid)


@settings(deadline=None)
@given(made.grids())
def test_html(grid):
    assert made.cells_of(read_html_file(made.html(*grid).encode("gb18030"), "a.html").blocks[0]) == made.expected(*grid)


@settings(deadline=None)
@given(made.grids())
def test_csv(grid):
    rows, _ = grid
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    blocks = read_text_document(text.getvalue().encode("utf-16"), "a.csv").blocks
    assert made.cells_of(blocks[0]) == made.expected(rows, {})


@given(made.grids())
def test_flat_is_what_a_spreadsheet_copies(grid):
    rows, spans = grid
    block = block_of_rows(rows, Place(), spans)
    flat = block.flat()
    for cell in block.cells():
        assert flat.text(cell.row, cell.column) == cell.text
        assert all(flat.merged[row, cell.column] == cell.text for row in range(cell.row + 1, cell.row + cell.rows) if cell.text)
    begins = [
        [bool(cell) and (cell.row, cell.column) == (i, j) for j, cell in enumerate(row)] for i, row in enumerate(block.grid())
    ]
    texts = [[flat.text(i, j) if begins[i][j] else "" for j in range(block.width)] for i in range(block.height)]
    assert texts == flat.rows
