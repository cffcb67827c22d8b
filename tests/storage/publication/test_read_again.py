"""What was published as .docx or .html is understood again: every figure of every table, every sheet, the text."""

from __future__ import annotations

import pytest

from models.publication.document import publication
from models.publication.review.against_book.check import book_findings
from models.publication.review.kinds import CONTENTS, CONTENTS_PAGE
from models.publication.review.reading import read_for_review
from models.publication.review.review import review_document
from storage.incoming.document import read_document
from storage.publication.docx.writer import write_docx
from storage.publication.html.writer import write_html
from tests.models.incoming.recognised.test_recognise import KNOWN, assert_all_read, codes_of, recognised
from tests.printed_documents import known_context
from tests.storage.publication.publications import seed1_publication

WRITERS = {"docx": write_docx, "html": write_html}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("pack", KNOWN)
def test_every_figure_is_read_again(pack, kind, tmp_path):
    context = known_context(pack)
    WRITERS[kind](publication(context, draft=False), tmp_path / f"公开.{kind}")
    found = recognised(read_document(tmp_path / f"公开.{kind}"), pack)
    assert found.year == context.book.year
    assert_all_read(found, context)
    assert [(block.kind, block.title) for block in found.blocks if block.kind == "unknown"] == []


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("pack", KNOWN)
def test_nothing_differs_from_the_book(pack, kind, tmp_path):
    context = known_context(pack)
    WRITERS[kind](publication(context, draft=False), tmp_path / f"公开.{kind}")
    read = read_for_review(read_document(tmp_path / f"公开.{kind}"), [context.pack], codes_of)
    assert [(finding.message, finding.place) for finding in book_findings(read, context)] == []


@pytest.mark.parametrize("kind", WRITERS)
def test_a_review_finds_every_heading_that_the_contents_name(kind, tmp_path, xingtai):
    WRITERS[kind](seed1_publication(), tmp_path / f"公开.{kind}")
    found = review_document(read_document(tmp_path / f"公开.{kind}"), [xingtai], codes_of)
    assert [finding for finding in found.findings if finding.code in {CONTENTS, CONTENTS_PAGE}] == []
