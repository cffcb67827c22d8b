"""What a pack may say, and that every filter of the shipped pack carries weight."""

from __future__ import annotations

import copy
import shutil
import tomllib

import pytest

from models.book.fact_totals import book_facts
from models.book.facts import tally_facts
from models.checks.severities import SEVERITIES
from models.pack.errors import PackError
from models.pack.reading.pack import FILES, read_pack
from models.published.table_totals import build_tables
from storage.packs.folder import read_pack_folder
from storage.paths import BUILT_IN_PACKS
from tests.golden_books import seed1_book
from tests.models.published.test_tables import show_tables, tables_of
from tests.second_budget import second_book

XINGTAI = BUILT_IN_PACKS / "hebei-xingtai-2024"
LISTS = {"summary_lines.csv": [dict(zip(("label", "code"), line.split(","), strict=True)) for line in
         (XINGTAI / "summary_lines.csv").read_text(encoding="utf-8").splitlines()[1:]]}  # fmt: skip


def pack_files():
    return {name: tomllib.loads((XINGTAI / name).read_text(encoding="utf-8")) for name in FILES}


def filters_in(data, path=()):
    """The path of every key of every ``where`` in a table file."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "where":
                yield from ((*path, "where", name) for name in value)
            else:
                yield from filters_in(value, (*path, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from filters_in(value, (*path, i))


FILTERS = list(filters_in(pack_files()["tables.toml"]))


def dropped(files, path):
    """The files without one condition of one filter."""
    files = copy.deepcopy(files)
    place = files["tables.toml"]
    for step in path[:-2]:
        place = place[step]
    del place["where"][path[-1]]
    if not place["where"]:
        del place["where"]
    return files


@pytest.mark.parametrize("path", FILTERS, ids=lambda path: ".".join(map(str, path)))
def test_every_filter_of_the_pack_is_needed(path, codes):
    whole = read_pack(pack_files(), LISTS, frozenset(SEVERITIES))
    tallies = tally_facts(book_facts(second_book(), codes, withheld_counts=True))
    try:
        without = read_pack(dropped(pack_files(), path), LISTS, frozenset(SEVERITIES))
    except PackError:
        return  # two columns would take the same money: the reader saw it
    assert show_tables(build_tables(without, codes, tallies)) != show_tables(build_tables(whole, codes, tallies))


def test_there_are_filters_to_drop():
    assert len(FILTERS) > 60


TENTH = """
[[table]]
id = "T10"
title = "部门预算单位资金支出表"
empty_note = "注：无单位资金预算，空表列示。"
facts = "spending"
where = { source = "own" }
rows = { by = "function", total = "合计", code_heading = ["功能分类科目", "科目编码"], name_heading = ["功能分类科目", "科目名称"] }
columns = [
  { id = "total", heading = "合计", sum = ["this_year", "carried"] },
  { id = "this_year", heading = "本年资金", where = { carried = false } },
  { id = "carried", heading = "上年结转", where = { carried = true } },
]
"""


@pytest.fixture
def pack_copy(tmp_path):
    """A copy of the shipped pack in which a test may write."""
    folder = tmp_path / "包" / "my-pack"
    shutil.copytree(XINGTAI, folder)

    def write(file, old, new):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return write


def test_a_tenth_table_needs_no_python(pack_copy, codes):
    pack = read_pack_folder(pack_copy("tables.toml", "# --- T1 ---", TENTH + "\n# --- T1 ---"))
    table = tables_of(second_book(), pack, codes)["T10"]
    total = table.printed()[0]
    assert total[2] == "合计"
    assert total[3:] == ["2497600.00", "400448.00", "2097152.00"]
    assert tables_of(seed1_book(), pack, codes)["T10"].is_empty


@pytest.mark.parametrize(
    ("file", "old", "new", "line_has", "says"),
    [
        ("tables.toml", 'title = "部门预算支出总表"', 'titel = "x"', "[[table]]", "title：缺少这一项"),
        ("tables.toml", '{ id = "basic", heading = "基本支出", where = { kind = "basic" } }',
         '{ id = "basic", heading = "基本支出", where = { economic = "301" } }', "economic", "不能按“economic”筛选"),
        ("tables.toml", 'id = "T3"', 'id = "T2"', "", "“T2”重复"),
        ("tables.toml", '{ id = "project", heading = "项目支出", where = { kind = "project" } }',
         '{ id = "project", heading = "项目支出", where = { kind = "basic" } }', "", "会收进同一笔钱"),
        ("tables.toml", 'sum = ["basic", "project"] }', 'sum = ["basic", "projects"] }', "", "没有“projects”"),
        ("tables.toml", 'sum = ["this_year", "carried"]', 'sum = ["total", "carried"]', "", "绕回了自己"),
        ("tables.toml", 'where = { source = "fiscal" }', 'where = { source = "fisc" }', "", "没有“fisc”"),
        ("tables.toml", 'each = "summary_lines.csv"', 'each = "lines.csv"', "", "没有 lines.csv 这个文件"),
        ("pack.toml", "withheld_counts = true", 'withheld_counts = "yes"', "withheld_counts", "应当是 true 或 false"),
        ("pack.toml", "format = 1", "format = 2", "format", "先升级程序"),
        ("checks.toml", '"T3:total:total"', '"T3:total:totals"', "right", "没有“totals”这一栏"),
        ("checks.toml", "[figures]", '[severity]\n"S-44" = "核实"\n[figures]', "S-44", "没有这项检查"),
        ("sheet.toml", 'plan_unit = "wan"', 'plan_unit = "千元"', "plan_unit", "只能是 wan、percent"),
        ("forms.toml", 'part_of = "building"', 'part_of = "house"', "", "没有“house”"),
        ("summary_lines.csv", "label,code", "label,kode", "", "只能有 label、code 两列"),
        ("tables.toml", "[groups]", "[groups", "", "写法不对"),
        ("narrative.toml", "{income_own}万元", "{income_ours}万元", "单位资金收入", "没有“income_ours”"),
        ("narrative.toml", "{change:basic}", "{chance:basic}", "基本支出", "不认识“{chance:basic}”"),
        ("narrative.toml", "{change:total}", "{change:staff}", "较", "没有“change:staff”，只能是 total"),
        ("narrative.toml", "{reason:basic}", "{reason:basic", "主要为", "花括号不成对"),
        ("pack.toml", 'left = "{code} {name}"', 'left = "{code} {nmae}"', "left", "不认识“{nmae}”，这里只能写 {unit}、{year}"),
        ("pack.toml", 'title = "{year} 年部门', 'title = "{year 年部门', "title", "花括号不成对"),
        ("pack.toml", 'seal = "（单位公章）"', 'seal = "（{unit}公章）"', "seal", "不认识“{unit}”，这里不能用花括号"),
        ("tables.toml", 'title = "部门预算支出总表"', 'title = "{yeer}年部门预算支出总表"', "", "不认识“{yeer}”"),
        ("tables.toml", 'title = "部门预算支出总表"', 'title = "{year}年支出总表"', "", "要写 short_title"),
        ("tables.toml", 'title = "部门预算支出总表"', 'title = "{year}年支出总表"\nshort_title = "{year}"', "", "不能用花括号"),
        ("tables.toml", 'heading = "基本支出"', 'heading = ["基本支出", "}"]', "", "花括号不成对"),
        ("forms.toml", '"{year}年预留中小', '"{jear}年预留中小', "", "不认识“{jear}”"),
        ("forms.toml", 'head = "截止时间：{last_year}', 'head = "截止时间：{lastyear}', "head", "不认识“{lastyear}”"),
        ("sheet.toml", 'title = "{number}、{name}', 'title = "{nummer}、{name}', "title", "不认识“{nummer}”"),
        ("sheet.toml", 'months = ["', 'months = ["{month}", "', "months", "不能用花括号"),
        ("summary_lines.csv", "一、", "{", "", "花括号不成对"),
        ("narrative.toml", 'same = "持平"', 'same = "{same}"', "same", "不认识“{same}”"),
        ("narrative.toml", 'hint = "没有的，空着"', 'hint = "{没有的"', "", "花括号不成对"),
        ("narrative.toml", 'when = "change:basic"', 'when = "write:duties"', "", "不是数"),
        ("narrative.toml", '"T1:income_total:income"', '"T1:income_sum:income"', "income =", "没有“income_sum”这一行"),
        ("narrative.toml", '"assets:total"', '"assets:totals"', "assets =", "固定资产没有“totals”这一行"),
        ("narrative.toml", '"procurement:small_firms"', '"procurement:firms"', "small_firms", "政府采购没有“firms”"),
        ("narrative.toml", 'cost = "office"', 'economic = "302"', "office =", "不能按“economic”筛选"),
        ("narrative.toml", 'write = "duties"', 'write = "duty"', "duty", "没有“duty”"),
        ("narrative.toml", 'write = "terms"', 'write = "other"', "", "哪里都没有用到"),
        ("narrative.toml", 'rule = "P-4"', 'rule = "P-44"', "P-44", "没有“P-44”"),
        ("narrative.toml", 'more = "增加{amount}万元"', 'more = "增加"', "more", "缺少 {amount}"),
        ("narrative.toml", 'heading = "部门职责："', 'headline = "部门职责："', "", "要写 heading、text、write、agencies 里的一个"),
        ("narrative.toml", 'agencies = ["单位名称", ', "agencies = [", "agencies", "要有四个标题"),
    ],
)  # fmt: skip
def test_a_wrong_pack_is_refused_with_file_line_and_place(pack_copy, file, old, new, line_has, says):
    folder = pack_copy(file, old, new)
    with pytest.raises(PackError) as caught:
        read_pack_folder(folder)
    assert file in str(caught.value)
    assert says in str(caught.value)
    if line_has:
        assert caught.value.line, str(caught.value)
        line = (folder / file).read_text(encoding="utf-8").splitlines()[caught.value.line - 1]
        assert line_has in line


def test_lutai_takes_the_tables_of_the_province_and_its_own_sheet(xingtai, lutai):
    assert lutai.tables == xingtai.tables
    assert lutai.sheet.months == ("3月底", "6月底", "9月底", "12月底")
    assert lutai.sheet.use_row
    assert not xingtai.sheet.use_row
