"""Details of workbooks: formats, hidden sheets, errors, formulas without a result; .xls and .ods of the same workbook."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook

from storage.incoming.document import read_document
from storage.incoming.ods import read_ods
from storage.incoming.workbook import read_xlsx
from storage.workbook.writer import write_workbook
from tests.golden_books import seed2_book
from tests.storage.incoming import made


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return read_xlsx(stream.getvalue(), "a.xlsx")


def test_numbers_are_read_as_they_show():
    rows = [["满意度", 0.95], ["预算数", 464.396], ["编码", 2010301], ["数量", 5.0]]
    block = read_xlsx(made.xlsx(rows, formats={(0, 1): "0%", (1, 1): "0.00", (3, 1): '"≥"0'}), "a.xlsx").blocks[0]
    assert [row[1] for row in block.flat().rows] == ["95%", "464.396", "2010301", "≥5"]


def test_hidden_sheets_rows_and_what_has_no_value_are_named():
    book = Workbook()
    sheet = book.active
    sheet.title = "表1"
    sheet["A1"], sheet["A2"], sheet["B2"] = "甲", "=1+1", "#REF!"
    sheet.row_dimensions[1].hidden = True
    other = book.create_sheet("旧表")
    other["A1"] = "乙"
    other.sheet_state = "hidden"
    document = saved(book)
    assert [(block.title, block.hidden) for block in document.blocks] == [("表1", False), ("旧表", True)]
    assert document.notes == (
        "工作表“表1”的 B2 是错误值（如 #REF!），当作空的；改好以后再读",
        "工作表“表1”有 1 个公式没有存结果，当作空的；在 WPS 里打开，保存一次再读",
        "工作表“表1”有隐藏的行或列，也读了",
        "工作表“旧表”是隐藏的，也读了",
    )


def test_places_name_the_cells():
    book = Workbook()
    book.active["AB5"] = "甲"
    block = saved(book).blocks[0]
    (cell,) = block.cells()
    assert block.place_of(cell).words() == "工作表“Sheet”的 AB5"


def test_the_programs_own_workbook_cell_by_cell(lutai, codes, tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(seed2_book(), lutai, codes, path, draft=False)
    document = read_document(path)
    book = load_workbook(path)
    assert [block.title for block in document.blocks] == book.sheetnames
    for block, sheet in zip(document.blocks, book.worksheets, strict=True):
        spans = {(m.min_row - 1, m.min_col - 1): (m.size["rows"], m.size["columns"]) for m in sheet.merged_cells.ranges}
        for cell in block.cells():
            value = sheet.cell(cell.row + 1, cell.column + 1).value
            assert (cell.rows, cell.columns) == spans.get((cell.row, cell.column), (1, 1))
            assert (
                cell.text == ("" if value is None else value) if not isinstance(value, int | float) else float(cell.text) == value
            )
        found = {(cell.row, cell.column) for cell in block.cells()}
        assert not [
            c for row in sheet.iter_rows() for c in row if c.value not in {None, ""} and (c.row - 1, c.column - 1) not in found
        ]


def test_ods_shows_percentages_hides_comments_and_names_hidden_sheets():
    head = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    cells = (
        '<table:table-row><table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12.5%</text:p>'
        "<office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="464.396"><text:p>464.40</text:p></table:table-cell>'
        '<table:table-cell><text:p>甲<text:s text:c="2"/>乙<text:tab/><text:span>丙</text:span><text:line-break/>丁</text:p>'
        "</table:table-cell></table:table-row>"
    )
    table = f'<table:table table:name="表1"><table:table-column table:visibility="collapse"/>{cells}</table:table>'
    hidden = made.ods_table([["戊"]], name="旧表", more=' table:style-name="ta2"')
    document = read_ods(made.ods(table + hidden, head), "a.ods")
    assert document.blocks[0].flat().rows == [["12.5%", "464.396", "甲  乙\t丙\n丁"]]
    assert document.notes == ("工作表“表1”有隐藏的行或列，也读了", "工作表“旧表”是隐藏的，也读了")
