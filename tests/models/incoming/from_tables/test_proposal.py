"""Published tables become lines whose tables are the published ones; what no table tells is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book.records import BasicLine, Book, CarryForwardLine, FundingLine, IncomeLine, OtherLine, Project, Unit
from models.incoming.from_tables.pairs import Supply, join_pairs
from models.incoming.from_tables.proposal import propose_book
from models.incoming.from_tables.solving import Sum, solve
from models.incoming.own.printed import block_of
from models.incoming.recognised.recognise import recognise
from models.pack.forms.checks import CodeLink
from models.published.context import Context
from models.published.expected import compare_printed
from storage.files.expected import known_budgets
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import codes_of_pack
from storage.paths import BUILT_IN_PACKS
from tests.printed_documents import workbook_document
from tests.printed_sheets import workbook_sheets

XINGTAI = load_pack("hebei-xingtai-2024")
SHANGHAI = load_pack("shanghai-putuo-2024")
WAN = 1_000_000


def codes_of(pack):
    return codes_of_pack(pack, pack.year, None)


def proposed(context, last_year=None):
    """What is proposed from the printed tables of a book."""
    pack = context.pack
    document = workbook_document(context)
    return propose_book(recognise(document, [pack], codes_of), pack, codes_of(pack), last_year)


def book_of(pack, **pages):
    return Context(Book(pack.id, pack.year, "批复", Unit(name="甲单位"), **pages, next_id=99), pack, codes_of(pack))


def printed(book, pack):
    return {key: table.printed() for key, table in Context(book, pack, codes_of(pack)).tables.items()}


@pytest.mark.parametrize("pack_id", ["shanghai-putuo-2024", "shanghai-putuo-2025", "shanghai-putuo-2026", "hebei-xingtai-2024"])
def test_known_budgets_print_every_published_cell(pack_id):
    pack = load_pack(pack_id)
    budget = next(iter(known_budgets(BUILT_IN_PACKS / pack_id, pack)))
    proposal = proposed(budget.context)
    files = {f"{key}.csv": rows for key, rows in printed(proposal.book, pack).items()}
    tables = {name: rows for name, rows in budget.files.items() if name in files}
    slips = [slip for slip in budget.slips if slip.file in tables]
    result = compare_printed(tables, files, slips)
    assert result.is_right, [*result.sentences]
    assert (proposal.differences, proposal.left_out) == ((), ())
    assert (proposal.book.year, proposal.book.stage) == (pack.year, "批复")


def test_what_is_assumed_is_said_in_the_lines_and_as_something_to_do():
    basic = (
        BasicLine(1, "2010301", "30101", amount=5 * WAN),
        BasicLine(2, "2010301", "30201", amount=3 * WAN),
        BasicLine(3, "2010350", "30101", amount=2 * WAN),
        BasicLine(4, "2210201", "30113", amount=WAN),
    )
    projects = (Project(5, name="某项目", funding=(FundingLine(6, "2010302", amount=7 * WAN),)),)
    proposal = proposed(book_of(XINGTAI, basic=basic, projects=projects))
    notes = {(line.function, line.economic): line.note for line in proposal.book.basic}
    assert notes["2210201", "30113"] == ""
    assert notes["2010301", "30101"] == "推定：公开表只有功能科目和经济科目各自的合计，搭配按编码次序"
    assert [project.name for project in proposal.book.projects] == ["政府办公厅（室）及相关机构事务：一般行政管理事务"]
    assert len(proposal.book.tasks) == 2
    assert proposal.assumed == (
        "基本支出 4 行：公开表只有功能科目和经济科目各自的合计，搭配是推定的（3 行按编码次序，1 行按版式里常用的搭配）",
        "公开表没有项目名称：1 个功能科目各立一个项目，名称、个数和绩效目标要补",
    )
    assert proposal.differences == ()


def test_pairs_of_last_year_come_before_the_order_of_the_codes():
    basic = (
        BasicLine(1, "2010301", "30201", amount=3 * WAN),
        BasicLine(2, "2010350", "30101", amount=3 * WAN),
    )
    context = book_of(XINGTAI, basic=basic)
    assert {(line.function, line.economic) for line in proposed(context).book.basic} == {("2010301", "30101"), ("2010350", "30201")}
    again = proposed(context, context.book).book
    assert {(line.function, line.economic, line.note[-10:]) for line in again.basic} == {
        ("2010301", "30201", "搭配按上年预算里的搭配"[-10:]), ("2010350", "30101", "搭配按上年预算里的搭配"[-10:]),
    }  # fmt: skip


def test_one_possible_pair_is_no_assumption():
    basic = (BasicLine(1, "2010301", "30101", amount=WAN), BasicLine(2, "2010301", "30201", amount=WAN))
    proposal = proposed(book_of(XINGTAI, basic=basic))
    assert proposal.assumed == ()
    assert [line.note for line in proposal.book.basic] == ["", ""]


def test_sources_kinds_and_years_are_told_by_the_tables():
    context = book_of(
        XINGTAI,
        basic=(BasicLine(1, "2120801", "30201", "government_fund", amount=WAN),),
        others=(OtherLine(2, "business", "2010350", "business", amount=2 * WAN),),
        projects=(
            Project(3, name="一", funding=(FundingLine(4, "2010302", carried=True, amount=4 * WAN),)),
            Project(5, name="二", funding=(FundingLine(6, "2230107", "state_capital", amount=8 * WAN),)),
            Project(7, name="三", funding=(FundingLine(8, "2010399", "institutional", amount=16 * WAN),)),
        ),
    )
    proposal = proposed(context)
    assert proposal.differences == ()
    assert printed(proposal.book, XINGTAI) == printed(context.book, XINGTAI)
    (other,) = proposal.book.others
    assert (other.kind, other.source, other.amount) == ("business", "business", 2 * WAN)
    funding = {(part.function, part.source, part.carried) for project in proposal.book.projects for part in project.funding}
    assert funding == {("2010302", "general", True), ("2230107", "state_capital", False), ("2010399", "institutional", False)}
    (basic,) = proposal.book.basic
    assert (basic.source, basic.economic) == ("government_fund", "")  # no table gives economic codes of it


def test_money_that_stays_is_found_by_the_income_that_has_no_spending():
    context = book_of(
        XINGTAI,
        basic=(BasicLine(1, "2010301", "30101", amount=WAN),),
        carry_forward=(CarryForwardLine(2, "2010301", "institutional", amount=3 * WAN),),
    )
    proposal = proposed(context)
    (stays,) = proposal.book.carry_forward
    assert (stays.function, stays.source, stays.amount) == ("2010301", "institutional", 3 * WAN)
    assert proposal.differences == ()


def test_income_that_does_not_agree_is_kept_as_typed():
    context = book_of(
        XINGTAI,
        basic=(BasicLine(1, "2010301", "30101", amount=3 * WAN),),
        income=(IncomeLine(2, "2010301", amount=2 * WAN),),
    )
    proposal = proposed(context)
    (income,) = proposal.book.income
    assert (income.function, income.source, income.amount) == ("2010301", "general", 2 * WAN)
    assert proposal.left_out == ("2010301 行政运行：几张表的数对不上，没有按“部门预算收入总表”的数",)
    assert proposal.differences == ()


def test_a_published_cell_that_contradicts_the_others_is_told_with_its_place():
    context = book_of(XINGTAI, basic=(BasicLine(1, "2010301", "30101", amount=3 * WAN),))
    sheets = [sheet for sheet in workbook_sheets(context) if sheet.repeat]
    blocks = [block_of(sheet) for sheet in sheets]
    rows = tuple(
        tuple(replace(cell, text="4.00") if cell.text == "3.00" and cell.row == 5 and cell.column == 3 else cell for cell in row)
        for row in blocks[2].rows
    )
    document = replace(workbook_document(context), parts=(*blocks[:2], replace(blocks[2], rows=rows), *blocks[3:]))
    proposal = propose_book(recognise(document, [XINGTAI], codes_of), XINGTAI, codes_of(XINGTAI))
    assert [each.sentence for each in proposal.differences] == [
        "工作表“部门预算支出总表”的 D6，部门预算支出总表的“合计”“合计”：文件里是 4 万元，读成的预算是 3",
    ]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.data())
def test_amounts_with_known_sums_are_found(amounts, data):
    """Whatever is found gives the sums; a single solution is the true one."""
    members = st.frozensets(st.integers(0, len(amounts) - 1), min_size=1)
    sums = [Sum(chosen, sum(amounts[at] for at in chosen)) for chosen in data.draw(st.lists(members, min_size=1, max_size=5))]
    sums += [Sum(frozenset({at}), amounts[at]) for at in range(len(amounts)) if data.draw(st.booleans())]
    found = solve(sums)
    if found is not None:
        for each in sums:
            assert sum(found.amounts.get(at, 0) for at in each.members) == each.value
    assert found is not None or len({each.members for each in sums}) > 1


@given(
    st.dictionaries(st.sampled_from(["2010301", "2080505", "2101101", "2210201"]), st.integers(1, 99), min_size=1),
    st.dictionaries(st.sampled_from(["30101", "30108", "30110", "30113"]), st.integers(1, 99), min_size=1),
)
def test_pairs_keep_the_sums_of_both_sides(functions, economics):
    supplies = [Supply(code, "general", False, amount) for code, amount in functions.items()]
    pairs = join_pairs(supplies, economics, [CodeLink("30108", "2080505")], codes_of(XINGTAI), None)
    for code, amount in functions.items():
        assert sum(pair.amount for pair in pairs if pair.supply.function == code) == amount
    for code, amount in economics.items():
        assert sum(pair.amount for pair in pairs if pair.economic == code) == amount
    both = min(functions.get("2080505", 0), economics.get("30108", 0))
    linked = sum(pair.amount for pair in pairs if (pair.economic, pair.supply.function) == ("30108", "2080505"))
    assert linked >= both


@settings(deadline=None, max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(["2010301", "2013201", "2080505"]), st.sampled_from(["30101", "30108", "30201", "30302"]),
                          st.integers(1, 3_000_000)), min_size=1, max_size=6))  # fmt: skip
def test_rounded_tables_differ_by_rounding_alone(lines):
    """Amounts of any fen are printed in 万元: what comes out otherwise is named as rounding."""
    basic = tuple(BasicLine(at, function, economic, amount=fen) for at, (function, economic, fen) in enumerate(lines, 1))
    proposal = proposed(book_of(XINGTAI, basic=basic))
    assert all(each.rounding for each in proposal.differences)
