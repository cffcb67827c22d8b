"""Workbooks of Excel 97-2003: formats as they show, and damaged ones that would fill the memory."""

from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import StorageError
from storage.incoming import xls_parts
from storage.incoming.compound_file import read_stream, with_stream
from storage.incoming.document import read_document
from storage.incoming.workbook import read_xls
from tests.folders import DATA
from tests.storage.incoming import made

FILE = DATA / "incoming" / "formats.xls"
"""Made with xlwt: a sheet with merged cells, formats and a hidden row, and a hidden sheet."""

STREAM = read_stream(FILE.read_bytes(), "Workbook")


def test_numbers_merged_cells_and_hidden_sheets():
    document = read_document(FILE)
    assert document.blocks[0].flat().rows == [
        ["绩效目标表", "", ""],
        ["满意度", "95%", "12.50"],
        ["数量", "≥5", "2010301"],
        ["日期", "2026年3月", ""],
        ["合计", "464.396", ""],
        ["", "12.50%", ""],
    ]
    spans = [(c.text, c.rows, c.columns) for c in document.blocks[0].cells() if c.rows * c.columns > 1]
    assert spans == [("绩效目标表", 1, 3), ("合计", 2, 1)]
    assert [(block.title, block.hidden) for block in document.blocks] == [("表1", False), ("旧表", True)]
    assert document.notes == ("工作表“表1”有隐藏的行或列，也读了", "工作表“旧表”是隐藏的，也读了")


@pytest.mark.parametrize("length", [4096, 4097, 8191, 8192, 1023 * 4096, 1024 * 4096 + 1, 5_000_000])
def test_a_stream_comes_back(length):
    stream = (bytes(range(251)) * (length // 251 + 1))[:length]
    assert read_stream(with_stream("Workbook", stream), "Workbook") == stream


def record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def put_in(*records):
    """The workbook with records before the end of its first sheet; the sheets behind move."""
    sheet, following = (place for _, place in xls_parts._globals(STREAM, "a.xls")[1])
    end = following - 4
    added = b"".join(records)
    stream = STREAM[:end] + added + STREAM[end:]
    moved = stream.replace(struct.pack("<I", following), struct.pack("<I", following + len(added)), 1)
    assert sheet < end
    return with_stream("Workbook", moved)


def refused(data, words):
    with pytest.raises(StorageError, match=words) as caught:
        read_xls(data, "a.xls")
    assert "“a.xls”" in str(caught.value)


def test_a_cell_in_the_last_row():
    refused(put_in(record(0x0203, struct.pack("<HHHd", 65_535, 0, 0, 1.0))), "工作表“表1”有 65,536 行")


def test_what_a_sheet_states_of_its_size_is_not_believed():
    stated = record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    assert read_xls(put_in(stated), "a.xls").blocks == read_document(FILE).blocks


def test_errors_are_named():
    data = put_in(record(0x0205, struct.pack("<HHHBB", 1, 1, 0, 0x17, 1)))
    assert "工作表“表1”的 B2 是错误值（如 #REF!），当作空的；改好以后再读" in read_xls(data, "a.xls").notes


def test_locked_old_and_overfull_workbooks():
    begin = STREAM[:20]
    assert begin[:2] == b"\x09\x08"
    refused(with_stream("Workbook", begin + record(0x2F, bytes(6)) + STREAM[20:]), "加了密码")
    refused(with_stream("Workbook", begin[:4] + b"\x00\x05" + STREAM[6:]), "Excel 95")
    at = STREAM.index(struct.pack("<H", 0xFC) + STREAM[STREAM.index(b"\xfc\x00") + 2 :][:2])
    refused(with_stream("Workbook", STREAM[: at + 8] + b"\xff\xff\xff\x7f" + STREAM[at + 12 :]), "文字超过 1,000,000 个")


def test_a_small_workbook_lies_in_small_sectors():
    """As LibreOffice writes it."""
    document = read_document(DATA / "codes" / "list.xls")
    found = [(block.title, block.height, block.hidden) for block in document.blocks]
    assert found[:2] == [
        ("功能科目", 6, False),
        ("经济科目", 3, False),
    ]


def test_a_chain_in_a_circle_ends():
    data = bytearray(with_stream("Workbook", STREAM))
    data[4096 + 4 : 4096 + 8] = struct.pack("<I", 1)
    read_stream(bytes(data), "Workbook")
    refused(bytes(data[:600]), "不完整")


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_damage_is_one_sentence(data):
    """Whatever is damaged: the file is read, or refused with a sentence."""
    content = bytearray(FILE.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 8))
        content[at : at + 2] = data.draw(st.binary(min_size=0, max_size=6))
    with suppress(StorageError):
        read_xls(bytes(content), "a.xls")


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_damage_of_other_files_is_one_sentence(data, tmp_path_factory):
    rows = [["项目", "预算数"], ["甲", "1.50"]]
    whole = data.draw(st.sampled_from([made.xlsx(rows), made.docx(made.docx_table(rows)), made.ods(made.ods_table(rows))]))
    parts = made.unzipped(whole)
    part = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[part])
    at = data.draw(st.integers(0, max(len(content) - 8, 0)))
    content[at : at + 3] = data.draw(st.binary(min_size=0, max_size=6))
    path = tmp_path_factory.mktemp("damaged") / "a.xlsx"
    path.write_bytes(made.zipped(parts | {part: bytes(content)}))
    with suppress(StorageError):
        read_document(path)
