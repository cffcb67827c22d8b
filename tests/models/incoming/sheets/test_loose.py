"""Text without tabs: lines as a PDF viewer copies them, columns a space apart, or one cell a line."""

from __future__ import annotations

import pytest

from models.incoming.sheets.reading import read_sheets
from tests.golden_books import seed1_book, seed2_book
from tests.sheet_texts import LUTAI, XINGTAI, published, without_ids

FLAT = """目录
3、修路经费绩效目标表
单位：万元
项目编码 13051124P000861100020 项目名称 修路经费
预算规模及资金用途 预算数 5.00 其中：财政资金 5.00 其他资金
预算规模 5 万元。用于村道修补、排水、路灯维护等；每季按考核
标准评比一次
资金支出计划（%） 3 月底 6 月底 10 月底 12 月底
2.00 3.00 4.00 5.00
绩效目标 1.修好村道，方便群
众出行
一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据
产出指标 数量指标 修补里程 修补村道里程 ≥8 公里 冀交〔2023〕2号
质量指标 验收通过率 按要求完成 ≥98% 冀交〔2023〕2号

一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据
时效指标 及时率 修路 及时 完成 情况 冀交
满意度指标 服务对象满意度指标 群众满意度 群众满意度 ≥99% 调查问卷

八、政府采购
无
"""


def words_of(reading):
    return [note.words for note in reading.notes]


def test_a_flat_sheet():
    reading = read_sheets(FLAT, XINGTAI.sheet)
    (project,) = reading.projects
    assert (project.code, project.name) == ("13051124P000861100020", "修路经费")
    assert project.funding[0].amount == 5_000_000
    assert project.use == "预算规模 5 万元。用于村道修补、排水、路灯维护等；每季按考核标准评比一次"
    assert [(p.month, p.value) for p in project.plan] == [
        ("3月底", "2.00"),
        ("6月底", "3.00"),
        ("10月底", "4.00"),
        ("12月底", "5.00"),
    ]
    assert [goal.text for goal in project.goals] == ["1.修好村道，方便群众出行"]
    assert [(i.dimension, i.category, i.name, i.target, i.basis) for i in project.indicators] == [
        ("产出指标", "数量指标", "修补里程", "≥8 公里", "冀交〔2023〕2号"),
        ("产出指标", "质量指标", "验收通过率", "≥98%", "冀交〔2023〕2号"),
        ("产出指标", "时效指标", "", "", ""),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥99%", "调查问卷"),
    ]
    assert project.indicators[2].description == "及时率 修路 及时 完成 情况 冀交"


def test_what_cannot_be_told_apart_is_noted_with_its_line():
    assert [note.sentence for note in read_sheets(FLAT, XINGTAI.sheet).notes] == [
        "第 1 行：这一行不在绩效目标表里，没有读〔目录〕",
        "第 17 行：分不清这一条的各栏，整段放在描述里〔产出指标 时效指标 及时率 修路 及时 完成 情况 冀交〕",
        "第 20 行：这里到第 21 行不在绩效目标表里，没有读〔八、政府采购〕",
    ]


def test_wide_gaps_are_columns():
    text = FLAT.replace(" 按要求完成 ≥98% ", "   按要求 按期 完成   ≥ 98 %   ")
    line = read_sheets(text, XINGTAI.sheet).projects[0].indicators[1]
    assert (line.name, line.description, line.target) == ("验收通过率", "按要求 按期 完成", "≥ 98 %")


def test_a_figure_of_the_plan_that_was_lost_leaves_all_months_blank():
    reading = read_sheets(FLAT.replace("2.00 3.00 4.00", "3.00 4.00"), XINGTAI.sheet)
    assert [point.value for point in reading.projects[0].plan] == ["", "", "", ""]
    assert "有 4 个月份、3 个数（3.00 4.00 5.00），对不上，没有填" in words_of(reading)


def test_labels_with_goals_of_their_own_rows():
    text = FLAT.replace("绩效目标 1.修好村道，方便群\n众出行", "绩效目标 目标1 修好村道\n目标2 方便群\n众出行")
    assert [(goal.label, goal.text) for goal in read_sheets(text, LUTAI.sheet).projects[0].goals] == [
        ("目标1", "修好村道"),
        ("目标2", "方便群众出行"),
    ]


@pytest.mark.parametrize("blanks", [True, False])
@pytest.mark.parametrize(("name", "pack", "book"), [("xingtai", XINGTAI, seed1_book()), ("lutai", LUTAI, seed2_book())])
def test_one_cell_a_line_gives_the_golden_project_or_says_why_not(name, pack, book, blanks):
    cells = (cell.strip() for line in published(name).split("\n") for cell in (line.split("\t") if line.strip() else [""]))
    reading = read_sheets("\n".join(cell for cell in cells if cell or blanks), pack.sheet)
    assert len(reading.projects) == len(book.projects)
    for number, (read, golden) in enumerate(zip(reading.projects, book.projects, strict=True), 1):
        assert (read.code, read.name, read.funding[0].amount) == (golden.code, golden.name, golden.funding[0].amount)
        assert without_ids(read) == without_ids(golden) or reading.notes_of(number)
