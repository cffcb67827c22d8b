"""After any edit every grid shows what a new one would show, whether it was seen meanwhile or not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.book import edits
from models.book.edits import combined
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book
from tests.second_budget import second_book
from tests.strategies import random_edit
from ui.grid.rows import following_model
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.model import GridModel
from ui.grid.view.view import GridView
from ui.pages.entry import basic
from ui.pages.entry.last_year import LastYearSource
from ui.pages.entry.procurement import PurchaseSource
from ui.pages.income.source import IncomeSource
from ui.pages.projects.list.source import ProjectListSource
from ui.pages.registry import PAGES
from ui.pages.review.explanations import ExplanationSource
from ui.session.marks import Marks
from ui.session.open_book import OpenBook
from ui.theme.icons import Mark

PACK = load_pack("hebei-xingtai-2024")
CODES = built_in_codes("2024")
AMOUNT = 7
SOURCES = (
    lambda _: LineSource("basic", basic.COLUMNS, totals=basic.totals),
    lambda book: IncomeSource(book.pack, book.codes.function),
    PurchaseSource,
    ProjectListSource,
    ExplanationSource,
    lambda _: LastYearSource(),
)


def shown(model):
    """All that a grid draws."""
    cells = [[model.cell(model.index(r, c)) for c in range(model.columnCount())] for r in range(model.rowCount())]
    return cells, model.totals


def told(marks, book):
    """All that marks say."""
    named = {place for finding in book.findings for place in (finding.place, finding.other_place) if place is not None}
    places = sorted({(place.page, line) for place in named for line in (place.line, 0)})
    return (
        [marks.mark(finding) for finding in book.findings],
        {place: (list(marks.at(place)), list(marks.echoes(place))) for place in named},
        {place: (list(marks.of_line(*place)), marks.shows([place])) for place in places},
        {(page, mark): marks.count(page, mark) for page, _ in places for mark in Mark},
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_grid_that_follows_shows_what_a_new_one_shows(qapp, data):
    book = OpenBook(data.draw(st.sampled_from((seed1_book(), second_book()))), PACK, CODES, lambda *_: 0)
    models = [(make, GridModel(make(book), book)) for make in SOURCES]
    for _ in range(3):
        book.edit(data.draw(random_edit(book.book)))
        for make, model in models:
            assert shown(model) == shown(GridModel(make(book), book))
        assert told(book.marks, book) == told(Marks(book.book, book.findings), book)
    book.go_to(0)
    for make, model in models:
        assert shown(model) == shown(GridModel(make(book), book))


class Onlooker:
    """Knows of a grid what it read at the beginning and what it was told to read again since: as a view does."""

    def __init__(self, model):
        self.model = model
        self.seen = [self.row(at) for at in range(model.line_count)]
        model.dataChanged.connect(self.read)
        model.rowsInserted.connect(self.insert)
        model.rowsRemoved.connect(self.remove)
        model.rowsMoved.connect(self.move)

    def row(self, at):
        return [self.model.cell_at(at, column) for column in range(self.model.columnCount())]

    def read(self, first, last):
        for at in range(first.row(), last.row() + 1):
            told = slice(first.column(), last.column() + 1)
            self.seen[at][told] = self.row(at)[told]

    def insert(self, _, first, last):
        self.seen[first:first] = [self.row(at) for at in range(first, last + 1)]

    def remove(self, _, first, last):
        del self.seen[first : last + 1]

    def move(self, _, origin, _last, _parent, to):
        self.seen.insert(to, self.seen.pop(origin))


@pytest.mark.parametrize("many", [0, 200])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_who_reads_again_what_he_is_told_to_sees_what_a_new_grid_shows(qapp, many, data):
    """No cell may change without a word, also where many rows change at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(following_model, "_MANY", many)
        book = OpenBook(data.draw(st.sampled_from((seed1_book(), second_book()))), PACK, CODES, lambda *_: 0)
        onlookers = [(make, Onlooker(GridModel(make(book), book))) for make in SOURCES]
        for step in range(4):
            book.edit(data.draw(random_edit(book.book))) if step < 3 else book.go_to(0)
            for make, onlooker in onlookers:
                fresh = GridModel(make(book), book)
                assert onlooker.seen == shown(fresh)[0][: fresh.line_count]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_many_changes_at_once_are_the_same_as_one_by_one(data):
    book = start = data.draw(st.sampled_from((seed1_book(), second_book())))
    steps = []
    for _ in range(data.draw(st.integers(1, 6))):
        steps.append(data.draw(random_edit(book)))
        book = steps[-1](book)
    assert combined("几步", steps)(start) == book


def test_many_new_rows_come_in_one_piece(open_book):
    model = GridModel(LineSource("basic", basic.COLUMNS), open_book)
    heard = []
    model.rowsInserted.connect(lambda _, first, last: heard.append((first, last)))
    end = model.line_count
    model.set_cells([(end + n, 0, "2013201") for n in range(50)])
    assert heard == [(end, end + 49)]


def test_rows_that_nobody_sees_wait_and_are_right_when_they_are_seen(window, open_book):
    workspace = window.workspace
    model = workspace.page.grid.grid_model
    heard = []
    model.dataChanged.connect(lambda *_: heard.append(1))
    workspace.open_page("others")
    open_book.edit(edits.set_field(open_book.book.basic[2].id, "amount", "1.5"))
    assert not heard
    workspace.open_page("basic")
    assert heard
    assert model.index(2, AMOUNT).data() == "1.50"


@pytest.mark.parametrize("page", [spec.key for spec in PAGES])
def test_a_page_that_was_left_shows_what_a_new_one_shows(page, window, open_book, qapp):
    """Typed elsewhere, seen here."""
    workspace = window.workspace
    workspace.open_page(page)
    workspace.open_page("explanations" if page != "explanations" else "basic")
    open_book.edit(edits.set_field(open_book.book.basic[2].id, "amount", "100"))
    open_book.edit(edits.set_field(open_book.book.projects[0].id, "name", "换了名称"))
    workspace.open_page(page)
    for grid in workspace.page.findChildren(GridView):
        if grid.isVisible():
            assert shown(grid.grid_model) == shown(GridModel(grid.grid_model.source, open_book))
