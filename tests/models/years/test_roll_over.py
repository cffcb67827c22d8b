"""转入下一年: what is carried over, what is not, and that no money comes from nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits
from models.book.fields import FieldKind, record_fields
from models.book.records import (
    BasicLine,
    Book,
    CarryForwardLine,
    FundingLine,
    Goal,
    IncomeLine,
    Indicator,
    OtherLine,
    PlannedTask,
    PlanPoint,
    ProcurementLine,
    Project,
    Unit,
    all_lines,
)
from models.published.context import Context
from models.published.figures import book_figures
from models.published.texts.narrative import narrative, plain_text
from models.values.money import LARGEST, Unread, show_wan
from models.years.form_choice import form_for
from models.years.roll_over import RollOverOptions, goes_on, roll_over
from models.years.roll_over_notes import roll_over_notes
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book, with_seed1_texts
from tests.second_budget import second_book
from tests.strategies import books
from tests.text_forms import text_book, text_files, text_pack

PACK = load_pack("hebei-xingtai-2024")
CODES = built_in_codes(PACK.codes)
OLD_CODE = "13051124P00066710003C"
OLDER_CODE = "13051123P00066710003C"


def everything(book, *, amounts=True, procurement=True):
    return RollOverOptions("一上", frozenset(project.id for project in book.projects), amounts, procurement)


def rolled(book, wanted=None):
    return roll_over(Context(book, PACK, CODES), PACK, wanted or everything(book))


def notes(book, wanted=None):
    return "\n".join(roll_over_notes(Context(book, PACK, CODES), PACK, wanted or everything(book)))


def book_of(**lines):
    return Book(PACK.id, 2024, "批复", Unit("113", "党群工作部"), next_id=1000, **lines)


# --- what a text says of each function code


def test_the_use_of_a_code_goes_on_and_its_execution_does_not():
    pack, book = text_pack(), text_book()
    new = roll_over(Context(book, pack, CODES), pack, everything(book))
    assert {line.item: line.text for line in new.texts if line.item.startswith("use:")} == {
        "use:2010507": "专项普查活动。", "use:2060702": "科普活动",
    }  # fmt: skip
    assert {line.item: line.amount for line in new.last_year} == {
        "fiscal": 521_620_000, "general": 521_620_000, "government_fund": 0, "three_public": 0,
    }  # fmt: skip
    assert not any(line.reason for line in new.last_year)


def test_a_form_that_compares_with_the_budget_of_a_code_gets_it():
    files = text_files()
    text = files["narrative.toml"].replace("{executed}", "{budget}").replace('codes = "both"', 'codes = "both"\nagainst = "budget"')
    pack, book = text_pack({**files, "narrative.toml": text}), text_book()
    new = roll_over(Context(book, pack, CODES), pack, everything(book))
    assert {line.item: line.amount for line in new.last_year if line.item.startswith("budget:")} == {
        "budget:2010507": 257_700_00, "budget:2059999": 250_000_00, "budget:2060702": 100_000_00, "budget:2080505": 4_608_500_00,
    }  # fmt: skip


# --- laws


wishes = st.tuples(st.booleans(), st.booleans(), st.sets(st.integers(0, 5)))


def wanted_of(book, wish):
    amounts, procurement, left = wish
    going = frozenset(project.id for at, project in enumerate(book.projects) if at not in left)
    return RollOverOptions("一上", going, amounts, procurement)


@given(books(), wishes)
def test_last_year_s_figures_are_those_of_the_book(book, wish):
    new = rolled(book, wanted_of(book, wish))
    now = book_figures(Context(book, PACK, CODES)).this_year
    assert {line.item: line.amount for line in new.last_year} == {k: v for k, v in now.items() if abs(v) <= LARGEST}
    assert not any(line.reason for line in new.last_year)


def spending(book):
    return [*book.basic, *book.others, *(part for project in book.projects for part in project.funding)]


def sums(book):
    """Every amount of a book's spending."""
    return [line.amount for line in (*spending(book), *book.withheld) if line.amount is not None]


@given(books(), wishes)
def test_no_money_is_invented(book, wish):
    wanted = wanted_of(book, wish)
    new, left = rolled(book, wanted), sums(book)
    for amount in sums(new):
        left.remove(amount)  # each is one of the old book's
    assert wanted.amounts or not sums(new)
    carried = [
        line for line in [*new.basic, *new.others, *(p for project in new.projects for p in project.funding)] if line.carried
    ]
    assert all(line.amount is None for line in carried)
    assert all(line.carried for line in new.income)
    known = [line for line in book.carry_forward if line.function and isinstance(line.amount, int)]
    if len({(line.function, line.source) for line in known}) == len(known):
        assert sorted(line.amount for line in new.income) == sorted(line.amount for line in known if line.amount)
    assert not new.carry_forward
    assert not new.explanations


def texts(record):
    return [
        getattr(record, field.name)
        for field in record_fields(type(record))
        if field.kind is FieldKind.TEXT and field.name not in {"code", "status", "typed", "plan_label"}
    ]


@given(books(), wishes)
def test_rolling_keeps_every_text(book, wish):
    wanted = wanted_of(book, wish)
    new = rolled(book, wanted)
    assert replace(new.unit, date=book.unit.date, approved=book.unit.approved) == book.unit
    for name in ("basic", "others", "withheld"):
        assert [texts(line) for line in getattr(new, name)] == [texts(line) for line in getattr(book, name)]
    going = [project for project in book.projects if project.id in wanted.projects]
    assert [texts(project) for project in new.projects] == [texts(project) for project in going]
    for then, now in zip(going, new.projects, strict=True):
        for name in ("funding", "goals", "indicators"):
            assert [texts(line) for line in getattr(now, name)] == [texts(line) for line in getattr(then, name)]
        assert now.status == "延续"


@given(books(), wishes)
def test_the_new_book_is_whole_and_the_old_one_untouched(book, wish):
    before = replace(book)
    wanted = wanted_of(book, wish)
    new = rolled(book, wanted)
    assert book == before
    ids = [line.id for line in all_lines(new)]
    assert len(set(ids)) == len(ids)
    assert all(0 < one < new.next_id for one in ids)
    assert (new.year, new.stage, new.unit.date) == (book.year + 1, "一上", "")
    assert all(purchase.project in {0, *(project.id for project in new.projects)} for purchase in new.procurement)
    assert all(note.strip() and "\n" not in note for note in roll_over_notes(Context(book, PACK, CODES), PACK, wanted))


# --- one thing after another


def test_the_published_budget(seed1, seed1_context):
    going = frozenset(project.id for project in seed1.projects if goes_on(project))
    new = roll_over(seed1_context, PACK, RollOverOptions("一上", going))
    assert {line.item: show_wan(line.amount) for line in new.last_year} == {
        "total": "2693.97",
        "basic": "864.42",
        "project": "1829.55",
        "three_public": "0.00",
    }
    tables = seed1_context.tables
    assert new.last_year[0].amount == tables["T3"].amount("total", "total")
    assert new.last_year[1].amount == tables["T3"].amount("total", "basic")
    assert new.last_year[2].amount == tables["T3"].amount("total", "project")
    assert len(new.projects) == 27  # the five with 上年结转 alone stay behind
    assert not any(project.code for project in new.projects)


def test_amounts_are_copied_as_they_were_typed():
    part = FundingLine(2, "2013101", amount=68_850_600, typed="68.8506万元")
    unread = BasicLine(3, "2013101", "30101", amount=Unread("约三万"))
    book = book_of(basic=(unread,), projects=(Project(1, name="甲", funding=(part,)),))
    new = rolled(book)
    assert new.basic[0].amount == Unread("约三万")
    assert (new.projects[0].funding[0].amount, new.projects[0].funding[0].typed) == (68_850_600, "68.8506万元")
    blank = rolled(book, everything(book, amounts=False))
    assert blank.basic[0].amount is None
    assert (blank.projects[0].funding[0].amount, blank.projects[0].funding[0].typed) == (None, "")


@pytest.mark.parametrize(("amounts", "values"), [(True, ["1", "2", "3", "4"]), (False, ["", "", "", ""])])
def test_the_plan_stays_as_long_as_the_amounts_do(amounts, values, seed1):
    project = seed1.projects[0]
    plan = tuple(PlanPoint(900 + at, month, str(at)) for at, month in enumerate(PACK.sheet.months, 1))
    book = book_of(projects=(replace(project, plan=plan),))
    new = rolled(book, everything(book, amounts=amounts))
    assert [point.value for point in new.projects[0].plan] == values
    assert [point.month for point in new.projects[0].plan] == list(PACK.sheet.months)


def test_a_plan_does_not_outlive_carried_over_money(seed1):
    funding = (FundingLine(901, "2013101", amount=100), FundingLine(902, "2013101", carried=True, amount=200))
    plan = tuple(replace(point, value="3") for point in seed1.projects[0].plan)
    new = rolled(book_of(projects=(replace(seed1.projects[0], funding=funding, plan=plan),)))
    assert [part.amount for part in new.projects[0].funding] == [100, None]
    assert not any(point.value for point in new.projects[0].plan)


@pytest.mark.parametrize(
    ("code", "carried", "kept"),
    [
        (OLD_CODE, False, False),  # new money has a code of the new year
        (OLD_CODE, True, True),  # what is left of the old money keeps its own
        (OLDER_CODE, False, True),  # a code that outlived a year already
        ("芦台17号", False, True),  # nothing is known of it
    ],
)
def test_the_code_s_year(code, carried, kept):
    part = FundingLine(2, "2013101", carried=carried, amount=100)
    book = book_of(projects=(Project(1, code, "甲", funding=(part,)),))
    assert rolled(book).projects[0].code == (code if kept else "")
    assert ("编码空着" in notes(book)) is not kept


def test_which_projects_most_likely_go_on():
    new, old = FundingLine(2, amount=100), FundingLine(3, carried=True, amount=100)
    assert goes_on(Project(1))
    assert goes_on(Project(1, funding=(new, old)))
    assert not goes_on(Project(1, funding=(old,)))
    assert not goes_on(Project(1, status="取消", funding=(new,)))


def test_the_money_carried_forward_comes_in_as_carried_over():
    lines = (
        CarryForwardLine(1, "2013101", amount=500),
        CarryForwardLine(2, "2013101", carried=True, amount=70),
        CarryForwardLine(3, "2013101", "government_fund", amount=9),
        CarryForwardLine(4, "", amount=8),
        CarryForwardLine(5, "2080505", amount=Unread("不详")),
    )
    book = book_of(carry_forward=lines, income=(IncomeLine(6, "2013101", amount=100),))
    new = rolled(book)
    assert [(line.function, line.source, line.carried, line.amount) for line in new.income] == [
        ("2013101", "general", True, 570),
        ("2013101", "government_fund", True, 9),
    ]
    said = notes(book)
    assert "有 2 行没有功能科目，或者金额不是数字" in said
    assert "收入的批复数 1 个没有转入" in said


def test_a_purchase_of_a_project_that_stays_behind_names_it():
    projects = (Project(1, name="甲"), Project(2, name="乙"))
    purchases = (ProcurementLine(3, 1, name="电脑", amount=5), ProcurementLine(4, 2, name="桌子", amount=6))
    book = book_of(projects=projects, procurement=purchases)
    new = rolled(book, RollOverOptions("一上", frozenset({1}), amounts=False, procurement=True))
    assert [(line.project, line.origin, line.amount) for line in new.procurement] == [
        (new.projects[0].id, "", None),
        (0, "乙", None),
    ]
    assert rolled(book, everything(book, procurement=False)).procurement == ()
    assert "政府采购 2 行没有转入" in notes(book, everything(book, procurement=False))


def test_every_kind_of_line_comes_along():
    book = second_book()
    new = rolled(book)
    for name in ("basic", "others", "projects", "three_public", "procurement", "assets", "withheld"):
        assert len(getattr(new, name)) == len(getattr(book, name)), name
    assert any(isinstance(line, OtherLine) for line in new.others)
    figures = {line.item: line.amount for line in new.last_year}
    assert figures["total"] > figures["basic"] + figures["project"]  # other expenditure and 年终结转 are in the total


def test_the_notes_speak_of_old_years_and_of_the_form(seed1):
    said = notes(seed1)
    assert "个项目的文字里写着 2024 年，没有改：" in said
    assert "版式还是“邢台 2024 版式”（2024 年）" in said
    next_form = replace(PACK, year=2025)
    assert "版式" not in "\n".join(roll_over_notes(Context(seed1, PACK, CODES), next_form, everything(seed1)))


def test_the_form_of_the_next_year():
    def form(pack_id, year, version="1.0", issuer=PACK.issuer):
        regions = PACK.regions if issuer == PACK.issuer else ("1302",)
        return replace(PACK, id=pack_id, year=year, version=version, issuer=issuer, regions=regions)

    mine = form("hebei-xingtai-2024", 2024)
    stranger, later = form("hebei-lutai-2025", 2025, issuer="芦台"), form("hebei-xingtai-2026", 2026)
    assert form_for(2025, mine, [mine, stranger, later]) is mine
    other, own = form("xingtai-schools-2025", 2025, "3"), form("hebei-xingtai-2025", 2025, "1.9")
    assert form_for(2025, mine, [mine, stranger, later, other, own]) is own
    newer = form("hebei-xingtai-2025", 2025, "1.10")
    assert form_for(2025, mine, [own, newer]) is newer
    assert form_for(2026, mine, [mine, own]) is own  # a year without a form of its own takes the last one
    assert form_for(2025, mine, []) is mine


def test_texts_go_on_and_reasons_do_not():
    book = with_seed1_texts(seed1_book())
    book = edits.set_text("operating_note", "比上年减少，因为压减办公费。")(book)
    context = Context(book, PACK, CODES)
    wanted = RollOverOptions("一上", frozenset())
    new = roll_over(context, PACK, wanted)
    assert {line.item: line.text for line in new.texts} == {
        line.item: line.text for line in book.texts if line.item != "operating_note"
    }
    assert [line.name for line in new.agencies] == [line.name for line in book.agencies]
    text = plain_text(narrative(Context(new, PACK, CODES))[0], draft=False)
    assert "2025年预算收支安排0.00万元，较2024年预算减少2693.97万元" in text
    assert "机构改革" not in text
    notes = roll_over_notes(context, PACK, wanted)
    assert "情况说明照抄了 5 段文字：逐段看一遍。各表来的数自动是新的" in notes
    assert "情况说明的文字里写着 2024 年，没有改：总体绩效目标" in notes
    assert "情况说明里要重新写的，没有转入：机关运行经费补充说明" in notes


@pytest.mark.parametrize("amounts", [True, False])
def test_the_sheets_of_other_layouts_come_along(amounts):
    """What is of the whole 实施期 is of no year; the year's tasks have money of the old year."""
    cells = (("own", 7), ("person", "张三"), ("term_fiscal", 120))
    rows = (Indicator(3, name="甲", cells=(("weight", "10"),)),)
    tasks = (PlannedTask(4, "换届", "2024年换届", fiscal=5),)
    project = Project(1, name="乙", goals=(Goal(2, period="term"),), indicators=rows, tasks=tasks, cells=cells)
    overall = Project(5, scope="department", goals=(Goal(6, text="2024年办好"),), tasks=(PlannedTask(7, other=Unread("约")),))
    book = book_of(projects=(project,), overall=(overall,))
    wanted = everything(book, amounts=amounts)
    new = rolled(book, wanted)
    assert new.projects[0].cells == (cells if amounts else cells[1:])
    assert new.projects[0].indicators[0].cells == rows[0].cells
    assert (new.projects[0].goals[0].period, new.projects[0].tasks[0].fiscal) == ("term", 5 if amounts else None)
    (sheet,) = new.overall
    assert (sheet.scope, sheet.status, sheet.goals[0].text) == ("department", "", "2024年办好")
    assert sheet.tasks[0].other == (Unread("约") if amounts else None)
    said = notes(book, wanted)
    assert "部门整体绩效目标的文字里写着 2024 年，没有改" in said
    assert "1 个项目的文字里写着 2024 年，没有改：乙" in said
    assert ("年度主要任务照抄了 2 笔金额：都是 2024 年的数" in said) == amounts
