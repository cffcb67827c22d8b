"""Fills a workbook: the parts of the sheets that change are written anew, every other part is copied byte for byte."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final
from xml.dom.minidom import Document, Element
from zipfile import ZIP_DEFLATED, ZipFile

from models.published.draft import DRAFT
from models.templates.records import SheetFilling
from storage.errors import StorageError
from storage.files.limits import Archive, open_archive
from storage.incoming.xlsx_parts import targets_of
from storage.templates.references import Inserts, moved, moved_formula, moved_range
from storage.templates.worksheet import Worksheet
from storage.templates.xml_text import children, elements, new_element, read_xml, root_of, set_text, text_of, write_xml

_WORKBOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_CHAIN: Final = "xl/calcChain.xml"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MACROS: Final = "vbaProject.bin"
_HEADER_SIZE: Final = 14
_NOTE_ROW: Final = re.compile(rb"(<x:Row>)(\d+)(</x:Row>)")
_AFTER_CALCULATION: Final = frozenset({
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr",
    "webPublishObjects", "extLst",
})  # fmt: skip
"""What stands behind the properties of calculation in a workbook's part (ECMA-376 part 1, 18.2.27)."""


def fill_workbook(
    data: bytes, name: str, sheets: Mapping[str, SheetFilling], *, draft: bool
) -> tuple[bytes, Mapping[str, list[str]]]:
    """The bytes of the filled workbook, and the formulas that were kept.

    Raises ``StorageError`` where ``data``, an .xlsx file called ``name``, cannot be filled.
    """
    with _in_form(name), open_archive(io.BytesIO(data), name) as archive:
        if any(part.endswith(_MACROS) for part in archive.parts):
            raise StorageError(f"“{name}”里有宏，没有填；在 WPS 里打开，另存为没有宏的 .xlsx 再填")
        filler = _Filler(archive)
        filler.fill(sheets, draft=draft)
        return _packed(archive, filler.changed), filler.kept


@contextmanager
def _in_form(name: str) -> Iterator[None]:
    """Turn what a part leads to that is not of its format (a row called “x”, a sheet without cells) into a ``StorageError``."""
    try:
        yield
    except (ValueError, LookupError, StopIteration, ArithmeticError) as error:
        raise StorageError(f"“{name}”里有不合格式的内容，填不了；在 WPS 里打开，另存一份再填") from error


def _packed(archive: Archive, changed: Mapping[str, bytes | None]) -> bytes:
    """The archive with some parts exchanged, or left out (None)."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name, entry in archive.parts.items():
            content = changed[name] if name in changed else archive.read(name)
            if content is not None:
                entry.compress_type = ZIP_DEFLATED
                new.writestr(entry, content)
    return out.getvalue()


class _Filler:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.changed: dict[str, bytes | None] = {}
        self.kept: dict[str, list[str]] = {}
        self._book = self._part(_WORKBOOK)
        targets = targets_of(archive)
        self._parts = {
            sheet.getAttribute("name"): targets.get(sheet.getAttributeNS(_RELATIONSHIPS, "id"), "")
            for sheet in elements(self._book, "sheet")
        }

    def _part(self, part: str) -> Document:
        return read_xml(self._archive.read(part), self._archive.name)

    def fill(self, fillings: Mapping[str, SheetFilling], *, draft: bool) -> None:
        sheets = {
            name: Worksheet(self._archive.read(part), self._archive.name)
            for name, part in self._parts.items()
            if part.startswith("xl/worksheets/") and part in self._archive.parts
        }
        touched = set(fillings) if not draft else set(sheets)
        for name, filling in fillings.items():
            inserts = dict(filling.inserts)
            if inserts:
                self._insert(name, inserts, sheets)
            sheets[name].write(filling.cells)
            if sheets[name].kept:
                self.kept[name] = sheets[name].kept
        for name, sheet in sheets.items():
            if sheet.has_formulas:
                sheet.drop_results()
                touched.add(name)
            if draft:
                sheet.mark(f"&{_HEADER_SIZE}{DRAFT}")
        for name in touched:
            self.changed[self._parts[name]] = sheets[name].to_bytes()
        self._finish(calculated=any(sheet.has_formulas for sheet in sheets.values()))

    def _insert(self, name: str, inserts: Inserts, sheets: Mapping[str, Worksheet]) -> None:
        """Insert rows into a sheet, and let all that points into it follow."""
        for other, sheet in sheets.items():
            if other == name:
                sheet.insert_rows(name, inserts)
            else:
                sheet.move_formulas(name, inserts, own=False)
        for defined in elements(self._book, "definedName"):
            set_text(defined, moved_formula(text_of(defined), name, inserts, own=False))
        for part in self._archive.parts:
            if part.startswith("xl/charts/chart"):
                self._edit(part, lambda root: _move_formulas(root, name, inserts))
        for part in self._linked(self._parts[name]):
            if part.startswith("xl/drawings/") and part.endswith(".xml"):
                self._edit(part, lambda root: _move_anchors(root, inserts))
            elif part.startswith(("xl/comments", "xl/tables/", "xl/threadedComments/")):
                self._edit(part, lambda root: _move_attributes(root, inserts))
            elif part.endswith(".vml"):
                self.changed[part] = _NOTE_ROW.sub(
                    lambda match: match[1] + b"%d" % (moved(int(match[2]) + 1, inserts) - 1) + match[3], self._archive.read(part)
                )
        self._drop_chain()

    def _edit(self, part: str, edit: Callable[[Document], None]) -> None:
        document = read_xml(self.changed.get(part) or self._archive.read(part), self._archive.name)
        edit(document)
        self.changed[part] = write_xml(document)

    def _linked(self, part: str) -> list[str]:
        """The parts that belong to a worksheet."""
        folder, _, file = part.rpartition("/")
        links = f"{folder}/_rels/{file}.rels"
        if links not in self._archive.parts:
            return []
        found = [link.getAttribute("Target") for link in elements(self._part(links), "Relationship")]
        paths = ["xl/" + target.removeprefix("../") if not target.startswith("/") else target[1:] for target in found]
        return [path for path in paths if path in self._archive.parts]

    def _drop_chain(self) -> None:
        """Drop the order of calculation, which names cells by their old places; it is made anew."""
        if _CHAIN not in self._archive.parts:
            return
        self.changed[_CHAIN] = None
        for part, name in ((_LINKS, "Target"), (_TYPES, "PartName")):
            document = self._part(part)
            for element in list(elements(document, "*")):
                if element.getAttribute(name).endswith("calcChain.xml") and element.parentNode is not None:
                    element.parentNode.removeChild(element)
            self.changed[part] = write_xml(document)

    def _finish(self, *, calculated: bool) -> None:
        """Have every program calculate the formulas when it opens the file."""
        root = root_of(self._book)
        if calculated:
            found = children(root, "calcPr")
            properties = found[0] if found else new_element(root, "calcPr")
            if not found:
                nodes = [node for node in root.childNodes if isinstance(node, Element) and node.localName in _AFTER_CALCULATION]
                root.insertBefore(properties, nodes[0] if nodes else None)
            properties.setAttribute("fullCalcOnLoad", "1")
        written = write_xml(self._book)
        if written != write_xml(self._part(_WORKBOOK)):
            self.changed[_WORKBOOK] = written


def _move_formulas(document: Document, sheet: str, inserts: Inserts) -> None:
    for formula in elements(document, "f"):
        set_text(formula, moved_formula(text_of(formula), sheet, inserts, own=False))


def _move_anchors(document: Document, inserts: Inserts) -> None:
    """Pictures and shapes stand at rows counted from 0."""
    for row in elements(document, "row"):
        set_text(row, str(moved(int(text_of(row)) + 1, inserts) - 1))


def _move_attributes(document: Document, inserts: Inserts) -> None:
    for element in elements(document, "*"):
        if element.hasAttribute("ref"):
            element.setAttribute("ref", moved_range(element.getAttribute("ref"), inserts))
