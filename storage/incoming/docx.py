"""Reads .docx: its paragraphs and tables in their order, with merged cells.

A reader of its own on expat: python-docx has no merged cells that span (it repeats them), no limits, and needs lxml (4 MB).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from models.incoming.blocks import Block, Document, Paragraph, Place, block_of_rows
from models.incoming.clipboard.block import At
from storage.files.limits import COLUMNS, Archive, check_size, check_text, open_archive, small_number
from storage.incoming.xml_parts import XmlReader, read_part

_DOCUMENT: Final = "word/document.xml"
_SILENT: Final = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPrChange", "pPrChange", "tblPrChange"})
"""Deleted texts, second forms of drawings, codes of fields, and how something looked before."""

_NOTES: Final = {
    "footnoteReference": "里面有脚注，没有读",
    "endnoteReference": "里面有尾注，没有读",
    "numPr": "里面有自动编号，编号本身不是文字，没有读",
    "vanish": "里面有隐藏的文字，也读了",
    "ins": "里面有修订，按接受修订以后的文字读",
    "del": "里面有修订，按接受修订以后的文字读",
    "blip": "里面有图片，图片里的文字读不出来",
}


_TOLD: Final = frozenset({
    "p", "t", "tab", "br", "cr", "noBreakHyphen", "sym", "tbl", "tr", "gridBefore", "tc", "gridSpan", "vMerge", "hMerge",
})  # fmt: skip


def read_docx(data: bytes, name: str) -> Document:
    """The text of a .docx file with its tables. Raises ``StorageError``."""
    with open_archive(io.BytesIO(data), name) as archive:
        reader = _TextReader(name)
        read_part(archive.read(_DOCUMENT), reader, name)
        notes = [*dict.fromkeys(reader.notes), *_outside_notes(archive)]
    return Document("docx", tuple(reader.parts), tuple(notes))


def _outside_notes(archive: Archive) -> list[str]:
    found = []
    if any(part.endswith("vbaProject.bin") for part in archive.parts):
        found.append("里面有宏，没有运行，只读了文字和表")
    if any(part.startswith("word/embeddings/") for part in archive.parts):
        found.append("里面嵌着别的文件，没有读；打开以后把里面的表复制来粘贴")
    return found


class _Table(Struct):
    """A table that is being read."""

    rows: list[list[str]] = field(default_factory=list)
    spans: dict[At, tuple[int, int]] = field(default_factory=dict)
    above: dict[int, At] = field(default_factory=dict)
    """The cell that goes on downwards, by its first column."""

    column: int = 0
    across: int = 1
    merge: str = ""
    lines: list[str] = field(default_factory=list)
    in_cell: bool = False


class _TextReader(XmlReader):
    """Builds the parts. The text of a table in a cell is text of the cell; a text box stands after its paragraph."""

    tags = _SILENT | _NOTES.keys() | _TOLD

    def __init__(self, name: str) -> None:
        self.parts: list[Block | Paragraph] = []
        self.notes: list[str] = []
        self._name = name
        self._tables: list[_Table] = []
        self._paragraphs: list[list[str]] = []
        self._in_text = False
        self._silent = self._count = self._number = 0

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _NOTES and attributes.get("val") not in {"0", "false"}:
            self.notes.append(_NOTES[tag])
        if self._silent or tag in _SILENT:
            self._silent += 1
        elif tag == "p":
            self._paragraphs.append([])
        elif tag == "t":
            self._in_text = True
        elif tag == "tab" and self._paragraphs and "pos" not in attributes:
            self._paragraphs[-1].append("\t")
        elif tag in {"br", "cr"} and self._paragraphs:
            self._paragraphs[-1].append("\n")
        elif tag == "noBreakHyphen" and self._paragraphs:
            self._paragraphs[-1].append("-")
        elif tag == "sym" and self._paragraphs:
            self._paragraphs[-1].append("\ufffd")
            self.notes.append("里面有符号字体的字，读不出是什么字；改成普通的字再读")
        else:
            self._begin_in_table(tag, attributes)

    def _begin_in_table(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "tbl":
            self._tables.append(_Table())
        elif not self._tables:
            return
        table = self._tables[-1]
        if tag == "tr":
            table.rows.append([])
            table.column = 0
        elif tag == "gridBefore":
            table.column = small_number(attributes.get("val"), COLUMNS)
        elif tag == "tc":
            table.across, table.merge, table.lines, table.in_cell = 1, "", [], True
        elif tag == "gridSpan":
            table.across = small_number(attributes.get("val"), COLUMNS)
        elif tag in {"vMerge", "hMerge"} and table.in_cell:
            table.merge = tag[0] + attributes.get("val", "continue")

    def text(self, text: str) -> None:
        if self._in_text and self._paragraphs and not self._silent:
            self._paragraphs[-1].append(text)

    def end(self, tag: str) -> None:
        if self._silent:
            self._silent -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "p" and self._paragraphs:
            self._end_paragraph("".join(self._paragraphs.pop()))
        elif tag == "tc" and self._tables:
            self._end_cell(self._tables[-1])
        elif tag == "tbl" and self._tables:
            self._end_table(self._tables.pop())

    def _end_paragraph(self, text: str) -> None:
        if self._tables and self._tables[-1].in_cell:
            self._tables[-1].lines.append(text)
            return
        self._count += 1
        place = Place(paragraph=self._count)
        check_text(text, self._name, place.words())
        if text.strip():
            self.parts.append(Paragraph(text, place))

    def _end_cell(self, table: _Table) -> None:
        table.in_cell = False
        if not table.rows:
            return
        row, column, across = len(table.rows) - 1, table.column, table.across
        check_size(row + 1, column + across, self._name, f"第 {self._number + 1} 张表")
        text = "\n".join(table.lines)
        check_text(text, self._name, f"第 {self._number + 1} 张表第 {row + 1} 行")
        cells = table.rows[-1]
        cells.extend([""] * (column + across - len(cells)))
        if table.merge == "hcontinue" and column:
            self._widen(table, row, column)
        else:
            self._place(table, row, column, text)
        table.column += across

    def _place(self, table: _Table, row: int, column: int, text: str) -> None:
        origin = table.above.get(column)
        if table.merge == "vcontinue" and origin is not None and table.spans[origin][1] == table.across:
            table.spans[origin] = (row - origin[0] + 1, table.across)
            if text.strip():  # hidden behind the cell above, but nothing is dropped
                table.rows[origin[0]][column] += f"\n{text}"
            return
        for covered in range(column, column + table.across):
            table.above.pop(covered, None)
        table.rows[-1][column] = text
        if table.across > 1 or table.merge:
            table.spans[row, column] = (1, table.across)
        if table.merge == "vrestart":
            table.above[column] = (row, column)

    def _widen(self, table: _Table, row: int, column: int) -> None:
        """Add a cell of Word 97 to the merged one on its left."""
        origin = next((at for at in range(column - 1, -1, -1) if (row, at) in table.spans), column - 1)
        down, _ = table.spans.get((row, origin), (1, 1))
        table.spans[row, origin] = (down, column + table.across - origin)

    def _end_table(self, table: _Table) -> None:
        if self._tables:
            outer = self._tables[-1]
            outer.lines.extend("\t".join(row) for row in table.rows)
            return
        self._number += 1
        spans = {at: span for at, span in table.spans.items() if span != (1, 1)}
        rows = [[text.strip("\n") for text in row] for row in table.rows]
        self.parts.append(block_of_rows(rows, Place(paragraph=self._count + 1, table=self._number), spans))
