"""A list that a pack declares comes in by its headings: as printed, untitled, with its columns in any order."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.book.list_lines import ListLine
from models.incoming.blocks import Document
from models.incoming.from_tables.proposal import propose_book
from models.incoming.own.printed import block_of
from models.incoming.recognised.recognise import recognise
from storage.packs.folder import read_pack_folder
from tests.form_packs import install, other_forms
from tests.models.incoming.recognised.records.written import codes_of, only, sheet
from tests.models.pack.test_lists import printed

RECORDS = (
    ListLine(9_001, "services", (("amount", 12_340_000), ("count", "2"), ("what", "物业"))),
    ListLine(9_002, "services", (("amount", 1_000_000), ("project", "机关运转"), ("way", "委托"), ("what", "保安"))),
)
CELLS = {"项目名称": "机关运转", "服务内容": "物业", "购买方式": "委托", "数量": "2", "合计": "12.34"}


@cache
def pack():
    folder = Path(mkdtemp())
    install(other_forms(), folder)
    return read_pack_folder(folder / "elsewhere-2024", None)


def read(block):
    found = recognise(Document("xlsx", (block,)), [pack()], codes_of)
    return found, propose_book(found, pack(), codes_of(pack()))


def cells_of(lines):
    return [line.cells for line in lines]


def test_as_printed():
    found, proposal = read(block_of(printed(pack(), *RECORDS)["list:services"]))
    assert only(found)[1].page == "list:services"
    assert cells_of(proposal.book.lists) == cells_of(RECORDS)
    assert (proposal.assumed, proposal.left_out) == ((), ())


@pytest.mark.parametrize("title", ["政府购买服务", "Sheet1"])
def test_without_a_known_title_by_all_of_its_headings(title):
    block = sheet(
        ["购买方式", "预算金额（元）", "数量", "服务内容", "项目名称"], ["委托", "123400", "2", "物业", "机关运转"], name=title
    )
    found, proposal = read(block)
    assert only(found)[0] == "list:"
    wanted = (("amount", 12_340_000), ("count", "2"), ("project", "机关运转"), ("way", "委托"), ("what", "物业"))
    assert cells_of(proposal.book.lists) == [wanted]


def test_what_is_no_choice_and_what_has_no_column_is_said():
    block = sheet(["政府购买服务"], ["单位：万元"], ["服务内容", "购买方式", "合计", "承办科室"], ["物业", "抽签", "1", "办公室"])
    found, proposal = read(block)
    assert {left.text for left in only(found)[1].leftovers} == {"承办科室", "办公室"}
    assert any("“抽签”不是“购买方式”可以选的" in sentence for sentence in proposal.assumed)


@settings(deadline=None)
@given(st.permutations([*CELLS, "承办科室", "上年合计"]), st.sets(st.sampled_from(sorted(CELLS)), max_size=3))
def test_no_cell_is_in_another_column(order, blank):
    row = ["" if name in blank else CELLS.get(name, f"{name}的字") for name in order]
    found, _ = read(sheet(["政府购买服务"], ["单位：万元"], list(order), row))
    (_, records) = only(found)
    fields = {
        "项目名称": "text:project",
        "服务内容": "text:what",
        "购买方式": "text:way",
        "数量": "text:count",
        "合计": "amount:amount",
    }
    got = {value.field: value.text for record in records.records for value in record.values}
    assert got == {fields[name]: text for name, text in CELLS.items() if name not in blank}
    assert {"承办科室的字", "上年合计的字"} <= {left.text for left in records.leftovers}
