"""The model of the grid: exact signals, no resets, texts as edits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.book import edits
from ui.grid.rows.line_source import LineSource, meant
from ui.grid.rows.model import CELL_ROLE, GridModel
from ui.pages.common import columns
from ui.pages.entry import basic, others
from ui.theme.icons import Mark

AMOUNT = 7


@pytest.fixture
def model(open_book):
    return GridModel(LineSource("basic", basic.COLUMNS, totals=basic.totals), open_book)


@pytest.fixture
def signals(model):
    heard = []
    model.rowsInserted.connect(lambda _, first, last: heard.append(("insert", first, last)))
    model.rowsRemoved.connect(lambda _, first, last: heard.append(("remove", first, last)))
    model.rowsMoved.connect(lambda *_: heard.append(("move",)))
    model.modelReset.connect(lambda: heard.append(("reset",)))
    model.dataChanged.connect(lambda a, b, _: heard.append(("data", a.row(), a.column(), b.row(), b.column())))
    return heard


def test_qt_finds_no_fault(model, qtmodeltester, open_book):
    qtmodeltester.check(model)
    open_book.edit(edits.delete_lines([open_book.book.basic[3].id]))
    model.insert_rows(2, 2)
    model.set_cells([(model.line_count, 0, "2013201")])
    open_book.edit(edits.move_line(open_book.book.basic[0].id, 4))
    open_book.go_to(0)


def test_an_amount_changes_only_its_cell(model, signals):
    assert model.index(0, AMOUNT).data()  # of a row that nobody has read any cell may differ
    assert model.setData(model.index(2, AMOUNT), "1.5")
    assert set(signals) == {("data", 2, AMOUNT, 2, AMOUNT), ("data", 0, AMOUNT, 0, AMOUNT)}  # a finding names row 0 too
    assert model.index(2, AMOUNT).data() == "1.50"


def test_a_code_changes_its_name_too(model, signals):
    model.setData(model.index(2, 0), "2013202")
    assert ("data", 2, 0) in [signal[:3] for signal in signals]
    assert model.index(2, 1).data() == model.open_book.codes.function.name("2013202")


def test_the_new_row_becomes_a_line_in_place(model, signals):
    last = model.line_count
    assert model.setData(model.index(last, 0), "2013201")
    assert ("insert", last, last) in signals
    assert model.line_count == last + 1
    assert model.is_new_row(last + 1)
    assert ("reset",) not in signals


def test_undo_of_a_deletion_inserts_where_it_was(model, signals, open_book):
    ids = [line.id for line in open_book.book.basic]
    model.delete_rows([4, 5])
    assert signals[0] == ("remove", 4, 5)
    open_book.undo()
    assert [model.grid_row(i).key for i in range(model.line_count)] == ids
    assert ("reset",) not in signals


def test_moved_lines_move(model, signals, open_book):
    open_book.edit(edits.move_line(open_book.book.basic[6].id, -3))
    assert ("move",) in signals
    assert [model.grid_row(i).key for i in range(model.line_count)] == [line.id for line in open_book.book.basic]


def test_unread_text_stays_and_is_marked(model):
    model.setData(model.index(0, AMOUNT), "见附表")
    cell = model.index(0, AMOUNT).data(CELL_ROLE)
    assert (cell.text, cell.unread, cell.mark) == ("见附表", True, Mark.ERROR)
    assert cell.notes
    assert model.index(0, AMOUNT).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft


def test_computed_cells_are_not_typed(model):
    assert not model.flags(model.index(0, 4)) & Qt.ItemFlag.ItemIsEditable
    assert not model.set_cells([(0, 1, "别的名称")])


def test_figures_finer_than_shown_say_so(model):
    fine = next(i for i in range(model.line_count) if model.index(i, AMOUNT).data(CELL_ROLE).finer)
    cell = model.index(fine, AMOUNT).data(CELL_ROLE)
    assert cell.exact.endswith("元")
    assert cell.exact in model.index(fine, AMOUNT).data(Qt.ItemDataRole.ToolTipRole)


def test_many_cells_are_one_step(model, open_book):
    assert model.set_cells([(0, AMOUNT, "1"), (1, AMOUNT, "2"), (2, 8, "注")], "粘贴 3 格")
    assert open_book.history == ("打开", "粘贴 3 格：基本支出 第 1–3 行")


def test_totals(model):
    assert model.totals.cells["amount"] == "864.42"
    assert "人员经费 813.97" in model.totals.note


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (columns.FUNCTION, "2013201 行政运行", "2013201"),
        (columns.FUNCTION, "２０１３２０１", "2013201"),
        (columns.FUNCTION, "住房公积金", "2210201"),
        (columns.ECONOMIC, "3021", "3021"),
        (columns.SOURCE, "事业收入", "institutional"),
        (columns.SOURCE, "事业", "institutional"),
        (columns.SOURCE, "天上掉的", None),
        (columns.SOURCE, "", "general"),
        (columns.YEAR, "结转", "1"),
        (columns.YEAR, "本年", "0"),
        (others.COLUMNS[0], "上解", "remitted_up"),
    ],
)
def test_what_typed_text_means(column, text, value, seed1_context):
    assert meant(column, text, seed1_context) == value
