"""Texts read by themselves: right sentences are left alone, wrong ones are found where they are wrong."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.checks.prose.comparisons import wrong_changes
from models.checks.prose.items import two_figures
from models.checks.prose.leftovers import broken_sentences, contradicting_reasons, contradictions, missing_stops
from models.checks.prose.names import FORMER_NAMES, departments, former_names, misspelt_words
from models.checks.prose.paragraphs import figures, paragraphs
from models.checks.prose.placeholders import alternatives
from models.checks.prose.places import other_places
from models.checks.prose.portions import changes_and_shares, wrong_parts
from models.checks.prose.sums import wrong_sums
from models.checks.prose.years import accounts_in_a_budget, budgets_of_other_years, compared_with_itself
from storage.packs.catalogue import built_in_codes
from tests.models.checks.prose.sentences import RIGHT, WRONG

CHECKS = (
    wrong_parts, changes_and_shares, two_figures, contradicting_reasons, alternatives, broken_sentences, contradictions,
    compared_with_itself, accounts_in_a_budget, former_names, misspelt_words,
)  # fmt: skip
ALL = (*CHECKS, missing_stops, departments)


def found(text):
    """What is wrong in a text, as it stands there."""
    return {text[remark.start : remark.end] for check in CHECKS for remark in check(text)}


@pytest.mark.parametrize("text", RIGHT)
def test_sentences_of_the_forms_are_right(text):
    assert found(text) == set()


@pytest.mark.parametrize(("text", "wrong"), WRONG.items())
def test_what_went_wrong_is_found(text, wrong):
    assert found(text) == wrong


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2023年22.00万元，2024年20.00万元，与2023年持平。", "写的是持平，20.00 比 22.00 少 2.00"),
        ("2023年22.00万元，2024年20.00万元，减少3.00万元。", "写的是减少 3.00 万元，20.00 比 22.00 少 2.00"),
        ("2024年1,102.19万元，比上年1,000.00万元增加102.19万元，增长1.22%。", "由 1,000.00 到 1,102.19 是 10.22%"),
        ("2024年30.00万元，比上年增加5.00万元，增长2%。", "写的是增长 2%，30.00 里增加 5.00 是 20.00%"),
        ("收入10万元，其中本年收入8万元，上年结转3万元。", "各项加起来 11.00，写的总数是 10 万元，多 1.00"),
        ("支出100万元，其中甲60.5万元，乙50万元。", "多 10.50"),
        ("项目甲50万元、乙60万元。项目预算100万元，包括甲30万元、乙40万元、其他20万元；丙5万元。", "少 10.00"),
        ("2024年基本支出864.42万元，项目支出9万元；本级基本支出500万元，基本支出864.24万元。", "前面写 864.42 万元，这里写 864.24"),
        ("运行维护费100万元，与上年增加2万元，同比增长2%。", "“与上年”应当是“比上年”"),
        ("本年预算比本年预算增加20万元。", "“比本年预算增加”是本年和自己比"),
        ("预算5万元，与今年预算相比增加1万元。", "“与今年预算相比”是本年和自己比"),
        ("上年预算比上年增加20万元。", "“上年预算比上年增加”是上年和自己比"),
        ("2026 年预算 5 万元，比 2026 年预算增加 1 万元。", "“比2026年预算增加”是 2026 年和自己比"),
        ("主要用于……。", "“主要用于……”后面没有内容"),
        ("比上年增加/减少3万元。", "还留着“增加/减少”"),
        ("本单位无采购预算（若无，则写“无”）。", "还留着“（若无，则写“无”）”"),
        ("增加3万元（减少）。预算x,xxx万元。", "“x,xxx”还没有换成数"),
        ("文化体育与传媒支出", "2019 年起叫“文化旅游体育与传媒支出”"),
        ("本年增加持平。", "“增加持平”前后矛盾"),
        ("本年减少上升5.00万元。", "“减少上升”前后矛盾"),
        ("比上年减少-5.00万元。", "减少负数就是增加"),
        ("支出100.00万元，其中：基本支出60.00万元，项目支出30.00万元。", "各项加起来 90.00，写的总数是 100.00 万元，少 10.00"),
        ("项目预算30万元：修路20万元，路灯15万元。", "各项加起来 35.00，写的总数是 30 万元，多 5.00"),
        ("2024年100.00万元，较2023年80.00万元增加20.00万元，增长率为25.5%。", "由 80.00 到 100.00 是 25.00%"),
        ("比上年增加万元，增长%。", "“增加万元”里没有数"),
        ("主要是因为。", "“是因为”后面没有内容"),
        ("2025年区本级政府采购预根据《政府采购法》，严行采购程序、规范采购流程。", "“采购预根据”里“预算”只写了半个"),
        ("2025年区本级政府采购预算，严行采购程序、规范采购流程。", "“严行”应当是“严格执行”"),
        ("其中：基本支60万元，公用经为5万元，财政拨款收100万元。", "“基本支60”里“支出”只写了半个"),
        ("做好绩目标编制。", "里“绩效”只写了半个"),
        ("财政拔款收人预算，支岀预算，己安排，末安排。", "“收人”应当是“收入”"),
        ("2025年预算1.2亿元，比上年1亿元增加3000万元。", "1.2 亿元 比 1 亿元 多 2000.00 万元"),
        ("预算1亿元，其中：基本支出6000万元，项目支出5000万元。", "各项加起来 11000.00 万元，写的总数是 1 亿元，多 1000.00 万元"),
        ("预算1500000元，比上年1000000元增加40%。", "由 1000000 元 到 1500000 元 是 50.00%"),
        ("2024年预算120万元，比上年增加20万元，增长百分之二十五。", "120 里增加 20 是 20.00%"),
        ("2024年预算120万元，比上年增加20万元，增长25个百分点。", "120 里增加 20 是 20.00%"),
        ("2024年预算比上年的100万元增加了20万元，增幅为25%。", "100 上增加 20 是 20.00%"),
        ("2024年预算80万元，较2023年100万元多20万元。", "写的是增加 20 万元，80 比 100 少 20.00"),
        ("2024年预算由上年的100万元增加到80万元。", "写的是增加，80 比 100 少 20.00"),
        ("2024年预算由100万元增至120万元，增加30万元。", "120 比 100 多 20.00"),
        ("较上年预算3,122.16万元相比增加了18.23%，2024年预算为3,500.00万元。", "由 3,122.16 到 3,500.00 是 12.10%"),
        ("上年预算100万元。本年预算120万元，比上年增加25万元。", "120 比 100 多 20.00"),
        ("支出100万元，其中：基本支出60万元，占60%；项目支出50万元，占50%。", "各项加起来 110.00"),
        ("支出100万元，其中：基本支出60万元，占70%；项目支出40万元，占40%。", "写的是占 70%，60 万元 占 100 万元 的 60.00%"),
        ("财政拨款80.00万元，占收入总额100.00万元的70%。", "80.00 万元 占 100.00 万元 的 80.00%"),
        ("支出100万元，比上年增加9万元。其中：基本支出60万元，比上年增加5万元；项目支出50万元。", "各项加起来 110.00"),
        ("收入100万元，由本年收入80万元和上年结转30万元组成。", "各项加起来 110.00"),
        ("债务100万元（一般债务24万元，专项债务80万元），应偿还5万元。", "各项加起来 104.00"),
        ("支出100万元，其中：基本支出60万元（人员经费50万元，公用经费20万元），项目支出40万元。", "各项加起来 70.00"),
        ("人员经费10万元，主要包括：基本工资5万元、津贴补贴4万元、奖金2万元。", "各项加起来 11.00"),
        (
            "减少10万元，其中：基本支出减少5万元，主要是人员减少。项目支出增加6万元。",
            "各项合起来增加 1.00 万元，写的是减少",
        ),
        ("共有车辆8辆，其中：机要通信用车3辆、执法执勤用车4辆、其他用车2辆。", "各项加起来 9辆，写的总数是 8辆，多 1"),
        ("共有车辆8辆，其中：机要通信用车3辆、应急保障用车1辆、其他用车2辆。", "各项加起来 6辆，写的总数是 8辆，少 2"),
        ("编制50人，其中行政编制30人，事业编制25人。", "各项加起来 55人"),
    ],
)
def test_what_is_said(text, says):
    assert any(says in remark.problem for check in CHECKS for remark in check(text)), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年年初预算22.00万元，2024年预算20.00万元，比2023年执行数减少5%。",
        "2024年收入100万元，其中上年结转10万元，比上年增加20万元，增长25%。",
        "培训费100万元，其中：党校班5万元，每人200元，夜校班98万元。",
        "收入100万元，其中：甲60万元，比上年增加10万元，乙50万元。",
        "2023年与2024年相比增加。2023年和2024年预算增加。",
        "明年预计比今年增加20万元。上年预算比今年减少2万元。本年收入与本年支出持平。本年预算比本年年初预算增加，比今年初增加。",
        "上年结转比上年增加10万元。上年执行数比上年预算数增加5万元。上年末资产比上年初增加。",
        "公务接待费同口径比2018年减少38万元，同口径比2018年下降7.4%。",
        "2024年调整预算比2024年年初预算增加1万元。",
        "收入减少的主要原因是上年一次性项目收入增加。支出减少的原因是2023年追加项目支出增加。",
        "支出100万元，其中：基本支出60万元，项目支出30万元，结转下年10万元。",
        "项目资金30万元：修路20万元，路灯10万元。金额单位为万元，增长率以%表示。",
        "公务接待费0元，是因为没有接待任务。",
        "2024年预算1.2亿元，比上年1亿元增长21%。预算1亿元，其中：基本支出0.6亿元，项目支出4000万元。",
        "2024年预算由上年的100万元增加到120万元，增加20万元，占比提高3个百分点。",
        "上年预算100万元。本年收入120万元，比上年增加25万元。比上年100万元增加20%，主要是购置设备15万元。",
        "支出100万元，比上年增加10万元，其中：人员经费6万元，其他4万元。",
        "本年收入预算100万元，上年结转30万元，比上年增加10万元，增长11.11%。收入100万元，含上年度结余10万元，比上年减少5万元。",
        "支出100万元，比上年增加10%，其中：基本支出60万元，占比60%；项目支出40万元，占总支出的40%。",
        "政府采购预算100万元，其中面向中小企业80万元，面向小微企业60万元。",
        "减少10万元，其中：基本支出减少15万元，项目支出增加5万元。",
        "在职50人，其中党员30人、女职工25人。现有车辆8辆，其中：执法执勤用车3辆、机要通信用车2辆。",
        "项目100万元（含上年结转20万元，中央专款90万元），招待5万元，占公用经费的2%。",
        "甲村补助5万元，乙村补助6万元。所属单位基本支出5万元，基本支出8万元。",
        "一、比上年增加（减少）情况，增加/减少额见表（说明：均为预算数）",
        "如需增加或减少，以批复为准。人员增加减少情况见附表。",
        "按照《2018年医疗卫生与计划生育支出办法》执行。",
        "采取提拔款待，自己安排，年末安排，接收人情况，业绩考核，政绩评价，收支预计，财政预备费，采购预留，项目支撑，运行经济，其他收费。",
        "三季度末完成支付，“十四五”末完成改造，验收人为张三，招收人情况，收到帐篷100顶，从严行使审批规定，实绩考核，效绩评价。",
    ],
)
def test_what_may_be_right_is_left_alone(text):
    assert found(text) == set()


cents = st.integers(1_00, 9_999_99)


def shown(cents_of_wan):
    return f"{cents_of_wan // 100}.{cents_of_wan % 100:02d}"


def sentence(before, now, percent):
    word = "增加" if now >= before else "减少"
    return f"2023年预算执行数为{shown(before)}万元，2024年预算安排{shown(now)}万元，比2023年预算执行数{word}{percent}%。"


def percent_of(before, now):
    return (Decimal(abs(now - before)) * 100 / before).quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(cents, cents)
def test_a_percentage_that_follows_is_right_and_another_is_not(before, now):
    assume(before != now)
    right = percent_of(before, now)
    assert list(wrong_changes(sentence(before, now, right))) == []
    (remark,) = wrong_changes(sentence(before, now, right + 5))
    assert f"是 {right}%" in remark.problem


@given(cents, cents)
def test_the_direction_follows_from_the_figures(before, now):
    assume(before != now)
    text = sentence(before, now, percent_of(before, now)).translate(str.maketrans({"增": "减", "减": "增", "加": "少", "少": "加"}))
    assume(percent_of(before, now) > 0)
    assert len(list(wrong_changes(text))) == 1


@given(st.lists(cents, min_size=2, max_size=6), st.integers(10, 500))
def test_parts_add_up(parts, slip):
    names = [*"甲乙丙丁戊"[: len(parts) - 1], "其他"]
    listed = "、".join(f"{name}{shown(part)}万元" for name, part in zip(names, parts, strict=True))
    assert list(wrong_sums(f"预算{shown(sum(parts))}万元，其中：{listed}。")) == []
    for whole in (sum(parts) - slip, sum(parts) + slip):
        if whole > 0:
            assert len(list(wrong_sums(f"预算{shown(whole)}万元，其中：{listed}。"))) == 1


anything = st.one_of(
    st.text(max_size=80),
    st.text("0123456789.,，。；：（）%万元年比上本增加减少持平其中包括合计主要原因是支出收入基本项目决算单位部门 \n", max_size=60),
    st.sampled_from((*RIGHT, *WRONG)),
)


@given(anything)
def test_any_text_can_be_read_and_what_is_found_stands_in_it(text):
    for check in ALL:
        for remark in check(text):
            assert 0 <= remark.start < remark.end <= len(text)
            assert "\n" not in remark.problem


@pytest.mark.parametrize("text", [*RIGHT, *WRONG])
def test_blanks_between_characters_change_nothing(text):
    spread = " ".join(text)
    assert {part.replace(" ", "") for part in found(spread)} == {part.replace(" ", "") for part in found(text)}


def test_figures_of_a_text():
    (paragraph,) = paragraphs("共1,102.19万元，其中5000元、2.5万；200元/人， ３ 万元，12人，2024年")
    read = [(figure.written, figure.fen) for figure in figures(paragraph.plain)]
    assert read == [("1,102.19 万元", 11_021_900_00), ("5000 元", 500_000), ("2.5 万元", 2_500_000), ("3 万元", 3_000_000)]


def test_former_names_are_no_longer_in_the_code_table():
    now = {row.name for row in built_in_codes("2024").function}
    for former, (right, _) in FORMER_NAMES.items():
        assert right.split("（")[0] in now, right
        assert former.split("（")[0] not in now, former


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2024年收入决算100.00万元。", "“2024年收入决算”：2024 年还没有决算"),
        ("2025年决算支出为100.00万元。", "“2025年决算支出为”：2025 年还没有决算"),
        ("2023年收入决算100.00万元，2024年做好决算编制工作。", None),
        ("做好2024年决算编制，2024年决算20户。", None),
    ],
)
def test_the_budget_year_has_no_figure_of_accounts(text, wrong):
    assert [remark.problem for remark in accounts_in_a_budget(text, 2024)] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("公正性，新华区将预算项目事前绩效评估作为必备要件。", {"新华区"}),
        ("区财政局会同海港区人民政府制定办法。经 开 发 区 各部门执行。", {"海港区"}),
        ("路南区将绩效目标编入预算。", set()),  # the same 市: neighbours are told of each other
        ("对口帮扶张北县。赴宣化区学习。新华区域的道路，新华区路面。《新华区预算绩效管理办法》", set()),
        ("本区、全区、开发区、社区、辖区、市区的各单位，芦台经济开发区各单位。", set()),
        ("各新城区、老城区、高新区、县区。保障区域发展，贸易县域经济。", set()),
    ],
)
def test_another_district_is_none_of_ours(text, wrong):
    assert {text[remark.start : remark.end] for remark in other_places(text, ("130271",))} == wrong


def test_the_own_district_may_be_named_whatever_is_known_of_it():
    assert not [*other_places("新华区财政局", ("130902",))]
    assert not [*other_places("新华区财政局", ("1301",))]
    assert not [*other_places("新华区财政局", ("130271",), "新华区对口办")]
    assert not [*other_places("新华区财政局", ())]
    assert not [*other_places("普陀区财政局", ("310107",))]
    assert [remark.problem for remark in other_places("长宁区财政局", ("310107",))] == ["“长宁区”不是本地"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("一是在编制2024年度预算时，全面落实。", ["2024"]),
        ("提高各部门2024年度部门预算绩效目标编制质量。关于2024年区级预算公开有关事项的说明", ["2024", "2024"]),
        ("一是在编制2025年度预算时，全面落实2025年度部门预算绩效目标。", []),
        ("比2024年部门预算编制增加3项。2024年预算执行情况良好。总结编制2024年度预算的过程。", []),
        ("截至2024年底，政府债务余额1万元。《2024年度部门预算编制说明》已经公开，获得好评。", []),
    ],
)
def test_a_budget_is_of_its_own_year(text, wrong):
    assert [text[remark.start : remark.end] for remark in budgets_of_other_years(text, 2025)] == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("我部门共有车辆5辆，本部门内设机构5个。", ["我部门", "本部门"]),
        ("一、部门主要职责", ["一、部门"]),
        ("部门收入总体情况。2025年部门“三公”经费", ["部门", "2025年部门"]),
        ("纳入部门预算编制范围的单位", ["部门预算"]),
        ("2025年部门预算", ["2025年部门预算"]),
        ("各部门收入预算，主管部门预算批复，财政部门预算管理，配合部门整体工作。", []),
        ("由主管部门所属单位负责，上级部门收入，会同相关部门、部门联动。", []),
    ],
)
def test_a_unit_speaks_of_itself_as_a_unit(text, wrong):
    assert [text[remark.start : remark.end] for remark in departments(text)] == wrong
