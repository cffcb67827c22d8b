"""Published documents to write: the first budget with its texts, every known budget of a pack, a project with a very long text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from models.book.records import Goal
from models.publication.document import Publication, SheetPart, TextPart, publication
from models.publication.flowing import flowing
from models.published.context import Context
from models.values.text import clean_text
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book, with_seed1_texts
from tests.printed_documents import known_context

KNOWN = ("hebei-lutai-district-2025", "shanghai-putuo-2024")
"""Packs with a known budget whose documents differ from the first one in every part."""

LONG = "".join(f"第{number}项任务按计划完成并通过验收，" for number in range(1, 160))


def seed1_publication(*, draft: bool = False) -> Publication:
    """The first published budget as its unit published it."""
    return published(with_seed1_texts(seed1_book()), draft=draft)


def published(book, *, draft=False):
    pack = load_pack(book.pack)
    return publication(Context(book, pack, built_in_codes(pack.codes)), draft=draft)


def known_publication(pack_id):
    return publication(known_context(pack_id), draft=False)


def long_publication():
    """One project whose goal takes several pages."""
    book = seed1_book()
    project = replace(book.projects[0], goals=(Goal(book.next_id, "", LONG),))
    return published(replace(book, projects=(project,), next_id=book.next_id + 1))


def sheets_of(document: Publication) -> Iterator:
    """The sheets without the cover, as they flow."""
    for part in document.parts:
        if isinstance(part, SheetPart) and not part.is_cover:
            yield flowing(document.sheet(part))


def cells_of(sheet) -> list[tuple[str, int, int]]:
    """The texts of a table with what they span, row by row."""
    return [(cell.text, cell.rows, cell.columns) for row in sheet.rows for cell in row.cells if cell.text]


def paragraphs_of(document: Publication) -> Iterator[str]:
    """Every heading and paragraph of the texts, in order."""
    for part in document.parts:
        if not isinstance(part, TextPart):
            continue
        if part.title:
            yield part.title
        for published_section in part.sections:
            section = published_section.section
            if section.heading:
                yield section.heading
            for block in section.blocks:
                yield from map(clean_text, block.paragraphs)
