"""A file is known by its content, and what is not read is named with what to do."""

from __future__ import annotations

import pytest

from models.incoming.blocks import KINDS
from storage.errors import StorageError
from storage.files.book_file import SAMPLE
from storage.incoming.document import read_document
from tests.storage.incoming import made

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
XML_TABLE = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
ENCRYPTED_ODS = made.zipped({"mimetype": made.ODS_TYPE, "content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"})


def stream(name):
    return OLE + name.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("data", "what", "advice"),
    [
        (stream("WordDocument"), r"\.doc、\.wps", "另存为 .docx"),
        (stream("WordDocument") + stream("Workbook"), r"\.doc、\.wps", "另存为 .docx"),
        (stream("Workbook") + stream("WordDocument"), "不完整", "另存为 .xlsx"),
        (stream("EncryptedPackage"), "加了密码", "去掉打开密码"),
        (stream("PowerPoint Document"), "演示文稿", "复制来粘贴"),
        (stream("Something"), "没有工作表", "另存为 .xlsx"),
        (made.zipped({"OFD.xml": ""}), r"版式文件（\.ofd）", "转成 PDF"),
        (made.zipped({"xl/workbook.bin": ""}), r"\.xlsb", "另存为 .xlsx"),
        (made.zipped({"ppt/presentation.xml": ""}), "演示文稿", "复制来粘贴"),
        (made.zipped({"a.txt": "甲"}), "压缩包", "先解压"),
        (made.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), r"\.odt", "另存为 .docx"),
        (ENCRYPTED_ODS, "加了密码", "去掉打开密码"),
        (b"PK\x03\x04 cut off", "不完整", "另存一份"),
        (b"Rar!\x1a\x07", "压缩包", "先解压"),
        (b"\x89PNG\r\n\x1a\n", "图片", "图片转文字"),
        (b"{\\rtf1 a}", "RTF", "另存为 .docx"),
        (b"SQLite format 3\x00", "数据库", "用“打开”"),
        (SAMPLE.read_bytes(), "是预算文件", "用“打开”"),
        (XML_TABLE, "XML 表格", "另存为 .xlsx"),
        (b"From: <saved>\r\nMIME-Version: 1.0\r\n", r"\.mht", "另存为“网页"),
        (bytes(range(256)), "里面不是文字", "UTF-8"),
        (b"  \n ", "没有文字", "换用另一份"),
        (b"", "是空的", "换用另一份"),
    ],
)
def test_what_is_not_read_is_named(data, what, advice, tmp_path):
    path = tmp_path / "预算.xlsx"
    path.write_bytes(data)
    with pytest.raises(StorageError, match=what) as caught:
        read_document(path)
    assert advice in str(caught.value)
    assert "预算.xlsx" in str(caught.value)


def test_a_folder_and_a_missing_file(tmp_path):
    with pytest.raises(StorageError, match="文件夹"):
        read_document(tmp_path)
    with pytest.raises(StorageError, match=r"没有“.*”这个文件"):
        read_document(tmp_path / "无.docx")


ROWS = [["项目", "预算数"], ["甲", "1.50"]]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (made.xlsx(ROWS), "xlsx"),
        (made.ods(made.ods_table(ROWS)), "ods"),
        (made.docx(made.docx_table(ROWS)), "docx"),
        (made.html(ROWS).encode(), "html"),
        ("项目\t预算数\n甲\t1.50".encode("gbk"), "text"),
        ("项目,预算数\n甲,1.50".encode("utf-16"), "csv"),
        ("项目,预算数\n甲,1.50".encode("utf-16-le"), "csv"),
    ],
)
def test_a_renamed_file_is_read(data, kind, tmp_path):
    path = tmp_path / "改了名.doc"
    path.write_bytes(data)
    document = read_document(path)
    assert document.kind == kind in KINDS
    assert [made.cells_of(block) for block in document.blocks] == [made.expected(ROWS, {})]
