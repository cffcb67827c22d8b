"""What a form leaves to be filled in or chosen: XX, 20XX年, 待填, 增加（减少）, X万元, （单位名称） (P-11, P-11c)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.checks.prose.paragraphs import Paragraph, paragraphs
from models.checks.prose.remark import Remark

PLACEHOLDER_MARKS: Final = ("X", "x", "Ｘ", "ｘ", "×", "*", "＊", "待填", "待补", "待定稿", "{")
"""One of them is in every text with a placeholder."""

_PLACEHOLDER: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:20)?[XxＸｘ]{2,}(?![A-Za-z0-9])"  # XX, 20XX
    r"|(?<![A-Za-z0-9])(?:202)?[XxＸｘ](?=年)"  # X年, 202X年
    r"|(?:20)?×{2,}"
    r"|(?<![\d*＊])[*＊]{2,}(?=万元|元|%|年|月|人|个|辆|[省市区县镇乡村]|局|委|部门|单位)"  # **万元, **县
    "|待填|待补|待定稿"
    r"|\{[^{}]*\}"  # {单位}
)

UP_DOWN: Final = "增加|减少|增长|下降|提高|降低|上升"
"""The words of a form's choice, as alternatives of a pattern."""

_LIMIT: Final = r"[\d.]+(?:%|万元|元)(?:以[内上下]|的)"
"""增加或减少10%以内: how far it may go, no choice."""

_NO_CHOICE: Final = "(?!情况|额|变动|率|幅度|原因分析)"
"""增加（减少）情况 is a heading of a table, no choice."""

_ALTERNATIVE: Final = re.compile(
    rf"(?:(?:{UP_DOWN})/?（(?:或|/)?(?:{UP_DOWN}|持平)[^（）]{{0,4}}）|（(?:{UP_DOWN})）(?:{UP_DOWN})){_NO_CHOICE}"  # 增加（减少）
    rf"|(?:{UP_DOWN})/(?:{UP_DOWN}|持平)(?=[\dXx×_]|了)"  # 增加/减少5
    rf"|（(?:{UP_DOWN})(?:内容|原因|情况)）"  # （增加原因）
    rf"|(?:增加[、或]减少|减少[、或]增加)(?=了?[\dXx×_*])(?!{_LIMIT})"  # 增加或减少XX
    rf"|持平（(?:{UP_DOWN})[^（）]*）"  # 持平（增加）
    r"|[增减](?:（[增减]）|/[增减])(?=了?[\dXx×_*])"  # 增（减）5
    "|有（无）|无（有）"
    "|（(?:如|若)无[^（）]*(?:写|说明|填)[^（）]*）"  # （如无，请说明）
    "|（(?:列举|简述)[^（）]+）$"  # （简述主要工作）
)
_TO_FILL: Final = re.compile(
    r"[（【\[〔](?:"
    "(?:单位|部门)(?:名称|全称|简称)"
    "|(?:具体)?(?:金额|数额|数字|年份|用途|原因)"
    "|(?:请|需|此处|自行)(?:填|写|说明|补充)[^（）【】]{0,16}"  # （此处填数）
    "|(?:简要|具体|详细)(?:说明|描述|列示|介绍)[^（）【】]{0,20}"  # （简要说明原因）
    r")[）】\]〕]|（）(?=万元|元|%|年|个|人|辆)"
)
_BLANK_SUM: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:[XxＸｘ](?:[,，][XxＸｘ]{3})*|[_＿]{2,}|[○〇]{2,})(?:\.[XxＸｘ]+)?(?=万元|元|%|家|个|人|辆|台)"
)
_NO_SUM: Final = re.compile(
    rf"(?:{UP_DOWN}|合计|共计|总计|安排|(?:数|额|率|支出|收入|预算)为)(?:了|为)?(?:万元|元|%)(?=[，。；、（]|$)"
)
_SAME_TOO: Final = re.compile(rf"(?:{UP_DOWN})了?(?P<number>[\d.,]+)(?:万元|元|%)（持平）")


def placeholders(text: str) -> Iterator[Remark]:
    """Words that stand for a name or a figure still to come: XX, 20XX年, 待填, {单位} (P-11)."""
    for match in _PLACEHOLDER.finditer(text):
        yield Remark(match.start(), match.end(), f"还留着“{match[0]}”", "把这几个字换成真的内容")


def alternatives(text: str) -> Iterator[Remark]:
    """Choices and blanks of a template: 增加（减少）, 增加3万元（持平）, X万元, 增加万元, （单位名称） (P-11c)."""
    for paragraph in paragraphs(text):
        for match in _ALTERNATIVE.finditer(paragraph.plain):
            yield _remark(paragraph, match, f"还留着“{match[0]}”", "留下说得对的一个，删掉别的")
        for match in _TO_FILL.finditer(paragraph.plain):
            yield _remark(paragraph, match, f"还留着“{match[0]}”", "换成实际的内容，括号一起去掉")
        for match in _BLANK_SUM.finditer(paragraph.plain):
            start, end = paragraph.span(*match.span())
            yield Remark(start, end, f"“{text[start:end]}”还没有换成数", "填上数")
        for match in _NO_SUM.finditer(paragraph.plain):
            yield _remark(paragraph, match, f"“{match[0]}”里没有数", "填上数；没有这项内容的，删掉这句")
        for match in _SAME_TOO.finditer(paragraph.plain):
            if match["number"].strip("0.,"):
                yield _remark(paragraph, match, f"“{match[0]}”又增减又持平", "留下说得对的一个，删掉别的")


def _remark(paragraph: Paragraph, match: re.Match[str], problem: str, remedy: str) -> Remark:
    return Remark(*paragraph.span(match.start(), match.end()), problem, remedy)
