"""The books of a department's bodies: nothing is lost, nothing doubled, and each is a book like any other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book.agencies import named_agencies, own_body
from models.book.exchange import check_consistent
from models.book.list_lines import ListLine
from models.book.records import (
    AgencyLine,
    BasicLine,
    Book,
    FundingLine,
    IncomeLine,
    ProcurementLine,
    Project,
    TypedFigure,
    Unit,
    WrittenText,
)
from models.checks.checker import run_checks
from models.pack.forms.lists import ListColumn, ListForm
from models.published.context import Context
from models.published.sub_units import agency_named, book_of_agency
from storage.packs.catalogue import built_in_codes
from tests.second_budget import second_book
from tests.strategies import books
from tests.typed_form import asking

CODES = built_in_codes("2024")
PACK = asking()
WAN = 1_000_000
LISTED = (
    ListForm("services", "政府购买服务", (ListColumn("body", ("单位",), "agency"), ListColumn("project", ("项目",), "project"))),
)
NAMES = ("商务委本部", "服务中心", "执法队", "")
BODIES = (AgencyLine(9001, "服务中心", "事业"), AgencyLine(9002, "商务委本部", "行政"), AgencyLine(9003, "执法队", "参公"))


def contexts_of(book):
    whole = Context(book, PACK, CODES)
    return whole, [Context(book_of_agency(whole, agency), PACK, CODES) for agency in named_agencies(book)]


def cells(context):
    """Every cell of every table that is not 0, by table, row and column."""
    found = {}
    for table in context.tables.values():
        for at, side in enumerate(table.sides):
            for row in side.rows:
                for column, value in zip(side.side.columns, row.values, strict=True):
                    if value:
                        found[table.spec.id, at, row.id, column.id] = value
    return found


def added(contexts):
    sums = {}
    for context in contexts:
        for cell, value in cells(context).items():
            sums[cell] = sums.get(cell, 0) + value
    return {cell: value for cell, value in sums.items() if value}


def with_bodies(book, draw):
    """The book with these bodies, and each line of one of them."""
    name = st.sampled_from((*NAMES, "撤销的站"))

    def of_body(line):
        return replace(line, sub_unit=draw(name))

    projects = tuple(replace(project, funding=tuple(map(of_body, project.funding))) for project in book.projects)
    return replace(
        book,
        agencies=BODIES,
        basic=tuple(map(of_body, book.basic)),
        others=tuple(map(of_body, book.others)),
        three_public=tuple(map(of_body, book.three_public)),
        projects=projects,
        next_id=max(book.next_id, 9004),
    )


@settings(max_examples=60, deadline=None)
@given(st.data(), books())
def test_the_cells_of_all_bodies_add_up_to_the_department_s(data, book):
    whole, parts = contexts_of(with_bodies(book, data.draw))
    assert added(parts) == cells(whole)
    for part in parts:
        check_consistent(part.book)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_also_of_a_whole_budget(data):
    whole, parts = contexts_of(with_bodies(second_book(), data.draw))
    assert added(parts) == cells(whole)


def small(*income, **changes):
    return Book(
        "hebei-xingtai-2024", 2024, unit=Unit("113", "商务委", "310107", "甲"), agencies=BODIES,
        basic=(
            BasicLine(1, "2013201", "30201", amount=3 * WAN),
            BasicLine(2, "2013201", "30201", sub_unit="服务中心", amount=5 * WAN),
            BasicLine(3, "2080505", "30108", sub_unit="执法队", amount=2 * WAN),
        ),
        income=income, next_id=9100, **changes,
    )  # fmt: skip


def income_of(book, name):
    whole = Context(book, PACK, CODES)
    body = book_of_agency(whole, agency_named(book, name))
    return [(line.function, line.amount) for line in body.income]


@pytest.mark.parametrize(
    ("typed", "own", "centre", "squad"),
    [
        (IncomeLine(10, "2013201", amount=8 * WAN), [("2013201", 3 * WAN)], [], []),
        (IncomeLine(10, "2013201", amount=7 * WAN), [("2013201", 2 * WAN)], [], []),  # the difference is the department's own
        (IncomeLine(10, "2080505", amount=9 * WAN), [], [], [("2080505", 9 * WAN)]),  # one body alone spends of it
        (IncomeLine(10, "2210201", amount=WAN), [("2210201", WAN)], [], []),  # nobody does
    ],
)
def test_a_typed_income_goes_where_it_is_spent(typed, own, centre, squad):
    assert [income_of(small(typed), name) for name in NAMES[:3]] == [own, centre, squad]


def test_what_a_body_s_book_holds():
    shared = Project(
        20, name="活动", funding=(FundingLine(21, "2013202", amount=WAN), FundingLine(22, "2013202", sub_unit="执法队"))
    )
    lone = Project(23, name="巡查", funding=(FundingLine(24, "2013202", sub_unit="执法队", amount=WAN),))
    book = small(
        projects=(shared, lone), procurement=(ProcurementLine(30, 23, amount=5), ProcurementLine(31, 20), ProcurementLine(32)),
        typed=(TypedFigure(40, "operating", "执法队", 5), TypedFigure(41, "cars", "", None, "8")),
    )  # fmt: skip
    whole = Context(book, PACK, CODES)
    squad, own = (book_of_agency(whole, agency_named(book, name), "unit-2024") for name in ("执法队", "商务委本部"))
    assert squad.unit == Unit(name="执法队", region="310107")
    assert own.unit == replace(book.unit, name="商务委本部")
    assert squad.pack == "unit-2024"
    assert [(p.id, [f.id for f in p.funding]) for p in squad.projects] == [(20, [22]), (23, [24])]
    assert [(p.id, [f.id for f in p.funding]) for p in own.projects] == [(20, [21])]
    assert [line.id for line in squad.procurement] == [30]
    assert [line.id for line in own.procurement] == [31, 32]
    assert ([f.id for f in squad.typed], [f.id for f in own.typed]) == ([40], [41])
    assert run_checks(Context(replace(squad, pack=PACK.id), PACK, CODES))


def of_bodies(*sub_units):
    return tuple(FundingLine(50 + at, "2013202", sub_unit=name, amount=WAN) for at, name in enumerate(sub_units))


@pytest.mark.parametrize(
    ("sub_units", "body"),
    [
        (("执法队",), "执法队"),
        (("执法队", "执法队"), "执法队"),
        (("执法队", ""), "商务委本部"),  # the own body pays a part
        (("执法队", "服务中心"), "服务中心"),  # it pays none: the first of 机构设置 that does
        ((), "商务委本部"),
    ],
)
def test_what_a_project_buys_and_lists_stands_in_one_body_s_book_beside_it(sub_units, body):
    pack = replace(PACK, lists=LISTED)
    records = (ListLine(60, "services", (("project", "活 动"),)), ListLine(61, "of_another_form", (("project", "活动"),)))
    book = small(projects=(Project(20, name="活动", funding=of_bodies(*sub_units)),), procurement=(ProcurementLine(30, 20),))
    whole = Context(replace(book, lists=records), pack, CODES)
    parts = {agency.name: book_of_agency(whole, agency) for agency in BODIES}
    assert {name: [line.id for line in (*part.procurement, *part.lists)] for name, part in parts.items()} == {
        name: [*((30, 60) if name == body else ()), *((61,) if name == "商务委本部" else ())] for name in parts
    }
    assert [project.id for project in parts[body].projects] == [20]


def test_a_record_of_a_list_is_of_the_body_that_it_names():
    records = tuple(
        ListLine(60 + at, "services", (("body", name), ("project", "活动"))) for at, name in enumerate(("服务中心", "撤销的站"))
    )
    book = replace(small(projects=(Project(20, name="活动", funding=of_bodies("执法队")),)), lists=records)
    whole = Context(book, replace(PACK, lists=LISTED), CODES)
    assert [[line.id for line in book_of_agency(whole, agency).lists] for agency in BODIES] == [[60], [61], []]


def test_what_money_is_for_is_told_of_the_body_that_alone_spends_it():
    items = ("use:2013201", "use:2080505", "use:2080506", "duties")  # both spend 2013201, nobody 2080506
    book = small(texts=tuple(WrittenText(70 + at, item, "写的话") for at, item in enumerate(items)))
    whole = Context(book, PACK, CODES)
    assert [[text.item for text in book_of_agency(whole, agency).texts] for agency in BODIES] == [[], [], ["use:2080505"]]


def test_the_own_body_is_the_one_called_so():
    book = small()
    assert own_body(book).name == "商务委本部"
    assert own_body(replace(book, unit=Unit(name="执法队"))).name == "执法队"
    assert own_body(replace(book, agencies=(AgencyLine(1), AgencyLine(2, "甲站"), AgencyLine(3, "乙站")))).name == "甲站"
    assert own_body(replace(book, agencies=())) is None
    with pytest.raises(ValueError, match="丙站"):
        book_of_agency(Context(book, PACK, CODES), AgencyLine(4, "丙站"))


def test_an_only_body_has_all_of_it():
    book = replace(second_book(), agencies=BODIES[1:2])
    whole = Context(book, PACK, CODES)
    alone = book_of_agency(whole, BODIES[1])
    assert replace(alone, unit=book.unit, income=book.income) == replace(book, agencies=BODIES[1:2])
