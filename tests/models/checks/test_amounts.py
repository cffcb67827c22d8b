"""A finding tells an amount in the unit of the table that it names, and one about a line in the unit in which lines are entered."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book.records import BasicLine, IncomeLine
from models.checks.checker import run_checks
from models.checks.suspects import suspects
from models.pack.filters import CellRef
from models.pack.forms.checks import Equation
from models.published.context import Context
from models.values.amount_style import AmountStyle
from tests.golden_books import seed1_book

YUAN = AmountStyle("元", 0, grouping=True)


@pytest.fixture(scope="module")
def yuan_pack(xingtai):
    """Tables in whole 元, but T9; two equations that do not hold."""
    equations = (
        Equation("X-90", "", (CellRef("T1", "income_total", "income"),), (CellRef("T3", "total", "basic"),)),
        Equation("X-91", "", (CellRef("T3", "total", "total"),), (CellRef("T9", "three_public", "total"),)),
    )
    tables = tuple(spec if spec.id == "T9" else replace(spec, amounts=YUAN) for spec in xingtai.tables)
    return replace(xingtai, tables=tables, entry_unit="元", equations=(*xingtai.equations, *equations))


def found(pack, codes, book):
    return {finding.code: finding for finding in run_checks(Context(book, pack, codes))}


def test_a_table_is_quoted_in_its_own_unit(yuan_pack, xingtai, codes):
    book = seed1_book()
    context = Context(book, xingtai, codes)
    total, three_public = context.tables["T3"].amount("total", "total"), context.tables["T9"].amount("three_public", "total")
    findings = found(yuan_pack, codes, book)
    shown = [value for _, value in findings["X-91"].values]
    assert shown[:2] == [f"{total / 100:,.0f} 元", f"{three_public / 1_000_000:.2f} 万元"]
    assert shown[2] in findings["X-91"].message
    income, basic = context.tables["T1"].amount("income_total", "income"), context.tables["T3"].amount("total", "basic")
    assert [value for _, value in findings["X-90"].values[:2]] == [f"{income / 100:,.0f}", f"{basic / 100:,.0f}"]


def test_a_line_is_told_as_it_is_entered(yuan_pack, xingtai, codes):
    lines = (BasicLine(1, "2010301", "30101", amount=12_345_600), BasicLine(2, "2010301", "", amount=100))
    book = replace(seed1_book(), basic=lines, projects=(), income=(IncomeLine(3, "2010301", "general", amount=0),))
    in_yuan, in_wan = found(yuan_pack, codes, book), found(xingtai, codes, book)
    assert "1.00 元没有归入" in in_yuan["P-2"].message
    assert "0.0001 万元没有归入" in in_wan["P-2"].message
    assert "收入 0.00，支出 123,457.00，支出多 123,457.00" in in_yuan["X-8"].message
    assert "收入 0.00，支出 12.35，支出多 12.35" in in_wan["X-8"].message


def test_totals_of_whole_yuan_have_their_own_rounding(yuan_pack, codes):
    lines = tuple(BasicLine(i, code, "30101", amount=100_050) for i, code in enumerate(("2010301", "2010302"), 1))
    finding = found(yuan_pack, codes, replace(seed1_book(), basic=lines, projects=()))["R-1"]
    assert [value for _, value in finding.values] == ["2,001", "2,002", "1"]
    assert "相差 1 元，是尾差" in finding.remedy


def test_a_likely_cause_is_told_in_the_unit_of_the_form(yuan_pack, xingtai, codes):
    line = BasicLine(1, "2010301", "30101", amount=123_450_000)
    book = replace(seed1_book(), basic=(line,), projects=(), income=(IncomeLine(3, "2010301", "general", amount=12_345),))

    def causes(pack):
        context = Context(book, pack, codes)
        balance = next(finding.balance for finding in run_checks(context) if finding.code == "X-8")
        return [suspect.reason for suspect in suspects(context, balance)]

    assert "123.45 小了 10000 倍：可能按万元录了，应为 1,234,500.00" in causes(yuan_pack)
    assert any(reason.startswith("123.45 大了 10000 倍：可能按元录了，应为 0.01") for reason in causes(xingtai))
