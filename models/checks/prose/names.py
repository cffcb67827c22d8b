"""Names and words in a text that are no longer, or never were, the right ones (C-4a, R-15, R-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from models.checks.prose.paragraphs import paragraphs
from models.checks.prose.remark import Remark

FORMER_NAMES: Final[Mapping[str, tuple[str, int]]] = {
    "医疗卫生与计划生育支出": ("卫生健康支出", 2019),
    "文化体育与传媒支出": ("文化旅游体育与传媒支出", 2019),
    "国土海洋气象等支出": ("自然资源海洋气象等支出", 2019),
    "资源勘探信息等支出": ("资源勘探工业信息等支出", 2020),
    "资源勘探电力信息等支出": ("资源勘探工业信息等支出", 2020),
    "行政事业单位离退休（款）": ("行政事业单位养老支出（款）", 2020),
    "医疗卫生支出（类）": ("卫生健康支出（类）", 2019),
    "农林水事务支出": ("农林水支出", 2014),
    "农林水事务（类）": ("农林水支出（类）", 2014),
    "城乡社区事务支出": ("城乡社区支出", 2014),
    "城乡社区事务（类）": ("城乡社区支出（类）", 2014),
    "商业服务业等事务": ("商业服务业等支出", 2014),
    "粮油物资管理事务": ("粮油物资储备支出", 2014),
}
"""Classes of the function classification renamed since: the name since when (政府收支分类科目 of that year).

Short names that are words of the language too (农林水事务) count only with 支出 or （类）.
"""

_FORMER: Final = re.compile("(?<![原即])(?:" + "|".join(map(re.escape, FORMER_NAMES)) + ")")
_TITLED: Final = re.compile("《[^》]*》|（原[^）]*）")

_MISSPELT: Final = (
    (re.compile("建立建全"), "建立健全"),
    (re.compile(r"(?:(?<=[，。；：])|^)截止(?=20\d\d年)"), "截至"),
    (re.compile("(?<!先)按排"), "安排"),
    (re.compile("按步就班"), "按部就班"),
    (re.compile(r"[与和同]上年(?=(?:增加|减少|增长|下降)了?\d)"), "比上年"),
)
"""Words that are always wrong, with the right ones."""

_DEPARTMENT: Final = re.compile(
    "(?:本|我)部门(?=20|年|预算|收|支|财|政府|机关|“|项|基|国|无|未|不)|20\\d\\d年度?部门预算|部门预算编制说明"
)


def former_names(text: str) -> Iterator[Remark]:
    """Class names of an earlier year: 医疗卫生与计划生育支出 for 卫生健康支出."""
    for paragraph in paragraphs(text):
        titled = [match.span() for match in _TITLED.finditer(paragraph.plain)]
        for match in _FORMER.finditer(paragraph.plain):
            if not any(first <= match.start() < last for first, last in titled):
                right, since = FORMER_NAMES[match[0]]
                span = paragraph.span(match.start(), match.end())
                yield Remark(*span, f"“{match[0]}”{since} 年起叫“{right}”", f"改为“{right}”", right)


def misspelt_words(text: str) -> Iterator[Remark]:
    """Words that are written wrong whatever stands around them: 建立建全."""
    for paragraph in paragraphs(text):
        for pattern, right in _MISSPELT:
            for match in pattern.finditer(paragraph.plain):
                yield Remark(*paragraph.span(match.start(), match.end()), f"“{match[0]}”应当是“{right}”", f"改为“{right}”", right)


def departments(text: str) -> Iterator[Remark]:
    """本部门, 部门预算: where the document is of a 单位, it speaks of another."""
    for paragraph in paragraphs(text):
        for match in _DEPARTMENT.finditer(paragraph.plain):
            right = match[0].replace("部门", "单位")
            span = paragraph.span(match.start(), match.end())
            yield Remark(*span, f"写的是“{match[0]}”，这是单位预算", f"改为“{right}”；说的就是主管部门的，不用改", right)
