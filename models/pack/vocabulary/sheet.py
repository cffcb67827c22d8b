"""The keys of sheet.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.key import Key

_LABELS: Final = {
    "code": "项目编码",
    "name": "项目名称",
    "scale": "预算规模及资金用途",
    "budget": "预算数",
    "fiscal": "其中：财政资金",
    "other": "其他资金",
    "use": "资金用途",
    "goals": "绩效目标",
}
_ROLES: Final = {"quantity": "数量指标", "timeliness": "时效指标", "cost": "成本指标", "satisfaction": "满意度指标"}

KEYS: Final[tuple[Key, ...]] = (
    Key("", "title", "绩效目标表的标题，可以用 {number}（第几个项目）、{name}（项目名称）", 'title = "{number}、{name}绩效目标表"'),
    Key("", "head", "标题下面右边的字", 'head = "单位：万元"'),
    Key("", "orientation", "纸的方向：portrait 竖，landscape 横", 'orientation = "portrait"'),
    Key("", "labels", "表里各格前面的字", ""),
    *(Key("labels", name, f"{words}一格前面的字；八个都要写", f'{name} = "{words}"') for name, words in _LABELS.items()),
    Key("", "months", "资金支出计划的各个时点", 'months = ["3月底", "6月底", "10月底", "12月底"]'),
    Key("", "plan_label", "资金支出计划的标题", 'plan_label = "资金支出计划（%）"'),
    Key("", "plan_unit", "资金支出计划填什么：wan 万元，percent 百分比", 'plan_unit = "percent"'),
    Key("", "amounts", "金额怎么印：wan 万元两位小数，typed 照录入的样子", 'amounts = "wan"'),
    Key("", "goal_label", "每条绩效目标前面的字，可以用 {number}", 'goal_label = "目标{number}"'),
    Key("", "use_row", "资金用途是不是自己占一行", "use_row = true"),
    Key(
        "",
        "indicator_headings",
        "指标表六栏的标题",
        'indicator_headings = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]',
    ),
    Key("", "dimensions", "一级指标和它下面的二级指标", ""),
    Key(
        "dimensions",
        "*",
        "一个一级指标有哪些二级指标；有汉字的名称写在引号里",
        '"产出指标" = ["数量指标", "质量指标", "时效指标", "成本指标"]',
    ),
    Key("", "synonyms", "别的叫法：粘贴、读入时认作右边的指标", ""),
    Key("synonyms", "*", "一个别的叫法", '"效果指标" = "效益指标"'),
    Key("", "required", "每张表都要有的二级指标", 'required = ["数量指标", "质量指标"]'),
    Key("", "roles", "检查里说的数量、时效、成本、满意度指标，在这张表里叫什么", ""),
    *(Key("roles", name, f"哪个一级或二级指标是{words}", f'{name} = "{words}"') for name, words in _ROLES.items()),
    Key("", "no_basis", "不能算指标值确定依据的话", 'no_basis = ["是否达标", "无"]'),
)
