"""Reads a section of a document as an official table of a pack: its cells by row and column of the form, in fen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from models.incoming.recognised.headings import AMOUNT, NUMBER, Target, match_headings
from models.incoming.recognised.lines import SourceCell, SourceLine, plain
from models.incoming.recognised.raw_rows import RawRow, read_rows, units_of
from models.incoming.recognised.row_names import RowName, RowNames
from models.incoming.recognised.table import Healed, Leftover, ReadTable, TableCell
from models.incoming.recognised.units import OTHER_UNIT, SaidUnit, unit_around, unit_of_columns
from models.pack.forms.tables import TableSpec
from models.values.amount_style import UNITS
from models.values.codes import Codes
from models.values.money import MoneyUnit, read_amount, without_separators

_NOTHING: Final = frozenset({"-", "—", "–", "--", "——", "/", "无"})
"""Marks that stand for no amount."""

_DECIMALS: Final = re.compile(r"\.(\d+)")


def headings_found(lines: Sequence[SourceLine], spec: TableSpec, *, whole: bool = False) -> tuple[int, int]:
    """How well the headings of a section are those of a table: columns found, less those that are strange; (0, 0): not at all.

    ``whole`` counts only columns of which all words are the form's.
    """
    best = (0, 0)
    parts: dict[int, list[SourceLine]] = {}
    for line in lines:
        if not line.is_paragraph:
            parts.setdefault(line.part, []).append(line)
    for block in parts.values():
        headed = match_headings(block, spec)
        if headed is not None:
            targets = {column.target for column in headed.columns if column.whole or not whole}
            best = len(targets - {Target(NUMBER)}), -len(headed.strange)
            break
    return best


def read_official(title: str, lines: Sequence[SourceLine], spec: TableSpec, codes: Codes) -> ReadTable | None:
    """The section as this table; None where its headings are nowhere."""
    names = RowNames(spec, codes)
    raw = read_rows(lines, spec, names.is_label)
    if raw is None:
        return None
    headed = units_of(raw.columns)
    units = {column: unit for column, unit in headed.items() if isinstance(unit, MoneyUnit)}
    around, strange = unit_around(raw.beside, title, lines[0].place)
    amounts = {column.target.id: column.words for column in raw.columns if column.target.kind == AMOUNT}
    said = around or unit_of_columns(units, amounts, amounts) or SaidUnit(UNITS[spec.amounts.unit], "")
    cells: list[TableCell] = []
    found: dict[str, str] = {}
    leftovers, healed = list(raw.leftovers), list(raw.healed)
    for row in raw.rows:
        named = names.find(row)
        if named is None:
            leftovers.append(_not_understood(row))
            continue
        if named.name:
            found[named.id] = named.name
        if named.healed:
            healed.append(Healed(named.healed, row.place))
        cells.extend(_cells(row, named, spec, said.unit, units, leftovers))
    leftovers.extend(Leftover(amounts[column], lines[0].place, OTHER_UNIT) for column in headed if column not in units)
    if strange is not None:
        leftovers.append(strange)
    unread = headed.keys() - units.keys() if strange is None else amounts.keys() - units.keys()
    cells = [replace(cell, amount=0, text="") if cell.text and cell.column in unread else cell for cell in cells]
    cells, twice = _once(cells)
    leftovers.extend(twice)
    return ReadTable(
        spec.id, title, raw.rows[0].place if raw.rows else lines[0].place, tuple(cells), said.unit, said.where, found,
        tuple(leftovers), tuple(healed),
    )  # fmt: skip


def _not_understood(row: RawRow) -> Leftover:
    words = " ".join([row.texts, *(cell.text for cell in row.amounts.values())]).strip()
    return Leftover(words[:60], row.place, "这一行的编码和名称，表里都没有")


def _cells(
    row: RawRow, named: RowName, spec: TableSpec, unit: MoneyUnit, units: Mapping[str, MoneyUnit], leftovers: list[Leftover]
) -> Iterator[TableCell]:
    for column in spec.sides[row.side].columns:
        cell = row.amounts.get(column.id)
        if cell is None:
            yield TableCell(named.id, column.id, row.side, 0, "", row.place)
            continue
        read = _amount(cell, units.get(column.id, unit))
        if read is None:
            leftovers.append(Leftover(cell.text, cell.place, "不是金额，没有读"))
        else:
            own = units.get(column.id)
            yield TableCell(named.id, column.id, row.side, read[0], cell.text, cell.place, read[1], named.doubt, own)


def _amount(cell: SourceCell, unit: MoneyUnit) -> tuple[int, int] | None:
    """The amount in fen, and its last digit in fen; blanks within a figure are those of a narrow column."""
    text = plain(cell.text)
    if text in _NOTHING:
        return 0, 1
    amount = read_amount(text, unit)
    if not isinstance(amount, int):
        return None
    decimals = _DECIMALS.search(without_separators(text))
    return amount, max(1, unit.value // 10 ** len(decimals[1] if decimals else ""))


def _once(cells: Sequence[TableCell]) -> tuple[list[TableCell], list[Leftover]]:
    """Each cell once: a row that is printed again at a page turn counts once, one that says something else is left over."""
    kept: dict[tuple[int, str, str], TableCell] = {}
    twice: list[Leftover] = []
    for cell in cells:
        known = kept.setdefault((cell.side, cell.row, cell.column), cell)
        if known is not cell and known.amount != cell.amount:
            twice.append(Leftover(cell.text, cell.place, f"上面同一格是“{known.text}”，这一个没有读"))
    return list(kept.values()), twice
