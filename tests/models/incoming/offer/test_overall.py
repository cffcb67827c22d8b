"""部门整体绩效目标表 in an offer: beside that of the book, taken as one step, kept where the book has one."""

from __future__ import annotations

from msgspec.structs import replace

from models.incoming.offer.block import CHANGED, SAME, Pointed
from models.incoming.offer.making import NamedDocument, offer_of
from models.incoming.recognised.titles import OVERALL
from storage.packs.code_lists import codes_of_pack
from tests.models.incoming.sheets.test_overall import OTHER, written
from tests.models.paper.test_overall_sheet import context_of


def offered(context, *rows, book=None):
    document = NamedDocument("整体.xlsx", written(*(rows or OTHER)))
    return offer_of([document], [context.pack], lambda pack, year: codes_of_pack(pack, year or pack.year, None), book)


def test_it_goes_into_a_book_that_has_none_with_its_tasks(tmp_path):
    context = context_of(tmp_path / "包")
    book = replace(context.book, overall=())
    offer = offered(context, book=book)
    (block,) = (block for block in offer.blocks if block.kind == OVERALL)
    assert block.key in offer.wanted
    shown = {field.id: field.value for field in block.fields}
    assert (shown["task:2:other"], shown["goal:1"], shown["0:target"]) == ("20 万元", "完成全年任务", "≥120人")
    assert not any(field.id.startswith(("money:", "code", "name")) for field in block.fields)
    after = offer.edit({block.key})(book)
    assert [task.name for task in after.overall[0].tasks] == ["基层治理", "民生保障"]
    assert replace(after, overall=(), next_id=book.next_id) == book


def test_that_of_the_book_is_shown_beside_and_stays_unless_it_is_taken(tmp_path):
    context = context_of(tmp_path / "包")
    offer = offered(context, book=context.book)
    (block,) = (block for block in offer.blocks if block.kind == OVERALL)
    assert block.key not in offer.wanted
    states = {field.id: field.state for field in block.fields}
    assert (states["task:1:name"], states["task:1:text"], states["goal:1"]) == (SAME, CHANGED, CHANGED)
    kept = offer.outcome({block.key}, keeping=True)
    assert (kept.book, len(kept.kept)) == (context.book, 1)
    assert offer.outcome({block.key}).book.overall[0].goals[0].text == "完成全年任务"


def test_a_goal_is_pointed_at_and_a_task_is_not(tmp_path):
    context = context_of(tmp_path / "包")
    offer = offered(context)
    (block,) = (block for block in offer.blocks if block.kind == OVERALL)
    at = Pointed("另一句目标", block.by_id["goal:1"].place)
    assert offer.point(block.key, "goal:1", at).outcome({block.key}).book.overall[0].goals[0].text == "另一句目标"
    assert "不能指" in offer.point(block.key, "task:1:name", at)


def test_what_was_not_understood_is_left_over_with_its_place(tmp_path):
    rows = list(OTHER)
    rows[4] = "基层治理||五百|村级组织运转|5000000"
    offer = offered(context_of(tmp_path / "包"), *rows)
    (block,) = (block for block in offer.blocks if block.kind == OVERALL)
    told = [(left.place.row, left.reason) for left in block.leftovers]
    assert told[:2] == [(3, "“年度预算申请（元）”没有读懂"), (5, "“五百”不是金额，没有读")]
    assert [row for row, _ in told[2:]] == [5, 7]
    assert any("不是金额" in sentence for sentence in offer.outcome({block.key}).left_out)
