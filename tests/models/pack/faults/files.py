"""Files that are no TOML, no CSV, not there or in another encoding."""

from __future__ import annotations

from tests.models.pack.faults.fault import Fault, edited, encoded, text, without, written

INDICATORS = "category,name,target,description,basis\n"

FAULTS = (
    Fault("BOM", encoded("pack.toml", "utf-8-sig"), "pack.toml", "# 邢台", "文件的开头有 BOM"),
    Fault("GBK", encoded("tables.toml", "gb18030"), "tables.toml", "", "像是 GBK（记事本的“ANSI”）；另存为，编码选“UTF-8”"),
    Fault("UTF-16", encoded("checks.toml", "utf-16"), "checks.toml", "", "是 Unicode（UTF-16）"),
    Fault("CSV in GBK", encoded("summary_lines.csv", "gb18030"), "summary_lines.csv", "", "像是 GBK"),
    edited("Chinese quotes", "pack.toml", 'issuer = "邢台经济开发区"', "issuer = “邢台经济开发区”", '“应当是 " '),
    edited("Chinese colon", "pack.toml", "year = 2024", "year：2024", "“：”应当是 = "),
    edited("full-width equals sign", "sheet.toml", 'plan_unit = "wan"', 'plan_unit ＝ "wan"', "“＝”应当是 = "),
    edited("Chinese comma", "sheet.toml", '"3月底", "6月底"', '"3月底"，"6月底"', "“，”应当是 , ", "3月底"),
    edited("full-width space", "pack.toml", "format = 1", "format =\u30001", "全角空格应当是空格"),
    edited("full-width brackets", "tables.toml", '[[table]]\nid = "T2"', '［［table］］\nid = "T2"', "“［”应当是 [ "),
    edited("open quote", "pack.toml", 'version = "1.0"', 'version = "1.0', "引号没有成对"),
    edited("open bracket", "pack.toml", '"批复", "调整"]', '"批复", "调整"', "少了“]”", "codes ="),
    edited(
        "open brace", "tables.toml", 'where = { kind = "basic" } }', 'where = { kind = "basic" }', "花括号没有成对", 'id = "basic"'
    ),
    edited("key twice", "pack.toml", "format = 1", 'format = 1\nid = "a-b"', "前面已经写过", 'id = "hebei'),
    edited("group twice", "pack.toml", "[cover]", "[head]\n[cover]", "前面已经写过", "[head]"),
    edited("no quotes", "tables.toml", 'title = "部门预算支出总表"', "title = 部门预算支出总表", "文字写在英文的双引号里"),
    edited("Chinese key", "sheet.toml", 'title = "{number}', '标题 = "{number}', "键里有汉字的，写在英文的双引号里"),
    edited("two in a line", "pack.toml", "format = 1", "format = 1 year = 2024", "一行里只能写一个"),
    edited("backslash", "pack.toml", '"邢台经济开发区"', '"邢台\\经济开发区"', "反斜杠要写两个", "issuer ="),
    Fault("no tables.toml", without("tables.toml"), "tables.toml", "", "没有这个文件"),
    Fault("no forms.toml", without("forms.toml"), "narrative.toml", "procurement = {", "forms.toml 里没有 procurement 这张表", 7),
    Fault("no pack.toml", without("pack.toml"), "pack.toml", "", "没有这个文件"),
    Fault("no list", without("summary_lines.csv"), "tables.toml", "each = ", "没有 summary_lines.csv 这个文件", 2),
    edited(
        "list with another header", "summary_lines.csv", "label,code", "label,kode", "第一行应当是 label,code，现在是 label,kode"
    ),
    Fault("empty list", written("summary_lines.csv", "label,code\n"), "tables.toml", "each = ", "summary_lines.csv 是空的", 2),
    edited("too many cells", "summary_lines.csv", ",201\n", ",201,1\n", "这一行的格子比第一行多，应当是 2 格", ",201,1"),
    Fault(
        "starters with another header",
        written("indicators.csv", "name\na\n"),
        "indicators.csv",
        "name",
        "第一行应当是 category,name",
    ),
    Fault(
        "starter of an unknown kind",
        written("indicators.csv", INDICATORS + "\n质量,a,,,\n"),
        "indicators.csv",
        "质量",
        "没有“质量”这个二级指标",
    ),
    Fault("starter without a name", written("indicators.csv", INDICATORS + "质量指标,,,,\n"), "indicators.csv", "质量", "没有名称"),
    Fault("code of its own", written("function.csv", "code,name\n2010301,a\n10,b\n"), "function.csv", "10,b", "不是科目编码"),
    Fault(
        "extends what is not there",
        text("pack.toml", "format = 1", 'format = 1\nextends = "nowhere-2020"'),
        "pack.toml",
        "extends",
        "没有“nowhere-2020”这个版式包",
    ),
)
