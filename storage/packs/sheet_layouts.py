"""The layouts of 绩效目标表 that belong to no pack: found and read. A pack's sheet.toml begins with one by ``base``."""

from __future__ import annotations

from typing import Final

from models.pack.errors import PackError
from models.pack.forms.sheet import SheetForm
from models.pack.reading.project_sheet.form import read_sheet
from models.pack.reading.toml_table import TomlTable
from models.pack.source.proposals import did_you_mean
from models.pack.source.written import Written, plain
from storage.packs.source_files import read_toml
from storage.paths import PACK_ID, SHEET_LAYOUTS

BASE: Final = "base"


DEPARTMENT: Final = "overall-"
"""Begins the id of a layout of the sheet of the whole department."""


def layout_ids() -> tuple[str, ...]:
    """The ids of all layouts, sorted."""
    return tuple(sorted(path.stem for path in SHEET_LAYOUTS.glob("*.toml")))


def read_layout(name: Written) -> Written:
    """The file of the layout that ``base`` names. Raises ``PackError`` where there is none."""
    known = layout_ids()
    if not isinstance(name.value, str) or not PACK_ID.fullmatch(name.value) or name.value not in known:
        problem = f"没有“{name.value}”这个绩效目标表版式{did_you_mean(str(name.value), known)}"
        raise PackError(name.file, (BASE,), problem, name.line, allowed=known)
    return read_toml(SHEET_LAYOUTS / f"{name.value}.toml", f"sheets/{name.value}.toml")


def sheet_layout(layout_id: str) -> SheetForm:
    """A layout as the form that it is for a pack which changes nothing of it. Raises ``PackError``."""
    section = TomlTable(plain(read_layout(Written(layout_id, "", 0))), f"sheets/{layout_id}.toml")
    form = read_sheet(section, department=layout_id.startswith(DEPARTMENT))
    section.close()
    return form
