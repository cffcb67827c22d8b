"""The codes by which a form takes money are those of its edition; this is looked up where a pack is checked or imported."""

from __future__ import annotations

import shutil

import pytest

from main import main
from storage.paths import BUILT_IN_PACKS, user_packs


def changed(folder, file, old, new):
    home = shutil.copytree(BUILT_IN_PACKS / "hebei-xingtai-2024", folder / "my-pack")
    shutil.rmtree(home / "expected")
    text = (home / file).read_text(encoding="utf-8")
    assert old in text
    (home / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return home


FAULTS = (
    ("tables.toml", 'where = { kind = "project" }', 'where = { kind = "project", function = "280" }', "没有“280”，这样筛选"),
    ("tables.toml", 'where = { kind = "basic" }', 'where = { kind = "basic", economic = "30299x" }', "部门经济科目只能是数字"),
    ("summary_lines.csv", "外交支出,202", "外交支出,299", "没有“299”，这一行永远没有数"),
    ("summary_lines.csv", "外交支出,202", "国防支出,202", "202 是“外交支出”，名称写的却是 203 的“国防支出”"),
)


@pytest.mark.parametrize(("file", "old", "new", "told"), FAULTS)
def test_a_code_of_no_edition_is_told_and_not_imported(tmp_path, capsys, file, old, new, told):
    home = changed(tmp_path, file, old, new)
    assert main(["packs", "check", str(home)]) == 1
    said = capsys.readouterr().out
    assert f"版式包 {file}：第 " in said
    assert told in said
    assert main(["packs", "import", str(home)]) == 2
    assert told in capsys.readouterr().err
    assert not (user_packs() / "hebei-xingtai-2024").exists()
