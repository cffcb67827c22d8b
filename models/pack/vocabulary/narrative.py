"""The keys of narrative.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.key import Key


def _words_keys(section: str, of: str) -> tuple[Key, ...]:
    """The wording of changes, for all documents, one document or one part."""
    section = f"{section}.words" if section else "words"
    return (
        Key(
            section,
            "more",
            f"{of}比上年多时怎么写；{{amount}} 是差额，{{percent}} 是百分比，{{last_year}} 是上年",
            'more = "增加{amount}万元"',
        ),
        Key(section, "less", f"{of}比上年少时怎么写，写法同 more", 'less = "减少{percent}"'),
        Key(section, "same", f"{of}和上年一样时怎么写", 'same = "持平"'),
        Key(
            section, "new", "上年是 0、本年不是 0 时怎么写；more 里有 {percent} 的必须写，别的不写就同 more", 'new = "增加100.00%"'
        ),
        Key(section, "increase", "{direction:…} 和 {direction} 在增加时印的字", 'increase = "增加"'),
        Key(section, "decrease", "同上，减少时", 'decrease = "减少"'),
        Key(section, "unchanged", "同上，一样时", 'unchanged = "持平"'),
        Key(section, "percent_decimals", "百分比印几位小数，0 到 4；不写是 2", "percent_decimals = 1"),
        Key(section, "percent_trim", "百分比末尾的零去掉：2.0% 印成 2%", "percent_trim = true"),
    )


KEYS: Final[tuple[Key, ...]] = (
    *amounts_keys("", "文字里的金额"),
    *amounts_keys("document", "这篇文字里的金额"),
    Key(
        "",
        "words",
        "和上年比较的说法：所有文字里都这样写，除非一篇或一段另写",
        'words = { more = "增加{amount}万元", less = "减少{amount}万元", same = "持平" }',
    ),
    *_words_keys("", "一个数"),
    Key(
        "document",
        "words",
        "这一篇里和上年比较的说法，和别的篇不同时写",
        'words = { more = "增长{percent}", less = "下降{percent}", new = "增长100%" }',
    ),
    *_words_keys("document", "这篇里的数"),
    Key("", "slots", "要单位自己写的各段：左边是编号，右边是这一段的名称和提示", 'duties = { label = "部门职责" }'),
    Key("slots", "*", "一段：名称和提示", 'duties = { label = "部门职责", hint = "每条一段" }'),
    Key("slots.*", "label", "这一段的名称，窗口里显示", 'label = "部门职责"'),
    Key("slots.*", "hint", "空着时显示的提示", 'hint = "每条一段"'),
    Key("slots.*", "yearly", "true：每年重写，转入下一年时不带过去", "yearly = true"),
    Key(
        "slots.*",
        "standard",
        "标准文字：单位没有另写时印的话，可以写 {unit}、{year}、{last_year}；几段的，中间写 \\n",
        'standard = "{year}年未安排转移支付。"',
    ),
    Key(
        "",
        "figures",
        "文字里的数：左边是名称（英文），右边是一格 表:行:列、固定资产一行 assets:行、政府采购 procurement:amount、"
        "项目预算 projects:all 或 projects:with_goals（编了绩效目标的）、另外填的金额 typed:项、清单一栏的合计 list:清单:栏、"
        "政府采购的限额 limits:goods；写几个就是相加",
        'income = "T1:income_total:income"',
    ),
    Key("figures", "*", "一个数", 'income = "T1:income_total:income"'),
    Key("figures.*", "sum", "同上，要写 names 时用", 'sum = "T1:income_total:income"'),
    Key("figures.*", "facts", "按条件加明细：从哪一类明细取数", 'facts = "spending"'),
    Key("figures.*", "where", "取哪些明细，写法同表里的 where", 'where = { source = "general" }'),
    Key("figures.*", "at", "这个数在哪一格能看到", 'at = "T6:total:staff"'),
    Key("figures.*", "names", "单位自己写文字时怎么叫这个数，用来核对手写的数", 'names = ["人员经费"]'),
    Key("", "document", "一篇文字，单独一张纸", "[[document]]"),
    Key("document", "name", "这篇的名称，也是工作表名", 'name = "编制说明"'),
    Key(
        "document",
        "title",
        '印在最上面的标题；可以写 {unit}、{year}、{last_year}；接着前面一篇的，写成空的 ""',
        'title = "{year}年部门预算编制说明"',
    ),
    Key("document", "before_tables", "true：印在各表前面", "before_tables = true"),
    Key("document", "orientation", "这篇文字的纸：portrait 竖（不写就是它），landscape 横", 'orientation = "landscape"'),
    Key("document", "section", "一节", "[[document.section]]"),
    Key("document.section", "heading", "这一节的标题；可以写 {unit}、{year}、{last_year}", 'heading = "二、机关运行经费"'),
    Key("document.section", "title", "窗口里的名称；没有 heading 的、heading 里有花括号的必须写", 'title = "机关运行经费"'),
    Key("document.section", "rule", "整节空着时由哪项检查提出：P-4 或 P-7", 'rule = "P-4"'),
    Key(
        "document.section",
        "forms",
        "公开稿里这一节后面放哪几张：projects 各项目的绩效目标表，procurement 政府采购，assets 固定资产，overall 部门整体绩效目标表"
        "（本地没有的照样可以写），表的 id，list:清单的 id",
        'forms = ["projects"]',
    ),
    Key("document.section", "part", "一段", "[[document.section.part]]"),
    Key("document.section.part", "heading", "小标题", 'heading = "1、收入说明"'),
    Key(
        "document.section.part",
        "text",
        "一段话，由几截组成；一截里缺数缺字，这一截就不印。花括号里可以写：{unit} {year} {last_year}；[figures] 里的名称；"
        "{change:项} 增减、{percent:项} 百分比、{direction:项} 增加或减少、"
        "{before:项} 上年数、{reason:项} 原因（项是 pack.toml 的 [last_year] 里的）；"
        "{count:projects} 项目个数、{count:projects_with_goals}、{count:agencies} 单位个数、{count:agencies:行政单位}；"
        "{quantity:行} 固定资产的数量；{typed:项} 另外填的数；{write:段} 单位自己写的话。金额后面写单位，增减和百分比自己带着单位；"
        "“增加”“减少”不能写死：数变了就是假话，由 {change:项} 或 {direction:项} 写",
        'text = ["共有车辆{quantity:vehicle}辆。"]',
    ),
    Key("document.section.part.text", "text", "一截文字，和 when、unless 一起写时用", 'text = "，主要用于{use}"'),
    Key("document.section.part.text", "when", "这些数都不是 0 才印这一截", 'when = "change:basic"'),
    Key("document.section.part.text", "unless", "这些数都是 0 才印这一截", 'unless = "procurement"'),
    Key("document.section.part", "write", "单位自己写的一段，写 slots 里的编号", 'write = "duties"'),
    Key(
        "document.section.part",
        "agencies",
        "机构设置表：四个标题",
        'agencies = ["单位名称", "单位性质", "单位规格", "经费保障形式"]',
    ),
    Key("document.section.part", "rule", "这一段空着时由哪项检查提出：P-4 或 P-7", 'rule = "P-7"'),
    Key(
        "document.section.part",
        "each",
        "这一段重复印：function 每个功能科目一条，project 每个项目一条，agency 每个单位一条。text 里还可以写 {n} 序号；"
        "科目：{code} {class} {group} {item} 类款项的名称、{amount} 金额、{use} 主要用于、"
        "{executed} 上年执行数、{change} {percent} {direction} {reason}；"
        "项目：{code} {name} {amount} {use}；单位：{name} {nature} {rank} {support}，写了 facts 的还有 {amount}",
        'each = "function"',
    ),
    Key(
        "document.section.part",
        "facts",
        'each = "function" 时从哪一类明细取数；each = "agency" 时是这个单位自己的',
        'facts = "spending"',
    ),
    Key("document.section.part", "where", 'each = "function" 时取哪些明细，写法同表里的 where', 'where = { source = "fiscal" }'),
    Key("document.section.part", "at", 'each = "function" 时这些数在哪张表的哪一列', 'at = "T5:total:total"'),
    Key(
        "document.section.part",
        "against",
        "和什么比：executed 上年执行数（单位填），budget 上年预算数（转入下一年时自动带，text 里写 {budget}）",
        'against = "budget"',
    ),
    Key(
        "document.section.part",
        "codes",
        "印哪些科目：this_year 本年有钱的，both 本年或上年有的，last_year_only 只有上年有的",
        'codes = "both"',
    ),
    Key("document.section.part", "words", "每一条里和上年比较的说法，和别处不同时写", 'words = { more = "增加{amount}万元" }'),
    *_words_keys("document.section.part", "每一条里的数"),
)
