"""The preview of a paste tells the truth: what it shows as the outcome is what stands in the grid afterwards."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.checks.checker import Checker
from models.incoming.clipboard.block import ClipboardBlock
from models.memory import Memory
from models.values.money import MoneyUnit
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import load_codes
from tests.golden_books import seed1_book
from tests.ui.grid.columns_of_basic import AMOUNT
from ui.grid.paste.cells import Outcome
from ui.grid.paste.plan import plan_paste
from ui.grid.paste.target import PastedWords, Rectangle
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.model import GridModel
from ui.pages.entry.basic import COLUMNS, totals
from ui.session.open_book import OpenBook

TEXTS = (
    "", "2013201", "[2013202]一般行政管理事务", "行政运行", "30101", "39x", "基本工资", "一般公共预算财政拨款",
    "彩票", "结转", "1,234.50", "见附表",
    "4643960", "80366元", "—", "合计", "说明\n两行", "20132", "1", "2", "栏次", "30203 水费", "12,5", "201", "32",
    "其中：基本工资", "人员经费", "一", "A", "B", "302.01", "30201.0", "单位：元", "单位：千元", "是", "工资福利支出",
)  # fmt: skip
HEADINGS = (
    "功能科目",
    "经济分类科目",
    "科目名称",
    "预算数（元）",
    "金额",
    "备注",
    "处室",
    "资金来源",
    "2013201",
    "合计",
    "基本支出",
    "项目支出",
    "类",
    "款",
    "金额/元",
    "预算数（千元）",
    "2024年预算数",
)
PACK = load_pack("hebei-xingtai-2024")
CODES = load_codes(PACK.codes, 2024, None)  # not fixtures, whose whole text a failing example would print
CHECKER, MEMORY = Checker(PACK, CODES), Memory()
blocks = st.lists(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=10), min_size=1, max_size=6)


def open_again():
    """The example, with what was known of it in the example before."""
    opened = OpenBook(seed1_book(), PACK, CODES, lambda *_: 0, checked=False)
    opened._checker, opened._memory = CHECKER, MEMORY
    opened.check()
    return opened


def assert_nothing_is_taken_silently(plan, standing):
    """Without a preview no row with text and no column is left out, and no figure is replaced except by a single value."""
    block, target = plan.block, plan.target
    assert not any(any(block.rows[row]) for row in target.passed)
    assert all(to >= 0 or not block.text(row, at) for row in target.rows for at, to in target.columns.items())
    if sum(bool(text) for row in target.rows for text in block.rows[row]) > 1:
        replaced = [(row, position) for row, position, _ in plan.typed if row < len(standing) and position == AMOUNT]
        assert not any(standing[row][position] for row, position in replaced)


@settings(max_examples=60, deadline=None)
@given(
    blocks,
    st.lists(st.sampled_from(HEADINGS), max_size=6),
    st.integers(0, 18),
    st.integers(0, 8),
    st.sampled_from((None, *MoneyUnit)),
    st.booleans(),
)
def test_the_outcome_is_what_was_shown(qapp, rows, headings, top, left, chosen, yuan):
    opened = open_again()
    if yuan:
        opened.entry_settings.switch_unit()
    grid = GridModel(LineSource("basic", COLUMNS, totals=totals), opened)
    block = ClipboardBlock([headings, *rows] if headings else rows)
    standing = [[grid.cell(grid.index(r, c)).text for c in range(grid.columnCount())] for r in range(grid.line_count)]
    plan = plan_paste(block, grid, Rectangle(top, left, top, left), chosen)
    lines = grid.line_count
    if not plan.unsure:
        assert_nothing_is_taken_silently(plan, standing)
    grid.set_cells(plan.typed, plan.label)
    assert opened.step <= 1
    landed = [cell for row in plan.rows for cell in row.cells.values() if cell.text is not None]
    begun = sorted({row for row, _, text in plan.typed if row >= lines and text})
    assert grid.line_count == lines + len(begun)
    for cell in landed:
        if cell.row < lines:
            assert grid.cell(grid.index(cell.row, cell.position)).text == cell.new
            assert standing[cell.row][cell.position] == cell.old
        elif cell.row in begun:
            assert grid.cell(grid.index(lines + begun.index(cell.row), cell.position)).text == cell.new
    untouched = {(r, c) for r in range(lines) for c in range(grid.columnCount())} - {(r, c) for r, c, _ in plan.typed}
    typed = {(r, c) for r, c in untouched if grid.column(c).typed}
    assert all(grid.cell(grid.index(r, c)).text == standing[r][c] for r, c in typed)


@settings(max_examples=60, deadline=None)
@given(blocks, st.integers(0, 18), st.integers(0, 8))
def test_nothing_is_dropped_without_a_word(qapp, rows, top, left):
    """Every text lands, stands there already, or is shown with the reason why it does not land."""
    opened = open_again()
    grid = GridModel(LineSource("basic", COLUMNS, totals=totals), opened)
    plan = plan_paste(ClipboardBlock(rows), grid, Rectangle(top, left, top, left))
    placed = {(row, column) for row, column, _ in plan.typed}
    for number, cells in enumerate(plan.block.rows):
        for at, text in enumerate(cells):
            position, row = plan.target.columns[at], plan.target.rows.get(number, -1)
            here = grid.cell(grid.index(row, position)).typed if 0 <= row < grid.line_count and position >= 0 else ""
            stands = text == "—" or (here and PastedWords(grid).typed(text, position) == here)
            if text and row >= 0 and (row, position) not in placed and position not in {1, 3, 4} and not stands:
                shown = next(r for r in plan.rows if r.number == number + 1)
                assert shown.cells[at].fate in {Outcome.BLOCKED, Outcome.PASSED}
                assert shown.cells[at].note
