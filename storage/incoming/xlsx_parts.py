"""What python-calamine does not tell of an .xlsx file: how large its sheets are, how cells show numbers, what has no value."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from msgspec import Struct

from models.incoming.blocks import column_letters
from storage.errors import StorageError
from storage.files.limits import PART_TAGS, Archive, check_size, check_tags
from storage.incoming.number_format import BUILT_IN
from storage.incoming.xml_parts import local, read_tree

_CELL: Final = re.compile(rb"""<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]+)")?(?: t="(\w+)")?( ?/)?>""")
"""A cell as every program writes it: column, row, style, type, and whether it is empty."""

_ANY_CELL: Final = re.compile(rb"[<:]c[\s/>]")
_EVERY: Final = re.compile(rb"<(?:\w+:)?(row|c)\b([^<>]*)>")
_ATTRIBUTE: Final = re.compile(rb"""\b(r|s|t)\s*=\s*["']([^"'<>]*)["']""")
_REFERENCE: Final = re.compile(rb"([A-Za-z]{1,3})([0-9]{1,7})")
_HIDDEN: Final = re.compile(rb"""<(?:\w+:)?(?:row|col)\b[^<>]*\bhidden\s*=\s*["'](?:1|true)["']""")
_NO_VALUE: Final = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>")
_A: Final = ord("A") - 1
_WORKBOOK: Final = "xl/workbook.xml"
_MACROS: Final = "vbaProject.bin"
_FEW: Final = 5

At = tuple[int, int]
"""Row and column, from 0."""


class SheetParts(Struct, frozen=True):
    """A sheet: the format codes of cells by place, places of cells with an error value, and what else to tell of it."""

    formats: Mapping[At, str]
    errors: Sequence[At] = ()
    uncomputed: int = 0
    hides: bool = False

    def notes(self, sheet: str) -> list[str]:
        """What a reader of the sheet should know."""
        found: list[str] = []
        if self.errors:
            named = "、".join(f"{column_letters(column + 1)}{row + 1}" for row, column in self.errors[:_FEW])
            more = "等" if len(self.errors) > _FEW else ""
            found.append(f"工作表“{sheet}”的 {named}{more} 是错误值（如 #REF!），当作空的；改好以后再读")
        if self.uncomputed:
            found.append(f"工作表“{sheet}”有 {self.uncomputed} 个公式没有存结果，当作空的；在 WPS 里打开，保存一次再读")
        if self.hides:
            found.append(f"工作表“{sheet}”有隐藏的行或列，也读了")
        return found


def read_sheet_parts(archive: Archive) -> dict[str, SheetParts]:
    """By name, of every worksheet. Raises ``StorageError`` for what python-calamine could not read within the limits.

    Reads all parts that python-calamine reads: an archive that states less than it holds is found here.
    """
    workbook = read_tree(archive.read(_WORKBOOK), archive.name) if _WORKBOOK in archive.parts else None
    if workbook is None:
        raise StorageError(f"“{archive.name}”不是完整的工作簿（.xlsx），读不出来；在 WPS 里打开，另存一份再读")
    targets = targets_of(archive)
    formats = _formats(archive)
    for part in archive.parts:
        if part.endswith("sharedStrings.xml"):
            check_tags(archive.read(part), PART_TAGS, archive.name)
    found: dict[str, SheetParts] = {}
    for element in workbook.iter():
        if local(element.tag) != "sheet":
            continue
        part = targets.get(next((value for key, value in element.attrib.items() if local(key) == "id"), ""), "")
        name = element.get("name", "")
        if part in archive.parts:
            found[name] = _scan(archive.read(part), formats, archive.name, name)
    return found


def outside_notes(archive: Archive) -> list[str]:
    """Sentences about macros and links to other files, which are not followed."""
    found = []
    if any(part.endswith(_MACROS) for part in archive.parts):
        found.append("里面有宏，没有运行，只读了单元格")
    if any("/externalLinks/" in part for part in archive.parts):
        found.append("里面有到别的文件的链接，没有打开那些文件，读的是上次保存的数")
    return found


def targets_of(archive: Archive) -> dict[str, str]:
    """The parts of the workbook by the ids of their relationships."""
    part = "xl/_rels/workbook.xml.rels"
    if part not in archive.parts:
        return {}
    links = (element for element in read_tree(archive.read(part), archive.name) if element.get("TargetMode") != "External")
    return {link.get("Id", ""): posixpath.normpath(posixpath.join("xl", link.get("Target", ""))).lstrip("/") for link in links}


def _formats(archive: Archive) -> dict[bytes, str]:
    """The format codes of cell styles by their number, of those that show more than digits."""
    part = "xl/styles.xml"
    if part not in archive.parts:
        return {}
    root = read_tree(archive.read(part), archive.name)
    codes = {str(number): code for number, code in BUILT_IN.items()}
    codes |= {_id(e): e.get("formatCode", "") for e in root.iter() if local(e.tag) == "numFmt"}
    cells = next((element for element in root if local(element.tag) == "cellXfs"), ())
    named: dict[bytes, str] = {b"%d" % number: codes.get(_id(xf), "") for number, xf in enumerate(cells)}
    return {number: code for number, code in named.items() if code not in {"", "General", "@", "0"}}


def _id(element: Element) -> str:
    return element.get("numFmtId", "").lstrip("0")


def _scan(data: bytes, formats: Mapping[bytes, str], file: str, sheet: str) -> SheetParts:
    """One pass over the tags of a sheet."""
    if b"<!DOCTYPE" in data or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        read_tree(data, file)
    found: dict[At, str] = {}
    errors: list[At] = []
    last_row = last_column = -1
    cells = _usual_cells(data)
    if cells is None:
        cells = list(_cells_in_order(data, file))
    for row, column, style, kind in cells:
        last_row = max(last_row, row)
        last_column = max(last_column, column)
        if kind == b"e":
            errors.append((row, column))
        elif style in formats:
            found[row, column] = formats[style]
    check_size(last_row + 1, last_column + 1, file, f"工作表“{sheet}”")
    uncomputed = len(_NO_VALUE.findall(data)) if b"f>" in data else 0
    return SheetParts(found, errors, uncomputed, b"hidden" in data and _HIDDEN.search(data) is not None)


CellTag = tuple[int, int, bytes, bytes]
"""Row, column, style and type of a cell with a content; most cells of a template have a border only."""


def _usual_cells(data: bytes) -> list[CellTag] | None:
    """The cells of a sheet where all are written in the usual way; None otherwise."""
    found = _CELL.findall(data)
    if len(found) != len(_ANY_CELL.findall(data)):
        return None
    columns = {letters: _column(letters) for letters in {cell[0] for cell in found}}
    return [(int(digits) - 1, columns[letters], style, kind) for letters, digits, style, kind, empty in found if not empty]


def _cells_in_order(data: bytes, file: str) -> Iterator[CellTag]:
    """The cells of any sheet, also where some do not say where they are: they follow the one before.

    Raises ``StorageError`` for a row that no sheet has: python-calamine counts its number modulo 2³².
    """
    row = column = -1
    for kind, rest in _EVERY.findall(data):
        attributes = dict(_ATTRIBUTE.findall(rest))
        if kind == b"row":
            row, column = _number(attributes.get(b"r"), row + 2) - 1, -1
            continue
        at = _REFERENCE.fullmatch(attributes.get(b"r", b""))
        if at is None and b"r" in attributes:
            raise StorageError(f"“{file}”里有一格的位置不对，文件不完整；在 WPS 里打开，另存一份再读")
        row, column = (int(at[2]) - 1, _column(at[1])) if at else (row, column + 1)
        if not rest.endswith(b"/"):
            yield row, column, attributes.get(b"s", b""), attributes.get(b"t", b"")


def _number(text: bytes | None, default: int) -> int:
    return int(text) if text and len(text) < 8 and text.isdigit() else default


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - _A
    return number - 1
