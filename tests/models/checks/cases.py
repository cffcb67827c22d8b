"""For every check a book that it finds fault with and one that it does not; ``says`` is what the finding must say."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from models.book.fields import CellValue
from models.book.list_lines import ListLine
from models.book.records import (
    DEPARTMENT,
    AgencyLine,
    AssetLine,
    BasicLine,
    Book,
    CarryForwardLine,
    FundingLine,
    Goal,
    IncomeLine,
    Indicator,
    LastYearFigure,
    OtherLine,
    PlannedTask,
    PlanPoint,
    ProcurementLine,
    Project,
    Task,
    ThreePublicLine,
    TypedFigure,
    Unit,
    WithheldAmount,
    WrittenText,
)
from models.pack.filters import CellRef
from models.pack.forms.lists import ListColumn, ListForm
from models.pack.forms.narrative import Atom, AtomKind, Clause, PartForm, PartKind
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import NO_SHEET, GoalBlock, IndicatorColumn, SheetField, TaskForm, head_row
from models.pack.forms.typed import COUNT, OPERATING, TypedRow
from models.values.money import MoneyUnit, Unread

WAN = MoneyUnit.WAN.value
CODE = "13051124P0001B910004J"
OLD_CODE = "13051123P00034610018A"
UNIT = Unit("113", "某某镇人民政府", "130511", "甲", "乙", "丙", "0319-1234567")
DUTIES = WrittenText(801, "duties", "负责全镇的党务和政务工作。")
NO_OFFICE = WrittenText(803, "operating_note", "我镇没有机关运行经费。")
COST = Indicator(44, "产出指标", "成本指标", "宣传成本", "印制材料", "≤2万元", "文件")
ROWS = (
    Indicator(41, "产出指标", "数量指标", "活动次数", "开展活动次数", "≥8次", "文件"),
    Indicator(42, "产出指标", "质量指标", "通过率", "验收情况", "≥98%", "文件"),
    Indicator(43, "产出指标", "时效指标", "完成时间", "完成活动", "2024年底前", "文件"),
    COST,
    Indicator(45, "效益指标", "社会效益指标", "知晓率", "群众知晓", "≥90%", "文件"),
    Indicator(46, "满意度指标", "服务对象满意度指标", "群众满意度", "问卷", "≥95%", "文件"),
)


WHOLE = tuple(replace(line, id=line.id + 50) for line in ROWS)
"""The same rows in the sheet of the whole department."""


def plan(*values: str, months: tuple[str, ...] = ("3月底", "6月底", "10月底", "12月底")) -> tuple[PlanPoint, ...]:
    """A plan of these cells."""
    return tuple(PlanPoint(51 + i, month, value) for i, (month, value) in enumerate(zip(months, values, strict=False)))


def project(**changes: Any) -> Project:
    """A project of 2 万元 that no check finds fault with."""
    whole = Project(
        id=10,
        code=CODE,
        name="宣传工作经费",
        use="印制宣传材料",
        funding=(FundingLine(31, "2013299", amount=2 * WAN),),
        plan=plan("0.50", "1.00", "1.50", "2.00"),
        goals=(Goal(32, "", "全年开展活动 8 次"),),
        indicators=ROWS,
    )
    return replace(whole, **changes)


def overall(**changes: Any) -> Project:
    """部门整体绩效目标 with nothing in it."""
    return replace(Project(70, scope=DEPARTMENT), **changes)


def book(*projects: Project, **changes: Any) -> Book:
    """A small book with these projects (or the faultless one)."""
    whole = Book(
        pack="hebei-xingtai-2024",
        year=2024,
        unit=UNIT,
        basic=(BasicLine(1, "2013201", "30101", amount=100 * WAN), BasicLine(2, "2080505", "30108", amount=16 * WAN)),
        projects=projects or (project(),),
        agencies=(AgencyLine(800, "某某镇本级", "行政", "正科级", "财政拨款"),),
        texts=(DUTIES, NO_OFFICE),
        next_id=900,
    )
    return replace(whole, **changes)


def texts(item: str, text: str) -> Book:
    """The book with this part of 情况说明 written too."""
    return book(texts=(DUTIES, NO_OFFICE, WrittenText(802, item, text)))


def row(index: int, **changes: Any) -> Book:
    """The book with one row of the grid changed."""
    changed = replace(ROWS[index], **changes)
    return book(project(indicators=(*ROWS[:index], changed, *ROWS[index + 1 :])))


def costs(*targets: str, **changes: Any) -> Book:
    """The book with these cost rows."""
    rows = tuple(replace(COST, id=60 + i, name=f"成本{i}", target=target) for i, target in enumerate(targets))
    return book(project(indicators=(*ROWS[:3], *rows, *ROWS[4:]), **changes))


def approved(day: str) -> Book:
    """The book with this 批复日期; the checks look at it on 2024-06-30."""
    return book(unit=replace(UNIT, approved=day))


def basic(*lines: tuple[str, str], source: str = "general") -> Book:
    """The book with these basic lines of 1 万元 (function, economic)."""
    return book(basic=tuple(BasicLine(70 + i, *codes, source, amount=WAN) for i, codes in enumerate(lines)))


def buys(*lines: dict[str, Any], **changes: Any) -> Book:
    """The book with these purchases, of the project of 2 万元 unless they say otherwise."""
    whole = ProcurementLine(80, 0, "公用经费", "打印机", "A02010104", "台", "2", 5000 * 100, "general", WAN, 0)
    return book(procurement=tuple(replace(whole, **{"id": 80 + i, **line}) for i, line in enumerate(lines)), **changes)


def last_year(*figures: tuple[str, int, str], **changes: Any) -> Book:
    """The book with these figures of last year (万元)."""
    return book(
        last_year=tuple(LastYearFigure(90 + i, item, value * WAN, why) for i, (item, value, why) in enumerate(figures)), **changes
    )


def car(amount: int) -> tuple[ThreePublicLine, ...]:
    """公务用车购置费 of this many 万元."""
    return (ThreePublicLine(95, "car_purchase", "general", amount * WAN),)


def of_a_unit(pack: Pack) -> Pack:
    """The pack with the form of a 单位预算."""
    (form,) = pack.narrative.documents
    titled = replace(form, title=(Atom(AtomKind.WORDS, "2024年单位预算公开情况说明"),))
    return replace(pack, narrative=replace(pack.narrative, documents=(titled,)))


def counting_cars(pack: Pack) -> Pack:
    """The pack with a sentence that counts the cars, of which no book here tells the number."""
    (form,) = pack.narrative.documents
    clause = Clause((Atom(AtomKind.QUANTITY, "vehicle"), Atom(AtomKind.WORDS, "辆")))
    first, *others = form.sections
    counted = replace(first, parts=(*first.parts, PartForm(PartKind.TEXT, (clause,))))
    return replace(pack, narrative=replace(pack.narrative, documents=(replace(form, sections=(counted, *others)),)))


SAME = "用于印制宣传材料、开展宣传活动"
HELD = (WithheldAmount(97, "2040299", amount=5 * WAN), WithheldAmount(98, "", amount=7 * WAN))
CARRIED = (FundingLine(31, "2013299", carried=True, amount=2 * WAN),)
OLD = project(code=OLD_CODE, funding=CARRIED)


class Case(Struct, frozen=True):
    """``pack`` is the pack that both books are checked with; ``bureau``: the code tables are the bureau's own.

    ``bad_pack`` makes the pack of the bad book wrong, where no book can break the rule under a right one. ``asks`` are the typed
    figures of the form; ``form`` changes the pack of both.
    """

    code: str
    bad: Book
    good: Book
    says: str
    pack: str = "hebei-xingtai-2024"
    bureau: bool = False
    bad_pack: Callable[[Pack], Pack] = lambda pack: pack
    asks: tuple[TypedRow, ...] = ()
    form: Callable[[Pack], Pack] = lambda pack: pack


def cost_as_first_level(pack: Pack) -> Pack:
    """The pack with the frame that has 成本指标 beside 产出指标."""
    known = {**pack.sheet.dimensions, "产出指标": ("数量指标", "质量指标", "时效指标")}
    costs_of = {"成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标")}
    return replace(pack, sheet=replace(pack.sheet, dimensions={**costs_of, **known}))


def graded(pack: Pack) -> Pack:
    """The pack with columns of 权重, 20 in all, and 指标方向性."""
    columns = (*pack.sheet.columns, IndicatorColumn("weight", ("分值",)), IndicatorColumn("direction", ("指标方向性",)))
    return replace(pack, sheet=replace(pack.sheet, columns=columns, weight_total=20))


def weighted(*weights: str) -> Book:
    """The book with these weights."""
    return book(
        project(
            indicators=tuple(
                replace(row, cells=(("weight", text),) if text else ()) for row, text in zip(ROWS, weights, strict=True)
            )
        )
    )


def long_head(pack: Pack) -> Pack:
    """The pack with more of a head: a term with its money, money by level, a required and a chosen field, two goals."""
    fields = (
        SheetField("start", "开始日期", "date"),
        SheetField("end", "结束日期", "date"),
        SheetField("person", "项目负责人", required=True),
        SheetField("nature", "项目性质", "choice", ("新增", "延续")),
    )
    row = head_row([("实施期", ""), ("", "term_budget"), ("上级", ""), ("", "superior")], (1, 1, 1, 3))
    goals = (GoalBlock("term", "总体目标"), GoalBlock("year", "年度目标"))
    return replace(pack, sheet=replace(pack.sheet, fields=fields, rows=(*pack.sheet.rows, row), goals=goals))


def headed(level: str = "own", **cells: CellValue) -> Book:
    """The book with these further fields of the head, and with both goals."""
    kept = tuple(sorted({"person": "甲", **cells}.items()))
    goals = (Goal(32, "", "全年开展活动 8 次"), Goal(33, "", "2023年至2026年开展活动", "term"))
    return book(project(cells=kept, goals=goals, funding=(FundingLine(31, "2013299", amount=2 * WAN, level=level),)))


def with_overall(pack: Pack, equals: str = "") -> Pack:
    """The pack with a sheet of the whole department that prints tasks; ``equals``: what they have to add up to."""
    tasks = TaskForm("年度主要任务", ("任务名称", "主要内容", "总额", "财政拨款", "其他资金"), "金额合计", equals)
    return replace(pack, overall=replace(pack.sheet, title="部门整体绩效目标表", months=(), tasks=tasks))


def tasks(*amounts: int | None, **changes: Any) -> Book:
    """The book (of 118 万元, all fiscal) with a task for each amount of fiscal money in 万元."""
    planned = (PlannedTask(71 + i, f"任务{i}", fiscal=None if wan is None else wan * WAN) for i, wan in enumerate(amounts))
    return book(overall=(overall(tasks=tuple(planned), goals=(Goal(90, "", "办好实事"),), indicators=WHOLE),), **changes)


CARS = (
    TypedRow("cars", "公务用车", COUNT, "辆", complete=True),
    TypedRow("leaders", "其中：领导干部用车", COUNT, "辆", part_of="cars"),
    TypedRow("others", "其中：其他用车", COUNT, "辆", part_of="cars"),
)
RUNNING = (TypedRow(OPERATING, "机关运行经费"),)
BODIES = (
    AgencyLine(800, "某某镇本级", "行政", "正科级", "财政拨款"),
    AgencyLine(804, "农业综合服务中心", "事业单位", "股级", "财政拨款"),
    AgencyLine(805, "财政所", "参公", "股级", "财政拨款"),
)


def counts(*values: str) -> Book:
    """The book with these counts of CARS."""
    rows = zip(CARS, values, strict=False)
    return book(typed=tuple(TypedFigure(870 + i, row.id, "", None, text) for i, (row, text) in enumerate(rows)))


def running(amount: int | None, *office: tuple[str, int], bodies: tuple[AgencyLine, ...] = BODIES) -> Book:
    """The book with 机关运行经费 (万元) and 办公费 (万元) by 所属单位."""
    lines = tuple(BasicLine(70 + i, "2013201", "30201", sub_unit=name, amount=much * WAN) for i, (name, much) in enumerate(office))
    figure = (TypedFigure(870, OPERATING, "", amount * WAN),) if amount is not None else ()
    return book(typed=figure, agencies=bodies, basic=(*book().basic, *lines))


PUTUO = "shanghai-putuo-2024"


def published(*figures: tuple[str, str]) -> Book:
    """A book of a form in 元 with figures of last year as published, in 万元."""
    lines = tuple(LastYearFigure(90 + i, item, int(Decimal(wan) * WAN)) for i, (item, wan) in enumerate(figures))
    return book(pack=PUTUO, last_year=lines)


def small_lines(count: int) -> tuple[BasicLine, ...]:
    """So many lines of 1 万元."""
    return tuple(BasicLine(72 + i, "2013201", "30202", amount=WAN) for i in range(count))


def in_yuan(amount: int) -> Book:
    """A book of a form that is entered in 元, with this amount (fen)."""
    return book(pack=PUTUO, basic=(BasicLine(70, "2013201", "30201", amount=amount),))


LUTAI = "hebei-lutai-2024"
SERVICES = ListForm(
    "services",
    "政府购买服务",
    (
        ListColumn("what", ("内容",)),
        ListColumn("way", ("方式",), "choice", choices=("委托", "招标")),
        ListColumn("body", ("单位",), "agency"),
        ListColumn("amount", ("金额",), "amount", sum=True, equals=CellRef("T3", "total", "project")),
    ),
)


def of_last_year(pack: Pack) -> Pack:
    """The pack whose first text still has last year in its title."""
    first, *others = pack.narrative.documents
    title = (Atom(AtomKind.WORDS, "2023年预算公开说明"),)
    return replace(pack, narrative=replace(pack.narrative, documents=(replace(first, title=title), *others)))


def with_services(pack: Pack) -> Pack:
    """The pack with a list whose amounts have to equal all 项目支出."""
    return replace(pack, lists=(SERVICES,))


def record(**cells: Any) -> Book:
    """A book with one record of that list, and a project of 2 万元."""
    return book(lists=(ListLine(901, "services", tuple(sorted(cells.items()))),))


CASES = (
    Case("X-8", book(income=(IncomeLine(99, "2013201", amount=99 * WAN),)), book(), "支出多 1.00"),
    Case("L-1", record(amount=Unread("两万")), record(amount=2 * WAN), "金额“两万”不是数", form=with_services),
    Case("L-2", record(what="审计"), record(what="审计", amount=2 * WAN), "没有金额", form=with_services),
    Case("L-3", record(amount=3 * WAN), record(amount=2 * WAN), "多 1.00", form=with_services),
    Case("L-4", record(way="自办"), record(way="委托"), "“自办”不在可选的词里", form=with_services),
    Case("L-4", record(body="撤销的站"), record(body=""), "“撤销的站”机构设置里没有", form=with_services),
    Case("L-5", record(what="审计"), book(), "清单 services 1 行：这个版式没有这张表"),
    Case("L-5", buys({}), book(), "政府采购 1 行：这个版式没有这张表", bad_pack=lambda pack: replace(pack, procurement=None)),
    Case("L-5", book(overall=(overall(),)), book(), "部门整体绩效目标：这个版式没有这张表"),
    Case("L-5", book(), book(), "绩效目标 1 个项目", bad_pack=lambda pack: replace(pack, sheet=NO_SHEET)),
    Case("P-1", approved("2024-06-09"), approved("2024-06-10"), "最迟 2024-06-29 公开，已经过了 1 天"),
    Case("P-1a", approved("2024年6月"), approved("2024年6月1日"), "批复日期“2024年6月”不是哪一天"),
    Case("P-1a", approved("2004-06-20"), approved("2023-12-31"), "批复日期是 2004 年的，预算年度是 2024 年"),
    Case("P-2", basic(("2013201", "")), basic(("2013201", "30101")), "没有经济科目"),
    Case("X-28a", book(basic=(BasicLine(1, "2013201", "30101", amount=Unread("见附表")),)), book(), "“见附表”不是数字"),
    Case("X-28a", book(basic=(BasicLine(1, "2013201", "30101", amount=Unread("#REF!")),)), book(), "“#REF!”是表格软件的错误值"),
    Case("X-28a", book(basic=(BasicLine(1, "2013201", "30101", amount=Unread("999999999999")),)), book(), "“999999999999”太大了"),
    Case("X-28a", book(basic=(BasicLine(1, "2013201", "30101", amount=Unread("1.2345678")),)), book(), "小数太多"),
    Case("X-28a", book(project(cells=(("term_fiscal", Unread("三百多")),))), book(project(cells=(("person", "甲"),))), "“三百多”"),
    Case(
        "X-28a", book(overall=(overall(tasks=(PlannedTask(71, fiscal=Unread("三百多")),)),)), book(), "部门整体绩效目标：“三百多”"
    ),
    Case("X-28", book(basic=(BasicLine(1, "2013201", "30101", amount=-WAN),)), book(), "小于 0"),
    Case(
        "R-1",
        book(basic=(BasicLine(1, "2013201", "30101", amount=4000), BasicLine(2, "2080505", "30108", amount=4000))),
        book(),
        "四舍五入",
    ),
    # codes
    Case("C-1", basic(("20132", "30101")), basic(("2013201", "30101")), "20132 组织事务没有到项（7 位）"),
    Case("C-1", basic(("20132O1", "30101")), basic(("227", "30101")), "没有 20132O1 这个功能科目"),
    Case("C-1a", basic(("2013201", "3021")), basic(("2013201", "30209")), "没有 3021 这个经济科目。可能是 30209 物业管理费"),
    Case("C-1b", basic(("2013201", "30203 水费")), basic(("2013201", "30203")), "30203 是咨询费，水费是 30205"),
    Case("C-3", basic(("2013021", "30101")), basic(("2013201", "30101")), "没有 2013021 这个功能科目", bureau=True),
    Case(
        "C-3",
        basic(("2103201", "30101"), ("2013201", "30102")),
        basic(("2013201", "30101")),
        "可能是 2013201 行政运行",
        bureau=True,
    ),
    Case("C-3a", basic(("2013999", "30998")), basic(("2013201", "30101")), "没有 30998 这个经济科目"),
    Case("C-3b", basic(("2013902", "30101"), ("2013902", "30102")), basic(("2013202", "30101")), "近年有调整"),
    Case("C-5", basic(("2013202", "30201")), basic(("2080502", "30201")), "2013202 一般行政管理事务一般只放项目"),
    Case("X-15a", basic(("2120801", "30201")), basic(("2120801", "30201"), source="government_fund"), "一般用政府性基金预算"),
    # projects
    Case(
        "X-22",
        book(withheld=HELD),
        book(project(), project(id=11, code="", name="二", funding=(FundingLine(39, "", amount=2 * WAN),)), withheld=HELD),
        "项目预算数合计 2.00，部门预算支出总表 基本支出 116.00，少 114.00",
        bad_pack=lambda pack: replace(pack, figures={"project_spending": CellRef("T3", "total", "basic")}),
    ),
    Case(
        "X-23",
        book(OLD, income=(IncomeLine(99, "2013299", carried=True, amount=3 * WAN),)),
        book(OLD, basic=(BasicLine(1, "2013201", "30101", carried=True, amount=WAN),)),
        "以前年度编码的项目 2.00，上年结转 3.00，少 1.00",
    ),
    Case("R-2", book(project(name=" ")), book(), "项目 第 1 个：没有项目名称"),
    Case("R-3", book(project(funding=())), book(), "宣传工作经费：没有预算数"),
    Case("R-3", book(project(funding=(FundingLine(31),))), book(), "宣传工作经费：没有预算数"),
    Case(
        "R-3",
        book(project(funding=(FundingLine(31, "2013299", amount=2 * WAN), FundingLine(33, "2080505")))),
        book(project(funding=(FundingLine(31, "2013299", amount=2 * WAN), FundingLine(33)))),
        "宣传工作经费：功能科目 2080505 的资金没有金额",
    ),
    Case(
        "R-3",
        book(basic=(BasicLine(1, note="待定"),)),
        book(basic=(BasicLine(1), BasicLine(2, note="没有", amount=0))),
        "基本支出 第 1 行：没有金额",
    ),
    Case("R-3", book(others=(OtherLine(94, function="2013201"),)), book(others=(OtherLine(94),)), "其他支出 第 1 行：没有金额"),
    Case(
        "R-3",
        book(carry_forward=(CarryForwardLine(93, "2013201"),)),
        book(carry_forward=(CarryForwardLine(93, "2013201", amount=WAN),)),
        "年终结转 第 1 行：没有金额",
    ),
    Case("R-3", buys({"amount": None, "quantity": "一批"}), buys({"amount": None}), "政府采购 第 1 行：没有金额"),
    Case("R-3", buys({"amount": None, "quantity": "0"}), buys({"amount": 0, "quantity": "0"}), "政府采购 第 1 行：没有金额"),
    Case("R-3", book(withheld=(WithheldAmount(97, "2040299"),)), book(withheld=HELD), "不予公开 第 1 行：没有金额"),
    Case(
        "R-3a",
        book(assets=(AssetLine(96, "building", "100"),)),
        book(assets=(AssetLine(96, "building", "100", WAN), AssetLine(97, "vehicle"))),
        "房屋（平方米）：有数量，没有价值",
    ),
    Case(
        "R-3a",
        book(last_year=(LastYearFigure(90, "basic", None, "人员增加"),)),
        last_year(("basic", 100, "人员增加"), ("project", 2, "")),
        "上年数 基本支出：写了原因，没有金额",
    ),
    Case(
        "R-3a",
        book(income=(IncomeLine(99, "2080501"),)),
        book(income=(IncomeLine(99, "2013201"), IncomeLine(100, "2080501", amount=0))),
        "收入 2080501 行政单位离退休：没有录入收入",
    ),
    Case(
        "R-4", book(project(), project(id=11, code="")), book(project(), project(id=11, name="宣传工作经费二")), "与第 1 个项目同名"
    ),
    Case("P-11a", book(project(name="2023年宣传经费")), book(project(name="2023年宣传经费", code=OLD_CODE)), "名称里是 2023 年"),
    # project codes
    Case("PC-1", book(project(code=CODE[:-1])), book(project(code="")), "项目编码 20 位，应当是 21 位"),
    Case("PC-1", book(project(code=CODE.lower())), book(project(code="610000222000000206665")), "只能有数字和大写字母"),
    Case("PC-1", book(project(code="1.30511E+20")), book(), "项目编码“1.30511E+20”被 Excel 当成了数"),
    Case("PC-1", book(project(code="130511240001234000000")), book(), "被 Excel 当成了数"),
    Case("PC-2", book(unit=replace(UNIT, region="130501")), book(unit=replace(UNIT, region="")), "编码区划 130511，封面 130501"),
    Case("PC-3", book(project(code="13051125P0001B910004J")), book(), "编码年份 2025，晚于预算年度 2024"),
    Case("PC-4", book(project(), project(id=11)), book(project(), project(id=11, code="")), "编码与“宣传工作经费”相同"),
    Case("PC-5", book(project(code=OLD_CODE)), book(OLD), "编码是 2023 年的，资金是本年的"),
    Case("PC-6", book(project(code=CODE[:-1] + "K")), book(), "末位应当是 J"),
    Case("PC-6", book(project(code=CODE.replace("B", "S"))), book(project(code="")), "没有这样的编码"),
    Case(
        "PC-6a",
        book(project(code="13010024P0001B910004J")),
        book(project(code="420000242190P00070000"), project(id=11, code="100000223221108000003")),
        "项目编码对不上",
    ),
    Case(
        "PC-7",
        book(project(code=OLD_CODE, name="2024年宣传经费", funding=CARRIED)),
        book(project(code=OLD_CODE, name="提前下达2024年宣传经费", funding=CARRIED)),
        "名称里是 2024 年，编码是 2023 年的",
    ),
    # plans
    Case(
        "F-1",
        book(project(plan=plan("", "", "", "2", months=("3月底", "6月底", "9月底", "12月底")))),
        book(),
        "9月底，版式是 10月底",
    ),
    Case(
        "F-2", book(project(plan=plan("", "", "年底", "2"))), book(project(plan=plan("25%", "", "—", "100%"))), "“年底”不是万元数"
    ),
    Case(
        "F-3",
        book(project(plan=plan("", "1", "", "1.50"))),
        book(project(plan=plan("2.00", "", "", ""))),
        "支出计划到 1.50，比预算数 2.00 少 0.50",
    ),
    Case("F-2a", book(project(plan=plan("", "", "50%", "100%"))), book(), "支出计划按%填（12月底 100%），版式按万元填"),
    Case("F-3", book(project(plan=plan("", "", "", "75%"))), book(project(plan=plan("0", "50", "50", "100"))), "到 75%，不是 100%"),
    Case(
        "F-3a",
        book(project(plan=plan("0.5", "0.4", "1", "2"))),
        book(project(plan=plan("0.5", "0.5", "", "2"))),
        "6月底 0.40，比3月底 0.50 少",
    ),
    Case("F-5", book(project(plan=plan("", "", "1.20"))), book(), "支出计划缺 12月底，只排到 1.20，全年 2.00"),
    Case("F-5a", book(project(plan=plan("", "", "", ""))), book(project(plan=plan("", "", "", "2"))), "没有填支出计划"),
    # targets
    Case("K-6", row(5, target="≥100%"), row(5, target="100%"), "宣传工作经费：“≥100%”不可能超过 100%"),
    Case("K-6", row(5, target="≥100.00(%)"), row(5, target="=100.00(%)"), "“≥100.00(%)”不可能超过 100%"),
    Case("K-6", row(1, target="＞100 %"), row(1, target="≥100%", description="税收比上年增长"), "不可能超过 100%"),
    Case("K-6a", row(1, target="120%"), row(1, target="120%", name="产值增长率"), "“120%”大于 100%"),
    Case("K-6a", row(1, name="准确率", target="≥120%"), row(1, name="准确率", target="≥99%"), "“≥120%”大于 100%"),
    Case("K-6b", row(5, target="90(分)"), row(5, target="≥90.00(%)"), "满意度“90(分)”不是百分数"),
    Case("K-6b", row(5, target="长期"), row(5, target="95%以上"), "满意度“长期”不是百分数"),
    Case(
        "K-7",
        costs("≤0.4万元", "≤0.2 万元", "≤0.4 万元", funding=(FundingLine(31, "2013299", amount=8000 * 100),)),
        costs("≤1.2万", "8000元"),
        "宣传工作经费：成本指标合计 1.00 万元，比预算数 0.80 万元多 0.20 万元",
    ),
    Case("K-7", costs("3万元"), costs("2500元"), "多 1.00 万元"),  # 2500 × 8 次 = 2.00
    Case("K-7", costs("≤1万"), row(3, target="0.68万元", description="每人标准"), "少 1.00 万元"),
    Case("K-7", costs("≤1万", "≤2万"), costs("≤1万", "200元/人"), "多 1.00 万元"),
    Case(
        "K-7a",
        book(project(indicators=(replace(ROWS[0], target="101人"), *ROWS[1:3], replace(COST, target="200元/人/年"), *ROWS[4:]))),
        book(project(indicators=(replace(ROWS[0], target="100人"), *ROWS[1:3], replace(COST, target="200元/人/年"), *ROWS[4:]))),
        "101人 × 200元/人/年 ＝ 2.02 万元，比预算数 2.00 万元多 0.02 万元",
    ),
    Case("K-8a", row(3, target="≥4000 元"), row(3, target="≥4000元", description="最低补助标准"), "成本指标“≥4000元”写的是不少于"),
    Case("K-8b", costs("≤3万元", "200元/人"), costs("≤1万元", "200元/人"), "成本指标“≤3万元”比预算数 2.00 万元多 1.00 万元"),
    Case("K-8c", row(3, target="≥95%"), row(3, name="预算执行率", target="≥95%"), "“宣传成本”的指标值是“≥95%”，不是金额"),
    # indicators
    Case(
        "K-1",
        row(4, dimension="产出指标"),
        row(4, dimension="效益 指标"),
        "“社会效益指标”写在“产出指标”下面，它属于“效益指标”",
    ),
    Case("K-1", row(0, category="产量指标"), row(0, category="数量 指标"), "“产出指标”下面没有“产量指标”"),
    Case("K-1", row(4, dimension="效意指标"), row(4, dimension="效果指标"), "没有“效意指标”"),
    Case("K-1", row(3, dimension="成本指标", category="经济成本指标"), row(3), "“成本指标”在这个版式里是二级指标"),
    Case(
        "K-1",
        row(3),
        row(3, dimension="成本指标", category="经济成本指标"),
        "“成本指标”在这个版式里是一级指标",
        form=cost_as_first_level,
    ),
    Case("K-1a", row(4, dimension="效果指标"), row(4, dimension="效益 指标"), "“效果指标”在版式里叫“效益指标”"),
    Case("K-2", book(project(indicators=ROWS[:5])), book(), "没有满意度指标"),
    Case("K-2a", book(project(indicators=())), row(5, dimension=""), "宣传工作经费：没有绩效指标"),
    Case("K-3", book(project(indicators=(*ROWS[:2], *ROWS[3:]))), book(project(indicators=ROWS[4:])), "没有时效指标"),
    Case("K-4", row(0, description="", basis=""), book(), "“活动次数”没有绩效指标描述、指标值确定依据"),
    Case("K-5", row(0, target="按需安排"), row(0, target="200元/人"), "“按需安排”不是数量"),
    Case("K-5", row(0, target="（见文件）"), row(0, target="≥3600.00(吨)"), "不是数量"),
    Case("K-5", row(0, target="5"), row(1, target="一级A标准"), "“5”后面没有单位"),
    Case("K-5a", row(1, target="100 次"), row(1, name="活动频率", target="4次"), "“通过率”的指标值是“100次”"),
    Case("K-5a", row(1, target="100.00(次)"), row(1, target="=100.00(%)"), "“通过率”的指标值是“100.00(次)”"),
    Case("K-5a", row(1, target="可控"), row(1, name="预算偏差率", target="±3%以内"), "没有 %"),
    Case("K-5a", row(1, target="98"), row(1, name="提高工作效率", target="提升"), "“通过率”的指标值是“98”，没有 %"),
    Case("K-5b", row(1, target="》98%"), row(1, target="可控性100%"), "“》98%”一般写“≥98%”"),
    Case("K-5b", row(1, target=">=98%"), row(1, target="≥ 98 %"), "“>=98%”一般写“≥98%”"),
    Case("K-5b", row(1, target="不低于98%以上"), row(1, target="98%以上"), "“不低于98%以上”一般写“≥98%”"),
    Case("K-5b", row(1, target="98℅"), row(1, target="百分之九十八"), "“98℅”一般写“98%”"),
    Case("K-5c", row(1, target="≥98%以下"), row(1, target="98%以上"), "“≥98%以下”里两个界限互相矛盾"),
    Case("K-5c", row(1, target="-5-5%"), row(1, target="-5%～5%"), "“-5-5%”读不成一个数"),
    Case("K-5c", row(5, target="95,5%"), row(5, target="≥95%且≤100%"), "“95,5%”读不成一个数"),
    Case("K-5c", row(0, target="12 5次"), row(0, target="1 250次"), "“12 5次”读不成一个数"),
    Case("K-5c", row(0, target="≥1.2.5次"), row(0, target="一至两次"), "“≥1.2.5次”读不成一个数"),
    Case("K-9a", row(0, basis="是否达标"), row(0, basis="是否达标的认定办法"), "依据写的是“是否达标”"),
    Case("K-10", book(project(goals=(Goal(32, "", "1.印制宣传材料。"),))), book(), "绩效目标与资金用途相同"),
    Case("K-10d", book(project(goals=(Goal(32, "目标1", " "),))), row(0), "没有填绩效目标"),
    Case("K-10a", row(1, name="活动次数", description="开展活动次数"), row(1, name="活动次数"), "“活动次数”写了两次"),
    Case("K-11", row(2, description="2023年3月10日前完成"), row(2, description="按《2023年工作计划》完成"), "时效写的是 2023 年"),
    Case(
        "K-10b",
        book(project(indicators=(*(replace(line, description=line.name) for line in ROWS[:3]), *ROWS[3:]))),
        row(0, description="活动 次数"),
        "6 行指标里 3 行的描述只是重复三级指标",
    ),
    Case(
        "K-10c",
        book(project(use=SAME), project(id=11, code="", name="二", use=f"{SAME}。")),
        book(project(use="印制材料"), project(id=11, code="", name="二", use="印制材料", indicators=())),
        "二：资金用途与“宣传工作经费”完全相同",
    ),
    Case("K-10c", book(project(), project(id=11, code="", name="二")), book(), "二：全部指标与“宣传工作经费”完全相同"),
    Case("K-11", row(0, target="2023年底前"), row(0, name="2023年结转数", target="8次"), "“活动次数”写的是 2023 年"),
    Case(
        "K-11",
        book(project(goals=(Goal(32, "", "2023年底前开展活动"),))),
        book(project(goals=(Goal(32, "", "比2023年多，2024年开展活动 8 次"),))),
        "绩效目标写的是 2023 年",
    ),
    Case(
        "K-11a",
        row(0, basis="冀组发〔2010〕14 号"),
        row(0, basis="2009 年换届；冀组发[2014]14 号"),
        "“冀组发〔2010〕14号”是 2010 年的文件",
    ),
    Case("K-11b", row(2, description="2023年2月29日前"), row(2, description="2024年2月29日前，18月"), "没有“2023年2月29日”这一天"),
    Case("K-11c", row(2, target="45657"), row(2, target="2024年四季度"), "“45657”是表格软件里日期的序号，意思是 2024年12月31日"),
    Case("K-11c", row(0, name="完成时限", target="45292.0"), row(0, target="45657"), "意思是 2024年1月1日"),
    Case("K-14", row(2, target="≥95%"), row(2, target="≤30日"), "“完成时间”是时间，指标值“≥95%”是百分数"),
    Case(
        "K-14", row(0, name="参训人数", target="≥2万元"), row(0, name="参训人数", target="≥200人次"), "是人数，指标值“≥2万元”是金额"
    ),
    Case("K-14", row(0, target="≥8人"), row(0, name="服务人次数", target="≥8人次"), "“活动次数”是次数，指标值“≥8人”是人数"),
    Case("K-14", row(0, name="硬化面积", target="100%"), row(0, name="硬化面积", target="≥2亩"), "“硬化面积”是面积"),
    Case("K-14", row(4, name="受益人数", target="≥5%"), row(4, name="比上年增加的受益人数", target="≥5%"), "“受益人数”是人数"),
    Case("K-14", row(4, name="女性占比", target="≥5人"), row(4, name="占比（%）", target="≥5%"), "“女性占比”是比例"),
    Case("K-14", row(4, name="提高程度", target="65人"), row(4, name="提高程度", target="明显提高"), "“提高程度”是程度"),
    Case("K-14", row(3, target="≤8人"), row(3, target="≤200元/人"), "“宣传成本”是金额，指标值“≤8人”是人数"),
    Case("K-14", row(2, name="是否按时完成", target="100%"), row(2, name="是否按时完成", target="是"), "问的是“是否”"),
    Case("K-14a", row(0, name="培训人员（人次）", target="≥8人"), row(0, name="培训人员（人）", target="≥8人"), "的单位是“人次”"),
    Case(
        "K-14a",
        row(3, name="成本（人）"),
        row(3, name="成本（元）", target="≤2万元"),
        "“成本（人）”的单位是“人”，指标值写的是“≤2万元”",
    ),
    Case("K-15", row(1, name="参训人员满意度"), row(5, name="参训人员满意率"), "写在“质量指标”下面，它说的是满意度"),
    Case("K-15", row(5, name="参训收获"), row(5, name="投诉次数"), "名称、描述里都没有“满意”"),
    Case("K-15", row(0, name="完成时限", target="≤30日"), row(1, name="使用期限", target="≥5年"), "它说的是时间"),
    Case("K-15", row(1, name="资金发放及时率"), row(2, name="资金发放及时率", target="100%"), "它说的是时间"),
    Case("K-15", row(0, name="补助标准", target="200元/人"), row(1, name="降低费用", target="≥2万元"), "它说的是成本"),
    Case("K-15", row(1, name="维护次数", target="≥2次"), row(1, name="逾期次数", target="0次"), "写在“质量指标”下面，它说的是数量"),
    Case("K-15", row(2, name="验收合格率", target="100%"), row(2, name="按期验收合格率", target="100%"), "它说的是质量"),
    Case("K-16", row(4, target="知晓率"), row(4, target="明显提升"), "“知晓率”的指标值没有写出要达到什么"),
    Case("K-16", row(2, target="按照文件规定执行"), row(2, target="按月"), "“完成时间”的指标值没有写出要达到什么"),
    Case("K-17", row(0, target="培训2期，100人"), row(0, target="≥5-10次"), "“活动次数”一行里写了 2 个指标值"),
    Case("K-17", row(0, target="甲8次，乙9次"), row(2, target="3月底前和9月底前"), "“活动次数”一行里写了 2 个指标值"),
    Case("K-18", row(1, name="合格数/总数*100%"), row(1, name="合格率（%）"), "三级指标“合格数/总数*100%”里写了算法"),
    Case("K-18", row(2, name="6月底完成50%"), row(2, name="6月底完成"), "三级指标“6月底完成50%”里写了指标值"),
    Case(
        "K-13",
        weighted("5", "5", "5", "", "", "2"),
        weighted("5", "5", "5分", "1.5", "1.5", "2"),
        "分值合计 17，应当是 20，少 3，“宣传成本”等 2 行没有填",
        form=graded,
    ),
    Case(
        "K-13",
        weighted("5", "5", "5", "5", "5", "5"),
        weighted("5", "5", "5", "5", "", ""),
        "合计 30，应当是 20，多 10",
        form=graded,
    ),
    Case("K-13", book(), weighted("五", "5", "5", "5", "5", ""), "没有填分值，合计应当是 20", form=graded),
    Case("K-13", weighted("5", "5", "5", "", "", ""), weighted("9", "", "", "", "", ""), "少 5", bad_pack=graded),
    Case(
        "K-13a",
        weighted("5", "5", "5", "5", "0", ""),
        weighted("5", "5", "5", "", "", "2"),
        "“群众满意度”没有分值，其他行已经合计 20",
        form=graded,
    ),
    Case(
        "K-13b",
        weighted("五", "5", "5", "5", "5", ""),
        weighted("5%", "5.5", "", "", "", ""),
        "“活动次数”的分值“五”不是数",
        form=graded,
    ),
    Case("K-19", row(4, target="≥提升"), row(4, target="提升"), "“≥提升”有符号“≥”，后面没有数"),
    Case("K-19", row(0, target="≥（人）"), row(2, target="≤10月"), "指标值“≥（人）”还没有数"),
    Case(
        "K-20",
        row(0, cells=(("direction", "反向指标"),)),
        row(0, cells=(("direction", "正向指标"),)),
        "“活动次数”写的是反向指标，指标值“≥8次”是正向",
        form=graded,
    ),
    Case(
        "K-20", row(3, cells=(("direction", "正向"),)), row(1, target="100%", cells=(("direction", "反向"),)), "是反向", form=graded
    ),
    Case(
        "K-21",
        headed(term_fiscal=WAN),
        headed(term_fiscal=2 * WAN, term_other=0),
        "实施期财政资金 1.00 万元，比年度的 2.00 万元少 1.00 万元",
        form=long_head,
    ),
    Case("K-21", headed(term_fiscal=0), headed(), "实施期财政资金 0.00 万元", form=long_head),
    Case("K-21", headed(term_fiscal=WAN), headed(term_fiscal=WAN), "比年度的", bad_pack=long_head),
    Case("K-22", headed(start="三月"), headed(start="2024年3月", end="长期"), "开始日期“三月”看不出是哪一天", form=long_head),
    Case(
        "K-22a", headed(start="2024-06", end="2024-03"), headed(start="2024", end="2024"), "结束日期在开始日期之前", form=long_head
    ),
    Case(
        "K-22b",
        headed(end="2023年12月"),
        headed(start="2023.07", end="2024.01"),
        "2023 年已经结束，预算年度是 2024 年",
        form=long_head,
    ),
    Case("K-22b", headed(start="2025-01-01"), headed(start="2025-01", end="2024-01"), "2025 年才开始", form=long_head),
    Case("K-23", headed(person=" "), headed(), "没有填项目负责人", form=long_head),
    Case("K-23a", headed(nature="新建"), headed(nature=" 新 增"), "项目性质里没有“新建”", form=long_head),
    Case("K-24", headed(level=""), headed(level="superior"), "2.00 万元财政资金没有写是上级还是本级", form=long_head),
    Case("K-10e", book(project(goals=(Goal(32, "", "全年开展活动 8 次"),))), headed(), "没有填总体目标", form=long_head),
    Case("K-25", tasks(8, None), tasks(8, 0), "部门整体绩效目标：任务“任务1”没有金额", form=with_overall),
    Case(
        "K-25a",
        tasks(100, 20),
        tasks(100, 18),
        "部门整体绩效目标：各项任务的预算数合计 120.00 万元，比预算的 118.00 万元多 2.00 万元",
        form=with_overall,
    ),
    Case(
        "K-25a",
        book(overall=(overall(tasks=(PlannedTask(71, "换届", other=WAN),)),)),
        book(overall=(overall(tasks=(PlannedTask(71, "换届", fiscal=WAN),)),)),
        "各项任务的其他资金合计 1.00 万元，比预算的 0.00 万元多 1.00 万元",
        form=with_overall,
    ),
    Case(
        "K-25b",
        tasks(100, 8),
        tasks(100, 18),
        "各项任务合计 108.00 万元，比预算数 118.00 万元少 10.00 万元",
        form=partial(with_overall, equals="budget"),
    ),
    Case("K-26", book(), tasks(8), "部门整体绩效目标：还没有填", form=with_overall),
    # writing
    Case("R-9", row(0, basis="文件（2号)"), row(0, basis="文件（2号），文件(3号)"), "“件（2号)”全角半角混用"),
    Case("R-9", book(project(use="印制１００份")), book(project(use="共 1,000 份，比例 1:2；地址 a.b.c")), "全角半角混用"),
    Case("R-10", row(0, name="活动 次数"), row(0, name="活动 8 次", basis="　　第一行\n　　第二行"), "“活动 次数”中间有多余的空格"),
    Case("R-11", book(project(use="到村工作中中央补助")), book(project(use="其中中央补助 5 万元，研究研究目的的确定")), "写重了"),
    Case("R-11", row(0, description="远程教育教育平台"), row(0, description="一对一对接，许许多多"), "“远程教育教育平台”写重了"),
    Case("R-12", row(0, basis="《工会章程》程》"), row(0, basis="1）文件；2）《办法（试行）》"), "“章程》程》”少了另一半"),
    # 三公
    Case("T-3", book(three_public=car(20)), buys({"name": "公务用车"}, three_public=car(20)), "公务用车购置费 20.00"),
    Case(
        "T-5",
        last_year(("three_public", 5, ""), three_public=car(20)),
        last_year(("three_public", 5, "更新报废车辆"), three_public=car(20)),
        "比上年 5.00 多 15.00，没有写原因",
    ),
    # procurement
    Case(
        "X-25",
        buys({"quantity": "3"}),
        buys({"quantity": "一批"}, {"price": 333_333 * 100, "quantity": "3", "amount": 100 * WAN}),
        "数量 × 单价 = 1.50",
    ),
    Case("X-25b", buys({"catalogue": ""}), buys({"catalogue": "C"}), "没有目录序号，情况说明的分项里少 1.00"),
    Case("X-25b", buys({"catalogue": "02010104"}), buys({"catalogue": "", "amount": 0}), "“02010104”不是A、B、C开头"),
    Case(
        "X-25c",
        buys({"origin": " "}),
        buys({"project": 10, "origin": ""}, {"origin": "单位自筹"}, {"origin": "", "amount": None, "quantity": ""}),
        "政府采购 第 1 行：没有项目，也没有写其他来源，表里这一行没有名称，1.00 不知道由哪笔钱出",
    ),
    Case("X-25a", buys({"small_firms": 2 * WAN}), buys({"small_firms": WAN}), "预留份额 2.00，比采购金额 1.00 多 1.00"),
    Case("G-1", buys({"catalogue": ""}), buys({}), "没有目录序号，也没到限额 30.00", pack=LUTAI),
    Case("G-1", buys({"catalogue": ""}), buys({"catalogue": "", "amount": 40 * WAN}), "也没到限额", pack=LUTAI),
    Case(
        "G-2",
        buys({"amount": 150 * WAN}, {"amount": 120 * WAN}),
        buys({"amount": 150 * WAN}, {"amount": 120 * WAN, "catalogue": "A02020100"}),
        "A02010104 分 2 行共 270.00，达到公开招标的 200.00",
        pack=LUTAI,
    ),
    Case(
        "G-3",
        buys({"amount": 100 * WAN, "small_firms": 30 * WAN}),
        buys({"amount": 300 * WAN, "small_firms": 90 * WAN}, {"amount": 20 * WAN}),
        "一般全部预留给中小企业",
        pack=LUTAI,
    ),
    Case(
        "G-4",
        buys({"project": 10, "amount": 3 * WAN}),
        buys({"project": 10}, {"project": 10}),
        "采购合计 3.00，比预算数 2.00 多 1.00",
    ),
    Case("G-4", buys({"project": 12}), buys({}), "所属的项目已经不在了"),
    Case(
        "G-4a",
        buys({"amount": 119 * WAN}),
        buys({"amount": 118 * WAN}),
        "用一般公共预算拨款的采购合计 119.00，比这项资金的支出 118.00 多 1.00",
    ),
    Case(
        "G-4a",
        buys({"source": "government_fund"}),
        buys({"project": 10, "amount": 200 * WAN}),
        "用政府性基金预算拨款的采购合计 1.00",
    ),
    Case("G-5", buys({"catalogue": "ａ02010104"}), buys({"catalogue": "B0201"}), "目录序号“ａ02010104”写法不对"),
    Case("G-5", buys({"catalogue": "02010104"}), buys({"catalogue": "C99"}), "目录序号“02010104”写法不对"),
    # assets, cover, last year
    Case(
        "X-26",
        book(assets=(AssetLine(96, "building", "100", WAN), AssetLine(97, "office", "120", WAN))),
        book(assets=(AssetLine(96, "building", "120", WAN), AssetLine(97, "office", "120", WAN))),
        "办公用房数量 120，比房屋 100 多",
    ),
    Case(
        "X-26a",
        counts("8", "3", "6"),
        counts("8", "3", "5"),
        "公务用车 8 辆，其中领导干部用车、其他用车加起来 9 辆，多了",
        asks=CARS,
    ),
    Case("X-26b", counts("8", "3", "4"), counts("8"), "加起来 7 辆，少了", asks=CARS),
    Case("X-28b", counts("若干"), counts("8 辆"), "公务用车：“若干”不是数量", asks=CARS),
    Case(
        "X-29a",
        last_year(("basic", 1_160_000, "人员增加")),
        last_year(("basic", 90_000, "人员增加")),
        "上年基本支出 1160000.00，今年 116.00，相差 10000 倍",
    ),
    Case(
        "X-29b",
        book(basic=(*book().basic, BasicLine(71, "2013201", "30201", amount=12_300 * WAN), *small_lines(5))),
        book(basic=(*book().basic, BasicLine(71, "2013201", "30201", amount=1_230 * WAN), *small_lines(5))),
        "基本支出 第 3 行 12300.00，其余各行加起来 123.00，是它们的 100 倍",
    ),
    Case(
        "X-29c",
        book(assets=(AssetLine(91, "vehicle", "3辆", 450_000 * WAN),)),
        book(assets=(AssetLine(91, "vehicle", "3辆", 45 * WAN), AssetLine(92, "other", "", 450_000 * WAN))),
        "固定资产 2、车辆（台、辆）：价值 450000.00，数量 3辆，平均每个单位 150000.00 万元",
    ),
    Case(
        "X-27",
        last_year(("three_public", 5, ""), ("cars", 4, ""), ("reception", 3, ""), pack=PUTUO),
        last_year(("three_public", 7, ""), ("cars", 4, ""), ("car_running", 4, ""), ("reception", 3, ""), pack=PUTUO),
        "上年公务用车购置及运行费加公务接待费 70,000.00，比“三公”经费 50,000.00 多 20,000.00",
        pack=PUTUO,
    ),
    Case(
        "X-27",
        last_year(("spending_fiscal", 900, ""), ("spending_general", 900 * 10_000, ""), pack=PUTUO),
        published(("three_public", "5.00"), ("cars", "2.675"), ("reception", "2.335")),
        "上年一般公共预算拨款支出 90,000,000,000.00，比财政拨款支出 9,000,000.00 多",
        pack=PUTUO,
    ),
    Case("X-29d", in_yuan(2431), in_yuan(1_500_00), "基本支出 第 1 行：24.31 元，可能按万元录了", pack=PUTUO),
    Case("X-29d", in_yuan(1_662_440), in_yuan(1_662_400), "16,624.40 元，可能按万元录了", pack=PUTUO),
    Case(
        "P-4a",
        running(4, ("", 3)),
        running(3, ("", 3)),
        "机关运行经费 4.00，比一般公共预算基本支出的公用经费 3.00 多",
        asks=RUNNING,
    ),
    Case(
        "P-4b",
        running(9, ("", 3), ("农业综合服务中心", 5), ("财政所", 1)),
        running(4, ("", 3), ("农业综合服务中心", 5), ("财政所", 1)),
        "机关运行经费 9.00，按所属单位的公用经费算是 4.00",
        asks=RUNNING,
    ),
    Case(
        "P-4b",
        running(None, ("", 3), ("农业综合服务中心", 5)),
        running(8, ("", 3), ("", 5)),  # no line names a body: nothing can be derived, and it is typed
        "机关运行经费没有填；按所属单位算是 3.00",
        asks=RUNNING,
    ),
    Case(
        "P-4b",
        running(None, ("", 3), ("", 5)),  # what is not known is no nothing
        running(0, ("", 3), ("", 5)),
        "机关运行经费没有填，文字里会写成没有；公用经费有 8.00",
        asks=RUNNING,
    ),
    Case(
        "R-17",
        book(agencies=(AgencyLine(800, "某某镇本级", "集体"),)),
        book(agencies=(AgencyLine(800, "某某镇本级", "参照公务员法管理"), AgencyLine(804, "农技站", ""))),
        "单位性质“集体”看不出是",
    ),
    Case(
        "R-18",
        running(None, ("农技站", 3), ("农技站", 4)),
        running(None, (" 农业综合 服务中心", 3)),
        "所属单位“农技站”（2 行）不在机构设置里",
    ),
    Case(
        "R-19",
        replace(running(None, ("", 3), ("财政所", 3)), three_public=car(1)),
        replace(running(None, ("", 3), ("财政所", 3)), three_public=(*car(1), ThreePublicLine(97, sub_unit="财政所", amount=WAN))),
        "三公经费没有分单位：各单位的预算公开里，都算在某某镇本级",
    ),
    Case("R-5", book(unit=replace(UNIT, name="")), book(), "没有单位名称"),
    Case("R-6", book(unit=replace(UNIT, phone="")), book(), "封面还空着：联系电话"),
    Case("R-7", book(unit=replace(UNIT, region="1305")), book(unit=replace(UNIT, region="")), "不是 6 位数字"),
    Case("R-8", book(year=2025), book(), "预算年度 2025，版式是 2024 年的"),
    Case("R-8a", book(), book(), "版式“邢台 2024 版式”待财政局确认", bad_pack=lambda pack: replace(pack, awaits="待财政局确认")),
    Case(
        "P-10", last_year(("basic", 100, "")), last_year(("basic", 100, "人员增加"), ("project", 2, "")), "基本支出比上年多 16.00"
    ),
    Case("P-11", book(project(use="用于XX村")), book(project(use="执行 GBXX2 标准，2×2 米")), "宣传工作经费：还留着“XX”"),
    Case("P-11", book(project(cells=(("ground", "执行待补文件"),))), book(), "宣传工作经费：还留着“待补”"),
    Case("P-11", book(overall=(overall(goals=(Goal(71, text="服务××村"),)),)), book(), "部门整体绩效目标：还留着“××”"),
    *(
        Case("R-21", book(project(use=f"用于{wrong}")), book(project(use=right)), f"宣传工作经费：{said}")
        for wrong, right, said in (
            ("#REF!", "C#语言", "“#REF!”是表格软件的错误值"),
            ("#N/A万元", "#1 楼", "“#N/A”是表格软件的错误值"),
            ("####", "##", "“####”是原表的列太窄"),
            ("1.30511E+20", "E+级", "“1.30511E+20”是表格软件缩写的数"),
            ("2024/1/1 00:00:00", "8:00至18:00", "“2024/1/1 00:00:00”里带着表格软件的钟点"),
            ("2024/1/1 00:00:00前", "2024年1月1日0:00至6:00，2024-01-01 00:00起", "“2024/1/1 00:00:00”里带着"),
            ("：nan", "NaN 型设备", "“nan”是别的软件导出的空值"),
        )
    ),
    Case(
        "R-21",
        texts("other", "比上年增长#DIV/0!%。"),
        texts("other", "比上年增长5%。"),
        "其他需要说明的事项：“#DIV/0!”是表格软件的错误值",
    ),
    Case("R-21", row(0, target="#VALUE!"), row(0), "“#VALUE!”是表格软件的错误值"),
    Case("R-21", texts("other", "说明：\n### 一、概况"), texts("other", "说明：\n#1 楼，A# 楼"), "“###”是 Markdown 的标题记号"),
    Case("P-11", book(unit=replace(UNIT, head="待填")), book(tasks=(Task(900, "负责人待填"),)), "封面：还留着“待填”"),
    Case(
        "X-27",
        last_year(("total", 100, ""), ("basic", 80, "增人"), ("project", 30, "新增")),
        last_year(("total", 110, ""), ("basic", 80, "增人"), ("project", 30, "新增")),
        "上年基本支出加项目支出 110.00，比总额 100.00 多 10.00",
    ),
    Case(
        "X-27",
        last_year(("total", 100, ""), ("basic", 20_000, "增人")),
        last_year(("basic", 20_000, "增人")),
        "上年基本支出 20000.00，比总额",
    ),
    Case(
        "X-27",
        last_year(("total", 100, ""), ("three_public", 101, "")),
        last_year(("total", 100, ""), ("three_public", 100, "")),
        "上年财政拨款“三公”经费 101.00，比总额 100.00 多 1.00",
    ),
    Case(
        "X-27a",
        last_year(("total", 120, ""), ("basic", 80, "增人"), ("project", 30, "新增")),
        last_year(("total", 120, ""), ("basic", 80, "增人"), ("project", 30, "新增"), others=(OtherLine(94, amount=WAN),)),
        "少 10.00",
    ),
    Case(
        "X-27c",
        last_year(("total", 1, ""), income=(IncomeLine(99, "2013299", carried=True, amount=3 * WAN),)),
        last_year(("total", 3, ""), income=(IncomeLine(99, "2013299", carried=True, amount=3 * WAN),)),
        "上年结转 3.00，比上年收支总额 1.00 多 2.00",
    ),
    Case("P-4", book(texts=(DUTIES,)), book(), "缺“三、机关运行经费"),
    Case("P-4", book(texts=(DUTIES,)), book(texts=(DUTIES,), basic=(BasicLine(1, "2013201", "30201", amount=WAN),)), "缺“三"),
    Case("R-13", texts("gone", "旧版式要的一段"), texts("gone", " "), "版式没有地方放：旧版式要的一段"),
    Case("P-7", book(texts=(NO_OFFICE,)), book(), "情况说明缺“部门职责”"),
    Case("P-7", book(agencies=()), book(), "情况说明缺“机构设置”"),
    Case("P-7", book(agencies=()), book(agencies=(), basic=(), projects=()), "情况说明缺“机构设置”"),
    Case(
        "P-11b",
        texts("goals", "完成2022年的任务。"),
        texts("goals", "巩固2023年的成果，截至2022年底已有3个，按《2021年规划》到2026年建成。"),
        "“总体绩效目标”写的是 2022 年，预算年度是 2024 年",
    ),
    Case(
        "X-27b",
        texts("goals", "安排项目支出 5.00 万元"),
        texts("goals", "项目支出2.00万元，其他项目支出1万元，2023年项目支出3万元，项目支出增加1万元"),
        "总体绩效目标：写的项目支出 5.00 万元，表里是 2.00",
    ),
    Case(
        "X-27b",
        texts("other", "2024年“三公”经费为0.30万元"),
        texts("other", "上年“三公”经费0.3万元"),
        "经费 0.30 万元，表里是 0.00",
    ),
    Case(
        "X-27b",
        texts("goals", "基本支出1,161.00 万元"),
        texts("goals", "基本支出 116.00 万元，约 1,161 万元"),
        "写的基本支出 1,161.00 万元",
    ),
    Case(
        "X-27b",
        texts("other", "2024年，某某镇人民政府收入预算181.00万元。"),
        texts("other", "与2023年相比，收入预算118.00万元。2023年，收入预算5万元。本级收入预算5万元。"),
        "写的收入预算 181.00 万元，表里是 118.00",
    ),
    Case(
        "X-27b",
        texts("other", "支出合计181万元。"),
        texts("other", "支出合计118万元，其中：项目支出20000元。"),
        "写的支出合计 181 万元",
    ),
    Case(
        "X-27b",
        texts("other", "“三公”经费预算数为0.00万元，公务用车运行维护费1万元。"),
        texts("other", "“三公”经费预算数为0.00万元，公务用车运行维护费0万元。"),
        "写的公务用车运行维护费 1 万元，表里是 0.00",
    ),
    Case(
        "X-27b",
        texts("other", "支出预算118.00万元，其中：基本支出161.00万元。"),
        texts(
            "other",
            "农林水支出20.00万元，其中：基本支出12.00万元。一般公共预算支出8万元，其中：项目支出1万元。"
            "文化站2024年收入预算3万元，支出预算3万元。农业服务中心：项目支出1万元。组织部：基本支出3万元，项目支出1万元。"
            "所属事业单位基本支出5万元，项目支出1万元。政府性基金预算收入总计0万元，支出总计0万元。每个项目支出1万元，上级安排收入合计5万元。",
        ),
        "写的基本支出 161.00 万元，表里是 116.00",
    ),
    Case(
        "X-27b",
        texts("other", "支出预算118.00元。"),
        texts("other", "支出预算1180000元。支出预算118.00万元。"),
        "写的支出预算 118.00 元，表里是 118.00 万元，可能把元和万元弄混",
    ),
    Case(
        "X-27b",
        texts("other", "支出预算118.00亿元。"),
        texts("other", "支出预算0.01亿元。"),
        "写的支出预算 118.00 亿元，表里是 118.00 万元，可能把亿元和万元弄混",
    ),
    Case(
        "X-27b",
        texts("other", "支出预算0.02亿元。"),
        texts("other", "支出预算0.012亿元。"),
        "写的支出预算 0.02 亿元，表里是 118.00 万元",
    ),
    Case(
        "X-29e",
        texts("other", "机关事业单位基本养老保险缴费支出160000万元。"),
        texts("other", "机关事业单位基本养老保险缴费支出160000元，每人补助16元，全镇生产总值16亿元。"),
        "写的是 160000 万元，表里有 16.00 万元，可能把元和万元弄混",
    ),
    Case(
        "X-29e",
        texts("other", "安排办公经费120.00元，维修经费3.00万元。"),
        texts("other", "安排办公经费1.20万元，维修经费3.00万元，误餐费按30元计算。"),
        "写的是 120.00 元，全部的钱是 118.00 万元，可能把元和万元弄混",
    ),
    Case(
        "X-29e",
        texts("other", "安排办公经费12000万元。"),
        texts("other", "安排办公经费12000元，总投资12000万元，债务余额12000万元。"),
        "写的是 12000 万元，全部的钱是 118.00 万元，可能把元和万元弄混",
    ),
    Case(
        "X-27f",
        texts("other", "采购1662.44万元，其中：货物93.98万元、工程815.87万元、服务652.59万元。"),
        texts(
            "other",
            "采购1662.44万元，其中：货物93.98万元、工程815.87万元、服务752.59万元。培训10万元，其中：党校3万元、夜校2万元。",
        ),
        "各项加起来 1562.44，写的总数是 1662.44 万元，少 100.00",
    ),
    Case(
        "X-27d",
        texts("other", "上年执行数 1523.40 万元，本年 1301.25 万元，减少 1.10 %。"),
        texts("other", "上年执行数 1523.40 万元，本年 1301.25 万元，减少 14.58 %。"),
        "写的是减少 1.10%，由 1523.40 到 1301.25 是 14.58%",
    ),
    Case(
        "X-27d",
        texts("other", "上年31250.00万元，本年3680.00万元，增加17.76%。"),
        texts("other", "上年31250.00万元，本年36800.00万元，增加17.76%。"),
        "写的是增加 17.76%，3680.00 比 31250.00 少 27570.00",
    ),
    Case(
        "X-27d",
        last_year(("three_public", 0, "公车29万元，比上年减少2万元，降低16.5%")),
        last_year(("three_public", 0, "公车29万元，比上年减少2万元，降低6.5%")),
        "29 里减少 2 是 6.45%",
    ),
    Case(
        "X-27e",
        texts("other", "住房公积金（项）186.40万元，主要用于缴费，2024年预算安排181.00万元。"),
        texts("other", "住房公积金（项）186.40万元，2023年预算安排181.00万元，2024年预算安排186.40万元。"),
        "“住房公积金（项）”前面写 186.40 万元，这里写 181.00 万元",
    ),
    *(
        Case("P-10a", last_year(("basic", now, wrong)), last_year(("basic", now, right)), f"基本支出增减原因：{said}")
        for now, wrong, right, said in (
            (100, "人员经费减少", "人员经费增加", "说的是增加，原因却是“…人员经费减少”"),
            (100, "厉行节约，压减一般性支出", "压减一般性支出，同时新增人员", "说的是增加，原因却是“厉行节约，压减一般性支出”"),
            (200, "人员增加", "人员减少", "说的是减少，原因却是“…人员增加”"),
        )
    ),
    *(
        Case("P-10a", texts("other", f"比上年{wrong}。"), texts("other", f"比上年{right}。"), said)
        for wrong, right, said in (
            ("增加20万元，增加的主要原因是人员减少", "增加20万元，主要原因是人员减少、项目增加", "原因却是“…人员减少”"),
            ("持平，主要原因是人员经费增加", "持平，主要原因是人员经费增加，项目减少", "说的是持平，原因却是“…人员经费增加”"),
            ("增加5万元，主要原因是落实过紧日子要求", "减少5万元，主要原因是落实过紧日子要求", "原因却是“落实过紧日子要求”"),
        )
    ),
    Case(
        "P-10a",
        last_year(("basic", 100, "支出增加的主要原因是项目经费减少")),
        last_year(("basic", 100, "支出增加的主要原因是人员减少、项目经费增加")),
        "说的是增加，原因却是“…项目经费减少”",
    ),
    Case(
        "P-11c", texts("other", "比上年增加（减少）3万元。"), texts("other", "比上年增加0.00万元（持平）。"), "还留着“增加（减少）”"
    ),
    Case(
        "P-11d",
        texts("other", "比上年增加5万元，主要原因是无。"),
        texts("other", "主要原因是无新增人员。"),
        "“原因是无”后面没有内容",
    ),
    Case("P-11d", texts("other", "比上年增加5万元，主要原因为——。"), texts("other", "主要原因为人员增加。"), "后面没有内容"),
    Case("P-11e", texts("other", "比上年增加-5万元。"), texts("other", "增长5%-10%。"), "增加负数就是减少"),
    Case("P-11e", texts("other", "比上年减少负5万元。"), texts("other", "减少负5人次以下。"), "减少负数就是增加"),
    Case(
        "P-11e",
        texts("other", "与上年持平，增加的主要原因是人员增加。"),
        texts("other", "与上年持平，原因是人员增加。"),
        "又持平又增加",
    ),
    Case("P-11g", texts("other", "2024年度部门决算公开。"), texts("other", "2022年度部门决算公开工作。"), "2024 年还没有决算"),
    Case("P-11g", texts("other", "本年支出决算5.00万元。"), texts("other", "本年编制决算5次。"), "说的是决算"),
    Case(
        "X-27e",
        texts("other", "会议费预算5万元。会议费4万元。"),
        texts("other", "会议费预算5万元。甲村会议费4万元。"),
        "前面写 5 万元",
    ),
    Case(
        "X-27e",
        texts("other", "公务接待费预算为5万元，公务接待费较上年减少，为4万元。"),
        texts("other", "公务接待费预算为5万元，公务接待费较上年减少，减少4万元。"),
        "前面写 5 万元，这里写 4 万元",
    ),
    Case("P-11c", texts("other", "增加3万元（持平）。"), texts("other", "增加3万元，其他（持平）。"), "又增减又持平"),
    Case("P-11", book(project(use="用于**镇")), book(project(use="2**3，**加粗**")), "宣传工作经费：还留着“**”"),
    Case("P-11", texts("other", "202Ｘ年预算。"), texts("other", "Ｘ射线机，年检。"), "其他需要说明的事项：还留着“202Ｘ”"),
    Case("P-11", book(project(use="用于Xx村")), book(project(use="Xbox")), "宣传工作经费：还留着“Xx”"),
    Case("P-11", book(project(use="用于XＸ村，*＊局")), book(project(use="A4×3，Ｘ光")), "宣传工作经费：还留着“XＸ”"),
    Case("P-11", texts("other", "20XX年预算。"), texts("other", "X光机，20x30米。"), "其他需要说明的事项：还留着“20XX”"),
    *(
        Case("P-11c", texts("other", f"比上年{wrong}5万元。"), texts("other", f"按规定{right}。"), f"还留着“{wrong}”")
        for wrong, right in (
            ("增（减）", "增减"),
            ("增/减", "增加或减少经费"),
            ("增加或减少", "增加、减少编制"),
            ("增加或减少", "调整增加或减少10%以内"),
            ("增加（减少）", "写（一）增加（减少）原因分析"),
            ("增加/（减少）", "增加（减少）情况见表"),
        )
    ),
    Case("P-11c", texts("other", "与上年持平（增加/减少）。"), texts("other", "与上年持平（见表）。"), "还留着“持平（增加/减少）”"),
    Case("P-11c", texts("other", "（单位名称）的预算5万元。"), texts("other", "（一）名称和金额"), "还留着“（单位名称）”"),
    Case("P-11c", texts("other", "预算（ ）万元。"), texts("other", "因公出国（境）费5万元。"), "还留着“（）”"),
    Case("P-11c", texts("other", "采购预算X万元。"), texts("other", "X射线机5万元。"), "“X”还没有换成数"),
    Case(
        "P-11d",
        texts("other", "比上年减少，主要原因是。"),
        texts("other", "主要原因是：\n人员减少。人员减少是主要原因。"),
        "“原因是”后面没有内容",
    ),
    Case("P-11d", texts("other", "召开会议，"), last_year(("basic", 100, "人员增加，")), "最后停在“召开会议，”"),
    Case("P-11e", texts("other", "比上年减少增加140.40万元。"), texts("other", "固定资产增加减少情况见表。"), "“减少增加”前后矛盾"),
    Case(
        "P-11f",
        texts("other", "2024年预算5万元，比2024年预算增加1万元。"),
        texts("other", "2024年预算5万元，比2023年预算增加1万元，调整预算比2024年年初预算增加1万元。"),
        "是 2024 年和自己比",
    ),
    Case(
        "P-11g",
        texts("other", "纳入本部门2023年度决算编制范围的单位有2个。"),
        texts("other", "比2023年决算数增加1万元。按要求公开预决算，做好2023年度决算公开工作。"),
        "说的是决算",
    ),
    Case(
        "P-11h",
        texts("other", "在编制2023年度预算时，全面落实绩效目标编制要求。"),
        texts("other", "在编制2024年度预算时，全面落实绩效目标编制要求。"),
        "写的是 2023 年，预算年度是 2024 年",
    ),
    Case("P-11i", book(), book(), "标题“2023年预算公开说明”写的是 2023 年，预算年度是 2024 年", bad_pack=of_last_year),
    Case(
        "P-12a",
        last_year(("executed:2299999", 7, "")),
        last_year(("executed:2299999", 0, ""), ("executed:2013201", 7, ""), ("budget:2299999", 7, "")),
        "2299999 其他支出：上年执行数 70,000.00 没有写进情况说明，本年没有这个科目的钱",
        pack="shanghai-putuo-2024",
    ),
    Case("P-12", book(), book(), "有一句没有印：2、车辆（台、辆）的数量没有填", bad_pack=counting_cars),
    Case(
        "C-4a",
        texts("other", "医疗卫生与计划生育支出5万元。"),
        texts("other", "卫生健康支出（原医疗卫生与计划生育支出）5万元。"),
        "“医疗卫生与计划生育支出”2019 年起叫“卫生健康支出”",
    ),
    Case("R-11", texts("other", "提供保障。。"), texts("other", "提供保障……2023年年底完成。"), "写重了"),
    Case("R-11", last_year(("basic", 100, "2023年年当年增加")), last_year(("basic", 100, "2023年年初增加")), "写重了"),
    *(
        Case("R-11", texts("other", f"说明：{wrong}。"), texts("other", f"说明：{right}。"), "写重了")
        for wrong, right in (
            ("我我单位", "人人参与"),
            ("2025年2025年预算", "2025年，2025年"),
            ("5万元5万元", "5万元、5万元，15万元5万元"),
            ("2025年度度预算", "年度度假计划"),
            ("支支出", "层层压实，兢兢业业，循循善诱，息息相关"),
            ("双双方商定", "双双下降，收入、支出双双增长"),
            ("统统计", "统统纳入预算，每每超支，足足多了5万元，整整三年"),
            ("园园区", "生生不息，勃勃生机，累累硕果，口口相传"),
            ("等等等", "方方面面"),
            ("校校园整修", "校校达标，餐餐光盘，场场爆满，站站相连"),
            ("餐餐厨垃圾清运", "桩桩落地，幅幅生动，届届有成果"),
            ("款款项拨付", "款款有据，笔笔清楚"),
            ("关关于预算的说明", "关关难过关关过，本本主义"),
            ("《《预算法》》", "《《预算法》实施条例》"),
        )
    ),
    *(
        Case("R-12", texts("other", f"压减{wrong}经费。"), texts("other", f"压减{right}经费。"), "少了另一半")
        for wrong, right in (
            ("”三公“", "“三公”"),
            ("“三公“", "「三公」"),
            ('"三公', '"三公"'),
            ("‘三公", "‘三公’"),
            ("「三公", "：a)三公，②）"),
            ("“三公’”", "Int’l “三公”"),
        )
    ),
    *(
        Case("R-22", texts("other", f"收入{wrong}。"), texts("other", f"收入{right}。"), "不成一个数")
        for wrong, right in (
            ("12,34万元", "1,234万元"),
            ("1,23.45万元", "1,234.56万元，12,345,678元"),
            ("1.234.56万元", "1234.56万元，见2.1.3条"),
            ("12..5万元", "12.5万元"),
            ("12。5万元", "12。另有5万元"),
            ("100元万元", "100万元，2025.12.31元旦"),
            ("增长5%%", "增长5%"),
        )
    ),
    Case("R-22", row(0, description="1,23.45万元的材料"), row(0), "不成一个数"),
    Case("R-9", texts("other", "收入1，234.56万元。"), texts("other", "其中5，另有234.56万元。"), "全角半角混用"),
    Case("R-12", texts("other", "压减“三公经费。"), texts("other", "压减“三公”经费。"), "少了另一半"),
    Case(
        "R-14",
        texts("other", "完善各项管理制度，规范支出。加强预算绩效管理"),
        last_year(("basic", 100, "完善各项管理制度，规范支出。加强预算绩效管理")),
        "最后一句“加强预算绩效管理”没有句号",
    ),
    *(
        Case(
            "R-23",
            texts("other", f"二、{wrong}，按照规定执行。"),
            texts("other", f"二、{right}，按照规定执行。"),
            f"“{wrong}”比版式里的“{right}”少了字",
        )
        for wrong, right in (("增减化的主要原因是", "增减变化的主要原因是"),)
    ),
    Case(
        "R-15",
        texts("other", "建立建全制度。"),
        texts("other", "新建全民健身中心，投标截止2024年5月。"),
        "“建立建全”应当是“建立健全”",
    ),
    Case(
        "R-16",
        texts("other", "本部门预算5万元。"),
        texts("other", "本单位预算5万元，财政部门批复。"),
        "这是单位预算",
        bad_pack=of_a_unit,
    ),
    Case(
        "R-20",
        texts("other", "新华区将绩效评估作为必备要件。"),
        texts("other", "我区将绩效评估作为必备要件，对口帮扶张北县。"),
        "“新华区”不是本地",
    ),
    Case(
        "X-29",
        book(income=(IncomeLine(99, "2013201", amount=100 * WAN * 10_000),)),
        book(),
        "2013201 行政运行：收入 1000000，支出 100，可能把元和万元弄混",
    ),
    Case("X-29", costs("≤20000万元"), costs("≤2万元"), "成本指标合计 20000，预算数 2"),
    Case("X-29", book(project(plan=plan("", "", "", "20000"))), book(), "支出计划 20000，预算数 2"),
)
