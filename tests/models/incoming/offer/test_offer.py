"""The offer of files: every block with what it became, its fields beside those of the book, and one edit of what is taken."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from models.book.records import Book, ProcurementLine, Project, ThreePublicLine, Unit
from models.incoming.blocks import Document, Place
from models.incoming.html_document import html_document
from models.incoming.offer.block import CHANGED, NEW, SAME, UNCLEAR, Pointed, cell_at
from models.incoming.offer.making import NamedDocument, offer_of, own_offer
from models.published.context import Context
from models.values.money import MoneyUnit
from storage.files.book_file import sample_book
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import codes_of_pack
from tests.models.incoming.recognised.records.written import sheet
from tests.printed_documents import known_context, workbook_document

COMMERCE = "shanghai-putuo-2025"
SHEET = """<table>
<tr><td colspan="6">项目支出绩效目标表</td></tr>
<tr><td>项目名称</td><td colspan="2">村道养护</td><td>项目编码</td><td colspan="2">13050024P00018410001Y</td></tr>
<tr><td>预算数</td><td>12.50万元</td><td>其中：财政资金</td><td>12.50万元</td><td>其他资金</td><td></td></tr>
<tr><td>绩效目标</td><td colspan="5">养护村道 12 公里</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td><td>指标值确定依据</td><td>经办意见</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>养护里程</td><td>≥12公里</td><td>年度计划</td><td>照办</td></tr>
<tr><td>过程指标</td><td>质量指标</td><td>合格率</td><td>≥95%</td><td>验收单</td><td></td></tr>
</table>"""


def codes_of(pack, year):
    return codes_of_pack(pack, year or pack.year, None)


@cache
def commerce():
    return workbook_document(known_context(COMMERCE))


def of_commerce(book=None, name="公开.xlsx"):
    return offer_of([NamedDocument(name, commerce())], [load_pack(COMMERCE)], codes_of, book)


def of_sheet(book, text=SHEET):
    return offer_of([NamedDocument("表.html", html_document(text))], [load_pack(book.pack)], codes_of, book)


def block_called(offer, title):
    return next(block for block in offer.blocks if title in block.title)


def tables_of(book):
    pack = load_pack(book.pack)
    return {key: table.printed() for key, table in Context(book, pack, codes_of(pack, book.year)).tables.items()}


def test_without_a_book_everything_is_new_and_prints_as_published():
    offer = of_commerce()
    table = block_called(offer, "部门支出预算总表")
    field = table.by_id["0:2011301:basic"]
    assert (field.name, field.value, field.now, field.state) == ("2011301 行政运行 · 基本支出", "9,389,913.00", "", NEW)
    assert field.place.words() == "工作表“支出预算总表”的 F8"
    outcome = offer.outcome(offer.wanted)
    assert tables_of(outcome.book) == tables_of(known_context(COMMERCE).book)
    assert (outcome.book.stage, outcome.book.year, outcome.book.unit.name) == ("批复", 2025, "示例委员会")
    assert outcome.filled == ("“基本支出”32 行", "“项目”5 行", "“机构设置”1 行", "“三公经费”1 行", "“其他数据”25 行")
    assert any("搭配是推定的" in sentence for sentence in outcome.assumed)


def test_the_same_book_again_is_the_same_in_every_field():
    offer = of_commerce()
    again = of_commerce(offer.outcome(offer.wanted).book)
    states = {field.state for block in again.blocks for field in block.fields}
    assert states == {SAME}
    assert again.count(again.all_keys) == 0


def test_a_page_that_has_lines_is_a_conflict_that_is_not_taken_unless_the_clerk_takes_it():
    own = (ThreePublicLine(7, "abroad", amount=100), ThreePublicLine(8, "reception", amount=200_000_000))
    book = Book(COMMERCE, 2025, "二上", Unit(name="甲单位"), three_public=own, next_id=9)
    offer = of_commerce(book)
    cars = block_called(offer, "三公")
    assert not cars.wanted
    assert cars.key not in offer.wanted
    assert {field.state for field in cars.fields} >= {CHANGED}
    assert offer.outcome(offer.wanted).book.three_public == own
    assert offer.outcome(offer.all_keys, keeping=True).book.three_public == own
    taken = offer.outcome({*offer.wanted, cars.key}).book.three_public
    assert {(line.item, line.amount) for line in taken} != {(line.item, line.amount) for line in own}
    assert own[0] in taken  # of this nothing is in the file


def test_spending_that_is_taken_replaces_the_lines_and_keeps_the_projects():
    offer = of_commerce()
    book = offer.outcome(offer.wanted).book
    other = replace(book, basic=book.basic[:3])
    again = of_commerce(other)
    assert not again.wanted & {block.key for block in again.blocks if block.kind == "table" and block.filled}
    outcome = again.outcome(again.all_keys)
    assert len(outcome.book.basic) == 32
    assert outcome.book.projects == other.projects
    assert "“基本支出”32 行，原来的 3 行换掉" in outcome.filled
    assert any(sentence.startswith("“项目”已有 5 行") for sentence in outcome.kept)


def test_a_table_that_two_files_have_is_taken_once_and_that_is_said():
    names = [NamedDocument("甲.xlsx", commerce()), NamedDocument("乙.xlsx", commerce())]
    offer = offer_of(names, [load_pack(COMMERCE)], codes_of, None)
    twice = [block.key for block in offer.blocks if "部门支出预算总表" in block.title]
    outcome = offer.outcome(twice)
    assert sum("选了不止一张" in sentence for sentence in outcome.left_out) == 1


def test_an_edit_is_one_step_with_the_name_of_the_file():
    offer = of_commerce(Book(COMMERCE, 2025, "二上"))
    edit = offer.edit(offer.wanted)
    assert edit.label == "读入“公开.xlsx”"
    assert len(edit(Book(COMMERCE, 2025, "二上")).basic) == 32


def test_a_budget_of_the_year_before_offers_last_years_figures():
    packs = [load_pack(COMMERCE), load_pack("shanghai-putuo-2026")]
    book = Book("shanghai-putuo-2026", 2026)
    offer = own_offer([NamedDocument("公开.xlsx", commerce())], packs, codes_of, book)
    assert offer.target.year_before
    edit = offer.edit(offer.wanted)
    assert edit.label == "从“公开.xlsx”填上年数"
    after = edit(book)
    assert {line.item: line.amount for line in after.last_year}["income_fiscal"] == 37_151_465_500
    assert (after.basic, after.projects) == ((), ())


def test_another_year_is_said_and_not_taken():
    offer = of_commerce(Book(COMMERCE, 2028))
    assert offer.wanted == frozenset()
    assert "文件是 2025 年的，这本预算是 2028 年的" in block_called(offer, "部门支出预算总表").notes


def test_cover_and_contents_are_left_out_by_name_and_what_nobody_knows_is_listed():
    offer = of_commerce()
    contents = block_called(offer, "目")
    assert (contents.kind, contents.can_be_taken, contents.notes) == ("contents", False, ("目录不用读",))
    document = html_document("<table><tr><td>食堂菜单</td><td>周一</td></tr><tr><td>米饭</td><td>包子</td></tr></table>")
    strange = offer_of([NamedDocument("菜单.html", document)], [load_pack(COMMERCE)], codes_of)
    (block,) = strange.blocks
    assert not block.can_be_taken
    assert [left.text for left in block.leftovers] == ["食堂菜单", "周一", "米饭", "包子"]
    assert block.leftovers[3].place.words() == "第 1 张表第 2 行第 2 格"


# --- 绩效目标表


def test_a_sheet_beside_the_books_own_project():
    book = Book("hebei-xingtai-2024", 2024)
    offer = of_sheet(book)
    (block,) = offer.blocks
    fields = block.by_id
    assert (block.kind, block.title, block.wanted) == ("sheet", "村道养护", True)
    assert (fields["money:budget"].value, fields["money:budget"].place.words()) == ("12.5 万元", "第 1 张表第 3 行第 2 格")
    assert fields["0:target"].place.words() == "第 1 张表第 6 行第 4 格"
    assert fields["1:dimension"].state == UNCLEAR
    assert fields["1:dimension"].reason.startswith("版式没有一级指标“过程指标”，照原样放进去；“质量指标”在版式里属于")
    assert ("照办", "“经办意见”这一栏没有读懂，1 格没有填进去") in {(left.text, left.reason) for left in block.leftovers}
    after = offer.outcome(offer.wanted).book
    assert [line.dimension for line in after.projects[0].indicators] == ["产出指标", "过程指标"]

    again = of_sheet(after)
    assert not again.blocks[0].wanted
    assert again.blocks[0].by_id["0:target"].state == SAME
    changed = of_sheet(after, SHEET.replace("≥12公里", "≥15公里"))
    field = changed.blocks[0].by_id["0:target"]
    assert (field.value, field.now, field.state) == ("≥15公里", "≥12公里", CHANGED)
    taken = changed.outcome(changed.all_keys)
    assert taken.filled == ("“项目”替换 1 个",)
    assert [line.target for line in taken.book.projects[0].indicators] == ["≥15公里", "≥95%"]
    assert changed.outcome(changed.all_keys, keeping=True).book.projects == after.projects


def test_every_value_of_the_example_is_found_in_its_workbook():
    book = sample_book()
    known = Context(book, load_pack(book.pack), codes_of(load_pack(book.pack), book.year))
    offer = offer_of([NamedDocument("例.xlsx", workbook_document(known))], [known.pack], codes_of, book)
    sheets = [block for block in offer.blocks if block.kind == "sheet"]
    assert len(sheets) == len(book.projects)
    lost = [(b.title, f.id) for b in sheets for f in b.fields if f.value and f.place == Place() and not f.id.startswith("money:")]
    assert not lost
    assert {f.state for b in sheets for f in b.fields if f.column in {"name", "target", "basis"}} == {SAME}


# --- pointing


def test_a_field_is_read_from_the_cell_that_is_pointed_at():
    offer = of_sheet(Book("hebei-xingtai-2024", 2024))
    key, document = offer.blocks[0].key, offer.files[0].document
    place = Place(table=1, row=6, column=6)
    pointed = offer.point(key, "0:basis", cell_at(document, place))
    block = pointed.block(key)
    assert (block.by_id["0:basis"].value, block.by_id["0:basis"].place.words()) == ("照办", "第 1 张表第 6 行第 6 格")
    assert "照办" not in [left.text for left in block.leftovers]
    assert pointed.outcome(pointed.wanted).book.projects[0].indicators[0].basis == "照办"


def test_a_column_is_read_from_below_the_heading_that_is_pointed_at():
    offer = of_sheet(Book("hebei-xingtai-2024", 2024))
    key, document = offer.blocks[0].key, offer.files[0].document
    heading = cell_at(document, Place(table=1, row=5, column=5))
    assert offer.is_heading(key, "0:description", heading.place)
    assert not offer.is_heading(key, "0:description", Place(table=1, row=6, column=5))
    pointed = offer.point_column(key, "0:description", heading)
    described = [line.description for line in pointed.outcome(pointed.wanted).book.projects[0].indicators]
    assert described == ["年度计划", "验收单"]


def test_what_is_no_amount_is_not_taken_for_one():
    offer = of_commerce()
    table = block_called(offer, "部门支出预算总表")
    assert offer.point(table.key, "0:2011301:basic", Pointed("合计", Place("x", row=1, column=1))) == "“合计”不是金额"
    pointed = offer.point(table.key, "0:2011301:basic", Pointed("123.00", Place("支出预算总表", row=9, column=6)))
    assert pointed.block(table.key).content.table.amounts(0)["2011301"]["basic"] == 12_300


def test_the_unit_of_a_table_is_a_switch():
    offer = of_commerce()
    table = block_called(offer, "部门支出预算总表")
    assert (table.unit, bool(table.unit_said)) == (MoneyUnit.YUAN, True)
    read = offer.in_unit(table.key, MoneyUnit.WAN).block(table.key)
    assert read.content.table.amounts(0)["2011301"]["basic"] == 938_991_300 * 10_000
    assert offer.in_unit(table.key, MoneyUnit.WAN).in_unit(table.key, MoneyUnit.YUAN).block(table.key).fields == table.fields


# --- lists


def test_a_list_is_offered_row_by_row_and_goes_to_its_page_with_the_books_projects():
    purchases = sheet(
        ["2024年政府采购预算表"], ["单位：元"], ["项目名称", "采购物品名称", "数量", "单价", "合计"],
        ["村道养护", "椅子", "10", "300", "3000"], ["机关运转", "会议桌", "2", "5000", "10000"],
    )  # fmt: skip
    project = Project(5, name="村道养护")
    book = Book("hebei-xingtai-2024", 2024, projects=(project,), next_id=6)
    documents = [NamedDocument("采购.xlsx", Document("xlsx", (purchases,)))]
    offer = offer_of(documents, [load_pack(book.pack)], codes_of, book)
    (block,) = offer.blocks
    assert (block.kind, block.wanted) == ("procurement", True)
    field = block.by_id["1:name"]
    assert (field.name, field.value) == ("第 1 行 村道养护 · 采购物品名称", "椅子")
    assert field.place.words() == "工作表“Sheet1”的 B4"
    outcome = offer.outcome(offer.wanted)
    after = outcome.book
    assert [(line.project, line.origin, line.name) for line in after.procurement] == [(5, "", "椅子"), (0, "机关运转", "会议桌")]
    assert outcome.filled == ("“政府采购”2 行",)

    again = offer_of(documents, [load_pack(book.pack)], codes_of, after)
    assert again.wanted == frozenset()
    assert "预算里“政府采购”已有 2 行，填入就换掉" in again.blocks[0].notes
    assert len(again.outcome(again.all_keys).book.procurement) == 2
    assert again.outcome(again.all_keys, keeping=True).kept == ("“政府采购”已有 2 行，文件里的 2 行没有放进去",)


def test_a_record_stands_beside_the_line_of_its_name_in_the_book():
    book = sample_book()
    lines = (ProcurementLine(9_001, name="台式计算机", quantity="4", amount=2_000_000),)
    book = replace(book, procurement=lines, next_id=9_002)
    rows = ["采购物品名称 政府采购目录序号 数量 合计", "台式计算机 A02010104 5 2.00", "打印机 A02021003 1 0.20"]
    offer = of_document(book, sheet(["部门政府采购预算"], ["单位：万元"], *rows))
    fields = {field.id: (field.now, field.state) for field in block_called(offer, "政府采购").fields}
    assert fields["1:name"] == ("台式计算机", SAME)
    assert fields["1:quantity"] == ("4", CHANGED)
    assert fields["1:amount"] == ("2 万元", SAME)
    assert fields["1:catalogue"] == ("", NEW)
    assert fields["2:name"] == ("", NEW)


def of_document(book, *blocks):
    return offer_of([NamedDocument("清单.xlsx", Document("xlsx", blocks))], [load_pack(book.pack)], codes_of, book)
