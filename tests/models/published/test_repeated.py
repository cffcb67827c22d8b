"""Sentences per function code, project and body; comparisons, counts and quantities in the words of a form."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits
from models.book.places import Place
from models.book.records import LastYearFigure
from models.pack.errors import PackError
from models.pack.forms.narrative import AtomKind, ChangeWords
from models.published.context import Context
from models.published.texts.changes import Change
from models.published.texts.narrative import narrative, plain_text
from models.values.amount_style import AmountStyle
from tests.text_forms import WAN, text_book, text_files, text_pack

PACK = text_pack()
STYLES = st.builds(AmountStyle, st.sampled_from(("万元", "元")), st.integers(0, 2), st.booleans(), trim=st.booleans())
PERCENT = ChangeWords("增加{percent}", "减少{percent}", "持平", "增加100%")
SIZE = ChangeWords("增加{amount}", "减少{amount}", "持平")


def text_of(book, codes, name):
    return plain_text(next(d for d in narrative(Context(book, PACK, codes)) if d.name == name), draft=False)


def test_one_paragraph_for_each_function_code(codes):
    lines = text_of(text_book(), codes, "编制说明").splitlines()
    first = lines.index("财政拨款支出主要内容如下：") + 1
    assert lines[first:] == [
        (
            "1. “一般公共服务支出（类）统计信息事务（款）专项普查活动（项）”25.77万元，主要用于专项普查活动。"
            "2023年当年预算执行数为60.13万元，2024年预算安排25.77万元，比2023年预算执行数减少57.14%。主要原因是：项目调整。"
        ),
        (
            "2. “教育支出（类）其他教育支出（款）其他教育支出（项）”25.00万元。"
            "2023年当年预算执行数为0.00万元，2024年预算安排25.00万元，比2023年预算执行数增加100.00%。主要原因是：项目调整。"
        ),
        (
            "3. “科学技术支出（类）科学技术普及（款）科普活动（项）”10.00万元，主要用于科普活动。"
            "2023年当年预算执行数为10.00万元，2024年预算安排10.00万元，比2023年预算执行数持平。主要原因是：项目调整。"
        ),
        "4. “社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）”460.85万元。",
        (
            "5. “其他支出（类）其他支出（款）其他支出（项）”0.00万元。"
            "2023年当年预算执行数为7.00万元，2024年预算安排0.00万元，比2023年预算执行数减少100.00%。主要原因是：项目调整。"
        ),
    ]


def test_figures_of_the_list_compared_with_last_years_budget(codes):
    text = text_of(text_book(), codes, "编制说明")
    assert "财政拨款收入521.62万元，比2023年预算减少178.38万元。" in text
    assert "一般公共预算拨款支出预算521.62万元，比2023年预算增加421.62万元；政府性基金拨款支出与2023年预算持平。" in text
    assert "财政拨款收入支出减少的主要原因是项目调整。" in text


def test_counts_quantities_and_the_style_of_a_document(codes):
    text = text_of(text_book(), codes, "其他相关情况说明")
    assert (
        "一、2024年“三公”经费预算情况说明\n2024年“三公”经费预算数为0万元，比2023年预算减少1,250.8万元。2023年预算1,250.8万元。\n"
        in text
    )
    assert "编报绩效目标的项目2个，涉及项目预算资金35.77万元。\n共有车辆7辆，办公用房0平方米。\n" in text
    assert "1、项目125.77万元，用于甲。\n2、项目210万元。\n" in text
    assert "没有编报" not in text
    bodies = text_of(text_book(), codes, "主要职能")
    assert "本部门中，行政单位1家，事业单位2家，具体包括：\n1. 街道本部（行政单位）。\n2. 服务中心（事业单位）。\n" in bodies


@pytest.mark.parametrize("change", [{"assets": ()}, {"agencies": ()}])
def test_what_was_not_counted_is_no_nothing(codes, change):
    book = replace(text_book(), **change)
    text = "".join(text_of(book, codes, name) for name in ("其他相关情况说明", "主要职能"))
    assert "0辆" not in text
    assert "0家" not in text
    assert ("共有车辆" in text) is bool(book.assets)
    assert ("本部门中" in text) is bool(book.agencies)


@pytest.mark.parametrize(
    ("own", "told"), [("行政", "行政单位2家，事业单位1家"), ("参照公务员法管理的事业单位", "行政单位1家，事业单位1家")]
)
def test_a_body_counts_by_what_its_nature_means(codes, own, told):
    first, second, third = text_book().agencies
    bodies = (first, replace(second, nature=own), replace(third, nature="事业单位（公益一类）"))
    assert f"本部门中，{told}，" in text_of(replace(text_book(), agencies=bodies), codes, "主要职能")


def test_bodies_are_not_counted_by_nature_while_one_has_none(codes):
    first, *others = text_book().agencies
    text = text_of(replace(text_book(), agencies=(replace(first, nature=""), *others)), codes, "主要职能")
    assert "本部门中" not in text
    assert "1. " in text


def test_what_is_missing_says_what_and_where(codes):
    context = Context(text_book(), PACK, codes)
    pieces = [p for d in narrative(context) for s in d.sections for b in s.blocks for p in b.pieces]
    gaps = {p.item: (p.gap, p.place) for p in pieces if p.kind is AtomKind.EACH and not p.text}
    assert gaps["use:2080505"] == ("主要用于", Place("texts", field="use:2080505"))
    assert gaps["executed:2080505"] == ("上年执行数", Place("last_year", 0, "executed:2080505/amount"))
    assert gaps["reason:2080505"] == ("主要原因", Place("last_year", 0, "executed:2080505/reason"))
    known = {p.item: p.place for p in pieces if p.kind is AtomKind.EACH and p.text}
    assert known["executed:2010507"] == Place("last_year", 60, "amount")
    assert known["use:2010507"] == Place("texts", 80, "text")


def test_the_reason_of_an_unknown_change_stands_alone_in_no_text(codes):
    """「主要原因是：经费增加。」 was printed after a sentence that tells of no change, while the check said that it is not."""
    book = edits.set_last_year("executed:2080505", "reason", "经费增加了一点")(text_book())
    assert "经费增加了一点" not in text_of(book, codes, "编制说明")
    pieces = [p for d in narrative(Context(book, PACK, codes)) for s in d.sections for b in s.blocks for p in b.pieces]
    assert {p.gap for p in pieces if p.item == "reason:2080505"} == {"上年执行数"}
    book = edits.set_last_year("executed:2080505", "amount", "0")(book)
    assert "经费增加了一点" in text_of(book, codes, "编制说明")


def test_the_money_of_each_body(codes):
    files = text_files()
    told = '["{n}. {name}", "（{nature}）", "{amount}万元", "。"]'
    old = 'each = "agency"\ntext = ["{n}. {name}", "（{nature}）", "。"]'
    assert old in files["narrative.toml"]
    form = f'each = "agency"\nfacts = "spending"\nwhere = {{ kind = "project" }}\ntext = {told}'
    pack = text_pack({**files, "narrative.toml": files["narrative.toml"].replace(old, form)})
    first, *others = text_book().projects
    moved = replace(first, funding=(replace(first.funding[0], sub_unit="服务中心"),))
    text = plain_text(narrative(Context(replace(text_book(), projects=(moved, *others)), pack, codes))[0], draft=False)
    lines = [line for line in text.splitlines() if re.match(r"\d\.", line)]
    assert lines == [
        "1. 街道本部（行政单位）495.85万元。",
        "2. 服务中心（事业单位）25.77万元。",
        "3. 党群中心（事业单位）0.00万元。",
    ]
    unknown = plain_text(narrative(Context(text_book(), pack, codes))[0], draft=False)
    assert "1. 街道本部（行政单位）。\n2. 服务中心（事业单位）。\n" in unknown
    assert "万元" not in unknown


# --- laws


@given(st.integers(-(10**9), 10**12), st.integers(-(10**9), 10**12), STYLES)
def test_a_percentage_agrees_with_the_figures_beside_it(now, before, style):
    change = Change(now, before, PERCENT, style, 2024)
    printed_now, printed_before = (Decimal(style.figure(amount).replace(",", "")) for amount in (now, before))
    told = change.told
    assert (told == "持平") == (printed_now == printed_before) == change.is_zero
    if printed_now == printed_before:
        return
    if not printed_before:
        assert told == ("增加100%" if printed_now > 0 else "")
        return
    assert told.startswith("增加" if printed_now > printed_before else "减少")
    assert told.startswith(change.direction)
    shown = told[2:].removesuffix("%")
    exact = 100 * abs(printed_now - printed_before) / abs(printed_before)
    step = Decimal(1).scaleb(-len(shown.partition(".")[2]))
    assert abs(Decimal(shown) - exact) <= step / 2
    assert Decimal(shown)


@given(st.integers(-(10**9), 10**12), st.integers(-(10**9), 10**12), STYLES)
def test_a_size_agrees_with_its_direction(now, before, style):
    change = Change(now, before, SIZE, style, 2024)
    shown = Decimal(style.figure(abs(now - before)).replace(",", ""))
    assert (change.told == "持平") == (not shown) == change.is_zero
    if shown:
        assert change.told == ("增加" if now > before else "减少") + style.figure(abs(now - before))


def test_half_a_hundredth_of_a_percent_is_rounded_up():
    assert Change(100_005, 100_000, PERCENT, AmountStyle("元", 2), 2024).told == "增加0.01%"  # 0.005 %
    assert Change(7_662_000, 6_260_000, PERCENT, AmountStyle(), 2024).told == "增加22.36%"  # of 7.66, not of 7.662
    assert Change(10**12 + 1, 10**12, PERCENT, AmountStyle("元", 2), 2024).told == "增加0.0000000001%"


@settings(max_examples=10)
@given(
    st.dictionaries(st.sampled_from(("2010507", "2060702", "2299999", "2080505")), st.integers(0, 10**9)),
    st.lists(st.sampled_from(("2010507", "2060702", "2080505"))),
)
def test_a_code_prints_once_if_it_has_money_in_one_of_the_years(codes, executed, used):
    book = text_book()
    figures = tuple(LastYearFigure(200 + at, f"executed:{code}", amount) for at, (code, amount) in enumerate(executed.items()))
    projects = tuple(p for p in book.projects if p.funding[0].function in used)
    text = text_of(replace(book, last_year=figures, projects=projects), codes, "编制说明")
    names = re.findall(r"^(\d+)\. “.*?（款）(.*?)（项）”", text, re.MULTILINE)
    wanted = {p.funding[0].function for p in projects} | {code for code, amount in executed.items() if amount}
    assert [name for _, name in names] == [codes.function.name(code) for code in sorted(wanted)]
    assert [int(number) for number, _ in names] == list(range(1, len(wanted) + 1))
    assert "{" not in text


def test_a_typed_figure_is_in_the_sentence(codes):
    book = edits.set_last_year("executed:2080505", "amount", "357.56")(text_book())
    assert "比2023年预算执行数增加28.89%。" in text_of(book, codes, "编制说明")


# --- what was printed


PRINTED = """
25.77 60.13 减少57.14% | 42.60 45.41 减少6.19% | 88.87 60.79 增加46.19% | 110.60 114.00 减少2.98% | 11.91 9.00 增加32.33%
13.52 14.62 减少7.52% | 30.00 15.00 增加100.00% | 133.30 130.23 增加2.36% | 25.00 0.00 增加100.00% | 10.00 10.00 持平
24.31 20.30 增加19.75% | 7.66 6.26 增加22.36% | 460.85 357.56 增加28.89% | 230.28 198.60 增加15.95% | 0.39 0.31 增加25.81%
421.23 389.59 增加8.12% | 4.44 4.33 增加2.54% | 781.24 1410.22 减少44.60% | 142.22 95.16 增加49.45% | 160.14 132.56 增加20.81%
1660.32 1899.77 减少12.60% | 1759.10 2083.68 减少15.58% | 604.34 676.66 减少10.69% | 5421.24 5276.21 增加2.75%
972.18 775.00 增加25.44% | 599.33 830.24 减少27.81% | 922.02 1822.46 减少49.41% | 350.35 348.52 增加0.53%
320.17 318.14 增加0.64% | 217.72 217.72 持平
"""
"""This year's budget and last year's execution of each function code (万元) as a department of 2024 printed them."""


@pytest.mark.parametrize("line", re.findall(r"([\d.]+) ([\d.]+) (\S+)", PRINTED), ids=" ".join)
def test_the_changes_that_were_published(line):
    now, before, told = line
    words = ChangeWords("增加{percent}", "减少{percent}", "持平", "增加100.00%")
    amounts = (int(Decimal(amount) * WAN) for amount in (now, before))
    assert Change(*amounts, words, AmountStyle(), 2024).told == told


# --- what a pack may not say


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("pack.toml", 'three_public = "“三公”', 'operating = "机关运行经费"\nthree_public = "“三公”', "operating：要写成 { label"),
        ("pack.toml", 'figure = "fiscal"', 'figure = "fiscl"', "没有“fiscl”"),
        ("pack.toml", '"T1:government_fund:income"', '"T1:government_funds:income"', "没有“government_funds”这一行"),
        ("pack.toml", "government_fund = {", '"executed:2010507" = {', "不能用这个名字"),
        ("narrative.toml", "{change:general}", "{change:genral}", "没有“change:genral”，只能是 fiscal、general"),
        ("narrative.toml", "{direction:fiscal}", "{direction:spending_general}", "没有“direction:spending_general”"),
        ("narrative.toml", "{class}", "{klass}", "没有“klass”"),
        ("narrative.toml", "{executed}", "{budget}", "没有“budget”"),
        ("narrative.toml", "{count:projects_with_goals}", "{count:project}", "没有“count:project”，只能是 projects"),
        ("narrative.toml", "{quantity:vehicle}", "{quantity:vehicles}", "没有“quantity:vehicles”"),
        ("narrative.toml", "projects:with_goals", "projects:with_goal", "项目没有“with_goal”"),
        ("narrative.toml", ', new = "增加100.00%"', "", "要写 new"),
        ("narrative.toml", 'same = "持平"', 'same = ""', "不能空着"),
        ("narrative.toml", 'each = "function"', 'each = "functions"', "只能是 function、project、agency"),
        ("narrative.toml", 'facts = "spending"\nwhere = { source = "fiscal" }', 'facts = "three_public"', "三公经费没有功能科目"),
        ("narrative.toml", 'each = "project"', 'each = "project"\nfacts = "spending"', "facts：不认识这一项"),
        ("narrative.toml", '用于{use}", "。"', '用于{executed}", "。"', "没有“executed”"),
        ("narrative.toml", 'text = "财政拨款支出主要内容如下："', 'each = "project"\nheading = "内容"', "只有 text 能和 each"),
        ("narrative.toml", "（{nature}）", "（{amount}）", "没有“amount”"),
        ("narrative.toml", "{n}、{name}", "{write:duties}", "没有“write:duties”"),
        ("narrative.toml", 'title = "三公经费"\n', "", "要写 title"),
        ("narrative.toml", "一、{year}年", "一、{yeer}年", "没有“yeer”"),
        ("narrative.toml", 'title = "{year}年部门', 'title = "{fiscal}年部门', "没有“fiscal”"),
        ("narrative.toml", "amounts = { trim = true, grouping = true }", 'amounts = { unit = "元", decimals = 0 }', "写的是“万元”"),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_filled_is_refused(file, old, new, says):
    files = text_files()
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    with pytest.raises(PackError) as refused:
        text_pack(files)
    assert str(refused.value).startswith(f"版式包 {file}")
    assert says in str(refused.value)
