"""A pack that extends the province's and uses the keys that no shipped pack uses: so a reading asks for every key."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FILES: Final = {
    "pack.toml": """
format = 1
id = "every-key"
extends = "hebei-xingtai-2024"
name = "每一个键"
version = "1"
[last_year]
staff = { label = "人员经费", figure = "staff" }
[limits]
goods = 1
[[contents]]
heading = "文字"
forms = ["text:情况说明", "text:编制说明"]
[[contents]]
forms = ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "procurement", "assets"]
[[contents]]
forms = ["list:services", "list:each-project", "overall", "projects"]
""",
    "tables.toml": """
amounts = { unit = "万元" }
[[table]]
id = "T1"
amounts = { unit = "万元" }
head = { left = "左" }
[[table]]
id = "T10"
title = "每个类一行"
facts = "spending"
label_heading = ["项目"]
columns = [{ id = "amount", heading = ["金额"] }]
lines = [
  { id = "classes", present = "function", numbering = "一、" },
  { id = "total", label = "合计", sum = ["classes"], last = true },
]
[[table]]
id = "T11"
title = "一行"
facts = "spending"
one_row = true
columns = [
  { id = "education", heading = ["教育"], where = { function = "205", economic = "302" } },
  { id = "other", heading = ["三公"], facts = "three_public" },
]
""",
    "forms.toml": """
[procurement]
amounts = { unit = "万元" }
[assets]
amounts = { unit = "万元" }
[[list]]
id = "services"
title = "政府购买服务"
amounts = { unit = "万元" }
columns = [{ id = "amount", heading = "金额", kind = "amount", sum = true, equals = "T3:total:project" }]
[[list]]
id = "each-project"
title = "项目支出表"
lines = "projects"
each = "function"
columns = [{ id = "general", heading = "金额", field = "amount", where = { source = "general" } }]
[[typed]]
id = "cars"
label = "公务用车"
kind = "count"
unit = "辆"
""",
    "sheet.toml": """
replace = ["goals", "rows"]
widths = [10, 10, 10, 10, 10, 10, 10, 10, 10]
other_widths = [[9, 9, 9, 9, 9, 9, 9, 9, 9]]
grid_label = "绩效指标"
merge = ["dimension", "category"]
name = "某县"
subtitle = "（{year}年度）"
typed_amounts = false
goal_label = "目标{number}"
goals_beside = true
notes = ["注：按年度填写。"]
amounts = { unit = "万元" }
weight_total = 100
[labels]
code = "编码"
[[fields]]
id = "kind"
label = "项目类别"
kind = "choice"
choices = ["一次性", "经常性"]
required = true
[[fields]]
id = "village"
own = true
label = "所在村"
[[rows]]
cells = ["项目名称", "{name}", "项目类别", "{kind}", "所在村", "{village}"]
spans = [1, 2, 1, 1, 1, 3]
[[goals]]
id = "term"
label = "项目总目标"
[[goals]]
id = "year"
label = "年度目标"
[[columns]]
id = "weight"
heading = "权重"
[also]
"项目支出名称" = "name"
[signs]
"≥" = "大于等于"
[tasks]
label = "年度主要任务"
headings = ["任务名称", "主要内容", "总额", "财政拨款", "其他资金"]
total = "金额合计"
equals = "budget"
""",
    "overall.toml": """
base = "overall-ministry"
""",
    "checks.toml": """
[severity]
"X-1" = "核实"
""",
    "narrative.toml": """
amounts = { unit = "万元" }
[[document]]
name = "编制说明"
title = "编制说明"
amounts = { unit = "万元" }
words = { same = "一样" }
[[document.section]]
heading = "一、"
[[document.section.part]]
each = "function"
facts = "spending"
where = { source = "general" }
at = "T5:total:total"
text = ["{group}{amount}万元。", { text = "有。", when = "income", unless = "income_own" }]
words = { same = "一样" }
""",
    "publication.toml": """
leader = "."
replace = ["group"]
[letters]
body = { face = "宋体", size = "四号", bold = true }
[[group]]
heading = "一、表"
forms = ["tables"]
numbers = "1、"
listed = true
[[group]]
forms = ["texts"]
""",
}


def write_every_key(folder: Path) -> Path:
    """Write the pack into a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
