"""Lists and contents of a pack: what is read, what is refused, what is printed where."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from models.book.list_lines import ListLine
from models.checks.checker import run_checks
from models.pack.errors import PackError
from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from storage.packs.catalogue import built_in_codes
from storage.packs.folder import read_pack_folder
from tests.folders import ROOT
from tests.form_packs import install, other_forms
from tests.golden_books import seed1_book


def read(tmp_path, **changes):
    install(other_forms(**changes), tmp_path)
    return read_pack_folder(tmp_path / "elsewhere-2024", None)


def printed(pack, *records):
    book = replace(seed1_book(), pack=pack.id, lists=records, next_id=10_000)
    return {plan.entry.key: plan.lay_out(draft=False) for plan in sheet_plans(Context(book, pack, built_in_codes(pack.codes)))}


def test_the_forms_stand_in_the_order_of_the_contents_under_its_headings(tmp_path):
    sheets = printed(read(tmp_path, pack=("contents_pages = true", "contents_pages = false")))
    assert list(sheets) == ["cover", "contents", "T3", "T1", "T2", "list:services", "T4", "T5", "T6", "T7", "T8", "T9"]
    lines = ["".join(row).strip() for row in sheets["contents"].shown()]
    unit = seed1_book().unit.name
    assert [line for line in lines if line][1:] == [
        f"一、{unit}部门预算表",
        "（1）部门预算支出总表",
        "（2）部门预算收支总表",
        "（3）部门预算收入总表",
        "（4）2024 年政府购买服务预算表",
        "二、其他表",
    ]


def test_the_contents_give_the_page_on_which_a_sheet_begins(tmp_path):
    sheets = printed(read(tmp_path))
    pages = {row[0].rstrip("…") or row[1].rstrip("…"): row[-1] for row in sheets["contents"].shown() if len(row) > 2 and row[-1]}
    before = sheets["cover"].page_count + sheets["contents"].page_count
    assert pages["（1）部门预算支出总表"] == str(before + 1)
    assert pages["（2）部门预算收支总表"] == str(before + 1 + sheets["T3"].page_count)


def test_a_list_prints_its_records_blank_lines_total_and_note(tmp_path):
    pack = read(tmp_path)
    record = ListLine(9_001, "services", (("amount", 12_340_000), ("count", "2"), ("what", "物业")))
    body = [[text.strip() for text in row] for row in printed(pack, record)["list:services"].shown()]
    assert body[-4:] == [["", "物业", "", "2", "12.34"], [], [], ["合计", "", "", "2", "12.34"]]
    assert printed(pack)["list:services"].shown()[-1][0].endswith("没有政府购买服务，空表列示。")


def test_another_order_of_the_columns_moves_no_value(tmp_path):
    pack = read(tmp_path)
    turned = replace(pack, lists=(replace(pack.lists[0], columns=pack.lists[0].columns[::-1]),))
    record = ListLine(9_001, "services", (("amount", 12_340_000), ("what", "物业")))
    sheet = printed(turned, record)["list:services"].shown()
    assert [text.strip() for text in sheet[-4]] == ["12.34", "", "", "物业"]


def test_an_equation_compares_the_total_of_a_list(tmp_path):
    equation = (
        '[[equation]]\ncode = "Y-1"\nrule = "-"\nleft = "list:services:amount"\nright = "T3:total:project"\nrelation = "<="\n'
    )
    pack = read(tmp_path, checks=('[[equation]]\ncode = "X-1"', f'{equation}[[equation]]\ncode = "X-1"'))
    records = (ListLine(9_001, "services", (("amount", 9_000_000_000),)),)
    book = replace(seed1_book(), pack=pack.id, lists=records, next_id=10_000)
    (found,) = (f for f in run_checks(Context(book, pack, built_in_codes(pack.codes))) if f.code == "Y-1")
    assert found.message == "政府购买服务 9000.00，部门预算支出总表 项目支出 1829.55，多 7170.45"
    assert found.place.page == "list:services"


@pytest.mark.parametrize(
    ("file", "change", "says"),
    [
        ("pack", ('"T3", "T1"', '"T1"'), "“T3”没有写进目录"),
        ("pack", ('"T3", "T1"', '"T3", "T3", "T1"'), "“T3”写了不止一次"),
        ("pack", ('"list:services"', '"list:nothing"'), "没有“list:nothing”"),
        ("pack", ("（1）", "(i)"), "没有“(i)”"),
        ("forms", ('kind = "amount", sum = true', 'kind = "text", sum = true'), "能合计"),
        ("forms", ('kind = "choice", ', ""), "写了 choices 的"),
        ("forms", ('id = "what"', 'id = "way"'), "“way”重复"),
        ("forms", ('short_title = "政府购买服务"\n', ""), "要写一个没有年度的短标题"),
        ("forms", ('kind = "amount"', 'kind = "amount", equals = "T3:total:nothing"'), "nothing"),
        ("forms", ("length = 3", "lenght = 3"), "不认识这一项"),
        ("forms", ('"预算金额"', '"预算金额（元）"'), "这里写的是“元”"),
    ],
)
def test_what_a_list_or_the_contents_cannot_say_is_refused(tmp_path, file, change, says):
    with pytest.raises(PackError, match=re.escape(says)):
        read(tmp_path, **{file: change})


def test_a_figure_of_a_form_that_is_not_there_is_refused(tmp_path):
    files = other_forms()
    files["narrative.toml"] = b'[figures]\nbought = "procurement:amount"\n'
    install(files, tmp_path)
    with pytest.raises(PackError, match="没有 procurement 这张表"):
        read_pack_folder(tmp_path / "elsewhere-2024", None)


def test_the_lists_of_the_guide_can_be_copied(tmp_path):
    chapter = (ROOT / "docs/form-pack.md").read_text(encoding="utf-8").split("## 常见的清单")[1]
    files = other_forms(pack=('"list:services"', '"list:services", "list:new_assets", "list:meetings", "list:transfers"'))
    files["forms.toml"] = chapter.split("```toml")[1].split("```")[0].encode()
    install(files, tmp_path)
    pack = read_pack_folder(tmp_path / "elsewhere-2024", None)
    assert [form.id for form in pack.lists] == ["services", "new_assets", "meetings", "transfers"]
