"""Published tables are found by title, headings, codes and labels, whatever the order, the pages and what stands between."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.incoming.blocks import Block, Document, Paragraph, Place, block_of_rows
from models.incoming.recognised.recognise import recognise
from models.incoming.recognised.table import sentences
from models.incoming.recognised.titles import Titles, title_key
from storage.packs.catalogue import load_pack, load_packs
from storage.packs.code_lists import codes_of_pack
from tests.printed_documents import known_context, pages_document, part_of, workbook_document
from tests.printed_sheets import workbook_sheets

SHANGHAI = "shanghai-putuo-2024"
KNOWN = (SHANGHAI, "shanghai-putuo-2025", "hebei-xingtai-2024", "hebei-lutai-2026", "shanghai-putuo-unit-2026")
YEAR = 2024


def codes_of(pack):
    return codes_of_pack(pack, pack.year, None)


def recognised(document, *packs):
    return recognise(document, [load_pack(pack) for pack in packs] or load_packs()[0], codes_of)


def cells_of(found):
    return {(table.id, cell.side, cell.row, cell.column): cell.amount for table in found.tables for cell in table.printed}


def printed_cells(context):
    """Every figure that the tables of a book print, as rounded."""
    cells = {}
    for table in context.tables.values():
        for side, half in enumerate(table.sides):
            for at, row in half.row_at.items():
                for column, text, value in zip(half.side.columns, table.shown_at(half, at), row.values, strict=True):
                    if text:
                        cells[table.spec.id, side, row.id, column.id] = (text, value)
    return cells


def assert_all_read(found, context):
    tables = context.tables
    texts = {key: text for key, (text, _) in printed_cells(context).items()}
    read = {(table.id, cell.side, cell.row, cell.column): cell for table in found.tables for cell in table.printed}
    assert {key: cell.text for key, cell in read.items()} == texts
    for key, cell in read.items():
        assert tables[key[0]].spec.amounts.show(cell.amount) == cell.text
    assert [left for table in found.tables for left in table.leftovers] == []


@pytest.mark.parametrize("pack_id", KNOWN)
def test_our_own_workbook_is_read_whole(pack_id):
    context = known_context(pack_id)
    found = recognised(workbook_document(context), pack_id)
    assert found.year == context.book.year
    assert_all_read(found, context)


@pytest.mark.parametrize("heads", [True, False])
@pytest.mark.parametrize("pack_id", [SHANGHAI, "hebei-xingtai-2024"])
def test_pages_are_joined(pack_id, heads):
    context = known_context(pack_id)
    sheets = [sheet for sheet in workbook_sheets(context) if sheet.repeat]
    assert_all_read(recognised(pages_document(sheets, heads=heads), pack_id), context)


def test_the_pack_is_told_by_titles_and_year():
    for pack_id in (SHANGHAI, "shanghai-putuo-2025"):
        found = recognised(workbook_document(known_context(pack_id)))
        assert found.pack.id == pack_id
        assert found.also == ()


def test_a_form_of_two_places_is_told_by_the_region_of_its_codes():
    document = workbook_document(known_context("hebei-xingtai-2024"))
    alone = recognised(document)
    assert {alone.pack.id, *(pack.id for pack in alone.also)} == {"hebei-xingtai-2024", "hebei-lutai-2024"}
    placed = replace(document, parts=(*document.parts, block_of_rows([["区划代码", "130511"]], Place("封面", row=1, column=1))))
    found = recognised(placed)
    assert (found.pack.id, found.also) == ("hebei-xingtai-2024", ())


def test_parts_are_called_what_they_are():
    found = recognised(workbook_document(known_context("hebei-xingtai-2024")), "hebei-xingtai-2024")
    kinds = [block.kind for block in found.blocks]
    assert kinds[:2] == ["cover", "contents"]
    assert kinds[2:11] == ["table"] * 9
    assert {"text", "procurement", "assets", "sheet"} <= set(kinds)


# --- one table, changed


HEAD = [["项目", "", "", "", "支出预算", "", ""], ["功能分类科目编码", "", "", "功能分类科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", "", "", "", ""]]  # fmt: skip
HEAD_SPANS = {(0, 0): (1, 4), (0, 4): (1, 3), (1, 0): (1, 3), (1, 3): (2, 1), (1, 4): (2, 1), (1, 5): (2, 1), (1, 6): (2, 1)}
ROWS = [["201", "", "", "一般公共服务支出", "30", "10", "20"], ["201", "32", "", "组织事务", "30", "10", "20"],
        ["201", "32", "01", "行政运行", "30", "10", "20"], ["合计", "", "", "", "30", "10", "20"]]  # fmt: skip
WANTED = {
    ("T3", 0, row, column): amount * 100
    for row in ("201", "20132", "2013201", "total")
    for column, amount in (("total", 30), ("basic", 10), ("project", 20))
}
TITLE = "2024年部门支出预算总表"


def page(rows, number=1, head=HEAD, spans=HEAD_SPANS):
    block = block_of_rows([*head, *rows], Place(page=number, table=1), spans)
    return part_of(block, range(block.height), number)


def paragraphs(*texts, number=1):
    return [Paragraph(text, Place(page=number)) for text in texts]


def read(*parts):
    return recognised(Document("pdf", tuple(parts)), SHANGHAI)


def test_a_table_under_its_title():
    found = read(*paragraphs(TITLE, "编制部门：甲单位\t单位：元"), page(ROWS))
    assert cells_of(found) == WANTED
    assert (found.year, found.unit) == (YEAR, "甲单位")
    cell = next(found.tables[0].printed)
    assert cell.place.words() == "第 1 页第 1 张表第 4 行第 5 格"


@settings(deadline=None, max_examples=40)
@given(st.permutations(range(7)), st.integers(0, 7), st.booleans())
def test_columns_in_any_order_with_a_strange_one(order, at, strange):
    """Never a value in a wrong cell: what stands under an unknown heading is left over, with its heading."""
    texts = [[row[column] for column in order] for row in ([*HEAD[1][:3], *HEAD[1][3:]], *ROWS)]
    heads = [["功能分类科目编码类", "功能分类科目编码款", "功能分类科目编码项", *HEAD[1][3:]][column] for column in order]
    levels = {"功能分类科目编码类": "类", "功能分类科目编码款": "款", "功能分类科目编码项": "项"}
    top = ["功能分类科目编码" if head in levels else head for head in heads]
    low = [levels.get(head, "") for head in heads]
    rows = [top, low, *texts[1:]]
    if strange:
        for row, text in zip(rows, ["上年数", "", *["7"] * len(ROWS)], strict=True):
            row.insert(at, text)
    block = block_of_rows(rows, Place(page=1, table=1))
    found = read(*paragraphs(TITLE, "单位：元"), block)
    assert cells_of(found) == WANTED
    lefts = [left.text for table in found.tables for left in table.leftovers]
    assert ("上年数" in lefts) == strange


def test_units_are_those_of_the_block():
    words = paragraphs(TITLE, "单位：万元")
    assert cells_of(read(*words, page(ROWS))) == {key: value * 10_000 for key, value in WANTED.items()}
    head = [HEAD[0], [*HEAD[1][:6], "项目支出（万元）"], HEAD[2]]
    mixed = cells_of(read(*paragraphs(TITLE, "单位：元"), page(ROWS, head=head)))
    assert mixed == {key: value * (10_000 if key[3] == "project" else 1) for key, value in WANTED.items()}
    assert [table.unit_said for table in read(*paragraphs(TITLE), page(ROWS)).tables] == [""]


def test_a_unit_in_which_nothing_is_read_is_said_and_no_figure_is_taken():
    found = read(*paragraphs(TITLE, "单位：千元"), page(ROWS))
    assert cells_of(found) == {}
    assert [left.text for table in found.tables for left in table.leftovers] == ["单位：千元"]


def test_what_a_page_turn_breaks_is_healed_and_said():
    broken = [["201", "32", "01", "行政", "30", "10", "20"]]
    rest = [["", "", "", "运行", "", "", ""], ["", "", "12", "", "", "", ""], ROWS[3]]
    found = read(*paragraphs(TITLE, "单位：元"), page([*ROWS[:2], *broken]), page(rest, 2))
    assert cells_of(found) == WANTED
    assert found.tables[0].names["2013201"] == "行政运行"
    assert [*sentences(found.tables[0].healed)] == [
        "第 2 页第 1 张表第 1 行：表头又印了一次，表接着上面的",
        "第 2 页第 1 张表第 4 行：“运行”接在上一行“2013201行政”里，这一行被换页断开了",
        "第 2 页第 1 张表第 5 行：“12”是页码，没有当作编码",
    ]


def test_a_figure_broken_at_its_point_and_a_code_without_its_zero():
    first = [*ROWS[:2], ["201", "32", "1", "行政运行", "3", "1", "2"]]
    found = read(*paragraphs(TITLE, "单位：元"), page(first), page([["", "", "", "", ".5", ".25", ".25"]], 2, head=[], spans={}))
    assert {key[3]: value for key, value in cells_of(found).items() if key[2] == "2013201"} == {
        "total": 350, "basic": 125, "project": 225,
    }  # fmt: skip
    assert "编码的“1”按“01”读，2013201 的名称也是行政运行" in "".join(sentences(found.tables[0].healed))


def test_a_strange_table_below_is_not_taken_in():
    other = block_of_rows(
        [["单位名称", "性质", "人数", "车辆", "面积", "电话", "地址"], ["甲", "", "", "", "5", "6", "7"]], Place(page=2, table=1)
    )
    other = part_of(other, range(2), 2)
    found = read(*paragraphs(TITLE, "单位：元"), page(ROWS), other)
    assert cells_of(found) == WANTED
    assert [left.text for left in found.tables[0].leftovers] == ["单位名称 性质 人数 车辆 面积 电话 地址", "甲 5 6 7"]
    titled = read(*paragraphs(TITLE, "单位：元"), page(ROWS), *paragraphs("各单位情况一览表", number=2), other)
    assert [block.kind for block in titled.blocks] == ["table", "unknown"]
    assert titled.tables[0].leftovers == ()


def test_a_row_without_code_and_a_text_for_an_amount_are_left_over():
    rows = [*ROWS[:3], ["", "", "", "另外的钱", "9", "", ""], ["201", "33", "", "宣传事务", "约5", "", ""], ROWS[3]]
    found = read(*paragraphs(TITLE, "单位：元"), page(rows))
    assert WANTED.items() <= cells_of(found).items()
    assert {left.text: left.reason for left in found.tables[0].leftovers} == {
        "另外的钱 9": "这一行的编码和名称，表里都没有", "约5": "不是金额，没有读",
    }  # fmt: skip


def test_a_title_that_nobody_knows_is_told_by_its_headings():
    found = read(*paragraphs("某区各部门花钱明细表", "单位：元"), page(ROWS), *paragraphs("完全不是表格的一段话，" * 9, number=2))
    assert cells_of(found) == {}  # with no table of the form it is the form of nobody
    second = block_of_rows([["财政拨款收入", "", "", ""], ["项目", "预算数", "", ""]], Place(page=1, table=1))
    assert [block.kind for block in read(second).blocks] == ["unknown"]
    head = [["项目", "", "", "", "一般公共预算支出", "", ""], *HEAD[1:]]
    more = page([["201", "32", "01", "行政运行", "5", "5", ""]], 2, head=head)
    beside = read(*paragraphs(TITLE, "单位：元"), page(ROWS), *paragraphs("某区花钱明细表", "单位：元", number=2), more)
    assert [(block.id, block.reason) for block in beside.blocks] == [
        ("T3", ""), ("T5", "标题不认识，表头是“一般公共预算支出表”的"),
    ]  # fmt: skip


def test_contents_are_left_out_by_name():
    listed = paragraphs("目 录", "一、部门预算表", "1. 2024年部门收入预算总表", "2. 2024年部门支出预算总表")
    found = read(*paragraphs("普陀区2024年部门预算", number=1), *[replace(p, place=Place(page=2)) for p in listed],
                 *paragraphs(TITLE, "单位：元", number=3), page(ROWS, 3))  # fmt: skip
    assert [block.kind for block in found.blocks] == ["cover", "contents", "table"]
    assert cells_of(found) == WANTED


@pytest.mark.parametrize(
    "title",
    [
        "2024年部门支出预算总表",
        "表3 2024年部门支出预算总表",
        "三、部门支出预算总表",
        "附件1-3：2024年部门支出预算总表",
        "支出预算总表",
    ],
)
def test_a_title_with_a_number_before_it(title):
    meanings = Titles([load_pack(SHANGHAI)]).find(title)
    assert [(meaning.kind, meaning.id) for meaning in meanings] == [("table", "T3")]


def test_years_are_no_part_of_a_title():
    assert title_key("2024年部门支出预算总表") == title_key("{year}年部门支出预算总表".format(year="")) == "部门支出预算总表"


def test_blocks_of_nothing_known_are_kept_with_their_place():
    block: Block = block_of_rows([["甲", "乙"], ["1", "2"]], Place("表", row=1, column=1))
    found = recognised(Document("xlsx", (block,)))
    assert found.pack is None
    assert [(b.kind, b.lines[0].texts) for b in found.blocks] == [("unknown", ["甲", "乙"])]
