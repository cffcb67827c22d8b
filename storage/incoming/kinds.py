"""Tells the format of a file by its content, whatever its name, and of what is not read what to do instead."""

from __future__ import annotations

import io
import re
from typing import Final

from storage.errors import StorageError
from storage.files.encodings import decoded
from storage.files.limits import open_archive

_ZIP: Final = b"PK"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD: Final = 4096

_AS_DOCX: Final = "在 WPS 或 Word 里打开，另存为 .docx 再读"
_AS_XLSX: Final = "在 WPS 或 Excel 里打开，另存为 .xlsx 再读"
_UNPACK: Final = "先解压，再读里面的文件"
_TEXT_OF_PICTURE: Final = "换有文字的文件，或者用 WPS 的“图片转文字”得到文字以后复制来粘贴"
_OWN: Final = "本程序的文件用“打开”，不用读入"

_BEGINNINGS: Final = (
    (b"SQLite format 3\x00", "是数据库", _OWN),
    (b"{\\rtf", "是 RTF 文件", _AS_DOCX),
    (b"Rar!", "是压缩包（.rar）", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "是压缩包（.7z）", _UNPACK),
    (b"\x1f\x8b", "是压缩包（.gz）", _UNPACK),
    (b"\x89PNG", "是图片", _TEXT_OF_PICTURE),
    (b"\xff\xd8\xff", "是图片", _TEXT_OF_PICTURE),
    (b"GIF8", "是图片", _TEXT_OF_PICTURE),
    (b"II*\x00", "是图片", _TEXT_OF_PICTURE),
    (b"MM\x00*", "是图片", _TEXT_OF_PICTURE),
    (b"BM", "是图片", _TEXT_OF_PICTURE),
    (b"MZ", "是程序，不是表", "换用另一份"),
)
"""How other files begin, what they are, what to do."""

_LOCKED: Final = "EncryptedPackage"
_IN_OLE: Final = {
    _LOCKED: ("加了密码", "在 WPS 或 Office 里去掉打开密码，保存以后再读"),
    "PowerPoint Document": ("是演示文稿", "把里面的表复制来粘贴"),
    "WordDocument": ("是旧格式的文字文件（.doc、.wps）", _AS_DOCX),
}
"""Streams of old office files; a .wps of WPS has those of a .doc."""

_WORKBOOKS: Final = ("Workbook", "Book")
_IN_ZIP: Final = (
    ("OFD.xml", "是版式文件（.ofd）", "用 OFD 阅读器或 WPS 转成 PDF 或 .docx 再读"),
    ("xl/workbook.bin", "是二进制的工作簿（.xlsb）", _AS_XLSX),
    ("ppt/presentation.xml", "是演示文稿", "把里面的表复制来粘贴"),
    ("交接.json", "是交接包", "不用解压，用“文件”里的“备份和交接 → 接收交接包”收进来"),
    ("报送.json", "是报送包", "要看里面的预算，解压以后打开填报文件（.ysbook）"),
)
_MIMETYPES: Final = {
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
}
_HTML: Final = re.compile(r"<\s*(?:html|head|body|table|tr|td|meta|p|div|span)\b", re.IGNORECASE)
_OWN_BOOK: Final = re.compile(r'\s*\{\s*"')


def kind_of(data: bytes, name: str) -> str:
    """The kind of the file ``name``, one of ``KINDS``. Raises ``StorageError`` for a file that is not read, and says what it is."""
    if data.startswith(_ZIP):
        return _kind_in_zip(data, name)
    if data.startswith(_OLE):
        return _kind_in_ole(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for beginning, what, advice in _BEGINNINGS:
        if data.startswith(beginning):
            raise StorageError(f"“{name}”{what}，读不了；{advice}")
    return _kind_of_text(decoded(data, name)[:_HEAD], name)


def _kind_in_zip(data: bytes, name: str) -> str:
    with open_archive(io.BytesIO(data), name) as archive:
        parts = archive.parts
        for part, what, advice in _IN_ZIP:
            if part in parts:
                raise StorageError(f"“{name}”{what}，读不了；{advice}")
        if "xl/workbook.xml" in parts:
            return "xlsx"
        if "word/document.xml" in parts:
            return "docx"
        kind = _MIMETYPES.get(archive.read("mimetype").decode("latin-1").strip(), "") if "mimetype" in parts else ""
        if kind == "ods" and _is_encrypted(archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in parts else b""):
            raise StorageError(f"“{name}”加了密码，读不出来；在 WPS 或 LibreOffice 里去掉打开密码，保存以后再读")
        if kind == "odt":
            raise StorageError(f"“{name}”是 .odt 文字文件，读不了；{_AS_DOCX}")
        if not kind:
            raise StorageError(f"“{name}”是压缩包，读不了；{_UNPACK}")
        return kind


def _is_encrypted(manifest: bytes) -> bool:
    return b"encryption-data" in manifest


def _kind_in_ole(data: bytes, name: str) -> str:
    """By the first stream that tells: further ones are of files that are embedded in this one."""
    places = {stream: data.find(f"{stream}\x00".encode("utf-16-le")) for stream in (*_IN_OLE, *_WORKBOOKS)}
    found = sorted((place, stream) for stream, place in places.items() if place >= 0)
    if not found:
        raise StorageError(f"“{name}”里没有工作表，不完整或者是别的旧格式，读不出来；{_AS_XLSX}")
    first = _LOCKED if places[_LOCKED] >= 0 else found[0][1]
    if first in _WORKBOOKS:
        return "xls"
    what, advice = _IN_OLE[first]
    raise StorageError(f"“{name}”{what}，读不了；{advice}")


def _kind_of_text(head: str, name: str) -> str:
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise StorageError(f"“{name}”是 XML 表格，读不了；{_AS_XLSX}")
    if "<pkg:package" in head or "schemas.microsoft.com/office/word/2003" in head:
        raise StorageError(f"“{name}”是 XML 文字文件，读不了；{_AS_DOCX}")
    if re.match(r"(?:[\w-]+:[^\n]*\n\s*)*?MIME-Version:", head, re.IGNORECASE):
        raise StorageError(f"“{name}”是单个文件的网页（.mht），读不了；用浏览器打开，另存为“网页（.html）”再读")
    if _OWN_BOOK.match(head):
        raise StorageError(f"“{name}”是预算文件，读不了；{_OWN}")
    return "html" if _HTML.search(head) else "text"
