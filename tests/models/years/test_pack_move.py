"""A book on another pack: what has no place is told with what it holds, nothing is dropped, and the documents are compared."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from msgspec.structs import replace

from models.book import edits
from models.book.records import (
    AssetLine,
    BasicLine,
    Book,
    FundingLine,
    Goal,
    Indicator,
    LastYearFigure,
    PlanPoint,
    ProcurementLine,
    Project,
    TypedFigure,
    WithheldAmount,
    WrittenText,
)
from models.pack.filters import Filter
from models.pack.forms.last_year import EXECUTED, USE
from models.pack.forms.narrative import Atom, AtomKind, Clause, DocumentForm, Each, PartForm, PartKind, RepeatForm, SectionForm
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import NO_SHEET
from models.pack.forms.typed import TypedForm, TypedRow
from models.published.context import Context
from models.values.codes import Code
from models.years.code_effects import code_effects
from models.years.form_difference import PARTS
from models.years.pack_move import pack_move
from storage.packs.catalogue import built_in_codes, load_pack
from tests.strategies import books

PACK = load_pack("hebei-xingtai-2024")
CODES = built_in_codes(PACK.codes)
BOOK = Book(
    PACK.id, 2024, "批复",
    basic=(BasicLine(1, "2013201", "30101", amount=100_000_000), BasicLine(2, "2210201", "30113", amount=200_000_000)),
    projects=(Project(3, name="修路", funding=(FundingLine(4, "2120801", "government_fund", amount=300_000_000),)),),
    last_year=(LastYearFigure(5, "basic", 400_000_000, "人少了"),),
    assets=(AssetLine(6, "building", "12", 500_000_000),),
    texts=(WrittenText(7, "duties", "负责全镇的党务工作。"),),
    next_id=20,
)  # fmt: skip


def moved(book, pack, codes=CODES):
    return pack_move(Context(book, PACK, CODES), pack, codes)


def without_place(pack, table_id, code):
    """The pack whose table takes no money of a function code in any line."""

    def cut(line):
        return replace(line, where=replace(line.where, function=("999",))) if takes(line, code) else line

    def changed(spec):
        sides = tuple(replace(side, lines=tuple(map(cut, side.lines))) for side in spec.sides)
        return replace(spec, sides=sides) if spec.id == table_id else spec

    return replace(pack, tables=tuple(map(changed, pack.tables)))


def takes(line, code):
    return line.where is not None and bool(line.where.function) and code.startswith(line.where.function)


def test_the_same_pack_has_a_place_for_all_and_differs_in_nothing():
    assert moved(BOOK, PACK).summary == "录入的内容都有地方放，表和文字没有不同。"


@given(books())
def test_a_move_to_the_same_pack_tells_nothing_and_any_move_keeps_the_book(book):
    """The laws: nothing is told where nothing differs; a move changes the name of the pack alone."""
    assert pack_move(Context(book, PACK, CODES), PACK, CODES).details == ()
    assert edits.set_pack("other", "别的")(book) == replace(book, pack="other")


def test_money_without_a_place_is_told_with_its_amount_and_line():
    result = moved(BOOK, without_place(PACK, "T1", "2210201"))
    assert any(words.startswith("“") and "没有它的行：基本支出 第 2 行，共 200.00 万元" in words for words in result.homeless)
    assert any("住房保障支出" in words and "200.00 → 0.00 万元" in words for words in result.changed)
    assert result.details[0].startswith("没有地方放：")


def test_withheld_money_is_told_without_its_amount():
    book = replace(BOOK, withheld=(WithheldAmount(8, "2210201", "general", 7_654_300),))
    result = moved(book, without_place(replace(PACK, withheld_counts=True), "T1", "2210201"))
    assert any("不予公开的一笔钱" in words for words in result.homeless)
    assert not any("765" in words for words in result.homeless)


def test_texts_figures_and_assets_without_an_item_are_told_with_their_content():
    slots = tuple(slot for slot in PACK.narrative.slots if slot.id != "duties")
    narrative = replace(PACK.narrative, slots=slots, documents=())
    assets = replace(PACK.assets, rows=tuple(row for row in PACK.assets.rows if row.id != "building"))
    last_year = {item: label for item, label in PACK.last_year.items() if item != "basic"}
    pack = replace(PACK, narrative=narrative, assets=assets, last_year=last_year, stages=("一上",))
    result = moved(BOOK, pack)
    assert result.homeless == (
        f"情况说明的“{PACK.narrative.label('duties')}”：负责全镇的党务工作。",
        "上年数的“基本支出”：400.00 万元，人少了",
        f"固定资产的“{PACK.assets.label('building')}”：数量 12，价值 500.00 万元",
    )
    assert "没有“批复”这个阶段，有的是一上：这一本的阶段不变，在封面页改" in result.changed
    assert "上年数少了 1 个数：基本支出" in result.changed
    assert result.summary.startswith("有 3 处没有地方放（不删，留在预算里，换回来还在）")


def test_headings_columns_tables_and_figures_are_compared():
    def other(spec):
        if spec.id != "T3":
            return spec
        side = spec.sides[0]
        columns = [replace(column, sum=tuple(part for part in column.sum if part != "project")) for column in side.columns]
        first, *rest = [column for column in columns if column.id != "project"]
        none = replace(rest[0], where=Filter(function=("229",)))
        return replace(spec, sides=(replace(side, columns=(replace(first, heading=("总计",)), none, *rest[1:])),))

    tables = tuple(other(spec) for spec in PACK.tables if spec.id != "T9")
    pack = replace(PACK, tables=tables, narrative=replace(PACK.narrative, documents=()))
    result = moved(BOOK, pack)
    gone = PACK.table("T9").title
    assert f"少了 1 张公开表：{gone}" in result.changed
    assert any("少了 1 栏：" in words and "项目支出" in words for words in result.changed)
    assert any("改叫“总计”" in words for words in result.changed)
    assert result.homeless == ("“部门预算支出总表”没有它的栏：基本支出 第 1 行、基本支出 第 2 行、项目 第 1 个，共 600.00 万元",)


def test_another_places_tables_are_other_tables_though_their_ids_are_the_same():
    """T7 of one place was compared with T7 of the other, and titles were told with 「{year}」 in them."""
    result = moved(BOOK, load_pack("shanghai-putuo-2024"))
    (new,) = [words for words in result.changed if words.startswith("多了 9 张公开表")]
    assert "2024年部门收入预算总表" in new
    assert new.endswith(" 等")
    assert not [words for words in result.details if "{" in words or "改叫“2024年" in words or " → 0 元" in words]


def test_what_stands_in_project_sheets_is_told_where_the_place_has_none():
    goals, plan = (Goal(11, text="修好"), Goal(12, text="用好")), (PlanPoint(13, "3月底", "50"), PlanPoint(14, "6月底"))
    project = replace(BOOK.projects[0], use="修路", goals=goals, indicators=(Indicator(15, target="1"),), plan=plan)
    book = replace(BOOK, projects=(project,))
    assert "绩效目标表的目标 2 行、指标 1 行、计划 1 行" in moved(book, replace(PACK, sheet=NO_SHEET)).homeless
    without_use = replace(PACK, sheet=replace(PACK.sheet, rows=PACK.sheet.rows[:2]))
    told = pack_move(Context(book, PACK, CODES), without_use, CODES).homeless
    assert told == ("绩效目标表的“资金用途”：1 个项目",)


@pytest.mark.parametrize(
    "now",
    [(), (TypedRow("cars", "车辆", kind="amount"),), (TypedRow("cars", "车辆", kind="count", sum=("a",)), TypedRow("a", "轿车"))],
    ids=["gone", "an amount now", "added up now"],
)
def test_a_typed_figure_without_a_cell_is_told(now):
    asking = replace(PACK, typed=TypedForm((TypedRow("cars", "车辆", kind="count", by_agency=True),)))
    book = replace(BOOK, typed=(TypedFigure(11, "cars", "甲中心", count="8"),))
    assert pack_move(Context(book, asking, CODES), replace(PACK, typed=TypedForm(now)), CODES).homeless == ("甲中心 “车辆”：8",)
    assert pack_move(Context(book, asking, CODES), asking, CODES).details == ()


def test_cells_of_purchases_without_a_column_are_told():
    book = replace(BOOK, procurement=(ProcurementLine(11, name="桌椅", small_firms=100), ProcurementLine(12, name="车")))
    columns = tuple(column for column in PACK.procurement.columns if column.field != "small_firms")
    (told,) = moved(book, replace(PACK, procurement=replace(PACK.procurement, columns=columns))).homeless
    assert re.fullmatch("政府采购的“.+” 1 格", told)


def test_a_corrected_sentence_is_told_with_its_words():
    """「表和文字没有不同」 was said of a pack that prints another sentence."""
    document = PACK.narrative.documents[0]
    corrected = replace(document, title=(Atom(AtomKind.WORDS, "预算说明"),))
    narrative = replace(PACK.narrative, documents=(corrected, *PACK.narrative.documents[1:]))
    changed = moved(BOOK, replace(PACK, narrative=narrative)).changed
    assert f"“{document.name}”有 1 处不同，第一处：2024年部门预算信息公开情况说明 → 预算说明" in changed


_SAID_OTHERWISE = {"id", "name", "issuer", "year", "version", "stages", "codes", "own_codes", "regions", "awaits", "tables"}
"""Which pack it is, and what has sentences of its own."""


def test_no_part_of_a_pack_differs_without_a_word():
    """The law that 「没有不同」 rests on: every field of a pack is told by name, every table too."""
    assert set(PARTS) | _SAID_OTHERWISE == set(Pack.__struct_fields__)
    tables = tuple(replace(spec, one_page=not spec.one_page) for spec in PACK.tables)
    assert [words for words in moved(BOOK, replace(PACK, tables=tables)).changed if "的版面、表头或者注不同" in words] == [
        f"“{spec.name}”的版面、表头或者注不同" for spec in PACK.tables
    ]
    changed = replace(PACK, entry_unit="元", withheld_counts=not PACK.withheld_counts)
    assert "版式里写得不同的部分：窗口里的金额单位、不予公开的钱算不算进公开表" in moved(BOOK, changed).changed


def test_codes_that_are_named_otherwise_or_gone_are_told_for_what_the_book_uses():
    function = CODES.function.with_changes([Code("2013201", "行政运行（新）"), Code("22102", ""), Code("2010101", "别的")])
    effects = code_effects(BOOK, CODES, replace(CODES, function=function))
    assert effects == (
        "功能科目 2013201 行政运行 → 行政运行（新）（用了 1 次）",
        "功能科目 22102 住房改革支出没有了（它下面的在用）",
    )


def test_what_the_clerk_gave_per_function_code_is_told_where_no_text_asks_for_it():
    """「主要用于」 and 上年执行数 of a code have ids of their own, such as ``use:2010507``."""
    per_code = replace(
        BOOK,
        texts=(*BOOK.texts, WrittenText(8, "use:2013201", "普查")),
        last_year=(*BOOK.last_year, LastYearFigure(9, "executed:2013201", 300_000_000)),
    )
    repeat = RepeatForm(Each.FUNCTION, against=EXECUTED)
    atoms = Atom(AtomKind.EACH, USE), Atom(AtomKind.EACH, EXECUTED)
    part = PartForm(PartKind.TEXT, (Clause(atoms),), repeat=repeat)
    document = DocumentForm("说明", (), (SectionForm((), "", (part,)),))
    asking = replace(PACK, narrative=replace(PACK.narrative, documents=(*PACK.narrative.documents, document)))
    told = pack_move(Context(per_code, asking, CODES), PACK, CODES).homeless
    assert [words.split("：")[1] for words in told] == ["普查", "300.00 万元"]
    assert pack_move(Context(per_code, asking, CODES), asking, CODES).homeless == ()


def test_lines_that_a_form_without_tables_prints_nowhere_are_told():
    statement = load_pack("hebei-lutai-district-2025")
    assert "基本支出 2 行" in moved(BOOK, statement).homeless
    assert pack_move(Context(BOOK, statement, CODES), statement, CODES).homeless == ()
