"""Tables that stand below each other on one sheet are read each by itself, official ones, lists and 绩效目标表."""

from __future__ import annotations

import pytest

from models.incoming.blocks import Document, Place, block_of_rows
from models.incoming.offer.making import NamedDocument, offer_of
from models.incoming.recognised.recognise import UNKNOWN, sheet_parts, sheets_of
from models.incoming.recognised.titles import SHEET, TABLE
from models.incoming.sheets.reading import read_sheet_document
from models.pack.forms.contents import ASSETS, PROCUREMENT
from tests.models.incoming.recognised.records.written import XINGTAI, codes_of, pack_of, read, sheet
from tests.models.incoming.recognised.test_recognise import cells_of, recognised
from tests.printed_documents import known_context, workbook_document

PURCHASES = ["2024年政府采购预算明细表", "单位：万元", "采购物品名称 政府采购目录序号 数量 合计", "电脑 A02010104 4 2.00"]
ASSETS_ROWS = ["固定资产占用情况表", "项目 数量 价值（万元）", "2、车辆（台、辆） 3 60.00"]
PROJECT = [
    "路灯维护项目绩效目标表",
    "项目名称 路灯维护 预算数 5万元",
    "一级指标 二级指标 三级指标 指标值",
    "产出指标 数量指标 路灯数 ≥5盏",
]
UNKNOWN_ROWS = ["值班安排表", "姓名 职务 电话", "张三 主任 1"]


def rows_of(block, *, merged):
    """The rows of a block with its merged cells, or with their texts alone, as a spreadsheet without merged cells has them."""
    rows = [["" for _ in range(block.width)] for _ in block.rows]
    spans = {}
    for cell in block.cells():
        rows[cell.row][cell.column] = cell.text
        if merged and (cell.rows > 1 or cell.columns > 1):
            spans[cell.row, cell.column] = cell.rows, cell.columns
    return rows, spans


def stacked(blocks, *, gap, merged=True):
    every, spans = [], {}
    for block in blocks:
        rows, own = rows_of(block, merged=merged)
        spans |= {(len(every) + row, column): span for (row, column), span in own.items()}
        every += [*rows, *([[]] * gap)]
    return Document("xlsx", (block_of_rows(every, Place("全部表", row=1, column=1), spans),))


@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("pack_id", [XINGTAI, "shanghai-putuo-2025"])
def test_official_tables_below_each_other(pack_id, gap):
    whole = workbook_document(known_context(pack_id))
    apart = recognised(whole, pack_id)
    tables = [block for block in whole.blocks if any(table.place.sheet == block.place.sheet for table in apart.tables)]
    assert cells_of(recognised(stacked(tables, gap=gap), pack_id)) == cells_of(apart)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)])
def test_lists_and_sheets_below_each_other(order):
    parts = [PURCHASES, ASSETS_ROWS, PROJECT, UNKNOWN_ROWS]
    document = Document("xlsx", (sheet(*(row for at in order for row in (*parts[at], [])), name="汇总"),))
    found = recognised(document, XINGTAI)
    kinds = [PROCUREMENT, ASSETS, SHEET, UNKNOWN]
    assert [block.kind for block in found.blocks] == [kinds[at] for at in order]
    lists = dict(found.lists)
    assert [[value.text for value in record.values] for record in lists[PROCUREMENT].records] == [
        ["电脑", "A02010104", "4", "2.00"]
    ]
    assert [record.text("value") for record in lists[ASSETS].records] == ["60.00"]
    reading = read_sheet_document(sheets_of(document, found.blocks), pack_of(XINGTAI).sheet)
    assert [(project.name, len(project.indicators)) for project in reading.projects] == [("路灯维护", 1)]
    assert not any("电脑" in note.sentence or "张三" in note.sentence for note in reading.notes)
    ((number, part),) = sheet_parts(document, found.blocks)
    assert (number, part.place.row) == (0, 1 + sum(len(parts[at]) + 1 for at in order[: order.index(2)]))


def test_what_nobody_knows_stays_in_the_offer_beside_what_is_known():
    document = Document("xlsx", (sheet(*PURCHASES, [], *UNKNOWN_ROWS, name="汇总"),))
    offer = offer_of([NamedDocument("汇总.xlsx", document)], [pack_of(XINGTAI)], lambda pack, _: codes_of(pack))
    (other,) = (block for block in offer.blocks if block.kind == UNKNOWN)
    assert [left.text for left in other.leftovers] == ["姓名", "职务", "电话", "张三", "主任", "1"]


def test_a_list_of_titles_is_no_stack_of_tables():
    found = read(sheet("公开表", "序号 名称", "1 甲", *(["部门预算收支总表"], ["部门预算收入总表"], ["部门预算支出总表"])))
    assert all(block.kind != TABLE for block in found.blocks)
    assert len(found.blocks) == 1
