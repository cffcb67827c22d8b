"""What was pointed at is kept by name: it comes back as it was, and only for a template with the same cells."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.incoming.blocks import Document, Place, block_of_rows
from models.templates.points import Point, missing, pointed
from models.values.text import clean_text
from storage.errors import StorageError
from storage.templates.kept import KeptTemplates, fault_of_name
from storage.templates.points_file import points_text, read_points

POINTS = (Point("支出", 2, 1, "2026年部门支出预算总表", "附表三"), Point("支出", 5, 28, '“基本支出”"\\', "日常\n支出"))
TEXTS = st.text(min_size=1, max_size=12).map(clean_text).filter(lambda text: bool(text.strip()))


@pytest.fixture
def kept(tmp_path):
    return KeptTemplates(tmp_path / "模板")


@given(st.lists(st.builds(Point, TEXTS, st.integers(1, 9_999_999), st.integers(1, 16_384), TEXTS, TEXTS), min_size=1, max_size=4))
def test_any_points_come_back_from_their_file(tmp_path_factory, points):
    path = tmp_path_factory.mktemp("points") / "x.toml"
    path.write_bytes(points_text(points).encode("utf-8"))
    assert read_points(path) == tuple(points)


def test_names_are_kept_changed_and_forgotten(kept):
    assert not list(kept.all())
    kept.save("区里的", POINTS)
    kept.save("镇里的", POINTS[:1])
    assert kept.read("区里的") == POINTS
    kept.rename("区里的", "普陀")
    assert {one.name for one in kept.all()} == {"普陀", "镇里的"}
    with pytest.raises(StorageError, match="已经有“镇里的”，换一个名称"):
        kept.rename("普陀", "镇里的")
    kept.delete("镇里的")
    assert [one.name for one in kept.all()] == ["普陀"]
    with pytest.raises(StorageError, match="没有记过这个名称的模板；记过的有 “普陀”"):
        kept.read("../普陀")


def test_the_last_written_comes_first_and_a_broken_file_is_passed_over(kept, tmp_path):
    for at, name in enumerate(("一", "二", "三")):
        kept.save(name, POINTS)
        os.utime(tmp_path / "模板" / f"{name}.toml", (at, at))
    (tmp_path / "模板" / "坏.toml").write_text("[[point", encoding="utf-8")
    assert [one.name for one in kept.all()] == ["三", "二", "一"]


@pytest.mark.parametrize("name", ["", " ", "a/b", "a\\b", "问?", "con", "LPT1.txt", ".藏", "尾 ", "长" * 61])
def test_names_that_no_file_can_have(kept, name):
    assert fault_of_name(name)
    with pytest.raises(StorageError):
        kept.save(name, POINTS)


@given(st.text(max_size=80))
def test_a_free_name_is_always_one(tmp_path_factory, wanted):
    kept = KeptTemplates(tmp_path_factory.getbasetemp())
    assert not fault_of_name(kept.free_name(wanted))


def document(*texts):
    block = block_of_rows([["", text] for text in texts], Place(sheet="支出"))
    return Document("xlsx", (type(block)(block.rows, block.place, "支出"),))


def test_a_template_is_known_again_by_its_cells():
    point = Point("支出", 1, 2, "基本支出", "2025年日常支出")
    assert not missing(document("2026年日常支出"), [point]), "only the year differs"
    assert missing(document("日常"), [point]) == [point]
    assert missing(document("", "2026年日常支出"), [point]) == [point], "in another row"
    blank = Point("支出", 2, 1, "{单位名称}")
    assert not missing(document("甲", "乙"), [blank])
    assert missing(document("甲", "乙"), [blank._replace(sheet="收入")])


def test_a_blank_cell_may_be_meant_too():
    (block,) = pointed(document("甲"), [Point("支出", 3, 1, "合计")]).blocks
    assert [(cell.row, cell.column, cell.text) for cell in block.cells()] == [(0, 1, "甲"), (2, 0, "合计")]
