"""Sheets of other places, each kind in two wordings and orders: every field where its label or heading says."""

from __future__ import annotations

import pytest

from models.incoming.blocks import Document, Paragraph, Place, block_of_rows
from models.incoming.sheets.reading import read_sheet_document, read_sheets
from models.projects.amounts import project_amount
from tests.sheet_texts import XINGTAI

WAN = 1_000_000


def read(text):
    """``|`` between cells, a row a line."""
    lines = [line.strip() for line in text.strip().split("\n")]
    return read_sheets("\n".join("\t".join(line.split("|")) for line in lines) + "\n", XINGTAI.sheet)


def one(text):
    reading = read(text)
    (project,) = reading.projects
    return project, reading


def amounts(project, *names):
    return [project_amount(project, name) / WAN for name in names]


def grid(project, *columns):
    return [tuple(getattr(line, column) for column in columns) for line in project.indicators]


def words_of(reading):
    return "\n".join(note.sentence for note in reading.notes)


# --- one table for all projects


def test_a_table_with_repeated_cells_in_wan_and_its_sum_below():
    reading = read("""
        2024年项目支出绩效目标批复表
        项目代码|专项名称|年度预算数（万元）|本年度绩效目标|一级指标|二级指标|三级指标|计算符号|目标值|计量单位|分值
        A01|图书采购|6|采购图书。|产出指标|数量指标|图书册数|≥|500|册|30
        A01|图书采购|6|采购图书。|产出指标|质量指标|图书完好率|=|100|%|20
        A02|校舍维修|14.5|维修校舍。|产出指标|数量指标|维修面积|≤|800|平方米|40
        合计||20.5||||||||
    """)
    first, second = reading.projects
    assert (first.code, first.name, *amounts(first, "budget")) == ("A01", "图书采购", 6)
    assert (second.code, second.name, *amounts(second, "budget")) == ("A02", "校舍维修", 14.5)
    assert grid(first, "name", "target", "text:weight") == [("图书册数", "≥500册", "30"), ("图书完好率", "=100%", "20")]
    assert [goal.text for goal in second.goals] == ["维修校舍。"]
    assert "对不上" not in words_of(reading)


def test_a_table_with_merged_cells_in_another_order_and_a_wrong_sum():
    reading = read("""
        某区项目绩效目标表
        单位：元
        一级指标|二级指标|三级指标|指标值|项目名称|资金总额|年度总体目标|预算单位
        ||||合计|90000||
        产出指标|数量指标|培训人次|≥300人次|技能培训|50000|办好培训。|某局
        |时效指标|办结时间|12月底前||||
        产出指标|数量指标|巡查次数|≥24次|河道巡查|30000|按月巡查。|某局
    """)
    assert [project.name for project in reading.projects] == ["全部", "技能培训", "河道巡查"] or "对不上" in words_of(reading)
    training = next(project for project in reading.projects if project.name == "技能培训")
    assert amounts(training, "budget") == [5]
    assert grid(training, "category", "name", "target") == [
        ("数量指标", "培训人次", "≥300人次"),
        ("时效指标", "办结时间", "12月底前"),
    ]


# --- money of the year beside that of the whole term


def test_money_in_two_columns_with_the_year_first():
    project, _ = one("""
        项目支出绩效目标申报表
        项目名称|水渠加固||||
        项目资金（元）|年度资金申请总额|900000|项目资金总额|1500000
        |其中：当年财政拨款|700000|其中：财政资金|1300000
        |上年结转资金|100000||
        |其他资金|100000|其他资金|200000
    """)
    assert amounts(project, "budget", "fiscal_current", "fiscal_carried", "other") == [90, 70, 10, 10]
    assert amounts(project, "term_fiscal", "term_other") == [130, 20]


def test_money_of_the_term_above_that_of_the_year():
    project, _ = one("""
        项目绩效目标表
        项目名称|垃圾中转站
        实施期资金总额|120|其中：财政拨款|100|非财政拨款数|20
        年度资金总额|60|其中：财政拨款|55|非财政拨款数|5
        年度绩效目标|建成一座。
    """)
    assert amounts(project, "budget", "fiscal", "other", "term_fiscal", "term_other") == [60, 55, 5, 100, 20]


def test_own_and_superior_money_with_units_in_the_cells():
    project, reading = one("""
        2023年项目支出绩效目标申报表
        项目支出名称|路灯安装|年度本级预算金额|30000元|上级资金|2万元
        本年度绩效目标|装灯40盏。
    """)
    assert [(line.level, line.amount) for line in project.funding] == [("superior", 2 * WAN), ("own", 3 * WAN)]
    assert "没有写单位" not in words_of(reading)


# --- goals


def test_goals_beside_each_other_below_their_labels_with_the_year_first():
    project, _ = one("""
        项目绩效目标申报表
        项目名称|饮水工程|||
        总体目标|年度目标||中长期目标|
        |解决3个村饮水。||十个村全部通水。|
    """)
    assert {(goal.period, goal.text) for goal in project.goals} == {("", "解决3个村饮水。"), ("term", "十个村全部通水。")}


def test_goals_of_the_quarters():
    project, _ = one("""
        项目绩效目标表
        项目名称|绿化养护
        年度绩效目标|养护绿地。
        第一季度目标|补植。
        四季度绩效目标|防寒。
    """)
    assert [(goal.period, goal.text) for goal in project.goals] == [("", "养护绿地。"), ("q1", "补植。"), ("q4", "防寒。")]


# --- the grid


def test_headings_in_two_rows_with_an_unknown_column_between():
    project, reading = one("""
        项目绩效目标表
        项目名称|农机补贴||||||
        指标名称|||计量单位|指标值|考核科室|符号|评分标准
        一级指标|二级指标|三级指标|||||
        产出指标|数量指标|补贴台数|台|60|农机站|≥|按比例得分
        效益指标|社会效益指标|机播率|%|85|农机站|≥|
    """)
    assert grid(project, "name", "target", "text:scoring") == [("补贴台数", "≥60台", "按比例得分"), ("机播率", "≥85%", "")]
    assert {(other.heading, other.text) for other in reading.others} == {("考核科室", "农机站")}
    assert "“考核科室”这一栏没有读懂" in words_of(reading)


def test_a_grid_without_the_third_level():
    project, reading = one("""
        市直部门项目支出绩效目标表
        项目名称|设备更新
        绩效目标|更新设备。
        一级指标|二级指标|当年预期实现值|绩效标准
        时效指标|完成时间|9月底前|合同约定
        数量指标|更新台数|≥5台|
    """)
    assert grid(project, "category", "name", "target", "text:standard") == [
        ("时效指标", "完成时间", "9月底前", "合同约定"),
        ("数量指标", "更新台数", "≥5台", ""),
    ]
    assert "没有三级指标" in words_of(reading)


def test_indicators_of_the_term_and_of_the_year_in_two_grids():
    project, _ = one("""
        项目绩效目标表
        项目名称|造林
        长期绩效指标|一级指标|二级指标|指标内容|指标值|备注
        |产出指标|数量指标|造林面积|3000亩|
        年度绩效指标|一级指标|二级指标|指标内容|指标值|备注
        |产出指标|数量指标|造林面积|1000亩|分两季
    """)
    assert grid(project, "name", "target", "text:term_target", "text:note") == [
        ("造林面积", "", "3000亩", ""),
        ("造林面积", "1000亩", "", "分两季"),
    ]


def test_signs_and_directions_are_told_by_what_they_say():
    project, _ = one("""
        项目绩效目标表
        项目名称|热线运行
        一级指标|二级指标|三级指标|指标方向|指标性质|目标值|计量单位
        产出指标|质量指标|接通率|大于等于|正向|95|%
        产出指标|时效指标|等待时间|小于|反向指标|20|秒
        效益指标|社会效益指标|群众认可|定性|正向|明显提高|
    """)
    assert grid(project, "target", "text:direction") == [("≥95%", ""), ("<20秒", ""), ("明显提高", "正向")]


def test_a_cost_as_first_level_is_kept_with_a_note():
    project, reading = one("""
        项目支出绩效目标表
        项目名称|校车运行
        一级指标|二级指标|三级指标|指标值|权重
        成本指标|社会成本指标|碳排放|≤3吨|10
        产出指标|数量指标|车次|≥900次|40
        合计||||50
    """)
    assert grid(project, "dimension", "category") == [("成本指标", "社会成本指标"), ("产出指标", "数量指标")]
    assert "“成本指标”在这套版式里是二级指标，照原样放在一级" in words_of(reading)


# --- labels and dates


@pytest.mark.parametrize(("label", "text"), [("起止日期", "2024-03-01至2024-11-30"), ("项目实施期", "2024年3月—2024年11月")])
def test_begin_and_end_in_one_cell(label, text):
    project, _ = one(f"项目绩效目标表\n项目名称|修渠|{label}|{text}\n绩效目标|修渠。")
    assert [getattr(project, f"text:{name}") for name in ("start", "end")] == text.replace("至", "—").split("—")


def test_what_has_no_label_that_is_known_is_said_and_nowhere():
    project, reading = one("项目绩效目标表\n项目编码||审批级别|县级\n项目名称|修桥|所属专项|交通|主管部门|某局\n绩效目标|修桥。")
    assert (project.code, project.name, getattr(project, "text:department")) == ("", "修桥", "某局")
    assert all(word in words_of(reading) for word in ("审批级别", "县级", "所属专项", "交通"))


def test_a_code_that_a_spreadsheet_made_a_number_of_is_not_taken():
    project, reading = one("项目绩效目标表\n项目代码|5.11E+19|项目名称|修桥\n绩效目标|修桥。")
    assert (project.code, project.name) == ("", "修桥")
    assert "5.11E+19" in words_of(reading)


# --- files


def test_a_note_names_the_place_in_the_file():
    rows = [["项目绩效目标表"], ["项目名称", "修桥"], ["审批级别", "县级"], ["绩效目标", "修桥。"]]
    reading = read_sheet_document(Document("xlsx", (block_of_rows(rows, Place(sheet="表1", row=1, column=1)),)), XINGTAI.sheet)
    assert "工作表“表1”的 A3：这一行没有读懂〔审批级别 县级〕" in words_of(reading)


def test_a_table_without_lines_in_a_pdf_is_said_and_not_guessed():
    texts = ("项目绩效目标表", "项目名称\t修桥\t审批级别\t县级", "绩效目标\t修桥。")
    parts = tuple(Paragraph(text, Place(page=1, paragraph=i)) for i, text in enumerate(texts, 1))
    reading = read_sheet_document(Document("pdf", parts), XINGTAI.sheet)
    assert [(project.name, project.goals) for project in reading.projects] == [("", ())]
    assert "第 1 页第 2 段：这一行没有表格线，分不清各栏，没有读〔项目名称 修桥 审批级别 县级〕" in words_of(reading)


# --- several bodies, and lists of indicators


def test_projects_of_several_bodies_name_theirs():
    reading = read("""
        某县项目绩效目标表
        单位名称|项目名称|预算数（元）|一级指标|二级指标|三级指标|指标值
        820-某镇部门||50000||||
        820001-某镇人民政府|路灯维护|20000|产出指标|数量指标|路灯数|≥5盏
        ||||质量指标|亮灯率|≥95%
        820002-某镇便民中心|路灯维护|30000|产出指标|数量指标|路灯数|≥9盏
    """)
    found = [(p.name, [line.sub_unit for line in p.funding], grid(p, "target")) for p in reading.projects]
    assert found == [
        ("路灯维护", ["某镇人民政府"], [("≥5盏",), ("≥95%",)]), ("路灯维护", ["某镇便民中心"], [("≥9盏",)]),
    ]  # fmt: skip
    assert "对不上" not in words_of(reading)


def test_projects_of_one_body_name_none_and_a_missing_one_is_said():
    table = """
        某县项目绩效目标表
        项目名称|一级指标|二级指标|三级指标|指标值|预算单位|预算数（元）
        路灯维护|产出指标|数量指标|路灯数|≥5盏|{first}|20000
        保洁|产出指标|数量指标|清运量|≥9吨|某镇人民政府|30000
    """
    alone = read(table.format(first="某镇人民政府"))
    assert [line.sub_unit for p in alone.projects for line in p.funding] == ["", ""]
    missing = read(table.format(first=""))
    assert [line.sub_unit for p in missing.projects for line in p.funding] == ["", "某镇人民政府"]
    assert "这个项目没有写" in words_of(missing)


def test_a_flat_list_of_indicators_by_the_code_of_their_project():
    reading = read("""
        绩效指标导出
        项目编码|一级指标|二级指标|三级指标|计算符号|指标值|计量单位
        A01|产出指标|数量指标|图书册数|≥|500|册
        A02|产出指标|数量指标|维修面积|≤|800|平方米
        A01|效益指标|社会效益指标|读者人次|≥|90|人次
    """)
    assert [(p.code, grid(p, "name", "target")) for p in reading.projects] == [
        ("A01", [("图书册数", "≥500册"), ("读者人次", "≥90人次")]), ("A02", [("维修面积", "≤800平方米")]),
    ]  # fmt: skip


def test_a_flat_list_without_the_level_of_a_row_that_goes_back_says_so():
    reading = read("""
        指标值|计量单位|三级指标|二级指标|一级指标|项目代码
        500|册|图书册数|数量指标|产出指标|A01
        800|平方米|维修面积|数量指标|产出指标|A02
        90|人次|读者人次|社会效益指标||A01
    """)
    assert [p.code for p in reading.projects] == ["A01", "A02"]
    assert "接着前面的项目" in words_of(reading)
