"""Reading sheets: halves, odd tables, and the laws that hold for any text and any project."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book.records import FundingLine, Goal, Indicator, PlanPoint, Project
from models.incoming.sheets.reading import read_sheets
from models.values.money import Unread
from tests.sheet_texts import LUTAI, XINGTAI, as_tsv, published, without_ids

SHEET = published("xingtai").split("\n\n## 2")[0]


def words_of(reading):
    return [note.words for note in reading.notes]


# --- what is missing or odd is said


def test_nothing_is_found_in_other_text():
    reading = read_sheets("项目名称\t预算资金\n办公桌\t3.00\n", XINGTAI.sheet)
    assert reading.projects == ()
    assert words_of(reading)[-1] == "没有找到绩效目标表"


def test_a_text_about_projects_that_points_to_their_sheets_is_none():
    text = (
        "二、立项依据\n《实施意见》\n五、实施周期\n2025.1.1-2025.12.31\n七、绩效目标\n详见单位的项目绩效目标表\n三、实施主体\n某局"
    )
    assert read_sheets(text, XINGTAI.sheet).projects == ()


def test_half_a_sheet_gives_what_it_holds():
    top = "\n".join(SHEET.split("\n")[:9])
    reading = read_sheets(top, XINGTAI.sheet)
    (project,) = reading.projects
    assert (project.code, project.name, project.funding[0].amount) == ("13051124P00053210003C", "2024年武装工作经费", 18_000_000)
    assert words_of(reading) == ["没有“绩效目标”一栏", "没有指标表的表头，指标没有读", "“资金支出计划（%）”没有 12月底，照空着"]


def test_the_lower_half_is_read_too():
    reading = read_sheets(SHEET[SHEET.index("<b>一级指标") :], XINGTAI.sheet)
    assert len(reading.projects[0].indicators) == 8
    assert "没有“项目名称”一栏" in words_of(reading)


def test_a_sheet_without_its_name_takes_that_of_the_title_and_says_so():
    lines = [line for line in SHEET.split("\n") if "项目名称" not in line]
    reading = read_sheets("\n".join(lines), XINGTAI.sheet)
    assert reading.projects[0].name == "2024年武装工作经费"
    assert "没有“项目名称”一栏，取自标题" in words_of(reading)


def test_a_title_alone_is_no_project():
    reading = read_sheets("1、修路绩效目标表\n", XINGTAI.sheet)
    assert reading.projects == ()
    assert reading.notes[0].sentence == "第 1 行：只有标题，下面没有表〔修路〕"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<b>其他资金</b>\t", "<b>其他资金</b>\t2.00", "其他资金没有写明来源，先放在“其他收入”"),
        ("<b>预算数</b>\t18.00", "<b>预算数</b>\t20.00", "预算数写着 20 万元，下面的资金合计是 18 万元，按资金填"),
        ("财政资金</b>\t18.00", "财政资金</b>\t十八", "其中：财政资金“十八”不是金额"),
        ("10 月底", "国庆前", "“国庆前”不像资金计划的月份，照原样放着"),
        ("产出指标\t", "投入指标\t", "“投入指标”不是这套版式的指标分类，照原样放着"),
        ("\t质量指标\t", "\t效率指标\t", "“效率指标”不是这套版式的指标分类，照原样放着"),
        ("单位：万元", "编制：张三", "这一行没有读懂"),
    ],
)
def test_what_is_odd_is_noted_and_kept(old, new, says):
    assert old in SHEET
    before, after = read_sheets(SHEET, XINGTAI.sheet), read_sheets(SHEET.replace(old, new, 1), XINGTAI.sheet)
    assert says in words_of(after)
    assert says not in words_of(before)
    assert len(after.projects[0].indicators) == len(before.projects[0].indicators)


def test_an_amount_that_is_none_is_kept_as_written():
    (project,) = read_sheets(SHEET.replace("财政资金</b>\t18.00", "财政资金</b>\t十八"), XINGTAI.sheet).projects
    assert project.funding[0].amount == Unread("十八")


def test_the_unit_above_the_sheet_counts():
    text = SHEET.replace("单位：万元", "单位：元").replace("18.00", "180,000")
    (project,) = read_sheets(text, XINGTAI.sheet).projects
    assert project.funding[0].amount == 18_000_000


# --- laws


@given(st.text(max_size=300))
def test_no_text_raises(text):
    for pack in (XINGTAI, LUTAI):
        read_sheets(text, pack.sheet)


_PIECES = (
    "项目编码", "项目名称", "预算数", "绩效目标", "资金支出计划（%）", "3月底", "一级指标\t二级指标\t三级指标\t绩效指标描述",
    "产出指标", "数量指标", "1、修路绩效目标表", "单位：万元", "18.00", "\t", "\n", "\n\t", '"', "<table>", "<tr><td rowspan=3>",
    "</td>",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_no_jumble_of_a_sheet_s_words_raises(text):
    for pack in (XINGTAI, LUTAI):
        for note in read_sheets(text, pack.sheet).notes:
            assert note.words


@given(st.data())
def test_a_sheet_cut_anywhere_still_reads(data):
    text = published(data.draw(st.sampled_from(("xingtai", "lutai"))))[:9000]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for pack in (XINGTAI, LUTAI):
        read_sheets(text[start:end], pack.sheet)


_LETTERS = "修路补助资金发放率数量质量标准年月日按规定完成人次元万0123456789%≥≤.，。；、（）“”ABCab-/"
texts = st.text(_LETTERS, max_size=24)
said = st.text(_LETTERS, min_size=1, max_size=24)
long_texts = st.lists(said, max_size=3).map("\n".join)


@st.composite
def projects(draw, pack):
    """A project as a sheet can print it: each amount one line, every row of the grid with its 一级 and 二级."""
    typed = pack.sheet.typed_amounts
    amounts = [draw(st.none() | st.integers(1, 10**6).map(lambda n: n * 10_000)) for _ in range(2)]
    sources = zip(("general", "other_income"), amounts, strict=True)
    funding = tuple(
        FundingLine(0, source=source, amount=amount, typed=f"{amount / 10**6:g}万元" if typed else "")
        for source, amount in sources
        if amount
    )
    kinds = [(dimension, category) for dimension, words in pack.sheet.dimensions.items() for category in words]
    rows = draw(st.lists(st.tuples(st.sampled_from(kinds), said, long_texts, texts, long_texts), max_size=6))
    months = draw(st.sampled_from((pack.sheet.months, pack.sheet.months[:2], ("3月底", "6月底", "9月底", "10月底", "12月底"))))
    goals = draw(st.lists(st.tuples(st.sampled_from(("", "目标1", "目标 2")), said), max_size=3))
    return Project(
        0,
        draw(st.text("0123456789P", max_size=21)),
        draw(said),
        use=draw(long_texts),
        plan_label=pack.sheet.plan_label,
        funding=funding,
        plan=tuple(PlanPoint(0, month, draw(texts)) for month in months),
        goals=tuple(Goal(0, *goal) for goal in goals),
        indicators=tuple(Indicator(0, *kind, *rest) for kind, *rest in rows),
    )


@pytest.mark.parametrize("pack", [XINGTAI, LUTAI], ids=["xingtai", "lutai"])
@given(data=st.data())
def test_any_project_comes_back_from_our_own_sheet(pack, data):
    written = data.draw(st.lists(projects(pack), min_size=1, max_size=2))
    reading = read_sheets(as_tsv(pack, *written), pack.sheet)
    assert [without_ids(project) for project in reading.projects] == [replace(project, id=0) for project in written]
