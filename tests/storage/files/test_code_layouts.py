"""A bureau's list of codes in the layouts that bureaus hand out: each says the same codes and names, or why it cannot be told."""

from __future__ import annotations

import pytest

from models.incoming.code_lists.reading import read_code_rows
from storage.errors import StorageError
from storage.files.code_list import read_code_list
from storage.packs.catalogue import built_in_codes
from tests.storage.files.test_code_list import write_csv, write_excel

KNOWN = built_in_codes("2026")
ABOVE = {"201", "20103", "20131", "208", "20801", "20805"}
FUNCTION = {row.code: row.name for row in KNOWN.function if row.code in ABOVE or row.code[:5] in ABOVE - {"20801"}}
ECONOMIC = {row.code: row.name for row in KNOWN.economic if row.code[:3] in {"301", "310"}}


def level(code):
    return {3: 0, 5: 1, 7: 2}[len(code)]


def parts(code):
    return code[:3], code[3:5], code[5:7]


def at_level(code, text):
    """Three cells with the text in that of the code's level."""
    return [text if at == level(code) else "" for at in range(3)]


def path(code):
    return [FUNCTION[above] for above in (code[:3], code[:5], code[:7])[: level(code) + 1]]


def rows(heading, of_code, codes=FUNCTION):
    return [*heading, *([str(cell) for cell in of_code(code, name)] for code, name in codes.items())]


PLAIN = [("科目编码", "科目名称")]
LAYOUTS = {
    "codes with dots": rows(PLAIN, lambda code, name: (".".join(filter(None, parts(code))), name)),
    "codes with dashes": rows(PLAIN, lambda code, name: ("-".join(filter(None, parts(code))), name)),
    "codes with their level": rows(PLAIN, lambda code, name: (f"{code}{'类款项'[level(code)]}", name)),
    "codes filled up": rows(PLAIN, lambda code, name: (code.ljust(7, "0"), name)),
    "codes as formulas": rows(PLAIN, lambda code, name: (f'="{code}"', name)),
    "names in two lines": rows(PLAIN, lambda code, name: (code, f"{name[:3]}\n{name[3:]}")),
    "names set apart": rows(PLAIN, lambda code, name: (code, " ".join(name))),
    "the code again before the name": rows(PLAIN, lambda code, name: (code, f"{code} {name}")),
    "one cell": rows([("科目编码及名称",)], lambda code, name: (f"{code}-{name}",)),
    "one cell without heading": rows([("附件",)], lambda code, name: (f"{'　' * level(code)}[{code}]{name}",)),
    "cells by level": rows([("类", "款", "项")], lambda code, name: at_level(code, f"{code} {name}")),
    "a path of cells": rows(
        [("类", "款", "项")],
        lambda code, _: [f"{above} {FUNCTION[above]}" for above in dict.fromkeys((code[:3], code[:5], code))],
    ),
    "names by level": rows(
        [("科目编码", "科目名称", "", ""), ("", "类", "款", "项")], lambda code, name: (code, *at_level(code, name))
    ),
    "both by level": rows(
        [("科目编码", "", "", "科目名称", "", ""), ("类", "款", "项", "类", "款", "项")],
        lambda code, name: (*at_level(code, parts(code)[level(code)]), *at_level(code, name)),
    ),
    "pairs of one code": rows(
        [("类", "类名称", "款", "款名称", "项", "项名称")],
        lambda code, _: [cell for pair in zip(filter(None, parts(code)), path(code), strict=True) for cell in pair],
    ),
    "pairs as an outline": rows(
        [("类", "类名称", "款", "款名称", "项", "项名称")],
        lambda code, name: ["", ""] * level(code) + [parts(code)[level(code)], name],
    ),
    "many titles": [("附件1",), ("2027年科目表",), *([f"{at}.略"] for at in range(12)), *rows(PLAIN, lambda *row: row)],
    "numbered, headings unknown": rows([("序号", "科目号", "科目")], lambda code, name: (len(code), code, name)),
    "numbered, no headings": rows([], lambda code, name: (list(FUNCTION).index(code) + 201, code, name)),
    "headings repeated": [line for code, name in FUNCTION.items() for line in (("科目编码", "科目名称"), (code, name))],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_says_the_same(layout):
    found = read_code_rows([("", LAYOUTS[layout])], KNOWN)
    assert (found.function, found.economic, found.left_out) == (FUNCTION, {}, ())


def test_lists_below_each_other_have_columns_of_their_own():
    split = rows([("类", "款", "项", "科目名称")], lambda code, name: (*parts(code), name))
    numbered = rows([("序号", "编码", "名称")], lambda code, name: (1, code, name), ECONOMIC)
    found = read_code_rows([("", [*split, (), *numbered])], KNOWN)
    assert (found.function, found.economic, found.left_out) == (FUNCTION, ECONOMIC, ())


OLD = list(FUNCTION.items())
NEW = [(code, f"{name}（新）" if code == "20103" else name) for code, name in OLD if code != "20131"]
BESIDE = [(*old, *new) for old, new in zip(OLD, [*NEW, ("", "")], strict=True)]


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        (
            [[("2026年科目编码", "2026年科目名称", "2027年科目编码", "2027年科目名称"), *BESIDE]],
            "“2026年科目编码”和“2027年科目编码”",
        ),
        ([[("原科目", "", "新科目", ""), ("编码", "名称", "编码", "名称"), *BESIDE]], "像是新旧对照（“原科目编码”和“新科目编码”）"),
        ([[("原编码", "原名称", "现编码", "现名称"), ("2013101", "甲", "2013197", "甲")]], "像是新旧对照"),
        ([[("编码", "名称", "编码", "名称"), *BESIDE]], "有两组编码，里面的科目是一样的（“编码”、“编码”），看不出用哪一组"),
        ([[("2026年科目表",), *PLAIN, *OLD], [("2027年科目表",), *PLAIN, *NEW]], "和“第2张”是两个年度的同一种科目，看不出用哪一张"),
    ],
)
def test_last_years_list_beside_this_years_is_not_taken(sheets, says, tmp_path):
    """The old names won, the new ones were called double, and codes that had gone stayed."""
    with pytest.raises(StorageError, match=says):
        read_code_list(write_excel(tmp_path / "科目.xlsx", *sheets), KNOWN)


def test_two_halves_beside_each_other_are_one_list():
    half = len(OLD) // 2
    found = read_code_rows(
        [("", [("编码", "名称") * 2, *((*one, *other) for one, other in zip(OLD[:half], OLD[half:], strict=False))])], KNOWN
    )
    assert len(found.function) == half * 2


@pytest.mark.parametrize(
    ("heading", "remark", "other"),
    [("状态", "停用", "启用"), ("变动情况", "2027年起取消", ""), ("备注", "已作废", "新增"), ("是否启用", "否", "是")],
)
def test_a_code_that_the_list_calls_ended_is_left_out(heading, remark, other):
    found = read_code_rows(
        [("", rows([("编码", "名称", heading)], lambda code, name: (code, name, remark if code == "20103" else other)))], KNOWN
    )
    assert found.function == {code: name for code, name in FUNCTION.items() if code != "20103"}
    assert len(found.left_out) == 1
    assert FUNCTION["20103"] in found.left_out[0]


def test_lists_of_other_things_are_one_sentence_each(tmp_path):
    """The government's own economic codes and those of income come in the same file; each row was a sentence."""
    income = [*PLAIN, ("101", "税收收入"), ("10101", "增值税"), ("101010101", "国有企业增值税")]
    government = [*PLAIN, ("501", "机关工资福利支出"), ("50101", "工资奖金津补贴"), ("合计", "")]
    found = read_code_list(write_excel(tmp_path / "科目.xlsx", income, [*PLAIN, *OLD], government), KNOWN)
    assert (found.function, found.rows_left_out) == (FUNCTION, 6)
    assert found.left_out == (
        "“第1张”第 2–4 行：政府收入分类科目，这里用不到，3 个",
        "“第3张”第 2–3 行：政府预算支出经济分类科目，这里用不到，2 个",
        "“第3张”第 4 行：“合计”不是科目编码",
    )


def test_the_brackets_of_a_name_stay_as_they_are(tmp_path):
    """A name beside its code in one cell was printed with other brackets than one in a cell of its own."""
    found = read_code_list(write_csv(tmp_path / "a.csv", [("科目",), ("２０１０３ 政府办公厅（室）及相关机构事务",)]), KNOWN)
    assert found.function == {"20103": "政府办公厅（室）及相关机构事务"}
