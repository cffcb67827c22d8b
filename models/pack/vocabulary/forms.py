"""The keys of forms.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.beside import LISTS
from models.pack.vocabulary.key import Key

_TYPED: Final = "typed"

KEYS: Final[tuple[Key, ...]] = (
    Key("", _TYPED, "各表推不出来、要另外填的数（机关运行经费、车辆数……），每项以 [[typed]] 开头", ""),
    Key(_TYPED, "id", "这一项的英文名，字母、数字和下划线；operating 是机关运行经费，程序会拿它和基本支出核对", 'id = "cars"'),
    Key(_TYPED, "label", "“其他数据”页上显示的名称", 'label = "公务用车"'),
    Key(_TYPED, "kind", "amount 是金额，count 是数量", 'kind = "count"'),
    Key(_TYPED, "unit", "数量的单位，只写给 count", 'unit = "辆"'),
    Key(_TYPED, "group", "“其他数据”页上的小标题，相同的排在一起", 'group = "国有资产"'),
    Key(_TYPED, "hint", "选中这一格时显示的提示", 'hint = "上年 12 月 31 日的实有数"'),
    Key(_TYPED, "sum", "这一项由哪几项相加，相加的不用填", 'sum = ["cars_leaders", "cars_other"]'),
    Key(_TYPED, "part_of", "是哪一项的其中数；各个其中数加起来不能比它大", 'part_of = "cars"'),
    Key(_TYPED, "complete", "true：各个其中数加起来正好等于这一项", "complete = true"),
    Key(_TYPED, "by_agency", "true：机构设置里的每个单位各填一个", "by_agency = true"),
    Key(_TYPED, "follows", "没有填时等于哪几项相加；填了的，用 [[equation]] 核对", 'follows = ["cars_leaders", "cars_other"]'),
    Key(_TYPED, "yearly", "true：每年重新填，转入下一年时不带过去", "yearly = true"),
    Key("", "procurement", "政府采购预算表", ""),
    Key("procurement", "title", "表的标题", 'title = "部门政府采购预算"'),
    Key("procurement", "columns", "各栏，从左到右", ""),
    Key("procurement.columns", "id", "栏的英文名，不能重复", 'id = "quantity"'),
    Key("procurement.columns", "heading", "栏的标题；几层的从上到下写", 'heading = ["政府采购金额", "合计"]'),
    Key(
        "procurement.columns",
        "field",
        "填什么：project 项目，name 物品名称，catalogue 采购目录序号，measure 计量单位，quantity 数量，price 单价，"
        "amount 金额，small_firms 预留中小企业",
        'field = "quantity"',
    ),
    Key(
        "procurement.columns",
        "show",
        "怎么印：text 照样，amount 金额，price 单价，project 项目名称，project_budget 项目的预算数",
        'show = "amount"',
    ),
    Key("procurement.columns", "source", "只印这些资金来源的金额", 'source = "general"'),
    Key("procurement.columns", "width", "栏宽，按半角字符；不写就自动", "width = 20"),
    Key("procurement", "notes", "表下面的注，一条或几条", 'notes = ["注：涉密采购按照相关规定执行。"]'),
    Key("procurement", "empty_note", "一条也没有时，表下面写的话", 'empty_note = "注：无政府采购预算，空表列示。"'),
    Key("procurement", "orientation", "纸的方向：portrait 竖，landscape 横", 'orientation = "landscape"'),
    Key("procurement", "total", "合计行写的字；不写就没有合计行", 'total = "合计"'),
    *amounts_keys("procurement", "政府采购表的金额和单价"),
    Key("", "assets", "固定资产占用情况表", ""),
    Key("assets", "title", "表的标题", 'title = "部门固定资产占用情况表"'),
    Key("assets", "head", "标题下面的字，可以用 {year}、{last_year}", 'head = "截止时间：{last_year}-12-31"'),
    Key("assets", "headings", "三栏的标题：项目、数量、价值", 'headings = ["项目", "数量", "价值（金额单位：万元）"]'),
    Key("assets", "rows", "各行，从上到下", ""),
    Key("assets.rows", "id", "行的英文名，不能重复", 'id = "vehicle"'),
    Key("assets.rows", "label", "行的名称", 'label = "2、车辆（台、辆）"'),
    Key("assets.rows", "sum", "这一行等于哪几行相加", 'sum = ["building", "vehicle"]'),
    Key("assets.rows", "part_of", "是哪一行的其中数，不能比它大", 'part_of = "building"'),
    Key("assets", "orientation", "纸的方向：portrait 竖，landscape 横", 'orientation = "portrait"'),
    *amounts_keys("assets", "固定资产表的价值"),
    *LISTS,
)
