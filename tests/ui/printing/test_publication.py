"""The published document as a PDF: what other programs find in it, and that it comes back by reading it."""

from __future__ import annotations

import errno
import os
import re
from io import BytesIO
from itertools import pairwise

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtGui import QFont, QPdfWriter

from models.book.records import WithheldAmount
from models.incoming.from_tables.proposal import propose_book
from models.incoming.recognised.recognise import recognise, sheets_of
from models.incoming.sheets.reading import read_sheet_document
from models.publication.document import publication
from models.published.context import Context
from models.published.draft import DRAFT
from models.published.texts.narrative import narrative
from storage.errors import StorageError
from storage.incoming.document import read_document
from storage.packs.catalogue import built_in_codes, load_pack
from storage.packs.code_lists import codes_of_pack
from ui.printing.publication.faces import Faces
from ui.printing.publication.pdf import pdf_bytes, write_pdf

pytestmark = pytest.mark.chinese_font


@pytest.fixture(scope="module")
def made(qapp, seed1_context):
    return pdf_bytes(publication(seed1_context, draft=False))


@pytest.fixture(scope="module")
def reader(made):
    return PdfReader(BytesIO(made))


@pytest.fixture(scope="module")
def said(reader):
    """The text of each page."""
    return texts(reader)


@pytest.fixture
def small(seed1_context):
    """The same budget with two of its projects."""
    return replace(seed1_context.book, projects=seed1_context.book.projects[:2])


def texts(reader):
    return [page.extract_text() for page in reader.pages]


def flat(text):
    return re.sub(r"\s", "", text)


def outline_of(reader, items=None, level=1):
    """Level, text and page (from 0) of every bookmark."""
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            yield from outline_of(reader, item, level + 1)
        else:
            yield level, item.title, reader.get_destination_page_number(item)


def links_of(page):
    return [each.get_object() for each in page.get("/Annots", ())]


def test_the_bookmarks_are_the_headings_and_lead_to_them(reader, said, seed1_context):
    document = publication(seed1_context, draft=False)
    found = list(outline_of(reader))
    assert [(level, text) for level, text, _ in found] == [(each.level, each.text) for each in document.headings]
    pages = [flat(text) for text in said]
    groups = {each.text for each, below in pairwise(document.headings) if below.level > each.level and each.level == 1}
    assert not [text for _, text, page in found if text not in groups and flat(text) not in pages[page]]


def test_the_contents_name_the_page_that_they_lead_to(reader):
    page = next(page for page in reader.pages if links_of(page))
    listed = re.findall(r"^(.*?)\s*…+\s*(\d+)\s*$", page.extract_text(), re.MULTILINE)
    assert len(listed) == 20
    labels = [reader.page_labels[reader.get_page_number(each["/Dest"][0].get_object())] for each in links_of(page)]
    assert labels == [number for _, number in listed]
    assert listed[0] == ("部门预算收支总表", "1")


def test_pages_are_numbered_from_the_first_form_and_the_cover_has_no_number(reader, said):
    assert all(f"— {number} —" in text for number, text in enumerate(said[2:], 1))
    assert not [text for text in said[:2] if re.search(r"— \d+ —", text)]
    assert reader.page_labels[:3] == ["i", "ii", "1"]


def test_a_long_running_head_stays_one_line_beside_the_mark_of_a_draft(qapp, small, seed1_context):
    book = replace(small, unit=replace(small.unit, name="某某单位" * 60))
    document = publication(Context(book, seed1_context.pack, seed1_context.codes), draft=True)
    page = PdfReader(BytesIO(pdf_bytes(document))).pages[-1].extract_text().splitlines()
    assert any(line.startswith("某某单位") and line.endswith("…") for line in page)


def test_every_page_but_the_cover_has_the_running_head(said, seed1_context):
    head = publication(seed1_context, draft=False).head
    assert [head in text for text in said] == [False, *[True] * (len(said) - 1)]


def test_it_says_title_unit_and_language(reader):
    assert reader.metadata.title == "开发区党群工作部2024年部门预算信息公开"
    assert reader.metadata.author == "开发区党群工作部"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"] is not False


def test_wide_and_upright_pages_stand_in_one_file(reader):
    wide = {page.mediabox.width > page.mediabox.height for page in reader.pages}
    assert wide == {True, False}


def test_fonts_are_subsets_in_the_file(reader, made):
    fonts = {font for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert fonts
    for font in fonts:
        below = font.get_object()["/DescendantFonts"][0].get_object()
        assert {"/FontFile2", "/FontFile3"} & below["/FontDescriptor"].keys()
    assert len(made) < 1_500_000


def test_no_character_is_taken_for_another_that_looks_alike(said):
    """⼀ (a radical) is not 一: who searches or copies would get what nobody wrote."""
    assert not [one for text in said for one in text if 0x2E80 <= ord(one) < 0x2FE0]


def test_a_radical_that_came_in_with_a_text_does_not_stand_for_every_character_like_it(qapp, small, seed1_context):
    book = replace(small, unit=replace(small.unit, name="⼀个单位" * 60))
    context = Context(book, seed1_context.pack, seed1_context.codes)
    said = texts(PdfReader(BytesIO(pdf_bytes(publication(context, draft=True)))))
    assert "⼀" not in "".join(said)
    assert DRAFT in said[1]


def test_codes_beside_letters_keep_their_digits(said):
    assert "13051124P00053210003C" in flat("".join(said))


def test_tables_texts_and_projects_come_back_by_reading_it(made, seed1_context, tmp_path):
    path = tmp_path / "公开.pdf"
    path.write_bytes(made)
    document, pack = read_document(path), seed1_context.pack
    found = recognise(document, [pack], lambda of: codes_of_pack(of, of.year, None))
    sheets = read_sheet_document(sheets_of(document, found.blocks), pack.sheet)
    assert [project.code for project in sheets.projects] == [project.code for project in seed1_context.book.projects]
    book = propose_book(found, pack, seed1_context.codes, sheets=sheets.projects).book
    tables = {key: table.printed() for key, table in Context(book, pack, seed1_context.codes).tables.items()}
    assert tables == {key: table.printed() for key, table in seed1_context.tables.items()}
    said = flat("".join(part.text for part in document.parts if hasattr(part, "text")))
    for text in narrative(seed1_context):
        for section in text.sections:
            for paragraph in (section.heading, *(line for block in section.blocks for line in block.paragraphs)):
                assert flat(paragraph) in said, paragraph


def test_a_draft_says_so_on_every_page(qapp, small, seed1_context):
    context = Context(small, seed1_context.pack, seed1_context.codes)
    said = texts(PdfReader(BytesIO(pdf_bytes(publication(context, draft=True)))))
    assert not [number for number, text in enumerate(said, 1) if DRAFT not in text]


def test_nothing_withheld_is_in_it(qapp, small, seed1_context):
    """不予公开 amounts: a pack whose totals leave them out prints the same document with them and without."""
    pack, book = replace(seed1_context.pack, withheld_counts=False), small
    held = WithheldAmount(book.next_id, "2040299", "general", 7_654_321_00)
    books = (book, replace(book, withheld=(held,), next_id=book.next_id + 1))
    without, with_it = (
        texts(PdfReader(BytesIO(pdf_bytes(publication(Context(each, pack, seed1_context.codes), draft=False))))) for each in books
    )
    assert with_it == without
    assert not [text for text in with_it for trace in ("765.43", "7654321", "2040299") if trace in text]


@pytest.mark.parametrize("pack_id", ["hebei-lutai-district-2025", "shanghai-putuo-2024"])
def test_other_places_have_their_own_order_and_pages(qapp, seed1, pack_id):
    pack = load_pack(pack_id)
    reader = PdfReader(BytesIO(pdf_bytes(publication(Context(seed1, pack, built_in_codes(pack.codes)), draft=False))))
    found = list(outline_of(reader))
    assert [page for *_, page in found] == sorted(page for *_, page in found)
    if pack_id.startswith("shanghai"):
        assert reader.page_labels[:2] == ["i", "1"]
        assert all(page.mediabox.width > page.mediabox.height for page in reader.pages)


def test_cancelled_half_way_it_leaves_the_old_file(qapp, seed1_context, tmp_path):
    path = tmp_path / "公开.pdf"
    path.write_bytes(b"old")

    def cancel(done, total):
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pdf(publication(seed1_context, draft=False), path, cancel)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["公开.pdf"]


def test_progress_goes_up_to_the_whole(qapp, seed1_context, tmp_path):
    said = []
    write_pdf(publication(seed1_context, draft=False), tmp_path / "公开.pdf", lambda done, total: said.append(done / total))
    assert said == sorted(said)
    assert said[-1] == 1


def test_a_full_disk_is_a_sentence_and_the_old_file_stays(qapp, seed1_context, tmp_path, monkeypatch):
    path = tmp_path / "公开.pdf"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="磁盘满了"):
        write_pdf(publication(seed1_context, draft=False), path)
    assert path.read_bytes() == b"old"


def test_a_face_that_is_not_installed_has_a_near_one(qapp):
    faces = Faces()
    assert all(faces.family(face) for face in ("仿宋", "黑体", "宋体", "楷体"))
    assert isinstance(faces.font(publication_letters(), QPdfWriter(os.devnull)), QFont)


def publication_letters():
    return load_pack("hebei-xingtai-2024").publication.lettering["body"]
