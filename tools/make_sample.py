"""Builds resources/sample/example.ysbook from the golden entries, with a cover and the explanations a clerk would write.

Usage: python -m tools.make_sample
"""

from __future__ import annotations

import sys

from models.book import edits
from models.book.records import Book
from models.checks.checker import run_checks
from models.checks.findings import Severity
from models.published.context import Context
from storage.files.book_file import SAMPLE, write_book_file
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book, with_seed1_texts

COVER = {"head": "张建国", "finance_head": "李淑敏", "preparer": "王磊", "phone": "0319-3600000", "date": "2024-01-15"}
"""Invented: the published budget names nobody."""

DUTIES = """负责党的组织建设、干部队伍建设、人才工作和机构编制管理。
负责群众团体、兵役征集、城乡居民养老和医疗保险补助资金的拨付等工作。"""
"""Invented: the published budget leaves it blank."""

EXPLANATIONS = (
    ("S-4", "", "差额 0.80 万元是行政单位医疗科目下列支的其他社会保障缴费（30112），不属于医疗保险缴费"),
    ("K-7", "团区委工作经费", "三项活动合计 1.00 万元，其中 0.20 万元由上级团委活动经费解决，本年预算安排 0.80 万元"),
    ("K-6", "兵役征集工作经费", "已批复的目标表按此填写，实际按 100% 考核"),
    ("K-6", "农村党员干部远程教育经费", "已批复的目标表按此填写，实际按 100% 考核"),
    ("K-6", "征兵宣传主题街专项建设资金", "已批复的目标表按此填写，实际按 100% 考核"),
    ("K-8b", "关于提前下达", "已批复的目标表按此填写：727 万元是省级对基金的补助总额，本年预算安排的是其中 3.30 万元"),
    ("F-5", "2024年武装工作经费", "训练在 10 月底前结束，资金 10 月底前付清，12 月底累计仍为 18.00 万元"),
    ("F-5", "妇联工作经费", "公开稿漏印了 12 月底一栏，12 月底累计为 0.80 万元"),
    ("F-5", "", "资金在已列月份前付清，12 月底累计与预算数相同"),
)
"""(check, beginning of the message, reason); the first that fits a finding explains it."""


def make_sample() -> Book:
    """The example book. Ends the program when a 核实 finding has no explanation."""
    book = edits.set_text("duties", DUTIES)(with_seed1_texts(seed1_book()))
    for field, text in COVER.items():
        book = edits.set_unit(field, text)(book)
    pack = load_pack(book.pack)
    for finding in run_checks(Context(book, pack, built_in_codes(pack.codes))):
        if finding.severity is Severity.VERIFY:
            reason = next((t for code, start, t in EXPLANATIONS if code == finding.code and finding.message.startswith(start)), "")
            if not reason:
                sys.exit(f"no explanation for: {finding.code} {finding.message}")
            book = edits.explain(finding.code, finding.place.key, finding.fingerprint, reason)(book)
    return book


if __name__ == "__main__":
    write_book_file(make_sample(), SAMPLE)
    print(f"wrote {SAMPLE}")
