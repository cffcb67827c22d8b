"""References of cells when rows are inserted: A12, $6:$8, 表1!B3:B20, alone and in formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from models.incoming.blocks import column_letters

Inserts = Mapping[int, int]
"""Row → how many rows are inserted below it."""

_SHEET: Final = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
_CELL: Final = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_REFERENCE: Final = re.compile(
    rf"(?P<string>\"(?:[^\"]|\"\")*\")|(?P<sheet>{_SHEET})?"
    rf"(?:(?P<from>{_CELL})(?::(?P<to>{_CELL}))?|(?P<row>\$?[0-9]{{1,7}}):(?P<last>\$?[0-9]{{1,7}}))(?![\w(!.])"
)
_BEFORE: Final = re.compile(r"[\w.\]#]$")
_PARTS: Final = re.compile(r"(\$?[A-Za-z]{0,3}\$?)([0-9]{1,7})")
_ANY_ROW: Final = re.compile(r"[0-9]+$")


def moved(row: int, inserts: Inserts) -> int:
    """Where a row stands afterwards."""
    return row + sum(count for below, count in inserts.items() if below < row)


def moved_end(row: int, inserts: Inserts) -> int:
    """Where the end of a range of several rows stands afterwards: rows inserted below its last row belong to it."""
    return row + sum(count for below, count in inserts.items() if below <= row)


def moved_range(reference: str, inserts: Inserts) -> str:
    """A reference without a sheet: ``A12`` or ``A4:C9``."""
    first, colon, last = reference.partition(":")
    if not colon:
        return _moved_cell(first, inserts, end=False)
    one_row = _ANY_ROW.findall(first) == _ANY_ROW.findall(last)
    return f"{_moved_cell(first, inserts, end=False)}:{_moved_cell(last, inserts, end=not one_row)}"


def moved_ranges(references: str, inserts: Inserts) -> str:
    """Several of them with blanks between."""
    return " ".join(moved_range(reference, inserts) for reference in references.split())


def _moved_cell(reference: str, inserts: Inserts, *, end: bool) -> str:
    match = _PARTS.fullmatch(reference)
    if match is None:
        return reference
    row = int(match[2])
    return f"{match[1]}{moved_end(row, inserts) if end else moved(row, inserts)}"


def moved_formula(formula: str, sheet: str, inserts: Inserts, *, own: bool) -> str:
    """A formula after rows were inserted in ``sheet``; ``own``: it stands in that sheet, and need not name it."""

    def exchange(match: re.Match[str]) -> str:
        if match["string"] is not None or _BEFORE.search(formula[: match.start()]):
            return match[0]
        named = match["sheet"]
        if (named is None and not own) or (named is not None and _plain_sheet(named) != sheet.casefold()):
            return match[0]
        reference = match[0][len(named or "") :]
        return (named or "") + moved_range(reference, inserts)

    return _REFERENCE.sub(exchange, formula)


def _plain_sheet(named: str) -> str:
    name = named.removesuffix("!")
    return (name[1:-1].replace("''", "'") if name.startswith("'") else name).casefold()


def translated(formula: str, origin: str, target: str) -> str:
    """A formula of the cell ``origin`` as it stands in the cell ``target``: references without $ go along."""
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - most templates have no formulas

    return str(Translator(f"={formula}", origin=origin).translate_formula(target)).removeprefix("=")


def cell_name(row: int, column: int) -> str:
    """The name of a cell, both from 1."""
    return f"{column_letters(column)}{row}"


def column_number(letters: str) -> int:
    """The number of a column, from 1: AB → 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
