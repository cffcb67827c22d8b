"""What a pack may get wrong about the pack that it extends (here the province's)."""

from __future__ import annotations

from tests.models.pack.faults.fault import Fault, written

T = "tables.toml"
HEAD = """format = 1
id = "hebei-tangshan-2026"
extends = "hebei-xingtai-2024"
name = "甲"
year = 2026
version = "1"
"""


def own(name, file, content, line, says, count=1):
    return Fault(name, written(file, content), file, line, says, count)


FAULTS = (
    own("no name of its own", "pack.toml", HEAD.replace('name = "甲"\n', ""), "", "name：缺少这一项"),
    own("extends itself", "pack.toml", HEAD.replace("hebei-xingtai-2024", "my-pack"), "extends", "没有“my-pack”这个版式包"),
    own("extends its own id", "pack.toml", HEAD.replace("hebei-xingtai-2024", "hebei-tangshan-2026"), "extends", "绕回了自己"),
    own("year of the pack it extends", "pack.toml", HEAD.replace("year = 2026\n", ""), "id =", "编号说是 2026 年，year 却是 2024"),
    own("extends a path", "pack.toml", HEAD.replace("hebei-xingtai-2024", "../x"), "extends", "应当是另一个版式包的编号"),
    own("removes what is not there", T, 'remove = ["T99"]', "remove", "没有“T99”，拿不掉，是不是“T9”"),
    Fault(
        "removes what a check needs", written(T, 'remove = ["T8"]'), "hebei-xingtai-2024/checks.toml", "T8:", "没有“T8”这张表", 5
    ),
    own(
        "after what is not there",
        T,
        '[[table]]\nid = "T3"\ncolumns = [{ id = "a", heading = "甲", where = { kind = "basic" }, after = "b" }]',
        "after",
        "没有“b”；这里可以写 total、basic",
    ),
    own("replaces by nothing", T, 'replace = ["groups"]', "replace", "可是这里没有写新的"),
    own(
        "a sum over a filter",
        T,
        '[[table]]\nid = "T3"\ncolumns = [\n{ id = "basic", sum = ["project"] }]',
        "basic",
        "有 sum 的，不能再写 where 和 facts",
    ),
    own(
        "a new column that takes the same money",
        T,
        '[[table]]\nid = "T3"\ncolumns = [\n{ id = "a", heading = "甲", where = { kind = "basic" } }]',
        "columns",
        "“basic”和“a”会收进同一笔钱",
    ),
    own(
        "a column renamed that takes what it took",
        T,
        '[[table]]\nid = "T3"\ncolumns = [\n{ id = "project", heading = "上缴上级支出" }]',
        "project",
        "“上缴上级支出”和它收的钱对不上：这一栏收的是项目支出",
    ),
    own(
        "a line renamed that takes what it took",
        T,
        '[[table]]\nid = "T9"\nlines = [\n{ id = "reception", label = "三、公务用车运行费" }]',
        "reception",
        "这一行收的是公务接待费",
    ),
    own(
        "facts changed below their heading",
        T,
        '[[table]]\nid = "T2"\ncolumns = [\n{ id = "institutional", where = { source = "business", carried = false } },\n'
        '{ id = "business", where = { source = "institutional", carried = false } }]',
        '"institutional", where',
        "“事业收入”和它收的钱对不上：这一栏收的是经营收入",
        2,
    ),
    own("an entry without its id", T, '[[table]]\ntitle = "甲"', "[[table]]", "这一项要写明 id"),
    own(
        "an entry twice",
        T,
        '[[table]]\nid = "T3"\ntitle = "甲"\n[[table]]\nid = "T3"\ntitle = "乙"',
        "[[table]]",
        "“T3”前面已经写过一次",
    ),
    own("a key that there is not", T, '[[table]]\nid = "T3"\ntitel = "甲"', "titel", "是不是“title”"),
    Fault(
        "a sheet without the indicators of the roles",
        written("sheet.toml", 'replace = ["dimensions"]\n[dimensions]\n"甲" = ["乙"]'),
        "hebei-xingtai-2024/sheet.toml",
        "",
        "没有“可持续影响指标”；这里可以写 乙、甲",
    ),
)
