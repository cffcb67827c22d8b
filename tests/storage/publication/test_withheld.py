"""不予公开 amounts are in no published file. (Whether the totals of tables count them is for the pack to say.)"""

from __future__ import annotations

import io
import zipfile

import pytest
from msgspec.structs import replace

from models.book.records import WithheldAmount
from models.publication.document import publication
from models.published.context import Context
from storage.publication.docx.writer import docx_bytes
from storage.publication.html.writer import html_page
from tests.golden_books import seed1_book

HELD = WithheldAmount(9_999, "2040299", "general", 7_654_321_00)
TRACES = ("7654321", "765.43", "7,654,321", "2040299")


def every_text_of(document):
    """Each part of both files as text."""
    with zipfile.ZipFile(io.BytesIO(docx_bytes(document))) as archive:
        yield from (archive.read(name).decode() for name in archive.namelist())
    yield html_page(document)


@pytest.mark.parametrize("draft", [False, True])
def test_nothing_of_them_is_published(draft, xingtai, codes):
    pack, book = replace(xingtai, withheld_counts=False), seed1_book()
    held = replace(book, withheld=(HELD,), next_id=HELD.id + 1)
    texts = [*every_text_of(publication(Context(held, pack, codes), draft=draft))]
    assert texts == [*every_text_of(publication(Context(book, pack, codes), draft=draft))]
    assert not [trace for trace in TRACES for text in texts if trace in text]
