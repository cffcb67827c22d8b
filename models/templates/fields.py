"""Fills the names in braces of a whole template, before its tables and texts are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from models.incoming.blocks import Block, Cell, Document
from models.pack.source.proposals import did_you_mean
from models.templates.records import Found, Placed, SheetPlan, Slot
from models.templates.values import FIELD, FilledFields, NamedValues, fill_fields, unit_above
from models.values.text import plain_name

VALUES: Final = "单个的数和文字"
"""The name of what is placed by names."""


class UnknownField(NamedTuple):
    """A cell with names that there are not."""

    block: Block
    cell: Cell
    names: tuple[str, ...]
    is_partly_filled: bool


class FieldsResult(Struct, frozen=True):
    """The template with values for names; ``texts`` are those of the cells that changed, by sheet, row and column (from 0)."""

    document: Document
    texts: Mapping[tuple[str, int, int], str]
    placed: tuple[Placed, ...]
    found: tuple[Found, ...]
    unknown: tuple[UnknownField, ...]


def value_key(means: str) -> str:
    """The key of a value that a cell of its own holds: ``{收入总计}``."""
    return f"value/{plain_name(means)}"


def fill_document(document: Document, values: NamedValues, plans: Mapping[str, SheetPlan]) -> FieldsResult:
    """Write every name in braces that there is into the plan of its sheet."""
    texts: dict[tuple[str, int, int], str] = {}
    placed: list[Placed] = []
    found: list[Found] = []
    unknown: list[UnknownField] = []
    for block in document.blocks:
        count = 0
        for cell, result in _fields(block, values):
            if result.unknown:
                unknown.append(UnknownField(block, cell, result.unknown, bool(result.count)))
            if not result.count:
                continue
            count += result.count
            plans[block.title].write(Slot(cell.row + 1), cell.column + 1, result.value)
            texts[block.title, cell.row, cell.column] = str(result.value)
            if FIELD.fullmatch(cell.text.strip()):
                found.append(Found(value_key(cell.text.strip()), block.title, cell.row + 1, cell.column + 1))
        if count:
            placed.append(Placed(VALUES, block.title, count, unit="处"))
    parts = tuple(_with_texts(part, texts) if isinstance(part, Block) else part for part in document.parts)
    return FieldsResult(replace(document, parts=parts), texts, tuple(placed), tuple(found), tuple(unknown))


def _fields(block: Block, values: NamedValues) -> Iterator[tuple[Cell, FilledFields]]:
    for cell in block.cells():
        if FIELD.search(cell.text):
            yield cell, fill_fields(cell.text, values, unit_above(block, cell))


def _with_texts(block: Block, texts: Mapping[tuple[str, int, int], str]) -> Block:
    rows = tuple(
        tuple(replace(cell, text=texts.get((block.title, cell.row, cell.column), cell.text)) for cell in row) for row in block.rows
    )
    return replace(block, rows=rows)


def unknown_words(unknown: UnknownField, values: NamedValues) -> str:
    """The sentence about names that there are not, with one like the first."""
    first = unknown.names[0]
    like = did_you_mean(first, [name for name, _ in values.spelled()])
    more = f"等 {len(unknown.names)} 个" if len(unknown.names) > 1 else ""
    return f"{unknown.block.place_of(unknown.cell).words()}：“{{{first}}}”{more}没有这个名称，或者还没有录{like}，没有填"
