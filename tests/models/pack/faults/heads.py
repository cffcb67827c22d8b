"""pack.toml: who issued it, head, cover, limits."""

from __future__ import annotations

from tests.models.pack.faults.fault import edited

P = "pack.toml"

FAULTS = (
    edited("no id", P, 'id = "hebei-xingtai-2024"', 'ident = "hebei-xingtai-2024"', "ident：不认识这一项", count=2),
    edited("year as a text", P, "year = 2024", 'year = "2024"', "应当是不小于 0 的数，不加引号"),
    edited("newer format", P, "format = 1", "format = 2", "要先升级程序"),
    edited("flag as a text", P, "withheld_counts = true", 'withheld_counts = "true"', "应当是 true 或 false，不加引号"),
    edited("unknown key", P, "withheld_counts = true", "withheld_count = true", "是不是“withheld_counts”；这里可以写 "),
    edited("no stages", P, "stages = [", "steps = [", "不认识这一项", count=2),
    edited("text as a number", P, 'version = "1.0"', "version = 1.0", "应当是文字，写在英文的双引号里"),
    edited("unknown name in the head", P, 'left = "{code} {name}"', 'left = "{code} {nam}"', "不认识“{nam}”，这里只能写 {unit}"),
    edited("brace in the head", P, 'left = "{code} {name}"', 'left = "{code} {name"', "花括号不成对"),
    edited("unit of the head", P, 'right = "单位：万元"', 'right = "单位：元"', "这里写的是“元”"),
    edited("no head", P, "[head]", "[heads]", "heads：不认识这一项，是不是“head”", count=2),
    edited("unknown key in the head", P, 'centre = "', 'center = "', "是不是“centre”"),
    edited("unknown field on the cover", P, 'field = "region" }', 'field = "area" }', "没有“area”", 'field = "area"'),
    edited("brace on the cover", P, 'title = "{year} 年', 'title = "{yaer} 年', "不认识“{yaer}”"),
    edited("name of last year's item", P, 'total = "收支总额"', "total = 1", "这里应当是一组"),
    edited("limit below zero", P, "[last_year]", "[limits]\ngoods = -1\n[last_year]", "应当是不小于 0 的数", "goods"),
    edited("unknown limit", P, "[last_year]", "[limits]\ngood = 1\n[last_year]", "是不是“goods”", "good ="),
    edited("unit of entry", P, "withheld_counts = true", 'withheld_counts = true\nentry_unit = "千元"', "没有“千元”", "entry_unit"),
    edited("region", P, 'regions = ["1305"]', 'regions = ["邢台"]', "“邢台”不是区划代码"),
)
