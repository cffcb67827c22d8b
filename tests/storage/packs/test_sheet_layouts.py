"""The layouts of 绩效目标表 that belong to no pack: each is a whole form by itself."""

from __future__ import annotations

import pytest

from models.pack.errors import PackError
from models.pack.forms.sheet import TABLE
from storage.errors import StorageError
from storage.packs.layout_choice import layout_named, sheet_layouts
from storage.packs.sheet_layouts import DEPARTMENT, layout_ids, sheet_layout


@pytest.mark.parametrize("layout", [name for name in layout_ids() if not name.startswith(DEPARTMENT)])
def test_every_layout_is_a_whole_form(layout):
    form = sheet_layout(layout)
    form.title.encode("gbk")
    assert form.is_printed
    assert form.name
    assert set(form.roles) == {"quantity", "timeliness", "cost", "satisfaction"}
    assert {"dimension", "category", "name"} <= {column.id for column in form.columns}
    assert form.has_column("target")
    assert form.shows("name")
    assert form.layout == TABLE or {field.id for field in form.fields} <= {cell.show for row in form.rows for _, cell in row.cells}


def test_the_layouts_that_ship():
    assert layout_ids() == (
        "hebei-lutai", "hunan-2023", "ministry-2022", "ministry-cost", "one-system", "overall-ministry", "overall-one-system",
        "shanghai-2023", "sichuan-2023",
    )  # fmt: skip


def test_a_layout_that_there_is_not():
    with pytest.raises(PackError, match="没有“hunan-2032”这个绩效目标表版式，是不是“hunan-2023”"):
        sheet_layout("hunan-2032")


def test_the_layouts_to_choose_from_are_those_that_print_otherwise(tmp_path):
    known = sheet_layouts(tmp_path)
    assert [each.id for each in known] == [
        *(name for name in layout_ids() if not name.startswith(DEPARTMENT)),
        "hebei-xingtai-2024",
    ]
    assert layout_named("hebei-lutai-2025", tmp_path).form.title == layout_named("hebei-lutai", tmp_path).form.title
    with pytest.raises(StorageError, match="没有“one-sistem”这个绩效目标表版式，是不是“one-system”；packs list 列出有哪些"):
        layout_named("one-sistem", tmp_path)
    with pytest.raises(StorageError, match="没有“shanghai-putuo-2026”这个绩效目标表版式"):
        layout_named("shanghai-putuo-2026", tmp_path)
