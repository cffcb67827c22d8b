"""The published document as a web page: whole, valid, and by itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from models.book.records import Book, Unit
from models.incoming.blocks import Paragraph
from models.incoming.html_document import html_document
from models.publication.document import publication
from models.published.context import Context
from models.published.draft import DRAFT
from storage.incoming.document import read_document
from storage.packs.catalogue import built_in_codes, load_packs
from storage.publication.html.writer import html_page, write_html
from tests.full_project import full_book
from tests.golden_books import seed1_book, seed2_book
from tests.storage.publication.page_check import PageCheck
from tests.storage.publication.publications import (
    KNOWN,
    LONG,
    known_publication,
    long_publication,
    paragraphs_of,
    published,
    seed1_publication,
    sheets_of,
)

VALIDATOR = shutil.which("html-validate")


@pytest.fixture(scope="module")
def document():
    return seed1_publication()


@pytest.fixture(scope="module")
def page(document):
    return html_page(document)


def written(pack):
    return known_publication(pack) if pack else seed1_publication()


@pytest.mark.parametrize("pack", ["", *KNOWN])
def test_a_page_is_valid(pack):
    assert PageCheck(html_page(written(pack))).faults == []


@pytest.mark.parametrize("pack", load_packs()[0], ids=lambda pack: pack.id)
@pytest.mark.parametrize("book", [Book("", 0, "", Unit()), full_book()], ids=["blank", "full"])
def test_a_page_of_any_pack_is_valid(pack, book):
    context = Context(replace(book, pack=pack.id, year=pack.year), pack, built_in_codes(pack.codes))
    assert PageCheck(html_page(publication(context, draft=True))).faults == []


def test_the_check_of_a_page_finds_faults():
    page = (
        '<html><body><table><tr><td scope="col" rowspan="2" onclick="x">甲</td></table><a href="http://a">乙</a><script></script>'
    )
    assert len(PageCheck(page).faults) > 8


@pytest.mark.skipif(VALIDATOR is None, reason="html-validate is not installed")
@pytest.mark.parametrize("pack", ["", *KNOWN])
def test_a_validator_finds_nothing(pack, tmp_path):
    write_html(written(pack), tmp_path / "page.html")
    done = subprocess.run([VALIDATOR, "page.html"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.parametrize("pack", ["", *KNOWN])
def test_every_cell_and_every_sentence_is_read_again(pack, tmp_path):
    document = written(pack)
    write_html(document, tmp_path / "公开.html")
    read = read_document(tmp_path / "公开.html")
    assert not read.notes
    cells = [[cell.text for cell in block.cells() if cell.text] for block in read.blocks]
    lines = [part.text for part in read.parts if isinstance(part, Paragraph)]
    for sheet in sheets_of(document):
        if sheet.rows:
            assert [cell.text for row in sheet.rows for cell in row.cells if cell.text] in cells
        beside = [cell.text for row in sheet.head_lines for cell in row.cells if cell.text]
        assert {sheet.title, *beside, *(cell.text for cell in (*sheet.above, *sheet.below))} <= {"", *lines}
    found = iter(lines)
    assert [text for text in paragraphs_of(document) if " ".join(text.split(" ")) not in found] == []  # in this order


def test_merged_cells_are_merged_again(document, page):
    read = html_document(page)
    blocks = {tuple(cell.text for cell in block.cells() if cell.text): block for block in read.blocks}
    sheet = next(sheet for sheet in sheets_of(document) if "预算收支总表" in sheet.title)
    block = blocks[tuple(cell.text for row in sheet.rows for cell in row.cells if cell.text)]
    wanted = [(cell.text, cell.rows, cell.columns) for row in sheet.rows for cell in row.cells if cell.text]
    assert [(cell.text, cell.rows, cell.columns) for cell in block.cells() if cell.text] == wanted


def test_a_text_of_several_pages_stays_in_one_cell():
    read = html_document(html_page(long_publication()))
    assert [cell.text for block in read.blocks for cell in block.cells() if LONG[:20] in cell.text] == [LONG]


def test_the_contents_lead_to_every_part(document, page):
    contents = page[page.index("<nav") : page.index("</nav>")]
    lines = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', contents)
    assert [text for _, text in lines] == [line.text for line in document.listed]
    for name, text in lines:
        heading = re.search(rf'<h\d id="{name}"[^>]*>([^<]+)', page).group(1)
        assert heading == text or heading.endswith("情况说明") or heading == "部门预算公开表"


def test_heads_of_columns_and_rows_say_so(page):
    table = page[page.index("部门预算收支总表</h3>") :]
    table = table[: table.index("</table>")]
    assert '<th class="c" colspan="2" scope="col">收入</th>' in table
    assert '<th scope="row">一、一般公共服务支出</th><td class="n">871.12</td>' in table


class _Texts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)


def test_a_name_that_looks_like_markup_is_printed_as_it_is():
    book = seed1_book()
    unit = replace(book.unit, name="<script>alert(1)</script>&amp;")
    project = replace(book.projects[0], name='"><img src=x onerror=y>')
    page = html_page(published(replace(book, unit=unit, projects=(project,))))
    assert PageCheck(page).faults == []
    texts = _Texts()
    texts.feed(page)
    assert not texts.tags & {"script", "img"}
    cells = [cell.text for block in html_document(page).blocks for cell in block.cells()]
    assert project.name in cells


def test_sheets_of_a_pack_without_tables_are_valid_too():
    assert PageCheck(html_page(published(seed2_book()))).faults == []


def test_a_draft_says_so_on_top_and_on_every_printed_page(page):
    draft = html_page(seed1_publication(draft=True))
    assert f'<p class="draft">{DRAFT}</p>' in draft
    assert "position: fixed" in draft[draft.index(".draft {") :]
    assert DRAFT not in page


def test_it_prints_in_the_letters_of_the_pack(page):
    assert '.text p { font: normal 16pt/28pt "仿宋", serif; }' in page
