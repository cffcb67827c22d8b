"""Reads .ods: a block a sheet, with merged cells and what the cells show.

A reader of its own, because python-calamine tells neither merged cells nor shown texts (12.5%) of this format.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

from models.incoming.blocks import Block, Cell, Document, Place
from models.incoming.clipboard.exact_number import exact_number
from storage.errors import StorageError
from storage.files.limits import COLUMNS, ENTRIES, ROWS, check_size, check_text, open_archive, small_number
from storage.incoming.xml_parts import XmlReader, read_part

_CONTENT: Final = "content.xml"
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_HIDDEN: Final = frozenset({"collapse", "filter"})
_NO_CONTENT: Final = frozenset({"annotation", "shapes", "frame", "custom-shape", "tracked-changes", "forms"})
"""Comments and drawings, which lie above the cells."""


_TOLD: Final = frozenset({"table", "table-row", "table-column", "p", "s", "tab", "line-break", "style", "table-properties"})


def read_ods(data: bytes, name: str) -> Document:
    """The sheets of an .ods file. Raises ``StorageError``."""
    with open_archive(io.BytesIO(data), name) as archive:
        reader = _SheetReader(name)
        read_part(archive.read(_CONTENT), reader, name)
    return Document("ods", tuple(reader.blocks), tuple(reader.notes))


class _SheetReader(XmlReader):
    """Builds the blocks; repeated blank rows and cells only move on."""

    tags = _CELLS | _NO_CONTENT | _TOLD

    def __init__(self, name: str) -> None:
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        self._name = name
        self._hidden_styles: set[str] = set()
        self._style = self._sheet = ""
        self._hidden = self._in_table = self._hides = False
        self._rows: dict[int, tuple[Cell, ...]] = {}
        self._cells: list[Cell] = []
        self._row = self._column = self._bottom = self._silent = 0
        self._repeat_row = self._repeat = 1
        self._cell: Mapping[str, str] | None = None
        self._lines: list[str] = []
        self._in_line = False

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._silent or tag in _NO_CONTENT:
            self._silent += 1
        elif self._cell is not None:
            self._begin_text(tag, attributes)
        elif tag in _CELLS:
            self._repeat = small_number(attributes.get("number-columns-repeated"), 1 << 20)
            self._cell, self._lines = attributes, []
        elif tag == "table-row":
            self._repeat_row = small_number(attributes.get("number-rows-repeated"), 1 << 21)
            self._cells, self._column = [], 0
            self._hides = self._hides or attributes.get("visibility") in _HIDDEN
        elif tag == "table-column":
            self._hides = self._hides or attributes.get("visibility") in _HIDDEN
        elif tag == "table":
            self._sheet, self._rows, self._row, self._bottom = attributes.get("name", ""), {}, 0, 0
            self._hidden = attributes.get("style-name") in self._hidden_styles
            self._in_table, self._hides = True, False
        elif tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)

    def _begin_text(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "p":
            self._lines.append("")
            self._in_line = True
        elif not self._in_line:
            return
        elif tag == "s":
            self._lines[-1] += " " * small_number(attributes.get("c"), 1000)
        elif tag == "tab":
            self._lines[-1] += "\t"
        elif tag == "line-break":
            self._lines[-1] += "\n"

    def text(self, text: str) -> None:
        if self._in_line and not self._silent:
            self._lines[-1] += text

    def end(self, tag: str) -> None:
        if self._silent:
            self._silent -= 1
        elif tag == "p":
            self._in_line = False
        elif tag in _CELLS and self._cell is not None:
            self._end_cell(tag, self._cell)
            self._cell = None
        elif tag == "table-row" and self._in_table:
            self._end_row()
        elif tag == "table" and self._in_table:
            self._end_table()

    def _end_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        shown = "\n".join(self._lines)
        text = exact_number(shown, attributes["value"]) if "value" in attributes else shown
        down = small_number(attributes.get("number-rows-spanned"), ROWS)
        across = small_number(attributes.get("number-columns-spanned"), COLUMNS)
        if tag == "table-cell" and (text or down > 1 or across > 1):
            where = f"工作表“{self._sheet}”"
            check_text(text, self._name, where)
            check_size(self._row + 1, self._column + self._repeat, self._name, where)
            self._cells.extend(Cell(text, self._row, self._column + i, down, across) for i in range(self._repeat))
        self._column += self._repeat

    def _end_row(self) -> None:
        if any(cell.text for cell in self._cells):
            bottom = self._row + self._repeat_row
            check_size(bottom, self._column_count(), self._name, f"工作表“{self._sheet}”")
            for row in range(self._row, bottom):
                self._rows[row] = tuple(Cell(cell.text, row, cell.column, cell.rows, cell.columns) for cell in self._cells)
            self._bottom = bottom
        elif self._cells and self._row < ROWS:
            self._rows[self._row] = tuple(self._cells)
        self._row += self._repeat_row

    def _column_count(self) -> int:
        return max(cell.column + cell.columns for cell in self._cells)

    def _end_table(self) -> None:
        """Rows below the last text are formats."""
        self._in_table = False
        if len(self.blocks) >= ENTRIES:
            raise StorageError(f"“{self._name}”里的工作表超过 {ENTRIES:,} 个，不像正常的文件，没有读；在 WPS 里打开，另存一份再读")
        rows = {row: cells for row, cells in self._rows.items() if row < self._bottom}
        height = max((cell.row + cell.rows for cells in rows.values() for cell in cells), default=0)
        check_size(
            height,
            max((row[-1].column + row[-1].columns for row in rows.values()), default=0),
            self._name,
            f"工作表“{self._sheet}”",
        )
        block = Block(
            tuple(rows.get(i, ()) for i in range(height)), Place(sheet=self._sheet, row=1, column=1), self._sheet, self._hidden
        )
        if self._hidden and block.rows:
            self.notes.append(f"工作表“{self._sheet}”是隐藏的，也读了")
        elif self._hides:
            self.notes.append(f"工作表“{self._sheet}”有隐藏的行或列，也读了")
        self.blocks.append(block)
