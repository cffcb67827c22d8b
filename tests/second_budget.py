"""A second budget, written by hand, that sees what the golden one cannot.

It has every source, kind and fund, carried-over money, 年终结转, a project with two funds, 三公, missing and
wrong codes, money that a table has no column or row for, a typed zero and an amount of 40 元. Every amount is
another power of two (in 万元), so each figure of a table tells by itself which lines are in it.
"""

from __future__ import annotations

from itertools import count

from models.book.records import (
    BasicLine,
    Book,
    CarryForwardLine,
    FundingLine,
    IncomeLine,
    OtherLine,
    Project,
    ThreePublicLine,
    Unit,
    WithheldAmount,
)
from models.values.money import MoneyUnit

WAN = MoneyUnit.WAN.value
FORTY_YUAN = 40 * MoneyUnit.YUAN.value


def power(n: int) -> int:
    """2 to the n, in 万元, as fen."""
    return WAN << n


def second_book() -> Book:
    """The book; ids run in the order in which the lines stand here."""
    ids = count(1)
    basic = (
        BasicLine(next(ids), "2010301", "30101", amount=power(0)),
        BasicLine(next(ids), "2010301", "30201", amount=power(1)),
        BasicLine(next(ids), "2080505", "30108", carried=True, amount=power(2)),
        BasicLine(next(ids), "2120801", "30201", "government_fund", amount=power(3)),
        BasicLine(next(ids), "2230107", "30201", "state_capital", amount=power(4)),
        BasicLine(next(ids), "2050201", "30201", "fiscal_account", amount=power(5)),
        BasicLine(next(ids), "2010301", "30213", "institutional", amount=power(6)),
        BasicLine(next(ids), "", "30207", amount=power(7)),  # no function code
        BasicLine(next(ids), "2010301", "", amount=power(8)),  # no economic code
        BasicLine(next(ids), "2010301", "30202", amount=FORTY_YUAN),
        BasicLine(next(ids), "2010301", "30702", amount=power(9)),  # neither staff nor office
    )
    others = (
        OtherLine(next(ids), "business", "2010350", "business", amount=power(10)),
        OtherLine(next(ids), "remitted_up", "2010350", "institutional", amount=power(11)),
        OtherLine(next(ids), "granted_down", "2010301", "other_income", amount=power(12)),
        OtherLine(next(ids), "granted_down", "2010301", "general", amount=power(13)),  # no column in 一般公共预算支出表
    )
    projects = (
        Project(
            next(ids),
            name="两项资金的项目",
            funding=(
                FundingLine(next(ids), "2130705", "general", amount=power(14)),
                FundingLine(next(ids), "2120802", "government_fund", amount=power(15)),
            ),
        ),
        Project(next(ids), name="国资项目", funding=(FundingLine(next(ids), "2230107", "state_capital", amount=power(16)),)),
        Project(
            next(ids),
            name="单位资金项目",
            funding=(
                FundingLine(next(ids), "2010302", "superior_grant", amount=power(17)),
                FundingLine(next(ids), "2010302", "subordinate_remittance", amount=power(18)),
            ),
        ),
        Project(
            next(ids),
            name="结转项目",
            funding=(
                FundingLine(next(ids), "2120802", "government_fund", carried=True, amount=power(19)),
                FundingLine(next(ids), "2230107", "state_capital", carried=True, amount=power(20)),
                FundingLine(next(ids), "2010302", "institutional", carried=True, amount=power(21)),
            ),
        ),
        Project(next(ids), name="类外项目", funding=(FundingLine(next(ids), "2350101", "general", amount=power(22)),)),
    )
    income = (
        IncomeLine(next(ids), "2050201", "fiscal_account", amount=0),  # a typed zero stands
        IncomeLine(next(ids), "2010350", "business", amount=power(10) + power(23)),  # more than is spent
    )
    carry_forward = (
        CarryForwardLine(next(ids), "2010302", "general", amount=power(24)),
        CarryForwardLine(next(ids), "2120802", "government_fund", carried=True, amount=power(25)),
        CarryForwardLine(next(ids), "2010302", "other_income", amount=power(26)),
    )
    three_public = (
        ThreePublicLine(next(ids), "abroad", "general", power(0)),
        ThreePublicLine(next(ids), "car_purchase", "government_fund", power(1)),
        ThreePublicLine(next(ids), "car_running", "state_capital", power(2)),
        ThreePublicLine(next(ids), "reception", "general", power(3)),
        ThreePublicLine(next(ids), "reception", "institutional", power(4)),  # no column: the table is about 财政拨款
    )
    withheld = (WithheldAmount(next(ids), "2040299", "general", power(27)),)
    return Book(
        pack="hebei-xingtai-2024",
        year=2024,
        stage="二上",
        unit=Unit("920", "第二预算单位", "130511"),
        basic=basic,
        others=others,
        projects=projects,
        income=income,
        carry_forward=carry_forward,
        three_public=three_public,
        withheld=withheld,
        next_id=next(ids),
    )
