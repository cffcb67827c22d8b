"""A ✓ stands only where two figures that were typed independently were compared, whatever the place."""

from __future__ import annotations

from msgspec.structs import replace

from models.book import edits
from models.book.records import AssetLine
from storage.files.book_file import sample_book
from ui.pages.common.page_states import state_rows
from ui.pages.registry import ENTRY, PAGES

PLACES = {spec.key: spec.places for spec in PAGES}


def opened(office, book):
    office.controller.open_entry(office.library.store.create(book))


def typed_once(book):
    """The book without second figures: income follows, no assets, projects without code and indicators."""
    projects = tuple(replace(project, code="", indicators=()) for project in book.projects)
    return replace(book, income=(), assets=(), projects=projects)


def tick_of_the_difference(office):
    """The tooltip of 差额, and whether it has a ✓."""
    status = office.window._status
    mark = status._difference_mark
    tick = office.icons.mark("ok", mark.devicePixelRatioF())
    assert mark.toolTip() == status._difference.toolTip()
    return mark.toolTip(), mark.pixmap().cacheKey() == tick.cacheKey()


def ticks(office):
    """Where there is a ✓ in the navigation, on 首页 and in the cells of the pages."""
    book = office.open_book
    found = {("navigation", spec.key) for spec in PAGES if spec.summary(book).holds}
    found |= {("home", row.key) for row in state_rows(book, PLACES) if any(cell.mark == "ok" for cell in row.cells)}
    for spec in PAGES:
        if spec.group == ENTRY:
            office.window.workspace.open_page(spec.key)
            found |= {("page", spec.key) for grid in grids(office.page) if has_tick(grid.grid_model)}
    return found


def grids(page):
    from ui.grid.view.view import GridView

    return [grid for grid in page.findChildren(GridView) if grid.grid_model.line_count]


def has_tick(model):
    cells = (model.cell_at(row, column) for row in range(model.line_count) for column in range(model.columnCount()))
    return any(cell.sign == "ok" for cell in cells)


def test_a_book_of_single_figures_has_no_tick(office):
    opened(office, typed_once(sample_book()))
    assert tick_of_the_difference(office) == ("收入都由支出推算，没有录入的数可以比", False)
    assert ticks(office) == set()


def test_what_was_typed_twice_and_agrees_has_one(office):
    book = sample_book()
    stock = (AssetLine(book.next_id, "building", "120", 8_000_000), AssetLine(book.next_id + 1, "office", "60", 4_000_000))
    opened(office, replace(book, assets=(*book.assets, *stock), next_id=book.next_id + 2))
    words, has_tick = tick_of_the_difference(office)
    assert words.endswith(" 项收入都与支出一致")
    assert has_tick
    assert ticks(office) == {
        ("navigation", "income"), ("navigation", "assets"), ("home", "income"), ("home", "assets"),
        ("page", "income"), ("page", "projects"),
    }  # fmt: skip


def test_one_figure_that_follows_takes_the_tick_of_the_sum_away(office):
    opened(office, sample_book())
    line = office.open_book.book.income[0]
    office.open_book.edit(edits.set_field(line.id, "amount", ""))
    words, has_tick = tick_of_the_difference(office)
    assert words.endswith("其余 1 项由支出推算，没有可以比的数")
    assert not has_tick
    assert ("navigation", "income") not in ticks(office)
    rows = {row.key: row.cells[1].text for row in state_rows(office.open_book, PLACES)}
    assert rows["income"] == "部分推算"


def test_differences_that_cancel_out_have_no_tick(office):
    opened(office, sample_book())
    first, second = office.open_book.book.income[:2]
    typed = [edits.set_field(line.id, "amount", str(line.amount / 1_000_000 + more)) for line, more in ((first, 1), (second, -1))]
    office.open_book.edit(edits.combined("改收入", typed))
    assert office.window._status._difference.text() == "0.00"
    assert tick_of_the_difference(office) == ("有的科目收入和支出不一致，打开“收入”页看是哪个", False)
