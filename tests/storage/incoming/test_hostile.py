"""Hostile and damaged files: each refused with a sentence, in little time and memory."""

from __future__ import annotations

import struct

import pytest

from storage.errors import StorageError
from storage.files import limits
from storage.incoming import xml_parts
from storage.incoming.document import read_document
from tests.storage.incoming import made

NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK = {
    "xl/workbook.xml": f'<workbook {NAMES} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="表1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="xl/workbook.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="worksheets/sheet1.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
}  # fmt: skip


def sheet(rows, **more):
    body = f"<worksheet {NAMES}><sheetData>{rows}</sheetData></worksheet>"
    return made.zipped({**BOOK, "xl/worksheets/sheet1.xml": body, **more})


@pytest.fixture
def refused(tmp_path):
    def check(data, words, name="a.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(StorageError, match=words) as caught:
            read_document(path)
        assert name in str(caught.value)
        assert "\n" not in str(caught.value)

    return check


@pytest.fixture
def read(tmp_path):
    def reading(data, name="a.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        return read_document(path)

    return reading


CELL = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>甲</t></is></c></row>'


def test_a_zip_bomb(refused, monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 100_000)
    refused(sheet(" " * 200_000), "解压以后超过")


def test_a_zip_bomb_that_states_less_than_it_holds(refused, monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 100_000)
    packed = bytearray(sheet(" " * 200_000 + CELL.format(1)))
    size = struct.pack("<I", len(f"<worksheet {NAMES}><sheetData>{' ' * 200_000}{CELL.format(1)}</sheetData></worksheet>".encode()))
    assert packed.count(size) == 2
    refused(bytes(packed.replace(size, struct.pack("<I", 1000))), "解压以后超过|不完整")


def test_many_files(refused, monkeypatch):
    monkeypatch.setattr(limits, "ENTRIES", 10)
    refused(sheet("", **{f"a{i}": "" for i in range(10)}), "14 个文件")


def test_a_large_file(refused, monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 100)
    refused(sheet(""), "超过")


def test_a_million_rows_without_a_value_are_no_rows(read):
    rows = CELL.format(1) + "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 100_000)) + '<row r="1048576"/>'
    assert read(sheet(rows)).blocks[0].height == 1


def test_a_cell_in_the_last_row_and_column(refused):
    refused(sheet(CELL.format(1048576)), "工作表“表1”有 1,048,576 行")
    refused(sheet(CELL.format(1).replace("A1", "XFD1")), "工作表“表1”有 16,384 列")
    refused(sheet(CELL.format(1) + CELL.format(20_000).replace("A2", "ZZ2")), "702 列，超过 1,000,000 格")


def test_cells_that_do_not_say_where_they_are(read, refused):
    cell = '<c t="inlineStr"><is><t>甲</t></is></c>'
    assert read(sheet(f"<row>{cell}{cell}</row><row>{cell}</row>")).blocks[0].flat().rows == [["甲", "甲"], ["甲", ""]]
    refused(sheet(f'<row r="1048570">{cell}</row>'), "1,048,570 行")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_entities_in_a_workbook(part, refused):
    lol = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>' + BOOK["xl/workbook.xml"]
    refused(sheet(CELL.format(1), **{part: lol}), "实体")


def test_entities_in_texts(refused):
    lol = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    refused(made.zipped({"word/document.xml": f"{lol}<w:document {made.W}><w:p>&b;</w:p></w:document>"}), "实体", "a.docx")
    refused(made.zipped({"mimetype": made.ODS_TYPE, "content.xml": f"{lol}<a>&b;</a>"}), "实体", "a.ods")


def test_deep_nesting(refused, read):
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + made.docx_text("甲") + "</w:tc></w:tr></w:tbl>" * 2000
    refused(made.docx(deep), f"套了 {xml_parts.DEPTH} 层", "a.docx")
    assert read(("<table><tr><td>" * 5000 + "甲").encode(), "a.html").blocks


def test_long_texts(refused, monkeypatch):
    monkeypatch.setattr(limits, "TEXT_CHARACTERS", 10)
    monkeypatch.setattr("storage.incoming.workbook.TEXT_CHARACTERS", 10)
    refused(made.xlsx([["甲" * 11]]), "工作表“Sheet”有 11 个字")
    refused(made.docx(made.docx_text("甲") + made.docx_text("甲" * 11)), "第 2 段有 11 个字", "a.docx")
    refused(made.ods(made.ods_table([["甲" * 11]])), "工作表“表1”有 11 个字", "a.ods")
    refused(made.html([["甲" * 11]]).encode(), "第 1 张表有 11 个字", "a.html")


def test_large_repetitions(refused, read):
    cell = '<table:table-cell table:number-columns-repeated="{}"><text:p>甲</text:p></table:table-cell>'
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    table = '<table:table table:name="表1">{}</table:table>'
    refused(made.ods(table.format(row.format(1, cell.format("9" * 30)))), "列，超过", "a.ods")
    refused(made.ods(table.format(row.format(1048576, cell.format(1)))), "行，超过", "a.ods")
    blank = row.format(1048575, '<table:table-cell table:number-columns-repeated="16384"/>')
    assert read(made.ods(table.format(row.format(1, cell.format(2)) + blank)), "a.ods").blocks[0].flat().rows == [["甲", "甲"]]
    refused(
        made.docx("<w:tbl>" + "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999999'/></w:tcPr></w:tc></w:tr>" * 1100 + "</w:tbl>"),
        "超过",
        "a.docx",
    )


@pytest.mark.parametrize("cut", [100, 400, 900])
@pytest.mark.parametrize(("data", "name"), [(made.xlsx([["甲"]]), "a.xlsx"), (made.docx(made.docx_text("甲")), "a.docx")])
def test_a_file_cut_off(data, name, cut, refused):
    refused(data[: min(cut, len(data) - 30)], "不完整", name)


def test_broken_parts(refused):
    refused(made.zipped({"word/document.xml": "<w:document>"}), "不完整", "a.docx")
    refused(made.zipped({**BOOK, "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c"}), "不完整|没有文字")
    refused(made.zipped({"xl/workbook.xml": "<workbook"}), "不完整")
    refused(made.zipped({"mimetype": made.ODS_TYPE}), "不完整", "a.ods")
    refused(bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le") + bytes(600), "不完整", "a.xls")
    data = bytearray(sheet(CELL.format(1)))
    start = data.index(b"xl/worksheets/sheet1.xml") + 24
    data[start + 5 : start + 15] = b"\xff" * 10
    refused(bytes(data), "不完整")


def test_macros_and_links_are_named_and_left_alone(read):
    document = read(sheet(CELL.format(1), **{"xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "x"}), "a.xlsm")
    assert document.notes == ("里面有宏，没有运行，只读了单元格", "里面有到别的文件的链接，没有打开那些文件，读的是上次保存的数")
