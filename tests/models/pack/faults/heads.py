"""pack.toml: who issued it, head, cover, limits."""

from __future__ import annotations

from tests.models.pack.faults.fault import edited

P = "pack.toml"
ALL_BUT_PROJECTS = [*(f"T{number}" for number in range(1, 10)), "text:情况说明", "procurement", "assets"]

FAULTS = (
    edited(
        "another year in the head",
        P,
        'centre = "预算年度：{year}"',
        'centre = "预算年度：2023"',
        "这里写的是 2023 年，版式却是 2024 年的",
    ),
    edited(
        "another year on the cover",
        P,
        'title = "{year} 年部门',
        'title = "2023 年部门',
        "写 {year}，上年写 {last_year}",
        "2023 年部门",
    ),
    edited("a name of last year's items twice", P, 'basic = "基本支出"', 'basic = "项目支出"', "“project”也叫“项目支出”"),
    edited("sign before a brace", P, 'left = "{code} {name}"', 'left = "${code} {name}"', "“$”会照样印出来"),
    edited("no id", P, 'id = "hebei-xingtai-2024"', 'ident = "hebei-xingtai-2024"', "ident：不认识这一项", count=2),
    edited("year as a text", P, "year = 2024", 'year = "2024"', "应当是不小于 0 的数，不加引号"),
    edited("newer format", P, "format = 1", "format = 2", "要先升级程序"),
    edited("flag as a text", P, "withheld_counts = false", 'withheld_counts = "false"', "应当是 true 或 false，不加引号"),
    edited("unknown key", P, "withheld_counts = false", "withheld_count = false", "是不是“withheld_counts”；这里可以写 "),
    edited("no stages", P, "stages = [", "steps = [", "不认识这一项", count=2),
    edited("text as a number", P, 'version = "1.0"', "version = 1.0", "应当是文字，写在英文的双引号里"),
    edited("unknown name in the head", P, 'left = "{code} {name}"', 'left = "{code} {nam}"', "不认识“{nam}”，这里只能写 {unit}"),
    edited("brace in the head", P, 'left = "{code} {name}"', 'left = "{code} {name"', "花括号不成对"),
    edited("a form for units that is no id", P, "withheld_counts", 'unit_pack = "普陀单位版式"\nwithheld_counts', "要用小写字母"),
    edited("unit of the head", P, 'right = "单位：万元"', 'right = "单位：元"', "这里写的是“元”"),
    edited("no head", P, "[head]", "[heads]", "heads：不认识这一项，是不是“head”", count=2),
    edited("unknown key in the head", P, 'centre = "', 'center = "', "是不是“centre”"),
    edited("unknown field on the cover", P, 'field = "region" }', 'field = "area" }', "没有“area”", 'field = "area"'),
    edited("brace on the cover", P, 'title = "{year} 年', 'title = "{yaer} 年', "不认识“{yaer}”"),
    edited("name of last year's item", P, 'total = "收支总额"', "total = 1", "这里应当是一组"),
    edited("limit below zero", P, "[last_year]", "[limits]\ngoods = -1\n[last_year]", "应当是不小于 0 的数", "goods"),
    edited("unknown limit", P, "[last_year]", "[limits]\ngood = 1\n[last_year]", "是不是“goods”", "good ="),
    edited(
        "unit of entry", P, "withheld_counts = false", 'withheld_counts = false\nentry_unit = "千元"', "没有“千元”", "entry_unit"
    ),
    edited("region", P, 'regions = ["1305"]', 'regions = ["邢台"]', "“邢台”不是区划代码"),
    edited("year with two digits", P, "year = 2024", "year = 24", "应当是四位的年度"),
    edited("half a year", P, "year = 2024", "year = 2024.5", "应当是四位的年度"),
    edited("another year than the id's", P, "year = 2024", "year = 2025", "编号说是 2024 年，year 却是 2025", "id ="),
    edited("version in words", P, 'version = "1.0"', 'version = "第一版"', "比不出新旧"),
    edited("no version", P, 'version = "1.0"\n', "", "version：缺少这一项", ""),
    edited("Chinese id", P, 'id = "hebei-xingtai-2024"', 'id = "河北-2024"', "要用小写字母、数字和连字符"),
    edited("blank name", P, 'name = "邢台 2024 版式"', 'name = " "', "不能空着"),
    edited("no stage", P, 'stages = ["一上", "一下", "二上", "批复", "调整"]', "stages = []", "不能空着"),
    edited("stage twice", P, '"一上", "一下"', '"一上", "一上"', "“一上”重复", "stages"),
    edited("edition that there is not", P, 'codes = "2024"', 'codes = "2031"', "没有“2031”版的科目代码表"),
    edited("wide braces", P, 'left = "{code} {name}"', 'left = "｛code｝ {name}"', "花括号要用英文的（半角）"),
    edited("square brackets", P, 'left = "{code} {name}"', 'left = "[code] {name}"', "要写成 {code}"),
    edited(
        "contents without a form",
        P,
        "[head]",
        f"[[contents]]\nforms = {ALL_BUT_PROJECTS}\n[head]",
        "“projects”（绩效目标表）没有写进目录，就不会印出来：写进一组的 forms；不要这张的，去掉 sheet.toml",
        "[[contents]]",
    ),
)
