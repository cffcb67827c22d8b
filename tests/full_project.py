"""One project with everything that any layout of 绩效目标表 asks for, and a book that holds it."""

from __future__ import annotations

from msgspec.structs import replace

from models.book.list_lines import with_values
from models.book.records import Book, FundingLine, Goal, Indicator, PlannedTask, PlanPoint, Project, Unit

WAN = 1_000_000

_ROWS = (
    ("产出指标", "数量指标", "硬化道路长度", "全年硬化的村内道路", "≥3.6公里", "项目实施方案", "15", "计划标准"),
    ("产出指标", "数量指标", "受益行政村", "道路通到的行政村", "=12个", "项目实施方案", "5", "计划标准"),
    ("产出指标", "质量指标", "工程验收合格率", "验收合格的路段占全部路段", "=100%", "公路工程质量检验评定标准", "15", "行业标准"),
    ("产出指标", "时效指标", "完工时间", "全部路段通车的时间", "11月底前", "施工合同", "10", "计划标准"),
    ("产出指标", "成本指标", "每公里造价", "含路基和面层", "≤55万元/公里", "财政评审结论", "15", "预算支出标准"),
    ("效益指标", "社会效益指标", "村民出行条件", "村民出行是否方便", "明显改善", "入户走访", "20", "历史标准"),
    ("效益指标", "可持续影响指标", "管护机制", "道路有人管、有钱管", "健全", "乡村公路管护办法", "10", "计划标准"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "对道路满意的村民占比", "≥90%", "问卷调查", "10", "历史标准"),
)

_HEAD = {
    "text:department": "石桥县交通运输局",
    "text:agency": "石桥镇人民政府",
    "text:nature": "新增项目",
    "text:kind": "一次性项目",
    "text:attribute": "新增项目",
    "text:start": "2026-03-01",
    "text:end": "2027-10-31",
    "text:person": "张建国",
    "text:phone": "0319-5550000",
    "text:ground": "石桥县农村公路建设规划（2025—2028年）",
    "text:necessity": "十二个村的进村道路还是砂石路",
    "text:measures": "镇政府成立专班，按月调度",
    "text:funding_words": "上级补助、本级预算和村集体自筹",
    "amount:term_fiscal": 380 * WAN,
    "amount:term_other": 20 * WAN,
}


def indicator(number: int, row: tuple[str, ...]) -> Indicator:
    """An indicator with a text in every column."""
    *texts, weight, standard = row
    cells = {
        "text:weight": weight, "text:standard": standard, "text:note": "按季统计" if number % 2 else "", "text:last_year": "3.1",
        "text:year_before": "2.8", "text:scoring": "完成得满分，未完成按比例扣分", "text:term_target": f"{row[4]}（实施期）",
    }  # fmt: skip
    return with_values(Indicator(100 + number, *texts), cells)


def full_project() -> Project:
    """Head, money of both levels, current and carried, goals of term and year, plan, tasks, and eight indicators that weigh 100."""
    project = Project(
        1,
        "13051126P00099210001A",
        "村内道路硬化工程",
        status="新增",
        use="硬化十二个行政村的进村道路，铺设路基和水泥面层。",
        plan_label="",
        funding=(
            FundingLine(2, "2130142", "general", amount=120 * WAN, typed="120万元", level="superior"),
            FundingLine(3, "2130142", "general", amount=60 * WAN + 5000, typed="60.005万元", level="own"),
            FundingLine(4, "2130142", "general", carried=True, amount=15 * WAN, level="own"),
            FundingLine(5, "2130142", "other_income", amount=8 * WAN, typed="8万元"),
        ),
        plan=tuple(PlanPoint(10 + i, month, value) for i, (month, value) in enumerate((("3月底", "20"), ("6月底", "90"),
                                                                                      ("10月底", "160"), ("12月底", "203.005")))),
        goals=(
            Goal(20, text="硬化道路3.6公里，12个行政村的道路全部通到户。"),
            Goal(21, text="建立村级道路管护队伍。"),
            Goal(22, text="三年内实现村村通硬化路，并建立长效管护机制。", period="term"),
        ),
        indicators=tuple(indicator(number, row) for number, row in enumerate(_ROWS)),
        tasks=(
            PlannedTask(30, "路基", "清表、填筑和压实", 80 * WAN, None),
            PlannedTask(31, "面层", "铺设水泥混凝土面层3.6公里", 115 * WAN + 5000, 8 * WAN),
        ),
    )  # fmt: skip
    return with_values(project, _HEAD)


def second_project() -> Project:
    """A small one of another body, with little more than Hebei asks for."""
    funding = (FundingLine(202, "2120501", "general", amount=10 * WAN, typed="10万元", sub_unit="石桥镇环卫所"),)
    goals = (Goal(203, text="全年清运垃圾3600吨，保持道路整洁。"),)
    rows = (("产出指标", "数量指标", "清运垃圾吨数", "", "≥3600吨", "上年台账", "60", ""),
            ("满意度指标", "服务对象满意度指标", "村民满意度", "", "≥90%", "问卷调查", "40", ""))  # fmt: skip
    indicators = tuple(indicator(200 + number, row) for number, row in enumerate(rows))
    return Project(201, "", "环境卫生保洁经费", funding=funding, goals=goals, indicators=indicators)


def long_project(count: int = 40) -> Project:
    """The full project with ``count`` indicators and long goals, which take several pages."""
    project = full_project()
    rows = sorted((_ROWS[i % len(_ROWS)] for i in range(count)), key=lambda row: (_DIMENSIONS.index(row[0]), row[1]))
    indicators = tuple(
        indicator(number, (row[0], row[1], f"{row[2]}（第{number + 1}标段）", *row[3:6], "2.5", row[7]))
        for number, row in enumerate(rows)
    )
    goals = tuple(replace(goal, text=goal.text * 6) for goal in project.goals)
    return replace(project, indicators=indicators, goals=goals)


_DIMENSIONS = ("产出指标", "效益指标", "满意度指标")


def full_book(*projects: Project) -> Book:
    """A book of a township with these projects."""
    unit = Unit(code="511001", name="石桥镇人民政府")
    return Book("hebei-xingtai-2024", 2026, unit=unit, projects=projects or (full_project(), second_project()), next_id=1000)
