"""What the 提示 of one kind have in common, in words: the line of the list that stands for all of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from models.checks.findings import Finding, Severity

KINDS: Final = MappingProxyType(
    {
        "P-1": "过了公开的期限",
        "P-1a": "批复日期不是哪一天",
        "P-10": "比上年有增减，没有写原因",
        "P-11": "还留着占位的字",
        "P-11a": "名称里的年份不是预算年度",
        "P-11b": "情况说明里有以前的年份",
        "R-1": "印出的合计有四舍五入的尾差",
        "R-3": "没有预算数",
        "R-4": "项目名称重复",
        "R-9": "全角、半角混用",
        "R-10": "有多余的空格",
        "R-11": "字词写重了",
        "R-12": "括号、引号不成对",
        "R-23": "版式里的句子少了字",
        "R-22": "数写得不成数",
        "R-21": "别的软件弄坏的字",
        "C-3a": "科目不在程序的科目表里",
        "C-3b": "科目近年有调整",
        "C-5": "一般行政管理事务科目里有基本支出",
        "G-1": "没到限额，也没有目录序号",
        "G-3": "没有预留给中小企业",
        "G-5": "目录序号写法不对",
        "X-15a": "功能科目与资金来源不相配",
        "X-23": "以前年度的项目与上年结转不一致",
        "X-25": "数量 × 单价与金额不一致",
        "X-29d": "金额很小，可能按万元录了",
        "PC-1": "项目编码写法不对",
        "PC-2": "编码区划和封面不一样",
        "PC-3": "编码年份晚于预算年度",
        "PC-5": "编码年份与资金年度不相配",
        "PC-6a": "项目编码可能写错了",
        "PC-7": "名称和编码的年份不一样",
        "F-1": "支出计划的月份与版式不一样",
        "F-2": "支出计划里有的不是数",
        "F-2a": "支出计划的单位与版式不一样",
        "F-3": "支出计划没有排到预算数",
        "F-3a": "支出计划后面比前面少",
        "F-5": "支出计划缺最后一个月",
        "F-5a": "支出计划没有填",
        "K-1/dimension": "一级指标与版式不一样",
        "K-1/category": "二级指标与版式不一样",
        "K-2": "缺一级指标",
        "K-3": "缺常用的二级指标",
        "K-4/name": "三级指标没有写",
        "K-4/description": "指标描述没有写",
        "K-4/target": "指标值没有写",
        "K-4/basis": "指标值确定依据没有写",
        "K-5": "数量指标的指标值没有数",
        "K-5a": "叫“率”的指标没有写百分数",
        "K-5b": "指标值写法不通行",
        "K-5c": "指标值读不成数",
        "K-6": "指标值写的是“≥100%”",
        "K-6a": "百分数大于 100%",
        "K-6b": "满意度没有写百分数",
        "K-7": "成本指标合计与预算数不一致",
        "K-7a": "数量 × 单价与预算数差一点",
        "K-8a": "成本指标没有上限",
        "K-8b": "成本指标比预算数多",
        "K-8c": "成本指标写的不是金额",
        "K-9a": "依据不是出处",
        "K-10": "绩效目标空着，或与资金用途相同",
        "K-10a": "指标重复",
        "K-10b": "指标描述只是重复三级指标",
        "K-10c": "与别的项目完全相同",
        "K-10e": "缺一个时期的绩效目标",
        "K-11": "写的不是预算年度",
        "K-11a": "依据的文件太早",
        "K-11b": "日历上没有这一天",
        "K-11c": "日期是表格软件的序号",
        "K-13a": "有的指标没有权重",
        "K-14": "指标与指标值不匹配",
        "K-14a": "名称里的单位与指标值的单位不一样",
        "K-15": "二级指标类型不对",
        "K-16": "指标值没有写出要达到什么",
        "K-17": "一行里写了几个指标值",
        "K-18": "三级指标里写了算法或指标值",
        "K-19": "指标值只有符号或单位，没有数",
        "K-20": "指标方向性与指标值不一致",
        "K-22": "日期看不出是哪一天",
        "K-24": "财政资金没有写是哪级的",
        "K-23a": "填的不是版式里的选项",
        "K-25": "任务没有金额",
    }
)
"""By the code of a check, or by code and field where one check looks for several things."""

_UNFINISHED: Final = "检查没有做完"

MANY: Final = 3
"""From this number of findings on, a kind is one line."""


def kind_of(finding: Finding) -> str:
    """The words of a finding's kind; "" where it stands for itself: 错误 and 核实 are settled one by one."""
    if finding.severity is Severity.UNFINISHED:
        return _UNFINISHED
    if finding.severity is not Severity.HINT:
        return ""
    return KINDS.get(finding.code) or KINDS.get(f"{finding.code}/{finding.place.field}", "")
