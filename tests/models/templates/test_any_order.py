"""The law of a template: whatever the order of its columns and however long its list, a figure stands under its heading."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.incoming.blocks import Block, Document, Place, block_of_rows
from models.published.context import Context
from models.templates.parts import parts_of
from models.templates.plan import plan_filling
from models.templates.shown import shown_sheet
from storage.files.book_file import sample_book
from storage.packs.catalogue import built_in_codes, load_pack

TITLE = "部门预算支出总表"
OURS = ("合计", "基本支出", "项目支出", "经营支出", "上解上级支出", "对附属单位补助支出")
THEIRS = ("备注", "上年数", "增减（%）")
FEN = {"元": 100, "万元": 1_000_000}


@pytest.fixture(scope="module")
def context():
    book = sample_book()
    pack = load_pack(book.pack)
    return Context(book, pack, built_in_codes(pack.codes))


def template(columns, unit, examples, above):
    """A sheet with the table: some lines above, headings in two rows, example lines, 合计."""
    head = [["功能分类科目", "", *columns], ["科目编码", "科目名称", *[""] * len(columns)]]
    rows = [
        *[[""]] * above, [TITLE], [f"单位：{unit}"], *head,
        *[["…", "…", *[""] * len(columns)] for _ in range(examples)], ["合计", "", *[""] * len(columns)], ["制表人："],
    ]  # fmt: skip
    top = above + 2
    spans = {(top, 0): (1, 2), **{(top, 2 + at): (2, 1) for at in range(len(columns))}, (top + 2 + examples, 0): (1, 2)}
    block = block_of_rows(rows, Place(sheet="表"), spans)
    return Document("xlsx", (Block(block.rows, Place(sheet="表"), "表"),))


def filled(document, context):
    """The texts of the filled sheet by place, and what was said of it."""
    filling = plan_filling(document, context, draft=False)
    own = next((sheet for sheet in filling.sheets if sheet.sheet == "表"), None)
    sheet = shown_sheet(document.blocks[0], own)
    return {(cell.row, cell.column): cell.text for cell in sheet.cells}, filling, sheet


def shown(fen, unit):
    return f"{(Decimal(fen) / FEN[unit]).quantize(Decimal('0.01'), ROUND_HALF_UP):,f}" if fen else ""


@settings(max_examples=25)
@given(
    st.permutations(OURS + THEIRS), st.sampled_from(sorted(FEN)), st.integers(1, 60), st.integers(0, 4), st.integers(0, 3)
)  # fmt: skip
def test_every_figure_stands_under_its_heading(context, order, unit, examples, above, left_out):
    columns = order[: len(order) - left_out]
    texts, filling, sheet = filled(template(columns, unit, examples, above), context)
    if "表" not in {placed.sheet for placed in filling.placed}:
        assert not set(columns) & set(OURS)
        return
    (side,) = context.tables["T3"].sides
    headings = [column.heading[-1] for column in side.side.columns]
    rows = [row for row in side.rows if row.id != "total"]
    first = above + 4
    for at, row in enumerate(rows, first):
        assert texts[at, 0] == row.labels[0]
        for column, heading in enumerate(columns, 2):
            wanted = shown(row.values[headings.index(heading)], unit) if heading in headings else ""
            assert texts.get((at, column), "") == wanted
    end = first + max(len(rows), examples)
    assert all(not texts.get((at, 0), "") for at in range(first + len(rows), end)), "examples are gone"
    assert texts[end, 0] == "合计"
    assert texts[end + 1, 0] == "制表人："
    assert sheet.height == end + 2
    for heading in set(OURS) - set(columns):
        is_used = any(row.values[headings.index(heading)] for row in side.rows)
        assert is_used == any(f"“{heading}”一栏在模板里找不到" in sentence for sentence in filling.left)


def test_parts_have_keys_of_their_own(context):
    keys = [one.key for part in parts_of(context) for one in (part, *part.parts)]
    assert len(set(keys)) == len(keys)
