"""The published document as .docx: nothing is lost, and word processors find headings, fields, tables and turned pages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.incoming.blocks import Paragraph
from models.paper.sheet import PrintedCell, PrintedRow, Style
from models.published.draft import DRAFT
from storage.errors import StorageError
from storage.incoming.docx import read_docx
from storage.incoming.xml_parts import read_tree
from storage.publication.docx.markup import W, run
from storage.publication.docx.table import table
from storage.publication.docx.writer import docx_bytes, write_docx
from tests.golden_books import seed1_book
from tests.storage.publication.publications import (
    KNOWN,
    LONG,
    cells_of,
    known_publication,
    long_publication,
    paragraphs_of,
    published,
    seed1_publication,
    sheets_of,
)

VALIDATOR = shutil.which("ooxml-validator")
N = {"w": W}
ORDERS = {
    "pPr": "pStyle keepNext pageBreakBefore tabs snapToGrid spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b bCs sz szCs lang",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType",
    "style": "name basedOn qFormat pPr rPr",
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right",
}
"""What the schema of WordprocessingML lets follow what (ECMA-376 part 1, 17): Word refuses a file that has it otherwise."""


@pytest.fixture(scope="module")
def document():
    return seed1_publication()


@pytest.fixture(scope="module")
def parts(document):
    return parts_of(docx_bytes(document))


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(element):
    return "".join(found.text or "" for found in element.iterfind(".//w:t", N))


def attribute(element, name):
    return element.get(f"{{{W}}}{name}")


@pytest.mark.parametrize("pack", ["", *KNOWN])
def test_every_cell_and_every_sentence_is_read_again(pack):
    written = known_publication(pack) if pack else seed1_publication()
    read = read_docx(docx_bytes(written), "公开.docx")
    assert not read.notes
    cells = [[(cell.text, cell.rows, cell.columns) for cell in block.cells() if cell.text] for block in read.blocks]
    for sheet in sheets_of(written):
        if sheet.rows:
            head = [(cell.text, 1, cell.columns) for row in sheet.head_lines for cell in row.cells if cell.text]
            assert [*head, *cells_of(sheet)] in cells
    found = iter([part.text for part in read.parts if isinstance(part, Paragraph)])
    assert [text for text in paragraphs_of(written) if text not in found] == []  # in this order


def test_a_text_of_several_pages_stays_in_one_cell():
    read = read_docx(docx_bytes(long_publication()), "公开.docx")
    assert [cell.text for block in read.blocks for cell in block.cells() if LONG[:20] in cell.text] == [LONG]


def test_a_row_higher_than_a_page_has_no_height_and_may_break():
    """LibreOffice cuts off what a row of a stated height, or a merged cell, cannot hold on one page."""
    text = parts_of(docx_bytes(long_publication()))["word/document.xml"]
    (row,) = [row for row in read_tree(text, "公开.docx").iterfind(".//w:tr", N) if LONG in texts(row)]
    assert row.find("w:trPr/w:trHeight", N) is None
    assert row.find("w:trPr/w:cantSplit", N) is None


def test_a_merged_cell_higher_than_a_page_is_taken_apart():
    beside = PrintedCell(1, "甲", Style.NAME, rows=3)
    rows = [
        PrintedRow(300, (beside, PrintedCell(2, LONG, Style.TEXT, rows=3), PrintedCell(3, "一", Style.TEXT))),
        PrintedRow(300, (PrintedCell(3, "二", Style.TEXT),)),
        PrintedRow(300, (PrintedCell(3, "三", Style.TEXT),)),
    ]
    made = read_tree(f'<w:x xmlns:w="{W}">{table(rows, (10.0, 20.0, 10.0), "表")}</w:x>'.encode(), "公开.docx")
    cells = [
        [(texts(cell), cell.find("w:tcPr/w:vMerge", N) is not None) for cell in row.findall("w:tc", N)]
        for row in made.iterfind(".//w:tr", N)
    ]
    assert cells == [
        [("甲", True), (LONG, False), ("一", False)],
        [("", True), ("", False), ("二", False)],
        [("", True), ("", False), ("三", False)],
    ]


def test_no_cell_is_told_by_its_neighbour_and_none_is_missing(parts):
    for made in read_tree(parts["word/document.xml"], "公开.docx").iterfind(".//w:tbl", N):
        columns = len(made.findall("w:tblGrid/w:gridCol", N))
        going = {}
        for row in made.findall("w:tr", N):
            at = 0
            for cell in row.findall("w:tc", N):
                span = (
                    int(attribute(cell.find("w:tcPr/w:gridSpan", N), "val")) if cell.find("w:tcPr/w:gridSpan", N) is not None else 1
                )
                merge = cell.find("w:tcPr/w:vMerge", N)
                if merge is not None and attribute(merge, "val") is None:
                    assert going[at] == span
                    assert not texts(cell)
                going[at] = span
                at += span
            assert at == columns


def test_elements_stand_in_the_order_of_the_schema(parts):
    for name, data in parts.items():
        for element in read_tree(data, name).iter():
            order = ORDERS.get(element.tag.rpartition("}")[2])
            if order:
                places = [order.split().index(child.tag.rpartition("}")[2]) for child in element]
                assert places == sorted(places), (name, element.tag)


@pytest.mark.skipif(VALIDATOR is None, reason="ooxml-validator is not installed")
@pytest.mark.parametrize("pack", ["", *KNOWN])
def test_a_validator_finds_nothing(pack, tmp_path):
    """The checks of Microsoft's Open XML SDK."""
    write_docx(known_publication(pack) if pack else seed1_publication(), tmp_path / "a.docx")
    done = subprocess.run([VALIDATOR, "a.docx"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert '"errors": []' in done.stdout


def test_every_part_is_declared_and_every_relation_leads_to_a_part(parts):
    declared = set(re.findall(rb'PartName="/([^"]+)"', parts["[Content_Types].xml"]))
    assert {name.encode() for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"} == declared
    relations = dict(re.findall(rb'Id="([^"]+)" Type="[^"]+" Target="([^"]+)"', parts["word/_rels/document.xml.rels"]))
    assert {f"word/{target.decode()}" for target in relations.values()} <= set(parts)
    assert set(re.findall(rb'r:id="([^"]+)"', parts["word/document.xml"])) <= set(relations)


def test_headings_are_headings_and_the_field_of_the_contents_is_what_word_will_make_of_them(document, parts):
    body = read_tree(parts["word/document.xml"], "公开.docx").find("w:body", N)
    inside = body.find("w:sdt/w:sdtContent", N)
    assert inside.find(".//w:instrText", N).text.strip() == 'TOC \\o "1-2" \\h \\z'
    listed = [(attribute(p.find("w:pPr/w:pStyle", N), "val"), texts(p)) for p in inside.findall("w:p", N)]
    assert [(level, re.sub(r"\d+$", "", text)) for level, text in listed] == [
        (f"TOC{line.level}", line.text) for line in document.listed
    ]
    headings = [
        (attribute(p.find("w:pPr/w:pStyle", N), "val"), texts(p))
        for p in body.iterfind("w:p", N)
        if p.find("w:pPr/w:pStyle", N) is not None
    ]
    found = [(style, text) for style, text in headings if style in {"Heading1", "Heading2"}]
    title = "开发区党群工作部2024年部门预算信息公开情况说明"
    assert [(f"Heading{line.level}", line.text) for line in document.listed] == [
        (style, "部门预算信息公开情况说明" if text == title else text) for style, text in found
    ]
    assert sum(style == "Heading3" for style, _ in headings) > 32


def test_headings_that_the_contents_leave_out_lie_below_those_that_they_list():
    """LibreOffice and WPS take what has the level of a heading into 目录, whatever its style is called."""
    document = known_publication("shanghai-putuo-2024")
    body = read_tree(parts_of(docx_bytes(document))["word/document.xml"], "公开.docx").find("w:body", N)
    styles = [(p, p.find("w:pPr/w:pStyle", N)) for p in body.iterfind("w:p", N)]
    headings = [(attribute(style, "val"), texts(p)) for p, style in styles if style is not None]
    assert len([text for style, text in headings if style in {"Heading1", "Heading2"}]) == len(document.listed)
    below = [text for style, text in headings if style == "Heading3"]
    assert below[:2] == ["一、2024年“三公”经费预算情况说明", "二、机关运行经费预算"]


def pages_told(data):
    """The page numbers in 目录."""
    contents = read_tree(parts_of(data)["word/document.xml"], "公开.docx").find(".//w:sdtContent", N)
    return [int(re.search(r"\d+$", texts(line)).group()) for line in contents.iterfind("w:p", N)]


@pytest.mark.parametrize(
    ("made", "pages"),
    [
        (seed1_publication, [1, 1, 3, 5, 7, 9, 11, 12, 13, 14, 15, 15, 15, 16, 16, 17, 20, 20, 57, 59, 61, 62]),
        (long_publication, [1, 1, 3, 5, 6, 8, 9, 10, 11, 12, 13, 13, 13, 14, 14, 15, 15, 15, 19, 21, 23, 24]),
    ],
)
def test_the_contents_tell_the_pages_on_which_libreoffice_has_the_parts(made, pages):
    """Each number was compared with the page in the PDF that LibreOffice 7.4 makes of the file."""
    assert pages_told(docx_bytes(made())) == pages


def test_every_link_of_the_contents_has_its_place(parts):
    text = parts["word/document.xml"].decode()
    marks = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"', text)
    assert len({number for number, _ in marks}) == len({name for _, name in marks}) == len(marks)
    wanted = {*re.findall(r'w:anchor="([^"]+)"', text), *re.findall(r"PAGEREF (\S+)", text)}
    assert wanted <= {name for _, name in marks}
    assert text.count('fldCharType="begin"') == text.count('fldCharType="end"') == text.count('fldCharType="separate"')


def test_pages_turn_where_the_sheets_do_and_begin_to_count_behind_the_contents(document, parts):
    sections = read_tree(parts["word/document.xml"], "公开.docx").findall(".//w:sectPr", N)
    turned = [attribute(section.find("w:pgSz", N), "orient") == "landscape" for section in sections]
    assert True in turned
    assert False in turned
    started = [section.find("w:pgNumType", N) is not None for section in sections]
    assert started.index(True) == 2  # behind cover and 目录
    assert started.count(True) == 1
    feet = [feet_of(parts, section) for section in sections]
    assert ["PAGE" in foot for foot in feet] == [False, False, *[True] * (len(sections) - 2)]


def feet_of(parts, section):
    name = section.find("w:footerReference", N).get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
    return parts[f"word/{name}.xml"].decode()


def test_headings_of_tables_repeat_and_rows_do_not_break(document, parts):
    tables = read_tree(parts["word/document.xml"], "公开.docx").findall(".//w:tbl", N)
    repeated = {texts(row) for made in tables for row in made.findall("w:tr", N) if row.find("w:trPr/w:tblHeader", N) is not None}
    for sheet in sheets_of(document):
        for row in (*sheet.head_lines, *sheet.rows[: sheet.head]) if sheet.head else ():
            assert "".join(cell.text.replace("\n", "") for cell in row.cells) in repeated
    rows = [row for made in tables for row in made.findall("w:tr", N)]
    assert sum(row.find("w:trPr/w:cantSplit", N) is None for row in rows) <= len(rows) / 100


def test_a_draft_says_so_above_every_page(parts):
    draft = parts_of(docx_bytes(seed1_publication(draft=True)))
    heads = [name for name in draft if name.startswith("word/header")]
    assert all(DRAFT in draft[name].decode() for name in heads)
    assert not any(DRAFT in data.decode() for data in parts.values())


def test_it_says_its_title_and_language(document, parts):
    assert f"<dc:title>{document.title}</dc:title>" in parts["docProps/core.xml"].decode()
    assert "<dc:language>zh-CN</dc:language>" in parts["docProps/core.xml"].decode()
    assert b'<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>' in parts["word/styles.xml"]


def test_the_same_book_gives_the_same_bytes(document):
    assert docx_bytes(document) == docx_bytes(document)


@settings(max_examples=200)
@given(st.text(max_size=60) | st.sampled_from(["<w:t>甲</w:t>", "{ HYPERLINK http://a }", "]]>&amp;", "_x000D_", "a\tb\nc"]))
def test_a_text_stays_a_text(text):
    element = read_tree(f'<w:p xmlns:w="{W}">{run(text)}</w:p>'.encode(), "公开.docx")
    assert {child.tag.rpartition("}")[2] for child in element.iter()} <= {"p", "r", "t", "br", "tab"}
    marks = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}
    shown = "".join(marks.get(child.tag, child.text or "") for child in element.iter() if child.tag != f"{{{W}}}r")
    allowed = text.replace("\r\n", "\n").replace("\r", "\n")
    assert shown == "".join(c for c in allowed if c in shown)


def test_a_name_that_looks_like_markup_is_printed_as_it_is():
    book = seed1_book()
    project = replace(book.projects[0], name='<w:fldSimple w:instr="DDE"/>&{ TOC }')
    read = read_docx(docx_bytes(published(replace(book, projects=(project,)))), "公开.docx")
    assert any(cell.text == project.name for block in read.blocks for cell in block.cells())


def test_a_full_disk_leaves_the_old_file(document, tmp_path, monkeypatch):
    target = tmp_path / "公开.docx"
    target.write_bytes(b"old")
    monkeypatch.setattr("storage.replace_file.write_through", _full)
    with pytest.raises(StorageError, match="磁盘满了"):
        write_docx(document, target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def _full(path, data):
    raise OSError(28, "No space left on device")


def test_it_can_be_cancelled(document, tmp_path):
    def stop(number, count):
        if number == count // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_docx(document, tmp_path / "公开.docx", stop)
    assert not list(tmp_path.iterdir())
