"""Lists as a clerk has them: rows of cells below a title, with what their reading has to give."""

from __future__ import annotations

from functools import cache

from models.incoming.blocks import Document, Paragraph, Place, block_of_rows
from models.incoming.from_tables.proposal import propose_book
from models.incoming.recognised.recognise import recognise
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import codes_of_pack

XINGTAI = "hebei-xingtai-2024"


@cache
def pack_of(pack_id):
    return load_pack(pack_id)


def codes_of(pack):
    return codes_of_pack(pack, pack.year, None)


def sheet(*rows, name="Sheet1", spans=None):
    """A workbook's sheet from rows of texts; a row may be written in one text with blanks between its cells."""
    cells = [row.split() if isinstance(row, str) else list(row) for row in rows]
    cells = [["" if text == "_" else text for text in row] for row in cells]
    return block_of_rows(cells, Place(name, row=1, column=1), spans)


def table(number, *rows, page=0):
    """A table of a text or of a page."""
    cells = [row.split() if isinstance(row, str) else list(row) for row in rows]
    return block_of_rows([["" if text == "_" else text for text in row] for row in cells], Place(page=page, table=number))


def paragraph(text, number=1):
    return Paragraph(text, Place(paragraph=number))


def read(*parts, pack=XINGTAI, kind="xlsx"):
    """What is recognised, read as the form of one pack."""
    return recognise(Document(kind, tuple(parts)), [pack_of(pack)], codes_of)


def proposed(*parts, pack=XINGTAI, sheets=()):
    """The book proposed from a document, with what was said."""
    found = read(*parts, pack=pack)
    return propose_book(found, pack_of(pack), codes_of(pack_of(pack)), None, sheets)


def only(found):
    """The only list of a document with its kind."""
    ((kind, records),) = found.lists
    return kind, records


def texts(records):
    """Each record as field → text."""
    return [{value.field: value.text for value in record.values} for record in records.records]


def left(records):
    """What was left over, as (text, reason)."""
    return [(each.text, each.reason) for each in records.leftovers]
