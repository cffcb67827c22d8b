"""The layers (models, storage, ui, main.py), the order of the folders in each, and the limits of size."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.folders import ROOT

FORBIDDEN = {
    "models": {
        "storage", "ui", "main", "PySide6", "sqlite3", "sqlite_utils", "openpyxl", "logging", "locale", "os", "pathlib", "time",
        "datetime", "sys", "tempfile", "shutil", "random",
    },
    "storage": {"ui", "main", "PySide6"},
    "ui": {"main", "sqlite3", "sqlite_utils", "openpyxl"},
}  # fmt: skip

_ORDER = """
models.memory models.program models.values models.book models.pack models.projects models.words models.published models.years
models.checks models.incoming models.paper models.publication models.templates models.publication.review models.incoming.own
storage.errors storage.paths storage.replace_file storage.settings storage.cache storage.help_texts
storage.files.limits storage.files.bounded storage.files.encodings storage.files.progress
storage.packs storage.database storage.diagnostics storage.incoming storage.workbook storage.publication
storage.templates storage.files
ui.theme ui.startup ui.session ui.widgets ui.dialogs ui.grid.rows ui.grid.editing ui.grid.paste ui.grid.view ui.findings ui.printing
ui.pages.common ui.pages.entry ui.pages.income ui.pages.narrative
ui.pages.projects.shared ui.pages.projects.transfers ui.pages.projects.sheet ui.pages.projects.list ui.pages.projects
ui.pages.overall ui.pages.incoming ui.pages.inspection ui.pages.review ui.pages.registry
ui.window ui.app ui.self_test ui.command_line
"""
ORDER = _ORDER.split()
"""A folder, or a module beside folders, may import only what stands before it here."""

MOST_ENTRIES = 14
"""Modules and folders in one folder, ``__init__.py`` not counted."""


class Source(NamedTuple):
    """What the tests ask of a file."""

    lines: int
    docstring: str | None
    imports: list[ast.Import]
    imports_from: list[ast.ImportFrom]
    strings: list[str]
    """All that are no documentation: a bare string is a statement that does nothing."""
    functions: list[tuple[str, int]]
    """Each with its length in lines, the first not counted."""


@cache
def source(path: Path) -> Source:
    """A file, parsed once for all tests."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    nodes = list(ast.walk(tree))
    bare = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return Source(
        text.count("\n"),
        ast.get_docstring(tree),
        [node for node in nodes if isinstance(node, ast.Import)],
        [node for node in nodes if isinstance(node, ast.ImportFrom)],
        [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in bare],
        [(node.name, (node.end_lineno or 0) - node.lineno) for node in nodes if isinstance(node, ast.FunctionDef)],
    )


def modules() -> dict[str, Path]:
    """Every module of the program by its dotted name, packages by the name of their folder."""
    files = (file for room in FORBIDDEN for file in sorted((ROOT / room).rglob("*.py")))
    return {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def edges() -> dict[str, set[str]]:
    """Which modules of the program each module imports: at its top, inside functions and under TYPE_CHECKING."""
    known = modules()
    found: dict[str, set[str]] = {name: set() for name in known}
    for name, file in known.items():
        for node in source(file).imports_from:
            if node.module in known:
                found[name] |= {inner if (inner := f"{node.module}.{a.name}") in known else node.module for a in node.names}
        for node in source(file).imports:
            found[name] |= {a.name for a in node.names} & known.keys()
    return found


def rank(module: str) -> int:
    """Where the longest entry of ORDER stands that the module belongs to."""
    entries = [at for at, entry in enumerate(ORDER) if f"{module}.".startswith(f"{entry}.")]
    return max(entries, key=lambda at: len(ORDER[at]))


def test_every_folder_imports_only_what_stands_before_it():
    packages = {name for name, file in modules().items() if file.name == "__init__.py"}
    climbs = [
        f"{name} -> {other}"
        for name, others in edges().items()
        if name not in packages
        for other in others - packages
        if rank(other) > rank(name)
    ]
    assert not climbs


def test_no_circle_of_imports():
    left = edges()
    while ends := [name for name, others in left.items() if not others & left.keys() - {name}]:
        for name in ends:
            del left[name]
    assert not left


def test_folders_hold_few_entries_and_say_what_they_hold():
    folders = {file.parent for file in modules().values()}
    entries = {
        folder: [e.name for e in folder.iterdir() if e in folders or (e.suffix == ".py" and e.name != "__init__.py")]
        for folder in folders
    }
    assert not {folder: names for folder, names in entries.items() if len(names) > MOST_ENTRIES}
    assert not [folder for folder in folders if not source(folder / "__init__.py").docstring]


def test_the_command_line_brings_no_qt():
    names = [name for name in modules() if name.startswith("ui.command_line")]
    look = f"import sys, {', '.join(names)}; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert not [name for name in names if "PySide6" in imports_of(modules()[name])]


def imports_of(path: Path) -> set[str]:
    """The top names of every import in a file, wherever it stands."""
    names = {alias.name.split(".")[0] for node in source(path).imports for alias in node.names}
    for node in source(path).imports_from:
        assert node.level == 0, f"{path} imports relatively"
        names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("room", FORBIDDEN)
def test_no_room_imports_across_a_wall(room):
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    breaches = {str(f.relative_to(ROOT)): found for f in files if (found := imports_of(f) & FORBIDDEN[room])}
    assert not breaches


def test_no_county_wording_in_python():
    """Tables, headings, months and dimensions of a county are pack data; the vocabulary of packs may quote them as examples.

    The words by which sheets of any place are read are no county's.
    """
    wording = ("部门预算收支总表", "月底", "资金支出计划", "产出指标", "效益指标", "效果指标", "邢台", "芦台", "空表列示")
    files = [f for room in FORBIDDEN for f in sorted((ROOT / room).rglob("*.py"))] + [ROOT / "main.py"]
    files = [f for f in files if f.parent != ROOT / "models/pack/vocabulary" and f != ROOT / "models/incoming/sheets/words.py"]
    found = [f"{f.relative_to(ROOT)}: {text}" for f in files for text in source(f).strings if any(word in text for word in wording)]
    assert not found


def test_modules_and_functions_stay_small():
    """A module owns one thing; a function is read without scrolling."""
    long = []
    for room in FORBIDDEN:
        for file in sorted((ROOT / room).rglob("*.py")):
            of_file = source(file)
            if of_file.lines > 400:
                long.append(f"{file.relative_to(ROOT)}: {of_file.lines} lines")
            long.extend(f"{file.relative_to(ROOT)}: {name}" for name, length in of_file.functions if length > 45)
    assert not long
