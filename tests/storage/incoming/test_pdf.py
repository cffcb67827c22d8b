"""PDF files: tables by their lines, paragraphs by their room, whatever draws them; hostile ones are refused."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.incoming.blocks import Block
from storage.errors import StorageError
from storage.files import limits
from storage.incoming import pdf as pdf_reader
from storage.incoming import pdf_page
from storage.incoming.pdf import read_pdf
from tests.storage.incoming import made
from tests.storage.incoming.made_pdf import HEIGHT, bars, filled, line, pdf, picture, table, text

ROWS = [["项目", "预算数"], ["甲", "1.50"]]

places_letters = pytest.mark.chinese_font
"""For a test that asks where letters stand: pdfium places those of a font that no file brings by one of the computer."""


def outline(document):
    """Paragraphs as texts, blocks as rows."""
    return [part.flat().rows if isinstance(part, Block) else part.text for part in document.parts]


def read(*pages, **more):
    return read_pdf(pdf(*pages, **more), "a.pdf")


def has_every_line(rows, spans):
    """Whether a piece of the line between any two rows, and any two columns, is printed: else they are one."""
    across = {(top + i, left + j) for (top, left), (down, wide) in spans.items() for i in range(1, down) for j in range(wide)}
    along = {(top + i, left + j) for (top, left), (down, wide) in spans.items() for i in range(down) for j in range(1, wide)}
    height, width = range(len(rows)), range(len(rows[0]))
    return all(any((i, j) not in across for j in width) for i in height) and all(
        any((i, j) not in along for i in height) for j in width
    )


@settings(deadline=None, max_examples=60)
@given(made.grids(), st.sampled_from([line, bars]))
def test_a_table_comes_back(grid, ruled):
    rows, spans = grid
    assume(len(rows) * len(rows[0]) > 1 and has_every_line(rows, spans))
    block = read(table(rows, spans, ruled=ruled)).blocks[0]
    assert made.cells_of(block) == made.expected(rows, spans)
    assert all(cell.box is not None and block.place_of(cell).page == 1 for cell in block.cells())


@places_letters
def test_order_page_numbers_and_places():
    document = read(
        text(200, 60, "收支总表") + table(ROWS) + text(50, 200, "注：无") + text(280, 820, "- 1 -"), text(50, 60, "完。")
    )
    assert outline(document) == ["收支总表", ROWS, "注：无", "- 1 -", "完。"]
    assert [part.margin for part in document.parts if not isinstance(part, Block)] == [False, False, True, False]
    assert document.blocks[0].place_of(document.blocks[0].rows[1][1]).words() == "第 1 页第 1 张表第 2 行第 2 格"
    assert document.parts[4].place.words() == "第 2 页"


def test_a_running_head_belongs_to_no_text_and_a_heading_that_repeats_is_none():
    head, under = "某单位2026年部门预算", "113 某单位　　单位：万元"
    pages = [text(200, 40, head) + text(50, 75, under) + table(ROWS) for _ in range(4)]
    document = read(text(200, 300, "封面"), *pages)
    assert [part.text for part in document.parts if not isinstance(part, Block) and not part.margin] == ["封面", *[under] * 4]
    alone = read(*[text(50, 75, under) + table(ROWS) for _ in range(4)])
    assert not [part for part in alone.parts if not isinstance(part, Block) and part.margin]


FULL = "这是一行写满了的文字，" * 4 + "共四十九字"


def test_paragraphs_run_on_over_lines_and_pages():
    first = text(70, 780, f"　　{FULL[2:]}"[2:]) + text(50, 795, FULL) + text(280, 825, "第 1 页")
    second = text(50, 60, "到此为止。") + text(70, 75, "另一段。") + text(50, 90, "不缩进的又一段")
    document = read(first, second)
    assert outline(document) == [FULL[2:] + FULL + "到此为止。", "第 1 页", "另一段。", "不缩进的又一段"]
    assert document.parts[0].place.words() == "第 1 到 2 页"


def test_a_numbered_line_behind_a_stop_is_a_paragraph():
    full = FULL[:-1] + "。"
    assert outline(read(text(50, 60, full) + text(50, 75, "二、绩效目标") + text(50, 90, FULL))) == [full, "二、绩效目标", FULL]


def test_lines_in_a_cell_are_joined_where_there_was_no_room():
    rows = [["机关事业单位基\n本养老保险缴费", "第一行\n第二行"], ["1,514,\n655.00", "第三行的绩效目\n标。"]]
    joined = [["机关事业单位基本养老保险缴费", "第一行\n第二行"], ["1,514,655.00", "第三行的绩效目标。"]]
    assert outline(read(table(rows, width=80))) == [joined]


@places_letters
def test_a_text_wider_than_its_cell_stays_in_it():
    rows = [["一二三四五六七八九十", "", "甲"], ["乙", "", ""]]
    assert outline(read(table(rows, width=80))) == [rows]


def test_gaps_are_tabs_and_bold_letters_are_not_double():
    bold = text(50, 60, "单位：甲") + text(50.4, 60, "单位：甲") + text(400, 60, "单位：元")
    assert outline(read(bold)) == ["单位：甲\t单位：元"]


@places_letters
def test_gaps_between_chinese_and_latin_letters_are_spaces_where_such_letters_also_meet():
    spaced = text(50, 60, "共") + text(62.5, 60, "12") + text(85, 60, "名")
    assert outline(read(spaced + text(50, 80, "2024年"))) == ["共 12 名", "2024年"]
    assert outline(read(spaced)) == ["共12名"]  # as word processors set them by themselves


@places_letters
def test_a_line_that_ends_between_chinese_and_latin_letters_has_a_space_there_like_the_rest_of_its_cell():
    rows = [["每人每月 22.5 元，老人每月\n30 元", "甲"], ["乙", "2024年"]]
    assert outline(read(table(rows, width=175)))[0][0][0] == "每人每月 22.5 元，老人每月 30 元"


@places_letters
def test_radicals_that_share_a_drawing_with_a_letter_are_that_letter():
    assert outline(read(text(50, 60, "⼾⼝⻔⻚绩效⽬标"))) == ["户口门页绩效目标"]


@places_letters
def test_a_title_in_two_lines_above_its_table_is_one():
    rows = [["甲", "乙"], ["丙", "丁"]]
    title = text(55, 50, "关于提前下达部分省级城乡居民基本养老保险补助资") + text(140, 65, "金绩效目标表")
    document = read(title + table(rows, left=50, top=80, width=120))
    assert outline(document) == ["关于提前下达部分省级城乡居民基本养老保险补助资金绩效目标表", rows]


def unruled(rows, *, top=100, tabs=(50, 200, 320, 420)):
    """Rows of texts without any line."""
    return "".join(text(tabs[j], top + 18 * i, words) for i, row in enumerate(rows) for j, words in enumerate(row) if words)


THREE = [["科目", "预算数", "执行数"], ["工资", "1.50", "1.40"], ["办公费", "0.20", "0.10"], ["合计", "1.70", "1.50"]]


@places_letters
def test_a_table_without_lines_has_the_gaps_of_all_its_rows_as_columns():
    head = text(200, 60, "收支表") + text(50, 80, "单位：甲") + text(420, 80, "单位：万元")
    document = read(head + unruled(THREE))
    assert outline(document) == ["收支表", "单位：甲\t单位：万元", THREE]
    assert document.blocks[0].place_of(document.blocks[0].rows[1][1]).words() == "第 1 页第 1 张表第 2 行第 2 格"


@places_letters
def test_a_table_with_three_lines_may_have_two_columns():
    rows = [row[:2] for row in THREE]
    rules = line(45, 86, 240, 86) + line(45, 106, 240, 106) + line(45, 160, 240, 160)
    assert outline(read(rules + unruled(rows))) == [rows]
    assert outline(read(unruled(rows))) == ["\t".join(row) for row in rows]


@places_letters
def test_a_table_without_lines_whose_rows_do_not_fit_stays_text():
    blank = [THREE[0], ["工资", "", "1.40"], *THREE[2:]]
    assert outline(read(unruled(blank))) == ["科目\t预算数\t执行数", "工资\t1.40", "办公费\t0.20\t0.10", "合计\t1.70\t1.50"]


@places_letters
@settings(deadline=None, max_examples=40)
@given(
    st.integers(3, 4).flatmap(
        lambda wide: st.lists(
            st.lists(st.sampled_from(["", "甲", "办公费", "1.50", "12,345.00", "绩效目标表"]), min_size=wide, max_size=wide),
            min_size=3,
            max_size=8,
        )
    )
)
def test_no_cell_of_a_table_without_lines_gets_into_another_column(rows):
    rows = [["科目名称", "预算数", "执行数", "差额"][: len(rows[0])], *rows]
    for block in read(unruled(rows) + text(50, 780, "完")).blocks:
        at = block.height
        assert any(block.flat().rows == rows[start : start + at] for start in range(len(rows) - at + 1))


def test_a_table_open_at_its_sides():
    lines = "".join(line(50, y, 350, y) for y in (100, 130, 160)) + line(150, 100, 150, 160) + line(250, 100, 250, 160)
    cells = "".join(text(60 + 100 * j, 115 + 30 * i, f"{i}{j}") for i in range(2) for j in range(3))
    assert outline(read(lines + cells)) == [[["00", "01", "02"], ["10", "11", "12"]]]


def test_white_lines_shades_and_a_frame_are_no_table():
    shade = filled(50, 50, 200, 100, gray=0.9)
    white = "1 G " + line(50, 100, 250, 100) + line(150, 50, 150, 150) + "0 G "
    frame = line(50, 50, 250, 50) + line(50, 150, 250, 150) + line(50, 50, 50, 150) + line(250, 50, 250, 150)
    assert outline(read(shade + white + frame + text(60, 70, "提示"))) == ["提示"]


@places_letters
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn):
    """A page of a landscape table whose content is written turned, and shown upright."""
    matrix = {90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 595 {HEIGHT}", 270: "0 -1 1 0 0 595"}[turn]
    box = f"/Rotate {turn}" + (f"/MediaBox[0 0 {HEIGHT} 595]" if turn != 180 else "")
    document = read(f"q {matrix} cm\n{text(200, 60, '收支总表')}{table(ROWS)}Q", page_more=box)
    assert outline(document) == ["收支总表", ROWS]


@places_letters
def test_tables_in_forms_and_shifted_pages():
    assert outline(read("q 1 0 0 1 20 -30 cm /X Do Q", extra=[table(ROWS)])) == [ROWS]
    document = read(table(ROWS), page_more="/CropBox[30 100 595 800]")
    assert outline(document) == [ROWS]
    assert document.blocks[0].place.box[:2] == pytest.approx((20, 58), abs=1)


def packed(content):
    data = zlib.compress(content, 9)
    return pdf("HOLE").replace(b"<</Length 4>>stream\nHOLE", b"<</Length %d/Filter/FlateDecode>>stream\n" % len(data) + data)


@places_letters
def test_a_packed_page_is_unpacked_within_the_limit(monkeypatch):
    content = text(50, 60, "甲").encode()
    assert outline(read_pdf(packed(content), "a.pdf")) == ["甲"]
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1_000_000)
    refused(packed(content + b" " * 1_000_000), "解压以后超过")
    refused(packed(content) + packed(b"q " * 600_000), "解压以后超过")


def refused(data, words):
    with pytest.raises(StorageError, match=words) as caught:
        read_pdf(data, "a.pdf")
    assert str(caught.value).startswith("“a.pdf”")


@places_letters
def test_scans_are_named():
    refused(pdf(picture()), "是扫描件，只有图片没有文字")
    refused(pdf(""), "里没有文字")
    document = read(text(50, 50, "甲"), picture())
    assert document.notes == ("第 2 页只有图片没有文字，没有读",)


def test_passwords_damage_and_nothing():
    key = "00" * 32
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>/ID[<{key[:32]}><{key[:32]}>]"
    refused(pdf(text(50, 50, "甲"), trailer=locked), "加了密码")
    refused(b"%PDF-1.4\nnothing", "不完整")


def test_five_thousand_pages():
    refused(pdf(*[""] * 5000), "有 5,000 页，超过 300 页")


def test_crowded_pages(monkeypatch):
    monkeypatch.setattr(pdf_page, "PAGE_OBJECTS", 50)
    refused(pdf(text(50, 50, "甲" * 51)), "第 1 页的内容超过 50 个")
    refused(pdf(line(1, 1, 5, 5) * 51), "第 1 页的内容超过 50 个")


def test_long_paragraphs_and_tables(monkeypatch):
    monkeypatch.setattr(limits, "TEXT_CHARACTERS", 10)
    refused(pdf(text(50, 50, "甲" * 11)), "第 1 页有 11 个字")
    monkeypatch.setattr(limits, "CELLS", 3)
    refused(pdf(table(ROWS)), "第 1 页第 1 张表有 2 行 2 列")


@places_letters
def test_a_form_in_itself_ends():
    assert outline(read("/X Do", extra=[text(50, 50, "甲") + "/X Do"])) == ["甲"]
    assert pdf_reader.PAGES == limits.PAGES
