"""What a pack may tell the checks: roles and required categories of the sheet, cells by name, regions of project codes."""

from __future__ import annotations

import shutil

import pytest

from models.pack.errors import PackError
from models.pack.filters import CellRef
from storage.packs.catalogue import load_pack, pack_ids
from storage.packs.folder import read_pack_folder
from storage.paths import BUILT_IN_PACKS


@pytest.mark.parametrize("pack_id", pack_ids())
def test_the_shipped_packs_with_tables_name_the_cell_of_project_spending(pack_id):
    pack = load_pack(pack_id)
    assert pack.figures == ({"project_spending": CellRef("T3", "total", "project")} if pack.tables else {})


@pytest.mark.parametrize("pack_id", [pack_id for pack_id in pack_ids() if pack_id.startswith("hebei-")])
def test_the_shipped_packs_with_project_sheets_say_all(pack_id):
    pack = load_pack(pack_id)
    assert set(pack.sheet.roles) == {"quantity", "timeliness", "cost", "satisfaction"}
    assert len(pack.sheet.required) == 4
    assert pack.project_codes.certain == ("130511",)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("sheet.toml", 'cost = "成本指标"', 'cost = "花费指标"', "没有“花费指标”"),
        ("sheet.toml", 'cost = "成本指标"', 'price = "成本指标"', "没有“price”"),
        ("sheet.toml", 'required = ["数量指标"', 'required = ["多少指标"', "没有“多少指标”"),
        ("checks.toml", '"T3:total:project"', '"T3:total:projects"', "T3 没有“projects”这一栏"),
        ("checks.toml", "project_spending =", "spending =", "没有“spending”"),
        ("checks.toml", 'likely = ["13"]', 'maybe = ["13"]', "不认识这一项"),
    ],
)
def test_a_wrong_key_is_refused(file, old, new, says, tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(BUILT_IN_PACKS / "hebei-xingtai-2024", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PackError, match=says):
        read_pack_folder(folder)


def test_a_pack_may_leave_them_out(tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(BUILT_IN_PACKS / "hebei-xingtai-2024", folder)
    sheet = (folder / "sheet.toml").read_text(encoding="utf-8")
    (folder / "sheet.toml").write_text(sheet.split("[roles]")[0], encoding="utf-8")
    assert read_pack_folder(folder).sheet.roles == {}
