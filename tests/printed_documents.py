"""Printed sheets as the documents that a reader makes of their files: a sheet each, or pages with boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from models.incoming.blocks import Block, Box, Document, Paragraph, Place
from models.incoming.own.printed import block_of
from models.paper.sheet import PrintedSheet
from models.published.context import Context
from storage.files.expected import known_budgets
from storage.packs.catalogue import load_pack
from storage.paths import BUILT_IN_PACKS
from tests.printed_sheets import workbook_sheets

WIDE = 50.0
HIGH = 20.0


def known_context(pack_id: str) -> Context:
    """The first known budget of a shipped pack."""
    return next(iter(known_budgets(BUILT_IN_PACKS / pack_id, load_pack(pack_id)))).context


def workbook_document(context: Context) -> Document:
    """What a workbook of the book is read as."""
    return Document("xlsx", tuple(block_of(sheet) for sheet in workbook_sheets(context)))


def pages_document(sheets: Iterable[PrintedSheet], lines: int = 12, *, heads: bool = False, boxes: bool = True) -> Document:
    """The sheets as pages with so many rows each; ``heads`` repeats the headings, ``boxes`` says where cells stand on the paper."""
    parts: list[Block | Paragraph] = []
    page = 0
    for sheet in sheets:
        block = block_of(sheet)
        top = 1
        while top < block.height and sum(1 for cell in block.rows[top] if cell.text) < 2:
            top += 1
        captions = [cell.text for row in block.rows[: top + 1] for cell in row if cell.text]
        first, head = top + 1, sheet.repeat[1] if sheet.repeat else top + 1
        page += 1
        parts += [Paragraph(text, Place(page=page)) for text in captions]
        heading = range(first, head)
        rest = range(head, block.height)
        for at in range(0, max(1, len(rest)), lines):
            page += at > 0
            rows = [*(heading if heads or not at else ()), *rest[at : at + lines]]
            parts.append(part_of(block, rows, page, boxes=boxes))
    return Document("pdf", tuple(parts))


def part_of(block: Block, rows: Sequence[int], page: int, *, boxes: bool = True) -> Block:
    """Some rows of a block as a table of a page, without the columns on its left that are blank there."""
    cells = []
    for number, row in enumerate(rows):
        moved = []
        for cell in block.rows[row]:
            box = Box(
                cell.column * WIDE, number * HIGH, (cell.column + cell.columns) * WIDE, (number + cell.rows) * HIGH
            )  # fmt: skip
            moved.append(replace(cell, row=number, box=box if boxes else None))
        cells.append(tuple(moved))
    return Block(tuple(cells), Place(page=page, table=1))
