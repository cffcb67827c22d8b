"""Word files, web pages and plain texts: paragraphs and tables in their order."""

from __future__ import annotations

import pytest

from models.incoming.blocks import Block, Paragraph
from storage.incoming.docx import read_docx
from storage.incoming.plain import read_html_file, read_text_document
from tests.storage.incoming import made


def outline(document):
    """Paragraphs as texts, blocks as rows."""
    return [part.flat().rows if isinstance(part, Block) else part.text for part in document.parts]


def docx(body):
    return read_docx(made.docx(body), "a.docx")


def test_word_paragraphs_and_tables_in_order():
    table = made.docx_table([["项目", "预算数"], ["甲", "1.50"]])
    document = docx(made.docx_text("一、概况") + table + made.docx_text("") + made.docx_text("注：无"))
    assert outline(document) == ["一、概况", [["项目", "预算数"], ["甲", "1.50"]], "注：无"]
    block = document.blocks[0]
    assert block.place_of(block.rows[1][1]).words() == "第 1 张表第 2 行第 2 格"
    assert document.parts[2].place.words() == "第 3 段"


def test_word_revisions_fields_and_fallbacks():
    body = (
        "<w:p><w:r><w:t>预算</w:t></w:r><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:noBreakHyphen/></w:r></w:p>"
        '<w:p><w:pPr><w:numPr/><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    )
    document = docx(body)
    assert outline(document) == ["预算新\t-", "甲"]
    assert document.notes == ("里面有修订，按接受修订以后的文字读", "里面有自动编号，编号本身不是文字，没有读")


def test_word_cells_merged_in_old_ways_and_tables_in_cells():
    def cell(inner, more=""):
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{inner}</w:tc>"

    restart, goes_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    row = cell(made.docx_text("甲"), restart) + cell(made.docx_text(""), goes_on) + cell(made.docx_table([["乙", "丙"]]))
    late = "<w:trPr><w:gridBefore w:val='2'/></w:trPr>" + cell(made.docx_text("丁"))
    lone = cell(made.docx_text("戊"), "<w:vMerge/>")
    block = docx(f"<w:tbl><w:tr>{row}</w:tr><w:tr>{late}</w:tr><w:tr>{lone}</w:tr></w:tbl>").blocks[0]
    assert made.cells_of(block) == [("甲", 0, 0, 1, 2), ("乙\t丙", 0, 2, 1, 1), ("丁", 1, 2, 1, 1), ("戊", 2, 0, 1, 1)]


def html(text, encoding="utf-8"):
    return outline(read_html_file(text.encode(encoding), "a.html"))


def test_a_saved_page_with_a_layout_table():
    inner = made.html([["项目", "预算数"], ["甲", "1.50"]])
    page = f"<body><table><tr><td>导航</td><td><p>标题</p>{inner}注</td></tr></table></body>"
    head = "<html><head><title>页</title><style>a</style></head>"
    assert html(head + page) == [
        "导航",
        "标题",
        [["项目", "预算数"], ["甲", "1.50"]],
        "注",
    ]


def test_a_table_in_a_cell_of_a_larger_table_is_text_of_the_cell():
    assert html("<table><tr><td>甲</td><td>乙<table><tr><td>丙</td></tr></table></td></tr></table>") == [[["甲", "乙\n丙"]]]


def test_a_caption_and_several_tables():
    page = "<table><caption>表一</caption><tr><td>甲</td></tr></table>单位：万元<table><tr><td>乙</td></tr></table>完"
    assert html(page) == ["表一", [["甲"]], "单位：万元", [["乙"]], "完"]


def test_hidden_rows_and_columns_of_a_page_shorten_spans():
    page = (
        "<table><col><col style='display:none'><col><tr><td colspan=3>题</td></tr>"
        "<tr><td rowspan=3>甲</td><td>隐</td><td>1</td></tr>"
        "<tr style='display:none'><td>隐</td><td>2</td></tr><tr><td>隐</td><td>3</td></tr></table>"
    )
    (block,) = read_html_file(page.encode(), "a.html").blocks
    assert made.cells_of(block) == [("题", 0, 0, 1, 2), ("甲", 1, 0, 2, 1), ("1", 1, 1, 1, 1), ("3", 2, 1, 1, 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
@pytest.mark.parametrize("declared", ["", '<meta charset="{}">'])
def test_encodings_of_pages(encoding, declared):
    page = f"<html>{declared.format(encoding)}<table><tr><td>预算 2026 公开</td></tr></table></html>"
    assert html(page, encoding) == [[["预算 2026 公开"]]]


def text(data, name="a.txt"):
    return outline(read_text_document(data.encode("gb18030"), name))


def test_a_text_with_a_table_between_paragraphs():
    rows = [["项目", "预算数"], ["小计", ""], ["甲", "1.50"]]
    assert text("说明\n\n项目\t预算数\n小计\n甲\t1.50\n\n\n\n\n注：无\n") == ["说明", rows, "注：无"]


def test_prose_with_commas_is_no_table():
    assert text("收入 1,200.00 元\n支出没有") == ["收入 1,200.00 元", "支出没有"]
    assert text("项目,数\n甲,1") == [[["项目", "数"], ["甲", "1"]]]
    assert text("只有一列\n甲", "a.csv") == [[["只有一列"], ["甲"]]]


def test_the_names_of_sheets_in_a_page_that_a_spreadsheet_saved_are_no_text():
    heading = "<a name='t0'><h1>Sheet 1: <em>收入表</em></h1></a>"
    page = f"<html><a href='#t0'>收入表</a><br>{heading}<table><tr><td>甲<td>乙</table></html>"
    document = read_html_file(page.encode(), "a.html")
    assert [(block.title, block.flat().rows) for block in document.blocks] == [("收入表", [["甲", "乙"]])]
    assert [part.text for part in document.parts if isinstance(part, Paragraph) and not part.margin] == ["收入表"]
