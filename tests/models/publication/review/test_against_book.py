"""A document against the book that it was made from: what differs is told with its place, and nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.checks.findings import Severity
from models.publication.review.review import review_document
from models.published.context import Context
from storage.files.book_file import sample_book
from storage.incoming.document import read_document
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import codes_of_pack
from storage.publication.docx.writer import docx_bytes
from storage.publication.html.writer import html_page
from tests.golden_books import seed1_book, with_seed1_texts
from tests.printed_documents import workbook_document
from tests.review_documents import DEPARTMENT, UNIT, context_of, document_of, in_row, paragraph, text, without, without_row
from tests.storage.publication.publications import seed1_publication

SPENDING = "部门支出预算总表"


def against(document, context):
    """What the review tells of the book, without what it tells of the document by itself."""
    found = review_document(document, (context.pack,), lambda _: context.codes, context).findings
    return [finding for finding in found if finding.code.startswith("B-")]


@pytest.mark.parametrize("pack", [DEPARTMENT, UNIT])
def test_what_a_book_prints_is_what_it_says(pack):
    assert against(document_of(pack), context_of(pack)) == []


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (
            in_row(SPENDING, "行政运行", "9,389,913.00", "9,389,931.00"),
            "B-1",
            "公开稿是 9,389,931.00，预算是 9,389,913.00（元）",
        ),
        (without_row(SPENDING, "购房补贴"), "B-1", "2210203 购房补贴”的“合计” 预算是 1,488,000.00，公开稿没有这一行"),
        (text("收入预算37,151.47万元", "收入预算37,151.74万元"), "B-2", "公开稿写“37,151.74”，预算是“37,151.47”"),
        (text("主要内容如下", "主要内容列下"), "B-2", "公开稿写“列”，预算是“如”"),
        (paragraph("（三）公务接待费", "另外安排培训费。"), "B-2", "公开稿有一句，预算里没有"),
        (without("（三）公务接待费"), "B-2", "预算里有的一句，公开稿没有"),
    ],
)
def test_what_differs(change, code, words):
    (found,) = against(change(document_of(DEPARTMENT)), context_of(DEPARTMENT))
    assert found.code == code
    assert words in found.message
    assert found.place.page


def test_a_changed_figure_is_told_once():
    document = in_row(SPENDING, "行政运行", "9,389,913.00", "9,389,931.00", 1)(document_of(DEPARTMENT))
    context = context_of(DEPARTMENT)
    found = review_document(document, (context.pack,), lambda _: context.codes, context).findings
    assert [one.code for one in found if one.severity is not Severity.HINT] == ["B-1"]


def test_a_budget_of_another_year_is_not_compared():
    context = context_of(DEPARTMENT)
    later = Context(replace(context.book, year=2026), context.pack, context.codes)
    (found,) = against(document_of(DEPARTMENT), later)
    assert found.message == "公开稿是 2025 年的，预算是 2026 年的，没有逐处比"


def test_the_fields_of_a_project():
    book = sample_book()
    pack = load_pack(book.pack)
    context = Context(book, pack, codes_of_pack(pack, book.year, None))
    document = workbook_document(context)
    assert against(document, context) == []
    first, *rest = book.projects
    line = first.indicators[0]
    changed = replace(first, indicators=(replace(line, target="≤3万"), *first.indicators[1:]), use="另一个用途")
    other = Context(replace(book, projects=(changed, *rest[:-1])), pack, context.codes)
    found = [one for one in against(document, other) if one.part.endswith("绩效目标表")]
    assert [one.message for one in found if one.code == "B-2"] == ["资金用途和预算的不一样", "第 1 行指标的指标值和预算的不一样"]
    assert [one.message for one in found if one.code == "B-3"] == [f"预算里没有“{rest[-1].name}”这个项目"]


def test_an_indicator_that_is_missing_is_told_once():
    book = sample_book()
    pack = load_pack(book.pack)
    context = Context(book, pack, codes_of_pack(pack, book.year, None))
    document = workbook_document(context)
    first, *rest = book.projects
    gone = replace(first, indicators=(first.indicators[0], *first.indicators[2:]))
    other = Context(replace(book, projects=(gone, *rest)), pack, context.codes)
    found = [one for one in against(document, other) if one.part.endswith("绩效目标表")]
    assert [one.message for one in found] == ["第 2 行指标和预算的不一样"]


@pytest.mark.parametrize("write", [docx_bytes, lambda publication: html_page(publication).encode()], ids=["docx", "html"])
def test_the_published_document_in_other_kinds(write, tmp_path):
    """Its texts go on behind the sheets that stand inside them."""
    publication = seed1_publication()
    path = tmp_path / "公开文本"
    path.write_bytes(write(publication))
    book = with_seed1_texts(seed1_book())
    pack = load_pack(book.pack)
    context = Context(book, pack, codes_of_pack(pack, book.year, None))
    assert against(read_document(path), context) == []
