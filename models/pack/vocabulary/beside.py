"""The keys of the forms beside the official tables: lists that a pack declares, and the order of all forms in the contents."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.key import Key

LISTS: Final[tuple[Key, ...]] = (
    Key(
        "",
        "list",
        "一张自己定的清单（政府购买服务、新增资产……），录入时自成一页；"
        "写了 lines 的（项目支出表、政府采购明细）由程序列出来，没有自己的页。每张以 [[list]] 开头",
        "",
    ),
    Key("list", "id", "清单的英文名，不能重复；目录里写作 list:英文名", 'id = "services"'),
    Key("list", "title", "清单的标题，可以用 {year}", 'title = "政府购买服务预算表"'),
    Key("list", "short_title", "页的名称；标题里有花括号的要写", 'short_title = "政府购买服务"'),
    Key(
        "list",
        "lines",
        "不用填、由程序列出来的清单：projects 列各个项目（项目支出表），procurement 列各条采购（政府采购明细）。"
        "不写的，是自己填的清单",
        'lines = "projects"',
    ),
    Key(
        "list", "each", 'lines = "projects" 时，什么印一行：project 一个项目，function 一个项目的每个功能科目', 'each = "function"'
    ),
    Key("list", "columns", "各栏，从左到右", ""),
    Key("list.columns", "id", "栏的英文名，不能重复；录入的内容按它存放，以后不要改", 'id = "amount"'),
    Key("list.columns", "heading", "栏的标题；几层的从上到下写", 'heading = ["预算金额", "合计"]'),
    Key(
        "list.columns",
        "kind",
        "自己填的清单里，这一栏填什么：text 文字，amount 金额，count 数量，code 编号，function 功能科目，economic 部门经济科目，"
        "project 项目，choice 几个词里选一个，agency 机构设置里的单位（印各单位的预算公开时，这一条归它）",
        'kind = "amount"',
    ),
    Key(
        "list.columns",
        "field",
        "写了 lines 的清单里，这一栏印什么。项目：number 序号，code 编号，name 名称，status 状态，use 用途，"
        "agency 所属单位，function 功能科目，function_name 科目名称，source 资金来源，goals 绩效目标，amount 金额。"
        "采购：number 序号，project 项目名称，project_budget 项目的预算数，name 物品名称，catalogue 采购目录序号，"
        "measure 计量单位，source 资金来源，quantity 数量，price 单价，amount 金额，small_firms 预留中小企业",
        'field = "amount"',
    ),
    Key(
        "list.columns",
        "where",
        "写了 lines 的清单里，这一栏只取这些钱；项目按 source、carried、function，采购按 source",
        'where = { source = "general" }',
    ),
    Key("list.columns", "choices", 'kind = "choice" 时，可以选的词', 'choices = ["是", "否"]'),
    Key("list.columns", "sum", "合计行加不加这一栏；只有金额和数量能加", "sum = true"),
    Key("list.columns", "equals", "合计应当等于哪一格，写成 表:行:栏；不等的是一条错误", 'equals = "T3:total:project"'),
    Key("list.columns", "width", "栏宽，按半角字符；不写就自动", "width = 20"),
    Key("list", "total", "合计行写的字", 'total = "合计"'),
    Key("list", "total_at", "合计行在哪里：first 最前，last 最后，none 不印", 'total_at = "last"'),
    Key("list", "notes", "表下面的注，一条或几条", 'notes = ["注：涉密的不列。"]'),
    Key("list", "empty_note", "一条也没有时，表下面写的话", 'empty_note = "注：本部门没有政府购买服务预算。"'),
    Key("list", "orientation", "纸的方向：portrait 竖，landscape 横", 'orientation = "landscape"'),
    Key("list", "length", "至少印几行，不够的补空行", "length = 12"),
    Key("list", "next_year", "自己填的清单，转入下一年时：empty 清空，keep 留下各行、金额空着", 'next_year = "keep"'),
    *amounts_keys("list", "这张清单的金额"),
)

CONTENTS: Final[tuple[Key, ...]] = (
    Key(
        "",
        "contents",
        "目录的一组：各张表印的先后和目录里的标题，每组以 [[contents]] 开头。"
        "不写就按通常的先后；写了的，每张表都要在一组里，正好一次",
        "",
    ),
    Key(
        "contents",
        "forms",
        "这一组有哪几张：表的 id、text:文字的名称、procurement 政府采购、assets 固定资产、projects 绩效目标表、"
        "overall 部门整体绩效目标表、list:清单的 id；要把核实说明也印成一张的，写 explanations",
        'forms = ["T1", "T2", "text:情况说明"]',
    ),
    Key("contents", "heading", "这一组的标题；不写就没有", 'heading = "第二部分 部门预算表"'),
    Key("contents", "numbers", "各张表前面的编号：1.、1、、（1）、一、、（一）；column 单独一栏；不写就没有", 'numbers = "（一）"'),
    Key("contents", "listed", "false：目录里只写标题，不逐张列出", "listed = false"),
)
