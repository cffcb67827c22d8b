"""The keys of tables.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.key import Key
from models.pack.vocabulary.layout import layout_keys

KEYS: Final[tuple[Key, ...]] = (
    *amounts_keys("", "所有表和清单的金额"),
    Key("", "groups", "几种资金来源合在一起的名称，表里可以当一种来源用", ""),
    Key(
        "groups",
        "*",
        "一组资金来源：general 一般公共预算，government_fund 政府性基金，state_capital 国有资本经营，"
        "fiscal_account 财政专户，institutional 事业收入，business 事业单位经营收入，superior_grant 上级补助，"
        "subordinate_remittance 附属单位上缴，other_income 其他收入",
        'fiscal = ["general", "government_fund", "state_capital"]',
    ),
    Key("", "table", "一张公开表；按公开的顺序一张一张写，每张以 [[table]] 开头。没有公开表的，写 table = []", ""),
    Key("table", "id", "表的编号，别处引用它；不能重复", 'id = "T3"'),
    Key("table", "title", "表的标题；不能重复", 'title = "部门预算支出总表"'),
    Key("table", "short_title", "标题太长时，工作表和目录里用的短名", 'short_title = "支出总表"'),
    *amounts_keys("table", "这张表的金额"),
    *layout_keys(),
    Key(
        "table",
        "sides",
        "一张表分左右两边（收入、支出）时，每边以 [[table.sides]] 开头，里面写 facts、columns、lines 等；不分的，"
        "这些直接写在 [[table]] 下面",
        "",
    ),
    Key(
        "table",
        "facts",
        "表里是哪一类数：spending 支出，income 收入，carry_forward 年终结转，three_public 三公经费，"
        "typed 另外填的数（where 里写 item = [[typed]] 的 id）",
        'facts = "spending"',
    ),
    Key("table", "where", "只取其中一部分，见“筛选”", 'where = { source = "general" }'),
    Key("table", "rows", "每个科目一行的表：行由录入的科目决定，上面有类、款和合计。和 lines 只写一个", ""),
    Key("table.rows", "by", "按什么科目分行：function 功能科目，economic 部门经济科目", 'by = "function"'),
    Key("table.rows", "total", "合计行写的字", 'total = "合计"'),
    Key("table.rows", "code_heading", "编码一栏的标题，从上到下各层", 'code_heading = ["功能分类科目", "科目编码"]'),
    Key("table.rows", "name_heading", "名称一栏的标题，从上到下各层", 'name_heading = ["功能分类科目", "科目名称"]'),
    Key("table", "columns", "金额的各栏，从左到右，每栏一组：id、heading，再加 where 或 sum", ""),
    Key("table.columns", "id", "栏的英文名，这张表里不能重复", 'id = "basic"'),
    Key(
        "table.columns",
        "heading",
        "栏的标题；几层的从上到下写，相邻栏上面相同的自动合并，可以用 {year}",
        'heading = ["本年收入", "小计"]',
    ),
    Key("table.columns", "where", "这一栏收哪些钱，见“筛选”；同一笔钱不能落进两栏", 'where = { kind = "basic" }'),
    Key("table.columns", "sum", "这一栏等于哪几栏相加；和 where 只写一个", 'sum = ["basic", "project"]'),
    Key("table.columns", "width", "栏宽，按半角字符；不写就自动", "width = 14"),
    Key("table", "label_heading", "固定行的名称一栏的标题，从上到下各层", 'label_heading = ["收入", "项目"]'),
    Key("table", "label_width", "名称一栏的宽，按半角字符；不写就自动", "label_width = 30"),
    Key("table", "lines", "固定的各行，从上到下，每行一组：id、label，再加 where 或 sum；都不写的只印名称。和 rows 只写一个", ""),
    Key("table.lines", "id", "行的英文名，这张表里不能重复", 'id = "general"'),
    Key("table.lines", "label", "行的名称", 'label = "一、一般公共预算拨款收入"'),
    Key(
        "table.lines", "where", "这一行收哪些钱，见“筛选”；同一笔钱不能落进两行", 'where = { source = "general", carried = false }'
    ),
    Key("table.lines", "facts", "这一行的数和整张表不是一类时写；写法同表的 facts", 'facts = "carry_forward"'),
    Key("table.lines", "sum", "这一行等于哪几行相加；可以写一组 each 的 id", 'sum = ["classes", "carry_forward"]'),
    Key("table.lines", "at", "印在第几行；不写就接着上一行", "at = 32"),
    Key("table.lines", "bold", "名称居中、加粗，用于合计", "bold = true"),
    Key(
        "table.lines",
        "each",
        "一份清单（CSV，两栏 label、code）里每一行变成表的一行，收编码以 code 开头的功能科目",
        'each = "summary_lines.csv"',
    ),
    Key("where", "source", "资金来源，一种或几种，也可以写 groups 里的名称", 'where = { source = ["general", "government_fund"] }'),
    Key(
        "where",
        "kind",
        "支出的性质：basic 基本支出，project 项目支出，business 经营支出，remitted_up 上解上级，granted_down 对附属单位补助",
        'where = { kind = "basic" }',
    ),
    Key("where", "carried", "是不是上年结转的钱", "where = { carried = true }"),
    Key("where", "cost", "人员经费 staff 还是公用经费 office", 'where = { cost = "staff" }'),
    Key("where", "function", "功能科目的开头，一个或几个", 'where = { function = ["208", "210"] }'),
    Key(
        "where",
        "economic",
        "部门经济科目的开头，一个或几个：会议费 30215、培训费 30216。只有基本支出的明细有经济科目，项目支出没有",
        'where = { economic = "30215" }',
    ),
    Key(
        "where",
        "item",
        "三公经费的一项：abroad 因公出国，car_purchase 购置，car_running 运维，reception 接待",
        'where = { item = "reception" }',
    ),
)
