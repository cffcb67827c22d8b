"""A pack whose text compares with last year per function code, counts, and prints in the words of another place's form."""

from __future__ import annotations

import tomllib

from models.book.records import AgencyLine, AssetLine, Book, FundingLine, Goal, LastYearFigure, Project, Unit, WrittenText
from models.checks.severities import SEVERITIES
from models.pack.reading.pack import FILES, read_pack
from storage.paths import BUILT_IN_PACKS

XINGTAI = BUILT_IN_PACKS / "hebei-xingtai-2024"

LAST_YEAR = """
[last_year]
fiscal = { label = "财政拨款收入", figure = "fiscal" }
general = { label = "一般公共预算拨款支出", figure = "spending_general" }
government_fund = { label = "政府性基金拨款支出", figure = "T1:government_fund:income" }
three_public = "“三公”经费"
"""

TEXT = """
[words]
more = "比{last_year}年预算增加{amount}万元"
less = "比{last_year}年预算减少{amount}万元"
same = "与{last_year}年预算持平"

[slots]
duties = { label = "主要职能" }

[figures]
fiscal = ["T1:general:income", "T1:government_fund:income", "T1:state_capital:income"]
spending_general = { facts = "spending", where = { source = "general" } }
three_public = "T9:three_public:total"
goals_money = "projects:with_goals"

[[document]]
name = "主要职能"
title = "{unit}主要职能"
before_tables = true
[[document.section]]
title = "主要职能"
[[document.section.part]]
write = "duties"
[[document.section]]
title = "机构设置"
[[document.section.part]]
text = "本部门中，行政单位{count:agencies:行政单位}家，事业单位{count:agencies:事业单位}家，具体包括："
[[document.section.part]]
each = "agency"
text = ["{n}. {name}", "（{nature}）", "。"]

[[document]]
name = "编制说明"
title = "{year}年部门预算编制说明"
[[document.section]]
title = "收支"
[[document.section.part]]
text = [
  "{year}年，{unit}财政拨款收入{fiscal}万元，{change:fiscal}。",
  "一般公共预算拨款支出预算{spending_general}万元，{change:general}；政府性基金拨款支出{change:government_fund}。",
]
[[document.section.part]]
text = [{ text = "财政拨款收入支出{direction:fiscal}的主要原因是{reason:fiscal}。", when = "change:fiscal" }]
[[document.section.part]]
text = "财政拨款支出主要内容如下："
[[document.section.part]]
each = "function"
codes = "both"
facts = "spending"
where = { source = "fiscal" }
words = { more = "增加{percent}", less = "减少{percent}", same = "持平", new = "增加100.00%" }
text = [
  "{n}. “{class}（类）{group}（款）{item}（项）”{amount}万元",
  "，主要用于{use}",
  "。",
  "{last_year}年当年预算执行数为{executed}万元，{year}年预算安排{amount}万元，比{last_year}年预算执行数{change}。",
  "主要原因是：{reason}。",
]

[[document]]
name = "其他相关情况说明"
title = "其他相关情况说明"
amounts = { trim = true, grouping = true }
[[document.section]]
heading = "一、{year}年“三公”经费预算情况说明"
title = "三公经费"
[[document.section.part]]
text = ["{year}年“三公”经费预算数为{three_public}万元，{change:three_public}。", "{last_year}年预算{before:three_public}万元。"]
[[document.section]]
heading = "四、绩效目标设置情况"
[[document.section.part]]
text = [
  { text = "编报绩效目标的项目{count:projects_with_goals}个，", when = "count:projects_with_goals" },
  { text = "涉及项目预算资金{goals_money}万元。", when = "count:projects_with_goals" },
  { text = "没有编报绩效目标的项目。", unless = "count:projects_with_goals" },
]
[[document.section.part]]
text = "共有车辆{quantity:vehicle}辆，办公用房{quantity:office}平方米。"
[[document.section]]
title = "项目"
[[document.section.part]]
each = "project"
text = ["{n}、{name}{amount}万元", "，用于{use}", "。"]
"""


def text_files() -> dict[str, str]:
    """The files of the pack."""
    files = {name: (XINGTAI / name).read_text(encoding="utf-8") for name in FILES if (XINGTAI / name).exists()}
    head, _, _ = files["pack.toml"].partition("[last_year]")
    return {**files, "pack.toml": head + LAST_YEAR, "narrative.toml": TEXT}


def text_pack(files=None):
    """The pack, read."""
    rows = (XINGTAI / "summary_lines.csv").read_text(encoding="utf-8").splitlines()
    lists = {"summary_lines.csv": [dict(zip(("label", "code"), row.split(","), strict=True)) for row in rows[1:]]}
    return read_pack({name: tomllib.loads(text) for name, text in (files or text_files()).items()}, lists, frozenset(SEVERITIES))


WAN = 1_000_000


def text_book(pack_id: str = "hebei-xingtai-2024") -> Book:
    """Five function codes: one less, one the same, one from nothing, one of last year only, one that is not known of last year."""
    money = {"2010507": 25_77, "2060702": 10_00, "2059999": 25_00, "2080505": 460_85}
    before = {"2010507": 60_13, "2060702": 10_00, "2059999": 0, "2299999": 7_00}
    projects = tuple(
        Project(10 + at, name=f"项目{at}", use="甲。" if at == 1 else "", goals=(Goal(40 + at, text="目标"),) if at < 3 else (),
                funding=(FundingLine(20 + at, code, amount=amount * WAN // 100),))
        for at, (code, amount) in enumerate(money.items(), 1)
    )  # fmt: skip
    figures = [LastYearFigure(60 + at, f"executed:{code}", amount * WAN // 100, "项目调整。") for at, (code, amount) in
               enumerate(before.items())]  # fmt: skip
    listed = (
        LastYearFigure(70, "fiscal", 700 * WAN, "项目调整"),
        LastYearFigure(71, "general", 100 * WAN),
        LastYearFigure(72, "government_fund", 0),
        LastYearFigure(73, "three_public", 1_250_80 * WAN // 100),
    )
    return Book(
        pack_id, 2024, unit=Unit("101", "街道办事处"), projects=projects, last_year=(*figures, *listed),
        texts=(WrittenText(80, "use:2010507", "专项普查活动。"), WrittenText(81, "use:2060702", "科普活动")),
        agencies=(AgencyLine(90, "街道本部", "行政单位"), AgencyLine(91, "服务中心", "事业单位"),
                  AgencyLine(92, "党群中心", "事业单位")),
        assets=(AssetLine(95, "vehicle", "7辆"), AssetLine(96, "building", "1,200.50")), next_id=100,
    )  # fmt: skip
