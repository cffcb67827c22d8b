"""Lists of any place come in by their headings, whatever the order, the words, the units and the page turns."""

from __future__ import annotations

import pytest

from models.book.records import AgencyLine, AssetLine
from models.incoming.recognised.records.shapes import AGENCIES
from models.pack.forms.contents import ASSETS, PROCUREMENT
from tests.models.incoming.recognised.records.written import left, only, paragraph, proposed, read, sheet, table, texts

WAN = 1_000_000

PURCHASES = sheet(
    ["2024年政府采购预算明细表"],
    ["单位：万元"],
    "序号 采购项目名称 所属项目 采购品目编码 计量单位 采购数量 单价（元） 采购预算金额 一般公共预算 政府性基金 预留中小企业份额",
    "1 台式计算机 办公设备更新 A02010104 台 4 5000 2.00 2.00 _ 1.50",
    "2 物业服务 机关运转 C21040000 项 1 300000 30.00 20.00 10.00 _",
    "_ 合计 _ _ _ _ _ 32.00 22.00 10.00 1.50",
)
OTHER_PURCHASES = sheet(
    ["填报单位：某镇人民政府", "", "", "", "", "", "单位：元"],
    ["资金性质", "品目名称", "品目编码", "数量", "单价", "总价", "项目名称"],
    ["一般公共预算资金", "复印纸", "A07030101", "50箱", "180", "9,000.00", "机关运转"],
    ["单位资金", "打印机", "A02021003", "2", "1500", "3000", ""],
)


def test_purchases_with_money_by_source():
    found = read(PURCHASES)
    kind, records = only(found)
    assert (kind, left(records)) == (PROCUREMENT, [])
    proposal = proposed(PURCHASES)
    lines = [
        (
            line.origin,
            line.name,
            line.catalogue,
            line.measure,
            line.quantity,
            line.price,
            line.source,
            line.amount,
            line.small_firms,
        )
        for line in proposal.book.procurement
    ]
    assert lines == [
        ("办公设备更新", "台式计算机", "A02010104", "台", "4", 500_000, "general", 2 * WAN, 1_500_000),
        ("机关运转", "物业服务", "C21040000", "项", "", None, "general", 20 * WAN, None),
        ("机关运转", "物业服务", "C21040000", "项", "", None, "government_fund", 10 * WAN, None),
    ]
    assert any("2 种资金" in sentence for sentence in proposal.left_out)


def test_purchases_in_other_words_and_order():
    proposal = proposed(OTHER_PURCHASES)
    lines = [
        (line.origin, line.name, line.catalogue, line.quantity, line.price, line.source, line.amount)
        for line in proposal.book.procurement
    ]
    assert lines == [
        ("机关运转", "复印纸", "A07030101", "50箱", 18_000, "general", 900_000),
        ("", "打印机", "A02021003", "2", 150_000, "other_income", 300_000),
    ]
    assert any("单位资金" in sentence for sentence in proposal.assumed)


def test_a_price_without_unit_is_in_the_unit_that_makes_the_amount():
    proposal = proposed(
        sheet(["政府采购预算表"], ["单位：万元"], "采购物品名称 数量 单价 合计", "椅子 10 300 0.30", "会议桌 2 0.5 1.20")
    )
    assert [line.price for line in proposal.book.procurement] == [30_000, 500_000]
    assert ["按元" in sentence or "不是金额" in sentence for sentence in proposal.assumed if "单价" in sentence] == [True, True]


def test_the_last_years_column_is_not_this_years():
    kind, records = only(
        read(
            sheet(
                ["2024年政府采购预算表"], ["单位：元"], ["采购物品名称", "2023年采购金额", "2024年采购金额", "上年数量"],
                ["椅子", "100", "200", "3"],
            )
        )
    )  # fmt: skip
    assert kind == PROCUREMENT
    assert texts(records) == [{"name": "椅子", "amount": "200"}]
    assert [text for text, _ in left(records)] == ["2023年采购金额", "上年数量", "100", "3"]


def test_what_stands_above_a_heading_counts():
    kind, records = only(
        read(
            sheet(
                ["政府采购预算表"], ["单位：元"], ["采购物品名称", "上年执行", "", "本年预算", ""],
                ["", "数量", "金额", "数量", "采购金额"],
                ["椅子", "1", "100", "2", "200"],
            )
        )
    )  # fmt: skip
    assert kind == PROCUREMENT
    assert all(value.get("amount") != "100" and value.get("quantity") != "1" for value in texts(records))
    assert {"100", "1"} <= {text for text, _ in left(records)}


def test_pages_are_joined():
    heads = "采购物品名称 政府采购目录序号 数量 合计"
    _, records = only(
        read(
            paragraph("部门政府采购预算"),
            paragraph("单位：万元"),
            table(1, heads, "多功能一体机 A02021001 2 1.20", "空气调节 A02061804 3 2.10"),
            table(2, heads, "机 _ _ _", "13 _ _ _", "办公桌 A05010201 5 0.50"),
            kind="pdf",
        )
    )
    assert texts(records) == [
        {"name": "多功能一体机", "catalogue": "A02021001", "quantity": "2", "amount": "1.20"},
        {"name": "空气调节机", "catalogue": "A02061804", "quantity": "3", "amount": "2.10"},
        {"name": "办公桌", "catalogue": "A05010201", "quantity": "5", "amount": "0.50"},
    ]
    assert any("页码" in each.words for each in records.healed)


def test_another_table_below_is_not_taken_in():
    _, records = only(
        read(
            sheet(
                ["政府采购预算表"], ["单位：元"], "采购物品名称 数量 合计", "椅子 2 200", [], "姓名 职务 联系电话",
                "张三 主任 3612345",
            )
        )
    )  # fmt: skip
    assert texts(records) == [{"name": "椅子", "quantity": "2", "amount": "200"}]
    assert [text for text, _ in left(records)] == ["姓名 职务 联系电话", "张三 主任 3612345"]


def test_a_sum_that_is_none_is_said():
    _, records = only(read(sheet(["政府采购预算表"], ["单位：元"], "采购物品名称 合计", "椅子 200", "合计 250")))
    assert left(records) == [("250", "是合计，和各行加起来不一样")]


def test_an_amount_in_thousands_is_not_read():
    _, records = only(read(sheet(["政府采购预算表"], ["单位：千元"], "采购物品名称 合计", "椅子 200")))
    assert texts(records) == [{"name": "椅子"}]
    assert "金额的单位不是元" in left(records)[0][1]


def test_a_long_text_below_tells_no_unit():
    text = "本镇今年安排的各项采购都按集中采购目录和限额标准执行，" * 3 + "附件里的金额（元）另见明细。"
    _, records = only(read(paragraph("部门政府采购预算"), table(1, "采购物品名称 数量 合计", "椅子 2 200"), paragraph(text, 2)))
    assert records.unit_said == ""


# --- 固定资产

ASSETS_TABLE = (
    "项目 数量 价值（金额单位：万元）",
    "资产总额 _ 500.00",
    "1、房屋（平方米） 1200 300.00",
    "其中：办公用房（平方米） 800 200.00",
    "2、车辆（台、辆） 3 60.00",
    "3、单价在20万元以上的设备 1 40.00",
    "4、其他固定资产 977 100.00",
)
OTHER_ASSETS = (
    "资产价值（元） 资产名称 数量",
    "5000000.00 合计 _",
    "400000 单价20万元以上设备 1",
    "3000000 房屋 1200",
    "2000000 其中：办公用房 800",
    "1000000 其他固定资产 977",
    "600000 车辆 3",
)


@pytest.mark.parametrize("rows", [ASSETS_TABLE, OTHER_ASSETS], ids=["as printed", "other words"])
def test_assets(rows):
    proposal = proposed(sheet(["2024年固定资产占用情况表"], ["截止时间：2023-12-31"], *rows))
    assert {line.item: (line.quantity, line.value) for line in proposal.book.assets} == {
        "building": ("1200", 300 * WAN), "office": ("800", 200 * WAN), "vehicle": ("3", 60 * WAN), "equipment": ("1", 40 * WAN),
        "other": ("977", 100 * WAN),
    }  # fmt: skip
    assert proposal.left_out == ()


def test_assets_that_are_others_are_said():
    document = sheet(
        ["2024年固定资产占用情况表"], ["截止时间：2022-12-31"], "项目 数量 价值（万元）", "资产总额 _ 90.00", "房屋（间） 12 60.00",
        "图书档案 5 30.00",
    )  # fmt: skip
    kind, records = only(read(document))
    assert kind == ASSETS
    assert left(records) == [("截止时间：2022-12-31", "不是 2023 年底的，看看是不是这一年的表")]
    proposal = proposed(document)
    assert proposal.book.assets == ()
    assert [word in "".join(proposal.left_out) for word in ("房屋（间）", "图书档案", "加起来是 0")] == [True] * 3


# --- 机构设置

BODIES = [
    ("某镇人民政府（本级）", "行政单位", "正科级", "财政拨款"),
    ("某镇便民服务中心", "事业单位", "股级", "财政性资金基本保证"),
]


@pytest.mark.parametrize(
    ("title", "headings", "order"),
    [
        ("部门机构设置情况表", ("单位名称", "单位性质", "单位规格", "经费保障形式"), (0, 1, 2, 3)),
        ("预算单位构成", ("经费来源", "预算单位名称", "机构规格", "机构性质"), (3, 0, 2, 1)),
        ("Sheet7", ("序号", "单位名称", "单位性质", "机构级别", "经费保障方式"), (None, 0, 1, 2, 3)),
    ],
)
def test_bodies(title, headings, order):
    rows = [[str(n) if at is None else body[at] for at in order] for n, body in enumerate(BODIES, 1)]
    found = read(sheet(list(headings), *rows, name=title))
    assert only(found)[0] == AGENCIES
    proposal = proposed(sheet(list(headings), *rows, name=title))
    assert [AgencyLine(0, line.name, line.nature, line.rank, line.support) for line in proposal.book.agencies] == [
        AgencyLine(0, *body) for body in BODIES
    ]


def test_bodies_in_the_text():
    found = proposed(
        paragraph("某镇人民政府 2024 年部门预算信息公开情况说明"),
        paragraph("机构设置："),
        table(1, "单位名称 单位性质 单位规格 经费保障形式", "某镇人民政府 行政 正科级 财政拨款"),
        paragraph("二、部门预算安排的总体情况"),
        table(2, "姓名 职务", "张三 主任"),
    )
    assert [(line.name, line.nature) for line in found.book.agencies] == [("某镇人民政府", "行政")]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["1. 某街道办事处（本部）。", "2．某街道服务中心。"], []),  # numbered otherwise than the form numbers
        (["1. 某街道办事处（本部）。", "2. 某街道 服务中心。"], ["某街道办事处（本部）", "某街道服务中心"]),
        (["1. 某街道办事处。", "2. 某街道服务中心，不单列预算。"], []),
        (["1. 某街道办事处。", "3. 某街道服务中心。"], []),
    ],
)
def test_bodies_that_a_text_numbers(lines, names):
    parts = ["某街道办事处（部门）机构设置", "本部门中，行政单位1家，事业单位1家，具体包括：", *lines]
    book = proposed(*(paragraph(text, number) for number, text in enumerate(parts, 1)), pack="shanghai-putuo-2024").book
    assert [line.name for line in book.agencies] == names


def test_lines_of_a_new_book_have_their_own_ids():
    book = proposed(PURCHASES, sheet(["固定资产情况表"], *ASSETS_TABLE, name="资产")).book
    ids = [line.id for line in (*book.procurement, *book.assets)]
    assert len({*ids}) == len(ids) > 0
    assert max(ids) < book.next_id
    assert isinstance(book.assets[0], AssetLine)
