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
    (re.compile(r"截止到(?=20\d\d年|上年|目前|年底)"), "截至"),
    (re.compile("岀"), "出"),
    (re.compile("(?<![选提])拔款|泼款"), "拨款"),
    (re.compile("(?<![接签没验招代])收人(?=预算|总计|合计|总额|支出|总体|决算|情况|表|共|为)"), "收入"),
    (re.compile("(?<![自知克异律利贴])己(?=经[^营济]|完成|安排|发生|支付|拨付|纳入|到位|竣工|列入|批复)"), "已"),
    (re.compile("(?<![年月周期季旬岁学初度五”])末(?=安排|发生|列入|纳入|完成|支付|下达|单独编制)"), "未"),
    (re.compile("帐(?=户|目|务|面)|(?<=[到入记转])帐(?![篷幕])"), "账"),
    (re.compile("布署"), "部署"),
    (re.compile("签定(?!义)"), "签订"),
    (re.compile("座落"), "坐落"),
    (re.compile("既使"), "即使"),
    (re.compile("侯选"), "候选"),
    (re.compile("报消"), "报销"),
    (re.compile("部份"), "部分"),
    (re.compile("购罝"), "购置"),
    (re.compile("经废"), "经费"),
    (re.compile("(?<!从)严行(?!使|政)(?=[^，。；]{0,6}(?:程序|规定|制度|标准|纪律|政策))"), "严格执行"),
)
"""Words that are always wrong, with the right ones."""

_ENDS: Final = r"(?=[\d根按依为是共总合比较，。；、：]|$)"
_CUT: Final = (
    (re.compile(f"(?<=采购|收支|部门|财政|收入|支出|资金|经费|年度|公共|单位|项目)预{_ENDS}(?!计|备)"), "预算"),
    (re.compile(f"(?<=基本|项目)支{_ENDS}"), "支出"),
    (re.compile(f"(?<=公用|人员|运行)经{_ENDS}"), "经费"),
    (re.compile(f"(?<=拨款|事业|经营|其他)收{_ENDS}"), "收入"),
    (re.compile("(?<![成业功战政考劳佳实效])绩(?=目标|评价|管理|考核|指标|监控)"), "绩效"),
)
"""Words of every budget of which only the first half is left, with the whole: 采购预根据, 基本支60万元."""

_ABOUT_IT: Final = "收入|支出|收支|预算|主要职责|主要职能|职责|机构设置|机构|基本情况|“?三公”?经费|整体|所属|概况"
_DEPARTMENT: Final = re.compile(
    rf"(?:本|我)部门|20\d\d年度?部门(?={_ABOUT_IT})(?:预算)?|(?:^|(?<=[，。；：、“]))(?:[一二三四五六七八九十]、)?部门(?={_ABOUT_IT})"
    "|部门预算(?=编制(?:说明|范围))"
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
        for pattern, right in _CUT:
            for match in pattern.finditer(paragraph.plain):
                around = paragraph.plain[max(0, match.start() - 2) : match.end() + 2]
                span = paragraph.span(match.start(), match.end())
                yield Remark(*span, f"“{around}”里“{right}”只写了半个", f"改为“{right}”", right)


def departments(text: str) -> Iterator[Remark]:
    """本部门, 部门预算: where the document is of a 单位, it speaks of another."""
    for paragraph in paragraphs(text):
        for match in _DEPARTMENT.finditer(paragraph.plain):
            right = match[0].replace("部门", "单位")
            span = paragraph.span(match.start(), match.end())
            yield Remark(*span, f"写的是“{match[0]}”，这是单位预算", f"改为“{right}”；说的就是主管部门的，不用改", right)
