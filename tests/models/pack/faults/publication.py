"""publication.toml, and what sections of a text say of it."""

from __future__ import annotations

from tests.models.pack.faults.fault import edited

P, N = "publication.toml", "narrative.toml"
LAST = 'head = "{unit}{year}年部门预算信息公开"'


def also(name: str, more: str, says: str, line: str = ""):
    """A fault in what follows the first lines."""
    return edited(name, P, LAST, f"{LAST}\n{more}", says, line or more.splitlines()[0])


FAULTS = (
    edited("unknown key of a publication", P, "head =", "heed =", "不认识这一项，是不是“head”"),
    edited("brace in the title of a publication", P, 'title = "{unit}', 'title = "{untt}', "不认识“{untt}”"),
    edited("form of a publication that there is not", P, 'forms = ["tables"]', 'forms = ["T1", "T99", "tables"]', "没有“T99”"),
    edited("form in two groups", P, 'forms = ["tables"]', 'forms = ["T1", "T1", "tables"]', "“T1”写了不止一次", "[[group]]"),
    edited("form in no group", P, 'forms = ["tables"]', 'forms = ["T1"]', "“T2”没有写进去，公开稿里就没有它", "[[group]]"),
    edited("group without forms", P, 'forms = ["tables"]', "forms = []", "不能空着", "forms = []"),
    edited(
        "unlisted group without a heading", P, 'heading = "部门预算公开表"', "listed = false", "不逐张列出的，要有标题", "[[group]]"
    ),
    edited(
        "form inside a text and outside", P, 'forms = ["tables"]', 'forms = ["tables", "projects"]', "写了不止一次", "[[group]]"
    ),
    edited("form inside a text that there is not", N, 'forms = ["assets"]', 'forms = ["asset"]', "没有“asset”，是不是“assets”"),
    edited("text inside a text", N, '["assets"]', '["assets", "text:情况说明"]', "不能放进另一篇文字里"),
    also("page number without its place", 'page_number = "第 1 页"', "里面要有 {page}"),
    also("where page 1 is", 'numbered_from = "cover"', "没有“cover”，只能是 contents、forms"),
    also("height of a line", "line_height = 2", "应当是 12 到 60 磅"),
    also("three margins", "margins = [37, 26, 35]", "应当是四个数"),
    also("wide margin", "margins = [37, 26, 35, 100]", "每个不超过 60"),
    also("letters of what there is not", "[letters]\nbodies = {}", "没有“bodies”，是不是“body”", "bodies"),
    also("typeface", '[letters]\nbody = { face = "隶书" }', "没有“隶书”，只能是 仿宋、黑体、宋体、楷体", "body"),
    also("size of letters", '[letters]\nbody = { size = "16" }', "没有“16”，只能是 初号", "body"),
)
