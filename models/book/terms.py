"""The closed vocabularies of a line with their Chinese names.

These are national terms of the budget classification, the same in every county; what differs by county
(headings, tables, months, wording) is pack data.
"""

from __future__ import annotations

from typing import Final

SOURCES: Final = {
    "general": "一般公共预算拨款",
    "government_fund": "政府性基金预算拨款",
    "state_capital": "国有资本经营预算拨款",
    "fiscal_account": "财政专户管理资金",
    "institutional": "事业收入",
    "business": "经营收入",
    "superior_grant": "上级补助收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other_income": "其他收入",
}
"""资金来源: where the money of a line comes from."""

FISCAL_SOURCES: Final = ("general", "government_fund", "state_capital")
"""财政拨款 (seed 名词解释 1): general, government fund and state capital."""

BASIC: Final = "basic"
PROJECT: Final = "project"
KINDS: Final = {
    BASIC: "基本支出",
    PROJECT: "项目支出",
    "business": "经营支出",
    "remitted_up": "上解上级支出",
    "granted_down": "对附属单位补助支出",
}
"""支出类别: what kind of expenditure a line is."""

OTHER_KINDS: Final = ("business", "remitted_up", "granted_down")
"""The kinds that an OtherLine may have."""

COSTS: Final = {"staff": "人员经费", "office": "公用经费"}
"""基本支出的人员经费 / 公用经费; follows from the economic code."""

THREE_PUBLIC_ITEMS: Final = {
    "abroad": "因公出国（境）费",
    "car_purchase": "公务用车购置费",
    "car_running": "公务用车运维费",
    "reception": "公务接待费",
}
"""“三公”经费 items (财预〔2016〕143号 catalogue: RULES P-6)."""

ADMINISTRATIVE: Final = "行政单位"
CIVIL_SERVICE: Final = "参照公务员法管理的事业单位"
INSTITUTION: Final = "事业单位"
NATURES: Final = (ADMINISTRATIVE, CIVIL_SERVICE, INSTITUTION)
"""单位性质: 机关运行经费 is that of the first two (预算法 §14; 机关事务管理条例)."""

GOAL_PERIODS: Final = {
    "": "年度",
    "term": "实施期",
    "q1": "一季度",
    "q2": "二季度",
    "q3": "三季度",
    "q4": "四季度",
}
"""The time that a goal is for (FIELD §1: 年度, 实施期 or 总体, by quarter); of what nothing is said, the year."""

FUNDING_LEVELS: Final = {"superior": "上级", "own": "本级"}
"""Whose money a part of a project's funding is."""

PROJECT_STATUSES: Final = ("延续", "新增", "变更", "取消")

EARLIEST_YEAR: Final = 1990
LATEST_YEAR: Final = 2200
"""Between them a year can be that of a budget; outside it is a slip."""
