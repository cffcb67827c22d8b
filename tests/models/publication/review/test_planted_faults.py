"""One fault of each kind that bureaus find, planted in a clean publication: it is found, and nothing else is."""

from __future__ import annotations

import pytest

from models.checks.findings import Severity
from tests.review_documents import (
    DEPARTMENT,
    UNIT,
    all_of,
    clean_review,
    document_of,
    in_row,
    paragraph,
    review_of,
    text,
    without,
    without_row,
    without_table,
)

SPENDING = "部门支出预算总表"
INCOME = "部门收入预算总表"
GENERAL = "部门一般公共预算支出功能分类预算表"
SUMMARY = "部门财务收支预算总表"
BASIC = "经济分类预算表"
CARS = "部门预算安排购置车辆"
PUBLIC = "“三公”经费和机关运行经费预算表"
FUND = "政府性基金预算支出功能分类预算表"
NO_FUND = "注:本部门2025年无政府性基金预算财政拨款安排的预算，故本表为空表。"

FAULTS = {
    # figures of tables
    "a digit of a leaf": (in_row(SPENDING, "行政运行", "9,389,913.00", "9,389,931.00", 1), {"D-3"}, "应当是"),
    "a total": (in_row(SPENDING, "合计", "371,514,655.00", "371,514,656.00"), {"D-3"}, "合计"),
    "a class in the summary": (in_row(SUMMARY, "二、科学技术支出", "17,200,000.00", "17,020,000.00"), {"D-3"}, "科学技术支出"),
    "a figure of a neighbour": (in_row(GENERAL, "住房公积金", "1,361,034.00", "1,488,000.00"), {"D-3"}, "2210201"),
    "ten thousand times": (in_row(PUBLIC, "171.01", "171.01", "1710062.00"), {"D-3", "X-27b", "X-17"}, "机关运行经费"),
    "a sign": (in_row(GENERAL, "购房补贴", "1,488,000.00", "-1,488,000.00"), {"D-3"}, "2210203"),
    "a class of the basic table": (in_row(BASIC, "住房公积金", "1,361,034.00", "1,361,043.00"), {"D-3", "D-1", "S-1"}, "30113"),
    "a row that is missing": (without_row(GENERAL, "购房补贴"), {"D-2"}, "22102"),
    "a column that does not add up": (in_row(BASIC, "职业年金缴费", "705,443.00", "705,434.00", 1), {"D-3"}, "30109"),
    "a figure of income": (in_row(INCOME, "行政运行", "9,389,913.00", "9,389,813.00", 1), {"D-3"}, "财政拨款收入"),
    "a figure of 三公": (in_row(PUBLIC, "171.01", "1.00", "1.10"), {"D-3", "D-1", "X-27b"}, "三公"),
    # rows of tables
    "another name for a code": (in_row(GENERAL, "购房补贴", "购房补贴", "提租补贴"), {"D-4"}, "提租补贴"),
    "a 款 that is missing": (without_row(SPENDING, "住房改革支出"), {"D-5", "X-16"}, "22102"),
    "an empty table without its note": (in_row(FUND, NO_FUND, NO_FUND, ""), {"D-6"}, "空表"),
    "the unit of another table": (text("编制部门：示例委员会", "编制部门：示例街道办事处"), {"D-14"}, "示例街道办事处"),
    "no unit above a table": (text("编制部门：示例委员会", "编制部门："), {"R-5"}, "空着"),
    "a project without its money": (
        all_of(paragraph(CARS, "2025年按计划安排。"), paragraph(CARS, "六、年度预算安排")),
        {"D-18"},
        "金额",
    ),
    # titles, parts, contents
    "the title of another year": (text("2025年部门预算编制说明", "2024年部门预算编制说明"), {"P-11i"}, "2024"),
    "the cover of another year": (text("2025年区级部门预算", "2024年区级部门预算"), {"P-11i"}, "2024"),
    "the note of another year": (in_row(FUND, NO_FUND, NO_FUND, NO_FUND.replace("2025", "2024")), {"D-11"}, "2024"),
    "a table that is missing": (without_table("国有资本经营预算支出功能分类预算表"), {"D-8", "D-9"}, "国有资本"),
    "a heading with nothing below": (without("财政拨款的机关运行经费预算为"), {"P-4"}, "机关运行经费"),
    "a part that the contents lack": (text("六、其他相关情况说明", "六、其他说明事项"), {"D-9"}, "其他说明事项"),
    # figures of sentences
    "text against table": (text("收入预算37,151.47万元", "收入预算37,115.47万元"), {"X-27b", "X-27f"}, "37,115.47"),
    "the text of a code against the table": (text("136.10万元", "131.60万元"), {"D-17"}, "131.60"),
    "the office costs of the text": (text("经费预算为171.01万元", "经费预算为117.01万元"), {"X-27b"}, "117.01"),
    "parts of a sum": (text("政府采购货物预算7.80万元", "政府采购货物预算8.70万元"), {"X-27f", "X-25"}, "38.20"),
}
FAULTS |= {
    f"in words: {new}": (paragraph("财政拨款支出主要内容如下", new), codes, says)
    for new, codes, says in (
        ("上年执行数1523.40万元，本年1301.25万元，减少1.10%。", {"X-27d"}, "14.58"),
        ("2024年预算31250.00万元，2025年预算3680.00万元，增加17.76%。", {"X-27d"}, "少"),
        ("2025年预算比2025年预算增加20万元，主要原因是人员增加。", {"P-11f"}, "2025"),
        ("2024年预算比2025年预算增加20万元，主要原因是人员增加。", {"P-11f"}, "2024"),
        ("本年培训费比2024年预算增加（减少）3.00万元，主要原因是培训减少。", {"P-11c"}, "增加（减少）"),
        ("本年培训费XX万元。", {"P-11", "P-11c"}, "XX"),
        ("2025年区本级政府采购预根据有关规定执行。", {"R-15"}, "采购预根据"),
        ("本年培训费安排12,34万元。", {"R-22"}, "12,34"),
        ("本年培训费比2024年预算增加-3.00万元。", {"P-11e"}, "减少"),
        ("本年培训费20XX年安排。", {"P-11"}, "20XX"),
        ("本年培训费比2024年预算增/减3.00万元。", {"P-11c"}, "增/减"),
        ("本年培训费比2024年预算增长#DIV/0!%。", {"R-21"}, "#DIV/0!"),
        ("本年会议费增加万元，主要原因是会议增加。", {"P-11c"}, "没有数"),
        ("本年培训费比2024年预算减少3.00万元，主要原因是。", {"P-11d"}, "主要原因是"),
        ("培训费的安排用于干部教育。会议费的安排用于全区工作会议", {"R-14"}, "句号"),
        ("本年培训费比2024年预算增加3.00万元，增加的主要原因是培训经费减少。", {"P-10a"}, "增加"),
        ("本年培训费比2024年预算增加持平。", {"P-11e"}, "增加持平"),
        ("本年培训费减少增加3.00万元。", {"P-11e"}, "减少增加"),
        ("本部门2025年度财政拨款收支决算总体情况如下。", {"P-11g"}, "决算"),
        ("在编制2024年度部门预算时，按照要求安排各项支出。", {"P-11h"}, "2024"),
        ("本年会议费用于静安区的工作。", {"R-20"}, "静安区"),
        ("医疗卫生与计划生育支出用于公共卫生。", {"C-4a"}, "卫生健康支出"),
        ("要建立建全各项制度。", {"R-15"}, "建立健全"),
        ("本年培训费用于干部教育。。", {"R-11"}, "。。"),
        ("按照“过紧日子的要求安排。", {"R-12"}, "“"),
        ("本年安排培训费１２万元。", {"R-9"}, "１２"),
        ("本年安排 培训费用于干部教育。", {"R-10"}, "空格"),
        ("因公出国（境）费12万元，其中：住宿费7万元、交通费6万元。", {"X-27f", "X-27b"}, "13"),
        ("公务用车运行费预算12.00万元，公务用车运行费预算15.00万元。", {"X-27e", "X-27b"}, "12.00"),
    )
}


def _planted(change, pack):
    known = {finding.fingerprint for finding in clean_review(pack).findings}
    return [finding for finding in review_of(change(document_of(pack)), pack).findings if finding.fingerprint not in known]


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_found_and_nothing_else(name):
    change, codes, says = FAULTS[name]
    found = _planted(change, DEPARTMENT)
    assert found, "nothing was found"
    told = {finding.code for finding in found}
    assert told <= codes, [(finding.code, finding.message) for finding in found]
    assert any(says in f"{f.message} {f.remedy} {f.values}" for f in found), [(f.message, f.remedy, f.values) for f in found]


def test_a_clean_publication_has_nothing_above_a_hint():
    for pack in (DEPARTMENT, UNIT):
        assert [f for f in clean_review(pack).findings if f.severity is not Severity.HINT] == []


def test_a_unit_that_speaks_of_its_department():
    (found,) = _planted(paragraph("财政拨款支出主要内容如下", "本部门2026年预算收支平衡。"), UNIT)
    assert found.code == "R-16"


def test_a_table_with_figures_and_the_note_of_an_empty_one():
    note = all_of(text("单位：元", "注：本部门2025年无此项预算，故本表为空表。"))
    found = _planted(note, DEPARTMENT)
    assert [one.code for one in found] == ["D-7"]
    assert found[0].severity is Severity.ERROR
