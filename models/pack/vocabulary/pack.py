"""The keys of pack.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.key import Key

KEYS: Final[tuple[Key, ...]] = (
    Key("head", "centre", "表上方中间的字；不写就没有", 'centre = "{year}年"'),
    Key("head", "number", "序号一栏的标题；不写是“序号”", 'number = "序号"'),
    Key("head", "columns", "栏次一行的标题；不写是“栏次”", 'columns = "栏次"'),
    Key("cover", "orientation", "封面的纸：portrait 竖（不写就是它），landscape 横", 'orientation = "landscape"'),
    Key("cover", "contents_orientation", "目录的纸：portrait 竖（不写就是它），landscape 横", 'contents_orientation = "landscape"'),
    Key("", "entry_unit", "录入时金额按什么单位显示和读：“万元”（不写就是它）或“元”；录入的人自己还能换", 'entry_unit = "元"'),
    Key(
        "", "codes", "用哪一年的《政府收支分类科目》。包里有 function.csv（功能科目）或 economic.csv（部门经济科目）时，"
        "它们是对这一年的补充：新的编码加上，已有的编码改名，名称空着的编码取消。", 'codes = "2026"',
    ),
    Key(
        "", "regions", "版式给哪些地方用：区划代码的前 2 位（省）、4 位（市）或 6 位（县）。新建预算时，本地的版式排在前面。",
        'regions = ["1305"]',
    ),
    Key("", "unit_pack", "部门里各单位的预算公开用哪个版式；不写就用这一个。", 'unit_pack = "shanghai-putuo-unit-2026"'),
    Key("", "awaits", "还不能当作定稿的原因。写了以后，新建、首页和检查都会提示。", 'awaits = "待财政局确认"'),
)  # fmt: skip
