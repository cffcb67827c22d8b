"""The keys of sheet.toml and overall.toml."""

from __future__ import annotations

from typing import Final

from models.pack.forms.sheet import DEPARTMENT_MONEY, DEPARTMENT_SUMS, MONEY, USUAL_LABELS
from models.pack.reading.project_sheet.form import SIGNS
from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.key import Key

_ROLES: Final = {"quantity": "数量指标", "timeliness": "时效指标", "cost": "成本指标", "satisfaction": "满意度指标"}
_MONEY: Final = "、".join(f"{name}（{words}）" for name, words in MONEY.items())
_OF_DEPARTMENT: Final = "、".join(
    [*DEPARTMENT_SUMS, *(f"{name}（{words}）" for name, words in DEPARTMENT_MONEY.items() if name not in DEPARTMENT_SUMS)]
)

KEYS: Final[tuple[Key, ...]] = (
    Key("", "base", "从程序带的哪个绩效目标表版式开始，本文件只写不同的键；packs list 列出有哪些", 'base = "hebei-lutai"'),
    Key("", "name", "哪里用这个样子的表，选版式时列出来", 'name = "湖南各市 2023 年"'),
    Key(
        "",
        "title",
        "绩效目标表的标题，可以用 {number}（第几个项目）、{name}（项目名称）、{year}、{unit}",
        'title = "{number}、{name}绩效目标表"',
    ),
    Key("", "subtitle", "标题下面一行居中的字，同样可以用 {year} 这些", 'subtitle = "（{year}年度）"'),
    Key("", "head", "标题下面右边的字，可以用 {unit}、{year}", 'head = "单位：万元"'),
    Key("", "orientation", "纸的方向：portrait 竖，landscape 横", 'orientation = "portrait"'),
    Key("", "layout", "sheet：每个项目一张；table：所有项目一张表，单位、项目、目标的格合并", 'layout = "table"'),
    Key("", "widths", "表的各栏有几个字宽，照指标表的栏数；不写，照每一栏的通常宽度", "widths = [12, 14, 20, 16]"),
    Key(
        "",
        "other_widths",
        "一张表印不到一页的，还可以用哪几组栏宽；用页数最少的那组",
        "other_widths = [[12, 14, 16, 20], [12, 14, 24, 12]]",
    ),
    *amounts_keys("", "绩效目标表里的金额"),
    Key("", "typed_amounts", "金额照录入的样子印，带单位，例如“50万元”", "typed_amounts = true"),
    Key("", "labels", "提示里怎么称呼各格；不写，照 rows 里它前面的字", ""),
    *(Key("labels", name, f"怎么称呼{words}", f'{name} = "{words}"') for name, words in USUAL_LABELS.items()),
    Key("", "fields", "本地要填、别处不一定有的项目栏目，一组一个", ""),
    Key("fields", "id", "栏目的编号；程序认识的有 department（主管部门）等，见下面的例子", 'id = "department"'),
    Key("fields", "own", "编号是本地自己起的", "own = true"),
    Key("fields", "label", "栏目的名称", 'label = "主管部门"'),
    Key("fields", "kind", "填什么：text 文字，choice 从几个词里选，date 日期，amount 金额", 'kind = "choice"'),
    Key("fields", "choices", "kind 是 choice 的，可以选哪几个词", 'choices = ["一次性项目", "经常性项目"]'),
    Key("fields", "required", "不填就提示", "required = true"),
    Key("", "rows", "指标表上面的各行，照着表写，一行一组", ""),
    Key(
        "rows",
        "cells",
        "这一行的各格：标签照写；上面的格往下接，写 ^；内容写编号，如 {name}、{code}、{use}、fields 里的编号、"
        f"金额 {_MONEY}；"
        f"overall.toml 里只有 {{unit}}、{{year}}、fields 里的编号和整个部门的金额 {_OF_DEPARTMENT}",
        'cells = ["项目名称", "{name}"]',
    ),
    Key("rows", "spans", "各格占几栏，加起来等于表的栏数；每格一栏的不写", "spans = [1, 5]"),
    Key("", "months", "资金支出计划的各个时点；没有计划的不写", 'months = ["3月底", "6月底", "10月底", "12月底"]'),
    Key("", "plan_label", "资金支出计划的标题", 'plan_label = "资金支出计划（%）"'),
    Key("", "plan_unit", "资金支出计划填什么：wan 万元，percent 百分比", 'plan_unit = "percent"'),
    Key("", "goals", "绩效目标有几块，一组一块；不写，只有一块年度的", ""),
    Key("goals", "id", "哪一段时间的：year 年度，term 实施期（总目标、中长期），q1 到 q4 各季度", 'id = "term"'),
    Key("goals", "label", "前面的字", 'label = "项目总目标"'),
    Key("", "goals_beside", "几块目标左右并排", "goals_beside = true"),
    Key("", "goal_label", "每条绩效目标前面的字，可以用 {number}", 'goal_label = "目标{number}"'),
    Key("", "tasks", "年度主要任务和它的金额", ""),
    Key("tasks", "label", "前面的字", 'label = "年度主要任务"'),
    Key(
        "tasks",
        "headings",
        "五栏的标题：任务名称、主要内容、总额、财政资金、其他资金",
        'headings = ["任务名称", "主要内容", "总额", "财政", "其他"]',
    ),
    Key("tasks", "total", "合计行前面的字；不写就没有合计行", 'total = "金额合计"'),
    Key("tasks", "equals", "各项任务的金额合起来应当等于哪个金额；不写，可以只是预算的一部分", 'equals = "budget"'),
    Key("", "columns", "指标表的各栏，一组一栏", ""),
    Key(
        "columns",
        "id",
        "这一栏印什么：dimension、category、name 一、二、三级指标，description 描述，target 指标值（带符号和单位），"
        "sign、value、unit 把指标值分开印，measure 定量或定性，basis 依据，weight 权重或分值，standard 绩效标准，note 备注，"
        "direction 指标方向性，scoring 评分标准，last_year、year_before 上年、前年的值，term_target 实施期的值；"
        "一张表印所有项目的，还有 unit_name、name_of_project、code、goals、goals_of_term 和各个金额",
        'id = "target"',
    ),
    Key("columns", "heading", "标题，从上到下；上下合起来的，写一样的字", 'heading = ["绩效指标", "一级指标"]'),
    Key("columns", "span", "占表的几栏", "span = 2"),
    Key("columns", "own", "编号是本地自己起的", "own = true"),
    Key("", "grid_label", "指标表左边从上到下的一格；它在表的第一栏，widths 里也要写", 'grid_label = "绩效指标"'),
    Key("", "merge", "哪几栏上下一样的格合成一格；不写，只合一级指标", 'merge = ["dimension", "category"]'),
    Key("", "subtotal", "一张表印所有项目：每个单位小计行的字，可以用 {unit}；不写就没有", 'subtotal = "小计"'),
    Key("", "total", "一张表印所有项目：合计行的字，可以用 {unit}（填报单位）；不写就没有", 'total = "合计"'),
    Key("", "total_first", "合计、小计行在项目上面", "total_first = true"),
    Key("", "notes", "表下面的说明", 'notes = ["注：指标值按年度填写。"]'),
    Key("", "weight_total", "一张表的权重或分值加起来是多少，检查用", "weight_total = 100"),
    Key("", "signs", "计算符号印成什么字", ""),
    *(Key("signs", sign, f"指标值是“{sign}”的印成什么", f'"{sign}" = "{sign}"') for sign in SIGNS),
    Key("", "dimensions", "一级指标和它下面的二级指标", ""),
    Key(
        "dimensions",
        "*",
        "一个一级指标有哪些二级指标；有汉字的名称写在引号里",
        '"产出指标" = ["数量指标", "质量指标", "时效指标", "成本指标"]',
    ),
    Key("", "synonyms", "别的叫法：粘贴、读入时认作右边的指标", ""),
    Key("synonyms", "*", "一个别的叫法", '"效果指标" = "效益指标"'),
    Key("", "also", "标签、标题的别的叫法：粘贴、读入时认作右边编号的一格", ""),
    Key("also", "*", "一个别的叫法", '"项目支出名称" = "name"'),
    Key("", "required", "每张表都要有的二级指标", 'required = ["数量指标", "质量指标"]'),
    Key("", "roles", "检查里说的数量、时效、成本、满意度指标，在这张表里叫什么", ""),
    *(Key("roles", name, f"哪个一级或二级指标是{words}", f'{name} = "{words}"') for name, words in _ROLES.items()),
    Key("", "no_basis", "不能算指标值确定依据的话", 'no_basis = ["是否达标", "无"]'),
)
