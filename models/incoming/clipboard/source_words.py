"""The words for a source of money, as headings and cells of any place print them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from models.book import terms
from models.values.text import plain_name

SOURCE_WORDS: Final[Mapping[str, str]] = {
    **{name: source for source, name in terms.SOURCES.items()},
    "一般公共预算": "general", "一般公共预算资金": "general", "一般公共预算财政拨款": "general", "一般公共预算拨款收入": "general",
    "一般公共预算财政拨款收入": "general",
    "政府性基金": "government_fund", "政府性基金预算": "government_fund", "基金预算拨款": "government_fund",
    "政府性基金预算资金": "government_fund", "政府性基金预算财政拨款": "government_fund", "政府性基金拨款": "government_fund",
    "基金预算": "government_fund", "政府性基金预算财政拨款收入": "government_fund", "政府性基金资金": "government_fund",
    "国有资本经营预算": "state_capital", "国有资本经营预算资金": "state_capital", "国有资本经营预算财政拨款": "state_capital",
    "国有资本经营": "state_capital", "国有资本经营拨款": "state_capital", "国有资本经营预算财政拨款收入": "state_capital",
    "财政专户": "fiscal_account", "财政专户核拨": "fiscal_account", "财政专户资金": "fiscal_account",
    "财政专户管理资金收入": "fiscal_account", "财政专户拨款": "fiscal_account",
    "事业收入资金": "institutional", "经营收入资金": "business", "事业单位经营收入": "business",
    "上级补助收入资金": "superior_grant", "附属单位上缴收入资金": "subordinate_remittance", "其他收入资金": "other_income",
}  # fmt: skip
"""The words for a source of money, whatever place prints them → a key of ``terms.SOURCES``."""

UNIT_FUNDS: Final = frozenset({"单位资金", "单位自有资金", "自有资金", "其他资金", "单位其他资金"})
"""Words for all money that is none of the budgets: which of five sources it is, they do not say."""

_NUMBERED: Final = re.compile(r"^\d{1,4}[\s\-_—.]*(?=\D)")
_ENDINGS: Final = ("收入", "资金", "安排", "金额", "支出", "拨款")


def source_named(text: str) -> str:
    """The source that a text names (「11-一般公共预算资金」): a key of ``terms.SOURCES``, or a word of UNIT_FUNDS; else ""."""
    plain = _NUMBERED.sub("", plain_name(text)).removesuffix("-本级").removeprefix("上年结转").strip("-—_()")
    plain = plain.removesuffix("结转") or plain
    for word in (plain, *(plain.removesuffix(ending) for ending in _ENDINGS)):
        if word in SOURCE_WORDS:
            return SOURCE_WORDS[word]
        if word in UNIT_FUNDS:
            return word
    return ""
