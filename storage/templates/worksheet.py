"""One worksheet of a workbook: rows are inserted and cells written, all else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final
from xml.dom.minidom import Element

from models.templates.records import FilledCell, Value
from models.values.text import clean_text
from storage.templates.heights import make_room
from storage.templates.references import (
    Inserts,
    cell_name,
    column_number,
    moved,
    moved_formula,
    moved_range,
    moved_ranges,
    translated,
)
from storage.templates.xml_text import children, elements, new_element, read_xml, root_of, set_text, text_of, write_xml

_CELL: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_CODE: Final = re.compile(r"[1-9][0-9]{2,6}")
_FORMULAS: Final = ("formula", "formula1", "formula2")
"""Of conditional formats and data validations; those of cells are ``f``."""

_AFTER_HEADER: Final = frozenset({
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
})  # fmt: skip
"""What stands behind the header and footer of a worksheet (ECMA-376 part 1, 18.3.1.99)."""


class Worksheet:
    """A worksheet's part. ``kept`` names the cells whose formulas were left where a value was meant for them."""

    def __init__(self, data: bytes, file: str) -> None:
        self._document = read_xml(data, file)
        self._root: Final = root_of(self._document)
        self._data = next(elements(self._root, "sheetData"))
        self._rows: dict[int, Element] = {}
        self._code_columns: set[int] = set()
        """Columns with whole numbers of three digits and more in the template: codes there are numbers, not texts."""
        self.kept: list[str] = []
        self._number_all()

    def _number_all(self) -> None:
        """Give each row and cell its place, which a file may leave out."""
        at = 0
        for row in children(self._data, "row"):
            at = int(row.getAttribute("r") or at + 1)
            row.setAttribute("r", str(at))
            self._rows[at] = row
            column = 0
            for cell in children(row, "c"):
                match = _CELL.fullmatch(cell.getAttribute("r"))
                column = column_number(match[1]) if match else column + 1
                cell.setAttribute("r", cell_name(at, column))
                if cell.getAttribute("t") in {"", "n"} and _CODE.fullmatch("".join(map(text_of, children(cell, "v")))):
                    self._code_columns.add(column)

    @property
    def has_formulas(self) -> bool:
        """Whether any cell is calculated."""
        return bool(self._calculated())

    def formulas(self) -> Iterator[Element]:
        """Every formula of the sheet, in cells, conditional formats and data validations."""
        yield from elements(self._data, "f")
        for name in _FORMULAS:
            yield from elements(self._root, name)

    # --- rows -------------------------------------------------------------------------------------------------------

    def insert_rows(self, sheet: str, inserts: Inserts) -> None:
        """Insert rows into this sheet, called ``sheet``: each is a copy of the row above without its values."""
        self._single_formulas()
        self.move_formulas(sheet, inserts, own=True)
        models = {below: self._rows.get(below) for below in inserts}
        for at, row in self._rows.items():
            _renumber(row, moved(at, inserts))
        copies = [
            self._copy(models[below], moved(below, inserts) + extra)
            for below, count in inserts.items()
            for extra in range(1, count + 1)
        ]
        self._rows = {int(row.getAttribute("r")): row for row in (*self._rows.values(), *copies)}
        for at in sorted(self._rows):
            self._data.appendChild(self._rows[at])
        self._move_references(inserts)

    def _single_formulas(self) -> None:
        """Write out formulas that cells share: they are relative to the first of them, and rows come between."""
        masters: dict[str, tuple[str, str]] = {}
        for cell, formula in self._calculated():
            if formula.getAttribute("t") != "shared":
                continue
            name, number = cell.getAttribute("r"), formula.getAttribute("si")
            if text_of(formula):
                masters[number] = text_of(formula), name
            elif number in masters:
                set_text(formula, translated(*masters[number], name))
            for attribute in ("t", "si", "ref"):
                if formula.hasAttribute(attribute):
                    formula.removeAttribute(attribute)

    def _calculated(self) -> list[tuple[Element, Element]]:
        """Every cell with a formula, and this."""
        return [(cell, formula) for row in self._rows.values() for cell in children(row, "c") for formula in children(cell, "f")]

    def _copy(self, model: Element | None, at: int) -> Element:
        """A row like ``model`` that stands at ``at``: with its styles and formulas, which look at their own row."""
        if model is None:
            row = new_element(self._data, "row")
            row.setAttribute("r", str(at))
            return row
        row = _clone(model)
        _renumber(row, at)
        for cell, own in zip(children(row, "c"), children(model, "c"), strict=True):
            formulas = children(cell, "f")
            if formulas and not formulas[0].getAttribute("t"):
                set_text(formulas[0], translated(text_of(formulas[0]), own.getAttribute("r"), cell.getAttribute("r")))
            else:
                _clear(cell)
        return row

    def _move_references(self, inserts: Inserts) -> None:
        copies = self._merges_of_copies(inserts)
        for element in elements(self._root, "*"):
            if element.localName in {"c", "row"}:
                continue
            for name, move in (("ref", moved_range), ("sqref", moved_ranges), ("activeCell", moved_range)):
                if element.hasAttribute(name):
                    element.setAttribute(name, move(element.getAttribute(name), inserts))
        for breaks in elements(self._root, "rowBreaks"):
            for line in children(breaks, "brk"):
                line.setAttribute("id", str(moved(int(line.getAttribute("id")), inserts)))
        for merges, reference in copies:
            merge = new_element(merges, "mergeCell")
            merge.setAttribute("ref", reference)
            merges.appendChild(merge)
            merges.setAttribute("count", str(len(children(merges, "mergeCell"))))

    def _merges_of_copies(self, inserts: Inserts) -> list[tuple[Element, str]]:
        """Where merged cells of a copied row are merged in its copies too, at their places afterwards."""
        found: list[tuple[Element, str]] = []
        for merges in elements(self._root, "mergeCells"):
            for merge in children(merges, "mergeCell"):
                left, right = (_CELL.fullmatch(part) for part in merge.getAttribute("ref").partition(":")[::2])
                if left is None or right is None or left[2] != right[2]:
                    continue
                row = int(left[2])
                places = (moved(row, inserts) + extra for extra in range(1, inserts.get(row, 0) + 1))
                found.extend((merges, f"{left[1]}{at}:{right[1]}{at}") for at in places)
        return found

    # --- cells ------------------------------------------------------------------------------------------------------

    def write(self, cells: Sequence[FilledCell]) -> None:
        """Write values; a cell with a formula keeps it. Rows grow with texts that need more room."""
        for row, column, value in cells:
            self._write(row, column, value)
        make_room(self._root, self._rows, [cell for cell in cells if cell.column not in self._code_columns])

    def _write(self, row: int, column: int, value: Value) -> None:
        cell = self._cell(row, column, make=value != "")
        if cell is None:
            return
        if children(cell, "f"):
            if value != "":
                self.kept.append(cell.getAttribute("r"))
            return
        _clear(cell)
        if isinstance(value, Decimal):
            _add_number(cell, f"{value:f}")
        elif column in self._code_columns and _CODE.fullmatch(value):
            _add_number(cell, value)
        elif value:
            _add_text(cell, clean_text(value))

    def _cell(self, row: int, column: int, *, make: bool) -> Element | None:
        line = self._rows.get(row)
        if line is None:
            if not make:
                return None
            line = new_element(self._data, "row")
            line.setAttribute("r", str(row))
            self._data.insertBefore(line, next((self._rows[at] for at in sorted(self._rows) if at > row), None))
            self._rows[row] = line
        name, after = cell_name(row, column), None
        for cell in children(line, "c"):
            if cell.getAttribute("r") == name:
                return cell
            match = _CELL.fullmatch(cell.getAttribute("r"))
            if match is not None and column_number(match[1]) > column:
                after = cell
                break
        if not make:
            return None
        cell = new_element(line, "c")
        cell.setAttribute("r", name)
        style = line.getAttribute("s") or self._style_of_column(column)
        if style:
            cell.setAttribute("s", style)
        line.insertBefore(cell, after)
        return cell

    def _style_of_column(self, column: int) -> str:
        for form in elements(self._root, "col"):
            if int(form.getAttribute("min")) <= column <= int(form.getAttribute("max")):
                return form.getAttribute("style")
        return ""

    # --- the rest ---------------------------------------------------------------------------------------------------

    def drop_results(self) -> None:
        """Take away the results of formulas: they are of the empty template, and every program calculates them anew."""
        for cell, _ in self._calculated():
            for value in children(cell, "v"):
                cell.removeChild(value)
            if cell.hasAttribute("t"):
                cell.removeAttribute("t")

    def move_formulas(self, sheet: str, inserts: Inserts, *, own: bool) -> None:
        """Let formulas follow rows that were inserted in ``sheet``, this one (``own``) or another."""
        for formula in self.formulas():
            text = text_of(formula)
            moved_text = moved_formula(text, sheet, inserts, own=own)
            if moved_text != text:
                set_text(formula, moved_text)

    def mark(self, text: str) -> None:
        """Print a mark at the right of every page, above what the template prints there."""
        found = children(self._root, "headerFooter")
        if found:
            header = found[0]
        else:
            header = new_element(self._root, "headerFooter")
            after = [child for child in self._root.childNodes if isinstance(child, Element) and child.localName in _AFTER_HEADER]
            self._root.insertBefore(header, after[0] if after else None)
        found = [one for name in ("oddHeader", "evenHeader", "firstHeader") for one in children(header, name)]
        if not children(header, "oddHeader"):
            odd = new_element(header, "oddHeader")
            header.insertBefore(odd, header.firstChild)
            found.append(odd)
        for element in found:
            before, right, behind = text_of(element).partition("&R")
            set_text(element, f"{before}&R{text}{' ' if right and behind else ''}{behind}")

    def to_bytes(self) -> bytes:
        """The part again."""
        return write_xml(self._document)


def _clone(row: Element) -> Element:
    copy = row.cloneNode(deep=True)
    if copy is None:  # minidom copies every element; only whole documents it may not
        raise ValueError(row.tagName)
    return copy


def _renumber(row: Element, at: int) -> None:
    row.setAttribute("r", str(at))
    for cell in children(row, "c"):
        match = _CELL.fullmatch(cell.getAttribute("r"))
        if match is not None:
            cell.setAttribute("r", f"{match[1]}{at}")


def _clear(cell: Element) -> None:
    while cell.firstChild is not None:
        cell.removeChild(cell.firstChild)
    for name in ("t", "cm", "vm"):
        if cell.hasAttribute(name):
            cell.removeAttribute(name)


def _add_number(cell: Element, digits: str) -> None:
    value = new_element(cell, "v")
    set_text(value, digits)
    cell.appendChild(value)


def _add_text(cell: Element, text: str) -> None:
    cell.setAttribute("t", "inlineStr")
    inline, letters = new_element(cell, "is"), new_element(cell, "t")
    letters.setAttribute("xml:space", "preserve")
    set_text(letters, text)
    inline.appendChild(letters)
    cell.appendChild(inline)
