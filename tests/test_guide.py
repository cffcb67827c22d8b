"""The user's guide says what is true of the program: its keys, menus, pages, commands, pictures."""

from __future__ import annotations

import re

import pytest

from storage.help_texts import GUIDE, guide_text, help_texts
from tests.command_line.command_names import COMMANDS
from tests.form_packs import pack_files
from ui.command_line.arguments import make_parser
from ui.pages.registry import PAGES, TYPED
from ui.window.actions import ACTIONS, MENUS, SUBMENUS

TEXT = GUIDE.read_text(encoding="utf-8")
CHAPTERS = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
WORDS = {spec.key: spec.text.removesuffix("…") for spec in ACTIONS}


def chapter(title):
    return re.split(r"^## ", TEXT, flags=re.MULTILINE)[CHAPTERS.index(title) + 1]


def rows(text):
    """The rows of the first table."""
    table = re.search(r"^\| [^\n]+\n\|[-|]+\n((?:\|[^\n]+\n)+)", text, re.MULTILINE)[1]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()]


def key_rows():
    """What the table of keys should say, from the commands themselves."""
    return [("、".join(spec.keys), WORDS[spec.key]) for spec in ACTIONS if spec.keys]


def test_the_table_of_keys_is_that_of_the_commands():
    assert rows(chapter("快捷键表")) == key_rows()


def test_every_command_of_a_menu_that_is_named_is_there():
    named = re.findall(r"\*\*([^*→]+ → [^*]+)\*\*", TEXT)
    assert len(named) > 15
    for path in named:
        assert path in menu_paths(), path


def menu_paths():
    """``文件 → 备份和交接 → 从备份恢复``: where each command is found in the menus."""
    for title, entries in MENUS.items():
        menu = re.sub(r"\(&.\)", "", title)
        for entry in filter(None, entries):
            yield from (f"{menu} → {entry} → {WORDS[key]}" for key in SUBMENUS.get(entry, ()) if key)
            yield f"{menu} → {WORDS.get(entry, entry)}"


@pytest.mark.parametrize("folder", ["models", "storage", "ui", "resources/help"])
def test_every_command_that_a_sentence_of_the_program_names_is_there(folder):
    files = (file for kind in ("*.py", "*.toml") for file in (GUIDE.parents[1] / folder).rglob(kind))
    named = [hit for file in files for hit in re.findall(r"“([^“”]{2})”里的?“([^“”…]+)”", file.read_text(encoding="utf-8"))]
    titles = {re.sub(r"\(&.\)", "", title) for title in MENUS}
    for menu, command in named:
        assert menu not in titles or f"{menu} → {command}" in menu_paths(), (menu, command)


def test_every_command_is_in_the_guide():
    for spec in ACTIONS:
        assert WORDS[spec.key] in TEXT, spec.key


def test_keys_in_the_text_are_keys_of_a_table():
    known = set("、".join(keys for part in chapter("快捷键表").split("\n\n| ")[1:] for keys, _ in rows(f"| {part}\n")).split("、"))
    for keys in re.findall(r"(?:Ctrl|Alt|Shift)\+[A-Za-z0-9;=←→↑↓+-]+|\bF\d+\b", TEXT):
        assert keys.replace("↓", "Down") in known or keys in known, keys


def test_every_page_is_told_of():
    for spec in (*PAGES, TYPED):
        assert f"“{spec.title}”" in TEXT or spec.title in CHAPTERS or f"**{spec.title}**" in TEXT, spec.title


def test_the_commands_of_the_command_line():
    named = [row[0] for row in rows(chapter("命令行"))]
    assert {name.split()[0] for name in named} == set(COMMANDS)
    for name in named:
        with pytest.raises(SystemExit) as ended:
            make_parser("ysgk-cli").parse_args([*name.split(), "--help"])
        assert ended.value.code == 0


def test_pictures_are_there_and_few_and_small():
    named = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
    files = [GUIDE.parent / name for name in named]
    assert all(file.is_file() for file in files)
    assert sorted(GUIDE.parent.glob("pictures/guide-*.png")) == sorted(files)
    assert sum(file.stat().st_size for file in files) < 1_500_000


def test_chapters_that_are_referred_to_exist():
    for name in re.findall(r"见“([^”]+)”", TEXT):
        assert name in CHAPTERS
    for topic, text in help_texts().items():
        assert not text.guide or text.guide in CHAPTERS, topic
    assert {topic for topic, text in help_texts().items() if text.guide} >= {"typed", "list", *(spec.key for spec in PAGES)} - {
        "home"
    }


def test_a_program_without_its_guide_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr("storage.help_texts.GUIDE", tmp_path / "none.md")
    assert "重新安装" in guide_text()


def test_what_the_guide_says_of_a_pack():
    assert "pack.toml" in pack_files()
    assert "pack.toml" in chapter("换年度和换版式")
