"""绩效目标表 as one table for all projects: one sheet in contents, workbook and preview, and a part of it to hand out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from models.published.draft import DRAFT
from storage.packs.catalogue import built_in_codes, load_pack
from storage.packs.sheet_layouts import sheet_layout
from storage.workbook.reader import read_book
from storage.workbook.writer import write_workbook
from tests.full_project import full_book


@pytest.fixture(scope="module")
def pack():
    return replace(load_pack("hebei-xingtai-2024"), sheet=sheet_layout("sichuan-2023"))


def test_all_projects_are_one_sheet_to_which_the_contents_lead(pack):
    plans = {plan.entry.key: plan for plan in sheet_plans(Context(full_book(), pack, built_in_codes(pack.codes)))}
    entry = plans["projects"].entry
    assert (entry.name, entry.title, entry.page) == ("绩效目标表", "部门预算项目绩效目标申报表（2026年度）", "projects")
    assert not [key for key in plans if key.startswith("project:")]
    links = [cell.link for _, cell in plans["contents"].lay_out(draft=False).placed_cells() if cell.text.rstrip("…") == entry.title]
    assert links == ["绩效目标表"]
    assert plans["projects"].lay_out(draft=True).header == DRAFT


def test_a_book_without_projects_has_no_such_sheet(pack):
    book = replace(full_book(), projects=())
    plans = sheet_plans(Context(book, pack, built_in_codes(pack.codes)))
    assert "projects" not in {plan.entry.key for plan in plans}


def test_the_workbook_carries_the_book_and_a_part_of_it_only_its_project(pack, tmp_path):
    codes, book = built_in_codes(pack.codes), full_book()
    write_workbook(book, pack, codes, tmp_path / "all.xlsx", draft=False)
    assert read_book(tmp_path / "all.xlsx") == (book, ())
    write_workbook(book, pack, codes, tmp_path / "part.xlsx", draft=False, projects=[201])
    part = load_workbook(tmp_path / "part.xlsx")
    assert part.sheetnames == ["绩效目标表"]
    names = [cell.value for cell in part["绩效目标表"]["B"] if cell.value]
    assert names == ["项目名称", "环境卫生保洁经费"]
