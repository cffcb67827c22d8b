"""The keys of tables.toml that say how a table is laid out: its rows, columns, headings and paper."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.key import Key

_TABLE: Final = (
    ("number", "最左边有没有序号一栏；不写就有", "number = false"),
    (
        "column_numbers",
        "标题下面有没有栏次一行（1、2、3……）；不写就有。没有序号的，“栏次”印在左边的项目栏里",
        "column_numbers = false",
    ),
    ("length", "表身至少几行，合计也算；不够的补空行，0 是不补。空表也印这么多行，数都空着", "length = 14"),
    ("bold_totals", "合计和写了 bold 的行是否印粗体；不写是粗体，false 只居中", "bold_totals = false"),
    ("one_page", "是否印在一页上：放不下就缩小，不分页", "one_page = true"),
    (
        "head",
        "表上方的字和 pack.toml 的 [head] 不同的，写在这里：left、centre、right、number、columns",
        'head = { right = "单位：{money_unit}" }',
    ),
    ("orientation", "纸的方向：portrait 竖，landscape 横；不写是横", 'orientation = "portrait"'),
    ("empty_note", "表里没有数时，印在下面的一句话；不写就没有", 'empty_note = "注：{year}年没有这项预算，本表为空表。"'),
)
_SIDE: Final = (
    ("", "one_row", "整张表只有一行数，没有项目栏。这一行的行号是 total：T9:total:栏", "one_row = true"),
    ("rows", "split", "编码拆成几栏，写每栏的标题：功能科目三个，经济科目两个", 'split = ["类", "款", "项"]'),
    (
        "rows",
        "total_at",
        "合计印在哪里：first 最前（不写就是它）、last 最后、none 不印；不印的也能用 表:total:栏 引用",
        'total_at = "last"',
    ),
    ("rows", "total_across", "“合计”两个字是否横跨编码和名称各栏", "total_across = true"),
    ("rows", "indent", "名称每低一级往里缩几个字，0 到 4", "indent = 1"),
    (
        "lines",
        "present",
        "有数的每个类印一行：function 功能科目，economic 经济科目。行号就是编码：T1:201:栏",
        'present = "function"',
    ),
    (
        "lines",
        "numbering",
        "present 的行怎么编号，写第一行的样子：一、（不写就是它）（一） 1. 1、 空着是不编",
        'numbering = "一、"',
    ),
    ("lines", "last", "印在表的最后；连着几行都写就依次在最后，两边对齐，前面补空行", "last = true"),
    ("columns", "facts", "这一栏的数取自另一类数，和 facts 写的不同", 'facts = "carry_forward"'),
)


def layout_keys() -> tuple[Key, ...]:
    """The keys of a table, and of its rows and columns where they stand in the table itself or in one of its sides."""
    sides = (
        Key(f"{side}.{part}".removesuffix("."), name, meaning, example)
        for side in ("table", "table.sides")
        for part, name, meaning, example in _SIDE
    )
    return (*(Key("table", *key) for key in _TABLE), *sides)
