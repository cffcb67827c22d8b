"""The words of the trade for the labels and headings of 绩效目标表, whatever place prints it (FIELD §1).

A word stands here without spaces, year, brackets at its end and 「其中：」. A pack adds the words of its own form and its ``also``.
"""

from __future__ import annotations

import re
from typing import Final

GROUP_MONEY: Final = "group:money"
GROUP_USE: Final = "group:use"
"""A label before other labels; below GROUP_USE the purpose may stand without a label."""

LEVEL_GROUPS: Final = frozenset({"指标名称", "绩效指标名称", "绩效指标", "指标"})
"""Headings over those of the three levels."""

FRAME: Final = "frame"
"""The label beside the whole indicator grid."""

GROUPS: Final = frozenset({GROUP_MONEY, FRAME})
"""Labels without a value of their own."""

PLAN: Final = "plan"
PLAN_NAME: Final = "资金支出计划"
MONTHS: Final = (r"\d{1,2}月底?前?", r"\d{1,2}月末")
"""The label of the plan where a form has none, and patterns of its months."""

PERIOD: Final = "dates"
TO: Final = frozenset("至到-—–~～")
"""Begin and end in one cell, or in two with one of these between."""

TOTAL: Final = "total"
"""项目资金总额: of the whole 实施期 where the sheet has a total of the year too, else of the year."""

GOALS: Final = "goals"
GOALS_TERM: Final = "goals:term"
GOALS_TOTAL: Final = "goals:total"
"""总目标: of the whole 实施期 where the sheet has goals of the year too."""

KNOWN: Final = "known"
"""A label of something that the book says, not the project."""

LABELS: Final = {
    "code": "项目编码 项目代码 项目编号",
    "name": "项目名称 项目支出名称 专项资金名称 专项名称 项目(专项)名称 专项(项目)名称 政策和项目名称",
    "use": "资金用途 项目概况 项目内容 项目简介 项目描述 主要用途 项目主要内容 资金主要用途",
    "budget": """
        预算数 资金总额 年度资金总额 年度资金申请总额 年度申请资金总额 年度申请 年度资金申请 预算金额 年度预算数
        年度预算金额 本年度预算资金 年度预算资金 年度预算总额 本年度资金总额 当年预算数 预算总额 本年度预算数
        年度预算资金总额 年度申请总额 本年预算数
    """,
    TOTAL: "项目资金总额 项目总额 项目资金总量 总额",
    "term_budget": """
        实施期资金总额 中期预算资金 实施期总额 中期资金总额 中长期资金总额 实施期预算资金 项目实施期资金总额
        项目总投资 实施期预算总额
    """,
    "fiscal": "财政资金 财政拨款 财政拨款数 年度财政资金 财政性资金 财政拨款资金 财政资金拨款 财政拨款小计",
    "fiscal_current": "当年财政拨款 当年拨款 当年财政资金 当年预算拨款 本年财政拨款 当年财政拨款资金 当年财政拨款数",
    "fiscal_carried": "上年结转 上年结转资金 上年结转结余 上年结转结余资金 结转资金 财政拨款结转 上年财政结转资金",
    "general": "一般公共预算 一般公共预算资金 一般公共预算拨款 一般公共预算财政拨款",
    "government_fund": "政府性基金 政府性基金预算 政府性基金预算资金 政府性基金预算拨款 政府性基金预算财政拨款",
    "state_capital": "国有资本经营预算 国有资本经营预算资金 国有资本经营预算拨款 国有资本经营预算财政拨款",
    "superior": """
        上级资金 上级财政资金 上级补助 上级补助资金 上级专项资金 该项目支出上级资金 上级财政补助资金
        上级转移支付资金 上级转移支付
    """,
    "own": "本级资金 本级财政资金 年度本级预算金额 本级预算金额 本级预算资金 县级财政资金 本级财政拨款",
    "other": "其他资金 非财政拨款数 非财政资金 自筹资金 单位资金 其他资金来源 非财政拨款",
    "term_fiscal": "实施期财政资金 实施期财政拨款 实施期财政拨款数",
    "term_other": "实施期其他资金 实施期非财政拨款数",
    GOALS: """
        绩效目标 年度绩效目标 总体绩效目标 年度总体目标 年度总体绩效目标 项目绩效目标 年度目标 本年度绩效目标
        项目年度目标 当年绩效目标 项目年度绩效目标 年度绩效总目标 本年度目标 年度绩效总体目标 绩效总目标
        年度项目目标 本年绩效目标
    """,
    GOALS_TERM: """
        实施期绩效目标 实施期目标 中长期目标 中长期绩效目标 长期目标 中期目标 长期绩效目标 中期绩效目标
        实施期总目标 项目实施期目标 实施期总体目标 项目长期绩效目标 项目中长期目标 项目实施期绩效目标
    """,
    GOALS_TOTAL: "项目总目标 项目总体目标 总目标 总体目标 项目总体绩效目标 绩效总体目标",
    "goals:q1": "一季度目标 第一季度目标 一季度绩效目标 第一季度绩效目标 一季度 第一季度",
    "goals:q2": "二季度目标 第二季度目标 二季度绩效目标 第二季度绩效目标 二季度 第二季度",
    "goals:q3": "三季度目标 第三季度目标 三季度绩效目标 第三季度绩效目标 三季度 第三季度",
    "goals:q4": "四季度目标 第四季度目标 四季度绩效目标 第四季度绩效目标 四季度 第四季度",
    "department": "主管部门 主管部门及代码 项目主管部门 主管部门名称 主管部门(单位) 业务主管部门 预算部门",
    "agency": "实施单位 项目实施单位 项目单位 具体实施单位 项目承担单位 实施单位名称 用款单位",
    "nature": "项目性质",
    "kind": "项目类别 项目类型",
    "attribute": "项目属性",
    "start": "开始日期 开始时间 项目开始日期 项目开始时间 起始日期 起始时间 计划开始日期 计划开始时间",
    "end": "结束日期 结束时间 项目结束日期 项目结束时间 完成日期 终止日期 计划完成日期 计划结束时间 完成时间",
    PERIOD: """
        起止日期 项目起止日期 起止时间 项目起止时间 实施期 项目实施期 项目支出实施期 项目期 实施期限
        项目实施期限 项目周期 实施周期 项目起止年限 起止年限 执行期限
    """,
    "person": "负责人 项目负责人 项目负责人及电话 单位负责人",
    "phone": "联系电话 负责人电话 电话 负责人联系电话 联系人电话",
    "ground": "立项依据 项目立项依据 项目立项的依据 设立依据 项目设立依据",
    "necessity": "立项必要性 项目立项的必要性 项目必要性 项目实施的必要性 立项的必要性 项目立项必要性",
    "measures": "保障措施 项目保障措施 保证项目实施的制度措施 项目实施的保障措施 制度措施 保证项目实施的制度、措施",
    "funding_words": "资金总额及构成 资金构成 资金构成说明 资金总额及构成说明 资金来源及构成",
    PLAN: "资金支出计划 资金支出进度 资金使用计划 用款计划 支出计划 资金支出进度计划 资金拨付计划 支出进度计划",
    GROUP_MONEY: """
        项目资金 资金情况 资金金额 项目资金情况 项目预算 预算情况 资金来源 项目资金来源 年度资金 预算规模 资金
        项目资金申请 年度资金情况 项目预算情况 资金总额情况 项目资金构成 预算资金 年度预算资金情况 资金规模
    """,
    GROUP_USE: "预算规模及资金用途",
    FRAME: """
        绩效指标 年度绩效指标 本年度绩效指标 项目绩效指标 指标 绩效指标体系 年度指标 绩效目标指标 指标体系
        绩效指标内容 长期绩效指标 中长期绩效指标 中期绩效指标 实施期绩效指标 实施期指标 中期指标 长期指标
        当年绩效指标 项目年度绩效指标
    """,
    KNOWN: """
        填报单位 预算年度 填报日期 填表日期 编制单位 填报时间 填报单位(盖章)
        部门(单位)名称 部门名称
    """,
}
"""Id → the words of its label, with spaces between."""

HEADINGS: Final = {
    "dimension": "一级指标 一级",
    "category": "二级指标 二级",
    "name": "三级指标 三级 四级指标 具体指标",
    "name|description": "指标名称 指标内容 绩效指标名称 指标具体内容",
    "description": "绩效指标描述 指标描述 指标解释 指标说明 指标含义 绩效指标说明 指标值描述 指标释义",
    "target": """
        指标值 目标值 年度指标值 当年预期实现值 年度目标值 本年指标值 本年度指标值 预期指标值 绩效指标值
        计划指标值 年度(项目)指标值 指标值及单位 指标目标值 当年指标值 指标值(及单位) 目标指标值 绩效目标值
        预期实现值 当年目标值 预期目标值 年度绩效指标值 指标数值 本年目标值 年初目标值 指标值和单位 计划值
        年度计划值
    """,
    "basis": """
        指标值确定依据 依据 设定依据 指标依据 确定依据 指标值设定依据 目标值设定依据 指标设定依据 目标值依据
        指标值依据 目标值确定依据 指标值来源
    """,
    "weight": "权重 分值 分值权重 指标权重 指标分值 权重分值 分值(权重) 权重(分值) 权重/分值 分值/权重 标准分值",
    "standard": "绩效标准 指标标准",
    "scoring": "评(扣)分标准 评分标准 扣分标准 评分细则 评分规则 评分办法 评扣分标准 评分说明 评(扣)分规则 计分标准",
    "note": "备注 备注说明",
    "sign": "计算符号 符号 运算符号 比较符号 指标符号 运算符 关系符号 指标值符号 指标性质",
    "direction": "指标方向性 指标方向 指标趋向 方向 方向性 指标属性方向",
    "measure": "定性定量 指标类型 定性/定量 定量/定性 指标属性 是否定量 定量定性",
    "unit": "计量单位 度量单位 单位 指标单位 指标值单位 指标计量单位",
    "last_year": "上年指标值 上年度指标值 上年实际值 上年完成值 上年值 上年实际完成值",
    "year_before": "前年指标值 前年实际值 前年值 前年度指标值 前年完成值",
    "term_target": "实施期指标值 中期指标值 实施期目标值 中长期指标值 总体指标值 项目期指标值 长期指标值 项目总指标值",
    "unit_name": "单位名称 预算单位 单位编码及名称 部门(单位)名称 预算单位名称 部门名称 单位编码-单位名称",
}
"""Id of a column of the grid → the words of its heading, with spaces between.

``name|description``: the first of both that no other column is.
"""

PROJECT_HEADINGS: Final = frozenset(
    {"code", "name", "budget", TOTAL, "term_budget", "fiscal", "other", "fiscal_current", "fiscal_carried", "superior", "own"}
    | {"term_fiscal", "term_other", "general", "government_fund", "state_capital", GOALS, GOALS_TERM, GOALS_TOTAL, "department"}
    | {"use", "agency", "nature", "kind", "attribute", "unit_name", "start", "end", "person"}
)
"""What a column of a table for all projects may say of the whole project."""

YEAR_MONEY: Final = ("budget", "fiscal", "fiscal_current", "fiscal_carried", "general", "government_fund", "state_capital")
MONEY: Final = frozenset({*YEAR_MONEY, "superior", "own", "other", TOTAL, "term_budget", "term_fiscal", "term_other"})
"""Ids whose values are amounts."""

LEVELS: Final = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": (
        "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "可持续性影响指标", "可持续影响", "可持续性影响",
        "经济效益", "社会效益", "生态效益",
    ),
    "效果指标": (
        "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "可持续性影响指标", "可持续影响", "可持续性影响",
    ),
    "满意度指标": (
        "服务对象满意度指标", "满意度指标", "服务对象满意度", "社会公众或服务对象满意度指标", "社会公众满意度指标",
        "受益对象满意度指标", "社会公众或服务对象满意度",
    ),
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标", "经济成本", "社会成本", "生态环境成本"),
}  # fmt: skip
"""一级 → 二级指标 of any place, by which a row of a grid is known; what a pack has is its own matter."""

SUMS: Final = frozenset({"合计", "小计", "总计", "总分", "本页小计", "部门合计", "单位合计", "单位小计"})
"""First cells of rows that add up others."""

_LABEL_LIKE: Final = re.compile(
    r".{0,14}(?:名称|编码|代码|单位|部门|类别|类型|性质|属性|日期|时间|期限|权重|分值|得分|负责人|电话|金额|资金|总额|依据|情况|说明|年度|"
    r"级次|方式|计划|进度|措施|目标|指标|标准|备注|构成|概况|用途|内容|范围|来源|科目|用款|意见|必要性|可行性|文号|编号|等级|层级|领域|科室)(?:[(（][^()（）]*[)）])?[:：]?"
)
_LONGEST_LABEL: Final = 20


def looks_like_label(text: str) -> bool:
    """Whether a text may be the label of a field that we do not know: short, and ending as labels do."""
    return len(text) <= _LONGEST_LABEL and ("：" in text[-1:] or bool(_LABEL_LIKE.fullmatch("".join(text.split()))))
