"""核实说明 as a sheet of its own, where the pack's contents name it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book import edits
from models.pack.errors import PackFaults
from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from models.published.draft import DRAFT
from storage.files.book_file import sample_book
from storage.packs.catalogue import built_in_codes
from storage.packs.folder import read_pack_folder

PACK = """
format = 1
id = "with-explanations"
extends = "hebei-xingtai-2024"
name = "有核实说明"
version = "1.0"
[[contents]]
heading = "公开表"
forms = ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "text:情况说明", "procurement", "assets", "projects"]
[[contents]]
forms = [{more}]
"""


def pack_with(tmp_path, more):
    folder = tmp_path / "with-explanations"
    folder.mkdir()
    (folder / "pack.toml").write_text(PACK.format(more=more), encoding="utf-8")
    return read_pack_folder(folder, None)


def sheets_of(pack, book):
    context = Context(replace(book, pack=pack.id), pack, built_in_codes(pack.codes))
    return {plan.entry.key: plan for plan in sheet_plans(context)}


def test_the_reasons_are_a_sheet_where_the_contents_name_it(tmp_path):
    pack, book = pack_with(tmp_path, '"explanations"'), sample_book()
    plans = sheets_of(pack, book)
    assert list(plans)[-1] == "explanations"
    texts = {text for row in plans["explanations"].lay_out(draft=False).shown() for text in row}
    assert {explanation.text for explanation in book.explanations} <= texts
    assert plans["explanations"].lay_out(draft=True).header == DRAFT
    assert any("核实说明" in text for row in plans["contents"].lay_out(draft=False).shown() for text in row)


def test_a_reason_that_no_longer_applies_is_not_printed(tmp_path):
    pack, book = pack_with(tmp_path, '"explanations"'), sample_book()
    project = next(each for each in book.projects if each.name == "团区委工作经费")
    changed = edits.set_field(project.funding[0].id, "amount", "0.70")(book)
    said = [row for row in sheets_of(pack, changed)["explanations"].lay_out(draft=True).shown() if len(row) == 4]
    assert said[0][-1] == f"共 {len(book.explanations) - 1} 处"
    bare = sheets_of(pack, replace(book, explanations=()))["explanations"].lay_out(draft=True).shown()
    assert bare[-1] == ["没有需要说明的核实。"]


def test_it_stands_in_one_group_once(tmp_path):
    with pytest.raises(PackFaults, match="“explanations”写了不止一次"):
        pack_with(tmp_path, '"explanations", "explanations"')
