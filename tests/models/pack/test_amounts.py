"""How a pack says in which unit its amounts print, and that no word of its forms says another one."""

from __future__ import annotations

import shutil

import pytest

from models.pack.errors import PackError
from models.values.amount_style import WAN, AmountStyle
from models.values.unit_words import declared_unit
from storage.packs.folder import read_pack_folder
from storage.paths import BUILT_IN_PACKS

XINGTAI = BUILT_IN_PACKS / "hebei-xingtai-2024"
YUAN = '[amounts]\nunit = "元"\ndecimals = 0\ngrouping = true\n\n'
ANY_UNIT = ('right = "单位：万元"', 'right = "单位：{money_unit}"')
ASSET_HEADING = "价值（金额单位：万元）"


@pytest.fixture
def changed_pack(tmp_path):
    """Writes a copy of the shipped pack with changes (file, old, new) and returns its folder."""

    def write(*changes):
        folder = tmp_path / "pack"
        shutil.copytree(XINGTAI, folder, dirs_exist_ok=True)
        for file, old, new in changes:
            text = (folder / file).read_text(encoding="utf-8")
            assert old in text
            (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return write


def test_a_table_has_the_style_of_the_pack_key_by_key(changed_pack):
    pack = read_pack_folder(changed_pack(
        ("tables.toml", "[groups]", f"{YUAN}[groups]"),
        ("tables.toml", 'id = "T9"', 'id = "T9"\namounts = { unit = "万元", zero = "—" }'),
        ("forms.toml", ASSET_HEADING, "价值（金额单位：{money_unit}）"),
        ("pack.toml", *ANY_UNIT),
        ("pack.toml", "year = 2024", 'year = 2024\nentry_unit = "元"'),
    ))  # fmt: skip
    yuan = AmountStyle("元", 0, grouping=True)
    assert pack.table("T1").amounts == pack.procurement.amounts == pack.assets.amounts == yuan
    assert pack.table("T9").amounts == AmountStyle("万元", 0, grouping=True, zero="—")
    assert pack.entry_unit == "元"
    assert pack.narrative.amounts == WAN


def test_a_text_has_a_style_of_its_own(changed_pack):
    pack = read_pack_folder(changed_pack(("narrative.toml", "[words]", "[amounts]\ngrouping = true\n\n[words]")))
    assert [document.amounts for document in pack.narrative.documents] == [AmountStyle(grouping=True)]
    assert pack.table("T1").amounts == WAN


@pytest.mark.parametrize(
    ("file", "old", "new", "line_has", "says"),
    [
        ("tables.toml", "[groups]", '[amounts]\nunit = "千元"\n[groups]', "unit", "只能是 万元、元"),
        ("tables.toml", "[groups]", '[amounts]\nunit = "元"\ndecimals = 3\n[groups]', "decimals", "0 到 2 的整数"),
        ("tables.toml", "[groups]", "[amounts]\ndecimals = 1.5\n[groups]", "decimals", "0 到 6 的整数"),
        ("tables.toml", "[groups]", '[amounts]\nzero = "无"\n[groups]', "zero", "没有“无”"),
        ("tables.toml", "[groups]", '[amounts]\ndecimals = 1\nzero = "0.00"\n[groups]', "zero", "没有“0.00”"),
        ("tables.toml", "[groups]", "[amounts]\ndecimal = 1\n[groups]", "decimal", "不认识这一项"),
        ("pack.toml", "单位：万元", "单位：元", "right", "写的是“元”"),
        ("pack.toml", "单位：万元", "单位：千元", "right", "写的是“千元”"),
        ("pack.toml", "预算年度：{year}", "（人民币 元）", "centre", "写的是“元”"),
        ("pack.toml", "year = 2024", 'year = 2024\nentry_unit = "亿元"', "entry_unit", "只能是 万元、元"),
        ("forms.toml", ASSET_HEADING, "价值（金额单位：元）", "headings", "写的是“元”"),
        ("forms.toml", 'heading = "单价"', 'heading = "单价（元/台）"', "", "写的是“元”"),
        ("tables.toml", 'heading = ["支出", "预算数"]', 'heading = ["支出", "预算数(元)"]', "", "写的是“元”"),
        ("sheet.toml", '"预算数"', '"金额（元）"', "cells", "写的是“元”"),
        ("narrative.toml", "{income}万元", "{income}元", "反映本部门当年", "写的是“元”"),
        ("narrative.toml", "；经营支出{spending_business}万元", "（单位：千元）", "千元", "写的是“千元”"),
        ("narrative.toml", '万元",\n  { text = "，主要为{write', '",\n  { text = "元，主要为{write', "", "写的是“元”"),
        ("narrative.toml", "增加{amount}万元", "增加{amount}亿元", "more", "写的是“亿元”"),
        ("narrative.toml", "[words]", '[amounts]\nunit = "元"\n[words]', "", "按“元”印"),
        ("narrative.toml", 'name = "情况说明"', 'name = "情况说明"\namounts = { unit = "元" }', "", "按“元”印"),
    ],
)  # fmt: skip
def test_a_style_without_sense_and_a_wrong_word_of_a_unit_are_refused(changed_pack, file, old, new, line_has, says):
    folder = changed_pack((file, old, new))
    with pytest.raises(PackError) as caught:
        read_pack_folder(folder)
    assert file in str(caught.value)
    assert says in str(caught.value)
    if line_has:
        assert line_has in (folder / file).read_text(encoding="utf-8").splitlines()[caught.value.line - 1]


def test_a_standard_in_a_sentence_is_no_unit_of_a_figure(changed_pack):
    words = "会议费标准（元/人天）按规定执行，200元/人以内；全年{income}万元"
    assert read_pack_folder(changed_pack(("narrative.toml", "{income}万元", words))).narrative.documents


def test_a_head_over_all_tables_cannot_name_one_unit_where_a_table_has_another(changed_pack):
    folder = changed_pack(("tables.toml", 'id = "T9"', 'id = "T9"\namounts = { unit = "元" }'))
    with pytest.raises(PackError, match=r"pack.toml：第 17 行，head.right.*经费支出表的金额却按“元”印；写 {money_unit}"):
        read_pack_folder(folder)


def test_a_table_with_a_head_of_its_own_does_not_mind_the_head_of_the_others(changed_pack):
    own = 'id = "T9"\namounts = { unit = "元" }\nhead = { right = "单位：元" }'
    pack = read_pack_folder(changed_pack(("tables.toml", 'id = "T9"', own)))
    assert (pack.table("T9").amounts.unit, pack.table("T8").amounts.unit) == ("元", "万元")
    with pytest.raises(PackError, match=r"tables.toml.*写的是“万元”"):
        read_pack_folder(changed_pack(("tables.toml", 'id = "T9"', own.replace("：元", "：万元"))))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"), ("单位:元", "元"), ("单 位：　元", "元"), ("金额单位：人民币万元", "万元"), ("单位：千元", "千元"),
        ("单位：万", "万元"), ("预算数（元）", "元"), ("单价(元/台)", "元"), ("金额：元", "元"), ("元", "元"),
        ("2026年  单位：百万元", "百万元"), ("注：空表列示（单位：元）。", "元"),
        ("3、单价在20万元以上的设备", ""), ("单价（100万元以上）", ""), ("单位：{money_unit}", ""),
        ("本单位元旦慰问", ""), ("单位：万人", ""),
        ("计量单位", ""), ("多元化经费", ""),
    ],
)  # fmt: skip
def test_only_words_that_name_the_unit_of_a_form_count(text, unit):
    assert declared_unit(text) == unit


def test_every_wrong_word_is_told_at_once_and_no_head_is_blamed_for_a_fault_in_the_style(changed_pack):
    def files_at_fault(unit):
        folder = changed_pack(
            ("tables.toml", "[groups]", f'[amounts]\nunit = "{unit}"\n\n[groups]'),
            ("forms.toml", 'heading = "单价"', 'heading = "单价（亿元）"'),
        )
        with pytest.raises(PackError) as caught:
            read_pack_folder(folder)
        return sorted(fault.file for fault in caught.value.faults)

    assert files_at_fault("元") == ["forms.toml", "forms.toml", "pack.toml"]
    assert files_at_fault("千元") == ["tables.toml"]
