"""元 typed as 万元, or 万元 as 元, in any cell for an amount: it is said, and the slip of the unit is named."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book.fields import FieldKind, record_fields
from models.book.records import AssetLine, LastYearFigure, ProcurementLine, ThreePublicLine
from models.checks.checker import run_checks
from models.checks.findings import Severity
from models.checks.suspects import suspects
from models.published.context import Context
from storage.files.book_file import read_book_file, sample_book
from storage.packs.catalogue import built_in_codes, load_pack
from storage.paths import BUILT_IN_PACKS
from tests.models.checks.cases import WAN

FACTOR = 10_000
NAMES = ("按元录", "按万元录", "弄混", "元还是万元", "可能按万元录了")


def full_book():
    """The example with every page for money filled; its income is typed."""
    book = sample_book()
    first, third = book.projects[0].id, book.projects[2].id
    items = (("car_running", 2), ("reception", 1), ("abroad", 3), ("car_purchase", 18))
    assets = (("building", "350", 500), ("office", "200平方米", 300), ("vehicle", "3辆", 45), ("equipment", "1", 30))
    before = tuple(replace(line, amount=20 * WAN) if line.item == "three_public" else line for line in book.last_year)
    return replace(
        book,
        three_public=tuple(ThreePublicLine(9100 + i, item, amount=wan * WAN) for i, (item, wan) in enumerate(items)),
        procurement=(
            ProcurementLine(9200, first, "", "电脑", "A02010104", "台", "4", WAN // 2, "general", 2 * WAN, WAN),
            ProcurementLine(9201, third, "", "印刷", "C081401", "批", "1", 3 * WAN, "general", 3 * WAN),
        ),
        assets=(*book.assets, *(AssetLine(9300 + i, item, count, wan * WAN) for i, (item, count, wan) in enumerate(assets))),
        last_year=before,
        next_id=9400,
    )


def street_book():
    """A published budget of a form in 元, with figures of the year before."""
    book = read_book_file(BUILT_IN_PACKS / "shanghai-putuo-2024" / "expected" / "street-2024" / "book.ysbook")
    three_public = sum(line.amount for line in book.three_public)
    figures = (("three_public", three_public), ("cars", three_public - 1_350_000), ("spending_fiscal", 15_000 * WAN))
    known = {item for item, _ in figures}
    lines = tuple(LastYearFigure(9400 + i, item, amount) for i, (item, amount) in enumerate(figures))
    return replace(book, last_year=(*(line for line in book.last_year if line.item not in known), *lines), next_id=9500)


def cells(record, path=()):
    """The place of every amount inside a record, as the fields and positions that lead there."""
    for field in record_fields(type(record)):
        value = getattr(record, field.name)
        if field.kind is FieldKind.AMOUNT and isinstance(value, int) and value:
            yield (*path, field.name)
        elif field.kind is FieldKind.LINES:
            for position, line in enumerate(value):
                yield from cells(line, (*path, field.name, position))


def some_cells(book, page):
    """The amounts of a page; every third one where there are dozens of one kind."""
    found = [path for path in cells(book) if path[0] == page]
    return found[::3] if len(found) > 12 else found


def changed(record, path, factor):
    """The record with one amount multiplied."""
    name, *rest = path
    value = getattr(record, name)
    if not rest:
        return replace(record, **{name: int(value * factor)})
    position, *inside = rest
    lines = (*value[:position], changed(value[position], inside, factor), *value[position + 1 :])
    return replace(record, **{name: lines})


def found_in(book):
    """What is found, and the words that name a likely cause."""
    pack = load_pack(book.pack)
    context = Context(book, pack, built_in_codes(pack.codes))
    findings = run_checks(context)
    return context, {(f.code, f.place, f.message): f for f in findings}


def slip(book, path, factor, before):
    """The new findings, and whether the slip is named by one of them."""
    context, after = found_in(changed(book, path, factor))
    new = [finding for key, finding in after.items() if key not in before]
    reasons = [suspect.reason for f in new if f.balance for suspect in suspects(context, f.balance)]
    words = "\n".join([*reasons, *(f.message + f.remedy for f in new)])
    return {finding.severity for finding in new}, any(name in words for name in NAMES)


BLOCKING = {Severity.ERROR, Severity.VERIFY}
FULL, STREET = full_book(), street_book()


@pytest.fixture(scope="module")
def full():
    return found_in(FULL)[1]


@pytest.fixture(scope="module")
def street():
    return found_in(STREET)[1]


@pytest.mark.parametrize("page", ["basic", "projects", "income", "three_public", "procurement", "assets", "last_year"])
def test_yuan_in_a_form_of_ten_thousands(page, full):
    silent = []
    for path in some_cells(FULL, page):
        severities, named = slip(FULL, path, FACTOR, full)
        if not (severities & BLOCKING and named):
            silent.append((path, severities, named))
    assert silent == []


@pytest.mark.parametrize("page", ["basic", "projects", "three_public", "typed", "last_year"])
def test_ten_thousands_in_a_form_of_yuan(page, street):
    """Here nothing typed has to agree with most lines; that they are tiny can only be a hint."""
    silent = []
    for path in some_cells(STREET, page):
        severities, named = slip(STREET, path, 1 / FACTOR, street)
        if not (severities and named):
            silent.append((path, severities, named))
    assert silent == []


@pytest.mark.parametrize("page", ["three_public", "typed"])
def test_a_part_ten_thousand_times_too_large_is_an_error_in_yuan_too(page, street):
    silent = []
    for path in some_cells(STREET, page):
        severities, named = slip(STREET, path, FACTOR, street)
        if not (Severity.ERROR in severities and named):
            silent.append((path, severities, named))
    assert silent == []


def test_one_slip_is_asked_once():
    """A figure out of scale stands below the 错误 that shows it, and is not counted beside it."""
    path = next(path for path in cells(FULL) if path[0] == "three_public")
    _, after = found_in(changed(FULL, path, FACTOR))
    scales = [finding for finding in after.values() if finding.code == "X-29a"]
    assert scales
    assert all(finding.follows is not None for finding in scales)
    path = next(path for path in cells(replace(FULL, income=())) if path[0] == "basic")
    _, after = found_in(changed(replace(FULL, income=()), path, FACTOR))
    assert {finding.code: finding.follows is None for finding in after.values() if finding.code.startswith("X-29")} == {
        "X-29a": False,
        "X-29b": True,
    }


def test_a_line_that_is_the_whole_of_its_total_is_told_once():
    """The item is too large for what pays for it, and so is the total of “三公”: one line was typed."""
    car = ThreePublicLine(1, "car_purchase", "general", 90_000 * WAN)
    findings = found_in(replace(FULL, three_public=(car,)))[1].values()
    assert [(f.place.line, f.place.page) for f in findings if f.code == "X-20a"] == [(1, "three_public")]


def test_a_line_beside_others_is_told_beside_the_total():
    """The total adds up two lines: which of them is wrong is not known from it."""
    lines = (ThreePublicLine(1, "car_purchase", "general", 90_000 * WAN), ThreePublicLine(2, "reception", "general", 100))
    findings = found_in(replace(FULL, three_public=lines))[1].values()
    assert [f.place.page for f in findings if f.code == "X-20a"] == ["three_public", "table"]
