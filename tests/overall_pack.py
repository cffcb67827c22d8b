"""Xingtai's form of 2024 with a 部门整体绩效目标表 as a grid, in one of the layouts that ship."""

from __future__ import annotations

from storage.packs.folder import read_pack_folder

HEAD = """
format = 1
id = "with-overall"
extends = "hebei-xingtai-2024"
name = "带部门整体绩效目标表"
version = "1"
"""


def overall_pack(folder, base="overall-ministry", more=""):
    """The pack, written into ``folder`` and read; ``more`` is what its overall.toml says beside the ``base``."""
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").write_text(HEAD, encoding="utf-8")
    (folder / "overall.toml").write_text(f'base = "{base}"\n{more}\n', encoding="utf-8")
    return read_pack_folder(folder)
