"""Words of a pack that are not true of the figures beside them, and numbers that cannot be meant."""

from __future__ import annotations

from tests.models.pack.faults.fault import Fault, edited, text

C, F, L, N, P, S, T = (
    "checks.toml", "forms.toml", "summary_lines.csv", "narrative.toml", "pack.toml", "sheet.toml", "tables.toml",
)  # fmt: skip
ROWS = 'rows = { by = "function", total = "合计", '
CODE, NAME = 'code_heading = ["功能分类科目", "科目编码"]', 'name_heading = ["功能分类科目", "科目名称"]'


def percent_called_money(folder):
    """A plan in percent below a heading for 万元."""
    text(S, "资金支出计划（%）", "资金支出计划（万元）")(folder)
    text(S, 'plan_unit = "wan"', 'plan_unit = "percent"')(folder)


HEADINGS = (
    edited("codes called names", T, CODE, CODE.replace("编码", "名称"), "编码一栏的标题写的是“科目名称”"),
    edited("names called codes", T, NAME, NAME.replace("名称", "编码"), "名称一栏的标题写的是“科目编码”"),
    edited("a code from right to left", T, ROWS, f'{ROWS}split = ["项", "款", "类"], ', "编码从左到右是 类、款、项"),
    edited("income called spending", T, 'label_heading = ["收入", "项目"]', 'label_heading = ["支出", "项目"]', "下面却是收入的数"),
    edited(
        "a column of income called spending",
        T,
        'id = "income", heading = ["收入"',
        'id = "income", heading = ["支出"',
        "下面却是收入",
    ),
    edited(
        "a note of another fund",
        T,
        "注：无国有资本经营预算财政拨款预算，空表列示。",
        "注：无政府性基金预算财政拨款预算，空表列示。",
        "这张表收的是国有资本经营预算拨款",
    ),
    edited("a table of accounts", T, 'title = "部门预算收支总表"', 'title = "部门决算收支总表"', "标题写的是决算"),
    edited("lines numbered wrong", L, "二、外交支出", "三、外交支出", "“三、外交支出”的编号和前面的接不上"),
)
YEARS = (
    edited("a cover of last year", P, 'title = "{year} 年部门预算', 'title = "{last_year} 年部门预算', "标题写的是上一年"),
    edited("a head of last year", P, 'centre = "预算年度：{year}"', 'centre = "预算年度：{last_year}"', "标题写的是上一年"),
    edited("a text of last year", N, 'title = "{unit}{year}年部门', 'title = "{unit}{last_year}年部门', "标题写的是上一年"),
    edited(
        "assets to come of last year",
        F,
        'title = "部门固定资产占用情况表"',
        'title = "{last_year}年新增资产配置表"',
        "标题写的是上一年",
    ),
    edited("a cover of accounts", P, '年部门预算信息公开"', '年部门决算信息公开"', "标题写的是决算"),
    edited("assets of a day to come", F, "{last_year}-12-31", "{year}-12-31", "还不知道本年末的数"),
    edited("last year before a figure", N, "{year}年预算收入{income}", "{last_year}年预算收入{income}", "却是上年"),
    edited("a year compared with itself", N, "较{last_year}年预算{change:total}", "较{year}年预算{change:total}", "本年和本年比"),
    edited("codes of a year to come", P, 'codes = "2024"', 'codes = "2026"', "2024 年的预算用不了 2026 年的科目"),
)
SENTENCES = (
    edited(
        "a sentence of another source",
        N,
        "一般公共预算收入{income_general}",
        "一般公共预算收入{income_government_fund}",
        "“一般公共预算收入”和它收的钱对不上：这个数收的是政府性基金预算拨款",
    ),
    edited("words of another kind", N, "其中基本支出{spending_basic}", "其中基本支出{spending_project}", "这个数收的是项目支出"),
    edited(
        "a figure called by another cost",
        N,
        'staff = { facts = "spending", where = { kind = "basic", cost = "staff" }',
        'staff = { facts = "spending", where = { kind = "basic", cost = "office" }',
        "“人员经费”和它收的钱对不上：这个数收的是公用经费",
        count=2,
    ),
    edited(
        "a cell called by another kind",
        N,
        '"T3:total:basic", names = ["基本支出"]',
        '"T3:total:basic", names = ["项目支出合计"]',
        "“项目支出合计”和它收的钱对不上：这个数收的是基本支出",
    ),
    edited("a unit twice", N, "{income}万元", "{income}万元万元", "“{income}”后面的单位写了两次"),
    edited("the project money of another column", C, '"T3:total:project"', '"T3:total:basic"', "“项目支出”和它收的钱对不上"),
    edited(
        "a figure seen in the cell of another cost",
        N,
        'at = "T6:total:staff"',
        'at = "T6:total:office"',
        "这个数收的是人员经费，这一格却是公用经费",
    ),
    edited(
        "a figure of spending seen in a cell of income",
        N,
        'at = "T6:total:staff"',
        'at = "T1:income_total:income"',
        "这个数收的是支出，这一格却是收入",
    ),
    edited(
        "a clause that waits for other money",
        N,
        'when = "spending_business"',
        'when = "spending_remitted_up"',
        "这一截印的数是经营支出，when 看的却是上解上级支出：没有上解上级支出时它不印",
    ),
    edited(
        "a clause that waits for another item",
        N,
        'when = "change:basic"',
        'when = "change:project"',
        "这一截说的是 basic，when 看的却是 project",
    ),
    edited(
        "an equation called by the other side",
        C,
        'left_name = "收入总计"',
        'left_name = "支出总计"',
        "“支出总计”和它收的钱对不上：这个数收的是收入",
    ),
    edited(
        "an equation called by another kind",
        C,
        'left_name = "三张财政拨款支出表 基本支出"',
        'left_name = "三张财政拨款支出表 项目支出"',
        "“三张财政拨款支出表 项目支出”和它收的钱对不上：这个数收的是基本支出",
    ),
    edited(
        "an equation called by another fund",
        C,
        'right_name = "国有资本经营预算支出"',
        'right_name = "政府性基金预算支出"',
        "“政府性基金预算支出”和它收的钱对不上：这个数收的是国有资本经营",
    ),
    edited("a level that no code has", C, "level = 3", "level = 4", "没有 4 位的科目，只能是 3、5、7"),
)
NUMBERS = (
    edited("limits in 元", P, "[cover]", "[limits]\ngoods = 300000\n[cover]", "限额的单位是万元", "goods ="),
    edited(
        "a tender below the limit",
        P,
        "[cover]",
        "[limits]\ngoods = 30\nopen_tender = 20\n[cover]",
        "公开招标的限额比分散采购的还小",
        "open_tender",
    ),
    edited("a region that there is not", P, 'regions = ["1305"]', 'regions = ["9905"]', "没有 99 开头的区划代码"),
    edited("a cover field twice", P, 'label = "单位名称", field = "name"', 'label = "单位名称", field = "code"', "“code”重复"),
)
FORMS = (
    edited("an amount as text", F, 'field = "amount", show = "amount"', 'field = "amount"', "amount 不能印成 text", "合计"),
    edited("a name as an amount", F, 'field = "name", width', 'field = "name", show = "amount", width', "name 不能印成 amount"),
    edited("a price as an amount", F, 'show = "price"', 'show = "amount"', "price 不能印成 amount"),
    edited("a quantity as a price", F, 'field = "quantity"', 'field = "quantity", show = "price"', "quantity 不能印成 price"),
    edited("months out of order", S, '"3月底", "6月底"', '"6月底", "3月底"', "时点要从早到晚"),
    edited("two columns of indicators alike", S, 'heading = "指标值确定依据"', 'heading = "指标值"', "“指标值”重复"),
    edited("a sign as another", S, "[dimensions]", '[signs]\n"≥" = "小于等于"\n\n[dimensions]', "看起来是别的符号", '"≥"'),
    edited("two signs alike", S, "[dimensions]", '[signs]\n">" = "超"\n"<" = "超"\n\n[dimensions]', "看起来是别的符号", '">"', 2),
    edited("a role of another indicator", S, 'quantity = "数量指标"', 'quantity = "质量指标"', "“质量指标”不是数量的指标"),
    Fault("percent called money", percent_called_money, S, "plan_label", "标题写的是金额"),
)
FAULTS = (*HEADINGS, *YEARS, *SENTENCES, *NUMBERS, *FORMS)
