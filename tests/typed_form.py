"""A form that asks for typed figures: what a bureau's technician would write, and the shipped form with it."""

from __future__ import annotations

import shutil

from msgspec.structs import replace

from models.pack.forms.pack import Pack
from models.pack.forms.typed import COUNT, OPERATING, TypedForm, TypedRow
from storage.packs.catalogue import load_pack
from storage.packs.folder import read_pack_folder
from storage.paths import BUILT_IN_PACKS

XINGTAI = BUILT_IN_PACKS / "hebei-xingtai-2024"

FORMS = """
[[typed]]
id = "operating"
label = "机关运行经费"
group = "机关运行经费"
[[typed]]
id = "cars"
label = "公务用车"
kind = "count"
unit = "辆"
group = "国有资产"
complete = true
[[typed]]
id = "leaders"
label = "其中：领导干部用车"
kind = "count"
unit = "辆"
group = "国有资产"
part_of = "cars"
[[typed]]
id = "others"
label = "其中：其他用车"
kind = "count"
unit = "辆"
group = "国有资产"
part_of = "cars"
yearly = true
"""

TABLE = """
[[table]]
id = "T10"
title = "机关运行经费预算表"
facts = "typed"
label_heading = "项目"
columns = [{ id = "amount", heading = "预算数" }]
lines = [{ id = "operating", label = "机关运行经费", where = { item = "operating" } }]

# --- T1 ---"""

SENTENCE = (
    'text = ["共有车辆{typed:cars}辆，机关运行经费{running}万元。", '
    '{ text = "{unit}的机关运行经费{typed:operating}万元。", when = "running" }]'
)


def asked_folder(target, forms=FORMS, table=TABLE, figure='running = "typed:operating"', sentence=SENTENCE):
    """The shipped form as a folder below ``target``, with typed figures, a table, a figure and a sentence of them."""
    folder = target / "asks"
    shutil.copytree(XINGTAI, folder)
    for file, old, new in (
        ("tables.toml", "# --- T1 ---", table),
        ("narrative.toml", "\n[figures]\n", f"\n[figures]\n{figure}\n"),
        ("narrative.toml", 'write = "operating_note"', f'write = "operating_note"\n[[document.section.part]]\n{sentence}'),
    ):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), encoding="utf-8")
    path = folder / "forms.toml"
    path.write_text(path.read_text(encoding="utf-8") + forms, encoding="utf-8")
    return folder


def asked_pack(target) -> Pack:
    """The pack of that folder, under the shipped form's own id."""
    return replace(read_pack_folder(asked_folder(target)), id="hebei-xingtai-2024")


ROWS = (
    TypedRow(OPERATING, "机关运行经费", group="机关运行经费"),
    TypedRow("cars", "公务用车", COUNT, "辆", "国有资产", complete=True),
    TypedRow("leaders", "其中：领导干部用车", COUNT, "辆", "国有资产", part_of="cars"),
    TypedRow("others", "其中：其他用车", COUNT, "辆", "国有资产", part_of="cars", yearly=True),
)


def asking(*rows: TypedRow) -> Pack:
    """The shipped form with these typed figures (or all) and no sentence of them."""
    return replace(load_pack("hebei-xingtai-2024"), typed=TypedForm(rows or ROWS))
