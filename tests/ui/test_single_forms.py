"""No form is compulsory: with a pack of one form alone, or of none, every page opens and every way out works."""

from __future__ import annotations

import re
import shutil

import pytest
from msgspec.structs import replace

from main import main
from storage.files.book_file import sample_book, write_book_file
from storage.packs.folder import read_pack_folder
from storage.paths import BUILT_IN_PACKS, user_packs
from storage.workbook.reader import read_tables
from ui.pages.registry import PAGES, pages_of

PACK = "hebei-alone-2024"
BASE = BUILT_IN_PACKS / "hebei-xingtai-2024"
TEXT = """[[document]]
name = "说明"
title = "{year}年说明"
[[document.section]]
title = "一"
[[document.section.part]]
text = "共有项目{count:projects}个。"
"""
WAYS = ("check", "tables", "export", "publish .pdf", "publish .docx", "publish .html", "roll-over", "next-stage")
OPTIONS = {"export": ["--draft"], "publish": ["--draft"]}
HEAD, *TABLES = re.split(r"(?m)^(?=\[\[table\]\])", (BASE / "tables.toml").read_text(encoding="utf-8"))
PURCHASES, ASSETS = (BASE / "forms.toml").read_text(encoding="utf-8").split("[assets]")
FORMS = {
    **{f"T{number}": {"tables.toml": HEAD + table} for number, table in enumerate(TABLES, 1)},
    "procurement": {"forms.toml": PURCHASES},
    "assets": {"forms.toml": f"[assets]{ASSETS}"},
    "sheet": {"sheet.toml": (BASE / "sheet.toml").read_text(encoding="utf-8")},
    "text": {"narrative.toml": TEXT},
    "nothing": {},
}


def alone(files):
    """The pack of the province with these forms only, and no last year, rules or order."""
    home = user_packs() / PACK
    home.mkdir(parents=True)
    head = (BASE / "pack.toml").read_text(encoding="utf-8").replace('id = "hebei-xingtai-2024"', f'id = "{PACK}"')
    empty = {"tables.toml": f"table = []\n{HEAD}", "forms.toml": "", "checks.toml": "", "narrative.toml": ""}
    for name, content in {**empty, "pack.toml": head.split("[last_year]")[0], **files}.items():
        (home / name).write_text(content, encoding="utf-8")
    if "summary_lines.csv" in files.get("tables.toml", ""):
        shutil.copy(BASE / "summary_lines.csv", home)
    return read_pack_folder(home)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_alone(office, tmp_path, capsys, form):
    pack = alone(FORMS[form])
    book = replace(sample_book(), pack=pack.id)
    office.controller.open_entry(office.library.store.create(book))
    for spec in pages_of(PAGES, pack, book):
        office.window.workspace.open_page(spec.key)
        assert office.page.key == spec.key
    source = tmp_path / "书.ysbook"
    write_book_file(book, source)
    for way in WAYS:
        command, _, ending = way.partition(" ")
        target = {"export": "表.xlsx", "publish": f"公开{ending}", "roll-over": "下一年.ysbook", "next-stage": "下阶段.ysbook"}
        out = [str(tmp_path / target[command])] if command in target else []
        assert main([command, str(source), *out, *OPTIONS.get(command, [])]) in {0, 1}, capsys.readouterr().err
    if pack.tables:
        assert list(read_tables(tmp_path / "表.xlsx").tables) == [table.title for table in pack.tables]
