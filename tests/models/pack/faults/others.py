"""forms.toml, sheet.toml, checks.toml, narrative.toml."""

from __future__ import annotations

from tests.models.pack.faults.fault import Fault, edited, written

NARROW = """title = "绩效目标表"
widths = [20, 20]
rows = [{ cells = ["项目名称", "{name}"] }]
goals = [{ id = "term", label = "总目标" }, { id = "year", label = "年度目标" }]
columns = [{ id = "name", heading = "三级指标" }, { id = "target", heading = "指标值" }]
dimensions = {}
"""
TABLE = 'layout = "table"\n'
F, S, C, N = "forms.toml", "sheet.toml", "checks.toml", "narrative.toml"

FORMS = (
    edited("field of a purchase", F, 'field = "quantity"', 'field = "number"', "没有“number”"),
    edited("show of a purchase", F, 'show = "price"', 'show = "prize"', "没有“prize”，是不是“price”"),
    edited("source of a purchase", F, 'source = "general"', 'source = "genral"', "没有“genral”，是不是“general”"),
    edited("column of purchases twice", F, 'id = "quantity"', 'id = "measure"', "“measure”重复", 'id = "measure"'),
    edited("part of what is not there", F, 'part_of = "building"', 'part_of = "house"', "没有“house”", "rows = ["),
    edited(
        "asset that adds itself",
        F,
        'label = "1、房屋（平方米）"',
        'label = "1、房屋（平方米）", sum = ["building"]',
        "绕回了自己",
        "rows = [",
    ),
    edited("two headings of assets", F, 'headings = ["项目", "数量", ', "headings = [", "要有三个：项目、数量、价值"),
    edited("quantity called an amount", F, 'heading = "数量"', 'heading = "金额"', "“金额”说的是金额，这里却是数量"),
    edited("price called a quantity", F, 'heading = "单价"', 'heading = "采购数量"', "“采购数量”说的是数量，这里却是金额"),
    edited(
        "purchases of another source",
        F,
        '"一般公共预算拨款"], field = "amount", show = "amount", source = "general"',
        '"政府性基金"], field = "amount", show = "amount", source = "general"',
        "“政府性基金”和它收的钱对不上：这一栏收的是一般公共预算拨款",
    ),
    edited("headings of assets exchanged", F, '"数量", "价值（金额单位：万元）"', '"价值", "数量"', "“价值”说的是金额", count=2),
    edited("unit of assets", F, "价值（金额单位：万元）", "价值（金额单位：元）", "这里写的是“元”"),
    edited("brace in the head of assets", F, "{last_year}-12-31", "{lastyear}-12-31", "不认识“{lastyear}”"),
)

USE = 'cells = ["^", "{use}"]\nspans = [1, 6]'


def field(name, more):
    """A field in the place of 资金用途."""
    return f'cells = ["^", "{{{name}}}"]\nspans = [1, 6]\n[[fields]]\nid = "{name}"\nlabel = "负责人"\n{more}'


TASKS = '[tasks]\nlabel = "任务"\nheadings = ["任务", "内容", "财政", "其他"]\n\n[labels]'
FIVE = TASKS.replace('"财政"', '"总额", "财政"')
SHEET = (
    edited("unit of the plan", S, 'plan_unit = "wan"', 'plan_unit = "千元"', "没有“千元”，只能是 wan、percent"),
    edited("unknown label", S, 'use = "资金用途"', 'uses = "用途"', "没有“uses”，是不是“use”", "uses ="),
    edited(
        "column that there is not", S, 'id = "basis"', 'id = "reason"', "不认识“reason”这一栏；本地自己的栏，写 own = true", "id ="
    ),
    edited("own column with a known name", S, 'id = "basis"', 'id = "basis"\nown = true', "是程序认识的栏，不写 own", "own ="),
    edited("column twice", S, 'id = "category"', 'id = "dimension"', "“dimension”重复"),
    edited("grid without names", S, 'id = "name"', 'id = "note"', "要有 id 是 name 的一栏", "[[columns]]"),
    edited("grid without targets", S, 'id = "target"', 'id = "note"', "要有 id 是 target", "[[columns]]"),
    edited("column of all projects", S, 'id = "basis"', 'id = "budget"', '只有 layout = "table" 的表能有这一栏', "id ="),
    edited(
        "table without names of projects", S, 'head = "', 'layout = "table"\nhead = "', "要有 id 是 name_of_project 的一栏", "", 2
    ),
    edited("headings of unequal depth", S, 'heading = "指标值"', 'heading = ["绩效", "指标值"]', "要有一样多的行", ""),
    edited("column of no width", S, "span = 2", "span = 0", "至少占一栏", "span =", 5),
    edited("widths of six columns", S, "12.5, 10.5, 11.5]", "12.5, 10.5]", "这里是 6 栏，指标表各栏加起来占 7 栏", "widths ="),
    edited("width of no column", S, "widths = [11.5", "widths = [0", "应当是一列 1 到 200 的数", "widths ="),
    edited(
        "row too short",
        S,
        "spans = [1, 2, 1, 3]",
        "spans = [1, 2, 1, 2]",
        "这一行有 4 格，要在 spans 里说每格占几栏，加起来是 7 栏",
    ),
    edited("row of no texts", S, 'cells = ["^", "{use}"]', "cells = [1, 2]", "应当是一列文字"),
    edited("field of a row", S, '"^", "{use}"', '"^", "{uses}"', "不认识 {uses}，是不是“use”", "cells ="),
    edited("field with words", S, '"^", "{use}"', '"^", "用途：{use}"', "一格要么是字，要么只是一个 {编号}", "cells ="),
    edited("field twice", S, '"^", "{use}"', '"^", "{name}"', "{name} 写了两次", "[[rows]]"),
    edited("nothing above", S, 'cells = ["项目编码"', 'cells = ["^"', "^ 的上面没有一样宽的格", "cells ="),
    edited("head without a name", S, '"项目名称", "{name}"]', '"项目名称", ""]', "要有项目名称的位置", "[[rows]]"),
    edited(
        "field without a place",
        S,
        "[[rows]]",
        '[[fields]]\nid = "person"\nlabel = "负责人"\n\n[[rows]]',
        "“负责人”没有位置",
        "id =",
    ),
    edited(
        "field that there is not", S, "[[rows]]", '[[fields]]\nid = "boss"\nlabel = "负责人"\n\n[[rows]]', "写 own = true", "id ="
    ),
    edited("own field with a known name", S, USE, field("person", "own = true"), "是程序认识的栏，不写 own", "own ="),
    edited("field with capitals", S, USE, field("Boss", "own = true"), "编号用小写英文字母", "id ="),
    edited("choice of nothing", S, USE, field("kind", 'kind = "choice"'), "的栏要写 choices", "[[fields]]"),
    edited("goals of no time", S, 'id = "year"', 'id = "years"', "没有“years”，是不是“year”", "id ="),
    edited("weights without a column", S, 'head = "', 'weight_total = 100\nhead = "', "没有 weight 这一栏", "weight_total ="),
    edited("totals of one project", S, 'head = "', 'total = "合计"\nhead = "', "的表有合计行", "total ="),
    edited("sums above of one project", S, 'head = "', 'total_first = true\nhead = "', "的表有合计行", "total_first ="),
    edited("merged column that there is not", S, 'head = "', 'merge = ["categories"]\nhead = "', "没有“categories”", "merge ="),
    edited("label beside a table", S, 'head = "', f'{TABLE}grid_label = "甲"\nhead = "', "旁边没有这一格", "grid_label =", 4),
    edited("unit of a sum", S, 'head = "', f'{TABLE}total = "{{units}}"\nhead = "', "不认识“{units}”", "total =", 3),
    edited("place above the sheet", S, 'head = "', 'head = "{units}', "不认识“{units}”", "head ="),
    edited("title of one project", S, 'head = "', f'{TABLE}head = "', "标题里没有一个项目的", "title =", 2),
    edited("other widths of six columns", S, "12.0, 16.0],", "12.0],", "每组 7 个，像 widths 一样", "other_widths ="),
    edited("other width of no column", S, "[[11.5, 13.5", "[[0, 13.5", "应当是几组 1 到 200 的数", "other_widths ="),
    Fault("tasks in a narrow sheet", written(S, NARROW + FIVE), S, "[tasks]", "表至少要有六栏", 2),
    Fault("goals beside in a narrow sheet", written(S, f"goals_beside = true\n{NARROW}"), S, "goals_beside", "并排印不下", 2),
    edited("plan without a title", S, 'plan_label = "资金支出计划（%）"\n', "", "有时点，没有计划的标题", ""),
    edited("tasks of four columns", S, "[labels]", TASKS, "要有五个标题", "headings ="),
    edited("another word for no field", S, "[labels]", '[also]\n"名称" = "names"\n\n[labels]', "没有“names”", "[also]"),
    edited("layout that there is not", S, 'head = "', 'base = "hunan"\nhead = "', "没有“hunan”这个绩效目标表版式", "base ="),
    edited("month twice", S, '"3月底", "6月底"', '"3月底", "3月底"', "“3月底”重复", "months"),
    edited("another word for nothing", S, '"效果指标" = "效益指标"', '"效果指标" = "效果"', "没有“效果”", "[synonyms]"),
    edited("role that there is not", S, 'quantity = "数量指标"', 'amount = "数量指标"', "没有“amount”", "amount ="),
    edited("role of no indicator", S, 'quantity = "数量指标"', 'quantity = "数量"', "没有“数量”", "[roles]"),
    edited("required indicator", S, 'required = ["数量指标"', 'required = ["数量"', "没有“数量”"),
    edited("name in the title", S, "{number}、{name}绩效目标表", "{number}、{yaer}绩效目标表", "不认识“{yaer}”"),
)


def overall(name, more, says, line):
    """A fault in the sheet of the whole department: ``more`` after the layout that it begins with."""
    file = "overall.toml"
    return Fault(name, written(file, f'base = "overall-ministry"\n{more}\n'), file, line, says)


ROW = '[[rows]]\ncells = ["部门", "{%s}"]\nspans = [1, 6]'
OVERALL = (
    overall("department as a project", 'replace = ["rows"]\n' + ROW % "name", "不认识 {name}", "cells ="),
    overall("money of one project", 'replace = ["rows"]\n' + ROW % "superior", "不认识 {superior}", "cells ="),
    overall("department without a head", 'remove = ["rows"]', "要有指标表上面的各行：在 rows 里写 {unit}", ""),
    overall("one table for all departments", 'layout = "table"', "没有“table”，只能是 sheet", "layout ="),
    overall("plan of a department", 'months = ["6月底"]\nplan_label = "计划"', "没有按月的支出计划", "months ="),
    overall("tasks that are no amount", '[tasks]\nequals = "superior"', "没有“superior”", "equals ="),
    overall("amounts of a department as typed", "typed_amounts = true", "没有录入的样子可以照印", "typed_amounts ="),
)

CHECKS = (
    edited("cell of no table", C, '"T3:total:total"', '"T33:total:total"', "没有“T33”这张表；这里可以写 T1、", "right"),
    edited("cell of no column", C, '"T3:total:total"', '"T3:total:totals"', "T3 没有“totals”这一栏，是不是“total”", "right"),
    edited(
        "cell of no row",
        C,
        '"T1:income_total:income"',
        '"T1:income_sum:income"',
        "T1 没有“income_sum”这一行，是不是“income_",
        "left",
    ),
    edited("cell without a row", C, '"T3:total:total"', '"T3:total"', "“T3:total”应当写成 表:行:栏", "right"),
    edited("severity of no check", C, "[figures]", '[severity]\n"S-44" = "核实"\n[figures]', "没有这项检查", "S-44"),
    edited("severity by another word", C, "[figures]", '[severity]\n"X-1" = "警告"\n[figures]', "没有“警告”，只能是 错误", "警告"),
    edited("relation", C, 'relation = "<="', 'relation = "<"', "没有“<”，是不是“<=”"),
    edited("figure that no check asks for", C, "project_spending = ", "project_total = ", "没有“project_total”"),
    edited("cell of no code", C, '"T3:total:total"', '"T3:99:total"', "T3 没有“99”这一行", "right"),
    edited("cell with wide colons", C, '"T3:total:total"', '"T3：total：total"', "英文的冒号", "right"),
    edited(
        "equation of a cell with itself",
        C,
        'left = ["T1:income_total:income"]\nright = ["T1:spending_total:spending"]',
        'left = ["T1:income_total:income"]\nright = ["T1:income_total:income"]',
        "两边是一样的格子",
        "right = ",
    ),
    edited("equation of no figure", C, '"T3:total:total"', '"figure:totals"', "[figures] 里没有“totals”", "right"),
    edited("equation of nothing", C, 'left = ["T1:income_total:income"]', "left = []", "不能空着", "left = []"),
    edited("equation without a rule", C, 'rule = "收入总计等于支出总计"\n', "", "rule：缺少这一项", "[[equation]]"),
)

NARRATIVE = (
    edited(
        "standard text with a figure",
        N,
        'label = "部门职责", ',
        'label = "部门职责", standard = "{income}", ',
        "没有“income”，只能是",
    ),
    edited(
        "decimals of a percentage",
        N,
        'same = "持平"\n',
        'same = "持平"\npercent_decimals = 5\n',
        "应当是 0 到 4 的整数",
        "percent_d",
    ),
    edited("figure of no list", N, '"T3:total:business"', '"list:services:amount"', "没有“services”这张清单"),
    edited("figure of a limit that is not written", N, '"T3:total:business"', '"limits:goods"', "[limits] 里没有“goods”"),
    edited("figure that there is not", N, "{income_own}万元", "{income_ours}万元", "没有“income_ours”", "{income_ours}"),
    edited("place that there is not", N, "{change:basic}", "{chance:basic}", "不认识“{chance:basic}”", "{chance"),
    edited("change of no item", N, "{change:total}", "{change:staff}", "没有“change:staff”，只能是 total", "{change:staff"),
    edited("reason of no item", N, "{reason:basic}", "{reason:staff}", "没有“reason:staff”", "{reason:staff"),
    edited("brace alone", N, "{reason:basic}", "{reason:basic", "花括号不成对", "{reason:basic"),
    edited(
        "name in a title", N, '"{unit}{year}年部门预算信息公开情况说明"', '"{units}{year}年部门预算信息公开情况说明"', "没有“units”"
    ),
    edited("condition that is no figure", N, 'when = "change:basic"', 'when = "write:duties"', "不是数", 'when = "write'),
    edited("cell of a figure", N, '"T1:income_total:income"', '"T1:income_sum:income"', "没有“income_sum”这一行", "income ="),
    edited("figure of every row", N, '"T3:total:business"', '"T3:*:business"', "要写明是哪一行", "spending_business"),
    edited("row of assets", N, '"assets:total"', '"assets:totals"', "固定资产没有“totals”这一行", "assets ="),
    edited("field of purchases", N, '"procurement:small_firms"', '"procurement:firms"', "政府采购没有“firms”", "small_firms"),
    edited("filter of a figure", N, 'cost = "office"', 'item = "abroad"', "不能按“item”筛选", "office ="),
    edited("name of a figure", N, 'goods = "procurement:amount:A"', 'unit = "procurement:amount:A"', "不能用这个名字", "unit =", 2),
    edited("slot that there is not", N, 'write = "duties"', 'write = "duty"', "没有“duty”，是不是“duties”", 'write = "duty"'),
    edited("slot that is not used", N, "[slots]", '[slots]\nnone = { label = "没有" }', "哪里都没有用到", "none ="),
    edited("slot that is used twice", N, 'write = "terms"', 'write = "other"', "", "", 2),
    edited("rule of a part", N, 'rule = "P-4"', 'rule = "P-44"', "没有“P-44”", "P-44"),
    edited("words without the amount", N, 'more = "增加{amount}万元"', 'more = "增加"', "缺少 {amount}", "more ="),
    edited("more that says less", N, 'more = "增加{amount}万元"', 'more = "减少{amount}万元"', "这里是增加时的话"),
    edited("less that says more", N, 'less = "减少{amount}万元"', 'less = "增长{amount}万元"', "这里是减少时的话"),
    edited(
        "no words of a change",
        N,
        '[words]\nmore = "增加{amount}万元"\nless = "减少{amount}万元"\nsame = "持平"\n',
        "",
        "要写增加",
        "",
    ),
    edited("figure in wide braces", N, "{income_own}万元", "｛income_own｝万元", "花括号要用英文的"),
    edited("unit of a figure", N, "{income_own}万元", "{income_own}元", "这里写的是“元”", "{income_own}元"),
    edited(
        "part of no kind",
        N,
        'heading = "部门职责："',
        'headline = "部门职责："',
        "要写 heading、text、write、agencies 里的一个",
        "[[document",
    ),
    edited("three columns of agencies", N, 'agencies = ["单位名称", ', "agencies = [", "要有四个标题", "agencies"),
    edited("section without a name", N, 'title = "开头"\n', "", "没有 heading 的", "[[document.section]]"),
)
LIST = '[[list]]\nid = "services"\ntitle = "甲"\ncolumns = [{ id = "a", heading = "金额", kind = "amount" }]\n[procurement]'
LISTS = (
    edited("list without a title", F, "[procurement]", LIST.replace('title = "甲"\n', ""), "title：缺少这一项", "[[list]]"),
    edited("kind of a column", F, "[procurement]", LIST.replace('kind = "amount"', 'kind = "money"'), "没有“money”", "columns ="),
    edited(
        "total of nothing",
        F,
        "[procurement]",
        LIST.replace("columns", 'total_at = "last"\ncolumns'),
        "没有一栏写了 sum",
        "total_at",
    ),
    edited("things called money", F, "[procurement]", LIST.replace('"amount"', '"count"'), "“金额”说的是金额", "columns ="),
    edited("sum of words", F, "[procurement]", LIST.replace('kind = "amount"', "sum = true"), "的栏能合计", "columns ="),
)
VIEW = LIST.replace("columns", 'lines = "projects"\ncolumns').replace('kind = "amount"', 'field = "amount"')
VIEWS = (
    edited(
        "list of nothing known", F, "[procurement]", VIEW.replace('"projects"', '"project"'), "没有“project”，是不是", "lines ="
    ),
    edited("field of no project", F, "[procurement]", VIEW.replace('"amount"', '"amounts"'), "没有“amounts”，是不是", "columns ="),
    edited(
        "field of a purchase in a list of projects",
        F,
        "[procurement]",
        VIEW.replace('"amount"', '"small_firms"'),
        "没有“small_firms”",
        "columns =",
    ),
    edited(
        "projects of another year",
        F,
        "[procurement]",
        VIEW.replace('"金额"', '"上年结转"'),
        "“上年结转”和它收的钱对不上：这一栏收的是上年结转、本年安排",
        "columns =",
    ),
    edited(
        "kind in a list that is not typed",
        F,
        "[procurement]",
        VIEW.replace('field = "amount"', 'field = "amount", kind = "amount"'),
        "不认识这一项",
        "columns =",
    ),
    edited(
        "next year of a list that is not typed",
        F,
        "[procurement]",
        VIEW.replace("columns", 'next_year = "keep"\ncolumns'),
        "不认识这一项",
        "next_year",
    ),
    edited("sum of names", F, "[procurement]", VIEW.replace('"amount"', '"name", sum = true'), "只有 amount 能合计", "columns ="),
    edited(
        "part of a name",
        F,
        "[procurement]",
        VIEW.replace('"amount"', '"name", where = { carried = true }'),
        "只有 amount 能只取一部分",
        "columns =",
    ),
    edited(
        "part by what money has not",
        F,
        "[procurement]",
        VIEW.replace('"amount"', '"amount", where = { cost = "staff" }'),
        "不能按“cost”筛选",
        "columns =",
    ),
    edited("row of no kind", F, "[procurement]", VIEW.replace("columns", 'each = "agency"\ncolumns'), "没有“agency”", "each"),
    edited(
        "field without a list that has it",
        F,
        "[procurement]",
        LIST.replace('kind = "amount"', 'field = "amount"'),
        "不认识这一项",
        "columns =",
    ),
)
FAULTS = (*LISTS, *VIEWS, *FORMS, *SHEET, *OVERALL, *CHECKS, *NARRATIVE)
