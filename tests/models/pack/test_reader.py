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
    return {name: tomllib.loads((XINGTAI / name).read_text(encoding="utf-8")) for name in FILES if (XINGTAI / name).exists()}


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


def test_lutai_takes_the_tables_of_the_province_and_its_own_sheet(xingtai, lutai):
    assert lutai.tables == xingtai.tables
    assert lutai.sheet.months == ("3月底", "6月底", "9月底", "12月底")
    assert lutai.sheet.typed_amounts
    assert not xingtai.sheet.typed_amounts


@pytest.mark.parametrize(
    ("pack", "file", "old", "new"),
    [
        ("hebei-xingtai-2024", "tables.toml", '"本年收入", "其他收入"', '"本年收入", "非同级财政拨款收入"'),
        ("hebei-xingtai-2024", "tables.toml", '"本年收入", "财政拨款收入"', '"收入", "财政拨款（不含上年结转）"'),
        ("hebei-xingtai-2024", "tables.toml", '"本年收入", "财政专户收入"', '"收入", "除财政拨款外的专户资金"'),
        ("hebei-xingtai-2024", "tables.toml", 'heading = ["收入", "预算数"]', 'heading = ["收入", "预算数（含上年结转）"]'),
        ("hebei-xingtai-2024", "tables.toml", 'heading = "项目支出"', 'heading = "基本支出以外的支出"'),
        (
            "hebei-xingtai-2024", "tables.toml", '"支出", "一般公共预算财政拨款"',
            '"支出", "财政拨款（不含政府性基金、不含国有资本经营预算）"',
        ),
        ("shanghai-putuo-2024", "forms.toml", "单价100万元（含）以上设备（不含车辆）", "单位价值在100万元以上的设备"),
    ],
)  # fmt: skip
def test_words_that_say_what_is_left_out_or_how_it_is_chosen_are_no_contradiction(tmp_path, pack, file, old, new):
    folder = shutil.copytree(BUILT_IN_PACKS / pack, tmp_path / pack)
    whole = (folder / file).read_text(encoding="utf-8")
    assert old in whole
    (folder / file).write_text(whole.replace(old, new, 1), encoding="utf-8")
    assert read_pack_folder(folder)


@pytest.mark.parametrize(
    "title", ["{last_year}年固定资产占用情况表", "截至{last_year}年12月31日固定资产情况", "{last_year}年度国有资产占有使用情况"]
)
def test_a_form_of_assets_may_be_called_by_the_year_that_it_shows(tmp_path, title):
    folder = shutil.copytree(XINGTAI, tmp_path / "my-pack")
    whole = (folder / "forms.toml").read_text(encoding="utf-8")
    assert "部门固定资产占用情况表" in whole
    (folder / "forms.toml").write_text(whole.replace("部门固定资产占用情况表", title), encoding="utf-8")
    assert read_pack_folder(folder)
