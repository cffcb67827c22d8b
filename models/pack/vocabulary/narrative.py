"""The keys of narrative.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.key import Key

KEYS: Final[tuple[Key, ...]] = (
    *amounts_keys("", "情况说明里的金额"),
    Key("", "words", "增减的说法", ""),
    Key("words", "more", "比上年多时的字，{amount} 是相差的数", 'more = "增加{amount}万元"'),
    Key("words", "less", "比上年少时的字", 'less = "减少{amount}万元"'),
    Key("words", "same", "一样时的字", 'same = "持平"'),
    Key("", "slots", "要人写的各段：英文名 = { label、hint }。每段都要在文字里用一次 write", ""),
    Key("slots", "*", "一段的英文名", 'duties = { label = "部门职责", hint = "每条一段" }'),
    Key("slots.*", "label", "这一段的名称，“文字”页上显示", 'label = "部门职责"'),
    Key("slots.*", "hint", "空着时显示的提示", 'hint = "照“三定”规定写，每条一段"'),
    Key("slots.*", "yearly", "true：每年重写，转入下一年时不带过去", "yearly = true"),
    Key("", "figures", "文字里用的数：英文名 = 数从哪里来。文字里写 {英文名} 就印这个数", ""),
    Key(
        "figures",
        "*",
        "一个数：表:行:栏，一格或几格相加；procurement:amount（可再加 :目录开头）政府采购；assets:行 固定资产的价值；"
        "或者按 facts、where 加",
        'income = "T1:income_total:income"',
    ),
    Key("figures.*", "sum", "一格或几格相加", 'sum = "T3:total:basic"'),
    Key("figures.*", "names", "填报人自己写这个数时的叫法，检查用来核对", 'names = ["基本支出"]'),
    Key("figures.*", "facts", "按一类数加：spending、income、carry_forward、three_public", 'facts = "spending"'),
    Key("figures.*", "where", "加哪些，见“筛选”", 'where = { kind = "basic", cost = "staff" }'),
    Key("figures.*", "at", "这个数在哪一格也印着，检查时指到那里", 'at = "T6:total:staff"'),
    Key("", "document", "一篇文字；每篇以 [[document]] 开头", ""),
    Key("document", "name", "工作表的名称", 'name = "情况说明"'),
    Key("document", "title", "文字的标题，可以用 {unit}、{year}、{last_year}", 'title = "{unit}{year}年部门预算信息公开情况说明"'),
    Key("document", "before_tables", "true：印在各张表的前面", "before_tables = true"),
    *amounts_keys("document", "这篇文字里的金额"),
    Key("document", "orientation", "这篇文字的纸：portrait 竖（不写就是它），landscape 横", 'orientation = "landscape"'),
    Key("document", "section", "一节；每节以 [[document.section]] 开头", ""),
    Key("document.section", "heading", "一节的标题；不写就没有", 'heading = "一、部门职责及机构设置情况"'),
    Key("document.section", "title", "没有 heading 的一节，在“文字”页上叫什么", 'title = "开头"'),
    Key("document.section", "rule", "这一节空着时由哪项检查提醒：P-4、P-7", 'rule = "P-4"'),
    Key(
        "document.section",
        "part",
        "一节里的一段；每段以 [[document.section.part]] 开头，里面写 heading、text、write、agencies 中的一个",
        "",
    ),
    Key("document.section.part", "heading", "小标题", 'heading = "部门职责："'),
    Key(
        "document.section.part",
        "text",
        "一段话，由一句或几句接起来；花括号里写数或事实的名称："
        "{unit}、{year}、figures 里的名称、{change:项}（比上年增减）、{reason:项}（增减的原因）",
        'text = ["{year}年收入{income}万元，", "较上年{change:total}。"]',
    ),
    Key("document.section.part.text", "text", "有条件的一句：写成 { text = …, when = … }", 'text = "其中：基金预算{fund}万元，"'),
    Key("document.section.part.text", "when", "这些数都不是零时才印", 'when = "fund"'),
    Key("document.section.part.text", "unless", "这些数都是零时才印", 'unless = "fund"'),
    Key("document.section.part", "write", "要人写的一段，写 slots 里的英文名", 'write = "duties"'),
    Key(
        "document.section.part",
        "agencies",
        "机构设置表，写四栏的标题",
        'agencies = ["单位名称", "单位性质", "单位规格", "经费保障形式"]',
    ),
    Key("document.section.part", "rule", "这一段空着时由哪项检查提醒：P-4、P-7", 'rule = "P-7"'),
)
