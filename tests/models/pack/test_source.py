"""The files of a pack as written: the line of each value, and what a pack changes in the one it extends."""

from __future__ import annotations

import tomllib

import pytest

from models.pack.errors import PackError
from models.pack.source.merging import merged
from models.pack.source.positions import value_lines
from models.pack.source.syntax import syntax_faults
from models.pack.source.written import as_written, nearest, plain
from storage.paths import BUILT_IN_PACKS


def places(data, path=()):
    """The path of every value."""
    if path:
        yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data, 1) if isinstance(data, list) else ()
    for step, value in inner:
        yield from places(value, (*path, step))


@pytest.mark.parametrize("file", sorted(BUILT_IN_PACKS.glob("*/*.toml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_value_of_the_shipped_packs_has_the_line_in_which_it_stands(file):
    text = file.read_text(encoding="utf-8")
    lines, rows = value_lines(text), text.splitlines()
    assert set(lines) == set(places(tomllib.loads(text)))
    for path, line in lines.items():
        key = next(step for step in reversed(path) if isinstance(step, str))
        assert isinstance(path[-1], int) or key in rows[line - 1]


HARD = '''a.b = """
x = [ "
""" # x
"c # d" = [ # one
  1, { e = "]" }, # two
  [ "\\"", ]]
[f."g.h"]
i = 2026-01-01 07:00:00
[[j]]
[[j.k]]
l = '#'
[[j.k]]
[[j]]
[[j.k]]
l = 1'''


def test_the_lines_of_texts_lists_and_tables_of_every_kind():
    lines = value_lines(HARD)
    assert set(lines) == set(places(tomllib.loads(HARD)))
    wanted = {("a", "b"): 1, ("c # d",): 4, ("c # d", 2, "e"): 5, ("c # d", 3, 1): 6, ("f", "g.h", "i"): 8}
    wanted |= {("j", 1, "k", 1, "l"): 11, ("j", 1, "k", 2): 12, ("j", 2): 13, ("j", 2, "k", 1): 14, ("j", 2, "k", 1, "l"): 15}
    assert {path: lines[path] for path in wanted} == wanted


BASE = """
title = "甲"
months = ["3月", "6月"]
[head]
left = "左"
right = "右"
[[table]]
id = "T1"
where = { source = "general" }
columns = [{ id = "total", heading = "合计" }, { id = "basic", heading = "基本" }]
[[table]]
id = "T2"
[[table.sides]]
facts = "income"
lines = [{ id = "own", label = "五、" }]
[[table.sides]]
facts = "spending"
[[equation]]
code = "X-3"
rule = "甲"
[[equation]]
code = "X-3"
rule = "乙"
[[section]]
title = "开头"
part = [{ text = "一" }, { text = "二" }]
[[section]]
heading = "一、"
"""


def read(text, file="own"):
    return as_written(tomllib.loads(text), value_lines(text), file)


def changed(own):
    return merged(read(BASE, "base"), read(own))


@pytest.mark.parametrize(
    ("own", "change"),
    [
        ("", lambda base: None),
        ('title = "乙"', lambda base: base.update(title="乙")),
        ('months = ["12月"]', lambda base: base.update(months=["12月"])),
        ('[head]\nleft = ""', lambda base: base["head"].update(left="")),
        ('remove = ["title", "T2"]', lambda base: (base.pop("title"), base["table"].pop())),
        ('remove = "table.T1"', lambda base: base["table"].pop(0)),
        ('remove = "X-3"', lambda base: base["equation"].clear()),
        ('remove = "X-3 乙"', lambda base: base["equation"].pop()),
        ('replace = "head"\n[head]\nleft = "中"', lambda base: base.update(head={"left": "中"})),
        ('[[table]]\nid = "T1"\nwhere = { kind = "basic" }', lambda base: base["table"][0].update(where={"kind": "basic"})),
        ('[[table]]\nid = "T1"\nremove = ["basic", "where"]',
         lambda base: (base["table"][0]["columns"].pop(), base["table"][0].pop("where"))),
        ('[[table]]\nid = "T3"\nbefore = "T2"', lambda base: base["table"].insert(1, {"id": "T3"})),
        ('[[table]]\nid = "T2"\nbefore = "T1"', lambda base: base["table"].insert(0, base["table"].pop())),
        ('[[table]]\nid = "T1"\ncolumns = [{ id = "project", after = "total" }]',
         lambda base: base["table"][0]["columns"].insert(1, {"id": "project"})),
        ('[[table]]\nid = "T2"\n[[table.sides]]\nfacts = "income"\nlines = [{ id = "own", label = "四、" }]',
         lambda base: base["table"][1]["sides"][0]["lines"][0].update(label="四、")),
        ('[[equation]]\ncode = "X-3"\nrule = "乙"\nlevel = 3', lambda base: base["equation"][1].update(level=3)),
        ('[[section]]\ntitle = "开头"\npart = [{ text = "三" }]', lambda base: base["section"][0].update(part=[{"text": "三"}])),
        ('[[section]]\nheading = "二、"\nafter = "开头"', lambda base: base["section"].insert(1, {"heading": "二、"})),
    ],
)  # fmt: skip
def test_a_pack_says_only_what_differs(own, change):
    wanted = tomllib.loads(BASE)
    change(wanted)
    assert plain(changed(own)) == wanted


@pytest.mark.parametrize(
    ("own", "line", "says"),
    [
        ('a = 1\nremove = ["titel"]', 2, "没有“titel”，拿不掉；这里可以写 title"),
        ('[[table]]\nid = "T1"\nremove = ["bsic"]', 3, "没有“bsic”，拿不掉，是不是“basic”"),
        ('[[table]]\nid = "T9"\nafter = "T7"', 3, "没有“T7”；这里可以写 T1、T2"),
        ('[[table]]\nid = "T9"\nafter = "T1"\nbefore = "T2"', 4, "before 和 after 只能写一个"),
        ('[[table]]\ntitle = "x"', 1, "这一项要写明 id"),
        ('replace = ["head"]', 1, "“head”要整个换掉，可是这里没有写新的"),
        ("remove = [1]", 1, "应当是一个或几个文字"),
    ],
)  # fmt: skip
def test_what_cannot_be_merged_is_refused_with_its_line(own, line, says):
    with pytest.raises(PackError) as refused:
        changed(own)
    assert (refused.value.file, refused.value.line) == ("own", line)
    assert says in str(refused.value)


def test_each_merged_value_knows_who_wrote_it():
    whole = changed('[[table]]\nid = "T1"\ncolumns = [{ id = "basic", heading = "经费" }]')
    heading = nearest(whole, ("table", 1, "columns", 2, "heading"))
    assert (heading.value, heading.file, heading.line) == ("经费", "own", 3)
    other = nearest(whole, ("table", 1, "columns", 1, "heading"))
    assert (other.value, other.file, other.line) == ("合计", "base", 10)
    assert nearest(whole, ("table", 2, "title")).file == "base"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a = “甲”\nb ＝ 1\n# “甲”\nc = '，'", {1: "“应当是", 2: "“＝”应当是 ="}),
        ("a = 1\n\u3000b = 2", {2: "全角空格应当是空格"}),
        ("a = 1\na = 2", {2: "前面已经写过"}),
        ("[a]\n[a]", {2: "前面已经写过"}),
        ('a = "甲', {1: "引号没有成对"}),
        ("a = [1", {1: "方括号没有成对"}),
        ("a = 甲", {1: "值写法不对"}),
        ("甲 = 1", {1: "有汉字的，写在英文的双引号里"}),
        ("a", {1: "键的后面应当是等号"}),
        ("a = 1 b = 2", {1: "一行里只能写一个"}),
        ('a = "c:\\x"', {1: "反斜杠要写两个"}),
    ],
)
def test_what_is_no_toml_is_said_in_words(text, found):
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(text)
    faults = list(syntax_faults(text, "a.toml", refused.value))
    assert [fault.line for fault in faults] == list(found)
    assert all(words in str(fault) for fault, words in zip(faults, found.values(), strict=True))
